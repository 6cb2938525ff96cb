package parts

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"parley/views/look"
)

// Entry is the toolkit's entry, except that it hands on the keys that it has no use for. It holds short texts only:
// it gets slow from some ten thousand letters.
type Entry struct {
	widget.Entry
	kit *Kit
	// OnKey sees each key first and reports whether it used it.
	OnKey   func(*fyne.KeyEvent) bool
	OnFocus func(gained bool)
	// OnTab takes Tab, and Shift Tab as back. Where it is nil, they lead to what stands next in the window.
	OnTab func(back bool)
}

var (
	_ fyne.Focusable = (*Entry)(nil)
	_ fyne.Tabbable  = (*Entry)(nil)
)

// NewEntry returns an entry of one line.
func NewEntry(k *Kit) *Entry {
	e := &Entry{kit: k}
	e.Wrapping = fyne.TextWrapOff
	e.ExtendBaseWidget(e)
	return e
}

// NewTextEntry returns an entry of several lines.
func NewTextEntry(k *Kit) *Entry {
	e := &Entry{kit: k}
	e.MultiLine, e.Wrapping = true, fyne.TextWrapWord
	e.ExtendBaseWidget(e)
	return e
}

// TypedKey passes function keys and Escape on to the window.
func (e *Entry) TypedKey(ev *fyne.KeyEvent) {
	if e.OnKey != nil && e.OnKey(ev) {
		return
	}
	switch ev.Name {
	case fyne.KeyTab:
		if e.OnTab != nil {
			e.OnTab(Shifted())
		}
	case fyne.KeyEscape, fyne.KeyF1, fyne.KeyF2, fyne.KeyF3, fyne.KeyF4, fyne.KeyF5, fyne.KeyF6, fyne.KeyF7, fyne.KeyF8,
		fyne.KeyF9, fyne.KeyF10, fyne.KeyF11, fyne.KeyF12:
		e.kit.PassKey(ev)
	default:
		e.Entry.TypedKey(ev)
	}
}

// AcceptsTab lets Tab leave an entry of several lines too, unless it leads somewhere else.
func (e *Entry) AcceptsTab() bool { return e.OnTab != nil }

// mostPasted is how many letters an entry takes at once.
const mostPasted = 5000

// TypedShortcut takes the beginning of a long paste only: a whole article belongs into a document, and would stop the
// window for seconds here.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	if p, ok := s.(*fyne.ShortcutPaste); ok && p.Clipboard != nil {
		if text := []rune(p.Clipboard.Content()); len(text) > mostPasted {
			s = &fyne.ShortcutPaste{Clipboard: clipping(text[:mostPasted])}
		}
	}
	e.Entry.TypedShortcut(s)
}

// clipping is a clipboard that holds a part of another.
type clipping string

func (c clipping) Content() string { return string(c) }

// SetContent does nothing.
func (c clipping) SetContent(string) {}

// FocusGained tells OnFocus.
func (e *Entry) FocusGained() {
	e.Entry.FocusGained()
	if e.OnFocus != nil {
		e.OnFocus(true)
	}
}

// FocusLost tells OnFocus.
func (e *Entry) FocusLost() {
	e.Entry.FocusLost()
	if e.OnFocus != nil {
		e.OnFocus(false)
	}
}

// Bare returns the entry without a frame, to be put into one.
func (e *Entry) Bare() fyne.CanvasObject {
	return container.NewThemeOverride(e, frameless{e.kit.Look})
}

// frameless is the look without the frame of entries: ours stands further from the letters.
type frameless struct{ *look.Look }

// Size implements fyne.Theme.
func (f frameless) Size(n fyne.ThemeSizeName) float32 {
	if n == theme.SizeNameInputBorder {
		return 0
	}
	return f.Look.Size(n)
}

// Color implements fyne.Theme.
func (f frameless) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	if n == theme.ColorNameInputBackground {
		return color.Transparent
	}
	return f.Look.Color(n, v)
}

// Field is an entry with its frame: thicker while it has the focus, in the colour of errors with a sentence under it
// while what stands in it is wrong. A key hint stands inside at the right while it is empty.
type Field struct {
	widget.BaseWidget
	kit     *Kit
	Entry   *Entry
	hint    *KeyHint
	wrong   string
	focused bool
	note    *Label
	bare    fyne.CanvasObject
	frame   *canvas.Rectangle
}

// NewField returns a field of one line.
func NewField(k *Kit, placeholder, key string) *Field {
	f := newField(k, NewEntry(k), key)
	f.Entry.SetPlaceHolder(placeholder)
	return f
}

// NewTextField returns a field of several lines that fills the height it is given.
func NewTextField(k *Kit, placeholder string) *Field {
	f := newField(k, NewTextEntry(k), "")
	f.Entry.SetPlaceHolder(placeholder)
	return f
}

func newField(k *Kit, e *Entry, key string) *Field {
	f := &Field{kit: k, Entry: e, hint: NewKeyHint(k, key), note: NewElided(k, "", look.Small, look.InkWrong)}
	e.OnFocus = func(gained bool) {
		f.focused = gained
		f.Refresh()
	}
	f.ExtendBaseWidget(f)
	return f
}

// SetWrong says what is wrong with the entry, in a sentence; empty: nothing.
func (f *Field) SetWrong(sentence string) {
	if f.wrong != sentence {
		f.wrong = sentence
		f.note.Set(sentence)
		f.Refresh()
	}
}

// Wrong returns what is wrong.
func (f *Field) Wrong() string { return f.wrong }

const (
	fieldHeight = 28
	noteHeight  = 18
)

// CreateRenderer implements fyne.Widget.
func (f *Field) CreateRenderer() fyne.WidgetRenderer {
	f.frame = canvas.NewRectangle(nil)
	f.frame.CornerRadius = look.CornerField
	f.bare = f.Entry.Bare()
	dress := func() {
		p := f.kit.palette()
		f.frame.FillColor, f.frame.StrokeColor, f.frame.StrokeWidth = p.Paper, p.Field, 1
		if f.focused {
			f.frame.StrokeColor, f.frame.StrokeWidth = p.Focus, 2
		}
		if f.wrong != "" {
			f.frame.StrokeColor = p.Wrong().Dark
		}
		f.hint.Hidden = f.Entry.Text != "" || f.focused
		f.note.Hidden = f.wrong == ""
	}
	dress()
	return &Drawing{Of: f, Objs: Fixed(f.frame, f.bare, f.hint, f.note), Ink: dress,
		Min: func() fyne.Size {
			h := float32(fieldHeight)
			if f.Entry.MultiLine {
				h = 64
			}
			if f.wrong != "" {
				h += noteHeight
			}
			return fyne.NewSize(60, h)
		},
		Lay: func(s fyne.Size) {
			h := s.Height
			if f.wrong != "" {
				h -= noteHeight
				Put(f.note, 0, h+1, s.Width, noteHeight-1)
			}
			Put(f.frame, 0, 0, s.Width, h)
			Put(f.bare, 4, 0, s.Width-6, h)
			w := f.hint.MinSize().Width
			Put(f.hint, s.Width-w-8, 0, w, h)
		}}
}
