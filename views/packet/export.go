package packet

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"unicode"

	"parley/app"
	"parley/dossier"
	"parley/views/files"
	"parley/views/parts"
	"parley/views/picker"
)

// forms are the other forms of a packet, by the ending of their files.
var forms = []struct{ name, ending, note string }{
	{"Word document", ".docx", "to be edited"},
	{"Web page", ".html", "one file, links within"},
	{"Markdown", ".md", "plain text with marks"},
	{"Table of quotations", ".csv", "one row each"},
	{"Spreadsheet", ".xlsx", "quotations, and what packet they are of"},
	{"Data", ".json", "everything, for programs"},
}

// Export asks for a file and writes the packet. What was typed just now is laid out first.
func (p *Pane) Export() {
	p.ready(func() { p.askFile(".pdf", "Export the packet") })
}

// ExportForm asks for a form other than PDF, then for the file.
func (p *Pane) ExportForm() {
	p.ready(func() {
		var items []picker.Item
		for _, f := range forms {
			items = append(items, picker.Item{Name: f.name + " (" + f.ending + ")", Note: f.note})
		}
		picker.Open(p.desk, picker.Options{Title: "Other forms", Subtitle: "with every quotation, letter for letter", Placeholder: "Form", Items: items, Picked: func(i int) {
			p.askFile(forms[i].ending, "Export as "+lowerFirst(forms[i].name))
		}})
	})
}

// ready does something once the recipe as it stands was laid out and nothing stops it.
func (p *Pane) ready(do func()) {
	p.entry.leave()
	switch {
	case p.export:
		p.desk.Note("A packet is being written")
	case !p.checked:
		p.wish = func() { p.ready(do) }
		p.startCheck()
	case p.result == nil:
		p.desk.Say(parts.Message{Warning: true, Words: "Not exported: " + lowerFirst(p.fault)})
	case p.stopping() > 0:
		p.desk.Say(parts.Message{Warning: true, Words: fmt.Sprintf("Not exported: %s marked “Stops”, at the right.", parts.Count(p.stopping(), "point"))})
	default:
		do()
	}
}

func (p *Pane) askFile(ending, title string) {
	r, dir := clone(p.recipe), p.written
	if dir == "" {
		dir = p.data.dir
	}
	files.Choose(p.desk, files.Options{Title: title, Action: "Export", Endings: []string{ending}, New: true, Replace: true,
		Dir: dir, Name: fileName(r, p.data.title) + ending, Done: func(path string) { p.write(r, path) }})
}

// lowerFirst makes a sentence the rest of another.
func lowerFirst(s string) string {
	r := []rune(s)
	if len(r) > 0 {
		r[0] = unicode.ToLower(r[0])
	}
	return string(r)
}

// fileName offers a name made from the reference or the title, without its ending.
func fileName(r dossier.Recipe, dossierTitle string) string {
	name := r.Reference
	for _, other := range []string{r.Title, dossierTitle, "packet"} {
		if strings.TrimSpace(name) == "" {
			name = other
		}
	}
	name = strings.Map(func(c rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, c) || c < ' ' {
			return '-'
		}
		return c
	}, name)
	return strings.TrimSpace(name)
}

func (p *Pane) write(r dossier.Recipe, path string) {
	p.export, p.written = true, filepath.Dir(path)
	p.allow()
	p.desk.Workbench.Jobs().Start("Writing "+filepath.Base(path), func(ctx context.Context, progress app.Progress) (string, error) {
		report, err := p.desk.Workbench.Export(ctx, r, path, progress)
		p.desk.Do(func() {
			p.export = false
			if err == nil && report.NotRecorded != "" {
				p.desk.Say(parts.Message{Warning: true, Words: fmt.Sprintf("%s was written; the dossier does not list it: %s", filepath.Base(path), report.NotRecorded)})
			}
			p.allow()
		})
		if err != nil {
			return "", err
		}
		words := "Exported " + filepath.Base(path)
		if report.Pages > 0 {
			words += ": " + parts.Count(report.Pages, "page")
		}
		return words, nil
	})
}
