// Package reading finds in a pasted text who said what, when, and through whom it was reported.
//
// It is made of pure functions: no state, no input or output, safe for concurrent use, linear in the length of the
// text. All offsets are Unicode code points of the text that was given, half-open.
package reading

import "time"

// Span is a part of the text: code points, End exclusive. The zero Span means "nowhere".
type Span struct{ Start, End int }

// Empty reports whether the span holds nothing.
func (s Span) Empty() bool { return s.End <= s.Start }

// Options are what is known of a text before it is read; every field may be zero.
type Options struct {
	Published time.Time // date (and time) of publication as the analyst gave it; anchors "on Thursday"
	Outlet    string
	Title     string
	Lang      string // BCP 47; empty: detected
}

// Fact is something found out about the article, with the ground for it in words that can be shown ("first line,
// before a blank line"). Span is where it stands, or zero where it was derived or given.
type Fact struct {
	Value  string
	Ground string
	Span   Span
}

// Role is what a paragraph does on the page.
type Role string

// The roles of a paragraph. Boilerplate is marked, never removed.
const (
	RoleBody        Role = "body"
	RoleTitle       Role = "title"
	RoleSubtitle    Role = "subtitle"
	RoleByline      Role = "byline"
	RoleOutlet      Role = "outlet"
	RolePublished   Role = "published"
	RoleCredit      Role = "credit"
	RoleCaption     Role = "caption"
	RoleHeading     Role = "heading"
	RoleBoilerplate Role = "boilerplate" // menus, share lines, "Read also", cookie and newsletter lines
)

// Paragraph is one non-empty line of the text, without the line break.
type Paragraph struct {
	Span
	Role Role
}

// Precision says how exactly a date is known.
type Precision string

// The precisions of a date, finest first; PrecisionNone goes with an unknown date.
const (
	PrecisionMinute Precision = "minute"
	PrecisionDay    Precision = "day"
	PrecisionWeek   Precision = "week"
	PrecisionMonth  Precision = "month"
	PrecisionYear   Precision = "year"
	PrecisionNone   Precision = ""
)

// Date is a date expression and what it was resolved to. One that could not be resolved has its Text and the Reason why,
// but no Time.
type Date struct {
	Time      time.Time // UTC midnight where the precision is a day or coarser: the first day of the range, week, month, year
	Precision Precision
	Text      string // as it stands: "on Thursday"
	Span      Span
	Reason    string // how it was resolved: "the Thursday on or before 1 Nov 2024"
}

// Kind is how the words are given.
type Kind string

// The kinds of a statement: wholly in quotation marks, wholly paraphrased, or both.
const (
	Direct   Kind = "direct"
	Indirect Kind = "indirect"
	Mixed    Kind = "mixed"
)

// EntityKind is what a named thing is.
type EntityKind string

// The kinds of entities. A document is an agreement, a draft or a statement that is itself said to state something.
const (
	EntityPerson   EntityKind = "person"
	EntityBody     EntityKind = "body"
	EntityOutlet   EntityKind = "outlet"
	EntityPlace    EntityKind = "place"
	EntityDocument EntityKind = "document"
	EntityUnknown  EntityKind = ""
)

// Entity is a person, body, outlet or document of the article.
type Entity struct {
	Name     string // the fullest name in the text: "Antony Blinken"
	Kind     EntityKind
	Role     string   // "US Secretary of State", or empty
	Party    string   // the state, movement or body that it speaks for, as a candidate: "United States"; or empty
	Gender   string   // "m" or "f" where the text tells by title, trade, first name or pronoun; else empty
	Aliases  []string // other forms in the text: "Blinken"
	Mentions []Span
}

// Mention is a reference to somebody and what it resolves to.
type Mention struct {
	Span
	Text   string
	Name   string // the entity's name, or empty: unresolved is an answer
	Entity int    // index into Article.Entities, or -1
	Anon   bool   // "a senior official", "a source familiar with the talks"
}

// HopKind is what a link in the chain of reporting did.
type HopKind string

// The kinds of hops.
const (
	HopSpeaker   HopKind = "speaker"   // is said to have said it
	HopSpokesman HopKind = "spokesman" // passed it on, or a witness of it: "the Prime Minister's Office stated that Netanyahu …"
	HopVenue     HopKind = "venue"     // was told it: "told Reuters", "in an interview with"
	HopOutlet    HopKind = "outlet"    // reported it: "CNN reported"
	HopPublisher HopKind = "publisher" // carries this text
)

// Hop is one link of the chain of reporting, in order from the speaker to the publisher of the text.
type Hop struct {
	Kind HopKind
	Mention
}

// Part is a confidence between 0 and 1 for one part of a statement.
type Confidence struct {
	Overall, Span, Speaker, Name float64
	Reason                       string // "quotation closes before “said”; surname of a person named in full in ¶ 1"
}

// Statement is one contiguous attributed piece inside one line. The pieces of a split quotation (“A,” he said, “B.”)
// are two statements with the same Group.
type Statement struct {
	Span       // the content, quotation marks included
	Kind       Kind
	Act        Act
	Speaker    Mention // zero Span where nobody is named
	Cue        Span    // "said", "according to"; zero where there is none
	CueText    string
	Addressee  Mention
	Said       Date
	Chain      []Hop
	Group      int // pieces of one utterance share it; counted from 0 in reading order
	Outer      int // index of the statement that this one is nested in, or -1
	Frame      string
	Confidence Confidence
}

// Article is what was found in a text.
type Article struct {
	Text       string
	Lang       string // BCP 47: "en", "he", "und"
	Title      Fact
	Outlet     Fact
	Byline     Fact // the author's name
	Dateline   Fact // the place
	URL        Fact
	Published  Date
	Wire       Fact // agency whose text this is: "AP", or empty
	Paragraphs []Paragraph
	Sentences  []Span
	Entities   []Entity
	Statements []Statement // in the order of Start, outer before inner
}
