package textview

import "unicode"

// edit is one change of a text: what stood at a place, and what stands there now.
type edit struct {
	at            int
	before, after []rune
}

// edits are the changes of a text, to take them back and make them again. Letters typed one after the other are one
// change up to the end of a word.
type edits struct {
	done, undone []edit
	open         bool // the next letter may join the last change
}

// typed notes a change.
func (h *edits) typed(e edit) {
	h.undone = nil
	if n := len(h.done); h.open && n > 0 && joins(h.done[n-1], e) {
		last := &h.done[n-1]
		if len(e.before) > 0 { // taken away before it, letter by letter
			last.before = append(append([]rune{}, e.before...), last.before...)
			last.at = e.at
		} else {
			last.after = append(last.after, e.after...)
		}
		return
	}
	e.before, e.after = append([]rune(nil), e.before...), append([]rune(nil), e.after...)
	h.done = append(h.done, e)
	h.open = true
}

// joins reports whether a change goes on with the one before: a letter after the last one, within a word or the space
// after it; or one more taken away.
func joins(last, e edit) bool {
	switch {
	case len(e.after) == 1 && len(e.before) == 0 && len(last.before) == 0 && len(last.after) > 0:
		return e.at == last.at+len(last.after) && e.after[0] != '\n' && (unicode.IsSpace(e.after[0]) || !unicode.IsSpace(last.after[len(last.after)-1]))
	case len(e.after) == 0 && len(last.after) == 0 && len(e.before) <= 8:
		return e.at+len(e.before) == last.at
	}
	return false
}

// close ends the joining: the caret was moved.
func (h *edits) close() { h.open = false }

// back gives the change that is taken back next, forward the one that is made again.
func (h *edits) back() (e edit, ok bool) {
	n := len(h.done)
	if n == 0 {
		return e, false
	}
	e, h.done, h.open = h.done[n-1], h.done[:n-1], false
	h.undone = append(h.undone, e)
	return e, true
}

func (h *edits) forward() (e edit, ok bool) {
	n := len(h.undone)
	if n == 0 {
		return e, false
	}
	e, h.undone, h.open = h.undone[n-1], h.undone[:n-1], false
	h.done = append(h.done, e)
	return e, true
}
