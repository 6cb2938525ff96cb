package commands

import (
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"strconv"
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
	Note      string         `json:"note,omitempty"`
	Title     string         `json:"title"`
	Outlet    string         `json:"outlet,omitempty"`
	Published string         `json:"published,omitempty"`
	Snippet   string         `json:"snippet"`
	Marks     []dossier.Span `json:"marks"`
	Place     dossier.Span   `json:"place"`
}

func (s *session) printHits(r dossier.SearchResult, asJSON bool) {
	for _, h := range r.Hits {
		if asJSON {
			line := hitLine{h.Kind, "", "", "", h.Title, h.Outlet, h.Published.String(), h.Snippet, h.Marks, h.Place}
			if h.DocumentID != dossier.None {
				line.Document = h.DocumentID.String()
			}
			if h.StatementID != dossier.None {
				line.Statement = h.StatementID.String()
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
		fmt.Fprintf(s.Out, "%-9s  %s\n           %s\n", h.Kind, shown(where), shown(strings.ReplaceAll(marked(h), "\n", " ")))
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

func (s *session) positionsCommand() *cobra.Command {
	var f dossier.PositionFilter
	var asJSON, asCSV bool
	c := &cobra.Command{
		Use:   "positions DOSSIER",
		Short: "Show the parties' positions side by side",
		Long: `For each issue and party: the newest stance, its words, speaker, date and outlet, and how many statements there
are. An empty place says so. Words in quotation marks stand as they were printed; a paraphrase carries none.`,
		Example: `  parley positions talks.parley
  parley positions talks.parley --as-of 2026-11-15 --csv > positions.csv`,
		Args:              args(1, 1),
		ValidArgsFunction: completeDossier,
		RunE: func(c *cobra.Command, a []string) error {
			if asJSON && asCSV {
				return usageError{fmt.Errorf("--json and --csv cannot be had together")}
			}
			return s.on(c.Context(), a[0], func(w *app.Workbench) error {
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
	c.Flags().Var(dateFlag{&f.AsOf}, "as-of", "positions as they were on this day")
	c.Flags().Var(dateFlag{&f.From}, "from", "leave out what was said before this day")
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON lines, one for each party and issue")
	c.Flags().BoolVar(&asCSV, "csv", false, "print CSV, the words exactly as stored")
	return c
}

// cellLine is one party on one issue, for programs.
type cellLine struct {
	Issue     string `json:"issue"`
	Party     string `json:"party"`
	Stance    string `json:"stance"`
	Count     int    `json:"count"`
	Date      string `json:"date"`
	DateKnown bool   `json:"date_is_said"`
	Speaker   string `json:"speaker"`
	Outlet    string `json:"outlet"`
	Kind      string `json:"kind"`
	Act       string `json:"act"`
	Words     string `json:"words"`
	Title     string `json:"title"`
	Statement int    `json:"statement"`
}

func cellLineOf(g dossier.Grid, c dossier.Cell) cellLine {
	l := cellLine{Count: c.Count}
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
	}
	return l
}

func gridCSV(w io.Writer, g dossier.Grid) error {
	out := csv.NewWriter(w)
	rows := [][]string{{"issue", "party", "stance", "count", "date", "date_is_said", "speaker", "outlet", "kind", "act", "words", "title", "statement"}}
	for _, row := range g.Cells {
		for _, c := range row {
			l := cellLineOf(g, c)
			rows = append(rows, []string{l.Issue, l.Party, l.Stance, strconv.Itoa(l.Count), l.Date, strconv.FormatBool(l.DateKnown),
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
				fmt.Fprintf(w, "   %s%s  – No statement found; %s searched to %s\n", party.Name, pad, count(g.Outlets, "outlet"), g.To.Label())
				continue
			}
			fmt.Fprintf(w, "   %s%s  %s (%d)  %s\n", party.Name, pad, stanceMarks[c.Stance], c.Count, shown(words(c.Newest)))
			fmt.Fprintf(w, "   %s  %s\n", strings.Repeat(" ", width), shown(sourceLine(c.Newest)))
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

func (s *session) codeCommand() *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:   "code DOSSIER FILE|-",
		Short: "Code statements from a file, as one step of undo",
		Long: `The file is CSV with a head line, or JSON. CSV columns: statement (its number) or quote (words of it) with
document (its title), party, issue, stance (supports, conditional, opposes, ambiguous), reason. JSON: a list of the
same, or an object with "parties" (name, abbrev, actors), "issues" (name, definition) and "codes". Coding a proposal
accepts it. Where anything does not fit, nothing is coded and every line that does not fit is named.`,
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
				fmt.Fprintf(s.Out, "Coded %s on %s. New parties: %d.\n", count(r.Coded, "statement"), count(r.Issues, "issue"), r.Parties)
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
