package storage

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"parley/dossier"
)

// commitUntilKilled adds issues and prints the number of each after it was kept.
func commitUntilKilled(path string) {
	d, err := Open(ctx, path, Options{Analyst: "child"})
	if err != nil {
		fmt.Println("error", err)
		return
	}
	issues, err := d.Issues(ctx)
	if err != nil {
		fmt.Println("error", err)
		return
	}
	for n := len(issues) + 1; ; n++ {
		_, err := d.Change(ctx, fmt.Sprint("Add ", n), func(tx *Tx) error {
			if _, err := tx.AddIssue(dossier.Issue{Name: fmt.Sprint("Issue ", n)}); err != nil {
				return err
			}
			_, err := tx.SaveActor(dossier.Actor{Name: fmt.Sprint("Actor ", n)})
			return err
		})
		if err != nil {
			fmt.Println("error", err)
			return
		}
		fmt.Println(n)
	}
}

// A process killed in the middle of its commits loses none that it was told of, and leaves none half done.
func TestKilledWhileCommitting(t *testing.T) {
	path := filepath.Join(t.TempDir(), "killed.parley")
	d, err := Create(ctx, path, "Killed", options())
	must(t, err)
	must(t, d.Close())
	self, err := os.Executable()
	must(t, err)
	rounds := 12
	if testing.Short() {
		rounds = 4
	}
	for round := range rounds {
		child := exec.Command(self, "commit-until-killed", path)
		out, err := child.StdoutPipe()
		must(t, err)
		must(t, child.Start())
		last := make(chan int, 1)
		go func() {
			n := 0
			for lines := bufio.NewScanner(out); lines.Scan(); {
				if i, err := strconv.Atoi(lines.Text()); err == nil {
					n = i
				} else {
					t.Error(lines.Text())
				}
			}
			last <- n
		}()
		time.Sleep(time.Duration(60+round*23) * time.Millisecond)
		must(t, child.Process.Kill())
		acknowledged := <-last
		_ = child.Wait() // killed

		d, err := Open(ctx, path, options())
		must(t, err)
		issues, err := d.Issues(ctx)
		must(t, err)
		actors, err := d.Actors(ctx)
		must(t, err)
		history, err := d.History(ctx, 0)
		must(t, err)
		if acknowledged > 0 && len(issues) < acknowledged || len(issues) != len(actors) || len(issues) != len(history) {
			t.Fatalf("round %d: %d acknowledged; %d issues, %d actors, %d actions", round, acknowledged, len(issues), len(actors), len(history))
		}
		findings, err := d.Check(ctx, nil)
		must(t, err)
		if len(findings) > 0 {
			t.Fatalf("round %d: %v", round, findings)
		}
		must(t, d.Close())
		t.Logf("round %d: %d acknowledged, %d kept", round, acknowledged, len(issues))
	}
}
