package storage

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"parley/dossier"
)

// searchable makes a dossier of four articles with statements that differ in every fact that can be asked for.
func searchable(t testing.TB) *Dossier {
	d := newDossier(t)
	var sts []dossier.Statement
	do(t, d, "Names", func(tx *Tx) error {
		for _, name := range []string{"Arvenia", "Kesh Federation"} {
			if _, err := tx.AddParty(name, "", nil); err != nil {
				return err
			}
		}
		_, err := tx.SaveActor(dossier.Actor{Name: "Ilan Dorvath", Kind: dossier.ActorPerson, Aliases: []string{"דורבת"}})
		return err
	})
	for n, a := range []struct {
		outlet, lang, text string
		day                dossier.Date
	}{
		{"Lake Herald", "en", "The ceasefire holds at the bridge. Fees are another matter.", dossier.Day(2026, 10, 29)},
		{"Sarran Post", "en-GB", "The ceasefire is broken near the old bridge. No fee was paid.", dossier.Day(2026, 11, 4)},
		{"Lake Herald", "he", "הפסקת האש נמשכת ליד הגשר. אין אגרה.", dossier.Day(2026, 11, 14)},
		{"", "fr", "Le cessez-le-feu tient. Rien sur les droits.", dossier.Date{}},
	} {
		runes := []rune(a.text)
		cut := strings.IndexRune(a.text, '.') + 1
		first, _ := dossier.NewPassage(runes, dossier.Span{Start: 0, End: len([]rune(a.text[:cut]))})
		second, _ := dossier.NewPassage(runes, dossier.Span{Start: first.End + 1, End: len(runes)})
		list := []dossier.Statement{
			{Passage: first, Kind: dossier.Direct, Actor: "Ilan Dorvath", Party: []string{"Arvenia", "Kesh Federation"}[n%2], Status: dossier.Accepted},
			{Passage: second, Kind: dossier.Indirect, Act: dossier.Denies},
		}
		do(t, d, "Paste", func(tx *Tx) error {
			_, err := tx.AddDocument(dossier.Document{Title: fmt.Sprint("d", n+1), Outlet: a.outlet, Lang: a.lang, Published: a.day}, dossier.Revision{Text: a.text}, list, nil)
			return err
		})
		sts = append(sts, list...)
	}
	do(t, d, "Code", func(tx *Tx) error {
		security, err := tx.AddIssue(dossier.Issue{Name: "Security"})
		if err != nil {
			return err
		}
		truce, err := tx.AddIssue(dossier.Issue{Name: "Ceasefire", ParentID: security.ID})
		if err != nil {
			return err
		}
		fees, err := tx.AddIssue(dossier.Issue{Name: "Transit fees"})
		if err != nil {
			return err
		}
		for _, c := range []dossier.Coding{
			{StatementID: sts[0].ID, IssueID: truce.ID, Stance: dossier.Supports}, {StatementID: sts[2].ID, IssueID: truce.ID, Stance: dossier.Opposes},
			{StatementID: sts[2].ID, IssueID: fees.ID, Stance: dossier.Supports}, {StatementID: sts[3].ID, IssueID: fees.ID, Stance: dossier.StanceNone}} {
			if err := tx.SetCoding(c); err != nil {
				return err
			}
		}
		docs, err := tx.ids("SELECT id FROM document ORDER BY id")
		if err != nil || len(docs) != 4 {
			return fmt.Errorf("%d documents, %w", len(docs), err)
		}
		if err := tx.Tag("urgent", nil, []dossier.ID{sts[0].ID}); err != nil {
			return err
		}
		_, err = tx.AddNote(dossier.Note{StatementID: sts[2].ID, Body: "Compare the bridge with last week"})
		return err
	})
	return d
}

// Each filter takes what it says, alone, with words, negated, in brackets and joined by OR; what has no such fact is
// left out; an issue and a stance side by side mean the stance on that issue.
func TestFilters(t *testing.T) {
	d := searchable(t)
	for _, test := range []struct{ query, want string }{
		{"bridge", "d1 d2 s1 s3 n"},
		{"party:Arvenia", "s1 s5"},
		{"party:arv*", "s1 s5"},
		{`party:"kesh federation" ceasefire`, "s3"},
		{"ceasefire -party:kesh", "d1 d2 s1"},
		{"outlet:lake", "d1 d3 s1 s2 s5 s6"},
		{`outlet:"Sarran Post" bridge`, "d2 s3"},
		{"speaker:דורבת", "s1 s3 s5 s7"},
		{"issue:ceasefire", "s1 s3"},
		{"issue:security", "s1 s3"},
		{"issue:ceasefire stance:opposes", "s3"},
		{"stance:+ issue:ceasefire", "s1"},
		{"stance:supports", "s1 s3"},
		{`issue:"transit fees"`, "s3 s4"},
		{`issue:"transit fees" stance:opposes`, ""},
		{"kind:direct bridge", "s1 s3"},
		{"act:denies", "s2 s4 s6 s8"},
		{"status:accepted", "s1 s3 s5 s7"},
		{"status:new fee", "d2"},
		{"lang:en", "d1 d2 s1 s2 s3 s4"},
		{"lang:HE", "d3 s5 s6"},
		{"tag:urgent", "s1"},
		{"tag:urgent OR lang:fr", "d4 s1 s7 s8"},
		{"date:2026-11", "d2 d3 s3 s4 s5 s6"},
		{"date:2026-11-04", "d2 s3 s4"},
		{"date:2026-10-20..2026-11-04", "d1 d2 s1 s2 s3 s4"},
		{"date:..2026-10", "d1 s1 s2"},
		{"date:2026-11-05..", "d3 s5 s6"},
		{"date:unknown", "d4 s7 s8"},
		{"date:2026 -date:2026-11", "d1 s1 s2"},
		{"(ceasefire OR fee) date:2026-11", "d2 s3 s4"},
		{"NEAR(ceasefire bridge, 3)", "d1 s1"},
		{"ceasefire NEAR/6 bridge", "d1 d2 s1 s3"},
		{"old NEAR/0 bridge -holds", "d2 s3"},
		{"re:/[Cc]ease.?fire (is|holds)/", "d1 d2"},
		{"re:/BRIDGE/i party:kesh", "s3"},
		{"re:/x{3}/", ""},
		{"re:/fee/ lang:en date:2026-11", "d2"},
		{"-bridge lang:en", "s2 s4"},
	} {
		res, err := d.Search(ctx, test.query, 0)
		must(t, err)
		if got := places(t, d, res); got != test.want {
			t.Errorf("%s found %q, want %q (%v)", test.query, got, test.want, res.Notes)
		}
		if len(res.Notes) > 0 {
			t.Errorf("%s: %v", test.query, res.Notes)
		}
	}
}

func places(t testing.TB, d *Dossier, r dossier.SearchResult) string {
	t.Helper()
	var list []string
	for _, h := range r.Hits {
		switch h.Kind {
		case "document":
			list = append(list, h.Title)
		case "statement":
			s, err := d.Statements(ctx, StatementFilter{IDs: []dossier.ID{h.StatementID}})
			must(t, err)
			list = append(list, fmt.Sprint("s", s[0].Number))
			if words := string([]rune(s[0].Passage.Exact)); h.Place.Start < s[0].Passage.Start || h.Place.End > s[0].Passage.Start+len([]rune(words)) {
				t.Errorf("the place %v lies outside the statement", h.Place)
			}
		case "note":
			list = append(list, "n")
			if h.StatementID == dossier.None || h.DocumentID == dossier.None {
				t.Errorf("the note leads nowhere: %+v", h)
			}
		default:
			list = append(list, h.Title)
		}
		runes := []rune(h.Snippet)
		for _, m := range h.Marks {
			if m.Start < 0 || m.End > len(runes) || m.Empty() {
				t.Errorf("mark %v in %q", m, h.Snippet)
			}
		}
	}
	order := func(s string) string { return map[byte]string{'d': "0", 's': "1", 'n': "2"}[s[0]] + s }
	slices.SortFunc(list, func(a, b string) int { return strings.Compare(order(a), order(b)) })
	return strings.Join(list, " ")
}

// What could not be meant is said in a sentence, and finds nothing.
func TestFiltersThatMeanNothing(t *testing.T) {
	d := searchable(t)
	for query, note := range map[string]string{
		"party:Nobody":         "No party is called “Nobody”.",
		"stance:maybe":         "is no stance: write supports",
		"kind:spoken":          "direct, indirect or mixed",
		"date:yesterday":       "is no date",
		"tag:later":            "No tag is called",
		"re:/(/":               "The pattern is not understood",
		"re:/a*/":              "found everywhere",
		"status:half":          "is no status",
		"re:/bridge/ issue:no": "No issue is called",
	} {
		res, err := d.Search(ctx, query, 0)
		if err != nil || len(res.Hits) > 0 || len(res.Notes) == 0 || !strings.Contains(res.Notes[0], note) {
			t.Errorf("%s: %v, %d hits, %v", query, err, len(res.Hits), res.Notes)
		}
	}
}

// The keys follow every change of a fact, and undo.
func TestKeysFollowChanges(t *testing.T) {
	d := searchable(t)
	found := func(query string) string {
		t.Helper()
		res, err := d.Search(ctx, query, 0)
		must(t, err)
		return places(t, d, res)
	}
	docs, _, err := d.Documents(ctx, dossier.DocumentFilter{})
	must(t, err)
	first := docs[slices.IndexFunc(docs, func(doc dossier.Document) bool { return doc.Title == "d1" })]
	sts, err := d.Statements(ctx, StatementFilter{Document: first.ID})
	must(t, err)
	tags, err := d.Tags(ctx, dossier.None)
	must(t, err)
	issues, err := d.Issues(ctx)
	must(t, err)
	kesh := partyID(t, d, "Kesh Federation")
	for _, c := range []struct {
		name, query, want string
		do                func(tx *Tx) error
	}{
		{"party", "party:kesh date:2026-10", "s1", func(tx *Tx) error { return tx.SetParty([]dossier.ID{sts[0].ID}, kesh) }},
		{"status", "status:rejected", "s2", func(tx *Tx) error { return tx.SetStatus([]dossier.ID{sts[1].ID}, dossier.Rejected) }},
		{"stance", "stance:ambiguous", "s2", func(tx *Tx) error {
			return tx.SetCoding(dossier.Coding{StatementID: sts[1].ID, IssueID: issues[0].ID, Stance: dossier.Ambiguous})
		}},
		{"outlet and date", "outlet:gazette date:2025", "d1 s1 s2", func(tx *Tx) error {
			doc := first
			doc.Outlet, doc.Published = "The Gazette", dossier.Day(2025, 1, 2)
			return tx.UpdateDocument(doc)
		}},
		{"tag of a document", "tag:fresh", "d1", func(tx *Tx) error { return tx.Tag("fresh", []dossier.ID{first.ID}, nil) }},
		{"tag gone", "tag:urgent", "", func(tx *Tx) error { return tx.DeleteTag(tags[0].ID) }},
		{"issue gone", "issue:ceasefire", "", func(tx *Tx) error {
			for _, i := range issues {
				if i.Name == "Ceasefire" {
					return tx.RemoveIssue(i.ID)
				}
			}
			return nil
		}},
		{"state", "status:done", "d1", func(tx *Tx) error {
			doc := first
			doc.State = dossier.DocumentDone
			return tx.UpdateDocument(doc)
		}},
	} {
		before := found(c.query)
		do(t, d, c.name, c.do)
		if got := found(c.query); got != c.want || got == before {
			t.Errorf("%s: %s found %q, want %q; before %q", c.name, c.query, got, c.want, before)
		}
		_, err := d.Undo(ctx)
		must(t, err)
		if got := found(c.query); got != before {
			t.Errorf("%s undone: %s found %q, before %q", c.name, c.query, got, before)
		}
	}
	if findings, err := d.Check(ctx, nil); err != nil || len(findings) > 0 {
		t.Fatal(findings, err)
	}
}

func partyID(t testing.TB, d *Dossier, name string) dossier.ID {
	t.Helper()
	var id dossier.ID
	must(t, d.read.QueryRow("SELECT p.uid FROM party p JOIN actor a ON a.id = p.id WHERE a.name = ?", name).Scan(&id))
	return id
}
