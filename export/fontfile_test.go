package export

import (
	"bytes"
	"context"
	"encoding/binary"
	"slices"
	"strings"
	"testing"

	"parley/dossier"
)

// chinese makes a font that has 中 and 文 with the shapes of two Latin letters: a bundled font with another character map.
func chinese(t *testing.T) []byte {
	t.Helper()
	b := testFonts(t)["NotoSans-Regular"]
	n := int(binary.BigEndian.Uint16(b[4:]))
	var cmap bytes.Buffer // one table of format 4: a segment for each character, in order, and the one that ends it
	put := func(v ...uint16) {
		for _, x := range v {
			_ = binary.Write(&cmap, binary.BigEndian, x)
		}
	}
	put(0, 1, 3, 1, 0, 12)
	put(4, 16+8*3, 0, 6, 4, 1, 2)
	put(0x4E2D, 0x6587, 0xFFFF, 0)
	put(0x4E2D, 0x6587, 0xFFFF)
	minus := func(glyph, r int) uint16 { return uint16(glyph - r) }
	put(minus(40, 0x4E2D), minus(45, 0x6587), 1)
	put(0, 0, 0)
	out := slices.Clone(b)
	for i := range n {
		entry := out[12+16*i : 12+16*i+16]
		if string(entry[:4]) == "cmap" {
			binary.BigEndian.PutUint32(entry[8:], uint32(len(out)))
			binary.BigEndian.PutUint32(entry[12:], uint32(cmap.Len()))
			return append(out, cmap.Bytes()...)
		}
	}
	t.Fatal("the font has no character map")
	return nil
}

// A writing that no bundled font has is printed as tags, and with a font of the machine as itself; the report says so.
func TestOtherFonts(t *testing.T) {
	p := samplePacket(t)
	words := "中文 stands here"
	for i := range p.Sources {
		if i == 0 {
			p.Sources[i].Document.Title = words
		}
	}
	o := Options{Fonts: testFonts(t)}
	missing, err := Uncovered(p, o.Fonts)
	if err != nil || !slices.Contains(missing, '中') || !slices.Contains(missing, '文') {
		t.Fatalf("missing %q, %v", string(missing), err)
	}
	printed := func(o Options) string {
		d, problems, err := prepare(context.Background(), p, o)
		if err != nil || d == nil {
			t.Fatalf("%v %+v", err, problems)
		}
		var all strings.Builder
		for _, page := range d.pages {
			for _, op := range page.ops {
				all.WriteString(op.text + "\n")
			}
		}
		for _, problem := range problems {
			all.WriteString("problem: " + problem.Sentence + "\n")
		}
		return all.String()
	}
	if got := printed(o); !strings.Contains(got, "[U+4E2D]") {
		t.Error("without a font there is no tag")
	}
	o.Others = []OtherFont{{"Test Han", chinese(t)}}
	got := printed(o)
	if strings.Contains(got, "[U+4E2D]") || !strings.Contains(got, "中文") || !strings.Contains(got, "Test Han, a font of this machine") {
		t.Errorf("with a font: %q", got[max(0, strings.Index(got, "problem")):])
	}
	o.Others = []OtherFont{{"Broken", []byte("no font")}}
	if got := printed(o); !strings.Contains(got, "Broken is not used") || !strings.Contains(got, "[U+4E2D]") {
		t.Error("a broken font is not told")
	}
	o.Others = []OtherFont{{"Test Han", chinese(t)}}
	if b, _, err := Bytes(context.Background(), p, o); err != nil || len(b) == 0 {
		t.Errorf("written: %v", err)
	}
}

// Of a file the first TrueType font is taken, out of a collection too; PostScript outlines and broken files are refused.
func TestTrueType(t *testing.T) {
	plain := testFonts(t)["NotoSans-Regular"]
	const shift = 16
	collection := append([]byte("ttcf\x00\x01\x00\x00\x00\x00\x00\x01\x00\x00\x00\x10"), plain...)
	n := int(binary.BigEndian.Uint16(plain[4:]))
	for i := range n { // offsets of a collection are those in its file
		at := shift + 12 + 16*i + 8
		binary.BigEndian.PutUint32(collection[at:], binary.BigEndian.Uint32(collection[at:])+shift)
	}
	got, err := TrueType(collection)
	if err != nil {
		t.Fatal(err)
	}
	a, errA := newFace(sans, plain)
	b, errB := newFace(sans, got)
	if errA != nil || errB != nil || a.width('W') != b.width('W') || !b.has('é') {
		t.Errorf("%v %v", errA, errB)
	}
	for name, bad := range map[string][]byte{"empty": nil, "words": []byte("this is not a font at all"), "cut off": collection[:40], "postscript": append([]byte("OTTO"), plain[4:]...),
		"no font in it": []byte("ttcf\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"), "outside": append([]byte("ttcf\x00\x01\x00\x00\x00\x00\x00\x01\xff\xff\xff\xf0"), plain...)} {
		if _, err := TrueType(bad); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
	if _, err := TrueType(append([]byte("OTTO"), plain[4:]...)); err != ErrOutlines {
		t.Error(err)
	}
}

// Nothing is looked for where the bundled fonts have everything, nor for letters that would have to be shaped.
func TestUncovered(t *testing.T) {
	p := dossier.Packet{Recipe: dossier.Recipe{Title: "Ελληνικά, Русский, עברית, العربية, Việt, ქართული, हिन्दी, 😀"}}
	if got, err := Uncovered(p, testFonts(t)); err != nil || len(got) != 0 {
		t.Errorf("%q %v", string(got), err)
	}
}
