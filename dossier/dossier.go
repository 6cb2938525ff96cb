// Package dossier holds the words of the field as types, and the rules on them. It is pure: nothing here reads or
// writes a file, a database or a window.
//
// Offsets count Unicode code points of a revision's text, End exclusive. Times are UTC unless a zone is named.
package dossier

import (
	"time"

	"github.com/google/uuid"
)

// ID identifies a thing for ever, in this dossier and in every copy of it: a UUIDv7. The zero ID means "none".
type ID = uuid.UUID

// None is the ID of nothing.
var None ID

// NewID returns a fresh ID.
func NewID() ID { return uuid.Must(uuid.NewV7()) }

// Span is a part of a revision's text in code points, End exclusive. The zero Span means "nowhere".
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Empty reports whether the span holds nothing.
func (s Span) Empty() bool { return s.End <= s.Start }

// DocumentState is how far the analyst is with a document.
type DocumentState string

// The states of a document.
const (
	DocumentNew  DocumentState = "new"
	DocumentWork DocumentState = "work"
	DocumentDone DocumentState = "done"
)

// Document is one pasted or imported text with its facts.
type Document struct {
	ID        ID
	Number    int // counts from 1 in the order of adding; shown to people, never reused
	OutletID  ID
	Outlet    string // the outlet's name
	Title     string
	Author    string
	URL       string
	Lang      string // BCP 47, "und" where unknown
	Published Date
	Retrieved time.Time // when it was pasted or imported
	Marking   string    // handling label, such as "TLP:AMBER", or empty
	Grade     string    // Admiralty code of source and item, "B2"; empty: nobody judged (F6)
	Wire      string    // agency whose text this is, or empty
	State     DocumentState
	Revision  ID // the current one

	// Counts, filled when documents are listed or loaded.
	Statements int // accepted and proposed
	Undecided  int // proposed
	Tags       []string
}

// Revision is one state of a document's text. It never changes; a correction makes a new one.
type Revision struct {
	ID         ID
	DocumentID ID
	Number     int    // 1 is the normalised paste
	Text       string // valid UTF-8, NFC, lines end in LF
	Norm       string // name of the normalisation that made Text from Raw: "nfc-lf-1"
	SHA256     [32]byte
	Raw        []byte // the bytes as they came; empty where only the text was asked for
	RawSHA256  [32]byte
	RawSize    int
	Encoding   string   // as detected: "utf-8"
	Flags      []string // what normalisation found: nul, badutf8, bidi, zw, ctrl, html
}

// Paragraph is a line of a revision's text and what it does on the page.
type Paragraph struct {
	Span
	Role string // body, title, subtitle, byline, outlet, published, credit, caption, heading, boilerplate
}

// Article is a document opened for reading: its text, its paragraphs and its statements.
type Article struct {
	Document   Document
	Revision   Revision // without Raw
	Paragraphs []Paragraph
	Statements []Statement // by place in the text, outer before inner; rejected ones are left out
	Earlier    []Statement // those that stand on an earlier text and are to be placed anew in this one
}

// Kind is how the words of a statement are given.
type Kind string

// The kinds of a statement: all in quotation marks, all paraphrased, or both.
const (
	Direct   Kind = "direct"
	Indirect Kind = "indirect"
	Mixed    Kind = "mixed"
)

// Status says whether the analyst has decided on a statement.
type Status string

// The states of a statement. The program proposes; only an analyst accepts or rejects.
const (
	Proposed Status = "proposed"
	Accepted Status = "accepted"
	Rejected Status = "rejected"
)

// Stance is an analyst's reading of a statement on an issue.
type Stance string

// The stances. StanceNone means that the issue is coded and the stance not yet set.
const (
	Supports    Stance = "supports"
	Conditional Stance = "conditional"
	Opposes     Stance = "opposes"
	Ambiguous   Stance = "ambiguous"
	StanceNone  Stance = ""
)

// Stances are the four that can be taken, in the order in which they are shown.
var Stances = []Stance{Supports, Conditional, Opposes, Ambiguous}

// Act is what the speaker does with the words of a statement.
type Act string

// The acts. Only Says and Denies take a side. Unsaid keeps apart what a text says that somebody did not say.
const (
	Says     Act = "says"
	Asks     Act = "asks"
	Denies   Act = "denies"
	Declines Act = "declines" // to comment, to answer
	Unsaid   Act = "unsaid"
)

// Acts are all of them, in the order in which they are offered.
var Acts = []Act{Says, Asks, Denies, Declines, Unsaid}

// Words name an act before the words of a statement, so that they are not taken for what the speaker holds; empty for
// Says.
func (a Act) Words() string {
	switch a {
	case Asks:
		return "asked"
	case Denies:
		return "denied"
	case Declines:
		return "declined"
	case Unsaid:
		return "did not say"
	}
	return ""
}

// Statement is what somebody said, on a passage of a revision.
type Statement struct {
	ID         ID
	Number     int // counts from 1 in the dossier; shown to people, never reused
	DocumentID ID
	RevisionID ID
	Passage    Passage // the content, quotation marks included
	Kind       Kind
	Act        Act // empty counts as Says
	Status     Status

	SpeakerText string // the mention as it stands: "he"; empty where nobody is named
	SpeakerSpan Span
	ActorID     ID     // whom it resolves to, or None
	Actor       string // the actor's name
	Role        string // the actor's role when speaking: "Foreign minister"
	PartyID     ID     // the party spoken for, or None
	Party       string
	Anonymous   bool

	CueText string
	CueSpan Span

	Said       Date
	SaidText   string // "on Sunday"; empty where the date was set by hand or is unknown
	SaidReason string // how it was resolved, in words

	Hops       []Hop // the chain of reporting, in order from the speaker
	Group      int   // pieces of one utterance share it within a document
	OuterID    ID    // the statement that this one is nested in, or None
	Confidence float64
	Reason     string // why it was proposed, in words
	ByHand     bool   // made by the analyst, not proposed

	Translation Translation

	Codings   []Coding
	DecidedBy string // analyst
	DecidedAt time.Time
}

// Translation is a statement's words in another language. The original stands beside it wherever it is shown.
type Translation struct {
	Text string `json:"text,omitempty"`
	Lang string `json:"lang,omitempty"` // BCP 47, of Text
	By   string `json:"by,omitempty"`   // who translated; empty: nobody is named
}

// Mark says that words are translated: "tr. he", from the language of the document. Where that is the language of the
// translation, its words are quoted from another one, which is not known.
func (t Translation) Mark(from string) string {
	if from == "" || from == "und" || from == t.Lang {
		return "tr."
	}
	return "tr. " + from
}

// Credit marks a translation as one: "tr. he → en, K. Olander". from is the language of the document.
func (t Translation) Credit(from string) string {
	words := t.Mark(from)
	if t.Lang != "" && words != "tr." {
		words += " → " + t.Lang
	}
	if t.By != "" {
		words += ", " + t.By
	}
	return words
}

// HopKind is what a link in the chain of reporting did.
type HopKind string

// The kinds of hops.
const (
	HopSpeaker   HopKind = "speaker"
	HopSpokesman HopKind = "spokesman"
	HopVenue     HopKind = "venue"
	HopOutlet    HopKind = "outlet"
	HopPublisher HopKind = "publisher"
)

// Hop is one link of the chain of reporting.
type Hop struct {
	Kind  HopKind `json:"kind"`
	Name  string  `json:"name"` // empty: not named
	Text  string  `json:"text"` // the mention as it stands
	Span  Span    `json:"span"` // zero where it is known from elsewhere (the publisher)
	Named bool    `json:"named"`
}

// Coding is one analyst's reading of one statement on one issue.
type Coding struct {
	ID          ID
	StatementID ID
	IssueID     ID
	Issue       string
	Stance      Stance
	Reason      string
	Analyst     string
	CodedAt     time.Time
}

// ActorKind is what an actor is.
type ActorKind string

// The kinds of actors.
const (
	ActorPerson   ActorKind = "person"
	ActorBody     ActorKind = "body"
	ActorOutlet   ActorKind = "outlet"
	ActorDocument ActorKind = "document"
	ActorOther    ActorKind = "other"
)

// Actor is a person, body or outlet; it may have names in any script.
type Actor struct {
	ID          ID
	Name        string
	Kind        ActorKind
	Aliases     []string
	Memberships []Membership
}

// Membership says for which party an actor speaks, in which role, from when to when.
type Membership struct {
	ID      ID
	ActorID ID
	PartyID ID
	Party   string
	Role    string
	From    Date // unknown: always
	To      Date // unknown: until now
}

// Party is an actor that takes positions in this dossier.
type Party struct {
	ID     ID // of the actor
	Name   string
	Letter string // one letter, two from the ninth party on
	Colour int    // index into the party colours
	Order  int    // from 1: the key that sets it

	// Counts, filled when parties are listed with the grid.
	Statements int
	Last       Date
}

// Issue is a topic under negotiation.
type Issue struct {
	ID         ID
	ParentID   ID
	Name       string
	Definition string
	Letter     string // Shift and this letter sets it
	Order      int    // from 1
}
