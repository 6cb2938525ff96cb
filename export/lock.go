package export

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"sort"
	"strconv"
)

// An encrypted packet is the packet with each string and stream encrypted in its place, so that the packet comes out of
// it again to the letter, seal and all, and Verify checks it like any other. Libraries that encrypt PDF write the file
// anew in an order of their own, after which neither the seal nor the hash of the pages can be checked any more.

// lock encrypts a file that finish has written.
func lock(ctx context.Context, plain []byte, password string) ([]byte, error) {
	k, err := derive(password, plain)
	if err != nil {
		return nil, err
	}
	e, err := readEnd(plain)
	if err != nil || e.lock != 0 {
		return nil, errBaseForm
	}
	w := recoder{end: e, content: func(n int, b []byte) ([]byte, error) { return k.seal(n, b), nil }, old: plainVersion, new: lockedVersion, dictionary: k.dictionary(password),
		identity: func(_, update []byte) string {
			return fmt.Sprintf("/ID [<%x> <%x>]\n", k.made(16, "first id"), k.made(16, "second id", update))
		}}
	return w.recode(ctx, plain)
}

// R 6 was an extension before it was a part of PDF 2.0.
const (
	plainVersion  = "<</Type /Catalog /Version /1.7 "
	lockedVersion = plainVersion + "/Extensions <</ADBE <</BaseVersion /1.7 /ExtensionLevel 8>>>> "
)

// locked says whether a file is an encrypted packet.
func locked(b []byte) bool {
	at := bytes.LastIndex(b, []byte("\n"+sealMark))
	return at > 0 && bytes.Contains(b[max(0, at-60):at], []byte("]\n/Encrypt "))
}

// unlock gives back what was encrypted. Its seal is worked out anew: whether the file is as it was written is seen by
// encrypting it again.
func unlock(ctx context.Context, b []byte, password string) ([]byte, error) {
	e, err := readEnd(b)
	if err != nil {
		return nil, err
	}
	o, ok := e.offsets[e.lock]
	if !ok || o > e.start || !bytes.HasPrefix(b[o:], []byte(itoa(e.lock)+" 0 obj\n")) {
		return nil, errCipher
	}
	dictionary := bytes.TrimSuffix(b[o+len(itoa(e.lock)+" 0 obj\n"):e.start], objectTail) // it is the last object
	k, err := keyIn(dictionary, password)
	if err != nil {
		return nil, err
	}
	w := recoder{end: e, content: k.open, old: lockedVersion, new: plainVersion, identity: identityOf}
	return w.recode(ctx, b)
}

// identityOf is the file's identity: by its pages, and by all of it.
func identityOf(pages, update []byte) string {
	return idOf(sha256.Sum256(pages), sha256.Sum256(update))
}

// idOf is identityOf where the two hashes are known.
func idOf(first, second [32]byte) string {
	return fmt.Sprintf("/ID [<%x> <%x>]\n", first[:16], second[:16])
}

// fileEnd is what the end of a packet says of the rest.
type fileEnd struct {
	start, size, root, info, prev int
	lock                          int // object that says how the file is encrypted, or 0
	offsets                       map[int]int
	first                         int // where the update begins
}

var (
	endForm    = regexp.MustCompile(`^trailer\n<<\n/Size (\d{1,9})\n/Root (\d{1,9}) 0 R\n/Info (\d{1,9}) 0 R\n/Prev (\d{1,10})\n/ID \[<[0-9a-f]{32}> <[0-9a-f]{32}>\]\n(?:/Encrypt (\d{1,9}) 0 R\n)?>>\n$`)
	objectTail = []byte("\nendobj\n")
)

func readEnd(b []byte) (e fileEnd, err error) {
	at := bytes.LastIndex(b, []byte("\n"+sealMark))
	if at < 0 {
		return e, ErrNoPacket
	}
	m := sealForm.FindSubmatch(b[at+1+len(sealMark):])
	if m == nil || at+1+len(sealMark)+len(m[0]) != len(b) {
		return e, errCipher
	}
	e.start, _ = strconv.Atoi(string(m[2]))
	table := bytes.LastIndex(b[:at], []byte("\ntrailer\n"))
	if e.start <= 0 || table < e.start || !bytes.HasPrefix(b[e.start:], []byte("xref\n")) {
		return e, errCipher
	}
	t := endForm.FindSubmatch(b[table+1 : at+1])
	if t == nil {
		return e, errCipher
	}
	for i, n := range []*int{&e.size, &e.root, &e.info, &e.prev, &e.lock} {
		*n, _ = strconv.Atoi(string(t[i+1]))
	}
	update := packetFile{offsets: map[int]int{}}
	if err := update.readEntries(b[e.start+len("xref\n") : table+1]); err != nil {
		return e, err
	}
	e.offsets, e.first = update.offsets, len(b)
	for _, o := range e.offsets {
		e.first = min(e.first, o)
	}
	if e.first <= e.prev || e.first > e.start || e.lock != 0 && e.lock != e.size-1 {
		return e, errCipher
	}
	return e, nil
}

// recoder writes a packet anew with other strings and streams, and the tables that belong to them.
type recoder struct {
	end        fileEnd
	content    func(n int, b []byte) ([]byte, error)
	old, new   string // how the catalog begins
	dictionary string // of encryption, to be added; empty: the one there is left out
	identity   func(pages, update []byte) string
	out        bytes.Buffer
}

func (w *recoder) recode(ctx context.Context, b []byte) ([]byte, error) {
	e := w.end
	pages, err := baseTable(b[:e.first])
	if err != nil || len(pages.table) < 20 {
		return nil, errCipher
	}
	w.out.Grow(len(b) + len(b)/16)
	old := map[int]int{}
	for n := 1; n < len(pages.table)/20; n++ {
		if old[n], err = strconv.Atoi(string(pages.table[20*n : 20*n+10])); err != nil {
			return nil, errCipher
		}
	}
	moved, err := w.objects(ctx, b, old, 0, e.prev)
	if err != nil {
		return nil, err
	}
	table := w.out.Len()
	fmt.Fprintf(&w.out, "xref\n0 %d\n%s", len(old)+1, pages.table[:20])
	for n := 1; n <= len(old); n++ {
		fmt.Fprintf(&w.out, "%010d 00000 n \n", moved[n])
	}
	last := b[max(0, e.first-400):e.first]
	tail := trailerForm.FindSubmatchIndex(last)
	if tail == nil {
		return nil, errCipher
	}
	w.out.Write(last[tail[0]:tail[8]])
	fmt.Fprintf(&w.out, "%d\n%%%%EOF\n", table)
	u := &update{base: w.out.Len()}
	until := e.start
	if e.lock != 0 {
		until = e.offsets[e.lock]
		delete(e.offsets, e.lock)
		e.size--
	}
	if u.offsets, err = w.objects(ctx, b, e.offsets, e.first, until); err != nil {
		return nil, err
	}
	encrypt := ""
	if w.dictionary != "" {
		u.offsets[e.size] = w.out.Len()
		fmt.Fprintf(&w.out, "%d 0 obj\n%s%s", e.size, w.dictionary, objectTail)
		encrypt = fmt.Sprintf("/Encrypt %d 0 R\n", e.size)
		e.size++
	}
	start := w.out.Len()
	u.crossReferences()
	w.out.Write(u.out.Bytes())
	out := w.out.Bytes()
	fmt.Fprintf(&w.out, "trailer\n<<\n/Size %d\n/Root %d 0 R\n/Info %d 0 R\n/Prev %d\n%s%s>>\n", e.size, e.root, e.info, table,
		w.identity(out[:u.base], out[u.base:]), encrypt)
	seal := sha256.Sum256(w.out.Bytes())
	fmt.Fprintf(&w.out, "%s%s\nstartxref\n%d\n%%%%EOF\n", sealMark, hex.EncodeToString(seal[:]), start)
	return w.out.Bytes(), nil
}

// objects writes those that stand from one place to another, and returns their new places.
func (w *recoder) objects(ctx context.Context, b []byte, at map[int]int, from, until int) (map[int]int, error) {
	numbers := make([]int, 0, len(at))
	for n := range at {
		numbers = append(numbers, n)
	}
	sort.Slice(numbers, func(i, j int) bool { return at[numbers[i]] < at[numbers[j]] })
	moved := make(map[int]int, len(at))
	if len(numbers) == 0 || at[numbers[0]] < from || at[numbers[0]] > until {
		return nil, errCipher
	}
	w.out.Write(b[from:at[numbers[0]]])
	for i, n := range numbers {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		end := until
		if i+1 < len(numbers) {
			end = at[numbers[i+1]]
		}
		if end > until || at[n] > end {
			return nil, errCipher
		}
		o := b[at[n]:end]
		head := []byte(itoa(n) + " 0 obj\n")
		if !bytes.HasPrefix(o, head) || !bytes.HasSuffix(o, objectTail) || len(o) < len(head)+len(objectTail) {
			return nil, errCipher
		}
		moved[n] = w.out.Len()
		w.out.Write(head)
		if err := w.body(n, o[len(head):len(o)-len(objectTail)], from > 0); err != nil {
			return nil, err
		}
		w.out.Write(objectTail)
	}
	return moved, nil
}

var lengthKey = regexp.MustCompile(`/Length (\d{1,10})`)

// body writes an object with its strings and its stream recoded.
func (w *recoder) body(n int, b []byte, update bool) error {
	if n == w.end.root && update {
		b = bytes.Replace(b, []byte(w.old), []byte(w.new), 1)
	}
	var out bytes.Buffer
	for i := 0; i < len(b); {
		switch {
		case b[i] == '(':
			end := i + 1
			for end < len(b) && b[end] != ')' {
				if b[end] == '\\' {
					end++
				}
				end++
			}
			if end >= len(b) {
				return errCipher
			}
			s, err := w.content(n, unescape(b[i+1:end]))
			if err != nil {
				return err
			}
			out.WriteByte('(')
			out.Write(escape(s))
			out.WriteByte(')')
			i = end + 1
		case b[i] == '<' && i+1 < len(b) && b[i+1] == '<':
			out.WriteString("<<")
			i += 2
		case b[i] == '<':
			end := bytes.IndexByte(b[i:], '>')
			if end < 0 {
				return errCipher
			}
			s := make([]byte, (end-1)/2)
			if _, err := hex.Decode(s, b[i+1:i+end]); err != nil {
				return errCipher
			}
			s, err := w.content(n, s)
			if err != nil {
				return err
			}
			fmt.Fprintf(&out, "<%X>", s)
			i += end + 1
		case bytes.HasPrefix(b[i:], []byte("\nstream\n")):
			data, ok := bytes.CutSuffix(b[i+len("\nstream\n"):], []byte("\nendstream"))
			m := lengthKey.FindSubmatchIndex(out.Bytes())
			if !ok || m == nil {
				return errCipher
			}
			s, err := w.content(n, data)
			if err != nil {
				return err
			}
			w.out.Write(out.Bytes()[:m[2]])
			w.out.WriteString(itoa(len(s)))
			w.out.Write(out.Bytes()[m[3]:])
			w.out.WriteString("\nstream\n")
			w.out.Write(s)
			w.out.WriteString("\nendstream")
			return nil
		default:
			out.WriteByte(b[i])
			i++
		}
	}
	w.out.Write(out.Bytes())
	return nil
}

// escape writes a string as gofpdf does, so that decrypting gives the same bytes.
func escape(s []byte) []byte {
	out := make([]byte, 0, len(s)+8)
	for _, c := range s {
		switch c {
		case '\\', '(', ')':
			out = append(out, '\\', c)
		case '\r':
			out = append(out, '\\', 'r')
		default:
			out = append(out, c)
		}
	}
	return out
}

func unescape(s []byte) []byte {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			i++
			if s[i] == 'r' {
				out = append(out, '\r')
				continue
			}
		}
		out = append(out, s[i])
	}
	return out
}
