package views

import (
	"context"
	"errors"
	"fmt"
	"time"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"parley/app"
	"parley/views/look"
	"parley/views/parts"
	"parley/views/remark"
	"parley/views/sheet"
)

// jobsChanged takes up how far the long jobs are, and tells the end of each once.
func (w *window) jobsChanged() {
	states := w.work.Jobs().List()
	for _, s := range states {
		if !s.Ended || w.told[s.ID] {
			continue
		}
		w.told[s.ID] = true
		switch {
		case errors.Is(s.Err, context.Canceled):
			w.status.note("Cancelled: " + s.Name)
		case s.Err != nil:
			w.desk.Fail(s.Err)
		case s.Result != "":
			w.status.note(s.Result)
		}
	}
	w.status.jobs(states)
	if w.toRead && len(asked(states)) == 0 {
		w.readNewest()
	}
}

func running(states []app.JobState) (list []app.JobState) {
	for _, s := range states {
		if !s.Ended {
			list = append(list, s)
		}
	}
	return list
}

// asked leaves out what the workbench began by itself.
func asked(states []app.JobState) (list []app.JobState) {
	for _, s := range running(states) {
		if !s.Quiet {
			list = append(list, s)
		}
	}
	return list
}

// openJobs lists the jobs that are under way, each with its Cancel.
func (w *window) openJobs() {
	list := container.New(layout.NewCustomPaddedVBoxLayout(look.Space2))
	for _, s := range running(w.work.Jobs().List()) {
		bar := parts.NewProgress(w.kit)
		bar.Set(s.Done, s.Total)
		stop := parts.NewButton(w.kit, "Cancel", "", parts.LinkWords, nil)
		stop.OnTapped = func() {
			w.work.Jobs().Cancel(s.ID)
			stop.Disable()
		}
		side := container.NewHBox(bar, stop)
		name := parts.NewElided(w.kit, s.Name, look.Body, look.InkText)
		list.Add(container.New(layout.NewBorderLayout(nil, nil, nil, side), name, side))
	}
	var s *sheet.Sheet
	done := parts.NewButton(w.kit, "Close", "Esc", parts.Plain, func() { s.Close() })
	s = w.desk.Sheets.Open(sheet.Options{Title: "Jobs", Width: 560, Body: list, Buttons: []*parts.Button{done}, Focus: done})
}

// quit closes the window. It asks first where something was typed into a sheet and is not kept.
func (w *window) quit() {
	if w.leaving != nil && w.leaving == w.desk.Sheets.Top() {
		return // it was asked already
	}
	typed := w.desk.Sheets.Typed()
	if len(typed) == 0 {
		w.quitJobs()
		return
	}
	words := []string{"This was typed and is not kept, and is lost if you quit:"}
	for _, x := range typed {
		words = append(words, fmt.Sprintf("%s: %s", x.Title, remark.OneLine(x.Words)))
	}
	leave := func() {
		w.desk.Sheets.CloseAll()
		w.quitJobs()
	}
	w.leaving = w.words("Quit", "", words, parts.NewButton(w.kit, "Quit without it", "Ctrl Enter", parts.Primary, leave))
	w.confirms(w.leaving, leave)
}

// quitJobs closes the window; while jobs are under way it asks first, and stops them.
func (w *window) quitJobs() {
	for _, j := range w.work.Jobs().List() {
		if j.Quiet {
			w.work.Jobs().Cancel(j.ID)
		}
	}
	jobs := asked(w.work.Jobs().List())
	if len(jobs) == 0 {
		w.end()
		return
	}
	words := fmt.Sprintf("%s is under way. What it has finished is kept.", jobs[0].Name)
	if len(jobs) > 1 {
		words = fmt.Sprintf("%d jobs are under way. What they have finished is kept.", len(jobs))
	}
	stop := func() {
		for _, j := range jobs {
			w.work.Jobs().Cancel(j.ID)
		}
		w.end()
	}
	w.leaving = w.words("Quit", "", []string{words}, parts.NewButton(w.kit, "Stop and quit", "Ctrl Enter", parts.Primary, stop))
	w.confirms(w.leaving, stop)
}

// endWait is how long the jobs get to stop before the window goes; the workbench waits for them once more.
const endWait = 5 * time.Second

// end keeps the settings, waits beside the interface thread for what is being written, and closes the window once what was
// typed is kept.
func (w *window) end() {
	p := w.app.Preferences()
	p.SetInt(prefMode, int(w.look.Mode()))
	p.SetBool(prefHints, !w.look.KeyHints())
	if size := w.win.Canvas().Size(); !w.win.FullScreen() {
		p.SetFloat(prefWidth, float64(size.Width))
		p.SetFloat(prefHeight, float64(size.Height))
	}
	w.desk.Sheets.CloseAll() // a text that is being corrected is kept as its sheet goes
	w.desk.Go(func() {
		w.work.Jobs().Wait(endWait)
		w.desk.Do(func() { w.settle(w.win.Close) })
	})
}
