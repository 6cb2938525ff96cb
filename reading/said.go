package reading

import (
	"sort"
	"strings"
)

// sayings dates the statements of a text: its dates, in order, and what of them belongs to whom.
type sayings struct {
	rd    *reader
	an    anchors
	dates []when
	read  []*calendar // by paragraph; nil where no words of its language are held
}

// farthest is how many tokens may lie between a cue and its date.
const farthest = 40

// dateStatements says of each statement when it was said: by a date of its own clause, by the event it was made at, or
// by the occasion on which its speaker was quoted just before.
func (rd *reader) dateStatements() {
	if len(rd.found) == 0 {
		return
	}
	s := &sayings{rd: rd}
	s.dates, s.an, s.read = rd.textDates(false)
	var o occasion
	for i := range rd.found {
		x, st := &rd.found[i], &rd.art.Statements[i]
		st.Said = s.own(x)
		if st.Said.Text == "" {
			st.Said = s.ofEvent(x)
		}
		o = s.carry(o, x, st)
	}
}

// english says whether a paragraph is read with the frames of English.
func (s *sayings) english(para int) bool { return s.read[para] != nil && s.read[para].lang == "en" }

// within gives the dates of a paragraph that begin at tokens a to b.
func (s *sayings) within(para, a, b int) []when {
	from := sort.Search(len(s.dates), func(k int) bool {
		return s.dates[k].para > para || s.dates[k].para == para && s.dates[k].a >= a
	})
	to := from
	for to < len(s.dates) && s.dates[to].para == para && s.dates[to].a < b {
		to++
	}
	return s.dates[from:to]
}

// reach is the part of a paragraph in which a date can belong to a cue: its unit, with what a day such as "am 31. Oktober"
// was cut from by its full stop.
func (s *sayings) reach(x *attribution) unit {
	p := &s.rd.paras[x.cuePara]
	if len(p.units) == 0 {
		return unit{0, len(p.toks)}
	}
	k := p.unitOf(x.cue.a)
	u := p.units[k]
	if s.english(x.cuePara) {
		return u
	}
	for _, w := range s.within(x.cuePara, u.a-4, u.a) {
		if w.b > u.a {
			u.a = p.units[max(0, k-1)].a
		}
	}
	for _, w := range s.within(x.cuePara, u.b-4, u.b) {
		if w.b > u.b && k+1 < len(p.units) {
			u.b = p.units[k+1].b
		}
	}
	return u
}

// own is the date that stands nearest to the cue in its clause, outside the content and outside asides.
func (s *sayings) own(x *attribution) Date {
	if !x.hasCue {
		return Date{}
	}
	p := &s.rd.paras[x.cuePara]
	u := s.reach(x)
	var best *when
	distance := farthest
	dates := s.within(x.cuePara, max(u.a, x.cue.a-farthest), min(u.b, x.cue.b+farthest))
	for i := range dates {
		w := &dates[i]
		if s.rd.inContent(x.cuePara, w.a) || !s.point(p, w) || !s.sameClause(p, u, x, w) {
			continue
		}
		away := w.a - x.cue.b
		if w.a < x.cue.a {
			away = x.cue.a - w.b
		}
		if away < distance && !(best != nil && best.finer(w) && away+12 > distance) {
			best, distance = w, max(away, 0)
		}
	}
	if best == nil {
		return Date{}
	}
	d := best.Date
	d.Text = s.rd.slice(d.Span)
	if s.an.day.IsZero() || !best.first().After(s.an.day.AddDate(0, 0, 1)) {
		return d
	}
	// what was said was said before it was printed
	switch {
	case best.kind != kindDay && best.kind != kindNumeric && best.kind != kindExact:
		return Date{}
	case best.year == 0 && best.first().After(s.an.day.AddDate(0, 2, 0)):
		e := best.dateExpr
		e.year = best.first().Year() - 1
		w := s.an.resolve(e)
		d.Time, d.Precision, d.Reason = w.Time, w.Precision, "the year before, since it was said before "+s.an.from()
	default:
		d.Reason += "; that is after the date of publication"
	}
	return d
}

// finer reports whether w says the day where v says a month or a year, or nothing.
func (w *when) finer(v *when) bool {
	day := func(p Precision) bool { return p == PrecisionDay || p == PrecisionMinute }
	return day(w.Precision) && !day(v.Precision)
}

// edges are words before a date that make it the edge of a time.
var edges = wordSet{"until": true, "till": true, "by": true, "before": true, "since": true, "through": true, "from": true, "between": true, "for": true, "than": true, "to": true, "ahead": true,
	"after": true, "following": true, "beyond": true, "past": true}

// point reports whether a date is one at which something can have been said: not "since 2012", "by Friday", "in the 1990s".
func (s *sayings) point(p *paragraph, w *when) bool {
	if w.since || w.until || w.event || w.kind == kindDecade {
		return false
	}
	if w.kind == kindShift && w.step > 0 && !w.fromText || w.kind == kindWeekday && w.step > 0 && !w.fromText {
		return false
	}
	if w.a == 0 {
		return true
	}
	prev := &p.toks[w.a-1]
	if edges[prev.low] && !(prev.is("from") && w.a > 1 && s.rd.lx.en.venues[p.toks[w.a-2].low]) { // "a statement from Monday"
		return false
	}
	for k := w.a - 1; prev.is("and") && k >= max(0, w.a-8); k-- {
		if p.toks[k].is("between") {
			return false
		}
	}
	next := ""
	if w.b < len(p.toks) {
		next = p.toks[w.b].low
	}
	bare := s.english(w.para) && englishDates().prefix(p.toks[w.a].low) == 0
	if next == "'s" || next == "’s" || bare && s.rd.lx.en.dets[prev.low] { // "Monday's vote", "the Oct. 31 meeting"
		return s.occasionNoun(p, w)
	}
	return true
}

// occasionNoun reports whether a date stands before the name of an occasion that the words were said at: "in Monday's
// statement", "at the Oct. 31 briefing".
func (s *sayings) occasionNoun(p *paragraph, w *when) bool {
	a := w.a - 1
	if s.rd.lx.en.dets[p.toks[a].low] {
		a--
	}
	if a < 0 || !(p.toks[a].is("in") || p.toks[a].is("at") || p.toks[a].is("during")) {
		return false
	}
	for i := w.b; i < min(len(p.toks), w.b+5); i++ {
		if t := &p.toks[i]; s.rd.lx.en.venues[t.low] || events[t.low] {
			return true
		} else if !t.word() {
			return false
		}
	}
	return false
}

// inContent reports whether a token stands in what somebody is said to have said: a day in there is part of the words.
func (rd *reader) inContent(para, i int) bool {
	// They are by place and do not overlap, so only the last one that begins before the token can hold it.
	k := sort.Search(len(rd.found), func(k int) bool {
		return rd.found[k].para > para || rd.found[k].para == para && rd.found[k].a > i
	}) - 1
	return k >= 0 && rd.found[k].para == para && i < rd.found[k].b
}

// saidInside is the date of a statement inside another one: "the office stated that Belk said on Sunday that …".
func (rd *reader) saidInside(x *attribution) Date {
	p := &rd.paras[x.cuePara]
	for i := x.cue.b; i < min(x.a, x.cue.b+8); i++ {
		if d, n := rd.dateIn(p, x.a, i); n > 0 {
			return d
		}
	}
	return Date{}
}

// habit are words by which somebody says a thing more than once, or on another occasion than the one just told of.
var habit = wordSet{"repeatedly": true, "often": true, "long": true, "frequently": true, "always": true, "routinely": true, "regularly": true, "usually": true, "consistently": true, "once": true,
	"previously": true, "earlier": true, "later": true, "separately": true, "before": true, "already": true, "sometimes": true, "generally": true, "subsequently": true, "recently": true}

// otherOccasion reports whether the verb of a cue tells of a habit or of another time: "has long argued", "often says",
// "had said", "later tweeted".
func (s *sayings) otherOccasion(x *attribution) bool {
	p := &s.rd.paras[x.cuePara]
	if !s.english(x.cuePara) {
		return false
	}
	for i := x.cue.a - 1; i >= max(0, x.cue.a-4); i-- {
		t := &p.toks[i]
		switch {
		case haveForm(t), habit[t.low], t.is("would"):
			return true
		case !t.word() || !s.rd.lx.en.adverbs[t.low] && !strings.HasSuffix(t.low, "ly"):
			i = 0
		}
	}
	for i := x.cue.b; i < min(len(p.toks), x.cue.b+2); i++ {
		t := &p.toks[i]
		if p.toks[i].pair >= 0 || !t.word() {
			break
		}
		if habit[t.low] && !t.is("long") && !t.is("before") {
			return true
		}
	}
	return false
}

// present reports whether the cue is in the present: "says".
func (s *sayings) present(x *attribution) bool {
	if !x.hasCue || x.cue.a >= len(s.rd.paras[x.cuePara].toks) {
		return false
	}
	t := &s.rd.paras[x.cuePara].toks[x.cue.a]
	v, ok := s.rd.lx.en.verbs[t.low]
	return ok && !v.ing && (v.base || strings.HasSuffix(t.low, "s"))
}

// vague reports whether an expression names no day at all.
func (w *when) vague() bool {
	return w.kind == kindVague || w.kind == kindDecade || w.kind == kindEvent
}
