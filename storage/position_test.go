package storage

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"parley/dossier"
)

// A statement gets the party that its actor spoke for on the day; what is not certain stays open.
func TestWhoSpeaksForWhom(t *testing.T) {
	d := newDossier(t)
	_, err := d.Change(ctx, "Furnish", func(tx *Tx) error {
		for _, name := range []string{"Northland", "Southland"} {
			if _, err := tx.AddParty(name, "", nil); err != nil {
				return err
			}
		}
		return nil
	})
	must(t, err)
	parties, err := d.Parties(ctx)
	must(t, err)
	_, err = d.Change(ctx, "Turncoat", func(tx *Tx) error {
		_, err := tx.SaveActor(dossier.Actor{Name: "Turncoat", Kind: dossier.ActorPerson, Memberships: []dossier.Membership{
			{PartyID: parties[0].ID, To: dossier.Day(2025, 12, 31)}, {PartyID: parties[1].ID, From: dossier.Date{Time: dossier.Day(2026, 2, 1).Time, Precision: dossier.PrecisionMonth}}}})
		return err
	})
	must(t, err)
	tests := []struct {
		actor, party    string
		said, published dossier.Date
		want            string
	}{
		{"Turncoat", "", dossier.Day(2025, 6, 1), dossier.Day(2026, 6, 1), "Northland"},
		{"Turncoat", "", dossier.Date{}, dossier.Day(2026, 6, 1), "Southland"},
		{"Turncoat", "", dossier.Day(2026, 1, 15), dossier.Date{}, ""},
		{"Turncoat", "", dossier.Date{}, dossier.Date{}, ""},
		{"Turncoat", "Northland", dossier.Day(2026, 1, 15), dossier.Date{}, "Northland"},
		{"northland", "", dossier.Date{}, dossier.Date{}, "Northland"},
		{"A stranger", "SOUTHLAND", dossier.Date{}, dossier.Date{}, "Southland"},
		{"A stranger", "Westland", dossier.Date{}, dossier.Date{}, "Westland?"},
	}
	for n, test := range tests {
		text := fmt.Sprint("Words ", n)
		sts := []dossier.Statement{{Passage: passage(t, text, text), Kind: dossier.Indirect, Actor: test.actor, Party: test.party, Said: test.said}}
		_, err := d.Change(ctx, "Paste", func(tx *Tx) error {
			_, err := tx.AddDocument(dossier.Document{Published: test.published}, dossier.Revision{Text: text}, sts, nil)
			return err
		})
		must(t, err)
		got := sts[0].Party
		if sts[0].PartyID == dossier.None && got != "" {
			got += "?"
		}
		if got != test.want {
			t.Errorf("%+v: party %q", test, got)
		}
	}
}

// Making a party fills the statements of its members and those that named it; removing it leaves its name with them,
// and making it again brings them back.
func TestPartyFillsItsStatements(t *testing.T) {
	d := newDossier(t)
	paste(t, d, 1) // Levi, who is said to speak for Southland; Northland itself
	parties := func(want string) {
		t.Helper()
		sts, err := d.Statements(ctx, StatementFilter{})
		must(t, err)
		var got []string
		for _, s := range sts {
			p := s.Party
			if s.PartyID == dossier.None {
				p += "?"
			}
			got = append(got, p)
		}
		if strings.Join(got, " ") != want {
			t.Fatalf("%q, want %q", got, want)
		}
	}
	parties("Southland? ?")
	var south dossier.Party
	_, err := d.Change(ctx, "South", func(tx *Tx) (err error) { south, err = tx.AddParty("southland", "", nil); return err })
	must(t, err)
	if south.Letter != "S" || south.Order != 1 {
		t.Fatal(south)
	}
	parties("southland ?")
	_, err = d.Change(ctx, "North", func(tx *Tx) error { _, err := tx.AddParty("Northland", "", nil); return err })
	must(t, err)
	parties("southland Northland")
	_, err = d.Change(ctx, "Remove", func(tx *Tx) error { return tx.RemoveParty(south.ID) })
	must(t, err)
	parties("southland? Northland")
	list, err := d.Parties(ctx)
	if err != nil || len(list) != 1 || list[0].Order != 1 {
		t.Fatal(list, err)
	}
	_, err = d.Change(ctx, "Again", func(tx *Tx) error { _, err := tx.AddParty("Southland", "", []string{"דנה לוי"}); return err })
	must(t, err)
	parties("southland Northland")
}

// Setting the party of one statement teaches for whom the actor speaks.
func TestSetPartyTeaches(t *testing.T) {
	d := newDossier(t)
	_, first := paste(t, d, 1)
	paste(t, d, 2)
	_, err := d.Change(ctx, "Set", func(tx *Tx) error {
		p, err := tx.AddParty("Coalition", "", nil)
		if err != nil {
			return err
		}
		return tx.SetParty([]dossier.ID{first[1].ID}, p.ID)
	})
	must(t, err)
	sts, err := d.Statements(ctx, StatementFilter{})
	must(t, err)
	for _, s := range sts {
		if (s.Party == "Coalition") != (s.Actor == "Dana Levi") {
			t.Errorf("%s speaks for %q", s.Actor, s.Party)
		}
	}
}

// Letters are unique, one letter for the first eight parties and two from the ninth on.
func TestLetters(t *testing.T) {
	d := newDossier(t)
	seen := map[string]bool{}
	_, err := d.Change(ctx, "Many", func(tx *Tx) error {
		for n := range 40 {
			p, err := tx.AddParty(fmt.Sprintf("Same %d", n), "", nil)
			if err != nil {
				return err
			}
			if seen[p.Letter] || p.Order != n+1 || p.Colour != n || (len([]rune(p.Letter)) == 1) != (n < 8) {
				t.Errorf("%+v", p)
			}
			seen[p.Letter] = true
		}
		return nil
	})
	must(t, err)
}

// The grid shows for each party and issue the newest statement with a stance, up to a day, of what was accepted.
func TestGrid(t *testing.T) {
	d := newDossier(t)
	var p dossier.Party
	var issue, silent dossier.Issue
	_, err := d.Change(ctx, "Furnish", func(tx *Tx) (err error) {
		if p, err = tx.AddParty("Northland", "", nil); err != nil {
			return err
		}
		if issue, err = tx.AddIssue(dossier.Issue{Name: "Ports"}); err != nil {
			return err
		}
		silent, err = tx.AddIssue(dossier.Issue{Name: "Water"})
		return err
	})
	must(t, err)
	minute := func(s string) dossier.Date {
		date, err := dossier.ParseDate(s)
		must(t, err)
		return date
	}
	rows := []struct {
		said, published dossier.Date
		stance          dossier.Stance
		status          dossier.Status
	}{
		{dossier.Day(2026, 3, 1), dossier.Day(2026, 3, 2), dossier.Supports, dossier.Accepted},
		{dossier.Date{}, dossier.Day(2026, 3, 10), dossier.Opposes, dossier.Accepted},
		{minute("2026-03-20T00:30+02:00"), dossier.Day(2026, 3, 21), dossier.Conditional, dossier.Accepted},
		{dossier.Day(2026, 3, 25), dossier.Date{}, dossier.Ambiguous, dossier.Proposed},
		{dossier.Day(2026, 3, 28), dossier.Date{}, dossier.StanceNone, dossier.Accepted},
		{dossier.Day(2026, 3, 29), dossier.Date{}, dossier.Supports, dossier.Rejected},
		{dossier.Date{}, dossier.Date{}, dossier.Supports, dossier.Accepted},
	}
	for n, r := range rows {
		text := fmt.Sprintf("Words number %d.", n)
		sts := []dossier.Statement{{Passage: passage(t, text, text), Kind: dossier.Indirect, Actor: "Northland", Said: r.said, Status: r.status}}
		_, err := d.Change(ctx, "Paste", func(tx *Tx) error {
			if _, err := tx.AddDocument(dossier.Document{Published: r.published, Outlet: fmt.Sprint("Outlet ", n%3)}, dossier.Revision{Text: text}, sts, nil); err != nil {
				return err
			}
			return tx.SetCoding(dossier.Coding{StatementID: sts[0].ID, IssueID: issue.ID, Stance: r.stance})
		})
		must(t, err)
	}
	tests := []struct {
		f      dossier.PositionFilter
		stance dossier.Stance
		count  int
		newest string
		known  bool
	}{
		{dossier.PositionFilter{}, dossier.Conditional, 4, "Words number 2.", true},
		{dossier.PositionFilter{AsOf: dossier.Day(2026, 3, 20)}, dossier.Conditional, 4, "Words number 2.", true},
		{dossier.PositionFilter{AsOf: dossier.Day(2026, 3, 19)}, dossier.Opposes, 3, "Words number 1.", false},
		{dossier.PositionFilter{AsOf: dossier.Day(2026, 3, 9)}, dossier.Supports, 2, "Words number 0.", true},
		{dossier.PositionFilter{From: dossier.Day(2026, 3, 5), AsOf: dossier.Day(2026, 3, 19)}, dossier.Opposes, 1, "Words number 1.", false},
		{dossier.PositionFilter{WithProposed: true}, dossier.Ambiguous, 5, "Words number 3.", true},
		{dossier.PositionFilter{Issues: []dossier.ID{silent.ID, issue.ID}, Parties: []dossier.ID{p.ID}}, dossier.Conditional, 4, "Words number 2.", true},
	}
	for _, test := range tests {
		g, err := d.Grid(ctx, test.f)
		must(t, err)
		at, other := 0, 1
		if len(test.f.Issues) > 0 {
			at, other = 1, 0
		}
		c := g.Cells[at][0]
		if c.Stance != test.stance || c.Count != test.count || c.Newest.Exact != test.newest || c.Newest.SaidKnown != test.known || g.Coded != test.count ||
			g.Cells[other][0].Count != 0 || g.Parties[0].Statements != test.count {
			t.Errorf("%+v: %+v, coded %d", test.f, c, g.Coded)
		}
		list, err := d.Sequence(ctx, p.ID, issue.ID, test.f)
		if err != nil || len(list) != test.count || !reflect.DeepEqual(list[0], c.Newest) {
			t.Errorf("%+v: sequence %+v, %v", test.f, list, err)
		}
	}
	g, err := d.Grid(ctx, dossier.PositionFilter{})
	must(t, err)
	if g.From.String() != "2026-03-02" || g.To.String() != "2026-03-21" || g.Outlets != 3 || g.Uncoded != 0 {
		t.Errorf("%+v", g)
	}
	// A second analyst's later reading is the one shown, and the statement counts once.
	newest := g.Cells[0][0].Newest
	_, err = d.Change(ctx, "Second reading", func(tx *Tx) error {
		return tx.SetCoding(dossier.Coding{StatementID: newest.StatementID, IssueID: issue.ID, Stance: dossier.Opposes, Analyst: "Second"})
	})
	must(t, err)
	if g, err = d.Grid(ctx, dossier.PositionFilter{}); err != nil || g.Cells[0][0].Stance != dossier.Opposes || g.Cells[0][0].Count != 4 || g.Cells[0][0].Newest.Analyst != "Second" {
		t.Errorf("%+v %v", g.Cells[0][0], err)
	}
	// A new date of publication moves the statements that have no day of their own.
	doc, err := d.Document(ctx, newest.DocumentID)
	must(t, err)
	sts, err := d.Statements(ctx, StatementFilter{Document: doc.ID})
	must(t, err)
	sts[0].Said = dossier.Date{}
	_, err = d.Change(ctx, "Dates", func(tx *Tx) error {
		if err := tx.UpdateStatement(sts[0]); err != nil {
			return err
		}
		doc.Published = dossier.Day(2020, 1, 1)
		return tx.UpdateDocument(doc)
	})
	must(t, err)
	if g, err = d.Grid(ctx, dossier.PositionFilter{}); err != nil || g.Cells[0][0].Newest.Exact != "Words number 1." {
		t.Errorf("%+v %v", g.Cells[0][0], err)
	}
	summary, err := d.Summary(ctx)
	if err != nil || summary.Documents != 7 || summary.Coded != 7 || summary.Undecided != 1 || summary.ToDecideIn != 1 || summary.UndoName != "Dates" {
		t.Errorf("%+v %v", summary, err)
	}
}

// Recipes and packets come back as they were kept.
func TestRecipesAndPackets(t *testing.T) {
	d := newDossier(t)
	r := dossier.Recipe{Name: "Weekly", Title: "The week", Parties: []string{"A"}, CutOff: dossier.Day(2026, 3, 1)}
	p := dossier.IssuedPacket{ID: dossier.NewID(), Recipe: r, Path: "/x/brief.pdf", FileSHA256: [32]byte{1, 2}, IssuedAt: clock()(), Pages: 7, Quotes: 3, Sources: 2}
	kept := p
	kept.Positions = []dossier.PacketPosition{{PartyID: dossier.NewID(), IssueID: dossier.NewID(), Stance: dossier.Supports}}
	_, err := d.Change(ctx, "Keep", func(tx *Tx) error {
		if err := tx.SaveRecipe(r); err != nil {
			return err
		}
		return tx.AddIssued(kept)
	})
	must(t, err)
	recipes, err := d.Recipes(ctx)
	if err != nil || !reflect.DeepEqual(recipes, []dossier.Recipe{r}) {
		t.Errorf("%+v %v", recipes, err)
	}
	issued, err := d.Issued(ctx)
	if err != nil || !reflect.DeepEqual(issued, []dossier.IssuedPacket{p}) {
		t.Errorf("%+v %v", issued, err)
	}
	positions, err := d.IssuedPositions(ctx, p.ID)
	if err != nil || !reflect.DeepEqual(positions, kept.Positions) {
		t.Errorf("%+v %v", positions, err)
	}
}

// A recipe keeps what it says under a new name, a name is taken once, and one that was deleted is gone until it is brought
// back.
func TestRenameAndDeleteRecipe(t *testing.T) {
	d := newDossier(t)
	change := func(fn func(tx *Tx) error) error {
		_, err := d.Change(ctx, "Recipes", fn)
		return err
	}
	must(t, change(func(tx *Tx) error {
		if err := tx.SaveRecipe(dossier.Recipe{Name: "Weekly", Title: "The week"}); err != nil {
			return err
		}
		return tx.SaveRecipe(dossier.Recipe{Name: "Daily", Title: "The day"})
	}))
	wantErr(t, change(func(tx *Tx) error { return tx.RenameRecipe("Weekly", "daily") }), ErrConflict)
	wantErr(t, change(func(tx *Tx) error { return tx.RenameRecipe("Weekly", "  ") }), ErrInvalid)
	wantErr(t, change(func(tx *Tx) error { return tx.RenameRecipe("Monthly", "Yearly") }), ErrNotFound)
	wantErr(t, change(func(tx *Tx) error { return tx.DeleteRecipe("Monthly") }), ErrNotFound)
	must(t, change(func(tx *Tx) error { return tx.RenameRecipe("weekly", "WEEKLY") }))
	must(t, change(func(tx *Tx) error { return tx.RenameRecipe("WEEKLY", "Each week") }))
	list, err := d.Recipes(ctx)
	if err != nil || !reflect.DeepEqual(list, []dossier.Recipe{{Name: "Daily", Title: "The day"}, {Name: "Each week", Title: "The week"}}) {
		t.Errorf("%+v %v", list, err)
	}
	must(t, change(func(tx *Tx) error { return tx.DeleteRecipe("each week") }))
	if list, err = d.Recipes(ctx); err != nil || len(list) != 1 {
		t.Errorf("%+v %v", list, err)
	}
	if _, err = d.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if list, err = d.Recipes(ctx); err != nil || len(list) != 2 || list[1].Title != "The week" {
		t.Errorf("after undo %+v %v", list, err)
	}
}
