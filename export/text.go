package export

import (
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"parley/dossier"
	"parley/typeset"
)

func itoa(n int) string { return strconv.Itoa(n) }

// span is a part of a text in one look, with a link or none.
type span struct {
	text string
	look look
	link anchor
	ours bool // its direction marks are the packet's own, and are not shown
	line stroke

	decoration bool // not read out: a sign beside the word that it stands for
}

// stroke is a line through or under a text.
type stroke uint8

const (
	noStroke stroke = iota
	underlined
	struck
)

// ltrMark keeps what stands on its two sides apart, whatever the direction of their letters.
const ltrMark = "\u200e"

// separator parts names and facts in a line that runs from left to right.
func separator(text string, l look) span {
	return span{text: ltrMark + text + ltrMark, look: l, ours: true}
}

// list sets names with commas between, in their order also where they are Hebrew or Arabic.
func list(names []string, l look) []span {
	var out []span
	for i, name := range names {
		if i > 0 {
			out = append(out, separator(", ", l))
		}
		out = append(out, span{text: name, look: l})
	}
	return out
}

func plain(text string, l look) []span { return []span{{text: text, look: l}} }

// block is a paragraph set to a width.
type block struct {
	p       []rune
	lines   []typeset.Line
	spans   []span
	ends    []int // where each span ends in p
	leading float64
	base    float64 // of the first span's look
	boxed   float64 // the width that right-to-left lines align in

	lang string // of its words, where it may differ from the packet's
	*tag        // shared with the parts into which it is split
}

func (b *block) height() float64 { return float64(len(b.lines)) * b.leading }

// width is that of the widest line.
func (b *block) width() float64 {
	var w float32
	for _, l := range b.lines {
		w = max(w, l.Width)
	}
	return float64(w)
}

// set breaks spans into lines. dir is that of the paragraph.
func (d *doc) set(spans []span, width float64, dir typeset.Direction) *block {
	b := &block{tag: &tag{}, spans: spans, leading: spans[0].look.height(), base: spans[0].look.baseline(), boxed: width}
	for _, s := range spans {
		b.p = append(b.p, []rune(clean(s.text))...)
		b.ends = append(b.ends, len(b.p))
	}
	d.breakLines(b, dir)
	return b
}

// setParagraph is set for a text in one look that is at hand as characters; the block keeps them.
func (d *doc) setParagraph(p []rune, l look, width float64, dir typeset.Direction) *block {
	b := &block{tag: &tag{}, p: p, spans: plain("", l), ends: []int{len(p)}, leading: l.height(), base: l.baseline(), boxed: width}
	d.breakLines(b, dir)
	return b
}

func (d *doc) breakLines(b *block, dir typeset.Direction) {
	at, own := 0, -1 // the span that the last character was in, and the one whose own style is known
	var usual typeset.Style
	b.lines = typeset.Lines(b.p, float32(b.boxed), d.m, typeset.Options{
		Direction: dir,
		Style: func(i int, s typeset.Script) typeset.Style {
			if at >= len(b.ends) || i < b.start(at) {
				at = 0
			}
			for i >= b.ends[at] {
				at++
			}
			l := &b.spans[at].look
			if s != typeset.Hebrew && s != typeset.Arabic && d.faces[l.face].has(b.p[i]) { // as faceFor says, for most characters
				if own != at {
					own, usual = at, d.style(style{l.face, l.size, l.colour, b.apart(at)})
				}
				return usual
			}
			id, scale, _ := d.faceFor(*l, b.p[i], s)
			return d.style(style{id, l.size * scale, l.colour, b.apart(at)})
		},
		Tag: func(p []rune, i int) string { // asked right after Style for the same character
			if b.spans[at].ours {
				return ""
			}
			return d.tag(p, i)
		},
	})
}

func (b *block) start(i int) int {
	if i == 0 {
		return 0
	}
	return b.ends[i-1]
}

// apart keeps runs from going on from one span into another that is read out as something else.
func (b *block) apart(i int) uint8 {
	if s := b.spans[i]; s.link.kind == 0 && !s.decoration {
		return 0
	}
	return uint8(1 + i%2)
}

// spanAt is the index of the span that holds the character at i.
func (b *block) spanAt(i int) int {
	at := sort.SearchInts(b.ends, i+1)
	return min(at, len(b.ends)-1)
}

// tag shows controls, and characters that no font has, as text; the latter are reported.
func (d *doc) tag(p []rune, i int) string {
	r := p[i]
	if r < 0x300 && r >= ' ' && r != 0xAD && (r < 0x7F || r > 0xA0) { // in every font of the packet
		return ""
	}
	if t := typeset.ControlTag(p, i); t != "" {
		return t
	}
	if !typeset.Joinable(r) {
		d.unjoined[uncovered{r, d.where, d.quote}] = struct{}{}
	}
	if typeset.IsInvisible(r) || r == '\t' || r == '\n' {
		return ""
	}
	if _, _, ok := d.faceFor(look{face: serif}, r, typeset.ScriptOf(r)); ok {
		return ""
	}
	d.missing[uncovered{r, d.where, d.quote}] = struct{}{}
	return tagFor(r)
}

// clean makes a text valid UTF-8, which a packet read from a foreign file may not be.
func clean(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}

// flat makes a name or title one line; no-break spaces stay.
func flat(s string) string {
	return strings.Join(strings.FieldsFunc(clean(s), func(r rune) bool {
		return r <= ' ' || r == 0x85 || r == 0x2028 || r == 0x2029
	}), " ")
}

// draw paints lines from to until of the block with their top at y and returns the y below.
func (d *doc) draw(b *block, from, until int, x, y float64) float64 {
	for _, l := range b.lines[from:until] {
		d.drawLine(b, l, x, y)
		y += b.leading
	}
	return y
}

func (d *doc) drawAt(b *block, x, y float64) float64 { return d.draw(b, 0, len(b.lines), x, y) }

func (d *doc) drawLine(b *block, l typeset.Line, x, y float64) {
	left := b.left(l, x)
	of := d.elementOf(b)
	space := d.spaceAfter(b, l, of)
	for i, r := range b.inReadingOrder(l) {
		s := d.styles[r.Style]
		f := d.faces[s.face]
		f.used = true
		text := typeset.Visual(b.p, r, f.has)
		if space && i == len(l.Runs)-1 && !r.RTL {
			text = append(slices.Clip(text), ' ')
		}
		d.drawRun(text, s, left+float64(r.X), y+b.base, r.RTL, d.elementIn(b, of, r, s.face))
	}
	for i, s := range b.spans {
		if s.link.kind == 0 && s.line == noStroke {
			continue
		}
		for _, e := range l.Extents(b.p, max(l.Start, b.start(i)), min(l.End, b.ends[i]), d.m) {
			from, to := left+float64(e.X), left+float64(e.X)+float64(e.Width)
			switch s.line {
			case underlined:
				d.cur.line(from, y+b.base+0.55, to, y+b.base+0.55, 0.2, s.look.colour)
			case struck:
				d.cur.line(from, y+b.base-0.24*s.look.size*mmPerPoint, to, y+b.base-0.24*s.look.size*mmPerPoint, 0.25, s.look.colour)
			}
			if s.link.kind == 0 {
				continue
			}
			on := of
			switch {
			case of.role >= roleArtifact:
				on = d.linkHome().add(roleLink)
			case of.role != roleLink:
				on = b.inner(i, of, roleLink)
			}
			d.cur.area(on, link{x: from, y: y, w: to - from, h: b.leading, to: s.link})
			if s.link.kind == 'p' {
				d.citing(s.link.number, y-2)
			}
		}
	}
}

// spaceAfter says whether words follow a line that are read on without a pause: what reads by the structure does not
// see that a line ends.
func (d *doc) spaceAfter(b *block, l typeset.Line, of *element) bool {
	if of.role >= roleFigure || l.End == 0 || l.End > len(b.p) {
		return false
	}
	if l.End == len(b.p) {
		return !b.alone
	}
	return b.p[l.End-1] == ' ' || b.p[l.End-1] == '\n'
}

// drawRun puts the characters of a run side by side, and in right-to-left scripts each vowel point where the font wants it.
func (d *doc) drawRun(text []rune, s style, x, y float64, rtl bool, of *element) {
	f := d.faces[s.face]
	unit := s.size * mmPerPoint / 1000
	put := func(text string, x, y float64) {
		if strings.Trim(text, " ") != "" || text != "" && of.role < roleArtifact { // a space between two fonts is read out
			d.cur.ops = append(d.cur.ops, op{kind: opText, stretch: d.cur.speak(of), face: s.face, size: float32(s.size), colour: s.colour, x: float32(x), y: float32(y), text: text})
		}
	}
	if !rtl || !f.points {
		put(string(text), x, y)
		return
	}
	var plain []rune
	type point struct {
		r    rune
		x, y float64
	}
	var points []point
	pen := 0.0
	for i := 0; i < len(text); {
		end := i + 1
		for end < len(text) && isPoint(text[end]) {
			end++
		}
		plain = append(plain, text[i])
		if end > i+1 {
			for k, at := range f.pointsAt(text[i:end]) {
				points = append(points, point{text[i+1+k], x + (pen+at.x)*unit, y - at.y*unit})
			}
		}
		pen += float64(f.width(text[i]))
		i = end
	}
	put(string(plain), x, y)
	for _, p := range points {
		put(string(p.r), p.x, p.y)
	}
}

// left is where a line begins in a block at x: lines of right-to-left paragraphs stand at the right.
func (b *block) left(l typeset.Line, x float64) float64 {
	if l.RTL {
		return x + b.boxed - float64(l.Width)
	}
	return x
}

// atLeft makes right-to-left lines begin where their neighbours in a table or a line do.
func (b *block) atLeft() *block {
	b.boxed = min(b.boxed, b.width())
	return b
}

// oneLine sets a text on one line, with "…" where it does not fit: for heads and labels, never for a quotation.
func (d *doc) oneLine(text string, l look, width float64) *block {
	return d.clipped(text, l, width, 1)
}

// clipped sets a text on at most n lines, the last with "…" where more would follow.
func (d *doc) clipped(text string, l look, width float64, n int) *block {
	text = flat(text)
	b := d.set(plain(text, l), width, typeset.Auto)
	if len(b.lines) <= n {
		return b
	}
	p := b.p
	low, high := 0, b.lines[n-1].End
	for low < high { // longest beginning that fits with its ellipsis
		mid := (low + high + 1) / 2
		if len(d.set(plain(strings.TrimRight(string(p[:mid]), " ")+"…", l), width, typeset.Auto).lines) <= n {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return d.set(plain(strings.TrimRight(string(p[:low]), " ")+"…", l), width, typeset.Auto)
}

// rightAligned draws a single line so that it ends at x.
func (d *doc) rightAligned(b *block, x, y float64) {
	b.boxed = b.width()
	d.drawAt(b, x-b.width(), y)
}

// direction is that of a text by its language, where it holds letters of such a script; else by its first letter.
func direction(lang, text string) typeset.Direction {
	tag, _, _ := strings.Cut(strings.ToLower(lang), "-")
	switch tag {
	case "he", "iw", "yi", "ar", "fa", "ur", "ps", "ckb", "ug", "sd", "arc", "dv":
		for _, r := range text {
			if s := typeset.ScriptOf(r); s == typeset.Hebrew || s == typeset.Arabic {
				return typeset.RightToLeft
			}
		}
	}
	return typeset.Auto
}

// period writes two dates as one: "1 Oct – 19 Nov 2026".
func period(from, to dossier.Date) string {
	switch {
	case from.Known() && to.Known():
		if from.Time.Year() == to.Time.Year() && from.Time.YearDay() == to.Time.YearDay() {
			return dayLabel(to)
		}
		return from.Short(to.Time.Year()) + " – " + dayLabel(to)
	case to.Known():
		return "until " + dayLabel(to)
	case from.Known():
		return "since " + dayLabel(from)
	}
	return ""
}

func dayLabel(d dossier.Date) string {
	if d.Precision == dossier.PrecisionMinute {
		return d.Time.Format("2 Jan 2006")
	}
	return d.Label()
}

// count writes "1 article" and "2 articles".
func count(n int, one, many string) string {
	if n == 1 {
		return "1\u00a0" + one
	}
	return itoa(n) + "\u00a0" + many
}

// words counts words as people do.
func words(s string) int { return len(strings.Fields(s)) }
