package typeset

import (
	"bufio"
	"compress/gzip"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/unicode/bidi"
)

// resolved runs the whole algorithm on one line as the conformance files ask: removed characters keep their mark.
func resolved(text []rune, cls []bidi.Class, dir Direction) ([]uint8, uint8) {
	p := paragraph{text: text, cls: cls, levels: make([]uint8, len(cls))}
	base := p.resolve(dir)
	kept := slices.Clone(p.levels)
	resetSpaces(cls, p.levels, base)
	for i := range kept {
		if kept[i] == removed {
			p.levels[i] = removed
		}
	}
	return p.levels, base
}

func visual(levels []uint8) []int {
	var kept []int
	var l []uint8
	for i, level := range levels {
		if level != removed {
			kept = append(kept, i)
			l = append(l, level)
		}
	}
	order := Reorder(l)
	for i := range order {
		order[i] = kept[order[i]]
	}
	return order
}

func levelsOf(fields string) []uint8 {
	var out []uint8
	for _, f := range strings.Fields(fields) {
		if f == "x" {
			out = append(out, removed)
			continue
		}
		n, _ := strconv.Atoi(f)
		out = append(out, uint8(n))
	}
	return out
}

func intsOf(fields string) []int {
	var out []int
	for _, f := range strings.Fields(fields) {
		n, _ := strconv.Atoi(f)
		out = append(out, n)
	}
	return out
}

// Every case of Unicode's BidiCharacterTest gets the levels and the order that the standard asks for.
func TestBidiCharacters(t *testing.T) {
	f, err := os.Open("testdata/BidiCharacterTest.txt.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	cases, failed := 0, 0
	for lines := bufio.NewScanner(z); lines.Scan(); {
		line := lines.Text()
		fields := strings.Split(line, ";")
		if strings.HasPrefix(line, "#") || len(fields) != 5 {
			continue
		}
		var text []rune
		for _, h := range strings.Fields(fields[0]) {
			n, _ := strconv.ParseUint(h, 16, 32)
			text = append(text, rune(n))
		}
		dir := map[string]Direction{"0": LeftToRight, "1": RightToLeft, "2": Auto}[fields[1]]
		cases++
		levels, base := resolved(text, classes(text, false), dir)
		if strconv.Itoa(int(base)) != fields[2] || !slices.Equal(levels, levelsOf(fields[3])) ||
			!slices.Equal(visual(levels), intsOf(fields[4])) {
			if failed++; failed <= 5 {
				t.Errorf("%s\n got base %d levels %v order %v", line, base, levels, visual(levels))
			}
		}
	}
	if cases < 90_000 {
		t.Errorf("only %d cases were read", cases)
	}
	t.Logf("%d cases, %d failed", cases, failed)
}

// Every sequence of up to four classes in Unicode's BidiTest gets the levels that the standard asks for. The file is
// 8 MB and comes with go-text's module; the committed one above is the smaller of the two.
func TestBidiClasses(t *testing.T) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/go-text/typesetting").Output()
	if err != nil {
		t.Skip("the module's folder is not known; TestBidiCharacters has the committed file")
	}
	f, err := os.Open(filepath.Join(strings.TrimSpace(string(dir)), "bidi", "test", "BidiTest.txt"))
	if err != nil {
		t.Skip("the module has no BidiTest.txt; TestBidiCharacters has the committed file")
	}
	defer f.Close()
	names := map[string]bidi.Class{"L": bidi.L, "R": bidi.R, "EN": bidi.EN, "ES": bidi.ES, "ET": bidi.ET, "AN": bidi.AN,
		"CS": bidi.CS, "B": bidi.B, "S": bidi.S, "WS": bidi.WS, "ON": bidi.ON, "BN": bidi.BN, "NSM": bidi.NSM,
		"AL": bidi.AL, "LRO": bidi.LRO, "RLO": bidi.RLO, "LRE": bidi.LRE, "RLE": bidi.RLE, "PDF": bidi.PDF,
		"LRI": bidi.LRI, "RLI": bidi.RLI, "FSI": bidi.FSI, "PDI": bidi.PDI}
	var want []uint8
	var order []int
	cases, failed := 0, 0
	lines := bufio.NewScanner(io.Reader(f))
	for lines.Scan() {
		line := lines.Text()
		switch {
		case strings.HasPrefix(line, "@Levels:"):
			want = levelsOf(line[8:])
			continue
		case strings.HasPrefix(line, "@Reorder:"):
			order = intsOf(line[9:])
			continue
		case line == "" || line[0] == '#' || line[0] == '@':
			continue
		}
		input, bits, _ := strings.Cut(line, ";")
		var cls []bidi.Class
		for _, f := range strings.Fields(input) {
			cls = append(cls, names[f])
		}
		set, _ := strconv.Atoi(strings.TrimSpace(bits))
		for bit, dir := range map[int]Direction{1: Auto, 2: LeftToRight, 4: RightToLeft} {
			if set&bit == 0 {
				continue
			}
			cases++
			levels, _ := resolved(make([]rune, len(cls)), cls, dir)
			if !slices.Equal(levels, want) || !slices.Equal(visual(levels), order) {
				if failed++; failed <= 5 {
					t.Errorf("%s direction %d: got %v, want %v", line, dir, levels, want)
				}
			}
		}
	}
	t.Logf("%d cases, %d failed", cases, failed)
}
