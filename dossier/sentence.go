package dossier

import (
	"slices"
	"time"
)

// SentenceKind is what an analyst's sentence is about.
type SentenceKind string

// The kinds of sentences: a party's position on an issue, or what several parties' positions have in common, in what
// they differ, and what none of them has said.
const (
	PositionSummary SentenceKind = "position"
	CommonGround    SentenceKind = "common"
	Difference      SentenceKind = "difference"
	NotSaid         SentenceKind = "unsaid"
)

// Words name a kind of sentence.
func (k SentenceKind) Words() string {
	switch k {
	case CommonGround:
		return "common ground"
	case Difference:
		return "difference"
	case NotSaid:
		return "what was not said"
	}
	return "summary of a position"
}

// Confidence is how sure an analyst is of a judgement.
type Confidence string

// The confidences; ConfidenceNone: the analyst did not say.
const (
	ConfidenceNone   Confidence = ""
	LowConfidence    Confidence = "low"
	MediumConfidence Confidence = "moderate"
	HighConfidence   Confidence = "high"
)

// Sentence is what an analyst says in words of their own about positions on an issue.
type Sentence struct {
	ID         ID
	Kind       SentenceKind
	IssueID    ID
	Parties    []ID // one for a PositionSummary, else the columns that it compares, in no order
	Body       string
	Confidence Confidence
	Rests      []ID // statements
	Analyst    string
	Written    time.Time
}

// Same reports whether two sentences take the same place: there is one of each kind, issue and parties.
func (s Sentence) Same(o Sentence) bool {
	if s.Kind != o.Kind || s.IssueID != o.IssueID || len(s.Parties) != len(o.Parties) {
		return false
	}
	for _, p := range s.Parties {
		if !slices.Contains(o.Parties, p) {
			return false
		}
	}
	return true
}

// NewestWords are the statements that hold the newest words of a sequence, the newest first: every telling of them.
func NewestWords(sequence []CodedStatement) (ids []ID) {
	for _, s := range sequence {
		if last := sequence[0]; s.StatementID == last.StatementID || s.Utterance != 0 && s.Utterance == last.Utterance {
			ids = append(ids, s.StatementID)
		}
	}
	return ids
}

// Overtaken gives the newest statement that a sentence does not rest on though it is as new as, or newer than, all that
// it rests on; ok is false while the sentence is up to date. Statements are those of its parties on its issue. Words that
// another outlet repeats are nothing new.
func (s Sentence) Overtaken(statements []CodedStatement) (newest CodedStatement, ok bool) {
	var last time.Time
	told := map[int64]bool{}
	for _, st := range statements {
		if slices.Contains(s.Rests, st.StatementID) {
			told[st.Utterance] = st.Utterance != 0
			if st.Date.Known() && st.Date.Time.After(last) {
				last = st.Date.Time
			}
		}
	}
	for _, st := range statements {
		if slices.Contains(s.Rests, st.StatementID) || told[st.Utterance] || !st.Date.Known() || DaysBetween(last, st.Date.Time) < 0 {
			continue
		}
		if !ok || st.Date.Time.After(newest.Date.Time) {
			newest, ok = st, true
		}
	}
	return newest, ok
}
