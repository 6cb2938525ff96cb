package commands

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"parley/app"
	"parley/dossier"
)

func (s *session) positionsCommand() *cobra.Command {
	var p positionFlags
	var asJSON, asCSV, asGraph bool
	var against dossier.Date
	var matrix, qualifier, duplicates string
	c := &cobra.Command{
		Use:   "positions DOSSIER",
		Short: "Show the parties' positions side by side, or what changed, or who agrees",
		Long: `For each issue and party: the newest stance, its words, speaker, date and outlet, and how many statements there
are; the same words in several outlets count once. An empty place says so. Words in quotation marks stand as they were
printed; a paraphrase carries none.

--diff shows what changed since an earlier day: new positions, hardened, softened, reversed, and who has gone silent.
--matrix prints the matrix of a discourse network as CSV, or with --graphml as a graph: two-mode (parties by issues),
two-mode-subtract, congruence, conflict, subtract or ignore (parties by parties), counted as Discourse Network Analyzer
does. --qualifier binary knows supports and opposes alone; scale gives supports 1, conditional and ambiguous 0, opposes -1.`,
		Example: `  parley positions talks.parley
  parley positions talks.parley --as-of 2026-11-15 --csv > positions.csv
  parley positions talks.parley --diff 2026-11-08
  parley positions talks.parley --by outlet --issue "Transit fees"
  parley positions talks.parley --matrix congruence --graphml > agreement.graphml`,
		Args:              args(1, 1),
		ValidArgsFunction: completeDossier,
		RunE: func(c *cobra.Command, a []string) error {
			switch n := 0; {
			case asGraph && matrix == "":
				matrix = "congruence"
				fallthrough
			default:
				for _, on := range []bool{asJSON, asCSV, asGraph} {
					if on {
						n++
					}
				}
				switch {
				case n > 1:
					return usageError{fmt.Errorf("only one of --json, --csv and --graphml can be had")}
				case against.Known() && p.f.AsOf.Known() && dossier.DaysBetween(against.Time, p.f.AsOf.Time) <= 0:
					return usageError{fmt.Errorf("--diff is a day before --as-of")}
				case against.Known() && matrix != "":
					return usageError{fmt.Errorf("--diff and a matrix cannot be had together")}
				}
			}
			o, err := networkOptions(matrix, qualifier, duplicates)
			if err != nil {
				return err
			}
			return s.on(c.Context(), a[0], func(w *app.Workbench) error {
				f, err := p.filter(c, w)
				if err != nil {
					return err
				}
				switch {
				case matrix != "":
					return s.printNetwork(c, w, f, o, asGraph, asJSON)
				case against.Known():
					return s.printChanges(c, w, f, against, asJSON, asCSV)
				}
				g, err := w.Grid(c.Context(), f)
				if err != nil {
					return err
				}
				switch {
				case asJSON:
					for _, row := range g.Cells {
						for _, cell := range row {
							printJSON(s.Out, cellLineOf(g, cell))
						}
					}
				case asCSV:
					return gridCSV(s.Out, g)
				default:
					printGrid(s.Out, g)
				}
				return nil
			})
		},
	}
	p.register(c)
	p.byFlag(c)
	c.Flags().Var(dateFlag{&against}, "diff", "what changed since this day")
	c.Flags().StringVar(&matrix, "matrix", "", "print this `matrix`: two-mode, two-mode-subtract, congruence, conflict, subtract, ignore")
	c.Flags().StringVar(&qualifier, "qualifier", "binary", "how stances become numbers: `binary or scale`")
	c.Flags().StringVar(&duplicates, "duplicates", "all", "count `all` statements, one per document, or a stance once: all, document, once")
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON lines, one for each party and issue")
	c.Flags().BoolVar(&asCSV, "csv", false, "print CSV, the words exactly as stored")
	c.Flags().BoolVar(&asGraph, "graphml", false, "print the network as GraphML (matrix congruence, unless another is named)")
	return c
}

func networkOptions(matrix, qualifier, duplicates string) (o app.NetworkOptions, err error) {
	kinds := map[string]app.NetworkOptions{"": {}, "two-mode": {TwoMode: true, Aggregation: dossier.AggregateIgnore}, "two-mode-subtract": {TwoMode: true, Aggregation: dossier.AggregateSubtract},
		"congruence": {Aggregation: dossier.AggregateCongruence}, "conflict": {Aggregation: dossier.AggregateConflict},
		"subtract": {Aggregation: dossier.AggregateSubtract}, "ignore": {Aggregation: dossier.AggregateIgnore}}
	o, ok := kinds[matrix]
	if !ok {
		return o, usageError{fmt.Errorf("--matrix is two-mode, two-mode-subtract, congruence, conflict, subtract or ignore, not %q", matrix)}
	}
	o.Qualifier, o.Duplicates = dossier.Qualifier(qualifier), app.Duplicates(duplicates)
	switch {
	case o.Qualifier != dossier.QualifierBinary && o.Qualifier != dossier.QualifierScale:
		return o, usageError{fmt.Errorf("--qualifier is binary or scale, not %q", qualifier)}
	case o.Duplicates != app.CountAll && o.Duplicates != app.CountPerDocument && o.Duplicates != app.CountOnce:
		return o, usageError{fmt.Errorf("--duplicates is all, document or once, not %q", duplicates)}
	}
	return o, nil
}

func (s *session) printNetwork(c *cobra.Command, w *app.Workbench, f dossier.PositionFilter, o app.NetworkOptions, asGraph, asJSON bool) error {
	n, err := w.Network(c.Context(), f, o)
	if err != nil {
		return err
	}
	if n.Left > 0 {
		fmt.Fprintf(s.Err, "parley: %s conditional or ambiguous: they are not in this matrix. --qualifier scale takes them.\n", countAre(n.Left, "statement"))
	}
	switch {
	case asGraph:
		return w.WriteGraphML(s.Out, n)
	case asJSON:
		for i, row := range n.Rows {
			for j, column := range n.Columns {
				printJSON(s.Out, map[string]any{"row": n.Names[row], "column": n.Names[column], "weight": n.Weights[i][j]})
			}
		}
		return nil
	}
	return w.WriteMatrix(s.Out, n)
}

func countAre(n int, thing string) string {
	if n == 1 {
		return "1 " + thing + " is"
	}
	return count(n, thing) + " are"
}

// changeLine is one party's change on one issue, for programs.
type changeLine struct {
	Issue         string `json:"issue"`
	Party         string `json:"party"`
	Change        string `json:"change"`
	Before        string `json:"before"`
	After         string `json:"after"`
	Date          string `json:"date"`
	SilentDays    int    `json:"silent_days,omitempty"`
	WordsBefore   string `json:"words_before"`
	Words         string `json:"words"`
	Statement     int    `json:"statement"`
	StatementThen int    `json:"statement_before,omitempty"`
}

func (s *session) printChanges(c *cobra.Command, w *app.Workbench, f dossier.PositionFilter, against dossier.Date, asJSON, asCSV bool) error {
	now, err := w.Grid(c.Context(), f)
	if err != nil {
		return err
	}
	before, changes, err := w.Changes(c.Context(), now, f, against)
	if err != nil {
		return err
	}
	out := csv.NewWriter(s.Out)
	if asCSV {
		if err := out.Write([]string{"issue", "party", "change", "before", "after", "date", "silent_days", "words_before", "words", "statement_before", "statement"}); err != nil {
			return err
		}
	}
	for _, ch := range changes {
		then, is := cellLineOf(before, ch.Before), cellLineOf(now, ch.After)
		l := changeLine{is.Issue, is.Party, string(ch.Movement), then.Stance, is.Stance, is.Date, ch.Silent, then.Words, is.Words, is.Statement, then.Statement}
		switch {
		case asJSON:
			printJSON(s.Out, l)
		case asCSV:
			if err := out.Write([]string{l.Issue, l.Party, l.Change, l.Before, l.After, l.Date, strconv.Itoa(l.SilentDays), l.WordsBefore, l.Words, strconv.Itoa(l.StatementThen), strconv.Itoa(l.Statement)}); err != nil {
				return err
			}
		default:
			fmt.Fprintf(s.Out, "%s · %s: %s\n", shown(l.Party), shown(l.Issue), movementWords(ch))
			if ch.Before.Count > 0 && ch.Movement != dossier.GoneSilent {
				fmt.Fprintf(s.Out, "   then  %s  %s\n         %s\n", stanceMarks[ch.Before.Stance], shown(words(ch.Before.Newest)), shown(sourceLine(ch.Before.Newest)))
			}
			fmt.Fprintf(s.Out, "   now   %s  %s\n         %s\n\n", stanceMarks[ch.After.Stance], shown(words(ch.After.Newest)), shown(sourceLine(ch.After.Newest)))
		}
	}
	if asCSV {
		out.Flush()
		return out.Error()
	}
	if !asJSON {
		fmt.Fprintf(s.Out, "%s from %s to %s.\n", count(len(changes), "change"), against.Label(), dayOf(now).Label())
	}
	return nil
}

// dayOf is the day of a grid: the one asked for, or that of its newest document.
func dayOf(g dossier.Grid) dossier.Date {
	t := g.Searched()
	return dossier.Day(t.Year(), t.Month(), t.Day())
}

// movementWords say what happened: "softened, opposes to conditional".
func movementWords(c dossier.CellChange) string {
	switch c.Movement {
	case dossier.NewlyTaken:
		return "new, " + string(c.After.Stance)
	case dossier.GoneSilent:
		return fmt.Sprintf("silent, nothing for %s", count(c.Silent, "day"))
	}
	return fmt.Sprintf("%s, %s to %s", c.Movement, c.Before.Stance, c.After.Stance)
}

// cellLine is one party on one issue, for programs.
type cellLine struct {
	Issue       string              `json:"issue"`
	Party       string              `json:"party"`
	Stance      string              `json:"stance"`
	Count       int                 `json:"count"`   // utterances
	Reports     int                 `json:"reports"` // statements, each telling counted
	Date        string              `json:"date"`
	DateKnown   bool                `json:"date_is_said"`
	Speaker     string              `json:"speaker"`
	Outlet      string              `json:"outlet"`
	Kind        string              `json:"kind"`
	Act         string              `json:"act"`
	Translation dossier.Translation `json:"translation"`
	Words       string              `json:"words"`
	Title       string              `json:"title"`
	Statement   int                 `json:"statement"`
}

func cellLineOf(g dossier.Grid, c dossier.Cell) cellLine {
	l := cellLine{Count: c.Count, Reports: c.Reports}
	for _, i := range g.Issues {
		if i.ID == c.IssueID {
			l.Issue = i.Name
		}
	}
	for _, p := range g.Parties {
		if p.ID == c.PartyID {
			l.Party = p.Name
		}
	}
	if c.Count > 0 {
		n := c.Newest
		l.Stance, l.Date, l.DateKnown, l.Speaker = string(c.Stance), n.Date.String(), n.SaidKnown, n.Speaker
		l.Outlet, l.Kind, l.Act, l.Words, l.Title, l.Statement = n.Outlet, string(n.Kind), string(n.Act), n.Exact, n.Title, n.Number
		l.Translation = n.Translation
	}
	return l
}

func gridCSV(w io.Writer, g dossier.Grid) error {
	out := csv.NewWriter(w)
	rows := [][]string{{"issue", "party", "stance", "count", "reports", "date", "date_is_said", "speaker", "outlet", "kind", "act", "words", "title", "statement"}}
	for _, row := range g.Cells {
		for _, c := range row {
			l := cellLineOf(g, c)
			rows = append(rows, []string{l.Issue, l.Party, l.Stance, strconv.Itoa(l.Count), strconv.Itoa(l.Reports), l.Date, strconv.FormatBool(l.DateKnown),
				l.Speaker, l.Outlet, l.Kind, l.Act, l.Words, l.Title, strconv.Itoa(l.Statement)})
		}
	}
	return out.WriteAll(rows)
}

var stanceMarks = map[dossier.Stance]string{dossier.Supports: "● Supports", dossier.Conditional: "◐ Conditional",
	dossier.Opposes: "■ Opposes", dossier.Ambiguous: "◇ Ambiguous", dossier.StanceNone: "stance not set"}

func printGrid(w io.Writer, g dossier.Grid) {
	if len(g.Issues) == 0 || len(g.Parties) == 0 {
		fmt.Fprintln(w, "No positions yet: a position needs a party, an issue and an accepted statement. See parley code --help.")
		return
	}
	width := 0
	for _, p := range g.Parties {
		width = max(width, len([]rune(p.Name)))
	}
	for i, issue := range g.Issues {
		fmt.Fprintf(w, "%d  %s\n", i+1, issue.Name)
		for j, party := range g.Parties {
			c := g.Cells[i][j]
			pad := strings.Repeat(" ", width-len([]rune(party.Name)))
			if c.Count == 0 {
				fmt.Fprintf(w, "   %s%s  – No statement found; %s\n", party.Name, pad, searchedTo(g))
				continue
			}
			fmt.Fprintf(w, "   %s%s  %s (%d)  %s\n", party.Name, pad, stanceMarks[c.Stance], c.Count, shown(words(c.Newest)))
			fmt.Fprintf(w, "   %s  %s\n", strings.Repeat(" ", width), shown(sourceLine(c.Newest)))
			if silent := g.Silence(c); silent > 0 {
				fmt.Fprintf(w, "   %s  None since %s, %s; %s\n", strings.Repeat(" ", width), c.Newest.Date.Label(), count(silent, "day"), searchedTo(g))
			}
		}
		fmt.Fprintln(w)
	}
	fmt.Fprintf(w, "%s in the grid; %d accepted without an issue.\n", count(g.Coded, "statement"), g.Uncoded)
}

// words gives a statement in one line, cut with a drawn ellipsis and no closing mark.
func words(c dossier.CodedStatement) string {
	r := []rune(strings.Join(strings.Fields(c.Exact), " "))
	if len(r) > 100 {
		return strings.TrimSpace(string(r[:99])) + "…"
	}
	return string(r)
}

func sourceLine(c dossier.CodedStatement) string {
	parts := []string{c.Date.Label()}
	if !c.SaidKnown && c.Date.Known() {
		parts[0] = "published " + parts[0]
	}
	parts = append(parts, c.Act.Words())
	if c.Kind == dossier.Indirect && c.Outlet != "" {
		parts = append(parts, "paraphrased by "+c.Outlet)
	} else {
		parts = append(parts, c.Outlet)
	}
	var full []string
	for _, p := range append(parts, c.Speaker) {
		if p != "" {
			full = append(full, p)
		}
	}
	return strings.Join(full, " · ")
}

// searchedTo says where silence was looked for, and up to which day.
func searchedTo(g dossier.Grid) string {
	if !g.To.Known() {
		return "nothing was searched"
	}
	to := g.Searched()
	return fmt.Sprintf("%s searched to %s", count(g.Outlets, "outlet"), dossier.Day(to.Year(), to.Month(), to.Day()).Label())
}
