package storage

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// statementsOf cuts a script into its statements.
func statementsOf(script string) (list []string) {
	one := ""
	for _, line := range strings.SplitAfter(script, "\n") {
		one += line
		words, _, _ := strings.Cut(line, "--")
		ends := strings.HasSuffix(strings.TrimSpace(words), ";")
		if ends && (!strings.Contains(one, "CREATE TRIGGER") || strings.HasSuffix(strings.TrimSpace(words), "END;")) {
			list, one = append(list, one), ""
		}
	}
	if strings.TrimSpace(one) != "" {
		list = append(list, one)
	}
	return list
}

// versionOf reads the version of a file, which may have a log beside it, as the next program would find it.
func versionOf(t *testing.T, path string) (version int) {
	t.Helper()
	db, err := pool(path, recovering, 1)
	must(t, err)
	defer db.Close()
	must(t, db.QueryRow("PRAGMA user_version").Scan(&version))
	return version
}

// A migration that fails at any statement leaves the file as it was; one that is cut off by a crash after any statement
// leaves a file that is of the old version with nothing lost, and is brought up to date the next time.
func TestMigrationCutOffAtEveryStatement(t *testing.T) {
	for _, golden := range goldens {
		for version := golden.version; version < len(migrations); version++ {
			if version > golden.version {
				break // the steps after it are those of the next golden file
			}
			whole := unpack(t, golden.file)
			before := content(t, whole)
			script := statementsOf(migrations[version])
			for cut := 0; cut <= len(script); cut++ {
				if testing.Short() && cut%8 != 0 {
					continue
				}
				when := fmt.Sprintf("%s, step to version %d, after %d of %d statements", golden.file, version+1, cut, len(script))
				failing := slices.Clone(migrations)
				failing[version] = strings.Join(script[:cut], "") + "; SELECT no_such_function();"
				path := unpack(t, golden.file)
				if _, err := open(ctx, path, options(), failing); err == nil {
					t.Fatal(when, ": a failing migration was accepted")
				}
				sameContent(t, before, content(t, path), when+", failed")
				if is := versionOf(t, path); is != golden.version {
					t.Errorf("%s: the file is of version %d", when, is)
				}
				crashed := crashAfter(t, path, script[:cut])
				if is := versionOf(t, crashed); is != golden.version {
					t.Errorf("%s: after the crash the file is of version %d", when, is)
				}
				wholeAfter(t, crashed, before, when)
			}
		}
	}
}

// crashAfter does some statements of a migration and copies the file with its log as they lie on the disk in the middle
// of the transaction. The small cache makes SQLite write pages that are not committed.
func crashAfter(t *testing.T, path string, statements []string) string {
	t.Helper()
	db, err := pool(path, strings.Replace(writing, "_cache_size=-65536", "_cache_size=10", 1), 1)
	must(t, err)
	defer db.Close()
	tx, err := db.Begin()
	must(t, err)
	defer tx.Rollback()
	for _, s := range statements {
		_, err := tx.Exec(s)
		must(t, err)
	}
	crashed := filepath.Join(t.TempDir(), "crashed.parley")
	for _, suffix := range []string{"", "-wal", "-journal"} {
		if raw, err := os.ReadFile(path + suffix); err == nil {
			must(t, os.WriteFile(crashed+suffix, raw, 0o600))
		}
	}
	return crashed
}

// wholeAfter opens what a crash left and makes sure that all is there.
func wholeAfter(t *testing.T, path string, before map[string]string, when string) {
	t.Helper()
	d, err := Open(ctx, path, options())
	if err != nil {
		t.Fatalf("%s: %v", when, err)
	}
	defer d.Close()
	sameContent(t, before, contentOf(t, d.read), when)
	if found, err := d.Check(ctx, nil); err != nil || len(found) > 0 {
		t.Fatalf("%s: %v, %v", when, found, err)
	}
	backups, err := FindBackups(path)
	must(t, err)
	for _, b := range backups {
		if b, err := DescribeBackup(ctx, b, true); err != nil || b.Problem != "" {
			t.Fatalf("%s: a backup is not whole: %+v, %v", when, b, err)
		}
	}
}

// migrateUntilKilled brings a dossier up to date.
func migrateUntilKilled(path string) {
	d, err := Open(ctx, path, Options{Analyst: "child"})
	if err != nil {
		fmt.Println("error", err)
		return
	}
	fmt.Println("done")
	_ = d.Close()
}

// A process killed at any moment of a migration leaves a dossier of the old version or of the new one, with nothing lost
// and no backup that is not whole.
func TestKilledWhileMigrating(t *testing.T) {
	self, err := os.Executable()
	must(t, err)
	rounds := 24
	if testing.Short() {
		rounds = 6
	}
	random := rand.New(rand.NewPCG(5, 9))
	left := map[int]int{}
	for round := range rounds {
		golden := goldens[round%len(goldens)]
		path := unpack(t, golden.file)
		before := content(t, path)
		child := exec.Command(self, "migrate-until-killed", path)
		must(t, child.Start())
		time.Sleep(time.Duration(8+random.IntN(60)) * time.Millisecond)
		_ = child.Process.Kill()
		_ = child.Wait()
		is := versionOf(t, path)
		if is != golden.version && is != len(migrations) {
			t.Fatalf("round %d: the file is of version %d", round, is)
		}
		left[is]++
		wholeAfter(t, path, before, fmt.Sprintf("round %d, killed with %s", round, golden.file))
	}
	t.Log("killed with the file of version → rounds:", left)
}
