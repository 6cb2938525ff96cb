package textview

import (
	"parley/typeset"
	"parley/views/look"
)

// Shape is how a text is set: what a reader chooses for the eyes.
type Shape struct {
	Size    float32 // of the letters, in dp
	Measure float32 // the widest line at the usual size, in dp; it grows with the letters
	Sans    bool    // letters without serifs
}

// The bounds of a shape; what lies beyond is brought back into them.
const (
	MeasureLeast = 480
	MeasureMost  = 720
	MeasureStep  = 40
)

// UsualShape is the one that a new window has.
func UsualShape() Shape { return Shape{Size: sizeUsual, Measure: measureUsual} }

// Shape returns how the text is set.
func (v *View) Shape() Shape { return Shape{v.size, v.measure, v.face == look.Sans} }

// SetShape sets the text anew; what stands at the top stays there.
func (v *View) SetShape(s Shape) {
	s.Size, s.Measure = min(max(s.Size, sizeLeast), sizeMost), min(max(s.Measure, MeasureLeast), MeasureMost)
	if s == v.Shape() {
		return
	}
	top := v.Top()
	v.size, v.measure, v.face = s.Size, s.Measure, look.Serif
	if s.Sans {
		v.face = look.Sans
	}
	v.measurer = typeset.NewMeasurer(func(text string, s typeset.Style) float32 { return v.kit.Look.Width(text, v.dress(s)) })
	v.layout = newLayout(v.text, v.layout.paragraphs, v.measurer, v.styleOf)
	v.SetTop(top)
}
