package views

import "parley/dossier"

// place is where one was: a pane, and in the reader a document and the statement that was current.
type place struct {
	pane                int
	document, statement dossier.ID
}

// trail is the way one came, like that of a browser: back and forward go along it, and going somewhere new cuts what
// lies ahead.
type trail struct {
	behind, ahead []place // the nearest last
}

// mostPlaces is how long the way back is kept.
const mostPlaces = 50

func (t *trail) canBack() bool    { return len(t.behind) > 0 }
func (t *trail) canForward() bool { return len(t.ahead) > 0 }

// leave notes a place that one leaves for a new one.
func (t *trail) leave(p place) {
	t.ahead = nil
	if n := len(t.behind); n > 0 && t.behind[n-1] == p {
		return
	}
	t.behind = append(t.behind, p)
	if len(t.behind) > mostPlaces {
		t.behind = t.behind[1:]
	}
}

// back goes from a place to the one before; forward to the one after.
func (t *trail) back(from place) (to place, ok bool) { return step(&t.behind, &t.ahead, from) }

func (t *trail) forward(from place) (to place, ok bool) { return step(&t.ahead, &t.behind, from) }

func step(out, in *[]place, from place) (to place, ok bool) {
	n := len(*out)
	if n == 0 {
		return to, false
	}
	to, *out = (*out)[n-1], (*out)[:n-1]
	*in = append(*in, from)
	return to, true
}

// here is where one is.
func (w *window) here() place {
	p := place{pane: w.current}
	if w.current == 0 {
		p.document, p.statement = w.reading.article.Current()
	}
	return p
}

// remember notes where one is, so that Back and Escape come back here.
func (w *window) remember() {
	if p := w.here(); p.pane != 0 || p.document != dossier.None {
		w.trail.leave(p)
	}
}

// back goes to where one came from; forwards to where one went back from.
func (w *window) back() {
	if to, ok := w.trail.back(w.here()); ok {
		w.goBackTo(to)
	}
}

func (w *window) forwards() {
	if to, ok := w.trail.forward(w.here()); ok {
		w.goBackTo(to)
	}
}

func (w *window) goBackTo(p place) {
	w.show(p.pane)
	if p.document != dossier.None {
		w.reading.read(p.document, p.statement, dossier.Span{})
	}
}
