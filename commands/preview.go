package commands

import (
	"fmt"

	"parley/app"
)

// previewLine is one file of a preview with --json.
type previewLine struct {
	File       string              `json:"file"`
	Adds       bool                `json:"adds"`
	Line       int                 `json:"facts_line,omitempty"`
	Facts      map[string]factLine `json:"facts,omitempty"`
	Encoding   string              `json:"encoding,omitempty"`
	Statements int                 `json:"statements"`
	Same       *sameLine           `json:"same,omitempty"`
	Twin       string              `json:"same_as_file,omitempty"`
	Alike      []alikeLine         `json:"alike,omitempty"`
	Problem    string              `json:"problem,omitempty"`
}

// factLine is a fact with its ground; a fact that was given has none.
type factLine struct {
	Value  string `json:"value"`
	Ground string `json:"guessed_from,omitempty"`
}

type sameLine struct {
	Document int    `json:"document"`
	Title    string `json:"title"`
}

// previewFacts are the facts of a draft in the order in which they are shown.
func previewFacts(d app.Draft) []struct {
	name string
	app.Guess
} {
	return []struct {
		name string
		app.Guess
	}{{"title", d.Title}, {"outlet", d.Outlet}, {"author", d.Author}, {"published", d.Published}, {"url", d.URL}, {"lang", d.Lang},
		{"marking", d.Marking}, {"grade", d.Grade}}
}

// printPreview shows what an import would do. What would not be added makes the status 1, as it does in an import.
func (s *session) printPreview(v app.ImportPreview, t *app.FactTable, o importWish) error {
	adds, same, alike, failed := 0, 0, 0, 0
	for _, f := range v.Files {
		switch {
		case f.Err != nil:
			failed++
		case f.Draft.Same != nil || f.Twin != "":
			same++
		default:
			adds++
			if len(f.Draft.Alike) > 0 {
				alike++
			}
		}
		if o.json {
			printJSON(s.Out, jsonPreview(f))
		} else {
			s.printFilePreview(f, t != nil)
		}
	}
	for _, file := range v.Left {
		if o.json {
			printJSON(s.Out, map[string]string{"left_out": file})
		} else {
			fmt.Fprintf(s.Out, "%s\n  left out: its name is not that of a text\n", shown(file))
		}
	}
	s.printUnused(t)
	if t != nil {
		for _, p := range t.Problems {
			fmt.Fprintf(s.Err, "parley: facts: %s\n", oneLine(p))
			failed++
		}
	}
	if !o.json {
		fmt.Fprintf(s.Out, "An import would add %s. Already here: %d. Near copies: %d. Problems: %d. Left out: %d. Nothing was changed.\n",
			count(adds, "document"), same, alike, failed, len(v.Left))
	}
	if failed > 0 {
		return errFailed
	}
	return nil
}

func jsonPreview(f app.FilePreview) previewLine {
	l := previewLine{File: f.File, Line: f.Row, Encoding: f.Draft.Encoding, Statements: f.Draft.Statements, Twin: f.Twin,
		Alike: alikeLines(f.Draft.Alike), Facts: map[string]factLine{}}
	for _, x := range previewFacts(f.Draft) {
		if x.Value != "" {
			l.Facts[x.name] = factLine{x.Value, x.Ground}
		}
	}
	if f.Err != nil {
		l.Problem = f.Err.Error()
	}
	if d := f.Draft.Same; d != nil {
		l.Same = &sameLine{d.Number, d.Title}
	}
	l.Adds = f.Err == nil && f.Draft.Same == nil && f.Twin == ""
	return l
}

func (s *session) printFilePreview(f app.FilePreview, table bool) {
	fmt.Fprintln(s.Out, shown(f.File))
	d := f.Draft
	switch {
	case f.Err != nil:
		fmt.Fprintf(s.Out, "  not added: %s\n", shown(oneLine(f.Err.Error())))
		return
	case d.Same != nil:
		fmt.Fprintf(s.Out, "  not added: this text is already here, as %s\n", shown(fmt.Sprintf("“%s” (document %d)", d.Same.Title, d.Same.Number)))
		return
	case f.Twin != "":
		fmt.Fprintf(s.Out, "  not added: the same text as %s\n", shown(f.Twin))
		return
	}
	for _, x := range previewFacts(d) {
		switch {
		case x.Value == "":
		case x.Ground == "":
			fmt.Fprintf(s.Out, "  %-10s %s (given)\n", x.name, shown(x.Value))
		default:
			fmt.Fprintf(s.Out, "  %-10s %s (guessed: %s)\n", x.name, shown(x.Value), shown(x.Ground))
		}
	}
	fmt.Fprintf(s.Out, "  %-10s %s\n  %-10s %s\n", "encoding", d.Encoding, "found", count(d.Statements, "statement"))
	if table && f.Row == 0 {
		fmt.Fprintln(s.Out, "  no row of the table of facts is about it")
	}
	for _, l := range d.Alike {
		fmt.Fprintf(s.Out, "  %s\n", shown(l.Words()))
	}
}
