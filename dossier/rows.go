package dossier

import "time"

// DocumentFilter narrows a list of documents. The zero filter takes all, newest first.
type DocumentFilter struct {
	Text   string // words in the title, outlet or author
	State  DocumentState
	Outlet ID
	Limit  int // 0: all
	Offset int
}

// Hit is one place found by a search.
type Hit struct {
	Kind        string // "document", "statement", "note" or "actor"
	NoteID      ID     // of a note; DocumentID, StatementID or ActorID say what it is on
	DocumentID  ID
	StatementID ID
	ActorID     ID
	Title       string
	Outlet      string
	Published   Date
	Snippet     string
	Marks       []Span // what matched, in code points of Snippet
	Place       Span   // in the revision's text; where Enter goes
}

// SearchResult is what a search found, best first.
type SearchResult struct {
	Hits   []Hit
	Total  int      // of all places that match
	Ranked int      // how many of the newest were ranked; less than Total only for very common words
	Notes  []string // what of the query could not be meant, in sentences
	Took   time.Duration
}

// Action is one entry of the journal: a named change that can be undone.
type Action struct {
	ID      int64 // order of happening
	Name    string
	At      time.Time
	Analyst string
	Undone  bool
	Rows    int // changed rows
}

// Summary is what the title bar and the welcome page say of a dossier.
type Summary struct {
	ID         ID
	Title      string
	Path       string
	Documents  int
	Statements int // accepted and proposed
	Undecided  int
	ToDecideIn int // documents that hold undecided statements
	Parties    int
	Issues     int
	Coded      int
	ReadOnly   bool
	WhyLocked  string // why it is read-only, in words
	Shared     string // that other machines reach its folder, in words; empty: they do not
	UndoName   string // what Undo would take back, or empty
	RedoName   string
}

// Finding is one thing that a check found wrong; Mend says what can be done.
type Finding struct {
	Where    string
	Sentence string
	Mend     string
	Derived  bool // it is made from the rest of the dossier, so a repair rebuilds it
}

// IssuedPacket is one PDF that was made: what from, where to, and the hash by which it is known again.
type IssuedPacket struct {
	ID         ID
	Recipe     Recipe
	Path       string
	FileSHA256 [32]byte
	IssuedAt   time.Time
	Pages      int
	Quotes     int
	Sources    int
}
