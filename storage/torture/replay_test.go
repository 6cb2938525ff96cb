package main

import (
	"bytes"
	"math/rand/v2"
	"testing"
)

// A cut keeps what was synced, and of the rest what the way of the cut says.
func TestCut(t *testing.T) {
	write := func(name string, place int64, data string) event {
		return event{what: 'W', name: name, place: place, data: []byte(data)}
	}
	long := bytes.Repeat([]byte("x"), 3*sector)
	events := []event{
		write("a", 0, "synced"), {what: 'S', name: "a"}, write("a", 6, " later"), {what: 'T', name: "a", place: 3},
		{what: 'C', name: "b"}, {what: 'W', name: "b", data: long}, {what: 'S', name: "b"}, {what: 'U', name: "c"},
	}
	play := func(more ...event) *disk {
		d := &disk{files: map[string]*file{"a": {}, "c": {certain: []byte("c")}}, certain: map[string]*file{}}
		for n, f := range d.files {
			d.certain[n] = f
		}
		for _, e := range append(events[:len(events):len(events)], more...) {
			d.play(e)
		}
		return d
	}
	r := rand.New(rand.NewPCG(1, 1))
	nothing := play().cut("nothing", r)
	if string(nothing["a"]) != "synced" || nothing["b"] != nil || string(nothing["c"]) != "c" {
		t.Errorf("nothing survives: %q", nothing)
	}
	everything := play().cut("everything", r)
	if string(everything["a"]) != "syn" || !bytes.Equal(everything["b"], long) || everything["c"] != nil {
		t.Errorf("everything survives: %q", everything)
	}
	named := play(event{what: 'S', name: "."}).cut("nothing", r)
	if !bytes.Equal(named["b"], long) || named["c"] != nil {
		t.Errorf("the folder was synced: %q", named)
	}
	deaf := play()
	deaf.deaf = deafTo("a")
	deaf.play(write("a", 0, "S"))
	deaf.play(event{what: 'S', name: "a"})
	if found := deaf.cut("nothing", r); string(found["a"]) != "synced" {
		t.Errorf("a deaf disk synced: %q", found["a"])
	}
	torn := false
	for range 50 {
		d := play(event{what: 'S', name: "."}, event{what: 'W', name: "b", place: 100, data: bytes.Repeat([]byte("y"), 2*sector)})
		b := d.cut("some sectors", r)["b"]
		if len(b) != len(long) || b[99] != 'x' || bytes.Contains(b[:sector], []byte("yx")) || bytes.Contains(b[sector+1:2*sector], []byte("yx")) {
			t.Fatal("a sector was torn in itself")
		}
		torn = torn || b[100] != b[sector]
	}
	if !torn {
		t.Error("no write was torn between its sectors")
	}
}
