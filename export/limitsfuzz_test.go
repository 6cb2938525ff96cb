package export

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"parley/dossier"
)

// Ensures that a place in a text given in code points is found as in the text as code points.
func TestCodePoints(t *testing.T) {
	text := strings.Repeat("aé中🙂", 600)
	points, runes := newCodePoints([]byte(text)), []rune(text)
	for start := -1; start <= len(runes)+1; start++ {
		for length := range 6 {
			p := dossier.Passage{Span: dossier.Span{Start: start, End: start + length}, Exact: "é中🙂a"}
			if start >= 0 && start+length <= len(runes) && start%3 > 0 {
				p.Exact = string(runes[start : start+length])
			}
			if got, want := points.holds(p), p.Holds(runes); got != want {
				t.Fatalf("%d to %d, %q: %v", start, start+length, p.Exact, got)
			}
		}
	}
	if c := newCodePoints(nil); c.holds(dossier.Passage{Span: dossier.Span{Start: 0, End: 1}, Exact: "a"}) {
		t.Error("a word stands in no text")
	}
}

// FuzzPacketData puts any bytes in the place of packet.json and makes all hashes outside of it anew. Whatever they are,
// Verify answers, and asks for no more memory than 256 MB for a file of at most 64 KB of JSON.
func FuzzPacketData(f *testing.F) {
	b := sampleBytes(f)
	file, err := readPacketFile(b, usual)
	if err != nil {
		f.Fatal(err)
	}
	packet, err := file.attached(context.Background(), dataName, usual.data)
	if err != nil {
		f.Fatal(err)
	}
	var data Data
	if err := json.Unmarshal(packet, &data); err != nil {
		f.Fatal(err)
	}
	f.Add(packet)
	f.Add(bytes.Replace(packet, []byte(`"reason": "`), []byte("\"reason\": \"\xff"), 1))
	f.Add([]byte(`{"format":"` + dataFormat + `","sources":[{"number":1,"text":"S1.txt"},{"number":1,"text":"S1.txt"}],"quotes":[{"source":1,"passage":{"start":9223372036854775807,"end":-1}}]}`))
	f.Add([]byte(`{"format":"` + dataFormat + `","page_bytes":-1,"head_bytes":9223372036854775807,"pages":9223372036854775807}`))
	f.Add([]byte(`{"format":"` + firstDataFormat + `","pages":-1,"page_bytes":1,"quotes":[0,0,0,{}]}`))
	f.Fuzz(func(t *testing.T, content []byte) {
		if len(content) > 64<<10 {
			return
		}
		c := reissuedAs(t, file, data, content)
		took := allocated(func() {
			if v, err := VerifyBytes(context.Background(), c, ""); err == nil && v.OK() && !utf8.Valid(content) {
				t.Error("packet.json that is no text passes")
			}
		})
		if took > 256<<20 {
			t.Errorf("%d MB of memory for %d bytes", took>>20, len(content))
		}
	})
}
