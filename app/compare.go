package app

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"

	"parley/dossier"
	"parley/export"
	"parley/storage"
)

// comparison looks up what a packet says in a dossier. What is not as it was issued is a finding; what the dossier says
// otherwise since is a note.
type comparison struct {
	d    *storage.Dossier
	v    export.Verification
	out  []dossier.Finding
	many [2]int // findings so far: those that count against the packet, and notes
}

// What a packet says is somebody else's: a thousand findings of either kind are kept, and of each of its texts the
// beginning.
const (
	mostFindings = 1000
	longestShown = 200 // code points
)

// compare looks up the file, every source and every quotation of a packet in the dossier.
func compare(ctx context.Context, d *storage.Dossier, v export.Verification) ([]dossier.Finding, error) {
	c := comparison{d: d, v: v}
	for _, part := range []func(context.Context) error{c.issued, c.sources, c.quotes} {
		if err := part(ctx); err != nil {
			return c.out, err
		}
	}
	for note, n := range c.many {
		if n > mostFindings {
			c.out = append(c.out, dossier.Finding{Where: "packet", Sentence: fmt.Sprintf("%d more are not listed.", n-mostFindings), Note: note == 1})
		}
	}
	return c.out, nil
}

func (c *comparison) wrong(where, form string, of ...any) { c.found(where, false, form, of) }

func (c *comparison) note(where, form string, of ...any) { c.found(where, true, form, of) }

func (c *comparison) found(where string, note bool, form string, of []any) {
	kind := 0
	if note {
		kind = 1
	}
	if c.many[kind]++; c.many[kind] > mostFindings {
		return
	}
	for i, one := range of {
		if s, ok := one.(string); ok {
			of[i] = shortened(s)
		}
	}
	c.out = append(c.out, dossier.Finding{Where: where, Sentence: fmt.Sprintf(form, of...), Note: note})
}

// shortened is the beginning of a long text.
func shortened(s string) string {
	n := 0
	for at := range s {
		if n++; n > longestShown {
			return s[:at] + "…"
		}
	}
	return s
}

// changed notes a fact that the dossier has otherwise now than the packet prints it.
func (c *comparison) changed(where, what, was, is string) {
	if was == is {
		return
	}
	said := func(s string) string {
		if s == "" {
			return "empty"
		}
		return "“" + shortened(s) + "”"
	}
	c.note(where, "Changed since: %s was %s in the packet and is %s now.", what, said(was), said(is))
}

// issued looks for the file among the packets that were issued. This alone finds a packet that was made anew with great
// care, pages, hashes and all.
func (c *comparison) issued(ctx context.Context) error {
	list, err := c.d.Issued(ctx)
	if err != nil {
		return err
	}
	for _, p := range list {
		if hex.EncodeToString(p.FileSHA256[:]) == c.v.SHA256 {
			c.note("issued", "Issued on %s with this SHA-256.", p.IssuedAt.UTC().Format("2 Jan 2006, 15:04 UTC"))
			return nil
		}
	}
	for _, p := range list {
		if p.DataSHA256 != [32]byte{} && hex.EncodeToString(p.DataSHA256[:]) == c.v.DataSHA256 {
			if c.v.OK() { // the same packet under another password, or without one
				c.note("issued", "The same packet was issued on %s as another file: encrypted otherwise, or not.", p.IssuedAt.UTC().Format("2 Jan 2006, 15:04 UTC"))
			} else {
				c.wrong("issued", "A packet with the same data was issued on %s; this file is not that one.", p.IssuedAt.UTC().Format("2 Jan 2006, 15:04 UTC"))
			}
			return nil
		}
	}
	if c.v.Data.Dossier != c.d.ID() {
		c.wrong("issued", "Another dossier is named in the packet: “%s”. It was not issued from this one.", c.v.Data.DossierName)
		return nil
	}
	c.wrong("issued", "This file is not among the packets issued from this dossier: no packet with its SHA-256 is recorded. It was made from a copy, its record was undone, or it is not what was issued.")
	return nil
}

func (c *comparison) sources(ctx context.Context) error {
	cited := map[dossier.ID]bool{} // each text is read once
	for _, s := range c.v.Data.Sources {
		where := fmt.Sprintf("S%d", s.Number)
		if cited[s.Revision] {
			c.wrong(where, "The packet names the text of “%s” as another source already.", s.Title)
			continue
		}
		cited[s.Revision] = true
		doc, err := c.d.Document(ctx, s.Document)
		if errors.Is(err, storage.ErrNotFound) {
			c.wrong(where, "“%s” is not in this dossier.", s.Title)
			continue
		}
		if err != nil {
			return err
		}
		rev, err := c.d.Revision(ctx, s.Revision, false)
		if errors.Is(err, storage.ErrNotFound) {
			c.wrong(where, "The cited revision of “%s” is not in this dossier.", doc.Title)
			continue
		}
		if err != nil {
			return err
		}
		if hex.EncodeToString(rev.SHA256[:]) != s.TextSHA256 {
			c.wrong(where, "The text of “%s” in the packet differs from the dossier's.", doc.Title)
		}
		if s.RawSHA256 != "" && hex.EncodeToString(rev.RawSHA256[:]) != s.RawSHA256 {
			c.wrong(where, "The pasted bytes of “%s” in the packet differ from the dossier's.", doc.Title)
		}
		if doc.Revision != s.Revision {
			c.note(where, "Changed since: the text of “%s” was corrected.", doc.Title)
		}
		c.changed(where, "the title", s.Title, doc.Title)
		c.changed(where, "the outlet", s.Outlet, doc.Outlet)
		c.changed(where, "the author", s.Author, doc.Author)
		c.changed(where, "the URL", s.URL, doc.URL)
		c.changed(where, "the language", s.Lang, doc.Lang)
		c.changed(where, "the date of publication", s.Published.String(), doc.Published.String())
		c.changed(where, "the grade", s.Grade, doc.Grade)
		c.changed(where, "the marking", s.Marking, doc.Marking)
		c.changed(where, "the agency", s.Wire, doc.Wire)
	}
	return nil
}

func (c *comparison) quotes(ctx context.Context) error {
	ids := make([]dossier.ID, 0, len(c.v.Data.Quotes))
	for _, q := range c.v.Data.Quotes {
		ids = append(ids, q.Statement)
	}
	if len(ids) == 0 {
		return nil
	}
	found, err := c.d.Statements(ctx, storage.StatementFilter{IDs: ids})
	if err != nil {
		return err
	}
	byID := map[dossier.ID]dossier.Statement{}
	for _, s := range found {
		byID[s.ID] = s
	}
	cited := map[int]dossier.ID{} // revisions by the number of the source
	for _, s := range c.v.Data.Sources {
		cited[s.Number] = s.Revision
	}
	for _, q := range c.v.Data.Quotes {
		where := fmt.Sprintf("Q%d", q.Number)
		s, ok := byID[q.Statement]
		switch {
		case !ok:
			c.wrong(where, "This statement is not in the dossier.")
			continue
		case s.Passage.Exact != q.Passage.Exact && s.RevisionID != cited[q.Source]:
			c.wrong(where, "The text was corrected since the packet was made, and the words of statement %d with it.", s.Number)
		case s.Passage.Exact != q.Passage.Exact:
			c.wrong(where, "The packet's words differ from those of statement %d.", s.Number)
		case s.Passage.Span != q.Passage.Span && s.RevisionID == cited[q.Source]:
			c.wrong(where, "The words of statement %d stand at another place of the text.", s.Number)
		}
		if s.Status != dossier.Accepted {
			c.wrong(where, "Statement %d is %s now.", s.Number, s.Status)
		}
		c.attribution(where, q, s)
	}
	return nil
}

// attribution notes what was decided anew about a statement.
func (c *comparison) attribution(where string, q dossier.Quote, s dossier.Statement) {
	speaker := first(s.Actor, s.SpeakerText)
	if s.Anonymous {
		speaker = s.SpeakerText
	}
	c.changed(where, "the speaker", q.Speaker, speaker)
	c.changed(where, "the role", q.Role, s.Role)
	c.changed(where, "the party", q.Party, s.Party)
	c.changed(where, "the kind", string(q.Kind), string(s.Kind))
	if q.SaidKnown {
		c.changed(where, "the date", q.Said.String(), s.Said.String())
	} else if s.Said.Known() {
		c.note(where, "Changed since: when it was said was not known, and is %s now.", s.Said.Label())
	}
	now := map[string]dossier.Stance{}
	for _, k := range s.Codings {
		now[k.Issue] = k.Stance
	}
	for _, r := range q.Issues {
		if is, ok := now[r.Issue]; ok {
			c.changed(where, "the stance on “"+r.Issue+"”", string(r.Stance), string(is))
		} else {
			c.note(where, "Changed since: it is no longer set under “%s”.", r.Issue)
		}
		delete(now, r.Issue)
	}
	for _, k := range s.Codings {
		if _, ok := now[k.Issue]; ok {
			c.note(where, "Changed since: it is set under “%s” too.", k.Issue)
		}
	}
}
