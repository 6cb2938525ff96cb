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

// typed is a fact of the recipe that is typed where it stands.
type typed struct {
	what, hint string // what the change is called
	lines      bool
	get        func(r dossier.Recipe) string
	set        func(r *dossier.Recipe, text string) error
}

func word(field func(r *dossier.Recipe) *string) (func(dossier.Recipe) string, func(*dossier.Recipe, string) error) {
	return func(r dossier.Recipe) string { return *field(&r) },
		func(r *dossier.Recipe, text string) error { *field(r) = strings.TrimSpace(text); return nil }
}

func day(field func(r *dossier.Recipe) *dossier.Date) (func(dossier.Recipe) string, func(*dossier.Recipe, string) error) {
	return func(r dossier.Recipe) string { return field(&r).String() }, func(r *dossier.Recipe, text string) error {
		d, err := dossier.ParseDate(strings.TrimSpace(text))
		if err != nil {
			return fmt.Errorf("write 2026-11-16, or 16 Nov 2026")
		}
		*field(r) = d
		return nil
	}
}

// typedFacts are the facts that are typed, by the key of their row.
var typedFacts = func() map[string]typed {
	m := map[string]typed{}
	add := func(key, what, hint string, get func(dossier.Recipe) string, set func(*dossier.Recipe, string) error) {
		m[key] = typed{what: what, hint: hint, get: get, set: set, lines: key == keyBottom}
	}
	text := func(key, what, hint string, field func(r *dossier.Recipe) *string) {
		get, set := word(field)
		add(key, what, hint, get, set)
	}
	date := func(key, what, hint string, field func(r *dossier.Recipe) *dossier.Date) {
		get, set := day(field)
		add(key, what, hint, get, set)
	}
	text(keyTitle, "Change the title", "that of the dossier", func(r *dossier.Recipe) *string { return &r.Title })
	text(keyReference, "Change the reference", "none", func(r *dossier.Recipe) *string { return &r.Reference })
	text(keyFor, "Change whom it is for", "whom it is for", func(r *dossier.Recipe) *string { return &r.PreparedFor })
	text(keyMarking, "Change the marking", "any wording; ↓ labels", func(r *dossier.Recipe) *string { return &r.Marking })
	text(keyAuthor, "Change the author", "who wrote it", func(r *dossier.Recipe) *string { return &r.Author })
	text(keyBottom, "Write the bottom line", "What the reader must know, in at most 60 words", func(r *dossier.Recipe) *string { return &r.BottomLine })
	date(keyCutOff, "Change the cut-off", "the newest document", func(r *dossier.Recipe) *dossier.Date { return &r.CutOff })
	date(keyFrom, "Change the first day", "the first statement", func(r *dossier.Recipe) *dossier.Date { return &r.From })
	return m
}()

// inline is the entry that comes over a row of the recipe: the page follows what is typed, Enter keeps it, Escape takes
// it back.
type inline struct {
	widget.BaseWidget
	pane        *Pane
	ground      *parts.Ground
	line, lines *parts.Field
	foot        *parts.Label
	chips       []*parts.Chip
	key         string // of the row; empty: nothing is typed
}

func newInline(p *Pane) *inline {
	k := p.desk.Kit
	n := &inline{pane: p, ground: parts.NewFrame(k, look.InkPaper, look.InkEdge, look.CornerField), line: parts.NewField(k, "", ""), lines: parts.NewTextField(k, ""),
		foot: parts.NewElided(k, "", look.Small, look.InkSoft)}
	for _, preset := range presets {
		n.chips = append(n.chips, parts.NewChip(k, strings.TrimPrefix(preset, "TLP:"), func() { n.mark(preset) }))
	}
	for _, f := range []*parts.Field{n.line, n.lines} {
		f.Entry.OnChanged = func(string) { n.changed() }
		f.Entry.OnKey, f.Entry.OnTab = n.typedKey, n.next
		shown := f.Entry.OnFocus
		f.Entry.OnFocus = func(gained bool) {
			shown(gained)
			if !gained && n.key != keyMarking { // there the keyboard may go on to the chips
				n.leave()
			}
		}
	}
	n.Hide()
	n.ExtendBaseWidget(n)
	return n
}

// typeInto returns what opens the entry of a row.
func (p *Pane) typeInto(key string) func() { return func() { p.entry.open(key) } }

func (n *inline) field() *parts.Field {
	if typedFacts[n.key].lines {
		return n.lines
	}
	return n.line
}

func (n *inline) has(f fyne.Focusable) bool {
	return n.key != "" && (f == fyne.Focusable(n.line.Entry) || f == fyne.Focusable(n.lines.Entry))
}

func (n *inline) open(key string) {
	n.leave()
	p := n.pane
	if i := p.rowOf(key); i >= 0 {
		p.list.GoTo(i)
	}
	what := typedFacts[key]
	n.key = ""
	n.line.Hidden, n.lines.Hidden = what.lines, !what.lines
	field := n.line
	if what.lines {
		field = n.lines
	}
	p.list.Focus() // so that an entry that goes on to another row forgets that Shift is held
	field.Entry.SetPlaceHolder(what.hint)
	field.Entry.SetText(what.get(p.recipe))
	field.SetWrong("")
	n.key = key
	n.foot.Hidden = key != keyBottom
	for _, c := range n.chips {
		c.Hidden = key != keyMarking
	}
	n.look()
	n.Show()
	p.Refresh()
	p.desk.Kit.Focus(field.Entry)
	if field.Entry.Text == "" {
		// The toolkit goes on with what was chosen in the text before, and the first letter that is typed would be lost.
		field.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	}
	field.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// changed lets the page follow.
func (n *inline) changed() {
	if n.key == "" {
		return
	}
	field := n.field()
	r := clone(n.pane.recipe)
	if err := typedFacts[n.key].set(&r, field.Entry.Text); err != nil {
		field.SetWrong(strings.ToUpper(err.Error()[:1]) + err.Error()[1:])
	} else {
		field.SetWrong("")
		n.pane.try(func(t *dossier.Recipe) { *t = r })
	}
	n.look()
	n.pane.Refresh()
}

func (n *inline) look() {
	for i, c := range n.chips {
		c.Set(strings.TrimPrefix(presets[i], "TLP:"), strings.EqualFold(n.line.Entry.Text, presets[i]))
	}
	words := len(strings.Fields(n.lines.Entry.Text))
	n.foot.Set(fmt.Sprintf("%d of %d words", words, longestBottomLine))
	if words > longestBottomLine {
		n.foot.Dress(look.SmallBold, look.InkWrong)
	} else {
		n.foot.Dress(look.Small, look.InkSoft)
	}
}

// mark sets a label, or takes it away where it is set, and keeps it.
func (n *inline) mark(preset string) {
	if strings.EqualFold(n.line.Entry.Text, preset) {
		preset = ""
	}
	n.line.Entry.SetText(preset)
	n.done()
}

func (n *inline) typedKey(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		n.done()
	case fyne.KeyEscape:
		n.cancel()
		n.pane.list.Focus()
	case fyne.KeyDown, fyne.KeyUp:
		if n.key != keyMarking {
			return false
		}
		n.step(e.Name == fyne.KeyDown)
	default:
		return false
	}
	return true
}

// step goes through the labels without the mouse, round from the last to the first.
func (n *inline) step(down bool) {
	at := slices.IndexFunc(presets, func(preset string) bool { return strings.EqualFold(n.line.Entry.Text, preset) })
	switch {
	case down:
		at = (at + 1) % len(presets)
	case at <= 0:
		at = len(presets) - 1
	default:
		at--
	}
	n.line.Entry.SetText(presets[at])
	n.line.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// next keeps what was typed and goes on to the next row that is typed in, or back to the one before; from the last and from
// the first to the recipe. What cannot be read stays open, as with Enter.
func (n *inline) next(back bool) {
	if n.key == "" || n.field().Wrong() != "" {
		return
	}
	p, by := n.pane, 1
	if back {
		by = -1
	}
	for i := p.rowOf(n.key) + by; i >= 0 && i < len(p.rows); i += by {
		if key := p.rows[i].key; typedFacts[key].set != nil {
			n.open(key)
			return
		}
	}
	n.done()
}

// done keeps what was typed and gives the keyboard back to the recipe; what cannot be read stays open.
func (n *inline) done() {
	if n.key != "" && n.field().Wrong() == "" {
		n.leave()
		n.pane.list.Focus()
	}
}

// leave keeps what was typed, as far as it can be read.
func (n *inline) leave() {
	if n.key == "" {
		return
	}
	key, text, wrong := n.key, n.field().Entry.Text, n.field().Wrong()
	n.shut()
	what := typedFacts[key]
	if wrong != "" {
		n.pane.desk.Note(fmt.Sprintf("“%s” was not kept: %s", text, lowerFirst(wrong)))
		n.pane.drop()
		return
	}
	n.pane.edit(what.what, func(r *dossier.Recipe) { _ = what.set(r, text) }) // what cannot be read is wrong above
}

// cancel takes back what was typed.
func (n *inline) cancel() {
	if n.key != "" {
		n.shut()
		n.pane.drop()
	}
}

func (n *inline) shut() {
	n.key = ""
	n.Hide()
	n.pane.Refresh()
}

// drop forgets what was tried.
func (p *Pane) drop() {
	if p.tried != nil {
		p.tried = nil
		p.edited()
	}
}

// place puts the entry over its row, within the width of the recipe and the height of the pane.
func (n *inline) place(width, height float32) {
	i := n.pane.rowOf(n.key)
	if n.key == "" || i < 0 {
		return
	}
	y, row := n.pane.list.Band(i)
	x := float32(84)
	if typedFacts[n.key].lines {
		x = look.Space2
		y += row // the label stays in sight
	} else {
		y -= 4
	}
	w := width - x - look.Space2
	h := n.height(w)
	parts.Put(n, x, max(0, min(y, height-h)), w, h)
	n.Refresh()
}

func (n *inline) height(width float32) float32 {
	h := n.field().MinSize().Height + 8
	switch n.key {
	case keyBottom:
		h = 132 + 24
	case keyMarking:
		h += chipsHeight(n.chips, width-8) + 8
	}
	return h
}

// CreateRenderer implements fyne.Widget.
func (n *inline) CreateRenderer() fyne.WidgetRenderer {
	objects := []fyne.CanvasObject{n.ground, n.line, n.lines, n.foot}
	for _, c := range n.chips {
		objects = append(objects, c)
	}
	return &parts.Drawing{Of: n, Objs: parts.Fixed(objects...), Min: func() fyne.Size { return fyne.NewSize(100, 36) },
		Lay: func(s fyne.Size) {
			parts.Put(n.ground, 0, 0, s.Width, s.Height)
			h := n.line.MinSize().Height
			parts.Put(n.line, 4, 4, s.Width-8, h)
			parts.Put(n.lines, 4, 4, s.Width-8, max(0, s.Height-32))
			parts.Put(n.foot, look.Space2, s.Height-22, s.Width-2*look.Space2, 16)
			layChips(n.chips, 4, 4+h+6, s.Width-8)
		}}
}

// layChips places chips in lines.
func layChips(chips []*parts.Chip, left, top, width float32) {
	walkChips(chips, width, func(c *parts.Chip, x, y float32) { parts.Put(c, left+x, top+y, c.MinSize().Width, chipHeight) })
}

// chipsHeight is that of the lines that chips take in a width.
func chipsHeight(chips []*parts.Chip, width float32) (h float32) {
	walkChips(chips, width, func(_ *parts.Chip, _, y float32) { h = y + chipHeight })
	return h
}

const chipHeight = 24

func walkChips(chips []*parts.Chip, width float32, at func(c *parts.Chip, x, y float32)) {
	x, y := float32(0), float32(0)
	for _, c := range chips {
		w := c.MinSize().Width
		if x > 0 && x+w > width {
			x, y = 0, y+chipHeight+4
		}
		at(c, x, y)
		x += w + 4
	}
}
