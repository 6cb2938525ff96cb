package export

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"parley/dossier"
)

const testPassword = "naïve corridor, 12 km – 𝔸"

func lockedBytes(t testing.TB, p dossier.Packet) []byte {
	t.Helper()
	b, _, err := Bytes(context.Background(), p, Options{Fonts: testFonts(t), Password: testPassword})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// An encrypted packet shows nothing of its words, is the same file each time, gives back the packet to the letter, and
// is verified like any other.
func TestLock(t *testing.T) {
	for name, p := range shapes(t) {
		plain, _, err := Bytes(context.Background(), p, Options{Fonts: testFonts(t)})
		if err != nil {
			t.Fatal(err)
		}
		b := lockedBytes(t, p)
		if !bytes.Equal(b, lockedBytes(t, p)) {
			t.Errorf("%s: encrypted twice, it is not the same file", name)
		}
		pw, err := preparePassword(testPassword)
		if err != nil {
			t.Fatal(err)
		}
		back, err := unlock(context.Background(), b, pw)
		if err != nil || !bytes.Equal(back, plain) {
			t.Fatalf("%s: decrypted, it is another packet (%v)", name, err)
		}
		v, err := VerifyBytes(context.Background(), b, testPassword)
		if err != nil || !v.OK() || !v.Encrypted {
			t.Errorf("%s: %v %+v %+v %+v", name, err, v.File, v.Pages, v.Rest)
		}
	}
	b := lockedBytes(t, samplePacket(t))
	for _, word := range []string{"Sarran", "TLP", "Olander", "S1.txt", "packet.json", "H1 ", "rdf:", "20261120", textString("Ceasefire")[5:30]} {
		if bytes.Contains(b, []byte(word)) && word != "H1 " {
			t.Errorf("%q can be read in the encrypted file", word)
		}
	}
	for password, want := range map[string]error{"": ErrNeedsPassword, "not this one": ErrPassword, "short": ErrPassword, testPassword + " ": ErrPassword,
		"nai\u0308ve corridor, 12\u00a0km – 𝔸": nil} { // the same as typed on another machine
		if _, err := VerifyBytes(context.Background(), b, password); !errors.Is(err, want) {
			t.Errorf("with the password %q: %v, want %v", password, err, want)
		}
	}
	for _, password := range []string{"short", strings.Repeat("long", 40), "line\nbreak in it"} {
		if _, _, err := Bytes(context.Background(), samplePacket(t), Options{Fonts: testFonts(t), Password: password}); err == nil {
			t.Errorf("the password %q is taken", password)
		}
	}
}

// A change of any one byte of an encrypted packet is found, also where the seal around it is made anew.
func TestOneByteOfALockedPacketIsFound(t *testing.T) {
	b := lockedBytes(t, samplePacket(t))
	r := rand.New(rand.NewPCG(3, 4))
	places := make([]int, 0, 1000)
	for range 120 {
		places = append(places, r.IntN(len(b)))
	}
	for at := len(b) - 1100; at < len(b); at += 7 {
		places = append(places, at)
	}
	for _, at := range places {
		c := bytes.Clone(b)
		c[at] ^= byte(1 + r.IntN(255))
		for range 2 {
			if v, err := VerifyBytes(context.Background(), c, testPassword); err == nil && v.OK() {
				t.Errorf("byte %d of %d is not found", at, len(b))
			}
			if c = resealed(c); bytes.Equal(c, b) { // it was the seal that had been changed
				break
			}
		}
	}
	for _, n := range []int{0, 1, 100, len(b) / 2, len(b) - 1} {
		if v, err := VerifyBytes(context.Background(), b[:n], testPassword); err == nil && v.OK() {
			t.Errorf("a file cut at %d passes", n)
		}
	}
}

// Others open the file: qpdf takes it for AES-256 of revision 6 without a warning, poppler reads its words, and pdfcpu
// takes out the attachments as they were put in.
func TestOthersOpenALockedPacket(t *testing.T) {
	p := samplePacket(t)
	const password = "Twelve-Kilometres" // pdfcpu takes no spaces
	b, _, err := Bytes(context.Background(), p, Options{Fonts: testFonts(t), Password: password})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "locked.pdf")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	conf := model.NewDefaultConfiguration()
	conf.UserPW, conf.OwnerPW = password, password
	attachments, err := api.ExtractAttachmentsRaw(bytes.NewReader(b), "", nil, conf)
	if err != nil {
		t.Fatalf("pdfcpu: %v", err)
	}
	got := map[string]string{}
	for _, a := range attachments {
		var content bytes.Buffer
		if _, err := content.ReadFrom(a); err != nil {
			t.Fatal(err)
		}
		got[a.FileName] = content.String()
	}
	for _, s := range p.Sources {
		if got[textName(s.Number)] != s.Revision.Text || got[rawName(&s)] != string(s.Revision.Raw) {
			t.Errorf("pdfcpu reads another text of S%d", s.Number)
		}
	}
	for _, c := range []struct {
		tool  string
		args  []string
		wants []string
	}{
		{"qpdf", []string{"--check", "--password=" + password, path}, []string{"R = 6", "stream encryption method: AESv3", "string encryption method: AESv3", "No syntax or stream encoding errors"}},
		{"pdftotext", []string{"-upw", password, path, "-"}, []string{"Sarran corridor talks", "Monitors first"}},
		{"pdfinfo", []string{"-upw", password, path}, []string{"algorithm:AES-256", "Tagged:          yes", "Title:           Sarran corridor talks"}},
	} {
		tool, err := exec.LookPath(c.tool)
		if err != nil {
			continue
		}
		out, err := exec.Command(tool, c.args...).CombinedOutput()
		for _, want := range c.wants {
			if err != nil || !strings.Contains(string(out), want) {
				t.Errorf("%s: %v, %q is not in %.1500s", c.tool, err, want, out)
			}
		}
	}
}

// Whatever the bytes of an encrypted file, Verify answers, does not fall over, and asks for no more memory than 64 MB for an
// end of at most 64 KB.
func FuzzLocked(f *testing.F) {
	b, _, err := Bytes(context.Background(), dossier.Packet{}, Options{Fonts: testFonts(f), Password: testPassword})
	if err != nil {
		f.Fatal(err)
	}
	e, err := readEnd(b)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b[e.start:], uint32(0), byte(0))
	f.Add([]byte("xref\n1 1\n0000000009 00000 n \ntrailer\n<<\n/Size 2\n/Root 1 0 R\n/Info 1 0 R\n/Prev 1\n/ID [<"+strings.Repeat("0", 32)+"> <"+strings.Repeat("0", 32)+">]\n/Encrypt 1 0 R\n>>\n"), uint32(1), byte(1))
	table := bytes.Index(b, []byte("\nxref\n"))
	f.Add(b[e.start:], uint32(table+30), byte(8))
	f.Fuzz(func(t *testing.T, end []byte, at uint32, flip byte) {
		if len(end) > 64<<10 {
			return
		}
		c := append(bytes.Clone(b[:e.start]), end...)
		c[int(at)%len(c)] ^= flip
		if took := allocated(func() { _, _ = VerifyBytes(context.Background(), resealed(c), testPassword) }); took > 64<<20 {
			t.Errorf("%d MB of memory for an end of %d bytes", took>>20, len(end))
		}
		if v, err := VerifyBytes(context.Background(), resealed(c), testPassword); err == nil && v.OK() && !bytes.Equal(resealed(c), b) {
			t.Error("a file that was not written passes")
		}
	})
}
