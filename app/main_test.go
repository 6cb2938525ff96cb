package app

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// The tests run twice: the second time in a folder that other machines seem to reach, where one connection does all,
// so that a method which asks the dossier something within its own change would never end.
func TestMain(m *testing.M) {
	code := m.Run()
	if code == 0 && flag.Lookup("test.bench").Value.String() == "" && flag.Lookup("test.fuzz").Value.String() == "" {
		folder := filepath.Join(os.TempDir(), fmt.Sprint("app-", os.Getpid()), "Dropbox")
		if err := os.MkdirAll(folder, 0o700); err != nil {
			panic(err)
		}
		os.Setenv("TMPDIR", folder)
		fmt.Println("once more in a shared folder")
		code = m.Run()
		_ = os.RemoveAll(filepath.Dir(folder))
	}
	os.Exit(code)
}
