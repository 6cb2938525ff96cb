package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// NewClip returns an object that cuts off what its content draws beyond its edge.
//
// The toolkit makes the renderer of a clip when it is first painted, and cannot give the keyboard to what has none:
// asking for the least size makes it ready before.
func NewClip(content fyne.CanvasObject) *container.Clip {
	c := container.NewClip(content)
	c.MinSize()
	return c
}
