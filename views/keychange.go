package views

import (
	"fmt"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"parley/views/keymap"
	view "parley/views/list"
	"parley/views/look"
	"parley/views/match"
	"parley/views/parts"
	"parley/views/sheet"
)

// keyChanges is the sheet in which keys are bound anew: a list of what can be done, narrowed by typing.
type keyChanges struct {
	widget.BaseWidget
	w     *window
	field *parts.Field
	list  *view.List
	clip  fyne.CanvasObject
	said  *parts.Paragraph
	sheet *sheet.Sheet
	names match.Names
	shown []int // indexes of the actions
	catch *keyCatcher
}

func (w *window) openKeyChanges() {
	if w.desk.Sheets.Top() != nil {
		return
	}
	c := &keyChanges{w: w, field: parts.NewField(w.kit, "Type a part of its name", ""), said: parts.NewParagraph(w.kit, "", look.Second, look.InkSoft, 700), catch: newKeyCatcher()}
	var names []string
	for _, a := range w.keys.Actions() {
		names = append(names, a.Name+" "+strings.SplitN(a.ID, "/", 2)[0])
	}
	c.names = match.New(names)
	c.list = view.New(w.kit, c)
	c.list.OnOpen = c.ask
	c.list.OnKey = func(e *fyne.KeyEvent) bool {
		switch e.Name {
		case fyne.KeyDelete:
			c.bind(c.list.Current(), "")
		case fyne.KeyBackspace:
			w.kit.Focus(c.field.Entry)
		default:
			return false
		}
		return true
	}
	c.clip = parts.NewClip(c.list)
	c.field.Entry.OnChanged = func(string) { c.filter() }
	c.field.Entry.OnKey = func(e *fyne.KeyEvent) bool {
		switch e.Name {
		case fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyPageUp:
			c.list.TypedKey(e)
		case fyne.KeyReturn, fyne.KeyEnter:
			c.ask(c.list.Current())
		default:
			return false
		}
		return true
	}
	c.ExtendBaseWidget(c)
	usual := parts.NewButton(w.kit, "All usual keys", "", parts.Plain, func() {
		w.keys.Reset()
		w.keysChanged()
		c.say("All keys are the usual ones again.")
		c.list.Refresh()
	})
	done := parts.NewButton(w.kit, "Close", "Esc", parts.Plain, func() { c.sheet.Close() })
	c.sheet = w.desk.Sheets.Open(sheet.Options{Title: "Change keys", Subtitle: "Enter, then the new key; Del takes a key away", Height: 616, Body: c, Focus: c.field.Entry,
		Left: container.New(layout.NewCustomPaddedHBoxLayout(0), container.NewCenter(usual)), Buttons: []*parts.Button{done}, Closed: func() { w.capture = nil }})
	c.say("")
	c.filter()
}

func (c *keyChanges) say(words string) {
	if words == "" {
		words = "Digits are the parties in their order, Shift with a letter the issue that has it: change those with the parties and issues."
	}
	c.said.Set(words)
	c.Refresh()
}

func (c *keyChanges) filter() {
	c.shown = c.names.Find(c.field.Entry.Text)
	c.list.Reload(min(0, len(c.shown)-1))
}

// ask waits for the new key of an action.
func (c *keyChanges) ask(i int) {
	if i < 0 || i >= len(c.shown) {
		return
	}
	a := c.w.keys.Actions()[c.shown[i]]
	before := c.w.win.Canvas().Focused()
	c.catch.next = func(key string) {
		c.w.capture = nil
		c.w.kit.Focus(before)
		if key == "Esc" {
			c.say("")
			return
		}
		c.bind(i, key)
	}
	c.w.capture = c.catch.caught
	c.say("Press the new key for “" + a.Name + "”. Esc leaves it as it is.")
	c.w.kit.Focus(c.catch)
}

// bind gives an action a key, and says what has lost it.
func (c *keyChanges) bind(i int, key string) {
	if i < 0 || i >= len(c.shown) {
		return
	}
	a := c.w.keys.Actions()[c.shown[i]]
	if err := c.w.keys.Refuse(a, key); err != nil {
		c.say(strings.ToUpper(err.Error()[:1]) + err.Error()[1:] + ".")
		return
	}
	if err := c.w.taken(a, key); err != nil {
		c.say(err.Error())
		return
	}
	lost := c.w.keys.Bind(a.ID, key)
	c.w.keysChanged()
	switch {
	case len(lost) > 0:
		c.say(fmt.Sprintf("%s is now “%s”. “%s” has no key any more.", key, a.Name, lost[0].Name))
	case key == "":
		c.say("“" + a.Name + "” has no key any more.")
	default:
		c.say(fmt.Sprintf("%s is now “%s”.", key, a.Name))
	}
	c.list.Refresh()
}

// taken says that a key belongs to something whose key cannot be changed.
func (w *window) taken(a keymap.Action, key string) error {
	for _, g := range w.commands {
		for _, cmd := range g.commands {
			id := keyID(g.name, cmd.Name)
			if key == "" || cmd.Key != key || id == a.ID || a.Plain && g.name != statementMenu {
				continue
			}
			if other, ok := w.keys.Holder(key); !ok || other.ID != id {
				return fmt.Errorf("%s stays “%s”.", key, cmd.Name) //lint:ignore ST1005 a sentence for people
			}
		}
	}
	return nil
}

// CreateRenderer implements fyne.Widget.
func (c *keyChanges) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: c, Objs: parts.Fixed(c.field, c.clip, c.said, c.catch), Min: func() fyne.Size { return fyne.NewSize(400, 300) },
		Lay: func(s fyne.Size) {
			parts.Put(c.field, 0, 0, s.Width, 28)
			h := max(20, c.said.HeightAt(s.Width))
			parts.Put(c.clip, 0, 36, s.Width, max(0, s.Height-36-h-look.Space2))
			parts.Put(c.said, 0, s.Height-h, s.Width, h)
			parts.Put(c.catch, 0, 0, 1, 1)
		}}
}

// Len, Height, Head and NewRow make the sheet the source of its list.
func (c *keyChanges) Len() int { return len(c.shown) }

// Height is that of every row.
func (c *keyChanges) Height(int) float32 { return 30 }

// Head is never true: there are no groups.
func (c *keyChanges) Head(int) bool { return false }

// NewRow returns a row to be filled.
func (c *keyChanges) NewRow(bool) view.Row {
	k := c.w.kit
	r := &keyRow{of: c, ground: canvas.NewRectangle(nil), name: parts.NewElided(k, "", look.Body, look.InkText), note: parts.NewElided(k, "", look.Small, look.InkSoft), key: parts.NewAlwaysKey(k, "")}
	r.ExtendBaseWidget(r)
	return r
}

type keyRow struct {
	widget.BaseWidget
	of         *keyChanges
	current    bool
	ground     *canvas.Rectangle
	name, note *parts.Label
	key        *parts.KeyHint
}

// Fill shows an action with its key.
func (r *keyRow) Fill(i int, s view.State) {
	if i >= len(r.of.shown) {
		return
	}
	r.current = s.Current
	a := r.of.w.keys.Actions()[r.of.shown[i]]
	note := strings.SplitN(a.ID, "/", 2)[0]
	if r.of.w.keys.Changed(a.ID) {
		note += " · usually " + a.Usual
		if a.Usual == "" {
			note = strings.SplitN(a.ID, "/", 2)[0] + " · usually none"
		}
	}
	r.name.Set(a.Name)
	r.note.Set(note)
	r.key.Set(r.of.w.keys.Key(a.ID))
	r.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (r *keyRow) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: r, Objs: parts.Fixed(r.ground, r.name, r.note, r.key), Min: func() fyne.Size { return fyne.NewSize(200, 30) },
		Ink: func() {
			r.ground.FillColor = r.of.w.look.Palette().Paper
			if r.current {
				r.ground.FillColor = r.of.w.look.Palette().Sel
			}
		},
		Lay: func(s fyne.Size) {
			parts.Put(r.ground, 0, 0, s.Width, s.Height)
			m := r.key.MinSize()
			right := s.Width - look.Space3
			parts.Put(r.key, right-m.Width, (s.Height-m.Height)/2, m.Width, m.Height)
			parts.Put(r.name, look.Space2, 0, s.Width*0.45, s.Height)
			parts.Put(r.note, s.Width*0.47, 0, max(0, s.Width*0.53-m.Width-look.Space6), s.Height)
		}}
}

// keyCatcher takes one key, of whatever sort. Nothing of it is seen.
type keyCatcher struct {
	widget.BaseWidget
	next func(shown string) // gets the key; nil: none is awaited
	mod  fyne.KeyModifier
}

var (
	_ fyne.Focusable    = (*keyCatcher)(nil)
	_ fyne.Shortcutable = (*keyCatcher)(nil)
	_ fyne.Tabbable     = (*keyCatcher)(nil)
	_ desktop.Keyable   = (*keyCatcher)(nil)
)

func newKeyCatcher() *keyCatcher {
	k := &keyCatcher{}
	k.ExtendBaseWidget(k)
	return k
}

// caught hands a key on, once: a key can come as a key and as a letter.
func (k *keyCatcher) caught(shown string) {
	if next := k.next; next != nil {
		k.next = nil
		next(shown)
	}
}

// TypedKey takes the keys that type no letter.
func (k *keyCatcher) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case desktop.KeyShiftLeft, desktop.KeyShiftRight, desktop.KeyControlLeft, desktop.KeyControlRight, desktop.KeyAltLeft, desktop.KeyAltRight,
		desktop.KeySuperLeft, desktop.KeySuperRight, desktop.KeyCapsLock, desktop.KeyMenu, fyne.KeyUnknown:
		return // held with another one
	}
	if len(e.Name) == 1 {
		return // its letter comes next
	}
	k.caught(keymap.Shown(e.Name, k.mod))
}

// TypedRune takes letters and signs.
func (k *keyCatcher) TypedRune(r rune) {
	switch {
	case r == '-':
		k.caught("−")
	case unicode.IsUpper(r):
		k.caught("Shift " + string(r))
	default:
		k.caught(string(unicode.ToUpper(r)))
	}
}

// TypedShortcut takes keys with Ctrl that the menu does not have.
func (k *keyCatcher) TypedShortcut(s fyne.Shortcut) {
	if c, ok := s.(fyne.KeyboardShortcut); ok {
		k.caught(keymap.Shown(c.Key(), c.Mod()))
	}
}

// KeyDown and KeyUp keep Shift in mind for keys that type no letter.
func (k *keyCatcher) KeyDown(e *fyne.KeyEvent) {
	if e.Name == desktop.KeyShiftLeft || e.Name == desktop.KeyShiftRight {
		k.mod |= fyne.KeyModifierShift
	}
}

// KeyUp ends what KeyDown began.
func (k *keyCatcher) KeyUp(e *fyne.KeyEvent) {
	if e.Name == desktop.KeyShiftLeft || e.Name == desktop.KeyShiftRight {
		k.mod &^= fyne.KeyModifierShift
	}
}

// AcceptsTab lets Tab be bound.
func (k *keyCatcher) AcceptsTab() bool { return true }

// FocusGained does nothing: the sheet says that a key is awaited.
func (k *keyCatcher) FocusGained() {}

// FocusLost does nothing.
func (k *keyCatcher) FocusLost() {}

// CreateRenderer draws nothing.
func (k *keyCatcher) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: k, Objs: parts.Fixed(), Lay: func(fyne.Size) {}, Min: func() fyne.Size { return fyne.NewSize(0, 0) }}
}
