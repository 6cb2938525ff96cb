package storage

import (
	"strings"
	"testing"
	"time"

	"parley/dossier"
)

// What was done to one statement is told in words, the newest first, its codings and undone actions too.
func TestVersions(t *testing.T) {
	d := newDossier(t)
	s := furnish(t, d)
	st := coded(s)
	do(t, d, "Take its party", func(tx *Tx) error { return tx.SetParty([]dossier.ID{st.ID}, s.other.ID) })
	do(t, d, "Read anew", func(tx *Tx) error {
		return tx.SetCoding(dossier.Coding{StatementID: st.ID, IssueID: s.issue.ID, Stance: dossier.Opposes, Reason: "says no"})
	})
	_, err := d.Undo(ctx)
	must(t, err)
	versions, err := d.Versions(ctx, dossier.ThingStatement, st.ID)
	must(t, err)
	var told []string
	for _, v := range versions {
		line := v.Kind + " " + v.Action.Name + " by " + v.Action.Analyst
		for _, c := range v.Changes {
			line += "; " + c.Field + ": " + c.Before + " → " + c.After
		}
		told = append(told, line)
	}
	all := strings.Join(told, "\n")
	for _, want := range []string{
		"undo Read anew by Noa; reason on Harbour: says no → says so; stance on Harbour: opposes → supports",
		"do Read anew by Noa; reason on Harbour: says so → says no; stance on Harbour: supports → opposes",
		"do Take its party by Noa; party: ", " → Eastland",
		"do Furnish by Noa; reason on Harbour:  → says so; stance on Harbour:  → supports; status: proposed → accepted",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("missing %q in:\n%s", want, all)
		}
	}
	if len(versions) != 5 || !strings.Contains(told[4], "words:  → ") {
		t.Errorf("%d versions:\n%s", len(versions), all)
	}
	_, err = d.Versions(ctx, dossier.ThingStatement, dossier.NewID())
	wantErr(t, err, ErrNotFound)
	_, err = d.Versions(ctx, "gadget", st.ID)
	wantErr(t, err, ErrInvalid)
}

// coded gives the statement that is read on the issue.
func coded(s *state) dossier.Statement {
	for _, st := range s.sts {
		if len(st.Codings) > 0 {
			return st
		}
	}
	panic("no statement is coded")
}

// do is one action that must succeed.
func do(t testing.TB, d *Dossier, name string, fn func(*Tx) error) dossier.Action {
	t.Helper()
	a, err := d.Change(ctx, name, fn)
	must(t, err)
	return a
}

// A statement becomes again what it was after an action or at a time, with its readings; that can be undone; and what
// it refers to must still be there.
func TestRestoreAsOf(t *testing.T) {
	d := newDossier(t)
	s := furnish(t, d)
	st := coded(s)
	then := do(t, d, "Second reading", func(tx *Tx) error {
		return tx.SetCoding(dossier.Coding{StatementID: st.ID, IssueID: s.above.ID, Stance: dossier.Conditional})
	})
	state := func() dossier.Statement {
		t.Helper()
		list, err := d.Statements(ctx, StatementFilter{IDs: []dossier.ID{st.ID}})
		must(t, err)
		if len(list) == 0 {
			return dossier.Statement{}
		}
		return list[0]
	}
	good := state()
	do(t, d, "Muddle", func(tx *Tx) error {
		if err := tx.RemoveCoding(st.ID, s.issue.ID); err != nil {
			return err
		}
		if err := tx.SetCoding(dossier.Coding{StatementID: st.ID, IssueID: s.above.ID, Stance: dossier.Opposes}); err != nil {
			return err
		}
		return tx.SetParty([]dossier.ID{st.ID}, s.party.ID)
	})
	do(t, d, "Delete", func(tx *Tx) error { return tx.DeleteStatements([]dossier.ID{st.ID}) })
	muddled := dump(t, d)
	_, err := d.RestoreAsOf(ctx, "Restore", dossier.ThingStatement, st.ID, then.ID, time.Time{})
	must(t, err)
	if got := state(); got.PartyID != good.PartyID || len(got.Codings) != 2 || got.Codings[0].Stance != good.Codings[0].Stance || got.Codings[1].Stance != good.Codings[1].Stance {
		t.Errorf("restored as\n%+v\nwant\n%+v", got, good)
	}
	_, err = d.Undo(ctx)
	must(t, err)
	if got := dump(t, d); got != muddled {
		t.Fatal(difference(got, muddled))
	}
	_, err = d.RestoreAsOf(ctx, "Restore", dossier.ThingStatement, st.ID, 0, then.At)
	must(t, err)
	if got := state(); len(got.Codings) != 2 {
		t.Errorf("at a time: %+v", got)
	}
	_, err = d.RestoreAsOf(ctx, "Restore", dossier.ThingStatement, st.ID, then.ID, time.Time{})
	wantErr(t, err, ErrInvalid) // it is as it was then
	_, err = d.RestoreAsOf(ctx, "Restore", dossier.ThingStatement, st.ID, 0, then.At.Add(-time.Hour))
	wantErr(t, err, ErrInvalid) // before it was made
	do(t, d, "Other party", func(tx *Tx) error { return tx.SetParty([]dossier.ID{st.ID}, s.other.ID) })
	moved := do(t, d, "No party", func(tx *Tx) error { return tx.SetParty([]dossier.ID{st.ID}, dossier.None) })
	do(t, d, "Remove the party", func(tx *Tx) error { return tx.RemoveParty(s.other.ID) })
	_, err = d.RestoreAsOf(ctx, "Restore", dossier.ThingStatement, st.ID, moved.ID-1, time.Time{})
	wantErr(t, err, ErrConflict)
	if findings, err := d.Check(ctx, nil); err != nil || len(findings) > 0 {
		t.Fatal(findings, err)
	}
}

// Everything that can be deleted lies in the trash with who deleted it and when, and comes back from there with what
// went with it; what undo took away is no trash.
func TestTrash(t *testing.T) {
	d := newDossier(t)
	s := furnish(t, d)
	do(t, d, "Delete two documents", func(tx *Tx) error { return tx.DeleteDocuments([]dossier.ID{s.docs[0].ID, s.docs[1].ID}) })
	last := s.sts[len(s.sts)-1]
	do(t, d, "Delete a statement", func(tx *Tx) error { return tx.DeleteStatements([]dossier.ID{last.ID}) })
	do(t, d, "Remove a party", func(tx *Tx) error { return tx.RemoveParty(s.party.ID) })
	do(t, d, "An idea", func(tx *Tx) error { _, err := tx.AddIssue(dossier.Issue{Name: "Idea"}); return err })
	_, err := d.Undo(ctx)
	must(t, err)
	list, more, err := d.Trash(ctx, 0)
	must(t, err)
	var labels []string
	for _, i := range list {
		labels = append(labels, string(i.Thing)+" by "+i.Analyst+": "+i.Action)
	}
	want := "party by Noa: Remove a party|statement by Noa: Delete a statement|document by Noa: Delete two documents|document by Noa: Delete two documents|issue by Noa: Drop an issue"
	if strings.Join(labels, "|") != want || more {
		t.Fatalf("%q %v", labels, more)
	}
	if some, more, err := d.Trash(ctx, 2); err != nil || len(some) != 2 || !more {
		t.Fatal(some, more, err)
	}
	one := list[3]
	do(t, d, "Bring back", func(tx *Tx) error { return tx.BringBack([]dossier.Deleted{one}) })
	docs, _, err := d.Documents(ctx, dossier.DocumentFilter{})
	if err != nil || len(docs) != 2 {
		t.Fatal(docs, err)
	}
	back, err := d.Document(ctx, one.ID)
	if err != nil || back.Statements == 0 {
		t.Fatal("the document came back without its statements", back, err)
	}
	do(t, d, "Bring the rest back", func(tx *Tx) error { return tx.BringBack([]dossier.Deleted{list[0], list[1], list[2], list[4]}) })
	if list, _, err := d.Trash(ctx, 0); err != nil || len(list) != 0 {
		t.Fatal(list, err)
	}
	if parties, err := d.Parties(ctx); err != nil || len(parties) != 2 {
		t.Fatal(parties, err)
	}
	issues, err := d.Issues(ctx)
	if err != nil || len(issues) != 4 {
		t.Fatal(issues, err)
	}
	if sts, err := d.Statements(ctx, StatementFilter{IDs: []dossier.ID{s.sts[0].ID}}); err != nil || len(sts) != 1 || len(sts[0].Codings) != 1 {
		t.Fatal("the reading on the issue did not come back with it", sts, err)
	}
	_, err = d.Change(ctx, "Again", func(tx *Tx) error { return tx.BringBack([]dossier.Deleted{one}) })
	wantErr(t, err, ErrNotFound)
	if findings, err := d.Check(ctx, nil); err != nil || len(findings) > 0 {
		t.Fatal(findings, err)
	}
}
