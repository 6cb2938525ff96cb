package files

import (
	"os"
	"path/filepath"
	"testing"
)

// The chooser offers folders first and only files of the wanted kind, and never hidden ones.
func TestLook(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"b.parley", "A.PARLEY", "notes.txt", ".hidden.parley"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "zoo"), 0o700); err != nil {
		t.Fatal(err)
	}
	items, err := look(dir, []string{".parley"})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, it := range items {
		names = append(names, it.name)
	}
	if len(names) != 3 || names[0] != "zoo" || names[1] != "A.PARLEY" || names[2] != "b.parley" {
		t.Errorf("offered %q", names)
	}
	if got := matching(items, "B."); len(got) != 1 || got[0].name != "b.parley" {
		t.Errorf("typing narrowed to %v", got)
	}
}

// What is typed is taken as people mean it: from the home folder, from this folder, or from the root.
func TestResolve(t *testing.T) {
	t.Setenv("HOME", "/home/k")
	for _, c := range []struct{ typed, want string }{
		{"talks", "/work/talks"}, {"../x", "/x"}, {"/a/b/", "/a/b"}, {"~", "/home/k"}, {"~/d", "/home/k/d"}, {"file:///a/b", "/a/b"},
	} {
		if got := resolve(c.typed, "/work"); got != c.want {
			t.Errorf("%q is %q, want %q", c.typed, got, c.want)
		}
	}
	if got := withEnding("/a/talks", []string{".parley"}); got != "/a/talks.parley" {
		t.Errorf("the name became %q", got)
	}
	if got := withEnding("/a/talks.PARLEY", []string{".parley"}); got != "/a/talks.PARLEY" {
		t.Errorf("the name became %q", got)
	}
}
