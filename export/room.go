package export

import (
	"fmt"
	"slices"

	"parley/typeset"
)

// fitted is clipped for a fact that the recipe gives: where it is cut, a problem says how many characters there is room
// for. Of several places the narrowest counts.
func (d *doc) fitted(where, field, name, text string, l look, width float64, n int) *block {
	b := d.clipped(text, l, width, n)
	full := d.set(plain(flat(text), l), width, typeset.Auto)
	if len(full.lines) <= n {
		return b
	}
	room := len(b.p) - 1 // without the ellipsis
	p := Problem{Where: where, Field: field, room: room,
		Sentence: fmt.Sprintf("the %s has %d characters and is cut there: shorten it to %d", name, len([]rune(flat(text))), room)}
	switch i := slices.IndexFunc(d.found, func(f Problem) bool { return f.Where == where && f.Field == field && f.room > 0 }); {
	case i < 0:
		d.found = append(d.found, p)
	case room < d.found[i].room:
		d.found[i] = p
	}
	return b
}
