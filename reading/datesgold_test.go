package reading

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

type goldDate struct {
	Start     int    `json:"start"`
	End       int    `json:"end"`
	When      string `json:"when"`
	From      string `json:"from"`
	To        string `json:"to"`
	NotBefore string `json:"notBefore"`
	NotAfter  string `json:"notAfter"`
}

// class is the precision that a gold date has: day, month, year, or range.
func (g *goldDate) class() string {
	if g.When == "" {
		return "range"
	}
	return map[int]string{4: "year", 7: "month"}[len(g.When)] + strings.Repeat("day", len(g.When)/10)
}

func (g *goldDate) value() string {
	if g.When != "" {
		return g.When
	}
	return g.From + g.NotBefore + "/" + g.To + g.NotAfter
}

// goldClass is the same for a date that was found.
func (w *when) goldClass() string {
	switch {
	case w.last().After(w.first()) && (w.Precision == PrecisionWeek || w.Precision == PrecisionDay || w.kind == kindSeason):
		return "range"
	case w.Precision == PrecisionMinute:
		return "day"
	case w.Precision == PrecisionNone:
		return "unresolved"
	}
	return string(w.Precision)
}

func (w *when) goldValue() string {
	switch w.goldClass() {
	case "range":
		return w.first().Format(time.DateOnly) + "/" + w.last().Format(time.DateOnly)
	case "month":
		return w.Time.Format("2006-01")
	case "year":
		return w.Time.Format("2006")
	case "unresolved":
		return "-"
	}
	return w.Time.Format(time.DateOnly)
}

// goldSpan leaves out the small words in front, which the gold files do not count: "on", "in", "by".
func goldSpan(r []rune, s Span) Span {
	for {
		k := s.Start
		for k < s.End && r[k] != ' ' {
			k++
		}
		switch strings.ToLower(string(r[s.Start:k])) {
		case "on", "in", "by", "since", "at", "over", "the", "early", "late", "until", "throughout":
			if k < s.End {
				s.Start = k + 1
				continue
			}
		}
		return s
	}
}

// tally counts one precision: what the gold files have of it and how much of that is right, and the same of what is found.
type tally struct{ gold, span, value, found, foundSpan, foundValue int }

// The dates of published articles are found and counted as people did. It prints recall and precision of the places and
// of the values, each by the precision of the date.
func TestGoldDates(t *testing.T) {
	name := filepath.Join("..", "..", "shared", "quotes", "dev-dates-gum-news.jsonl")
	f, err := os.Open(name)
	if os.IsNotExist(err) {
		t.Skipf("%s is not here; invented sentences are tested in TestDates", name)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all := map[string]*tally{"day": {}, "month": {}, "year": {}, "range": {}, "unresolved": {}, "all": {}}
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 16<<20)
	for sc.Scan() {
		var g struct {
			Created string     `json:"created"`
			Text    string     `json:"text"`
			Dates   []goldDate `json:"dates"`
		}
		if err := json.Unmarshal(sc.Bytes(), &g); err != nil {
			t.Fatal(err)
		}
		published, err := time.Parse(time.DateOnly, g.Created)
		if err != nil {
			t.Fatal(err)
		}
		rd := layText(g.Text, Options{Published: published})
		found, _, _ := rd.textDates(true)
		for i := range found {
			found[i].Text = rd.slice(found[i].Span)
		}
		used := make([]bool, len(found))
		for _, d := range g.Dates {
			c, sum := all[d.class()], all["all"]
			c.gold, sum.gold = c.gold+1, sum.gold+1
			hit := ""
			for i := range found {
				if s := goldSpan(rd.runes, found[i].Span); !used[i] && s.Start < d.End && d.Start < s.End {
					used[i] = true
					hit = found[i].goldValue()
					mine := all[found[i].goldClass()]
					if s.Start == d.Start && s.End == d.End {
						c.span, sum.span, mine.foundSpan = c.span+1, sum.span+1, mine.foundSpan+1
					} else {
						t.Logf("%q: the place is %q", found[i].Text, string(rd.runes[d.Start:d.End]))
					}
					if hit == d.value() {
						c.value, sum.value, mine.foundValue = c.value+1, sum.value+1, mine.foundValue+1
					} else {
						t.Logf("%q: %s, want %s (%s)", found[i].Text, hit, d.value(), found[i].Reason)
					}
					break
				}
			}
			if hit == "" {
				t.Logf("missing: %q %s", string(rd.runes[d.Start:d.End]), d.value())
			}
		}
		for i := range found {
			c := all[found[i].goldClass()]
			c.found++
			all["all"].found++
			if !used[i] {
				t.Logf("beyond: %q %s", found[i].Text, found[i].goldValue())
			}
		}
	}
	share := func(a, b int) float64 { return 100 * float64(a) / float64(max(1, b)) }
	for _, c := range []string{"day", "month", "year", "range", "unresolved", "all"} {
		n := all[c]
		if c == "all" {
			n.foundSpan, n.foundValue = n.span, n.value
		}
		t.Logf("%-10s gold %2d found %2d · place: precision %3.0f %% recall %3.0f %% · value: precision %3.0f %% recall %3.0f %%", c, n.gold, n.found,
			share(n.foundSpan, n.found), share(n.span, n.gold), share(n.foundValue, n.found), share(n.value, n.gold))
	}
	n := all["all"]
	if share(n.value, n.gold) < 85 || share(n.value, n.found) < 84 {
		t.Error("fewer dates are right than were")
	}
}
