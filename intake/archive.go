package intake

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"path"
	"strings"
)

// Limits on an archive.
const (
	archiveEntries = 200000
	archiveBytes   = int64(8) << 30 // all that is unpacked; entries go through memory one by one
	archiveRatio   = 250            // unpacked to packed, of what is larger than ratioFrom: text packs to a tenth, rarely a fiftieth
	ratioFrom      = 8 << 20
)

// Sentences about archives.
var (
	errBomb     = errors.New("It unpacks to hundreds of times its size, as only archives do that are built to do harm. What came before it was read.")   //lint:ignore ST1005 a sentence for people
	errArchive  = errors.New("This archive is damaged or cut off. What could be read of it was read; fetch it again for the rest.")                      //lint:ignore ST1005 a sentence for people
	errEntries  = errors.New("This archive has more files than are read at once. Split it and import the parts.")                                        //lint:ignore ST1005 a sentence for people
	errNested   = errors.New("It is an archive in an archive in an archive. Unpack the outer one and import the folder.")                                //lint:ignore ST1005 a sentence for people
	errPath     = errors.New("Its name leads out of the archive, as only names do that are made to do harm. It was not read.")                           //lint:ignore ST1005 a sentence for people
	errTwice    = errors.New("The archive has two files of this name, so which of them is meant cannot be known. The first was read, this one was not.") //lint:ignore ST1005 a sentence for people
	errPacking  = errors.New("It is no zip, tar or tar.gz that can be read.")                                                                            //lint:ignore ST1005 a sentence for people
	errTooLarge = refusal("It has more than %d MB, and files up to that are read. Split it and add the parts.", FileLimit>>20)
)

// Entry is a file of an archive, by its path in it; an inner archive's path comes first: "march.zip/letter.eml".
type Entry struct {
	Name string
	Raw  []byte
	Err  error // why it cannot be read, as a sentence; Raw is nil then
	Left bool  // its name is not that of a text: it was not unpacked
}

// Entries visits the files of an archive and of the archives in it, one level deep, in their order; visit returns false
// to stop. Nothing is written anywhere. The error tells why the archive was not read to its end.
func Entries(r io.ReaderAt, size int64, visit func(Entry) bool) error {
	a := &archive{visit: visit, room: archiveBytes}
	err := a.read(r, size, "", 0)
	if a.stopped {
		return nil
	}
	return err
}

type archive struct {
	visit   func(Entry) bool
	stopped bool
	seen    int
	room    int64 // bytes that may still be unpacked
}

func (a *archive) give(e Entry) bool {
	a.stopped = a.stopped || !a.visit(e)
	return !a.stopped
}

func (a *archive) read(r io.ReaderAt, size int64, under string, depth int) error {
	head := make([]byte, 512)
	n, _ := r.ReadAt(head, 0)
	head = head[:n]
	switch {
	case bytes.HasPrefix(head, []byte("PK")):
		return a.zip(r, size, under, depth)
	case bytes.HasPrefix(head, []byte("\x1f\x8b")):
		packed := &counted{r: io.NewSectionReader(r, 0, size)}
		g, err := gzip.NewReader(bufio.NewReader(packed))
		if err != nil {
			return errArchive
		}
		return a.tar(&watched{r: g, packed: packed}, under, depth)
	case len(head) > 262 && string(head[257:262]) == "ustar":
		return a.tar(io.NewSectionReader(r, 0, size), under, depth)
	}
	return errPacking
}

func (a *archive) zip(r io.ReaderAt, size int64, under string, depth int) error {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return errArchive
	}
	names := map[string]bool{}
	for _, f := range z.File {
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		ok, err := a.entry(f.Name, under, depth, names, func(limit int64) ([]byte, error) {
			raw, err := readPart(f, min(limit, FileLimit))
			if int64(len(raw)) > ratioFrom && uint64(len(raw)) > archiveRatio*max(f.CompressedSize64, 1) {
				return nil, errBomb
			}
			return raw, err
		})
		if !ok || err != nil {
			return err
		}
	}
	return nil
}

func (a *archive) tar(r io.Reader, under string, depth int) error {
	t := tar.NewReader(r)
	names := map[string]bool{}
	for begun := false; ; begun = true {
		h, err := t.Next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case errors.Is(err, errBomb):
			return errBomb
		case errors.Is(err, tar.ErrInsecurePath): // entry says so in words
		case err != nil && !begun:
			return errPacking
		case err != nil:
			return errArchive
		}
		if h.Typeflag != tar.TypeReg {
			continue // folders, links, devices: no texts
		}
		ok, err := a.entry(h.Name, under, depth, names, func(limit int64) ([]byte, error) {
			raw, err := io.ReadAll(io.LimitReader(t, min(limit, FileLimit)+1))
			switch {
			case len(raw) > FileLimit:
				return nil, errTooLarge
			case errors.Is(err, errBomb):
				return nil, errBomb
			case err != nil:
				return nil, errArchive
			}
			return raw, nil
		})
		if !ok || err != nil {
			return err
		}
	}
}

// entry gives one file to visit, or opens it where it is an archive. It reports whether to go on.
func (a *archive) entry(name, under string, depth int, names map[string]bool, unpack func(limit int64) ([]byte, error)) (bool, error) {
	if a.seen++; a.seen > archiveEntries {
		return false, errEntries
	}
	base := path.Base(name)
	if strings.HasPrefix(name, "__MACOSX/") || strings.HasPrefix(base, "._") || base == ".DS_Store" {
		return true, nil // what a Mac adds to each file
	}
	full := path.Join(under, strings.ToValidUTF8(strings.ReplaceAll(name, "\x00", ""), "\uFFFD"))
	if leadsOut(name) {
		full = under + "/" + strings.NewReplacer("\x00", "", "\n", " ").Replace(name) // shown as it is called, never used
		return a.give(Entry{Name: strings.TrimPrefix(full, "/"), Err: errPath}), nil
	}
	if !Wanted(name) {
		return a.give(Entry{Name: full, Left: true}), nil
	}
	key := strings.ToLower(path.Clean(name))
	if names[key] {
		return a.give(Entry{Name: full, Err: errTwice}), nil
	}
	names[key] = true
	if a.room <= 0 {
		return false, errEntries
	}
	raw, err := unpack(a.room)
	a.room -= int64(len(raw))
	switch {
	case errors.Is(err, errBomb):
		return false, errBomb
	case err != nil:
		return a.give(Entry{Name: full, Err: err}), nil
	case Archived(name) && depth >= 1:
		return a.give(Entry{Name: full, Err: errNested}), nil
	case Archived(name):
		if err := a.read(bytes.NewReader(raw), int64(len(raw)), full, depth+1); err != nil {
			return a.give(Entry{Name: full, Err: err}), nil
		}
		return !a.stopped, nil
	}
	return a.give(Entry{Name: full, Raw: raw}), nil
}

// leadsOut says whether a name could lead out of a folder, on any system.
func leadsOut(name string) bool {
	if name == "" || strings.ContainsAny(name, "\\:\x00") || strings.HasPrefix(name, "/") {
		return true
	}
	for _, part := range strings.Split(name, "/") {
		if part == ".." {
			return true
		}
	}
	return false
}

// counted counts what was read of the packed bytes.
type counted struct {
	r io.Reader
	n int64
}

func (c *counted) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.n += int64(n)
	return n, err
}

// watched stops unpacking where it becomes too much for what was packed, or for all.
type watched struct {
	r      io.Reader
	packed *counted
	n      int64
}

func (w *watched) Read(b []byte) (int, error) {
	n, err := w.r.Read(b)
	if w.n += int64(n); w.n > ratioFrom && w.n > archiveRatio*max(w.packed.n, 1) || w.n > archiveBytes {
		return n, errBomb
	}
	return n, err
}
