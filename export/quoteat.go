package export

// QuoteAt gives the number of the quotation that stands at a place of a page, in millimetres from its top left corner:
// among what its party said, or in its source. 0: there is none.
func (p *Preview) QuoteAt(page int, x, y float64) (number int) {
	for a, at := range p.d.anchors {
		if a.kind != 'q' && a.kind != 'p' || at.page != page {
			continue
		}
		if r := at.area; x >= r.x && x < r.x+r.w && y >= r.y && y < r.y+r.h && (number == 0 || a.number < number) {
			number = a.number
		}
	}
	return number
}
