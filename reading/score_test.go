package reading

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"
	"time"
)

// TestWriteQuotes writes what is found in the texts of a file in the exchange format, for an outside scorer: give it
// READING_IN and READING_OUT.
func TestWriteQuotes(t *testing.T) {
	in, out := os.Getenv("READING_IN"), os.Getenv("READING_OUT")
	if in == "" || out == "" {
		t.Skip("READING_IN and READING_OUT name the texts to read and the file to write")
	}
	f, err := os.Open(in)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w, err := os.Create(out)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 64<<20)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for sc.Scan() {
		var d struct{ ID, Text string }
		if err := json.Unmarshal(sc.Bytes(), &d); err != nil {
			t.Fatal(err)
		}
		a := Read(d.Text, Options{Published: time.Date(2024, 11, 1, 0, 0, 0, 0, time.UTC)})
		if err := enc.Encode(map[string]any{"id": d.ID, "quotes": a.Quotes()}); err != nil {
			t.Fatal(err)
		}
	}
}
