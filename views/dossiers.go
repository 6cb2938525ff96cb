package views

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"parley/app"
	"parley/views/ask"
	"parley/views/files"
	"parley/views/parts"
	"parley/views/welcome"
)

var dossierEnding = []string{".parley"}

// beginnings are the ways to begin on the welcome page.
func (w *window) beginnings() []welcome.Action {
	return []welcome.Action{
		{Name: "New dossier", Note: "An empty file in a folder you choose", Key: "Ctrl N", Do: w.newDossier},
		{Name: "Open a dossier", Note: "A file that ends in .parley", Key: "Ctrl O", Do: w.openDossier},
		{Name: "Open the sample", Note: "Sarran corridor talks, invented", Do: w.openSample},
		{Name: "Restore a backup", Note: "Of a dossier that is damaged, lost or spoilt", Do: w.restore},
	}
}

func (w *window) newDossier() {
	files.Choose(w.desk, files.Options{Title: "New dossier", Action: "Make it", Endings: dossierEnding, New: true, Name: "Talks.parley",
		Done: func(path string) {
			w.changeDossier("Making "+filepath.Base(path), func(ctx context.Context) error { return w.work.Create(ctx, path, "") })
		}})
}

func (w *window) openDossier() {
	files.Choose(w.desk, files.Options{Title: "Open a dossier", Action: "Open", Endings: dossierEnding, Done: w.openPath})
}

func (w *window) openPath(path string) {
	w.opening = path
	w.changeDossier("Opening "+filepath.Base(path), func(ctx context.Context) error { return w.work.Open(ctx, path) })
}

// findMissing looks for a dossier that is not where it was.
func (w *window) findMissing(r app.Recent) {
	files.Choose(w.desk, files.Options{Title: "Find “" + r.Title + "”", Action: "Open", Endings: dossierEnding, Done: w.openPath})
}

// openSample opens the sample, making it the first time; a sample that was worked in is kept.
func (w *window) openSample() {
	path := filepath.Join(w.desk.Home, "Parley sample.parley")
	if home, err := os.UserHomeDir(); err == nil {
		path = filepath.Join(home, "Parley sample.parley")
	}
	w.changeDossier("Making the sample", func(ctx context.Context) error {
		if _, err := os.Stat(path); err == nil {
			return w.work.Open(ctx, path)
		}
		return w.work.OpenSample(ctx, path)
	})
}

// changeDossier opens another dossier as a job, since a large one or a slow disk takes its time. What was typed in the
// recipe is kept first.
func (w *window) changeDossier(name string, open func(context.Context) error) {
	w.settle(func() {
		w.work.Jobs().Start(name, func(ctx context.Context, _ app.Progress) (string, error) { return "", open(ctx) })
	})
}

// settle leaves the dossier for what do does: once all that was typed in the recipe is kept; where something cannot be
// kept, only if that is wanted all the same.
func (w *window) settle(do func()) {
	w.packet.Settle(func(unkept []string) {
		if len(unkept) == 0 {
			do()
			return
		}
		words := append([]string{"This could not be kept in the dossier, and is lost if you go on:"}, unkept...)
		words = append(words, "The message in the window says why. “Save a copy…” keeps it together with the rest under another name.")
		ask.Confirm(w.desk, "Not everything is kept", words, "Go on without it", do)
	})
}

func (w *window) closeDossier() {
	w.settle(func() { w.act(func(context.Context) error { return w.work.CloseDossier() }, nil) })
}

// saveCopy writes the dossier under another name and goes on there, also with what could not be kept in the dossier itself.
func (w *window) saveCopy() {
	path := w.summary.Path
	name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)) + " copy.parley"
	files.Choose(w.desk, files.Options{Title: "Save a copy", Action: "Save", Endings: dossierEnding, New: true, Dir: filepath.Dir(path), Name: name, Done: w.saveCopyTo})
}

func (w *window) saveCopyTo(to string) {
	w.packet.Settle(func([]string) {
		keep, stay := w.packet.Carry()
		w.work.Jobs().Start("Saving "+filepath.Base(to), func(ctx context.Context, _ app.Progress) (string, error) {
			if err := w.work.SaveCopy(ctx, to); err != nil {
				w.desk.Do(stay)
				return "", err
			}
			copied, err := w.work.Hold()
			if err == nil {
				err = keep(ctx, copied)
			}
			return "", err
		})
	})
}

func (w *window) backUp() {
	w.work.Jobs().Start("Backing up", func(ctx context.Context, _ app.Progress) (string, error) {
		to, err := w.work.Backup(ctx, "")
		if err != nil {
			return "", err
		}
		return "Backed up to " + to, nil
	})
}

// verify asks for a packet, re-checks it and says in words what it found.
func (w *window) verify() {
	files.Choose(w.desk, files.Options{Title: "Verify a packet", Action: "Verify", Endings: []string{".pdf"}, Done: w.verifyFile})
}

// verifyFile does so with one packet.
func (w *window) verifyFile(path string) {
	w.work.Jobs().Start("Verifying "+filepath.Base(path), func(ctx context.Context, _ app.Progress) (string, error) {
		v, err := w.work.Verify(ctx, path)
		if app.NeedsPassword(err) {
			return "", fmt.Errorf("%w; the window cannot ask for it, parley verify --password-file takes it from a file", err)
		}
		if err != nil {
			return "", err
		}
		title, words := verification(v)
		w.desk.Do(func() { w.words("Verify "+filepath.Base(path), title, words) })
		return title, nil
	})
}

// sentence makes one of words that are part of another.
func sentence(s string) string {
	r := []rune(strings.TrimSpace(s))
	if len(r) == 0 {
		return ""
	}
	r[0] = unicode.ToUpper(r[0])
	if !strings.ContainsRune(".!?", r[len(r)-1]) {
		r = append(r, '.')
	}
	return string(r)
}

// mostListed is how many of the quotations that differ are listed.
const mostListed = 100

func verification(v app.Verification) (title string, words []string) {
	title = "Everything was found as it should be"
	if !v.OK() {
		title = "Something differs"
	}
	words = append(words, sentence(v.File.Sentence), sentence(v.Pages.Sentence), sentence(v.Rest.Sentence), sentence(v.Positions.Sentence))
	good := 0
	for _, q := range v.Quotes {
		if q.OK {
			good++
		}
	}
	words = append(words, fmt.Sprintf("%d of %s stand letter for letter in the attached texts.", good, parts.Count(len(v.Quotes), "quotation")))
	listed := 0
	for _, q := range v.Quotes {
		if !q.OK && listed < mostListed {
			listed++
			words = append(words, fmt.Sprintf("Q%d (%s): %s", q.Number, q.Source, q.Sentence))
		}
	}
	if more := len(v.Quotes) - good - listed; more > 0 {
		words = append(words, fmt.Sprintf("%s more that differ are listed by parley verify.", parts.Number(more)))
	}
	switch {
	case !v.Compared:
		words = append(words, "No dossier is open, so the packet was compared with its own attachments only.")
	case len(v.Dossier) == 0:
		words = append(words, "The open dossier holds the same texts and statements.")
	default:
		words = append(words, findings(v.Dossier)...)
	}
	return title, words
}
