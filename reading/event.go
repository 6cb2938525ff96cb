package reading

// events are what a statement can be made at.
var events = wordSet{"meeting": true, "talks": true, "call": true, "session": true, "briefing": true, "conference": true, "summit": true,
	"interview": true, "visit": true, "ceremony": true, "hearing": true, "debate": true, "rally": true, "dinner": true}

// eventWords begin the mention of an event: "during the meeting".
var eventWords = wordSet{"during": true, "at": true, "after": true, "in": true, "following": true}

// eventLength is how many tokens a mention of an event may take.
const eventLength = 5

// ofEvent dates a statement that was made at an event which the text told of just before: "the office stated that, during
// the meeting, …" after "On Thursday, the two met". It dates nothing where those sentences have several days.
func (s *sayings) ofEvent(x *attribution) Date {
	p := &s.rd.paras[x.cuePara]
	if !x.hasCue || len(p.units) == 0 || !s.rd.atEvent(p, p.units[p.unitOf(x.cue.a)], x) {
		return Date{}
	}
	where := "the sentences before"
	dates := s.within(x.cuePara, 0, s.reach(x).a)
	if len(dates) == 0 && x.cuePara > 0 {
		where = "the paragraph before"
		dates = s.within(x.cuePara-1, 0, len(s.rd.paras[x.cuePara-1].toks))
	}
	var found Date
	for i := range dates {
		w := &dates[i]
		if w.since || w.until || w.event || w.vague() {
			continue
		}
		if !found.Time.IsZero() && !found.Time.Equal(w.Time) {
			return Date{}
		}
		found = w.Date
	}
	if found.Time.IsZero() || !s.an.day.IsZero() && found.Time.After(s.an.day.AddDate(0, 0, 1)) {
		return Date{}
	}
	found.Text = s.rd.slice(found.Span)
	found.Reason = "the event of " + where + "; " + found.Reason
	return found
}

// atEvent reports whether the clause of a cue names an event with the article, outside quotation marks.
func (rd *reader) atEvent(p *paragraph, u unit, x *attribution) bool {
	for i := max(u.a, x.cue.a-12); i < min(u.b-2, x.cue.b+4); i++ {
		if p.toks[i].pair >= 0 || !eventWords[p.toks[i].low] || !p.toks[i+1].is("the") && !p.toks[i+1].is("their") {
			continue
		}
		for j := i + 2; j < min(u.b, i+eventLength); j++ {
			if events[p.toks[j].low] {
				return true
			}
		}
	}
	return false
}
