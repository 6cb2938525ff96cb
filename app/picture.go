package app

import (
	"context"
	"image"
	"image/png"
	"io"

	"parley/dossier"
	"parley/export"
)

// ExportTimeline writes the timeline of a filter into a file, by its ending.
func (w *Workbench) ExportTimeline(ctx context.Context, f dossier.PositionFilter, path string) error {
	as, err := PlotFormOf(path)
	if err != nil {
		return err
	}
	return export.WriteFile(ctx, path, export.Files{}, func(out io.Writer) error { return w.WriteTimeline(ctx, f, out, as) })
}

// WriteTimeline draws the timeline, or writes the table behind it.
func (w *Workbench) WriteTimeline(ctx context.Context, f dossier.PositionFilter, out io.Writer, as PlotForm) error {
	lanes, err := w.lanes(ctx, f)
	switch {
	case err != nil:
		return err
	case as == PlotCSV:
		return export.TimelineCSV(out, lanes)
	}
	return draw(out, as, func(p *export.Plotter) *export.Drawing { return p.Timeline(lanes) })
}

func (w *Workbench) lanes(ctx context.Context, f dossier.PositionFilter) (export.Lanes, error) {
	grid, err := w.Grid(ctx, f)
	if err != nil {
		return export.Lanes{}, err
	}
	moments, err := w.Moments(ctx, f)
	return export.Lanes{Parties: grid.Parties, Moments: moments}, err
}

// WritePicture writes a picture as PNG.
func (w *Workbench) WritePicture(ctx context.Context, path string, img image.Image) error {
	return export.WriteFile(ctx, path, export.Files{}, func(out io.Writer) error { return png.Encode(out, img) })
}
