package reading

import "strings"

// Act is what a speaker does with the words of a statement.
type Act string

// The acts. Only ActSays and ActDenies take a side; ActUnsaid keeps apart what a text says that somebody did not say.
const (
	ActSays     Act = "says"
	ActAsks     Act = "asks"     // whether, why; a quotation that is a question
	ActDenies   Act = "denies"   // denied that, rejected the claim
	ActDeclines Act = "declines" // declined to comment, did not respond to a request
	ActUnsaid   Act = "unsaid"   // did not say that, never said whether
)

// replyVerbs are verbs of which "did not" reports a declined comment.
var replyVerbs = wordSet{"respond": true, "reply": true, "return": true, "answer": true, "comment": true, "elaborate": true}

// replyNouns are what is left unanswered, so that "did not return to Tarn" is none.
var replyNouns = wordSet{"request": true, "requests": true, "call": true, "calls": true, "message": true, "messages": true, "email": true, "emails": true, "e-mail": true, "e-mails": true,
	"question": true, "questions": true, "inquiry": true, "inquiries": true, "enquiries": true, "comment": true, "queries": true, "query": true}

// sayVerbs follow "declined to", "refused to" where words, not deeds, are refused.
var sayVerbs = wordSet{"comment": true, "say": true, "answer": true, "discuss": true, "confirm": true, "deny": true, "elaborate": true, "disclose": true, "reveal": true, "respond": true, "reply": true,
	"specify": true, "name": true, "identify": true, "provide": true, "give": true, "speak": true, "talk": true, "be": true, "explain": true, "offer": true, "address": true, "speculate": true, "divulge": true, "release": true, "share": true, "acknowledge": true, "apologize": true, "apologise": true, "rule": true, "weigh": true, "go": true, "take": true}

// unsaidVerbs are verbs of which "did not … that" keeps a content apart as not said.
var unsaidVerbs = wordSet{"say": true, "tell": true, "specify": true, "explain": true, "disclose": true, "reveal": true, "indicate": true, "confirm": true, "mention": true, "clarify": true, "claim": true,
	"suggest": true, "ask": true, "state": true, "report": true, "acknowledge": true, "admit": true, "argue": true, "insist": true, "announce": true, "write": true, "deny": true}

// negation gives where "did not", "has never", "didn't" begins before the verb at i, or -1.
func (rd *reader) negation(toks []token, i, from int) int {
	k := i - 1
	for k >= from && i-k < 6 && toks[k].word() {
		l := toks[k].low
		switch {
		case strings.HasSuffix(l, "n't"), strings.HasSuffix(l, "n’t"):
			return k
		case l == "not" || l == "never":
			for k-1 >= from && (rd.lx.en.aux[toks[k-1].low] || rd.lx.en.modals[toks[k-1].low] || toks[k-1].is("did") || toks[k-1].is("would") || toks[k-1].is("could")) {
				k--
			}
			return k
		case l == "cannot":
			return -1
		case !rd.lx.en.adverbs[l] && !strings.HasSuffix(l, "ly") && !rd.lx.en.aux[l]:
			return -1
		}
		k--
	}
	return -1
}

// negatedCue reads "did not say whether C" and "did not respond to a request for comment".
func (rd *reader) negatedCue(p *paragraph, k int, cues []cue, ci, covered, group int) int {
	u := p.units[k]
	c := &cues[ci]
	toks := p.toks
	from := c.negated - 1
	s := rd.subjectBefore(p, from, u.a)
	if !s.ok() && from > u.a {
		s = rd.sharedSubject(p, k, cues, ci)
	}
	if !s.ok() || !rd.canSpeak(p, s) && toks[s.a].run < 0 {
		return covered
	}
	base := attribution{para: p.index, unit: k, cue: *c, hasCue: true, speakerPara: p.index, cuePara: p.index, group: group, speaker: s, spanConf: 0.7, speakConf: 0.85}
	if replyVerbs[c.lemma] {
		end := rd.objectEnd(p, u, c.b, u.b)
		asked := c.lemma == "comment" || c.lemma == "elaborate"
		for i := c.b; i < end; i++ {
			asked = asked || replyNouns[toks[i].low]
		}
		if !asked {
			return covered
		}
		base.a, base.b, base.act, base.frame, base.reason = c.a, end, ActDeclines, "declined", "“"+rd.slice(p.span(from, c.b))+"”"
		base.cue.a, base.cue.b = from, c.a
		if from == c.a {
			base.a, base.cue.b = c.b, c.b
		}
		rd.add(base)
		return end
	}
	if !unsaidVerbs[c.lemma] {
		return covered
	}
	f := rd.forward(p, u, c, -1)
	if f.start < 0 || f.quote || !f.that && !clauseWords[toks[f.start].low] {
		return covered
	}
	base.a, base.b = f.start, rd.contentEnd(p, u, f, cues, ci)
	base.cue.a = from
	base.addressee = f.addressee
	base.act, base.frame, base.reason = ActUnsaid, "not said", "clause after “"+rd.slice(p.span(from, c.b))+"”"
	rd.add(base)
	return base.b
}

// refusesToSay says whether "declined" or "refused" at c is followed by "to" and a verb of speech.
func refusesToSay(toks []token, c *cue, end int) bool {
	return c.b+1 < end && toks[c.b].is("to") && sayVerbs[toks[c.b+1].low]
}

// actOf names what the speaker does, by the verb and by what follows it.
func (rd *reader) actOf(x *attribution) Act {
	if x.act != "" {
		return x.act
	}
	p := &rd.paras[x.para]
	switch x.cue.lemma {
	case "deny":
		return ActDenies
	case "reject", "refute", "rebut", "dismiss", "dispute", "contest":
		for i := x.a; i < x.b && i-x.a < 10; i++ {
			if claimNouns[p.toks[i].low] {
				return ActDenies
			}
		}
	case "decline", "refuse":
		return ActDeclines
	case "ask", "wonder", "inquire", "enquire", "query":
		if t := &p.toks[x.a]; clauseWords[t.low] || p.quoteOpens(x.a) || x.frame == "Q, S cue" || x.frame == "split" || x.frame == "C, S cue" {
			return ActAsks
		}
		return ActSays // asked them to leave
	case "question":
		if clauseWords[p.toks[x.a].low] {
			return ActAsks
		}
	case "q:":
		return ActAsks
	}
	return ActSays
}

var claimNouns = wordSet{"claim": true, "claims": true, "allegation": true, "allegations": true, "accusation": true, "accusations": true, "charge": true, "charges": true, "report": true, "reports": true,
	"suggestion": true, "suggestions": true, "assertion": true, "assertions": true, "criticism": true, "notion": true, "rumors": true, "rumours": true, "speculation": true, "that": true}
