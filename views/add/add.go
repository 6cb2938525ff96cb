// Package add is the sheet in which a pasted text gets its facts before it is stored, and the one in which the facts
// of a stored document are edited.
package add

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"parley/app"
	"parley/dossier"
	"parley/views/desk"
	"parley/views/look"
	"parley/views/parts"
	"parley/views/sheet"
)

// Options say what is added.
type Options struct {
	Raw       []byte
	Name      string // of the file it came in, or empty
	From      string // "from the clipboard", "from corridor.txt"
	Clipboard func() string
	Read      func(document dossier.ID) // the document is stored and should be read
}

// adding is one open sheet.
type adding struct {
	widget.BaseWidget
	desk   *desk.Desk
	o      Options
	form   *form
	same   *sameNote
	text   *preview
	kept   *parts.Label // "Text as it will be kept"
	dimmed *parts.Label // "3 lines look like menus and are dimmed, never removed"
	found  *parts.Label

	sheet      *sheet.Sheet
	next, read *parts.Button
	loader     *desk.Loader[app.Draft]
	typed      *desk.Delay
	given      chan app.Facts // holds the facts for the next load
	draft      app.Draft
	ready      bool
	storing    bool
}

// Open reads the text and shows the sheet.
func Open(d *desk.Desk, o Options) {
	k := d.Kit
	a := &adding{desk: d, o: o, form: newForm(k), text: newPreview(k), given: make(chan app.Facts, 1)}
	a.kept = parts.NewLabel(k, "Text as it will be kept", look.Second, look.InkSoft)
	a.dimmed = parts.NewElided(k, "", look.Small, look.InkSoft)
	a.dimmed.Align = fyne.TextAlignTrailing
	a.found = parts.NewElided(k, "Reading…", look.Second, look.InkSoft)
	a.same = newSameNote(k, func(id dossier.ID) {
		a.sheet.Close()
		o.Read(id)
	})
	a.typed = desk.NewDelay(d, 300*time.Millisecond)
	a.loader = desk.NewLoader(d, a.load, a.show, a.failed)
	a.form.changed = func() {
		a.allow()
		a.typed.Run(a.reload)
	}
	a.form.grown = func() { a.Refresh() }
	a.next = parts.NewButton(k, "Add, paste next", "Ctrl Shift Enter", parts.Plain, a.addNext)
	a.read = parts.NewButton(k, "Add and read", "Ctrl Enter", parts.Primary, a.addRead)
	a.ExtendBaseWidget(a)
	a.sheet = d.Sheets.Open(sheet.Options{
		Title: "Add a document", Subtitle: a.source(), Height: 616, Body: a, Left: a.found,
		Focus: a.form.title.field.Entry, Confirm: a.addRead, ConfirmNext: a.addNext, Typed: a.form.typed,
		Closed: func() { a.typed.Stop(); a.loader.Drop() },
		Buttons: []*parts.Button{
			parts.NewButton(k, "Cancel", "Esc", parts.Plain, func() { a.sheet.Close() }), a.next, a.read,
		},
	})
	a.allow()
	a.reload()
}

func (a *adding) source() string {
	if bytes.ContainsRune(a.o.Raw, 0) { // a file of another program: its bytes are no letters
		return fmt.Sprintf("%s, %s KB", a.o.From, parts.Number((len(a.o.Raw)+1023)/1024))
	}
	n := len([]rune(string(a.o.Raw)))
	return fmt.Sprintf("%s, %s", a.o.From, parts.Count(n, "character"))
}

func (a *adding) reload() {
	select {
	case <-a.given:
	default:
	}
	a.given <- a.form.given()
	a.loader.Restart()
}

func (a *adding) load(ctx context.Context) (app.Draft, error) {
	select {
	case f := <-a.given:
		f.File = a.o.Name
		return a.desk.Workbench.Draft(ctx, a.o.Raw, f)
	case <-ctx.Done():
		return app.Draft{}, ctx.Err()
	}
}

// failed shows why a text cannot be added; the sheet stays, so that nothing typed is lost.
func (a *adding) failed(err error) {
	a.ready = false
	a.found.Set("Nothing was stored")
	a.same.say(err.Error())
	a.allow()
	a.Refresh()
}

func (a *adding) show(d app.Draft) {
	a.draft, a.ready = d, true
	a.form.fill(d)
	a.text.show(d, a.Size().Width)
	a.same.show(d.Same, d.Alike)
	words := ""
	if d.Boilerplate > 0 {
		words = parts.Count(d.Boilerplate, "line") + " look like menus and are dimmed, never removed"
		if d.Boilerplate == 1 {
			words = "1 line looks like a menu and is dimmed, never removed"
		}
	}
	for _, w := range []string{encoding(d.Encoding), flags(d.Flags)} {
		if w != "" && words != "" {
			words += "; "
		}
		words += w
	}
	a.dimmed.Set(words)
	a.found.Set(fmt.Sprintf("Found: %s, %s", parts.Count(d.Statements, "statement"), parts.Count(d.Speakers, "speaker")))
	a.allow()
	a.Refresh()
}

// encoding says in words what the bytes of a text were, where they were not those of this program itself.
func encoding(name string) string {
	if name == "" || name == "utf-8" {
		return ""
	}
	return "read as " + name
}

// flags says in words what was found in the bytes of a text.
func flags(names []string) string {
	words := map[string]string{"nul": "NUL bytes taken out", "badutf8": "broken bytes replaced", "bidi": "holds direction marks",
		"zw": "holds invisible characters", "ctrl": "control characters taken out", "html": "read as HTML"}
	var out []string
	for _, n := range names {
		if w, ok := words[n]; ok {
			out = append(out, w)
		}
	}
	return strings.Join(out, ", ")
}

// allow enables the buttons where the document can be stored.
func (a *adding) allow() {
	can := a.ready && !a.storing && !a.form.wrong() && a.draft.Same == nil
	for _, b := range []*parts.Button{a.next, a.read} {
		if can {
			b.Enable()
		} else {
			b.Disable()
		}
	}
}

func (a *adding) addRead() {
	a.store(func(doc dossier.Document) {
		a.sheet.Close()
		a.o.Read(doc.ID)
	})
}

func (a *adding) addNext() {
	a.store(func(doc dossier.Document) {
		text := a.o.Clipboard()
		a.sheet.Close()
		a.desk.Note(fmt.Sprintf("Added “%s”", doc.Title))
		if strings.TrimSpace(text) == "" || text == string(a.o.Raw) {
			a.desk.Say(parts.Message{Warning: true, Words: "The clipboard still holds the same text. Copy the next article, then Ctrl Shift V."})
			return
		}
		o := a.o
		o.Raw, o.Name, o.From = []byte(text), "", "from the clipboard"
		Open(a.desk, o)
	})
}

// store keeps the document with the facts as they stand. A guess that the analyst emptied is emptied in the document
// too, which the workbench would otherwise make again.
func (a *adding) store(then func(dossier.Document)) {
	if !a.ready || a.storing || a.form.wrong() || a.draft.Same != nil {
		return
	}
	a.storing = true
	a.allow()
	facts, emptied := a.form.all(), a.form.emptied()
	facts.File = a.o.Name
	a.desk.Go(func() {
		ctx := context.Background()
		doc, err := a.desk.Workbench.AddDocument(ctx, a.o.Raw, facts)
		if err == nil && len(emptied) > 0 {
			for _, empty := range emptied {
				empty(&doc)
			}
			err = a.desk.Workbench.EditDocument(ctx, doc)
		}
		a.desk.Do(func() {
			a.storing = false
			a.allow()
			if err != nil {
				a.failed(err)
				a.ready = true
				a.allow()
				return
			}
			then(doc)
		})
	})
}

// emptied returns what empties those facts that the analyst has emptied.
func (f *form) emptied() []func(*dossier.Document) {
	var out []func(*dossier.Document)
	for x, empty := range map[*fact]func(*dossier.Document){
		f.outlet:    func(d *dossier.Document) { d.Outlet, d.OutletID = "", dossier.None },
		f.author:    func(d *dossier.Document) { d.Author = "" },
		f.published: func(d *dossier.Document) { d.Published = dossier.Date{} },
		f.url:       func(d *dossier.Document) { d.URL = "" },
	} {
		if x.touched && strings.TrimSpace(x.field.Entry.Text) == "" {
			out = append(out, empty)
		}
	}
	return out
}

// CreateRenderer implements fyne.Widget.
func (a *adding) CreateRenderer() fyne.WidgetRenderer {
	scroll := container.NewVScroll(a.form) // on a small screen the text keeps its place
	return &parts.Drawing{Of: a, Objs: parts.Fixed(scroll, a.same, a.kept, a.dimmed, a.text.object),
		Min: func() fyne.Size { return fyne.NewSize(labelWidth+fieldWidth, a.form.height()+160) },
		Lay: func(s fyne.Size) {
			h := a.form.height()
			same := float32(0)
			if a.same.Visible() {
				same = a.same.heightAt(s.Width) + look.Space4
			}
			h = min(h, max(60, s.Height-140-same))
			parts.Put(scroll, 0, 0, s.Width, h)
			y := h + look.Space4
			if same > 0 {
				parts.Put(a.same, 0, y, s.Width, same-look.Space4)
				y += same
			}
			parts.Put(a.kept, 0, y, 160, 20)
			parts.Put(a.dimmed, 160, y, s.Width-160, 20)
			parts.Put(a.text.object, 0, y+24, s.Width, max(0, s.Height-y-24))
		}}
}
