package export

// Passed says what a preview has no fault to find with: the front page holds all that was written for it, and every
// letter is printed as it stands.
func (p *Preview) Passed() (front, letters bool) {
	front = true
	for _, b := range p.d.found {
		front = front && b.Where != "front page"
	}
	return front, len(p.d.missing) == 0 && len(p.d.unjoined) == 0
}
