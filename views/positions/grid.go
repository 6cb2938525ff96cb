package positions

import (
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"parley/dossier"
	"parley/views/look"
	"parley/views/parts"
	"parley/views/textview"
)

// at is a cell.
type at struct{ row, col int }

// place is a party on an issue.
type place struct{ party, issue dossier.ID }

// sequences are what the parties said on an issue, newest first; words that several outlets have stand once.
type sequences map[dossier.ID][]dossier.Corroboration

// grid draws the cells in sight under a head and beside a column that stay. It is used on the interface thread only.
type grid struct {
	widget.BaseWidget
	kit      *parts.Kit
	data     dossier.Grid
	frame    frame
	cells    map[at]*cell
	opened   map[dossier.ID]sequences // by issue
	cursor   at
	line     int // of the open cell under the cursor; -1: the cell as a whole
	anchor   *at // where choosing several cells began; nil: only the one under the cursor
	nodes    []dossier.IssueNode
	marks    map[place]string
	focused  bool
	year     int
	onOpen   func()           // Enter, double click
	onToggle func()           // Space
	onKey    func(rune) bool  // other letters
	onMove   func()           // the cursor is somewhere else
	onCount  func()           // the count of the cell under the cursor was clicked
	onFold   func(dossier.ID) // the parts of an issue are to be folded, or shown
	onBar    bool
	measured float32 // the width of columns for which the rows were measured

	ground, headGround, sideGround *parts.Ground
	corner, margin                 *parts.Ground
	headLine, sideLine             *parts.Ground
	bar, across                    *canvas.Rectangle
	heads                          []*partyHead
	issues                         []*issueHead
	issueWord                      *parts.Label
	objects                        []fyne.CanvasObject
}

var (
	_ fyne.Focusable      = (*grid)(nil)
	_ fyne.Scrollable     = (*grid)(nil)
	_ fyne.Draggable      = (*grid)(nil)
	_ fyne.DoubleTappable = (*grid)(nil)
	_ desktop.Mouseable   = (*grid)(nil)
)

func newGrid(k *parts.Kit) *grid {
	g := &grid{kit: k, ground: parts.NewGround(k, look.InkPaper), headGround: parts.NewGround(k, look.InkChrome), sideGround: parts.NewGround(k, look.InkPaper),
		corner: parts.NewGround(k, look.InkChrome), margin: parts.NewGround(k, look.InkPaper), headLine: parts.NewDivider(k), sideLine: parts.NewDivider(k),
		bar: canvas.NewRectangle(color.Transparent), across: canvas.NewRectangle(color.Transparent), issueWord: parts.NewLabel(k, "Issue", look.Second, look.InkSoft)}
	g.opened, g.cells, g.line = map[dossier.ID]sequences{}, map[at]*cell{}, -1
	g.layRows()
	g.ExtendBaseWidget(g)
	return g
}

// set shows another grid, with these issues open; the cursor stays on its party and issue.
func (g *grid) set(data dossier.Grid, nodes []dossier.IssueNode, opened map[dossier.ID]sequences, year int) {
	old, cursor := g.data, g.cursor
	g.anchor, g.nodes, g.line = nil, nodes, -1
	g.data, g.year, g.opened, g.cells = data, year, opened, map[at]*cell{}
	g.cursor.row, g.cursor.col = max(0, min(cursor.row, len(data.Issues)-1)), max(0, min(cursor.col, len(data.Parties)-1))
	if c, ok := cellAt(old, cursor.row, cursor.col); ok {
		for i, issue := range data.Issues {
			if issue.ID == c.IssueID {
				g.cursor.row = i
			}
		}
		for i, p := range data.Parties {
			if p.ID == c.PartyID {
				g.cursor.col = i
			}
		}
	}
	g.frame.columns, g.frame.lines, g.frame.least = len(data.Parties), make([]int, len(data.Issues)), nil
	g.measured = 0
	g.heads, g.issues = nil, nil
	for _, p := range data.Parties {
		g.heads = append(g.heads, newPartyHead(g.kit, p, year))
	}
	for i := range data.Issues {
		head := newIssueHead(g.kit, nodes[i], g.noteOf(i))
		g.issues, g.frame.least = append(g.issues, head), append(g.frame.least, head.least())
	}
	g.Refresh()
}

// measure finds how many lines of words each row needs at the width of the columns. Words that are surely longer than
// a line are not measured, and one long cell is enough for a row.
func (g *grid) measure() {
	width := g.frame.column()
	if width == g.measured {
		return
	}
	g.measured = width
	room := width - 2*cellSide
	for i, row := range g.data.Cells {
		g.frame.lines[i] = 1
		for _, c := range row {
			if c.Count == 0 {
				continue
			}
			words := oneParagraph(c.Newest.Exact)
			if float32(len([]rune(words))) > room/5 || textview.NewWords(g.kit, words, look.CellWords, 2).HeightAt(room) > wordsLine {
				g.frame.lines[i] = 2
				break
			}
		}
	}
	g.layRows()
}

func (g *grid) layRows() {
	g.frame.open = map[int]int{}
	for i, issue := range g.data.Issues {
		for _, list := range g.opened[issue.ID] {
			g.frame.open[i] = max(g.frame.open[i], len(list))
		}
	}
	g.frame.sum()
}

// said tells how many parties have said something on an issue.
func said(row []dossier.Cell, by dossier.Dimension) string {
	n := 0
	for _, c := range row {
		if c.Count > 0 {
			n++
		}
	}
	if n == 0 {
		return "Nobody has a position yet"
	}
	if by == "" {
		by = dossier.AcrossParties
	}
	return fmt.Sprintf("%d of %s", n, parts.Count(len(row), string(by)))
}

// current is the cell under the cursor.
func (g *grid) current() (dossier.Cell, bool) { return cellAt(g.data, g.cursor.row, g.cursor.col) }

// open shows the statements of all parties on an issue under its cells; nil folds them.
func (g *grid) open(issue dossier.ID, list sequences) {
	delete(g.opened, issue)
	if list != nil {
		g.opened[issue] = list
	}
	for where, c := range g.cells {
		if g.data.Issues[where.row].ID == issue {
			c.open(list[c.data.PartyID], g.year)
		}
	}
	g.line = -1
	g.layRows()
	g.frame.reveal(g.cursor.row, g.cursor.col)
	g.Refresh()
}

// isOpen reports whether the row under the cursor is.
func (g *grid) isOpen() bool {
	c, _ := g.current()
	return g.opened[c.IssueID] != nil
}

// CreateRenderer implements fyne.Widget.
func (g *grid) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: g, Lay: g.lay, Objs: func() []fyne.CanvasObject { return g.objects }, Min: func() fyne.Size { return fyne.NewSize(480, 200) }}
}

func (g *grid) lay(s fyne.Size) {
	f := &g.frame
	f.width, f.height = s.Width, s.Height
	g.measure()
	f.clamp()
	g.objects = append(g.objects[:0], g.ground)
	parts.Put(g.ground, 0, 0, s.Width, s.Height)
	if f.rows() == 0 || f.columns == 0 {
		return
	}
	row0, row1, col0, col1 := f.window()
	for where := range g.cells { // keep what is in sight, forget the rest
		if where.row < row0-2 || where.row > row1+2 || where.col < col0-1 || where.col > col1+1 {
			delete(g.cells, where)
		}
	}
	for row := row0; row <= row1; row++ {
		for col := col0; col <= col1; col++ {
			where := at{row, col}
			c, ok := g.cells[where]
			if !ok {
				c = newCell(g.kit, g.data, g.data.Cells[row][col], g.marks[placeOf(g.data.Cells[row][col])], g.year)
				c.open(g.opened[c.data.IssueID][c.data.PartyID], g.year)
				g.cells[where] = c
			}
			x, y, w, h := f.place(row, col)
			c.base = f.rowBase(row)
			parts.Put(c, x, y, w, h)
			line := -1
			if where == g.cursor {
				line = g.line
			}
			c.setCursor(where == g.cursor, g.focused, g.chosen(where), line)
			g.objects = append(g.objects, c)
		}
	}
	g.laySide(s, row0, row1)
	g.layHead(s, col0, col1)
	g.layBars(s)
}

func (g *grid) laySide(s fyne.Size, row0, row1 int) {
	parts.Put(g.sideGround, 0, headHeight, inset+issueWidth, s.Height-headHeight)
	g.objects = append(g.objects, g.sideGround)
	for row := row0; row <= row1; row++ {
		_, y, _, h := g.frame.place(row, 0)
		parts.Put(g.issues[row], inset, y, issueWidth, h)
		g.issues[row].setOpen(g.frame.open[row] > 0)
		g.objects = append(g.objects, g.issues[row])
	}
}

func (g *grid) layHead(s fyne.Size, col0, col1 int) {
	parts.Put(g.headGround, inset, 0, s.Width-2*inset, headHeight)
	g.objects = append(g.objects, g.headGround)
	for col := col0; col <= col1; col++ {
		x, _, w, _ := g.frame.place(0, col)
		parts.Put(g.heads[col], x, 0, w, headHeight)
		g.objects = append(g.objects, g.heads[col])
	}
	parts.Put(g.corner, inset, 0, issueWidth, headHeight)
	parts.Put(g.margin, 0, 0, inset, headHeight)
	parts.Put(g.issueWord, inset+18, 0, issueWidth, headHeight)
	parts.Put(g.headLine, inset, headHeight-1, s.Width-2*inset, 1)
	g.objects = append(g.objects, g.corner, g.margin, g.issueWord, g.headLine)
}

// layBars shows where in the grid one is, where it does not fit.
func (g *grid) layBars(s fyne.Size) {
	f := &g.frame
	w, h := f.body()
	ink := g.kit.Look.Palette().Edge
	if all := f.rowTop(f.rows()) + inset; all > h && h > 0 {
		g.bar.FillColor, g.bar.CornerRadius = ink, 3
		size := max(24, h*h/all)
		parts.Put(g.bar, s.Width-barWidth, headHeight+(h-size)*f.y/(all-h), barWidth-2, size)
		g.objects = append(g.objects, g.bar)
	}
	if all := f.column() * float32(f.columns); all > w+1 && w > 0 {
		g.across.FillColor, g.across.CornerRadius = ink, 3
		size := max(24, w*w/all)
		parts.Put(g.across, inset+issueWidth+(w-size)*f.x/(all-w), s.Height-barWidth, size, barWidth-2)
		g.objects = append(g.objects, g.across)
	}
}
