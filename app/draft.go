package app

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"

	"parley/dossier"
	"parley/reading"
	"parley/storage"
)

// Facts are what the analyst says of a text; an empty one is guessed from the text.
type Facts struct {
	Title, Outlet, Author, URL, Lang, Marking string
	Published                                 dossier.Date
}

// Guess is a fact with the ground for it in words: "first line, before a blank line". A fact that the analyst gave
// has no ground.
type Guess struct{ Value, Ground string }

// Draft is what the add sheet shows of a text before anything is stored.
type Draft struct {
	Title, Outlet, Author, Published, URL, Lang Guess

	Text        string // as it will be kept
	Paragraphs  []dossier.Paragraph
	Boilerplate int // paragraphs that look like menus and the like: dimmed, never removed
	Statements  int
	Speakers    int
	Flags       []string // what normalisation found in the bytes
	Encoding    string
	Bytes       int
	Same        *dossier.Document // the same text is already in the dossier
}

// ErrEmptyText is returned for a text without a letter or digit.
var ErrEmptyText = errors.New("There is no text here. Copy an article first, then add it.") //lint:ignore ST1005 a sentence for people

// Draft reads a text with the facts that are known and stores nothing.
func (w *Workbench) Draft(ctx context.Context, raw []byte, f Facts) (Draft, error) {
	p, err := read(raw, f)
	if err != nil {
		return Draft{}, err
	}
	a := p.article
	d := Draft{
		Title: guess(f.Title, a.Title), Outlet: guess(f.Outlet, a.Outlet), Author: guess(f.Author, a.Byline),
		URL: guess(f.URL, a.URL), Lang: Guess{p.document.Lang, "by its script and commonest words"},
		Published: Guess{Value: f.Published.String()},
		Text:      p.revision.Text, Paragraphs: paragraphs(a), Statements: len(p.statements),
		Flags: p.revision.Flags, Encoding: p.revision.Encoding, Bytes: len(raw),
	}
	if f.Lang != "" {
		d.Lang = Guess{Value: f.Lang}
	}
	if !f.Published.Known() && p.document.Published.Known() {
		d.Published = Guess{p.document.Published.String(), "“" + a.Published.Text + "”"}
	}
	speakers := map[string]bool{}
	for _, s := range p.statements {
		if s.Actor != "" {
			speakers[s.Actor] = true
		}
	}
	d.Speakers = len(speakers)
	for _, par := range d.Paragraphs {
		if par.Role == string(reading.RoleBoilerplate) {
			d.Boilerplate++
		}
	}
	err = w.with(func(o *storage.Dossier) error {
		same, found, err := o.DocumentByText(ctx, p.revision.SHA256)
		if found {
			d.Same = &same
		}
		return err
	})
	return d, err
}

func guess(given string, found reading.Fact) Guess {
	if given != "" {
		return Guess{Value: given}
	}
	return Guess{found.Value, found.Ground}
}

// proposal is a text that was read and is ready to be stored.
type proposal struct {
	article    reading.Article
	document   dossier.Document
	revision   dossier.Revision
	statements []dossier.Statement
	actors     []dossier.Actor
}

// read turns the bytes of a text into what the dossier keeps of it. It touches no dossier and may run anywhere.
func read(raw []byte, f Facts) (proposal, error) {
	if len(raw) > 8*storage.TextLimit { // no need to decode what cannot be kept: markup takes far less than eight in nine bytes
		return proposal{}, tooLarge(len(raw))
	}
	text := reading.Decode(raw)
	if !holdsText(text.Body) {
		return proposal{}, ErrEmptyText
	}
	if len(text.Body) > storage.TextLimit {
		return proposal{}, tooLarge(len(text.Body))
	}
	a := reading.Read(text.Body, reading.Options{Published: f.Published.Time, Outlet: f.Outlet, Title: f.Title, Lang: f.Lang})
	p := proposal{article: a}
	p.document = dossier.Document{
		Title:  first(f.Title, a.Title.Value, firstWords(text.Body, 12)),
		Outlet: first(f.Outlet, a.Outlet.Value), Author: first(f.Author, a.Byline.Value), URL: first(f.URL, a.URL.Value),
		Lang: first(f.Lang, a.Lang, "und"), Marking: f.Marking, Wire: a.Wire.Value, State: dossier.DocumentNew,
		Published: f.Published,
	}
	if !f.Published.Known() {
		p.document.Published = date(a.Published)
	}
	p.revision = dossier.Revision{
		Number: 1, Text: text.Body, Norm: text.Norm, SHA256: sha256.Sum256([]byte(text.Body)),
		Raw: raw, RawSHA256: sha256.Sum256(raw), RawSize: len(raw), Encoding: text.Encoding, Flags: text.Flags,
	}
	p.statements, p.actors = statements(a, p.document.Outlet)
	return p, nil
}

func tooLarge(n int) error {
	return fmt.Errorf("This text has %.1f MB; a document holds up to %d MB. Split it and add the parts.", //lint:ignore ST1005 a sentence for people
		float64(n)/(1<<20), storage.TextLimit>>20)
}

func first(values ...string) string {
	for _, v := range values {
		if v = strings.TrimSpace(v); v != "" {
			return v
		}
	}
	return ""
}
