package export

import (
	"sort"
	"strings"

	"parley/dossier"
	"parley/typeset"
)

// doc is a packet while it is laid out: pages of things to paint, in the order in which they are painted.
type doc struct {
	p          dossier.Packet
	o          Options
	faces      [faceCount]*face
	styles     []style
	styleIndex map[style]typeset.Style
	lastStyle  style // that was asked for
	lastIndex  typeset.Style
	m          *typeset.Measurer

	printed []dossier.Part
	runs    []*run
	run     *run             // that is being laid out; pages, anchors, entries and found are its own then
	placed  map[anchor]place // where things stand in the packet, as far as that is known

	pages   []*page
	cur     *page
	y       float64 // where the next thing goes on cur
	anchors map[anchor]place
	entries []entry // for the contents and the outline

	contentsMost int      // lines of the contents on the front page
	attachedOnly []string // sources whose writing no font has
	bare         bool     // the words are for a form to which nothing is attached

	where    string // what is being laid out, for problems
	quote    int
	missing  map[uncovered]struct{} // printed as tags
	unjoined map[uncovered]struct{}
	found    []Problem
	before   []Problem // what was found before anything was laid out

	root   *element   // of the structure
	opened []*element // from the outermost

	byStatement map[dossier.ID]int // number of the quotation of a statement
	year        int                // of issue: dates in it go without the year
}

// page is one page; its things lie in ops in the order of painting.
type page struct {
	number    int
	w, h      float64
	landscape bool
	ops       []op
	links     []link

	doc       *doc
	stretches []*element // of the content, in order: what each belongs to
	areas     int        // links that it was given, also such as lead nowhere
	speaking  *element   // of the last one, as long as nothing else was painted
}

type opKind uint8

const (
	opText opKind = iota
	opFill
	opLine
	opFrame // dashed
)

type op struct {
	kind       opKind
	face       faceID
	size       float32
	colour     colour
	stretch    int32   // of the page's content, -1 for an artifact, -2 for one of head or foot
	x, y, w, h float32 // a text's y is its baseline; a line goes from x, y by w, h; size is its width
	text       string
}

// anchor names a place that links lead to or whose page is printed.
type anchor struct {
	kind   byte // as below
	number int
}

// The kinds of anchors: 'q' a quotation in an issue section, 'p' its passage in the appendix, 'm' where it is cited first,
// 'u' where a run cites it first, 'k' a page that cites it, 'w' where its words stand whole; 's' a source, 'i' an issue, 'c' a chapter, 'd' the
// drafts, 'f' the front page, 'j' a key judgement.

type place struct {
	page int // from 1
	y    float64
	area area // what stands there, where it is known
}

// area is a part of a page.
type area struct{ x, y, w, h float64 }

type link struct {
	x, y, w, h float64
	to         anchor
	element    *element // of the structure
	number     int      // on its page, from 1
}

// entry is a line of the contents and the outline.
type entry struct {
	number, title string
	level         int
	to            anchor
}

const (
	marginX     = 20.0
	top         = 24.0
	bottom      = 20.0
	headRule    = 15.2
	footRule    = 15.4
	markHeight  = 6.4
	markPadding = 2.5
)

func newDoc(p dossier.Packet, o Options) (*doc, error) {
	faces, err := loadFaces(o)
	if err != nil {
		return nil, err
	}
	d := &doc{p: p, o: o, faces: faces, printed: printed(p), styleIndex: map[style]typeset.Style{}, anchors: map[anchor]place{},
		missing: map[uncovered]struct{}{}, unjoined: map[uncovered]struct{}{}, root: &element{role: roleDocument}, byStatement: map[dossier.ID]int{}, year: p.Issued.Year()}
	d.others()
	d.before = d.found
	d.m = typeset.NewMeasurer(d.measure)
	for _, q := range p.Quotes {
		if q.Statement != dossier.None {
			d.byStatement[q.Statement] = q.Number
		}
	}
	return d, nil
}

func (d *doc) paper() (w, h float64) {
	if d.p.Recipe.Paper == "Letter" || d.p.Recipe.Paper == "letter" {
		return 215.9, 279.4
	}
	return 210, 297
}

func (d *doc) newPage(landscape bool) {
	w, h := d.paper()
	if landscape {
		w, h = h, w
	}
	d.cur = &page{number: len(d.pages) + 1, w: w, h: h, landscape: landscape, doc: d, ops: make([]op, 0, 64)}
	d.pages = append(d.pages, d.cur)
	d.y = top
}

// room is the height that is left on the page.
func (d *doc) room() float64 { return d.cur.h - bottom - d.y }

// width is the width between the margins.
func (d *doc) width() float64 { return d.cur.w - 2*marginX }

func (d *doc) mark(a anchor, y float64) {
	if _, ok := d.anchors[a]; !ok {
		d.anchors[a] = place{page: d.cur.number, y: y}
	}
}

// markArea is mark where it is known how much of the page belongs to the anchor; links lead a little above it.
func (d *doc) markArea(a anchor, at area) {
	if _, ok := d.anchors[a]; !ok {
		d.anchors[a] = place{d.cur.number, at.y - 2, at}
	}
}

func (d *doc) chapter(number, title string, level int, y float64) {
	a := anchor{'c', d.run.index<<24 + len(d.entries)}
	d.mark(a, y)
	d.entries = append(d.entries, entry{number, title, level, a})
}

// decorate paints what is not read out.
func (p *page) decorate(o op) {
	o.stretch = p.speak(&decoration)
	if p.doc.innermost().role == roleRunning {
		o.stretch = -2
	}
	p.ops = append(p.ops, o)
}

var decoration = element{role: roleArtifact}

func (p *page) fill(x, y, w, h float64, c colour) {
	p.decorate(op{kind: opFill, colour: c, x: float32(x), y: float32(y), w: float32(w), h: float32(h)})
}

func (p *page) line(x1, y1, x2, y2, width float64, c colour) {
	p.decorate(op{kind: opLine, colour: c, x: float32(x1), y: float32(y1), w: float32(x2 - x1), h: float32(y2 - y1), size: float32(width)})
}

func (p *page) dashed(x, y, w, h float64, c colour) {
	p.decorate(op{kind: opFrame, colour: c, x: float32(x), y: float32(y), w: float32(w), h: float32(h), size: 0.2})
}

// link makes an area a link; it belongs to the link that is open, else it is one by itself.
func (p *page) link(x, y, w, h float64, to anchor) {
	e := p.doc.innermost()
	if e.role >= roleArtifact {
		e = p.doc.linkHome()
	}
	if e.role != roleLink {
		e = e.add(roleLink)
	}
	p.area(e, link{x: x, y: y, w: w, h: h, to: to})
}

// frame draws the head and the foot of a page: reference and title, page n of N, handling sentence, marking.
func (d *doc) frame(p *page) {
	d.cur = p
	d.begin(roleRunning)
	defer d.end()
	d.where, d.quote = "head and foot", 0
	label, c, handling := marking(d.p.Recipe)
	right := p.w - marginX
	free := p.w - 2*marginX
	if label != "" {
		look := look{sansBold, 12, 15, c}
		b := d.fitted(d.where, "marking", "marking", label, look, free*0.6, 1)
		w := b.width() + 2*markPadding
		for _, y := range []float64{7, p.h - 13} {
			p.fill(right-w, y, w, markHeight, black)
			d.drawAt(b, right-w+markPadding, y+(markHeight-look.height())/2)
		}
		free -= w + 4
	}
	d.drawAt(d.runningHead(free), marginX, 8.9)
	p.line(marginX, headRule, right, headRule, 0.2, rule)
	foot := p.h - footRule
	p.line(marginX, foot, right, foot, 0.2, rule)
	y := p.h - 12.2
	n := d.oneLine(itoa(p.number), look{sansBold, 8.5, 12, ink}, 20)
	d.drawAt(n, marginX, y)
	of := d.oneLine("of "+itoa(len(d.pages)), runningLook, 20)
	x := marginX + max(6, n.width()+2)
	d.drawAt(of, x, y+0.35)
	x += max(12, of.width()+4)
	d.drawAt(d.fitted(d.where, "handling", "handling sentence", handling, runningLook, free-(x-marginX), 1).atLeft(), x, y+0.35)
}

// runningHead is what stands at the head of each page: the reference, then the title, in this order whatever their letters are.
func (d *doc) runningHead(width float64) *block {
	reference, title := flat(d.p.Recipe.Reference), flat(d.title())
	if reference == "" {
		return d.oneLine(title, runningLook, width).atLeft()
	}
	set := func(title string) *block {
		return d.set([]span{{text: reference, look: runningLook}, separator(" · ", runningLook), {text: title, look: runningLook}}, width, typeset.LeftToRight)
	}
	b := set(title)
	if len(b.lines) <= 1 {
		return b
	}
	letters := []rune(title)
	fits := sort.Search(len(letters), func(n int) bool { return len(set(strings.TrimRight(string(letters[:n+1]), " ")+"…").lines) > 1 })
	if fits == 0 {
		return d.oneLine(reference, runningLook, width).atLeft()
	}
	return set(strings.TrimRight(string(letters[:fits]), " ") + "…")
}

func (d *doc) title() string {
	if d.p.Recipe.Title != "" {
		return d.p.Recipe.Title
	}
	if d.p.Dossier != "" {
		return d.p.Dossier
	}
	return "Positions of the parties"
}
