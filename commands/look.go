package commands

import (
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"parley/app"
	"parley/dossier"
)

type hitLine struct {
	Kind      string         `json:"kind"`
	Document  string         `json:"document,omitempty"`
	Statement string         `json:"statement,omitempty"`
	Number    int            `json:"number,omitempty"` // of the statement, by which it is cited
	Note      string         `json:"note,omitempty"`
	Title     string         `json:"title"`
	Outlet    string         `json:"outlet,omitempty"`
	Published string         `json:"published,omitempty"`
	Snippet   string         `json:"snippet"`
	Marks     []dossier.Span `json:"marks"`
	Place     dossier.Span   `json:"place"`
}

// printHits prints what was found, each statement with its number, by which it is cited.
func (s *session) printHits(r dossier.SearchResult, numbers map[dossier.ID]int, asJSON bool) {
	kindOf := func(h dossier.Hit) string {
		if n := numbers[h.StatementID]; n > 0 && h.Kind == "statement" {
			return fmt.Sprintf("%s %d", h.Kind, n)
		}
		return h.Kind
	}
	width := 9
	for _, h := range r.Hits {
		width = max(width, len(kindOf(h)))
	}
	for _, h := range r.Hits {
		if asJSON {
			line := hitLine{h.Kind, "", "", 0, "", h.Title, h.Outlet, h.Published.String(), h.Snippet, h.Marks, h.Place}
			if h.DocumentID != dossier.None {
				line.Document = h.DocumentID.String()
			}
			if h.StatementID != dossier.None {
				line.Statement, line.Number = h.StatementID.String(), numbers[h.StatementID]
			}
			if h.NoteID != dossier.None {
				line.Note = h.NoteID.String()
			}
			if line.Marks == nil {
				line.Marks = []dossier.Span{}
			}
			printJSON(s.Out, line)
			continue
		}
		where := h.Title
		if h.Outlet != "" {
			where += " · " + h.Outlet
		}
		if h.Published.Known() {
			where += " · " + h.Published.Label()
		}
		fmt.Fprintf(s.Out, "%-*s  %s\n%*s  %s\n", width, kindOf(h), shown(where), width, "", shown(strings.ReplaceAll(marked(h), "\n", " ")))
	}
	for _, note := range r.Notes {
		fmt.Fprintln(s.Err, "parley:", oneLine(note))
	}
	if asJSON {
		return
	}
	switch {
	case r.Total == 0:
		fmt.Fprintln(s.Out, "Nothing found.")
	case r.Ranked < r.Total:
		fmt.Fprintf(s.Out, "%d of %d; best of the newest %d.\n", len(r.Hits), r.Total, r.Ranked)
	default:
		fmt.Fprintf(s.Out, "%d of %d.\n", len(r.Hits), r.Total)
	}
}

// marked puts what matched between square brackets.
func marked(h dossier.Hit) string {
	text := []rune(h.Snippet)
	var b strings.Builder
	at := 0
	for _, m := range h.Marks {
		if m.Start < at || m.End > len(text) {
			continue
		}
		b.WriteString(string(text[at:m.Start]) + "[" + string(text[m.Start:m.End]) + "]")
		at = m.End
	}
	return b.String() + string(text[at:])
}

func (s *session) codeCommand() *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:   "code DOSSIER FILE|-",
		Short: "Code statements from a file, as one step of undo",
		Long: `The file is CSV with a head line, or JSON. CSV columns: statement (its number) or quote (words of it) with
document (its title), party, issue, stance (supports, conditional, opposes, ambiguous), reason. JSON: a list of the
same, or an object with "parties" (name, abbrev, actors), "issues" (name, definition) and "codes". Coding a proposal
accepts it. Where anything does not fit, nothing is coded and the lines that do not fit are named.`,
		Example: `  parley code talks.parley coding.csv
  echo '[{"statement":3,"issue":"Transit fees","stance":"opposes"}]' | parley code talks.parley -`,
		Args:              args(2, 2),
		ValidArgsFunction: completeDossier,
		RunE: func(c *cobra.Command, a []string) error {
			in := s.In
			if a[1] != "-" {
				f, err := os.Open(a[1])
				if err != nil {
					return fmt.Errorf("%s could not be read: there is no such file, or it may not be read by you", a[1])
				}
				defer f.Close()
				in = f
			}
			if format == "" {
				format = "json"
				if strings.HasSuffix(strings.ToLower(a[1]), ".csv") {
					format = "csv"
				}
			}
			if format != "csv" && format != "json" {
				return usageError{fmt.Errorf("--format is csv or json, not %q", format)}
			}
			batch, err := app.ReadBatch(in, format)
			if err != nil {
				return err
			}
			return s.on(c.Context(), a[0], func(w *app.Workbench) error {
				r, err := w.Code(c.Context(), batch)
				if err != nil {
					return err
				}
				fmt.Fprintf(s.Out, "Coded %s on %s. New parties: %d. New issues: %d.\n", count(r.Coded, "statement"), count(r.Issues, "issue"), r.Parties, r.NewIssues)
				return nil
			})
		},
	}
	c.Flags().StringVar(&format, "format", "", "csv or json (default: by the file's name)")
	return c
}

func (s *session) undoCommand() *cobra.Command {
	return s.stepCommand("undo", "Take back the newest change, also one of an earlier day", "Undone", (*app.Workbench).Undo)
}

func (s *session) redoCommand() *cobra.Command {
	return s.stepCommand("redo", "Do again what was undone last", "Redone", (*app.Workbench).Redo)
}

func (s *session) historyCommand() *cobra.Command {
	var asJSON bool
	var limit int
	c := &cobra.Command{
		Use:               "history DOSSIER",
		Short:             "List what was changed, when and by whom, newest first",
		Example:           `  parley history talks.parley --limit 10`,
		Args:              args(1, 1),
		ValidArgsFunction: completeDossier,
		RunE: func(c *cobra.Command, a []string) error {
			return s.on(c.Context(), a[0], func(w *app.Workbench) error {
				actions, err := w.History(c.Context(), limit)
				if err != nil {
					return err
				}
				for _, x := range actions {
					if asJSON {
						printJSON(s.Out, map[string]any{"action": x.ID, "name": x.Name, "at": x.At.UTC().Format(time.RFC3339),
							"analyst": x.Analyst, "undone": x.Undone, "rows": x.Rows})
						continue
					}
					undone := ""
					if x.Undone {
						undone = "  (undone)"
					}
					fmt.Fprintf(s.Out, "%5d  %s  %s  %s%s\n", x.ID, x.At.Local().Format("2 Jan 2006 15:04"), shown(x.Name), x.Analyst, undone)
				}
				if len(actions) == 0 && !asJSON {
					fmt.Fprintln(s.Out, "Nothing was changed yet.")
				}
				return nil
			})
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON lines")
	c.Flags().IntVar(&limit, "limit", 50, "at most this many `actions`; 0 for all")
	return c
}
