package app

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"parley/export"
	"parley/typeset"
)

// fontFolders are where the machine keeps its fonts.
func fontFolders() []string {
	home, _ := os.UserHomeDir()
	switch runtime.GOOS {
	case "windows":
		return []string{filepath.Join(os.Getenv("WINDIR"), "Fonts"), filepath.Join(os.Getenv("LOCALAPPDATA"), "Microsoft", "Windows", "Fonts")}
	case "darwin":
		return []string{"/System/Library/Fonts", "/Library/Fonts", filepath.Join(home, "Library", "Fonts")}
	}
	folders := []string{"/usr/share/fonts", "/usr/local/share/fonts", filepath.Join(home, ".fonts")}
	if data := os.Getenv("XDG_DATA_HOME"); data != "" {
		return append(folders, filepath.Join(data, "fonts"))
	}
	return append(folders, filepath.Join(home, ".local", "share", "fonts"))
}

// likelyFonts are parts of file names of fonts with many characters, those that are looked at first.
var likelyFonts = []string{"droidsansfallback", "notosanscjk", "notoserifcjk", "wqy", "uming", "ukai", "ipaexg", "ipag", "ipam", "takao", "vlgothic",
	"nanumgothic", "unfonts", "undotum", "arialuni", "arial unicode", "simsun", "msyh", "simhei", "mingliu", "msjh", "msgothic", "yugoth", "meiryo", "malgun", "gulim",
	"batang", "stheiti", "songti", "hiragino", "applesdgothic", "applegothic", "notosans", "notoserif", "dejavu", "freeserif", "abyssinica"}

// mostFontFiles bounds how many files are opened in the search, largestFont how large they may be.
const (
	mostFontFiles = 60
	largestFont   = 64 << 20
)

// systemFonts are the fonts of a machine that can be embedded, found once for each set of folders.
type systemFonts struct {
	mu      sync.Mutex
	folders []string // nil: those of the machine
	listed  bool
	files   []string
	read    map[string]*systemFont // by path; nil: it cannot be embedded
}

type systemFont struct {
	export.OtherFont
	cover *typeset.Coverage
}

// find gives the fonts that have most of the characters, at most three, the best one first; it stops when all are covered.
func (s *systemFonts) find(missing []rune) (found []export.OtherFont) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.listed {
		s.list()
	}
	rest := slices.Clone(missing)
	for len(found) < 3 && len(rest) > 0 {
		var best *systemFont
		most := 0
		for _, path := range s.files[:min(len(s.files), mostFontFiles)] {
			f := s.load(path)
			if f == nil || slices.ContainsFunc(found, func(o export.OtherFont) bool { return o.Name == f.Name }) {
				continue
			}
			n := 0
			for _, r := range rest {
				if f.cover.Has(r) {
					n++
				}
			}
			if n > most {
				best, most = f, n
			}
			if n == len(rest) { // the likeliest come first
				break
			}
		}
		if best == nil {
			break
		}
		found = append(found, best.OtherFont)
		rest = slices.DeleteFunc(rest, best.cover.Has)
	}
	return found
}

// list finds the files, the likeliest first, in an order that does not depend on the disk.
func (s *systemFonts) list() {
	s.listed, s.read = true, map[string]*systemFont{}
	folders := s.folders
	if folders == nil {
		folders = fontFolders()
	}
	for _, folder := range folders {
		_ = filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
			if err != nil { // what may not be read is passed over
				return nil
			}
			switch strings.ToLower(filepath.Ext(path)) {
			case ".ttf", ".ttc":
				s.files = append(s.files, path)
			}
			return nil
		})
	}
	rank := func(path string) int {
		name := strings.ToLower(filepath.Base(path))
		if i := slices.IndexFunc(likelyFonts, func(part string) bool { return strings.Contains(name, part) }); i >= 0 {
			return i
		}
		return len(likelyFonts)
	}
	slices.SortStableFunc(s.files, func(a, b string) int {
		if d := rank(a) - rank(b); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
}

func (s *systemFonts) load(path string) *systemFont {
	if f, known := s.read[path]; known {
		return f
	}
	s.read[path] = nil
	info, err := os.Stat(path)
	if err != nil || info.Size() > largestFont {
		return nil
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	ttf, err := export.TrueType(b)
	if err != nil {
		return nil
	}
	cover, err := typeset.NewCoverage(ttf)
	if err != nil {
		return nil
	}
	name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	s.read[path] = &systemFont{export.OtherFont{Name: name, TTF: ttf}, cover}
	return s.read[path]
}
