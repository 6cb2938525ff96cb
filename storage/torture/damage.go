package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"parley/dossier"
	"parley/storage"
)

// damage flips bits, tears sectors and cuts the file short, and looks at who notices: opening, reading, or the check.
func (t *torture) damage(rounds int) error {
	base, _, err := t.filledDossier("whole.parley", 120)
	if err != nil {
		return err
	}
	whole, err := os.ReadFile(base)
	if err != nil {
		return err
	}
	good, err := t.read(base)
	if err != nil || good.Refused != "" || len(good.Errors)+len(good.Findings) > 0 || len(good.Texts) < 10 {
		return fmt.Errorf("the dossier to be damaged is not good: %w %+v", err, good)
	}
	page, n := 4096, len(whole)
	lengths := []int{0, 1, 100, 512, 1024, page, 2 * page, n / 2 / page * page, n/2/page*page + 1000, n - 10*page, n - page, n - 1}
	for len(lengths) < min(rounds/10, 40) {
		lengths = append(lengths, t.rand.IntN(n))
	}
	for _, kind := range []struct {
		name   string
		rounds int
		hurt   func(b []byte, round int) []byte
	}{
		{"flipped bit", rounds / 2, func(b []byte, _ int) []byte {
			b[t.rand.IntN(n)] ^= 1 << t.rand.IntN(8)
			return b
		}},
		{"torn sector", rounds - rounds/2, func(b []byte, _ int) []byte {
			at := t.rand.IntN(n/sector) * sector
			from := t.rand.IntN(n/sector) * sector // what another sector holds, as after a write that went astray
			copy(b[at:at+sector], whole[from:from+sector])
			return b
		}},
		{"file cut short", len(lengths), func(b []byte, round int) []byte { return b[:lengths[round]] }},
	} {
		r := t.table.row(kind.name)
		found := map[string]int{}
		for round := range kind.rounds {
			path := filepath.Join(t.folder, "damaged.parley")
			hurt := kind.hurt(append([]byte{}, whole...), round)
			if err := os.WriteFile(path, hurt, 0o600); err != nil {
				return err
			}
			missing := bytes.Trim(whole[len(hurt):], "\x00") // SQLite takes what is missing of a page for zeros
			is, err := t.read(path)
			if err != nil {
				r.crashed++
				r.complain(oneLine(err))
			} else {
				found[r.weigh(is, good, len(missing) > 0)]++
			}
			for _, suffix := range []string{"-wal", "-shm"} {
				_ = os.Remove(path + suffix)
			}
			t.table.done(r)
		}
		r.note = fmt.Sprintf("found by opening %d, by reading %d, by check %d; hit nothing that is shown %d; a fact altered unseen %d",
			found["opening"], found["reading"], found["check"], found["nothing"], found["fact"])
		r.end()
	}
	return nil
}

// weigh says who noticed the damage. A text that is wrong or missing while nobody noticed is what may not be.
func (r *row) weigh(is, good readings, cut bool) string {
	for _, sentence := range append(is.Errors, is.Refused) {
		if fault, words, _ := strings.Cut(sentence, ": "); sentence != "" {
			r.named[fault]++
			if fault == "unnamed" {
				r.complain(words)
			}
		}
	}
	texts := slices.Collect(maps.Values(good.Texts))
	for id, hash := range is.Texts {
		if was, known := good.Texts[id]; known && was != hash || !slices.Contains(texts, hash) {
			r.unnoticed++
			r.complain("The text of " + id + " was read as another and nothing was told.")
		}
	}
	switch {
	case is.Refused != "":
		return "opening"
	case len(is.Errors) > 0:
		return "reading"
	case len(is.Findings) > 0:
		return "check"
	case len(is.Texts) < len(good.Texts) || cut:
		r.unnoticed++
		r.complain("Texts are missing, or the file is cut short, and nothing was told.")
	case is.Facts != good.Facts:
		return "fact"
	}
	return "nothing"
}

// readings are what a child read of a dossier.
type readings struct {
	Refused  string            // why it was not opened, after the name of the fault
	Errors   []string          // of reading and of the check, the same
	Texts    map[string]string // hash of each text that was read without an error, by its revision
	Facts    string            // hash of everything else that is shown
	Findings []string
}

// read has a child read a whole dossier, so that a crash is seen.
func (t *torture) read(path string) (is readings, err error) {
	cmd := t.child("read", path)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		said := stderr.String()
		return is, fmt.Errorf("a child that reads ended with %w: %s", err, said[:min(len(said), 600)])
	}
	return is, json.Unmarshal(out, &is)
}

func childReads(args []string) error {
	is := readings{Texts: map[string]string{}}
	told := func(err error) bool {
		if err != nil {
			is.Errors = append(is.Errors, faultOf(err)+": "+oneLine(err))
		}
		return err == nil
	}
	d, err := storage.Open(ctx, args[0], storage.Options{Analyst: "reader"})
	if err != nil {
		is.Refused = faultOf(err) + ": " + oneLine(err)
	} else {
		is.all(d, told)
		findings, err := d.Check(ctx, nil)
		told(err)
		for _, f := range findings {
			is.Findings = append(is.Findings, f.Where+": "+f.Sentence)
		}
		told(d.Close())
	}
	return json.NewEncoder(os.Stdout).Encode(is)
}

// all reads what the workbench would show.
func (is *readings) all(d *storage.Dossier, told func(error) bool) {
	facts := sha256.New()
	show := func(v any, err error) {
		if told(err) {
			fmt.Fprintf(facts, "%+v\n", v)
		}
	}
	docs, _, err := d.Documents(ctx, dossier.DocumentFilter{})
	show(docs, err)
	for _, doc := range docs {
		if rev, err := d.Revision(ctx, doc.Revision, true); told(err) {
			hash := sha256.Sum256([]byte(rev.Text + string(rev.Raw)))
			is.Texts[fmt.Sprint(doc.Revision)] = hex.EncodeToString(hash[:])
		}
	}
	statements, err := d.Statements(ctx, storage.StatementFilter{})
	show(statements, err)
	issues, err := d.Issues(ctx)
	show(issues, err)
	actors, err := d.Actors(ctx)
	show(actors, err)
	history, err := d.History(ctx, 0)
	show(history, err)
	summary, err := d.Summary(ctx)
	summary.Path = "" // a copy has another
	show(summary, err)
	is.Facts = hex.EncodeToString(facts.Sum(nil))
}
