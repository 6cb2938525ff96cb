package dossier

// ContextLength is how many code points before and after a passage are kept with it.
const ContextLength = 32

// Passage is a span of a revision with the exact words and what stands around them, so that it can be found again,
// and so that a change of one letter is noticed.
type Passage struct {
	Span
	Exact  string `json:"exact"`
	Before string `json:"before,omitempty"` // up to 32 code points
	After  string `json:"after,omitempty"`
}

// NewPassage cuts the passage out of a text given as code points. ok is false where the span does not lie in it or
// is empty.
func NewPassage(text []rune, s Span) (p Passage, ok bool) {
	if s.Start < 0 || s.End > len(text) || s.Empty() {
		return Passage{}, false
	}
	return Passage{
		Span:   s,
		Exact:  string(text[s.Start:s.End]),
		Before: string(text[max(0, s.Start-ContextLength):s.Start]),
		After:  string(text[s.End:min(len(text), s.End+ContextLength)]),
	}, true
}

// Holds reports whether the exact words stand at the passage's place in the text.
func (p Passage) Holds(text []rune) bool {
	return p.Start >= 0 && p.End <= len(text) && p.Start < p.End && string(text[p.Start:p.End]) == p.Exact
}
