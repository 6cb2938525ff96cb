package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"

	"parley/dossier"
	"parley/storage"
)

var ctx = context.Background()

// action names a step of a writer in the dossier's history, so that the history says what must be in the tables.
type action struct {
	writer, n int
	what      string // "document", "issue", "reading" or "facts"
	of        string // the title of the document that a reading or new facts are of
}

func (a action) String() string {
	if a.of == "" {
		return fmt.Sprintf("w%d n%d %s", a.writer, a.n, a.what)
	}
	return fmt.Sprintf("w%d n%d %s of %s", a.writer, a.n, a.what, a.of)
}

// title is the document's of an action; nothing else bears it.
func (a action) title() string { return fmt.Sprintf("w%dn%d", a.writer, a.n) }

func parseAction(s string) (a action, ok bool) {
	head, of, _ := strings.Cut(s, " of ")
	_, err := fmt.Sscanf(head, "w%d n%d %s", &a.writer, &a.n, &a.what)
	a.of = of
	return a, err == nil
}

// textOf is the text of a document, always the same for the same writer and number. Every twentieth is long, so that
// one change fills many pages.
func textOf(writer, n int) string {
	r := rand.New(rand.NewPCG(uint64(writer), uint64(n)))
	var b strings.Builder
	fmt.Fprintf(&b, "“We will open crossing %d of writer %d,” minister Dana Levi said.\n\nA spokesman for Northland told the Herald that port %d stays closed.\n\n", n, writer, n)
	length := 200 + r.IntN(3000)
	if n%20 == 0 {
		length = 100_000
	}
	for b.Len() < length {
		for range 12 {
			fmt.Fprintf(&b, "%s%s ", syllables[r.IntN(len(syllables))], syllables[r.IntN(len(syllables))])
		}
		b.WriteString("— הַמֶּמְשָׁלָה.\n")
	}
	return b.String()
}

var syllables = []string{"ta", "lk", "bor", "der", "wa", "ter", "cea", "se", "fi", "re", "tru", "ce", "pri", "son", "ex", "change"}

func document(writer, n int) (dossier.Document, dossier.Revision, []dossier.Statement, []dossier.Actor) {
	text := textOf(writer, n)
	runes := []rune(text)
	passage := func(words string) dossier.Passage {
		start := len([]rune(text[:strings.Index(text, words)]))
		p, _ := dossier.NewPassage(runes, dossier.Span{Start: start, End: start + len([]rune(words))})
		return p
	}
	doc := dossier.Document{Title: action{writer: writer, n: n}.title(), Outlet: "The Herald", Lang: "en", Published: dossier.Day(2026, 11, 1+n%28)}
	return doc, dossier.Revision{Text: text, Raw: []byte(strings.ReplaceAll(text, "\n", "\r\n")), Norm: "nfc-lf-1", Encoding: "utf-8"},
		[]dossier.Statement{
			{Passage: passage(fmt.Sprintf("“We will open crossing %d of writer %d,”", n, writer)), Kind: dossier.Direct, Actor: "Levi", Party: "Southland", SpeakerText: "Dana Levi", Confidence: 0.9},
			{Passage: passage(fmt.Sprintf("port %d stays closed", n)), Kind: dossier.Indirect, Actor: "Northland", Anonymous: true, Confidence: 0.7},
		},
		[]dossier.Actor{{Name: "Dana Levi", Kind: dossier.ActorPerson, Aliases: []string{"Levi"}}, {Name: "Northland", Kind: dossier.ActorBody}}
}

// writer works on a dossier as an analyst would and tells each step: what it tries, then what was acknowledged or
// refused.
type writer struct {
	d         *storage.Dossier
	number    int
	n         int // of the last step that was kept
	rand      *rand.Rand
	say       func(line string)
	title     string     // of its newest document, or empty
	doc       dossier.ID // its newest document
	statement dossier.ID // in it
}

// newWriter goes on where the writer of that number stopped.
func newWriter(d *storage.Dossier, number int, seed uint64, say func(string)) (*writer, error) {
	w := &writer{d: d, number: number, rand: rand.New(rand.NewPCG(seed, uint64(number))), say: say}
	history, err := d.History(ctx, 0)
	for _, h := range history {
		if a, ok := parseAction(h.Name); ok && a.writer == number {
			w.n = max(w.n, a.n)
		}
	}
	return w, err
}

// step does one thing. An error is one that ends the work; what storage refuses in passing is told and forgotten.
func (w *writer) step() error {
	if dice := w.rand.IntN(20); dice == 0 && w.n > 5 {
		return w.back("undo", w.d.Undo)
	} else if dice == 1 && w.n > 5 {
		return w.back("redo", w.d.Redo)
	}
	a := action{writer: w.number, n: w.n + 1, what: "document"}
	if w.doc != dossier.None {
		a.what = []string{"document", "issue", "issue", "reading", "reading", "facts"}[w.rand.IntN(6)]
	}
	issues, err := w.d.Issues(ctx)
	if err != nil {
		return w.refused(a, err)
	}
	if a.what == "reading" && len(issues) == 0 {
		a.what = "issue"
	}
	var doc dossier.Document
	var statements []dossier.Statement
	w.say(fmt.Sprintf("%d try %d %s", w.number, a.n, a.what))
	var change func(*storage.Tx) error
	switch a.what {
	case "document":
		change = func(tx *storage.Tx) (err error) {
			var rev dossier.Revision
			var actors []dossier.Actor
			doc, rev, statements, actors = document(a.writer, a.n)
			doc, err = tx.AddDocument(doc, rev, statements, actors)
			return err
		}
	case "issue":
		change = func(tx *storage.Tx) error {
			if _, err := tx.AddIssue(dossier.Issue{Name: "Issue " + a.title()}); err != nil {
				return err
			}
			_, err := tx.SaveActor(dossier.Actor{Name: "Actor " + a.title(), Kind: dossier.ActorPerson})
			return err
		}
	case "reading":
		a.of = w.title
		change = func(tx *storage.Tx) error {
			return tx.SetCoding(dossier.Coding{StatementID: w.statement, IssueID: issues[0].ID, Stance: dossier.Supports, Reason: a.title()})
		}
	case "facts":
		a.of = w.title
		change = func(tx *storage.Tx) error {
			return tx.UpdateDocument(dossier.Document{ID: w.doc, Title: w.title, Outlet: "The Herald", Author: a.title(), Lang: "en"})
		}
	}
	if _, err := w.d.Change(ctx, a.String(), change); err != nil {
		return w.refused(a, err)
	}
	w.n = a.n
	w.say(fmt.Sprintf("%d did %d", w.number, a.n))
	if a.what == "document" {
		w.title, w.doc, w.statement = doc.Title, doc.ID, statements[0].ID
	}
	return nil
}

func (w *writer) back(what string, do func(context.Context) (dossier.Action, error)) error {
	w.say(fmt.Sprintf("%d try 0 %s", w.number, what))
	done, err := do(ctx)
	if err != nil {
		return w.refused(action{}, err)
	}
	w.say(fmt.Sprintf("%d did 0 %s %s", w.number, what, done.Name))
	return nil
}

// passing are refusals that are no faults: what a writer wanted to change may be gone, since others are at work.
var passing = []error{storage.ErrNotFound, storage.ErrConflict, storage.ErrNothingToUndo, storage.ErrNothingToRedo}

// refused tells why a step was not kept. An error of passing, and that the dossier is busy, do not end the work.
func (w *writer) refused(a action, err error) error {
	w.say(fmt.Sprintf("%d refused %d %s: %s", w.number, a.n, faultOf(err), oneLine(err)))
	if errors.Is(err, storage.ErrNotFound) {
		w.doc = dossier.None // taken back by somebody
	}
	for _, p := range append(passing, storage.ErrBusy) {
		if errors.Is(err, p) {
			return nil
		}
	}
	return err
}

// faultOf names a fault as storage does; "unnamed" is an error that is no sentence for people.
func faultOf(err error) string {
	var ours *storage.Error
	if !errors.As(err, &ours) || len(ours.Sentence) < 20 || !strings.HasSuffix(ours.Sentence, ".") && !strings.HasSuffix(ours.Sentence, ").") {
		return "unnamed"
	}
	return ours.Kind.Error()
}

func oneLine(err error) string { return strings.ReplaceAll(err.Error(), "\n", " ") }
