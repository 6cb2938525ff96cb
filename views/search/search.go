// Package search is the panel that searches the dossier while one types, and goes to the place that is chosen.
package search

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"

	"parley/dossier"
	"parley/views/ask"
	"parley/views/desk"
	view "parley/views/list"
	"parley/views/panel"
	"parley/views/parts"
	"parley/views/sheet"
)

// limit is how many places are listed; more are narrowed by typing more.
const limit = 200

// Deps is what the panel needs from the window.
type Deps struct {
	Desk  *desk.Desk
	Words string // what was searched last
	Open  func(dossier.Hit)
	// Closed tells the words that were searched, so that the next search begins with them.
	Closed func(words string)
}

// Panel is one open search.
type Panel struct {
	deps  Deps
	panel *panel.Panel
	entry *parts.Entry
	list  *view.List
	sheet *sheet.Sheet

	loader *desk.Loader[dossier.SearchResult]
	saved  *desk.Loader[[]dossier.SavedSearch]
	typed  *desk.Delay
	words  atomic.Value // string, for the search beside the interface thread
	lines  []line
}

// line is a hit, a search that can be made, or the head of a group.
type line struct {
	head  string
	hit   dossier.Hit
	query string     // of a search that can be made; then there is no hit
	kept  dossier.ID // the saved search, where it is one
	runs  []run
	side  string
}

// Open shows the panel with the keyboard in its line.
func Open(d Deps) *Panel {
	k := d.Desk.Kit
	p := &Panel{deps: d}
	p.panel = panel.New(k, p, "Words, “exact words”, names, party:Name, date:2026-11",
		[][2]string{{"↑ ↓", "choose"}, {"Enter", "go to the place"}, {"Ctrl S", "save the search"}, {"Esc", "close"}}, func() bool { return len(p.lines) > 0 })
	p.entry, p.list = p.panel.Entry, p.panel.List
	p.entry.OnKey = p.key
	p.entry.OnChanged = func(words string) {
		p.words.Store(words)
		p.typed.Run(p.search)
	}
	p.list.OnOpen = p.open
	p.list.OnKey = func(e *fyne.KeyEvent) bool {
		switch e.Name {
		case fyne.KeyBackspace:
			p.focusEntry()
		case fyne.KeyDelete:
			p.forget(p.list.Current())
		default:
			return false
		}
		return true
	}
	p.typed = desk.NewDelay(d.Desk, 150*time.Millisecond)
	p.loader = desk.NewLoader(d.Desk, func(ctx context.Context) (dossier.SearchResult, error) {
		words, _ := p.words.Load().(string)
		return d.Desk.Workbench.Search(ctx, words, limit)
	}, p.show, func(err error) { p.panel.Say(err.Error()) })
	p.saved = desk.NewLoader(d.Desk, d.Desk.Workbench.SavedSearches, p.showSaved, nil)
	p.sheet = d.Desk.Sheets.Open(sheet.Options{Width: panel.Width, Height: panel.Height, Top: panel.Top, Bare: true, Body: p.panel, Focus: p.entry, Closed: func() {
		p.typed.Stop()
		p.loader.Drop()
		p.saved.Drop()
		d.Closed(p.entry.Text)
	}})
	p.saved.Reload()
	if d.Words != "" {
		p.entry.SetText(d.Words)
		p.entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
	return p
}

func (p *Panel) search() {
	words, _ := p.words.Load().(string)
	if len([]rune(words)) == 0 {
		p.loader.Drop()
		p.panel.Count.Set("")
		p.saved.Reload()
		return
	}
	p.loader.Restart()
}

// showSaved lists the searches that can be made, while nothing is typed.
func (p *Panel) showSaved(kept []dossier.SavedSearch) {
	if words, _ := p.words.Load().(string); words != "" {
		return
	}
	p.lines = nil
	for i, s := range kept {
		if i == 0 {
			p.lines = append(p.lines, line{head: "Saved searches"})
		}
		p.lines = append(p.lines, line{query: s.Query, kept: s.ID, runs: []run{{s.Name, false}}, side: s.Query})
	}
	p.lines = append(p.lines, line{head: "What can be asked"})
	for _, e := range examples {
		p.lines = append(p.lines, line{query: e.query, runs: []run{{e.query, false}}, side: e.words})
	}
	p.panel.Say("")
	p.list.Reload(-1)
}

// examples show what a query can hold; choosing one begins with it.
var examples = []struct{ query, words string }{
	{"ceasefire “no fee” monitor*", "words, exact words, beginnings of words"},
	{"(fee OR toll) -symbolic", "either, and not; brackets keep together"},
	{"NEAR(fee corridor, 10)", "words that stand near each other"},
	{"party:Name issue:Name stance:opposes", "statements by what they were coded as; speaker: kind: act: status: too"},
	{"outlet:Name date:2026-11-01..2026-11-14 lang:en tag:word", "by the facts of the article"},
	{"re:/[0-9]+ (days|weeks)/i", "a regular expression"},
}

// Save asks for a name and keeps what is typed under it.
func (p *Panel) Save() {
	query := strings.TrimSpace(p.entry.Text)
	if query == "" {
		p.deps.Desk.Note("Type a search first, then save it.")
		return
	}
	ask.Open(p.deps.Desk, ask.Question{Title: "Save this search", Hint: "Name of the search", Check: func(name string) error {
		if strings.TrimSpace(name) == "" {
			return errors.New("It needs a name.") //lint:ignore ST1005 a sentence for people
		}
		return nil
	}, Answer: func(name string) {
		p.deps.Desk.Act(func(ctx context.Context) error { return p.deps.Desk.Workbench.SaveSearch(ctx, name, query) }, func() {
			p.deps.Desk.Note("Saved: " + name)
		})
	}})
}

// forget deletes a saved search; undo and the trash bring it back.
func (p *Panel) forget(i int) {
	if i < 0 || i >= len(p.lines) || p.lines[i].kept == dossier.None {
		return
	}
	id := p.lines[i].kept
	p.deps.Desk.Act(func(ctx context.Context) error { return p.deps.Desk.Workbench.DeleteSearch(ctx, id) }, p.saved.Reload)
}

func (p *Panel) show(r dossier.SearchResult) {
	p.lines = lines(r.Hits)
	for _, n := range slices.Backward(r.Notes) {
		p.lines = slices.Insert(p.lines, 0, line{head: n})
	}
	count, note := "", ""
	switch {
	case len(r.Notes) > 0 && r.Total == 0:
	case r.Total == 0:
		note = fmt.Sprintf("Nothing in this dossier holds “%s”.", short(p.entry.Text))
	case r.Total > len(r.Hits):
		count = fmt.Sprintf("%s of %s shown", parts.Number(len(r.Hits)), parts.Number(r.Total))
	default:
		count = parts.Count(r.Total, "place")
	}
	p.panel.Count.Set(count)
	p.panel.Say(note)
	p.list.Reload(-1)
	p.list.First()
}

func (p *Panel) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyPageUp:
		p.list.TypedKey(e)
	case fyne.KeyReturn, fyne.KeyEnter:
		p.open(p.list.Current())
	default:
		return false
	}
	return true
}

func (p *Panel) focusEntry() {
	p.deps.Desk.Kit.Focus(p.entry)
}

func (p *Panel) open(i int) {
	if i < 0 || i >= len(p.lines) || p.lines[i].head != "" {
		return
	}
	if query := p.lines[i].query; query != "" {
		p.entry.SetText(query)
		p.focusEntry()
		return
	}
	hit := p.lines[i].hit
	p.sheet.Close()
	p.deps.Open(hit)
}

// short cuts what was typed to what fits into a sentence.
func short(words string) string {
	const most = 60
	if r := []rune(words); len(r) > most {
		return string(r[:most]) + "…"
	}
	return words
}
