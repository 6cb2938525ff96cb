// Package export sets a packet on paper: a PDF whose every quotation is the stored one, letter for letter, and links to
// the passage it was taken from. The file carries the sources as attachments, so that Verify can check it anywhere.
//
// Lengths are millimetres from the top left corner, font sizes points.
package export

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"parley/dossier"
)

// Options are what an export needs besides the packet.
type Options struct {
	Fonts    map[string][]byte     // TrueType bytes by the names in FontNames; never changed
	Others   []OtherFont           // for writings that those do not have; at most three are used
	Progress func(page, pages int) // called while pages are painted, on the caller's goroutine; may be nil
	Files    Files                 // where the file goes; zero: the disk
	Password string                // the file is encrypted with AES-256 under it; empty: it is not
}

// Problem is something that a reader of the packet should not find out alone.
type Problem struct {
	Stops    bool   // the packet is not written
	Where    string // "Q3", "front page", "S2"
	Sentence string

	// What it is about, so that it can be shown and mended.
	Quote     int    // number, or 0
	Source    int    // number, or 0
	Judgement int    // number from 1, or 0
	Field     string // of the recipe, as in its file: "bottom_line", "title", "marking", "scale", "judgements", "drafts"; or empty
	room      int    // characters, where it is too long for its place on the page
}

// Report says what was written.
type Report struct {
	Pages, Quotes, Sources int
	SHA256                 string // of the file, hexadecimal
	DataSHA256             string // of packet.json in it, which holds the hashes of all the rest
	Bytes                  int
	Problems               []Problem // none of them stops
	Form                   Form
	Closing                string // how complete it is: "41 of 41 statements, 0 left out"
}

// RefusedError is returned where problems stop an export; nothing is written then.
type RefusedError struct{ Problems []Problem }

func (e *RefusedError) Error() string {
	var b strings.Builder
	b.WriteString("the packet is not written:")
	for i, p := range e.Problems {
		if i == 10 {
			fmt.Fprintf(&b, " and %d more", len(e.Problems)-i)
			break
		}
		fmt.Fprintf(&b, " %s: %s", p.Where, p.Sentence)
	}
	return b.String()
}

// refusal is the error that the problems that stop make together, or nil.
func refusal(problems []Problem) error {
	var stops []Problem
	for _, problem := range problems {
		if problem.Stops {
			stops = append(stops, problem)
		}
	}
	if len(stops) == 0 {
		return nil
	}
	return &RefusedError{stops}
}

// Preflight returns what is wrong with a packet, without writing it: quotations that do not stand in their source,
// text that does not fit its hash, judgements that cite what is not there or mix likelihood and confidence, sources that
// are marked higher than the packet, characters that no font can show, a front page that is too full.
func Preflight(p dossier.Packet, o Options) []Problem {
	_, problems, err := prepare(context.Background(), p, o)
	if err != nil {
		problems = append(problems, Problem{Stops: true, Where: "packet", Sentence: err.Error()})
	}
	return problems
}

// Bytes makes a PDF of the packet. The same packet gives the same bytes. One with a problem that stops is refused with a
// *RefusedError.
func Bytes(ctx context.Context, p dossier.Packet, o Options) (file []byte, report Report, err error) {
	defer func() {
		if r := recover(); r != nil { // gofpdf panics on some input; a packet must not take the program with it
			err = fmt.Errorf("set the packet: %v", r)
		}
	}()
	d, problems, err := prepare(ctx, p, o)
	if err != nil {
		return nil, Report{Problems: problems}, err
	}
	if err := refusal(problems); err != nil {
		return nil, Report{Problems: problems}, err
	}
	password := ""
	if o.Password != "" {
		if password, err = preparePassword(o.Password); err != nil {
			return nil, Report{Problems: problems}, err
		}
	}
	pages, err := d.paint(ctx)
	if err != nil {
		return nil, Report{Problems: problems}, err
	}
	b, data, err := d.finish(pages)
	if err != nil {
		return nil, Report{Problems: problems}, err
	}
	if password != "" {
		if b, err = lock(ctx, b, password); err != nil {
			return nil, Report{Problems: problems}, err
		}
	}
	sum := sha256.Sum256(b)
	return b, Report{Pages: len(d.pages), Quotes: len(d.p.Quotes), Sources: len(d.p.Sources),
		SHA256: hex.EncodeToString(sum[:]), DataSHA256: hex.EncodeToString(data[:]), Bytes: len(b), Problems: problems}, nil
}

// prepare checks the packet and lays it out.
func prepare(ctx context.Context, p dossier.Packet, o Options) (d *doc, problems []Problem, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("lay out the packet: %v", r)
		}
	}()
	problems, sound := checkPacket(p)
	if !sound { // a layout of what does not hold would be of no use
		return nil, problems, nil
	}
	d, err = newDoc(p, o)
	if err != nil {
		return nil, problems, err
	}
	if err := d.layOut(ctx); err != nil {
		return nil, problems, err
	}
	return d, append(problems, d.problems()...), nil
}

// ErrCancelled is returned where the context ended an export; nothing is written then.
var ErrCancelled = errors.New("the export was cancelled")

func cancelled(ctx context.Context) error {
	if ctx.Err() != nil {
		return fmt.Errorf("%w: %w", ErrCancelled, ctx.Err())
	}
	return nil
}
