package dossier

import "slices"

// Part is a part of a packet.
type Part string

// The parts.
const (
	PartFront    Part = "front"
	PartMatrix   Part = "matrix"
	PartIssues   Part = "issues"
	PartTimeline Part = "timeline"
	PartShifts   Part = "shifts"
	PartGaps     Part = "gaps"
	PartDrafts   Part = "drafts"
	PartSources  Part = "sources"
	PartIndex    Part = "index"
)

// Parts are all of them, in their usual order.
var Parts = []Part{PartFront, PartMatrix, PartIssues, PartTimeline, PartShifts, PartGaps, PartDrafts, PartSources, PartIndex}

// TwoPages is the short form: what a reader takes into a meeting.
var TwoPages = []Part{PartFront, PartMatrix}

// Words name a part as it is headed in print.
func (p Part) Words() string {
	switch p {
	case PartFront:
		return "Front page"
	case PartMatrix:
		return "Position matrix"
	case PartIssues:
		return "Issue sections"
	case PartTimeline:
		return "Timeline"
	case PartShifts:
		return "Contradictions and shifts"
	case PartGaps:
		return "Gaps"
	case PartDrafts:
		return "Draft text"
	case PartSources:
		return "Source appendix"
	case PartIndex:
		return "Index"
	}
	return string(p)
}

// Printed are the parts that a recipe asks for, in its order, each once; what is no part is passed over.
func (r Recipe) Printed() []Part {
	if len(r.Parts) == 0 {
		return slices.Clone(Parts)
	}
	var list []Part
	for _, p := range r.Parts {
		if slices.Contains(Parts, p) && !slices.Contains(list, p) {
			list = append(list, p)
		}
	}
	return list
}

// Prints reports whether a packet has a part.
func (p Packet) Prints(part Part) bool { return slices.Contains(p.Parts, part) }

// Cited counts the sources from which something is quoted; a draft that is only compared is none of them.
func (p Packet) Cited() (n int) {
	for _, s := range p.Sources {
		if len(s.Quotes) > 0 {
			n++
		}
	}
	return n
}

// Scale is a fixed scale of words for likelihood.
type Scale string

// The scales: that of the US Intelligence Community Directive 203, and the yardstick of the UK's Professional Head of
// Intelligence Assessment.
const (
	ScaleICD203 Scale = "ICD 203"
	ScalePHIA   Scale = "PHIA"
)

// Scales are both.
var Scales = []Scale{ScaleICD203, ScalePHIA}

// Term is a word of a scale with the range of chances that it stands for, in per cent.
type Term struct {
	Word      string
	Low, High int
}

// Terms are the words of a scale, from the least likely to the most likely. The PHIA ranges leave gaps on purpose.
func (s Scale) Terms() []Term {
	if s == ScalePHIA {
		return []Term{{"remote chance", 0, 5}, {"highly unlikely", 10, 20}, {"unlikely", 25, 35}, {"realistic possibility", 40, 50},
			{"likely", 55, 75}, {"highly likely", 80, 90}, {"almost certain", 95, 100}}
	}
	return []Term{{"almost no chance", 1, 5}, {"very unlikely", 5, 20}, {"unlikely", 20, 45}, {"roughly even chance", 45, 55},
		{"likely", 55, 80}, {"very likely", 80, 95}, {"almost certain", 95, 99}}
}

// Term finds a word of the scale, as it is written in any case.
func (s Scale) Term(word string) (Term, bool) {
	for _, t := range s.Terms() {
		if Fold(t.Word) == Fold(word) {
			return t, true
		}
	}
	return Term{}, false
}

// MostJudgements is how many key judgements the front page holds.
const MostJudgements = 5

// Judgement is what the analyst concludes: how likely it is, and apart from that how sure they are and why.
type Judgement struct {
	Text       string     `toml:"text" json:"text"`
	Likelihood string     `toml:"likelihood" json:"likelihood"` // a word of the scale, or empty
	Confidence Confidence `toml:"confidence" json:"confidence"`
	Reason     string     `toml:"reason" json:"reason"`         // of the confidence
	Statements []int      `toml:"statements" json:"statements"` // numbers of those it rests on
}

// CitedJudgement is a judgement with the quotations that it cites.
type CitedJudgement struct {
	Judgement
	Quotes     []int        `json:"quotes"`
	Unresolved []Unresolved `json:"unresolved,omitempty"`
}

// Unresolved is a statement that is cited and cannot be printed.
type Unresolved struct {
	Statement int    `json:"statement"` // its number
	ID        ID     `json:"-"`         // None where the dossier has no such statement
	Document  ID     `json:"-"`
	Why       string `json:"why"` // "was rejected on 18 Nov", "is not in the dossier"
}

// PacketNote is something about a packet that is to be looked at before it is written.
type PacketNote struct {
	Stops     bool   // the packet is not written before this is mended
	Where     string // "recipe", "judgement 2"
	Sentence  string
	Field     string // of the recipe, as in its file, or empty
	Judgement int    // number from 1, or 0
	Quote     int    // number, or 0
}

// CitedSentence is an analyst's sentence with the quotations that it rests on.
type CitedSentence struct {
	Sentence
	Quotes []int
	Stale  string // by what it was overtaken: "Arvenia spoke again on 17 Nov"; empty while it is up to date
}

// SinceNone as Recipe.Since asks for no comparison.
const SinceNone = "none"

// PacketPosition is a party on an issue as a packet said it.
type PacketPosition struct {
	IssueID   ID     `json:"issue_id"`
	PartyID   ID     `json:"party_id"`
	Issue     string `json:"issue"`
	Party     string `json:"party"`
	Stance    Stance `json:"stance"`
	Statement ID     `json:"statement"` // the newest; None: silence
	Count     int    `json:"count"`     // statements
	Said      Date   `json:"said"`
}

// PacketChange is what is different from the last packet in a cell of the matrix.
type PacketChange struct {
	Issue, Party  string
	Kind          PacketChangeKind
	Movement      Movement // where the stance is another
	Before, After Stance
	Quote         int // of the newest statement, 0 where there is none
	More          int // statements that the last packet did not have
}

// PacketChangeKind is how a cell of the matrix changed between two packets.
type PacketChangeKind string

// The kinds of changes between packets.
const (
	ChangeMoved     PacketChangeKind = "moved"     // another stance
	ChangeNew       PacketChangeKind = "new"       // silence was broken
	ChangeMore      PacketChangeKind = "more"      // the same stance, said again
	ChangeWithdrawn PacketChangeKind = "withdrawn" // nothing is left of what the last packet had
)

// PacketMoment is a line of the timeline: a statement and the stance after it.
type PacketMoment struct {
	Quote  int
	Issue  string
	Party  string
	Date   Date
	Stance Stance
	Was    Stance   // of the party on the issue before; StanceNone: it had none
	Moved  Movement // Unmoved where it is the same
}

// PacketShift is a contrast that an analyst has decided on.
type PacketShift struct {
	Contrast                 // with its verdict
	Issue, Party             string
	EarlierQuote, LaterQuote int
}

// PacketGap is a party that has not spoken on an issue, or not for long.
type PacketGap struct {
	Issue, Party string
	Last         int  // quotation, 0: never, or not cited
	LastSaid     Date // unknown: never
	Days         int  // since then; -1: never
}

// Draft is a text of an agreement that is compared with others.
type Draft struct {
	Source  int // number
	Title   string
	Outlet  string // whose text it is
	Date    Date
	Clauses int // provisions
}

// ClauseRow is a provision in each of the drafts.
type ClauseRow struct {
	Number string // as it stands: "Article 4", "2.1"; where drafts count otherwise: "Article 4 → Article 5"
	Head   bool   // it is no provision: what stands before the first one
	Status ClauseStatus
	Texts  [][]ClausePiece // by draft; empty: the draft has no such provision
}

// Provisions counts those of a comparison, and those of them in each state. The head of a draft is none.
func Provisions(rows []ClauseRow) (all int, by map[ClauseStatus]int) {
	by = map[ClauseStatus]int{}
	for _, r := range rows {
		if !r.Head {
			by[r.Status]++
			all++
		}
	}
	return all, by
}

// ClauseStatus is how far drafts agree on a provision.
type ClauseStatus string

// The states of a provision.
const (
	ClauseAgreed  ClauseStatus = "agreed"  // all drafts have the same words, and none in brackets
	ClauseOpen    ClauseStatus = "open"    // words differ or stand in brackets
	ClauseMissing ClauseStatus = "missing" // some draft has no such provision
)

// ClausePiece is a stretch of a provision. The pieces of a draft other than the base, without those deleted, are its
// words as stored.
type ClausePiece struct {
	Text string
	Kind PieceKind
}

// PieceKind is what a stretch is beside the base.
type PieceKind string

// The kinds of stretches.
const (
	PieceSame    PieceKind = ""
	PieceAdded   PieceKind = "added"
	PieceDeleted PieceKind = "deleted"
	PieceBracket PieceKind = "bracket" // a square bracket: what it holds is not agreed
)

// MostDrafts is how many drafts stand side by side.
const MostDrafts = 3

// IndexKind is what a line of the index is about.
type IndexKind string

// The kinds, in the order in which they are printed.
const (
	IndexPerson IndexKind = "people"
	IndexParty  IndexKind = "parties"
	IndexPlace  IndexKind = "places"
	IndexIssue  IndexKind = "issues"
)

// IndexKinds are all of them.
var IndexKinds = []IndexKind{IndexPerson, IndexParty, IndexPlace, IndexIssue}

// IndexEntry is a name and where it is to be found.
type IndexEntry struct {
	Kind    IndexKind
	Name    string
	Quotes  []int // whose pages are meant
	Section int   // of an issue: the number of its section, or 0
	Sources []int // of a place: the sources that name it
}
