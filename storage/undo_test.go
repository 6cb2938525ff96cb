package storage

import (
	"crypto/sha256"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"parley/dossier"
)

// state is a dossier in which every method of Tx finds something to change.
type state struct {
	docs   []dossier.Document
	sts    []dossier.Statement
	party  dossier.Party
	other  dossier.Party
	issue  dossier.Issue
	above  dossier.Issue
	person dossier.Actor
	gone   dossier.Deleted // an issue in the trash
	note   dossier.Note
	tag    dossier.Tag
	link   dossier.Link
	search dossier.SavedSearch
	view   dossier.View

	contrast dossier.Contrast
}

func furnish(t testing.TB, d *Dossier) *state {
	t.Helper()
	s := &state{}
	for n := 1; n <= 3; n++ {
		doc, sts := paste(t, d, n)
		s.docs, s.sts = append(s.docs, doc), append(s.sts, sts...)
	}
	_, err := d.Change(ctx, "Furnish", func(tx *Tx) (err error) {
		if s.party, err = tx.AddParty("Northland", "", nil); err != nil {
			return err
		}
		if s.other, err = tx.AddParty("Eastland", "", []string{"Ann East"}); err != nil {
			return err
		}
		if s.above, err = tx.AddIssue(dossier.Issue{Name: "Ports"}); err != nil {
			return err
		}
		if s.issue, err = tx.AddIssue(dossier.Issue{Name: "Harbour", ParentID: s.above.ID}); err != nil {
			return err
		}
		if _, err = tx.AddIssue(dossier.Issue{Name: "Piers", ParentID: s.issue.ID}); err != nil {
			return err
		}
		if err = tx.SetStatus([]dossier.ID{s.sts[1].ID}, dossier.Accepted); err != nil {
			return err
		}
		if err = tx.SaveRecipe(dossier.Recipe{Name: "Weekly", Title: "One"}); err != nil {
			return err
		}
		return tx.SetCoding(dossier.Coding{StatementID: s.sts[1].ID, IssueID: s.issue.ID, Stance: dossier.Supports, Reason: "says so"})
	})
	must(t, err)
	spent := dossier.Issue{ID: dossier.NewID(), Name: "Spent"}
	_, err = d.Change(ctx, "Try an issue", func(tx *Tx) error {
		if _, err := tx.AddIssue(spent); err != nil {
			return err
		}
		return tx.SetCoding(dossier.Coding{StatementID: s.sts[0].ID, IssueID: spent.ID, Stance: dossier.Opposes})
	})
	must(t, err)
	_, err = d.Change(ctx, "Drop an issue", func(tx *Tx) error { return tx.RemoveIssue(spent.ID) })
	must(t, err)
	s.gone = dossier.Deleted{Thing: dossier.ThingIssue, ID: spent.ID, Label: "Spent"}
	s.link = dossier.Link{ID: dossier.NewID(), From: s.sts[0].ID, To: s.sts[1].ID, Kind: dossier.Softens}
	s.search = dossier.SavedSearch{ID: dossier.NewID(), Name: "Ports", Query: "port*"}
	_, err = d.Change(ctx, "Remark", func(tx *Tx) (err error) {
		if s.note, err = tx.AddNote(dossier.Note{StatementID: s.sts[0].ID, Body: "Watch this"}); err != nil {
			return err
		}
		if err = tx.Tag("urgent", []dossier.ID{s.docs[0].ID}, []dossier.ID{s.sts[0].ID}); err != nil {
			return err
		}
		if err = tx.AddLink(s.link); err != nil {
			return err
		}
		return tx.SaveSearch(s.search)
	})
	must(t, err)
	s.view = dossier.View{ID: dossier.NewID(), Name: "Since March", Filter: dossier.PositionFilter{From: dossier.Day(2026, 3, 1)}}
	s.contrast = dossier.Contrast{Rule: dossier.RuleShift, Earlier: dossier.CodedStatement{StatementID: s.sts[0].ID},
		Later: dossier.CodedStatement{StatementID: s.sts[1].ID, IssueID: s.issue.ID}}
	_, err = d.Change(ctx, "Judge", func(tx *Tx) error {
		if err := tx.SaveView(s.view); err != nil {
			return err
		}
		if err := tx.Judge(s.contrast, dossier.Verdict{Kind: dossier.Confirmed}); err != nil {
			return err
		}
		return tx.Write(dossier.Sentence{Kind: dossier.PositionSummary, IssueID: s.issue.ID, Parties: []dossier.ID{s.other.ID}, Body: "Wants it.", Rests: []dossier.ID{s.sts[1].ID}})
	})
	must(t, err)
	tags, err := d.Tags(ctx, dossier.None)
	must(t, err)
	s.tag = tags[0]
	actors, err := d.Actors(ctx)
	must(t, err)
	for _, a := range actors {
		if a.Name == "Dana Levi" {
			s.person = a
		}
	}
	s.sts, err = d.Statements(ctx, StatementFilter{})
	must(t, err)
	return s
}

// changes has one entry or more for each method of Tx.
var changes = []struct {
	method string
	do     func(t testing.TB, tx *Tx, s *state) error
}{
	{"AddDocument", func(t testing.TB, tx *Tx, s *state) error {
		doc, rev, sts, actors := sample(t, 9)
		doc.Outlet = "A new outlet"
		_, err := tx.AddDocument(doc, rev, sts, actors)
		return err
	}},
	{"UpdateDocument", func(t testing.TB, tx *Tx, s *state) error {
		doc := s.docs[0]
		doc.Title, doc.Outlet, doc.State, doc.Published, doc.Grade = "New title", "Another", dossier.DocumentDone, dossier.Date{}, "B2"
		return tx.UpdateDocument(doc)
	}},
	{"DeleteDocuments", func(t testing.TB, tx *Tx, s *state) error {
		return tx.DeleteDocuments([]dossier.ID{s.docs[0].ID, s.docs[2].ID})
	}},
	{"AddStatement", func(t testing.TB, tx *Tx, s *state) error {
		_, err := tx.AddStatement(dossier.Statement{DocumentID: s.docs[1].ID, Passage: passage(t, sampleText, "החליטה"), Kind: dossier.Mixed,
			Status: dossier.Accepted, Actor: "Somebody new", ByHand: true, OuterID: s.sts[2].ID})
		return err
	}},
	{"UpdateStatement", func(t testing.TB, tx *Tx, s *state) error {
		st := s.sts[0]
		st.Passage, st.Status, st.Actor, st.Party = passage(t, sampleText, "We will open"), dossier.Rejected, "Northland", "Eastland"
		st.Hops, st.Confidence, st.Said = nil, 0.123456789, dossier.Date{}
		return tx.UpdateStatement(st)
	}},
	{"PlaceStatement", func(t testing.TB, tx *Tx, s *state) error {
		return tx.PlaceStatement(s.sts[0].ID, passage(t, sampleText, "open the crossing").Span, dossier.Mixed)
	}},
	{"AddRevision", func(t testing.TB, tx *Tx, s *state) error {
		_, _, err := tx.AddRevision(dossier.Revision{DocumentID: s.docs[1].ID, Text: "A head.\n" + strings.Replace(sampleText, "stays closed", "opens", 1)})
		return err
	}},
	{"SetStatus", func(t testing.TB, tx *Tx, s *state) error {
		return tx.SetStatus([]dossier.ID{s.sts[0].ID, s.sts[1].ID, s.sts[2].ID}, dossier.Rejected)
	}},
	{"SetParty", func(t testing.TB, tx *Tx, s *state) error {
		return tx.SetParty([]dossier.ID{s.sts[0].ID}, s.other.ID)
	}},
	{"SetParty", func(t testing.TB, tx *Tx, s *state) error {
		return tx.SetParty([]dossier.ID{s.sts[1].ID}, dossier.None)
	}},
	{"DeleteStatements", func(t testing.TB, tx *Tx, s *state) error {
		return tx.DeleteStatements([]dossier.ID{s.sts[0].ID, s.sts[3].ID})
	}},
	{"SetCoding", func(t testing.TB, tx *Tx, s *state) error {
		if err := tx.SetCoding(dossier.Coding{StatementID: s.sts[0].ID, IssueID: s.issue.ID, Stance: dossier.Opposes}); err != nil {
			return err
		}
		return tx.SetCoding(dossier.Coding{StatementID: s.sts[0].ID, IssueID: s.issue.ID, Stance: dossier.Ambiguous, Analyst: "Second reader"})
	}},
	{"RemoveCoding", func(t testing.TB, tx *Tx, s *state) error {
		return tx.RemoveCoding(s.sts[0].ID, s.issue.ID)
	}},
	{"AddParty", func(t testing.TB, tx *Tx, s *state) error {
		_, err := tx.AddParty("Southland", "S", []string{"Levi", "A newcomer"})
		return err
	}},
	{"UpdateParty", func(t testing.TB, tx *Tx, s *state) error {
		p := s.other
		p.Name, p.Letter, p.Colour, p.Order = "The East", "Z", 5, 1
		return tx.UpdateParty(p)
	}},
	{"RemoveParty", func(t testing.TB, tx *Tx, s *state) error {
		return tx.RemoveParty(s.party.ID)
	}},
	{"AddIssue", func(t testing.TB, tx *Tx, s *state) error {
		_, err := tx.AddIssue(dossier.Issue{Name: "First of all", Order: 1})
		return err
	}},
	{"UpdateIssue", func(t testing.TB, tx *Tx, s *state) error {
		i := s.issue
		i.Name, i.ParentID, i.Definition, i.Letter, i.Order = "Harbours", dossier.None, "where ships go", "Q", 3
		return tx.UpdateIssue(i)
	}},
	{"RemoveIssue", func(t testing.TB, tx *Tx, s *state) error {
		return tx.RemoveIssue(s.issue.ID)
	}},
	{"SaveActor", func(t testing.TB, tx *Tx, s *state) error {
		a := s.person
		a.Name, a.Kind, a.Aliases = "D. Levi", dossier.ActorOther, []string{"Levi", "New name"}
		a.Memberships = []dossier.Membership{{PartyID: s.other.ID, Role: "minister", From: dossier.Day(2026, 1, 1)}}
		_, err := tx.SaveActor(a)
		return err
	}},
	{"SaveActor", func(t testing.TB, tx *Tx, s *state) error {
		_, err := tx.SaveActor(dossier.Actor{Name: "The Herald Tribune", Kind: dossier.ActorOutlet, Aliases: []string{"HT"}})
		return err
	}},
	{"SaveRecipe", func(t testing.TB, tx *Tx, s *state) error {
		if err := tx.SaveRecipe(dossier.Recipe{Name: "weekly", Title: "Two"}); err != nil {
			return err
		}
		return tx.SaveRecipe(dossier.Recipe{Name: "Daily"})
	}},
	{"RenameRecipe", func(t testing.TB, tx *Tx, s *state) error { return tx.RenameRecipe("WEEKLY", "Each week") }},
	{"DeleteRecipe", func(t testing.TB, tx *Tx, s *state) error { return tx.DeleteRecipe("weekly") }},
	{"AddToRecipe", func(t testing.TB, tx *Tx, s *state) error { // one that is there, one that is not
		if err := tx.AddToRecipe("weekly", dossier.Judgement{Text: "The fee stays.", Statements: []int{1}}); err != nil {
			return err
		}
		return tx.AddToRecipe("Monthly", dossier.Judgement{Text: "The road stays shut."})
	}},
	{"BringBack", func(t testing.TB, tx *Tx, s *state) error {
		return tx.BringBack([]dossier.Deleted{s.gone})
	}},
	{"AddNote", func(t testing.TB, tx *Tx, s *state) error {
		_, err := tx.AddNote(dossier.Note{IssueID: s.issue.ID, Body: "What does it cost?"})
		return err
	}},
	{"EditNote", func(t testing.TB, tx *Tx, s *state) error { return tx.EditNote(s.note.ID, "Watched") }},
	{"DeleteNote", func(t testing.TB, tx *Tx, s *state) error { return tx.DeleteNote(s.note.ID) }},
	{"Tag", func(t testing.TB, tx *Tx, s *state) error {
		return tx.Tag("Fresh", []dossier.ID{s.docs[1].ID}, []dossier.ID{s.sts[1].ID, s.sts[2].ID})
	}},
	{"Untag", func(t testing.TB, tx *Tx, s *state) error { return tx.Untag("URGENT", []dossier.ID{s.docs[0].ID}, nil) }},
	{"RenameTag", func(t testing.TB, tx *Tx, s *state) error { return tx.RenameTag(s.tag.ID, "pressing") }},
	{"DeleteTag", func(t testing.TB, tx *Tx, s *state) error { return tx.DeleteTag(s.tag.ID) }},
	{"AddLink", func(t testing.TB, tx *Tx, s *state) error {
		return tx.AddLink(dossier.Link{From: s.sts[2].ID, To: s.sts[1].ID, Kind: dossier.Contradicts, Reason: "not the same"})
	}},
	{"RemoveLink", func(t testing.TB, tx *Tx, s *state) error { return tx.RemoveLink(s.link.ID) }},
	{"SaveSearch", func(t testing.TB, tx *Tx, s *state) error {
		return tx.SaveSearch(dossier.SavedSearch{Name: "ports", Query: "harbour OR port*"})
	}},
	{"DeleteSearch", func(t testing.TB, tx *Tx, s *state) error { return tx.DeleteSearch(s.search.ID) }},
	{"Judge", func(t testing.TB, tx *Tx, s *state) error {
		return tx.Judge(s.contrast, dossier.Verdict{Kind: dossier.Explained, Reason: "condition met"})
	}},
	{"Write", func(t testing.TB, tx *Tx, s *state) error {
		if err := tx.Write(dossier.Sentence{Kind: dossier.CommonGround, IssueID: s.issue.ID, Parties: []dossier.ID{s.party.ID, s.other.ID}, Body: "Both want it."}); err != nil {
			return err
		}
		return tx.Write(dossier.Sentence{Kind: dossier.PositionSummary, IssueID: s.issue.ID, Parties: []dossier.ID{s.other.ID}, Body: "Wants more.", Confidence: dossier.HighConfidence})
	}},
	{"SaveView", func(t testing.TB, tx *Tx, s *state) error {
		if err := tx.SaveView(dossier.View{Name: "since march", Folded: []dossier.ID{s.issue.ID}}); err != nil {
			return err
		}
		return tx.SaveView(dossier.View{Name: "Speakers", Filter: dossier.PositionFilter{By: dossier.AcrossSpeakers}})
	}},
	{"DeleteView", func(t testing.TB, tx *Tx, s *state) error { return tx.DeleteView(s.view.ID) }},
	{"MergeActors", func(t testing.TB, tx *Tx, s *state) error {
		return tx.MergeActors(s.party.ID, []dossier.ID{s.other.ID, s.person.ID}) // two parties, and one who spoke for none
	}},
	{"MergeIssues", func(t testing.TB, tx *Tx, s *state) error {
		if err := tx.SetCoding(dossier.Coding{StatementID: s.sts[1].ID, IssueID: s.above.ID, Stance: dossier.Opposes}); err != nil {
			return err
		}
		return tx.MergeIssues(s.issue.ID, []dossier.ID{s.above.ID}) // the one that is kept stood under the other
	}},
	{"MergeTags", func(t testing.TB, tx *Tx, s *state) error {
		if err := tx.Tag("pressing", []dossier.ID{s.docs[0].ID, s.docs[1].ID}, nil); err != nil {
			return err
		}
		other, err := tx.tagNamed("pressing", false)
		if err != nil {
			return err
		}
		uid, _, err := tx.row("tag", "id", other, fields{"name": nil})
		if err != nil {
			return err
		}
		return tx.MergeTags(s.tag.ID, []dossier.ID{uid})
	}},
	{"SplitActor", func(t testing.TB, tx *Tx, s *state) error {
		person := s.person
		person.Aliases = append(person.Aliases, "Levi of the docks")
		if _, err := tx.SaveActor(person); err != nil {
			return err
		}
		_, err := tx.SplitActor(person.ID, "LEVI of the docks")
		return err
	}},
	{"SplitIssue", func(t testing.TB, tx *Tx, s *state) error {
		_, err := tx.SplitIssue(s.issue.ID, "Harbour dues", []dossier.Stance{dossier.Supports})
		return err
	}},
	{"RemoveActor", func(t testing.TB, tx *Tx, s *state) error { return tx.RemoveActor(s.person.ID) }},
	{"AddIssued", func(t testing.TB, tx *Tx, s *state) error {
		return tx.AddIssued(dossier.IssuedPacket{Path: "brief.pdf", FileSHA256: sha256.Sum256([]byte("x")), Pages: 3})
	}},
}

// Whatever a method of Tx changed, undo restores every live row as it was, and redo brings every row back; also by
// another process after the dossier was closed.
func TestUndoRestoresEveryRow(t *testing.T) {
	for n, c := range changes {
		t.Run(fmt.Sprintf("%02d %s", n, c.method), func(t *testing.T) {
			d := newDossier(t)
			s := furnish(t, d)
			before := dump(t, d)
			action, err := d.Change(ctx, "Try "+c.method, func(tx *Tx) error { return c.do(t, tx, s) })
			must(t, err)
			after := dump(t, d)
			if after == before || action.Rows == 0 || action.Name != "Try "+c.method {
				t.Fatalf("nothing was changed: %+v", action)
			}
			for _, reopen := range []bool{false, true} {
				step := func(do func() (dossier.Action, error), want, what string) {
					if reopen {
						must(t, d.Close())
						d, err = Open(ctx, d.Path(), options())
						must(t, err)
						t.Cleanup(func() { _ = d.Close() })
					}
					a, err := do()
					must(t, err)
					if a.ID != action.ID || a.Name != action.Name || a.Undone != (what == "undo") {
						t.Fatalf("%s gave %+v", what, a)
					}
					if got := dump(t, d); got != want {
						t.Fatalf("%s, reopened %v:\n%s", what, reopen, difference(got, want))
					}
				}
				step(func() (dossier.Action, error) { return d.Undo(ctx) }, before, "undo")
				step(func() (dossier.Action, error) { return d.Redo(ctx) }, after, "redo")
			}
			findings, err := d.Check(ctx, nil)
			if err != nil || len(findings) > 0 {
				t.Fatal(findings, err)
			}
		})
	}
}

func difference(got, want string) string {
	var b strings.Builder
	has := map[string]bool{}
	for _, l := range strings.Split(want, "\n") {
		has[l] = true
	}
	for _, l := range strings.Split(got, "\n") {
		if !has[l] {
			b.WriteString("+ " + l + "\n")
		}
		delete(has, l)
	}
	for l := range has {
		b.WriteString("- " + l + "\n")
	}
	return b.String()
}

// No exported method of Tx is left out of the test above.
func TestEveryMethodIsTried(t *testing.T) {
	tried := map[string]bool{"NearCopies": true} // reads only
	for _, c := range changes {
		tried[c.method] = true
	}
	methods := reflect.TypeFor[*Tx]()
	if methods.NumMethod() < 15 {
		t.Fatalf("only %d methods found", methods.NumMethod())
	}
	for i := range methods.NumMethod() {
		if name := methods.Method(i).Name; !tried[name] {
			t.Errorf("Tx.%s has no test of undo", name)
		}
	}
}

// Undo goes back to the very beginning and redo forward to the end, through every state between.
func TestUndoToTheBeginning(t *testing.T) {
	d := newDossier(t)
	states := []string{dump(t, d)}
	s := furnish(t, d)
	for len(states) < 9 { // furnish made eight actions
		states = append(states, "")
	}
	states[8] = dump(t, d)
	done := 8
	for _, c := range changes {
		a, err := d.Change(ctx, c.method, func(tx *Tx) error { return c.do(t, tx, s) })
		if err == nil && a.ID != 0 {
			done++
			states = append(states, dump(t, d))
		}
	}
	if done < 12 {
		t.Fatalf("only %d actions", done)
	}
	for n := done - 1; n >= 0; n-- {
		_, err := d.Undo(ctx)
		must(t, err)
		if states[n] != "" && dump(t, d) != states[n] {
			t.Fatalf("state %d: %s", n, difference(dump(t, d), states[n]))
		}
	}
	_, err := d.Undo(ctx)
	wantErr(t, err, ErrNothingToUndo)
	for n := 1; n <= done; n++ {
		_, err := d.Redo(ctx)
		must(t, err)
		if states[n] != "" && dump(t, d) != states[n] {
			t.Fatalf("state %d: %s", n, difference(dump(t, d), states[n]))
		}
	}
	_, err = d.Redo(ctx)
	wantErr(t, err, ErrNothingToRedo)
}

// A new change after an undo drops what could be redone; names that were freed can be used again.
func TestChangeAfterUndoDropsRedo(t *testing.T) {
	d := newDossier(t)
	add := func(name string) {
		_, err := d.Change(ctx, "Add "+name, func(tx *Tx) error { _, err := tx.AddIssue(dossier.Issue{Name: name}); return err })
		must(t, err)
	}
	add("Water")
	_, err := d.Undo(ctx)
	must(t, err)
	s, err := d.Summary(ctx)
	if err != nil || s.RedoName != "Add Water" || s.UndoName != "" {
		t.Fatal(s, err)
	}
	add("Water")
	_, err = d.Redo(ctx)
	wantErr(t, err, ErrNothingToRedo)
	history, err := d.History(ctx, 0)
	if err != nil || len(history) != 2 || history[0].Undone || !history[1].Undone || history[0].Analyst != "Noa" {
		t.Fatal(history, err)
	}
	_, err = d.Undo(ctx)
	must(t, err)
	if issues, err := d.Issues(ctx); err != nil || len(issues) != 0 {
		t.Fatal(issues, err)
	}
}

// An action that changed nothing leaves no entry, and one that failed leaves nothing.
func TestNothingChangedLeavesNoEntry(t *testing.T) {
	d := newDossier(t)
	s := furnish(t, d)
	before, err := d.History(ctx, 0)
	must(t, err)
	a, err := d.Change(ctx, "Same again", func(tx *Tx) error {
		if err := tx.SetStatus([]dossier.ID{s.sts[0].ID}, s.sts[0].Status); err != nil {
			return err
		}
		if err := tx.UpdateDocument(s.docs[0]); err != nil {
			return err
		}
		if err := tx.UpdateStatement(s.sts[0]); err != nil {
			return err
		}
		if _, err := tx.SaveActor(s.person); err != nil {
			return err
		}
		_, err := tx.AddParty("Eastland", "", []string{"Ann East"})
		return err
	})
	if err != nil || a.ID != 0 {
		t.Fatal(a, err)
	}
	state := dump(t, d)
	_, err = d.Change(ctx, "Fails", func(tx *Tx) error {
		if err := tx.RemoveIssue(s.issue.ID); err != nil {
			return err
		}
		return tx.RemoveIssue(s.issue.ID)
	})
	wantErr(t, err, ErrNotFound)
	after, err := d.History(ctx, 0)
	if err != nil || len(after) != len(before) || dump(t, d) != state {
		t.Fatal(after, err)
	}
}

// Work in several parts is taken back and brought again as one, whatever was done between the parts; what was done then
// stays for itself.
func TestPartsAreOneStep(t *testing.T) {
	d := newDossier(t)
	furnish(t, d)
	before := dump(t, d)
	add := func(first int64, name string) int64 {
		t.Helper()
		a, err := d.ChangeNext(ctx, first, "Part "+name, func(tx *Tx) error { _, err := tx.AddIssue(dossier.Issue{Name: name}); return err })
		must(t, err)
		return a.ID
	}
	first := add(0, "One")
	add(first, "Two")
	must(t, addIssue(d, "Between"))
	add(first, "Three")
	after := dump(t, d)
	names := func() string {
		issues, err := d.Issues(ctx)
		must(t, err)
		var list []string
		for _, i := range issues[3:] {
			list = append(list, i.Name)
		}
		return strings.Join(list, " ")
	}
	for range 2 {
		a, err := d.Undo(ctx)
		must(t, err)
		if got := names(); got != "Between" || a.Name != "Part Three" {
			t.Fatalf("undone %q: %q are left", a.Name, got)
		}
		_, err = d.Redo(ctx)
		must(t, err)
		if got := dump(t, d); got != after {
			t.Fatal(difference(got, after))
		}
	}
	for range 2 { // the parts, then what was done between them
		_, err := d.Undo(ctx)
		must(t, err)
	}
	if got := dump(t, d); got != before {
		t.Fatal(difference(got, before))
	}
	if findings, err := d.Check(ctx, nil); err != nil || len(findings) > 0 {
		t.Fatal(findings, err)
	}
}

// A row that something else changed since is not overwritten by undo.
func TestUndoRefusesWhatWasChangedOtherwise(t *testing.T) {
	d := newDossier(t)
	s := furnish(t, d)
	_, err := d.Change(ctx, "Grade", func(tx *Tx) error {
		doc := s.docs[0]
		doc.Grade = "A1"
		return tx.UpdateDocument(doc)
	})
	must(t, err)
	_, err = d.write.Exec("UPDATE document SET grade = 'F6'")
	must(t, err)
	_, err = d.Undo(ctx)
	wantErr(t, err, ErrConflict)
}
