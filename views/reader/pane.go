// Package reader is the pane in which an article is read: its text with proposals and statements marked, and beside
// it the card of the current statement. Everything can be done with the keyboard.
package reader

import (
	"context"
	"slices"
	"strings"
	"sync/atomic"

	"fyne.io/fyne/v2"

	"parley/app"
	"parley/dossier"
	"parley/views/desk"
	"parley/views/keymap"
	"parley/views/parts"
	"parley/views/textview"
)

// Deps are what the pane needs from its window.
type Deps struct {
	Desk    *desk.Desk
	Place   func(words string)        // where one is, for the status bar: "Decided 7 of 11"
	Shown   func(document dossier.ID) // another article is on screen
	Changed func()                    // what can be done has changed
	Paste   func()                    // adds a document: what the empty pane offers
	// GoTo opens a statement, so that one can come back to where one was.
	GoTo func(document, statement dossier.ID)
	// Keys gives the keys that are in force; nil: the usual ones.
	Keys func() *keymap.Map
	// AboveSet is told from which confidence on all are to be accepted at once; may be nil.
	AboveSet func(confidence float64)
}

// Pane is the reader.
type Pane struct {
	Deps
	view    *textview.View
	article *articlePanel
	card    *card
	loader  *desk.Loader[loaded]
	patcher *desk.Loader[patch]
	pending map[dossier.ID]bool // statements of which the patcher reads what they are now
	asked   atomic.Value        // []dossier.ID: the same, for the patcher

	commands []parts.Command // with their usual keys

	wanted     dossier.ID   // the document that is to be shown
	wish       atomic.Value // the same, for the loader, which reads it beside the interface thread
	shown      dossier.ID   // the document that is shown
	place      dossier.Span
	statement  dossier.ID // to become current once loaded
	data       loaded
	current    int                         // index into the statements, or -1
	above      float64                     // the confidence from which A accepts all
	translator string                      // who translated last
	following  bool                        // the caret is being moved by the pane: it does not choose the statement
	ends       *dossier.Span               // being moved with E
	recent     []dossier.ID                // issues, the one set last first
	tops       map[dossier.ID]textview.Top // where each document was left
}

// loaded is what the pane shows of a document.
type loaded struct {
	article dossier.Article
	parties []dossier.Party
	issues  []dossier.Issue
	actors  []dossier.Actor
	remarks dossier.Remarks
	notes   []dossier.Note // on the document
	tags    []dossier.Tag
}

// New returns a reader that shows nothing yet.
func New(d Deps) *Pane {
	p := &Pane{Deps: d, current: -1, above: UsualAbove, tops: map[dossier.ID]textview.Top{}, pending: map[dossier.ID]bool{}}
	p.view = textview.New(d.Desk.Kit)
	p.view.OnCaret = p.caretMoved
	p.view.OnKey = p.key
	p.view.OnRune = p.letter
	p.view.OnShortcut = p.shortcut
	p.view.OnEnds = p.pulled
	p.commands = p.menu()
	p.article = newArticlePanel(p)
	p.card = newCard(p)
	p.loader = desk.NewLoader(d.Desk, p.load, p.show, nil)
	p.patcher = desk.NewLoader(d.Desk, p.loadPatch, p.showPatch, nil)
	return p
}

// Article returns the left part, Card the right one.
func (p *Pane) Article() fyne.CanvasObject { return p.article }

// Card returns the card of the current statement.
func (p *Pane) Card() fyne.CanvasObject { return p.card }

// Focus gives the article the keyboard.
func (p *Pane) Focus() {
	p.Desk.Kit.Focus(p.view)
}

// Has reports whether the article has the keyboard, CardHas whether the card has it.
func (p *Pane) Has(f fyne.Focusable) bool { return f == fyne.Focusable(p.view) }

// CardHas reports whether the keyboard is at the card's buttons.
func (p *Pane) CardHas(f fyne.Focusable) bool {
	return f == fyne.Focusable(p.card.accept) || f == fyne.Focusable(p.card.reject)
}

// FocusCard gives the card the keyboard: its button where something is to be decided, else the text, whose keys work on
// the card's rows.
func (p *Pane) FocusCard() {
	if s := p.statementNow(); s != nil && s.Status == dossier.Proposed {
		p.Desk.Kit.Focus(p.card.accept)
		return
	}
	p.Focus()
}

// Open shows a document: at a place, or where it was left.
func (p *Pane) Open(document dossier.ID, place dossier.Span) {
	p.want(document, place, dossier.None)
}

// OpenStatement shows a document at one of its statements.
func (p *Pane) OpenStatement(document, statement dossier.ID) {
	p.want(document, dossier.Span{}, statement)
}

func (p *Pane) want(document dossier.ID, place dossier.Span, statement dossier.ID) {
	if p.shown != dossier.None {
		p.tops[p.shown] = p.view.Top()
	}
	p.wanted, p.place, p.statement = document, place, statement
	p.wish.Store(document)
	p.patcher.Drop()
	clear(p.pending)
	p.loader.Restart()
}

// Close shows nothing: the dossier is closed.
func (p *Pane) Close() {
	p.loader.Drop()
	p.patcher.Drop()
	clear(p.pending)
	p.wanted, p.shown, p.data, p.current, p.ends = dossier.None, dossier.None, loaded{}, -1, nil
	clear(p.tops)
	p.recent = nil
	p.view.SetText("", nil)
	p.article.find.open, p.article.headFields.open = false, false
	p.article.find.forget()
	p.refresh()
}

// Current returns what is current; None where nothing is.
func (p *Pane) Current() (document, statement dossier.ID) {
	if s := p.statementNow(); s != nil {
		statement = s.ID
	}
	return p.shown, statement
}

// Reload loads anew what an event may have changed.
func (p *Pane) Reload(e app.Event) {
	if p.wanted == dossier.None {
		return
	}
	switch e.Kind {
	case app.StatementsChanged, app.DocumentsChanged:
		for _, id := range e.Documents {
			if id == p.wanted {
				if !p.patch(e) {
					p.reload()
				}
				return
			}
		}
		if len(e.Documents) > 0 {
			return
		}
	case app.NamesChanged, app.Elsewhere:
	default:
		return
	}
	p.reload()
}

// reload reads everything anew; what was to be read of single statements is part of it.
func (p *Pane) reload() {
	p.patcher.Drop()
	clear(p.pending)
	p.loader.Reload()
}

func (p *Pane) load(ctx context.Context) (l loaded, err error) {
	w := p.Desk.Workbench
	id, _ := p.wish.Load().(dossier.ID)
	if l.article, err = w.Article(ctx, id); err != nil {
		return l, err
	}
	if l.parties, err = w.Parties(ctx); err != nil {
		return l, err
	}
	if l.issues, err = w.Issues(ctx); err != nil {
		return l, err
	}
	if l.remarks, err = w.Remarks(ctx, id); err != nil {
		return l, err
	}
	if l.notes, err = w.Notes(ctx, id); err != nil {
		return l, err
	}
	if l.tags, err = w.Tags(ctx, id); err != nil {
		return l, err
	}
	l.actors, err = w.Actors(ctx)
	return l, err
}

// show puts what was loaded on the screen. The statement that was current stays so.
func (p *Pane) show(l loaded) {
	id := l.article.Document.ID
	fresh := id != p.shown
	corrected := !fresh && l.article.Revision.ID != p.data.article.Revision.ID
	top, left := p.tops[id]
	now := dossier.None
	if s := p.statementNow(); s != nil && !fresh {
		now = s.ID
	}
	asked := p.statement
	if asked != dossier.None {
		now = asked
	}
	p.data = l
	if fresh {
		p.shown, p.ends = id, nil
		p.view.SetText(l.article.Revision.Text, viewParagraphs(l.article))
		p.article.find.forget()
		p.article.headFields.open = false
		if left {
			p.view.SetTop(top)
		}
	}
	if corrected { // another text: what was chosen in the older one means nothing here
		p.ends = nil
		top := p.view.Top()
		p.view.SetText(l.article.Revision.Text, viewParagraphs(l.article))
		p.article.find.forget()
		p.view.SetTop(top)
	}
	p.view.SetMarks(p.marks())
	p.current = p.indexOf(now)
	switch {
	case p.statement != dossier.None && p.current >= 0:
		p.goTo(p.current)
	case !p.place.Empty():
		p.following = true
		p.view.Select(p.place)
		p.following = false
		p.current = p.at(p.place.Start)
	case fresh && p.current < 0 && !left:
		if n := p.nextUndecided(0, false); n >= 0 { // begin where there is something to decide
			p.current = n
			p.view.SetCaret(l.article.Statements[n].Passage.Start)
		}
	}
	p.place = dossier.Span{}
	if fresh || p.current >= 0 {
		p.statement = dossier.None // else it was just made, and this was loaded before it
	}
	p.refresh()
	if fresh && p.Shown != nil {
		p.Shown(id)
	}
	if p.isEarlier(asked) { // it stands nowhere in this text yet
		p.statement = dossier.None
		p.repair(asked)
	}
}

// isEarlier says whether a statement is to be placed anew in the text.
func (p *Pane) isEarlier(id dossier.ID) bool {
	return id != dossier.None && slices.ContainsFunc(p.data.article.Earlier, func(s dossier.Statement) bool { return s.ID == id })
}

// viewParagraphs says how the lines of a text are shown: what is not the article itself is dimmed.
func viewParagraphs(a dossier.Article) []textview.Paragraph {
	text := []rune(a.Revision.Text)
	out := make([]textview.Paragraph, len(a.Paragraphs))
	for i, p := range a.Paragraphs {
		out[i] = textview.Paragraph{Span: p.Span, Number: i + 1}
		switch p.Role {
		case "title", "heading":
			// The title stands above the article already; here it is only part of the text.
			out[i].Faint = p.Role == "title" && strings.TrimSpace(string(text[p.Start:p.End])) == a.Document.Title
			out[i].Strong = !out[i].Faint
		case "boilerplate", "byline", "outlet", "published", "credit", "caption":
			out[i].Faint = true
		}
	}
	return out
}

func (p *Pane) marks() []textview.Mark {
	parties := map[dossier.ID]dossier.Party{}
	for _, party := range p.data.parties {
		parties[party.ID] = party
	}
	out := make([]textview.Mark, len(p.data.article.Statements))
	for i, s := range p.data.article.Statements {
		out[i] = textview.Mark{ID: s.ID, Span: s.Passage.Span, Kind: s.Kind, Proposed: s.Status == dossier.Proposed, Party: -1}
		if party, ok := parties[s.PartyID]; ok {
			out[i].Party, out[i].Letter = party.Colour, party.Letter
		}
	}
	return out
}

// refresh brings everything beside the text in step with what is current.
func (p *Pane) refresh() {
	s := p.statementNow()
	if s == nil {
		p.view.SetCurrent(dossier.None, nil)
	} else {
		fine := []textview.Fine{{Span: s.SpeakerSpan, Kind: textview.FineSpeaker}, {Span: s.CueSpan, Kind: textview.FineCue}}
		for _, h := range s.Hops {
			if h.Kind != dossier.HopSpeaker && h.Kind != dossier.HopPublisher {
				fine = append(fine, textview.Fine{Span: h.Span, Kind: textview.FineHop})
			}
		}
		p.view.SetCurrent(s.ID, fine)
	}
	p.article.show()
	p.card.show()
	if p.Place != nil {
		p.Place(p.placeWords())
	}
	if p.Changed != nil {
		p.Changed()
	}
}

// empty says what stands where no article is.
func (p *Pane) empty() *parts.Empty {
	return parts.NewEmpty(p.Desk.Kit, "No document is open. Choose one in the library, or paste one.", "Add a document", "Ctrl Shift V", func() {
		if p.Paste != nil {
			p.Paste()
		}
	})
}
