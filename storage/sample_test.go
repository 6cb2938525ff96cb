package storage

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"parley/dossier"
)

var ctx = context.Background()

// clock ticks a second at each look, so that times differ and tests repeat.
func clock() func() time.Time {
	start := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	var ticks atomic.Int64
	return func() time.Time { return start.Add(time.Duration(ticks.Add(1)) * time.Second) }
}

func options() Options { return Options{Now: clock(), Analyst: "Noa"} }

// newDossier makes a dossier in a folder of its own.
func newDossier(t testing.TB) *Dossier {
	t.Helper()
	d, err := Create(ctx, filepath.Join(t.TempDir(), "talks.parley"), "The talks", options())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	return d
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wantErr(t testing.TB, err, kind error) {
	t.Helper()
	if !errors.Is(err, kind) {
		t.Fatalf("got error %v, want %v", err, kind)
	}
	var ours *Error
	if !errors.As(err, &ours) || len(ours.Sentence) < 10 || !strings.ContainsAny(ours.Sentence[len(ours.Sentence)-1:], ".)") {
		t.Fatalf("%q is no sentence", err)
	}
}

const sampleText = "“We will open the crossing on Sunday,” minister Dana Levi said.\n\nA spokesman for Northland told the Herald that the port stays closed.\n\n— הַמֶּמְשָׁלָה החליטה. 😀\n"

// passage finds words in a text.
func passage(t testing.TB, text, words string) dossier.Passage {
	t.Helper()
	i := strings.Index(text, words)
	if i < 0 {
		t.Fatalf("%q is not in the text", words)
	}
	start := len([]rune(text[:i]))
	p, ok := dossier.NewPassage([]rune(text), dossier.Span{Start: start, End: start + len([]rune(words))})
	if !ok {
		t.Fatal("no passage")
	}
	return p
}

// sample gives a document of two statements, the second nested in the first's paragraph.
func sample(t testing.TB, n int) (dossier.Document, dossier.Revision, []dossier.Statement, []dossier.Actor) {
	text := fmt.Sprintf("%sNumber %d.\n", sampleText, n)
	doc := dossier.Document{Title: fmt.Sprintf("Crossing to open, %d", n), Outlet: "The Herald", Author: "A. Writer", URL: "https://example.org/1",
		Lang: "en", Published: dossier.Day(2026, 11, 1+n%28), Marking: "TLP:AMBER", Wire: "NNA"}
	rev := dossier.Revision{Text: text, Raw: []byte("\xEF\xBB\xBF" + strings.ReplaceAll(text, "\n", "\r\n")), Norm: "nfc-lf-1", Encoding: "utf-8", Flags: []string{"bom"}}
	outer := dossier.NewID()
	sts := []dossier.Statement{
		{Passage: passage(t, text, "the port stays closed"), Kind: dossier.Indirect, Actor: "Northland", Anonymous: true, OuterID: outer,
			Hops: []dossier.Hop{{Kind: dossier.HopSpokesman, Text: "A spokesman", Span: dossier.Span{Start: 66, End: 77}}, {Kind: dossier.HopOutlet, Name: "The Herald", Named: true}}},
		{ID: outer, Passage: passage(t, text, "“We will open the crossing on Sunday,”"), Kind: dossier.Direct, Actor: "Levi", Party: "Southland",
			SpeakerText: "Dana Levi", SpeakerSpan: dossier.Span{Start: 48, End: 57}, CueText: "said", CueSpan: dossier.Span{Start: 58, End: 62}, Role: "minister",
			Said: dossier.Day(2026, 11, 1), SaidText: "Sunday", SaidReason: "the day before", Group: 1, Confidence: 0.9, Reason: "quotation marks"},
	}
	actors := []dossier.Actor{{Name: "Dana Levi", Kind: dossier.ActorPerson, Aliases: []string{"Levi", "דנה לוי"}}, {Name: "Northland", Kind: dossier.ActorBody}}
	return doc, rev, sts, actors
}

// paste adds the sample document and returns it with its statements.
func paste(t testing.TB, d *Dossier, n int) (dossier.Document, []dossier.Statement) {
	t.Helper()
	doc, rev, sts, actors := sample(t, n)
	_, err := d.Change(ctx, "Paste", func(tx *Tx) (err error) {
		doc, err = tx.AddDocument(doc, rev, sts, actors)
		return err
	})
	must(t, err)
	return doc, sts
}

// dump writes every row that is not deleted, with the search tables' rows, so that two states can be compared.
func dump(t testing.TB, d *Dossier) string {
	t.Helper()
	var b strings.Builder
	for _, table := range []string{"dossier", "document", "revision", "statement", "coding", "actor", "actor_name", "membership", "party", "issue", "recipe", "issued",
		"note", "tag", "tagging", "link", "saved_search", "verdict", "sentence", "saved_view"} {
		where := " WHERE deleted_at IS NULL"
		if table == "dossier" {
			where = ""
		}
		rows, err := d.read.Query("SELECT * FROM " + table + where + " ORDER BY id")
		must(t, err)
		columns, err := rows.Columns()
		must(t, err)
		for rows.Next() {
			values, into := make([]any, len(columns)), make([]any, len(columns))
			for i := range values {
				into[i] = &values[i]
			}
			must(t, rows.Scan(into...))
			b.WriteString(table)
			for i, c := range columns {
				if c != "hlc" {
					fmt.Fprintf(&b, " %s=%v", c, values[i])
				}
			}
			b.WriteByte('\n')
		}
		must(t, rows.Err())
		rows.Close()
	}
	for _, s := range searches {
		var ids string
		must(t, d.read.QueryRow("SELECT coalesce(group_concat(id), '') FROM (SELECT id FROM "+s.name+"_docsize ORDER BY id)").Scan(&ids))
		b.WriteString(s.name + " " + ids + "\n")
	}
	return b.String()
}

// inSharedFolder runs the tests once more in a folder that other machines seem to reach, where one connection does all.
func inSharedFolder(m *testing.M) int {
	parent, err := os.MkdirTemp("", "storage-shared-")
	if err != nil {
		fmt.Println(err)
		return 1
	}
	defer os.RemoveAll(parent)
	folder := filepath.Join(parent, "Dropbox")
	if err := errors.Join(os.Mkdir(folder, 0o700), os.Setenv("TMPDIR", folder)); err != nil {
		fmt.Println(err)
		return 1
	}
	fmt.Println("once more in a shared folder")
	return m.Run()
}

func TestMain(m *testing.M) {
	if len(os.Args) > 2 && os.Args[1] == "migrate-until-killed" {
		migrateUntilKilled(os.Args[2])
		return
	}
	if len(os.Args) > 2 && os.Args[1] == "commit-until-killed" {
		commitUntilKilled(os.Args[2])
		return
	}
	if len(os.Args) > 3 && os.Args[1] == "memory-of" {
		memoryOf(os.Args[2], os.Args[3])
		return
	}
	code := m.Run()
	if code == 0 && flag.Lookup("test.bench").Value.String() == "" && flag.Lookup("test.fuzz").Value.String() == "" {
		code = inSharedFolder(m)
	}
	if large != nil { // made once for all benchmarks
		_ = large.Close()
		_ = os.RemoveAll(filepath.Dir(large.Path()))
	}
	os.Exit(code)
}
