package dossier

import (
	"slices"
	"time"
)

// Dimension is what stands across the grid.
type Dimension string

// The dimensions. Speakers and outlets are ordered by how much they said.
const (
	AcrossParties  Dimension = "party"
	AcrossSpeakers Dimension = "speaker"
	AcrossOutlets  Dimension = "outlet"
)

// MostColumns is how many speakers or outlets stand across a grid where nobody chose which.
const MostColumns = 40

// DayKind is by which day a grid is as of.
type DayKind string

// The days: that on which it was said (published, where that is unknown), or that on which it was first reported.
const (
	DaySaid     DayKind = "said"
	DayReported DayKind = "reported"
)

// PositionFilter narrows what the grid is made from. The zero filter takes every accepted statement with a stance.
type PositionFilter struct {
	By            Dimension `json:"by,omitempty"`             // empty: AcrossParties
	AsOf          Date      `json:"as_of,omitzero"`           // statements up to this day
	From          Date      `json:"from,omitzero"`            // and on or after this one
	Day           DayKind   `json:"day,omitempty"`            // what AsOf and From are about; empty: DaySaid
	Parties       []ID      `json:"parties,omitempty"`        // those across, in this order; empty: all, in their order
	Issues        []ID      `json:"issues,omitempty"`         // empty: all, in their order
	Outlets       []ID      `json:"outlets,omitempty"`        // empty: any; the others likewise
	Kinds         []Kind    `json:"kinds,omitempty"`          // direct, indirect, mixed
	Grades        []string  `json:"grades,omitempty"`         // of the document, by their beginning: "A" takes A1 to A6
	Analysts      []string  `json:"analysts,omitempty"`       // whose reading is shown
	MinConfidence float64   `json:"min_confidence,omitempty"` // of the proposal, 0 to 1; what was made by hand passes
	WithProposed  bool      `json:"with_proposed,omitempty"`  // take statements that nobody has accepted yet, too
}

// Narrow reports whether the filter asks for more of a statement than its day, party and issue.
func (f PositionFilter) Narrow() bool {
	return len(f.Outlets) > 0 || len(f.Kinds) > 0 || len(f.Grades) > 0 || len(f.Analysts) > 0 || f.MinConfidence > 0
}

// Dim is what stands across.
func (f PositionFilter) Dim() Dimension {
	if f.By == "" {
		return AcrossParties
	}
	return f.By
}

// View is a filter under a name, with what is folded and what it is compared with.
type View struct {
	ID      ID             `json:"-"`
	Name    string         `json:"-"`
	Filter  PositionFilter `json:"filter"`
	Folded  []ID           `json:"folded,omitempty"`  // issues whose parts are hidden
	Against int            `json:"against,omitempty"` // days before the day of the grid; 0: as usual
}

// CodedStatement is a statement under a position, with what a line of the grid shows of it.
type CodedStatement struct {
	StatementID ID
	DocumentID  ID
	Number      int
	PartyID     ID
	IssueID     ID
	Stance      Stance
	Exact       string
	Kind        Kind
	Act         Act
	Status      Status
	SpeakerID   ID     // the actor, or None
	Speaker     string // the actor's name, else the mention
	Role        string
	Date        Date // said, else published
	SaidKnown   bool // false: Date is the day of publication
	Published   Date
	OutletID    ID
	Outlet      string
	Wire        string // the agency whose text it is, or empty
	Hops        []Hop
	Utterance   int64  // statements that hold the same words share it; 0: nobody else has them
	Title       string // of the document
	Lang        string
	Translation Translation
	Reason      string
	Analyst     string
}

// Cell is a party on an issue: the newest statement and how many there are. Count 0 is silence.
type Cell struct {
	PartyID ID
	IssueID ID
	Stance  Stance // of the newest statement that has one
	Newest  CodedStatement
	Count   int // utterances: words that several outlets have count once
	Reports int // statements, each telling counted
}

// Grid is the parties' positions side by side.
type Grid struct {
	By      Dimension
	Parties []Party // across: parties, or speakers or outlets in their place
	Issues  []Issue
	Cells   [][]Cell // by issue, then by party
	From    Date     // of the earliest document searched
	To      Date     // of the latest document searched
	Outlets int      // outlets searched
	Coded   int      // statements in the grid
	Uncoded int      // accepted statements that have no issue yet
	AsOf    time.Time
}

// DayCount is how many coded statements there are on a day.
type DayCount struct {
	Day        Date
	Statements int
}

// Gap is a party that has not spoken on an issue, or not for long.
type Gap struct {
	PartyID ID
	IssueID ID
	Last    CodedStatement // zero where there is none
	Days    int            // since Last; -1 where there is none, or nobody dated it
}

// Gaps lists the cells of a grid in which nothing was said, or nothing for more than SilentAfter days before the day up to
// which was searched; those without any statement first, then the longest silence first.
func Gaps(g Grid) []Gap {
	var list []Gap
	for _, row := range g.Cells {
		for _, c := range row {
			gap := Gap{PartyID: c.PartyID, IssueID: c.IssueID, Last: c.Newest, Days: -1}
			if c.Count > 0 {
				if !c.Newest.Date.Known() {
					continue
				}
				if gap.Days = DaysBetween(c.Newest.Date.Time, g.Searched()); gap.Days <= SilentAfter {
					continue
				}
			}
			list = append(list, gap)
		}
	}
	slices.SortStableFunc(list, func(a, b Gap) int {
		if (a.Days < 0) != (b.Days < 0) {
			return a.Days - b.Days // those without any first
		}
		return b.Days - a.Days
	})
	return list
}

// Moment is how often a party took a stance at one time, as exactly as that is known.
type Moment struct {
	PartyID   ID
	Date      Date // a day, week, month or year, or unknown
	SaidKnown bool // false: Date is the day of publication
	Stance    Stance
	Count     int
}

// Tie is how often one speaks for another, or reports them.
type Tie struct {
	From, To         ID
	FromName, ToName string
	Count            int // statements
}
