package export

import (
	"context"
	"encoding/hex"
	"strings"

	"parley/dossier"
)

// quoteColumns are the columns of the quote list, in CSV and XLSX.
var quoteColumns = []string{"number", "source", "statement", "party", "speaker", "role", "kind", "act", "words", "translation", "translator", "issue", "stance",
	"reason", "said", "said_known", "outlet", "title", "url", "published", "grade", "paragraph", "chain", "text_sha256"}

// quoteRows lists the quotations, a row for each issue that one is read on.
func quoteRows(p dossier.Packet) [][]string {
	var out [][]string
	for _, q := range p.Quotes {
		s := p.Sources[q.Source-1]
		statement := q.Statement.String()
		if q.OfNumber > 0 {
			statement = itoa(q.OfNumber)
		}
		act := q.Act
		if act == "" {
			act = dossier.Says
		}
		known := "false"
		if q.SaidKnown {
			known = "true"
		}
		paragraph := ""
		if q.Paragraph > 0 {
			paragraph = itoa(q.Paragraph)
		}
		issues := q.Issues
		if len(issues) == 0 {
			issues = []dossier.Reading{{}}
		}
		for _, r := range issues {
			row := []string{itoa(q.Number), "S" + itoa(s.Number), statement, q.Party, q.Speaker, q.Role, string(q.Kind), string(act), q.Passage.Exact,
				q.Translation.Text, q.Translation.By, r.Issue, string(r.Stance), r.Reason, q.Said.String(), known, s.Document.Outlet, s.Document.Title,
				s.Document.URL, s.Document.Published.String(), grade(s.Document.Grade), paragraph, chain(q.Hops), hex.EncodeToString(s.Revision.SHA256[:])}
			for i := range row {
				row[i] = clean(row[i])
			}
			out = append(out, row)
		}
	}
	return out
}

// chain writes the chain of reporting, from the speaker on: "speaker: R. Maron > venue: NATO-TV".
func chain(hops []dossier.Hop) string {
	var list []string
	for _, h := range hops {
		name := h.Name
		if name == "" {
			name = h.Text
		}
		if name == "" {
			name = "not named"
		}
		list = append(list, string(h.Kind)+": "+name)
	}
	return strings.Join(list, " > ")
}

// writeCSV writes the quote list for programs: UTF-8, RFC 4180, every value as it is stored. A value that a spreadsheet
// would take for a formula stays as it is: guarded is the spreadsheet's own form. (encoding/csv makes CR LF of each line
// end inside a value where the rows end so.)
func writeCSV(_ context.Context, p dossier.Packet) ([]byte, []Problem, error) {
	var b strings.Builder
	line := func(row []string) {
		for i, v := range row {
			if i > 0 {
				b.WriteByte(',')
			}
			if strings.ContainsAny(v, ",\"\r\n") || strings.TrimSpace(v) != v {
				v = `"` + strings.ReplaceAll(v, `"`, `""`) + `"`
			}
			b.WriteString(v)
		}
		b.WriteString("\r\n")
	}
	line(quoteColumns)
	for _, row := range quoteRows(p) {
		line(row)
	}
	return []byte(b.String()), nil, nil
}
