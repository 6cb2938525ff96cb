package export

import (
	"bytes"
	"cmp"
	"compress/zlib"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
)

// The ways in which a file is no packet.
var (
	ErrNoPDF    = errors.New("this is not a PDF file")
	ErrNoPacket = errors.New("this PDF holds no packet data: Parley did not write it, or another program has saved it again")
	ErrDamaged  = errors.New("the packet data in this PDF is damaged")
)

const pdfMark = "%PDF-"

// packetFile is a PDF as finish wrote it, read back: pages first, then one update that holds the attachments.
type packetFile struct {
	b           []byte
	sealed      int    // length of what the seal covers
	seal        string // as it stands in the file
	end         int    // where the file should end
	table       int    // where the update's table of contents is
	offsets     map[int]int
	ends        map[int]int // object → where the next one begins, or the table
	numbers     []int       // of the update's objects, as they stand in the table
	root        int
	prev        int
	specs       map[string]int // attachments: name → object of the description
	attachments map[string]int // name → object of the file's stream
	limits      limits
	unpacked    int             // bytes of all attachments so far
	opened      map[string]bool // attachments that were unpacked: each is only once
	inflater    io.ReadCloser
}

var (
	sealForm    = regexp.MustCompile(`^([0-9a-f]{64})\nstartxref\n(\d{1,10})\n%%EOF\n`)
	updateForm  = regexp.MustCompile(`^trailer\n<<\n/Size (\d{1,9})\n/Root (\d{1,9}) 0 R\n/Info (\d{1,9}) 0 R\n/Prev (\d{1,10})\n/ID \[<[0-9a-f]{32}> <[0-9a-f]{32}>\]\n>>\n$`)
	sectionForm = regexp.MustCompile(`^(\d{1,9}) (\d{1,7})\n`)
	namesForm   = regexp.MustCompile(`/Names <</EmbeddedFiles <</Names \[([^\]]*)\]>>>>`)
	nameForm    = regexp.MustCompile(`^\(([^()\\]{1,60})\) (\d{1,9}) 0 R(?: |$)`)
	specForm    = regexp.MustCompile(`^<</Type /Filespec /F \(([^()\\]*)\) /UF \(([^()\\]*)\) /AFRelationship /[A-Za-z]+ /Desc \([^()\\]*\) /EF <</F (\d{1,9}) 0 R /UF (\d{1,9}) 0 R>>>>$`)
	lengthForm  = regexp.MustCompile(`^<<[^\n]* /Length (\d{1,10})>>\nstream\n`)
	endStream   = []byte("\nendstream")
)

// The longest description and beginning of an attachment that are looked at, in bytes; they are written much shorter.
const (
	longestSpec  = 600
	longestFacts = 1000
)

// readPacketFile finds the update and its attachments. It only reads what finish writes: a PDF that any other program
// has written again is no evidence any more.
func readPacketFile(b []byte, o limits) (*packetFile, error) {
	if !bytes.HasPrefix(b, []byte(pdfMark)) {
		return nil, ErrNoPDF
	}
	at := bytes.LastIndex(b, []byte("\n"+sealMark))
	if at < 0 {
		return nil, ErrNoPacket
	}
	f := &packetFile{b: b, sealed: at + 1, offsets: map[int]int{}, limits: o, opened: map[string]bool{}}
	rest := b[at+1+len(sealMark):]
	m := sealForm.FindSubmatch(rest)
	if m == nil {
		return nil, fmt.Errorf("%w: its end was changed", ErrDamaged)
	}
	f.seal = string(m[1])
	f.end = at + 1 + len(sealMark) + len(m[0])
	start, _ := strconv.Atoi(string(m[2]))
	f.table = start
	if start <= 0 || start >= f.sealed || !bytes.HasPrefix(b[start:], []byte("xref\n")) {
		return nil, fmt.Errorf("%w: its table of contents is not where it should be", ErrDamaged)
	}
	if err := f.readTable(b[start+len("xref\n") : f.sealed]); err != nil {
		return nil, err
	}
	catalog, err := f.object(f.root)
	if err != nil {
		return nil, err
	}
	names := namesForm.FindSubmatch(catalog)
	if names == nil {
		return nil, fmt.Errorf("%w: it lists no attachments", ErrDamaged)
	}
	if err := f.readNames(names[1]); err != nil {
		return nil, err
	}
	return f, nil
}

// readNames reads the list of attachments. Each has a name, a description and a content of its own.
func (f *packetFile) readNames(list []byte) error {
	f.specs, f.attachments = map[string]int{}, map[string]int{}
	taken := map[int]bool{}
	for len(list) > 0 {
		m := nameForm.FindSubmatch(list)
		if m == nil {
			return fmt.Errorf("%w: the list of its attachments cannot be read", ErrDamaged)
		}
		list = list[len(m[0]):]
		name := string(m[1])
		n, _ := strconv.Atoi(string(m[2]))
		if _, ok := f.specs[name]; ok || taken[n] {
			return fmt.Errorf("%w: the attachment %s is listed twice", ErrDamaged, name)
		}
		spec, err := f.object(n)
		if err != nil {
			return err
		}
		ef := specForm.FindSubmatch(spec[:min(len(spec), longestSpec)])
		if ef == nil || len(spec) > longestSpec || string(ef[1]) != name || string(ef[2]) != name || !bytes.Equal(ef[3], ef[4]) {
			return fmt.Errorf("%w: the attachment %s has no content", ErrDamaged, name)
		}
		file, _ := strconv.Atoi(string(ef[3]))
		if taken[n] = true; taken[file] {
			return fmt.Errorf("%w: the attachment %s has the content of another one", ErrDamaged, name)
		}
		taken[file] = true
		f.specs[name], f.attachments[name] = n, file
	}
	return nil
}

func (f *packetFile) readTable(b []byte) error {
	at := bytes.LastIndex(b, []byte("\ntrailer\n"))
	if at < 0 {
		return fmt.Errorf("%w: its table of contents cannot be read", ErrDamaged)
	}
	if err := f.readEntries(b[:at+1]); err != nil {
		return err
	}
	f.divide()
	m := updateForm.FindSubmatch(b[at+1:])
	if m == nil {
		return fmt.Errorf("%w: its trailer cannot be read", ErrDamaged)
	}
	f.root, _ = strconv.Atoi(string(m[2]))
	f.prev, _ = strconv.Atoi(string(m[4]))
	return nil
}

// readEntries reads a table without its first line.
func (f *packetFile) readEntries(b []byte) error {
	for len(b) > 0 {
		m := sectionForm.FindSubmatch(b)
		if m == nil {
			return fmt.Errorf("%w: its table of contents cannot be read", ErrDamaged)
		}
		b = b[len(m[0]):]
		first, _ := strconv.Atoi(string(m[1]))
		count, _ := strconv.Atoi(string(m[2]))
		for n := first; n < first+count; n++ {
			if len(b) < 20 || string(b[10:20]) != " 00000 n \n" {
				return fmt.Errorf("%w: its table of contents cannot be read", ErrDamaged)
			}
			at, err := strconv.ParseUint(string(b[:10]), 10, 63)
			if err != nil {
				return fmt.Errorf("%w: its table of contents cannot be read", ErrDamaged)
			}
			b = b[20:]
			if _, ok := f.offsets[n]; ok {
				return fmt.Errorf("%w: its table of contents names object %d twice", ErrDamaged, n)
			}
			f.offsets[n] = int(at)
			f.numbers = append(f.numbers, n)
		}
	}
	return nil
}

// divide says where each object ends: where the next one begins. So no byte belongs to two objects, and to find an
// object takes no search.
func (f *packetFile) divide() {
	order := f.byPlace()
	f.ends = make(map[int]int, len(order))
	for i, n := range order {
		if f.ends[n] = f.table; i+1 < len(order) {
			f.ends[n] = min(f.table, f.offsets[order[i+1]])
		}
	}
}

func (f *packetFile) byPlace() []int {
	order := slices.Clone(f.numbers)
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(f.offsets[a], f.offsets[b]) })
	return order
}

// inOrder says whether the update is its objects one after the other and nothing else, so that no byte of it is read by
// nobody; from is where it begins.
func (f *packetFile) inOrder(from int) bool {
	for i, n := range f.byPlace() {
		if i == 0 && f.offsets[n] != from {
			return false
		}
		if _, err := f.object(n); err != nil {
			return false
		}
	}
	return len(f.numbers) > 0
}

// object returns what stands between "n 0 obj" and "endobj".
func (f *packetFile) object(n int) ([]byte, error) {
	at, ok := f.offsets[n]
	head := itoa(n) + " 0 obj\n"
	if !ok || at <= 0 || at >= f.table || !bytes.HasPrefix(f.b[at:f.ends[n]], []byte(head)) {
		return nil, fmt.Errorf("%w: object %d is not where it should be", ErrDamaged, n)
	}
	body, ok := bytes.CutSuffix(f.b[at+len(head):f.ends[n]], objectTail)
	if !ok {
		return nil, fmt.Errorf("%w: object %d is cut off", ErrDamaged, n)
	}
	return body, nil
}

// unpacking is the content of an attachment as it is unpacked.
type unpacking struct {
	f      *packetFile
	ctx    context.Context
	name   string
	packed *bytes.Reader
	left   int // that it may still have
}

// open begins to unpack an attachment, which may unpack to most bytes.
func (f *packetFile) open(ctx context.Context, name string, most int) (*unpacking, error) {
	n, ok := f.attachments[name]
	if !ok {
		return nil, fmt.Errorf("the attachment %s is missing", clip(name, 60))
	}
	if f.opened[name] {
		return nil, fmt.Errorf("the attachment %s belongs to another source", name)
	}
	f.opened[name] = true
	b, err := f.object(n)
	if err != nil {
		return nil, err
	}
	m := lengthForm.FindSubmatch(b[:min(len(b), longestFacts)])
	if m == nil {
		return nil, fmt.Errorf("the attachment %s cannot be read", name)
	}
	packed, whole := bytes.CutSuffix(b[len(m[0]):], endStream)
	if length, err := strconv.Atoi(string(m[1])); err != nil || !whole || length != len(packed) {
		return nil, fmt.Errorf("the attachment %s is cut off", name)
	}
	u := &unpacking{f, ctx, name, bytes.NewReader(packed), most}
	if f.inflater == nil {
		f.inflater, err = zlib.NewReader(u.packed)
	} else {
		err = f.inflater.(zlib.Resetter).Reset(u.packed, nil)
	}
	if err != nil {
		return nil, u.broken()
	}
	return u, nil
}

func (u *unpacking) broken() error { return fmt.Errorf("the attachment %s cannot be unpacked", u.name) }

func (u *unpacking) Read(p []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := u.f.inflater.Read(p)
	u.left -= n
	u.f.unpacked += n
	switch {
	case u.left < 0:
		return n, fmt.Errorf("the attachment %s unpacks to more than it may", u.name)
	case u.f.unpacked > u.f.limits.all:
		return n, fmt.Errorf("the attachments unpack to more than %d MB", u.f.limits.all>>20)
	case err == io.EOF && u.packed.Len() > 0: // what nobody would see
		return n, u.broken()
	case err != nil && err != io.EOF:
		return n, u.broken()
	}
	return n, err
}

// attached returns the content of an attachment.
func (f *packetFile) attached(ctx context.Context, name string, most int) ([]byte, error) {
	u, err := f.open(ctx, name, most)
	if err != nil {
		return nil, err
	}
	var content bytes.Buffer
	if _, err := content.ReadFrom(u); err != nil {
		return nil, err
	}
	return content.Bytes(), nil
}

// attachedHash is the SHA-256 of an attachment, of which nothing is kept.
func (f *packetFile) attachedHash(ctx context.Context, name string) (sum [32]byte, err error) {
	u, err := f.open(ctx, name, f.limits.all)
	if err != nil {
		return sum, err
	}
	h := sha256.New()
	if _, err := io.Copy(h, u); err != nil {
		return sum, err
	}
	return [32]byte(h.Sum(nil)), nil
}
