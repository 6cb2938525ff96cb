package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	"parley/storage"
)

// The torture starts itself again for what is to be killed, recorded, limited or may crash.
const childName = "parley-torture-child"

// asChild does a child's work where the program was started as one.
func asChild() bool {
	if len(os.Args) < 3 || os.Args[1] != childName {
		return false
	}
	args := os.Args[3:]
	var err error
	switch os.Args[2] {
	case "write":
		err = childWrites(args)
	case "open":
		err = childOpens(args)
	case "restore":
		if err = storage.Restore(ctx, args[0], args[1], storage.Options{}); err == nil {
			fmt.Println("restored")
		}
	case "back-up":
		err = childBacksUp(args)
	case "write-limited":
		err = childWritesLimited(args)
	case "read":
		err = childReads(args)
	default:
		err = fmt.Errorf("there is no work %q", os.Args[2])
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, faultOf(err)+": "+oneLine(err))
		os.Exit(3)
	}
	return true
}

func (t *torture) child(work string, args ...any) *exec.Cmd {
	words := []string{childName, work}
	for _, a := range args {
		words = append(words, fmt.Sprint(a))
	}
	return exec.Command(t.self, words...)
}

// speaker gives where a child says its lines: into the recorder's log where it is recorded, else to its parent.
func speaker() (say func(string), err error) {
	path := os.Getenv("PARLEY_RECORD_TO")
	if path == "" {
		return func(line string) { fmt.Println(line) }, nil
	}
	log, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0)
	return func(line string) {
		if _, err := log.Write(entry(line)); err != nil {
			panic(err) // a log with a hole proves nothing
		}
	}, err
}

// childWrites works on a dossier until it is killed or has done its steps, and closes and opens it now and then.
func childWrites(args []string) error {
	path, m := args[0], modeNamed(args[1])
	number, err1 := strconv.Atoi(args[2])
	seed, err2 := strconv.ParseUint(args[3], 10, 64)
	steps, err3 := strconv.Atoi(args[4])
	reopen, err4 := strconv.Atoi(args[5]) // after about so many steps; 0: never
	say, err5 := speaker()
	for _, err := range []error{err1, err2, err3, err4, err5} {
		if err != nil {
			return err
		}
	}
	dice := rand.New(rand.NewPCG(seed, uint64(number)))
	for done := 0; done < steps; {
		d, err := storage.Open(ctx, path, m.options("writer "+args[2]))
		if err != nil {
			return err
		}
		w, err := newWriter(d, number, dice.Uint64(), say)
		if err != nil {
			return err
		}
		until := steps
		if reopen > 0 {
			until = min(steps, done+1+dice.IntN(2*reopen))
		}
		for ; done < until; done++ {
			if err := w.step(); err != nil {
				return err
			}
		}
		if err := d.Close(); err != nil {
			return err
		}
	}
	return nil
}

// childOpens opens a dossier, which may bring it up to date, says so and closes it.
func childOpens(args []string) error {
	say, err := speaker()
	if err != nil {
		return err
	}
	d, err := storage.Open(ctx, args[0], modeNamed(args[1]).options("opener"))
	if err != nil {
		return err
	}
	say("opened")
	return d.Close()
}

// childBacksUp writes one backup after another, and after each how many actions it must hold.
func childBacksUp(args []string) error {
	d, err := storage.Open(ctx, args[0], modeNamed(args[1]).options("keeper"))
	if err != nil {
		return err
	}
	for n := 0; ; n++ {
		history, err := d.History(ctx, 0)
		if err != nil {
			return err
		}
		to := filepath.Join(args[2], fmt.Sprintf("backup-%d.parley", n%2)) // an older one is replaced
		if err := d.Backup(ctx, to); err != nil {
			return err
		}
		line, err := json.Marshal(saved{to, len(history)})
		if err != nil {
			return err
		}
		fmt.Println(string(line))
	}
}

// saved is an acknowledged backup with the least number of actions in it.
type saved struct {
	Path    string
	Actions int
}
