package dossier

import (
	"fmt"
	"strings"
	"testing"
)

// What was said stands beside what the others said at the same time; words told twice stand once.
func TestSideBySide(t *testing.T) {
	day := func(s string) Date {
		d, err := ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	said := func(number int, date string, utterance int64) CodedStatement {
		return CodedStatement{Number: number, Date: day(date), Published: day(date), Utterance: utterance, Outlet: fmt.Sprint("Outlet ", number)}
	}
	rows := Align([][]CodedStatement{
		{said(5, "2026-11-17", 0), said(4, "2026-11-12", 3), said(3, "2026-11-11", 3), said(1, "", 0)},
		{said(9, "2026-11-17T09:30+02:00", 0), said(8, "2026-11-17", 0), said(7, "2026-11", 0)},
	})
	var got []string
	for _, r := range rows {
		line := r.Date.String()
		for _, column := range r.Columns {
			line += " |"
			for _, g := range column {
				line += fmt.Sprintf(" %d", g.Tellings[0].Number)
				if len(g.Tellings) > 1 {
					line += fmt.Sprintf(" (and %d)", len(g.Tellings)-1)
				}
			}
		}
		got = append(got, line)
	}
	const want = `2026-11-17 | 5 | 9 8
2026-11-11 | 3 (and 1) |
2026-11 | | 7
 | 1 |`
	if strings.Join(got, "\n") != want {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
}

// The tree puts each issue under its own, numbers them, and leaves out what is folded.
func TestIssueTree(t *testing.T) {
	a, b, c, d := NewID(), NewID(), NewID(), NewID()
	issues := []Issue{{ID: c, Name: "C", ParentID: a, Order: 3}, {ID: b, Name: "B", Order: 2}, {ID: a, Name: "A", Order: 4}, {ID: d, Name: "D", ParentID: NewID(), Order: 1}}
	for _, test := range []struct {
		folded map[ID]bool
		want   string
	}{{nil, "D [1] 0 · B [2] 0 · A [3] 1 · C [3 1] 0"}, {map[ID]bool{a: true}, "D [1] 0 · B [2] 0 · A [3] 1"}} {
		var list []string
		for _, n := range IssueTree(issues, test.folded) {
			list = append(list, fmt.Sprint(n.Name, " ", n.Number, " ", n.Children))
		}
		if got := strings.Join(list, " · "); got != test.want {
			t.Errorf("%s, want %s", got, test.want)
		}
	}
}
