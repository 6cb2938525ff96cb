package commands

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const text = `Envoy names a date
By Mira Tollan, Lake Herald
14 November 2026

HALMAR — Arvenia's foreign minister, Ilan Dorvath, said on Thursday that the guns would leave the corridor “before the snow”.

“We have waited long enough,” Dorvath said.
`

// place is a folder to run commands in.
type place struct {
	t      *testing.T
	dir    string
	opened string // path that the window was opened on
}

func newPlace(t *testing.T) *place {
	p := &place{t: t, dir: t.TempDir(), opened: "no window"}
	p.write("a.txt", text)
	return p
}

func (p *place) write(name, content string) string {
	path := filepath.Join(p.dir, name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		p.t.Fatal(err)
	}
	return path
}

func (p *place) path(name string) string { return filepath.Join(p.dir, name) }

// run runs a command; words that begin with "@" are files in the folder.
func (p *place) run(stdin, line string) (out, errs string, status int) {
	var args []string
	for _, a := range strings.Fields(line) {
		if strings.HasPrefix(a, "@") {
			a = p.path(a[1:])
		}
		args = append(args, a)
	}
	var o, e bytes.Buffer
	status = Main(args, Streams{In: strings.NewReader(stdin), Out: &o, Err: &e}, func(path string) int {
		p.opened = path
		return 0
	})
	return o.String(), e.String(), status
}

// want runs a command that has to end with the status and print the words on either stream.
func (p *place) want(status int, stdin, line string, words ...string) string {
	p.t.Helper()
	out, errs, got := p.run(stdin, line)
	if got != status {
		p.t.Errorf("parley %s: status %d, want %d\n%s%s", line, got, status, out, errs)
	}
	for _, w := range words {
		if !strings.Contains(out+errs, w) {
			p.t.Errorf("parley %s: does not say %q:\n%s%s", line, w, out, errs)
		}
	}
	if status != 0 && strings.Count(errs, "\n")-strings.Count(errs, "parley: stops: ") > 1 {
		p.t.Errorf("parley %s: the error takes more than one line:\n%s", line, errs)
	}
	return out
}

// Ensures that the main job can be done by commands alone: import, code, positions, brief, verify, check, undo, redo,
// history, backup, restore.
func TestMainJob(t *testing.T) {
	p := newPlace(t)
	p.want(0, "", "import @t.parley @a.txt", "Envoy names a date", "Added 1 document")
	p.want(0, "", "import @t.parley @a.txt", "already here")
	p.write("c.json", `{"parties":[{"name":"Arvenia","abbrev":"A","actors":["Ilan Dorvath"]}],"issues":[{"name":"Withdrawal"}],
		"codes":[{"quote":"We have waited long enough","party":"Arvenia","issue":"Withdrawal","stance":"supports","reason":"impatient"}]}`)
	p.want(0, "", "code @t.parley @c.json", "Coded 1 statement on 1 issue")
	p.want(0, "", "positions @t.parley", "Withdrawal", "● Supports (1)", "“We have waited long enough,”", "Lake Herald")
	p.want(0, "", "positions @t.parley --as-of 2026-01-01", "No statement found")
	if out := p.want(0, "", "positions @t.parley --csv"); !strings.HasPrefix(out, "issue,party,stance") {
		t.Errorf("CSV begins %q", out)
	}
	var cell map[string]any
	if err := json.Unmarshal([]byte(p.want(0, "", "positions @t.parley --json")), &cell); err != nil || cell["stance"] != "supports" {
		t.Errorf("JSON cell = %v, %v", cell, err)
	}
	p.want(0, "", "search @t.parley waited", "waited")
	p.want(0, "", `search @t.parley "((*`, "Nothing found")
	p.want(0, "", "brief @t.parley -o @b.pdf --marking TLP:AMBER --issued 2026-11-20", "1 quotation", "SHA-256")
	p.want(0, "", "verify @b.pdf @t.parley", "all as they should be")
	p.want(0, "", "check @t.parley", "All is well")
	p.want(0, "", "undo @t.parley", "Undone: Export")
	p.want(0, "", "undo @t.parley", "Undone: Code 1 statement from a file")
	p.want(0, "", "redo @t.parley", "Redone: Code 1 statement from a file")
	p.want(0, "", "history @t.parley", "Code 1 statement", "Import")
	p.want(0, "", "backup @t.parley @copy.parley", "Backed up to")
	p.want(0, "", "undo @t.parley")
	p.want(0, "", "restore @t.parley @copy.parley", "Restored")
	p.want(0, "", "positions @t.parley", "● Supports (1)")
}

// Ensures that the ending of the file chooses the form of a packet, and that the closing line says how complete it is.
func TestBriefForms(t *testing.T) {
	p := newPlace(t)
	p.want(0, "", "import @t.parley @a.txt")
	p.want(0, `[{"quote":"We have waited long enough","party":"Arvenia","issue":"Withdrawal","stance":"+"}]`, "code @t.parley -")
	for _, name := range []string{"b.docx", "b.html", "b.md", "b.csv", "b.xlsx", "b.json"} {
		p.want(0, "", "brief @t.parley -o @"+name, name+": 1 quotation from 1 source", "1 of 1 statement, 0 left out.")
		b, err := os.ReadFile(p.path(name))
		if err != nil || len(b) == 0 {
			t.Errorf("%s: %v", name, err)
		}
		if !strings.HasPrefix(string(b), "PK") && !strings.Contains(string(b), "We have waited long enough,”") {
			t.Errorf("%s does not hold the words", name)
		}
	}
	var report map[string]any
	if err := json.Unmarshal([]byte(p.want(0, "", "brief @t.parley -o @b.md --json")), &report); err != nil || report["form"] != "markdown" || report["closing"] != "1 of 1 statement, 0 left out" {
		t.Errorf("report = %v, %v", report, err)
	}
}

// Ensures that a packet in which one letter was changed is found out.
func TestVerifyFindsTampering(t *testing.T) {
	p := newPlace(t)
	p.want(0, "", "import @t.parley @a.txt")
	p.want(0, `[{"quote":"We have waited long enough","party":"Arvenia","issue":"Withdrawal","stance":"+"}]`, "code @t.parley -")
	p.want(0, "", "brief @t.parley -o @b.pdf")
	b, err := os.ReadFile(p.path("b.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	b[len(b)/3] ^= 1
	p.write("b.pdf", string(b))
	p.want(1, "", "verify @b.pdf")
	p.want(1, "", "verify @a.txt", "parley:")
}

// Ensures that standard input works where a file does.
func TestStandardInput(t *testing.T) {
	p := newPlace(t)
	p.want(0, text, "import @t.parley -", "Added 1 document")
	p.want(0, text, "read - --json", `"quotes":[{`)
	p.want(0, `{"id":"x","text":"Ana Bel said: “No.”"}`+"\n", "read --jsonl", `"id":"x"`)
	p.want(1, "", "import @t.parley -", "There is no text here")
}

// Ensures that wrong use ends with status 2 and a failure with 1, each with one line that helps.
func TestErrors(t *testing.T) {
	p := newPlace(t)
	p.want(2, "", "nonsense", "there is no command")
	p.want(2, "", "import @t.parley", "wrong use")
	p.want(2, "", "read --nonsense")
	p.want(2, "", "brief @t.parley", "-o FILE.pdf")
	p.want(2, "", "brief @t.parley -o brief.doc", "a packet is written as .pdf, .docx")
	p.want(2, "", "read @a.txt --published soon", "is not a date")
	p.want(1, "", "positions @none.parley")
	p.want(1, "", "positions @a.txt", "is not a Parley dossier")
	p.want(1, "", "read @none.txt", "there is no such file")
	p.want(0, "", "import @t.parley @a.txt")
	p.want(1, `[{"statement":99,"issue":"X","stance":"supports"}]`, "code @t.parley -", "nothing was coded", "there is no statement 99")
}

// Ensures that a text cannot steer the terminal or the order of its own words, while programs get it as it is stored.
func TestHostileWords(t *testing.T) {
	p := newPlace(t)
	hostile := "Ana Bel said: “\u202eyes\u202c \x1b[31mno”."
	p.write("h.txt", hostile)
	for _, line := range []string{"import @t.parley @h.txt", "read @h.txt", "search @t.parley yes", "history @t.parley"} {
		if out := p.want(0, "", line); strings.ContainsAny(out, "\u202e\x1b") {
			t.Errorf("parley %s prints a control: %q", line, out)
		}
	}
	if out := p.want(0, "", "read @h.txt --json"); !strings.Contains(out, "\u202e") {
		t.Errorf("JSON lost a character: %q", out)
	}
}

// Ensures that without a command the window opens: on the dossier that is named, or on none.
func TestWindow(t *testing.T) {
	p := newPlace(t)
	p.want(0, "", "")
	if p.opened != "" {
		t.Errorf("without arguments the window opened on %q", p.opened)
	}
	p.want(0, "", "@t.parley")
	if p.opened != p.path("t.parley") {
		t.Errorf("the window opened on %q", p.opened)
	}
}

// Ensures that every command has an example and that completion scripts are made for the usual shells.
func TestHelp(t *testing.T) {
	p := newPlace(t)
	for _, c := range (&session{}).root().Commands() {
		p.want(0, "", c.Name()+" --help", "Usage:", "Examples:")
	}
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		p.want(0, "", "completion "+shell, "parley")
	}
}
