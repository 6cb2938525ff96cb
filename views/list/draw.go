package list

import (
	"fyne.io/fyne/v2"

	"parley/views/parts"
)

const (
	barWidth    = 6
	barShortest = 24
)

// CreateRenderer implements fyne.Widget.
func (l *List) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: l, Lay: l.lay,
		Objs: func() []fyne.CanvasObject { return l.objects },
		Min:  func() fyne.Size { return fyne.NewSize(80, 56) }}
}

// lay draws the rows in sight, taking rows that went out of sight for those that came in.
func (l *List) lay(s fyne.Size) {
	l.offset = l.column.clamp(l.offset, s.Height)
	first, last := l.column.window(l.offset, s.Height)
	for i, r := range l.rows {
		if i < first || i >= last || l.column.head[i] != isHead(r) {
			l.spare[isHead(r)] = append(l.spare[isHead(r)], r)
			delete(l.rows, i)
		}
	}
	l.objects = l.objects[:0]
	for i := first; i < last; i++ {
		r, ok := l.rows[i]
		if !ok {
			r = l.take(l.column.head[i])
			l.rows[i] = r
		}
		l.place(r, i, l.column.tops[i]-l.offset, s.Width)
	}
	// the head of the group that is cut at the top stays in sight
	if h := l.column.groupHead(l.offset); h >= 0 && l.column.tops[h] < l.offset {
		if l.sticky == nil {
			l.sticky = headRow{l.source.NewRow(true)}
		}
		y := float32(0)
		if next := l.column.nextHead(h); next >= 0 {
			y = min(0, l.column.tops[next]-l.offset-(l.column.tops[h+1]-l.column.tops[h]))
		}
		l.place(l.sticky, h, y, s.Width)
	}
	l.layBar(s)
}

func (l *List) place(r Row, i int, y, width float32) {
	parts.Put(unwrap(r), 0, y, width, l.column.tops[i+1]-l.column.tops[i])
	r.Fill(i, State{Current: i == l.current, Chosen: l.chosen[i], Focused: l.focused, Hovered: i == l.hover})
	l.objects = append(l.objects, unwrap(r))
}

// layBar draws the bar that shows where in the list one is.
func (l *List) layBar(s fyne.Size) {
	total := l.column.height()
	if total <= s.Height || s.Height <= 0 {
		return
	}
	h := max(barShortest, s.Height*s.Height/total)
	y := (s.Height - h) * l.offset / (total - s.Height)
	l.bar.FillColor = l.kit.Look.Palette().Edge
	parts.Put(l.bar, s.Width-barWidth-2, y, barWidth, h)
	l.objects = append(l.objects, l.bar)
}

// headRow marks a row as a head, so that it is never used for another kind.
type headRow struct{ Row }

func isHead(r Row) bool { _, ok := r.(headRow); return ok }

// unwrap returns the object that the toolkit knows.
func unwrap(r Row) fyne.CanvasObject {
	if h, ok := r.(headRow); ok {
		return h.Row
	}
	return r
}

func (l *List) take(head bool) Row {
	if n := len(l.spare[head]); n > 0 {
		r := l.spare[head][n-1]
		l.spare[head] = l.spare[head][:n-1]
		return r
	}
	r := l.source.NewRow(head)
	if head {
		return headRow{r}
	}
	return r
}

// nextHead returns the head after head h, or -1.
func (c column) nextHead(h int) int {
	for i := h + 1; i < c.len(); i++ {
		if c.head[i] {
			return i
		}
	}
	return -1
}
