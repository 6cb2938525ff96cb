package positions

import (
	"fmt"
	"image/color"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/dossier"
	"parley/views/look"
	"parley/views/parts"
)

// partyHead stands above a column: the party's colour and name, how much it said and when last.
type partyHead struct {
	widget.BaseWidget
	kit        *parts.Kit
	colour     int
	ground     *parts.Ground
	bar        *canvas.Rectangle
	name, last *parts.Label
	side       *parts.Ground
}

func newPartyHead(k *parts.Kit, p dossier.Party, year int) *partyHead {
	last := "nothing yet"
	if p.Statements > 0 {
		last = fmt.Sprintf("%s, last %s", parts.Number(p.Statements), p.Last.Short(year))
	}
	h := &partyHead{kit: k, colour: p.Colour, ground: parts.NewGround(k, look.InkChrome), bar: canvas.NewRectangle(color.Transparent),
		name: parts.NewElided(k, p.Name, look.BodyBold, look.InkText), last: parts.NewLabel(k, last, look.Small, look.InkSoft), side: parts.NewDivider(k)}
	h.ExtendBaseWidget(h)
	return h
}

// CreateRenderer implements fyne.Widget.
func (h *partyHead) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: h, Objs: parts.Fixed(h.ground, h.side, h.bar, h.name, h.last), Min: func() fyne.Size { return fyne.NewSize(columnLeast, headHeight) },
		Lay: func(s fyne.Size) {
			h.bar.FillColor = h.kit.Look.Palette().Party(h.colour)
			parts.Put(h.ground, 0, 0, s.Width, s.Height)
			parts.Put(h.side, 0, 0, 1, s.Height)
			parts.Put(h.bar, 12, 10, 3, 16)
			last := h.last.MinSize().Width
			parts.Put(h.last, s.Width-12-last, 0, last, s.Height)
			parts.Put(h.name, 23, 0, max(20, s.Width-12-last-8-23), s.Height)
		}}
}

// issueHead stands beside a row.
type issueHead struct {
	widget.BaseWidget
	fold   *parts.Label
	name   *parts.Paragraph
	note   *parts.Label
	number *parts.Label
	line   *parts.Ground
	level  int
}

func newIssueHead(k *parts.Kit, n dossier.IssueNode, note string) *issueHead {
	var number []string
	for _, place := range n.Number {
		number = append(number, strconv.Itoa(place))
	}
	h := &issueHead{fold: parts.NewLabel(k, "▸", look.StanceGlyphs, look.InkSoft), level: min(n.Level, 4), number: parts.NewLabel(k, strings.Join(number, "."), look.BodyBold, look.InkText),
		name: parts.NewParagraph(k, n.Name, look.BodyBold, look.InkText, issueWidth-40), note: parts.NewLabel(k, note, look.Small, look.InkSoft), line: parts.NewDivider(k)}
	h.ExtendBaseWidget(h)
	return h
}

func (h *issueHead) setOpen(open bool) {
	if open {
		h.fold.Set("▾")
	} else {
		h.fold.Set("▸")
	}
}

// CreateRenderer implements fyne.Widget.
func (h *issueHead) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: h, Objs: parts.Fixed(h.fold, h.number, h.name, h.note, h.line), Min: func() fyne.Size { return fyne.NewSize(issueWidth, rowHeight) },
		Lay: func(s fyne.Size) {
			x := 18 + float32(h.level)*12
			parts.Put(h.fold, x-18, 6, 14, 20)
			number := h.number.MinSize().Width
			parts.Put(h.number, x, 5, number, 20)
			w := s.Width - x - number - 8 - 8
			tall := min(h.name.HeightAt(w), max(20, float32(int((s.Height-26)/20))*20)) // whole lines, and the note under them
			parts.Put(h.name, x+number+8, 5, w, tall)
			parts.Put(h.note, x, 7+tall, s.Width-x-8, 16)
			parts.Put(h.line, 0, s.Height-1, s.Width, 1)
		}}
}
