package reader

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"parley/dossier"
	"parley/views/parts"
)

// headFields lets the facts at the head of an article be edited where they stand: title, outlet, author, date.
type headFields struct {
	panel  *articlePanel
	open   bool
	fields []*parts.Field // title, outlet, author, date
	spot   *clickArea
}

const (
	factTitle = iota
	factOutlet
	factAuthor
	factDate
)

const factHeight = 28

func newHeadFields(a *articlePanel) *headFields {
	k := a.pane.Desk.Kit
	f := &headFields{panel: a, spot: newClickArea(a.pane.EditFacts)}
	for _, hint := range []string{"Title", "Outlet", "Author", "Published: 2026-11-18 11:30 UTC+2"} {
		field := parts.NewField(k, hint, "")
		field.Entry.OnKey = f.key
		f.fields = append(f.fields, field)
	}
	return f
}

// EditFacts puts the facts at the head into fields.
func (p *Pane) EditFacts() {
	f := p.article.headFields
	if p.shown == dossier.None || p.locked() || f.open {
		return
	}
	d := p.data.article.Document
	for i, words := range []string{d.Title, d.Outlet, d.Author, d.Published.String()} {
		f.fields[i].Entry.SetText(words)
		f.fields[i].SetWrong("")
	}
	f.open = true
	p.article.Refresh()
	p.Desk.Kit.Focus(f.fields[factTitle].Entry)
}

func (f *headFields) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		f.keep()
	case fyne.KeyEscape:
		f.close()
	default:
		return false
	}
	return true
}

func (f *headFields) close() {
	f.open = false
	f.panel.Refresh()
	f.panel.pane.Focus()
}

// keep stores what differs; a date that cannot be read is said at its field.
func (f *headFields) keep() {
	p := f.panel.pane
	text := func(i int) string { return strings.TrimSpace(f.fields[i].Entry.Text) }
	date, err := dossier.ParseDate(text(factDate))
	if err != nil {
		f.fields[factDate].SetWrong("Write 2026-11-18, or with the time")
		p.Desk.Kit.Focus(f.fields[factDate].Entry)
		f.panel.Refresh()
		return
	}
	doc := p.data.article.Document
	if text(factTitle) != "" { // a document has one; emptied, it stays
		doc.Title = text(factTitle)
	}
	if text(factOutlet) != doc.Outlet {
		doc.Outlet, doc.OutletID = text(factOutlet), dossier.None
	}
	doc.Author, doc.Published = text(factAuthor), date
	p.Desk.Act(func(ctx context.Context) error { return p.Desk.Workbench.EditDocument(ctx, doc) }, f.close)
}

// lay places the fields from the left edge of the title, and returns how high they are.
func (f *headFields) lay(left, top, width float32) float32 {
	parts.Put(f.fields[factTitle], left, top, width, factHeight)
	third := (width - 2*8) / 3
	for i := factOutlet; i <= factDate; i++ {
		parts.Put(f.fields[i], left+float32(i-1)*(third+8), top+factHeight+8, third, f.fields[i].MinSize().Height)
	}
	return 2*factHeight + 8 + f.fields[factDate].MinSize().Height - factHeight
}

// clickArea lies over the title and the facts: a click there edits them.
type clickArea struct {
	widget.BaseWidget
	tapped func()
}

var (
	_ fyne.Tappable      = (*clickArea)(nil)
	_ desktop.Cursorable = (*clickArea)(nil)
)

func newClickArea(tapped func()) *clickArea {
	s := &clickArea{tapped: tapped}
	s.ExtendBaseWidget(s)
	return s
}

// Tapped begins to edit.
func (s *clickArea) Tapped(*fyne.PointEvent) { s.tapped() }

// Cursor shows that one can type here.
func (s *clickArea) Cursor() desktop.Cursor { return desktop.TextCursor }

// CreateRenderer draws nothing.
func (s *clickArea) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: s, Objs: parts.Fixed(), Lay: func(fyne.Size) {}, Min: func() fyne.Size { return fyne.NewSize(0, 0) }}
}
