package app

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"parley/dossier"
)

// news makes an article of its own, long enough that near copies of it can be told.
func news(n int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Talks of round %d go on\n\n", n)
	for i := range 25 {
		fmt.Fprintf(&b, "In hall %d of house %d the delegate number %d spoke of bridge %d.\n", n*31+i, n*17+i, n*13+i*7, n*7+i*3)
	}
	return b.String()
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// packed makes a zip of names and texts in turn.
func packed(t *testing.T, files ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err != nil {
			t.Fatal(err)
		}
		_, _ = w.Write([]byte(files[i+1]))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func wordFile(t *testing.T, text string) string {
	return packed(t, "word/document.xml", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>`+text+`</w:t></w:r></w:p></w:body></w:document>`)
}

// Ensures that texts of all kinds are added from folders and archives with their encodings, that their bytes are kept as
// they came, and that what fails or is left out is told and stops nothing.
func TestImportKinds(t *testing.T) {
	ctx := context.Background()
	w, _ := open(t)
	dir := t.TempDir()
	word := wordFile(t, "Ana Bel said: “We stay.”")
	write(t, filepath.Join(dir, "b", "word.docx"), word)
	write(t, filepath.Join(dir, "a.txt"), "\xf9\xec\xe5\xed \xf2\xe5\xec\xed, \xe0\xee\xf8 \xe4\xf9\xf8 \xe1\xe9\xe5\xed \xf8\xe0\xf9\xe5\xef. \xe4\xe5\xe0 \xee\xf1\xf8 \xe0\xfa \xe4\xe3\xe1\xf8\xe9\xed \xec\xfa\xf7\xf9\xe5\xf8\xfa.")
	write(t, filepath.Join(dir, "c.eml"), "From: Mira Tollan <m@x.example>\nSubject: A letter\nDate: Sat, 14 Nov 2026 18:05:00 +0200\nMIME-Version: 1.0\nContent-Type: text/html\n\n<p>Ana Bel said: “No.”</p>")
	write(t, filepath.Join(dir, "d.zip"), packed(t, "in/one.txt", news(1), "in/photo.jpg", "x", "../evil.txt", "x", "in/empty.txt", "", "in/word.docx", word))
	write(t, filepath.Join(dir, "e.rtf"), `{\rtf1 Words}`)
	write(t, filepath.Join(dir, "photo.jpg"), "x")
	r := must[ImportResult](t)(w.Import(ctx, []string{dir, filepath.Join(dir, "gone.txt")}, Facts{}, nil))
	var got []string
	for _, a := range r.Added {
		name, _ := filepath.Rel(dir, a.File)
		got = append(got, filepath.ToSlash(name)+"="+a.Encoding)
	}
	if want := []string{"a.txt=windows-1255", "b/word.docx=docx", "c.eml=eml, utf-8", "d.zip/in/one.txt=utf-8"}; !slices.Equal(got, want) {
		t.Errorf("added %v, want %v", got, want)
	}
	if len(r.Same) != 1 || len(r.Left) != 2 || len(r.Failed) != 4 {
		t.Errorf("same %v, left %v, failed %v", r.Same, r.Left, r.Failed)
	}
	for _, f := range r.Failed {
		if s := f.Err.Error(); len(s) < 15 {
			t.Errorf("%s: %q is no sentence", f.File, s)
		}
	}
	letter := r.Added[2]
	if letter.Title != "A letter" || letter.Author != "Mira Tollan" || letter.Published.String() == "" {
		t.Errorf("facts of the mail: %+v", letter.Document)
	}
	raw := must[dossier.Revision](t)(w.open.Revision(ctx, r.Added[1].Revision, true))
	if string(raw.Raw) != word || raw.Encoding != "docx" {
		t.Errorf("of the Word document %d bytes are kept as %q, want %d", len(raw.Raw), raw.Encoding, len(word))
	}
}

// Ensures that a cancelled import leaves whole batches alone, and that running it again adds exactly the rest.
func TestImportCancelAndResume(t *testing.T) {
	ctx := context.Background()
	w, _ := open(t)
	w.now = time.Now
	dir := t.TempDir()
	const files = importBatch + 120
	for n := range files {
		write(t, filepath.Join(dir, fmt.Sprintf("%04d.txt", n)), fmt.Sprintf("Round %d\n\nAna Bel said: “The number is %d.”\n", n, n))
	}
	cancelled, cancel := context.WithCancel(ctx)
	defer w.Subscribe(func(e Event) {
		if e.Kind == DocumentsChanged {
			cancel() // the first batch is in the dossier, the second is being read
		}
	})()
	reports, last := 0, time.Time{}
	r, err := w.Import(cancelled, []string{dir}, Facts{}, func(done, total int, _ string) {
		if total != files {
			t.Errorf("%d files in all, want %d", total, files)
		}
		if now := time.Now(); !last.IsZero() && now.Sub(last) < progressInterval/2 && done != total {
			t.Error("progress came more often than ten times a second")
		}
		reports, last = reports+1, time.Now()
	})
	cancel()
	if err == nil {
		t.Fatal("the import was done before it could be cancelled")
	}
	if !strings.Contains(err.Error(), "Run it again") || len(r.Added)%importBatch != 0 {
		t.Errorf("after the cancel: %v, %d added", err, len(r.Added))
	}
	if s := must[dossier.Summary](t)(w.Summary(ctx)); s.Documents != len(r.Added) {
		t.Errorf("%d documents, %d were told", s.Documents, len(r.Added))
	}
	if findings := must[[]dossier.Finding](t)(w.Check(ctx, nil)); len(findings) > 0 {
		t.Errorf("check finds %v", findings)
	}
	again := must[ImportResult](t)(w.Import(ctx, []string{dir}, Facts{}, nil))
	if len(again.Added)+len(r.Added) != files || len(again.Same) != len(r.Added) {
		t.Errorf("added %d, then %d; same %d", len(r.Added), len(again.Added), len(again.Same))
	}
	if reports == 0 {
		t.Error("no progress was told")
	}
}

// Ensures that a cancel within the first batch leaves nothing at all.
func TestImportCancelEarly(t *testing.T) {
	w, _ := open(t)
	dir := t.TempDir()
	for n := range 40 {
		write(t, filepath.Join(dir, fmt.Sprint(n, ".txt")), news(n))
	}
	ctx, cancel := context.WithCancel(context.Background())
	r, err := w.Import(ctx, []string{dir}, Facts{}, func(done, _ int, _ string) { cancel() })
	if err == nil || len(r.Added) != 0 {
		t.Errorf("added %d, error %v", len(r.Added), err)
	}
	if s := must[dossier.Summary](t)(w.Summary(context.Background())); s.Documents != 0 || s.UndoName != "" {
		t.Errorf("%d documents, %q to undo", s.Documents, s.UndoName)
	}
}

// Ensures that a near copy is added and told of, in a draft, and in an import also of a text that came in the same one.
func TestImportAlike(t *testing.T) {
	ctx := context.Background()
	w, _ := open(t)
	must[dossier.Document](t)(w.AddDocument(ctx, []byte(news(1)), Facts{}))
	changed := strings.Replace(news(1), "hall 33", "the hall", 1)
	d := must[Draft](t)(w.Draft(ctx, []byte(changed), Facts{}))
	if d.Same != nil || len(d.Alike) != 1 || !strings.HasSuffix(d.Alike[0].Words(), "% the same as “Talks of round 1 go on” (document 1)") {
		t.Errorf("the draft tells of %+v", d.Alike)
	}
	if d := must[Draft](t)(w.Draft(ctx, []byte(news(1)), Facts{})); d.Same == nil || len(d.Alike) != 0 {
		t.Errorf("of the same text the draft tells %+v", d.Alike)
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.txt"), news(2))
	write(t, filepath.Join(dir, "b.txt"), news(2)+"With one more line.\n")
	write(t, filepath.Join(dir, "c.txt"), changed)
	r := must[ImportResult](t)(w.Import(ctx, []string{dir}, Facts{}, nil))
	if len(r.Added) != 3 || len(r.Added[0].Alike) != 0 || len(r.Added[1].Alike) != 1 || len(r.Added[2].Alike) != 1 ||
		r.Added[1].Alike[0].Document.Number != r.Added[0].Number || r.Added[2].Alike[0].Document.Number != 1 {
		t.Errorf("added %+v", r.Added)
	}
}

// Ensures that an import does not go on in another dossier that is opened meanwhile.
func TestImportOtherDossier(t *testing.T) {
	ctx := context.Background()
	w, _ := open(t)
	dir := t.TempDir()
	for n := range 30 {
		write(t, filepath.Join(dir, fmt.Sprint(n, ".txt")), news(n))
	}
	switched := false
	r, err := w.Import(ctx, []string{dir}, Facts{}, func(done, total int, _ string) {
		if !switched && done > 0 {
			switched = true
			if err := w.Create(ctx, filepath.Join(dir, "other.parley"), "Other"); err != nil {
				t.Error(err)
			}
		}
	})
	if err == nil || len(r.Added) != 0 {
		t.Errorf("added %d, error %v", len(r.Added), err)
	}
	if s := must[dossier.Summary](t)(w.Summary(ctx)); s.Documents != 0 {
		t.Errorf("the other dossier has %d documents", s.Documents)
	}
}

// Ensures that files which vanish, may not be read or are too large are told of, and stop nothing.
func TestImportUnreadable(t *testing.T) {
	ctx := context.Background()
	w, _ := open(t)
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.txt"), news(1))
	write(t, filepath.Join(dir, "b.txt"), news(2))
	write(t, filepath.Join(dir, "bad.zip"), "PK\x03\x04 no more")
	if err := os.Truncate(filepath.Join(dir, "b.txt"), 40<<20); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(dir, "nothing"), filepath.Join(dir, "link.txt")); err != nil {
		t.Skipf("this system makes no links (%v); TestImportKinds reads what can be read and tells of what cannot", err)
	}
	gone := filepath.Join(dir, "gone.txt")
	write(t, gone, news(3))
	m := must[*importing](t)(w.startImport(ctx, ImportParams{}, nil))
	inputs := m.inputs(ImportParams{Files: []string{dir, filepath.Join(dir, "link.txt")}})
	if err := os.Remove(gone); err != nil { // between the walk and the reading
		t.Fatal(err)
	}
	var why []string
	for in := range inputs {
		if _, err := in.read(); err != nil {
			why = append(why, filepath.Base(in.Name)+": "+err.Error())
		}
	}
	all := strings.Join(why, "\n")
	for _, want := range []string{"b.txt: It has 40 MB", "bad.zip: This archive is damaged", "link.txt: there is no such file", "gone.txt: there is no such file"} {
		if !strings.Contains(all, want) {
			t.Errorf("does not say %q:\n%s", want, all)
		}
	}
	r := must[ImportResult](t)(w.Import(ctx, []string{dir}, Facts{}, nil))
	if len(r.Added) != 1 || len(r.Failed) != 2 {
		t.Errorf("added %d, failed %v", len(r.Added), r.Failed)
	}
}
