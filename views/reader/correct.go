package reader

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"parley/app"
	"parley/dossier"
	"parley/views/desk"
	"parley/views/files"
	"parley/views/look"
	"parley/views/parts"
	"parley/views/remark"
	"parley/views/sheet"
	"parley/views/textview"
)

// keptAtLeast is how often what is typed is kept while nobody pauses; keptAfter is how soon after a pause.
const (
	keptAfter   = 2 * time.Second
	keptAtLeast = 10 * time.Second
)

var errFull = fmt.Errorf("A text may have %d MB. Split it into two documents.", app.LongestText>>20) //lint:ignore ST1005 a sentence for people

// correcting is the sheet in which the text of a document is corrected. It tells what would become of the statements
// before anything is stored.
type correcting struct {
	widget.BaseWidget
	pane     *Pane
	document dossier.ID
	revision dossier.ID // that is corrected
	text     string     // the current one
	input    atomic.Pointer[app.Input]
	from     string
	done     bool
	restored bool // what was typed before is shown, and nothing was typed since
	filling  bool // the editor is given a text: nobody typed
	keptAt   time.Time

	source, changes, carried *parts.Label
	frame                    *parts.Ground
	editor                   *textview.Editor
	clip                     fyne.CanvasObject
	save                     *parts.Button
	typed, kept              *desk.Delay
	loader                   *desk.Loader[app.Revision]
	sheet                    *sheet.Sheet
}

// Correct opens the sheet for the document that is shown.
func (p *Pane) Correct() {
	if p.shown != dossier.None && !p.locked() && p.Desk.Sheets.Top() == nil {
		p.correct()
	}
}

func (p *Pane) correct() *correcting {
	k := p.Desk.Kit
	c := &correcting{pane: p, document: p.shown, revision: p.data.article.Revision.ID, text: p.data.article.Revision.Text}
	c.source = parts.NewElided(k, "", look.Second, look.InkSoft)
	c.changes = parts.NewElided(k, "", look.BodyBold, look.InkText)
	c.carried = parts.NewElided(k, "", look.Body, look.InkText)
	c.frame = parts.NewFrame(k, look.InkPaper, look.InkEdge, look.CornerField)
	c.editor = textview.NewEditor(k, app.LongestText)
	c.editor.SetShape(p.Shape())
	c.clip = parts.NewClip(c.editor)
	c.typed, c.kept = desk.NewDelay(p.Desk, 400*time.Millisecond), desk.NewDelay(p.Desk, keptAfter)
	c.loader = desk.NewLoader(p.Desk, c.load, c.show, c.failed)
	c.editor.OnChanged = c.changed
	c.editor.OnFull = func() { c.failed(errFull) }
	c.keptAt = p.Desk.Now()
	c.save = parts.NewButton(k, "Correct", "Ctrl Enter", parts.Primary, c.store)
	c.ExtendBaseWidget(c)
	size := k.Canvas.Size()
	c.sheet = p.Desk.Sheets.Open(sheet.Options{Title: "Correct the text", Subtitle: p.data.article.Document.Title, Width: min(size.Width-32, 1000), Height: size.Height - 32, Body: c, Focus: c.editor,
		Confirm: c.store, Closed: func() { c.left(); p.Focus() },
		Buttons: []*parts.Button{
			parts.NewButton(k, "Close", "Esc", parts.Plain, func() { c.sheet.Close() }),
			parts.NewButton(k, "Begin anew", "", parts.Plain, c.beginAnew),
			parts.NewButton(k, "From clipboard", "", parts.Plain, c.fromClipboard),
			parts.NewButton(k, "From file…", "", parts.Plain, c.fromFile), c.save}})
	c.save.Disable()
	c.begin()
	return c
}

// begin shows the text as it is, or what was typed before and not stored.
func (c *correcting) begin() {
	c.fill()
	c.changes.Set("Nothing is changed yet.")
	text, at, ok, err := c.pane.Desk.Workbench.Unfinished(c.revision)
	if err != nil {
		c.pane.Desk.Fail(err)
	}
	if !ok || text == c.text {
		return
	}
	c.editor.Rewrite(text)
	c.restored = true
	c.source.Set("what you typed and did not store, " + remark.Clock(c.pane.Desk, at) + "; “Begin anew” brings the text back as it is now")
}

// beginAnew drops what was typed.
func (c *correcting) beginAnew() {
	c.typed.Stop()
	c.kept.Stop()
	c.loader.Drop()
	c.save.Disable()
	if err := c.pane.Desk.Workbench.DropUnfinished(c.revision); err != nil {
		c.pane.Desk.Fail(err)
	}
	c.fill()
	c.changes.Set("Nothing is changed yet.")
	c.carried.Set("")
	c.pane.Desk.Kit.Focus(c.editor)
}

// changed takes up what was typed: what it would do is asked a moment later, and it is kept in case of a crash.
func (c *correcting) changed() {
	if c.filling {
		return
	}
	c.restored = false
	c.save.Disable()
	c.typed.Run(func() { c.take(app.Input{Name: "corrected", Raw: []byte(c.editor.Content())}, typedHere) })
	if c.pane.Desk.Now().Sub(c.keptAt) > keptAtLeast {
		c.keep()
	} else {
		c.kept.Run(c.keep)
	}
}

// keep keeps what was typed beside the interface thread.
func (c *correcting) keep() {
	text, d, revision := c.editor.Content(), c.pane.Desk, c.revision
	c.keptAt = d.Now()
	d.Go(func() {
		if err := d.Workbench.KeepUnfinished(revision, text); err != nil {
			d.Do(func() { d.Fail(err) })
		}
	})
}

// left is called when the sheet is gone: what was typed and not stored is there when it is opened again.
func (c *correcting) left() {
	c.typed.Stop()
	c.kept.Stop()
	c.loader.Drop()
	if c.editor.Edited() && !c.done && c.editor.Content() != c.text {
		c.keep()
		c.pane.Desk.Note("Not stored, and kept: “Correct the text…” goes on with it.")
	}
}

// fill shows the text in the editor as it is now.
func (c *correcting) fill() {
	c.say("the text as it is now", c.text)
	c.editor.SetContent(c.text)
	c.Refresh()
}

func (c *correcting) say(from, text string) {
	c.source.Set(fmt.Sprintf("%s, %s", from, parts.Count(utf8.RuneCountInString(text), "character")))
}

func (c *correcting) fromClipboard() {
	text := fyne.CurrentApp().Clipboard().Content()
	if strings.TrimSpace(text) == "" {
		c.failed(errors.New("The clipboard holds no text.")) //lint:ignore ST1005 a sentence for people
		return
	}
	c.take(app.Input{Name: "the clipboard", Raw: []byte(text)}, "from the clipboard")
}

func (c *correcting) fromFile() {
	files.Choose(c.pane.Desk, files.Options{Title: "The corrected text", Action: "Take", Done: func(path string) {
		c.take(app.Input{Name: path}, "from "+filepath.Base(path))
	}})
}

// typedHere is where a text comes from that was typed into the editor.
const typedHere = "corrected here"

// take asks what a text would do.
func (c *correcting) take(in app.Input, from string) {
	c.input.Store(&in)
	c.from = from
	c.save.Disable()
	c.changes.Set("Comparing…")
	c.carried.Set("")
	c.loader.Restart()
}

func (c *correcting) load(ctx context.Context) (app.Revision, error) {
	return c.pane.Desk.Workbench.PreviewRevision(ctx, c.document, *c.input.Load())
}

func (c *correcting) failed(err error) {
	c.changes.Set("Nothing was stored.")
	c.carried.Set(err.Error())
	c.Refresh()
}

// show tells what the text that was taken would do.
func (c *correcting) show(r app.Revision) {
	if c.from != typedHere { // it takes the place of what was typed, and Ctrl Z brings that back
		c.filling = true
		c.editor.Rewrite(r.Text)
		c.filling = false
	}
	if !c.restored {
		c.say(c.from, r.Text)
	}
	if r.Same {
		c.changes.Set("Nothing is changed: it is the text as it is now.")
		c.carried.Set("")
		c.Refresh()
		return
	}
	c.changes.Set(fmt.Sprintf("%s changed: %s added, %s removed.", parts.Count(r.Changes.Lines, "line"), parts.Count(r.Changes.Added, "word"), parts.Count(r.Changes.Removed, "word")))
	c.carried.Set(carriedWords(r.Carried))
	c.save.Enable()
	c.Refresh()
}

// carriedWords says what becomes of the statements.
func carriedWords(n dossier.Carried) string {
	all := n.Exact + n.Moved + n.Left()
	switch {
	case all == 0:
		return "There are no statements in it."
	case n.Left() == 0:
		return fmt.Sprintf("All %s go with it: %s where they stood, %s elsewhere.", parts.Count(all, "statement"), parts.Number(n.Exact), parts.Number(n.Moved))
	}
	return fmt.Sprintf("Of %s %s go with it; %s to be placed anew, since the words are not as they were.", parts.Count(all, "statement"),
		parts.Number(n.Exact+n.Moved), are(n.Left()))
}

func are(n int) string {
	if n == 1 {
		return "1 is"
	}
	return parts.Number(n) + " are"
}

// store makes the text the current one, and goes on with what lost its place.
func (c *correcting) store() {
	if c.save.Disabled() || c.done {
		return
	}
	c.done = true
	in, p := *c.input.Load(), c.pane
	var r app.Revision
	p.Desk.Go(func() {
		var err error
		r, err = p.Desk.Workbench.Revise(context.Background(), c.document, in)
		p.Desk.Do(func() {
			if err != nil {
				c.done = false
				c.failed(err)
				return
			}
			c.sheet.Close()
			if err := p.Desk.Workbench.DropUnfinished(c.revision); err != nil {
				p.Desk.Fail(err)
			}
			words := "Corrected. " + carriedWords(r.Carried)
			if r.Proposed > 0 {
				words += fmt.Sprintf(" %s in what is new.", parts.Count(r.Proposed, "proposal"))
			}
			p.Desk.Note(words)
			if r.Carried.Left() > 0 && p.shown == c.document {
				p.view.SetCaret(p.view.Caret()) // a selection was made in the older text
				p.repair(dossier.None)
			}
		})
	})
}

// CreateRenderer implements fyne.Widget.
func (c *correcting) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: c, Objs: parts.Fixed(c.source, c.frame, c.clip, c.changes, c.carried), Min: func() fyne.Size { return fyne.NewSize(400, 300) },
		Lay: func(s fyne.Size) {
			parts.Put(c.source, 0, 0, s.Width, 20)
			foot := s.Height - 48
			h := max(0, foot-28-look.Space3)
			parts.Put(c.frame, 0, 28, s.Width, h)
			parts.Put(c.clip, 2, 30, s.Width-4, max(0, h-4))
			parts.Put(c.changes, 0, foot, s.Width, 24)
			parts.Put(c.carried, 0, foot+24, s.Width, 24)
		}}
}
