package positions

import "parley/dossier"

// The measures of the grid, in dp.
const (
	inset       = 16
	headHeight  = 36
	issueWidth  = 182
	columnLeast = 240
	rowHeight   = 88
	stripHeight = 24
	lineHeight  = 21 // of one statement of an open cell
	openPadding = 12
	mostLines   = 12 // of an open cell; more are counted
	barWidth    = 8
)

// frame places the cells of a grid. It is pure.
type frame struct {
	width, height float32 // of the widget
	rows, columns int
	open          map[int]int // lines of the open rows
	x, y          float32     // scrolled by
}

// column is the width of a party's column: equal parts of what is left, at least 240.
func (f *frame) column() float32 {
	if f.columns == 0 {
		return columnLeast
	}
	return max(columnLeast, float32(int((f.width-2*inset-issueWidth)/float32(f.columns))))
}

// rowTop is where a row begins in the scrolled body, rowTall how high it is.
func (f *frame) rowTop(i int) float32 {
	top := float32(i) * rowHeight
	for row, lines := range f.open {
		if row < i {
			top += extra(lines)
		}
	}
	return top
}

func (f *frame) rowTall(i int) float32 {
	if lines, ok := f.open[i]; ok {
		return rowHeight + extra(lines)
	}
	return rowHeight
}

func extra(lines int) float32 { return float32(min(lines, mostLines+1))*lineHeight + openPadding }

// body is the room for cells.
func (f *frame) body() (w, h float32) {
	return max(0, f.width-2*inset-issueWidth), max(0, f.height-headHeight)
}

// clamp keeps the scroll inside the grid.
func (f *frame) clamp() {
	w, h := f.body()
	f.x = min(max(0, f.x), max(0, f.column()*float32(f.columns)-w))
	f.y = min(max(0, f.y), max(0, f.rowTop(f.rows)+inset-h))
}

// window gives the rows and columns in sight, last ones included.
func (f *frame) window() (row0, row1, col0, col1 int) {
	w, h := f.body()
	row0 = 0
	for row0 < f.rows-1 && f.rowTop(row0+1) <= f.y {
		row0++
	}
	row1 = row0
	for row1 < f.rows-1 && f.rowTop(row1+1) < f.y+h {
		row1++
	}
	c := f.column()
	col0 = min(max(0, int(f.x/c)), max(0, f.columns-1))
	col1 = min(max(col0, int((f.x+w)/c)), f.columns-1)
	return row0, row1, col0, col1
}

// place gives where a cell stands in the widget.
func (f *frame) place(row, col int) (x, y, w, h float32) {
	c := f.column()
	return inset + issueWidth + float32(col)*c - f.x, headHeight + f.rowTop(row) - f.y, c, f.rowTall(row)
}

// reveal scrolls as little as is needed to bring a cell into sight.
func (f *frame) reveal(row, col int) {
	w, h := f.body()
	c := f.column()
	top, tall := f.rowTop(row), f.rowTall(row)
	f.y = max(min(f.y, top), top+min(tall, h)-h)
	f.x = max(min(f.x, float32(col)*c), float32(col+1)*c-w)
	f.clamp()
}

// hit gives the cell at a place; ok is false beside the cells.
func (f *frame) hit(x, y float32) (row, col int, ok bool) {
	if x < inset+issueWidth || y < headHeight {
		return 0, 0, false
	}
	col = int((x - inset - issueWidth + f.x) / f.column())
	at := y - headHeight + f.y
	for row < f.rows && f.rowTop(row+1) <= at {
		row++
	}
	return row, col, row < f.rows && col < f.columns
}

// cell of a grid, or an empty one beyond it.
func cellAt(g dossier.Grid, row, col int) (dossier.Cell, bool) {
	if row < 0 || row >= len(g.Cells) || col < 0 || col >= len(g.Cells[row]) {
		return dossier.Cell{}, false
	}
	return g.Cells[row][col], true
}
