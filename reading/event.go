package reading

// events are what a statement can be made at.
var events = wordSet{"meeting": true, "talks": true, "call": true, "session": true, "briefing": true, "conference": true, "summit": true,
	"interview": true, "visit": true, "ceremony": true, "hearing": true, "debate": true, "rally": true, "dinner": true}

// eventWords begin the mention of an event: "during the meeting".
var eventWords = wordSet{"during": true, "at": true, "after": true, "in": true, "following": true}

// eventLength is how many tokens a mention of an event may take.
const eventLength = 5

// dateOfEvent dates a statement that was made at an event which the paragraph before tells of: "the office stated
// that, during the meeting, …" after "On Thursday, the two met". It dates nothing where that paragraph has several
// dates.
func (rd *reader) dateOfEvent(x *attribution) Date {
	p := &rd.paras[x.cuePara]
	if x.cuePara == 0 || len(p.units) == 0 || !rd.atEvent(p, p.units[p.unitOf(x.cue.a)], x) {
		return Date{}
	}
	before := &rd.paras[x.cuePara-1]
	var found Date
	for i := 0; i < len(before.toks); i++ {
		if before.toks[i].pair >= 0 {
			continue
		}
		d, n := rd.dateAt(before.toks, i)
		if n == 0 {
			continue
		}
		if !found.Time.IsZero() && !found.Time.Equal(d.Time) {
			return Date{}
		}
		found = d
		i += n - 1
	}
	if !found.Time.IsZero() {
		found.Reason = "the event of the paragraph before; " + found.Reason
	}
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
