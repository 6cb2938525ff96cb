package packet

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"parley/app"
	"parley/dossier"
	"parley/views/look"
	"parley/views/parts"
)

// summary says in numbers what will be printed, and what was written last.
type summary struct {
	widget.BaseWidget
	kit     *parts.Kit
	ground  *parts.Ground
	title   *parts.Paragraph
	facts   *parts.Label
	names   []*parts.Label
	counts  []*parts.Label
	rules   []*parts.Ground
	written *parts.Paragraph
	hash    *parts.Label
	open    *parts.Button
	has     bool // something was written
}

// partNames are the parts of a packet in their printed order.
var partNames = []string{"Front page", "Position matrix", "Issue sections", "Source appendix"}

func newSummary(k *parts.Kit, open func()) *summary {
	s := &summary{kit: k, ground: parts.NewGround(k, look.InkPaper)}
	s.title = parts.NewParagraph(k, "", look.Title, look.InkText, 400)
	s.facts = parts.NewElided(k, "", look.Second, look.InkSoft)
	for _, n := range partNames {
		s.names = append(s.names, parts.NewElided(k, n, look.Body, look.InkText))
		s.counts = append(s.counts, parts.NewLabel(k, "", look.Second, look.InkSoft))
		s.rules = append(s.rules, parts.NewDivider(k))
	}
	s.written = parts.NewParagraph(k, "", look.Body, look.InkText, 400)
	s.hash = parts.NewElided(k, "", look.Small, look.InkSoft)
	s.open = parts.NewButton(k, "Open it", "", parts.Plain, open)
	s.ExtendBaseWidget(s)
	return s
}

// show fills in the counts of a preflight.
func (s *summary) show(r dossier.Recipe, name string, p app.Preflight) {
	title := r.Title
	if title == "" {
		title = name
	}
	s.title.Set(title)
	facts := "What will be printed"
	if r.Marking != "" {
		facts += ", " + r.Marking + " on every page"
	}
	s.facts.Set(facts)
	words := "no bottom line"
	if r.BottomLine != "" {
		words = "with the bottom line"
	}
	for i, c := range []string{words,
		fmt.Sprintf("%d × %d", p.Issues, p.Parties),
		parts.Count(p.Issues, "issue") + ", " + parts.Count(p.Quotes, "quotation"),
		parts.Count(p.Sources, "source") + " in full"} {
		s.counts[i].Set(c)
	}
	s.Refresh()
}

// wrote tells what an export has written.
func (s *summary) wrote(r app.ExportReport) {
	s.has = true
	words := fmt.Sprintf("Written: %s, %s, %s. %s", parts.Count(r.Pages, "page"), parts.Count(r.Quotes, "quotation"), parts.Count(r.Sources, "source"), r.Path)
	if r.NotRecorded != "" {
		words += "\nThe dossier does not list it: " + r.NotRecorded
	}
	s.written.Set(words)
	s.hash.Set("SHA-256 " + r.SHA256)
	s.Refresh()
}

// clear forgets what was written.
func (s *summary) clear() {
	s.has = false
	s.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (s *summary) CreateRenderer() fyne.WidgetRenderer {
	objects := []fyne.CanvasObject{s.ground, s.title, s.facts, s.written, s.hash, s.open}
	for i := range s.names {
		objects = append(objects, s.names[i], s.counts[i], s.rules[i])
	}
	return &parts.Drawing{Of: s, Objs: parts.Fixed(objects...), Min: func() fyne.Size { return fyne.NewSize(240, 240) },
		Lay: func(size fyne.Size) {
			parts.Put(s.ground, 0, 0, size.Width, size.Height)
			x, w := float32(look.Space10), min(560, size.Width-2*look.Space10)
			y := float32(32)
			h := s.title.HeightAt(w)
			parts.Put(s.title, x, y, w, h)
			y += h + 4
			parts.Put(s.facts, x, y, w, 16)
			y += 32
			for i := range s.names {
				cw := s.counts[i].MinSize().Width
				parts.Put(s.names[i], x, y, w-cw-8, 40)
				parts.Put(s.counts[i], x+w-cw, y, cw, 40)
				parts.Put(s.rules[i], x, y+40, w, 1)
				y += 41
			}
			y += look.Space6
			for _, o := range []fyne.CanvasObject{s.written, s.hash, s.open} {
				if s.has {
					o.Show()
				} else {
					o.Hide()
				}
			}
			h = s.written.HeightAt(w)
			parts.Put(s.written, x, y, w, h)
			parts.Put(s.hash, x, y+h+4, w, 16)
			m := s.open.MinSize()
			parts.Put(s.open, x, y+h+32, m.Width, m.Height)
		}}
}
