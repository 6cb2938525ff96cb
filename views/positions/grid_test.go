package positions

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/dossier"
	"parley/views/look"
	"parley/views/parts"
	"parley/views/stage"
)

// large makes a grid of so many issues and parties.
func large(issues, parties int) dossier.Grid {
	g := dossier.Grid{From: dossier.Day(2026, 10, 1), To: dossier.Day(2026, 11, 19), Outlets: 7}
	for i := range parties {
		g.Parties = append(g.Parties, dossier.Party{ID: dossier.NewID(), Name: fmt.Sprintf("Party %d", i), Colour: i, Letter: "A"})
	}
	stances := []dossier.Stance{dossier.Supports, dossier.Conditional, dossier.Opposes, dossier.Ambiguous}
	for i := range issues {
		issue := dossier.Issue{ID: dossier.NewID(), Name: fmt.Sprintf("Issue %d", i)}
		g.Issues = append(g.Issues, issue)
		var row []dossier.Cell
		for p, party := range g.Parties {
			c := dossier.Cell{PartyID: party.ID, IssueID: issue.ID}
			if (i+p)%7 != 0 {
				c.Count, c.Stance = 1+p%5, stances[(i+p)%4]
				c.Newest = dossier.CodedStatement{Exact: fmt.Sprintf("“The list of %d guns and %d prisoners has to come before any map of the line.”", i, p), Kind: dossier.Direct,
					Date: dossier.Day(2026, 11, 1+p%19), Outlet: "Lake Herald", Speaker: "Rena Ollin", DocumentID: dossier.NewID(), StatementID: dossier.NewID()}
			}
			row = append(row, c)
		}
		g.Cells = append(g.Cells, row)
	}
	return g
}

func gridOn(tb testing.TB, data dossier.Grid) (*grid, *stage.Stage) {
	s := stage.New(tb, nil)
	g := newGrid(s.Desk.Kit)
	g.onOpen, g.onToggle = func() {}, func() {}
	s.Show(parts.NewClip(g), 1366, 572)
	g.set(data, dossier.IssueTree(data.Issues, nil), map[dossier.ID]sequences{}, 2026)
	return g, s
}

// The arrows, Home, End and the page keys move the cursor over every cell, and it is always in sight.
func TestCursor(t *testing.T) {
	g, _ := gridOn(t, large(60, 40))
	for _, c := range []struct {
		key      fyne.KeyName
		row, col int
	}{
		{fyne.KeyRight, 0, 1}, {fyne.KeyDown, 1, 1}, {fyne.KeyEnd, 1, 39}, {fyne.KeyRight, 1, 39}, {fyne.KeyPageDown, 6, 39},
		{fyne.KeyHome, 6, 0}, {fyne.KeyLeft, 6, 0}, {fyne.KeyPageUp, 1, 0}, {fyne.KeyPageUp, 0, 0}, {fyne.KeyUp, 0, 0},
	} {
		g.TypedKey(&fyne.KeyEvent{Name: c.key})
		if g.cursor.row != c.row || g.cursor.col != c.col {
			t.Errorf("%s: the cursor is on %+v, want %d, %d", c.key, g.cursor, c.row, c.col)
		}
		if cell := g.cells[g.cursor]; cell == nil || cell.Position().X < inset+issueWidth-1 || cell.Position().Y < headHeight-1 {
			t.Errorf("%s: the cell is not in sight", c.key)
		}
	}
}

// After a change the cursor stays on its party and issue, though others came before them, and open rows stay open.
func TestCursorStaysOnItsCell(t *testing.T) {
	data := large(5, 4)
	g, _ := gridOn(t, data)
	g.move(2, 1)
	list := sequences{data.Parties[1].ID: dossier.Corroborate([]dossier.CodedStatement{data.Cells[2][1].Newest, {Exact: "earlier", Utterance: 3}, {Exact: "the same", Utterance: 3}})}
	g.open(data.Issues[2].ID, list)
	if !g.isOpen() || g.frame.rowTall(2) <= rowHeight {
		t.Fatal("the row is not open")
	}
	// The arrows go through its statements, words told twice once, and then to the next row.
	for _, want := range []struct{ row, line int }{{2, 0}, {2, 1}, {3, -1}} {
		g.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
		if g.cursor.row != want.row || g.line != want.line {
			t.Fatalf("the cursor is on row %d, line %d, want %+v", g.cursor.row, g.line, want)
		}
	}
	g.move(2, 1)
	x, y, _, _ := g.frame.place(2, 1)
	g.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x+90, y+g.frame.lineTop(2, 1)+5)}})
	if s, ok := g.statement(); g.line != 1 || !ok || s.Exact != "earlier" {
		t.Errorf("a click on the second line: line %d, %q", g.line, s.Exact)
	}
	more := data
	more.Issues = append([]dossier.Issue{{ID: dossier.NewID(), Name: "New"}}, data.Issues...)
	more.Cells = append([][]dossier.Cell{make([]dossier.Cell, 4)}, data.Cells...)
	g.set(more, dossier.IssueTree(more.Issues, nil), map[dossier.ID]sequences{data.Issues[2].ID: list}, 2026)
	if g.cursor != (at{3, 1}) || !g.isOpen() {
		t.Errorf("the cursor is on %+v, open %v", g.cursor, g.isOpen())
	}
	g.open(data.Issues[2].ID, nil)
	if g.isOpen() || g.frame.rowTall(3) != rowHeight {
		t.Error("the row is still open")
	}
}

// A click puts the cursor on a cell; beside the cells it does nothing.
func TestClick(t *testing.T) {
	g, _ := gridOn(t, large(6, 4))
	x, y, w, h := g.frame.place(2, 3)
	g.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x+w/3, y+h/2)}})
	if g.cursor != (at{2, 3}) {
		t.Errorf("the cursor is on %+v", g.cursor)
	}
	g.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(40, y)}})
	if g.cursor != (at{2, 3}) {
		t.Errorf("a click on the issue moved the cursor to %+v", g.cursor)
	}
}

// Only the cells in sight exist, however large the grid.
func TestOnlyCellsInSight(t *testing.T) {
	g, _ := gridOn(t, large(60, 40))
	for range 100 {
		g.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(-60, -40)})
	}
	if len(g.cells) > 120 {
		t.Errorf("%d cells for a window", len(g.cells))
	}
}

// Words stand as they were stored; a paraphrase says whose it is and names no speaker as if these were his words.
func TestSourceWords(t *testing.T) {
	s := dossier.CodedStatement{Date: dossier.Day(2026, 11, 17), Outlet: "Kesh Wire", Speaker: "Sela Marun", Kind: dossier.Direct}
	if got := sourceWords(s, 2026); got != "17 Nov · Kesh Wire · Sela Marun" {
		t.Errorf("direct: %q", got)
	}
	s.Kind = dossier.Indirect
	if got := sourceWords(s, 2026); got != "17 Nov · paraphrased by Kesh Wire" {
		t.Errorf("indirect: %q", got)
	}
	if got, _ := silence(dossier.Grid{}, 2026); got != "Nothing searched yet" {
		t.Errorf("nothing searched: %q", got)
	}
	if since, searched := silence(large(1, 1), 2026); since != "None since 1 Oct" || searched != "7 outlets searched to 19 Nov" {
		t.Errorf("silence: %q %q", since, searched)
	}
}

// Nothing of a cell lies below its row, whatever its words: of one line or many, over paragraphs, in any direction.
func TestCellsFitTheirRows(t *testing.T) {
	data := large(1, 1)
	for _, words := range []string{"“No.”", strings.Repeat("long words ", 40), "one\n\ntwo\n\nthree", strings.Repeat("unbroken", 60), "“לא נחתום על שום מפה”", ""} {
		data.Cells[0][0].Newest.Exact, data.Cells[0][0].Count = words, 1
		for _, width := range []float32{500, 1366, 2560} {
			g, s := gridOn(t, data)
			s.Window.Resize(fyne.NewSize(width, 572))
			c := g.cells[at{0, 0}]
			if foot := c.source.Position().Y + c.source.Size().Height; foot > c.Size().Height {
				t.Errorf("%q, %v wide: the source ends at %v of %v", words, width, foot, c.Size().Height)
			}
		}
	}
}

// BenchmarkScroll goes on by a row and a bit, through a grid of 60 issues and 40 parties. The floor is drawing as many
// bare texts with words that were not drawn before.
func BenchmarkScroll(b *testing.B) {
	g, s := gridOn(b, large(60, 40))
	g.lay(fyne.NewSize(1366, 572))
	b.ResetTimer()
	start := time.Now()
	by := float32(-50)
	for i := range b.N {
		if i%50 == 49 {
			by = -by
		}
		g.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(by/2, by)})
	}
	b.ReportMetric(float64(time.Since(start).Microseconds())/float64(b.N)/1000, "ms/op")
	b.StopTimer()
	start = time.Now()
	const rounds, texts = 20, 10 * 4 // two rows of five cells come into sight, with four texts each
	for r := range rounds {
		for i := range texts {
			t := canvas.NewText(strings.Repeat("words ", 5)+fmt.Sprint(r, i), look.InkText(s.Desk.Kit.Look.Palette()))
			s.Desk.Kit.Look.Dress(t, look.CellWords)
			t.Resize(t.MinSize())
		}
	}
	b.ReportMetric(float64(time.Since(start).Microseconds())/rounds/1000, "ms/floor")
}

// BenchmarkShow shows another grid of 60 issues and 40 parties.
func BenchmarkShow(b *testing.B) {
	g, _ := gridOn(b, dossier.Grid{})
	data := large(60, 40)
	b.ResetTimer()
	start := time.Now()
	for range b.N {
		g.set(data, dossier.IssueTree(data.Issues, nil), map[dossier.ID]sequences{}, 2026)
	}
	b.ReportMetric(float64(time.Since(start).Microseconds())/float64(b.N)/1000, "ms/op")
}
