package storage

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"parley/dossier"
)

// codedOnce is a reading of the random dossier, as the test keeps it.
type codedOnce struct {
	party, issue, outlet, kind, grade, analyst int
	day                                        int // of November; 0: not known
	published                                  int
	stance                                     dossier.Stance
	sure                                       float64
	accepted                                   bool
	words                                      int
}

var testKinds = []dossier.Kind{dossier.Direct, dossier.Indirect, dossier.Mixed}

// utteredDossier holds readings at random, many of them of the same words.
func utteredDossier(t testing.TB, n int) (*Dossier, []codedOnce, []dossier.Party, []dossier.Issue) {
	t.Helper()
	d := newDossier(t)
	random := rand.New(rand.NewPCG(4, 6))
	var parties []dossier.Party
	var issues []dossier.Issue
	_, err := d.Change(ctx, "Furnish", func(tx *Tx) error {
		for i := range 3 {
			p, err := tx.AddParty(fmt.Sprint("Party ", i), "", nil)
			if err != nil {
				return err
			}
			issue, err := tx.AddIssue(dossier.Issue{Name: fmt.Sprint("Issue ", i)})
			if err != nil {
				return err
			}
			parties, issues = append(parties, p), append(issues, issue)
		}
		return nil
	})
	must(t, err)
	var list []codedOnce
	for range n {
		r := codedOnce{party: random.IntN(3), issue: random.IntN(3), outlet: random.IntN(3), kind: random.IntN(3), grade: random.IntN(3), analyst: random.IntN(2),
			day: random.IntN(12), published: 1 + random.IntN(14), stance: dossier.Stances[random.IntN(4)], sure: float64(random.IntN(10)) / 10, accepted: random.IntN(5) > 0,
			words: random.IntN(6)}
		text := []string{"The harbour opens when the dues are paid in full", "“the harbour opens, when the dues are paid in full!”",
			"The harbour opens when the dues are paid", "No ship shall leave before the winter storms are over", "no ship shall leave before the winter storms", "Never"}[r.words]
		doc := dossier.Document{Published: dossier.Day(2026, 11, r.published), Outlet: fmt.Sprint("Outlet ", r.outlet), Grade: []string{"", "A1", "B2"}[r.grade]}
		st := dossier.Statement{Passage: passage(t, text, text), Kind: testKinds[r.kind], Party: parties[r.party].Name, Status: dossier.Proposed, Confidence: r.sure}
		if r.day > 0 {
			st.Said = dossier.Day(2026, 11, r.day)
		}
		if r.accepted {
			st.Status = dossier.Accepted
		}
		_, err := d.Change(ctx, "Paste", func(tx *Tx) error {
			sts := []dossier.Statement{st}
			if _, err := tx.AddDocument(doc, dossier.Revision{Text: text}, sts, nil); err != nil {
				return err
			}
			return tx.SetCoding(dossier.Coding{StatementID: sts[0].ID, IssueID: issues[r.issue].ID, Stance: r.stance, Analyst: []string{"Noa", "Omar"}[r.analyst]})
		})
		must(t, err)
		list = append(list, r)
	}
	return d, list, parties, issues
}

// Every filter takes what it says and nothing else: the grid, the sequences and the matrices count what a plain loop
// over the readings counts.
func TestGridObeysEveryFilter(t *testing.T) {
	d, readings, parties, issues := utteredDossier(t, 150)
	outlets, err := d.Outlets(ctx)
	must(t, err)
	outlet := func(n int) dossier.ID {
		return outlets[slices.IndexFunc(outlets, func(a dossier.Actor) bool { return a.Name == fmt.Sprint("Outlet ", n) })].ID
	}
	tests := []struct {
		name  string
		f     dossier.PositionFilter
		takes func(codedOnce) bool
	}{
		{"all", dossier.PositionFilter{}, func(codedOnce) bool { return true }},
		{"with proposals", dossier.PositionFilter{WithProposed: true}, func(codedOnce) bool { return true }},
		{"as of the 6th", dossier.PositionFilter{AsOf: dossier.Day(2026, 11, 6)}, func(r codedOnce) bool { return r.at() <= 6 }},
		{"from the 4th to the 6th", dossier.PositionFilter{From: dossier.Day(2026, 11, 4), AsOf: dossier.Day(2026, 11, 6)}, func(r codedOnce) bool { return r.at() >= 4 && r.at() <= 6 }},
		{"reported up to the 6th", dossier.PositionFilter{AsOf: dossier.Day(2026, 11, 6), Day: dossier.DayReported}, func(r codedOnce) bool { return r.published <= 6 }},
		{"two outlets", dossier.PositionFilter{Outlets: []dossier.ID{outlet(0), outlet(2)}}, func(r codedOnce) bool { return r.outlet != 1 }},
		{"paraphrases", dossier.PositionFilter{Kinds: []dossier.Kind{dossier.Indirect}}, func(r codedOnce) bool { return r.kind == 1 }},
		{"graded b", dossier.PositionFilter{Grades: []string{"b"}}, func(r codedOnce) bool { return r.grade == 2 }},
		{"read by Omar", dossier.PositionFilter{Analysts: []string{"Omar"}}, func(r codedOnce) bool { return r.analyst == 1 }},
		{"surely found", dossier.PositionFilter{MinConfidence: 0.5}, func(r codedOnce) bool { return r.sure >= 0.5 }},
		{"several at once", dossier.PositionFilter{Kinds: []dossier.Kind{dossier.Direct, dossier.Mixed}, Grades: []string{"A", "B"}, AsOf: dossier.Day(2026, 11, 9), MinConfidence: 0.2},
			func(r codedOnce) bool { return r.kind != 1 && r.grade > 0 && r.at() <= 9 && r.sure >= 0.2 }},
	}
	for _, test := range tests {
		for _, by := range []dossier.Dimension{dossier.AcrossParties, dossier.AcrossOutlets} {
			f := test.f
			f.By = by
			want := map[string]int{}
			coded := 0
			for _, r := range readings {
				if (r.accepted || f.WithProposed) && test.takes(r) {
					coded++
					if by == dossier.AcrossParties {
						want[fmt.Sprint(r.issue, parties[r.party].Name)]++
					} else {
						want[fmt.Sprint(r.issue, "Outlet ", r.outlet)]++
					}
				}
			}
			g, err := d.Grid(ctx, f)
			must(t, err)
			claims, err := d.Claims(ctx, f, false)
			must(t, err)
			claimed := 0
			for _, c := range claims {
				claimed += c.Count
			}
			if g.Coded != coded || claimed != coded {
				t.Errorf("%s by %s: %d coded, %d claimed, want %d", test.name, by, g.Coded, claimed, coded)
			}
			for i, row := range g.Cells {
				for p, c := range row {
					sequence, err := d.Sequence(ctx, c.PartyID, issues[i].ID, f)
					must(t, err)
					groups := dossier.Corroborate(sequence)
					key := fmt.Sprint(i, g.Parties[p].Name)
					if c.Reports != want[key] || len(sequence) != want[key] || c.Count != len(groups) {
						t.Errorf("%s by %s, %s: %d reports, a sequence of %d, want %d; %d utterances, want %d", test.name, by, key, c.Reports, len(sequence), want[key], c.Count, len(groups))
					}
					if len(sequence) > 0 && c.Newest.StatementID != groups[0].Tellings[0].StatementID {
						t.Errorf("%s by %s, %s: the newest is not the first telling of the newest words", test.name, by, key)
					}
					delete(want, key)
				}
			}
			if len(want) > 0 {
				t.Errorf("%s by %s: cells are missing: %v", test.name, by, want)
			}
			n := 0
			must(t, d.EachSequence(ctx, f, func(list []dossier.CodedStatement) error {
				n += len(list)
				if !slices.IsSortedFunc(list, func(a, b dossier.CodedStatement) int { return a.Date.Time.Compare(b.Date.Time) }) {
					t.Errorf("%s by %s: a sequence is not in order", test.name, by)
				}
				return nil
			}))
			moments, err := d.Moments(ctx, f)
			must(t, err)
			counted := 0
			for _, m := range moments {
				counted += m.Count
			}
			if n != coded || counted != coded {
				t.Errorf("%s by %s: sequences hold %d, moments %d, want %d", test.name, by, n, counted, coded)
			}
		}
	}
}

func (r codedOnce) at() int {
	if r.day > 0 {
		return r.day
	}
	return r.published
}

// groups tells which readings are counted as one, by the numbers of their statements.
func groups(t testing.TB, d *Dossier) string {
	t.Helper()
	of := map[int64][]string{}
	must(t, d.each(ctx, "SELECT c.utterance, s.number || '/' || c.issue_id FROM coding c JOIN statement s ON s.id = c.statement_id WHERE c.utterance IS NOT NULL ORDER BY s.number, c.issue_id", func(row scanner) error {
		var u int64
		var name string
		err := row.Scan(&u, &name)
		of[u] = append(of[u], name)
		return err
	}))
	var list []string
	for _, names := range of {
		list = append(list, strings.Join(names, " "))
	}
	slices.Sort(list)
	return strings.Join(list, "; ")
}

// Whatever was changed in whatever order, what counts as one utterance is what a look at all rows at once finds, and undo
// and redo bring back what was.
func TestUtterancesFollowFromTheRows(t *testing.T) {
	d, _, parties, issues := utteredDossier(t, 60)
	sts, err := d.Statements(ctx, StatementFilter{})
	must(t, err)
	random := rand.New(rand.NewPCG(1, 2))
	states := []string{groups(t, d)}
	if states[0] == "" {
		t.Fatal("nothing is told twice")
	}
	for n := range 60 {
		st := sts[random.IntN(len(sts))]
		doc, err := d.Document(ctx, st.DocumentID)
		must(t, err)
		now, err := d.Statements(ctx, StatementFilter{IDs: []dossier.ID{st.ID}})
		must(t, err)
		a, err := d.Change(ctx, "Something", func(tx *Tx) error {
			switch random.IntN(7) {
			case 0:
				return tx.SetStatus([]dossier.ID{st.ID}, []dossier.Status{dossier.Rejected, dossier.Accepted, dossier.Proposed}[random.IntN(3)])
			case 1:
				return tx.SetParty([]dossier.ID{st.ID}, parties[random.IntN(3)].ID)
			case 2:
				return tx.SetCoding(dossier.Coding{StatementID: st.ID, IssueID: issues[random.IntN(3)].ID, Stance: dossier.Stances[random.IntN(4)]})
			case 3:
				doc.Published = dossier.Day(2026, 11, 1+random.IntN(20))
				return tx.UpdateDocument(doc)
			case 4:
				if n%10 == 0 {
					return tx.MergeIssues(issues[0].ID, []dossier.ID{issues[2].ID})
				}
			case 5:
				if len(now) == 0 {
					return nil
				}
				now[0].Said = []dossier.Date{{}, dossier.Day(2026, 11, 1+random.IntN(9)), {Time: dossier.Day(2026, 11, 1).Time, Precision: dossier.PrecisionMonth}}[random.IntN(3)]
				return tx.UpdateStatement(now[0])
			case 6:
				if n%5 == 0 {
					return tx.DeleteStatements([]dossier.ID{st.ID})
				}
			}
			return nil
		})
		if err != nil {
			continue // it was deleted before
		}
		if wrong, err := wrongUtterances(ctx, d.read); err != nil || len(wrong) > 0 {
			t.Fatalf("step %d: %d readings are not counted as they should be, %v", n, len(wrong), err)
		}
		if a.ID != 0 {
			states = append(states, groups(t, d))
		}
	}
	for i := len(states) - 2; i >= 0; i-- {
		_, err := d.Undo(ctx)
		must(t, err)
		if got := groups(t, d); got != states[i] {
			t.Fatalf("undo to state %d: %s, want %s", i, got, states[i])
		}
	}
	for i := 1; i < len(states); i++ {
		_, err := d.Redo(ctx)
		must(t, err)
		if got := groups(t, d); got != states[i] {
			t.Fatalf("redo to state %d: %s, want %s", i, got, states[i])
		}
	}
	// A spoilt copy is found and mended.
	_, err = d.write.Exec("UPDATE coding SET utterance = NULL WHERE utterance IS NOT NULL AND id % 2 = 0; UPDATE coding SET utterance = 1 WHERE id % 7 = 0")
	must(t, err)
	if found, err := d.Check(ctx, nil); err != nil || len(found) != 1 || !strings.Contains(found[0].Sentence, "not counted as one") {
		t.Errorf("%v %v", found, err)
	}
	if _, _, left, err := d.Repair(ctx, nil); err != nil || len(left) > 0 || groups(t, d) != states[len(states)-1] {
		t.Errorf("%v %v", left, err)
	}
}

// Verdicts, sentences and views come back as they were kept; a party that was merged takes its sentences along.
func TestJudgementsComeBack(t *testing.T) {
	d := newDossier(t)
	s := furnish(t, d)
	verdicts, err := d.Verdicts(ctx)
	if err != nil || len(verdicts) != 1 || verdicts[0].Kind != dossier.Confirmed || verdicts[0].Analyst != "Noa" || verdicts[0].From != s.contrast.Earlier.StatementID || verdicts[0].Issue != s.issue.ID {
		t.Errorf("%+v %v", verdicts, err)
	}
	views, err := d.Views(ctx)
	if err != nil || len(views) != 1 || views[0].Name != "Since March" || views[0].Filter.From != s.view.Filter.From {
		t.Errorf("%+v %v", views, err)
	}
	_, err = d.Change(ctx, "Merge", func(tx *Tx) error { return tx.MergeActors(s.party.ID, []dossier.ID{s.other.ID}) })
	must(t, err)
	sentences, err := d.Sentences(ctx, s.issue.ID)
	if err != nil || len(sentences) != 1 || sentences[0].Body != "Wants it." || !slices.Equal(sentences[0].Parties, []dossier.ID{s.party.ID}) || !slices.Equal(sentences[0].Rests, []dossier.ID{s.contrast.Later.StatementID}) {
		t.Errorf("%+v %v", sentences, err)
	}
	_, err = d.Change(ctx, "Dismiss", func(tx *Tx) error { return tx.Judge(s.contrast, dossier.Verdict{Kind: dossier.Dismissed}) })
	wantErr(t, err, ErrInvalid)
	_, err = d.Change(ctx, "Open again", func(tx *Tx) error { return tx.Judge(s.contrast, dossier.Verdict{}) })
	must(t, err)
	if verdicts, err = d.Verdicts(ctx); err != nil || len(verdicts) > 0 {
		t.Errorf("%+v %v", verdicts, err)
	}
}

// Where a merge brings two sentences or two verdicts to one place, the newest stays and undo brings both back.
func TestMergeKeepsTheNewestJudgement(t *testing.T) {
	d := newDossier(t)
	s := furnish(t, d)
	var twin dossier.Issue
	_, err := d.Change(ctx, "Judge on another issue", func(tx *Tx) error {
		var err error
		if twin, err = tx.AddIssue(dossier.Issue{Name: "The same by another name"}); err != nil {
			return err
		}
		c := s.contrast
		c.Earlier.IssueID, c.Later.IssueID = twin.ID, twin.ID
		if err := tx.Judge(c, dossier.Verdict{Kind: dossier.Dismissed, Reason: "a slip of the tongue"}); err != nil {
			return err
		}
		return tx.Write(dossier.Sentence{Kind: dossier.PositionSummary, IssueID: twin.ID, Parties: []dossier.ID{s.other.ID}, Body: "Has come round."})
	})
	must(t, err)
	kept := func() string {
		verdicts, err := d.Verdicts(ctx)
		must(t, err)
		sentences, err := d.Sentences(ctx, dossier.None)
		must(t, err)
		var b strings.Builder
		for _, v := range verdicts {
			fmt.Fprintln(&b, v.Issue == s.issue.ID, v.Kind)
		}
		for _, sentence := range sentences {
			fmt.Fprintln(&b, sentence.IssueID == s.issue.ID, sentence.Body)
		}
		return b.String()
	}
	before := kept()
	_, err = d.Change(ctx, "Merge", func(tx *Tx) error { return tx.MergeIssues(s.issue.ID, []dossier.ID{twin.ID}) })
	must(t, err)
	if got, want := kept(), fmt.Sprintln(true, dossier.Dismissed)+fmt.Sprintln(true, "Has come round."); got != want {
		t.Errorf("after the merge:\n%s", got)
	}
	_, err = d.Undo(ctx)
	must(t, err)
	if got := kept(); got != before || strings.Count(got, "\n") != 4 {
		t.Errorf("after undo:\n%swant\n%s", got, before)
	}
}
