package commands

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"parley/app"
	"parley/dossier"
)

func (s *session) readCommand() *cobra.Command {
	var facts app.Facts
	var asJSON, lines, explain bool
	c := &cobra.Command{
		Use:   "read FILE…|-",
		Short: "Show what the reading engine finds in texts, without storing anything",
		Long: `Shows every attributed statement with its speaker, kind, date and chain of reporting. With --json one line per
text; offsets count Unicode code points, half-open. With --jsonl the input is JSON lines with "id" and "text".`,
		Example: `  parley read article.txt --published 2026-11-01
  parley read *.txt --json > found.jsonl
  parley read --jsonl --json < texts.jsonl`,
		Args: func(c *cobra.Command, a []string) error {
			if len(a) == 0 && !lines {
				return usageError{fmt.Errorf("wrong use: write %s", c.UseLine())}
			}
			return nil
		},
		RunE: func(c *cobra.Command, a []string) error {
			if len(a) == 0 {
				a = []string{"-"}
			}
			return s.read(c.Context(), a, facts, readForm{json: asJSON || lines && !explain, lines: lines, explain: explain})
		},
	}
	factFlags(c, &facts)
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON lines")
	c.Flags().BoolVar(&lines, "jsonl", false, "the input is JSON lines with id and text (and published, outlet, title, lang where known)")
	c.Flags().BoolVar(&explain, "explain", false, "say why each statement was found")
	return c
}

type readForm struct{ json, lines, explain bool }

// readInput is one text with what is known of it.
type readInput struct {
	ID        string       `json:"id"`
	Text      string       `json:"text"`
	Published dossier.Date `json:"published"`
	Outlet    string       `json:"outlet"`
	Title     string       `json:"title"`
	Lang      string       `json:"lang"`

	raw []byte
	err error
}

// read reads the inputs on all cores and prints in the order of the input.
func (s *session) read(ctx context.Context, files []string, f app.Facts, form readForm) error {
	type task struct {
		in   readInput
		done chan app.ReadResult
		err  error
	}
	ahead := make(chan *task, 4*runtime.NumCPU())
	work := make(chan *task)
	for range runtime.NumCPU() {
		go func() {
			for t := range work {
				r, err := app.ReadText(t.in.ID, t.in.raw, t.in.facts(f))
				t.err = err
				t.done <- r
			}
		}()
	}
	go func() {
		defer close(work)
		defer close(ahead)
		s.inputs(files, form.lines, func(in readInput) bool {
			t := &task{in: in, done: make(chan app.ReadResult, 1), err: in.err}
			select {
			case <-ctx.Done():
				return false
			case ahead <- t:
			}
			if in.err != nil {
				t.done <- app.ReadResult{ID: in.ID}
				return true
			}
			work <- t
			return true
		})
	}()
	failed := false
	out := bufio.NewWriter(s.Out)
	defer out.Flush()
	for t := range ahead {
		r := <-t.done
		if t.err != nil && !(form.lines && errors.Is(t.err, app.ErrEmptyText)) {
			fmt.Fprintf(s.Err, "parley: %s: %s\n", t.in.ID, oneLine(t.err.Error()))
			failed = true
			continue
		}
		if form.json {
			printJSON(out, r)
		} else {
			printReading(out, r, form.explain)
		}
	}
	if ctx.Err() != nil || failed {
		return errFailed
	}
	return nil
}

func (in readInput) facts(f app.Facts) app.Facts {
	if in.Published.Known() {
		f.Published = in.Published
	}
	for _, p := range []struct {
		to   *string
		from string
	}{{&f.Outlet, in.Outlet}, {&f.Title, in.Title}, {&f.Lang, in.Lang}} {
		if p.from != "" {
			*p.to = p.from
		}
	}
	return f
}

// inputs gives every text to fn until it returns false.
func (s *session) inputs(files []string, lines bool, fn func(readInput) bool) {
	for _, file := range files {
		var r io.Reader = s.In
		id := "-"
		if file != "-" {
			f, err := os.Open(file)
			if err != nil {
				if !fn(readInput{ID: file, err: errors.New("there is no such file, or it may not be read by you")}) {
					return
				}
				continue
			}
			defer f.Close()
			r, id = f, filepath.Base(file)
		}
		if !lines {
			raw, err := io.ReadAll(r)
			if !fn(readInput{ID: id, raw: raw, err: err}) {
				return
			}
			continue
		}
		d := json.NewDecoder(r)
		for n := 1; ; n++ {
			var in readInput
			err := d.Decode(&in)
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				fn(readInput{ID: fmt.Sprintf("%s, line %d", id, n), err: fmt.Errorf("this is not a JSON line with id and text: %w", err)})
				return
			}
			in.raw = []byte(in.Text)
			if !fn(in) {
				return
			}
		}
	}
}

// printReading shows one text for people.
func printReading(w io.Writer, r app.ReadResult, explain bool) {
	fmt.Fprintf(w, "%s\n", r.ID)
	for _, f := range [][2]string{{"title", r.Title}, {"outlet", r.Outlet}, {"author", r.Byline}, {"published", r.Published},
		{"dateline", r.Dateline}, {"agency", r.Wire}, {"language", r.Lang}} {
		if f[1] != "" {
			fmt.Fprintf(w, "  %-10s %s\n", f[0], shown(f[1]))
		}
	}
	fmt.Fprintf(w, "  %s\n", count(len(r.Quotes), "statement"))
	for _, q := range r.Quotes {
		speaker := q.SpeakerName
		if speaker == "" {
			speaker = q.Speaker
		}
		if speaker == "" {
			speaker = "nobody named"
		}
		fmt.Fprintf(w, "\n  %s\n    %s · %s", shown(strings.TrimSpace(r.Words(dossier.Span{Start: q.Start, End: q.End}))), shown(speaker), q.Kind)
		if act := dossier.Act(q.Act).Words(); act != "" {
			fmt.Fprintf(w, " · %s", act)
		}
		if q.Said != "" {
			fmt.Fprintf(w, " · said %s", q.Said)
		}
		fmt.Fprintf(w, " · %.2f\n", q.Confidence)
		var chain []string
		for _, link := range q.Chain {
			if chain = append(chain, link.Name); link.Name == "" {
				chain[len(chain)-1] = link.Text
			}
		}
		if len(chain) > 0 {
			fmt.Fprintf(w, "    reported: %s\n", shown(strings.Join(chain, " → ")))
		}
		if explain {
			fmt.Fprintf(w, "    %s: %s\n", q.Frame, q.Reason)
		}
	}
	fmt.Fprintln(w)
}
