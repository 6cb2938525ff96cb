package packet

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"parley/dossier"
	"parley/views/look"
	"parley/views/parts"
)

// presets are the labels of the Traffic Light Protocol 2.0; any other wording can be typed.
var presets = []string{"TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"}

// longestBottomLine is in words: what still fits on the front page.
const longestBottomLine = 60

// recipe is the form at the left: what goes into the packet, for whom and under which marking.
type recipe struct {
	widget.BaseWidget
	kit     *parts.Kit
	was     dossier.Recipe // as it was loaded: fields that the form does not show stay as they are
	setting bool
	changed func()

	title, reference, marking, preparedFor, author, from, cutOff *parts.Field
	bottom                                                       *parts.Field
	words                                                        *parts.Label
	presets                                                      []*parts.Chip
	a4, letter                                                   *parts.Chip
	parties, issues                                              []*parts.Check
	partyNames, issueNames                                       []string

	rows    []formRow
	objects []fyne.CanvasObject
	ground  *parts.Ground
}

// formRow is a line of the form: a label above or beside what is filled in.
type formRow struct {
	label *parts.Label
	field fyne.CanvasObject
	chips []*parts.Chip
	high  float32 // 0: as high as the field asks
	wide  bool    // the field takes the whole width, under the label
	gap   float32 // before the row
}

func newRecipe(k *parts.Kit, changed func()) *recipe {
	r := &recipe{kit: k, changed: changed, ground: parts.NewGround(k, look.InkChrome)}
	edited := func(string) { r.edited() }
	field := func(placeholder string) *parts.Field {
		f := parts.NewField(k, placeholder, "")
		f.Entry.OnChanged = edited
		return f
	}
	r.title, r.reference, r.preparedFor, r.author = field(""), field(""), field(""), field("")
	r.marking, r.from, r.cutOff = field("none, or any wording"), field("first statement"), field("newest document")
	r.bottom = parts.NewTextField(k, "What the reader must know, in at most 60 words")
	r.bottom.Entry.OnChanged = edited
	r.words = parts.NewLabel(k, "", look.Small, look.InkSoft)
	for _, p := range presets {
		r.presets = append(r.presets, parts.NewChip(k, strings.TrimPrefix(p, "TLP:"), func() { r.mark(p) }))
	}
	r.a4 = parts.NewChip(k, "A4", func() { r.paper("A4") })
	r.letter = parts.NewChip(k, "Letter", func() { r.paper("Letter") })
	r.ExtendBaseWidget(r)
	r.arrange()
	return r
}

func (r *recipe) edited() {
	if r.setting {
		return
	}
	r.look()
	r.changed()
}

// mark sets a preset, or takes it away where it is set.
func (r *recipe) mark(preset string) {
	if r.marking.Entry.Text == preset {
		preset = ""
	}
	r.marking.Entry.SetText(preset)
}

func (r *recipe) paper(name string) {
	r.was.Paper = name
	r.edited()
}

// look flags what cannot be printed, and shows which presets are on.
func (r *recipe) look() {
	for i, c := range r.presets {
		c.Set(strings.TrimPrefix(presets[i], "TLP:"), strings.EqualFold(r.marking.Entry.Text, presets[i]))
	}
	r.a4.Set("A4", r.was.Paper != "Letter")
	r.letter.Set("Letter", r.was.Paper == "Letter")
	for _, f := range []*parts.Field{r.from, r.cutOff} {
		wrong := ""
		if _, err := dossier.ParseDate(strings.TrimSpace(f.Entry.Text)); err != nil {
			wrong = "Write 2026-11-16, or 16 Nov 2026"
		}
		f.SetWrong(wrong)
	}
	n := len(strings.Fields(r.bottom.Entry.Text))
	r.words.Set(fmt.Sprintf("%d of %d words", n, longestBottomLine))
	if n > longestBottomLine {
		r.words.Dress(look.SmallBold, look.InkWrong)
	} else {
		r.words.Dress(look.Small, look.InkSoft)
	}
	r.Refresh()
}

// wrong says why the form cannot be printed as it stands, or is empty.
func (r *recipe) wrong() string {
	switch {
	case r.from.Wrong() != "" || r.cutOff.Wrong() != "":
		return "A date is not readable."
	case len(r.parties) > 0 && count(r.parties) == 0:
		return "Choose at least one party."
	case len(r.issues) > 0 && count(r.issues) == 0:
		return "Choose at least one issue."
	}
	return ""
}

func count(checks []*parts.Check) (n int) {
	for _, c := range checks {
		if c.On() {
			n++
		}
	}
	return n
}

// set fills the form.
func (r *recipe) set(v dossier.Recipe, parties, issues []string) {
	r.setting = true
	r.was = v
	for f, s := range map[*parts.Field]string{r.title: v.Title, r.reference: v.Reference, r.marking: v.Marking, r.preparedFor: v.PreparedFor,
		r.author: v.Author, r.bottom: v.BottomLine, r.from: v.From.String(), r.cutOff: v.CutOff.String()} {
		if f.Entry.Text != s {
			f.Entry.SetText(s)
		}
	}
	r.partyNames, r.issueNames = parties, issues
	r.parties, r.issues = r.checks(parties, v.Parties), r.checks(issues, v.Issues)
	r.setting = false
	r.arrange()
	r.look()
}

// checks makes a box for each name; an empty choice means all.
func (r *recipe) checks(names, chosen []string) []*parts.Check {
	var out []*parts.Check
	for _, n := range names {
		on := len(chosen) == 0 || slices.Contains(chosen, n)
		out = append(out, parts.NewCheck(r.kit, n, "", on, func(bool) { r.edited() }))
	}
	return out
}

// recipe returns what the form says.
func (r *recipe) recipe() dossier.Recipe {
	v := r.was
	v.Title, v.Reference, v.Marking = r.title.Entry.Text, r.reference.Entry.Text, r.marking.Entry.Text
	v.PreparedFor, v.Author, v.BottomLine = r.preparedFor.Entry.Text, r.author.Entry.Text, r.bottom.Entry.Text
	v.From, _ = dossier.ParseDate(strings.TrimSpace(r.from.Entry.Text))
	v.CutOff, _ = dossier.ParseDate(strings.TrimSpace(r.cutOff.Entry.Text))
	v.Parties, v.Issues = chosen(r.parties, r.partyNames), chosen(r.issues, r.issueNames)
	return v
}

// chosen returns the names whose box is ticked, or none where all are, so that later ones are taken too.
func chosen(checks []*parts.Check, names []string) []string {
	var out []string
	for i, c := range checks {
		if c.On() {
			out = append(out, names[i])
		}
	}
	if len(out) == len(names) {
		return nil
	}
	return out
}

func (r *recipe) arrange() {
	label := func(s string) *parts.Label { return parts.NewLabel(r.kit, s, look.Second, look.InkSoft) }
	head := func(s string) *parts.Label { return parts.NewLabel(r.kit, s, look.SecondBold, look.InkText) }
	r.rows = []formRow{
		{label: label("Title"), field: r.title},
		{label: label("Reference"), field: r.reference},
		{label: label("Marking"), field: r.marking},
		{chips: r.presets},
		{label: label("For"), field: r.preparedFor},
		{label: label("Author"), field: r.author},
		{label: label("Bottom line"), field: r.bottom, high: 104, wide: true},
		{field: r.words, wide: true, gap: -4},
		{label: label("From"), field: r.from},
		{label: label("Cut-off"), field: r.cutOff},
		{label: label("Paper"), chips: []*parts.Chip{r.a4, r.letter}},
	}
	section := func(name string, checks []*parts.Check) {
		if len(checks) == 0 {
			return
		}
		r.rows = append(r.rows, formRow{label: head(name), gap: 8})
		for _, c := range checks {
			r.rows = append(r.rows, formRow{field: c, wide: true, gap: -8})
		}
	}
	section("Parties", r.parties)
	section("Issues", r.issues)
	r.objects = []fyne.CanvasObject{r.ground}
	for _, row := range r.rows {
		if row.label != nil {
			r.objects = append(r.objects, row.label)
		}
		if row.field != nil {
			r.objects = append(r.objects, row.field)
		}
		for _, c := range row.chips {
			r.objects = append(r.objects, c)
		}
	}
}

// CreateRenderer implements fyne.Widget.
func (r *recipe) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: r, Objs: func() []fyne.CanvasObject { return r.objects },
		Min: func() fyne.Size { return fyne.NewSize(240, r.lay(max(296, r.Size().Width))) },
		Lay: func(s fyne.Size) {
			parts.Put(r.ground, 0, 0, s.Width, s.Height)
			r.lay(s.Width)
		}}
}

// lay places the rows in a width and returns their height.
func (r *recipe) lay(width float32) float32 {
	const left, label = look.Space4, 72
	full := width - 2*left
	y := float32(12)
	for _, row := range r.rows {
		y += row.gap
		x, w := float32(left), full
		if row.label != nil {
			parts.Put(row.label, left, y, full, 28)
			if row.wide {
				y += 26
			} else {
				x, w = left+label, full-label
			}
		}
		h := float32(28)
		if row.field != nil {
			h = max(row.high, row.field.MinSize().Height)
			parts.Put(row.field, x, y, w, h)
		}
		if len(row.chips) > 0 {
			h = layChips(row.chips, x, y, w)
		}
		y += h + 8
	}
	return y
}

// layChips places chips in lines and returns their height.
func layChips(chips []*parts.Chip, left, top, width float32) float32 {
	x, y := left, top
	for _, c := range chips {
		m := c.MinSize()
		if x > left && x+m.Width > left+width {
			x, y = left, y+m.Height+4
		}
		parts.Put(c, x, y, m.Width, m.Height)
		x += m.Width + 6
	}
	return y - top + 24
}
