package app

import (
	"context"
	"fmt"
	"image"
	"image/png"
	"io"
	"os"
	"path/filepath"

	"parley/dossier"
	"parley/export"
)

// ExportTimeline writes the timeline of a filter into a file, by its ending.
func (w *Workbench) ExportTimeline(ctx context.Context, f dossier.PositionFilter, path string) error {
	as, err := FormOf(path)
	if err != nil {
		return err
	}
	return writeFile(path, func(out io.Writer) error { return w.WriteTimeline(ctx, f, out, as) })
}

// WriteTimeline draws the timeline, or writes the table behind it.
func (w *Workbench) WriteTimeline(ctx context.Context, f dossier.PositionFilter, out io.Writer, as Form) error {
	lanes, err := w.lanes(ctx, f)
	switch {
	case err != nil:
		return err
	case as == FormCSV:
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
func (w *Workbench) WritePicture(path string, img image.Image) error {
	return writeFile(path, func(out io.Writer) error { return png.Encode(out, img) })
}

// writeFile writes a file beside its place and puts it there when it is whole.
func writeFile(path string, write func(io.Writer) error) error {
	out, err := os.CreateTemp(filepath.Dir(path), ".parley-*")
	if err != nil {
		return fmt.Errorf("Nothing was written: the folder of %s cannot be written to.", filepath.Base(path)) //lint:ignore ST1005 a sentence for people
	}
	defer os.Remove(out.Name()) // after the rename it is not there
	_ = out.Chmod(0o644)        // it is made to be passed on; where that is not allowed, it stays private
	if err = write(out); err == nil {
		err = out.Close()
	} else {
		out.Close()
	}
	if err == nil {
		err = os.Rename(out.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("%s was not written: %w", filepath.Base(path), err)
	}
	return nil
}
