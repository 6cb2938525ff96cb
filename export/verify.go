package export

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"parley/dossier"
)

// Verification says what in a packet still is as it was written. It needs nothing but the file.
//
// Found is every change of any byte that leaves the hash at its end as it was; and where that is made anew, every change
// of pages, structure, outline, properties and attachments, since packet.json holds their hashes; and where these are
// made anew too, every quotation whose words do not stand in the attached text.
//
// Not found, by the file alone, is a packet that was written anew as a whole by somebody who knows this form: other
// pages with other texts and hashes that fit them; nor are pages that say other things than packet.json, if their hashes
// were made anew. The hashes are no signature. A comparison with the dossier finds both, because the SHA-256 of each
// packet that was issued is recorded there, as long as that dossier is the real one; so does anybody who noted the
// SHA-256 at export.
type Verification struct {
	Reference, Title string
	Issued           time.Time
	SHA256           string // of the file: what Report said at export
	DataSHA256       string // of packet.json, likewise
	Encrypted        bool
	File             Check // no byte of the file was changed
	Pages            Check // the printed pages are those that were written with this data
	Rest             Check // so are the structure, the outline, the properties and the tables
	Positions        Check // the positions in packet.json agree with the quotations they rest on
	PageCount        int
	Quotes           []QuoteCheck
	Sources          []SourceCheck
	Recipe           dossier.Recipe
	Data             Data // statements, documents and hashes, to compare with a dossier
}

// Check is a question and its answer.
type Check struct {
	OK       bool
	Sentence string
}

// QuoteCheck says whether a quotation stands letter for letter in the attached text of its source.
type QuoteCheck struct {
	Number   int
	Source   string // "S3"
	Words    string
	OK       bool
	Sentence string
}

// SourceCheck says whether the attachments of a source match their hashes.
type SourceCheck struct {
	Number   int
	Title    string
	OK       bool
	Sentence string
}

// OK reports whether every check holds.
func (v Verification) OK() bool {
	ok := v.File.OK && v.Pages.OK && v.Rest.OK && v.Positions.OK
	for _, q := range v.Quotes {
		ok = ok && q.OK
	}
	for _, s := range v.Sources {
		ok = ok && s.OK
	}
	return ok
}

// Verify checks a packet. An error means that there is no packet to check: errors.Is tells ErrNoPDF, ErrNoPacket and
// ErrDamaged apart, and for encrypted packets ErrNeedsPassword and ErrPassword. The password may be empty. Where ctx ends
// first, the error is that of ctx.
func Verify(ctx context.Context, path, password string) (Verification, error) {
	b, err := readFile(ctx, path, usual.file)
	if err != nil {
		return Verification{}, fmt.Errorf("verify %s: %w", path, err)
	}
	v, err := VerifyBytes(ctx, b, password)
	if err != nil {
		return v, fmt.Errorf("verify %s: %w", path, err)
	}
	return v, nil
}

// readFile reads a PDF of at most so many bytes; what is none is not read to its end.
func readFile(ctx context.Context, path string, most int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, errors.New("this is a folder")
	}
	var b bytes.Buffer
	b.Grow(int(min(max(info.Size(), 0), most)) + bytes.MinRead)
	for part := int64(len(pdfMark)); ; part = 8 << 20 {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		n, err := io.CopyN(&b, f, part)
		switch {
		case !bytes.HasPrefix(b.Bytes(), []byte(pdfMark)):
			return nil, ErrNoPDF
		case int64(b.Len()) > most:
			return nil, fmt.Errorf("the file is larger than %d MB", most>>20)
		case err == io.EOF || err == nil && n == 0:
			return b.Bytes(), nil
		case err != nil:
			return nil, err
		}
	}
}

// VerifyBytes is Verify on the content of a file.
func VerifyBytes(ctx context.Context, b []byte, password string) (Verification, error) {
	return verify(ctx, b, password, usual)
}

func verify(ctx context.Context, b []byte, password string, o limits) (Verification, error) {
	sum := sumOf(ctx, b)
	v := Verification{SHA256: hex.EncodeToString(sum[:])}
	if !locked(b) {
		return v, v.check(ctx, b, o)
	}
	v.Encrypted = true
	if password == "" {
		return v, ErrNeedsPassword
	}
	password, err := preparePassword(password)
	if err != nil {
		return v, ErrPassword
	}
	plain, err := unlock(ctx, b, password)
	if err != nil {
		return v, err
	}
	if err := v.check(ctx, plain, o); err != nil {
		return v, err
	}
	again, err := lock(ctx, plain, password)
	if err != nil {
		return v, err
	}
	if !bytes.Equal(again, b) {
		v.File = Check{false, "the file was changed after it was encrypted"}
	}
	return v, nil
}

// check looks at a packet that is not encrypted.
func (v *Verification) check(ctx context.Context, b []byte, o limits) error {
	f, err := readPacketFile(b, o)
	if err != nil {
		return err
	}
	raw, err := f.attached(ctx, dataName, o.data)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	data := sha256.Sum256(raw)
	v.DataSHA256 = hex.EncodeToString(data[:])
	if !o.holds(raw) {
		return fmt.Errorf("%w: %s holds more than a packet can", ErrDamaged, dataName)
	}
	if err := json.Unmarshal(raw, &v.Data); err != nil || !utf8.Valid(raw) { // what is no UTF-8 others might read otherwise
		return fmt.Errorf("%w: %s cannot be read", ErrDamaged, dataName)
	}
	if v.Data.Format != dataFormat && v.Data.Format != firstDataFormat {
		return fmt.Errorf("the packet has the form %q, which this version of Parley does not know", clip(v.Data.Format, 40))
	}
	v.Reference, v.Title, v.Issued, v.Recipe, v.PageCount = v.Data.Recipe.Reference, v.Data.Title, v.Data.Issued, v.Data.Recipe, v.Data.Pages
	v.File = f.checkSeal(ctx)
	v.Pages = f.checkPages(ctx, v.Data)
	v.Rest = f.checkRest(ctx, v.Data, raw)
	v.Positions = checkPositions(v.Data)
	v.checkSources(ctx, f)
	return ctx.Err() // what was looked at while it ended may be said to differ
}

func (f *packetFile) checkSeal(ctx context.Context) Check {
	sum := sumOf(ctx, f.b[:f.sealed])
	switch {
	case hex.EncodeToString(sum[:]) != f.seal:
		return Check{false, "the file was changed after it was written"}
	case f.end != len(f.b):
		return Check{false, fmt.Sprintf("%d bytes were added to the file after it was written", len(f.b)-f.end)}
	}
	return Check{true, "no byte was changed since it was written"}
}

var baseForm = regexp.MustCompile(`/Size (\d{1,9})\n/Root (\d{1,9}) 0 R\n/Info \d{1,9} 0 R\n>>\nstartxref\n(\d{1,10})\n%%EOF\n$`)

// checkPages compares the pages with the hash in packet.json, and sees to it that the update puts nothing in their place.
func (f *packetFile) checkPages(ctx context.Context, data Data) Check {
	changed := Check{false, "the pages were changed after the packet was written"}
	if data.PageBytes <= 0 || data.PageBytes > f.sealed {
		return changed
	}
	pages := f.b[:data.PageBytes]
	sum := sumOf(ctx, pages)
	m := baseForm.FindSubmatch(pages[max(0, len(pages)-400):])
	if hex.EncodeToString(sum[:]) != data.PageSHA256 || m == nil {
		return changed
	}
	size, _ := strconv.Atoi(string(m[1]))
	root, _ := strconv.Atoi(string(m[2]))
	prev, _ := strconv.Atoi(string(m[3]))
	catalog, err := f.object(f.root)
	if err != nil || f.root != root || f.prev != prev || !bytes.Contains(catalog, []byte(catalogExtras)) {
		return changed
	}
	var instead map[int]string
	if data.Format != firstDataFormat {
		if !apart(pages) {
			return changed
		}
		if instead, _, err = taggedPages(pages, data.Pages, size); err != nil {
			return changed
		}
	}
	for _, n := range f.numbers {
		if n < size && n != root && instead[n] == "" || f.offsets[n] < data.PageBytes {
			return changed
		}
	}
	for n, want := range instead {
		if is, err := f.object(n); err != nil || string(is) != want {
			return changed
		}
	}
	return Check{true, "the pages are as they were written"}
}

// apart reports whether the objects that gofpdf wrote stand one after the other, so that no byte belongs to two of
// them: each is looked at from its beginning to its end.
func apart(pages []byte) bool {
	table, err := baseTable(pages)
	if err != nil {
		return false
	}
	at := make([]int, 0, len(table.table)/20+1)
	for t := table.table; len(t) > 20; t = t[20:] { // the first entry is none
		n, err := strconv.ParseUint(string(t[20:30]), 10, 63)
		if err != nil || n > uint64(len(pages)) {
			return false
		}
		at = append(at, int(n))
	}
	slices.Sort(at)
	for i := 1; i < len(at); i++ {
		if !bytes.HasSuffix(pages[at[i-1]:at[i]], objectTail) {
			return false
		}
	}
	return true
}

// checkPositions compares the stance of each position with the reading of the quotation on which it rests.
func checkPositions(data Data) Check {
	type reading struct {
		statement dossier.ID
		issue     string
		stance    dossier.Stance
	}
	quotes := map[dossier.ID]dossier.Quote{}
	for _, q := range data.Quotes {
		quotes[q.Statement] = q
	}
	named, same, some := map[reading]bool{}, map[reading]bool{}, map[reading]bool{} // by issue, by both, by stance
	for id, q := range quotes {
		for _, r := range q.Issues {
			named[reading{id, r.Issue, ""}], same[reading{id, r.Issue, r.Stance}], some[reading{id, "", r.Stance}] = true, true, true
		}
	}
	for _, p := range data.Positions {
		q, ok := quotes[p.Statement]
		if !ok || p.Count == 0 || len(q.Issues) == 0 {
			continue
		}
		id := p.Statement
		if named[reading{id, p.Issue, ""}] && !same[reading{id, p.Issue, p.Stance}] ||
			!some[reading{id, "", p.Stance}] { // one that is read under an issue below counts for the issue above
			return Check{false, fmt.Sprintf("the position of %s on %s is not what Q%d was read as", clip(p.Party, 80), clip(p.Issue, 80), q.Number)}
		}
	}
	return Check{true, "each position is the reading of the quotation on which it rests"}
}
