// Package panel is what the search and the palette have in common: a line in which one types, a list of what fits, and
// a foot with the keys.
package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"parley/views/list"
	"parley/views/look"
	"parley/views/parts"
)

// The size of a panel, and where it begins.
const (
	Width  = 640
	Height = 460
	Top    = 84
)

// Panel is the body of a bare sheet.
type Panel struct {
	widget.BaseWidget
	Entry *parts.Entry
	Count *parts.Label
	List  *list.List

	note   *parts.Paragraph
	clip   *container.Clip
	rules  [2]*parts.Ground
	foot   *parts.Ground
	keys   []fyne.CanvasObject
	listed func() bool
}

// New returns a panel over a list; keys are pairs of a key and what it does; listed says whether the list holds
// anything.
func New(k *parts.Kit, source list.Source, placeholder string, keys [][2]string, listed func() bool) *Panel {
	p := &Panel{Entry: parts.NewEntry(k), Count: parts.NewLabel(k, "", look.Second, look.InkSoft), List: list.New(k, source), listed: listed,
		note: parts.NewParagraph(k, "", look.Body, look.InkSoft, 560), foot: parts.NewGround(k, look.InkChrome),
		rules: [2]*parts.Ground{parts.NewDivider(k), parts.NewDivider(k)}}
	p.Entry.SetPlaceHolder(placeholder)
	p.clip = parts.NewClip(p.List)
	for _, x := range keys {
		p.keys = append(p.keys, parts.NewKeyHint(k, x[0]), parts.NewLabel(k, x[1], look.Second, look.InkSoft))
	}
	p.ExtendBaseWidget(p)
	return p
}

// Say shows a sentence in the place of the list.
func (p *Panel) Say(words string) {
	p.note.Set(words)
	p.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (p *Panel) CreateRenderer() fyne.WidgetRenderer {
	bare := p.Entry.Bare()
	objects := append([]fyne.CanvasObject{bare, p.Count, p.rules[0], p.note, p.clip, p.foot, p.rules[1]}, p.keys...)
	return &parts.Drawing{Of: p, Objs: parts.Fixed(objects...), Min: func() fyne.Size { return fyne.NewSize(320, 200) },
		Lay: func(s fyne.Size) {
			const head, foot = 48, 36
			w := p.Count.MinSize().Width
			parts.Put(bare, 14, 10, s.Width-w-44, 28)
			parts.Put(p.Count, s.Width-w-20, 0, w, head)
			parts.Put(p.rules[0], 0, head-1, s.Width, 1)
			parts.Put(p.note, 20, head+12, s.Width-40, p.note.HeightAt(s.Width-40))
			p.clip.Hidden, p.note.Hidden = !p.listed(), p.listed()
			parts.Put(p.clip, 1, head, s.Width-2, s.Height-head-foot)
			parts.Put(p.foot, 1, s.Height-foot, s.Width-2, foot-1)
			parts.Put(p.rules[1], 0, s.Height-foot, s.Width, 1)
			x := float32(20)
			for i, o := range p.keys {
				m := o.MinSize()
				parts.Put(o, x, s.Height-foot, m.Width, foot)
				x += m.Width + 8
				if i%2 == 1 {
					x += 12
				}
			}
		}}
}
