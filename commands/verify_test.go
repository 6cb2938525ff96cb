package commands

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

func newBrief(t *testing.T) *place {
	p := newPlace(t)
	p.want(0, "", "import @t.parley @a.txt")
	p.want(0, `[{"quote":"We have waited long enough","party":"Arvenia","issue":"Withdrawal","stance":"+"}]`, "code @t.parley -")
	p.want(0, "", "brief @t.parley -o @b.pdf --reference NB-1 --issued 2026-11-20")
	return p
}

// Ensures that a packet is recorded as issued, that what was decided anew since is told and does not count against it,
// and that a packet that the dossier does not know does.
func TestVerifyAgainstTheDossier(t *testing.T) {
	p := newBrief(t)
	p.want(0, "", "verify @b.pdf @t.parley", "Issued on ", "✓  dossier    every text", "✓  Q1", "all as they should be")
	p.want(0, `[{"quote":"We have waited long enough","party":"Halmar","issue":"Withdrawal","stance":"-"}]`, "code @t.parley -")
	p.want(0, "", "verify @b.pdf @t.parley", "·  Q1", "the party was “Arvenia” in the packet and is “Halmar” now", "the stance on “Withdrawal” was “supports” in the packet and is “opposes” now", "all as they should be")
	p.want(0, "", "undo @t.parley")
	p.want(0, "", "undo @t.parley", "Undone: Export NB-1")
	p.want(1, "", "verify @b.pdf @t.parley", "✗  issued", "not among the packets issued", "not recorded as issued")
	p.want(0, "", "verify @b.pdf", "all as they should be")
	p.want(0, "", "import @other.parley @a.txt")
	p.want(1, "", "verify @b.pdf @other.parley", "Another dossier is named in the packet", "is not in this dossier", "but not with the dossier")
	p.want(2, "", "verify", "parley:")
	p.want(1, "", "verify @none.pdf", "parley:")
}

// Ensures that programs find in the JSON what the table says, under names that do not change.
func TestVerifyJSON(t *testing.T) {
	p := newBrief(t)
	for _, c := range []struct {
		line   string
		status int
		ok     bool
	}{{"verify @b.pdf @t.parley --json", 0, true}, {"verify @b.pdf --json", 0, true}} {
		var v map[string]any
		if err := json.Unmarshal([]byte(p.want(c.status, "", c.line)), &v); err != nil {
			t.Fatal(err)
		}
		for _, field := range []string{"ok", "reference", "title", "issued", "sha256", "data_sha256", "encrypted", "file", "pages", "rest", "positions", "quotations", "sources", "compared_with_dossier", "dossier"} {
			if _, there := v[field]; !there {
				t.Errorf("%s: there is no %q", c.line, field)
			}
		}
		if len(v) != 15 || v["ok"] != c.ok || v["reference"] != "NB-1" || v["quotations"].([]any)[0].(map[string]any)["ok"] != true || v["file"].(map[string]any)["sentence"] == "" {
			t.Errorf("%s: %v", c.line, v)
		}
	}
	b, err := os.ReadFile(p.path("b.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	b[len(b)/3] ^= 1
	p.write("b.pdf", string(b))
	if out := p.want(1, "", "verify @b.pdf --json"); !strings.Contains(out, `"ok":false`) && !strings.Contains(out, `"ok": false`) {
		t.Errorf("a changed packet: %s", out)
	}
}

// Ensures that a packet is encrypted under a password from a file, and opened with that one alone.
func TestPassword(t *testing.T) {
	p := newBrief(t)
	p.write("pw.txt", "twelve kilometres\r\nnot this line\n")
	p.write("other.txt", "eleven kilometres\n")
	p.write("short.txt", "12 km\n")
	p.write("empty.txt", "\n")
	p.want(0, "", "brief @t.parley -o @c.pdf --password-file @pw.txt")
	p.want(0, "", "verify @c.pdf @t.parley --password-file @pw.txt", "Issued on ", "all as they should be")
	p.want(0, "twelve kilometres", "verify @c.pdf --password-file -", "all as they should be")
	p.want(1, "", "verify @c.pdf", "its password is needed")
	p.want(1, "", "verify @c.pdf --password-file @other.txt", "not the password")
	p.want(1, "", "verify @c.pdf --password-file @empty.txt", "no password in it")
	p.want(1, "", "verify @c.pdf --password-file @none.txt", "was not read")
	p.want(1, "", "brief @t.parley -o @d.pdf --password-file @short.txt", "too short")
	p.want(2, "", "verify - --password-file -", "both")
	p.want(1, "", "brief @t.parley -o @d.docx --password-file @pw.txt", "only a PDF can be encrypted")
	if _, err := os.Stat(p.path("d.docx")); err == nil {
		t.Error("a file that was to be encrypted is written open")
	}
	if _, err := os.Stat(p.path("d.pdf")); err == nil {
		t.Error("a packet was written though its password was refused")
	}
	b, err := os.ReadFile(p.path("c.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	b[len(b)/2] ^= 4
	p.write("c.pdf", string(b))
	p.want(1, "", "verify @c.pdf --password-file @pw.txt")
}
