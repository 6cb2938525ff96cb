package commands

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"parley/app"
	"parley/dossier"
)

func (s *session) backupCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "backup DOSSIER [FILE.parley]",
		Short: "Write a verified copy of a dossier",
		Long: `Writes a copy, opens and checks it before it counts. Without a file it goes to the folder backups beside the dossier,
named by the time, and is never deleted by the program. The window makes backups by itself, and so does an import of
more than one text; those are thinned to the last hours, days, weeks and months.`,
		Example: `  parley backup talks.parley
  parley backup talks.parley /media/stick/talks.parley`,
		Args:              args(1, 2),
		ValidArgsFunction: completeDossier,
		RunE: func(c *cobra.Command, a []string) error {
			return s.on(c.Context(), a[0], func(w *app.Workbench) error {
				to := ""
				if len(a) == 2 {
					to = a[1]
				}
				path, err := w.Backup(c.Context(), to)
				if err == nil {
					fmt.Fprintln(s.Out, "Backed up to", path)
				}
				return err
			})
		},
	}
}

// restoreWish is what the flags of restore ask for.
type restoreWish struct {
	from                 string
	list, verify, asJSON bool
}

func (s *session) restoreCommand() *cobra.Command {
	var o restoreWish
	c := &cobra.Command{
		Use:   "restore DOSSIER [BACKUP]",
		Short: "List the backups of a dossier, or put one in its place; the file that was there is kept",
		Long: `Without a backup, lists those there are, newest first, with what each holds. --from names one: a file, "latest" for
the newest that can be restored, or a time for the newest made up to then. It is checked first, and stays. The file that
was there is kept beside it as NAME.replaced-TIME.parley, damaged or not, and can be restored in its turn.

--verify reads every page and every text of each backup that is listed.`,
		Example: `  parley restore talks.parley
  parley restore talks.parley --from latest
  parley restore talks.parley --from "2026-11-14 18:05"
  parley restore talks.parley --from backups/talks-20261119-180000.parley`,
		Args:              args(1, 2),
		ValidArgsFunction: completeDossier,
		RunE: func(c *cobra.Command, a []string) error {
			if len(a) == 2 && o.from != "" {
				return usageError{errors.New("name one backup, either by --from or after the dossier")}
			}
			if len(a) == 2 {
				o.from = a[1]
			}
			if o.from == "" || o.list {
				return s.listBackups(c.Context(), a[0], o)
			}
			return s.restore(c.Context(), a[0], o)
		},
	}
	c.Flags().StringVar(&o.from, "from", "", "the `backup`: a file, a time, or latest")
	c.Flags().BoolVar(&o.list, "list", false, "list the backups (as without a backup)")
	c.Flags().BoolVar(&o.verify, "verify", false, "read every page and every text of those that are listed")
	c.Flags().BoolVar(&o.asJSON, "json", false, "print the list as JSON lines")
	return c
}

func (s *session) restore(ctx context.Context, path string, o restoreWish) error {
	list, err := app.BackupsOf(ctx, path, false)
	if err != nil {
		return err
	}
	from, err := app.ChooseBackup(list, o.from)
	if err != nil {
		return err
	}
	w := s.workbench()
	defer w.Close()
	if err := w.Restore(ctx, from, path); err != nil {
		return err
	}
	fmt.Fprintf(s.Out, "Restored %s from %s\n", path, filepath.Base(from))
	return nil
}

// backupLine is a backup as programs read it.
type backupLine struct {
	Path       string    `json:"path"`
	Kind       string    `json:"kind"`
	At         time.Time `json:"at"`
	Bytes      int64     `json:"bytes"`
	Documents  int       `json:"documents"`
	Statements int       `json:"statements"`
	LastChange string    `json:"last_change,omitempty"`
	LastAt     string    `json:"last_at,omitempty"`
	Verified   bool      `json:"verified"`
	Checked    bool      `json:"checked"`
	Problem    string    `json:"problem,omitempty"`
}

func (s *session) listBackups(ctx context.Context, path string, o restoreWish) error {
	list, err := app.BackupsOf(ctx, path, o.verify)
	if err != nil {
		return err
	}
	bad := false
	for _, b := range list {
		bad = bad || o.verify && b.Problem != ""
		if o.asJSON {
			l := backupLine{Path: b.Path, Kind: string(b.Kind), At: b.At, Bytes: b.Bytes, Documents: b.Documents, Statements: b.Statements,
				LastChange: b.LastChange, Verified: b.Verified, Checked: b.Checked, Problem: b.Problem}
			if !b.LastAt.IsZero() {
				l.LastAt = b.LastAt.Format(time.RFC3339)
			}
			printJSON(s.Out, l)
			continue
		}
		fmt.Fprintf(s.Out, "%s  %7.1f MB  %s, %s\n", b.At.Local().Format("2 Jan 2006 15:04:05"), float64(b.Bytes)/(1<<20), b.Kind, backupState(b))
		if b.Problem == "" {
			fmt.Fprintf(s.Out, "    %s, %s; last change: %s\n", count(b.Documents, "document"), count(b.Statements, "statement"), shown(lastChange(b)))
		}
		fmt.Fprintf(s.Out, "    %s\n", b.Path)
	}
	if len(list) == 0 && !o.asJSON {
		fmt.Fprintln(s.Out, "There is no backup of", path, "beside it.")
	}
	if bad {
		return errFailed
	}
	return nil
}

func lastChange(b dossier.Backup) string {
	if b.LastChange == "" {
		return "none"
	}
	return b.LastChange + ", " + b.LastAt.Local().Format("2 Jan 2006 15:04")
}

func backupState(b dossier.Backup) string {
	switch {
	case b.Problem != "":
		return "not usable: " + oneLine(b.Problem)
	case b.Checked:
		return "verified just now"
	case b.Verified:
		return "verified when it was made"
	}
	return "not verified yet"
}
