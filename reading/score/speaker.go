package score

import (
	"regexp"
	"strings"
)

var pronouns = set("he she it they we i you him her them us me his hers its their theirs our my your who whom whose which that this these those " +
	"er sie es wir ich ihr ihm ihn ihnen der die das dieser diese dieses jener jene man sich seine seiner ihre ihrer")

var suffixes = set("jr sr ii iii iv md phd esq")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// speakerRight says whether the speaker is right: its span touches the gold span without being much longer, or the last
// word of its name is the same.
func speakerRight(text []rune, g, p *Quote) bool {
	if g.Speaker == "" && g.SpeakerStart == nil {
		return p.Speaker == "" && p.SpeakerStart == nil
	}
	if overlap(g.SpeakerStart, g.SpeakerEnd, p.SpeakerStart, p.SpeakerEnd) {
		given := string(text[*p.SpeakerStart:*p.SpeakerEnd])
		n := len(strings.Fields(string(text[*g.SpeakerStart:*g.SpeakerEnd])))
		if len(strings.Fields(given)) <= max(25, 2*n) && !strings.Contains(strings.TrimSpace(given), "\n") {
			return true
		}
	}
	for _, a := range []string{lastName(g.Speaker), lastName(g.SpeakerName)} {
		if a != "" && (a == lastName(p.Speaker) || a == lastName(p.SpeakerName)) {
			return true
		}
	}
	return false
}

// strict says whether the two spans of the speaker are nearly the same.
func strict(text []rune, g, p *Quote) bool {
	if g.SpeakerStart == nil || g.SpeakerEnd == nil || p.SpeakerStart == nil || p.SpeakerEnd == nil {
		return false
	}
	a, b := trim(text, *g.SpeakerStart, *g.SpeakerEnd)
	c, d := trim(text, *p.SpeakerStart, *p.SpeakerEnd)
	return jaccard(a, b, c, d) >= 0.8
}

func overlap(a, b, c, d *int) bool {
	return a != nil && b != nil && c != nil && d != nil && *a < *b && *c < *d && min(*b, *d) > max(*a, *c)
}

// lastName is the last word of a name, in lower case, without a possessive, punctuation and "Jr."; empty for pronouns.
func lastName(s string) string {
	w := strings.FieldsFunc(s, func(r rune) bool { return r == '/' || strings.ContainsRune(" \t\n\r\v\f\u00a0", r) })
	for i := len(w) - 1; i >= 0; i-- {
		t := strings.ToLower(w[i])
		t = strings.TrimSuffix(strings.TrimSuffix(t, "’s"), "'s")
		t = strings.Trim(t, ".,;:!?\"'“”‘’()[]-–—")
		if t == "" || suffixes[t] {
			continue
		}
		if len([]rune(t)) >= 2 && !pronouns[t] {
			return t
		}
		return ""
	}
	return ""
}

var letters = regexp.MustCompile(`[\p{L}]+`)

// speech says whether the verb of a statement is one of speech; a lone mark such as a colon counts.
func speech(text []rune, q *Quote) bool {
	if q.CueStart == nil || q.CueEnd == nil || *q.CueStart >= *q.CueEnd {
		return false
	}
	w := letters.FindAllString(strings.ToLower(string(text[*q.CueStart:*q.CueEnd])), -1)
	for _, x := range w {
		if speechVerbs[x] {
			return true
		}
	}
	return len(w) == 0
}
