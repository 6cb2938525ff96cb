package commands

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parley/app"
	"parley/dossier"
)

func (s *session) compareCommand() *cobra.Command {
	var p positionFlags
	var asJSON bool
	var days, write, words, confidence string
	c := &cobra.Command{
		Use:   "compare DOSSIER ISSUE [NAME…]",
		Short: "Show what up to four parties said on an issue side by side, or one party over time",
		Long: `The newest statements above, aligned by the day on which they were said; words that several outlets have stand once. NAME
is a party, or with --by a speaker or outlet; without one the first four stand side by side. With --days one party is
compared with itself: a column up to each day; "turns" takes the days on which its stance turned.

With --write and --words the analyst's sentence on these parties is kept: common, difference or unsaid, or of one party
position; empty words take it away. It rests on the newest statements of the parties.`,
		Example: `  parley compare talks.parley "Transit fees" Arvenia "Kesh Federation"
  parley compare talks.parley "Transit fees" Arvenia --days 2026-10-31,2026-11-18
  parley compare talks.parley "Transit fees" Arvenia "Kesh Federation" --write common --words "Both speak of fees." --sure moderate`,
		Args:              args(2, 2+app.MostBeside),
		ValidArgsFunction: completeDossier,
		RunE: func(c *cobra.Command, a []string) error {
			on, err := daysOf(days)
			if err != nil {
				return usageError{err}
			}
			if on != nil && len(a) != 3 {
				return usageError{fmt.Errorf("--days wants one party")}
			}
			return s.on(c.Context(), a[0], func(w *app.Workbench) error {
				p.issues, p.parties = nil, a[2:]
				f, err := p.filter(c, w)
				if err != nil {
					return err
				}
				for n, id := range f.Parties {
					if slices.Contains(f.Parties[:n], id) {
						return usageError{fmt.Errorf("%s is named twice", a[2+n])}
					}
				}
				issue, _, err := w.FindThing(c.Context(), dossier.ThingIssue, a[1])
				if err != nil {
					return err
				}
				b, err := w.SideBySide(c.Context(), issue, f.Parties, on, f)
				if err != nil {
					return err
				}
				if len(f.Parties) == 0 {
					var first []dossier.ID
					for _, column := range b.Columns[:min(len(b.Columns), app.MostBeside)] {
						first = append(first, column.Party.ID)
					}
					if b, err = w.SideBySide(c.Context(), issue, first, nil, f); err != nil {
						return err
					}
				}
				if write != "" {
					return s.writeSentence(c, w, b, write, words, confidence)
				}
				sentences, err := w.Sentences(c.Context(), issue)
				if err != nil {
					return err
				}
				s.printBeside(b, sentences, asJSON)
				return nil
			})
		},
	}
	p.register(c)
	p.byFlag(c)
	_ = c.Flags().MarkHidden("only") // the names are arguments here
	_ = c.Flags().MarkHidden("issue")
	f := c.Flags()
	f.StringVar(&days, "days", "", "compare one party up to each of these `days`, with commas between them, or turns")
	f.StringVar(&write, "write", "", "keep a sentence: `common, difference, unsaid or position`")
	f.StringVar(&words, "words", "", "the `sentence` that --write keeps")
	f.StringVar(&confidence, "sure", "", "how sure the sentence is: `high, moderate or low`")
	f.BoolVar(&asJSON, "json", false, "print JSON lines, one for each statement")
	return c
}

// daysOf reads days between commas; nil: none were given, empty: those on which the stance turned.
func daysOf(list string) ([]dossier.Date, error) {
	switch list {
	case "":
		return nil, nil
	case "turns":
		return []dossier.Date{}, nil
	}
	var days []dossier.Date
	for _, word := range strings.Split(list, ",") {
		d, err := dossier.ParseDate(strings.TrimSpace(word))
		if err != nil {
			return nil, err
		}
		if d.Known() {
			days = append(days, d)
		}
	}
	if len(days) == 0 || len(days) > app.MostBeside {
		return nil, fmt.Errorf("--days takes one to %d days", app.MostBeside)
	}
	return dossier.InOrder(days), nil
}

func (s *session) writeSentence(c *cobra.Command, w *app.Workbench, b app.Beside, kind, words, confidence string) error {
	sentence := dossier.Sentence{Kind: dossier.SentenceKind(kind), IssueID: b.Issue.ID, Body: words, Confidence: dossier.Confidence(confidence)}
	if b.Days != nil || len(b.Columns) == 0 {
		return usageError{fmt.Errorf("a sentence is about parties on an issue: name them, without --days")}
	}
	if !slices.Contains([]dossier.SentenceKind{dossier.CommonGround, dossier.Difference, dossier.NotSaid, dossier.PositionSummary}, sentence.Kind) {
		return usageError{fmt.Errorf("--write is common, difference, unsaid or position, not %q", kind)}
	}
	if sentence.Kind == dossier.PositionSummary && len(b.Columns) != 1 {
		return usageError{fmt.Errorf("--write position wants one party")}
	}
	for _, column := range b.Columns {
		sentence.Parties = append(sentence.Parties, column.Party.ID)
		sentence.Rests = append(sentence.Rests, dossier.NewestWords(column.Statements)...)
	}
	if err := w.Write(c.Context(), sentence); err != nil {
		return err
	}
	fmt.Fprintf(s.Out, "Kept: %s on %s, resting on %s.\n", sentence.Kind.Words(), shown(b.Issue.Name), count(len(sentence.Rests), "statement"))
	return nil
}

// besideLine is a statement of a comparison, for programs.
type besideLine struct {
	Column      string              `json:"column"`
	Row         int                 `json:"row"` // from 1, the newest
	Statement   int                 `json:"statement"`
	Stance      string              `json:"stance"`
	Date        string              `json:"date"`
	Speaker     string              `json:"speaker"`
	Role        string              `json:"role"`
	Outlet      string              `json:"outlet"`
	Outlets     int                 `json:"outlets"` // that have these words
	Kind        string              `json:"kind"`
	Words       string              `json:"words"`
	Translation dossier.Translation `json:"translation"`
}

func (s *session) printBeside(b app.Beside, sentences []dossier.Sentence, asJSON bool) {
	if !asJSON {
		fmt.Fprintln(s.Out, shown(b.Issue.Name))
	}
	for n, row := range b.Rows {
		when := "undated"
		if row.Date.Known() {
			when = row.Date.Label()
		}
		if !asJSON && b.Days == nil {
			fmt.Fprintf(s.Out, "\n%s\n", when)
		}
		for i, groups := range row.Columns {
			head := b.Columns[i].Head(0)
			for _, g := range groups {
				c := g.Tellings[0].CodedStatement
				if asJSON {
					printJSON(s.Out, besideLine{head, n + 1, c.Number, string(c.Stance), c.Date.String(), c.Speaker, c.Role, c.Outlet, g.Outlets, string(c.Kind), c.Exact, c.Translation})
					continue
				}
				s.printSaid(head, c, g, b.Days != nil)
			}
		}
	}
	if asJSON {
		return
	}
	if len(b.Rows) == 0 {
		fmt.Fprintln(s.Out, "None of them has said anything on this issue.")
	}
	var about []dossier.ID
	for _, column := range b.Columns {
		if !slices.Contains(about, column.Party.ID) {
			about = append(about, column.Party.ID)
		}
	}
	for _, one := range sentences {
		if one.Same(dossier.Sentence{Kind: one.Kind, IssueID: b.Issue.ID, Parties: about}) || one.Kind == dossier.PositionSummary && slices.Contains(about, one.Parties[0]) {
			fmt.Fprintf(s.Out, "\n%s: %s (%s)\n", strings.ToUpper(one.Kind.Words()[:1])+one.Kind.Words()[1:], shown(one.Body), one.Analyst)
		}
	}
}

// printSaid prints what was said under one head. A paraphrase says whose it is; a translation stands under the words.
func (s *session) printSaid(head string, c dossier.CodedStatement, g dossier.Corroboration, dated bool) {
	facts := []string{}
	if dated && c.Date.Known() {
		facts = append(facts, c.Date.Label())
	}
	for _, word := range []string{c.Speaker, c.Role, c.Act.Words()} {
		if word != "" {
			facts = append(facts, word)
		}
	}
	outlet := c.Outlet
	if g.Outlets > 1 {
		outlet += fmt.Sprintf(" and %d more", g.Outlets-1)
	}
	if c.Kind == dossier.Indirect {
		outlet = "paraphrased by " + outlet
	}
	fmt.Fprintf(s.Out, "  %s · %s\n    %s\n", shown(head), c.Stance, shown(strings.Join(strings.Fields(c.Exact), " ")))
	if t := c.Translation; t.Text != "" {
		fmt.Fprintf(s.Out, "    %s: %s\n", shown(t.Credit(c.Lang)), shown(strings.Join(strings.Fields(t.Text), " ")))
	}
	fmt.Fprintf(s.Out, "    %s\n", shown(strings.Join(append(facts, outlet, numberOf(c)), " · ")))
}
