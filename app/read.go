package app

import (
	"context"
	"unicode/utf8"

	"parley/dossier"
	"parley/reading"
)

// ReadResult is what the reading engine finds in one text, in the form that `parley read --json` prints. Offsets count
// code points of Text.
type ReadResult struct {
	ID        string          `json:"id"`
	Text      string          `json:"text"`
	Lang      string          `json:"lang"`
	Title     string          `json:"title,omitempty"`
	Outlet    string          `json:"outlet,omitempty"`
	Byline    string          `json:"byline,omitempty"`
	Dateline  string          `json:"dateline,omitempty"`
	Wire      string          `json:"wire,omitempty"`
	URL       string          `json:"url,omitempty"`
	Published string          `json:"published,omitempty"`
	Quotes    []reading.Quote `json:"quotes"`

	People []reading.Person `json:"people"`
}

// ReadText runs the reading engine over a text and stores nothing. A plain text in UTF-8 is read as it stands, so that
// offsets fit the caller's copy; anything else is decoded first: a Word document, a mail, a PDF too.
func ReadText(id string, raw []byte, f Facts) (ReadResult, error) {
	f.File = first(f.File, id)
	decoded, file, err := decode(context.Background(), f.File, raw)
	if err != nil {
		return ReadResult{ID: id}, err
	}
	if !holdsText(decoded.Body) {
		return ReadResult{ID: id}, ErrEmptyText
	}
	text := decoded.Body
	if file.Format == "" && utf8.Valid(raw) && !decoded.HTML {
		text = string(raw)
	}
	a := reading.Read(text, reading.Options{Published: f.Published.Time, Outlet: f.Outlet, Title: f.Title, Lang: f.Lang})
	published := f.Published
	if !published.Known() {
		published = date(a.Published)
	}
	r := ReadResult{ID: id, Text: text, Lang: a.Lang, Title: first(f.Title, a.Title.Value), Outlet: first(f.Outlet, a.Outlet.Value),
		Byline: a.Byline.Value, Dateline: a.Dateline.Value, Wire: a.Wire.Value, URL: first(f.URL, a.URL.Value),
		Published: published.String(), Quotes: a.Quotes(), People: a.People()}
	if r.Quotes == nil {
		r.Quotes = []reading.Quote{}
	}
	return r, nil
}

// Words gives the words of a span of the text, for showing.
func (r ReadResult) Words(s dossier.Span) string {
	text := []rune(r.Text)
	if s.Start < 0 || s.End > len(text) || s.Empty() {
		return ""
	}
	return string(text[s.Start:s.End])
}
