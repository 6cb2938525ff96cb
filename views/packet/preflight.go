package packet

import (
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/app"
	"parley/dossier"
	view "parley/views/list"
	"parley/views/look"
	"parley/views/parts"
)

// point is a line of the preflight list, with its words made ready.
type point struct {
	stance   dossier.Stance // whose glyph and colour it has
	word     string         // "Stops", "Look", "Passed"
	sentence string
	where    string
	document dossier.ID
	state    dossier.ID // the statement it is about
	height   float32
}

// points turns a preflight into lines: what stops the export first, what passed last.
func points(p app.Preflight) []point {
	var stops, looks []point
	for _, q := range p.Points {
		pt := point{stance: dossier.Ambiguous, word: "Look", sentence: q.Sentence, where: q.Where, document: q.Document, state: q.Statement}
		if q.Stops {
			pt.stance, pt.word = dossier.Opposes, "Stops"
			stops = append(stops, pt)
		} else {
			looks = append(looks, pt)
		}
	}
	out := append(stops, looks...)
	if len(stops) == 0 && p.Quotes > 0 {
		words := fmt.Sprintf("All %d quotations match their sources", p.Quotes)
		if p.Quotes == 1 {
			words = "The quotation matches its source"
		}
		out = append(out, point{stance: dossier.Supports, word: "Passed", sentence: words})
	}
	return out
}

const (
	wordColumn = 84
	rowPadding = 10
)

// fit works out the heights of the lines in a width.
func fit(pts []point, width float32, lines func(words string, width float32) int) {
	for i := range pts {
		h := float32(lines(pts[i].sentence, width-wordColumn-look.Space4))*20 + 2*rowPadding + 1
		if pts[i].where != "" {
			h += 16
		}
		pts[i].height = h
	}
}

// Len, Height, Head and NewRow make the pane the source of the preflight list.
func (p *Pane) Len() int { return len(p.points) }

// Height returns the height of a line.
func (p *Pane) Height(i int) float32 { return p.points[i].height }

// Head is never true: there are no groups.
func (p *Pane) Head(int) bool { return false }

// NewRow returns a row to be filled.
func (p *Pane) NewRow(bool) view.Row {
	k := p.desk.Kit
	r := &pointRow{pane: p, ground: canvas.NewRectangle(nil), ring: parts.NewRing(k, 0), rule: parts.NewDivider(k),
		glyph: k.Look.Text("", look.StanceGlyphs, nil), word: k.Look.Text("", look.SecondBold, nil),
		sentence: parts.NewParagraph(k, "", look.Body, look.InkText, 260), where: parts.NewElided(k, "", look.Second, look.InkSoft)}
	r.ExtendBaseWidget(r)
	return r
}

type pointRow struct {
	widget.BaseWidget
	pane         *Pane
	point        point
	state        view.State
	ground, ring *canvas.Rectangle
	rule         *parts.Ground
	glyph, word  *canvas.Text
	sentence     *parts.Paragraph
	where        *parts.Label
}

// Fill shows a point.
func (r *pointRow) Fill(i int, s view.State) {
	if i >= len(r.pane.points) {
		return
	}
	r.point, r.state = r.pane.points[i], s
	r.sentence.Set(r.point.sentence)
	where := r.point.where
	if r.point.document != dossier.None {
		where += "   Enter shows it"
	}
	r.where.Set(where)
	r.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (r *pointRow) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: r, Objs: parts.Fixed(r.ground, r.rule, r.glyph, r.word, r.sentence, r.where, r.ring),
		Min: func() fyne.Size { return fyne.NewSize(0, 41) },
		Ink: func() {
			p := r.pane.desk.Kit.Look.Palette()
			tone := p.Stance(r.point.stance)
			glyph := look.StanceGlyph(r.point.stance)
			switch r.point.word {
			case "Look":
				tone = p.Warning()
			case "Passed":
				glyph = "✓"
			}
			r.glyph.Text, r.glyph.Color, r.word.Text, r.word.Color = glyph, tone.Dark, r.point.word, tone.Dark
			r.ground.FillColor = color.Transparent
			if r.state.Hovered {
				r.ground.FillColor = p.Hover
			}
			focused := r.state.Current && r.state.Focused
			if focused {
				r.ground.FillColor = p.Sel
			}
			r.ring.StrokeColor, r.ring.Hidden = p.Focus, !focused
		},
		Lay: func(s fyne.Size) {
			parts.Put(r.ground, 0, 0, s.Width, s.Height-1)
			parts.Put(r.ring, 0, 0, s.Width, s.Height-1)
			parts.Put(r.rule, 0, s.Height-1, s.Width, 1)
			look.PlaceLine(r.glyph, fyne.NewPos(look.Space4, rowPadding), 20)
			look.PlaceLine(r.word, fyne.NewPos(look.Space4+16, rowPadding), 20)
			w := s.Width - wordColumn - look.Space4
			h := r.sentence.HeightAt(w)
			parts.Put(r.sentence, wordColumn, rowPadding, w, h)
			parts.Put(r.where, wordColumn, rowPadding+h, w, 16)
		}}
}
