package export

import (
	"fmt"
	"strings"
	"testing"

	"parley/typeset"
)

// A table repeats its head and the group that goes on; a row of at most half a page is never split, a longer one never
// leaves a line alone, and the head of a group never stands without a row.
func TestTable(t *testing.T) {
	for _, seed := range []int{1, 2, 3, 4, 5, 6, 7} {
		b := newBuilder(t)
		d, err := newDoc(b.p, Options{Fonts: testFonts(t)})
		if err != nil {
			t.Fatal(err)
		}
		d.run = &run{asked: map[anchor]int{}}
		d.newPage(false)
		d.y += float64(seed * 23)
		w := d.share(1, 2)
		tab := &table{title: "Talks", columns: []column{{head: "Left", width: w[0]}, {head: "Right", width: w[1]}}}
		lines := map[string]int{} // of a row's right cell
		for i := range 60 {
			if i%9 == 0 {
				tab.rows = append(tab.rows, d.groupRow(tab, fmt.Sprintf("Group%d", i/9)))
			}
			n := 1 + (i*i*seed)%9
			if i%17 == 5 {
				n = 70
			}
			name := fmt.Sprintf("row%d.", i)
			blk := d.set(plain(strings.TrimSuffix(strings.Repeat(name+"\n", n), "\n"), bodyLook), tab.inner(1), typeset.Auto)
			lines[name] = n
			// From the 24th on more rows want to stay together than a page holds.
			tab.rows = append(tab.rows, tableRow{cells: []tableCell{cellOf(d.oneLine(fmt.Sprintf("left%d", i), bodyLook, 40)), cellOf(blk)}, keep: i > 23 && i < 50})
		}
		d.table(tab)
		seen := map[string][]int{}
		for _, p := range d.pages {
			var all []string
			for _, o := range p.ops {
				if o.kind == opText {
					all = append(all, o.text)
				}
			}
			page := strings.Join(all, "\n") + "\n"
			if strings.Count(page, "Left\n") != 1 || strings.Count(page, "Right\n") != 1 {
				t.Errorf("seed %d: page %d has no head", seed, p.number)
			}
			if last := all[len(all)-1]; strings.HasPrefix(last, "Group") {
				t.Errorf("seed %d: page %d ends with the head of a group", seed, p.number)
			}
			if p.number > 1 && (!strings.HasPrefix(page, "Talks (continued)") || !strings.Contains(page, "Group")) {
				t.Errorf("seed %d: page %d does not say what it continues: %q", seed, p.number, clip(page, 80))
			}
			for name := range lines {
				if n := strings.Count(page, name); n > 0 {
					seen[name] = append(seen[name], n)
				}
			}
		}
		for name, n := range lines {
			total := 0
			for _, k := range seen[name] {
				total += k
				if k < 2 && n > 1 {
					t.Errorf("seed %d: a line of %s stands alone", seed, name)
				}
			}
			if total != n || n < 20 && len(seen[name]) != 1 {
				t.Errorf("seed %d: %s of %d lines stands as %v", seed, name, n, seen[name])
			}
		}
		checkPages(t, "table", &doc{pages: d.pages, faces: d.faces})
	}
}

// Wherever a cell is parted, no line of a paragraph stands alone, and nothing is lost.
func TestSplit(t *testing.T) {
	b := newBuilder(t)
	d, err := newDoc(b.p, Options{Fonts: testFonts(t)})
	if err != nil {
		t.Fatal(err)
	}
	for n := 1; n < 9; n++ {
		blk := d.set(plain(strings.TrimSuffix(strings.Repeat("line\n", n), "\n"), bodyLook), 80, typeset.Auto)
		for h := 0.0; h < 60; h += 0.7 {
			taken, rest := splitParts([]itemPart{{b: blk}, {b: blk, above: 1}}, h)
			if heightOf(taken) > h {
				t.Errorf("%d lines, %.1f mm: %.1f mm are taken", n, h, heightOf(taken))
			}
			lines := 0
			for _, p := range append(taken[:len(taken):len(taken)], rest...) {
				lines += len(p.b.lines)
				if len(p.b.lines) == 1 && n > 1 {
					t.Errorf("%d lines, %.1f mm: a line stands alone", n, h)
				}
			}
			if lines != 2*n {
				t.Errorf("%d lines, %.1f mm: %d lines are left of %d", n, h, lines, 2*n)
			}
		}
	}
}
