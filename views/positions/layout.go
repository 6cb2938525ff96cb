package positions

import (
	"sort"

	"parley/dossier"
)

// The measures of the grid, in dp.
const (
	inset       = 16
	headHeight  = 36
	issueWidth  = 182
	columnLeast = 240
	rowHeight   = 88 // with two lines of words
	wordsLine   = 18
	stripHeight = 24
	lineHeight  = 21 // of one statement of an open cell
	openPadding = 12
	mostLines   = 12 // of an open cell; more are counted
	barWidth    = 8
	cellSide    = 12
)

// frame places the cells of a grid. It is pure.
type frame struct {
	width, height float32 // of the widget
	columns       int
	lines         []int       // of words, of the tallest cell of each row: 1 or 2
	open          map[int]int // statements under the open rows
	x, y          float32     // scrolled by
	tops          []float32   // of the rows, and at last the end of all
}

func (f *frame) rows() int { return len(f.lines) }

// sum places the rows, after their words or what is open has changed.
func (f *frame) sum() {
	f.tops = make([]float32, len(f.lines)+1)
	for i := range f.lines {
		f.tops[i+1] = f.tops[i] + f.rowTall(i)
	}
}

// column is the width of a party's column: equal parts of what is left, at least 240.
func (f *frame) column() float32 {
	if f.columns == 0 {
		return columnLeast
	}
	return max(columnLeast, float32(int((f.width-2*inset-issueWidth)/float32(f.columns))))
}

// rowTop is where a row begins in the scrolled body, rowTall how high it is, rowBase how high while it is closed.
func (f *frame) rowTop(i int) float32 { return f.tops[min(max(i, 0), len(f.tops)-1)] }

func (f *frame) rowTall(i int) float32 {
	if lines, ok := f.open[i]; ok {
		return f.rowBase(i) + extra(lines)
	}
	return f.rowBase(i)
}

func (f *frame) rowBase(i int) float32 { return rowHeight - float32(2-f.lines[i])*wordsLine }

func extra(lines int) float32 { return float32(min(lines, mostLines+1))*lineHeight + openPadding }

// lineTop is where a line of an open row begins, below the top of the row; lineAt gives the line of a row at a height of
// the widget, -1 above the first one.
func (f *frame) lineTop(row, line int) float32 {
	return f.rowBase(row) + openPadding/2 + float32(line)*lineHeight
}

func (f *frame) lineAt(row int, y float32) int {
	if _, open := f.open[row]; !open {
		return -1
	}
	at := y - headHeight + f.y - f.rowTop(row) - f.lineTop(row, 0)
	if at < 0 {
		return -1
	}
	return int(at / lineHeight)
}

// revealLine scrolls as little as is needed to bring a line of an open row into sight.
func (f *frame) revealLine(row, line int) {
	_, h := f.body()
	top := f.rowTop(row) + f.lineTop(row, line)
	f.y = max(min(f.y, top), top+lineHeight-h)
	f.clamp()
}

// rowAt gives the row that holds a height of the scrolled body; the first or last one beyond it.
func (f *frame) rowAt(y float32) int {
	i := sort.Search(len(f.lines), func(i int) bool { return f.tops[i+1] > y })
	return min(i, len(f.lines)-1)
}

// body is the room for cells.
func (f *frame) body() (w, h float32) {
	return max(0, f.width-2*inset-issueWidth), max(0, f.height-headHeight)
}

// clamp keeps the scroll inside the grid.
func (f *frame) clamp() {
	w, h := f.body()
	f.x = min(max(0, f.x), max(0, f.column()*float32(f.columns)-w))
	f.y = min(max(0, f.y), max(0, f.rowTop(f.rows())+inset-h))
}

// window gives the rows and columns in sight, last ones included.
func (f *frame) window() (row0, row1, col0, col1 int) {
	w, h := f.body()
	row0, row1 = f.rowAt(f.y), f.rowAt(f.y+h-1)
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
	return max(0, f.rowAt(at)), col, at < f.rowTop(f.rows()) && col < f.columns
}

// cell of a grid, or an empty one beyond it.
func cellAt(g dossier.Grid, row, col int) (dossier.Cell, bool) {
	if row < 0 || row >= len(g.Cells) || col < 0 || col >= len(g.Cells[row]) {
		return dossier.Cell{}, false
	}
	return g.Cells[row][col], true
}
