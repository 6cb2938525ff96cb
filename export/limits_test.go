package export

import (
	"bytes"
	"compress/zlib"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
)

// forgery makes files in the form of a packet, with whatever one wants in them.
type forgery struct {
	update
	root int
}

func newForgery() *forgery {
	b := &forgery{update: update{next: 2, offsets: map[int]int{}}, root: 1}
	b.out.WriteString(pdfMark + "1.3\n")
	return b
}

// file attaches a content under a name and returns the numbers of its description and of its stream.
func (b *forgery) file(name string, packed []byte) (spec, file int) {
	file, spec = b.reserve(), b.reserve()
	b.stream(file, "/Type /EmbeddedFile", packed)
	b.object(spec, attachment{name: name, relation: "Source", description: "x"}.spec(file))
	return spec, file
}

// sealed ends the file.
func (b *forgery) sealed(names string) []byte {
	b.object(b.root, "<</Names <</EmbeddedFiles <</Names ["+names+"]>>>>>>")
	start := b.base + b.out.Len()
	b.crossReferences()
	b.out.WriteString(b.trailer(b.root, "1", "1", identityOf(nil, nil)))
	sum := sha256.Sum256(b.out.Bytes())
	return fmt.Appendf(bytes.Clone(b.out.Bytes()), "%s%x\nstartxref\n%d\n%%%%EOF\n", sealMark, sum, start)
}

func deflated(content []byte) []byte {
	var z bytes.Buffer
	w, _ := zlib.NewWriterLevel(&z, zlib.BestSpeed)
	_, _ = w.Write(content)
	_ = w.Close()
	return z.Bytes()
}

// packetOf is a file with packet.json and texts: names of attachments and what they unpack to.
func packetOf(packet []byte, texts map[string][]byte) []byte {
	b := newForgery()
	var names []string
	for name, text := range texts {
		spec, _ := b.file(name, deflated(text))
		names = append(names, fmt.Sprintf("(%s) %d 0 R", name, spec))
	}
	spec, _ := b.file(dataName, deflated(packet))
	return b.sealed(strings.Join(append(names, fmt.Sprintf("(%s) %d 0 R", dataName, spec)), " "))
}

func hashOf(b []byte) string { return fmt.Sprintf("%x", sha256.Sum256(b)) }

// allocated is how many bytes of memory were asked for meanwhile, given back or not: so never less than were held.
func allocated(do func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// Ensures that what a file asks of the machine that verifies it is bounded: each of these took minutes or gigabytes where
// work or memory grows with the square of the file, or with what it unpacks to, and says so now or is refused. Sizes are
// such that the square of them would not end while the test runs.
func TestVerifyIsBounded(t *testing.T) {
	const kB, mB = 1 << 10, 1 << 20
	big := bytes.Repeat([]byte("x"), 15*mB)
	bigHash := hashOf(big)
	list := func(n int, one string) string { return strings.TrimSuffix(strings.Repeat(one+",", n), ",") }
	listed := func(n int, one func(i int) string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString("," + one(i))
		}
		return b.String()[1:]
	}
	data := func(fields string) []byte { return []byte(`{"format":"` + dataFormat + `",` + fields + `}`) }
	tests := []struct {
		what  string
		file  func() []byte
		error string // empty: there is a verification, which does not hold
		most  uint64 // bytes of memory, all in all
	}{
		{"20,000 names for a description of 400 KB", func() []byte {
			b := newForgery()
			b.object(2, strings.Repeat(" ", 400*kB))
			return b.sealed(strings.ReplaceAll(listed(20_000, func(i int) string { return fmt.Sprintf("(a%d) 2 0 R", i) }), ",", " "))
		}, "has no content", 16 * mB},
		{"20,000 names for one description", func() []byte {
			b := newForgery()
			spec, _ := b.file("a", nil)
			return b.sealed(strings.TrimSpace(strings.Repeat(fmt.Sprintf("(a) %d 0 R ", spec), 20_000)))
		}, "listed twice", 16 * mB},
		{"eight texts that are one", func() []byte {
			b := newForgery()
			_, file := b.file("S1.txt", deflated(big))
			names := ""
			for i := range 8 {
				spec, name := b.reserve(), textName(i+1)
				b.object(spec, attachment{name: name, relation: "Source", description: "x"}.spec(file))
				names += fmt.Sprintf("(%s) %d 0 R ", name, spec)
			}
			return b.sealed(strings.TrimSpace(names))
		}, "content of another one", 16 * mB},
		{"100,000 sources with one text", func() []byte {
			return packetOf(data(`"sources":[`+listed(100_000, func(i int) string {
				return fmt.Sprintf(`{"number":%d,"text":"S1.txt","text_sha256":"%s"}`, i, bigHash)
			})+`]`), map[string][]byte{"S1.txt": big})
		}, "", 400 * mB},
		{"a text of 200 MB", func() []byte {
			return packetOf(data(`"sources":[{"text":"S1.txt"}]`), map[string][]byte{"S1.txt": make([]byte, 200*mB)})
		}, "", 96 * mB},
		{"pasted bytes of 500 MB, of which nothing is kept", func() []byte {
			return packetOf(data(`"sources":[{"text":"S1.txt","text_sha256":"`+hashOf([]byte("x"))+`","raw":"S1.bin"}]`),
				map[string][]byte{"S1.txt": []byte("x"), "S1.bin": make([]byte, 500*mB)})
		}, "", 16 * mB},
		{"packet.json of 65 MB", func() []byte { return packetOf(make([]byte, 65*mB), nil) }, "unpacks to more", 320 * mB},
		{"20 million quotations of two bytes", func() []byte { return packetOf(data(`"quotes":[`+list(20_000_000, "0")+`]`), nil) }, "more than a packet can", 256 * mB},
		{"20 million readings of three bytes", func() []byte {
			return packetOf(data(`"quotes":[{"issues":[`+list(20_000_000, "{}")+`]}]`), nil)
		}, "more than a packet can", 256 * mB},
		{"a million lists in one another", func() []byte {
			return packetOf(data(`"x":`+strings.Repeat("[", 1_000_000)+strings.Repeat("]", 1_000_000)), nil)
		}, "more than a packet can", 16 * mB},
		{"80,000 positions on a quotation with 300,000 readings", func() []byte {
			return packetOf(data(`"quotes":[{"issues":[`+listed(300_000, func(i int) string { return fmt.Sprintf(`{"issue":"%d"}`, i) })+`]}],"positions":[`+
				list(80_000, `{"issue":"299999","count":1}`)+`]`), nil)
		}, "", 800 * mB},
		{"100,000 quotations at the end of a long text", func() []byte {
			end := fmt.Sprintf(`{"number":1,"source":1,"passage":{"start":%d,"end":%d,"exact":"x"}}`, len(big)-1, len(big))
			return packetOf(data(`"sources":[{"number":1,"text":"S1.txt","text_sha256":"`+bigHash+`"}],"quotes":[`+list(100_000, end)+`]`),
				map[string][]byte{"S1.txt": big})
		}, "", 400 * mB},
		{"a table that promises ten million objects", func() []byte {
			return bytes.Replace(packetOf(data(``), nil), []byte("\nxref\n1 4\n"), []byte("\nxref\n1 9999999\n"), 1)
		}, "cannot be read", 16 * mB},
		{"an object twice in the table", func() []byte {
			return bytes.Replace(packetOf(data(`"pages":1`), nil), []byte("\nxref\n1 3\n"), []byte("\nxref\n1 1\n0000000009 00000 n \n1 3\n"), 1)
		}, "twice", 16 * mB},
		{"an attachment that is longer than the file", func() []byte {
			length := fmt.Sprintf("/Length %d>>", len(deflated(data(`"pages":1`))))
			longer := length[:len(length)-3] + "9>>" // of the same length, so that all else is where it was
			return bytes.Replace(packetOf(data(`"pages":1`), nil), []byte(length), []byte(longer), 1)
		}, "cut off", 16 * mB},
	}
	for _, tt := range tests {
		b := tt.file()
		var v Verification
		var err error
		took := allocated(func() { v, err = VerifyBytes(context.Background(), b, "") })
		switch {
		case tt.error == "" && (err != nil || v.OK()), tt.error != "" && (err == nil || !strings.Contains(err.Error(), tt.error)):
			t.Errorf("%s: %v, want %q", tt.what, err, tt.error)
		case took > tt.most:
			t.Errorf("%s: %d MB of memory for a file of %d KB, want at most %d", tt.what, took/mB, len(b)/kB, tt.most/mB)
		}
		t.Logf("%s: a file of %d KB took %d MB", tt.what, len(b)/kB, took/mB)
	}
}

// Ensures that attachments are bounded together, not only each for itself.
func TestAttachmentsAreBoundedTogether(t *testing.T) {
	text := bytes.Repeat([]byte("x"), 1<<20)
	texts, sources := map[string][]byte{}, []SourceData{}
	for i := range 10 {
		texts[textName(i+1)] = text
		sources = append(sources, SourceData{Number: i + 1, Text: textName(i + 1), TextSHA256: hashOf(text)})
	}
	packet, err := json.Marshal(Data{Format: dataFormat, Sources: sources})
	if err != nil {
		t.Fatal(err)
	}
	o := usual
	o.all = 5<<20 + len(packet)
	v, err := verify(context.Background(), packetOf(packet, texts), "", o)
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range v.Sources {
		if s.OK != (i < 5) {
			t.Errorf("S%d: %v, %s", i+1, s.OK, s.Sentence)
		}
	}
}

// Ensures that objects which lie in one another are refused, in the pages and in the update, before each of them is
// looked at to its end: 100,000 of them in 2 MB.
func TestObjectsInOneAnother(t *testing.T) {
	var pages bytes.Buffer
	pages.WriteString(pdfMark + "1.3\n")
	table := []byte("0000000000 65535 f \n")
	for n := 1; n <= 100_000; n++ {
		table = fmt.Appendf(table, "%010d 00000 n \n", pages.Len())
		fmt.Fprintf(&pages, "%d 0 obj\n", n)
	}
	pages.WriteString("\nendobj\n")
	at := pages.Len()
	fmt.Fprintf(&pages, "xref\n0 100001\n%strailer\n<<\n/Size 100001\n/Root 1 0 R\n/Info 1 0 R\n>>\nstartxref\n%d\n%%%%EOF\n", table, at)
	if apart(pages.Bytes()) {
		t.Error("objects of the pages that lie in one another are taken")
	}
	sample := sampleBytes(t)
	v, err := VerifyBytes(context.Background(), sample, "")
	if err != nil || !apart(sample[:v.Data.PageBytes]) {
		t.Errorf("%v: the pages of a packet are not taken", err)
	}
	b := newForgery()
	for n := 2; n < 100_000; n++ {
		b.offsets[n] = b.out.Len()
		fmt.Fprintf(&b.out, "%d 0 obj\n", n)
	}
	b.out.WriteString("\nendobj\n")
	b.next = 100_000
	spec, _ := b.file(dataName, deflated([]byte("{}")))
	f, err := readPacketFile(b.sealed(fmt.Sprintf("(%s) %d 0 R", dataName, spec)), usual)
	if err != nil {
		t.Fatal(err)
	}
	for n := 2; n < 99_999; n++ {
		if _, err := f.object(n); !errors.Is(err, ErrDamaged) {
			t.Fatalf("object %d lies in another and is taken", n)
		}
	}
}

// Ensures that resources which name one font again and again are refused.
func TestFontNamedTwice(t *testing.T) {
	b := sampleBytes(t)
	v, err := VerifyBytes(context.Background(), b, "")
	if err != nil {
		t.Fatal(err)
	}
	pages := b[:v.Data.PageBytes]
	uses := useForm.FindAllSubmatchIndex(pages, 2)
	if len(uses) < 2 || uses[0][3]-uses[0][2] != uses[1][3]-uses[1][2] {
		t.Fatal("the sample has no two fonts with numbers of one length")
	}
	same := bytes.Clone(pages)
	copy(same[uses[1][2]:uses[1][3]], pages[uses[0][2]:uses[0][3]])
	if _, _, err := taggedPages(same, v.Data.Pages, 1000); err == nil {
		t.Error("it is taken")
	}
	if _, _, err := taggedPages(pages, v.Data.Pages, 1000); err != nil {
		t.Error(err)
	}
}

// Ensures that listWeights are not less than what elements of lists take in memory, so that the bound on lists is one.
func TestListWeights(t *testing.T) {
	var walk func(of reflect.Type, depth int)
	walk = func(of reflect.Type, depth int) {
		if of.PkgPath() == "time" {
			return
		}
		switch of.Kind() {
		case reflect.Struct:
			for i := range of.NumField() {
				inner := depth + 1
				if of.Field(i).Anonymous {
					inner = depth
				}
				walk(of.Field(i).Type, inner)
			}
		case reflect.Slice:
			most := innerWeight
			if depth == 1 {
				most = outerWeight
			}
			if size := int(of.Elem().Size()); size > most {
				t.Errorf("an element of %v takes %d bytes, more than %d", of, size, most)
			}
			walk(of.Elem(), depth+1)
		case reflect.Map, reflect.Pointer, reflect.Interface:
			t.Errorf("%v is not weighed", of)
		}
	}
	walk(reflect.TypeFor[Data](), 0)
	for packet, want := range map[string]bool{`{"quotes":[{},{}]}`: true, `{"quotes":[{},{},{}]}`: false, `{"a":"[,,,\"[[[","quotes":[1]}`: true,
		`{"a":{"b":[1,2,3,4,5,6,7]}}`: true, `{"a":{"b":[1,2,3,4,5,6,7,8]}}`: false, `[[[[[`: false, `]]]]]]`: true} {
		if got := (limits{data: 1000, lists: 2 * outerWeight, nested: 4}).holds([]byte(packet)); got != want {
			t.Errorf("%s: %v", packet, got)
		}
	}
}

// Ensures that a packet which Verify would refuse for its size is not written.
func TestTooLargeToVerify(t *testing.T) {
	p := samplePacket(t)
	o := usual
	if o.text = 10; len(o.checkSize(p)) != len(p.Sources) {
		t.Errorf("%+v", o.checkSize(p))
	}
	o = usual
	if o.all = o.data + 10; len(o.checkSize(p)) != 1 || !o.checkSize(p)[0].Stops {
		t.Errorf("%+v", o.checkSize(p))
	}
	if list := usual.checkSize(p); len(list) > 0 {
		t.Errorf("%+v", list)
	}
}

// Ensures that verification ends with its context, and reads no more of a file than it may.
func TestVerifyEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for name, b := range map[string][]byte{"plain": sampleBytes(t), "locked": lockedBytes(t, samplePacket(t))} {
		path := filepath.Join(t.TempDir(), "a.pdf")
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Verify(ctx, path, testPassword); !errors.Is(err, context.Canceled) {
			t.Errorf("%s, from a file: %v", name, err)
		}
		if _, err := VerifyBytes(ctx, b, testPassword); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := readFile(context.Background(), path, int64(len(b))-1); err == nil || !strings.Contains(err.Error(), "larger") {
			t.Errorf("%s, too large: %v", name, err)
		}
		if got, err := readFile(context.Background(), path, int64(len(b))); err != nil || !bytes.Equal(got, b) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if f, err := os.Open("/dev/zero"); err == nil { // a file without end
		f.Close()
		if _, err := Verify(context.Background(), "/dev/zero", ""); !errors.Is(err, ErrNoPDF) {
			t.Errorf("/dev/zero: %v", err)
		}
	}
}
