// Package sides shows what up to four parties, speakers or outlets said on one issue side by side, aligned in time, with
// the analyst's own sentences about them.
package sides

import (
	"context"
	"sync/atomic"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"parley/app"
	"parley/dossier"
	"parley/views/desk"
	"parley/views/look"
	"parley/views/parts"
)

// Deps are what the view needs from its pane.
type Deps struct {
	Desk        *desk.Desk
	OpenPassage func(document, statement dossier.ID)
	Back        func() // Esc: to where it was opened
	Place       func(words string)
	// Recipe calls then with the name of the recipe that is worked on, empty where none is chosen yet. nil: none ever is.
	Recipe func(then func(name string))
}

// MostColumns is how many stand side by side.
const MostColumns = app.MostBeside

const (
	strip     = 44
	headHigh  = 44
	dateWidth = 102
	footHigh  = 120
	inset     = 16
	cellSide  = 16
	barWidth  = 8
)

// View is one comparison. Its methods are for the interface thread, but load.
type View struct {
	widget.BaseWidget
	Deps
	wish                        // what is compared, or just being loaded
	wanted atomic.Pointer[wish] // the same for the loader, which reads it beside the interface thread
	data   loaded
	loader *desk.Loader[loaded]

	rows           []*row
	tops           []float32
	scroll         float32
	measured       float32
	cursor         at
	focused, onBar bool
	opened         map[dossier.ID]bool // statements whose tellings are listed
	original       bool                // translations are not shown

	ground, headGround, footGround *parts.Ground
	headLine, footLine, footTop    *parts.Ground
	back, column, turn, time       *parts.Button
	title, facts, said             *parts.Label
	heads                          []*head
	sentences                      [3]*sentenceBox
	empty                          *parts.Empty
	body                           *body
	clip                           fyne.CanvasObject
	bar                            *canvas.Rectangle
}

// wish is what is to be compared. Its lists are never changed, only replaced.
type wish struct {
	issue   dossier.ID
	parties []dossier.ID
	filter  dossier.PositionFilter
	days    []dossier.Date // of one party: a column up to each of them; nil: a column for each party
}

// at is a statement: its row, its column, and which of those in the cell.
type at struct{ row, col, n int }

type loaded struct {
	issue     dossier.Issue
	columns   []dossier.Party
	cells     []dossier.Cell
	lists     [][]dossier.CodedStatement
	rows      []dossier.AlignedRow
	sentences []dossier.Sentence
	contrasts map[dossier.ID]dossier.Contrast // by the later statement

	days  []dossier.Date // of the columns, where all are of one party
	party string         // the name of that one
	year  int
}

var (
	_ fyne.Focusable    = (*View)(nil)
	_ fyne.Scrollable   = (*View)(nil)
	_ fyne.Draggable    = (*View)(nil)
	_ desktop.Mouseable = (*View)(nil)
)

// New returns a view that shows nothing yet.
func New(d Deps) *View {
	k := d.Desk.Kit
	v := &View{Deps: d, opened: map[dossier.ID]bool{}, ground: parts.NewGround(k, look.InkPaper), headGround: parts.NewGround(k, look.InkChrome),
		footGround: parts.NewGround(k, look.InkChrome), headLine: parts.NewDivider(k), footLine: parts.NewDivider(k), footTop: parts.NewDivider(k),
		title: parts.NewElided(k, "", look.Heading, look.InkText), facts: parts.NewElided(k, "", look.Second, look.InkSoft), said: parts.NewLabel(k, "Said", look.Second, look.InkSoft),
		bar: canvas.NewRectangle(nil)}
	v.back = parts.NewButton(k, "Positions", "Esc", parts.LinkWords, func() { v.Back() })
	v.column = parts.NewButton(k, "Column", "C", parts.Plain, v.chooseColumn)
	v.time = parts.NewButton(k, "Days", "Y", parts.Plain, v.chooseDays)
	v.turn = parts.NewButton(k, "Translation", "T", parts.Plain, v.turnTranslations)
	for i, kind := range compared {
		v.sentences[i] = newSentenceBox(k, kind, keysOf[i], func() { v.write(kind) }, func() { v.rests(kind) })
	}
	v.empty = parts.NewEmpty(k, "None of them has said anything on this issue up to this day.", "", "", nil)
	v.body = &body{v: v}
	v.body.ExtendBaseWidget(v.body)
	v.clip = parts.NewClip(v.body)
	v.wanted.Store(&wish{})
	v.loader = desk.NewLoader(d.Desk, v.load, v.show, nil)
	v.ExtendBaseWidget(v)
	return v
}

// Open compares parties on an issue, under a filter.
func (v *View) Open(issue dossier.ID, parties []dossier.ID, f dossier.PositionFilter) {
	v.open(issue, parties, nil, f)
}

// OpenDays compares what one party said on an issue up to each of several days. No days: those on which its stance turned.
func (v *View) OpenDays(issue, party dossier.ID, days []dossier.Date, f dossier.PositionFilter) {
	if days == nil {
		days = []dossier.Date{}
	}
	v.open(issue, []dossier.ID{party}, days, f)
}

func (v *View) open(issue dossier.ID, parties []dossier.ID, days []dossier.Date, f dossier.PositionFilter) {
	v.wish = wish{issue, parties, f, days}
	wanted := v.wish
	v.wanted.Store(&wanted)
	v.cursor, v.scroll, v.rows = at{}, 0, nil // of what stood here before nothing is kept
	clear(v.opened)
	v.loader.Restart()
}

// Reload loads anew after something changed.
func (v *View) Reload() { v.loader.Reload() }

// Close gives up what is being loaded.
func (v *View) Close() { v.loader.Drop() }

// Focus gives it the keyboard.
func (v *View) Focus() { v.Desk.Kit.Focus(v) }

func (v *View) load(ctx context.Context) (l loaded, err error) {
	wish := v.wanted.Load()
	f := wish.filter
	w := v.Desk.Workbench
	b, err := w.SideBySide(ctx, wish.issue, wish.parties, wish.days, f)
	if err != nil {
		return l, err
	}
	l.issue, l.rows, l.days, l.year = b.Issue, b.Rows, b.Days, b.Year
	for _, c := range b.Columns {
		l.party = c.Party.Name
		c.Party.Name = c.Head(b.Year)
		l.columns, l.cells, l.lists = append(l.columns, c.Party), append(l.cells, c.Cell), append(l.lists, c.Statements)
	}
	f.Parties, f.Issues = wish.parties, []dossier.ID{wish.issue}
	if l.sentences, err = w.Sentences(ctx, wish.issue); err != nil || f.Dim() != dossier.AcrossParties {
		return l, err
	}
	contrasts, _, err := w.Shifts(ctx, f, false)
	l.contrasts = map[dossier.ID]dossier.Contrast{}
	for _, c := range contrasts { // newest first: of several the graver one
		if had, ok := l.contrasts[c.Later.StatementID]; !ok || c.Contradiction() && !had.Contradiction() {
			l.contrasts[c.Later.StatementID] = c
		}
	}
	return l, err
}

func (v *View) show(l loaded) {
	was, had := v.current()
	v.data = l
	k := v.Desk.Kit
	v.title.Set(l.issue.Name)
	if l.days != nil {
		v.title.Set(l.issue.Name + ": " + l.party)
	}
	asOf := "as of the newest"
	if v.filter.AsOf.Known() {
		asOf = "as of " + v.filter.AsOf.Label()
	}
	if !v.filter.WithProposed {
		asOf += ", accepted only"
	}
	v.facts.Set(asOf)
	v.heads = nil
	for i, p := range l.columns {
		v.heads = append(v.heads, newHead(k, p, l.cells[i], len(l.lists[i])))
		if l.days != nil {
			v.heads[i].words = [2]string{parts.Count(len(l.lists[i]), "statement"), parts.Number(len(l.lists[i]))}
		}
	}
	v.rows, v.measured = nil, 0
	if summaries := v.summaries(); summaries != nil {
		v.rows = append(v.rows, summaries)
	}
	for _, r := range l.rows {
		v.rows = append(v.rows, v.newRow(r))
	}
	for i, kind := range compared {
		v.sentences[i].title.Set(v.headOf(kind))
		v.sentences[i].set(v.sentenceOf(kind, l.columns), v.overtaken(kind, l.columns), l.year, v.filter.Dim() == dossier.AcrossParties)
	}
	v.cursor = at{}
	v.cursor = v.first()
	if had {
		for r, one := range v.rows {
			for c, cell := range one.cells {
				for n, e := range cell {
					if e.group.Tellings[0].StatementID == was.StatementID {
						v.cursor = at{r, c, n}
					}
				}
			}
		}
	}
	v.moved()
	v.Refresh()
}

// first is the first cell in which something was said.
func (v *View) first() at {
	for r, one := range v.rows {
		for c, cell := range one.cells {
			if len(cell) > 0 {
				return at{r, c, 0}
			}
		}
	}
	return at{}
}

// current is the statement under the cursor.
func (v *View) current() (dossier.CodedStatement, bool) {
	c := v.cursor
	if c.row >= len(v.rows) || c.col >= len(v.rows[c.row].cells) || c.n >= len(v.rows[c.row].cells[c.col]) {
		return dossier.CodedStatement{}, false
	}
	return v.rows[c.row].cells[c.col][c.n].group.Tellings[0].CodedStatement, true
}

func (v *View) moved() {
	if v.Place == nil || v.cursor.row >= len(v.rows) || v.cursor.col >= len(v.data.columns) {
		return
	}
	words := v.data.columns[v.cursor.col].Name
	if day := v.rows[v.cursor.row].day.Words(); day != "" {
		words = day + ", " + words
	}
	v.Place(words)
}

func (v *View) openPassage() {
	if s, ok := v.current(); ok {
		v.OpenPassage(s.DocumentID, s.StatementID)
		return
	}
	v.Desk.Note("No statement here: there is no passage to open.")
}

// turnTellings lists the tellings of the words under the cursor, or folds them.
func (v *View) turnTellings() {
	s, ok := v.current()
	if !ok {
		return
	}
	if e := v.rows[v.cursor.row].cells[v.cursor.col][v.cursor.n]; len(e.group.Tellings) < 2 {
		v.Desk.Note("Nobody else has these words.")
		return
	}
	v.opened[s.StatementID] = !v.opened[s.StatementID]
	v.show(v.data)
	v.measure()
	v.move(v.cursor) // what was opened comes into sight
}

// Commands lists what can be done here, with the keys.
func (v *View) Commands(on func() bool) []parts.Command {
	write := func(kind dossier.SentenceKind) func() { return func() { v.write(kind) } }
	return []parts.Command{
		{Name: "Common ground…", Under: "Sentences side by side", Key: "G", Enabled: on, Run: write(dossier.CommonGround), Divided: true},
		{Name: "Difference…", Under: "Sentences side by side", Key: "D", Enabled: on, Run: write(dossier.Difference)},
		{Name: "Not said…", Under: "Sentences side by side", Key: "U", Enabled: on, Run: write(dossier.NotSaid)},
		{Name: "Summary of the position…", Under: "Sentences side by side", Key: "S", Enabled: on, Run: write(dossier.PositionSummary)},
		{Name: "What a sentence rests on…", Under: "Sentences side by side", Key: "R", Enabled: on, Run: v.chooseRests},
		{Name: "Add to the packet…", Key: "P", Enabled: on, Run: v.addToPacket},
		{Name: "Columns…", Key: "C", Enabled: on, Run: v.chooseColumn},
		{Name: "Days of one party…", Key: "Y", Enabled: on, Run: v.chooseDays},
		{Name: "Original and translation", Key: "T", Enabled: on, Run: v.turnTranslations},
		{Name: "Other outlets' wording", Key: "Space", Enabled: on, Run: v.turnTellings},
	}
}
