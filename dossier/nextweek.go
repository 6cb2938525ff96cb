package dossier

import (
	"fmt"
	"strconv"
	"strings"
)

// NextWeek is the same packet a week later: its days move by seven, its reference counts one up, and it is compared with
// the last one of this recipe. What the analyst wrote stays, to be revised.
func (r Recipe) NextWeek() Recipe {
	for _, d := range []*Date{&r.From, &r.CutOff} {
		if d.Known() {
			d.Time = d.Time.AddDate(0, 0, 7)
		}
	}
	r.Issued, r.Since, r.Reference = Date{}, "", countUp(r.Reference)
	return r
}

// countUp adds one to the number at the end of a reference and keeps its zeros: "NB-2026-041" is followed by
// "NB-2026-042". A reference without one, or with a year alone, stays.
func countUp(reference string) string {
	head := strings.TrimRight(reference, "0123456789")
	digits := reference[len(head):]
	n, err := strconv.Atoi(digits)
	if err != nil || len(digits) == 4 && n > 1900 && n < 2100 && !strings.ContainsAny(head, "0123456789") { // a year counts nothing
		return reference
	}
	return head + fmt.Sprintf("%0*d", len(digits), n+1)
}
