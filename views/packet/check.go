package packet

import (
	"fmt"
	"reflect"

	"parley/app"
	"parley/dossier"
	"parley/views/look"
	"parley/views/parts"
)

// edited tells that the recipe is another than the one that was laid out, or is just being laid out.
func (p *Pane) edited() {
	p.check.Drop()
	p.checked = false
	p.page.old()
	p.allow()
	p.soon = true
	p.typed.Run(p.startCheck)
}

// wantCheck lays out anew where the recipe or the dossier has changed, and no typing will do so.
func (p *Pane) wantCheck() {
	if !p.shown {
		return
	}
	last := p.wanted.Load()
	if p.stale || last == nil || p.result == nil && p.fault == "" && !p.check.Busy() || !p.soon && !reflect.DeepEqual(*last, p.now()) {
		p.startCheck()
	}
}

// startCheck lays out the recipe as it is seen. Until that is done, what was laid out before is old.
func (p *Pane) startCheck() {
	p.typed.Stop()
	p.checked = false
	p.page.old()
	p.stale, p.soon = false, false
	r := clone(p.now())
	p.wanted.Store(&r)
	p.check.Restart()
	p.allow()
}

func (p *Pane) showCheck(v *app.PacketPreview) {
	p.result, p.fault = v, ""
	p.checked = true
	p.fillPoints(pointsOf(v))
	p.page.show(v, "")
	p.refill("")
	n := v.Stops()
	switch {
	case n == 1:
		p.stops.Set("1 stops the export")
	case n > 1:
		p.stops.Set(fmt.Sprintf("%d stop the export", n))
	default:
		p.stops.Set("nothing stops it")
	}
	p.allow()
	p.Refresh()
	if do := p.wish; do != nil {
		p.wish = nil
		do()
	}
}

// failCheck shows why the packet cannot be gathered: a party of the recipe that is gone, a draft that was deleted.
func (p *Pane) failCheck(err error) {
	p.wish, p.result, p.fault = nil, nil, err.Error()
	p.checked = true
	p.fillPoints([]point{{stance: dossier.Opposes, word: wordStops, sentence: p.fault, where: "recipe"}})
	p.page.show(nil, "No page is laid out: "+lowerFirst(p.fault))
	p.stops.Set("1 stops the export")
	p.allow()
	p.Refresh()
}

// fillPoints shows points and keeps the chosen one where it is still there.
func (p *Pane) fillPoints(list []point) {
	current := -1
	if i := p.pointer.Current(); i >= 0 && i < len(p.points) {
		was := p.points[i]
		for j, q := range list {
			if q.sentence == was.sentence && q.Where == was.Where {
				current = j
				break
			}
		}
		if current < 0 && len(list) > 0 {
			current = min(i, len(list)-1)
		}
	}
	p.points = list
	fit(p.points, func(words string, width float32) int { return len(p.desk.Kit.Lines(words, look.Body, width, nil)) })
	p.pointer.Reload(current)
	p.page.frame(p.placeOf(current))
}

// stopping counts what stops the export.
func (p *Pane) stopping() (n int) {
	for _, q := range p.points {
		if q.word == wordStops {
			n++
		}
	}
	return n
}

// allow enables the export, or says why it cannot be done.
func (p *Pane) allow() {
	why := ""
	switch n := p.stopping(); {
	case p.export:
		why = "A packet is being written."
	case n == 1:
		why = "Mend the point marked “Stops” to export."
	case n > 1:
		why = fmt.Sprintf("Mend the %d points marked “Stops” to export.", n)
	case !p.checked:
		why = "Being laid out…"
	case p.loose && p.data.readOnly:
		why = "This dossier is open for reading: the recipe is not kept."
	case p.loose:
		why = "The last change of the recipe was not kept."
	}
	p.reason.Set(why)
	for _, b := range []*parts.Button{p.button, p.forms} {
		if p.CanExport() {
			b.Enable()
		} else {
			b.Disable()
		}
	}
	p.deps.Changed()
}

// CanExport reports whether Export would write something.
func (p *Pane) CanExport() bool {
	return p.checked && !p.export && p.result != nil && p.stopping() == 0
}
