package views

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"parley/app"
	"parley/dossier"
	"parley/views/desk"
	"parley/views/files"
	"parley/views/parts"
	"parley/views/sheet"
)

// mostDossiers is of how many recent dossiers the backups are listed where none is open.
const mostDossiers = 8

// kept is a line of the sheet of backups: a backup, or, where it is of no kind, the head of a dossier's.
type kept struct {
	of     string // the dossier's path
	backup dossier.Backup
}

// backups is the sheet that lists backups with what each holds, and restores one.
type backups struct {
	w      *window
	paths  []string
	lines  *lines
	items  []kept
	loader *desk.Loader[[]kept]
	sheet  *sheet.Sheet
	button *parts.Button
}

// restore lists the backups of the open dossier, else those of the recent ones.
func (w *window) restore() {
	if w.open() {
		w.openBackups(w.summary.Path)
		return
	}
	var paths []string
	for _, r := range w.work.Recent() {
		if len(paths) < mostDossiers {
			paths = append(paths, r.Path)
		}
	}
	w.openBackups(paths...)
}

func (w *window) openBackups(paths ...string) {
	b := &backups{w: w, paths: paths, lines: newLines(w)}
	b.loader = desk.NewLoader(w.desk, b.load, b.show, nil)
	b.button = parts.NewButton(w.kit, "Restore…", "Enter", parts.Primary, func() { b.choose(b.lines.list.Current()) })
	enable(b.button, false)
	b.lines.list.OnOpen = b.choose
	b.lines.list.OnMove = func(i int) { enable(b.button, b.usable(i)) }
	other := parts.NewButton(w.kit, "Another file…", "", parts.Plain, func() {
		b.sheet.Close()
		w.chooseBackup(paths)
	})
	b.sheet = w.desk.Sheets.Open(sheet.Options{Title: "Restore a backup", Subtitle: "looking for backups…", Width: 860, Height: 520, Body: b.lines.framed(), Focus: b.lines.list,
		Closed:  func() { b.loader.Drop() },
		Buttons: []*parts.Button{parts.NewButton(w.kit, "Close", "Esc", parts.Plain, func() { b.sheet.Close() }), other, b.button}})
	b.loader.Reload()
}

func (b *backups) load(ctx context.Context) (all []kept, err error) {
	for _, path := range b.paths {
		list, err := app.BackupsOf(ctx, path, false)
		if err != nil {
			return nil, err
		}
		if len(b.paths) > 1 && len(list) > 0 {
			all = append(all, kept{of: path})
		}
		for _, backup := range list {
			all = append(all, kept{path, backup})
		}
	}
	return all, nil
}

func (b *backups) show(all []kept) {
	b.items = all
	var list []line
	n, first := 0, -1
	for i, k := range all {
		if k.backup.Path == "" {
			list = append(list, line{name: filepath.Base(k.of), when: filepath.Dir(k.of)})
			continue
		}
		n++
		list = append(list, backupLine(k.backup, len(b.paths) > 1))
		if first < 0 && k.backup.Problem == "" {
			first = i
		}
	}
	words := parts.Count(n, "backup") + ", the newest first"
	if n == 0 {
		words = "There is no backup beside the dossier; one that lies elsewhere is another file."
		if len(b.paths) > 1 {
			words = "There is no backup beside the recent dossiers; one that lies elsewhere is another file."
		}
	}
	b.lines.show(list)
	b.lines.list.Reload(first)
	b.sheet.SetSubtitle(words)
	enable(b.button, first >= 0)
}

// backupLine says of a backup when it was made, what it holds, how it came about and how large it is.
func backupLine(b dossier.Backup, under bool) line {
	made := b.At.Local().Format("2 Jan 2006 15:04")
	l := line{name: made, when: size(b.Bytes), under: under}
	switch {
	case b.Problem != "":
		l.state, l.faint = "not usable", true
		l.name += " · " + b.Problem
		return l
	case b.Verified:
		l.state = string(b.Kind) + ", verified"
	default:
		l.state = string(b.Kind) + ", not verified"
	}
	l.name += " · " + holds(b)
	if b.LastChange != "" {
		l.name += " · " + b.LastChange
	}
	return l
}

func holds(b dossier.Backup) string {
	return parts.Count(b.Documents, "document") + ", " + parts.Count(b.Statements, "statement")
}

func size(bytes int64) string { return fmt.Sprintf("%.1f MB", float64(bytes)/(1<<20)) }

func (b *backups) usable(i int) bool {
	return i >= 0 && i < len(b.items) && b.items[i].backup.Path != "" && b.items[i].backup.Problem == ""
}

// choose asks whether a backup goes in the place of its dossier or beside it.
func (b *backups) choose(i int) {
	if !b.usable(i) {
		return
	}
	k := b.items[i]
	b.sheet.Close()
	words := []string{fmt.Sprintf("The backup of %s: %s.", k.backup.At.Local().Format("2 January 2006, 15:04"), holds(k.backup))}
	if k.backup.LastChange != "" {
		words = append(words, fmt.Sprintf("The last change in it: %s, %s.", k.backup.LastChange, k.backup.LastAt.Local().Format("2 January 2006, 15:04")))
	}
	b.w.restoreOver(words, k.backup.Path, k.of)
}

// chooseBackup takes a backup that lies anywhere.
func (w *window) chooseBackup(of []string) {
	dir := ""
	if len(of) > 0 {
		dir = filepath.Join(filepath.Dir(of[0]), "backups")
		if _, err := os.Stat(dir); err != nil {
			dir = filepath.Dir(of[0])
		}
	}
	files.Choose(w.desk, files.Options{Title: "Choose a backup", Action: "Go on", Endings: dossierEnding, Dir: dir, Done: func(backup string) {
		if len(of) == 1 {
			w.restoreOver([]string{"The backup: " + backup}, backup, of[0])
			return
		}
		w.restoreAs(backup)
	}})
}

// restoreOver asks whether the backup goes in the place of a dossier or beside it.
func (w *window) restoreOver(words []string, backup, path string) {
	var s *sheet.Sheet
	over := func() {
		s.Close()
		w.restoreTo(backup, path)
	}
	if _, err := os.Stat(path); err != nil {
		words = append(words, "It is put in the place of "+path+", which is not there.")
	} else {
		words = append(words, "It is put in the place of "+path+". The file that is there now is kept beside it under another name, and can be restored in its turn.")
	}
	s = w.words("Restore a backup", "", words, parts.NewButton(w.kit, "Restore as another file…", "", parts.Plain, func() {
		s.Close()
		w.restoreAs(backup)
	}), parts.NewButton(w.kit, "Restore", "Ctrl Enter", parts.Primary, over))
	w.confirms(s, over)
}

func (w *window) restoreAs(backup string) {
	files.Choose(w.desk, files.Options{Title: "Restore to", Action: "Restore", Endings: dossierEnding, New: true, Dir: filepath.Dir(filepath.Dir(backup)),
		Name: "Restored.parley", Done: func(path string) { w.restoreTo(backup, path) }})
}

func (w *window) restoreTo(backup, path string) {
	w.settle(func() {
		w.message.Clear()
		w.work.Jobs().Start("Restoring "+filepath.Base(path), func(ctx context.Context, _ app.Progress) (string, error) {
			if err := w.work.Restore(ctx, backup, path); err != nil {
				return "", err
			}
			return "Restored " + filepath.Base(path), w.work.Open(ctx, path)
		})
	})
}

// offer is what can be done about an error: where the file is damaged a backup is restored, where it takes no more the work
// goes on in a copy.
func (w *window) offer(err error) (action string, do func()) {
	path := w.opening
	if path == "" && w.open() {
		path = w.summary.Path
	}
	switch {
	case app.BackupHelps(err) && path != "":
		return "Restore a backup…", func() { w.openBackups(path) }
	case app.CopyHelps(err) && w.open():
		return "Save a copy…", w.saveCopy
	}
	return "", nil
}

// check verifies the dossier and says in words what it found.
func (w *window) check() {
	w.work.Jobs().Start("Checking the dossier", func(ctx context.Context, p app.Progress) (string, error) {
		found, err := w.work.Check(ctx, p)
		if err != nil {
			return "", err
		}
		w.desk.Do(func() { w.showFindings("Check the dossier", found) })
		return checkTitle(found), nil
	})
}

// showFindings lists what a check found, with a button where a repair can mend something of it.
func (w *window) showFindings(title string, found []dossier.Finding) {
	for _, f := range found {
		if f.Derived && w.writable() {
			var s *sheet.Sheet
			mend := func() {
				s.Close()
				w.repair()
			}
			s = w.words(title, checkTitle(found), findings(found), parts.NewButton(w.kit, "Repair what can be rebuilt", "Ctrl Enter", parts.Primary, mend))
			w.confirms(s, mend)
			return
		}
	}
	w.words(title, checkTitle(found), findings(found))
}

// repair rebuilds what is derived and says what came of it.
func (w *window) repair() {
	w.work.Jobs().Start("Repairing the dossier", func(ctx context.Context, p app.Progress) (string, error) {
		r, err := w.work.Repair(ctx, p)
		if err != nil {
			return "", err
		}
		title, words := repaired(r)
		w.desk.Do(func() { w.words("Repair the dossier", title, words) })
		return title, nil
	})
}

func repaired(r app.Repaired) (title string, words []string) {
	words = append(words, r.Mended...)
	if r.Backup != "" {
		words = append(words, "The file as it was before is kept as "+r.Backup)
	}
	if len(r.Left) > 0 {
		return "Not everything can be mended", append(words, findings(r.Left)...)
	}
	if len(r.Mended) == 0 {
		return "Nothing to repair", []string{"The dossier was checked again. Nothing is wrong."}
	}
	return "Repaired, and checked again: nothing is wrong", words
}

// notice tells what stopped no work.
func (w *window) notice(e app.Event) {
	m := parts.Message{Warning: true, Words: e.Words}
	if len(e.Findings) > 0 {
		m.Action, m.Do = "Show what", func() { w.showFindings("After a crash", e.Findings) }
	}
	w.message.Say(m)
}

func checkTitle(found []dossier.Finding) string {
	if len(found) == 0 {
		return "Nothing found wrong"
	}
	return parts.Count(len(found), "finding")
}

// findings writes what a check found, each with what can be done.
func findings(found []dossier.Finding) []string {
	if len(found) == 0 {
		return []string{"Every hash, every passage, the journal and all that is derived were checked against the stored texts. Nothing is wrong."}
	}
	var out []string
	for _, f := range found {
		words := f.Sentence
		if f.Where != "" {
			words = strings.ToUpper(f.Where[:1]) + f.Where[1:] + ": " + words
		}
		if f.Mend != "" {
			words += "\n" + f.Mend
		}
		out = append(out, words)
	}
	return out
}
