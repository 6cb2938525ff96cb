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

// SavedSearch is a query under a name.
type SavedSearch struct {
	ID    ID
	Name  string
	Query string
}
