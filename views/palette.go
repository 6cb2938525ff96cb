package views

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/dossier"
	"parley/views/palette"
)

// openPalette opens the line from which everything can be done or opened.
func (w *window) openPalette() {
	if w.desk.Sheets.Top() != nil {
		return
	}
	o := palette.Options{Desk: w.desk, Actions: w.paletteActions(), Recent: w.recent, Done: func(name string) {
		const most = 5
		w.recent = slices.Insert(slices.DeleteFunc(w.recent, func(n string) bool { return n == name }), 0, name)
		w.recent = w.recent[:min(len(w.recent), most)]
	}}
	if w.open() {
		o.Names, o.Find = w.paletteNames, w.paletteFind
	}
	palette.Open(o)
}

// paletteActions are the commands of the menu, as far as they can be done now or say what could be.
func (w *window) paletteActions() []palette.Entry {
	var out []palette.Entry
	for _, g := range w.commands {
		for _, c := range g.commands {
			if c.Name == "Anything…" || strings.HasPrefix(c.Name, "Confirm") || c.Name == "Redo the same way" {
				continue // of no use here
			}
			out = append(out, palette.Entry{Kind: palette.Action, Name: c.Words(), Note: g.name, Key: c.Key, Colour: -1, Off: !w.can(c), Do: func() { w.run(c) }})
		}
	}
	slices.SortStableFunc(out, func(a, b palette.Entry) int { // what can be done comes first
		switch {
		case a.Off == b.Off:
			return 0
		case a.Off:
			return 1
		}
		return -1
	})
	return out
}

// paletteNames are the parties, people and issues. It runs beside the interface thread.
func (w *window) paletteNames(ctx context.Context) ([]palette.Entry, error) {
	parties, err := w.work.Parties(ctx)
	if err != nil {
		return nil, err
	}
	issues, err := w.work.Issues(ctx)
	if err != nil {
		return nil, err
	}
	actors, err := w.work.Actors(ctx)
	if err != nil {
		return nil, err
	}
	var out []palette.Entry
	isParty := map[dossier.ID]bool{}
	searches := func(query string) func() { return func() { w.searchFor(query) } }
	for _, p := range parties {
		isParty[p.ID] = true
		out = append(out, palette.Entry{Kind: palette.Party, Name: p.Name, Note: p.Letter + " · its statements", Colour: p.Colour, Do: searches(filter("party", p.Name))})
	}
	for _, a := range actors {
		if isParty[a.ID] {
			continue
		}
		key := "speaker"
		if a.Kind == dossier.ActorOutlet {
			key = "outlet"
		}
		note := ""
		for _, m := range a.Memberships {
			note = m.Party
		}
		out = append(out, palette.Entry{Kind: palette.Person, Name: a.Name, Note: note, Colour: -1, Do: searches(filter(key, a.Name))})
		for _, alias := range a.Aliases {
			out = append(out, palette.Entry{Kind: palette.Person, Name: alias, Note: a.Name, Colour: -1, Do: searches(filter(key, a.Name))})
		}
	}
	for _, i := range issues {
		out = append(out, palette.Entry{Kind: palette.Issue, Name: i.Name, Note: i.Letter, Colour: -1, Do: searches(filter("issue", i.Name))})
	}
	return out, nil
}

// filter writes a filter of the search.
func filter(key, name string) string {
	return fmt.Sprintf(`%s:"%s"`, key, strings.ReplaceAll(name, `"`, " "))
}

// paletteFind looks for documents and statements. It runs beside the interface thread.
func (w *window) paletteFind(ctx context.Context, typed string) ([]palette.Entry, error) {
	const most = 20
	docs, _, err := w.work.Documents(ctx, dossier.DocumentFilter{Text: typed, Limit: most})
	if err != nil {
		return nil, err
	}
	query := typed
	if last, _ := utf8.DecodeLastRuneInString(typed); unicode.IsLetter(last) {
		query += "*" // the last word is still being typed
	}
	found, err := w.work.Search(ctx, query, 5*most)
	if err != nil {
		return nil, err
	}
	year := w.desk.Now().Year()
	side := func(who string, when dossier.Date) string {
		return strings.Join(slices.DeleteFunc([]string{who, when.Short(year)}, func(s string) bool { return s == "" }), ", ")
	}
	var out []palette.Entry
	for _, h := range found.Hits {
		if h.Kind == "statement" {
			out = append(out, palette.Entry{Kind: palette.Statement, Name: strings.Join(strings.Fields(h.Snippet), " "), Note: side(h.Outlet, h.Published), Colour: -1,
				Do: func() { w.openHit(h) }})
		}
	}
	for _, d := range docs {
		out = append(out, palette.Entry{Kind: palette.Document, Name: d.Title, Note: side(d.Outlet, d.Published), Colour: -1, Do: func() { w.readDocument(d.ID) },
			Beside: func() {
				if now := w.document(); now != dossier.None && now != d.ID {
					w.beside(now, d.ID)
				} else {
					w.readDocument(d.ID)
				}
			}})
	}
	return out, nil
}

// searchFor opens the search on a query.
func (w *window) searchFor(query string) {
	if !w.open() || w.desk.Sheets.Top() != nil {
		return
	}
	w.searched = query
	w.openSearch()
}
