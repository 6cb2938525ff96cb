package views

import (
	"testing"
)

func TestTrail(t *testing.T) {
	at := func(n int) place { return place{pane: n} }
	var tr trail
	if _, ok := tr.back(at(0)); ok || tr.canBack() || tr.canForward() {
		t.Error("a new trail leads somewhere")
	}
	tr.leave(at(0)) // to 1
	tr.leave(at(1)) // to 2
	tr.leave(at(1)) // the same place twice counts once
	if to, ok := tr.back(at(2)); !ok || to != at(1) {
		t.Errorf("back leads to %v", to)
	}
	if to, ok := tr.back(at(1)); !ok || to != at(0) || tr.canBack() {
		t.Errorf("back leads to %v", to)
	}
	if to, ok := tr.forward(at(0)); !ok || to != at(1) {
		t.Errorf("forward leads to %v", to)
	}
	tr.leave(at(1)) // to somewhere new: what lay ahead is gone
	if tr.canForward() {
		t.Error("going somewhere new keeps what lay ahead")
	}
	for n := range 3 * mostPlaces {
		tr.leave(at(n))
	}
	if len(tr.behind) != mostPlaces {
		t.Errorf("%d places are kept", len(tr.behind))
	}
}
