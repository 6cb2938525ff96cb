package intake

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Table is a list of things with named columns, as a spreadsheet or a program wrote it.
type Table struct {
	Columns []string
	Rows    []TableRow
}

// TableRow is one line of a table.
type TableRow struct {
	Line  int // in the file, from 1; of a JSON list the place in it
	Cells []string
}

// ReadTable reads CSV with a line of names, or a JSON list of objects. The separator is what the line of names has most of:
// commas, semicolons or tabs. Errors are sentences.
func ReadTable(text string) (Table, error) {
	text = strings.TrimLeft(text, "\uFEFF \t\r\n")
	if strings.HasPrefix(text, "[") || strings.HasPrefix(text, "{") {
		return readJSON(text)
	}
	return readCSV(text)
}

func readCSV(text string) (t Table, err error) {
	skipped := 0
	comma := rune(0)
	if rest, ok := strings.CutPrefix(text, "sep="); ok { // Excel's own way to name the separator
		line, after, _ := strings.Cut(rest, "\n")
		if line = strings.TrimSpace(line); len(line) == 1 {
			comma, text, skipped = rune(line[0]), after, 1
		}
	}
	if comma == 0 {
		comma = separator(text)
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.TrimLeadingSpace = comma, -1, true
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		var wrong *csv.ParseError
		if errors.As(err, &wrong) {
			return t, fmt.Errorf("Line %d is no CSV: %v. Save the table again as CSV.", wrong.StartLine+skipped, wrong.Err) //lint:ignore ST1005 a sentence for people
		}
		if err != nil {
			return t, err
		}
		line, _ := r.FieldPos(0)
		switch {
		case strings.TrimSpace(strings.Join(cells, "")) == "":
		case t.Columns == nil:
			t.Columns = cells
		default:
			t.Rows = append(t.Rows, TableRow{line + skipped, cells})
		}
	}
	if t.Columns == nil {
		return t, errors.New("The table is empty.") //lint:ignore ST1005 a sentence for people
	}
	return t, nil
}

// separator gives what the first line has most of, outside quotation marks.
func separator(text string) rune {
	counts, quoted := map[rune]int{}, false
	for _, r := range text {
		if r == '"' {
			quoted = !quoted
		}
		if r == '\n' && !quoted {
			break
		}
		if !quoted {
			counts[r]++
		}
	}
	best := ','
	for _, r := range ";\t" {
		if counts[r] > counts[best] {
			best = r
		}
	}
	return best
}

// readJSON reads a list of objects with plain values; columns come in the order in which they first appear.
func readJSON(text string) (t Table, err error) {
	var list []json.RawMessage
	if strings.HasPrefix(text, "{") {
		text = "[" + text + "]"
	}
	if err := json.Unmarshal([]byte(text), &list); err != nil {
		return t, fmt.Errorf("This is no JSON list of objects: %v.", err) //lint:ignore ST1005 a sentence for people
	}
	place := map[string]int{}
	for i, raw := range list {
		row := TableRow{Line: i + 1}
		d := json.NewDecoder(bytes.NewReader(raw))
		d.UseNumber()
		if open, err := d.Token(); err != nil || open != json.Delim('{') {
			return t, fmt.Errorf("Entry %d of the list is no object.", i+1) //lint:ignore ST1005 a sentence for people
		}
		for d.More() {
			key, err := d.Token()
			if err != nil {
				return t, err
			}
			value, err := d.Token()
			if _, inner := value.(json.Delim); err != nil || inner {
				return t, fmt.Errorf("Entry %d of the list has no plain value for %q.", i+1, key) //lint:ignore ST1005 a sentence for people
			}
			name := key.(string)
			at, known := place[name]
			if !known {
				at = len(t.Columns)
				place[name] = at
				t.Columns = append(t.Columns, name)
			}
			for len(row.Cells) <= at {
				row.Cells = append(row.Cells, "")
			}
			if value != nil {
				row.Cells[at] = fmt.Sprint(value)
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t, nil
}
