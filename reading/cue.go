package reading

import "strings"

// cue is a reporting verb or phrase in a unit: tokens a to b, b exclusive.
type cue struct {
	a, b      int
	kind      cueKind
	lemma     string
	ing       bool
	according bool
	negated   int // token + 1 where "did not", "never" begins; 0 where nothing denies the verb
}

var beForms = wordSet{"is": true, "was": true, "were": true, "are": true, "be": true, "been": true, "being": true, "am": true}

// findCues finds the reporting verbs of a unit that stand outside quotation marks; or, with inside ≥ 0, those inside
// that quotation.
func (rd *reader) findCues(p *paragraph, u unit, inside int) []cue {
	var out []cue
	toks := p.toks
	for i := u.a; i < u.b; i++ {
		t := &toks[i]
		if t.pair != inside || !t.word() {
			continue
		}
		if t.is("according") && i+1 < u.b && toks[i+1].is("to") {
			out = append(out, cue{a: i, b: i + 2, kind: "q", lemma: "according to", according: true})
			i++
			continue
		}
		if ph, n := rd.phraseAt(toks, i, u.b); n > 0 {
			if v, alone := rd.lx.en.verbs[t.low]; alone && !rd.isVerb(toks, i, u, v) {
				continue // "the growing calls for"
			}
			if quotedPhrase(ph) && i > u.a && beForms[toks[i-1].low] || rd.active(toks, i, u.a, verbForm{ing: strings.HasSuffix(t.low, "ing"), lemma: t.low}) {
				out = append(out, cue{a: i, b: i + n, kind: ph.kind, lemma: t.low + " " + strings.Join(ph.rest, " "), ing: strings.HasSuffix(t.low, "ing")})
				i += n - 1
			}
			continue
		}
		v, ok := rd.lx.en.verbs[t.low]
		if !ok && t.is("return") { // "did not return calls"
			if k := rd.negation(toks, i, u.a); k >= 0 {
				out = append(out, cue{a: i, b: i + 1, lemma: "return", negated: k + 1})
			}
		}
		if !ok || t.capital && !t.upper && i > u.a && !v.ing {
			continue
		}
		if !rd.isVerb(toks, i, u, v) || i+1 < u.b && toks[i+1].is("by") && i > u.a && toks[i-1].word() && !v.ing && strings.HasSuffix(t.low, "ed") && !haveForm(&toks[i-1]) {
			continue // "options suggested by Roe"
		}
		if !rd.active(toks, i, u.a, v) {
			if k := rd.negation(toks, i, u.a); k >= 0 && !v.ing && (unsaidVerbs[v.lemma] || replyVerbs[v.lemma]) {
				out = append(out, cue{a: i, b: i + 1, kind: v.kind, lemma: v.lemma, negated: k + 1})
			}
			continue
		}
		before := toks[max(u.a, i-1)].low
		if _, verb := rd.lx.en.verbs[before]; verb && strings.HasSuffix(before, "ed") && strings.HasSuffix(t.low, "s") {
			continue // "denied reports that": the object of the verb before
		}
		if v.lemma == "ask" && rd.anonymity(toks, i+1, u.b) {
			continue // "who asked not to be named"
		}
		out = append(out, cue{a: i, b: i + 1, kind: v.kind, lemma: v.lemma, ing: v.ing})
	}
	return out
}

func (rd *reader) phraseAt(toks []token, i, end int) (phrase, int) {
	for _, ph := range rd.lx.en.phrases[toks[i].low] {
		if i+len(ph.rest) >= end {
			continue
		}
		ok := true
		for k, w := range ph.rest {
			if toks[i+1+k].low != w {
				ok = false
				break
			}
		}
		if ok {
			return ph, 1 + len(ph.rest)
		}
	}
	// "quoted him as saying" and "made it abundantly clear" are left to the verbs inside them.
	return phrase{}, 0
}

// quotedPhrase: "was quoted as saying" is passive and yet a report of the subject's words.
func quotedPhrase(ph phrase) bool { return len(ph.rest) == 2 && ph.rest[0] == "as" }

// isVerb tells "officials claim" from "the claim".
func (rd *reader) isVerb(toks []token, i int, u unit, v verbForm) bool {
	en := &rd.lx.en
	t := &toks[i]
	if i == u.a {
		return v.ing || t.end-t.start > 3 && !v.base
	}
	prev := &toks[i-1]
	switch {
	case en.dets[prev.low] && !prev.is("all") && !prev.is("both") && !prev.is("this") && !(v.lemma == "say" && (prev.is("one") || prev.is("another") || prev.is("some") || prev.is("many") || prev.is("several"))), prev.is("'s") && !v.ing && t.low != "said", prev.is("’s") && !v.ing && t.low != "said":
		return false
	case en.preps[prev.low] && !v.ing && !prev.is("to"):
		return false
	case prev.text == "-" || prev.text == "/":
		return false
	}
	if v.ing {
		return !(en.preps[prev.low] && (prev.is("of") || prev.is("in") || prev.is("for") || prev.is("from") || prev.is("against"))) || v.lemma == "say"
	}
	strict := v.lemma == "say" || v.lemma == "tell" || v.lemma == "think" || v.lemma == "believe" || v.lemma == "argue" || v.lemma == "insist"
	third := strings.HasSuffix(t.low, "s") && t.low != v.lemma
	if strict && !v.base {
		return true
	}
	subject := prev.capital || en.pronouns[prev.low] != "" || prev.kind == tokMark || prev.text == "," || en.adverbs[prev.low] || strings.HasSuffix(prev.low, "ly") ||
		prev.is("who") || prev.is("which") || prev.is("and") || prev.is("but") || prev.text == ")" || prev.digit && !third || rd.timeWord(prev)
	if v.base {
		if strict && rd.pluralHead(toks, i-1, u.a) {
			return true
		}
		return subject && !((prev.text == "," || prev.kind == tokMark) && v.lemma != "say" && v.lemma != "think" && !(i+1 < u.b && v.kind.has('t') && (en.pronouns[toks[i+1].low] != "" || toks[i+1].is("that")))) && !(prev.capital && t.low != "say") || strings.HasSuffix(prev.low, "s") && !strings.HasSuffix(prev.low, "ss") || prev.is("percent") || prev.is("cent") || prev.is("police") || prev.is("people") || prev.is("media") || prev.is("to") || rd.modal(prev)
	}
	if third && !prev.capital && (strings.HasSuffix(prev.low, "ing") || describing[prev.low]) {
		return false // "providing guarantees that", "recent remarks that"
	}
	if third && !subject {
		next := nextToken(toks, i+1, u.b)
		return next != nil && (next.is("that") || next.text == "," || next.kind == tokMark || next.text == ":" || next.is("the") || next.capital)
	}
	return true
}

// pluralHead says whether the phrase that ends at j has a plural noun before its preposition: "my friends on the right".
func (rd *reader) pluralHead(toks []token, j, from int) bool {
	for k := j; k > from && j-k < 6 && toks[k].word(); k-- {
		if rd.lx.en.preps[toks[k].low] {
			return strings.HasSuffix(toks[k-1].low, "s") && !strings.HasSuffix(toks[k-1].low, "ss") && !rd.lx.en.aux[toks[k-1].low] && rd.lx.en.verbs[toks[k-1].low].lemma == ""
		}
		if rd.finiteVerb(toks, k) {
			return false
		}
	}
	return false
}

// describing are adjectives that stand before nouns of speech.
var describing = wordSet{"recent": true, "latest": true, "previous": true, "new": true, "own": true, "repeated": true, "public": true, "controversial": true, "false": true, "baseless": true, "growing": true, "similar": true, "such": true, "initial": true, "official": true, "conflicting": true, "unconfirmed": true}

func nextToken(toks []token, i, end int) *token {
	if i < end {
		return &toks[i]
	}
	return nil
}

func (rd *reader) modal(t *token) bool {
	return strings.HasSuffix(t.low, "n't") || strings.HasSuffix(t.low, "n’t") || rd.lx.en.modals[t.low] || t.is("will") || t.is("did") || t.is("do") || t.is("does")
}

func (rd *reader) timeWord(t *token) bool {
	if rd.lx.en.weekdays[t.low] != "" {
		return true
	}
	switch t.low {
	case "yesterday", "today", "tonight", "morning", "afternoon", "evening", "night", "week", "month", "year", "weekend", "earlier", "later", "ago":
		return true
	}
	return false
}

// active drops what was not said or not by the subject: "was told", "did not say", "would say", "refused to say".
func (rd *reader) active(toks []token, i, from int, v verbForm) bool {
	en := &rd.lx.en
	k := i - 1
	for k >= from && toks[k].word() && (en.adverbs[toks[k].low] && !beForms[toks[k].low] && !haveForm(&toks[k]) || strings.HasSuffix(toks[k].low, "ly")) && !en.modals[toks[k].low] && i-k < 5 {
		k--
	}
	if k < from {
		return true
	}
	t := &toks[k]
	l := t.low
	if beForms[l] && !v.ing {
		return false
	}
	if strings.HasSuffix(l, "n't") || strings.HasSuffix(l, "n’t") || l == "not" || l == "never" || l == "cannot" {
		return false
	}
	if l == "to" {
		return k > from && (toks[k-1].is("on") || toks[k-1].is("continued") || toks[k-1].is("twitter") || toks[k-1].is("appeared"))
	}
	if l == "have" && k > from && en.modals[toks[k-1].low] {
		return false
	}
	return !en.modals[l] || l == "can" && (v.lemma == "report" || v.lemma == "reveal" || v.lemma == "confirm" || v.lemma == "disclose")
}

func haveForm(t *token) bool { return t.is("has") || t.is("have") || t.is("had") }
