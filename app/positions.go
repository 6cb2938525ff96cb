package app

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"parley/dossier"
	"parley/storage"
)

// Grid gives the parties' positions side by side.
func (w *Workbench) Grid(ctx context.Context, f dossier.PositionFilter) (dossier.Grid, error) {
	return ask(w, func(d *storage.Dossier) (dossier.Grid, error) { return d.Grid(ctx, f) })
}

// Changes compares a grid with the one that the same filter gives as of an earlier day, which is before.
func (w *Workbench) Changes(ctx context.Context, now dossier.Grid, f dossier.PositionFilter, against dossier.Date) (before dossier.Grid, changes []dossier.CellChange, err error) {
	f.AsOf, f.From = against, dossier.Date{} // what was said before the time shown is what it changed from
	if now.By != dossier.AcrossParties {     // which speakers and outlets stand across must not change with the day
		f.Parties = nil
		for _, p := range now.Parties {
			f.Parties = append(f.Parties, p.ID)
		}
	}
	if before, err = w.Grid(ctx, f); err != nil {
		return before, nil, err
	}
	return before, dossier.GridChanges(before, now), nil
}

// Sequence gives the statements under one position, newest first.
func (w *Workbench) Sequence(ctx context.Context, party, issue dossier.ID, f dossier.PositionFilter) ([]dossier.CodedStatement, error) {
	return ask(w, func(d *storage.Dossier) ([]dossier.CodedStatement, error) { return d.Sequence(ctx, party, issue, f) })
}

// Days counts the coded statements of each day.
func (w *Workbench) Days(ctx context.Context, f dossier.PositionFilter) ([]dossier.DayCount, error) {
	return ask(w, func(d *storage.Dossier) ([]dossier.DayCount, error) { return d.Days(ctx, f) })
}

// Moments counts what was said at each time, for a timeline.
func (w *Workbench) Moments(ctx context.Context, f dossier.PositionFilter) ([]dossier.Moment, error) {
	return ask(w, func(d *storage.Dossier) ([]dossier.Moment, error) { return d.Moments(ctx, f) })
}

// Claims counts who took which stance on which issue, for the matrices.
func (w *Workbench) Claims(ctx context.Context, f dossier.PositionFilter, oncePerDocument bool) ([]dossier.Claim, error) {
	return ask(w, func(d *storage.Dossier) ([]dossier.Claim, error) { return d.Claims(ctx, f, oncePerDocument) })
}

// Reporting counts which outlet reports which speaker.
func (w *Workbench) Reporting(ctx context.Context, f dossier.PositionFilter) ([]dossier.Tie, error) {
	return ask(w, func(d *storage.Dossier) ([]dossier.Tie, error) { return d.Reporting(ctx, f) })
}

// SpeakingFor counts which speaker speaks for which party.
func (w *Workbench) SpeakingFor(ctx context.Context, f dossier.PositionFilter) ([]dossier.Tie, error) {
	return ask(w, func(d *storage.Dossier) ([]dossier.Tie, error) { return d.SpeakingFor(ctx, f) })
}

// MostShifts is how many shifts and contradictions Shifts lists: the newest.
const MostShifts = 1000

// Shifts lists what does not go together under the positions that a filter takes, newest first, with what analysts made of
// it; those that were dismissed only if asked for. total counts them all where more than MostShifts were found.
func (w *Workbench) Shifts(ctx context.Context, f dossier.PositionFilter, dismissed bool) (list []dossier.Contrast, total int, err error) {
	f.By = dossier.AcrossParties // the rules are about parties and those who speak for them
	err = w.with(func(d *storage.Dossier) error {
		list, total, err = contrasts(ctx, d, f, dismissed)
		return err
	})
	return list, total, err
}

func contrasts(ctx context.Context, d *storage.Dossier, f dossier.PositionFilter, dismissed bool) (list []dossier.Contrast, total int, err error) {
	err = eachContrast(ctx, d, f, func(c dossier.Contrast) {
		if c.Verdict.Kind == dossier.Dismissed && !dismissed {
			return
		}
		list = append(list, c)
		total++
		if len(list) > 4*MostShifts {
			list = newestContrasts(list)
		}
	})
	return newestContrasts(list), total, err
}

// eachContrast hands over what the rules find, what analysts marked, and what was confirmed or explained before something
// came between the two: a verdict is not lost because somebody spoke in the meantime.
func eachContrast(ctx context.Context, d *storage.Dossier, f dossier.PositionFilter, visit func(dossier.Contrast)) error {
	judged, err := d.Verdicts(ctx)
	if err != nil {
		return err
	}
	verdict, seen := map[contrastID]dossier.Verdict{}, map[contrastID]bool{}
	for _, j := range judged {
		verdict[contrastID{j.Rule, j.From, j.To, j.Issue}] = j.Verdict
	}
	add := func(found []dossier.Contrast) {
		for _, c := range found {
			key := contrastKey(c)
			c.Verdict, seen[key] = verdict[key], true
			visit(c)
		}
	}
	if err := d.EachSequence(ctx, f, func(sequence []dossier.CodedStatement) error {
		add(dossier.Contrasts(sequence))
		return ctx.Err()
	}); err != nil {
		return err
	}
	found, err := marked(ctx, d, f)
	if err != nil {
		return err
	}
	add(found)
	var ids []dossier.ID
	for _, j := range judged {
		if !seen[contrastID{j.Rule, j.From, j.To, j.Issue}] && j.Kind != dossier.Dismissed && j.Rule != dossier.RuleMarked {
			ids = append(ids, j.From, j.To)
		}
	}
	of, err := codedUnder(ctx, d, f, ids)
	if err != nil {
		return err
	}
	for _, j := range judged {
		if key := (contrastID{j.Rule, j.From, j.To, j.Issue}); !seen[key] && j.Kind != dossier.Dismissed && j.Rule != dossier.RuleMarked {
			from, known := of[[2]dossier.ID{j.From, j.Issue}]
			to, have := of[[2]dossier.ID{j.To, j.Issue}]
			if known && have && from.PartyID == to.PartyID {
				if c, still := dossier.Decided(j.Rule, from, to); still {
					add([]dossier.Contrast{c})
				}
			}
		}
	}
	return nil
}

// codedUnder gives the readings of statements that a filter takes, by statement and issue.
func codedUnder(ctx context.Context, d *storage.Dossier, f dossier.PositionFilter, ids []dossier.ID) (map[[2]dossier.ID]dossier.CodedStatement, error) {
	of := map[[2]dossier.ID]dossier.CodedStatement{}
	if len(ids) == 0 {
		return of, nil
	}
	coded, err := d.Coded(ctx, f, ids)
	for _, c := range coded {
		of[[2]dossier.ID{c.StatementID, c.IssueID}] = c
	}
	return of, err
}

// Contradictions gives those among Shifts whose later statement came after a day, by the grids as of that day and of now:
// only the cells in which something came since are looked at, and of those the days that a contradiction can reach back.
func (w *Workbench) Contradictions(ctx context.Context, before, now dossier.Grid, f dossier.PositionFilter, since dossier.Date) (list []dossier.Contrast, err error) {
	had := map[[2]dossier.ID]int{}
	for _, row := range before.Cells {
		for _, c := range row {
			had[[2]dossier.ID{c.PartyID, c.IssueID}] = c.Reports
		}
	}
	recent := f
	if from := since.Time.AddDate(0, 0, -dossier.PartyDays); f.Day != dossier.DayReported && (!f.From.Known() || f.From.Time.Before(from)) {
		recent.From = dossier.Day(from.Year(), from.Month(), from.Day())
	}
	err = w.with(func(d *storage.Dossier) error {
		judged, err := verdicts(ctx, d)
		if err != nil {
			return err
		}
		add := func(found []dossier.Contrast) {
			for _, c := range found {
				c.Verdict = judged[contrastKey(c)]
				if c.Contradiction() && c.Verdict.Kind != dossier.Dismissed && c.Later.Date.Known() && dossier.DaysBetween(since.Time, c.Later.Date.Time) > 0 {
					list = append(list, c)
				}
			}
		}
		for _, row := range now.Cells {
			for _, c := range row {
				if c.Reports == had[[2]dossier.ID{c.PartyID, c.IssueID}] {
					continue
				}
				sequence, err := d.Sequence(ctx, c.PartyID, c.IssueID, recent)
				if err != nil {
					return err
				}
				add(dossier.Contrasts(sequence))
			}
		}
		found, err := marked(ctx, d, f)
		add(found)
		return err
	})
	return newestContrasts(list), err
}

func newestContrasts(list []dossier.Contrast) []dossier.Contrast {
	sortContrasts(list)
	return slices.Clone(list[:min(len(list), MostShifts)])
}

func sortContrasts(list []dossier.Contrast) {
	slices.SortStableFunc(list, func(a, b dossier.Contrast) int {
		return cmp.Or(b.Later.Date.Time.Compare(a.Later.Date.Time), cmp.Compare(b.Later.Number, a.Later.Number))
	})
}

type contrastID struct {
	rule            dossier.ContrastRule
	from, to, issue dossier.ID
}

func contrastKey(c dossier.Contrast) contrastID {
	return contrastID{c.Rule, c.Earlier.StatementID, c.Later.StatementID, c.Later.IssueID}
}

func verdicts(ctx context.Context, d *storage.Dossier) (map[contrastID]dossier.Verdict, error) {
	list, err := d.Verdicts(ctx)
	of := map[contrastID]dossier.Verdict{}
	for _, j := range list {
		of[contrastID{j.Rule, j.From, j.To, j.Issue}] = j.Verdict
	}
	return of, err
}

// marked gives the contrasts that analysts marked by links between statements that are coded on the same issue.
func marked(ctx context.Context, d *storage.Dossier, f dossier.PositionFilter) (list []dossier.Contrast, err error) {
	links, err := d.Links(ctx, dossier.None)
	if err != nil {
		return nil, err
	}
	links = slices.DeleteFunc(links, func(l dossier.Link) bool { return l.Kind == dossier.Repeats || l.Kind == dossier.Answers })
	var ids []dossier.ID
	for _, l := range links {
		ids = append(ids, l.From, l.To)
	}
	if len(ids) == 0 {
		return nil, nil
	}
	coded, err := d.Coded(ctx, f, ids)
	if err != nil {
		return nil, err
	}
	of := map[dossier.ID][]dossier.CodedStatement{}
	for _, c := range coded {
		of[c.StatementID] = append(of[c.StatementID], c)
	}
	for _, l := range links {
		for _, a := range of[l.From] {
			for _, b := range of[l.To] {
				if a.IssueID == b.IssueID {
					list = append(list, dossier.Marked(a, b, l))
				}
			}
		}
	}
	return list, nil
}

// Judge remembers what the analyst makes of a shift or contradiction; Undecided opens it again.
func (w *Workbench) Judge(ctx context.Context, c dossier.Contrast, v dossier.Verdict) error {
	verb := map[dossier.VerdictKind]string{dossier.Confirmed: "Confirm", dossier.Explained: "Explain", dossier.Dismissed: "Dismiss", dossier.Undecided: "Open again"}[v.Kind]
	name := fmt.Sprintf("%s %s of statements %d and %d", verb, c.Word(), c.Earlier.Number, c.Later.Number)
	return w.change(ctx, name, Event{Kind: JudgementsChanged}, func(tx *storage.Tx) error { return tx.Judge(c, v) })
}

// Sentences lists the analysts' sentences on an issue, or with None all.
func (w *Workbench) Sentences(ctx context.Context, issue dossier.ID) ([]dossier.Sentence, error) {
	return ask(w, func(d *storage.Dossier) ([]dossier.Sentence, error) { return d.Sentences(ctx, issue) })
}

// Write keeps an analyst's sentence in the place of the one of its kind, issue and parties; one without words is taken
// away.
func (w *Workbench) Write(ctx context.Context, s dossier.Sentence) error {
	name := "Write " + s.Kind.Words()
	if s.Body == "" {
		name = "Remove " + s.Kind.Words()
	}
	return w.change(ctx, name, Event{Kind: JudgementsChanged}, func(tx *storage.Tx) error { return tx.Write(s) })
}

// Views lists the saved views by name.
func (w *Workbench) Views(ctx context.Context) ([]dossier.View, error) {
	return ask(w, func(d *storage.Dossier) ([]dossier.View, error) { return d.Views(ctx) })
}

// SaveView keeps a view of the positions under its name.
func (w *Workbench) SaveView(ctx context.Context, v dossier.View) error {
	return w.change(ctx, fmt.Sprintf("Save view “%s”", v.Name), Event{Kind: JudgementsChanged}, func(tx *storage.Tx) error { return tx.SaveView(v) })
}

// DeleteView forgets a saved view.
func (w *Workbench) DeleteView(ctx context.Context, v dossier.View) error {
	return w.change(ctx, fmt.Sprintf("Delete view “%s”", v.Name), Event{Kind: JudgementsChanged}, func(tx *storage.Tx) error { return tx.DeleteView(v.ID) })
}

// Analysts lists those who have read a statement on an issue.
func (w *Workbench) Analysts(ctx context.Context) ([]string, error) {
	return ask(w, func(d *storage.Dossier) ([]string, error) { return d.Analysts(ctx) })
}

// SaidAt gives the statements of a party (speaker, outlet) behind moments of a timeline, the oldest first.
func (w *Workbench) SaidAt(ctx context.Context, f dossier.PositionFilter, who dossier.ID, moments []dossier.Moment) (list []dossier.CodedStatement, err error) {
	f.Parties = []dossier.ID{who}
	f.From, f.AsOf = dossier.Date{}, dossier.Date{}
	type key struct {
		day    string
		said   bool
		stance dossier.Stance
	}
	wanted := map[key]bool{}
	for i, m := range moments {
		wanted[key{m.Date.String(), m.SaidKnown, m.Stance}] = true
		first, last, known := m.Date.Bounds()
		if !known { // what nobody dated is sorted before all days
			f.From, f.AsOf = dossier.Date{}, dossier.Day(1, 1, 1)
			break
		}
		if i == 0 || first.Before(f.From.Time) {
			f.From = dossier.Day(first.Year(), first.Month(), first.Day())
		}
		if i == 0 || last.After(f.AsOf.Time) {
			f.AsOf = dossier.Day(last.Year(), last.Month(), last.Day())
		}
	}
	seen := map[dossier.ID]bool{}
	err = w.with(func(d *storage.Dossier) error {
		return d.EachSequence(ctx, f, func(sequence []dossier.CodedStatement) error {
			for _, s := range sequence {
				day := s.Date
				if f.Day == dossier.DayReported {
					day = s.Published
				}
				if day.Precision == dossier.PrecisionMinute {
					day = dossier.Day(day.Time.Year(), day.Time.Month(), day.Time.Day())
				}
				if wanted[key{day.String(), s.SaidKnown, s.Stance}] && !seen[s.StatementID] {
					seen[s.StatementID] = true
					list = append(list, s)
				}
			}
			return nil
		})
	})
	return list, err
}
