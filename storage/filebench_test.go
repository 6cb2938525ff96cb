package storage

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"parley/dossier"
)

// Opening the large dossier up to its first list, with the file out of the system's memory where that can be had;
// beside the bare driver, which opens the file and reads as many rows.
func BenchmarkOpen(b *testing.B) {
	path := largeDossier(b).Path()
	for _, cold := range []bool{true, false} {
		name := "warm"
		if cold {
			name = "cold"
		}
		b.Run(name, func(b *testing.B) {
			forget := func() {
				if cold && !dropFromMemory(path) {
					b.Skip("this system does not let a program drop a file from memory")
				}
			}
			var list, bare []float64
			for b.Loop() {
				forget()
				began := time.Now()
				d, err := Open(ctx, path, Options{Analyst: "bench"})
				must(b, err)
				_, _, err = d.Documents(ctx, dossier.DocumentFilter{Limit: 100})
				must(b, err)
				list = append(list, float64(time.Since(began))/1e6)
				must(b, d.Close())
				forget()
				began = time.Now()
				db, err := pool(path, reading, 1)
				must(b, err)
				drain(b, &Dossier{read: db}, selectDocuments+" ORDER BY d.published_key DESC, d.id DESC LIMIT 100")
				bare = append(bare, float64(time.Since(began))/1e6)
				must(b, db.Close())
			}
			reportPercentiles(b, list, "ours")
			reportPercentiles(b, bare, "driver")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// A verified backup, beside VACUUM INTO alone.
func BenchmarkBackup(b *testing.B) {
	d := largeDossier(b)
	dir := b.TempDir()
	n := 0
	percentiles(b, func() {
		n++
		must(b, d.Backup(ctx, filepath.Join(dir, fmt.Sprint(n, ".parley"))))
	}, func() {
		_, err := d.write.Exec("VACUUM INTO ?", filepath.Join(dir, fmt.Sprint(n, ".bare")))
		must(b, err)
		must(b, os.Remove(filepath.Join(dir, fmt.Sprint(n, ".parley"))))
		must(b, os.Remove(filepath.Join(dir, fmt.Sprint(n, ".bare"))))
	})
}

// A check of everything, beside SQLite's own, which knows nothing of hashes, passages and words.
func BenchmarkCheck(b *testing.B) {
	d := largeDossier(b)
	percentiles(b, func() {
		findings, err := d.Check(ctx, nil)
		must(b, err)
		if len(findings) > 0 {
			b.Fatal(findings)
		}
	}, func() { drain(b, d, "PRAGMA integrity_check") })
}

// The newest hundred statements under one cell of the grid, beside the bare driver.
func BenchmarkCell(b *testing.B) {
	d := largeDossier(b)
	parties, err := d.Parties(ctx)
	must(b, err)
	issues, err := d.Issues(ctx)
	must(b, err)
	r := rand.New(rand.NewPCG(5, 5))
	var p, i dossier.ID
	percentiles(b, func() {
		p, i = parties[r.IntN(len(parties))].ID, issues[r.IntN(len(issues))].ID
		_, err := d.Sequence(ctx, p, i, dossier.PositionFilter{})
		must(b, err)
	}, func() {
		drain(b, d, selectCoded+` AND c.party_id = (SELECT id FROM party WHERE uid = ?) AND c.issue_id = (SELECT id FROM issue WHERE uid = ?)
			AND c.status = 'accepted' ORDER BY c.date_key DESC, c.statement_id DESC`, p[:], i[:])
	})
}

// The memory of a process of its own that opens the large dossier, lists and searches, beside one that only opens it
// with the bare driver.
func BenchmarkMemory(b *testing.B) {
	path := largeDossier(b).Path()
	if _, err := os.Stat("/proc/self/status"); err != nil {
		b.Skip("only Linux tells the memory of a process")
	}
	self, err := os.Executable()
	must(b, err)
	for b.Loop() {
		for _, kind := range []string{"ours", "driver"} {
			out, err := exec.Command(self, "memory-of", kind, path).Output()
			must(b, err)
			mb, err := strconv.ParseFloat(strings.TrimSpace(string(out)), 64)
			must(b, err)
			b.ReportMetric(mb, kind+"-MB")
		}
	}
	b.ReportMetric(0, "ns/op")
}

// memoryOf prints the most memory that this process had, in MB, after 200 searches or after opening alone.
func memoryOf(kind, path string) {
	check := func(err error) {
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	if kind == "driver" {
		db, err := pool(path, reading, 1)
		check(err)
		check(db.Ping())
		defer db.Close()
	} else {
		d, err := Open(ctx, path, Options{Analyst: "bench"})
		check(err)
		defer d.Close()
		r := rand.New(rand.NewPCG(9, 9))
		next := vocabulary(r)
		_, _, err = d.Documents(ctx, dossier.DocumentFilter{Limit: 100})
		check(err)
		for range 200 {
			_, err := d.Search(ctx, next()+" OR "+next(), 50)
			check(err)
		}
	}
	status, err := os.ReadFile("/proc/self/status")
	check(err)
	for _, line := range strings.Split(string(status), "\n") {
		if f := strings.Fields(line); len(f) > 1 && f[0] == "VmHWM:" {
			kb, err := strconv.ParseFloat(f[1], 64)
			check(err)
			fmt.Println(kb / 1024)
		}
	}
}
