package export

import (
	"bytes"
	"compress/zlib"
	"crypto/md5"
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"

	"parley/dossier"
)

// sealMark opens the line that holds the hash of everything before it.
const sealMark = "%parley-sha256 "

// update collects the objects of a PDF incremental update (ISO 32000-1, 7.5.6): what gofpdf wrote stays as it is, and
// stands first in the file.
type update struct {
	out     bytes.Buffer
	base    int
	next    int         // number of the next new object
	offsets map[int]int // object → place in the file
}

func (u *update) object(n int, body string) {
	u.offsets[n] = u.base + u.out.Len()
	u.out.Write(strconv.AppendInt(u.out.AvailableBuffer(), int64(n), 10))
	u.out.WriteString(" 0 obj\n")
	u.out.WriteString(body)
	u.out.WriteString("\nendobj\n")
}

func (u *update) stream(n int, dict string, content []byte) {
	u.offsets[n] = u.base + u.out.Len()
	fmt.Fprintf(&u.out, "%d 0 obj\n<<%s /Length %d>>\nstream\n", n, dict, len(content))
	u.out.Write(content)
	u.out.WriteString("\nendstream\nendobj\n")
}

func (u *update) reserve() int {
	u.next++
	return u.next - 1
}

var (
	trailerForm   = regexp.MustCompile(`trailer\n<<\n/Size (\d+)\n/Root (\d+) 0 R\n/Info (\d+) 0 R\n>>\nstartxref\n(\d+)\n%%EOF\n$`)
	errBaseForm   = errors.New("the PDF painter wrote an unknown form of file")
	catalogExtras = "/Version /1.7 /Pages 1 0 R /OpenAction [3 0 R /Fit] /PageLayout /SinglePage /PageLabels <</Nums [0 <</S /D>>]>> /ViewerPreferences <</DisplayDocTitle true>>"
)

// finish appends what gofpdf cannot write rightly: the structure of the pages, the outline, metadata, language, page
// labels, the attachments (PDF 2.0 calls them associated files) and the file's identity, and seals the file with a hash
// of itself. packet.json is the last attachment and holds a hash of all before it; what comes after it has a form that
// a reader can compare to the letter. It returns the hash of packet.json too.
func (d *doc) finish(pages []byte) (file []byte, data [32]byte, err error) {
	tail := pages[max(0, len(pages)-400):]
	m := trailerForm.FindSubmatch(tail)
	if m == nil {
		return nil, data, errBaseForm
	}
	size, _ := strconv.Atoi(string(m[1]))
	root, _ := strconv.Atoi(string(m[2]))
	u := &update{base: len(pages), next: size, offsets: make(map[int]int, 2*size)}
	c := catalog{lang: languageOf(d.p.Recipe), specs: map[string]int{}}
	if c.structure, err = d.structure(u, pages); err != nil {
		return nil, data, err
	}
	c.outline = d.outline(u)
	c.metadata = u.reserve()
	u.stream(c.metadata, "/Type /Metadata /Subtype /XML", d.xmp())
	files, sources := d.texts()
	sort.Slice(files, func(i, j int) bool { return files[i].name < files[j].name })
	packed := make([][]byte, len(files))
	for i, f := range files {
		packed[i] = f.content
	}
	if err := deflate(packed, zlib.DefaultCompression); err != nil {
		return nil, data, err
	}
	for i, f := range files {
		c.specs[f.name] = u.attachPacked(f, packed[i], d.p.Issued)
	}
	hash := sha256.New() // carried along: the file is read once for all of its hashes
	hash.Write(pages)
	pageSum := [32]byte(hash.Sum(nil))
	hash.Write(u.out.Bytes())
	hashed := u.out.Len()
	packet, err := d.data(sources, u.base, pageSum, u.base+u.out.Len(), [32]byte(hash.Sum(nil)))
	if err != nil {
		return nil, data, err
	}
	if c.specs[packet.name], err = u.attach(packet, d.p.Issued); err != nil {
		return nil, data, err
	}
	u.object(root, c.String())
	start := u.base + u.out.Len()
	u.crossReferences()
	u.out.WriteString(u.trailer(root, string(m[3]), string(m[4]), idOf(pageSum, sha256.Sum256(u.out.Bytes()))))
	hash.Write(u.out.Bytes()[hashed:])
	fmt.Fprintf(&u.out, "%s%s\nstartxref\n%d\n%%%%EOF\n", sealMark, hex.EncodeToString(hash.Sum(nil)), start)
	return slices.Concat(pages, u.out.Bytes()), sha256.Sum256(packet.content), nil
}

func (u *update) trailer(root int, info, prev, identity string) string {
	return fmt.Sprintf("trailer\n<<\n/Size %d\n/Root %d 0 R\n/Info %s 0 R\n/Prev %s\n%s>>\n", u.next, root, info, prev, identity)
}

// catalog is the root of the file.
type catalog struct {
	lang                         string
	structure, outline, metadata int            // objects; an outline of 0: there is none
	specs                        map[string]int // attachments by name
}

func (c catalog) String() string {
	var names, associated strings.Builder
	outline := ""
	sorted := make([]string, 0, len(c.specs))
	for name := range c.specs {
		sorted = append(sorted, name)
	}
	sort.Strings(sorted)
	for i, name := range sorted {
		if i > 0 {
			names.WriteByte(' ')
			associated.WriteByte(' ')
		}
		fmt.Fprintf(&names, "(%s) %d 0 R", name, c.specs[name])
		fmt.Fprintf(&associated, "%d 0 R", c.specs[name])
	}
	if c.outline != 0 {
		outline = fmt.Sprintf(" /Outlines %d 0 R /PageMode /UseOutlines", c.outline)
	}
	return fmt.Sprintf("<</Type /Catalog %s /Lang (%s) /MarkInfo <</Marked true>> /StructTreeRoot %d 0 R%s /Metadata %d 0 R /Names <</EmbeddedFiles <</Names [%s]>>>> /AF [%s]>>",
		catalogExtras, c.lang, c.structure, outline, c.metadata, names.String(), associated.String())
}

// attach writes a file into the PDF and returns the number of its description.
func (u *update) attach(f attachment, date time.Time) (spec int, err error) {
	packed := [][]byte{f.content}
	if err := deflate(packed, zlib.DefaultCompression); err != nil {
		return 0, fmt.Errorf("attach %s: %w", f.name, err)
	}
	return u.attachPacked(f, packed[0], date), nil
}

func (u *update) attachPacked(f attachment, packed []byte, date time.Time) (spec int) {
	file, spec := u.reserve(), u.reserve()
	u.stream(file, f.facts(date), packed)
	u.object(spec, f.spec(file))
	return spec
}

// facts describe the stream of an attachment.
func (f attachment) facts(date time.Time) string {
	sum := md5.Sum(f.content) // the format asks for MD5 here; the hashes that count are in packet.json
	return fmt.Sprintf("/Type /EmbeddedFile /Subtype /%s /Filter /FlateDecode /Params <</Size %d /CheckSum <%X> /ModDate (%s)>>",
		strings.ReplaceAll(f.mime, "/", "#2F"), len(f.content), sum, date.UTC().Format("D:20060102150405Z"))
}

func (f attachment) spec(file int) string {
	return fmt.Sprintf("<</Type /Filespec /F (%s) /UF (%s) /AFRelationship /%s /Desc (%s) /EF <</F %d 0 R /UF %d 0 R>>>>",
		f.name, f.name, f.relation, f.description, file, file)
}

// languageOf is that of the packet's own words.
func languageOf(r dossier.Recipe) string {
	if len(r.Language) <= 35 && languageForm.MatchString(r.Language) {
		return r.Language
	}
	return "en"
}

// crossReferences writes the table of the update, a section for each stretch of numbers.
func (u *update) crossReferences() {
	numbers := make([]int, 0, len(u.offsets))
	for n := range u.offsets {
		numbers = append(numbers, n)
	}
	sort.Ints(numbers)
	u.out.WriteString("xref\n")
	for i := 0; i < len(numbers); {
		j := i + 1
		for j < len(numbers) && numbers[j] == numbers[j-1]+1 {
			j++
		}
		fmt.Fprintf(&u.out, "%d %d\n", numbers[i], j-i)
		for _, n := range numbers[i:j] {
			u.out.Write(tableEntry(u.out.AvailableBuffer(), u.offsets[n]))
		}
		i = j
	}
}

// tableEntry appends the line of an object in a table of contents.
func tableEntry(b []byte, at int) []byte {
	digits := itoa(at)
	b = append(append(b, "0000000000"[min(len(digits), 10):]...), digits...)
	return append(b, " 00000 n \n"...)
}

// outline writes the bookmarks and returns the number of their root, or 0 where there are none.
func (d *doc) outline(u *update) int {
	if len(d.entries) == 0 {
		return 0
	}
	root := u.reserve()
	ids := make([]int, len(d.entries))
	for i := range ids {
		ids[i] = u.reserve()
	}
	type family struct{ parent, prev, next, first, last, count int }
	of := make([]family, len(d.entries))
	top, lastTop := 0, -1
	var rootFirst, rootLast int
	for i, e := range d.entries {
		if e.level == 0 || lastTop < 0 {
			of[i].parent = root
			if lastTop >= 0 {
				of[i].prev, of[lastTop].next = ids[lastTop], ids[i]
			} else {
				rootFirst = ids[i]
			}
			rootLast, lastTop = ids[i], i
			top++
			continue
		}
		p := &of[lastTop]
		of[i].parent = ids[lastTop]
		if p.first == 0 {
			p.first = ids[i]
		} else {
			of[i].prev, of[i-1].next = ids[i-1], ids[i]
		}
		p.last = ids[i]
		p.count++
	}
	for i, e := range d.entries {
		title := e.title
		if e.number != "" {
			title = e.number + "  " + title
		}
		at := d.anchors[e.to]
		body := fmt.Sprintf("<</Title %s /Parent %d 0 R /Dest [%d 0 R /XYZ 0 %.2f null]", textString(title), of[i].parent, 1+2*at.page,
			(d.pages[at.page-1].h-max(0, at.y))/mmPerPoint)
		for _, k := range []struct {
			key string
			n   int
		}{{"Prev", of[i].prev}, {"Next", of[i].next}, {"First", of[i].first}, {"Last", of[i].last}} {
			if k.n != 0 {
				body += fmt.Sprintf(" /%s %d 0 R", k.key, k.n)
			}
		}
		if of[i].count > 0 {
			body += fmt.Sprintf(" /Count -%d", of[i].count) // closed
		}
		u.object(ids[i], body+">>")
	}
	u.object(root, fmt.Sprintf("<</Type /Outlines /First %d 0 R /Last %d 0 R /Count %d>>", rootFirst, rootLast, top))
	return root
}

// textString writes any text as a PDF string: UTF-16 in hexadecimal needs no escapes.
func textString(s string) string {
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	b.WriteByte('>')
	return b.String()
}

func (d *doc) xmp() []byte {
	esc := func(s string) string {
		var b bytes.Buffer
		_ = xml.EscapeText(&b, []byte(flat(s)))
		return b.String()
	}
	date := d.p.Issued.UTC().Format("2006-01-02T15:04:05Z")
	var b strings.Builder
	b.WriteString("<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">" +
		"<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n<pdfuaid:part>1</pdfuaid:part>\n")
	fmt.Fprintf(&b, "<dc:format>application/pdf</dc:format>\n<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:title>\n", esc(d.title()))
	if d.p.Recipe.Author != "" {
		fmt.Fprintf(&b, "<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>\n", esc(d.p.Recipe.Author))
	}
	if d.p.Recipe.Reference != "" {
		fmt.Fprintf(&b, "<dc:identifier>%s</dc:identifier>\n", esc(d.p.Recipe.Reference))
	}
	if label, _, _ := marking(d.p.Recipe); label != "" {
		fmt.Fprintf(&b, "<dc:rights><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:rights>\n", esc(label))
	}
	fmt.Fprintf(&b, "<xmp:CreateDate>%s</xmp:CreateDate>\n<xmp:ModifyDate>%s</xmp:ModifyDate>\n<xmp:CreatorTool>Parley</xmp:CreatorTool>\n<pdf:Producer>Parley</pdf:Producer>\n", date, date)
	b.WriteString("</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return []byte(b.String())
}
