package timeline

import (
	"context"
	"image"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/software"

	"parley/app"
	"parley/views/files"
	"parley/views/look"
	"parley/views/parts"
	"parley/views/picker"
)

// Export asks for a file: a picture, a drawing, or the table behind it, by its ending.
func (p *Pane) Export() {
	if len(p.data.moments) == 0 {
		p.Desk.Note("There is nothing on the timeline to export.")
		return
	}
	f := p.filter
	files.Choose(p.Desk, files.Options{Title: "Export the timeline", Action: "Export", Endings: app.PlotEndings, New: true, Replace: true, Name: "timeline.png", Done: func(path string) {
		if strings.EqualFold(filepath.Ext(path), ".png") {
			img := p.picture()
			p.Desk.Act(func(ctx context.Context) error {
				return p.Desk.Workbench.WritePicture(ctx, path, img)
			}, func() { p.Desk.Note("Exported: " + path) })
			return
		}
		p.Desk.Act(func(ctx context.Context) error { return p.Desk.Workbench.ExportTimeline(ctx, f, path) }, func() { p.Desk.Note("Exported: " + path) })
	}})
}

// ExportPlot asks which plot of the same statements is wanted, and for a file.
func (p *Pane) ExportPlot() {
	f := p.filter
	var items []picker.Item
	for _, plot := range app.Plots {
		items = append(items, picker.Item{Name: plot.Words()})
	}
	picker.Open(p.Desk, picker.Options{Title: "Export a plot", Subtitle: "A picture (PNG), a drawing (SVG), or the table behind it (CSV)", Placeholder: "Which", Items: items, Picked: func(i int) {
		plot := app.Plots[i]
		files.Choose(p.Desk, files.Options{Title: plot.Words(), Action: "Export", Endings: app.PlotEndings, New: true, Replace: true, Name: string(plot) + ".png", Done: func(path string) {
			p.Desk.Act(func(ctx context.Context) error { return p.Desk.Workbench.ExportPlot(ctx, f, plot, path) }, func() { p.Desk.Note("Exported: " + path) })
		}})
	}})
}

// picture draws all lanes, and the time that is in sight, as in print: twice as many dots as on the screen.
func (p *Pane) picture() image.Image {
	b := newBody(p)
	ground := parts.NewGround(p.Desk.Kit, look.InkPaper)
	size := fyne.NewSize(p.body.Size().Width, axisHigh+laneHigh*float32(len(p.data.grid.Parties))+inset)
	top, focused, cursor := p.top, p.focused, p.cursor
	p.top, p.focused, p.cursor = 0, false, -1
	defer func() { p.top, p.focused, p.cursor = top, focused, cursor }()
	c := software.NewCanvas()
	c.SetPadded(false)
	c.SetScale(2)
	c.SetContent(container.NewWithoutLayout(ground, b))
	c.Resize(size)
	ground.Resize(size)
	b.Resize(size)
	return c.Capture()
}
