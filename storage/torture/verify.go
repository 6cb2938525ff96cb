package main

import (
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"sort"
	"strings"

	"parley/dossier"
	"parley/storage"
)

// verdict is what a look at a dossier after a fault found.
type verdict struct {
	lost, half int
	findings   int      // of Check
	words      []string // what was wrong, for people
}

func (v *verdict) add(count *int, n int, format string, args ...any) {
	if n > 0 {
		*count += n
		v.words = append(v.words, fmt.Sprintf(format, args...))
	}
}

func (v verdict) good() bool { return v.lost+v.half+v.findings == 0 }

// verify opens a dossier and demands that every claim holds, that no change is half there, that Check finds nothing
// and that undo and redo work. Afterwards the claims are those of the dossier as it is.
func verify(path string, o storage.Options, c *claims) (v verdict, err error) {
	d, err := storage.Open(ctx, path, o)
	if err != nil {
		return v, err
	}
	err = look(d, c, &v)
	if err == nil {
		err = c.settle(d)
	}
	if err = errors.Join(err, d.Close()); err != nil {
		return v, err
	}
	return v, journal(path, &v)
}

func look(d *storage.Dossier, c *claims, v *verdict) error {
	history, err := d.History(ctx, 0)
	if err != nil {
		return err
	}
	promised(history, c, v)
	for _, compare := range []func() error{
		func() error { return tables(d, history, v) },
		func() error { return check(d, v) },
		func() error { return undo(d, history, v) },
	} {
		if err := compare(); err != nil {
			return err
		}
	}
	return nil
}

// promised compares the history with the claims: each writer's steps without a gap up to the last acknowledged or to
// the one that it was at, and undone what was acknowledged as undone.
func promised(history []dossier.Action, c *claims, v *verdict) {
	has := map[int]map[int]int{}
	undone := map[string]int{}
	for _, h := range history {
		if h.Undone {
			undone[h.Name] = 1
		}
		if a, ok := parseAction(h.Name); ok {
			if has[a.writer] == nil {
				has[a.writer] = map[int]int{}
			}
			has[a.writer][a.n]++
		}
	}
	flying := 0
	for number, w := range c.writers {
		last := w.kept
		switch w.trying {
		case "":
		case "undo", "redo":
			flying++
		default:
			last++
		}
		lost := 0
		for n := 1; n <= w.kept; n++ {
			if has[number][n] == 0 {
				lost++
			}
		}
		v.add(&v.lost, lost, "Of writer %d's %d acknowledged changes %d are not in the history.", number, w.kept, lost)
		more := 0
		for n, times := range has[number] {
			if n > last {
				more++
			}
			more += times - 1
		}
		v.add(&v.half, more, "Writer %d has %d changes in the history that it never tried or that were refused.", number, more)
	}
	other := 0
	for _, name := range union(undone, c.undone) {
		if undone[name] != c.undone[name] {
			other++
		}
	}
	v.add(&v.lost, max(0, other-flying), "%d changes are not undone or done as was acknowledged.", other-flying)
}

func union(a, b map[string]int) (names []string) {
	for n := range a {
		names = append(names, n)
	}
	for n := range b {
		if _, both := a[n]; !both {
			names = append(names, n)
		}
	}
	return names
}

// tables compares what the history says was done with what is in the tables: both ways, so that a change that is half
// there is seen whichever half it is.
func tables(d *storage.Dossier, history []dossier.Action, v *verdict) error {
	want, got := map[string]string{}, map[string]string{}
	for i := len(history) - 1; i >= 0; i-- {
		a, ok := parseAction(history[i].Name)
		if !ok || history[i].Undone {
			continue
		}
		switch a.what {
		case "document":
			want["author of "+a.title()], want["text of "+a.title()] = "", textOf(a.writer, a.n)
			want["statements of "+a.title()] = "2"
		case "issue":
			want["Issue "+a.title()], want["Actor "+a.title()] = "there", "there"
		case "reading":
			want["reading of "+a.of] = a.title()
		case "facts":
			want["author of "+a.of] = a.title()
		}
	}
	docs, _, err := d.Documents(ctx, dossier.DocumentFilter{})
	if err != nil {
		return err
	}
	statements, err := d.Statements(ctx, storage.StatementFilter{})
	if err != nil {
		return err
	}
	titles, count := map[dossier.ID]string{}, map[dossier.ID]int{}
	for _, s := range statements {
		count[s.DocumentID]++
	}
	for _, doc := range docs {
		rev, err := d.Revision(ctx, doc.Revision, true)
		if err != nil {
			return err
		}
		titles[doc.ID] = doc.Title
		got["author of "+doc.Title], got["text of "+doc.Title] = doc.Author, rev.Text
		got["statements of "+doc.Title] = fmt.Sprint(count[doc.ID])
		if string(rev.Raw) != strings.ReplaceAll(rev.Text, "\n", "\r\n") {
			got["text of "+doc.Title] = "(its pasted bytes are others)"
		}
	}
	for _, s := range statements {
		for _, c := range s.Codings {
			got["reading of "+titles[s.DocumentID]] += c.Reason
		}
	}
	issues, err := d.Issues(ctx)
	if err != nil {
		return err
	}
	for _, i := range issues {
		got[i.Name] = "there"
	}
	actors, err := d.Actors(ctx)
	if err != nil {
		return err
	}
	for _, a := range actors {
		if strings.HasPrefix(a.Name, "Actor ") {
			got[a.Name] = "there"
		}
	}
	differ(want, got, v)
	return nil
}

func differ(want, got map[string]string, v *verdict) {
	var wrong []string
	for k, w := range want {
		if g, ok := got[k]; !ok || g != w {
			wrong = append(wrong, k)
		}
	}
	for k := range got {
		if _, ok := want[k]; !ok {
			wrong = append(wrong, k)
		}
	}
	sort.Strings(wrong)
	v.add(&v.half, len(wrong), "The tables are not as the history says: %s.", strings.Join(wrong[:min(len(wrong), 8)], ", "))
}

func check(d *storage.Dossier, v *verdict) error {
	findings, err := d.Check(ctx, nil)
	for _, f := range findings {
		v.add(&v.findings, 1, "%s: %s", f.Where, f.Sentence)
	}
	return err
}

// undo takes the newest action back and makes it again.
func undo(d *storage.Dossier, history []dossier.Action, v *verdict) error {
	newest := ""
	for _, h := range history {
		if !h.Undone {
			newest = h.Name
			break
		}
	}
	if newest == "" {
		return nil
	}
	for _, do := range []func() (dossier.Action, error){
		func() (dossier.Action, error) { return d.Undo(ctx) },
		func() (dossier.Action, error) { return d.Redo(ctx) },
	} {
		a, err := do()
		if err != nil {
			v.add(&v.half, 1, "What was done last could not be undone and redone: %s", oneLine(err))
			return nil
		}
		if a.Name != newest {
			v.add(&v.half, 1, "Undo and redo took %q, and %q was the newest.", a.Name, newest)
		}
	}
	again, err := d.History(ctx, 0)
	if err == nil && fmt.Sprint(again) != fmt.Sprint(history) {
		v.add(&v.half, 1, "After undo and redo the history is another.")
	}
	return err
}

// journal compares the number of rows that each action says it changed with those that the journal keeps, and the
// clock of the actions with their order. It reads the file beside storage, once storage has let go of it.
func journal(path string, v *verdict) error {
	db, err := sql.Open("sqlite3", (&url.URL{Scheme: "file", OmitHost: true, Path: filepath.ToSlash(path), RawQuery: "mode=ro"}).String())
	if err != nil {
		return err
	}
	defer db.Close()
	for _, rule := range []struct{ words, query string }{
		{"%d actions of the journal do not have the rows that they say.", "SELECT count(*) FROM action a WHERE rows <> (SELECT count(*) FROM change WHERE action_id = a.id)"},
		{"%d rows of the journal belong to no action.", "SELECT count(*) FROM change WHERE action_id NOT IN (SELECT id FROM action)"},
		{"%d actions have a clock that is not later than that of the one before.", "SELECT count(*) FROM (SELECT hlc, lag(hlc) OVER (ORDER BY id) AS previous FROM action) WHERE hlc <= previous"},
		{"The dossier's clock is behind its %d newest actions.", "SELECT count(*) FROM action WHERE hlc > (SELECT hlc FROM dossier)"},
	} {
		var n int
		if err := db.QueryRow(rule.query).Scan(&n); err != nil {
			return err
		}
		v.add(&v.half, n, rule.words, n)
	}
	return nil
}
