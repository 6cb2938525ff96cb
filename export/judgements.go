package export

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"parley/dossier"
	"parley/typeset"
)

const (
	judgementIndent  = 9.0
	likelihoodColumn = 32.0
	confidenceColumn = 33.0
	columnGap        = 4.0
)

// judgementRow is a key judgement before it has a place.
type judgementRow struct {
	text, chance, share, sure, reason *block
	term                              dossier.Term
	known                             bool
}

func (r judgementRow) height() float64 {
	right := r.sure.height()
	if r.reason != nil {
		right += r.reason.height()
	}
	left := r.chance.height()
	if r.known {
		left += r.share.height() + 2.6
	}
	return max(r.text.height(), left, right) + 2.8
}

// judgementRows sets the key judgements, at most as many as the page is made for.
func (d *doc) judgementRows() []judgementRow {
	var out []judgementRow
	width := d.width() - judgementIndent - likelihoodColumn - confidenceColumn - 2*columnGap
	for i, j := range d.p.Judgements {
		if i == dossier.MostJudgements {
			break
		}
		d.where = fmt.Sprintf("judgement %d", i+1)
		r := judgementRow{text: d.set(append(plain(flat(j.Text), bodyLook), d.cites(j.Quotes)...), width, typeset.Auto)}
		word := flat(j.Likelihood)
		if r.term, r.known = d.p.Recipe.Scale.Term(word); !r.known {
			word = "Not stated"
		} else {
			word = capital(r.term.Word)
		}
		r.chance = d.clipped(word, frontValue.as(8, 11), likelihoodColumn, 2)
		if r.known {
			r.share = d.oneLine(fmt.Sprintf("%d–%d %%", r.term.Low, r.term.High), factLabel.as(7, 10), likelihoodColumn)
		}
		sure := capital(flat(string(j.Confidence)))
		if sure == "" {
			sure = "Not stated"
		}
		r.sure = d.oneLine(sure, frontValue.as(8, 11), confidenceColumn)
		if reason := flat(j.Reason); reason != "" {
			r.reason = d.set(plain(reason, factLabel.as(6.8, 8.8)), confidenceColumn, typeset.Auto)
		}
		out = append(out, r)
	}
	return out
}

func judgementsHeight(rows []judgementRow) float64 {
	if len(rows) == 0 {
		return 0
	}
	h := headLook.height() + 0.8 + 6.4 + 4
	for _, r := range rows {
		h += r.height()
	}
	return h
}

// judgements draws the table of key judgements: likelihood and confidence stand in columns of their own, since a reader
// takes the one for the other where they share a sentence.
func (d *doc) judgements(rows []judgementRow) {
	if len(rows) == 0 {
		return
	}
	right := d.cur.w - marginX
	sure := right - confidenceColumn
	chance := sure - columnGap - likelihoodColumn
	d.y = d.drawAt(d.oneLine("Key judgements", headLook, d.width()), marginX, d.y) + 0.8
	d.cur.line(marginX, d.y, right, d.y, 0.5, navy)
	label := look{sansSemi, 7.5, 10, grey}
	for _, h := range []struct {
		name string
		x    float64
	}{{"Judgement", marginX + judgementIndent}, {"Likelihood", chance}, {"Confidence", sure}} {
		d.drawAt(d.oneLine(h.name, label, 60), h.x, d.y+1.4)
	}
	d.y += 6.4
	d.cur.line(marginX, d.y, right, d.y, 0.2, rule)
	for i, r := range rows {
		y := d.y + 1.2
		d.markArea(anchor{'j', i + 1}, area{marginX, d.y, d.width(), r.height()})
		d.drawAt(d.oneLine(itoa(i+1), smallHead.as(9, 14).in(navy), 6), marginX+1, y)
		d.drawAt(r.text, marginX+judgementIndent, y)
		at := d.drawAt(r.chance, chance, y+0.4)
		if r.known {
			at = d.drawAt(r.share, chance, at)
			d.scaleBar(r.term, chance, at+0.6)
		}
		at = d.drawAt(r.sure, sure, y+0.4)
		if r.reason != nil {
			d.drawAt(r.reason, sure, at)
		}
		d.y += r.height()
		d.cur.line(marginX, d.y, right, d.y, 0.2, rule)
	}
	d.y += 4
}

// scaleBar shows which part of all chances, from 0 to 100 %, a word stands for.
func (d *doc) scaleBar(t dossier.Term, x, y float64) {
	d.cur.fill(x, y, likelihoodColumn, 1.4, barTrack)
	from := likelihoodColumn * float64(t.Low) / 100
	d.cur.fill(x+from, y, max(0.6, likelihoodColumn*float64(t.High-t.Low)/100), 1.4, navy)
}

func capital(s string) string {
	if s == "" {
		return s
	}
	r := []rune(s)
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}

// likelihoodWords are those of both scales and what ICD 203 allows beside its own; confidenceWords tell how sure somebody
// is of the evidence.
var (
	likelihoodWords = regexp.MustCompile(`(?i)\b(almost no chance|very unlikely|highly unlikely|unlikely|roughly even (chance|odds)|likely|very likely|highly likely|almost certain(ly)?|nearly certain|remote chance|realistic possibility|(highly )?(im)?probabl[ey]|probably)\b`)
	confidenceWords = regexp.MustCompile(`(?i)\b(low|moderate|medium|high) confidence\b|\b(confident|confidently|confidence)\b`)
)

// mixes gives the likelihood word and the confidence word that stand in one sentence, or ok false.
func mixes(text string) (chance, sure string, ok bool) {
	for _, s := range sentences(text) {
		chance, sure = likelihoodWords.FindString(s), confidenceWords.FindString(s)
		if chance != "" && sure != "" {
			return chance, sure, true
		}
	}
	return "", "", false
}

// sentences parts a text where a full stop, question or exclamation mark stands before a space.
func sentences(text string) []string {
	var out []string
	for text = flat(text); text != ""; {
		i := 0
		for i < len(text) && !(i > 0 && text[i] == ' ' && strings.ContainsRune(".!?", rune(text[i-1]))) {
			i++
		}
		out = append(out, text[:i])
		text = strings.TrimSpace(text[i:])
	}
	return out
}

// checkJudgements tells of judgements that do not say what they rest on, or say it so that it is misread.
func checkJudgements(p dossier.Packet) []Problem {
	var out []Problem
	add := func(j int, field string, stops bool, sentence string) {
		where := "front page"
		if j > 0 {
			where = fmt.Sprintf("judgement %d", j)
		}
		out = append(out, Problem{Stops: stops, Where: where, Judgement: j, Field: field, Sentence: sentence})
	}
	if s := p.Recipe.Scale; s != "" && !slices.Contains(dossier.Scales, s) {
		add(0, "scale", true, fmt.Sprintf("“%s” is no scale of likelihood: take %s or %s", clip(flat(string(s)), 40), dossier.ScaleICD203, dossier.ScalePHIA))
	}
	mixed := "“%s” and “%s” stand in one sentence: a reader takes the confidence for a likelihood; part them"
	if chance, sure, ok := mixes(p.Recipe.BottomLine); ok {
		add(0, "bottom_line", false, fmt.Sprintf("bottom line: "+mixed, chance, sure))
	}
	if n := words(p.Recipe.BottomLine); n > bottomLineWords {
		add(0, "bottom_line", false, fmt.Sprintf("the bottom line has %d words; a reader takes in %d", n, bottomLineWords))
	}
	if n := len(p.Judgements); n > dossier.MostJudgements {
		add(dossier.MostJudgements+1, "judgements", true, fmt.Sprintf("there are %d key judgements and the front page is made for %d: put two together or leave one out, so that none is dropped unseen", n, dossier.MostJudgements))
	}
	for i, j := range p.Judgements {
		n := i + 1
		if flat(j.Text) == "" {
			add(n, "judgements", true, "it has no words: write it or take it out")
			continue
		}
		if word := flat(j.Likelihood); word != "" {
			if _, ok := p.Recipe.Scale.Term(word); !ok {
				add(n, "judgements", true, fmt.Sprintf("“%s” is not a word of the scale %s: take one of %s", clip(word, 40), scaleName(p.Recipe.Scale), scaleWords(p.Recipe.Scale)))
			}
		}
		switch j.Confidence {
		case dossier.ConfidenceNone, dossier.LowConfidence, dossier.MediumConfidence, dossier.HighConfidence:
		default:
			add(n, "judgements", true, fmt.Sprintf("“%s” is no confidence: take low, moderate or high", clip(flat(string(j.Confidence)), 40)))
		}
		if chance, sure, ok := mixes(j.Text); ok {
			add(n, "judgements", false, fmt.Sprintf(mixed, chance, sure))
		}
		for _, u := range j.Unresolved {
			why := flat(u.Why)
			if why == "" {
				why = "cannot be printed"
			}
			add(n, "judgements", true, fmt.Sprintf("it cites statement %d, which %s: take the citation out or put another in", u.Statement, clip(why, 120)))
		}
		switch {
		case len(j.Quotes) == 0 && len(j.Unresolved) == 0:
			add(n, "judgements", false, "it cites no statement: a reader cannot see what it rests on")
		case j.Confidence == dossier.HighConfidence && independent(p, j.Quotes) == 1:
			add(n, "judgements", false, "its confidence is high and it rests on one source")
		}
	}
	return out
}

// independent counts the sources of quotations; those that print one agency's text are one.
func independent(p dossier.Packet, quotes []int) int {
	seen := map[string]bool{}
	for _, n := range quotes {
		if n < 1 || n > len(p.Quotes) || p.Quotes[n-1].Source < 1 || p.Quotes[n-1].Source > len(p.Sources) {
			continue
		}
		s := p.Sources[p.Quotes[n-1].Source-1]
		if wire := flat(s.Document.Wire); wire != "" {
			seen["wire "+strings.ToLower(wire)] = true
		} else {
			seen[itoa(s.Number)] = true
		}
	}
	return len(seen)
}

func scaleName(s dossier.Scale) string {
	if s == dossier.ScalePHIA {
		return string(s)
	}
	return string(dossier.ScaleICD203)
}

func scaleWords(s dossier.Scale) string {
	var words []string
	for _, t := range s.Terms() {
		words = append(words, t.Word)
	}
	return strings.Join(words, ", ")
}
