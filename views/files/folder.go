package files

import (
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"
)

// item is a folder or file that the chooser offers.
type item struct {
	name   string
	path   string
	folder bool
	size   int64
	at     time.Time
}

// look lists a folder: folders first, then the files that end in one of the endings (all, where there are none). What
// begins with a dot is left out.
func look(dir string, endings []string) ([]item, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var items []item
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			continue
		}
		info, err := os.Stat(filepath.Join(dir, e.Name())) // follows links
		if err != nil || !info.IsDir() && !ends(e.Name(), endings) {
			continue
		}
		items = append(items, item{e.Name(), filepath.Join(dir, e.Name()), info.IsDir(), info.Size(), info.ModTime()})
	}
	sort.SliceStable(items, func(i, j int) bool {
		if items[i].folder != items[j].folder {
			return items[i].folder
		}
		return strings.ToLower(items[i].name) < strings.ToLower(items[j].name)
	})
	return items, nil
}

func ends(name string, endings []string) bool {
	for _, e := range endings {
		if strings.EqualFold(filepath.Ext(name), e) {
			return true
		}
	}
	return len(endings) == 0
}

// resolve turns what was typed into a path: from the home folder after "~", else from dir.
func resolve(typed, dir string) string {
	typed = strings.TrimSpace(typed)
	typed = strings.TrimPrefix(typed, "file://")
	if typed == "~" || strings.HasPrefix(typed, "~"+string(filepath.Separator)) {
		if home, err := os.UserHomeDir(); err == nil {
			typed = home + typed[1:]
		}
	}
	if !filepath.IsAbs(typed) {
		typed = filepath.Join(dir, typed)
	}
	return filepath.Clean(typed)
}

// withEnding adds the first ending to a name that has none of them.
func withEnding(path string, endings []string) string {
	if len(endings) == 0 || ends(path, endings) {
		return path
	}
	return path + endings[0]
}

// matching keeps the items that hold what was typed.
func matching(items []item, typed string) []item {
	typed = strings.ToLower(strings.TrimSpace(typed))
	if typed == "" {
		return items
	}
	var kept []item
	for _, it := range items {
		if strings.Contains(strings.ToLower(it.name), typed) {
			kept = append(kept, it)
		}
	}
	return kept
}
