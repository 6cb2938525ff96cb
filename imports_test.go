package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// rooms says which rooms of ours each room may import. A room is the first folder of a package's path; main is ".".
var rooms = map[string][]string{
	".":        {"app", "views", "commands", "assets"},
	"app":      {"storage", "export", "intake", "reading", "dossier", "typeset", "assets"},
	"views":    {"app", "dossier", "typeset", "views"},
	"commands": {"app", "dossier"},
	"storage":  {"dossier"},
	"export":   {"dossier", "typeset"},
	"intake":   {},
	"reading":  {"reading"}, // its own measuring stick
	"typeset":  {},
	"dossier":  {},
	"assets":   {},
}

// keepers says which rooms alone may import a library.
var keepers = map[string][]string{
	"fyne.io/fyne":                {".", "views"},
	"github.com/mattn/go-sqlite3": {"storage"},
	"database/sql":                {"storage"},
	"github.com/jung-kurt/gofpdf": {"export"},
	"github.com/pdfcpu/pdfcpu":    {"export"},
	"github.com/spf13/cobra":      {"commands"},
	"github.com/klippa-app":       {"intake"},
	"github.com/tetratelabs":      {"intake"},
	"net/mail":                    {"intake"},
}

// sockets are packages by which a program could reach a network. Parley opens no connection, so none of its own
// packages imports one; net/url only takes addresses apart, and net/mail, which belongs to intake, only mails.
var sockets = []string{"net", "net/http", "net/rpc", "net/smtp", "crypto/tls", "golang.org/x/net/websocket", "golang.org/x/net/http2", "golang.org/x/net/proxy"}

// rawSockets are calls by which a program could open a socket without those packages.
var rawSockets = []string{"Socket", "Connect", "RawSyscall", "Syscall", "Syscall6"}

// opensSocket says which call of a file could open a socket beside the packages above, or nothing.
func opensSocket(f *ast.File) string {
	found := ""
	ast.Inspect(f, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if p, ok := s.X.(*ast.Ident); ok && (p.Name == "syscall" || p.Name == "unix" || p.Name == "windows") && slices.Contains(rawSockets, s.Sel.Name) {
				found = p.Name + "." + s.Sel.Name
			}
		}
		return found == ""
	})
	return found
}

// breach says what is wrong with a room importing a package, or nothing.
func breach(room, imported string) string {
	if rest, ours := strings.CutPrefix(imported, "parley/"); ours {
		to, _, _ := strings.Cut(rest, "/")
		if to == room && room != "." {
			return ""
		}
		for _, allowed := range rooms[room] {
			if to == allowed {
				return ""
			}
		}
		return fmt.Sprintf("%s may not import %s", room, to)
	}
	for library, only := range keepers {
		if imported != library && !strings.HasPrefix(imported, library+"/") {
			continue
		}
		for _, keeper := range only {
			if room == keeper {
				return ""
			}
		}
		return fmt.Sprintf("%s may not import %s: it belongs to %s", room, imported, strings.Join(only, " and "))
	}
	for _, s := range sockets {
		if imported == s || imported != "net/url" && strings.HasPrefix(imported, s+"/") {
			return fmt.Sprintf("%s imports %s: Parley opens no connection", room, imported)
		}
	}
	return ""
}

// Ensures that no room imports what it must not, that libraries stay in their rooms and that nothing opens a socket.
func TestImports(t *testing.T) {
	files := 0
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && path != ".") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		room, _, inFolder := strings.Cut(filepath.ToSlash(path), "/")
		if !inFolder {
			room = "."
		}
		if _, known := rooms[room]; !known {
			t.Errorf("%s: there is no room %q in the house", path, room)
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		files++
		if call := opensSocket(f); call != "" {
			t.Errorf("%s calls %s: Parley opens no connection", path, call)
		}
		for _, i := range f.Imports {
			imported, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				return err
			}
			if b := breach(room, imported); b != "" {
				t.Errorf("%s: %s", path, b)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 20 {
		t.Errorf("only %d files were looked at", files)
	}
}

// Ensures that the rule itself can fail.
func TestBreach(t *testing.T) {
	for _, c := range []struct{ room, imported string }{
		{"reading", "parley/dossier"}, {"views", "parley/storage"}, {"commands", "parley/reading"}, {"storage", "parley/app"},
		{"app", "fyne.io/fyne/v2"}, {"app", "database/sql"}, {"views", "github.com/jung-kurt/gofpdf"}, {"app", "net/http"}, {"dossier", "net"},
		{"app", "net/http/httputil"}, {"storage", "net/netip"}, {"app", "net/mail"}, {"intake", "net/textproto"}, {"intake", "parley/reading"}, {"app", "github.com/klippa-app/go-pdfium"},
	} {
		if breach(c.room, c.imported) == "" {
			t.Errorf("%s may import %s", c.room, c.imported)
		}
	}
	for _, c := range []struct{ room, imported string }{
		{".", "parley/views"}, {"views", "parley/views/theme"}, {"views", "fyne.io/fyne/v2/widget"}, {"storage", "database/sql"},
		{"app", "parley/storage"}, {"storage", "net/url"}, {"export", "parley/typeset"}, {"app", "parley/intake"}, {"intake", "net/mail"},
	} {
		if b := breach(c.room, c.imported); b != "" {
			t.Error(b)
		}
	}
}

// Ensures that a socket that is opened by a system call is found, and that other system calls are not.
func TestOpensSocket(t *testing.T) {
	for source, want := range map[string]string{
		`syscall.Socket(2, 1, 0)`:  "syscall.Socket",
		`unix.Connect(3, nil)`:     "unix.Connect",
		`syscall.Statfs("/", nil)`: "",
	} {
		f, err := parser.ParseFile(token.NewFileSet(), "x.go", "package x\nfunc f() { "+source+" }", 0)
		if err != nil {
			t.Fatal(err)
		}
		if got := opensSocket(f); got != want {
			t.Errorf("%s: found %q, want %q", source, got, want)
		}
	}
}
