package commands

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"parley/app"
	"parley/dossier"
)

func (s *session) reviseCommand() *cobra.Command {
	var asJSON, dry bool
	c := &cobra.Command{
		Use:   "revise DOSSIER DOCUMENT FILE|-",
		Short: "Correct the text of a document, and carry its statements over",
		Long: `Makes the text of a file the current one of a document, which is named by its number. The older text is kept as it was.
Every statement is looked for in the corrected text. One whose words surely stand there goes with it; one that is in
doubt or lost stays on the older text and is listed by repair. undo takes the whole back.`,
		Example: `  parley revise talks.parley 3 corrected.txt
  parley revise talks.parley 3 corrected.txt --dry-run
  parley repair talks.parley`,
		Args:              args(3, 3),
		ValidArgsFunction: completeDossier,
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	c.Flags().BoolVar(&dry, "dry-run", false, "tell what would become of the statements, and change nothing")
	c.RunE = func(c *cobra.Command, a []string) error {
		files, inputs, err := s.importInputs(a[2:])
		if err != nil {
			return err
		}
		for _, f := range files {
			inputs = append(inputs, app.Input{Name: f})
		}
		return s.on(c.Context(), a[0], func(w *app.Workbench) error {
			id, _, err := w.FindThing(c.Context(), dossier.ThingDocument, a[1])
			if err != nil {
				return err
			}
			do := w.Revise
			if dry {
				do = w.PreviewRevision
			}
			r, err := do(c.Context(), id, inputs[0])
			if err != nil {
				return err
			}
			s.printRevision(r, dry, asJSON)
			return nil
		})
	}
	return c
}

func (s *session) printRevision(r app.Revision, dry, asJSON bool) {
	if asJSON {
		printJSON(s.Out, map[string]any{"document": r.Document.Number, "title": r.Document.Title, "changes": r.Changes, "carried": r.Carried, "proposed": r.Proposed, "stored": !dry})
		return
	}
	if r.Same {
		fmt.Fprintln(s.Out, "The text is the same as the current one.")
		return
	}
	done := "Corrected"
	if dry {
		done = "Would correct"
	}
	fmt.Fprintf(s.Out, "%s “%s” (document %d): %s changed, %s added, %s removed.\n", done, shown(r.Document.Title), r.Document.Number,
		count(r.Changes.Lines, "line"), count(r.Changes.Added, "word"), count(r.Changes.Removed, "word"))
	fmt.Fprintf(s.Out, "%s: %d where they stood, %d moved, %d doubtful, %d lost.\n", count(r.Carried.Exact+r.Carried.Moved+r.Carried.Left(), "statement"),
		r.Carried.Exact, r.Carried.Moved, r.Carried.Doubtful, r.Carried.Lost)
	if r.Proposed > 0 {
		fmt.Fprintf(s.Out, "%s in what is new.\n", count(r.Proposed, "proposal"))
	}
	if n := r.Carried.Left(); n > 0 && !dry {
		fmt.Fprintf(s.Out, "To place anew: %s. See parley repair.\n", count(n, "statement"))
	}
}

func (s *session) repairCommand() *cobra.Command {
	var asJSON bool
	var words string
	c := &cobra.Command{
		Use:   "repair DOSSIER [STATEMENT]",
		Short: "List the statements that lost their place in a corrected text, and place them anew",
		Long: `Lists the statements that do not stand on the current text of their document, each with the places where they may stand,
the likeliest first. --confirm places one at a candidate, the first or the one of that number; --words places it on words of the
text that stand there once. Then it has the words that stand there. What a statement has and a place has not is shown in [-brackets-],
what the place has instead in {+braces+}. delete drops a statement whose words are gone.`,
		Example: `  parley repair talks.parley
  parley repair talks.parley 12 --confirm
  parley repair talks.parley 12 --confirm 2
  parley repair talks.parley 12 --words "the guns leave before the thaw"`,
		Args:              args(1, 3),
		ValidArgsFunction: completeDossier,
	}
	confirm := c.Flags().Int("confirm", 0, "place the statement at the candidate of this `number`")
	c.Flags().Lookup("confirm").NoOptDefVal = "1"
	c.Flags().StringVar(&words, "words", "", "place the statement on these `words` of the text")
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON lines")
	c.RunE = func(c *cobra.Command, a []string) error {
		if len(a) == 3 { // --confirm 2: the number of a flag that may stand alone comes as a word
			n, err := strconv.Atoi(a[2])
			if err != nil || !c.Flags().Changed("confirm") {
				return usageError{fmt.Errorf("wrong use: write %s", c.UseLine())}
			}
			*confirm = n
		}
		places := c.Flags().Changed("confirm")
		if places && words != "" || (places || words != "") && len(a) < 2 {
			return usageError{errors.New("name one statement, and either --confirm or --words")}
		}
		return s.on(c.Context(), a[0], func(w *app.Workbench) error {
			list, err := s.repairs(c.Context(), w, a[1:])
			if err != nil {
				return err
			}
			if !places && words == "" {
				s.printRepairs(list, asJSON)
				return nil
			}
			r := list[0]
			if places && (*confirm < 1 || *confirm > len(r.Candidates)) {
				return usageError{fmt.Errorf("there is no candidate %d: statement %d has %s", *confirm, r.Statement.Number, count(len(r.Candidates), "candidate"))}
			}
			if places {
				err = w.ConfirmAnchor(c.Context(), r.Statement.ID, r.Candidates[*confirm-1].Span)
			} else {
				err = w.PlaceAt(c.Context(), r.Statement.ID, words)
			}
			if err == nil {
				fmt.Fprintf(s.Out, "Placed: statement %d.\n", r.Statement.Number)
			}
			return err
		})
	}
	return c
}

// repairs lists what is to be placed anew: all, or one statement.
func (s *session) repairs(ctx context.Context, w *app.Workbench, number []string) ([]app.Repair, error) {
	if len(number) == 0 {
		return w.Repairs(ctx, dossier.None)
	}
	id, label, err := w.FindThing(ctx, dossier.ThingStatement, number[0])
	if err != nil {
		return nil, err
	}
	list, err := w.Repairs(ctx, dossier.None)
	if err != nil {
		return nil, err
	}
	for _, r := range list {
		if r.Statement.ID == id {
			return []app.Repair{r}, nil
		}
	}
	return nil, fmt.Errorf("%s is not to be placed anew: it stands on the current text of its document, was rejected or deleted", label)
}

type placeLine struct {
	N         int     `json:"n"`
	Start     int     `json:"start"` // code points of the current text
	End       int     `json:"end"`
	Words     string  `json:"words"`
	Before    string  `json:"before"`
	After     string  `json:"after"`
	Paragraph int     `json:"paragraph"`
	Score     float64 `json:"score"`
}

func (s *session) printRepairs(list []app.Repair, asJSON bool) {
	for _, r := range list {
		if asJSON {
			lines := []placeLine{}
			for i, p := range r.Candidates {
				lines = append(lines, placeLine{i + 1, p.Start, p.End, p.Exact, p.Before, p.After, p.Paragraph, p.Score})
			}
			printJSON(s.Out, map[string]any{"statement": r.Statement.Number, "id": r.Statement.ID.String(), "status": r.Statement.Status,
				"document": r.Document.Number, "title": r.Document.Title, "words": r.Statement.Passage.Exact, "candidates": lines})
			continue
		}
		fmt.Fprintf(s.Out, "Statement %d in “%s” (document %d)\n  %s\n", r.Statement.Number, shown(r.Document.Title), r.Document.Number, onOneLine(r.Statement.Passage.Exact))
		for i, p := range r.Candidates {
			fmt.Fprintf(s.Out, "  %d  ¶ %d  %3.0f %%  %s\n", i+1, p.Paragraph, 100*p.Score, onOneLine(withChanges(r.Statement.Passage.Exact, p)))
		}
		if len(r.Candidates) == 0 {
			fmt.Fprintln(s.Out, "  Its words are lost: place it with --words, or delete it.")
		}
	}
	switch {
	case asJSON:
	case len(list) == 0:
		fmt.Fprintln(s.Out, "Every statement stands on the current text of its document.")
	default:
		fmt.Fprintf(s.Out, "To place anew: %s.\n", count(len(list), "statement"))
	}
}

// withChanges shows the words of a place, with what the statement has in brackets and what the place has instead in braces.
func withChanges(was string, p app.Place) string {
	if len(p.Gone)+len(p.Come) == 0 {
		return p.Exact
	}
	old, new := []rune(was), []rune(p.Exact)
	var b strings.Builder
	i, j, gone, come := 0, 0, p.Gone, p.Come
	for i < len(old) || j < len(new) {
		switch {
		case len(gone) > 0 && gone[0].Start == i:
			fmt.Fprintf(&b, "[-%s-]", string(old[i:gone[0].End]))
			i, gone = gone[0].End, gone[1:]
		case len(come) > 0 && come[0].Start == j:
			fmt.Fprintf(&b, "{+%s+}", string(new[j:come[0].End]))
			j, come = come[0].End, come[1:]
		default:
			b.WriteRune(new[j])
			i, j = i+1, j+1
		}
	}
	return b.String()
}

func onOneLine(words string) string { return shown(strings.Join(strings.Fields(words), " ")) }
