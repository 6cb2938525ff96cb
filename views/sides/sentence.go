package sides

import (
	"context"
	"fmt"
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"parley/dossier"
	"parley/views/ask"
	"parley/views/look"
	"parley/views/parts"
	"parley/views/picker"
	"parley/views/textview"
)

// compared are the sentences at the foot, and keysOf the keys that write them.
var (
	compared = [3]dossier.SentenceKind{dossier.CommonGround, dossier.Difference, dossier.NotSaid}
	keysOf   = [3]string{"G", "D", "U"}
	headOf   = map[dossier.SentenceKind]string{dossier.CommonGround: "Common ground", dossier.Difference: "Difference", dossier.NotSaid: "Not said", dossier.PositionSummary: "Position"}
)

// sentenceBox shows one of the analyst's sentences.
type sentenceBox struct {
	widget.BaseWidget
	title    *parts.Label
	key      *parts.KeyHint
	words    *textview.Words
	by       *parts.Label
	stale    *parts.Label
	side     *parts.Ground
	kit      *parts.Kit
	onTapped func()
	onRests  func()
	body     string
}

func newSentenceBox(k *parts.Kit, kind dossier.SentenceKind, key string, write, rests func()) *sentenceBox {
	warn := func(p *look.Palette) color.NRGBA { return p.Stance(dossier.Conditional).Dark }
	b := &sentenceBox{kit: k, title: parts.NewLabel(k, headOf[kind], look.BodyBold, look.InkText), key: parts.NewKeyHint(k, key), side: parts.NewDivider(k),
		words: textview.NewWords(k, "", look.Sentence, 3), by: parts.NewElided(k, "", look.Small, look.InkSoft), stale: parts.NewElided(k, "", look.SmallBold, warn), onTapped: write, onRests: rests}
	b.ExtendBaseWidget(b)
	return b
}

func (b *sentenceBox) set(s dossier.Sentence, stale string, year int, able bool) {
	b.body, b.words = s.Body, textview.NewWords(b.kit, s.Body, look.Sentence, 3)
	by := "Nothing written yet."
	if s.Body != "" {
		by = byline(s, year)
	}
	if !able {
		by = "Sentences are about parties: let parties stand across."
	}
	b.by.Set(by)
	b.key.Hidden = !able
	b.stale.Set(stale)
	b.Refresh()
}

// byline tells whose a sentence is, when it was written, how sure it is, and on how much it rests.
func byline(s dossier.Sentence, year int) string {
	t := s.Written.Local()
	list := []string{s.Analyst + ", " + dossier.Day(t.Year(), t.Month(), t.Day()).Short(year)}
	if s.Confidence != dossier.ConfidenceNone {
		list = append(list, string(s.Confidence))
	}
	if n := len(s.Rests); n > 0 {
		list = append(list, "rests on "+parts.Count(n, "statement"))
	}
	return strings.Join(list, " · ")
}

// Tapped writes the sentence; on the line under it, it lists what the sentence rests on.
func (b *sentenceBox) Tapped(e *fyne.PointEvent) {
	if y := b.by.Position().Y; b.body != "" && e.Position.Y >= y && e.Position.Y < y+16 {
		b.onRests()
		return
	}
	b.onTapped()
}

// CreateRenderer implements fyne.Widget.
func (b *sentenceBox) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: b, Objs: func() []fyne.CanvasObject { return []fyne.CanvasObject{b.title, b.key, b.words, b.by, b.stale, b.side} },
		Min: func() fyne.Size { return fyne.NewSize(200, footHigh) },
		Lay: func(s fyne.Size) {
			parts.Put(b.side, s.Width-1, 0, 1, s.Height)
			parts.Put(b.title, inset, 10, s.Width-2*inset-30, 20)
			m := b.key.MinSize()
			parts.Put(b.key, s.Width-inset-m.Width, 11, m.Width, m.Height)
			h := b.words.HeightAt(s.Width - 2*inset)
			parts.Put(b.words, inset, 32, s.Width-2*inset, h)
			if b.body == "" {
				h = 0
			}
			parts.Put(b.by, inset, 34+h, s.Width-2*inset, 16)
			title := b.kit.Width(b.title.Words(), look.BodyBold) + 10
			parts.Put(b.stale, inset+title, 12, max(0, s.Width-2*inset-title-m.Width-8), 16)
		}}
}

// summary is the analyst's sentence about one party's position.
type summary struct {
	words *textview.Words
	by    *parts.Label
	stale *parts.Label
}

func (s *summary) staleHeight() float32 {
	if s.stale.Words() == "" {
		return 0
	}
	return 16
}

// summaries is the row of what the analyst says of each; nil where nothing was written.
func (v *View) summaries() *row {
	k := v.Desk.Kit
	warn := func(p *look.Palette) color.NRGBA { return p.Stance(dossier.Conditional).Dark }
	if v.data.days != nil { // the sentence on a position is about the party as it is now
		return nil
	}
	r := &row{day: parts.NewElided(k, "Summary", look.BodyBold, look.InkText), note: parts.NewElided(k, "S writes it", look.Small, look.InkSoft), line: parts.NewDivider(k)}
	written := false
	for _, p := range v.data.columns {
		one := []dossier.Party{p}
		s := v.sentenceOf(dossier.PositionSummary, one)
		by := "Nothing written yet."
		if s.Body != "" {
			by, written = byline(s, v.data.year), true
		}
		r.cells, r.nothing = append(r.cells, nil), append(r.nothing, parts.NewLabel(k, "", look.Second, look.InkSoft))
		r.summary = append(r.summary, &summary{textview.NewWords(k, s.Body, look.Sentence, 12), parts.NewElided(k, by, look.Small, look.InkSoft),
			parts.NewElided(k, v.overtaken(dossier.PositionSummary, one), look.SmallBold, warn)})
	}
	if !written {
		return nil
	}
	return r
}

func idsOf(columns []dossier.Party) (ids []dossier.ID) {
	for _, p := range columns {
		if !slices.Contains(ids, p.ID) { // days of one party are one
			ids = append(ids, p.ID)
		}
	}
	return ids
}

// sentenceOf finds the sentence of a kind about these columns; one without words where there is none.
func (v *View) sentenceOf(kind dossier.SentenceKind, columns []dossier.Party) dossier.Sentence {
	s := dossier.Sentence{Kind: kind, IssueID: v.data.issue.ID, Parties: idsOf(columns)}
	for _, o := range v.data.sentences {
		if o.Same(s) {
			return o
		}
	}
	return s
}

// overtaken says by whom a sentence was overtaken: "Out of date: Arvenia spoke again on 17 Nov".
func (v *View) overtaken(kind dossier.SentenceKind, columns []dossier.Party) string {
	s := v.sentenceOf(kind, columns)
	if s.Body == "" {
		return ""
	}
	var all []dossier.CodedStatement
	name := map[dossier.ID]string{}
	for i, p := range v.data.columns {
		if slices.Contains(s.Parties, p.ID) {
			all = append(all, v.data.lists[i]...)
			for _, st := range v.data.lists[i] {
				name[st.StatementID] = p.Name
			}
		}
	}
	newest, ok := s.Overtaken(all)
	if !ok {
		return ""
	}
	return fmt.Sprintf("Out of date: %s spoke again on %s", name[newest.StatementID], newest.Date.Short(v.data.year))
}

// write asks for a sentence and how sure it is. A new one rests on the newest statements of those it is about.
func (v *View) write(kind dossier.SentenceKind) {
	columns := v.data.columns
	if kind == dossier.PositionSummary {
		if v.cursor.col >= len(columns) {
			return
		}
		columns = columns[v.cursor.col : v.cursor.col+1]
	}
	if v.filter.Dim() != dossier.AcrossParties {
		v.Desk.Note("Sentences are about parties: let parties stand across.")
		return
	}
	s := v.sentenceOf(kind, columns)
	title := v.headOf(kind)
	if kind == dossier.PositionSummary {
		title = "Position of " + columns[0].Name
	}
	ask.Open(v.Desk, ask.Question{Title: title, Hint: "In your own words; empty: takes it away", Text: s.Body, Lines: true, Answer: func(text string) {
		if s.Body == "" { // on what an older one rests was chosen: R changes it
			s.Rests = v.newest(columns)
		}
		s.Body = strings.TrimSpace(text)
		if s.Body == "" {
			v.keep(s)
			return
		}
		levels := []dossier.Confidence{dossier.HighConfidence, dossier.MediumConfidence, dossier.LowConfidence, dossier.ConfidenceNone}
		items := []picker.Item{{Name: "High"}, {Name: "Moderate"}, {Name: "Low"}, {Name: "Not said"}}
		items[slices.Index(levels, s.Confidence)].Note = "now"
		picker.Open(v.Desk, picker.Options{Title: "How sure?", Placeholder: "Confidence", Items: items, Closed: func() { v.keep(s) }, Picked: func(i int) {
			s.Confidence = levels[i]
			v.keep(s)
		}})
	}})
}

// newest gives the newest words of each column, every telling of them.
func (v *View) newest(columns []dossier.Party) (ids []dossier.ID) {
	for i, p := range v.data.columns {
		if slices.ContainsFunc(columns, func(c dossier.Party) bool { return c.ID == p.ID }) {
			ids = append(ids, dossier.NewestWords(v.data.lists[i])...)
		}
	}
	return ids
}

func (v *View) keep(s dossier.Sentence) {
	stale := v.overtaken(s.Kind, v.columnsOf(s.Kind)) != "" && s.Body != ""
	v.Desk.Act(func(ctx context.Context) error { return v.Desk.Workbench.Write(ctx, s) }, func() {
		v.Reload()
		v.Focus()
		if stale {
			v.Desk.Note("It rests on what it rested on, and is out of date: R changes what it rests on.")
		}
	})
}

// chooseColumn puts a column in or takes one out.
func (v *View) chooseColumn() {
	f := v.filter
	f.Parties, f.Issues = nil, []dossier.ID{v.issue}
	var all []dossier.Party
	v.Desk.Act(func(ctx context.Context) error {
		g, err := v.Desk.Workbench.Grid(ctx, f)
		all = g.Parties
		return err
	}, func() {
		var items []picker.Item
		for _, p := range all {
			item := picker.Item{Name: p.Name}
			if slices.Contains(v.parties, p.ID) {
				item.Note = "✓"
			}
			items = append(items, item)
		}
		picker.Open(v.Desk, picker.Options{Title: "Columns", Subtitle: "Puts one in, or takes it out", Placeholder: "Name", Items: items, Picked: func(i int) {
			at := slices.Index(v.parties, all[i].ID)
			switch {
			case at < 0 && len(v.parties) == MostColumns:
				v.Desk.Note(fmt.Sprintf("Side by side stand at most %d. Take one out first.", MostColumns))
			case at < 0:
				v.Open(v.issue, append(slices.Clone(v.parties), all[i].ID), v.filter)
			case len(v.parties) > 1:
				v.Open(v.issue, slices.Delete(slices.Clone(v.parties), at, at+1), v.filter)
			default: // from its days back to the party
				v.Open(v.issue, v.parties, v.filter)
			}
			v.Focus()
		}})
	})
}
