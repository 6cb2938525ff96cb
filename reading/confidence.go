package reading

import (
	"strconv"
	"strings"
	"sync"
)

// measured is how often the parts of a proposal of a frame were right.
type measured struct{ span, speaker float64 }

var confidences = sync.OnceValue(func() map[string]measured {
	m := map[string]measured{}
	for _, l := range lines("en/confidence.tsv") {
		f := strings.Split(l, "\t")
		if len(f) != 3 {
			continue
		}
		span, err := strconv.ParseFloat(f[1], 64)
		speaker, err2 := strconv.ParseFloat(f[2], 64)
		if err == nil && err2 == nil {
			m[f[0]] = measured{span, speaker}
		}
	}
	return m
})

// plainVerbs are the verbs of speech that hardly ever govern anything but what was said.
var plainVerbs = wordSet{"say": true, "tell": true, "add": true}

// judge says how sure a statement's parts are: by its frame as measured, less where the words are of a kind that was
// found wrong more often. The whole is the chance that both span and speaker are right.
func (rd *reader) judge(x *attribution, st *Statement) {
	c := &st.Confidence
	frame := x.frame
	if frame == "S cue C" && plainVerbs[x.cue.lemma] {
		frame = "S cue C, plain"
	}
	if m, ok := confidences()[frame]; ok {
		c.Span, c.Speaker = m.span, m.speaker
	}
	p := &rd.paras[x.para]
	words := 0
	for i := x.a; i < x.b; i++ {
		if p.toks[i].word() {
			words++
		}
	}
	less := func(by float64, why string) {
		c.Span *= by
		c.Reason += "; " + why
	}
	switch {
	case words >= 40 && st.Kind != Direct:
		less(0.85, "long")
	case words < 4 && (x.frame == "S cue Q" || x.frame == "participle" || x.frame == "S: Q"):
		less(0.75, "few words")
	}
	if st.Kind == Indirect && x.a < x.b && p.toks[x.a].is("to") {
		less(0.85, "infinitive")
	}
	c.Overall = c.Span * max(c.Speaker, 0.3)
}
