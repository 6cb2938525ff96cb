package dossier

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// ContrastRule is the rule by which two statements do not go together.
type ContrastRule string

// The rules. Each is about two statements on one issue.
const (
	// RuleShift: the party's next statement takes another stance.
	RuleShift ContrastRule = "shift"
	// RuleSpeaker: the same person takes another stance than the last time.
	RuleSpeaker ContrastRule = "speaker"
	// RuleParty: a speaker takes another stance than somebody else took for the same party at most PartyDays days before.
	RuleParty ContrastRule = "party"
	// RuleTelling: outlets tell the same event with other stances, or with other numbers of the same thing.
	RuleTelling ContrastRule = "telling"
	// RuleMarked: an analyst marked it.
	RuleMarked ContrastRule = "marked"
)

// Words say by which rule a contrast was found, in a few words.
func (r ContrastRule) Words() string {
	switch r {
	case RuleShift:
		return "the party's next statement"
	case RuleSpeaker:
		return "the same speaker"
	case RuleParty:
		return "a speaker against the own party"
	case RuleTelling:
		return "told differently by outlets"
	}
	return "marked by an analyst"
}

// PartyDays is for how many days what one speaks for a party binds the others.
const PartyDays = 7

// Strength is how much a contrast rests on.
type Strength string

// The strengths.
const (
	Strong   Strength = "strong"
	Moderate Strength = "moderate"
	Weak     Strength = "weak"
)

// Contrast is two statements on one issue that do not go together.
type Contrast struct {
	Rule     ContrastRule
	Earlier  CodedStatement
	Later    CodedStatement
	Days     int // between the two; -1 where a date is unknown
	Movement Movement
	Strength Strength
	Note     string // what differs, where it is not the stance: "12 against 15"
	Verdict  Verdict
}

// Contradiction tells a contradiction from a shift: both cannot hold at the same time.
func (c Contrast) Contradiction() bool {
	switch c.Rule {
	case RuleParty, RuleTelling:
		return true
	case RuleMarked:
		return strings.HasPrefix(c.Note, string(Contradicts))
	}
	return c.Movement == Reversed && c.Days >= 0 && c.Days <= PartyDays
}

// Word names a contrast: "shift" or "contradiction".
func (c Contrast) Word() string {
	if c.Contradiction() {
		return "contradiction"
	}
	return "shift"
}

// Marked makes a contrast of a link between two statements, the earlier one first.
func Marked(from, to CodedStatement, l Link) Contrast {
	if from.Date.Known() && to.Date.Known() && from.Date.Time.After(to.Date.Time) {
		from, to = to, from
	}
	c := contrast(RuleMarked, from, to)
	c.Note = string(l.Kind)
	if l.Reason != "" {
		c.Note += ": " + l.Reason
	}
	return c
}

// Decided makes a contrast anew that an analyst has decided on; still is false where the two take one stance by now, so that
// nothing is left of it.
func Decided(rule ContrastRule, earlier, later CodedStatement) (c Contrast, still bool) {
	return contrast(rule, earlier, later), rule == RuleTelling || Steps(earlier.Stance, later.Stance) != 0
}

// VerdictKind is what an analyst made of a contrast.
type VerdictKind string

// The verdicts.
const (
	Undecided VerdictKind = ""
	Confirmed VerdictKind = "confirmed"
	Explained VerdictKind = "explained"
	Dismissed VerdictKind = "dismissed"
)

// Verdict is an analyst's word on a contrast. It is remembered for the two statements, the issue and the rule.
type Verdict struct {
	Kind    VerdictKind
	Reason  string
	Analyst string
	At      time.Time
}

// Contrasts finds what does not go together among the statements of one party on one issue, the newest first. Of
// statements that repeat the words of an earlier one only the first counts, but for what outlets tell differently.
// Statements that nobody dated are left out: of them nobody knows which came first.
func Contrasts(statements []CodedStatement) []Contrast {
	ordered := slices.DeleteFunc(slices.Clone(statements), func(s CodedStatement) bool { return !s.Date.Known() || s.Stance == StanceNone })
	slices.SortStableFunc(ordered, func(a, b CodedStatement) int {
		return cmp.Or(a.Date.Time.Compare(b.Date.Time), cmp.Compare(a.Number, b.Number))
	})
	out := tellings(ordered)
	pairs := map[[2]ID]bool{} // what is told differently is no shift beside it
	for _, c := range out {
		pairs[[2]ID{c.Earlier.StatementID, c.Later.StatementID}] = true
	}
	add := func(rule ContrastRule, earlier, later CodedStatement) {
		if !pairs[[2]ID{earlier.StatementID, later.StatementID}] {
			out = append(out, contrast(rule, earlier, later))
		}
	}
	told := map[int64]bool{}
	var last *CodedStatement
	bySpeaker := map[string]*CodedStatement{}
	var speakers []string // the one who spoke last first
	for i := range ordered {
		s := &ordered[i]
		if s.Utterance != 0 && told[s.Utterance] {
			continue
		}
		told[s.Utterance] = true
		speaker := s.speakerKey()
		found := false
		if own := bySpeaker[speaker]; speaker != "" && own != nil && Steps(own.Stance, s.Stance) != 0 {
			add(RuleSpeaker, *own, *s)
			found = true
		}
		if other := against(*s, speakers, bySpeaker); other != nil {
			add(RuleParty, *other, *s)
			found = true
		}
		if !found && last != nil && Steps(last.Stance, s.Stance) != 0 {
			add(RuleShift, *last, *s)
		}
		last = s
		if speaker != "" {
			bySpeaker[speaker] = s
			speakers = slices.Insert(slices.DeleteFunc(speakers, func(k string) bool { return k == speaker }), 0, speaker)
		}
	}
	slices.SortStableFunc(out, func(a, b Contrast) int {
		return cmp.Or(b.Later.Date.Time.Compare(a.Later.Date.Time), cmp.Compare(b.Later.Number, a.Later.Number))
	})
	return out
}

// against finds the newest words of another speaker, at most PartyDays days old, that a statement goes against; nil where
// there are none. What the speaker held already then is no news against them.
func against(s CodedStatement, speakers []string, latest map[string]*CodedStatement) *CodedStatement {
	speaker := s.speakerKey()
	if speaker == "" {
		return nil
	}
	for _, k := range speakers {
		other := latest[k]
		if k == speaker || Steps(other.Stance, s.Stance) == 0 {
			continue
		}
		if days := other.daysTo(s); days < 0 || days > PartyDays {
			continue
		}
		if own := latest[speaker]; own != nil && Steps(own.Stance, s.Stance) == 0 && !own.Date.Time.Before(other.Date.Time) {
			continue // that was said when the speaker spoke last
		}
		return other
	}
	return nil
}

// tellings finds what outlets tell differently: the same words, or the same speaker on the same day. Each pair is told once.
func tellings(ordered []CodedStatement) (out []Contrast) {
	first := map[string]CodedStatement{}
	seen := map[[2]ID]bool{}
	for _, s := range ordered {
		for _, key := range s.eventKeys() {
			one, known := first[key]
			if !known {
				first[key] = s
				continue
			}
			pair := [2]ID{one.StatementID, s.StatementID}
			if one.Outlet == s.Outlet || seen[pair] {
				continue
			}
			note := ""
			if Steps(one.Stance, s.Stance) == 0 {
				if note = numbersApart(one.Exact, s.Exact, one.Utterance != 0 && one.Utterance == s.Utterance); note == "" {
					continue
				}
			}
			seen[pair] = true
			c := contrast(RuleTelling, one, s)
			c.Note = note
			out = append(out, c)
		}
	}
	return out
}

// eventKeys name what a statement tells: its words where others have them too, and who spoke on which day.
func (s CodedStatement) eventKeys() (keys []string) {
	if s.Outlet == "" {
		return nil
	}
	if s.Utterance != 0 {
		keys = append(keys, strconv.FormatInt(s.Utterance, 10))
	}
	if speaker := s.speakerKey(); speaker != "" && s.SaidKnown && exactDay(s.Date) {
		keys = append(keys, s.Date.Time.Format("2006-01-02")+" "+speaker)
	}
	return keys
}

func (s CodedStatement) speakerKey() string {
	if s.SpeakerID != None {
		return s.SpeakerID.String()
	}
	return ""
}

// daysTo counts the days to a later statement, at most as many as their dates allow; -1 where one of the two is not dated,
// or only by its month or year.
func (s CodedStatement) daysTo(later CodedStatement) int {
	from, _, ok := s.Date.Bounds()
	_, to, known := later.Date.Bounds()
	if !ok || !known || coarse(s.Date) || coarse(later.Date) {
		return -1
	}
	return max(0, DaysBetween(from, to))
}

func coarse(d Date) bool { return d.Precision == PrecisionMonth || d.Precision == PrecisionYear }

// contrast puts two statements together. Its strength is counted in points: a step of stance each (up to three), one
// where both are in the speaker's own words, one where both days are known, one where it is the same speaker. Five and
// more are strong, three and four moderate.
func contrast(rule ContrastRule, earlier, later CodedStatement) Contrast {
	steps := Steps(earlier.Stance, later.Stance)
	points := max(steps, -steps)
	if earlier.Kind != Indirect && later.Kind != Indirect {
		points++
	}
	if earlier.SaidKnown && later.SaidKnown && exactDay(earlier.Date) && exactDay(later.Date) {
		points++
	}
	if k := earlier.speakerKey(); k != "" && k == later.speakerKey() {
		points++
	}
	c := Contrast{Rule: rule, Earlier: earlier, Later: later, Days: earlier.daysTo(later), Movement: Move(earlier.Stance, later.Stance), Strength: Weak}
	switch {
	case points >= 5:
		c.Strength = Strong
	case points >= 3:
		c.Strength = Moderate
	}
	return c
}

func exactDay(d Date) bool { return d.Precision == PrecisionDay || d.Precision == PrecisionMinute }
