package commands

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

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

func (s *session) importCommand() *cobra.Command {
	var facts app.Facts
	var accept, asJSON bool
	c := &cobra.Command{
		Use:   "import DOSSIER FILE…|-",
		Short: "Add texts to a dossier; the dossier is made where there is none",
		Long: `Adds texts and the statements found in them, as proposals. The bytes are kept as they came. Folders are walked
for .txt, .text, .md, .html and .htm. A text that is already there is not added again. What is not given by a flag is guessed
from the text. An import is one step of undo, a very large one a step for each 500 texts.`,
		Example: `  parley import talks.parley article.txt --outlet "Lake Herald" --published 2026-11-14
  parley import talks.parley articles/
  xclip -o | parley import talks.parley -`,
		Args:              args(2, -1),
		ValidArgsFunction: completeDossier,
		RunE: func(c *cobra.Command, a []string) error {
			if len(a) > 2 && (facts.Title != "" || facts.URL != "") {
				return usageError{errors.New("--title and --url hold for one text; import the texts one by one")}
			}
			return s.importTexts(c.Context(), a[0], a[1:], facts, accept, asJSON)
		},
	}
	factFlags(c, &facts)
	c.Flags().BoolVar(&accept, "accept", false, "accept the proposals, too")
	c.Flags().BoolVar(&asJSON, "json", false, "print what was added as JSON lines")
	return c
}

func (s *session) importTexts(ctx context.Context, path string, files []string, f app.Facts, accept, asJSON bool) (err error) {
	var standardInput []byte
	var rest []string
	for _, file := range files {
		if file != "-" {
			rest = append(rest, file)
			continue
		}
		if standardInput != nil {
			return usageError{errors.New("standard input can be read once only")}
		}
		if standardInput, err = io.ReadAll(s.In); err != nil {
			return fmt.Errorf("standard input could not be read: %w", err)
		}
		if standardInput == nil {
			standardInput = []byte{}
		}
	}
	w := s.workbench()
	defer func() {
		if closeErr := w.Close(); err == nil {
			err = closeErr
		}
	}()
	if _, statErr := os.Stat(path); errors.Is(statErr, fs.ErrNotExist) {
		err = w.Create(ctx, path, "")
	} else {
		err = w.Open(ctx, path)
	}
	if err != nil {
		return err
	}
	s.tellShared(ctx, w)
	var r app.ImportResult
	if len(rest) > 0 {
		if r, err = w.Import(ctx, rest, f, s.progress()); err != nil {
			return err
		}
	}
	if standardInput != nil {
		more, err := w.ImportInputs(ctx, []app.Input{{Name: "standard input", Raw: standardInput}}, f, nil)
		if err != nil {
			return err
		}
		r.Added, r.Same, r.Failed = append(r.Added, more.Added...), append(r.Same, more.Same...), append(r.Failed, more.Failed...)
		r.Statements += more.Statements
	}
	if accept {
		for _, d := range r.Added {
			if _, err := w.AcceptAbove(ctx, d.ID, 0); err != nil {
				return err
			}
		}
	}
	s.printImport(r, accept, asJSON)
	if len(r.Failed) > 0 {
		return errFailed
	}
	return nil
}

type addedLine struct {
	Document  int    `json:"document"`
	ID        string `json:"id"`
	Title     string `json:"title"`
	Outlet    string `json:"outlet,omitempty"`
	Published string `json:"published,omitempty"`
	Lang      string `json:"lang"`
}

func (s *session) printImport(r app.ImportResult, accept, asJSON bool) {
	for _, d := range r.Added {
		if asJSON {
			printJSON(s.Out, addedLine{d.Number, d.ID.String(), d.Title, d.Outlet, d.Published.String(), d.Lang})
			continue
		}
		fmt.Fprintf(s.Out, "%4d  %s\n", d.Number, shown(d.Title+facts(d)))
	}
	for _, file := range r.Same {
		fmt.Fprintf(s.Err, "parley: %s: not added, this text is already here\n", file)
	}
	for _, f := range r.Failed {
		fmt.Fprintf(s.Err, "parley: %s: not added: %s\n", f.File, oneLine(f.Err.Error()))
	}
	if !asJSON {
		decided := "to decide"
		if accept {
			decided = "accepted"
		}
		fmt.Fprintf(s.Out, "Added %s, %s %s. Already here: %d. Failed: %d.\n", count(len(r.Added), "document"),
			count(r.Statements, "statement"), decided, len(r.Same), len(r.Failed))
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
