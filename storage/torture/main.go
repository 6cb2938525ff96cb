// Torture kills, cuts the power of, fills the disk of and damages dossiers, and demands that every change that was
// acknowledged is there afterwards, that none is half there, and that every fault is told in words.
//
//	go run ./storage/torture [-only KIND,…] [-rounds N] [-seed N]
//
// It works on the real storage package in processes of its own. A short form runs with the tests of this package.
package main

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// torture is what every kind of fault is given.
type torture struct {
	self   string // this program, to be started again
	data   string // storage/testdata
	folder string // for everything that is made
	seed   uint64
	rand   *rand.Rand
	rounds map[string]int // by kind
	table  *table
}

// kinds are the kinds of faults in the order of the table, with their rounds in the full form.
var kinds = []struct {
	name   string
	rounds int
	words  string
	run    func(*torture, int) error
}{
	{"kill", 1000, "processes are killed while they write, close, back up, bring up to date and restore", (*torture).kill},
	{"power", 500, "the power is cut, in each mode of keeping the file, and in a migration", (*torture).power},
	{"full", 300, "the disk fills up, or the file may not grow", (*torture).full},
	{"damage", 600, "bits flip, sectors are torn, the file is cut short", (*torture).damage},
	{"open", 20, "the file is replaced, moved, deleted or cut while it is open, or may not be written", (*torture).open},
	{"clock", 20, "the clock runs backwards", (*torture).clock},
	{"many", 10, "two handles and four processes work at once", (*torture).many},
}

func main() {
	if asChild() {
		return
	}
	var names, help []string
	for _, k := range kinds {
		names = append(names, k.name)
		help = append(help, fmt.Sprintf("%s: %s", k.name, k.words))
	}
	seed := flag.Uint64("seed", uint64(time.Now().UnixNano()), "for everything that is left to chance")
	rounds := flag.Int("rounds", 0, "of each kind; 0: as many as the full form has")
	only := flag.String("only", "", "the kinds to run, with commas between them\n"+strings.Join(help, "\n"))
	data := flag.String("data", filepath.Join("storage", "testdata"), "folder of the dossiers of older versions")
	keep := flag.Bool("keep", false, "leave the dossiers where they were made")
	flag.Parse()
	chosen := strings.FieldsFunc(*only, func(r rune) bool { return r == ',' || r == ' ' })
	for _, k := range chosen {
		if !slices.Contains(names, k) {
			fmt.Fprintf(os.Stderr, "torture: there is no kind %q; there are %s\n", k, strings.Join(names, ", "))
			os.Exit(2)
		}
	}
	folder, err := os.MkdirTemp("", "parley-torture-")
	if err != nil {
		fmt.Fprintln(os.Stderr, "torture:", err)
		os.Exit(1)
	}
	all := map[string]int{}
	for _, k := range kinds {
		if len(chosen) == 0 || slices.Contains(chosen, k.name) {
			all[k.name] = k.rounds
			if *rounds > 0 {
				all[k.name] = *rounds
			}
		}
	}
	fmt.Printf("seed %d\n", *seed)
	table, err := run(folder, *data, *seed, all, os.Stderr)
	if *keep {
		fmt.Println("The dossiers are in", folder)
	} else {
		_ = os.RemoveAll(folder)
	}
	table.print(os.Stdout, err == nil)
	if err != nil {
		fmt.Fprintln(os.Stderr, "torture:", err)
	}
	if err != nil || !table.good() {
		os.Exit(1)
	}
}

// run tortures: so many rounds of each kind.
func run(folder, data string, seed uint64, rounds map[string]int, progress *os.File) (*table, error) {
	table := &table{progress: progress}
	self, err := os.Executable()
	if err != nil {
		return table, err
	}
	// The recorder compares paths with those that SQLite opens, which follow links.
	if folder, err = filepath.EvalSymlinks(folder); err != nil {
		return table, err
	}
	for i, k := range kinds {
		if rounds[k.name] == 0 {
			continue
		}
		t := &torture{self: self, data: data, folder: filepath.Join(folder, k.name), seed: seed, rounds: rounds, table: table,
			rand: rand.New(rand.NewPCG(seed, uint64(i)))} // a kind alone runs as it does among all
		if err := os.Mkdir(t.folder, 0o700); err != nil {
			return table, err
		}
		if err := k.run(t, rounds[k.name]); err != nil {
			return table, fmt.Errorf("%s, seed %d: %w", k.name, seed, err)
		}
	}
	return table, nil
}
