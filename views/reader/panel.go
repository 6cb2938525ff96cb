package reader

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"parley/dossier"
	"parley/views/look"
	"parley/views/parts"
)

const (
	hintStrip = 36
	headSide  = 24
	headTop   = 16
)

// articlePanel is the text with its head above and the keys beneath.
type articlePanel struct {
	widget.BaseWidget
	pane             *Pane
	ground, foot     *parts.Ground
	title            *parts.Paragraph
	facts            *parts.Label
	open             *parts.Button // how many are to be decided; goes to the next
	earlier          *parts.Button // how many lost their place in a correction; lists them
	headLine, line   *parts.Ground
	clip             fyne.CanvasObject
	empty            *parts.Empty
	find             *findBar
	headFields       *headFields
	hints, endsHints []hint
}

// hint is a key with what it does.
type hint struct {
	usual []string
	keys  []*parts.KeyHint
	words *parts.Label
}

func newArticlePanel(p *Pane) *articlePanel {
	k := p.Desk.Kit
	a := &articlePanel{pane: p, ground: parts.NewGround(k, look.InkPaper), foot: parts.NewGround(k, look.InkPaper),
		title: parts.NewParagraph(k, "", look.Title, look.InkText, 588), facts: parts.NewElided(k, "", look.Second, look.InkSoft),
		headLine: parts.NewDivider(k), line: parts.NewDivider(k), clip: parts.NewClip(p.view), empty: p.empty()}
	a.open = parts.NewButton(k, "", "", parts.LinkWords, func() { p.Focus(); p.step(false) })
	a.find = newFindBar(p)
	a.headFields = newHeadFields(a)
	a.earlier = parts.NewButton(k, "", "", parts.LinkWords, p.Repair)
	for _, h := range []struct {
		keys  []string
		words string
	}{{[]string{"Tab"}, "next to decide"}, {[]string{"Enter"}, "accept"}, {[]string{"Del"}, "reject"}, {[]string{"1–9"}, "party"},
		{[]string{"+", "−", "?", "~"}, "stance"}, {[]string{"I"}, "issue"}, {[]string{"C"}, "cycle"}} {
		a.hints = append(a.hints, newHint(k, h.keys, h.words))
	}
	for _, h := range []struct {
		keys  []string
		words string
	}{{[]string{"←", "→"}, "move the end"}, {[]string{"Shift ←", "→"}, "move the beginning"}, {[]string{"Enter"}, "keep"}, {[]string{"Esc"}, "leave as it was"}} {
		a.endsHints = append(a.endsHints, newHint(k, h.keys, h.words))
	}
	p.showKeys(a.hints)
	a.ExtendBaseWidget(a)
	return a
}

func newHint(k *parts.Kit, keys []string, words string) hint {
	h := hint{usual: keys, words: parts.NewLabel(k, words, look.Second, look.InkSoft)}
	for _, key := range keys {
		h.keys = append(h.keys, parts.NewKeyHint(k, key))
	}
	return h
}

// showKeys draws the keys that are in force.
func (p *Pane) showKeys(hints []hint) {
	for _, h := range hints {
		for i, usual := range h.usual {
			h.keys[i].Set(p.keymap().InForce(usual))
		}
	}
}

func (a *articlePanel) showKeys() {
	a.pane.showKeys(a.hints)
	a.Refresh()
}

// show brings the head in step with the document.
func (a *articlePanel) show() {
	d := a.pane.data.article.Document
	a.title.Set(d.Title)
	a.facts.Set(a.pane.factWords())
	words := ""
	if n := a.pane.undecided(); n > 0 {
		words = parts.Number(n) + " to decide"
	}
	a.open.Set(words)
	words = ""
	if n := a.pane.ToPlace(); n > 0 {
		words = parts.Number(n) + " to place anew"
	}
	a.earlier.Set(words)
	a.Refresh()
}

// factWords is the line under the title.
func (p *Pane) factWords() string {
	d := p.data.article.Document
	var facts []string
	for _, f := range []string{d.Outlet, d.Author, d.Published.Label(), parts.LanguageName(d.Lang)} {
		if f != "" {
			facts = append(facts, f)
		}
	}
	if d.Wire != "" {
		facts = append(facts, d.Wire+" text")
	}
	if d.Grade != "" {
		facts = append(facts, "grade "+d.Grade)
	}
	return strings.Join(append(facts, parts.Count(len(p.data.article.Statements)+len(p.data.article.Earlier), "statement")), " · ")
}

// CreateRenderer implements fyne.Widget.
func (a *articlePanel) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: a, Lay: a.lay, Objs: a.objects, Min: func() fyne.Size { return fyne.NewSize(400, 300) }}
}

func (a *articlePanel) objects() []fyne.CanvasObject {
	if a.pane.shown == dossier.None {
		return []fyne.CanvasObject{a.ground, a.empty}
	}
	out := []fyne.CanvasObject{a.ground, a.clip, a.foot, a.headLine, a.line}
	if a.headFields.open {
		for _, f := range a.headFields.fields {
			out = append(out, f)
		}
	} else {
		out = append(out, a.title, a.facts, a.headFields.spot)
	}
	if a.find.open {
		out = append(out, a.find)
	}
	if a.open.Words() != "" && !a.headFields.open {
		out = append(out, a.open)
	}
	if a.earlier.Words() != "" && !a.headFields.open {
		out = append(out, a.earlier)
	}
	for _, h := range a.shownHints() {
		for _, k := range h.keys {
			out = append(out, k)
		}
		out = append(out, h.words)
	}
	return out
}

func (a *articlePanel) shownHints() []hint {
	if !a.pane.Desk.Kit.Look.KeyHints() {
		return nil
	}
	if a.pane.ends != nil {
		return a.endsHints
	}
	return a.hints
}

func (a *articlePanel) lay(s fyne.Size) {
	parts.Put(a.ground, 0, 0, s.Width, s.Height)
	parts.Put(a.empty, 0, 0, s.Width, s.Height)
	left := a.pane.view.TextLeft(s.Width)
	width := max(100, s.Width-left-headSide)
	h := a.title.HeightAt(width)
	parts.Put(a.title, left, headTop, width, h)
	open, earlier := a.open.MinSize(), a.earlier.MinSize()
	links := open.Width
	if a.earlier.Words() != "" {
		links += earlier.Width + look.Space1
	}
	facts := min(a.pane.Desk.Kit.Look.Width(a.facts.Words(), look.Second)+2, max(40, width-links))
	parts.Put(a.facts, left, headTop+h, facts, 24)
	x := left + facts + look.Space1
	if a.open.Words() != "" {
		parts.Put(a.open, x, headTop+h+2, open.Width, 20)
		x += open.Width + look.Space1
	}
	parts.Put(a.earlier, x, headTop+h+2, earlier.Width, 20)
	parts.Put(a.headFields.spot, left, headTop, width, h)
	top := headTop + h + 24 + look.Space3
	if a.headFields.open {
		top = headTop + a.headFields.lay(left, headTop, width) + look.Space3
	}
	parts.Put(a.headLine, 0, top-1, s.Width, 1)
	if a.find.open {
		parts.Put(a.find, 0, top, s.Width, findStrip)
		top += findStrip
	}
	bottom := s.Height
	if hints := a.shownHints(); hints != nil {
		bottom -= hintStrip
		parts.Put(a.line, 0, bottom, s.Width, 1)
		parts.Put(a.foot, 0, bottom, s.Width, hintStrip)
		layHints(hints, 20, bottom, s.Width-20)
	} else {
		parts.Put(a.line, 0, bottom, 0, 0)
		parts.Put(a.foot, 0, bottom, 0, 0)
	}
	parts.Put(a.clip, 0, top, s.Width, max(0, bottom-top))
}

// layHints places hints from the left; those that do not fit are left out, never cut.
func layHints(hints []hint, x, y, right float32) {
	for _, h := range hints {
		w := h.words.MinSize().Width
		for _, k := range h.keys {
			w += k.MinSize().Width + look.Space1
		}
		fits := x+w+look.Space1 <= right
		for _, k := range h.keys {
			m := k.MinSize()
			k.Hidden = !fits
			parts.Put(k, x, y+(hintStrip-m.Height)/2, m.Width, m.Height)
			x += m.Width + look.Space1
		}
		h.words.Hidden = !fits
		parts.Put(h.words, x+look.Space1, y, h.words.MinSize().Width, hintStrip)
		x += h.words.MinSize().Width + look.Space1 + look.Space3
	}
}
