package views

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"parley/app"
	"parley/dossier"
	"parley/views/add"
	"parley/views/ask"
	"parley/views/picker"
)

// Quitting under a sheet asks where words in it would be lost, once however often it is wished; Escape goes back to them,
// and they are still there. Where nothing was typed the window goes at once.
func TestQuitAsksForTyped(t *testing.T) {
	sheets := map[string]func(w *window){
		"judgement": func(w *window) { w.show(packetPane); w.packet.AddJudgement() },
		"remark":    func(w *window) { ask.Open(w.desk, ask.Question{Title: "Note", Lines: true, Answer: func(string) {}}) },
		"new note": func(w *window) {
			picker.Open(w.desk, picker.Options{Title: "Notes", Make: "Add note", Made: func(string) {}, Picked: func(int) {}})
		},
		"form that adds": func(w *window) {
			add.Open(w.desk, add.Options{Raw: []byte(article), Clipboard: func() string { return "" }, Read: func(dossier.ID) {}})
		},
	}
	for name, open := range sheets {
		for _, typed := range []bool{true, false} {
			w, _ := opened(t)
			gone := false
			w.win.SetOnClosed(func() { gone = true })
			w.show(packetPane)
			open(w)
			sheet := w.desk.Sheets.Top()
			if typed {
				test.Type(w.win.Canvas().Focused(), "The fee stays")
			}
			w.quit()
			if !typed {
				if !gone {
					t.Errorf("%s, empty: the window stays", name)
				}
				continue
			}
			question := w.desk.Sheets.Top()
			if w.quit(); gone || question == sheet || w.desk.Sheets.Top() != question {
				t.Fatalf("%s: gone %v, asked %v, and again %v", name, gone, question != sheet, w.desk.Sheets.Top() != question)
			}
			if list := w.desk.Sheets.Typed(); len(list) != 1 || !strings.Contains(list[0].Words, "The fee stays") {
				t.Errorf("%s: %v", name, list)
			}
			w.stepBack()
			if w.desk.Sheets.Top() != sheet || len(w.desk.Sheets.Typed()) != 1 {
				t.Errorf("%s: going back lost it", name)
			}
			w.quit()
			if w.desk.Sheets.Top().Confirm(); !gone || w.desk.Sheets.Top() != nil {
				t.Errorf("%s: the window stays", name)
			}
		}
	}
}

// A text that is being corrected is kept as the window goes, and nothing is asked.
func TestQuitKeepsCorrection(t *testing.T) {
	w, work := opened(t)
	if _, err := work.AddDocument(context.Background(), []byte(article), app.Facts{}); err != nil {
		t.Fatal(err)
	}
	w.hear(app.Event{Kind: app.DocumentsChanged})
	w.reading.article.Focus()
	w.reading.article.Correct()
	if w.desk.Sheets.Top() == nil {
		t.Fatal("no sheet is open")
	}
	test.Type(w.win.Canvas().Focused(), "Now ")
	gone := false
	w.win.SetOnClosed(func() { gone = true })
	if w.quit(); !gone {
		t.Fatal("the window stays")
	}
	doc, _ := w.reading.article.Current()
	a, err := work.Article(context.Background(), doc)
	if err != nil {
		t.Fatal(err)
	}
	text, _, ok, err := work.Unfinished(a.Revision.ID)
	if err != nil || !ok || !strings.Contains(text, "Now ") {
		t.Errorf("kept %v, %q, %v", ok, text, err)
	}
}
