package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/views/look"
)

// KeyHint shows a key beside what it does. It takes no room while key hints are hidden.
type KeyHint struct {
	widget.BaseWidget
	kit  *Kit
	key  string
	ink  look.Ink // nil: soft
	stay bool     // shown while hints are hidden too
	rect *canvas.Rectangle
	text *canvas.Text
}

// NewKeyHint returns a hint such as "Ctrl Shift V".
func NewKeyHint(k *Kit, key string) *KeyHint {
	h := &KeyHint{kit: k, key: key}
	h.ExtendBaseWidget(h)
	return h
}

// NewAlwaysKey returns a hint that is shown while hints are hidden too: in the list of all keys.
func NewAlwaysKey(k *Kit, key string) *KeyHint {
	h := NewKeyHint(k, key)
	h.stay = true
	return h
}

// Set changes the key.
func (h *KeyHint) Set(key string) {
	h.key = key
	h.Refresh()
}

const keyHintHeight = 18

func (h *KeyHint) shown() bool { return h.key != "" && (h.stay || h.kit.Look.KeyHints()) }

func (h *KeyHint) width() float32 {
	if !h.shown() {
		return 0
	}
	return max(20, h.kit.Look.Width(h.key, look.Small)+12)
}

// CreateRenderer implements fyne.Widget.
func (h *KeyHint) CreateRenderer() fyne.WidgetRenderer {
	h.rect = canvas.NewRectangle(nil)
	h.rect.CornerRadius, h.rect.StrokeWidth = look.CornerField, 1
	h.text = h.kit.Look.Text(h.key, look.Small, nil)
	dress := func() {
		p := h.kit.palette()
		h.text.Text = h.key
		h.text.Color, h.rect.StrokeColor = p.Soft, p.Edge
		if h.ink != nil {
			h.text.Color, h.rect.StrokeColor = h.ink(p), alpha(h.ink(p), 60)
		}
		h.rect.Hidden, h.text.Hidden = !h.shown(), !h.shown()
	}
	dress()
	return &Drawing{Of: h, Objs: Fixed(h.rect, h.text), Ink: dress,
		Min: func() fyne.Size { return fyne.NewSize(h.width(), keyHintHeight) },
		Lay: func(s fyne.Size) {
			w, y := h.width(), (s.Height-keyHintHeight)/2
			Put(h.rect, 0, y, w, keyHintHeight)
			look.PlaceLine(h.text, fyne.NewPos((w-h.text.MinSize().Width)/2, y), keyHintHeight)
		}}
}
