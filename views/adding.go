package views

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"parley/app"
	"parley/dossier"
	"parley/views/add"
	"parley/views/files"
	"parley/views/parts"
)

// addFromClipboard opens the sheet on what the clipboard holds.
func (w *window) addFromClipboard() {
	if !w.open() {
		w.desk.Say(parts.Message{Warning: true, Words: "No dossier is open. Open one, or make a new one; the text stays on the clipboard."})
		return
	}
	if !w.writable() {
		w.sayReadOnly()
		return
	}
	text := w.app.Clipboard().Content()
	if strings.TrimSpace(text) == "" {
		w.desk.Say(parts.Message{Warning: true, Words: "The clipboard holds no text. Copy an article first, then Ctrl Shift V."})
		return
	}
	w.addText([]byte(text), "", "from the clipboard")
}

// sayReadOnly says why nothing can be added.
func (w *window) sayReadOnly() {
	w.desk.Say(parts.Message{Warning: true, Words: "Nothing can be added: this dossier is open for reading only."})
}

// addText opens the sheet on a text; name is that of its file, or empty.
func (w *window) addText(raw []byte, name, from string) {
	add.Open(w.desk, add.Options{Raw: raw, Name: name, From: from, Clipboard: w.app.Clipboard().Content, Read: w.readDocument})
}

// readDocument opens a document in the reader.
func (w *window) readDocument(id dossier.ID) {
	if now, _ := w.reading.article.Current(); now != id || w.current != 0 {
		w.remember()
	}
	w.show(0)
	w.reading.read(id, dossier.None, dossier.Span{})
}

var textEndings = []string{".txt", ".text", ".md", ".html", ".htm", ".mhtml", ".eml", ".docx", ".odt", ".pdf", ".zip", ".tar", ".tgz", ".gz"}

func (w *window) importFiles() {
	files.Choose(w.desk, files.Options{Title: "Import a file, or all texts of a folder", Action: "Import", Endings: textEndings, Folder: true,
		Done: func(path string) { w.importPaths([]string{path}) }})
}

// importPaths adds files and folders as a job.
func (w *window) importPaths(paths []string) {
	name := "Importing " + filepath.Base(paths[0])
	if len(paths) > 1 {
		name = "Importing " + parts.Count(len(paths), "file")
	}
	w.work.Jobs().Start(name, func(ctx context.Context, p app.Progress) (string, error) {
		r, err := w.work.Import(ctx, paths, app.Facts{}, p)
		if len(r.Failed) > 0 {
			w.desk.Do(func() { w.sayFailed(r.Failed) })
		}
		switch {
		case ctx.Err() != nil:
			return fmt.Sprintf("Import stopped: %s added, nothing is half done", parts.Count(len(r.Added), "document")), nil
		case err != nil && len(r.Added) == 0:
			return "", err
		}
		words := fmt.Sprintf("Added %s, %s", parts.Count(len(r.Added), "document"), parts.Count(r.Statements, "statement"))
		if n := len(r.Same); n > 0 {
			words += fmt.Sprintf("; %d already here", n)
		}
		if n := alike(r.Added); n > 0 {
			words += fmt.Sprintf("; %d nearly the same as others", n)
		}
		if n := len(r.Failed); n > 0 {
			words += fmt.Sprintf("; %d not added", n)
		}
		return words, err
	})
}

// alike counts the texts that are near copies of others.
func alike(added []app.AddedText) (n int) {
	for _, a := range added {
		if len(a.Alike) > 0 {
			n++
		}
	}
	return n
}

func (w *window) sayFailed(failed []app.ImportFailure) {
	if len(failed) == 1 {
		w.desk.Say(parts.Message{Words: fmt.Sprintf("%s was not added: %v", filepath.Base(failed[0].File), failed[0].Err)})
		return
	}
	w.desk.Say(parts.Message{Words: parts.Count(len(failed), "file") + " were not added.", Action: "Show which", Do: func() {
		var words []string
		for _, f := range failed {
			words = append(words, fmt.Sprintf("%s: %v", f.File, f.Err))
		}
		w.words("Not added", parts.Count(len(failed), "file"), words)
	}})
}

// mostDropped is the size in bytes up to which a single dropped file is read into the sheet; a larger one is refused
// by the workbench in any case, with a sentence.
const mostDropped = 64 << 20

// dropped takes files that were dropped on the window: a dossier is opened, one text goes into the sheet, several are
// imported.
func (w *window) dropped(uris []fyne.URI) {
	var paths []string
	for _, u := range uris {
		if u.Scheme() == "file" {
			paths = append(paths, u.Path())
		}
	}
	if len(paths) == 0 || w.desk.Sheets.Top() != nil {
		return
	}
	for _, p := range paths {
		if strings.EqualFold(filepath.Ext(p), ".parley") {
			w.openPath(p)
			return
		}
	}
	if !w.open() {
		w.desk.Say(parts.Message{Warning: true, Words: "No dossier is open. Open one, or make a new one, then drop the texts again."})
		return
	}
	if !w.writable() {
		w.sayReadOnly()
		return
	}
	info, err := os.Stat(paths[0])
	if len(paths) > 1 || err != nil || info.IsDir() || info.Size() > mostDropped || app.IsArchive(paths[0]) {
		w.importPaths(paths)
		return
	}
	w.desk.Go(func() {
		raw, err := readAtMost(paths[0], mostDropped)
		w.desk.Do(func() {
			if err != nil {
				w.desk.Say(parts.Message{Words: fmt.Sprintf("%s was not read: %v", filepath.Base(paths[0]), err)})
				return
			}
			w.addText(raw, paths[0], "from "+filepath.Base(paths[0]))
		})
	})
}

func readAtMost(path string, n int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, n))
}

// editFacts opens the facts of the document in the reader.
func (w *window) editFacts() { w.editFactsOf(w.document()) }

// editFactsOf opens the facts of a document.
func (w *window) editFactsOf(id dossier.ID) {
	w.desk.Go(func() {
		a, err := w.work.Article(context.Background(), id)
		w.desk.Do(func() {
			if err != nil {
				w.desk.Fail(err)
				return
			}
			if w.desk.Sheets.Top() == nil {
				add.Edit(w.desk, a)
			}
		})
	})
}
