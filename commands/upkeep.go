package commands

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"parley/app"
	"parley/dossier"
)

func (s *session) stepCommand(use, short, done string, fn func(*app.Workbench, context.Context) (dossier.Action, error)) *cobra.Command {
	return &cobra.Command{
		Use:               use + " DOSSIER",
		Short:             short,
		Example:           "  parley " + use + " talks.parley",
		Args:              args(1, 1),
		ValidArgsFunction: completeDossier,
		RunE: func(c *cobra.Command, a []string) error {
			return s.on(c.Context(), a[0], func(w *app.Workbench) error {
				action, err := fn(w, c.Context())
				if err != nil {
					return err
				}
				fmt.Fprintf(s.Out, "%s: %s\n", done, action.Name)
				return nil
			})
		},
	}
}

func (s *session) verifyCommand() *cobra.Command {
	var asJSON bool
	var passwordFile string
	c := &cobra.Command{
		Use:   "verify FILE.pdf|- [DOSSIER]",
		Short: "Re-check every quotation of a packet",
		Long: `Compares the pages and every attachment with their hashes, every quotation with the attached text, and, where a
dossier is named, everything with the dossier: is this file recorded as issued, are the texts, the words and their
places the same; and what was decided otherwise since, as notes.

Exit status 0: all is as it was issued. 1: something differs, or the file is no packet. 2: wrong use.
A change of one letter anywhere is found. A file that was made anew as a whole, with hashes that fit, is found by the
comparison with the dossier alone.

--json prints one object:
  ok                     all is as it was issued
  reference, title       as printed
  issued                 when, UTC
  sha256, data_sha256    of the file; of packet.json in it
  encrypted              it took a password
  file, pages, rest, positions
                         {ok, sentence}: the bytes of the file; the pages; structure, outline and properties; the
                         positions and the quotations on which they rest
  quotations             [{number, source, words, ok, sentence}]
  sources                [{number, title, ok, sentence}]
  compared_with_dossier  a dossier was named
  dossier                [{where, sentence, note}]: note true is a change since, or good news; false is not as issued`,
		Example: `  parley verify brief.pdf
  parley verify brief.pdf talks.parley --json`,
		Args: args(1, 2),
		RunE: func(c *cobra.Command, a []string) error {
			pdf := a[0]
			if pdf == "-" && passwordFile == "-" {
				return usageError{errors.New("the packet and its password cannot both come from standard input")}
			}
			password, err := s.passwordFrom(passwordFile)
			if err != nil {
				return err
			}
			if pdf == "-" {
				f, err := os.CreateTemp("", "parley-*.pdf")
				if err != nil {
					return err
				}
				defer os.Remove(f.Name())
				_, err = io.Copy(f, s.In)
				if closeErr := f.Close(); err == nil {
					err = closeErr
				}
				if err != nil {
					return err
				}
				pdf = f.Name()
			}
			verify := func(w *app.Workbench) error {
				v, err := w.VerifyLocked(c.Context(), pdf, password)
				if err != nil {
					return err
				}
				return s.printVerification(v, asJSON)
			}
			if len(a) == 2 {
				return s.on(c.Context(), a[1], verify)
			}
			w := s.workbench()
			defer w.Close()
			return verify(w)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	c.Flags().StringVar(&passwordFile, "password-file", "", "the password is the first line of a `file` (-: standard input)")
	return c
}
