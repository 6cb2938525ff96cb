// Quality reads the test data of the reading engine and prints how good the engine is on it: by language and kind of
// text, by frame, and how far its confidence can be trusted. It is a report, not a test.
//
//	go run ./reading/quality [-speech] [-errors N] [GOLD.jsonl …]
//
// Gold files hold JSON lines {"id", "text", "quotes": […]} in the form that `parley read --json` prints.
package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"parley/reading"
	"parley/reading/score"
)

// set is gold of one kind with what the engine proposes for it.
type set struct {
	name       string
	gold, pred []score.Doc
	speech     bool
}

func main() {
	speech := flag.Bool("speech", false, "gold files: leave beliefs and plans out of the count")
	faults := flag.Int("errors", 0, "print so many errors of each set")
	data := flag.String("data", "reading/testdata", "folder of the test data")
	flag.Parse()
	sets, err := testData(*data)
	for _, name := range flag.Args() {
		if err != nil {
			break
		}
		var s set
		s, err = goldFile(name)
		s.speech = *speech
		sets = append(sets, s)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "quality:", err)
		os.Exit(1)
	}
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	report(out, sets, *faults)
}

// testData reads the committed sentences and articles.
func testData(folder string) ([]set, error) {
	by := map[string]*set{}
	add := func(name string, m score.Marked, id string, o reading.Options) {
		if by[name] == nil {
			by[name] = &set{name: name}
		}
		by[name].gold = append(by[name].gold, m.Doc(id))
		by[name].pred = append(by[name].pred, propose(id, m.Text, o))
	}
	sentences := func(file string, byHeading bool) error {
		raw, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		lang := "en"
		for n, line := range strings.Split(string(raw), "\n") {
			if h, ok := strings.CutPrefix(line, "## "); ok && byHeading {
				lang = strings.Fields(h)[0]
			}
			if line == "" || strings.HasPrefix(line, "#") {
				continue
			}
			m, err := score.ParseLine(line)
			if err != nil {
				return fmt.Errorf("%s, line %d: %w", file, n+1, err)
			}
			add("sentences "+lang, m, fmt.Sprintf("%s:%d", filepath.Base(file), n+1), reading.Options{Lang: lang})
		}
		return nil
	}
	for file, byHeading := range map[string]bool{"frames.txt": false, "languages.txt": true, "languages-open.txt": true} {
		if err := sentences(filepath.Join(folder, file), byHeading); err != nil && !os.IsNotExist(err) {
			return nil, err
		}
	}
	err := filepath.WalkDir(filepath.Join(folder, "articles"), func(file string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || filepath.Ext(file) != ".txt" {
			return err
		}
		raw, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		m, err := score.ParseArticle(string(raw))
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		published, _ := time.Parse(time.DateOnly, m.Head["published"])
		add("articles "+m.Head["lang"], m, filepath.Base(file), reading.Options{Published: published, Outlet: m.Head["outlet"]})
		return nil
	})
	var sets []set
	for _, name := range slices.Sorted(maps.Keys(by)) {
		sets = append(sets, *by[name])
	}
	return sets, err
}

func goldFile(name string) (set, error) {
	s := set{name: filepath.Base(name)}
	f, err := os.Open(name)
	if err != nil {
		return s, err
	}
	defer f.Close()
	d := json.NewDecoder(f)
	for {
		var doc score.Doc
		if err := d.Decode(&doc); err == io.EOF {
			return s, nil
		} else if err != nil {
			return s, fmt.Errorf("%s: %w", name, err)
		}
		s.gold = append(s.gold, doc)
		s.pred = append(s.pred, propose(doc.ID, doc.Text, reading.Options{}))
	}
}

// propose reads a text and gives what was found in the scorer's form.
func propose(id, text string, o reading.Options) score.Doc {
	d := score.Doc{ID: id}
	for _, q := range reading.Read(text, o).Quotes() {
		d.Quotes = append(d.Quotes, score.Quote{Start: q.Start, End: q.End, Speaker: q.Speaker, SpeakerStart: q.SpeakerFrom, SpeakerEnd: q.SpeakerTo, SpeakerName: q.SpeakerName,
			CueStart: q.CueFrom, CueEnd: q.CueTo, Nested: q.Nested, Confidence: q.Confidence, Frame: q.Frame})
	}
	return d
}

func report(w io.Writer, sets []set, faults int) {
	fmt.Fprintf(w, "%-22s %5s %5s %5s   %-20s  %-20s  %-13s %s\n", "", "texts", "gold", "found", "span   P    R    F1", "+speaker P  R   F1", "names", "of pronouns and roles")
	frames := map[string]*score.Ratio{}
	var judged []score.Judged
	for _, s := range sets {
		f := score.Score(s.gold, s.pred, score.Jaccard80, score.Options{Speech: s.speech})
		name := s.name
		if s.speech {
			name += " (speech)"
		}
		fmt.Fprintf(w, "%-22s %5d %5d %5d   %s  %s  %s  %s\n", clip(name, 22), f.Docs, f.All.Gold, f.All.Pred, three(f.All.PRF()), three(f.All.EndToEndPRF()), ratio(f.Names), ratio(f.AnaphoricName))
		if len(sets) == 1 || strings.HasPrefix(s.name, "articles en") || !strings.Contains(s.name, " ") {
			for _, t := range []score.Type{score.Direct, score.Mixed, score.Indirect} {
				b := f.ByType[t]
				fmt.Fprintf(w, "   %-19s %5s %5d %5d   %s  %s\n", t, "", b.Gold, b.Pred, three(b.PRF()), three(b.EndToEndPRF()))
			}
		}
		for i, e := range f.Faults {
			if i >= faults {
				break
			}
			fmt.Fprintf(w, "      %-7s %s %s: %s %s\n", e.Kind, e.Doc, e.Type, e.Words, e.Note)
		}
		if strings.HasPrefix(s.name, "sentences") {
			continue // the engine was made on these: they say nothing of confidence
		}
		for _, j := range f.Judged {
			if frames[j.Quote.Frame] == nil {
				frames[j.Quote.Frame] = &score.Ratio{}
			}
			frames[j.Quote.Frame].Of++
			if j.SpeakerFits {
				frames[j.Quote.Frame].Right++
			}
			judged = append(judged, j)
		}
	}
	fmt.Fprintf(w, "\nright, span and speaker, by frame (articles and gold files)\n")
	for _, name := range slices.SortedFunc(maps.Keys(frames), func(a, b string) int { return cmp.Or(cmp.Compare(frames[b].Of, frames[a].Of), cmp.Compare(a, b)) }) {
		fmt.Fprintf(w, "   %-24s %s\n", name, ratio(*frames[name]))
	}
	fmt.Fprintf(w, "\nconfidence: of the proposals at that level, how many were right\n")
	var bands [11]score.Ratio
	var sure score.Ratio
	for _, j := range judged {
		b := &bands[int(j.Quote.Confidence*10+1e-9)]
		b.Of++
		if j.SpeakerFits {
			b.Right++
		}
		if j.Quote.Confidence >= 0.9-1e-9 {
			sure.Of++
			if j.SpeakerFits {
				sure.Right++
			}
		}
	}
	for i := 9; i >= 0; i-- {
		if i == 9 {
			bands[9].Of, bands[9].Right = bands[9].Of+bands[10].Of, bands[9].Right+bands[10].Right
		}
		if bands[i].Of > 0 {
			fmt.Fprintf(w, "   %.1f–%.1f                  %s\n", float64(i)/10, float64(i+1)/10, ratio(bands[i]))
		}
	}
	share, _ := sure.Share()
	fmt.Fprintf(w, "proposals at 0.9 and above: %d of %d, right %.1f %%\n", sure.Of, len(judged), 100*share)
}

func three(p, r, f float64) string { return fmt.Sprintf("%6.1f %6.1f %6.1f", 100*p, 100*r, 100*f) }

func ratio(r score.Ratio) string {
	share, ok := r.Share()
	if !ok {
		return fmt.Sprintf("%13s", "–")
	}
	return fmt.Sprintf("%5.1f of %4d", 100*share, r.Of)
}

func clip(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}
