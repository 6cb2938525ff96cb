package export

import (
	"bytes"
	"fmt"
	"math"
	"regexp"
	"sort"
	"strconv"
	"strings"
)

// arrange puts the structure in the order of the pages, since the front page is laid out last; takes out what holds
// nothing; and sees to it that no level of headings is left out on the way down.
func (d *doc) arrange() {
	prune(d.root)
	sort.SliceStable(d.root.children, func(i, j int) bool { return d.root.children[i].firstPage() < d.root.children[j].firstPage() })
	level := roleNone
	var walk func(*element)
	walk = func(e *element) {
		if e.role >= roleHeading1 && e.role <= roleHeading3 {
			e.role = min(e.role, max(level+1, roleHeading1))
			level = e.role
		}
		for _, c := range e.children {
			if c.element != nil {
				walk(c.element)
			}
		}
	}
	walk(d.root)
}

// prune takes out elements without content; cells stay, because a row must have as many as its table has columns.
func prune(e *element) bool {
	kept := e.children[:0]
	for _, c := range e.children {
		if c.element == nil || prune(c.element) {
			kept = append(kept, c)
		}
	}
	e.children = kept
	return len(kept) > 0 || e.role == roleCell || e.role == roleColumnHead || e.role == roleRowHead
}

func (c child) firstPage() int {
	if c.element == nil {
		return c.page.number
	}
	first := math.MaxInt
	for _, c := range c.element.children {
		first = min(first, c.firstPage())
	}
	return first
}

// structure writes the tree of what stands on the pages (ISO 32000-1, 14.7), with new dictionaries of the pages, which
// refer to it. It returns the number of its root.
func (d *doc) structure(u *update, pages []byte) (root int, err error) {
	tagged, areas, err := taggedPages(pages, len(d.pages), u.next)
	if err != nil {
		return 0, err
	}
	first := u.next + 1 // these come first, so that a reader can work out their numbers
	u.next = first + areas
	numbers := make([]int, 0, len(tagged))
	for n := range tagged {
		numbers = append(numbers, n)
	}
	sort.Ints(numbers)
	for _, n := range numbers {
		u.object(n, tagged[n])
	}
	w := treeWriter{u: u, root: u.reserve(), annotations: map[*page][]int{}}
	parents := u.reserve()
	next := first
	var linked []*element
	for _, p := range d.pages {
		of := make([]int, p.areas+1)
		for _, l := range p.links {
			if _, ok := d.anchors[l.to]; ok {
				of[l.number] = next
				next++
				linked = append(linked, l.element)
			}
		}
		w.annotations[p] = of
	}
	if next != first+areas {
		return 0, errBaseForm
	}
	w.number(d.root)
	w.write(d.root, w.root)
	b := []byte("<</Nums [")
	for i, p := range d.pages {
		b = append(strconv.AppendInt(append(b, '\n'), int64(i), 10), " ["...)
		for _, e := range p.stretches {
			b = append(reference(b, e.object), ' ')
		}
		b = append(b, ']')
	}
	for i, e := range linked {
		if e.object != 0 {
			b = strconv.AppendInt(append(b, '\n'), int64(len(d.pages)+i), 10)
			b = reference(append(b, ' '), e.object)
		}
	}
	u.object(parents, string(append(b, "]>>"...)))
	u.object(w.root, fmt.Sprintf("<</Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %d>>", d.root.object, parents, len(d.pages)+len(linked)))
	return w.root, nil
}

type treeWriter struct {
	u           *update
	root        int
	annotations map[*page][]int // object of each link; 0 where it leads nowhere and is left out
	notes       int
	buf         []byte
}

func (w *treeWriter) number(e *element) {
	e.object = w.u.reserve()
	for _, c := range e.children {
		if c.element != nil {
			w.number(c.element)
		}
	}
}

func (w *treeWriter) write(e *element, parent int) {
	b := append(append(w.buf[:0], "<</S /"...), roleNames[e.role]...)
	b = reference(append(b, " /P "...), parent)
	switch e.role {
	case roleColumnHead:
		b = append(b, " /A <</O /Table /Scope /Column>>"...)
	case roleRowHead:
		b = append(b, " /A <</O /Table /Scope /Row>>"...)
	case roleCell:
		if e.columns > 1 {
			b = fmt.Appendf(b, " /A <</O /Table /ColSpan %d>>", e.columns)
		}
	case roleNote: // has to have a name
		w.notes++
		b = fmt.Appendf(b, " /ID (n%d)", w.notes)
	}
	if e.lang != "" {
		b = fmt.Appendf(b, " /Lang (%s)", e.lang)
	}
	if e.alt != "" {
		b = append(append(b, " /Alt "...), textString(e.alt)...)
	}
	if e.says != "" {
		b = append(append(b, " /ActualText "...), textString(e.says)...)
	}
	var home *page // of the contents that need not name theirs
	for _, c := range e.children {
		if c.element == nil && c.content >= 0 {
			home = c.page
			b = reference(append(b, " /Pg "...), pageObject(c.page.number))
			break
		}
	}
	if len(e.children) > 0 {
		b = append(b, " /K ["...)
		for i, c := range e.children {
			if i > 0 {
				b = append(b, ' ')
			}
			switch {
			case c.element != nil:
				b = reference(b, c.element.object)
			case c.content >= 0 && c.page == home:
				b = strconv.AppendInt(b, int64(c.content), 10)
			case c.content >= 0:
				b = reference(append(b, "<</Type /MCR /Pg "...), pageObject(c.page.number))
				b = append(strconv.AppendInt(append(b, " /MCID "...), int64(c.content), 10), ">>"...)
			default:
				if at := w.annotations[c.page][c.area]; at != 0 {
					b = reference(append(b, "<</Type /OBJR /Pg "...), pageObject(c.page.number))
					b = append(reference(append(b, " /Obj "...), at), ">>"...)
				}
			}
		}
		b = append(b, ']')
	}
	w.buf = append(b, ">>"...)
	w.u.object(e.object, string(w.buf))
	for _, c := range e.children {
		if c.element != nil {
			w.write(c.element, e.object)
		}
	}
}

// reference appends "n 0 R".
func reference(b []byte, n int) []byte { return append(strconv.AppendInt(b, int64(n), 10), " 0 R"...) }

// pageObject is the number of the object in which gofpdf describes a page.
func pageObject(page int) int { return 1 + 2*page }

var (
	pageForm = regexp.MustCompile(`^<</Type /Page\n/Parent 1 0 R\n(?:/MediaBox \[[0-9. ]+\]\n)?/Resources 2 0 R\n(?:/Annots \[(.*)\]\n)?/Contents \d+ 0 R>>$`)
	fontForm = regexp.MustCompile(`^<</Type /Font\n/Subtype /Type0\n/BaseFont /\w+\n/Encoding /Identity-H\n/DescendantFonts \[\d+ 0 R\]\n/ToUnicode (\d+) 0 R>>$`)
	useForm  = regexp.MustCompile(`/F[0-9a-f]{40} (\d+) 0 R\n`)
	areaForm = regexp.MustCompile(`^<</Type /Annot /Subtype /Link /Rect \[[-0-9. ]+\] /Border \[0 0 0\] /Dest \[(\d+) 0 R /XYZ 0 [-0-9.]+ null\]>>`)
)

// taggedPages makes from the pages that gofpdf wrote the objects that take their place: the same, with their links as
// objects numbered from first on, and with what ties both to the structure; and fonts that say in a form which all
// readers take which characters they show, as the object before the links. It needs nothing but the pages, so that
// Verify can tell that nothing else was put there.
func taggedPages(pages []byte, count, first int) (objects map[int]string, areas int, err error) {
	if count < 0 || count > len(pages)/40 {
		return nil, 0, errBaseForm
	}
	objects = make(map[int]string, 2*count)
	table, err := baseTable(pages)
	if err != nil {
		return nil, 0, err
	}
	resources, err := table.object(2)
	if err != nil {
		return nil, 0, err
	}
	for _, use := range useForm.FindAllSubmatch(resources, -1) {
		n, _ := strconv.Atoi(string(use[1]))
		font, err := table.object(n)
		if err != nil {
			return nil, 0, err
		}
		m := fontForm.FindSubmatchIndex(font)
		if m == nil || objects[n] != "" { // each is named once
			return nil, 0, errBaseForm
		}
		objects[n] = string(font[:m[2]]) + itoa(first) + string(font[m[3]:])
	}
	objects[first] = identity
	first++
	for i := range count {
		n := pageObject(i + 1)
		body, err := table.object(n)
		if err != nil {
			return nil, 0, err
		}
		m := pageForm.FindSubmatchIndex(body)
		if m == nil {
			return nil, 0, errBaseForm
		}
		var b strings.Builder
		if m[2] < 0 {
			b.Write(body[:len(body)-2])
		} else {
			b.Write(body[:m[2]])
			for rest := body[m[2]:m[3]]; len(rest) > 0; areas++ {
				a := areaForm.FindSubmatch(rest)
				if a == nil {
					return nil, 0, errBaseForm
				}
				to, _ := strconv.Atoi(string(a[1]))
				objects[first+areas] = fmt.Sprintf("%s /F 4 /StructParent %d /Contents (Page %d)>>", bytes.TrimSuffix(a[0], []byte(">>")), count+areas, (to-1)/2)
				fmt.Fprintf(&b, "%d 0 R ", first+areas)
				rest = rest[len(a[0]):]
			}
			b.Write(body[m[3] : len(body)-2])
		}
		fmt.Fprintf(&b, "\n/StructParents %d /Tabs /S>>", i)
		objects[n] = b.String()
	}
	return objects, areas, nil
}

// identity is a map of characters to themselves: gofpdf uses Unicode as the numbers of glyphs. Its own map is one range,
// which the format does not allow (ISO 32000-1, 9.10.3: the first byte must not change within a range).
var identity = func() string {
	var b strings.Builder
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	var ranges []string
	for high := range 256 {
		if high < 0xD8 || high > 0xDF { // halves of characters
			ranges = append(ranges, fmt.Sprintf("<%02X00> <%02XFF> <%02X00>\n", high, high, high))
		}
	}
	for len(ranges) > 0 {
		n := min(100, len(ranges))
		fmt.Fprintf(&b, "%d beginbfrange\n%sendbfrange\n", n, strings.Join(ranges[:n], ""))
		ranges = ranges[n:]
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
	return fmt.Sprintf("<< /Length %d>>\nstream\n%s\nendstream", b.Len(), b.String())
}()

// base is what gofpdf wrote, with its table of contents.
type base struct {
	b     []byte
	start int    // of the table with its head
	table []byte // 20 bytes for each object
}

var tableForm = regexp.MustCompile(`^xref\n0 (\d{1,9})\n`)

func baseTable(b []byte) (base, error) {
	m := baseForm.FindSubmatch(b[max(0, len(b)-400):])
	if m == nil {
		return base{}, errBaseForm
	}
	at, _ := strconv.Atoi(string(m[3]))
	if at >= len(b) {
		return base{}, errBaseForm
	}
	head := tableForm.FindSubmatch(b[at:min(len(b), at+40)])
	if head == nil {
		return base{}, errBaseForm
	}
	n, _ := strconv.Atoi(string(head[1]))
	start := at
	if at += len(head[0]); n > (len(b)-at)/20 {
		return base{}, errBaseForm
	}
	return base{b, start, b[at : at+20*n]}, nil
}

// object returns what stands between "n 0 obj" and "endobj".
func (t base) object(n int) ([]byte, error) {
	if n < 1 || n >= len(t.table)/20 {
		return nil, errBaseForm
	}
	at, err := strconv.Atoi(string(t.table[20*n : 20*n+10]))
	head := itoa(n) + " 0 obj\n"
	if err != nil || at >= len(t.b) || !bytes.HasPrefix(t.b[at:], []byte(head)) {
		return nil, errBaseForm
	}
	body, _, ok := bytes.Cut(t.b[at+len(head):], []byte("\nendobj\n"))
	if !ok {
		return nil, errBaseForm
	}
	return body, nil
}
