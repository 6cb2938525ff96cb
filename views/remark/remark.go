// Package remark asks for notes and tags, on whatever they are put.
package remark

import (
	"context"
	"slices"
	"strings"
	"time"

	"parley/dossier"
	"parley/views/ask"
	"parley/views/desk"
	"parley/views/parts"
	"parley/views/picker"
	"parley/views/sheet"
)

// Notes asks for a note, or lets one of those that are there be changed.
func Notes(d *desk.Desk, title string, at *sheet.Place, notes []dossier.Note, add func(text string)) {
	adding := func(text string) {
		if strings.TrimSpace(text) != "" {
			add(text)
		}
	}
	if len(notes) == 0 {
		ask.Open(d, ask.Question{Title: title, Hint: "What is to be remembered of it", Lines: true, Answer: adding})
		return
	}
	var items []picker.Item
	for _, n := range notes {
		items = append(items, picker.Item{Name: OneLine(n.Body), Note: n.Analyst})
	}
	picker.Open(d, picker.Options{At: at, Title: title, Placeholder: "Choose a note to change it, or type a new one", Items: items,
		Make: "Add note", Picked: func(i int) { Edit(d, notes[i]) }, Made: adding})
}

// Edit changes a note, or deletes it where nothing is left of it.
func Edit(d *desk.Desk, n dossier.Note) {
	ask.Open(d, ask.Question{Title: "Note of " + n.Analyst + ", " + Clock(d, n.Created), Hint: "empty: delete the note", Text: n.Body, Lines: true, Answer: func(text string) {
		d.Act(func(ctx context.Context) error {
			if strings.TrimSpace(text) == "" {
				return d.Workbench.DeleteNote(ctx, n.ID)
			}
			return d.Workbench.EditNote(ctx, n.ID, text)
		}, nil)
	}})
}

// Tags asks for a tag: one that is there already is taken off, another one is put on.
func Tags(d *desk.Desk, title string, at *sheet.Place, has []string, put, off func(name string)) {
	var all []dossier.Tag
	d.Act(func(ctx context.Context) (err error) {
		all, err = d.Workbench.Tags(ctx, dossier.None)
		return err
	}, func() {
		var items []picker.Item
		for _, name := range has {
			items = append(items, picker.Item{Name: name, Note: "has it; Enter takes it off"})
		}
		slices.SortStableFunc(all, func(a, b dossier.Tag) int { return b.Documents + b.Statements - a.Documents - a.Statements })
		for _, tag := range all {
			if !slices.Contains(has, tag.Name) {
				items = append(items, picker.Item{Name: tag.Name, Note: "on " + parts.Number(tag.Documents+tag.Statements)})
			}
		}
		picker.Open(d, picker.Options{At: at, Title: title, Placeholder: "Name of a tag", Items: items, Make: "New tag", Made: put, Picked: func(i int) {
			if i < len(has) {
				off(has[i])
			} else {
				put(items[i].Name)
			}
		}})
	})
}

// Clock shows when something was done: the hour today, else the day.
func Clock(d *desk.Desk, t time.Time) string {
	now := d.Now().Local()
	t = t.Local()
	if t.Year() == now.Year() && t.YearDay() == now.YearDay() {
		return t.Format("15:04")
	}
	return t.Format("2 Jan 2006")
}

// OneLine is the beginning of a text on one line.
func OneLine(s string) string {
	const most = 160
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + "…"
	}
	return strings.Join(strings.Fields(s), " ")
}
