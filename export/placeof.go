package export

// PlaceOf is Place for every kind of problem, as far as the layout knows where it stands: a quotation and a judgement with
// the part of the page that they take; the head of a source, and the front page, with w and h 0.
func (p *Preview) PlaceOf(where Problem) (page int, x, y, w, h float64, ok bool) {
	if page, x, y, w, h, ok = p.Place(where); ok {
		return page, x, y, w, h, ok
	}
	for _, a := range []struct {
		meant bool
		at    anchor
	}{{where.Judgement > 0, anchor{'j', where.Judgement}}, {where.Source > 0, anchor{'s', where.Source}},
		{where.Judgement > 0 || where.Where == "front page", anchor{'f', 0}}} {
		if at, known := p.d.anchors[a.at]; a.meant && known {
			return at.page, at.area.x, max(at.y, at.area.y), at.area.w, at.area.h, true
		}
	}
	return 0, 0, 0, 0, 0, false
}
