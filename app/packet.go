package app

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"parley/assets"
	"parley/dossier"
	"parley/export"
	"parley/storage"
)

// Point is one thing that preflight has to say of a packet.
type Point struct {
	Stops     bool // the packet is not written before this is mended
	Where     string
	Sentence  string
	Statement dossier.ID // the statement that it is about, or None
	Document  dossier.ID
	Judgement int    // number from 1, or 0
	Field     string // of the recipe, as in its file, or empty

	// Where it stands on paper, in millimetres from the top left corner of the page; Page 0: not known, W 0: on that page.
	Page       int
	X, Y, W, H float64
}

// Preflight is what a packet would hold, and what stands against writing it.
type Preflight struct {
	Issues, Parties, Quotes, Sources int
	Points                           []Point
}

// Stops counts the points that stop the export.
func (p Preflight) Stops() (n int) {
	for _, q := range p.Points {
		if q.Stops {
			n++
		}
	}
	return n
}

func bundledFonts() map[string][]byte {
	fonts := map[string][]byte{}
	for _, name := range export.FontNames() {
		fonts[name] = assets.Font(name)
	}
	return fonts
}

// exportOptions gives the bundled fonts, and those of the machine where the packet holds a writing that they do not have.
func (w *Workbench) exportOptions(packet dossier.Packet, p Progress) (export.Options, error) {
	o := export.Options{Fonts: bundledFonts(), Progress: func(page, pages int) { p.step(page, pages, "pages") }}
	missing, err := export.Uncovered(packet, o.Fonts)
	if err == nil && len(missing) > 0 {
		o.Others = w.fonts.find(missing)
	}
	return o, err
}

// Recipes lists the recipes that are kept in the dossier.
func (w *Workbench) Recipes(ctx context.Context) ([]dossier.Recipe, error) {
	return ask(w, func(d *storage.Dossier) ([]dossier.Recipe, error) { return d.Recipes(ctx) })
}

// SaveRecipe keeps a recipe under its name.
func (w *Workbench) SaveRecipe(ctx context.Context, r dossier.Recipe) error {
	if strings.TrimSpace(r.Name) == "" {
		r.Name = UsualRecipe
	}
	return w.ChangeRecipe(ctx, fmt.Sprintf("Save recipe “%s”", r.Name), r)
}

// Issued lists the packets that were written from this dossier, newest first.
func (w *Workbench) Issued(ctx context.Context) ([]dossier.IssuedPacket, error) {
	return ask(w, func(d *storage.Dossier) ([]dossier.IssuedPacket, error) { return d.Issued(ctx) })
}

// Preflight gathers a packet and looks for what stands against writing it.
func (w *Workbench) Preflight(ctx context.Context, r dossier.Recipe) (Preflight, error) {
	p, err := w.Gather(ctx, r)
	if err != nil {
		return Preflight{}, err
	}
	o, err := w.exportOptions(p, nil)
	if err != nil {
		return Preflight{}, err
	}
	return preflight(p, export.Preflight(p, o)), nil
}

func preflight(p dossier.Packet, problems []export.Problem) Preflight {
	return Preflight{Issues: len(p.Grid.Issues), Parties: len(p.Grid.Parties), Quotes: len(p.Quotes), Sources: p.Cited(),
		Points: points(p, problems)}
}

func points(p dossier.Packet, problems []export.Problem) []Point {
	out := make([]Point, len(problems))
	for i, b := range problems {
		out[i] = Point{Stops: b.Stops, Where: b.Where, Sentence: b.Sentence, Judgement: b.Judgement, Field: b.Field}
		if n := b.Quote; n > 0 && n <= len(p.Quotes) {
			q := p.Quotes[n-1]
			out[i].Statement = q.Statement
			b.Source = q.Source
		}
		if n := b.Source; n > 0 && n <= len(p.Sources) {
			out[i].Document = p.Sources[n-1].Document.ID
		}
	}
	for _, n := range p.Notes { // after what the layout found: the preview knows by the order where each of those stands
		pt := Point{Stops: n.Stops, Where: n.Where, Sentence: n.Sentence, Judgement: n.Judgement, Field: n.Field}
		if n.Quote > 0 && n.Quote <= len(p.Quotes) {
			q := p.Quotes[n.Quote-1]
			pt.Statement, pt.Document = q.Statement, p.Sources[q.Source-1].Document.ID
		}
		out = append(out, pt)
	}
	return out
}

// refused is why the recipe of a packet is not used, or nil. Export looks at the packet by itself.
func refused(p dossier.Packet) error {
	var stops []export.Problem
	for _, n := range p.Notes {
		if n.Stops {
			stops = append(stops, export.Problem{Stops: true, Where: n.Where, Sentence: n.Sentence, Field: n.Field})
		}
	}
	if len(stops) > 0 {
		return &export.RefusedError{Problems: stops}
	}
	return nil
}

// Refused gives what stops the writing of a packet where an error says that it was refused; else nothing.
func Refused(err error) []Point {
	var refused *export.RefusedError
	if !errors.As(err, &refused) {
		return nil
	}
	return points(dossier.Packet{}, refused.Problems)
}

// ExportReport tells what was written.
type ExportReport struct {
	Path                          string
	Pages, Quotes, Sources, Bytes int
	SHA256, DataSHA256            string // of the file; of packet.json in it
	Points                        []Point
	Form                          export.Form
	Closing                       string // how complete it is: "41 of 41 statements, 0 left out"
	NotRecorded                   string // why the dossier does not list the packet as issued, or empty
}

// ErrForm is returned where the ending of a file's name is that of no form of a packet.
var ErrForm = errors.New("a packet is written as .pdf, .docx, .html, .md, .csv, .xlsx or .json")

// Exports reports whether the ending of a file's name is that of a form of packets.
func Exports(path string) bool {
	_, ok := export.FormOf(path)
	return ok
}

// Export writes a packet in the form that the ending of path names. A PDF is recorded with its hash in the dossier: it is
// the form that is issued and verified. Nothing is written where a quotation does not stand letter for letter in its source.
func (w *Workbench) Export(ctx context.Context, r dossier.Recipe, path string, progress Progress) (ExportReport, error) {
	return w.ExportLocked(ctx, r, path, "", progress)
}

// ExportLocked is Export of a file that is encrypted under a password, which is kept nowhere. Without one it is not.
func (w *Workbench) ExportLocked(ctx context.Context, r dossier.Recipe, path, password string, progress Progress) (ExportReport, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return ExportReport{}, err
	}
	form, known := export.FormOf(path)
	if !known {
		return ExportReport{}, fmt.Errorf("write %s: %w", filepath.Base(path), ErrForm)
	}
	p, err := w.Gather(ctx, r)
	if err != nil {
		return ExportReport{}, err
	}
	if err := refused(p); err != nil {
		return ExportReport{}, err
	}
	o, err := w.exportOptions(p, progress)
	if err != nil {
		return ExportReport{}, err
	}
	o.Password = password
	written, err := export.WriteForm(ctx, p, form, path, o)
	if err != nil {
		return ExportReport{}, err
	}
	report := ExportReport{Path: path, Pages: written.Pages, Quotes: written.Quotes, Sources: p.Cited(),
		Bytes: written.Bytes, SHA256: written.SHA256, DataSHA256: written.DataSHA256, Points: points(p, written.Problems), Form: form, Closing: written.Closing}
	if form != export.FormPDF {
		return report, nil
	}
	report.Closing = export.ClosingCount(p)
	issued := dossier.IssuedPacket{ID: dossier.NewID(), Recipe: p.Recipe, Path: path, IssuedAt: w.now().UTC(),
		Pages: written.Pages, Quotes: written.Quotes, Sources: p.Cited(), Positions: dossier.PositionsOf(p.Grid)}
	for _, of := range []struct {
		into *[32]byte
		hash string
	}{{&issued.FileSHA256, written.SHA256}, {&issued.DataSHA256, written.DataSHA256}} {
		if _, err := hex.Decode(of.into[:], []byte(of.hash)); err != nil {
			return report, err
		}
	}
	name := "Export " + first(p.Recipe.Reference, filepath.Base(path))
	err = w.change(ctx, name, Event{Kind: PacketsChanged}, func(tx *storage.Tx) error { return tx.AddIssued(issued) })
	if err != nil { // a read-only dossier still makes packets
		report.NotRecorded = err.Error()
	}
	return report, nil
}

// Verification is a packet compared with itself and, where a dossier is open, with the dossier.
type Verification struct {
	export.Verification
	Compared bool              // with a dossier
	Dossier  []dossier.Finding // where packet and dossier differ, and notes on what changed since
}

// OK reports whether everything was found as it should be; what changed since does not count against a packet.
func (v Verification) OK() bool {
	for _, f := range v.Dossier {
		if !f.Note {
			return false
		}
	}
	return v.Verification.OK()
}

// Verify re-checks a packet: its pages, its attachments and every quotation; and against the open dossier, if there
// is one.
func (w *Workbench) Verify(ctx context.Context, pdf string) (Verification, error) {
	return w.VerifyLocked(ctx, pdf, "")
}

// VerifyLocked is Verify of a packet that may be encrypted. NeedsPassword tells from the error that a password is wanted.
func (w *Workbench) VerifyLocked(ctx context.Context, pdf, password string) (Verification, error) {
	inner, err := export.Verify(ctx, pdf, password)
	if err != nil {
		return Verification{}, err
	}
	v := Verification{Verification: inner}
	if !w.IsOpen() {
		return v, nil
	}
	v.Compared = true
	err = w.with(func(d *storage.Dossier) error {
		v.Dossier, err = compare(ctx, d, inner)
		return err
	})
	return v, err
}

// NeedsPassword says whether a packet was not verified because its password was not given, or another one.
func NeedsPassword(err error) bool {
	return errors.Is(err, export.ErrNeedsPassword) || errors.Is(err, export.ErrPassword)
}
