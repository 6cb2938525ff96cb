package reader

import (
	"fmt"
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"parley/dossier"
	"parley/views/look"
	"parley/views/parts"
)

// findBar looks for words in the text that is open: a strip under the head.
type findBar struct {
	widget.BaseWidget
	pane         *Pane
	ground, line *parts.Ground
	field        *parts.Field
	count        *parts.Label
	back, next   *parts.Button
	close        *parts.Button
	open         bool
	finder       *dossier.Finder // of the text that is shown; nil: not made yet
	found        []dossier.Span
	at           int // index into found, or -1
}

const findStrip = 40

// mostFound is how many places are marked; the count says when there are more.
const mostFound = 10000

func newFindBar(p *Pane) *findBar {
	k := p.Desk.Kit
	f := &findBar{pane: p, ground: parts.NewGround(k, look.InkChrome), line: parts.NewDivider(k), count: parts.NewLabel(k, "", look.Second, look.InkSoft), at: -1}
	f.field = parts.NewField(k, "Find in this text", "")
	f.field.Entry.OnChanged = func(string) { f.look() }
	f.field.Entry.OnKey = f.key
	f.back = parts.NewButton(k, "Previous", "Shift F3", parts.Plain, func() { f.step(true) })
	f.next = parts.NewButton(k, "Next", "F3", parts.Plain, func() { f.step(false) })
	f.close = parts.NewButton(k, "Close", "Esc", parts.LinkWords, f.leave)
	f.ExtendBaseWidget(f)
	return f
}

// Find opens the bar, with the selected words in it where they are few.
func (p *Pane) Find() {
	if p.shown == dossier.None {
		return
	}
	f := p.article.find
	f.open = true
	const few = 80
	if sel := p.view.Selection(); !sel.Empty() && sel.End-sel.Start <= few {
		f.field.Entry.SetText(p.view.Words(sel))
	}
	f.look()
	p.article.Refresh()
	p.Desk.Kit.Focus(f.field.Entry)
	f.field.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// FindNext goes to the next place that was found, or the one before; without a search it opens the bar.
func (p *Pane) FindNext(back bool) {
	if !p.article.find.open {
		p.Find()
		return
	}
	p.article.find.step(back)
}

// Finding reports whether the bar is open.
func (p *Pane) Finding() bool { return p.article.find.open }

func (f *findBar) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDown:
		f.step(e.Name != fyne.KeyDown && parts.Shifted())
	case fyne.KeyUp:
		f.step(true)
	case fyne.KeyEscape:
		f.leave()
	default:
		return false
	}
	return true
}

// leave closes the bar; what was found last stays selected.
func (f *findBar) leave() {
	f.open = false
	f.found, f.at = nil, -1
	f.pane.view.SetFound(nil)
	f.pane.article.Refresh()
	f.pane.Focus()
}

// forget is called when another text is shown.
func (f *findBar) forget() {
	f.finder, f.found, f.at = nil, nil, -1
	if f.open {
		f.look()
	}
}

// look finds anew what stands in the field, and shows the first place from the caret on.
func (f *findBar) look() {
	if !f.open {
		return
	}
	if f.finder == nil {
		f.finder = dossier.NewFinder([]rune(f.pane.data.article.Revision.Text))
	}
	f.found = f.finder.Find(f.field.Entry.Text, mostFound)
	from := f.pane.view.Selection().Start
	f.at = sort.Search(len(f.found), func(i int) bool { return f.found[i].Start >= from })
	if f.at == len(f.found) {
		f.at = min(0, len(f.found)-1)
	}
	f.pane.view.SetFound(f.found)
	f.show()
}

// step goes to the next place or the one before, round the ends.
func (f *findBar) step(back bool) {
	if len(f.found) == 0 {
		return
	}
	by := 1
	if back {
		by = -1
	}
	f.at = (f.at + by + len(f.found)) % len(f.found)
	f.show()
}

// show brings the place into sight, and says which of how many it is.
func (f *findBar) show() {
	words := ""
	switch n := len(f.found); {
	case f.field.Entry.Text == "":
	case n == 0:
		words = "Not in this text"
	default:
		words = fmt.Sprintf("%s of %s", parts.Number(f.at+1), parts.Number(n))
		if n == mostFound {
			words += " and more"
		}
		f.pane.following = true // it goes on to be about the statement that is current
		f.pane.view.Select(f.found[f.at])
		f.pane.following = false
	}
	f.count.Set(words)
	f.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (f *findBar) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: f, Objs: parts.Fixed(f.ground, f.field, f.count, f.back, f.next, f.close, f.line),
		Min: func() fyne.Size { return fyne.NewSize(300, findStrip) },
		Lay: func(s fyne.Size) {
			parts.Put(f.ground, 0, 0, s.Width, s.Height)
			parts.Put(f.line, 0, s.Height-1, s.Width, 1)
			x := s.Width - look.Space4
			for _, b := range []*parts.Button{f.close, f.next, f.back} {
				m := b.MinSize()
				x -= m.Width
				parts.Put(b, x, (s.Height-m.Height)/2, m.Width, m.Height)
				x -= look.Space2
			}
			left := min(f.pane.view.TextLeft(s.Width), 88)
			count := f.count.MinSize().Width
			field := min(280, max(80, x-left-count-look.Space3))
			parts.Put(f.field, left, 6, field, 28)
			parts.Put(f.count, left+field+look.Space3, 0, count, s.Height)
		}}
}
