package export

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
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

const largestFile = 2 << 30

// Verify checks a packet. An error means that there is no packet to check: errors.Is tells ErrNoPDF, ErrNoPacket and
// ErrDamaged apart, and for encrypted packets ErrNeedsPassword and ErrPassword. The password may be empty.
func Verify(path, password string) (Verification, error) {
	info, err := os.Stat(path)
	if err != nil {
		return Verification{}, fmt.Errorf("verify: %w", err)
	}
	if info.IsDir() {
		return Verification{}, fmt.Errorf("verify %s: this is a folder", path)
	}
	if info.Size() > largestFile {
		return Verification{}, fmt.Errorf("verify %s: the file is larger than %d GB", path, largestFile>>30)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return Verification{}, fmt.Errorf("verify: %w", err)
	}
	v, err := VerifyBytes(b, password)
	if err != nil {
		return v, fmt.Errorf("verify %s: %w", path, err)
	}
	return v, nil
}

// VerifyBytes is Verify on the content of a file.
func VerifyBytes(b []byte, password string) (Verification, error) {
	sum := sha256.Sum256(b)
	v := Verification{SHA256: hex.EncodeToString(sum[:])}
	if !locked(b) {
		return v, v.check(b)
	}
	v.Encrypted = true
	if password == "" {
		return v, ErrNeedsPassword
	}
	password, err := preparePassword(password)
	if err != nil {
		return v, ErrPassword
	}
	plain, err := unlock(b, password)
	if err != nil {
		return v, err
	}
	if err := v.check(plain); err != nil {
		return v, err
	}
	again, err := lock(plain, password)
	if err != nil {
		return v, err
	}
	if !bytes.Equal(again, b) {
		v.File = Check{false, "the file was changed after it was encrypted"}
	}
	return v, nil
}

// check looks at a packet that is not encrypted.
func (v *Verification) check(b []byte) error {
	f, err := readPacketFile(b)
	if err != nil {
		return err
	}
	raw, err := f.attached(dataName)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	data := sha256.Sum256(raw)
	v.DataSHA256 = hex.EncodeToString(data[:])
	if err := json.Unmarshal(raw, &v.Data); err != nil {
		return fmt.Errorf("%w: %s cannot be read", ErrDamaged, dataName)
	}
	if v.Data.Format != dataFormat && v.Data.Format != firstDataFormat {
		return fmt.Errorf("the packet has the form %q, which this version of Parley does not know", clip(v.Data.Format, 40))
	}
	v.Reference, v.Title, v.Issued, v.Recipe, v.PageCount = v.Data.Recipe.Reference, v.Data.Title, v.Data.Issued, v.Data.Recipe, v.Data.Pages
	v.File = f.checkSeal()
	v.Pages = f.checkPages(v.Data)
	v.Rest = f.checkRest(v.Data, raw)
	v.Positions = checkPositions(v.Data)
	texts := map[int][]rune{}
	for _, s := range v.Data.Sources {
		check, text := f.checkSource(s)
		v.Sources = append(v.Sources, check)
		if text != nil {
			texts[s.Number] = text
		}
	}
	for _, q := range v.Data.Quotes {
		c := QuoteCheck{Number: q.Number, Source: "S" + strconv.Itoa(q.Source), Words: q.Passage.Exact}
		switch text, ok := texts[q.Source]; {
		case !ok:
			c.Sentence = fmt.Sprintf("the text of %s is not in the file any more", c.Source)
		case !q.Passage.Holds(text):
			c.Sentence = fmt.Sprintf("the words do not stand at their place in the attached text of %s", c.Source)
		default:
			c.OK, c.Sentence = true, fmt.Sprintf("stands letter for letter in %s", c.Source)
		}
		v.Quotes = append(v.Quotes, c)
	}
	return nil
}

func (f *packetFile) checkSeal() Check {
	sum := sha256.Sum256(f.b[:f.sealed])
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
func (f *packetFile) checkPages(data Data) Check {
	changed := Check{false, "the pages were changed after the packet was written"}
	if data.PageBytes <= 0 || data.PageBytes > f.sealed {
		return changed
	}
	pages := f.b[:data.PageBytes]
	sum := sha256.Sum256(pages)
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

// checkPositions compares the stance of each position with the reading of the quotation on which it rests.
func checkPositions(data Data) Check {
	quotes := map[dossier.ID]dossier.Quote{}
	for _, q := range data.Quotes {
		quotes[q.Statement] = q
	}
	for _, p := range data.Positions {
		q, ok := quotes[p.Statement]
		if !ok || p.Count == 0 {
			continue
		}
		named, same, some := false, false, len(q.Issues) == 0
		for _, r := range q.Issues {
			named = named || r.Issue == p.Issue
			same = same || r.Issue == p.Issue && r.Stance == p.Stance
			some = some || r.Stance == p.Stance
		}
		if named && !same || !some { // one that is read under an issue below counts for the issue above
			return Check{false, fmt.Sprintf("the position of %s on %s is not what Q%d was read as", p.Party, p.Issue, q.Number)}
		}
	}
	return Check{true, "each position is the reading of the quotation on which it rests"}
}

func (f *packetFile) checkSource(s SourceData) (c SourceCheck, text []rune) {
	c = SourceCheck{Number: s.Number, Title: s.Title}
	content, err := f.attached(s.Text)
	if err != nil {
		c.Sentence = err.Error()
		return c, nil
	}
	if !utf8.Valid(content) {
		c.Sentence = s.Text + " is not valid UTF-8 any more"
		return c, nil
	}
	text = []rune(string(content))
	if !hasHash(content, s.TextSHA256) {
		c.Sentence = s.Text + " does not match its SHA-256"
		return c, text
	}
	if s.Raw != "" {
		raw, err := f.attached(s.Raw)
		if err != nil {
			c.Sentence = err.Error()
			return c, text
		}
		if !hasHash(raw, s.RawSHA256) {
			c.Sentence = s.Raw + " does not match its SHA-256"
			return c, text
		}
	}
	c.OK, c.Sentence = true, "the attachments match their SHA-256"
	return c, text
}

func hasHash(b []byte, want string) bool {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:]) == want
}
