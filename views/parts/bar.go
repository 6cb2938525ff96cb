package parts

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/views/look"
)

// Message is what a bar says: what did not happen, why, and what to do.
type Message struct {
	Words   string
	Warning bool   // something to look at; nothing failed
	Action  string // words of the action at the right; empty: none
	Do      func()
}

// Bar shows messages one after the other, latest first, under the pane bar. It has no height while there is none.
type Bar struct {
	widget.BaseWidget
	kit      *Kit
	messages []Message
	// OnChange is called when the bar has grown or shrunk, so that its owner lays out anew.
	OnChange func()

	ground, edge  *canvas.Rectangle
	words         *Paragraph
	count         *Label
	action, close *Button
}

// NewBar returns a bar without a message.
func NewBar(k *Kit) *Bar {
	b := &Bar{kit: k, words: NewParagraph(k, "", look.Body, look.InkText, 600), count: NewLabel(k, "", look.Second, look.InkSoft)}
	b.action = NewButton(k, "", "", LinkWords, func() {
		if m, ok := b.top(); ok && m.Do != nil {
			b.Close()
			m.Do()
		}
	})
	b.close = NewButton(k, "Close", "Esc", LinkWords, func() { b.Close() })
	b.ExtendBaseWidget(b)
	return b
}

func (b *Bar) top() (Message, bool) {
	if len(b.messages) == 0 {
		return Message{}, false
	}
	return b.messages[0], true
}

// Say adds a message. One that is there already is not said twice.
func (b *Bar) Say(m Message) {
	for _, old := range b.messages {
		if old.Words == m.Words {
			return
		}
	}
	b.messages = append([]Message{m}, b.messages...)
	b.changed()
}

// Close takes the message away that is shown and reports whether there was one.
func (b *Bar) Close() bool {
	if len(b.messages) == 0 {
		return false
	}
	b.messages = b.messages[1:]
	b.changed()
	return true
}

// Clear takes all messages away.
func (b *Bar) Clear() {
	if len(b.messages) > 0 {
		b.messages = nil
		b.changed()
	}
}

// Messages returns what is said, latest first.
func (b *Bar) Messages() []Message { return b.messages }

func (b *Bar) changed() {
	m, _ := b.top()
	b.words.Set(m.Words)
	b.action.Set(m.Action)
	count := ""
	if n := len(b.messages); n > 1 {
		count = fmt.Sprintf("1 of %d", n)
	}
	b.count.Set(count)
	b.Refresh()
	if b.OnChange != nil {
		b.OnChange()
	}
}

// HeightAt returns the height at a width: 36 for one line, 20 more for each further one.
func (b *Bar) HeightAt(width float32) float32 {
	if len(b.messages) == 0 {
		return 0
	}
	return b.words.HeightAt(width-b.right()-32) + 16
}

func (b *Bar) right() float32 {
	w := b.close.MinSize().Width + 16
	if m, _ := b.top(); m.Action != "" {
		w += b.action.MinSize().Width + 8
	}
	if len(b.messages) > 1 {
		w += b.count.MinSize().Width + 16
	}
	return w
}

// CreateRenderer implements fyne.Widget.
func (b *Bar) CreateRenderer() fyne.WidgetRenderer {
	b.ground, b.edge = canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	objects := []fyne.CanvasObject{b.ground, b.edge, b.words, b.count, b.action, b.close}
	dress := func() {
		p := b.kit.palette()
		m, ok := b.top()
		tone := p.Wrong()
		if m.Warning {
			tone = p.Warning()
		}
		b.ground.FillColor, b.edge.FillColor = tone.Tint, tone.Dark
		for _, o := range objects {
			if ok {
				o.Show()
			} else {
				o.Hide()
			}
		}
		b.action.Hidden = m.Action == ""
	}
	dress()
	return &Drawing{Of: b, Objs: Fixed(objects...), Ink: dress,
		Min: func() fyne.Size { return fyne.NewSize(0, b.HeightAt(b.Size().Width)) },
		Lay: func(s fyne.Size) {
			Put(b.ground, 0, 0, s.Width, s.Height)
			Put(b.edge, 0, 0, 3, s.Height)
			Put(b.words, 16, 8, s.Width-b.right()-32, s.Height-16)
			x := s.Width - 12
			for _, o := range []fyne.CanvasObject{b.close, b.action, b.count} {
				if w := o.MinSize().Width; o.Visible() && w > 0 {
					x -= w
					Put(o, x, 0, w, min(s.Height, 36))
					x -= 8
				}
			}
		}}
}

// Progress is a bar 120 by 4 that shows how far a job is.
type Progress struct {
	widget.BaseWidget
	kit        *Kit
	part       float32 // of 1; negative: not known
	back, fore *canvas.Rectangle
}

// NewProgress returns a bar at the start.
func NewProgress(k *Kit) *Progress {
	p := &Progress{kit: k}
	p.ExtendBaseWidget(p)
	return p
}

// Set says how far the job is; total 0: not known, which is drawn as a third in the middle.
func (p *Progress) Set(done, total int) {
	part := float32(-1)
	if total > 0 {
		part = min(1, float32(done)/float32(total))
	}
	if part != p.part {
		p.part = part
		p.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (p *Progress) CreateRenderer() fyne.WidgetRenderer {
	p.back, p.fore = canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	p.back.CornerRadius, p.fore.CornerRadius = 2, 2
	dress := func() {
		p.back.FillColor, p.fore.FillColor = p.kit.palette().Line, p.kit.palette().Focus
	}
	dress()
	return &Drawing{Of: p, Objs: Fixed(p.back, p.fore), Ink: dress,
		Min: func() fyne.Size { return fyne.NewSize(120, 4) },
		Lay: func(s fyne.Size) {
			y := (s.Height - 4) / 2
			Put(p.back, 0, y, s.Width, 4)
			if p.part < 0 {
				Put(p.fore, s.Width/3, y, s.Width/3, 4)
			} else {
				Put(p.fore, 0, y, s.Width*p.part, 4)
			}
		}}
}
