package dossier

import "time"

// Note is a remark on one thing: a document, a statement, an actor or an issue.
type Note struct {
	ID          ID
	DocumentID  ID // exactly one of these four is not None
	StatementID ID
	ActorID     ID
	IssueID     ID
	Body        string
	Analyst     string
	Created     time.Time
	Updated     time.Time
}

// Tag is a word that analysts put on documents and statements.
type Tag struct {
	ID         ID
	Name       string
	Documents  int // that carry it
	Statements int
}

// LinkKind is what one statement does to another.
type LinkKind string

// The kinds of links, from a later statement to an earlier one.
const (
	Contradicts LinkKind = "contradicts"
	Repeats     LinkKind = "repeats"
	Softens     LinkKind = "softens"
	Hardens     LinkKind = "hardens"
	Retracts    LinkKind = "retracts"
	Answers     LinkKind = "answers"
)

// LinkKinds are all of them, in the order in which they are offered.
var LinkKinds = []LinkKind{Contradicts, Repeats, Softens, Hardens, Retracts, Answers}

// Link says what one statement does to another, as an analyst sees it.
type Link struct {
	ID       ID
	From, To ID // statements
	Kind     LinkKind
	Reason   string
	Analyst  string
	Created  time.Time
}

// Remarks are what analysts put on the statements of one document.
type Remarks struct {
	Notes map[ID][]Note // by statement, the oldest first
	Tags  map[ID][]string
	Links map[ID][]LinkEnd // by statement, those from it before those to it
}

// LinkEnd is a link as one of its two statements sees it: what it does to the other one, or the other one to it.
type LinkEnd struct {
	Link
	Back       bool // the other statement is the later one: the link is from it
	Other      ID
	Number     int // of the other statement
	DocumentID ID  // that holds the other statement
	Speaker    string
	Date       Date // said, else published
	Exact      string
}

// SavedSearch is a query under a name.
type SavedSearch struct {
	ID    ID
	Name  string
	Query string
}
