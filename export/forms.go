package export

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"parley/dossier"
)

// Form is what kind of file a packet becomes.
type Form string

// The forms. PDF, DOCX, HTML and Markdown are for people, and show what could hide something from a reader as tags. CSV
// and JSON are for programs, and hold the words raw. XLSX is a table for people: its cells are texts, never formulas.
const (
	FormPDF      Form = "pdf"
	FormDOCX     Form = "docx"
	FormHTML     Form = "html"
	FormMarkdown Form = "markdown"
	FormCSV      Form = "csv"
	FormXLSX     Form = "xlsx"
	FormJSON     Form = "json"
)

// Forms are all of them.
var Forms = []Form{FormPDF, FormDOCX, FormHTML, FormMarkdown, FormCSV, FormXLSX, FormJSON}

var formEndings = map[string]Form{".pdf": FormPDF, ".docx": FormDOCX, ".html": FormHTML, ".htm": FormHTML, ".md": FormMarkdown,
	".csv": FormCSV, ".xlsx": FormXLSX, ".json": FormJSON}

// FormOf tells the form by the ending of a file's name; ok is false where it is none of them.
func FormOf(path string) (f Form, ok bool) {
	f, ok = formEndings[strings.ToLower(filepath.Ext(path))]
	return f, ok
}

// WriteForm writes the packet to path in a form, replacing what stands there only when the new file is complete and on
// the disk. The same packet gives the same bytes. What stops a PDF stops every form, with a *RefusedError, unless it is
// about pages or letters that no font has.
func WriteForm(ctx context.Context, p dossier.Packet, form Form, path string, o Options) (Report, error) {
	b, report, err := FormBytes(ctx, p, form, o)
	if err != nil {
		return Report{Form: form, Problems: report.Problems}, err
	}
	if err := writeWhole(ctx, path, b, o.Files); err != nil {
		return Report{Form: form, Problems: report.Problems}, err
	}
	return report, nil
}

// FormBytes makes the file that WriteForm writes.
func FormBytes(ctx context.Context, p dossier.Packet, form Form, o Options) ([]byte, Report, error) {
	if form == FormPDF {
		b, report, err := Bytes(ctx, p, o)
		report.Form = form
		if err == nil {
			report.Closing = ClosingCount(p)
		}
		return b, report, err
	}
	if o.Password != "" {
		return nil, Report{}, errors.New("nothing was written: only a PDF can be encrypted; name a file that ends in .pdf, or leave out the password")
	}
	problems, _ := checkPacket(p)
	report := Report{Form: form, Problems: problems}
	if err := refusal(problems); err != nil {
		return nil, report, err
	}
	b, told, err := writers[form].make(ctx, p)
	if err != nil {
		return nil, report, fmt.Errorf("write the packet as %s: %w", form, err)
	}
	if err := cancelled(ctx); err != nil {
		return nil, report, err
	}
	sum := sha256.Sum256(b)
	return b, Report{Form: form, Quotes: len(p.Quotes), Sources: len(p.Sources), SHA256: hex.EncodeToString(sum[:]), Bytes: len(b),
		Problems: append(problems, told...), Closing: ClosingCount(p)}, nil
}

// formWriter makes a file of a packet that was checked, and tells what only this form has to be told of.
type formWriter func(context.Context, dossier.Packet) ([]byte, []Problem, error)

// make calls the writer, or says that there is none.
func (w formWriter) make(ctx context.Context, p dossier.Packet) ([]byte, []Problem, error) {
	if w == nil {
		return nil, nil, fmt.Errorf("there is no such form; there is: %s", formList())
	}
	return w(ctx, p)
}

var writers = map[Form]formWriter{FormDOCX: writeDOCX, FormHTML: writeHTML, FormMarkdown: writeMarkdown, FormCSV: writeCSV,
	FormXLSX: writeXLSX, FormJSON: writeJSON}

func formList() string {
	var names []string
	for _, f := range Forms {
		names = append(names, string(f))
	}
	return strings.Join(names, ", ")
}
