package packet

import (
	"context"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"unicode"

	"parley/app"
	"parley/dossier"
	"parley/views/files"
	"parley/views/parts"
)

// CanExport reports whether Export would write something.
func (p *Pane) CanExport() bool {
	return p.checked && !p.export && p.flight.Stops() == 0 && p.form.wrong() == ""
}

// Export asks for a file and writes the packet. What was typed just now is checked first.
func (p *Pane) Export() {
	switch why := p.form.wrong(); {
	case p.export:
		p.desk.Note("A packet is being written")
		return
	case why != "":
		p.desk.Say(parts.Message{Warning: true, Words: "Not exported: " + lowerFirst(why)})
		return
	case !p.checked:
		p.wish = true
		p.typed.Stop()
		p.startCheck()
		return
	case p.flight.Stops() > 0:
		p.desk.Say(parts.Message{Warning: true, Words: fmt.Sprintf("Not exported: %s marked “Stops”, at the right.", parts.Count(p.flight.Stops(), "point"))})
		return
	}
	r := p.form.recipe()
	files.Choose(p.desk, files.Options{Title: "Export the packet", Action: "Export", Endings: []string{".pdf"}, New: true, Replace: true,
		Name: fileName(r, p.title), Done: func(path string) {
			p.Save()
			p.write(r, path)
		}})
}

// lowerFirst makes a sentence the rest of another.
func lowerFirst(s string) string {
	r := []rune(s)
	if len(r) > 0 {
		r[0] = unicode.ToLower(r[0])
	}
	return string(r)
}

// fileName offers a name made from the reference or the title.
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
	return strings.TrimSpace(name) + ".pdf"
}

func (p *Pane) write(r dossier.Recipe, path string) {
	p.export = true
	p.allow()
	p.desk.Workbench.Jobs().Start("Writing "+filepath.Base(path), func(ctx context.Context, progress app.Progress) (string, error) {
		report, err := p.desk.Workbench.Export(ctx, r, path, progress)
		p.desk.Do(func() {
			p.export = false
			if err == nil {
				p.written = report.Path
				p.summary.wrote(report)
			}
			p.allow()
		})
		if err != nil {
			return "", err
		}
		return fmt.Sprintf("Exported %s: %s", filepath.Base(path), parts.Count(report.Pages, "page")), nil
	})
}

// open shows a written packet in the system's own viewer.
func (p *Pane) open(path string) {
	u := &url.URL{Scheme: "file", Path: filepath.ToSlash(path)}
	p.desk.Go(func() {
		if err := p.deps.OpenURL(u); err != nil {
			p.desk.Do(func() {
				p.desk.Say(parts.Message{Words: fmt.Sprintf("%s was not opened: the system has no viewer for it (%v). The file is at %s.", filepath.Base(path), err, path)})
			})
		}
	})
}
