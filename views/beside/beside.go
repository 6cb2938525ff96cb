// Package beside shows two documents side by side, and scrolls them together.
package beside

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"parley/dossier"
	"parley/views/desk"
	"parley/views/look"
	"parley/views/parts"
	"parley/views/sheet"
	"parley/views/textview"
)

// Options say which documents are shown.
type Options struct {
	Desk        *desk.Desk
	Left, Right dossier.ID
	Shape       textview.Shape
	Open        func(document dossier.ID, at dossier.Span) // reads one of them on
}

type both struct {
	widget.BaseWidget
	o      Options
	sides  [2]*side
	rule   *parts.Ground
	sheet  *sheet.Sheet
	link   link
	linked bool
	moving bool // one side follows the other just now
	toggle *parts.Chip
	hint   *parts.Label
}

type side struct {
	article      dossier.Article
	view         *textview.View
	clip         fyne.CanvasObject
	title, facts *parts.Label
	line         *parts.Ground
}

// Open shows two documents.
func Open(o Options) {
	var articles [2]dossier.Article
	var parties []dossier.Party
	o.Desk.Act(func(ctx context.Context) (err error) {
		for i, id := range []dossier.ID{o.Left, o.Right} {
			if articles[i], err = o.Desk.Workbench.Article(ctx, id); err != nil {
				return err
			}
		}
		parties, err = o.Desk.Workbench.Parties(ctx)
		return err
	}, func() { show(o, articles, parties) })
}

func show(o Options, articles [2]dossier.Article, parties []dossier.Party) {
	k := o.Desk.Kit
	b := &both{o: o, rule: parts.NewGround(k, look.InkEdge), linked: true}
	colours := map[dossier.ID]dossier.Party{}
	for _, p := range parties {
		colours[p.ID] = p
	}
	for i, a := range articles {
		s := &side{article: a, view: textview.New(k), title: parts.NewElided(k, a.Document.Title, look.Heading, look.InkText), line: parts.NewDivider(k)}
		var facts []string
		for _, f := range []string{a.Document.Outlet, a.Document.Author, a.Document.Published.Label(), parts.Count(len(a.Statements), "statement")} {
			if f != "" {
				facts = append(facts, f)
			}
		}
		s.facts = parts.NewElided(k, strings.Join(facts, " · "), look.Second, look.InkSoft)
		s.view.SetShape(o.Shape)
		paragraphs := make([]textview.Paragraph, len(a.Paragraphs))
		for n, p := range a.Paragraphs {
			paragraphs[n] = textview.Paragraph{Span: p.Span, Number: n + 1, Faint: p.Role == "boilerplate"}
		}
		s.view.SetText(a.Revision.Text, paragraphs)
		marks := make([]textview.Mark, len(a.Statements))
		for n, st := range a.Statements {
			marks[n] = textview.Mark{ID: st.ID, Span: st.Passage.Span, Kind: st.Kind, Proposed: st.Status == dossier.Proposed, Party: -1}
			if p, ok := colours[st.PartyID]; ok {
				marks[n].Party, marks[n].Letter = p.Colour, p.Letter
			}
		}
		s.view.SetMarks(marks)
		s.view.OnScroll = func() { b.follow(i) }
		s.view.OnKey = func(e *fyne.KeyEvent) bool { return b.key(i, e) }
		s.view.OnRune = func(r rune) bool {
			if r == 'l' || r == 'L' {
				b.turn()
			}
			return true
		}
		s.view.OnShortcut = func(sc fyne.Shortcut) {
			if c, ok := sc.(*fyne.ShortcutCopy); ok && c.Clipboard != nil {
				c.Clipboard.SetContent(s.view.Words(s.view.Selection()))
			}
		}
		s.clip = parts.NewClip(s.view)
		b.sides[i] = s
	}
	left, right := b.sides[0], b.sides[1]
	b.link = linked(paragraphsOf(left.article), paragraphsOf(right.article), len([]rune(left.article.Revision.Text)), len([]rune(right.article.Revision.Text)))
	b.toggle = parts.NewChip(k, "Scrolled together  L", b.turn)
	b.toggle.Set("Scrolled together  L", true)
	b.hint = parts.NewLabel(k, "Tab changes the side, Enter reads on there", look.Second, look.InkSoft)
	b.ExtendBaseWidget(b)
	size := k.Canvas.Size()
	b.sheet = o.Desk.Sheets.Open(sheet.Options{Title: "Two documents", Width: size.Width - 32, Height: size.Height - 32, Body: b, Focus: left.view,
		Buttons: []*parts.Button{parts.NewButton(k, "Close", "Esc", parts.Plain, func() { b.sheet.Close() })}})
}

func paragraphsOf(a dossier.Article) []paragraph {
	text := []rune(a.Revision.Text)
	out := make([]paragraph, len(a.Paragraphs))
	for i, p := range a.Paragraphs {
		out[i] = paragraph{p.Start, dossier.Fold(string(text[p.Start:p.End]))}
	}
	return out
}

// key changes the side, or reads on in one of the documents; other keys move in the text.
func (b *both) key(i int, e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyTab:
		b.o.Desk.Kit.Focus(b.sides[1-i].view)
	case fyne.KeyReturn, fyne.KeyEnter:
		s := b.sides[i]
		b.sheet.Close()
		if at := s.view.Caret(); b.o.Open != nil {
			b.o.Open(s.article.Document.ID, dossier.Span{Start: at, End: at})
		}
	case fyne.KeyEscape:
		b.sheet.Close()
	default:
		return false
	}
	return true
}

// turn links the two sides, or lets each be scrolled alone.
func (b *both) turn() {
	b.linked = !b.linked
	b.toggle.Set("Scrolled together  L", b.linked)
}

// follow brings the other side to the place that belongs to what stands at the top of one.
func (b *both) follow(i int) {
	if !b.linked || b.moving {
		return
	}
	b.moving = true
	defer func() { b.moving = false }()
	top := b.sides[i].view.Top()
	to := b.link.there
	if i == 1 {
		to = b.link.back
	}
	other := b.sides[1-i].view
	if at := to(top.Offset); other.Top().Offset != at {
		other.SetTop(textview.Top{Offset: at, Beyond: top.Beyond})
	}
}

// CreateRenderer implements fyne.Widget.
func (b *both) CreateRenderer() fyne.WidgetRenderer {
	objects := []fyne.CanvasObject{b.rule, b.toggle, b.hint}
	for _, s := range b.sides {
		objects = append(objects, s.title, s.facts, s.line, s.clip)
	}
	return &parts.Drawing{Of: b, Objs: parts.Fixed(objects...), Min: func() fyne.Size { return fyne.NewSize(600, 300) },
		Lay: func(s fyne.Size) {
			half := s.Width / 2
			for i, side := range b.sides {
				x := float32(i) * half
				parts.Put(side.title, x+look.Space3, 0, half-2*look.Space3, 24)
				parts.Put(side.facts, x+look.Space3, 24, half-2*look.Space3, 18)
				parts.Put(side.line, x, 47, half, 1)
				parts.Put(side.clip, x+1, 48, half-2, max(0, s.Height-48-32))
			}
			parts.Put(b.rule, half, 0, 1, max(0, s.Height-32))
			m := b.toggle.MinSize()
			parts.Put(b.toggle, 0, s.Height-26, m.Width, 24)
			parts.Put(b.hint, m.Width+look.Space3, s.Height-26, b.hint.MinSize().Width, 24)
		}}
}
