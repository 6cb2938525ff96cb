package dossier

import "time"

// Recipe says what goes into a packet, for whom and under which marking. It is kept in the dossier by its name.
type Recipe struct {
	Name        string   `toml:"name" json:"name"`
	Title       string   `toml:"title" json:"title"`
	Reference   string   `toml:"reference" json:"reference"`
	Marking     string   `toml:"marking" json:"marking"`   // "TLP:AMBER", or any wording of the house; empty: none
	Handling    string   `toml:"handling" json:"handling"` // sentence in the foot; empty: the one that belongs to the TLP label
	PreparedFor string   `toml:"prepared_for" json:"prepared_for"`
	Author      string   `toml:"author" json:"author"`
	BottomLine  string   `toml:"bottom_line" json:"bottom_line"` // at most 60 words
	Parties     []string `toml:"parties" json:"parties"`         // names; empty: all
	Issues      []string `toml:"issues" json:"issues"`           // names; empty: all
	From        Date     `toml:"from" json:"from"`
	CutOff      Date     `toml:"cut_off" json:"cut_off"` // information cut-off; unknown: the newest document
	Issued      Date     `toml:"issued" json:"issued"`   // unknown: now
	Paper       string   `toml:"paper" json:"paper"`     // "A4" (also when empty) or "Letter"
}

// Packet is everything that a brief shows, gathered and numbered; laying it out needs nothing else.
type Packet struct {
	Recipe    Recipe
	DossierID ID
	Dossier   string // title
	Issued    time.Time
	CutOff    Date
	Grid      Grid
	Sections  []Section // one for each issue of the grid
	Quotes    []Quote   // Q1 … Qn, in the order of first appearance; Number = index + 1
	Sources   []Source  // S1 … Sn, in the order of first appearance; Number = index + 1
	Summary   SourceSummary
}

// SourceSummary counts what the packet rests on.
type SourceSummary struct {
	Documents, Outlets, Languages, Statements, Named int
	From, To                                         Date
}

// Section is one issue: the parties side by side.
type Section struct {
	Issue  Issue
	Number int
	Panels []Panel
}

// Panel is one party on one issue.
type Panel struct {
	Party  Party
	Stance Stance // StanceNone with Quotes empty: no statement found
	Quotes []int  // numbers of Quotes, newest first
	Dots   []Dot  // every statement of the party on the issue, for the timeline
}

// Dot is one statement on the timeline of an issue.
type Dot struct {
	Date   Date
	Stance Stance
}

// Quote is one statement as cited: the words are the stored ones, letter for letter.
type Quote struct {
	Number    int       `json:"number"`
	Source    int       `json:"source"` // number
	Statement ID        `json:"statement"`
	OfNumber  int       `json:"-"` // the statement's number
	Passage   Passage   `json:"passage"`
	Kind      Kind      `json:"kind"` // an indirect one is never set in quotation marks
	Act       Act       `json:"act"`
	Lang      string    `json:"lang"`
	Speaker   string    `json:"speaker"`
	Role      string    `json:"role"`
	Party     string    `json:"party"`
	Issues    []Reading `json:"issues"`
	Said      Date      `json:"said"`
	SaidKnown bool      `json:"said_known"` // false: the day of publication
	Hops      []Hop     `json:"hops"`
	Paragraph int       `json:"paragraph"` // from 1
}

// Reading is the stance of a cited statement on an issue.
type Reading struct {
	Issue  string `json:"issue"`
	Stance Stance `json:"stance"`
	Reason string `json:"reason"`
}

// Source is one cited document with its whole text.
type Source struct {
	Number     int
	Document   Document
	Revision   Revision // with Raw
	Paragraphs []Paragraph
	Quotes     []int // numbers, by place in the text
}
