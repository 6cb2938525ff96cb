package sides

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"parley/dossier"
)

// What was decided on a shift is read whole: beside the shift where there is room, else in lines under it, for which the
// entry is higher; where nothing was decided nothing stands there.
func TestReasonIsWhole(t *testing.T) {
	const w = 480
	heights := map[string]float32{}
	for name, reason := range map[string]string{"none": "", "short": "New line", "long": strings.Repeat("The draft of the Envoy keeps the fee symbolic. ", 4)} {
		v, _, work, g := talks(t)
		if reason != "" {
			list, _, err := work.Shifts(ctx, dossier.PositionFilter{}, false)
			if err != nil || len(list) != 1 {
				t.Fatal(list, err)
			}
			if err := work.Judge(ctx, list[0], dossier.Verdict{Kind: dossier.Explained, Reason: reason}); err != nil {
				t.Fatal(err)
			}
		}
		v.Open(g.Issues[0].ID, partiesOf(g), dossier.PositionFilter{})
		var e *entry
		for _, r := range v.rows {
			for _, cell := range r.cells {
				for _, x := range cell {
					if x.shift != nil {
						e = x
					}
				}
			}
		}
		if e == nil {
			t.Fatal("there is no shift")
		}
		heights[name] = e.measure(w)
		objects := e.put(0, 0, w)
		if reason == "" {
			if e.judged != nil {
				t.Errorf("nothing was decided, and %q stands there", e.judged.Words())
			}
			continue
		}
		if !strings.HasSuffix(e.judged.Words(), strings.TrimSpace(reason)) && !strings.HasSuffix(e.judged.Words(), reason) {
			t.Errorf("%s: %q", name, e.judged.Words())
		}
		drawn := false
		for _, o := range objects {
			drawn = drawn || o == fyne.CanvasObject(e.judged)
		}
		at, size := e.judged.Position(), e.judged.Size()
		if !drawn || size.Height < e.judged.HeightAt(size.Width) || at.X+size.Width > w || at.Y+size.Height > e.height {
			t.Errorf("%s: drawn %v at %v, %v large, of %v", name, drawn, at, size, e.height)
		}
	}
	if heights["short"] != heights["none"] || heights["long"] <= heights["short"] {
		t.Errorf("%v", heights)
	}
}
