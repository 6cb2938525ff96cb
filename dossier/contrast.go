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
	// RuleTelling: outlets tell the same event with other stances or other numbers.
	RuleTelling ContrastRule = "telling"
	// RuleMarked: an analyst marked it.
	RuleMarked ContrastRule = "marked"
)

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
	told := map[int64]bool{}
	var last *CodedStatement
	bySpeaker := map[string]*CodedStatement{}
	for i := range ordered {
		s := &ordered[i]
		if s.Utterance != 0 && told[s.Utterance] {
			continue
		}
		told[s.Utterance] = true
		speaker := s.speakerKey()
		own := bySpeaker[speaker]
		switch {
		case speaker != "" && own != nil && Steps(own.Stance, s.Stance) != 0:
			out = append(out, contrast(RuleSpeaker, *own, *s))
		case last != nil && Steps(last.Stance, s.Stance) != 0:
			rule := RuleShift
			if days := last.daysTo(*s); speaker != "" && last.speakerKey() != "" && speaker != last.speakerKey() && days >= 0 && days <= PartyDays {
				rule = RuleParty
			}
			out = append(out, contrast(rule, *last, *s))
		}
		last = s
		if speaker != "" {
			bySpeaker[speaker] = s
		}
	}
	slices.SortStableFunc(out, func(a, b Contrast) int {
		return cmp.Or(b.Later.Date.Time.Compare(a.Later.Date.Time), cmp.Compare(b.Later.Number, a.Later.Number))
	})
	return out
}

// tellings finds what outlets tell differently: the same words, or the same speaker on the same day.
func tellings(ordered []CodedStatement) (out []Contrast) {
	first := map[string]CodedStatement{}
	for _, s := range ordered {
		key := s.eventKey()
		if key == "" {
			continue
		}
		one, known := first[key]
		switch {
		case !known:
			first[key] = s
		case one.Outlet == s.Outlet:
		default:
			note := ""
			if Steps(one.Stance, s.Stance) == 0 {
				if note = numbersApart(one.Exact, s.Exact); note == "" {
					continue
				}
			}
			c := contrast(RuleTelling, one, s)
			c.Note = note
			out = append(out, c)
		}
	}
	return out
}

// eventKey names what a statement tells: its words where others have them too, else who spoke on which day.
func (s CodedStatement) eventKey() string {
	switch speaker := s.speakerKey(); {
	case s.Outlet == "":
		return ""
	case s.Utterance != 0:
		return strconv.FormatInt(s.Utterance, 10)
	case speaker != "" && s.SaidKnown && (s.Date.Precision == PrecisionDay || s.Date.Precision == PrecisionMinute):
		return s.Date.Time.Format("2006-01-02") + " " + speaker
	}
	return ""
}

func (s CodedStatement) speakerKey() string {
	if s.SpeakerID != None {
		return s.SpeakerID.String()
	}
	return ""
}

// daysTo counts the days to a later statement, -1 where one of the two is not dated.
func (s CodedStatement) daysTo(later CodedStatement) int {
	if !s.Date.Known() || !later.Date.Known() {
		return -1
	}
	return max(0, DaysBetween(s.Date.Time, later.Date.Time))
}

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

// numbersApart gives the numbers that differ where both texts name some and none is in common; else nothing.
func numbersApart(a, b string) string {
	x, y := numbers(a), numbers(b)
	if len(x) == 0 || len(y) == 0 || slices.ContainsFunc(x, func(n string) bool { return slices.Contains(y, n) }) {
		return ""
	}
	return strings.Join(x, ", ") + " against " + strings.Join(y, ", ")
}

// numbers gives the numbers of a text in digits, in whatever script; what divides thousands in one is left out.
func numbers(text string) (list []string) {
	var b strings.Builder
	apart := false // a comma, a full stop or a thin space stands after the digits
	end := func() {
		if b.Len() > 0 {
			list = append(list, b.String())
			b.Reset()
		}
	}
	for _, r := range text {
		switch f := FoldRune(r); {
		case len(f) == 1 && f[0] >= '0' && f[0] <= '9':
			b.WriteString(f)
			apart = false
		case !apart && strings.ContainsRune(",.٬٫\u00A0\u2009\u202F", r):
			apart = true
		default:
			end()
			apart = false
		}
	}
	end()
	return list
}
