package packet

import (
	"fyne.io/fyne/v2"

	"parley/app"
	"parley/dossier"
	"parley/views/look"
)

// point is a line of the preflight list, with its words made ready.
type point struct {
	app.Point
	stance   dossier.Stance // whose glyph and colour it has
	word     string
	sentence string
	where    string
	action   string // what mends it, in words; empty: nothing can be done here
	height   float32
}

// The words of points.
const (
	wordStops  = "Stops"
	wordLook   = "Look"
	wordPassed = "Passed"
)

// pointsOf turns a preview into lines: what stops the export first, what passed last.
func pointsOf(v *app.PacketPreview) []point {
	var stops, looks []point
	for _, pt := range alike(v.Points) {
		if pt.Stops {
			stops = append(stops, pt)
		} else {
			looks = append(looks, pt)
		}
	}
	out := append(stops, looks...)
	for _, words := range v.Passed {
		out = append(out, point{stance: dossier.Supports, word: wordPassed, sentence: words})
	}
	return out
}

// fieldRows are the rows of the recipe, by the field that a point names.
var fieldRows = map[string]struct{ key, action string }{
	"title":       {keyTitle, "Edit the title"},
	"reference":   {keyReference, "Edit the reference"},
	"marking":     {keyMarking, "Change the marking"},
	"bottom_line": {keyBottom, "Edit the bottom line"},
	"since":       {keySince, "Compare with another"},
	"drafts":      {keyDrafts, "Choose the drafts"},
	"judgements":  {keyAddJudgement, "Go to the judgements"},
	"scale":       {keyScale, "Choose the scale"},
	"parts":       {keyForm, "Go to the parts"},
}

// actionOf says what mends a point.
func actionOf(q app.Point) string {
	switch {
	case q.Statement != dossier.None:
		return "Show the statement"
	case q.Judgement > 0:
		return "Edit the judgement"
	case q.Document != dossier.None:
		return "Edit the document’s facts"
	}
	return fieldRows[q.Field].action
}

// mend goes to where a point is mended.
func (p *Pane) mend(i int) {
	if i < 0 || i >= len(p.points) {
		return
	}
	switch q := p.points[i]; {
	case q.Statement != dossier.None:
		p.deps.Show(q.Document, q.Statement)
	case q.Judgement > 0:
		p.EditJudgement(q.Judgement - 1)
	case q.Document != dossier.None:
		p.deps.Facts(q.Document)
	default:
		p.mendField(q.Field)
	}
}

func (p *Pane) mendField(field string) {
	f, ok := fieldRows[field]
	if !ok {
		return
	}
	if i := p.rowOf(f.key); i >= 0 {
		p.list.GoTo(i)
	}
	switch f.key {
	case keySince:
		p.ChooseSince()
	case keyDrafts:
		p.ChooseDrafts()
	case keyScale:
		p.chooseScale()
	case keyAddJudgement, keyForm:
		p.list.Focus()
	default:
		p.entry.open(f.key)
	}
}

// Mend mends the chosen point.
func (p *Pane) Mend() { p.mend(p.pointer.Current()) }

// canMend reports whether something can be done about the chosen point.
func (p *Pane) canMend() bool {
	i := p.pointer.Current()
	return i >= 0 && i < len(p.points) && p.points[i].action != ""
}

// open counts the points that are not passed.
func (p *Pane) toMend() (n int) {
	for _, q := range p.points {
		if q.word != wordPassed {
			n++
		}
	}
	return n
}

// NextPoint goes to the next point to be mended, round from the last to the first.
func (p *Pane) NextPoint() {
	n := p.toMend()
	if n == 0 {
		p.desk.Note("Nothing is left to mend")
		return
	}
	next := 0
	if i := p.pointer.Current(); i >= 0 && (p.PointsHave(p.focused()) || i > 0) {
		next = (i + 1) % n
	}
	if i := p.pointer.Current(); i >= n {
		next = 0
	}
	p.pointer.Focus()
	p.pointer.GoTo(next)
	p.showPlace()
}

func (p *Pane) focused() fyne.Focusable {
	if c := p.desk.Kit.Canvas; c != nil {
		return c.Focused()
	}
	return nil
}

// placeOf is where a point stands on paper.
func (p *Pane) placeOf(i int) app.Point {
	if i < 0 || i >= len(p.points) {
		return app.Point{}
	}
	return p.points[i].Point
}

// showPlace turns the page to the chosen point and frames it.
func (p *Pane) showPlace() {
	at := p.placeOf(p.pointer.Current())
	p.page.frame(at)
	if at.Page > 0 {
		p.page.reveal(at)
	}
	p.deps.Changed()
}

const (
	wordColumn   = 84 // where the sentence begins
	rowPadding   = 10
	actionHeight = 20
	pointsWidth  = 360
)

// fit gives each point its height, by the lines that its sentence takes.
func fit(points []point, lines func(words string, width float32) int) {
	for i := range points {
		p := &points[i]
		p.height = 2*rowPadding + float32(lines(p.sentence, pointsWidth-wordColumn-look.Space4))*look.Body.Line + 1
		if p.where != "" {
			p.height += look.Second.Line
		}
		if p.action != "" {
			p.height += actionHeight + 2
		}
	}
}
