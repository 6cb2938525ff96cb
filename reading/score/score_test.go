package score

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func at(text, words string) Quote {
	i := strings.Index(text, words)
	if i < 0 {
		panic(words + " is not in " + text)
	}
	start := len([]rune(text[:i]))
	return Quote{Start: start, End: start + len([]rune(words))}
}

func (q Quote) by(text, speaker, name string) Quote {
	s := at(text, speaker)
	q.Speaker, q.SpeakerName, q.SpeakerStart, q.SpeakerEnd = speaker, name, &s.Start, &s.End
	return q
}

func (q Quote) cue(text, words string) Quote {
	c := at(text, words)
	q.CueStart, q.CueEnd = &c.Start, &c.End
	return q
}

// What matches, what is a miss, what is too much, whose speaker is right: counted by hand.
func TestScore(t *testing.T) {
	text := "“We agree,” Ann Roe said. She thinks the dam is safe. Stone said that the dam was “old and weak” and that nobody cared.\nThe crowd left."
	gold := []Doc{{ID: "a", Text: text, Quotes: []Quote{
		at(text, "“We agree,”").by(text, "Ann Roe", "Ann Roe").cue(text, "said"),
		at(text, "the dam is safe").by(text, "She", "Ann Roe").cue(text, "thinks"),
		at(text, "that the dam was “old and weak” and that nobody cared.").by(text, "Stone", "").cue(text, "said that"),
	}}}
	pred := []Doc{{ID: "a", Quotes: []Quote{
		at(text, "We agree").by(text, "She", "Roe"),
		at(text, "that the dam was “old and weak” and that nobody").by(text, "Ann Roe", ""),
		at(text, "The crowd left"),
	}}}
	f := Score(gold, pred, Jaccard80, Options{})
	if f.All.Gold != 3 || f.All.Pred != 3 || f.All.Matched != 2 || f.All.EndToEnd != 1 {
		t.Errorf("gold %d, pred %d, matched %d, with speaker %d", f.All.Gold, f.All.Pred, f.All.Matched, f.All.EndToEnd)
	}
	if d, m, i := f.ByType[Direct], f.ByType[Mixed], f.ByType[Indirect]; d.Matched != 1 || m.Matched != 1 || i.Gold != 1 || i.Matched != 0 || i.Pred != 1 {
		t.Errorf("direct %+v, mixed %+v, indirect %+v", d, m, i)
	}
	if f.Names != (Ratio{1, 1}) || f.AnaphoricName != (Ratio{}) {
		t.Errorf("names %v, %v", f.Names, f.AnaphoricName)
	}
	if e := Score(gold, pred, Exact, Options{}); e.All.Matched != 1 {
		t.Errorf("exact: %d matched", e.All.Matched)
	}
	s := Score(gold, pred, Jaccard80, Options{Speech: true})
	if s.All.Gold != 2 || s.All.Pred != 3 {
		t.Errorf("of speech: gold %d, pred %d", s.All.Gold, s.All.Pred)
	}
	kinds := map[string]int{}
	for _, x := range f.Faults {
		kinds[x.Kind]++
	}
	if kinds["miss"] != 1 || kinds["extra"] != 1 || kinds["speaker"] != 1 {
		t.Errorf("faults %v", kinds)
	}
}

// The marks of the test data come out of the text, with ids, names and what else the tail says.
func TestMarked(t *testing.T) {
	m, err := ParseArticle("# lang: en\n# published: 2031-05-02\n\nTitle\n\n⟨12 Ann Roe⟩ said ⟦1 that ⟨3 Stone⟩ said ⟦3 no⟧⟧ and ⟦2 “yes.”⟧\n| 1=Ann Roe 2=- 3:nested 1:act=denies\n")
	if err != nil {
		t.Fatal(err)
	}
	d := m.Doc("x")
	if m.Text != "Title\n\nAnn Roe said that Stone said no and “yes.”" || d.Lang != "en" || len(d.Quotes) != 3 || m.Head["published"] != "2031-05-02" {
		t.Fatalf("%q %+v", m.Text, d)
	}
	if q := d.Quotes[0]; !q.Nested || q.Speaker != "Stone" {
		t.Errorf("inner %+v", q)
	}
	if q := d.Quotes[1]; q.Speaker != "Ann Roe" || q.SpeakerName != "Ann Roe" || m.More['1']["act"] != "denies" || q.Nested {
		t.Errorf("outer %+v", q)
	}
	if q := d.Quotes[2]; q.SpeakerName != "" || q.Speaker != "Ann Roe" {
		t.Errorf("second %+v", q)
	}
	for _, bad := range []string{"⟦1 open", "closed⟧", "⟦1 a⟩", "⟦noid"} {
		if _, err := ParseLine(bad); err == nil {
			t.Errorf("%q was accepted", bad)
		}
	}
}

// The figures are those of the field's scorer in Python, also on proposals that are shifted, lost, doubled and given to
// others.
func TestAgreesWithPython(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "shared", "quotes")
	raw, err := os.ReadFile(filepath.Join(dir, "dev-gum-news.jsonl"))
	if err != nil {
		t.Skip("the development data is not beside the project; TestScore has its own figures")
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("there is no python3 to compare with; TestScore has its own figures")
	}
	var gold []Doc
	for _, l := range strings.Split(strings.TrimSpace(string(raw)), "\n") {
		var d Doc
		if err := json.Unmarshal([]byte(l), &d); err != nil {
			t.Fatal(err)
		}
		gold = append(gold, d)
	}
	for seed := int64(1); seed <= 4; seed++ {
		r := rand.New(rand.NewSource(seed))
		pred := disturbed(gold, r)
		file := filepath.Join(t.TempDir(), "pred.jsonl")
		var lines strings.Builder
		for _, d := range pred {
			l, err := json.Marshal(d)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&lines, "%s\n", l)
		}
		if err := os.WriteFile(file, []byte(lines.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, speech := range []bool{false, true} {
			args := []string{filepath.Join(dir, "score.py"), filepath.Join(dir, "dev-gum-news.jsonl"), file, "--json"}
			if speech {
				args = append(args, "--speech")
			}
			out, err := exec.Command(python, args...).Output()
			if err != nil {
				t.Fatal(err)
			}
			var theirs map[string]map[string]any
			if err := json.Unmarshal(out, &theirs); err != nil {
				t.Fatal(err)
			}
			for rule, name := range map[Rule]string{Exact: "exact", Jaccard80: "J80"} {
				compare(t, fmt.Sprintf("seed %d, %s, speech %v", seed, name, speech), Score(gold, pred, rule, Options{Speech: speech}), theirs[name])
			}
		}
	}
}

func disturbed(gold []Doc, r *rand.Rand) []Doc {
	var out []Doc
	for _, g := range gold {
		n := len([]rune(g.Text))
		d := Doc{ID: g.ID, Quotes: []Quote{}}
		for _, q := range g.Quotes {
			if r.Intn(5) == 0 {
				continue
			}
			q.Nested, q.Ignore = false, false
			q.Start = min(n-1, max(0, q.Start+r.Intn(30)-20))
			q.End = min(n, max(q.Start+1, q.End+r.Intn(60)-30))
			switch r.Intn(5) {
			case 0:
				q.Speaker, q.SpeakerName, q.SpeakerStart, q.SpeakerEnd = "", "", nil, nil
			case 1:
				s, e := r.Intn(n-20), 0
				e = s + 1 + r.Intn(18)
				q.Speaker, q.SpeakerName, q.SpeakerStart, q.SpeakerEnd = "Somebody Else", "", &s, &e
			}
			d.Quotes = append(d.Quotes, q)
			if r.Intn(6) == 0 {
				q.Start, q.End = r.Intn(n/2), n/2+r.Intn(n/2)+1
				d.Quotes = append(d.Quotes, q)
			}
		}
		out = append(out, d)
	}
	return out
}

func compare(t *testing.T, what string, f Figures, theirs map[string]any) {
	t.Helper()
	near := func(name string, a float64, b any) {
		if x, ok := b.(float64); !ok || math.Abs(a-x) > 1e-9 {
			t.Errorf("%s: %s is %v, theirs %v", what, name, a, b)
		}
	}
	three := func(name string, p, r, fm float64, b any) {
		list := b.([]any)
		near(name+" P", p, list[0])
		near(name+" R", r, list[1])
		near(name+" F1", fm, list[2])
	}
	near("gold", float64(f.All.Gold), theirs["gold"])
	near("predicted", float64(f.All.Pred), theirs["pred"])
	near("matched", float64(f.All.Matched), theirs["matched"])
	p, r, fm := f.All.PRF()
	three("all", p, r, fm, theirs["all"])
	p, r, fm = f.All.EndToEndPRF()
	three("end to end", p, r, fm, theirs["e2e"])
	for _, k := range []Type{Direct, Mixed, Indirect} {
		p, r, fm = f.ByType[k].PRF()
		three(k.String(), p, r, fm, theirs[k.String()])
		p, r, fm = f.ByType[k].EndToEndPRF()
		three(k.String()+" end to end", p, r, fm, theirs["e2e_"+k.String()])
	}
	for name, x := range map[string]Ratio{"speaker": f.All.Speaker, "speaker_strict": f.All.Strict, "no_answer": f.All.NoAnswer, "cue": f.Cue, "resolved": f.Names, "resolved_anaphor": f.AnaphoricName} {
		if share, ok := x.Share(); ok {
			near(name, share, theirs[name])
		}
	}
}
