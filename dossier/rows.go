package dossier

import (
	"strings"
	"time"
	"unicode"
)

// DocumentFilter narrows a list of documents. The zero filter takes all, newest first.
type DocumentFilter struct {
	Text        string // words in the title, outlet or author
	State       DocumentState
	Outlet      ID
	OutletNamed string // a part of the outlet's name
	Lang        string // "en" takes "en-GB" too
	Tag         string // its name
	ToDecide    bool   // holds statements that nobody has decided on
	Sort        DocumentSort
	Ascending   bool // the other way round than usual
	Limit       int  // 0: all
	Offset      int
}

// DocumentSort is by what a list of documents is sorted.
type DocumentSort string

// The orders: the newest, the last added, the one with most first; titles and outlets by the alphabet.
const (
	ByPublished  DocumentSort = ""
	ByAdded      DocumentSort = "added"
	ByTitle      DocumentSort = "title"
	ByOutlet     DocumentSort = "outlet"
	ByStatements DocumentSort = "statements"
	ByToDecide   DocumentSort = "to decide"
)

// DocumentSorts are all of them, in the order in which they are offered.
var DocumentSorts = []DocumentSort{ByPublished, ByAdded, ByTitle, ByOutlet, ByStatements, ByToDecide}

// DocumentKey is what a list keeps of every document: as little as puts it in its place.
type DocumentKey struct {
	ID  ID
	Day time.Time // of publication, else of adding; midnight UTC
}

// ParseDocumentFilter reads what is typed into the filter of a list: words, and state:new, outlet:"Lake Herald", lang:en,
// tag:urgent, open: (something is to be decided). What is not understood counts as words.
func ParseDocumentFilter(typed string) DocumentFilter {
	var f DocumentFilter
	var words []string
	for _, part := range quotedFields(typed) {
		key, value, ok := strings.Cut(part, ":")
		value = strings.Trim(value, `"“”`)
		switch state := DocumentState(strings.ToLower(value)); {
		case !ok:
			words = append(words, part)
		case key == "state" && (state == DocumentNew || state == DocumentWork || state == DocumentDone):
			f.State = state
		case key == "outlet" && value != "":
			f.OutletNamed = value
		case key == "lang" && value != "":
			f.Lang = value
		case key == "tag" && value != "":
			f.Tag = value
		case key == "open" && value == "":
			f.ToDecide = true
		default:
			words = append(words, part)
		}
	}
	f.Text = strings.Join(words, " ")
	return f
}

// quotedFields cuts a text at spaces, but not inside quotation marks.
func quotedFields(s string) []string {
	quoted := false
	return strings.FieldsFunc(s, func(r rune) bool {
		if strings.ContainsRune(`"“”`, r) {
			quoted = !quoted
		}
		return unicode.IsSpace(r) && !quoted
	})
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
	Note     bool // it tells what changed since; nothing is wrong
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
	DataSHA256 [32]byte         // of packet.json, zero where it is not known
	Positions  []PacketPosition // what it said, so that the next one can tell what changed; nil where it is not known
}
