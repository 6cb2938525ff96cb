package export

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"sort"
	"strconv"
)

// The ways in which a file is no packet.
var (
	ErrNoPDF    = errors.New("this is not a PDF file")
	ErrNoPacket = errors.New("this PDF holds no packet data: Parley did not write it, or another program has saved it again")
	ErrDamaged  = errors.New("the packet data in this PDF is damaged")
)

// mostAttached bounds what an attachment may unpack to, so that a forged file cannot fill the memory.
const mostAttached = 256 << 20

// packetFile is a PDF as finish wrote it, read back: pages first, then one update that holds the attachments.
type packetFile struct {
	b           []byte
	sealed      int    // length of what the seal covers
	seal        string // as it stands in the file
	end         int    // where the file should end
	table       int    // where the update's table of contents is
	offsets     map[int]int
	numbers     []int // of the update's objects
	root        int
	prev        int
	attachments map[string]int // name → object of the file's stream
}

var (
	sealForm    = regexp.MustCompile(`^([0-9a-f]{64})\nstartxref\n(\d{1,10})\n%%EOF\n`)
	updateForm  = regexp.MustCompile(`^trailer\n<<\n/Size (\d{1,9})\n/Root (\d{1,9}) 0 R\n/Info (\d{1,9}) 0 R\n/Prev (\d{1,10})\n/ID \[<[0-9a-f]{32}> <[0-9a-f]{32}>\]\n>>\n$`)
	sectionForm = regexp.MustCompile(`^(\d{1,9}) (\d{1,7})\n`)
	entryForm   = regexp.MustCompile(`^(\d{10}) 00000 n \n`)
	namesForm   = regexp.MustCompile(`/Names <</EmbeddedFiles <</Names \[([^\]]*)\]>>>>`)
	nameForm    = regexp.MustCompile(`\(([^()\\]*)\) (\d{1,9}) 0 R`)
	specForm    = regexp.MustCompile(`/EF <</F (\d{1,9}) 0 R /UF (\d{1,9}) 0 R>>>>`)
	lengthForm  = regexp.MustCompile(`^<<[^\n]* /Length (\d{1,10})>>\nstream\n`)
)

// readPacketFile finds the update and its attachments. It only reads what finish writes: a PDF that any other program
// has written again is no evidence any more.
func readPacketFile(b []byte) (*packetFile, error) {
	if !bytes.HasPrefix(b, []byte("%PDF-")) {
		return nil, ErrNoPDF
	}
	at := bytes.LastIndex(b, []byte("\n"+sealMark))
	if at < 0 {
		return nil, ErrNoPacket
	}
	f := &packetFile{b: b, sealed: at + 1, offsets: map[int]int{}, attachments: map[string]int{}}
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
	for _, m := range nameForm.FindAllSubmatch(names[1], -1) {
		n, _ := strconv.Atoi(string(m[2]))
		spec, err := f.object(n)
		if err != nil {
			return nil, err
		}
		ef := specForm.FindSubmatch(spec)
		if ef == nil || !bytes.Equal(ef[1], ef[2]) {
			return nil, fmt.Errorf("%w: the attachment %s has no content", ErrDamaged, m[1])
		}
		f.attachments[string(m[1])], _ = strconv.Atoi(string(ef[1]))
	}
	return f, nil
}

func (f *packetFile) readTable(b []byte) error {
	at := bytes.LastIndex(b, []byte("\ntrailer\n"))
	if at < 0 {
		return fmt.Errorf("%w: its table of contents cannot be read", ErrDamaged)
	}
	if err := f.readEntries(b[:at+1]); err != nil {
		return err
	}
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
			e := entryForm.FindSubmatch(b)
			if e == nil {
				return fmt.Errorf("%w: its table of contents cannot be read", ErrDamaged)
			}
			b = b[len(e[0]):]
			f.offsets[n], _ = strconv.Atoi(string(e[1]))
			f.numbers = append(f.numbers, n)
		}
	}
	return nil
}

// inOrder says whether the update is its objects one after the other and nothing else, so that no byte of it is read by
// nobody; from is where it begins.
func (f *packetFile) inOrder(from int) bool {
	numbers := slices.Clone(f.numbers)
	sort.Slice(numbers, func(i, j int) bool { return f.offsets[numbers[i]] < f.offsets[numbers[j]] })
	for _, n := range numbers {
		if f.offsets[n] != from {
			return false
		}
		b, err := f.object(n)
		if err != nil {
			return false
		}
		from += len(strconv.Itoa(n)) + len(" 0 obj\n") + len(b) + len("\nendobj\n")
	}
	return from == f.table
}

// object returns what follows "n 0 obj".
func (f *packetFile) object(n int) ([]byte, error) {
	at, ok := f.offsets[n]
	head := []byte(strconv.Itoa(n) + " 0 obj\n")
	if !ok || at <= 0 || at >= f.sealed || !bytes.HasPrefix(f.b[at:f.sealed], head) {
		return nil, fmt.Errorf("%w: object %d is not where it should be", ErrDamaged, n)
	}
	b := f.b[at+len(head) : f.sealed]
	end := 0
	if m := lengthForm.FindSubmatch(b[:min(len(b), 1000)]); m != nil {
		length, _ := strconv.Atoi(string(m[1]))
		if end = len(m[0]) + length; end > len(b) {
			return nil, fmt.Errorf("%w: object %d is cut off", ErrDamaged, n)
		}
	}
	until := bytes.Index(b[end:], []byte("\nendobj\n"))
	if until < 0 {
		return nil, fmt.Errorf("%w: object %d is cut off", ErrDamaged, n)
	}
	return b[:end+until], nil
}

// attached returns the content of an attachment.
func (f *packetFile) attached(name string) ([]byte, error) {
	n, ok := f.attachments[name]
	if !ok {
		return nil, fmt.Errorf("the attachment %s is missing", name)
	}
	b, err := f.object(n)
	if err != nil {
		return nil, err
	}
	m := lengthForm.FindSubmatch(b[:min(len(b), 1000)])
	if m == nil {
		return nil, fmt.Errorf("the attachment %s cannot be read", name)
	}
	length, _ := strconv.Atoi(string(m[1]))
	if length < 0 || length > len(b)-len(m[0]) {
		return nil, fmt.Errorf("the attachment %s is cut off", name)
	}
	z, err := zlib.NewReader(bytes.NewReader(b[len(m[0]) : len(m[0])+length]))
	if err != nil {
		return nil, fmt.Errorf("the attachment %s cannot be unpacked", name)
	}
	content, err := io.ReadAll(io.LimitReader(z, mostAttached+1))
	if err != nil {
		return nil, fmt.Errorf("the attachment %s cannot be unpacked", name)
	}
	if len(content) > mostAttached {
		return nil, fmt.Errorf("the attachment %s unpacks to more than %d MB", name, mostAttached>>20)
	}
	return content, nil
}
