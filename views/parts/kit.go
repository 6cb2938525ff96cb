// Package parts holds the small widgets that every pane is made of: words, keys, buttons, entries, marks and bars.
// All of them follow the look and are used on the interface thread only.
package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/views/look"
)

// Kit is what every part needs from the window it stands in.
type Kit struct {
	Look *look.Look
	// Key takes plain keys that the focused widget does not use (F1, F6, Escape and so on), because the toolkit gives
	// a key without modifier to the focused widget alone. It may be nil.
	Key func(*fyne.KeyEvent)
	// Canvas is the window's. The toolkit finds the canvas of a widget only once it was painted, which is too late for
	// what gets the keyboard as it appears. It may be nil in tests.
	Canvas fyne.Canvas
}

// Focus gives a widget the keyboard.
func (k *Kit) Focus(f fyne.Focusable) {
	if k.Canvas != nil {
		k.Canvas.Focus(f)
	}
}

// PassKey hands an unused key on to the window.
func (k *Kit) PassKey(e *fyne.KeyEvent) {
	if k.Key != nil {
		k.Key(e)
	}
}

func (k *Kit) palette() *look.Palette { return k.Look.Palette() }

// Drawing is a renderer made of functions, so that a widget says in one place what it consists of.
type Drawing struct {
	Of   fyne.Widget
	Min  func() fyne.Size
	Lay  func(fyne.Size)
	Ink  func() // gives the objects their colours and words anew
	Objs func() []fyne.CanvasObject

	seen *look.Palette // what it was drawn with
}

var _ fyne.WidgetRenderer = (*Drawing)(nil)

// Layout places the objects.
func (d *Drawing) Layout(s fyne.Size) { d.Lay(s) }

// MinSize returns the least size.
func (d *Drawing) MinSize() fyne.Size { return d.Min() }

// Objects returns what is drawn, last on top. What was out of sight while the mode changed, which the toolkit does not
// refresh then, is drawn anew as it comes back.
func (d *Drawing) Objects() []fyne.CanvasObject {
	if l, ok := fyne.CurrentApp().Settings().Theme().(*look.Look); ok {
		if now := l.Palette(); now != d.seen {
			first := d.seen == nil
			d.seen = now
			if !first {
				d.Refresh()
			}
		}
	}
	return d.Objs()
}

// Destroy has nothing to release.
func (d *Drawing) Destroy() {}

// Refresh draws anew after a change of content or of mode.
func (d *Drawing) Refresh() {
	if d.Ink != nil {
		d.Ink()
	}
	d.Lay(d.Of.Size())
	canvas.Refresh(d.Of)
}

// Fixed returns an Objs function for a drawing whose objects never change.
func Fixed(objects ...fyne.CanvasObject) func() []fyne.CanvasObject {
	return func() []fyne.CanvasObject { return objects }
}

// Put moves and resizes an object.
func Put(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}

// NewClip returns what cuts its content off at its edge. It is made ready at once: the toolkit would do so at the first
// painting, and until then can neither lay the content out nor give it the keyboard.
func NewClip(content fyne.CanvasObject) *container.Clip {
	c := container.NewClip(content)
	c.MinSize()
	c.Refresh()
	return c
}

// Shifted reports whether Shift is held: the toolkit tells no key with it.
func Shifted() bool {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	return ok && d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
}

// Controlled reports whether Ctrl is held.
func Controlled() bool {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	return ok && d.CurrentKeyModifiers()&fyne.KeyModifierControl != 0
}
