package textview

import (
	"sort"

	"parley/dossier"
	"parley/views/look"
)

// SetFound frames what a search found, in order; nil frames nothing.
func (v *View) SetFound(found []dossier.Span) {
	v.found = found
	v.Refresh()
}

// paintFound frames what a search found: a ground would hide those of the statements.
func (v *View) paintFound(first, last int, p *look.Palette) {
	from, to := v.layout.blocks[first].span.Start, v.layout.blocks[last].span.End
	i := sort.Search(len(v.found), func(i int) bool { return v.found[i].End > from })
	for ; i < len(v.found) && v.found[i].Start < to; i++ {
		for _, r := range v.sharp(v.layout.rects(v.found[i], first, last)) {
			frame := v.pool.rect(r.X-1, r.Y+2, r.Width+2, r.Height-4, p.Sel)
			frame.StrokeColor, frame.StrokeWidth = p.Focus, 1
		}
	}
}
