package app

import (
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"parley/dossier"
	"parley/intake"
	"parley/reading"
)

// FactTable holds the facts of single files, from a spreadsheet or a program: the columns file, title, outlet, author,
// url, published, lang, marking and grade. A row holds for the file of its path, or of the end of it, or of its name.
type FactTable struct {
	Problems []string // what is wrong in it: with any of these, nothing is imported
	Notes    []string // what was not used

	rows  []factRow
	files map[string]int // row of each path, from 1
}

type factRow struct {
	line  int
	file  string
	facts Facts
	used  []string // the files that took it
}

// factColumns says what is done with each column; it returns a sentence where the value cannot be taken.
var factColumns = map[string]func(*factRow, string) error{
	"file":    func(r *factRow, v string) error { r.file = v; return nil },
	"title":   func(r *factRow, v string) error { r.facts.Title = v; return nil },
	"outlet":  func(r *factRow, v string) error { r.facts.Outlet = v; return nil },
	"author":  func(r *factRow, v string) error { r.facts.Author = v; return nil },
	"url":     func(r *factRow, v string) error { r.facts.URL = v; return nil },
	"marking": func(r *factRow, v string) error { r.facts.Marking = v; return nil },
	"published": func(r *factRow, v string) (err error) {
		r.facts.Published, err = dossier.ParseDate(v)
		return err
	},
	"lang": func(r *factRow, v string) error {
		if !langCode.MatchString(v) {
			return fmt.Errorf("%q is no code of a language, such as en or he", v)
		}
		r.facts.Lang = v
		return nil
	},
	"grade": func(r *factRow, v string) error {
		if !grade.MatchString(v) {
			return fmt.Errorf("%q is no grade: write a letter from A to F and a digit from 1 to 6, such as B2", v)
		}
		r.facts.Grade = strings.ToUpper(v)
		return nil
	},
}

var (
	langCode = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)
	grade    = regexp.MustCompile(`^[A-Fa-f][1-6]$`)
)

// ReadFactTable reads a table in CSV or JSON, in any encoding that texts may have. It fails where it is no table; what is
// wrong in single rows it lists.
func ReadFactTable(raw []byte) (*FactTable, error) {
	table, err := intake.ReadTable(reading.Decode(raw).Body)
	if err != nil {
		return nil, err
	}
	t := &FactTable{files: map[string]int{}}
	var columns []func(*factRow, string) error
	var names, unknown []string
	for _, c := range table.Columns {
		name := strings.ToLower(strings.TrimSpace(c))
		if factColumns[name] == nil && name != "" {
			unknown = append(unknown, "“"+strings.TrimSpace(c)+"”")
		}
		if slices.Contains(names, name) && name != "" {
			t.Problems = append(t.Problems, fmt.Sprintf("The table has the column “%s” twice.", name))
		}
		columns, names = append(columns, factColumns[name]), append(names, name)
	}
	if !slices.Contains(names, "file") {
		return nil, errors.New("The table has no column “file”, which says what each row is about.") //lint:ignore ST1005 a sentence for people
	}
	if len(unknown) > 0 {
		t.Notes = append(t.Notes, fmt.Sprintf("Not used: %s. Known are file, title, outlet, author, url, published, lang, marking and grade.", strings.Join(unknown, ", ")))
	}
	for _, row := range table.Rows {
		r := factRow{line: row.Line}
		for i, v := range row.Cells {
			if v = strings.TrimSpace(v); v == "" || i >= len(columns) || columns[i] == nil {
				continue
			}
			if err := columns[i](&r, v); err != nil {
				t.Problems = append(t.Problems, fmt.Sprintf("Line %d, %s: %v.", row.Line, names[i], strings.TrimSuffix(err.Error(), ".")))
			}
		}
		t.add(r)
	}
	return t, nil
}

func (t *FactTable) add(r factRow) {
	key := pathKey(r.file)
	switch before := t.files[key]; {
	case r.file == "":
		t.Problems = append(t.Problems, fmt.Sprintf("Line %d names no file.", r.line))
	case before > 0:
		t.Problems = append(t.Problems, fmt.Sprintf("Lines %d and %d are about the same file, %s.", t.rows[before-1].line, r.line, r.file))
	default:
		t.rows = append(t.rows, r)
		t.files[key] = len(t.rows)
	}
}

// pathKey is a path as it is compared: with slashes, without "./".
func pathKey(p string) string {
	return strings.TrimPrefix(path.Clean(strings.ReplaceAll(filepath.ToSlash(p), `\`, "/")), "./")
}

// refuse says what is wrong with a table, so that nothing is imported by halves.
func (t *FactTable) refuse() error {
	if t == nil || len(t.Problems) == 0 {
		return nil
	}
	return fmt.Errorf("Nothing was imported, because the table of facts does not fit:\n%s", strings.Join(t.Problems, "\n")) //lint:ignore ST1005 a sentence for people
}

// take finds the row of a file, the one with the longest path first, and notes that it was taken. Zero: there is none.
func (t *FactTable) take(file string) int {
	if t == nil {
		return 0
	}
	for key := pathKey(file); ; {
		if n := t.files[key]; n > 0 {
			t.rows[n-1].used = append(t.rows[n-1].used, file)
			return n
		}
		_, rest, found := strings.Cut(key, "/")
		if !found {
			return 0
		}
		key = rest
	}
}

// facts gives the facts of a row over those that hold for all.
func (t *FactTable) facts(row int, all Facts, file string) Facts {
	f := all
	f.File = file
	if row == 0 {
		return f
	}
	r := t.rows[row-1].facts
	for _, x := range []struct {
		to   *string
		from string
	}{{&f.Title, r.Title}, {&f.Outlet, r.Outlet}, {&f.Author, r.Author}, {&f.URL, r.URL}, {&f.Lang, r.Lang}, {&f.Marking, r.Marking}, {&f.Grade, r.Grade}} {
		if x.from != "" {
			*x.to = x.from
		}
	}
	if r.Published.Known() {
		f.Published = r.Published
	}
	return f
}

// NoFile lists the rows that no file of an import took: "line 7, c.txt".
func (t *FactTable) NoFile() (rows []string) {
	if t == nil {
		return nil
	}
	for _, r := range t.rows {
		if len(r.used) == 0 {
			rows = append(rows, fmt.Sprintf("line %d, %s", r.line, r.file))
		}
	}
	return rows
}

// Shared lists the rows that several files took, since a name alone may fit more than was meant.
func (t *FactTable) Shared() (rows []string) {
	if t == nil {
		return nil
	}
	for _, r := range t.rows {
		if len(r.used) > 1 {
			rows = append(rows, fmt.Sprintf("line %d, %s: %s", r.line, r.file, strings.Join(r.used, ", ")))
		}
	}
	return rows
}
