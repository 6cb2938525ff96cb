package commands

import (
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"parley/app"
	"parley/dossier"
)

// contrastLine is a shift or contradiction, for programs.
type contrastLine struct {
	Rule     string `json:"rule"`
	Word     string `json:"word"` // shift or contradiction
	Party    string `json:"party"`
	Issue    string `json:"issue"`
	Movement string `json:"movement"`
	Strength string `json:"strength"`
	Days     int    `json:"days"`
	Note     string `json:"note"`
	Verdict  string `json:"verdict"`
	Reason   string `json:"reason"`
	Earlier  side   `json:"earlier"`
	Later    side   `json:"later"`
}

// side is one of the two statements.
type side struct {
	Statement int    `json:"statement"`
	Stance    string `json:"stance"`
	Date      string `json:"date"`
	Speaker   string `json:"speaker"`
	Outlet    string `json:"outlet"`
	Words     string `json:"words"`
}

func sideOf(c dossier.CodedStatement) side {
	return side{c.Number, string(c.Stance), c.Date.String(), c.Speaker, c.Outlet, c.Exact}
}

func (s *session) shiftsCommand() *cobra.Command {
	var p positionFlags
	var asJSON, asCSV, dismissed, reopen bool
	var confirm, explain, dismiss string
	var number int
	c := &cobra.Command{
		Use:   "shifts DOSSIER",
		Short: "List shifts and contradictions, newest first, or say what they are",
		Long: `Found by rule, two statements each, on one issue: the same speaker takes another stance; a party's next statement
does; a speaker takes another stance than somebody else took for the same party within seven days; outlets tell the same
words, or the same speaker's of the same day, with other stances or other numbers; and what an analyst marked by a link.

With --confirm, --explain or --dismiss and the number of a line, that line gets a verdict, which is remembered; what was
dismissed is not listed again but with --dismissed. --reopen takes a verdict back.`,
		Example: `  parley shifts talks.parley --only Arvenia
  parley shifts talks.parley --explain "the condition was met on 14 November" --line 2
  parley shifts talks.parley --dismissed --reopen --line 3`,
		Args:              args(1, 1),
		ValidArgsFunction: completeDossier,
		RunE: func(c *cobra.Command, a []string) error {
			v, err := verdictOf(c, confirm, explain, dismiss, reopen, number)
			if err != nil {
				return err
			}
			if asJSON && asCSV {
				return usageError{fmt.Errorf("--json and --csv cannot be had together")}
			}
			return s.on(c.Context(), a[0], func(w *app.Workbench) error {
				f, err := p.filter(c, w)
				if err != nil {
					return err
				}
				list, total, err := w.Shifts(c.Context(), f, dismissed)
				if err != nil {
					return err
				}
				if number > 0 {
					if number > len(list) {
						return fmt.Errorf("nothing was kept: there are %d lines, not %d", len(list), number)
					}
					if err := w.Judge(c.Context(), list[number-1], v); err != nil {
						return err
					}
					done := "Open again"
					if !reopen {
						done = strings.ToUpper(string(v.Kind[:1])) + string(v.Kind[1:])
					}
					fmt.Fprintf(s.Out, "%s: %s of statements %d and %d.\n", done, list[number-1].Word(), list[number-1].Earlier.Number, list[number-1].Later.Number)
					return nil
				}
				g, err := w.Grid(c.Context(), f)
				if err != nil {
					return err
				}
				return s.printShifts(g, list, total, asJSON, asCSV)
			})
		},
	}
	p.register(c)
	f := c.Flags()
	f.StringVar(&confirm, "confirm", "", "confirm the line: `why`, or - for no reason")
	f.StringVar(&explain, "explain", "", "explain the line: `why` the two go together")
	f.StringVar(&dismiss, "dismiss", "", "dismiss the line: `why` it is none")
	f.BoolVar(&reopen, "reopen", false, "take back what the line was found to be: it is open again")
	f.IntVar(&number, "line", 0, "the `number` of the line that is confirmed, explained, dismissed or opened again")
	f.BoolVar(&dismissed, "dismissed", false, "list what was dismissed, too")
	f.BoolVar(&asJSON, "json", false, "print JSON lines")
	f.BoolVar(&asCSV, "csv", false, "print CSV, the words exactly as stored")
	return c
}

func verdictOf(c *cobra.Command, confirm, explain, dismiss string, reopen bool, number int) (v dossier.Verdict, err error) {
	n := 0
	if reopen {
		n++
	}
	for _, of := range []struct {
		flag, reason string
		kind         dossier.VerdictKind
	}{{"confirm", confirm, dossier.Confirmed}, {"explain", explain, dossier.Explained}, {"dismiss", dismiss, dossier.Dismissed}} {
		if c.Flags().Changed(of.flag) {
			n++
			v.Kind, v.Reason = of.kind, of.reason
		}
	}
	if strings.TrimSpace(v.Reason) == "-" {
		v.Reason = ""
	}
	switch {
	case n == 1 && !reopen && v.Kind != dossier.Confirmed && strings.TrimSpace(v.Reason) == "":
		return v, usageError{fmt.Errorf("what is explained or dismissed needs a reason, which is remembered with it")}
	case n > 1:
		return v, usageError{fmt.Errorf("only one of --confirm, --explain, --dismiss and --reopen can be had")}
	case n == 1 && number < 1:
		return v, usageError{fmt.Errorf("--line says which line: its number, from 1")}
	case n == 0 && c.Flags().Changed("line"):
		return v, usageError{fmt.Errorf("--line goes with --confirm, --explain, --dismiss or --reopen")}
	}
	return v, nil
}

func (s *session) printShifts(g dossier.Grid, list []dossier.Contrast, total int, asJSON, asCSV bool) error {
	parties, issues := map[dossier.ID]string{}, map[dossier.ID]string{}
	for _, p := range g.Parties {
		parties[p.ID] = p.Name
	}
	for _, i := range g.Issues {
		issues[i.ID] = i.Name
	}
	out := csv.NewWriter(s.Out)
	if asCSV {
		if err := out.Write([]string{"rule", "word", "party", "issue", "movement", "strength", "days", "note", "verdict", "reason", "statement_1", "stance_1", "date_1", "speaker_1", "outlet_1", "words_1",
			"statement_2", "stance_2", "date_2", "speaker_2", "outlet_2", "words_2"}); err != nil {
			return err
		}
	}
	for n, c := range list {
		l := contrastLine{string(c.Rule), c.Word(), parties[c.Later.PartyID], issues[c.Later.IssueID], string(c.Movement), string(c.Strength), c.Days, c.Note,
			string(c.Verdict.Kind), c.Verdict.Reason, sideOf(c.Earlier), sideOf(c.Later)}
		switch {
		case asJSON:
			printJSON(s.Out, l)
		case asCSV:
			row := []string{l.Rule, l.Word, l.Party, l.Issue, l.Movement, l.Strength, strconv.Itoa(l.Days), l.Note, l.Verdict, l.Reason}
			for _, x := range []side{l.Earlier, l.Later} {
				row = append(row, strconv.Itoa(x.Statement), x.Stance, x.Date, x.Speaker, x.Outlet, x.Words)
			}
			if err := out.Write(row); err != nil {
				return err
			}
		default:
			fmt.Fprintf(s.Out, "%d  %s · %s: %s\n", n+1, shown(l.Party), shown(l.Issue), contrastWords(c))
			for _, x := range []dossier.CodedStatement{c.Earlier, c.Later} {
				fmt.Fprintf(s.Out, "   %s  %s\n      %s\n", stanceMarks[x.Stance], shown(words(x)), shown(sourceLine(x)))
			}
			if c.Verdict.Kind != dossier.Undecided {
				verdict := fmt.Sprintf("%s by %s", c.Verdict.Kind, c.Verdict.Analyst)
				if c.Verdict.Reason != "" {
					verdict += ": " + c.Verdict.Reason
				}
				fmt.Fprintln(s.Out, "   "+shown(verdict))
			}
			fmt.Fprintln(s.Out)
		}
	}
	if asCSV {
		out.Flush()
		return out.Error()
	}
	if asJSON {
		return nil
	}
	if total > len(list) {
		fmt.Fprintf(s.Out, "The newest %d of %d. --from, --only and --issue narrow it.\n", len(list), total)
		return nil
	}
	if total == 0 {
		fmt.Fprintln(s.Out, "No shifts or contradictions found.")
		return nil
	}
	contradictions := 0
	for _, c := range list {
		if c.Contradiction() {
			contradictions++
		}
	}
	fmt.Fprintf(s.Out, "%s, %s.\n", count(total-contradictions, "shift"), count(contradictions, "contradiction"))
	return nil
}

// contrastWords say what a contrast is: "contradiction (moderate), 2 days, hardened; the same speaker".
func contrastWords(c dossier.Contrast) string {
	w := fmt.Sprintf("%s (%s)", c.Word(), c.Strength)
	if c.Days >= 0 {
		w += ", " + count(c.Days, "day")
	}
	if c.Movement != dossier.Unmoved {
		w += ", " + string(c.Movement)
	}
	w += "; " + c.Rule.Words()
	if c.Note != "" {
		w += ": " + c.Note
	}
	return w
}

func (s *session) gapsCommand() *cobra.Command {
	var p positionFlags
	var asJSON, asCSV bool
	c := &cobra.Command{
		Use:   "gaps DOSSIER",
		Short: "List who has said nothing on an issue, or nothing for more than two weeks",
		Long: `Where a party has no statement on an issue at all, and where its newest one lies more than 14 days before the day up
to which was searched: that of --as-of, or of the newest document if that is earlier.`,
		Example:           `  parley gaps talks.parley --only Arvenia`,
		Args:              args(1, 1),
		ValidArgsFunction: completeDossier,
		RunE: func(c *cobra.Command, a []string) error {
			if asJSON && asCSV {
				return usageError{fmt.Errorf("--json and --csv cannot be had together")}
			}
			return s.on(c.Context(), a[0], func(w *app.Workbench) error {
				f, err := p.filter(c, w)
				if err != nil {
					return err
				}
				g, err := w.Grid(c.Context(), f)
				if err != nil {
					return err
				}
				return s.printGaps(g, asJSON, asCSV)
			})
		},
	}
	p.register(c)
	p.byFlag(c)
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON lines")
	c.Flags().BoolVar(&asCSV, "csv", false, "print CSV")
	return c
}

func (s *session) printGaps(g dossier.Grid, asJSON, asCSV bool) error {
	gaps := dossier.Gaps(g)
	out := csv.NewWriter(s.Out)
	if asCSV {
		if err := out.Write([]string{"issue", "party", "last", "days", "outlets", "searched_to"}); err != nil {
			return err
		}
	}
	searched := dayOf(g)
	for _, gap := range gaps {
		l := cellLineOf(g, dossier.Cell{PartyID: gap.PartyID, IssueID: gap.IssueID})
		last := gap.Last.Date.String()
		switch {
		case asJSON:
			printJSON(s.Out, map[string]any{"issue": l.Issue, "party": l.Party, "last": last, "days": gap.Days, "outlets": g.Outlets, "searched_to": searched.String()})
		case asCSV:
			if err := out.Write([]string{l.Issue, l.Party, last, strconv.Itoa(gap.Days), strconv.Itoa(g.Outlets), searched.String()}); err != nil {
				return err
			}
		case gap.Days < 0:
			fmt.Fprintf(s.Out, "%s · %s: no statement found\n", shown(l.Party), shown(l.Issue))
		default:
			fmt.Fprintf(s.Out, "%s · %s: none since %s, %s\n", shown(l.Party), shown(l.Issue), gap.Last.Date.Label(), count(gap.Days, "day"))
		}
	}
	if asCSV {
		out.Flush()
		return out.Error()
	}
	if !asJSON {
		fmt.Fprintf(s.Out, "%s; %s.\n", count(len(gaps), "gap"), searchedTo(g))
	}
	return nil
}
