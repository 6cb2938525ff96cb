package app

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
	"time"

	"parley/dossier"
	"parley/intake"
	"parley/reading"
	"parley/storage"
)

// Facts are what the analyst says of a text; an empty one is guessed from the text.
type Facts struct {
	Title, Outlet, Author, URL, Lang, Marking, Grade string
	Published                                        dossier.Date
	// File is the name under which the text came, if any: it helps to tell what kind of file it is.
	File string
}

// Guess is a fact with the ground for it in words: "first line, before a blank line". A fact that the analyst gave
// has no ground.
type Guess struct{ Value, Ground string }

// Draft is what the add sheet shows of a text before anything is stored.
type Draft struct {
	Title, Outlet, Author, Published, URL, Lang Guess
	Marking, Grade                              Guess // as given, never guessed

	Text        string // as it will be kept
	Paragraphs  []dossier.Paragraph
	Boilerplate int // paragraphs that look like menus and the like: dimmed, never removed
	Statements  int
	Speakers    int
	Flags       []string // what normalisation found in the bytes
	Encoding    string   // what the bytes were: "utf-8", "windows-1255", "docx", "eml, koi8-r"
	Bytes       int
	Same        *dossier.Document  // the same text is already in the dossier
	Alike       []dossier.Likeness // documents of nearly the same text, the likest first
}

// alikeShown is how many near copies of a text are told of.
const alikeShown = 3

// ErrEmptyText is returned for a text without a letter or digit.
var ErrEmptyText = errors.New("There is no text here. Copy an article first, then add it.") //lint:ignore ST1005 a sentence for people

// Draft reads a text with the facts that are known and stores nothing.
func (w *Workbench) Draft(ctx context.Context, raw []byte, f Facts) (Draft, error) {
	p, err := read(ctx, raw, f)
	if err != nil {
		return Draft{}, err
	}
	var d Draft
	err = w.with(func(o *storage.Dossier) error {
		d, err = draft(ctx, o, p)
		return err
	})
	return d, err
}

// draft tells what a text is.
func (p proposal) draft() Draft {
	d := p.guesses
	d.Text, d.Paragraphs, d.Statements = p.revision.Text, paragraphs(p.article), len(p.statements)
	d.Flags, d.Encoding, d.Bytes = p.revision.Flags, p.revision.Encoding, p.revision.RawSize
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
	return d
}

// draft tells what a text is and what of it the dossier has.
func draft(ctx context.Context, o *storage.Dossier, p proposal) (Draft, error) {
	d := p.draft()
	same, found, err := o.DocumentByText(ctx, p.revision.SHA256)
	if err != nil {
		return d, err
	}
	if found {
		d.Same = &same
		return d, nil
	}
	d.Alike, err = o.NearCopies(ctx, p.revision.Text, alikeShown)
	return d, err
}

// proposal is a text that was read and is ready to be stored.
type proposal struct {
	guesses    Draft // its facts with their grounds
	article    reading.Article
	document   dossier.Document
	revision   dossier.Revision
	statements []dossier.Statement
	actors     []dossier.Actor
}

// read turns the bytes of a text into what the dossier keeps of it. It touches no dossier and may run anywhere.
func read(ctx context.Context, raw []byte, f Facts) (proposal, error) {
	text, file, err := decode(ctx, f.File, raw)
	if err != nil {
		return proposal{}, err
	}
	if !holdsText(text.Body) {
		return proposal{}, ErrEmptyText
	}
	if len(text.Body) > storage.TextLimit {
		return proposal{}, tooLarge(len(text.Body))
	}
	told := Facts{} // what stands at the head of the file for all to see
	if file.Stated {
		told = Facts{Title: file.Title, Author: file.Author, Published: minute(file.Published)}
	}
	published := f.Published
	if !published.Known() {
		published = told.Published
	}
	a := reading.Read(text.Body, reading.Options{Published: published.Time, Outlet: f.Outlet, Title: first(f.Title, told.Title), Lang: f.Lang})
	p := proposal{article: a}
	p.guesses = Draft{
		Title: guess(f.Title, told.Title, a.Title, file.Title), Outlet: guess(f.Outlet, "", a.Outlet, ""),
		Author: guess(f.Author, told.Author, a.Byline, file.Author), URL: guess(f.URL, "", a.URL, file.URL),
		Lang: Guess{first(f.Lang, a.Lang, "und"), ""}, Published: Guess{Value: published.String()},
		Marking: Guess{Value: f.Marking}, Grade: Guess{Value: f.Grade},
	}
	g := &p.guesses
	if f.Lang == "" {
		g.Lang.Ground = "by its script and commonest words"
	}
	switch {
	case f.Published.Known():
	case published.Known():
		g.Published.Ground = "head of the mail"
	default:
		if published = date(a.Published); published.Known() {
			g.Published = Guess{published.String(), "“" + a.Published.Text + "”"}
		}
	}
	p.document = dossier.Document{
		Title: first(g.Title.Value, firstWords(text.Body, 12)), Outlet: g.Outlet.Value, Author: g.Author.Value, URL: g.URL.Value,
		Lang: g.Lang.Value, Marking: f.Marking, Grade: f.Grade, Wire: a.Wire.Value, State: dossier.DocumentNew, Published: published,
	}
	p.revision = dossier.Revision{
		Number: 1, Text: text.Body, Norm: text.Norm, SHA256: sha256.Sum256([]byte(text.Body)),
		Raw: raw, RawSHA256: sha256.Sum256(raw), RawSize: len(raw), Encoding: text.Encoding, Flags: text.Flags,
	}
	p.statements, p.actors = statements(a, p.document.Outlet)
	return p, nil
}

// guess chooses a fact: as the analyst gave it, else as the head of the file states it, else as the text shows it, else as
// the properties of the file have it.
func guess(given, stated string, found reading.Fact, property string) Guess {
	for _, g := range []Guess{{given, ""}, {stated, "head of the mail"}, {found.Value, found.Ground}, {property, "properties of the file"}} {
		if g.Value = strings.TrimSpace(g.Value); g.Value != "" {
			return g
		}
	}
	return Guess{}
}

func minute(t time.Time) dossier.Date {
	if t.IsZero() {
		return dossier.Date{}
	}
	return dossier.Date{Time: t, Precision: dossier.PrecisionMinute}
}

// decode gives the text of bytes, whatever program wrote them, and what the file says of it.
func decode(ctx context.Context, name string, raw []byte) (reading.Text, intake.Text, error) {
	file, err := intake.Read(ctx, name, raw)
	if err != nil {
		return reading.Text{}, file, err
	}
	if file.Format == "" && len(raw) > 8*storage.TextLimit { // no need to decode what cannot be kept: markup takes far less than eight in nine bytes
		return reading.Text{}, file, tooLarge(len(raw))
	}
	var text reading.Text
	if file.Body != "" {
		text = reading.Clean(file.Body)
	} else {
		text = reading.Decode(file.Raw)
	}
	switch file.Format {
	case "":
	case "eml", "mhtml":
		text.Encoding = file.Format + ", " + first(file.Encoding, text.Encoding)
	default:
		text.Encoding = file.Format
	}
	return text, file, nil
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
