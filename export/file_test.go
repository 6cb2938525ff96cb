package export

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// recorded notes what is done with a file.
type recorded struct {
	*os.File
	done *[]string
}

func (f recorded) Sync() error {
	*f.done = append(*f.done, "sync")
	return f.File.Sync()
}

// Ensures that a file is whole and synced before it takes its place with the permissions of what it replaces, and that
// where writing it fails or is cancelled what was there is left, and nothing beside it.
func TestWriteFile(t *testing.T) {
	for _, c := range []struct {
		why   string
		write func(io.Writer, context.CancelFunc) error
		want  string
		done  []string
	}{
		{"all is well", func(w io.Writer, _ context.CancelFunc) error { _, err := fmt.Fprint(w, "new"); return err }, "new", []string{"sync", "rename"}},
		{"it cannot be drawn", func(w io.Writer, _ context.CancelFunc) error { return errors.New("no font") }, "old", nil},
		{"it is cancelled", func(w io.Writer, cancel context.CancelFunc) error { cancel(); return nil }, "old", nil},
	} {
		ctx, cancel := context.WithCancel(context.Background())
		path := filepath.Join(t.TempDir(), "a.svg")
		if err := os.WriteFile(path, []byte("old"), 0o640); err != nil {
			t.Fatal(err)
		}
		var done []string
		files := Files{CreateTemp: func(path string) (File, error) {
			f, err := createBeside(path)
			if err != nil {
				return nil, err
			}
			return recorded{f.(*os.File), &done}, nil
		}, Rename: func(from, to string) error {
			done = append(done, "rename")
			return os.Rename(from, to)
		}}
		err := WriteFile(ctx, path, files, func(w io.Writer) error { return c.write(w, cancel) })
		cancel()
		b, _ := os.ReadFile(path)
		info, _ := os.Stat(path)
		left, _ := os.ReadDir(filepath.Dir(path))
		if (err == nil) != (c.want == "new") || string(b) != c.want || !slices.Equal(done, c.done) || info.Mode().Perm() != 0o640 || len(left) != 1 {
			t.Errorf("%s: %v, %q, %v, %v, %d files", c.why, err, b, done, info.Mode(), len(left))
		}
	}
}
