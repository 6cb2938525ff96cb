package packet

import (
	"fmt"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"parley/views/look"
	"parley/views/parts"
)

// issuedList names the packets that were written from this dossier, newest first; each opens by its name.
type issuedList struct {
	widget.BaseWidget
	pane  *Pane
	head  *parts.Label
	names []*parts.Button
	facts []*parts.Label
}

func newIssuedList(p *Pane) *issuedList {
	l := &issuedList{pane: p, head: parts.NewLabel(p.desk.Kit, "Issued packets", look.SecondBold, look.InkText)}
	l.ExtendBaseWidget(l)
	return l
}

// mostIssued is how many are named; the dossier keeps all.
const mostIssued = 12

// CreateRenderer implements fyne.Widget.
func (l *issuedList) CreateRenderer() fyne.WidgetRenderer {
	var objects []fyne.CanvasObject
	k := l.pane.desk.Kit
	fill := func() {
		shown := l.pane.issued[:min(mostIssued, len(l.pane.issued))]
		l.names, l.facts, objects = nil, nil, nil
		if len(shown) > 0 {
			objects = append(objects, l.head)
		}
		for _, x := range shown {
			name := x.Recipe.Reference
			if name == "" {
				name = filepath.Base(x.Path)
			}
			b := parts.NewButton(k, name, "", parts.LinkWords, func() { l.pane.open(x.Path) })
			f := parts.NewLabel(k, fmt.Sprintf("%s, %s", x.IssuedAt.Local().Format("2 Jan"), parts.Count(x.Pages, "page")), look.Small, look.InkSoft)
			l.names, l.facts = append(l.names, b), append(l.facts, f)
			objects = append(objects, b, f)
		}
	}
	fill()
	return &parts.Drawing{Of: l, Objs: func() []fyne.CanvasObject { return objects }, Ink: fill,
		Min: func() fyne.Size {
			if len(l.names) == 0 {
				return fyne.NewSize(200, 16)
			}
			return fyne.NewSize(200, float32(len(l.names))*28+44)
		},
		Lay: func(s fyne.Size) {
			parts.Put(l.head, look.Space4, 0, s.Width-32, 28)
			for i := range l.names {
				y := 28 + float32(i)*28
				w := l.facts[i].MinSize().Width
				parts.Put(l.facts[i], s.Width-look.Space4-w, y, w, 28)
				bw := min(l.names[i].MinSize().Width, s.Width-w-40)
				parts.Put(l.names[i], look.Space4-4, y, bw, 28)
			}
		}}
}
