package sides

import (
	"fmt"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/dossier"
	"parley/views/look"
	"parley/views/parts"
	"parley/views/textview"
)

// row is one time: its date and what each said then.
type row struct {
	day, note *parts.Label
	cells     [][]*entry
	nothing   []*parts.Label // of the columns that said nothing
	summary   []*summary     // of the row of sentences
	line      *parts.Ground
	height    float32
}

// entry is words with their stance, who said them and through whom, and what they do to others.
type entry struct {
	kit     *parts.Kit
	group   dossier.Corroboration
	words   *textview.Words
	mark    *parts.StanceMark
	other   *textview.Words // the translation, or nil
	credit  *parts.Label
	who     *parts.Label
	source  *parts.Paragraph
	shift   *parts.Label     // or nil
	judged  *parts.Paragraph // what was decided on it and why, or nil
	telling []*telling
	height  float32
}

// telling is the same words in another place, with what is different.
type telling struct {
	source *parts.Label
	words  *textview.Words
	height float32
}

// mostLines is how many lines of a statement are shown: a paragraph and more.
const mostLines = 14

func (v *View) newRow(a dossier.AlignedRow) *row {
	k := v.Desk.Kit
	day, note := "No date", ""
	if v.data.days != nil {
		day = ""
	}
	if a.Date.Known() {
		day = a.Date.Short(v.data.year)
		if a.Date.Precision == dossier.PrecisionDay {
			note = a.Date.Time.Weekday().String()
		}
	}
	r := &row{day: parts.NewElided(k, day, look.BodyBold, look.InkText), note: parts.NewElided(k, note, look.Small, look.InkSoft), line: parts.NewDivider(k)}
	for _, groups := range a.Columns {
		var cell []*entry
		for _, g := range groups {
			cell = append(cell, v.newEntry(g))
		}
		r.cells = append(r.cells, cell)
		r.nothing = append(r.nothing, parts.NewElided(k, v.emptyWords(len(v.rows)), look.Second, look.InkSoft))
	}
	return r
}

func (v *View) newEntry(g dossier.Corroboration) *entry {
	k, s := v.Desk.Kit, g.Tellings[0].CodedStatement
	e := &entry{kit: k, group: g, words: textview.NewWords(k, oneLine(s.Exact), look.CardQuote, mostLines),
		mark: parts.NewStanceMark(k, s.Stance)}
	if t := s.Translation; t.Text != "" && !v.original {
		e.other = textview.NewWords(k, oneLine(t.Text), look.Translated, mostLines)
		e.credit = parts.NewElided(k, t.Credit(s.Lang), look.Small, look.InkSoft)
	}
	who := s.Speaker
	if who == "" {
		who = "not named"
	}
	e.who = parts.NewElided(k, who, look.SmallBold, look.InkText)
	e.source = parts.NewParagraph(k, v.dated(s, sourceOf(g)), look.Small, look.InkSoft, 200)
	if c, ok := v.data.contrasts[s.StatementID]; ok {
		word := map[dossier.Movement]string{dossier.Softened: "↑ Softened", dossier.Hardened: "↓ Hardened", dossier.Reversed: "⇄ Reversed"}[c.Movement]
		if c.Contradiction() {
			word = "⇄ Contradicts " + first(c.Earlier.Speaker, c.Earlier.Outlet)
		}
		if word == "" {
			word = "⇄ " + c.Note
		}
		since := " since " + c.Earlier.Date.Short(v.data.year)
		if c.Contradiction() {
			since = fmt.Sprintf(", %s, %s before", c.Earlier.Date.Short(v.data.year), parts.Count(max(c.Days, 0), "day"))
		}
		judged := ""
		if c.Verdict.Kind != dossier.Undecided {
			judged = fmt.Sprintf("%s by %s", c.Verdict.Kind, c.Verdict.Analyst)
			if c.Verdict.Reason != "" {
				judged += ": " + c.Verdict.Reason
			}
		}
		e.shift = parts.NewElided(k, word+since, look.SmallBold, look.InkText)
		if judged != "" {
			e.judged = parts.NewParagraph(k, judged, look.Small, look.InkSoft, 200)
		}
	}
	if v.opened[s.StatementID] {
		for _, t := range g.Tellings[1:] {
			e.telling = append(e.telling, newTelling(k, g.Tellings[0].Exact, t, v.data.year))
		}
	}
	return e
}

// oneLine puts words that go over several paragraphs into one.
func oneLine(words string) string {
	return strings.Join(strings.FieldsFunc(words, func(r rune) bool { return r == '\n' }), " ")
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// sourceOf tells through whom words came: role, chain, outlets.
func sourceOf(g dossier.Corroboration) string {
	s := g.Tellings[0].CodedStatement
	var list []string
	add := func(words string) {
		if words != "" {
			list = append(list, words)
		}
	}
	add(s.Role)
	add(s.Act.Words())
	var chain []string
	for _, h := range s.Hops {
		switch {
		case h.Kind == dossier.HopSpeaker || h.Name == s.Outlet && h.Name != "":
		case !h.Named:
			chain = append(chain, strings.TrimSpace(h.Text+", not named"))
		default:
			chain = append(chain, h.Name)
		}
	}
	outlet := s.Outlet
	if n := g.Outlets; n > 1 {
		outlet += fmt.Sprintf(" and %d more", n-1)
	}
	if s.Kind == dossier.Indirect && s.Outlet != "" {
		outlet = "paraphrased by " + outlet
	}
	if outlet != "" {
		chain = append(chain, outlet)
	}
	add(strings.Join(chain, " → "))
	if words := g.Words(); words != "" && g.Wire != "" {
		add(words)
	}
	if s.Lang != "" && s.Lang != "en" {
		name := parts.LanguageName(s.Lang)
		if name == "" {
			name = s.Lang
		}
		if s.Lang != "und" {
			add("in " + name)
		}
	}
	switch {
	case !s.Date.Known():
		add("no date")
	case !s.SaidKnown:
		add("day of publication")
	}
	return strings.Join(list, " · ")
}

// newTelling shows how another outlet has the same words: what it has instead stands out, what it leaves out is named.
func newTelling(k *parts.Kit, first string, t dossier.Telling, year int) *telling {
	note := []string{t.Outlet, t.Published.Short(year)}
	if len(t.Gone)+len(t.Come) == 0 {
		note = append(note, "the same words, letter for letter")
	}
	from := []rune(first)
	for _, gone := range t.Gone {
		if words := strings.TrimSpace(string(from[gone.Start:gone.End])); strings.ContainsFunc(words, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			note = append(note, "without “"+words+"”")
		}
	}
	if len(note) == 2 && len(t.Come) == 0 {
		note = append(note, "the same words, punctuated otherwise")
	}
	return &telling{source: parts.NewElided(k, strings.Join(note, " · "), look.Small, look.InkSoft), words: textview.NewMarkedWords(k, t.Exact, look.Sequence, 4, t.Come)}
}

// narrow is the width of a column below which the stance stands above the words, not beside them.
const narrow = 400

// room is the width of the words in a column, and under what they stand.
func (e *entry) room(w float32) (width, above float32) {
	if w < narrow {
		return w - 2*cellSide, e.mark.MinSize().Height + 6
	}
	return w - 2*cellSide - e.mark.MinSize().Width - 12, 0
}

// measure gives the entry its height at a width.
func (e *entry) measure(w float32) float32 {
	room, above := e.room(w)
	e.height = 10 + above + e.words.HeightAt(room) + 4 + e.sourceHeight(w)
	if e.other != nil {
		e.height += 4 + e.other.HeightAt(room) + 16
	}
	if e.shift != nil {
		e.height += 20 + e.judgedUnder(w)
	}
	for _, t := range e.telling {
		t.height = 16 + t.words.HeightAt(w-2*cellSide-12) + 4
		e.height += t.height
	}
	e.height += 10
	return e.height
}

// whoWidth is that of the speaker's name in front of the source.
func (e *entry) whoWidth(w float32) float32 {
	return min(e.kit.Width(e.who.Words(), look.SmallBold), (w-2*cellSide)/2)
}

// beside reports whether the source stands behind the speaker's name, not under it.
func (e *entry) beside(w float32) bool {
	return e.kit.Width(e.source.Words(), look.Small) <= w-2*cellSide-e.whoWidth(w)-8
}

func (e *entry) sourceHeight(w float32) float32 {
	if e.beside(w) {
		return 16
	}
	return 16 + e.source.HeightAt(w-2*cellSide)
}

// shiftWidth is that of the words on a shift, in front of what was decided on it.
func (e *entry) shiftWidth(w float32) float32 {
	return min(e.kit.Width(e.shift.Words(), look.SmallBold), w-2*cellSide)
}

// judgedUnder is the height of what was decided on a shift where it stands under the shift; 0: it has room beside it, or
// nothing was decided. A reason is never cut: half of one may say the opposite.
func (e *entry) judgedUnder(w float32) float32 {
	if e.judged == nil || e.kit.Width(e.judged.Words(), look.Small) <= w-2*cellSide-e.shiftWidth(w)-8 {
		return 0
	}
	return e.judged.HeightAt(w - 2*cellSide)
}

// put places the entry and gives what is to be drawn.
func (e *entry) put(x, y, w float32) []fyne.CanvasObject {
	mark := e.mark.MinSize()
	room, above := e.room(w)
	h := e.words.HeightAt(room)
	parts.Put(e.words, x+cellSide, y+10+above, room, h)
	left := x + w - cellSide - mark.Width
	if above > 0 {
		left = x + cellSide
	}
	parts.Put(e.mark, left, y+10, mark.Width, mark.Height)
	at := y + 10 + above + h + 4
	objects := []fyne.CanvasObject{e.words, e.mark, e.who, e.source}
	if e.other != nil {
		h := e.other.HeightAt(room)
		parts.Put(e.other, x+cellSide, at, room, h)
		parts.Put(e.credit, x+cellSide, at+h, w-2*cellSide, 16)
		objects = append(objects, e.other, e.credit)
		at += 4 + h + 16
	}
	if who := e.whoWidth(w); e.beside(w) {
		parts.Put(e.who, x+cellSide, at, who, 16)
		parts.Put(e.source, x+cellSide+who+8, at, max(0, w-2*cellSide-who-8), 16)
	} else {
		parts.Put(e.who, x+cellSide, at, w-2*cellSide, 16)
		parts.Put(e.source, x+cellSide, at+16, w-2*cellSide, e.sourceHeight(w)-16)
		at += e.sourceHeight(w) - 16
	}
	at += 16
	if e.shift != nil {
		shift, under := e.shiftWidth(w), e.judgedUnder(w)
		parts.Put(e.shift, x+cellSide, at+4, shift, 16)
		objects = append(objects, e.shift)
		if at += 20; under > 0 {
			parts.Put(e.judged, x+cellSide, at, w-2*cellSide, under)
		} else if e.judged != nil {
			parts.Put(e.judged, x+cellSide+shift+8, at-16, max(0, w-2*cellSide-shift-8), 16)
		}
		if at += under; e.judged != nil {
			objects = append(objects, e.judged)
		}
	}
	for _, t := range e.telling {
		parts.Put(t.source, x+cellSide+12, at, w-2*cellSide-12, 16)
		parts.Put(t.words, x+cellSide+12, at+16, w-2*cellSide-12, t.height-20)
		objects = append(objects, t.source, t.words)
		at += t.height
	}
	return objects
}

// head stands above a column.
type head struct {
	widget.BaseWidget
	kit    *parts.Kit
	colour int
	bar    *canvas.Rectangle
	name   *parts.Label
	mark   *parts.StanceMark
	note   *parts.Label
	words  [2]string // of the note: whole, and where there is no room
	side   *parts.Ground
}

func newHead(k *parts.Kit, p dossier.Party, c dossier.Cell, shown int) *head {
	note := parts.Count(c.Reports, "statement")
	if again := c.Reports - c.Count; again > 0 {
		note += ", " + parts.Count(again, "repeat") + " folded"
	}
	if shown < c.Reports {
		note = fmt.Sprintf("newest %s of %s", parts.Number(shown), note)
	}
	h := &head{kit: k, colour: p.Colour, bar: canvas.NewRectangle(nil), name: parts.NewElided(k, p.Name, look.BodyBold, look.InkText),
		note: parts.NewElided(k, note, look.Small, look.InkSoft), side: parts.NewDivider(k)}
	h.words = [2]string{note, parts.Number(c.Reports)}
	if c.Count > 0 {
		h.mark = parts.NewStanceMark(k, c.Stance)
	}
	h.note.Align = fyne.TextAlignTrailing
	h.ExtendBaseWidget(h)
	return h
}

// CreateRenderer implements fyne.Widget.
func (h *head) CreateRenderer() fyne.WidgetRenderer {
	objects := []fyne.CanvasObject{h.side, h.bar, h.name, h.note}
	if h.mark != nil {
		objects = append(objects, h.mark)
	}
	return &parts.Drawing{Of: h, Objs: parts.Fixed(objects...), Min: func() fyne.Size { return fyne.NewSize(200, headHigh) },
		Lay: func(s fyne.Size) {
			h.bar.FillColor = h.kit.Look.Palette().Party(h.colour)
			parts.Put(h.side, 0, 0, 1, s.Height)
			parts.Put(h.bar, cellSide, 14, 3, 16)
			mark := float32(0)
			if h.mark != nil {
				mark = h.mark.MinSize().Width + 8
			}
			x := float32(cellSide + 11)
			name := min(h.kit.Width(h.name.Words(), look.BodyBold), max(40, s.Width-x-mark-cellSide))
			parts.Put(h.name, x, 0, name, s.Height)
			x += name + 8
			if h.mark != nil {
				m := h.mark.MinSize()
				parts.Put(h.mark, x, (s.Height-m.Height)/2, m.Width, m.Height)
				x += m.Width + 8
			}
			h.note.Set(h.words[0])
			if h.kit.Width(h.words[0], look.Small) > s.Width-cellSide-x {
				h.note.Set(h.words[1])
			}
			parts.Put(h.note, x, 0, max(0, s.Width-cellSide-x), s.Height)
		}}
}
