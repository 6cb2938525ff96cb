// Package commands does from the command line what the window can do. Scripts rely on its contract: what a program
// reads is printed with --json; the exit status is 0 for done, 1 for failed, 2 for wrong use; an error is one line on
// standard error.
package commands

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"parley/app"
	"parley/dossier"
)

// Version of the program.
const Version = "0.1.0"

// Streams are where commands read and write.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
}

// usageError is a wrong use of a command: exit status 2.
type usageError struct{ error }

// errFailed ends a command with status 1 when it has printed itself what failed.
var errFailed = errors.New("failed")

// session is one run of the program.
type session struct {
	Streams
	analyst string
	window  func(path string) int
	status  int
}

// Main runs the command line and returns the exit status. window opens the workbench on a dossier, or with an empty
// path on the last one.
func Main(args []string, streams Streams, window func(path string) int) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	s := &session{Streams: streams, window: window}
	root := s.root()
	root.SetArgs(args)
	root.SetIn(streams.In)
	root.SetOut(streams.Out)
	root.SetErr(streams.Err)
	err := root.ExecuteContext(ctx)
	var usage usageError
	switch {
	case err == nil:
		return s.status
	case errors.Is(err, errFailed):
		return 1
	}
	fmt.Fprintln(streams.Err, "parley:", oneLine(err.Error()))
	if errors.As(err, &usage) {
		return 2
	}
	return 1
}

// oneLine keeps an error on one line, for scripts that read lines.
func oneLine(s string) string {
	s = strings.ReplaceAll(s, ":\n", ": ")
	return strings.ReplaceAll(strings.TrimSpace(s), "\n", "; ")
}

func (s *session) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "parley [FILE.parley]",
		Short: "Who said what, when, through whom, and where each party stands",
		Long: `Parley finds in pasted articles who said what, when, and through whom it was reported. You decide what each
statement means for each issue; Parley shows the parties' positions side by side and prints a briefing packet
in which every word can be traced to its source. It opens no network connection.

Without a command it opens the workbench: on FILE.parley, or on the last dossier.`,
		Example: `  parley                                     open the workbench
  parley talks.parley                        open the workbench on a dossier
  parley import talks.parley *.txt           add articles
  parley positions talks.parley              the parties side by side
  parley brief talks.parley -o brief.pdf     print the briefing packet`,
		Version:       Version,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 || len(args) == 1 && !looksLikeDossier(args[0]) {
				return usageError{fmt.Errorf("there is no command %q; see parley --help", args[0])}
			}
			return nil
		},
		ValidArgsFunction: completeDossier,
		RunE: func(_ *cobra.Command, args []string) error {
			s.status = s.window(strings.Join(args, ""))
			return nil
		},
	}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.PersistentFlags().StringVar(&s.analyst, "analyst", os.Getenv("PARLEY_ANALYST"), "`name` recorded with each change (or PARLEY_ANALYST; default: your account)")
	root.AddCommand(s.importCommand(), s.readCommand(), s.searchCommand(), s.positionsCommand(), s.viewsCommand(), s.shiftsCommand(), s.gapsCommand(), s.timelineCommand(), s.plotCommand(), s.codeCommand(),
		s.briefCommand(), s.recipesCommand(), s.packetsCommand(), s.verifyCommand(), s.checkCommand(), s.backupCommand(), s.restoreCommand(),
		s.compareCommand(), s.translateCommand(), s.undoCommand(), s.redoCommand(), s.historyCommand(), s.versionsCommand(), s.deleteCommand(), s.trashCommand(),
		s.namesCommand(), s.noteCommand(), s.tagCommand(), s.linkCommand(), s.reviseCommand(), s.repairCommand())
	return root
}

func looksLikeDossier(path string) bool {
	if strings.EqualFold(filepath.Ext(path), ".parley") {
		return true
	}
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// completeDossier offers dossier files for the first argument and any file after it.
func completeDossier(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) == 0 {
		return []string{"parley"}, cobra.ShellCompDirectiveFilterFileExt
	}
	return nil, cobra.ShellCompDirectiveDefault
}

// args wants at least low and at most high arguments; high below 0 means any number.
func args(low, high int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) < low || high >= 0 && len(args) > high {
			return usageError{fmt.Errorf("wrong use: write %s", c.UseLine())}
		}
		return nil
	}
}

// workbench makes a workbench without a window; the list of recent dossiers belongs to the window.
func (s *session) workbench() *app.Workbench {
	return app.New(app.Options{Analyst: s.analyst, ConfigDir: os.DevNull, Tell: func(words string) {
		fmt.Fprintln(s.Err, "parley:", oneLine(words))
	}})
}

// on opens a dossier, runs fn and closes the dossier; an error in closing counts.
func (s *session) on(ctx context.Context, path string, fn func(*app.Workbench) error) (err error) {
	w := s.workbench()
	defer func() {
		if closeErr := w.Close(); err == nil {
			err = closeErr
		}
	}()
	if err := w.Open(ctx, path); err != nil {
		return err
	}
	return fn(w)
}

// tellShared says once that other machines reach the dossier's folder.
func (s *session) tellShared(ctx context.Context, w *app.Workbench) {
	if summary, err := w.Summary(ctx); err == nil && summary.Shared != "" {
		fmt.Fprintln(s.Err, "parley:", oneLine(summary.Shared))
	}
}

// dateFlag is a flag that holds a date.
type dateFlag struct{ date *dossier.Date }

func (f dateFlag) String() string {
	if f.date == nil {
		return ""
	}
	return f.date.String()
}
func (f dateFlag) Set(v string) (err error) { *f.date, err = dossier.ParseDate(v); return err }
func (f dateFlag) Type() string             { return "date" }

// terminal reports whether w is a screen that somebody looks at.
func terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	null, err := os.Stat(os.DevNull) // a device, too, but nobody looks at it
	return err != nil || !os.SameFile(info, null)
}

// progress shows on a terminal how far a long command is.
func (s *session) progress() app.Progress {
	if !terminal(s.Err) {
		return nil
	}
	return func(done, total int, what string) {
		if done == total {
			fmt.Fprint(s.Err, "\r\x1b[K")
			return
		}
		fmt.Fprintf(s.Err, "\r\x1b[K%d of %d %s", done, total, what)
	}
}
