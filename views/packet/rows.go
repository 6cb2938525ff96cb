package packet

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"parley/app"
	"parley/dossier"
	"parley/views/parts"
)

// rowKind is what a row of the recipe looks like.
type rowKind int

const (
	rowName     rowKind = iota // the recipe's name and reference
	rowHead                    // words above a group; never chosen
	rowFact                    // a label and what is set
	rowCheck                   // a box with a name and a number
	rowLine                    // words and a note
	rowLink                    // a name that leads somewhere, and a note
	rowGroup                   // the head of a group that folds
	rowDistance                // a little room; never chosen
)

// row is a line of the recipe.
type row struct {
	kind   rowKind
	key    string // by which it is found again after a change
	words  string // a name, or the label of a fact
	value  string // of a fact
	note   string // at the right
	on     bool   // of a box
	bold   bool
	faint  bool
	hints  []string
	part   dossier.Part
	number int    // of a judgement or an issued packet, from 0
	open   func() // Enter, or a click on the value
	toggle func() // Space, or a click on the box
}

// Keys of rows that are looked for.
const (
	keyTitle, keyReference, keyFor, keyMarking  = "title", "reference", "for", "marking"
	keyCutOff, keyFrom, keyAuthor, keyBottom    = "cut_off", "from", "author", "bottom_line"
	keyScale, keyPaper, keyForm                 = "scale", "paper", "form"
	keySince, keyDrafts, keyAddJudgement        = "since", "drafts", "judgements"
	groupParties, groupIssues                   = "parties", "issues"
	partKey, judgementKey, issuedKey, prefixSep = "part:", "judgement:", "issued:", ":"
)

// mostIssued is how many packets are named; the dossier keeps all.
const mostIssued = 12

// refill lists the recipe anew; the row of the key becomes the current one, of "" the one that was.
func (p *Pane) refill(key string) {
	if key == "" {
		if i := p.list.Current(); i >= 0 && i < len(p.rows) {
			key = p.rows[i].key
		}
	}
	p.rows = nil
	if p.recipe.Name != "" {
		p.order = orderOf(p.now(), p.order)
		p.rows = p.build(p.now())
	}
	current := p.rowOf(key)
	switch {
	case current >= 0 || len(p.rows) == 0:
	case key == "":
		current = p.rowOf(partKey + string(p.order[0]))
	default:
		current = max(0, p.list.Current())
	}
	p.list.Reload(current)
}

// rowOf finds a row, or -1.
func (p *Pane) rowOf(key string) int {
	return slices.IndexFunc(p.rows, func(r row) bool { return r.key == key && key != "" })
}

func (p *Pane) build(r dossier.Recipe) []row {
	rows := []row{{kind: rowName, key: "name", words: r.Name, note: r.Reference, open: p.ChooseRecipe}}
	fact := func(key, label, value, otherwise string, open func()) {
		f := row{kind: rowFact, key: key, words: label, value: value, open: open}
		if value == "" {
			f.value, f.faint = otherwise, true
		}
		rows = append(rows, f)
	}
	title, cut := p.data.title, "the newest document"
	if v := p.result; v != nil && v.CutOff.Known() {
		cut = v.CutOff.Label()
	}
	fact(keyTitle, "Title", r.Title, title, p.typeInto(keyTitle))
	fact(keyReference, "Reference", r.Reference, "none", p.typeInto(keyReference))
	fact(keyFor, "For", r.PreparedFor, "nobody named", p.typeInto(keyFor))
	fact(keyMarking, "Marking", r.Marking, "none", p.typeInto(keyMarking))
	rows[len(rows)-1].bold = r.Marking != ""
	fact(keyCutOff, "Cut-off", r.CutOff.Label(), cut, p.typeInto(keyCutOff))
	scale := r.Scale
	if scale == "" {
		scale = dossier.ScaleICD203
	}
	fact(keyScale, "Scale", string(scale), "", p.chooseScale)
	fact(keyPaper, "Paper", paperWords(r), "", p.choosePaper)
	fact(keySince, "Since", p.sinceWords(r), "nothing to compare with", p.ChooseSince)
	words := ""
	if n := len(strings.Fields(r.BottomLine)); n > 0 {
		words = fmt.Sprintf("%d of %d words", n, longestBottomLine)
	}
	fact(keyBottom, "Bottom line", words, "not written", p.typeInto(keyBottom))
	rows = append(rows, row{kind: rowDistance}, row{kind: rowHead, words: "Parts, in printed order", hints: []string{"Ctrl ↑", "Ctrl ↓"}})
	printed := r.Printed()
	for _, part := range p.order {
		on := slices.Contains(printed, part)
		note := "left out"
		if v := p.result; on && v != nil && v.Counts[part] != "left out" {
			note = countOf(v, part)
		} else if on {
			note = ""
		}
		toggle := func() { p.turnPart(part) }
		rows = append(rows, row{kind: rowCheck, key: partKey + string(part), words: part.Words(), note: note, on: on, part: part, open: toggle, toggle: toggle})
	}
	fact(keyForm, "Form", formWords(r), "", p.chooseForm)
	rows = append(rows, row{kind: rowDistance}, row{kind: rowHead, words: "Key judgements", hints: []string{"J"}})
	for i, j := range r.Judgements {
		rows = append(rows, row{kind: rowLine, key: judgementKey + fmt.Sprint(i), words: fmt.Sprintf("%d  %s", i+1, j.Text), note: j.Likelihood, number: i, open: func() { p.EditJudgement(i) }})
	}
	rows = append(rows, row{kind: rowLink, key: keyAddJudgement, words: "Add a judgement…", open: p.AddJudgement})
	rows = append(rows, row{kind: rowDistance}, row{kind: rowHead, words: "Issued packets"})
	if len(p.data.issued) == 0 {
		rows = append(rows, row{kind: rowLine, key: "none issued", words: "None yet", faint: true})
	}
	for i, x := range p.data.issued[:min(mostIssued, len(p.data.issued))] {
		rows = append(rows, row{kind: rowLink, key: issuedKey + x.ID.String(), words: issuedName(x), number: i, open: func() { p.openIssued(x) },
			note: fmt.Sprintf("%s, %s", x.IssuedAt.Local().Format("2 Jan"), parts.Count(x.Pages, "page"))})
	}
	rows = append(rows, row{kind: rowDistance}, row{kind: rowHead, words: "What it takes"})
	fact(keyFrom, "From", r.From.Label(), "the first statement", p.typeInto(keyFrom))
	fact(keyAuthor, "Author", r.Author, "not named", p.typeInto(keyAuthor))
	fact(keyDrafts, "Drafts", draftWords(r.Drafts), "none", p.ChooseDrafts)
	rows = append(rows, p.group(groupParties, "Parties", p.data.parties, r.Parties, func(r *dossier.Recipe, names []string) { r.Parties = names })...)
	return append(rows, p.group(groupIssues, "Issues", p.data.issues, r.Issues, func(r *dossier.Recipe, names []string) { r.Issues = names })...)
}

// countOf says in numbers what a part holds; of shifts also how many wait for a verdict, since those are not printed. It is as
// short as the name of that part leaves room for.
func countOf(v *app.PacketPreview, part dossier.Part) string {
	words := v.Counts[part]
	if part != dossier.PartShifts || v.Open == 0 {
		return words
	}
	number, _, _ := strings.Cut(words, " ")
	if number == words {
		number = "0"
	}
	if v.Open > 9 || len(number) > 1 {
		words = number
	}
	return fmt.Sprintf("%s · %d open", words, v.Open)
}

// group lists names that can be ticked, under a head that folds; no names in the recipe mean all.
func (p *Pane) group(key, words string, names, chosen []string, set func(r *dossier.Recipe, names []string)) []row {
	if len(names) == 0 {
		return nil
	}
	in := func(name string) bool { return len(chosen) == 0 || slices.Contains(chosen, name) }
	n := 0
	for _, name := range names {
		if in(name) {
			n++
		}
	}
	note := fmt.Sprintf("%d of %d", n, len(names))
	if n == len(names) {
		note = fmt.Sprintf("all %d", n)
	}
	mark := "▾ "
	if p.folded[key] {
		mark = "▸ "
	}
	fold := func() {
		p.folded[key] = !p.folded[key]
		p.refill("")
	}
	rows := []row{{kind: rowGroup, key: key, words: mark + words, note: note, on: !p.folded[key], open: fold, toggle: fold}}
	if p.folded[key] {
		return rows
	}
	for _, name := range names {
		toggle := func() { p.turnName(name, names, chosen, set) }
		rows = append(rows, row{kind: rowCheck, key: key + prefixSep + name, words: name, on: in(name), open: toggle, toggle: toggle})
	}
	return rows
}

// turnName takes a party or an issue in, or leaves it out. All of them are kept as no choice, so that later ones are
// taken too.
func (p *Pane) turnName(name string, names, chosen []string, set func(r *dossier.Recipe, names []string)) {
	var out []string
	for _, n := range names {
		if on := len(chosen) == 0 || slices.Contains(chosen, n); on != (n == name) {
			out = append(out, n)
		}
	}
	verb := "Take in "
	if len(chosen) == 0 || slices.Contains(chosen, name) {
		verb = "Leave out "
	}
	switch len(out) {
	case 0:
		p.desk.Note("A packet takes one at least: it stays")
		return
	case len(names):
		out = nil
	}
	p.edit(verb+name, func(r *dossier.Recipe) { set(r, out) })
}

func issuedName(x dossier.IssuedPacket) string {
	if x.Recipe.Reference != "" {
		return x.Recipe.Reference
	}
	return filepath.Base(x.Path)
}

func paperWords(r dossier.Recipe) string {
	paper, sources := "A4", "complete sources"
	if r.Paper == "Letter" {
		paper = r.Paper
	}
	if r.Excerpts {
		sources = "excerpts"
	}
	return paper + ", " + sources
}

// sinceWords says what the packet is compared with, and how much has changed; empty: with nothing.
func (p *Pane) sinceWords(r dossier.Recipe) string {
	words := r.Since
	if r.Since == dossier.SinceNone {
		return "no comparison"
	}
	if v := p.result; v != nil && v.Since.ID != dossier.None {
		words = fmt.Sprintf("%s, %s: %s", issuedName(v.Since), v.Since.IssuedAt.Local().Format("2 Jan"), parts.Count(v.Changes, "change"))
	}
	return words
}

func draftWords(numbers []int) string {
	var list []string
	for _, n := range numbers {
		list = append(list, fmt.Sprint(n))
	}
	switch len(list) {
	case 0:
		return ""
	case 1:
		return "document " + list[0]
	}
	return "documents " + strings.Join(list, ", ")
}

func formWords(r dossier.Recipe) string {
	switch printed := r.Printed(); {
	case slices.Equal(printed, dossier.Parts):
		return "All parts"
	case slices.Equal(printed, dossier.TwoPages):
		return "Two pages"
	case len(printed) == len(dossier.Parts):
		return "All parts, own order"
	default:
		return fmt.Sprintf("%d of %d parts", len(printed), len(dossier.Parts))
	}
}
