// Package shifts is the sheet that lists shifts and contradictions with both passages, and in which an analyst says what
// each of them is.
package shifts

import (
	"context"
	"fmt"
	"image/color"
	"slices"
	"strings"
	"sync/atomic"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/dossier"
	"parley/views/ask"
	"parley/views/desk"
	"parley/views/list"
	"parley/views/look"
	"parley/views/parts"
	"parley/views/sheet"
)

// Options say what is listed.
type Options struct {
	Desk        *desk.Desk
	Filter      dossier.PositionFilter
	Parties     []dossier.Party
	Issues      []dossier.Issue
	OpenPassage func(document, statement dossier.ID)
	Closed      func()
	At          int          // the line that is current at first
	Left        func(at int) // called when a passage is opened, with the line from which
}

// Sheet is the open sheet.
type Sheet struct {
	widget.BaseWidget
	o         Options
	sheet     *sheet.Sheet
	list      *list.List
	clip      fyne.CanvasObject
	empty     *parts.Empty
	chip      *parts.Chip
	hint      *parts.Label
	loader    *desk.Loader[found]
	found     found
	dismissed atomic.Bool // they are listed, too; the loader reads it beside the interface thread
	names     map[dossier.ID]string
	left      bool // by opening a passage
}

type found struct {
	list  []dossier.Contrast
	total int
	// dismissed is whether those that were dismissed are among them.
	dismissed bool
}

const rowHeight = 92

// Open opens the sheet.
func Open(o Options) *Sheet {
	k := o.Desk.Kit
	s := &Sheet{o: o, names: map[dossier.ID]string{}, empty: parts.NewEmpty(k, "Looking…", "", "", nil),
		hint: parts.NewElided(k, "Enter the later passage · Shift Enter the earlier one", look.Second, look.InkSoft)}
	for _, p := range o.Parties {
		s.names[p.ID] = p.Name
	}
	for _, i := range o.Issues {
		s.names[i.ID] = i.Name
	}
	s.list = list.New(k, s)
	s.list.Patient = true
	s.list.OnOpen = s.open
	s.list.OnRune = s.letter
	s.clip = parts.NewClip(s.list)
	s.chip = parts.NewFilterChip(k, "Dismissed too", s.turnDismissed)
	s.loader = desk.NewLoader(o.Desk, func(ctx context.Context) (f found, err error) {
		f.dismissed = s.dismissed.Load()
		f.list, f.total, err = o.Desk.Workbench.Shifts(ctx, o.Filter, f.dismissed)
		return f, err
	}, s.show, nil)
	s.ExtendBaseWidget(s)
	button := func(words, key string, do func()) *parts.Button {
		return parts.NewButton(k, words, key, parts.Plain, do)
	}
	s.sheet = o.Desk.Sheets.Open(sheet.Options{Title: "Shifts and contradictions", Width: 800, Height: 616, Body: s, Focus: s.list, Closed: s.closed,
		Buttons: []*parts.Button{button("Confirm", "Y", func() { s.judge(dossier.Confirmed) }), button("Explain", "E", func() { s.judge(dossier.Explained) }),
			button("Dismiss", "X", func() { s.judge(dossier.Dismissed) }), button("Open again", "O", func() { s.judge(dossier.Undecided) }), button("Close", "Esc", func() { s.sheet.Close() })}})
	s.loader.Restart()
	return s
}

func (s *Sheet) closed() {
	s.loader.Drop()
	if s.o.Closed != nil && !s.left {
		s.o.Closed()
	}
}

func (s *Sheet) show(f found) {
	was := s.list.Current()
	if s.found.list == nil {
		was = s.o.At
	}
	s.found = f
	contradictions := 0
	for _, c := range f.list {
		if c.Contradiction() {
			contradictions++
		}
	}
	words := parts.Count(f.total-contradictions, "shift") + ", " + parts.Count(contradictions, "contradiction")
	if f.total > len(f.list) {
		words = fmt.Sprintf("the newest %s of %s", parts.Number(len(f.list)), parts.Number(f.total))
	}
	s.sheet.SetSubtitle(words)
	s.empty.Set("No shift and no contradiction was found under these filters.")
	s.list.Reload(min(max(was, 0), len(f.list)-1))
	s.Refresh()
	s.list.Focus()
}

func (s *Sheet) letter(r rune) {
	switch r {
	case 'y', 'Y':
		s.judge(dossier.Confirmed)
	case 'e', 'E':
		s.judge(dossier.Explained)
	case 'x', 'X':
		s.judge(dossier.Dismissed)
	case 'o', 'O':
		s.judge(dossier.Undecided)
	case 't', 'T':
		s.turnDismissed()
	}
}

func (s *Sheet) turnDismissed() {
	s.dismissed.Store(!s.dismissed.Load())
	s.loader.Restart()
	s.Refresh()
}

func (s *Sheet) current() (dossier.Contrast, bool) {
	i := s.list.Current()
	if i < 0 || i >= len(s.found.list) {
		return dossier.Contrast{}, false
	}
	return s.found.list[i], true
}

// judge says what the current one is; what is explained or dismissed needs a reason.
func (s *Sheet) judge(kind dossier.VerdictKind) {
	c, ok := s.current()
	if !ok {
		return
	}
	keep := func(reason string) {
		s.o.Desk.Act(func(ctx context.Context) error {
			return s.o.Desk.Workbench.Judge(ctx, c, dossier.Verdict{Kind: kind, Reason: strings.TrimSpace(reason)})
		}, s.loader.Restart)
	}
	title := map[dossier.VerdictKind]string{dossier.Explained: "Why do the two go together?", dossier.Dismissed: "Why is it no " + c.Word() + "?"}[kind]
	if title == "" {
		keep("")
		return
	}
	text := ""
	if c.Verdict.Kind == kind {
		text = c.Verdict.Reason
	}
	var wrong = fmt.Errorf("It needs a reason, which is remembered with it.") //lint:ignore ST1005 a sentence for people
	hint := "Such as: the condition was met on 14 November"
	if kind == dossier.Dismissed {
		hint = "Such as: he spoke of another road"
	}
	ask.Open(s.o.Desk, ask.Question{Title: title, Hint: hint, Text: text, Check: func(text string) error {
		if strings.TrimSpace(text) == "" {
			return wrong
		}
		return nil
	}, Answer: keep})
}

// open opens the later passage, with Shift the earlier one.
func (s *Sheet) open(int) {
	c, ok := s.current()
	if !ok {
		return
	}
	one := c.Later
	if parts.Shifted() {
		one = c.Earlier
	}
	s.left = true
	if s.o.Left != nil {
		s.o.Left(s.list.Current())
	}
	s.sheet.Close()
	s.o.OpenPassage(one.DocumentID, one.StatementID)
}

// Len is how many are listed.
func (s *Sheet) Len() int { return len(s.found.list) }

// Height is that of every row.
func (s *Sheet) Height(int) float32 { return rowHeight }

// Head is never true: there are no groups.
func (s *Sheet) Head(int) bool { return false }

// NewRow returns a row to be filled.
func (s *Sheet) NewRow(bool) list.Row {
	k := s.o.Desk.Kit
	r := &row{of: s, ground: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil), line: parts.NewDivider(k), title: parts.NewElided(k, "", look.BodyBold, look.InkText),
		kind: parts.NewElided(k, "", look.Second, look.InkSoft), note: parts.NewElided(k, "", look.Small, look.InkSoft)}
	r.kind.Align = fyne.TextAlignTrailing
	for i := range r.sides {
		side := &r.sides[i]
		tone := func(p *look.Palette) color.NRGBA { return p.Stance(side.stance).Dark }
		side.date, side.glyph = parts.NewElided(k, "", look.Small, look.InkSoft), parts.NewLabel(k, "", look.StanceGlyphs, tone)
		side.words = parts.NewElided(k, "", look.Sequence, look.InkText)
		side.who = parts.NewElided(k, "", look.Small, look.InkSoft)
		side.who.Align = fyne.TextAlignTrailing
	}
	r.ExtendBaseWidget(r)
	return r
}

type row struct {
	widget.BaseWidget
	of          *Sheet
	current     bool
	focused     bool
	ground, bar *canvas.Rectangle
	line        *parts.Ground
	title       *parts.Label
	kind, note  *parts.Label
	sides       [2]struct {
		date, glyph, words, who *parts.Label
		stance                  dossier.Stance
	}
}

// Fill shows a contrast.
func (r *row) Fill(i int, s list.State) {
	if i >= len(r.of.found.list) {
		return
	}
	c := r.of.found.list[i]
	r.current, r.focused = s.Current, s.Focused
	r.title.Set(r.of.names[c.Later.PartyID] + " · " + r.of.names[c.Later.IssueID])
	kind := []string{c.Word(), string(c.Strength)}
	if c.Days >= 0 {
		kind = append(kind, parts.Count(c.Days, "day"))
	}
	if c.Movement != dossier.Unmoved {
		kind = slices.Insert(kind, 1, string(c.Movement))
	}
	r.kind.Set(strings.Join(kind, " · "))
	note := parts.SentenceCase(c.Rule.Words())
	if c.Note != "" {
		note += ": " + c.Note
	}
	if c.Verdict.Kind != dossier.Undecided {
		note += fmt.Sprintf(" · %s by %s", c.Verdict.Kind, c.Verdict.Analyst)
		if c.Verdict.Reason != "" {
			note += ": " + c.Verdict.Reason
		}
	}
	r.note.Set(note)
	for i, st := range []dossier.CodedStatement{c.Earlier, c.Later} {
		side := &r.sides[i]
		side.stance = st.Stance
		side.date.Set(st.Date.Short(c.Later.Date.Time.Year()))
		side.glyph.Set(look.StanceGlyph(st.Stance))
		side.words.Set(strings.Join(strings.Fields(st.Exact), " "))
		var who []string
		for _, w := range []string{st.Speaker, st.Outlet} {
			if w != "" {
				who = append(who, w)
			}
		}
		side.who.Set(strings.Join(who, " · "))
		side.glyph.Refresh()
	}
	r.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	objects := []fyne.CanvasObject{r.ground, r.bar, r.line, r.title, r.kind, r.note}
	for _, s := range r.sides {
		objects = append(objects, s.date, s.glyph, s.words, s.who)
	}
	return &parts.Drawing{Of: r, Objs: parts.Fixed(objects...), Min: func() fyne.Size { return fyne.NewSize(300, rowHeight) },
		Ink: func() {
			p := r.of.o.Desk.Kit.Look.Palette()
			r.ground.FillColor, r.bar.FillColor = p.Paper, p.Paper
			if r.current {
				r.ground.FillColor, r.bar.FillColor = p.Sel, p.Sel
				if r.focused {
					r.bar.FillColor = p.Focus
				}
			}
		},
		Lay: func(s fyne.Size) {
			parts.Put(r.ground, 0, 0, s.Width, s.Height)
			parts.Put(r.bar, 0, 0, 3, s.Height)
			parts.Put(r.line, 0, s.Height-1, s.Width, 1)
			x, w := float32(12), s.Width-24
			parts.Put(r.title, x, 6, w*0.55, 20)
			parts.Put(r.kind, x+w*0.55, 6, w*0.45, 20)
			for i := range r.sides {
				side, y := &r.sides[i], 28+20*float32(i)
				parts.Put(side.date, x, y, 52, 18)
				parts.Put(side.glyph, x+56, y, 14, 18)
				parts.Put(side.words, x+74, y, w-74-190, 18)
				parts.Put(side.who, x+w-182, y, 182, 18)
			}
			parts.Put(r.note, x, 69, w, 16)
		}}
}

// CreateRenderer implements fyne.Widget.
func (s *Sheet) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: s, Min: func() fyne.Size { return fyne.NewSize(400, 300) }, Objs: func() []fyne.CanvasObject {
		if len(s.found.list) == 0 {
			return []fyne.CanvasObject{s.clip, s.empty, s.chip, s.hint} // the list, too: it has the keyboard
		}
		return []fyne.CanvasObject{s.clip, s.chip, s.hint}
	}, Lay: func(size fyne.Size) {
		s.chip.Set("Dismissed too", s.dismissed.Load())
		m := s.chip.MinSize()
		parts.Put(s.chip, 0, 0, m.Width, m.Height)
		parts.Put(s.hint, m.Width+look.Space3, 0, max(0, size.Width-m.Width-look.Space3), m.Height)
		top := m.Height + look.Space2
		parts.Put(s.clip, 0, top, size.Width, max(0, size.Height-top))
		parts.Put(s.empty, 0, top, size.Width, max(0, size.Height-top))
	}}
}
