package export

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"parley/dossier"
)

// resealed makes the seal of a file anew, as one would who hides a change.
func resealed(b []byte) []byte {
	at := bytes.LastIndex(b, []byte("\n"+sealMark))
	if at < 0 || at+1+len(sealMark)+64 > len(b) {
		return b
	}
	out := bytes.Clone(b)
	copy(out[at+1+len(sealMark):], fmt.Appendf(nil, "%x", sha256.Sum256(b[:at+1])))
	return out
}

// places are the kinds of bytes in a packet, each with what stands there.
var places = []struct{ what, mark string }{
	{"a page", "/Contents 4 0 R"}, {"a page's content", "stream\nx"}, {"a page in the update", "/StructParents 1 "}, {"a link", " /F 4 /StructParent "},
	{"a structure element", "<</S /H1 "}, {"the words of one", "/ActualText <FEFF05"}, {"the outline", "<</Title <FEFF"}, {"the properties", "<dc:title>"},
	{"an attachment", "/Type /EmbeddedFile"}, {"its description", "/Type /Filespec"}, {"packet.json", "/Subtype /application#2Fjson"}, {"its name", "(packet.json)"},
	{"the catalog", "/Lang (en)"}, {"a reference in the catalog", "/AF ["}, {"the table", "\nxref\n"}, {"the trailer", "/ID [<"}, {"the size", "/Size "}, {"the seal", sealMark},
}

// One letter changed in any kind of place is found; and also where the seal was made anew to hide it.
func TestForgedSealIsFound(t *testing.T) {
	b := sampleBytes(t)
	r := rand.New(rand.NewPCG(5, 6))
	try := func(what string, at int) {
		c := bytes.Clone(b)
		c[at] ^= byte(1 + r.IntN(255))
		if v, err := VerifyBytes(context.Background(), c, ""); err == nil && v.OK() {
			t.Errorf("%s: byte %d is not found", what, at)
		}
		c = resealed(c)
		v, err := VerifyBytes(context.Background(), c, "")
		if bytes.Equal(c, b) || err != nil || !v.OK() {
			return
		}
		f, err := readPacketFile(c, usual) // the last byte of what is compressed holds bits that mean nothing
		if err != nil {
			t.Fatal(err)
		}
		g, _ := readPacketFile(b, usual)
		was, _ := g.attached(context.Background(), dataName, usual.data)
		if is, err := f.attached(context.Background(), dataName, usual.data); err != nil || !bytes.Equal(is, was) || what != "anywhere" {
			t.Errorf("%s: byte %d is not found under a new seal", what, at)
		}
	}
	for _, p := range places {
		mark := []byte(p.mark)
		if p.mark == "stream\nx" {
			mark = mark[:7]
		}
		at := bytes.LastIndex(b, mark)
		if at < 0 {
			t.Errorf("%s: there is no %q", p.what, p.mark)
			continue
		}
		for i := range len(mark) + 6 {
			try(p.what, at+i)
		}
	}
	for range 150 {
		try("anywhere", r.IntN(len(b)))
	}
	update := bytes.Index(b, []byte("/StructParents 0 "))
	for range 150 {
		try("anywhere", update+r.IntN(len(b)-update))
	}
}

// Who makes all hashes anew, but lets the words of a quotation and its source differ, is found all the same; so is a
// position that is not what its quotation was read as. (Who makes all of it fit is found by the dossier alone.)
func TestWhatHashesDoNotHide(t *testing.T) {
	for _, c := range []struct {
		why   string
		forge func(*Data)
		found func(Verification) bool
	}{
		{"other words", func(d *Data) { d.Quotes[7].Passage.Exact = strings.Replace(d.Quotes[7].Passage.Exact, "not", "and", 1) }, func(v Verification) bool { return !v.Quotes[7].OK }},
		{"another stance", func(d *Data) { d.Positions[0].Stance = dossier.Supports }, func(v Verification) bool { return !v.Positions.OK }},
		{"another hash of a text", func(d *Data) { d.Sources[0].TextSHA256 = strings.Repeat("0", 64) }, func(v Verification) bool { return !v.Sources[0].OK }},
		{"a text left out", func(d *Data) { d.Sources[0].Text = "none.txt" }, func(v Verification) bool { return !v.Sources[0].OK }},
	} {
		b := sampleBytes(t)
		f, err := readPacketFile(b, usual)
		if err != nil {
			t.Fatal(err)
		}
		packet, err := f.attached(context.Background(), dataName, usual.data)
		if err != nil {
			t.Fatal(err)
		}
		var data Data
		if err := json.Unmarshal(packet, &data); err != nil {
			t.Fatal(err)
		}
		c.forge(&data)
		forged := reissued(t, f, data)
		v, err := VerifyBytes(context.Background(), forged, "")
		if err != nil || !v.File.OK || !v.Pages.OK || !v.Rest.OK {
			t.Fatalf("%s: the forgery is not careful enough to tell: %v %+v %+v %+v", c.why, err, v.File, v.Pages, v.Rest)
		}
		if v.OK() || !c.found(v) {
			t.Errorf("%s is not found", c.why)
		}
	}
}

// What comes after the bytes that packet.json has a hash of can hide nothing: neither an entry in its dictionary, nor bytes
// after its compressed content, though every hash is made anew.
func TestNothingHidesBesideThePacketData(t *testing.T) {
	b := sampleBytes(t)
	f, err := readPacketFile(b, usual)
	if err != nil {
		t.Fatal(err)
	}
	packet, err := f.attached(context.Background(), dataName, usual.data)
	if err != nil {
		t.Fatal(err)
	}
	var data Data
	if err := json.Unmarshal(packet, &data); err != nil {
		t.Fatal(err)
	}
	if v, err := VerifyBytes(context.Background(), reissuedAs(t, f, data, packet), ""); err != nil || !v.OK() {
		t.Fatalf("%v: the end written anew as it was does not hold", err)
	}
	stream, err := f.object(f.attachments[dataName])
	if err != nil {
		t.Fatal(err)
	}
	m := lengthForm.FindSubmatch(stream)
	packed := bytes.TrimSuffix(stream[len(m[0]):], endStream)
	facts := strings.TrimSuffix(string(m[0]), ">>\nstream\n")
	facts = facts[:strings.LastIndex(facts, " /Length ")]
	for what, object := range map[string]string{
		"an entry":               fmt.Sprintf("%s /Length 1 /X (hidden) /Length %d>>\nstream\n%s\nendstream", facts, len(packed), packed),
		"bytes after it":         fmt.Sprintf("%s /Length %d>>\nstream\n%shidden\nendstream", facts, len(packed)+6, packed),
		"bytes after its stream": fmt.Sprintf("%s /Length %d>>\nstream\n%s\nendstream\nhidden", facts, len(packed), packed),
	} {
		u := &update{base: data.HeadBytes, next: f.attachments[dataName] + 2, offsets: map[int]int{}}
		for n, at := range f.offsets {
			if at < data.HeadBytes {
				u.offsets[n] = at
			}
		}
		u.object(f.attachments[dataName], object)
		for _, n := range []int{f.specs[dataName], f.root} {
			was, err := f.object(n)
			if err != nil {
				t.Fatal(err)
			}
			u.object(n, string(was))
		}
		if v, err := VerifyBytes(context.Background(), ended(f, data, u), ""); err == nil && v.OK() {
			t.Errorf("%s is not found", what)
		}
	}
}

// reissued writes the end of a packet anew with other data, as one would who knows the form.
func reissued(t testing.TB, f *packetFile, data Data) []byte {
	t.Helper()
	content, err := json.MarshalIndent(data, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return reissuedAs(t, f, data, append(content, '\n'))
}

// reissuedAs does so with any content of packet.json; data says where the pages and the rest end.
func reissuedAs(t testing.TB, f *packetFile, data Data, content []byte) []byte {
	t.Helper()
	catalogWas, err := f.object(f.root)
	if err != nil {
		t.Fatal(err)
	}
	u := &update{base: data.HeadBytes, next: f.attachments[dataName], offsets: map[int]int{}}
	for n, at := range f.offsets {
		if at < data.HeadBytes {
			u.offsets[n] = at
		}
	}
	if _, err := u.attach(dataFile(content), data.Issued); err != nil {
		t.Fatal(err)
	}
	u.object(f.root, string(catalogWas))
	return ended(f, data, u)
}

// ended writes the tables and the seal after an update.
func ended(f *packetFile, data Data, u *update) []byte {
	start := u.base + u.out.Len()
	u.crossReferences()
	pages := f.b[:data.PageBytes]
	m := trailerForm.FindSubmatch(pages[len(pages)-400:])
	so := append(bytes.Clone(f.b[data.PageBytes:data.HeadBytes]), u.out.Bytes()...)
	u.out.WriteString(u.trailer(f.root, string(m[3]), string(m[4]), identityOf(pages, so)))
	file := append(bytes.Clone(f.b[:data.HeadBytes]), u.out.Bytes()...)
	return fmt.Appendf(file, "%s%x\nstartxref\n%d\n%%%%EOF\n", sealMark, sha256.Sum256(file), start)
}
