package storage

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"parley/dossier"
)

// Half a file, and flipped bytes, are found and said; nothing panics.
func TestDamageIsFound(t *testing.T) {
	path := filled(t)
	whole, err := os.ReadFile(path)
	must(t, err)
	must(t, os.Truncate(path, int64(len(whole)/2)))
	if d, err := Open(ctx, path, options()); err == nil {
		findings, err := d.Check(ctx, nil)
		if err == nil && len(findings) == 0 {
			t.Error("half a file passed the check")
		}
		_ = d.Close()
	}
	must(t, os.WriteFile(path, whole[:len(whole)-1], 0o600))
	d, err := Open(ctx, path, options())
	must(t, err)
	if findings, err := d.Check(ctx, nil); err != nil || len(findings) == 0 || !strings.Contains(findings[0].Sentence, "cut short") {
		t.Error("a file without its last byte passed the check: ", findings, err)
	}
	must(t, d.Close())
	random := rand.New(rand.NewPCG(1, 2))
	missed := 0
	for range 40 {
		bad := append([]byte{}, whole...)
		at := 0
		for at == 0 || strings.Count(string(whole[at:at+512]), "\x00") > 200 { // a sector that holds something
			at = 512 * (8 + random.IntN(len(bad)/512-8))
		}
		for i := at; i < min(at+512, len(bad)); i++ {
			bad[i] ^= 0x55
		}
		must(t, os.WriteFile(path, bad, 0o600))
		d, err := Open(ctx, path, options())
		if err != nil {
			continue
		}
		findings, err := d.Check(ctx, nil)
		if err == nil && len(findings) == 0 {
			missed++
		}
		_ = d.Close()
	}
	t.Logf("%d of 40 torn sectors hit nothing that a check reads", missed)
	if missed > 4 {
		t.Errorf("%d of 40 torn sectors were not found", missed)
	}
}

// A text, or pasted bytes, that are not the ones that were stored are told when they are read, not only by a check.
func TestReadingNoticesAlteredEvidence(t *testing.T) {
	for _, fault := range []struct {
		sql     string
		withRaw bool
	}{
		{"DROP TRIGGER revision_immutable; UPDATE revision SET text = replace(text, 'port', 'sort')", false},
		{"DROP TRIGGER revision_raw_immutable; UPDATE revision_raw SET deflated = x'03', size = 0", true},
	} {
		d := newDossier(t)
		doc, _ := paste(t, d, 1)
		if _, err := d.Revision(ctx, doc.Revision, true); err != nil {
			t.Fatal(err)
		}
		_, err := d.write.Exec(fault.sql)
		must(t, err)
		_, err = d.Revision(ctx, doc.Revision, fault.withRaw)
		wantErr(t, err, ErrDamaged)
	}
}

// Rows and tables that are not as this program writes them are told as damage, in a sentence.
func TestUnreadableIsTold(t *testing.T) {
	for _, fault := range []string{
		"PRAGMA ignore_check_constraints = 1; UPDATE statement SET hops = '[}'",
		"PRAGMA ignore_check_constraints = 1; UPDATE statement SET hops = '[1]'",
		"ALTER TABLE statement RENAME TO whole; CREATE TABLE statement AS SELECT * FROM whole; UPDATE statement SET role = NULL",
		"ALTER TABLE statement RENAME COLUMN hops TO hopes",
	} {
		d := newDossier(t)
		paste(t, d, 1)
		_, err := d.write.Exec(fault)
		must(t, err)
		_, err = d.Statements(ctx, StatementFilter{})
		wantErr(t, err, ErrDamaged)
	}
}

// One changed letter in a text, a passage or the pasted bytes is named.
func TestCheckNamesAlteredEvidence(t *testing.T) {
	for _, fault := range []struct{ sql, says string }{
		{"DROP TRIGGER revision_immutable; UPDATE revision SET text = replace(text, 'port', 'sort') WHERE id = 1", "hash differs"},
		{"DROP TRIGGER revision_raw_immutable; UPDATE revision_raw SET deflated = (SELECT deflated FROM revision_raw WHERE revision_id = 2) WHERE revision_id = 1", "pasted bytes"},
		{"UPDATE statement SET exact = replace(exact, 'closed', 'opened') WHERE id = 2", "do not stand"},
		{"UPDATE document SET published_key = 5 WHERE id = 1", "date"},
		{"DELETE FROM search_text WHERE rowid = 1", "search index lacks 1"},
		{"DELETE FROM search_text WHERE rowid = 1; INSERT INTO search_text (rowid, facts, body) VALUES (1, 'other', 'words')", "does not find 1"},
	} {
		path := filled(t)
		raw, err := sql.Open(driverName, path)
		must(t, err)
		_, err = raw.Exec(fault.sql)
		must(t, err)
		must(t, raw.Close())
		d, err := Open(ctx, path, options())
		must(t, err)
		var steps int
		findings, err := d.Check(ctx, func(_, _ int, what string) {
			if what == "documents" {
				steps++
			}
		})
		must(t, err)
		if steps != 3 || len(findings) == 0 || !strings.Contains(fmt.Sprint(findings), fault.says) {
			t.Errorf("%s: %v", fault.sql, findings)
		}
		if strings.Contains(fault.says, "search") || strings.Contains(fault.says, "find") {
			must(t, d.Reindex(ctx))
			if findings, err := d.Check(ctx, nil); err != nil || len(findings) > 0 {
				t.Error("after the rebuild:", findings, err)
			}
		}
		must(t, d.Close())
	}
}

// Texts, pasted bytes and the journal cannot be changed even by a program that speaks SQL.
func TestEvidenceIsImmutable(t *testing.T) {
	d := newDossier(t)
	furnish(t, d)
	for _, q := range []string{"UPDATE revision SET text = 'x'", "DELETE FROM revision", "UPDATE revision_raw SET size = 1", "DELETE FROM revision_raw",
		"UPDATE change SET before = NULL", "DELETE FROM change", "DELETE FROM action", "UPDATE statement SET number = 77 WHERE id = 1", "DELETE FROM statement",
		"UPDATE document SET number = 77 WHERE id = 1", "UPDATE statement SET exact = 'longer than it was' WHERE id = 1"} {
		if _, err := d.write.Exec(q); err == nil {
			t.Errorf("%s went through", q)
		}
	}
	if d.read == d.write {
		return // where one connection does all, it may write
	}
	if _, err := d.read.Exec("DELETE FROM coding"); err == nil {
		t.Error("a reading connection wrote")
	}
}

// Bad input of every kind is refused in one sentence, and nothing is kept.
func TestBadInput(t *testing.T) {
	d := newDossier(t)
	s := furnish(t, d)
	before := dump(t, d)
	text := func(text string, raw []byte) func(*Tx) error {
		return func(tx *Tx) error {
			_, err := tx.AddDocument(dossier.Document{}, dossier.Revision{Text: text, Raw: raw}, nil, nil)
			return err
		}
	}
	for name, fn := range map[string]func(*Tx) error{
		"empty": text("", nil), "blank": text(" \n\t", nil), "NUL": text("a\x00b", nil), "broken": text("a\xffb", nil), "long": text(strings.Repeat("x", TextLimit+1), nil),
		"much": text("x", make([]byte, RawLimit+1)),
		"hash": func(tx *Tx) error {
			_, err := tx.AddDocument(dossier.Document{}, dossier.Revision{Text: "x", SHA256: [32]byte{1}}, nil, nil)
			return err
		},
		"status": func(tx *Tx) error { return tx.SetStatus([]dossier.ID{s.sts[0].ID}, "maybe") },
		"stance": func(tx *Tx) error {
			return tx.SetCoding(dossier.Coding{StatementID: s.sts[0].ID, IssueID: s.issue.ID, Stance: "likes"})
		},
		"nested in itself": func(tx *Tx) error { st := s.sts[0]; st.OuterID = st.ID; return tx.UpdateStatement(st) },
		"nested round":     func(tx *Tx) error { st := s.sts[0]; st.OuterID = s.sts[1].ID; return tx.UpdateStatement(st) },
		"issue in itself":  func(tx *Tx) error { i := s.above; i.ParentID = s.issue.ID; return tx.UpdateIssue(i) },
		"moved passage": func(tx *Tx) error {
			st := s.sts[0]
			st.Passage.Start++
			st.Passage.End++
			return tx.UpdateStatement(st)
		},
		"no name": func(tx *Tx) error { _, err := tx.AddParty(" ", "", nil); return err },
	} {
		_, err := d.Change(ctx, name, fn)
		t.Log(name, "—", err)
		wantErr(t, err, ErrInvalid)
	}
	for name, fn := range map[string]func(*Tx) error{
		"letter": func(tx *Tx) error { _, err := tx.AddParty("Newland", s.party.Letter, nil); return err },
		"name":   func(tx *Tx) error { p := s.party; p.Name = "eastland"; return tx.UpdateParty(p) },
		"issue":  func(tx *Tx) error { i := s.issue; i.Name = "PORTS"; return tx.UpdateIssue(i) },
	} {
		_, err := d.Change(ctx, name, fn)
		wantErr(t, err, ErrConflict)
	}
	if got := dump(t, d); got != before {
		t.Fatal(difference(got, before))
	}
	// What is odd but true is kept as it is.
	must(t, func() error {
		_, err := d.Change(ctx, "odd", text("\u202eevil\u202c 😀 e\u0301\n", []byte("\x00\xff")))
		return err
	}())
}
