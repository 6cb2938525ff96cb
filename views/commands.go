package views

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/dossier"
	"parley/views/look"
	"parley/views/names"
	"parley/views/parts"
	"parley/views/textview"
)

const (
	ctrl  = fyne.KeyModifierControl
	shift = fyne.KeyModifierShift
)

// key makes the shortcut of a key with modifiers.
func key(name fyne.KeyName, mod fyne.KeyModifier) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: name, Modifier: mod}
}

// allCommands lists every command of the window, as it stands in the menu.
func (w *window) allCommands() []group {
	return []group{
		{name: "Dossier", commands: w.dossierCommands()},
		{name: "Edit", commands: w.editCommands()},
		{name: "View", commands: w.viewCommands()},
		{name: "Go", commands: w.goCommands()},
		{name: "Document", commands: w.documentCommands()},
		{name: "Statement", commands: append(w.onPane(0, w.reading.article.Menu()), w.statementHistory())},
		{name: "Positions", commands: w.positionsCommands()},
		{name: "Timeline", commands: w.timelineCommands()},
		{name: "Packet", commands: w.packetCommands()},
		{name: "Names", commands: w.namesCommands()},
		{name: "Help", commands: w.helpCommands()},
	}
}

func (w *window) open() bool     { return w.work.IsOpen() }
func (w *window) writable() bool { return w.work.IsOpen() && !w.summary.ReadOnly }

func (w *window) dossierCommands() []parts.Command {
	return []parts.Command{
		{Name: "New…", Key: "Ctrl N", Shortcut: key(fyne.KeyN, ctrl), Run: w.newDossier},
		{Name: "Open…", Key: "Ctrl O", Shortcut: key(fyne.KeyO, ctrl), Run: w.openDossier},
		{Name: "Open the sample", Run: w.openSample},
		{Name: "Add a document from the clipboard", Key: "Ctrl Shift V", Shortcut: key(fyne.KeyV, ctrl|shift), Divided: true, Enabled: w.mayAdd, Run: w.addFromClipboard},
		{Name: "Import files…", Key: "Ctrl Shift O", Shortcut: key(fyne.KeyO, ctrl|shift), Enabled: w.writable, Run: w.importFiles},
		{Name: "Parties…", Divided: true, Enabled: w.open, Run: w.openNames(names.Parties)},
		{Name: "Issues…", Enabled: w.open, Run: w.openNames(names.Issues)},
		{Name: "Actors…", Enabled: w.open, Run: w.openNames(names.Actors)},
		{Name: "Outlets…", Enabled: w.open, Run: w.openNames(names.Outlets)},
		{Name: "Tags…", Enabled: w.open, Run: w.openNames(names.Tags)},
		{Name: "Save a copy…", Key: "Ctrl Shift S", Shortcut: key(fyne.KeyS, ctrl|shift), Divided: true, Enabled: w.open, Run: w.saveCopy},
		{Name: "Back up", Key: "Ctrl Shift B", Shortcut: key(fyne.KeyB, ctrl|shift), Enabled: w.open, Run: w.backUp},
		{Name: "Restore a backup…", Run: w.restore},
		{Name: "Check the dossier", Enabled: w.open, Run: w.check},
		{Name: "Close", Key: "Ctrl W", Shortcut: key(fyne.KeyW, ctrl), Divided: true, Enabled: w.open, Run: w.closeDossier},
		{Name: "Quit", Key: "Ctrl Q", Shortcut: key(fyne.KeyQ, ctrl), InSheet: true, Run: w.quit},
	}
}

// mayAdd is on without a dossier too, so that the key says what is missing instead of doing nothing.
func (w *window) mayAdd() bool { return !w.open() || w.writable() }

func (w *window) editCommands() []parts.Command {
	typing := func() bool { _, ok := w.win.Canvas().Focused().(entry); return ok }
	undoing := func() bool { return typing() || w.desk.Sheets.Top() == nil && w.writable() && w.summary.UndoName != "" }
	redoing := func() bool { return typing() || w.desk.Sheets.Top() == nil && w.writable() && w.summary.RedoName != "" }
	redo := func() {
		if !w.typed(&fyne.ShortcutRedo{}) {
			w.redo()
		}
	}
	return []parts.Command{
		{Name: "Undo", Key: "Ctrl Z", Shortcut: &fyne.ShortcutUndo{}, InSheet: true, Enabled: undoing, Title: w.undoTitle, Run: func() {
			if !w.typed(&fyne.ShortcutUndo{}) {
				w.undo()
			}
		}},
		{Name: "Redo", Key: "Ctrl Y", Shortcut: &fyne.ShortcutRedo{}, InSheet: true, Enabled: redoing, Title: w.redoTitle, Run: redo},
		{Name: "Redo the same way", Key: "Ctrl Shift Z", Shortcut: key(fyne.KeyZ, ctrl|shift), InSheet: true, Enabled: redoing, Run: redo},
		{Name: "History", Key: "Ctrl H", Shortcut: key(fyne.KeyH, ctrl), Enabled: w.open, Run: w.openHistory},
		{Name: "Trash…", Enabled: w.open, Run: w.openTrash},
		{Name: "Cut", Key: "Ctrl X", Shortcut: &fyne.ShortcutCut{}, Divided: true, InSheet: true, Enabled: w.inEntry, Run: func() { w.typed(&fyne.ShortcutCut{Clipboard: w.app.Clipboard()}) }},
		{Name: "Copy", Key: "Ctrl C", Shortcut: &fyne.ShortcutCopy{}, InSheet: true, Enabled: w.takesShortcuts, Run: func() { w.forward(&fyne.ShortcutCopy{Clipboard: w.app.Clipboard()}) }},
		{Name: "Paste", Key: "Ctrl V", Shortcut: &fyne.ShortcutPaste{}, InSheet: true, Enabled: w.inEntry, Run: func() { w.typed(&fyne.ShortcutPaste{Clipboard: w.app.Clipboard()}) }},
		{Name: "Select all", Key: "Ctrl A", Shortcut: &fyne.ShortcutSelectAll{}, InSheet: true, Enabled: w.takesShortcuts, Run: func() { w.forward(&fyne.ShortcutSelectAll{}) }},
		{Name: "Find in this text", Key: "Ctrl F", Shortcut: key(fyne.KeyF, ctrl), Divided: true, Enabled: w.reads, Run: w.reading.article.Find},
		{Name: "Find the next", Key: "F3", Enabled: w.reads, Run: func() { w.reading.article.FindNext(false) }},
		{Name: "Find the one before", Key: "Shift F3", Enabled: w.reads, Run: func() { w.reading.article.FindNext(true) }},
		{Name: "Search the dossier", Key: "Ctrl Shift F", Shortcut: key(fyne.KeyF, ctrl|shift), Enabled: w.open, Run: w.openSearch},
		{Name: "Save this search…", Key: "Ctrl S", Shortcut: key(fyne.KeyS, ctrl), InSheet: true, Enabled: func() bool { return w.searching != nil && w.writable() }, Run: func() { w.searching.Save() }},
		{Name: "Confirm the sheet", Key: "Ctrl Enter", Shortcut: key(fyne.KeyReturn, ctrl), Divided: true, InSheet: true, Enabled: w.sheetOpen, Run: func() { w.desk.Sheets.Top().Confirm() }},
		{Name: "Confirm, and the next", Key: "Ctrl Shift Enter", Shortcut: key(fyne.KeyReturn, ctrl|shift), InSheet: true, Enabled: w.sheetOpen, Run: func() { w.desk.Sheets.Top().ConfirmNext() }},
	}
}

func (w *window) sheetOpen() bool { return w.desk.Sheets.Top() != nil }

func (w *window) viewCommands() []parts.Command {
	inReader := func() bool { return w.open() && w.current == 0 }
	return []parts.Command{
		{Name: "Library", Key: "F7", Enabled: inReader, Run: w.reading.foldLibrary},
		{Name: "Card", Key: "F8", Enabled: inReader, Run: w.reading.foldCard},
		{Name: "Larger letters", Key: "Ctrl +", Shortcut: key(fyne.KeyEqual, ctrl), Divided: true, Enabled: inReader, Run: w.reshape(func(s *textview.Shape) { s.Size++ })},
		{Name: "Smaller letters", Key: "Ctrl −", Shortcut: key(fyne.KeyMinus, ctrl), Enabled: inReader, Run: w.reshape(func(s *textview.Shape) { s.Size-- })},
		{Name: "Wider lines", Key: "Ctrl Shift +", Shortcut: key(fyne.KeyEqual, ctrl|shift), Enabled: inReader, Run: w.reshape(func(s *textview.Shape) { s.Measure += textview.MeasureStep })},
		{Name: "Narrower lines", Key: "Ctrl Shift −", Shortcut: key(fyne.KeyMinus, ctrl|shift), Enabled: inReader, Run: w.reshape(func(s *textview.Shape) { s.Measure -= textview.MeasureStep })},
		{Name: "Letters with or without serifs", Enabled: inReader, Run: w.reshape(func(s *textview.Shape) { s.Sans = !s.Sans })},
		{Name: "Usual letters and lines", Key: "Ctrl 0", Shortcut: key(fyne.Key0, ctrl), Enabled: inReader, Run: w.reshape(func(s *textview.Shape) { *s = textview.UsualShape() })},
		{Name: "Full screen", Key: "F11", Divided: true, InSheet: true, Run: func() { w.win.SetFullScreen(!w.win.FullScreen()) }},
		{Name: "Light or dark", Key: "Ctrl T", Shortcut: key(fyne.KeyT, ctrl), InSheet: true, Run: w.turnMode},
		{Name: "As the desktop, light or dark", InSheet: true, Enabled: func() bool { return w.look.Mode() != look.System }, Run: func() { w.setMode(look.System) }},
		{Name: "Key hints", Key: "Ctrl .", Shortcut: key(fyne.KeyPeriod, ctrl), InSheet: true, Run: w.turnHints},
	}
}

func (w *window) goCommands() []parts.Command {
	keys := []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6, fyne.Key7}
	var list []parts.Command
	for i, p := range w.panes {
		list = append(list, parts.Command{Name: p.Title(), Key: "Ctrl " + string(rune('1'+i)), Shortcut: key(keys[i], ctrl), Enabled: w.open, Run: func() { w.show(i) }})
	}
	return append(list,
		parts.Command{Name: "Anything…", Key: "Ctrl K", Shortcut: key(fyne.KeyK, ctrl), Divided: true, Run: w.openPalette},
		parts.Command{Name: "Filter the library", Key: "Ctrl L", Shortcut: key(fyne.KeyL, ctrl), Enabled: w.open, Run: w.filterLibrary},
		parts.Command{Name: "Card of the statement", Key: "Ctrl I", Shortcut: key(fyne.KeyI, ctrl), Enabled: w.open, Run: func() { w.show(0); w.reading.showCard() }},
		parts.Command{Name: "Back", Key: "Ctrl [", Shortcut: key(fyne.KeyLeftBracket, ctrl), Enabled: func() bool { return w.trail.canBack() }, Run: w.back},
		parts.Command{Name: "Forward", Key: "Ctrl ]", Shortcut: key(fyne.KeyRightBracket, ctrl), Enabled: func() bool { return w.trail.canForward() }, Run: w.forwards},
		parts.Command{Name: "Next region", Key: "F6", Divided: true, Enabled: w.open, Run: func() { w.nextRegion(1) }},
		parts.Command{Name: "Previous region", Key: "Shift F6", Enabled: w.open, Run: func() { w.nextRegion(-1) }},
	)
}

func (w *window) documentCommands() []parts.Command {
	chosen := func() bool { return w.writable() && w.current == 0 && len(w.library.Selected()) > 0 }
	return []parts.Command{
		{Name: "Mark as new", Key: "U", Enabled: chosen, Run: func() { w.library.SetState(dossier.DocumentNew) }},
		{Name: "Mark as in work", Key: "W", Enabled: chosen, Run: func() { w.library.SetState(dossier.DocumentWork) }},
		{Name: "Mark as done", Key: "O", Enabled: chosen, Run: func() { w.library.SetState(dossier.DocumentDone) }},
		{Name: "Tag…", Key: "T", Divided: true, Enabled: chosen, Run: w.library.PickTag},
		{Name: "Note…", Key: "N", Enabled: chosen, Run: w.library.AskNote},
		{Name: "Sort the documents…", Divided: true, Enabled: func() bool { return w.open() && w.current == 0 }, Run: w.library.PickOrder},
		{Name: "Fold or unfold near copies", Enabled: func() bool { return w.open() && w.current == 0 }, Run: w.library.FoldCopies},
		{Name: "Edit title, outlet, author and date where they stand", Divided: true, Enabled: func() bool { return w.writable() && w.reads() }, Run: w.reading.article.EditFacts},
		{Name: "Edit all facts…", Key: "F2", Enabled: func() bool { return w.writable() && w.current == 0 && w.document() != dossier.None }, Run: w.editFacts},
		{Name: "Beside another document…", Key: "Ctrl D", Shortcut: key(fyne.KeyD, ctrl), Enabled: func() bool { return w.open() && w.current == 0 && w.document() != dossier.None }, Run: w.openBeside},
		{Name: "Correct the text…", Enabled: func() bool { return w.writable() && w.current == 0 && w.document() != dossier.None }, Run: w.reading.article.Correct},
		{Name: "Place statements anew…", Enabled: func() bool { return w.writable() && w.current == 0 && w.reading.article.ToPlace() > 0 }, Run: w.reading.article.Repair},
		{Name: "Its history…", Enabled: func() bool { return w.open() && w.current == 0 && w.document() != dossier.None }, Run: func() {
			w.openVersions(dossier.ThingDocument, w.document(), "the document")
		}},
		{Name: "Delete", Key: "Del", Divided: true, Enabled: chosen, Run: w.library.Delete},
	}
}

// statementHistory opens what was done to the statement under the caret.
func (w *window) statementHistory() parts.Command {
	now := func() *dossier.Statement { return w.reading.article.Statement() }
	return parts.Command{Name: "Its history…", Divided: true, Enabled: func() bool { return w.open() && w.current == 0 && now() != nil }, Run: func() {
		if s := now(); s != nil {
			w.openVersions(dossier.ThingStatement, s.ID, fmt.Sprintf("statement %d", s.Number))
		}
	}}
}

func (w *window) packetCommands() []parts.Command {
	list := []parts.Command{
		{Name: "Export PDF…", Key: "Ctrl E", Shortcut: key(fyne.KeyE, ctrl), Enabled: w.open, Run: func() {
			if w.panes[w.current] != w.packet {
				w.show(w.paneOf(w.packet))
				return // what is printed is seen before it is
			}
			w.packet.Export()
		}},
	}
	list = append(list, w.onPane(packetPane, w.packet.Menu())...)
	return append(list, parts.Command{Name: "Verify a packet…", Divided: true, Run: w.verify})
}

func (w *window) helpCommands() []parts.Command {
	return []parts.Command{
		{Name: "All keys", Key: "F1", Run: w.openKeys},
		{Name: "Change keys…", Run: w.openKeyChanges},
		{Name: "About Parley", Run: w.openAbout},
	}
}

// onPane makes commands do nothing while another pane is open, and lets changes be made only where the dossier can be
// written.
func (w *window) onPane(i int, commands []parts.Command) []parts.Command {
	for n := range commands {
		enabled := commands[n].Enabled
		commands[n].Enabled = func() bool { return w.open() && w.current == i && (enabled == nil || enabled()) }
	}
	return commands
}

func (w *window) paneOf(p pane) int {
	for i, q := range w.panes {
		if q == p {
			return i
		}
	}
	return 0
}

func (w *window) undoTitle() string {
	if _, ok := w.win.Canvas().Focused().(entry); ok || w.summary.UndoName == "" {
		return "Undo"
	}
	return "Undo: " + w.summary.UndoName
}

func (w *window) redoTitle() string {
	if _, ok := w.win.Canvas().Focused().(entry); ok || w.summary.RedoName == "" {
		return "Redo"
	}
	return "Redo: " + w.summary.RedoName
}

func (w *window) undo() {
	var a dossier.Action
	w.act(func(ctx context.Context) (err error) { a, err = w.work.Undo(ctx); return err }, func() { w.status.note("Undone: " + a.Name) })
}

func (w *window) redo() {
	var a dossier.Action
	w.act(func(ctx context.Context) (err error) { a, err = w.work.Redo(ctx); return err }, func() { w.status.note("Done again: " + a.Name) })
}
