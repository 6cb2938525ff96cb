package add

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"parley/app"
	"parley/dossier"
	"parley/views/look"
	"parley/views/parts"
)

// fact is a line of the form: what it is called, the field, and at the right the ground of a guess.
type fact struct {
	label   *parts.Label
	field   *parts.Field
	ground  *parts.Label
	touched bool // the analyst typed in it
	check   func(string) error
}

// form holds the facts of a document.
type form struct {
	widget.BaseWidget
	facts                                       []*fact
	title, outlet, author, published, url, lang *fact
	setting                                     bool // the program fills the fields
	// changed is called when the analyst has typed; grown when the form is higher or lower than before.
	changed func()
	grown   func()
}

const (
	labelWidth = 100
	fieldWidth = 400
	rowPitch   = 36
)

func newForm(k *parts.Kit) *form {
	f := &form{}
	f.title = f.add(k, "Title", nil)
	f.outlet = f.add(k, "Outlet", nil)
	f.author = f.add(k, "Author", nil)
	f.published = f.add(k, "Published", func(s string) error { _, err := dossier.ParseDate(s); return err })
	f.url = f.add(k, "Address", nil)
	f.lang = f.add(k, "Language", func(s string) error { _, err := languageCode(s); return err })
	f.ExtendBaseWidget(f)
	return f
}

func (f *form) add(k *parts.Kit, name string, check func(string) error) *fact {
	x := &fact{label: parts.NewLabel(k, name, look.Second, look.InkSoft), field: parts.NewField(k, "", ""),
		ground: parts.NewElided(k, "", look.Small, look.InkSoft), check: check}
	x.field.Entry.OnChanged = func(s string) {
		if f.setting {
			return
		}
		x.touched = true
		x.ground.Set("")
		f.look(x)
		if f.changed != nil {
			f.changed()
		}
	}
	f.facts = append(f.facts, x)
	return x
}

// look flags a field that holds what cannot be kept.
func (f *form) look(x *fact) {
	wrong := ""
	if x.check != nil {
		if err := x.check(x.field.Entry.Text); err != nil {
			wrong = err.Error()
		}
	}
	if wrong != x.field.Wrong() {
		x.field.SetWrong(wrong)
		f.Refresh()
		if f.grown != nil {
			f.grown()
		}
	}
}

// wrong reports whether a field holds what cannot be kept.
func (f *form) wrong() bool {
	for _, x := range f.facts {
		if x.field.Wrong() != "" {
			return true
		}
	}
	return false
}

// fill shows the guesses of a draft in the fields that the analyst has not touched.
func (f *form) fill(d app.Draft) {
	published := d.Published
	if date, err := dossier.ParseDate(published.Value); err == nil {
		published.Value = writeDate(date)
	}
	lang := d.Lang
	lang.Value = languageName(lang.Value)
	for x, g := range map[*fact]app.Guess{f.title: d.Title, f.outlet: d.Outlet, f.author: d.Author,
		f.published: published, f.url: d.URL, f.lang: lang} {
		f.set(x, g.Value, g.Ground)
	}
}

func (f *form) set(x *fact, value, ground string) {
	if x.touched {
		return
	}
	f.setting = true
	x.field.Entry.SetText(value)
	f.setting = false
	if value == "" {
		ground = "not found in the text"
	}
	x.ground.Set(ground)
	f.look(x)
}

// given returns the facts that the analyst typed; the rest is guessed.
func (f *form) given() app.Facts {
	var v app.Facts
	for x, to := range map[*fact]*string{f.title: &v.Title, f.outlet: &v.Outlet, f.author: &v.Author, f.url: &v.URL} {
		if x.touched {
			*to = x.field.Entry.Text
		}
	}
	if f.published.touched {
		v.Published, _ = dossier.ParseDate(f.published.field.Entry.Text)
	}
	if f.lang.touched {
		v.Lang, _ = languageCode(f.lang.field.Entry.Text)
	}
	return v
}

// all returns the facts as they stand in the fields.
func (f *form) all() app.Facts {
	v := app.Facts{Title: f.title.field.Entry.Text, Outlet: f.outlet.field.Entry.Text, Author: f.author.field.Entry.Text, URL: f.url.field.Entry.Text}
	v.Published, _ = dossier.ParseDate(f.published.field.Entry.Text)
	v.Lang, _ = languageCode(f.lang.field.Entry.Text)
	return v
}

// typed is what the analyst typed into the fields.
func (f *form) typed() string {
	var list []string
	for _, x := range f.facts {
		if words := strings.TrimSpace(x.field.Entry.Text); x.touched && words != "" {
			list = append(list, words)
		}
	}
	return strings.Join(list, ", ")
}

// writeDate gives a date in the form that the field shows and takes: "2026-11-14 18:05 UTC+2".
func writeDate(d dossier.Date) string {
	if d.Precision != dossier.PrecisionMinute {
		return d.String()
	}
	_, offset := d.Time.Zone()
	zone := "UTC"
	if h, m := offset/3600, offset/60%60; m != 0 {
		zone = d.Time.Format("UTC-07:00")
	} else if h != 0 {
		zone = fmt.Sprintf("UTC%+d", h)
	}
	return d.Time.Format("2006-01-02 15:04 ") + zone
}

// CreateRenderer implements fyne.Widget.
func (f *form) CreateRenderer() fyne.WidgetRenderer {
	var objects []fyne.CanvasObject
	for _, x := range f.facts {
		objects = append(objects, x.label, x.field, x.ground)
	}
	return &parts.Drawing{Of: f, Objs: parts.Fixed(objects...),
		Min: func() fyne.Size { return fyne.NewSize(labelWidth+fieldWidth, f.height()) },
		Lay: func(s fyne.Size) {
			y := float32(0)
			w := min(fieldWidth, s.Width-labelWidth)
			for _, x := range f.facts {
				h := x.field.MinSize().Height
				parts.Put(x.label, 0, y, labelWidth-8, 28)
				parts.Put(x.field, labelWidth, y, w, h)
				parts.Put(x.ground, labelWidth+w+look.Space3, y, max(0, s.Width-labelWidth-w-look.Space3), 28)
				y += h + rowPitch - 28
			}
		}}
}

func (f *form) height() float32 {
	y := float32(0)
	for _, x := range f.facts {
		y += x.field.MinSize().Height + rowPitch - 28
	}
	return y - (rowPitch - 28)
}
