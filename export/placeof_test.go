package export

import "testing"

// Ensures that a problem is found on paper: a quotation with its room, a source at its head; a judgement, and what is
// wrong with the front page, with its room where it is printed.
func TestPlaceOf(t *testing.T) {
	v := preview(t, samplePacket(t))
	for name, c := range map[string]struct {
		of   Problem
		page int // 0: any
		area bool
	}{"quotation": {Problem{Quote: 1}, 0, true}, "source": {Problem{Source: 1}, 0, false}, "judgement": {Problem{Judgement: 2}, 1, true},
		"judgement that is not printed": {Problem{Judgement: 9}, 1, false}, "front page": {Problem{Where: "front page", Field: "title"}, 1, false}} {
		page, _, _, w, h, ok := v.PlaceOf(c.of)
		if !ok || page < 1 || c.page > 0 && page != c.page || (w > 0 && h > 0) != c.area {
			t.Errorf("%s: page %d, %v × %v, %v", name, page, w, h, ok)
		}
	}
	for _, of := range []Problem{{}, {Quote: 9999}, {Source: 9999}, {Where: "index"}} {
		if page, _, _, _, _, ok := v.PlaceOf(of); ok {
			t.Errorf("%+v stands on page %d", of, page)
		}
	}
}
