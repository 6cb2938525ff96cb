package add

import (
	"context"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"parley/dossier"
	"parley/views/desk"
	"parley/views/parts"
	"parley/views/sheet"
)

// Edit shows the facts of a stored document for editing, and what its bytes were.
func Edit(d *desk.Desk, a dossier.Article) {
	k, doc := d.Kit, a.Document
	f := newForm(k)
	marking := f.add(k, "Marking", nil)
	grade := f.add(k, "Grade", checkGrade)
	var s *sheet.Sheet
	save := parts.NewButton(k, "Save", "Ctrl Enter", parts.Primary, nil)
	for x, v := range map[*fact]string{f.title: doc.Title, f.outlet: doc.Outlet, f.author: doc.Author, f.published: writeDate(doc.Published),
		f.url: doc.URL, f.lang: languageName(doc.Lang), marking: doc.Marking, grade: doc.Grade} {
		f.set(x, v, "")
		x.ground.Set("")
	}
	marking.ground.Set("such as TLP:AMBER")
	grade.ground.Set("source A–F and item 1–6, such as B2")
	f.changed = func() {
		if f.wrong() {
			save.Disable()
		} else {
			save.Enable()
		}
	}
	confirm := func() {
		if f.wrong() {
			return
		}
		v := f.all()
		doc.Title, doc.Author, doc.URL, doc.Published = v.Title, v.Author, v.URL, v.Published
		if v.Outlet != doc.Outlet {
			doc.Outlet, doc.OutletID = v.Outlet, dossier.None
		}
		if doc.Lang = v.Lang; doc.Lang == "" {
			doc.Lang = "und"
		}
		doc.Marking, doc.Grade = marking.field.Entry.Text, grade.field.Entry.Text
		d.Act(func(ctx context.Context) error { return d.Workbench.EditDocument(ctx, doc) }, s.Close)
	}
	save.OnTapped = confirm
	f.grown = func() {
		if s != nil {
			s.Rearrange()
		}
	}
	s = d.Sheets.Open(sheet.Options{
		Title: "Edit the facts", Subtitle: parts.Count(doc.Statements, "statement") + " stay as they are; the text was read as " + a.Revision.Encoding,
		Body: container.New(layout.NewStackLayout(), f), Focus: f.title.field.Entry, Confirm: confirm, Typed: f.typed,
		Buttons: []*parts.Button{parts.NewButton(k, "Cancel", "Esc", parts.Plain, func() { s.Close() }), save},
	})
}
