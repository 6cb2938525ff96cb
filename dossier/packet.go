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

	Parts      []Part      `toml:"parts" json:"parts,omitempty"`           // those printed, in this order; empty: all, as in Parts
	Scale      Scale       `toml:"scale" json:"scale,omitempty"`           // of likelihood; empty: ScaleICD203
	Judgements []Judgement `toml:"judgements" json:"judgements,omitempty"` // at most MostJudgements are printed on the front page
	Since      string      `toml:"since" json:"since,omitempty"`           // reference of the issued packet that it is compared with; empty: the last one of this recipe; SinceNone: none
	Excerpts   bool        `toml:"excerpts" json:"excerpts,omitempty"`     // the appendix prints only what stands around the quoted passages
	Drafts     []int       `toml:"drafts" json:"drafts,omitempty"`         // numbers of the documents that hold drafts, the base first; at most MostDrafts
	Language   string      `toml:"language" json:"language,omitempty"`     // of the packet's own words, BCP 47; empty: "en"
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

	Parts      []Part // what is printed, in this order
	Judgements []CitedJudgement
	Since      IssuedPacket   // what Changes compares with; zero: there is none
	Changes    []PacketChange // since then
	Timeline   []PacketMoment // the oldest first
	Shifts     []PacketShift  // what an analyst confirmed or explained, the newest first
	Open       int            // contrasts found by rule that nobody has decided on: not printed, counted
	Gaps       []PacketGap    // the longest silence first
	Drafts     []Draft        // the base first
	Clauses    []ClauseRow    // the drafts side by side; none where there is only one
	ByNumber   int            // provisions of them that were put together by their numbers alone, being too many
	Index      []IndexEntry   // by kind, then by name
	Notes      []PacketNote   // what was seen while it was gathered and a reader should not find out alone
	Selected   int            // statements that the recipe's parties, issues and days take; those not cited are left out by the form
}

// SourceSummary counts what the packet rests on.
type SourceSummary struct {
	Documents, Outlets, Languages, Statements, Named int
	From, To                                         Date
}

// Section is one issue: the parties side by side.
type Section struct {
	Issue     Issue
	Number    int
	Panels    []Panel
	Sentences []CitedSentence // common ground, difference, what was not said
}

// Panel is one party on one issue.
type Panel struct {
	Party  Party
	Stance Stance // StanceNone with Quotes empty: no statement found
	Quotes []int  // numbers of Quotes, newest first
	Dots   []Dot  // every statement of the party on the issue, for the timeline

	Summary CitedSentence // the analyst's sentence on the position; without words: none is written
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

	Translation Translation `json:"translation,omitzero"` // set beside the original, never instead of it
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
