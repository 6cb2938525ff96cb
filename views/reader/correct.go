package reader

import (
	"context"
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
	"parley/views/sheet"
)

// editable is the longest text, in bytes, that an entry holds without getting slow. A longer one is corrected elsewhere
// and taken from the clipboard or a file.
const editable = 8 << 10

// correcting is the sheet in which the text of a document is corrected. It tells what would become of the statements
// before anything is stored.
type correcting struct {
	widget.BaseWidget
	pane     *Pane
	document dossier.ID
	text     string // the current one
	input    atomic.Pointer[app.Input]
	from     string
	filling  bool // the entry is given a text: nobody typed
	done     bool

	source, changes, carried *parts.Label
	long                     *parts.Paragraph
	field                    *parts.Field
	save                     *parts.Button
	typed                    *desk.Delay
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
	c := &correcting{pane: p, document: p.shown, text: p.data.article.Revision.Text}
	c.source = parts.NewElided(k, "", look.Second, look.InkSoft)
	c.changes = parts.NewElided(k, "", look.BodyBold, look.InkText)
	c.carried = parts.NewElided(k, "", look.Body, look.InkText)
	c.long = parts.NewParagraph(k, "", look.Body, look.InkText, 700)
	c.field = parts.NewTextField(k, "The corrected text")
	c.typed = desk.NewDelay(p.Desk, 400*time.Millisecond)
	c.loader = desk.NewLoader(p.Desk, c.load, c.show, c.failed)
	c.field.Entry.OnChanged = func(text string) {
		if !c.filling {
			c.save.Disable()
			c.typed.Run(func() { c.take(app.Input{Name: "corrected", Raw: []byte(text)}, "corrected here") })
		}
	}
	c.save = parts.NewButton(k, "Correct the text", "Ctrl Enter", parts.Primary, c.store)
	c.ExtendBaseWidget(c)
	c.sheet = p.Desk.Sheets.Open(sheet.Options{Title: "Correct the text", Subtitle: p.data.article.Document.Title, Height: 616, Body: c, Focus: c.field.Entry,
		Confirm: c.store, Closed: func() { c.typed.Stop(); c.loader.Drop(); p.Focus() },
		Buttons: []*parts.Button{
			parts.NewButton(k, "Cancel", "Esc", parts.Plain, func() { c.sheet.Close() }),
			parts.NewButton(k, "Copy the text", "", parts.Plain, func() {
				fyne.CurrentApp().Clipboard().SetContent(c.text)
				p.Desk.Note("Copied the text as it is now, and nothing else.")
			}),
			parts.NewButton(k, "From the clipboard", "", parts.Plain, c.fromClipboard),
			parts.NewButton(k, "From a file…", "", parts.Plain, c.fromFile), c.save}})
	c.save.Disable()
	c.fill(c.text, "the text as it is now")
	c.changes.Set("Nothing is changed yet.")
	return c
}

// fill shows a text where it can be edited, or says how to correct a long one.
func (c *correcting) fill(text, from string) {
	c.source.Set(fmt.Sprintf("%s, %s", from, parts.Count(utf8.RuneCountInString(text), "character")))
	if c.field.Hidden = len(text) > editable; c.field.Hidden {
		c.long.Set("This text is too long to be edited here. Copy it, correct it in any editor, and take it from the clipboard or from a file.")
	} else {
		c.filling = true
		c.field.Entry.SetText(text)
		c.filling = false
		c.long.Set("")
	}
	c.Refresh()
}

func (c *correcting) fromClipboard() {
	text := fyne.CurrentApp().Clipboard().Content()
	if strings.TrimSpace(text) == "" {
		c.field.SetWrong("The clipboard holds no text.")
		return
	}
	c.take(app.Input{Name: "the clipboard", Raw: []byte(text)}, "from the clipboard")
}

func (c *correcting) fromFile() {
	files.Choose(c.pane.Desk, files.Options{Title: "The corrected text", Action: "Take", Done: func(path string) {
		c.take(app.Input{Name: path}, "from "+filepath.Base(path))
	}})
}

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
	c.field.SetWrong(err.Error())
	c.changes.Set("Nothing was stored.")
	c.Refresh()
}

// show tells what the text that was taken would do.
func (c *correcting) show(r app.Revision) {
	c.field.SetWrong("")
	if c.from != "corrected here" {
		c.fill(r.Text, c.from)
	} else {
		c.source.Set(fmt.Sprintf("%s, %s", c.from, parts.Count(utf8.RuneCountInString(r.Text), "character")))
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
			if c.done = false; err != nil {
				c.failed(err)
				return
			}
			c.sheet.Close()
			p.Desk.Note("Corrected. " + carriedWords(r.Carried))
			if r.Carried.Left() > 0 && p.shown == c.document {
				p.view.SetCaret(p.view.Caret()) // a selection was made in the older text
				p.repair(dossier.None)
			}
		})
	})
}

// CreateRenderer implements fyne.Widget.
func (c *correcting) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: c, Objs: parts.Fixed(c.source, c.field, c.long, c.changes, c.carried), Min: func() fyne.Size { return fyne.NewSize(400, 300) },
		Lay: func(s fyne.Size) {
			parts.Put(c.source, 0, 0, s.Width, 20)
			foot := s.Height - 48
			parts.Put(c.field, 0, 28, s.Width, foot-28-look.Space3)
			parts.Put(c.long, 0, 40, s.Width, 60)
			parts.Put(c.changes, 0, foot, s.Width, 24)
			parts.Put(c.carried, 0, foot+24, s.Width, 24)
		}}
}
