package positions

import (
	"fmt"
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/dossier"
	"parley/views/look"
	"parley/views/parts"
	"parley/views/textview"
)

// cell is a party on an issue: stance, newest words, source; open, every statement in a line.
type cell struct {
	widget.BaseWidget
	kit          *parts.Kit
	data         dossier.Cell
	strip        *canvas.Rectangle
	glyph, word  *parts.Label
	count        *parts.Label
	words        *textview.Words
	source       *parts.Label
	searched     *parts.Label // where silence was searched
	since        string
	dashes       *parts.Dashes
	line         *parts.Ground
	side, bottom *parts.Ground
	sequence     []sequenceLine
	more         *parts.Label
	cursor       bool
	at           int               // the line under the cursor, -1: none
	lineGround   *canvas.Rectangle // under it
	focused      bool
	ring         *canvas.Rectangle
	objects      []fyne.CanvasObject
	mark         *parts.Label // what changed, or nil
	ground       *canvas.Rectangle
	chosen       bool // one of several
	silent       bool
	base         float32 // height while closed
}

type sequenceLine struct{ date, glyph, words, outlets *parts.Label }

// newCell makes the cell of a grid. year leaves out the year of dates inside it.
func newCell(k *parts.Kit, g dossier.Grid, d dossier.Cell, mark string, year int) *cell {
	c := &cell{kit: k, data: d, silent: d.Count == 0, strip: canvas.NewRectangle(color.Transparent), ground: canvas.NewRectangle(color.Transparent), ring: parts.NewRing(k, 0), dashes: parts.NewDashes(), at: -1, lineGround: canvas.NewRectangle(color.Transparent),
		side: parts.NewDivider(k), bottom: parts.NewDivider(k), line: parts.NewDivider(k)}
	if c.silent {
		neutral := func(p *look.Palette) color.NRGBA { return p.Stance(dossier.StanceNone).Dark }
		c.glyph = parts.NewLabel(k, "–", look.SecondBold, neutral)
		c.word = parts.NewLabel(k, "No statement found", look.SecondBold, neutral)
		first, second := silence(g, year)
		c.since = first
		c.source, c.searched = parts.NewElided(k, first, look.Small, look.InkSoft), parts.NewElided(k, second, look.Small, look.InkSoft)
	} else {
		tone := func(p *look.Palette) color.NRGBA { return p.Stance(d.Stance).Dark }
		c.glyph = parts.NewLabel(k, look.StanceGlyph(d.Stance), look.StanceGlyphs, tone)
		c.word = parts.NewLabel(k, look.StanceWord(d.Stance), look.SecondBold, tone)
		c.count = parts.NewLabel(k, fmt.Sprint(d.Count), look.Second, tone)
		if mark != "" {
			c.mark = parts.NewLabel(k, mark, look.SecondBold, tone)
		}
		words, source := d.Newest.Exact, sourceWords(d.Newest, year)
		if t := d.Newest.Translation; t.Text != "" { // what the analyst reads; the original stands beside it everywhere else
			words, source = t.Text, t.Mark(d.Newest.Lang)+" · "+source
		}
		c.words = textview.NewWords(k, oneParagraph(words), look.CellWords, 2)
		c.source = parts.NewElided(k, source, look.Small, look.InkSoft)
	}
	c.ExtendBaseWidget(c)
	return c
}

// oneParagraph puts words that go over several paragraphs into one, since a cell has two lines.
func oneParagraph(words string) string {
	return strings.Join(strings.FieldsFunc(words, func(r rune) bool { return r == '\n' }), " ")
}

// silence says since when nothing was found, and where it was searched.
func silence(g dossier.Grid, year int) (since, searched string) {
	if !g.To.Known() {
		return "Nothing searched yet", ""
	}
	since = "None since " + g.From.Short(year)
	to := "searched to " + dayLabel(g.Searched(), year)
	if g.By == dossier.AcrossOutlets { // the column is the one
		return since, to
	}
	return since, parts.Count(g.Outlets, "outlet") + " " + to
}

// sourceWords tells where the words of a cell come from. A paraphrase says whose it is.
func sourceWords(s dossier.CodedStatement, year int) string {
	list := []string{s.Date.Short(year), s.Act.Words()}
	if s.Kind == dossier.Indirect && s.Outlet != "" {
		list = append(list, "paraphrased by "+s.Outlet)
	} else {
		list = append(list, s.Outlet, s.Speaker)
	}
	var known []string
	for _, p := range list {
		if p != "" {
			known = append(known, p)
		}
	}
	return strings.Join(known, " · ")
}

// open shows the statements under the cell, or closes it where there are none.
func (c *cell) open(list []dossier.Corroboration, year int) {
	if len(list) == 0 && c.sequence == nil {
		return
	}
	c.sequence, c.more = nil, nil
	for i, g := range list {
		if i == mostLines {
			c.more = parts.NewLabel(c.kit, fmt.Sprintf("and %d more: side by side (Ctrl B) has all", len(list)-i), look.Small, look.InkSoft)
			break
		}
		s := g.Tellings[0].CodedStatement
		stance, date, outlets := s.Stance, s.Date.Short(year), ""
		if !s.Date.Known() {
			date = "no date"
		}
		if n := len(g.Tellings); n > 1 {
			outlets = parts.Count(n, "telling")
			if g.Outlets == n {
				outlets = parts.Count(n, "outlet")
			}
		}
		c.sequence = append(c.sequence, sequenceLine{
			parts.NewLabel(c.kit, date, look.Small, look.InkSoft),
			parts.NewLabel(c.kit, look.StanceGlyph(stance), look.StanceGlyphs, func(p *look.Palette) color.NRGBA { return p.Stance(stance).Dark }),
			parts.NewElided(c.kit, strings.Join(strings.Fields(s.Exact), " "), look.Sequence, look.InkText),
			parts.NewLabel(c.kit, outlets, look.Small, look.InkSoft)})
	}
	c.Refresh()
}

func (c *cell) setCursor(on, focused, chosen bool, line int) {
	if c.cursor != on || c.focused != focused || c.chosen != chosen || c.at != line {
		c.cursor, c.focused, c.chosen, c.at = on, focused, chosen, line
		c.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (c *cell) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: c, Lay: c.lay, Objs: func() []fyne.CanvasObject { return c.objects }, Min: func() fyne.Size { return fyne.NewSize(columnLeast, rowHeight) }}
}

func (c *cell) lay(s fyne.Size) {
	p := c.kit.Look.Palette()
	c.objects = c.objects[:0]
	if c.chosen {
		c.ground.FillColor = p.Sel
		parts.Put(c.ground, 1, 0, s.Width-1, s.Height-1)
		c.objects = append(c.objects, c.ground)
	}
	c.objects = append(c.objects, c.side, c.bottom)
	parts.Put(c.side, 0, 0, 1, s.Height)
	parts.Put(c.bottom, 0, s.Height-1, s.Width, 1)
	x, w := float32(cellSide), s.Width-2*cellSide
	c.dashes.Clear()
	if c.silent {
		c.dashes.Frame(7, 6, s.Width-13, min(s.Height, c.base)-12, p.Edge)
		c.objects = append(c.objects, c.dashes.Objects()...)
		parts.Put(c.glyph, x, 14, 10, 16)
		parts.Put(c.word, x+14, 14, w-14, 16)
		first := c.since
		if second := c.searched.Words(); second != "" && c.kit.Width(first+"; "+second, look.Small) <= w {
			first += "; " + second
			c.searched.Hide()
		} else {
			c.searched.Show()
		}
		if c.searched.Visible() {
			parts.Put(c.searched, x, 49, w, 16)
			c.objects = append(c.objects, c.searched)
		}
		c.source.Set(first)
		parts.Put(c.source, x, 33, w, 16)
		c.objects = append(c.objects, c.glyph, c.word, c.source)
	} else {
		c.strip.FillColor = p.Stance(c.data.Stance).Tint
		parts.Put(c.strip, 1, 0, s.Width-1, stripHeight)
		parts.Put(c.glyph, x, 4, 12, 16)
		parts.Put(c.word, x+16, 4, w-60, 16)
		count := c.count.MinSize().Width
		parts.Put(c.count, s.Width-12-count, 4, count, 16)
		if c.mark != nil {
			mark := c.mark.MinSize().Width
			parts.Put(c.mark, s.Width-12-count-8-mark, 4, mark, 16)
		}
		height := c.words.HeightAt(w)
		parts.Put(c.words, x, stripHeight+5, w, height)
		parts.Put(c.source, x, stripHeight+6+height, w, 16)
		c.objects = append(c.objects, c.strip, c.glyph, c.word, c.count, c.words, c.source)
		if c.mark != nil {
			c.objects = append(c.objects, c.mark)
		}
		c.laySequence(x, w, s.Width)
	}
	c.ring.Hidden = !c.cursor
	if c.cursor {
		c.ring.StrokeColor, c.ring.StrokeWidth, c.ring.FillColor = p.Edge, 2, color.Transparent
		if c.focused {
			c.ring.StrokeColor = p.Focus
		}
		parts.Put(c.ring, 1, 0, s.Width-1, s.Height-1)
		c.objects = append(c.objects, c.ring)
	}
}

func (c *cell) laySequence(x, w, whole float32) {
	if len(c.sequence) == 0 {
		return
	}
	y := c.base
	parts.Put(c.line, 1, y, whole-1, 1)
	c.objects = append(c.objects, c.line)
	y += openPadding / 2
	for i, l := range c.sequence {
		if i == c.at {
			c.lineGround.FillColor = c.kit.Look.Palette().Sel
			parts.Put(c.lineGround, 3, y, whole-4, lineHeight)
			c.objects = append(c.objects, c.lineGround)
		}
		outlets := l.outlets.MinSize().Width
		parts.Put(l.date, x, y, 44, lineHeight)
		parts.Put(l.glyph, x+48, y, 14, lineHeight)
		parts.Put(l.words, x+66, y, w-66-outlets-min(8, outlets), lineHeight)
		parts.Put(l.outlets, x+w-outlets, y, outlets, lineHeight)
		c.objects = append(c.objects, l.date, l.glyph, l.words, l.outlets)
		y += lineHeight
	}
	if c.more != nil {
		parts.Put(c.more, x, y, w, lineHeight)
		c.objects = append(c.objects, c.more)
	}
}
