package textview

import (
	"image"
	"image/color"
)

// pattern is a dotted or dashed line as a picture: the toolkit has neither, and a rectangle for each dot would be
// thousands on a page.
type pattern struct {
	image         *image.NRGBA
	width, height float32
}

type patternKey struct {
	length, thick, on, off int
	down                   bool
	ink                    color.NRGBA
}

// patterns keeps the pictures that were made.
type patterns map[patternKey]*pattern

// patternLimit keeps hostile texts with ten thousand marks from filling the memory with pictures.
const patternLimit = 4096

// get returns a line of a length, across or down, that is on and off for so many dp.
func (p patterns) get(length float32, thick, on, off int, down bool, ink color.NRGBA) *pattern {
	k := patternKey{max(1, int(length+0.5)), thick, on, off, down, ink}
	if known, ok := p[k]; ok {
		return known
	}
	if len(p) >= patternLimit {
		clear(p)
	}
	w, h := k.length, k.thick
	if down {
		w, h = h, w
	}
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for x := range w {
		for y := range h {
			at := x
			if down {
				at = y
			}
			if at%(on+off) < on {
				m.SetNRGBA(x, y, ink)
			}
		}
	}
	made := &pattern{m, float32(w), float32(h)}
	p[k] = made
	return made
}
