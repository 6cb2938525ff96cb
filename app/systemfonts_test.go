package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/assets"
)

// Ensures that of the fonts of a machine those are taken that have most of what is missing, that broken files are passed
// over, and that nothing is found where there is nothing.
func TestSystemFonts(t *testing.T) {
	folder := t.TempDir()
	for name, b := range map[string][]byte{"sub/letters.ttf": assets.Font("NotoSans-Regular"), "hebrew.ttf": assets.Font("NotoSerifHebrew-Regular"), "arabic.TTF": assets.Font("NotoNaskhArabic-Regular"),
		"wqy-broken.ttf": []byte("no font"), "arialuni.ttc": nil, "words.txt": []byte("words")} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(folder, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	tests := []struct{ missing, want string }{
		{"אבג", "hebrew"},
		{"ابت", "arabic"},
		{"אבגדاب", "hebrew arabic"},
		{"中文", ""},
		{"", ""},
	}
	s := systemFonts{folders: []string{folder, filepath.Join(folder, "nowhere")}}
	for _, test := range tests {
		var names []string
		for _, f := range s.find([]rune(test.missing)) {
			names = append(names, f.Name)
		}
		if got := strings.Join(names, " "); got != test.want {
			t.Errorf("for %q: %q, want %q", test.missing, got, test.want)
		}
	}
}
