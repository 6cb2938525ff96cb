// Package names holds the sheets in which the parties and the issues of a dossier are kept.
package names

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"parley/dossier"
	"parley/views/desk"
	view "parley/views/list"
	"parley/views/look"
	"parley/views/parts"
	"parley/views/sheet"
)

// entry is a party or an issue, with its words made ready.
type entry struct {
	id     dossier.ID
	name   string
	letter string
	rest   string // who speaks for the party; what the issue is about
	order  int
	colour int // of a party; -1: none
	party  dossier.Party
	issue  dossier.Issue
}

// kind is what differs between the two sheets.
type kind struct {
	title, noun  string
	rest         string // label of the third field
	restHint     string
	letterHint   string
	empty        string
	load         func(context.Context) ([]entry, error)
	add          func(context.Context, entry) error
	edit         func(context.Context, entry) error
	remove       func(context.Context, entry) error
	removedWords string
}

// editor is one open sheet: the list, and under it the fields of the one that is added or edited.
type editor struct {
	widget.BaseWidget
	desk    *desk.Desk
	kind    kind
	entries []entry
	editing dossier.ID // None: a new one
	loader  *desk.Loader[[]entry]

	list               *view.List
	clip               *container.Clip
	frame, rule        *parts.Ground
	empty              *parts.Label
	doing              *parts.Label
	name, letter, rest *parts.Field
	labels             [3]*parts.Label
	note               *parts.Label
	save, fresh, gone  *parts.Button
	sheet              *sheet.Sheet
}

func open(d *desk.Desk, kd kind) *editor {
	k := d.Kit
	e := &editor{desk: d, kind: kd}
	e.list = view.New(k, e)
	e.list.Patient = true
	e.list.OnOpen = func(i int) { e.edit(e.entries[i]) }
	e.list.OnKey = func(ev *fyne.KeyEvent) bool {
		if ev.Name == fyne.KeyDelete {
			e.removeCurrent()
			return true
		}
		return false
	}
	e.list.OnMove = func(int) { e.allow() }
	e.clip = parts.NewClip(e.list)
	e.frame = parts.NewFrame(k, look.InkPaper, look.InkLine, look.CornerField)
	e.rule = parts.NewDivider(k)
	e.empty = parts.NewElided(k, "", look.Body, look.InkSoft)
	e.doing = parts.NewElided(k, "", look.BodyBold, look.InkText)
	e.name, e.letter, e.rest = parts.NewField(k, "", ""), parts.NewField(k, "", ""), parts.NewField(k, kd.restHint, "")
	for i, words := range []string{"Name", "Letter", kd.rest} {
		e.labels[i] = parts.NewLabel(k, words, look.Second, look.InkSoft)
	}
	e.note = parts.NewElided(k, kd.letterHint, look.Small, look.InkSoft)
	for _, f := range []*parts.Field{e.name, e.letter, e.rest} {
		f.Entry.OnChanged = func(string) { e.allow() }
		f.Entry.OnKey = e.fieldKey
	}
	e.save = parts.NewButton(k, "Add", "Enter", parts.Primary, e.store)
	e.fresh = parts.NewButton(k, "New "+kd.noun, "", parts.LinkWords, e.startNew)
	e.gone = parts.NewButton(k, "Remove", "Del", parts.LinkWords, e.removeCurrent)
	e.loader = desk.NewLoader(d, kd.load, e.show, nil)
	e.ExtendBaseWidget(e)
	e.sheet = d.Sheets.Open(sheet.Options{
		Title: kd.title, Width: 680, Height: 560, Body: e, Focus: e.name.Entry, Confirm: e.store,
		Closed:  func() { e.loader.Drop() },
		Buttons: []*parts.Button{parts.NewButton(k, "Close", "Esc", parts.Plain, func() { e.sheet.Close() }), e.save},
	})
	e.startNew()
	e.loader.Reload()
	return e
}

func (e *editor) show(entries []entry) {
	at := e.list.Current()
	e.entries = entries
	words := ""
	if len(entries) == 0 {
		words = e.kind.empty
	}
	e.empty.Set(words)
	e.sheet.SetSubtitle(parts.Count(len(entries), e.kind.noun))
	e.list.Reload(min(at, len(entries)-1))
	e.allow()
	e.Refresh()
}

func (e *editor) startNew() {
	e.editing = dossier.None
	e.doing.Set("New " + e.kind.noun)
	e.save.Set("Add")
	e.fill(entry{})
}

func (e *editor) edit(x entry) {
	e.editing = x.id
	e.doing.Set("Edit “" + x.name + "”")
	e.save.Set("Save")
	e.fill(x)
}

func (e *editor) fill(x entry) {
	e.name.Entry.SetText(x.name)
	e.letter.Entry.SetText(x.letter)
	e.rest.Entry.SetText(x.rest)
	e.desk.Kit.Focus(e.name.Entry)
	e.name.Entry.CursorColumn = len([]rune(x.name))
	e.allow()
	e.Refresh()
}

func (e *editor) fieldKey(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		e.store()
	case fyne.KeyUp, fyne.KeyDown:
		e.list.Focus()
	default:
		return false
	}
	return true
}

// current returns the entry that is edited as it stood before.
func (e *editor) current() (entry, bool) {
	for _, x := range e.entries {
		if x.id == e.editing && x.id != dossier.None {
			return x, true
		}
	}
	return entry{}, false
}

// allow flags what cannot be kept and enables the buttons.
func (e *editor) allow() {
	name, letter := strings.TrimSpace(e.name.Entry.Text), strings.TrimSpace(e.letter.Entry.Text)
	wrong, wrongLetter := "", ""
	for _, x := range e.entries {
		if x.id == e.editing {
			continue
		}
		if name != "" && strings.EqualFold(x.name, name) {
			wrong = "There is one of this name already"
		}
		if letter != "" && strings.EqualFold(x.letter, letter) {
			wrongLetter = "“" + x.name + "” has this letter"
		}
	}
	if n := len([]rune(letter)); n > 2 {
		wrongLetter = "One letter, or two"
	}
	e.name.SetWrong(wrong)
	e.letter.SetWrong(wrongLetter)
	e.note.Hidden = wrongLetter != ""
	if name == "" || wrong != "" || wrongLetter != "" {
		e.save.Disable()
	} else {
		e.save.Enable()
	}
	if i := e.list.Current(); i >= 0 && i < len(e.entries) {
		e.gone.Enable()
	} else {
		e.gone.Disable()
	}
}

func (e *editor) store() {
	if e.save.Disabled() {
		return
	}
	x, old := e.current()
	x.name, x.letter, x.rest = strings.TrimSpace(e.name.Entry.Text), strings.TrimSpace(e.letter.Entry.Text), strings.TrimSpace(e.rest.Entry.Text)
	do := e.kind.add
	if old {
		do = e.kind.edit
	}
	e.save.Disable() // a second Enter before the first is stored would add it twice
	e.desk.Go(func() {
		err := do(context.Background(), x)
		e.desk.Do(func() {
			if err != nil {
				e.name.SetWrong(err.Error())
				e.save.Enable()
				return
			}
			e.startNew()
			e.loader.Reload()
		})
	})
}

func (e *editor) removeCurrent() {
	i := e.list.Current()
	if i < 0 || i >= len(e.entries) {
		return
	}
	x := e.entries[i]
	e.desk.Act(func(ctx context.Context) error { return e.kind.remove(ctx, x) }, func() {
		e.desk.Note("Removed “" + x.name + "”" + e.kind.removedWords)
		if e.editing == x.id {
			e.startNew()
		}
		e.loader.Reload()
	})
}

// CreateRenderer implements fyne.Widget.
func (e *editor) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: e, Min: func() fyne.Size { return fyne.NewSize(400, 360) },
		Objs: parts.Fixed(e.frame, e.clip, e.empty, e.gone, e.fresh, e.doing, e.labels[0], e.name, e.labels[1], e.letter, e.note, e.labels[2], e.rest),
		Lay: func(s fyne.Size) {
			const form = 172
			h := s.Height - form
			parts.Put(e.frame, 0, 0, s.Width, h)
			parts.Put(e.clip, 1, 1, s.Width-2, h-2)
			parts.Put(e.empty, 16, 12, s.Width-32, 20)
			w := e.gone.MinSize().Width
			parts.Put(e.gone, s.Width-w, h+8, w, 24)
			w2 := e.fresh.MinSize().Width
			parts.Put(e.fresh, s.Width-w-w2-8, h+8, w2, 24)
			parts.Put(e.doing, 0, h+8, s.Width-w-w2-24, 24)
			y := h + 40
			const left = 120
			for i, f := range []*parts.Field{e.name, e.letter, e.rest} {
				fh := f.MinSize().Height
				fw := s.Width - left
				if i == 1 {
					fw = min(fw, 64)
					if f.Wrong() != "" {
						fw = min(s.Width-left, 280)
					}
				}
				parts.Put(e.labels[i], 0, y, left-8, 28)
				parts.Put(f, left, y, fw, fh)
				if i == 1 {
					parts.Put(e.note, left+fw+12, y, s.Width-left-fw-12, 28)
				}
				y += 44
			}
		}}
}
