package reader

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"parley/app"
	"parley/dossier"
	"parley/views/desk"
	"parley/views/look"
	"parley/views/parts"
	"parley/views/sheet"
	"parley/views/textview"
)

// repairing is the sheet in which statements that lost their place in a corrected text are placed anew, one by one.
type repairing struct {
	widget.BaseWidget
	pane     *Pane
	list     []app.Repair
	at       int
	wish     dossier.ID   // to be shown first
	selected dossier.Span // words that were selected in the text, or nothing
	rows     *stack
	scroll   *container.Scroll
	loader   *desk.Loader[[]app.Repair]
	sheet    *sheet.Sheet
	foot     *parts.Label
	drop     *parts.Button
	place    *parts.Button
}

var _ fyne.Focusable = (*repairing)(nil)

// ToPlace counts the statements that are to be placed anew in the text that is shown.
func (p *Pane) ToPlace() int { return len(p.data.article.Earlier) }

// Repair opens the sheet in which they are placed.
func (p *Pane) Repair() { p.repair(dossier.None) }

// repair opens the sheet at a statement, or at the first one.
func (p *Pane) repair(statement dossier.ID) {
	if p.shown == dossier.None || p.locked() || p.Desk.Sheets.Top() != nil {
		return
	}
	k, document := p.Desk.Kit, p.shown
	r := &repairing{pane: p, wish: statement, selected: p.view.Selection(), rows: newStack(k), foot: parts.NewElided(k, "", look.Second, look.InkSoft)}
	r.scroll = container.NewVScroll(r.rows)
	r.loader = desk.NewLoader(p.Desk, func(ctx context.Context) ([]app.Repair, error) { return p.Desk.Workbench.Repairs(ctx, document) }, r.show, nil)
	r.drop = parts.NewButton(k, "Delete the statement", "Del", parts.Plain, r.remove)
	r.place = parts.NewButton(k, "Place here", "Enter", parts.Primary, func() { r.confirm(0) })
	r.ExtendBaseWidget(r)
	r.sheet = p.Desk.Sheets.Open(sheet.Options{Title: "Place anew", Subtitle: "looking for the words…", Height: 440, Body: r, Left: r.foot, Focus: r,
		Confirm: func() { r.confirm(0) }, Closed: func() { r.loader.Drop(); p.Focus() },
		Buttons: []*parts.Button{parts.NewButton(k, "Later", "Esc", parts.Plain, func() { r.sheet.Close() }), r.drop, r.place}})
	r.loader.Reload()
}

func (r *repairing) show(list []app.Repair) {
	r.list = list
	if len(list) == 0 {
		r.sheet.Close()
		r.pane.Desk.Note("Every statement here stands on the current text.")
		return
	}
	if n := slices.IndexFunc(list, func(x app.Repair) bool { return x.Statement.ID == r.wish }); n >= 0 {
		r.at = n
	}
	r.at = min(r.at, len(list)-1)
	r.fill()
}

// fill shows the statement whose turn it is.
func (r *repairing) fill() {
	k, now := r.pane.Desk.Kit, r.list[r.at]
	s := now.Statement
	r.wish = s.ID
	r.sheet.SetSubtitle(fmt.Sprintf("statement %d, the %s of %s in this text that lost their place", s.Number, ordinal(r.at+1), parts.Number(len(r.list))))
	if len(r.list) == 1 {
		r.sheet.SetSubtitle(fmt.Sprintf("statement %d, whose words are not as they were", s.Number))
	}
	var gone []dossier.Span
	if len(now.Candidates) > 0 {
		gone = now.Candidates[0].Gone
	}
	rows := []fyne.CanvasObject{caption(k, "As it stood in the earlier text"+by(s)), newPlaceRow(k, "", s.Passage.Exact, gone, ""), newRule(k)}
	if len(now.Candidates) == 0 {
		rows = append(rows, caption(k, "Its words are lost: nothing like them stands in this text."))
		if r.selected.Empty() {
			rows = append(rows, parts.NewParagraph(k, "Close this, select in the article the words that it should stand on, and open it again; or delete the statement.", look.Body, look.InkText, 700))
		}
	} else {
		rows = append(rows, caption(k, "Where it may stand now"))
	}
	for i, c := range now.Candidates {
		key := fmt.Sprint(i + 1)
		rows = append(rows, newPlaceRow(k, key, c.Exact, c.Come, fmt.Sprintf("¶ %d · %.0f %% alike · %s", c.Paragraph, 100*c.Score, around(c.Passage))))
	}
	if !r.selected.Empty() {
		rows = append(rows, newRule(k), caption(k, "The words that are selected in the article"), newPlaceRow(k, "S", r.pane.view.Words(r.selected), nil, ""))
	}
	r.rows.set(rows)
	r.scroll.ScrollToTop()
	words := ""
	if len(now.Candidates) > 1 {
		words = fmt.Sprintf("1–%d place it there", len(now.Candidates))
	}
	if len(r.list) > 1 {
		words = strings.TrimPrefix(words+" · ↑ ↓ the others", " · ")
	}
	r.foot.Set(words)
	r.place.Enable()
	if len(now.Candidates) == 0 && r.selected.Empty() {
		r.place.Disable()
	}
	r.Refresh()
}

func by(s dossier.Statement) string {
	for _, name := range []string{s.Actor, s.SpeakerText} {
		if name != "" {
			return ", said by " + name
		}
	}
	return ""
}

func ordinal(n int) string {
	switch {
	case n%10 == 1 && n%100 != 11:
		return fmt.Sprintf("%dst", n)
	case n%10 == 2 && n%100 != 12:
		return fmt.Sprintf("%dnd", n)
	case n%10 == 3 && n%100 != 13:
		return fmt.Sprintf("%drd", n)
	}
	return fmt.Sprintf("%dth", n)
}

// around shows what stands before and after a place in its line, in whole words.
func around(p dossier.Passage) string {
	before, after := p.Before, p.After
	if i := strings.LastIndexByte(before, '\n'); i >= 0 {
		before = strings.TrimSpace(before[i+1:])
	} else if utf8.RuneCountInString(before) == dossier.ContextLength {
		before = "…" + before[strings.IndexByte(before, ' ')+1:]
	}
	if i := strings.IndexByte(after, '\n'); i >= 0 {
		after = after[:i]
	} else if utf8.RuneCountInString(after) == dossier.ContextLength {
		if i := strings.LastIndexByte(after, ' '); i >= 0 {
			after = after[:i]
		}
		after += "…"
	}
	before, after = strings.TrimSpace(before), strings.TrimSpace(after)
	switch {
	case before == "" && after == "":
		return "a line of its own"
	case before == "":
		return fmt.Sprintf("before “%s”", after)
	case after == "":
		return fmt.Sprintf("after “%s”", before)
	}
	return fmt.Sprintf("between “%s” and “%s”", before, after)
}

// confirm places the statement at a candidate; the first where there is none, at the selected words.
func (r *repairing) confirm(i int) {
	if r.at >= len(r.list) || r.place.Disabled() {
		return
	}
	now := r.list[r.at]
	switch {
	case i < len(now.Candidates):
		r.placeAt(now.Candidates[i].Span)
	case i == 0:
		r.placeAt(r.selected)
	}
}

func (r *repairing) placeAt(span dossier.Span) {
	if span.Empty() {
		return
	}
	s := r.list[r.at].Statement
	r.pane.Desk.Act(func(ctx context.Context) error { return r.pane.Desk.Workbench.ConfirmAnchor(ctx, s.ID, span) }, func() {
		r.pane.Desk.Note(fmt.Sprintf("Placed statement %d.", s.Number))
		r.next()
	})
}

// remove deletes the statement; undo and the trash bring it back.
func (r *repairing) remove() {
	if r.at >= len(r.list) {
		return
	}
	s := r.list[r.at].Statement
	r.pane.Desk.Act(func(ctx context.Context) error { return r.pane.Desk.Workbench.RemoveStatements(ctx, s.ID) }, func() {
		r.pane.Desk.Note(fmt.Sprintf("Deleted statement %d. Ctrl Z brings it back.", s.Number))
		r.next()
	})
}

// next goes on with what is left. The words that were selected belonged to the one before.
func (r *repairing) next() {
	r.selected, r.wish = dossier.Span{}, dossier.None
	r.loader.Restart()
}

// TypedKey works the sheet.
func (r *repairing) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		r.confirm(0)
	case fyne.KeyDelete:
		r.remove()
	case fyne.KeyUp, fyne.KeyDown:
		by := 1
		if e.Name == fyne.KeyUp {
			by = -1
		}
		if n := r.at + by; n >= 0 && n < len(r.list) {
			r.at = n
			r.fill()
		}
	default:
		r.pane.Desk.Kit.PassKey(e)
	}
}

// TypedRune chooses a candidate by its number, or the selected words.
func (r *repairing) TypedRune(letter rune) {
	switch {
	case letter >= '1' && letter <= '9' && r.at < len(r.list) && int(letter-'1') < len(r.list[r.at].Candidates):
		r.confirm(int(letter - '1'))
	case letter == 's' || letter == 'S':
		if r.at < len(r.list) {
			r.placeAt(r.selected)
		}
	}
}

// FocusGained and FocusLost do nothing: the sheet is all that there is.
func (r *repairing) FocusGained() {}

// FocusLost does nothing.
func (r *repairing) FocusLost() {}

// CreateRenderer implements fyne.Widget.
func (r *repairing) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: r, Objs: parts.Fixed(r.scroll), Min: func() fyne.Size { return fyne.NewSize(400, 200) },
		Lay: func(s fyne.Size) { parts.Put(r.scroll, 0, 0, s.Width, s.Height) }}
}

func caption(k *parts.Kit, words string) fyne.CanvasObject {
	return parts.NewElided(k, words, look.SecondBold, look.InkSoft)
}

// placeRow is words with the key that places a statement there, and what stands around them.
type placeRow struct {
	widget.BaseWidget
	key   *parts.KeyHint
	words *textview.Words
	under *parts.Label
}

const (
	placeLeft  = 36
	placeLines = 5
)

func newPlaceRow(k *parts.Kit, key, words string, marks []dossier.Span, under string) *placeRow {
	r := &placeRow{key: parts.NewAlwaysKey(k, key), words: textview.NewMarkedWords(k, words, look.CardQuote, placeLines, marks),
		under: parts.NewElided(k, under, look.Second, look.InkSoft)}
	r.ExtendBaseWidget(r)
	return r
}

// HeightAt returns the height at a width.
func (r *placeRow) HeightAt(width float32) float32 {
	h := r.words.HeightAt(width-placeLeft) + 2*look.Space2
	if r.under.Words() != "" {
		h += 18
	}
	return h
}

// CreateRenderer implements fyne.Widget.
func (r *placeRow) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: r, Objs: parts.Fixed(r.key, r.words, r.under), Min: func() fyne.Size { return fyne.NewSize(200, r.HeightAt(max(280, r.Size().Width))) },
		Lay: func(s fyne.Size) {
			h := r.words.HeightAt(s.Width - placeLeft)
			parts.Put(r.key, 0, look.Space2+2, 28, 18)
			parts.Put(r.words, placeLeft, look.Space2, s.Width-placeLeft, h)
			parts.Put(r.under, placeLeft, look.Space2+h, s.Width-placeLeft, 18)
		}}
}
