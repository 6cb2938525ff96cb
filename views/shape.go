package views

import (
	"slices"

	"parley/dossier"
	"parley/views/library"
	"parley/views/textview"
)

// settings of the text that are kept between runs.
const (
	prefLetters = "text.letters"
	prefMeasure = "text.measure"
	prefSans    = "text.sans"
	prefAbove   = "reader.above"
	prefSort    = "library.sort"
	prefUp      = "library.ascending"
	prefFolded  = "library.unfolded"
)

// keptOrder is how the library was sorted when the program was closed last.
func (w *window) keptOrder() library.Order {
	p := w.app.Preferences()
	o := library.Order{By: dossier.DocumentSort(p.String(prefSort)), Ascending: p.Bool(prefUp), Unfolded: p.Bool(prefFolded)}
	if !slices.Contains(dossier.DocumentSorts, o.By) {
		o.By = dossier.ByPublished
	}
	return o
}

func (w *window) keepOrder(o library.Order) {
	p := w.app.Preferences()
	p.SetString(prefSort, string(o.By))
	p.SetBool(prefUp, o.Ascending)
	p.SetBool(prefFolded, o.Unfolded)
}

// reads reports whether a text is open in the reader.
func (w *window) reads() bool {
	doc, _ := w.reading.article.Current()
	return w.open() && w.current == 0 && doc != dossier.None
}

// keptShape is how texts were set when the program was closed last.
func (w *window) keptShape() textview.Shape {
	p, usual := w.app.Preferences(), textview.UsualShape()
	return textview.Shape{Size: float32(p.FloatWithFallback(prefLetters, float64(usual.Size))),
		Measure: float32(p.FloatWithFallback(prefMeasure, float64(usual.Measure))), Sans: p.Bool(prefSans)}
}

// reshape returns what sets the text otherwise, and keeps it so.
func (w *window) reshape(change func(*textview.Shape)) func() {
	return func() {
		s := w.reading.article.Shape()
		change(&s)
		w.reading.article.SetShape(s)
		s = w.reading.article.Shape() // within its bounds
		p := w.app.Preferences()
		p.SetFloat(prefLetters, float64(s.Size))
		p.SetFloat(prefMeasure, float64(s.Measure))
		p.SetBool(prefSans, s.Sans)
	}
}
