package commands

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"parley/app"
	"parley/dossier"
)

// factFlags are the flags by which a person tells facts of a text.
func factFlags(c *cobra.Command, f *app.Facts) {
	c.Flags().StringVar(&f.Title, "title", "", "title (one text only)")
	c.Flags().StringVar(&f.Outlet, "outlet", "", "outlet that published it")
	c.Flags().StringVar(&f.Author, "author", "", "author")
	c.Flags().StringVar(&f.URL, "url", "", "address (one text only)")
	c.Flags().StringVar(&f.Lang, "lang", "", "language, such as en, he, ar")
	c.Flags().Var(dateFlag{&f.Published}, "published", "when it was published: 2026-11-14, or \"2026-11-14 18:05 UTC+2\"")
}

// importWish is what the flags of import ask for.
type importWish struct {
	facts           app.Facts
	table           string // file of facts, or empty
	accept, preview bool
	json            bool
}

func (s *session) importCommand() *cobra.Command {
	var o importWish
	c := &cobra.Command{
		Use:   "import DOSSIER FILE…|-",
		Short: "Add texts to a dossier; the dossier is made where there is none",
		Long: `Adds texts and the statements found in them, as proposals. The bytes are kept as they came. Read are text and
Markdown, HTML and saved pages (.mhtml), mails (.eml), Word (.docx), OpenDocument (.odt), the text layer of PDFs, and
archives of these (.zip, .tar, .tar.gz), which are never unpacked to disk; folders are walked. A text that is already
there is not added again; one that is nearly there is added, with a line that says of what it is a near copy. What is
not given by a flag or a table of facts is guessed from the text.

--facts names a table, CSV or a JSON list, with the columns file, title, outlet, author, url, published, lang, marking and
grade. A row holds for the file of that path, or of that name. --preview shows what would be added, and adds nothing.

An import is one step of undo. An import that was stopped can be run again:
what is here already is skipped without being read.`,
		Example: `  parley import talks.parley article.txt --outlet "Lake Herald" --published 2026-11-14
  parley import talks.parley articles/ march.zip
  parley import talks.parley articles/ --facts facts.csv --preview
  xclip -o | parley import talks.parley -`,
		Args:              args(2, -1),
		ValidArgsFunction: completeDossier,
		RunE: func(c *cobra.Command, a []string) error {
			if len(a) > 2 && (o.facts.Title != "" || o.facts.URL != "") {
				return usageError{errors.New("--title and --url hold for one text; import the texts one by one, or name them in a table of --facts")}
			}
			if o.preview && o.accept {
				return usageError{errors.New("--preview adds nothing that --accept could accept")}
			}
			return s.importTexts(c.Context(), a[0], a[1:], o)
		},
	}
	factFlags(c, &o.facts)
	c.Flags().StringVar(&o.table, "facts", "", "`file` with the facts of single files, CSV or JSON")
	c.Flags().BoolVar(&o.preview, "preview", false, "show what would be added, and add nothing")
	c.Flags().BoolVar(&o.accept, "accept", false, "accept the proposals, too")
	c.Flags().BoolVar(&o.json, "json", false, "print what was added, or would be, as JSON lines")
	return c
}

// importTexts imports, or shows what an import would do.
func (s *session) importTexts(ctx context.Context, path string, files []string, o importWish) (err error) {
	p := app.ImportParams{Facts: o.facts}
	if p.Files, p.Inputs, err = s.importInputs(files); err != nil {
		return err
	}
	if p.Table, err = readTable(o.table); err != nil {
		return err
	}
	w := s.workbench()
	defer func() {
		if closeErr := w.Close(); err == nil {
			err = closeErr
		}
	}()
	_, statErr := os.Stat(path)
	missing := errors.Is(statErr, fs.ErrNotExist)
	switch {
	case missing && o.preview: // a dossier that is not there is not made for a look
		dir, err := os.MkdirTemp("", "parley-preview-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		if err := w.Create(ctx, filepath.Join(dir, "preview.parley"), ""); err != nil {
			return err
		}
		defer func() { _ = w.CloseDossier() }() // before its folder goes
	case missing:
		err = w.Create(ctx, path, "")
	default:
		err = w.Open(ctx, path)
	}
	if err != nil {
		return err
	}
	s.tellShared(ctx, w)
	if o.preview {
		v, err := w.PreviewImport(ctx, p, s.progress())
		if err != nil {
			return err
		}
		return s.printPreview(v, p.Table, o)
	}
	r, err := w.ImportWith(ctx, p, s.progress())
	if err == nil && o.accept {
		for _, d := range r.Added {
			if _, err := w.AcceptAbove(ctx, d.ID, 0); err != nil {
				return err
			}
		}
	}
	if err == nil || len(r.Added) > 0 {
		s.printImport(r, p.Table, o)
	}
	if err == nil && len(r.Failed) > 0 {
		err = errFailed
	}
	return err
}

// importInputs tells files from what comes on standard input.
func (s *session) importInputs(names []string) (files []string, inputs []app.Input, err error) {
	for _, name := range names {
		if name != "-" {
			files = append(files, name)
			continue
		}
		if len(inputs) > 0 {
			return nil, nil, usageError{errors.New("standard input can be read once only")}
		}
		raw, err := io.ReadAll(s.In)
		if err != nil {
			return nil, nil, fmt.Errorf("standard input could not be read: %w", err)
		}
		inputs = append(inputs, app.Input{Name: "standard input", Raw: append([]byte{}, raw...)})
	}
	return files, inputs, nil
}

// readTable reads the table of facts, where one is named.
func readTable(file string) (*app.FactTable, error) {
	if file == "" {
		return nil, nil
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("the table of facts was not read: %w", err)
	}
	t, err := app.ReadFactTable(raw)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return t, nil
}

type addedLine struct {
	Document  int         `json:"document"`
	ID        string      `json:"id"`
	Title     string      `json:"title"`
	Outlet    string      `json:"outlet,omitempty"`
	Published string      `json:"published,omitempty"`
	Lang      string      `json:"lang"`
	File      string      `json:"file"`
	Encoding  string      `json:"encoding"`
	Alike     []alikeLine `json:"alike,omitempty"`
}

// alikeLine is a near copy: shares of the runs of five words, of this text there and the reverse.
type alikeLine struct {
	Document int     `json:"document"`
	Title    string  `json:"title"`
	Share    float64 `json:"share"`
	Reverse  float64 `json:"reverse"`
}

func alikeLines(likes []dossier.Likeness) (lines []alikeLine) {
	for _, l := range likes {
		lines = append(lines, alikeLine{l.Document.Number, l.Document.Title, math.Floor(l.Share*1000) / 1000, math.Floor(l.Reverse*1000) / 1000})
	}
	return lines
}

func (s *session) printImport(r app.ImportResult, t *app.FactTable, o importWish) {
	alike := 0
	for _, d := range r.Added {
		if len(d.Alike) > 0 {
			alike++
		}
		if o.json {
			printJSON(s.Out, addedLine{d.Number, d.ID.String(), d.Title, d.Outlet, d.Published.String(), d.Lang, d.File, d.Encoding, alikeLines(d.Alike)})
			continue
		}
		line := d.Title + facts(d.Document)
		if d.Encoding != "utf-8" {
			line += " · " + d.Encoding
		}
		fmt.Fprintf(s.Out, "%4d  %s\n", d.Number, shown(line))
		for _, l := range d.Alike {
			fmt.Fprintf(s.Out, "      %s\n", shown(l.Words()))
		}
	}
	for _, file := range r.Same {
		fmt.Fprintf(s.Err, "parley: %s: not added, this text is already here\n", file)
	}
	for _, f := range r.Failed {
		fmt.Fprintf(s.Err, "parley: %s: not added: %s\n", f.File, oneLine(f.Err.Error()))
	}
	s.printUnused(t)
	for _, file := range r.NoRow {
		fmt.Fprintf(s.Err, "parley: facts: no row for %s\n", file)
	}
	if o.json {
		return
	}
	decided := "to decide"
	if o.accept {
		decided = "accepted"
	}
	fmt.Fprintf(s.Out, "Added %s, %s %s. Already here: %d. Near copies: %d. Failed: %d. Left out: %d.\n", count(len(r.Added), "document"),
		count(r.Statements, "statement"), decided, len(r.Same), alike, len(r.Failed), len(r.Left))
}

// printUnused says what of a table of facts was not used as it was meant.
func (s *session) printUnused(t *app.FactTable) {
	if t == nil {
		return
	}
	for _, note := range t.Notes {
		fmt.Fprintf(s.Err, "parley: facts: %s\n", note)
	}
	for _, row := range t.NoFile() {
		fmt.Fprintf(s.Err, "parley: facts: no file for %s\n", row)
	}
	for _, row := range t.Shared() {
		fmt.Fprintf(s.Err, "parley: facts: several files took %s\n", row)
	}
}

func facts(d dossier.Document) string {
	line := ""
	for _, part := range []string{d.Outlet, d.Published.Label()} {
		if part != "" {
			line += " · " + part
		}
	}
	return line
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// printJSON writes one JSON line with every letter as it is.
func printJSON(w io.Writer, v any) {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	_ = e.Encode(v) // a closed pipe ends the program by itself
}
