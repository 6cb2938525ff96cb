package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

func TestMain(m *testing.M) {
	if asChild() {
		return
	}
	os.Exit(m.Run())
}

// The short form of `make torture`: no acknowledged change is lost, none is half done, every fault is told in words.
func TestTorture(t *testing.T) {
	rounds := map[string]int{"kill": 20, "power": 30, "full": 10, "damage": 20, "open": 3, "clock": 3, "many": 1}
	if testing.Short() {
		rounds = map[string]int{"kill": 6, "power": 10, "full": 6, "damage": 6, "open": 2, "clock": 2}
	}
	const seed = 2026
	table, err := run(t.TempDir(), filepath.Join("..", "testdata"), seed, rounds, nil)
	var b bytes.Buffer
	table.print(&b, err == nil)
	t.Logf("seed %d\n%s", seed, b.String())
	if err != nil {
		t.Fatal(err)
	}
	if !table.good() {
		t.Fail()
	}
}
