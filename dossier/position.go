package dossier

import "time"

// PositionFilter narrows what the grid is made from. The zero filter takes every accepted statement with a stance.
type PositionFilter struct {
	AsOf         Date // statements said (or, where that is unknown, published) on or before this day
	From         Date // and on or after this one
	Parties      []ID // empty: all, in their order
	Issues       []ID // empty: all, in their order
	WithProposed bool // take statements that nobody has accepted yet, too
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
	Speaker     string // the actor's name, else the mention
	Role        string
	Date        Date // said, else published
	SaidKnown   bool // false: Date is the day of publication
	Outlet      string
	Title       string // of the document
	Lang        string
	Reason      string
	Analyst     string
}

// Cell is a party on an issue: the newest statement and how many there are. Count 0 is silence.
type Cell struct {
	PartyID ID
	IssueID ID
	Stance  Stance // of the newest statement that has one
	Newest  CodedStatement
	Count   int
}

// Grid is the parties' positions side by side.
type Grid struct {
	Parties []Party
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
