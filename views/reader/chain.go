package reader

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/dossier"
	"parley/views/look"
	"parley/views/parts"
)

// chainRow shows through whom a statement was reported: a disc for who is named, a ring for who is not.
type chainRow struct {
	widget.BaseWidget
	kit    *parts.Kit
	label  *parts.Label
	key    *parts.KeyHint
	names  []*parts.Label
	notes  []*parts.Label
	discs  []*canvas.Circle
	lines  []*canvas.Rectangle
	named  []bool
	tapped func()
}

const hopHeight = 26

var _ fyne.Tappable = (*chainRow)(nil)

// hopNotes says what a hop did.
var hopNotes = map[dossier.HopKind]string{dossier.HopSpeaker: "", dossier.HopSpokesman: "passed it on", dossier.HopVenue: "was told",
	dossier.HopOutlet: "reported it", dossier.HopPublisher: "this text"}

func (p *Pane) chain(s dossier.Statement) fyne.CanvasObject {
	k := p.Desk.Kit
	c := &chainRow{kit: k, label: parts.NewLabel(k, "Reported", look.Second, look.InkSoft), key: parts.NewKeyHint(k, p.keymap().InForce("H")), tapped: func() {
		p.Focus()
		p.askChain()
	}}
	hops := s.Hops
	if len(hops) == 0 || hops[0].Kind != dossier.HopSpeaker {
		name := s.Actor
		if name == "" {
			name = s.SpeakerText
		}
		hops = append([]dossier.Hop{{Kind: dossier.HopSpeaker, Name: name, Text: name, Named: name != "" && !s.Anonymous}}, hops...)
	}
	for i, h := range hops {
		name, note := h.Name, hopNotes[h.Kind]
		if name == "" {
			name = h.Text
		}
		if name == "" {
			name = "Nobody named"
		}
		if !h.Named {
			note = "not named"
		}
		c.named = append(c.named, h.Named)
		c.names = append(c.names, parts.NewElided(k, name, look.Body, look.InkText))
		c.notes = append(c.notes, parts.NewLabel(k, note, look.Second, look.InkSoft))
		c.discs = append(c.discs, canvas.NewCircle(color.Transparent))
		if i > 0 {
			c.lines = append(c.lines, canvas.NewRectangle(color.Transparent))
		}
	}
	c.ExtendBaseWidget(c)
	return c
}

// Tapped edits the chain.
func (c *chainRow) Tapped(*fyne.PointEvent) { c.tapped() }

// CreateRenderer implements fyne.Widget.
func (c *chainRow) CreateRenderer() fyne.WidgetRenderer {
	objects := []fyne.CanvasObject{c.label, c.key}
	for _, l := range c.lines {
		objects = append(objects, l)
	}
	for i := range c.names {
		objects = append(objects, c.discs[i], c.names[i], c.notes[i])
	}
	return &parts.Drawing{Of: c, Objs: parts.Fixed(objects...), Min: func() fyne.Size { return fyne.NewSize(200, hopHeight*float32(len(c.names))) }, Lay: c.lay}
}

func (c *chainRow) lay(s fyne.Size) {
	p := c.kit.Look.Palette()
	parts.Put(c.label, cardSide, 2, labelWidth, 22)
	m := c.key.MinSize()
	parts.Put(c.key, s.Width-cardSide-m.Width, 4, m.Width, m.Height)
	left := float32(cardSide + labelWidth)
	right := s.Width - cardSide - m.Width - look.Space2
	for i := range c.names {
		y := float32(i) * hopHeight
		d := c.discs[i]
		d.FillColor, d.StrokeColor, d.StrokeWidth = p.Soft, p.Soft, 0
		if !c.named[i] {
			d.FillColor, d.StrokeWidth = p.Chrome, 2
		}
		parts.Put(d, left, y+8, 10, 10)
		if i > 0 {
			c.lines[i-1].FillColor = p.Edge
			parts.Put(c.lines[i-1], left+4, y-8, 2, 16)
		}
		note := c.notes[i].MinSize().Width
		name := min(c.kit.Look.Width(c.names[i].Words(), look.Body)+2, max(20, right-left-20-note-look.Space2))
		parts.Put(c.names[i], left+20, y+2, name, 22)
		parts.Put(c.notes[i], left+20+name+look.Space1, y+2, note, 22)
	}
}

// issueRow is an issue of the statement with its stance.
type issueRow struct {
	widget.BaseWidget
	name   *parts.Label
	mark   *parts.StanceMark
	reason *parts.Paragraph
	has    bool
	remove *parts.Button
	tapped func()
}

var _ fyne.Tappable = (*issueRow)(nil)

// Tapped offers the stances.
func (r *issueRow) Tapped(*fyne.PointEvent) { r.tapped() }

// issueRows shows the issues, or how one is set.
func (p *Pane) issueRows(s dossier.Statement) []fyne.CanvasObject {
	rows := []fyne.CanvasObject{}
	if len(s.Codings) == 0 {
		return append(rows, p.fact("Issues", "None yet", "press "+p.keymap().InForce("I")+", or Shift and an issue's letter", "I", -1, p.issuePicker))
	}
	rows = append(rows, p.fact("Issues", "", "", "I", -1, p.issuePicker))
	for _, c := range s.Codings {
		k := p.Desk.Kit
		r := &issueRow{name: parts.NewElided(k, c.Issue, look.Body, look.InkText), mark: parts.NewStanceMark(k, c.Stance),
			reason: parts.NewParagraph(k, c.Reason, look.Second, look.InkSoft, 200), has: c.Reason != ""}
		issue := c.IssueID
		r.tapped = func() {
			p.Focus()
			p.pickStance(s, c)
		}
		r.remove = parts.NewButton(k, "×", "", parts.LinkWords, func() {
			p.Focus()
			p.removeIssue(s, issue)
		})
		r.ExtendBaseWidget(r)
		rows = append(rows, r)
	}
	return rows
}

// HeightAt returns the height at a width.
func (r *issueRow) HeightAt(width float32) float32 {
	h := float32(26)
	if r.has {
		h += r.reason.HeightAt(width - 2*cardSide)
	}
	return h + look.Space1
}

// CreateRenderer implements fyne.Widget.
func (r *issueRow) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: r, Objs: parts.Fixed(r.name, r.mark, r.reason, r.remove),
		Min: func() fyne.Size { return fyne.NewSize(200, r.HeightAt(max(280, r.Size().Width))) },
		Lay: func(s fyne.Size) {
			x, m := r.remove.MinSize(), r.mark.MinSize()
			right := s.Width - cardSide + 6
			parts.Put(r.remove, right-x.Width, (26-x.Height)/2, x.Width, x.Height)
			right -= x.Width
			parts.Put(r.mark, right-m.Width, (26-m.Height)/2, m.Width, m.Height)
			parts.Put(r.name, cardSide, 2, max(20, right-m.Width-cardSide-look.Space2), 22)
			parts.Put(r.reason, cardSide, 25, s.Width-2*cardSide, max(0, s.Height-25))
		}}
}
