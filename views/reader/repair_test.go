package reader

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"parley/app"
	"parley/dossier"
)

const opened = "Talks in Halmar\n\n“We will open the crossing on Sunday,” minister Dana Levi said.\n\n“The port stays closed until spring,” Omar Said of Northland told the Herald.\n\n“Nobody asked us about the guns,” Levi said.\n"

// repairSheet opens the sheet without a window's stack, so that a test can type into it.
func (p *Pane) repairSheet(t *testing.T, statement dossier.ID) *repairing {
	t.Helper()
	p.repair(statement)
	r, ok := p.Desk.Kit.Canvas.Focused().(*repairing)
	if !ok {
		t.Fatalf("the sheet has not the keyboard: %T", p.Desk.Kit.Canvas.Focused())
	}
	return r
}

// Ensures that after a correction the reader paints only what stands on the text that it shows, says how many are to be
// placed anew, opens them where a pane asks for one of them, and places or deletes each with one key.
func TestRepairing(t *testing.T) {
	ctx := context.Background()
	p, s, id := bench(t, opened, "The Herald")
	before := len(p.data.article.Statements)
	if before < 3 {
		t.Fatalf("%d statements were found", before)
	}
	text := strings.NewReplacer("closed until spring", "closed until the spring", "crossing on Sunday", "crossing next Sunday").Replace("A line before.\n" + opened)
	text = text[:strings.Index(text, "“Nobody")]
	if _, err := p.Desk.Workbench.Revise(ctx, id, app.Input{Name: "text", Raw: []byte(text)}); err != nil {
		t.Fatal(err)
	}
	p.Reload(app.Event{Kind: app.DocumentsChanged, Documents: []dossier.ID{id}})
	if got := p.view.Words(dossier.Span{Start: 0, End: 14}); got != "A line before." {
		t.Fatalf("the reader still shows the older text: %q", got)
	}
	left := len(p.data.article.Earlier)
	if left != 3 || len(p.marks()) != before-left || !strings.HasPrefix(p.article.earlier.Words(), "3 to place") {
		t.Fatalf("%d to place anew, %d marks of %d, the head says %q", left, len(p.marks()), before, p.article.earlier.Words())
	}
	for _, m := range p.data.article.Statements {
		if p.view.Words(m.Passage.Span) != m.Passage.Exact {
			t.Errorf("statement %d is painted over %q", m.Number, p.view.Words(m.Passage.Span))
		}
	}
	// A line of the grid leads to the statement, which stands nowhere here.
	asked := p.data.article.Earlier[1].ID
	p.OpenStatement(id, asked)
	r, ok := p.Desk.Kit.Canvas.Focused().(*repairing)
	if !ok || r.list[r.at].Statement.ID != asked {
		t.Fatalf("the sheet did not open at the statement: %T", p.Desk.Kit.Canvas.Focused())
	}
	r.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	p.changed(id)
	if p.indexOf(asked) < 0 || len(p.data.article.Earlier) != 2 {
		t.Fatal("Enter did not place it")
	}
	if len(r.list) != 2 {
		t.Fatalf("%d are left in the sheet", len(r.list))
	}
	for len(r.list) > 0 && p.Desk.Sheets.Top() != nil {
		if len(r.list[r.at].Candidates) > 0 {
			r.TypedRune('1')
		} else {
			r.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
		}
	}
	p.changed(id)
	if p.Desk.Sheets.Top() != nil || len(p.data.article.Earlier) != 0 || p.article.earlier.Words() != "" {
		t.Errorf("%d are left, the head says %q, notes %q", len(p.data.article.Earlier), p.article.earlier.Words(), s.Notes)
	}
	if len(s.Errors) > 0 {
		t.Error(s.Errors)
	}
}

// Ensures that the words selected in the article take a statement whose own words are lost.
func TestRepairingBySelection(t *testing.T) {
	p, _, id := bench(t, opened, "The Herald")
	text := strings.Replace(opened, "Nobody asked us about the guns", "Once more they went ahead alone", 1)
	if _, err := p.Desk.Workbench.Revise(context.Background(), id, app.Input{Name: "text", Raw: []byte(text)}); err != nil {
		t.Fatal(err)
	}
	p.Reload(app.Event{Kind: app.DocumentsChanged, Documents: []dossier.ID{id}})
	if len(p.data.article.Earlier) != 1 {
		t.Fatalf("%d to place anew", len(p.data.article.Earlier))
	}
	start := len([]rune(text[:strings.Index(text, "“Once")]))
	span := dossier.Span{Start: start, End: start + len([]rune("“Once more they went ahead alone,”"))}
	p.view.Select(span)
	p.repairSheet(t, dossier.None).TypedRune('s')
	p.changed(id)
	if len(p.data.article.Earlier) != 0 || p.indexOf(p.data.article.Statements[len(p.data.article.Statements)-1].ID) < 0 ||
		p.data.article.Statements[len(p.data.article.Statements)-1].Passage.Span != span {
		t.Errorf("the statement does not stand on the selected words: %+v", p.data.article)
	}
}

// Ensures that the sheet for correcting says what would become of the statements before it stores anything, and that it
// leads on to what lost its place.
func TestCorrecting(t *testing.T) {
	p, s, id := bench(t, opened, "The Herald")
	x := p.correct()
	clip := fyne.CurrentApp().Clipboard()
	clip.SetContent(strings.Replace(opened, "until spring", "until the spring", 1))
	x.fromClipboard()
	if x.changes.Words() != "1 line changed: 1 word added, 0 words removed." || !strings.Contains(x.carried.Words(), "1 is to be placed anew") || x.save.Disabled() {
		t.Errorf("the sheet says %q, %q", x.changes.Words(), x.carried.Words())
	}
	if p.data.article.Revision.Number != 1 {
		t.Error("something was stored")
	}
	p.Desk.Sheets.Top().Confirm()
	p.Reload(app.Event{Kind: app.DocumentsChanged, Documents: []dossier.ID{id}})
	if p.data.article.Revision.Number != 2 || len(p.data.article.Earlier) != 1 {
		t.Errorf("text %d, %d to place anew; %q", p.data.article.Revision.Number, len(p.data.article.Earlier), s.Errors)
	}
	if _, ok := p.Desk.Kit.Canvas.Focused().(*repairing); !ok {
		t.Errorf("what lost its place is not shown, but %T", p.Desk.Kit.Canvas.Focused())
	}
}

// A text is corrected by typing; what was typed and not stored is there again when the sheet is opened again, and gone
// once it was stored or begun anew.
func TestCorrectingByTyping(t *testing.T) {
	p, s, id := bench(t, opened, "The Herald")
	x := p.correct()
	x.editor.SetCaret(0)
	for _, r := range "Update: " {
		x.editor.TypedRune(r)
	}
	x.typed.Stop()
	x.take(app.Input{Name: "corrected", Raw: []byte(x.editor.Content())}, typedHere) // what the delay does
	if x.save.Disabled() || !strings.HasPrefix(x.changes.Words(), "1 line changed: 1 word added") {
		t.Fatalf("the sheet says %q, %q", x.changes.Words(), x.carried.Words())
	}
	x.sheet.Close()
	if !strings.HasPrefix(s.LastNote(), "Not stored, and kept") || p.data.article.Revision.Number != 1 {
		t.Errorf("closing says %q", s.LastNote())
	}
	x = p.correct()
	if got := x.editor.Content(); !strings.HasPrefix(got, "Update: ") || !strings.HasPrefix(x.source.Words(), "what you typed") {
		t.Errorf("opened again it holds %q, says %q", got, x.source.Words())
	}
	x.editor.Undo()
	if x.editor.Content() != opened {
		t.Errorf("taken back it is %q", x.editor.Content())
	}
	x.editor.Redo()
	x.typed.Stop()
	x.take(app.Input{Name: "corrected", Raw: []byte(x.editor.Content())}, typedHere)
	p.Desk.Sheets.Top().Confirm()
	p.Reload(app.Event{Kind: app.DocumentsChanged, Documents: []dossier.ID{id}})
	if p.data.article.Revision.Number != 2 || !strings.HasPrefix(p.data.article.Revision.Text, "Update: ") {
		t.Errorf("stored %+v; %v", p.data.article.Revision, s.Errors)
	}
	x = p.correct()
	if !strings.HasPrefix(x.source.Words(), "the text as it is now") {
		t.Errorf("after storing it says %q", x.source.Words())
	}
	x.editor.Insert("x")
	x.sheet.Close()
	x = p.correct()
	x.beginAnew()
	x.sheet.Close()
	if x = p.correct(); x.editor.Edited() {
		t.Error("what was given up is back")
	}
	// A text from the clipboard takes the place of what was typed, as it came; Ctrl Z brings that back.
	x.editor.Insert("typed ")
	fyne.CurrentApp().Clipboard().SetContent("Another text\r\naltogether.")
	x.fromClipboard()
	if x.editor.Content() != "Another text\naltogether." || x.save.Disabled() || string(x.input.Load().Raw) != "Another text\r\naltogether." {
		t.Errorf("taken %q, kept %q", x.editor.Content(), x.input.Load().Raw)
	}
	x.editor.Undo()
	if !strings.HasPrefix(x.editor.Content(), "typed ") {
		t.Errorf("after Ctrl Z %q", x.editor.Content())
	}
}
