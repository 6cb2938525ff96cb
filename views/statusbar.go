package views

import (
	"fmt"
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"parley/app"
	"parley/views/desk"
	"parley/views/look"
	"parley/views/parts"
)

// statusBar tells at the left what is under way or has just been done, at the right what can be undone and where one is.
type statusBar struct {
	widget.BaseWidget
	w         *window
	ground    *parts.Ground
	job       *parts.Label
	progress  *parts.Progress
	stop      *parts.Button
	undo      *parts.Label
	undoKey   *parts.KeyHint
	where     *parts.Label
	keys      *parts.Label
	keysKey   *parts.KeyHint
	running   []app.JobState
	said      string // a result, for some seconds
	forget    *desk.Delay
	late      *desk.Delay
	placeText string
}

const (
	noteFor  = 5 * time.Second
	showFrom = 2 * time.Second // a job shorter than this is not shown: it would only flicker
)

func newStatusBar(w *window) *statusBar {
	k := w.kit
	b := &statusBar{w: w, ground: parts.NewGround(k, look.InkChrome), progress: parts.NewProgress(k)}
	b.job = parts.NewElided(k, "", look.Second, look.InkSoft)
	b.stop = parts.NewButton(k, "Cancel", "", parts.LinkWords, b.cancel)
	b.undo = parts.NewElided(k, "", look.Second, look.InkSoft)
	b.undoKey = parts.NewKeyHint(k, "Ctrl Z")
	b.where = parts.NewLabel(k, "", look.Second, look.InkSoft)
	b.keys = parts.NewLabel(k, "All keys", look.Second, look.InkSoft)
	b.keysKey = parts.NewKeyHint(k, "F1")
	b.forget, b.late = desk.NewDelay(w.desk, noteFor), desk.NewDelay(w.desk, showFrom)
	b.ExtendBaseWidget(b)
	return b
}

// note shows a result for some seconds.
func (b *statusBar) note(words string) {
	b.said = words
	b.forget.Run(func() {
		b.said = ""
		b.show()
	})
	b.show()
}

// place says where in the pane one is.
func (b *statusBar) place(words string) {
	if b.placeText != words {
		b.placeText = words
		b.show()
	}
}

// jobs takes up what is running.
func (b *statusBar) jobs(states []app.JobState) {
	b.running = b.running[:0]
	hidden := false
	for _, s := range states {
		switch {
		case s.Ended:
		case b.w.desk.Now().Sub(s.Started) < showFrom:
			hidden = true
		default:
			b.running = append(b.running, s)
		}
	}
	if hidden {
		b.late.Run(func() { b.w.jobsChanged() })
	}
	b.show()
}

func (b *statusBar) cancel() {
	if len(b.running) == 1 {
		b.w.work.Jobs().Cancel(b.running[0].ID)
		return
	}
	b.w.openJobs()
}

// show fills the bar.
func (b *statusBar) show() {
	words, action := "", ""
	switch {
	case len(b.running) == 1:
		j := b.running[0]
		words, action = j.Name, "Cancel"
		if j.Total > 0 {
			words += fmt.Sprintf(" · %s of %s", parts.Number(j.Done), parts.Number(j.Total))
		}
		b.progress.Set(j.Done, j.Total)
	case len(b.running) > 1:
		words, action = fmt.Sprintf("%d jobs", len(b.running)), "Show"
		b.progress.Set(0, 0)
	case b.said != "":
		words = b.said
	case !b.w.frame.isOpen():
		words = "Version " + b.w.res.Version
		if b.w.res.Version == "" {
			words = ""
		}
	}
	b.job.Set(words)
	b.stop.Set(action)
	show(b.progress, len(b.running) > 0)
	show(b.stop, len(b.running) > 0)
	undo := ""
	if name := b.w.summary.UndoName; name != "" {
		undo = "Undo: " + name
	}
	b.undo.Set(undo)
	show(b.undoKey, undo != "")
	b.where.Set(b.placeText)
	b.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (b *statusBar) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: b, Lay: b.lay, Min: func() fyne.Size { return fyne.NewSize(400, statusHeight) },
		Objs: parts.Fixed(b.ground, b.job, b.progress, b.stop, b.undo, b.undoKey, b.where, b.keys, b.keysKey)}
}

func (b *statusBar) lay(s fyne.Size) {
	parts.Put(b.ground, 0, 0, s.Width, s.Height)
	right := s.Width - look.Space4
	put := func(o fyne.CanvasObject, width, gap float32) {
		if o.Visible() && width > 0 {
			right -= width
			parts.Put(o, right, 0, width, s.Height)
			right -= gap
		}
	}
	put(b.keysKey, b.keysKey.MinSize().Width, 6)
	put(b.keys, b.keys.MinSize().Width, look.Space4)
	if b.placeText != "" {
		put(b.where, b.where.MinSize().Width, look.Space4)
	}
	put(b.undoKey, b.undoKey.MinSize().Width, 6)
	jobWidth := b.w.look.Width(b.job.Words(), look.Second) + 1
	most := s.Width * 0.45
	if b.undo.Words() != "" {
		put(b.undo, min(b.w.look.Width(b.undo.Words(), look.Second)+1, max(0, right-min(jobWidth, most)-240)), look.Space4)
	}
	x := float32(look.Space4)
	if len(b.running) > 0 { // in steps, so that the bar does not tremble as the numbers grow
		jobWidth = float32(math.Ceil(float64(jobWidth)/40)) * 40
	}
	jobWidth = min(jobWidth, most)
	parts.Put(b.job, x, 0, jobWidth, s.Height)
	x += jobWidth + look.Space4
	parts.Put(b.progress, x, 0, 120, s.Height)
	parts.Put(b.stop, x+120+look.Space3, 0, b.stop.MinSize().Width, s.Height)
}

func (f *frame) isOpen() bool { return f != nil && f.open }
