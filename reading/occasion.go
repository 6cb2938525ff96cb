package reading

import (
	"fmt"
	"strings"
)

// occasion is what the latest dated words were said at: who spoke, when, and where that stands.
type occasion struct {
	date      Date
	from      int // paragraph in which the date stands
	ent       int
	speaker   string // as written, for speakers without a name
	addressee string
	para      int // of the latest statement
	a         int // its first token
	group     int
	present   bool
}

// carry gives a statement without a date that of the occasion before, where its speaker goes on; and gives the occasion
// for the next statement.
func (s *sayings) carry(o occasion, x *attribution, st *Statement) occasion {
	next := occasion{ent: st.Speaker.Entity, speaker: st.Speaker.Text, addressee: st.Addressee.Text, para: x.para, a: x.a, group: x.group, present: s.present(x),
		from: x.cuePara, date: st.Said}
	if st.Said.Text != "" {
		if x.para != x.cuePara && !st.Said.Time.IsZero() {
			st.Said.Reason = s.same(x.cuePara, st.Said)
		}
		return next
	}
	if o.date.Time.IsZero() || !s.goesOn(o, x, st, &next) {
		return next
	}
	st.Said = o.date
	if o.group != x.group || x.para != o.para {
		st.Said.Reason = s.same(o.from, o.date)
	}
	next.date, next.from = o.date, o.from
	if next.addressee == "" {
		next.addressee = o.addressee
	}
	return next
}

func (s *sayings) same(para int, d Date) string {
	return fmt.Sprintf("same occasion as ¶ %d, “%s”: %s", para+1, d.Text, d.Reason)
}

// goesOn reports whether a statement is of the occasion before it: the same speaker, in the same paragraph or the next,
// with no other day, event or listener between, and no verb of habit.
func (s *sayings) goesOn(o occasion, x *attribution, st *Statement, next *occasion) bool {
	if x.para-o.para > 1 {
		return false
	}
	if x.group == o.group && x.para == o.para {
		return true
	}
	switch {
	case o.ent >= 0 || next.ent >= 0:
		if o.ent != next.ent {
			return false
		}
	case o.speaker == "" || !strings.EqualFold(o.speaker, next.speaker) || indefinite(o.speaker):
		return false
	}
	if !x.hasCue || x.cuePara < x.para || strings.HasPrefix(x.frame, "continued") || x.frame == "floating" || x.frame == "governed" {
		return !s.dayBetween(o, x, x.para, x.a)
	}
	if s.otherOccasion(x) || next.present && !o.present || s.elsewhere(o, x, next) {
		return false
	}
	return !s.dayBetween(o, x, x.cuePara, x.cue.a)
}

// indefinite reports whether words name nobody that the same words would name again: "a witness".
func indefinite(speaker string) bool {
	first, _, _ := strings.Cut(strings.ToLower(speaker), " ")
	return first == "a" || first == "an" || first == "another" || first == "one"
}

// dayBetween reports whether the words between the statement before and this one, contents left out, tell of another
// time.
func (s *sayings) dayBetween(o occasion, x *attribution, para, until int) bool {
	other := func(ws []when) bool {
		for i := range ws {
			w := &ws[i]
			if s.rd.inContent(w.para, w.a) || w.since || w.until || w.event || w.vague() {
				continue
			}
			if w.Time.IsZero() || !w.Time.Equal(o.date.Time) {
				return true
			}
		}
		return false
	}
	if o.para == para {
		return other(s.within(para, o.a, until))
	}
	return other(s.within(o.para, o.a, len(s.rd.paras[o.para].toks))) || other(s.within(para, 0, until))
}

// elsewhere reports whether the clause of the cue names an event, a paper or a listener of its own.
func (s *sayings) elsewhere(o occasion, x *attribution, next *occasion) bool {
	if next.addressee != "" && !strings.EqualFold(next.addressee, o.addressee) && o.addressee != "" {
		return true
	}
	p := &s.rd.paras[x.cuePara]
	u := s.reach(x)
	for i := max(u.a, x.cue.a-14); i < min(u.b-1, x.cue.b+14); i++ {
		t := &p.toks[i]
		if t.pair >= 0 || !(t.is("in") || t.is("at") || t.is("during") || t.is("on")) || s.rd.inContent(x.cuePara, i) {
			continue
		}
		for j := i + 1; j < min(u.b, i+5); j++ {
			w := &p.toks[j]
			if !w.word() || w.pair >= 0 || s.rd.lx.en.preps[w.low] {
				break
			}
			if (s.rd.lx.en.venues[w.low] || events[w.low]) && !p.toks[i+1].is("the") && !p.toks[i+1].is("his") && !p.toks[i+1].is("her") && !p.toks[i+1].is("that") && !p.toks[i+1].is("the") {
				return true
			}
		}
	}
	return false
}
