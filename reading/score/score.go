// Package score measures proposals against a gold standard: spans, speakers, names. Its definitions are those of the
// field's usual measures for attributed statements; offsets are Unicode code points, half-open.
//
// Every statement of either side is cut at line breaks and trimmed of white space, quotation marks and punctuation; what
// holds no letter or digit is dropped, and of equal spans the first counts. Its type comes from the text alone: direct
// where at least 95 of 100 letters and digits stand in quotation marks, indirect where none does, else mixed. Gold
// marked nested or ignored is neither required nor wrong.
package score

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// Quote is a statement of either side. A missing span is nil on both ends.
type Quote struct {
	Start        int     `json:"start"`
	End          int     `json:"end"`
	Speaker      string  `json:"speaker,omitempty"`
	SpeakerStart *int    `json:"speaker_start,omitempty"`
	SpeakerEnd   *int    `json:"speaker_end,omitempty"`
	SpeakerName  string  `json:"speaker_name,omitempty"`
	CueStart     *int    `json:"cue_start,omitempty"`
	CueEnd       *int    `json:"cue_end,omitempty"`
	Nested       bool    `json:"nested,omitempty"`
	Ignore       bool    `json:"ignore,omitempty"`
	Confidence   float64 `json:"confidence,omitempty"`
	Frame        string  `json:"frame,omitempty"`
}

// Doc is a text with its statements.
type Doc struct {
	ID     string  `json:"id"`
	Text   string  `json:"text"`
	Lang   string  `json:"lang,omitempty"`
	Quotes []Quote `json:"quotes"`
}

// Options say what counts. Speech: indirect gold whose verb is no verb of speech (belief, wish, plan) is ignored, and so
// are indirect proposals with such a verb that match nothing.
type Options struct{ Speech bool }

// Type is how the words of a span are given, as the text shows it.
type Type int

// The types of a span.
const (
	Direct Type = iota
	Mixed
	Indirect
)

func (t Type) String() string { return [...]string{"direct", "mixed", "indirect"}[t] }

// Ratio is a share: Right of Of.
type Ratio struct{ Right, Of int }

// Share is between 0 and 1; ok is false where there is nothing to count.
func (r Ratio) Share() (share float64, ok bool) {
	if r.Of == 0 {
		return 0, false
	}
	return float64(r.Right) / float64(r.Of), true
}

// Tally counts one type of statement, or all. MatchedPred differs from Matched only by type: a matched pair counts for
// the type of either side.
type Tally struct {
	Gold, Pred                int
	Matched, MatchedPred      int
	EndToEnd, EndToEndPred    int // matched, and the speaker right
	Speaker, Strict, NoAnswer Ratio
}

// PRF gives precision, recall and F1 of the spans.
func (t Tally) PRF() (p, r, f float64) { return prf(t.MatchedPred, t.Pred, t.Matched, t.Gold) }

// EndToEndPRF gives precision, recall and F1 of span and speaker together.
func (t Tally) EndToEndPRF() (p, r, f float64) {
	return prf(t.EndToEndPred, t.Pred, t.EndToEnd, t.Gold)
}

func prf(rightPred, pred, rightGold, gold int) (p, r, f float64) {
	if pred > 0 {
		p = float64(rightPred) / float64(pred)
	}
	if gold > 0 {
		r = float64(rightGold) / float64(gold)
	}
	if p+r > 0 {
		f = 2 * p * r / (p + r)
	}
	return p, r, f
}

// Rule is when a proposal matches gold: the same span, or an overlap of the two intervals of at least 0.8 (Jaccard).
type Rule int

// The rules.
const (
	Exact Rule = iota
	Jaccard80
)

// Judged is one proposal with what came of it.
type Judged struct {
	Quote       Quote
	Type        Type
	Matched     bool
	SpeakerFits bool
}

// Fault is one error, in words: Kind is "miss", "extra" or "speaker".
type Fault struct {
	Kind, Doc string
	Type      Type
	Words     string
	Note      string // of a wrong speaker: who was wanted and who was given
}

// Figures are what was counted under one rule.
type Figures struct {
	Docs          int
	All           Tally
	ByType        [3]Tally
	Cue           Ratio
	Names         Ratio // resolved name right, of matched with a gold name
	AnaphoricName Ratio // the same, where the mention is a pronoun or has no capital
	Judged        []Judged
	Faults        []Fault
}

type span struct {
	start, end int
	kind       Type
	quote      *Quote
	ignore     bool
}

// Score compares proposals with gold, document by document; a document without a proposal counts as empty.
func Score(gold, pred []Doc, rule Rule, o Options) Figures {
	by := map[string]*Doc{}
	for i := range pred {
		by[pred[i].ID] = &pred[i]
	}
	f := Figures{Docs: len(gold)}
	for i := range gold {
		var p Doc
		if found := by[gold[i].ID]; found != nil {
			p = *found
		}
		f.add(&gold[i], &p, rule, o)
	}
	return f
}

func (f *Figures) add(gold, pred *Doc, rule Rule, o Options) {
	text := []rune(gold.Text)
	m := mask(text)
	var want, ignored []span
	for _, g := range spans(text, m, gold.Quotes) {
		if o.Speech && g.kind == Indirect && !speech(text, g.quote) {
			g.ignore = true
		}
		if g.ignore {
			ignored = append(ignored, g)
		} else {
			want = append(want, g)
		}
	}
	given := spans(text, m, pred.Quotes)
	pairs := match(want, given, rule)
	used := map[int]int{}
	for _, p := range pairs {
		used[p[1]] = p[0]
	}
	hit := make([]bool, len(want))
	for j := range given {
		p := &given[j]
		i, matched := used[j]
		if !matched && f.droppable(text, p, ignored, o) {
			continue
		}
		judged := Judged{Quote: *p.quote, Type: p.kind, Matched: matched}
		for _, t := range []*Tally{&f.All, &f.ByType[p.kind]} {
			t.Pred++
			if matched {
				t.MatchedPred++
			}
		}
		if matched {
			hit[i] = true
			judged.SpeakerFits = f.pair(gold.ID, text, &want[i], p)
		} else {
			f.Faults = append(f.Faults, Fault{"extra", gold.ID, p.kind, words(text, p), ""})
		}
		f.Judged = append(f.Judged, judged)
	}
	for i := range want {
		for _, t := range []*Tally{&f.All, &f.ByType[want[i].kind]} {
			t.Gold++
			if hit[i] {
				t.Matched++
			}
		}
		if !hit[i] {
			f.Faults = append(f.Faults, Fault{"miss", gold.ID, want[i].kind, words(text, &want[i]), ""})
		}
	}
}

// droppable says whether a proposal that matches nothing is neither right nor wrong.
func (f *Figures) droppable(text []rune, p *span, ignored []span, o Options) bool {
	if o.Speech && p.kind == Indirect && p.quote.CueStart != nil && p.quote.CueEnd != nil && *p.quote.CueStart < *p.quote.CueEnd && !speech(text, p.quote) {
		return true
	}
	for i := range ignored {
		if 2*(min(p.end, ignored[i].end)-max(p.start, ignored[i].start)) >= p.end-p.start {
			return true
		}
	}
	return false
}

// pair counts a matched pair and says whether the speaker is right.
func (f *Figures) pair(id string, text []rune, g, p *span) bool {
	right := speakerRight(text, g.quote, p.quote)
	sides := []*Tally{&f.All, &f.ByType[g.kind]}
	for _, t := range sides {
		if right {
			t.EndToEnd++
		}
		if g.quote.Speaker != "" || g.quote.SpeakerStart != nil {
			t.Speaker.count(right)
			t.Strict.count(strict(text, g.quote, p.quote))
			t.NoAnswer.count(p.quote.Speaker == "" && p.quote.SpeakerStart == nil)
		}
	}
	if right {
		f.All.EndToEndPred++
		f.ByType[p.kind].EndToEndPred++
	} else {
		f.Faults = append(f.Faults, Fault{"speaker", id, g.kind, words(text, g), "wanted “" + g.quote.Speaker + "”, given “" + p.quote.Speaker + "”"})
	}
	if g.quote.CueStart != nil && g.quote.CueEnd != nil && *g.quote.CueStart < *g.quote.CueEnd {
		f.Cue.count(overlap(g.quote.CueStart, g.quote.CueEnd, p.quote.CueStart, p.quote.CueEnd))
	}
	if want := lastName(g.quote.SpeakerName); want != "" {
		given := p.quote.SpeakerName
		if given == "" {
			given = p.quote.Speaker
		}
		ok := lastName(given) == want
		f.Names.count(ok)
		if s := g.quote.Speaker; pronouns[strings.ToLower(s)] || strings.IndexFunc(s, unicode.IsUpper) < 0 {
			f.AnaphoricName.count(ok)
		}
	}
	return right
}

func (r *Ratio) count(right bool) {
	r.Of++
	if right {
		r.Right++
	}
}

func words(text []rune, s *span) string {
	w := text[s.start:s.end]
	cut := ""
	if len(w) > 160 {
		w, cut = w[:160], "…"
	}
	return strings.ReplaceAll(string(w), "\n", " ") + cut
}

// spans cuts, trims and types the statements of one side.
func spans(text []rune, m []bool, quotes []Quote) []span {
	type key struct {
		start, end int
		ignore     bool
	}
	seen := map[key]bool{}
	var out []span
	for i := range quotes {
		q := &quotes[i]
		if q.Start < 0 || q.End > len(text) || q.Start >= q.End {
			continue
		}
		for a := q.Start; a < q.End; {
			b := a
			for b < q.End && text[b] != '\n' {
				b++
			}
			s, e := trim(text, a, b)
			a = b + 1
			k := key{s, e, q.Nested || q.Ignore}
			if s >= e || seen[k] || !slices.ContainsFunc(text[s:e], alnum) {
				continue
			}
			seen[k] = true
			out = append(out, span{s, e, typeOf(text, m, s, e), q, k.ignore})
		}
	}
	return out
}

func typeOf(text []rune, m []bool, s, e int) Type {
	all, in := 0, 0
	for i := s; i < e; i++ {
		if alnum(text[i]) {
			all++
			if m[i] {
				in++
			}
		}
	}
	switch {
	case in == 0:
		return Indirect
	case in*100 >= all*95:
		return Direct
	}
	return Mixed
}

const trimmed = " \t\r\n\u00a0\u2009\u202f\"'“”‘’„‚«»‹›`.,;:!?…-–—()[]"

func trim(text []rune, s, e int) (int, int) {
	for s < e && has(trimmed, text[s]) {
		s++
	}
	for e > s && has(trimmed, text[e-1]) {
		e--
	}
	return s, e
}

func jaccard(a, b, c, d int) float64 {
	i := min(b, d) - max(a, c)
	if i <= 0 {
		return 0
	}
	return float64(i) / float64(max(b, d)-min(a, c))
}

// match pairs gold and proposals one to one, the closest first.
func match(want, given []span, rule Rule) [][2]int {
	type candidate struct {
		close       float64
		start, i, j int
	}
	var all []candidate
	for i := range want {
		for j := range given {
			x := jaccard(want[i].start, want[i].end, given[j].start, given[j].end)
			if rule == Exact && x == 1 || rule == Jaccard80 && x >= 0.8 {
				all = append(all, candidate{x, want[i].start, i, j})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.close, a.close), cmp.Compare(a.start, b.start), cmp.Compare(a.i, b.i), cmp.Compare(a.j, b.j))
	})
	usedI, usedJ := map[int]bool{}, map[int]bool{}
	var out [][2]int
	for _, c := range all {
		if !usedI[c.i] && !usedJ[c.j] {
			usedI[c.i], usedJ[c.j] = true, true
			out = append(out, [2]int{c.i, c.j})
		}
	}
	return out
}
