package export

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func sampleBytes(t testing.TB) []byte {
	b, _, err := Bytes(context.Background(), samplePacket(t), Options{Fonts: testFonts(t)})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// A packet as written holds in every check, and gives back what it was made from.
func TestVerify(t *testing.T) {
	p := samplePacket(t)
	path := filepath.Join(t.TempDir(), "a.pdf")
	r, err := WriteForm(context.Background(), p, FormPDF, path, Options{Fonts: testFonts(t)})
	if err != nil {
		t.Fatal(err)
	}
	v, err := Verify(context.Background(), path, "")
	if err != nil || !v.OK() {
		t.Fatalf("%v %+v", err, v)
	}
	if v.SHA256 != r.SHA256 || v.PageCount != r.Pages || len(v.Quotes) != r.Quotes || len(v.Sources) != r.Sources ||
		v.Title != p.Recipe.Title || v.Reference != p.Recipe.Reference || !v.Issued.Equal(p.Issued) || v.Data.Dossier != p.DossierID {
		t.Errorf("the packet comes back as %+v", v)
	}
	for i, q := range v.Data.Quotes {
		if q.Statement != p.Quotes[i].Statement || q.Passage != p.Quotes[i].Passage {
			t.Errorf("Q%d comes back as %+v", i+1, q)
		}
	}
	if len(v.Data.Positions) != 20 {
		t.Errorf("%d positions", len(v.Data.Positions))
	}
}

// A change of any one byte is found: in the pages, the attachments, the tables, the seal.
func TestOneByteIsFound(t *testing.T) {
	b := sampleBytes(t)
	check := func(at int, flip byte) {
		c := bytes.Clone(b)
		c[at] ^= flip
		if v, err := VerifyBytes(context.Background(), c, ""); err == nil && v.OK() {
			t.Errorf("byte %d of %d, changed by %#x, is not found", at, len(b), flip)
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 1200 {
		check(r.IntN(len(b)), byte(1+r.IntN(255)))
	}
	for at := len(b) - 400; at < len(b); at++ {
		check(at, 1)
		check(at, 0x20)
	}
	for _, n := range []int{0, 1, 5, 100, len(b) / 2, len(b) - 1} {
		if v, err := VerifyBytes(context.Background(), b[:n], ""); err == nil && v.OK() {
			t.Errorf("a file cut at %d passes", n)
		}
	}
	if v, err := VerifyBytes(context.Background(), append(bytes.Clone(b), 0x0A), ""); err == nil && v.OK() {
		t.Error("a byte more is not found")
	}
}

// What was changed is named: words on a page leave the attachments whole; without its update a file holds no packet.
func TestWhatWasChanged(t *testing.T) {
	b := sampleBytes(t)
	c := bytes.Clone(b)
	c[bytes.Index(c, []byte("stream\n"))+40] ^= 1
	v, err := VerifyBytes(context.Background(), c, "")
	if err != nil || v.File.OK || v.Pages.OK || !v.Quotes[0].OK || !v.Sources[0].OK {
		t.Errorf("a changed page: %v %+v", err, v)
	}
	if _, err := VerifyBytes(context.Background(), b[:v.Data.PageBytes], ""); !errors.Is(err, ErrNoPacket) {
		t.Errorf("pages alone: %v", err)
	}
	if _, err := VerifyBytes(context.Background(), []byte("Dear all,"), ""); !errors.Is(err, ErrNoPDF) {
		t.Errorf("a letter: %v", err)
	}
	if _, err := VerifyBytes(context.Background(), nil, ""); !errors.Is(err, ErrNoPDF) {
		t.Errorf("nothing: %v", err)
	}
	if _, err := Verify(context.Background(), t.TempDir(), ""); err == nil {
		t.Error("a folder is taken for a packet")
	}
	if _, err := Verify(context.Background(), filepath.Join(t.TempDir(), "none.pdf"), ""); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	// A second update that puts another page 1 in place, as an editor of PDFs writes it.
	edited := append(bytes.Clone(b), "3 0 obj\n<</Type /Page>>\nendobj\nxref\n3 1\n0000000000 00000 n \ntrailer\n<<>>\nstartxref\n1\n%%EOF\n"...)
	if v, err := VerifyBytes(context.Background(), edited, ""); err != nil || v.File.OK || !strings.Contains(v.File.Sentence, "added") {
		t.Errorf("an added update: %v %+v", err, v.File)
	}
}

// A page that is replaced within the update, with a new seal, is found all the same: by the pages' own hash and place.
func TestReplacedPageIsFound(t *testing.T) {
	b := sampleBytes(t)
	f, err := readPacketFile(b, usual)
	if err != nil {
		t.Fatal(err)
	}
	table := bytes.LastIndex(b[:f.sealed], []byte("\nxref\n")) + 1
	trailer := bytes.LastIndex(b[:f.sealed], []byte("\ntrailer\n")) + 1
	u := &update{base: table, offsets: map[int]int{}}
	for n, at := range f.offsets {
		u.offsets[n] = at
	}
	u.object(3, "<</Type /Page /Parent 1 0 R /Resources 2 0 R /Contents 6 0 R>>")
	start := u.base + u.out.Len()
	u.crossReferences()
	u.out.Write(b[trailer:f.sealed])
	forged := append(bytes.Clone(b[:table]), u.out.Bytes()...)
	sum := sha256.Sum256(forged)
	forged = fmt.Appendf(forged, "%s%x\nstartxref\n%d\n%%%%EOF\n", sealMark, sum, start)
	v, err := VerifyBytes(context.Background(), forged, "")
	if err != nil || !v.File.OK || v.Pages.OK || v.OK() {
		t.Errorf("%v %+v %+v", err, v.File, v.Pages)
	}
}

// Whatever the bytes, Verify answers, does not fall over, and asks for no more memory than 64 MB for an end of at most 64 KB
// that was changed, also where the seal is made anew.
func FuzzVerify(f *testing.F) {
	b := sampleBytes(f)
	f.Add(b[len(b)-3000:])
	f.Add([]byte("%PDF-1.3\n%parley-sha256 x"))
	f.Add([]byte("%PDF-1.3\nxref\n1 1\n0000000009 00000 n \ntrailer\n<<\n/Size 2\n/Root 1 0 R\n/Info 1 0 R\n/Prev 1\n/ID [<> <>]\n>>\n%parley-sha256 " +
		strings.Repeat("0", 64) + "\nstartxref\n9\n%%EOF\n"))
	f.Fuzz(func(t *testing.T, tail []byte) {
		if len(tail) > 64<<10 {
			return
		}
		changed := append(bytes.Clone(b[:len(b)-3000]), tail...)
		for _, c := range [][]byte{tail, append([]byte("%PDF-1.3\n"), tail...), changed, resealed(changed)} {
			if took := allocated(func() { _, _ = VerifyBytes(context.Background(), c, "") }); took > 64<<20 {
				t.Errorf("%d MB of memory for an end of %d bytes", took>>20, len(tail))
			}
			if v, err := VerifyBytes(context.Background(), c, ""); err == nil && v.OK() && !bytes.Equal(c, b) {
				t.Error("a file that was not written passes")
			}
		}
	})
}

// fullDisk takes some bytes and no more.
type fullDisk struct {
	*os.File
	room int
}

func (f *fullDisk) Write(b []byte) (int, error) {
	if len(b) > f.room {
		n, _ := f.File.Write(b[:f.room])
		return n, syscall.ENOSPC
	}
	f.room -= len(b)
	return f.File.Write(b)
}

// A full disk, a failing rename or a missing folder leave what was there, and say what happened.
func TestFaults(t *testing.T) {
	p, fonts := samplePacket(t), testFonts(t)
	temp := func(path string) (File, error) { return createBeside(path) }
	tests := []struct {
		why, want string
		files     Files
	}{
		{"the disk is full", "the disk is full", Files{CreateTemp: func(path string) (File, error) {
			f, err := temp(path)
			if err != nil {
				return nil, err
			}
			return &fullDisk{f.(*os.File), 5000}, nil
		}}},
		{"the rename fails", "nothing was changed", Files{Rename: func(_, _ string) error { return errors.New("not today") }}},
		{"the folder may not be written", "may not be written", Files{CreateTemp: func(string) (File, error) { return nil, os.ErrPermission }}},
	}
	for _, tt := range tests {
		dir := t.TempDir()
		path := filepath.Join(dir, "a.pdf")
		if err := os.WriteFile(path, []byte("old"), 0o640); err != nil {
			t.Fatal(err)
		}
		_, err := WriteForm(context.Background(), p, FormPDF, path, Options{Fonts: fonts, Files: tt.files})
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v", tt.why, err)
		}
		if b, _ := os.ReadFile(path); string(b) != "old" {
			t.Errorf("%s: the old file is gone", tt.why)
		}
		if left, _ := os.ReadDir(dir); len(left) != 1 {
			t.Errorf("%s: %d files are left", tt.why, len(left))
		}
	}
	if _, err := WriteForm(context.Background(), p, FormPDF, filepath.Join(t.TempDir(), "no", "a.pdf"), Options{Fonts: fonts}); err == nil || !strings.Contains(err.Error(), "folder does not exist") {
		t.Errorf("no folder: %v", err)
	}
	path := filepath.Join(t.TempDir(), "a.pdf")
	_ = os.WriteFile(path, []byte("old"), 0o640)
	if _, err := WriteForm(context.Background(), p, FormPDF, path, Options{Fonts: fonts}); err != nil {
		t.Fatal(err)
	}
	if info, _ := os.Stat(path); info.Mode().Perm() != 0o640 || info.Size() < 1000 {
		t.Errorf("the new file has mode %v", info.Mode())
	}
}
