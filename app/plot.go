package app

import (
	"context"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"parley/dossier"
	"parley/export"
	"parley/storage"
)

// Plot is what is drawn.
type Plot string

// The plots: stances over time, a panel for each party and issue; who agrees with whom, as a table of shades and as a
// network; which outlet reports which speaker; who speaks for whom.
const (
	PlotStances   Plot = "stances"
	PlotAgreement Plot = "agreement"
	PlotNetwork   Plot = "network"
	PlotReporting Plot = "reporting"
	PlotSpeaking  Plot = "speaking"
)

// Plots are all of them.
var Plots = []Plot{PlotStances, PlotAgreement, PlotNetwork, PlotReporting, PlotSpeaking}

// mostSpeakers is how many speakers and outlets a plot shows: those with most statements.
const mostSpeakers = 30

// PlotForm is how a plot or the timeline is written.
type PlotForm string

// The forms: a picture, a drawing that can be made larger or changed, and the table behind it.
const (
	PlotPNG PlotForm = "png"
	PlotSVG PlotForm = "svg"
	PlotCSV PlotForm = "csv"
)

// PlotEndings are those of the files that PlotFormOf knows.
var PlotEndings = []string{".png", ".svg", ".csv"}

// PlotFormOf tells by the ending of a file how it is to be written.
func PlotFormOf(path string) (PlotForm, error) {
	ending := strings.ToLower(filepath.Ext(path))
	if !slices.Contains(PlotEndings, ending) {
		return "", fmt.Errorf("%s was not written: its ending does not say what it is to be; .png is a picture, .svg a drawing, .csv the table", filepath.Base(path))
	}
	return PlotForm(ending[1:]), nil
}

// WritePlot draws a plot, or writes the table behind it.
func (w *Workbench) WritePlot(ctx context.Context, f dossier.PositionFilter, plot Plot, out io.Writer, as PlotForm) error {
	switch plot {
	case PlotStances:
		list, err := w.series(ctx, f)
		switch {
		case err != nil:
			return err
		case as == PlotCSV:
			return export.StancesCSV(out, list)
		}
		return draw(out, as, func(p *export.Plotter) *export.Drawing { return p.Stances(list) })
	case PlotAgreement, PlotNetwork:
		f.By = dossier.AcrossParties
		g, err := w.Grid(ctx, f)
		if err != nil {
			return err
		}
		list := dossier.Agreements(g)
		switch {
		case as == PlotCSV && plot == PlotNetwork:
			return export.NetworkCSV(out, g.Parties, list)
		case as == PlotCSV:
			return export.AgreementCSV(out, g.Parties, list)
		case plot == PlotNetwork:
			return draw(out, as, func(p *export.Plotter) *export.Drawing { return p.Network(g.Parties, list) })
		}
		return draw(out, as, func(p *export.Plotter) *export.Drawing { return p.HeatMap(agreementMap(g.Parties, list)) })
	}
	title, from, read := "Which outlet reports which speaker", "outlet", w.Reporting
	if plot == PlotSpeaking {
		title, from, read = "Who speaks for which party", "party", w.SpeakingFor
	}
	ties, err := read(ctx, f)
	if err != nil {
		return err
	}
	if as == PlotCSV {
		return export.TiesCSV(out, from, "speaker", ties)
	}
	return draw(out, as, func(p *export.Plotter) *export.Drawing { return p.HeatMap(tieMap(title, ties)) })
}

// draw writes a drawing in its form.
func draw(out io.Writer, as PlotForm, of func(*export.Plotter) *export.Drawing) error {
	p, err := export.NewPlotter(bundledFonts())
	if err != nil {
		return err
	}
	d := of(p)
	if as == PlotPNG {
		return d.PNG(out)
	}
	return d.SVG(out)
}

// ExportPlot writes a plot into a file, by its ending.
func (w *Workbench) ExportPlot(ctx context.Context, f dossier.PositionFilter, plot Plot, path string) error {
	as, err := PlotFormOf(path)
	if err != nil {
		return err
	}
	return export.WriteFile(ctx, path, export.Files{}, func(out io.Writer) error { return w.WritePlot(ctx, f, plot, out, as) })
}

// Words name a plot.
func (p Plot) Words() string {
	switch p {
	case PlotStances:
		return "Stances over time, a panel for each party and issue"
	case PlotAgreement:
		return "Agreement between the parties, as a table of shades"
	case PlotNetwork:
		return "Agreement between the parties, as a network"
	case PlotReporting:
		return "Which outlet reports which speaker"
	}
	return "Who speaks for which party"
}

// series gives the stances of each party on each issue, the same words once.
func (w *Workbench) series(ctx context.Context, f dossier.PositionFilter) (list []export.Series, err error) {
	g, err := w.Grid(ctx, f)
	if err != nil {
		return nil, err
	}
	of := map[[2]dossier.ID][]dossier.CodedStatement{}
	err = w.with(func(d *storage.Dossier) error {
		return d.EachSequence(ctx, f, func(sequence []dossier.CodedStatement) error {
			told := map[int64]bool{}
			var once []dossier.CodedStatement
			for _, s := range sequence {
				if s.Utterance == 0 || !told[s.Utterance] {
					once = append(once, s)
				}
				told[s.Utterance] = true
			}
			who := map[dossier.Dimension]dossier.ID{dossier.AcrossParties: sequence[0].PartyID, dossier.AcrossSpeakers: sequence[0].SpeakerID, dossier.AcrossOutlets: sequence[0].OutletID}[g.By]
			of[[2]dossier.ID{sequence[0].IssueID, who}] = once
			return nil
		})
	})
	for _, i := range g.Issues {
		for _, p := range g.Parties {
			if s := of[[2]dossier.ID{i.ID, p.ID}]; len(s) > 0 {
				list = append(list, export.Series{Party: p.Name, Issue: i.Name, Statements: s})
			}
		}
	}
	return list, err
}

func agreementMap(parties []dossier.Party, list []dossier.Agreement) export.HeatMap {
	at, shared := map[dossier.ID]int{}, map[[2]int]int{}
	h := export.HeatMap{Title: "Agreement between the parties, and on how many issues", Most: 1}
	for i, p := range parties {
		at[p.ID] = i
		h.Rows = append(h.Rows, p.Name)
		row := make([]float64, len(parties))
		for j := range row {
			row[j] = math.NaN()
		}
		h.Values = append(h.Values, row)
	}
	h.Columns = h.Rows
	for _, a := range list {
		i, j := at[a.A], at[a.B]
		shared[[2]int{i, j}], shared[[2]int{j, i}] = a.Shared, a.Shared
		if a.Shared > 0 {
			h.Values[i][j], h.Values[j][i] = a.Share, a.Share
		}
	}
	h.Words = func(i, j int) string { return fmt.Sprintf("%.0f %% (%d)", 100*h.Values[i][j], shared[[2]int{i, j}]) }
	return h
}

// tieMap puts ties into a table: those with most statements, the ones that come first in the ties. Where it leaves some out,
// its title says so.
func tieMap(title string, ties []dossier.Tie) export.HeatMap {
	h := export.HeatMap{Title: title}
	place := func(list *[]string, of map[dossier.ID]int, id dossier.ID, name string) int {
		if i, ok := of[id]; ok {
			return i
		}
		if len(*list) == mostSpeakers {
			return -1
		}
		of[id] = len(*list)
		*list = append(*list, name)
		return of[id]
	}
	rows, columns := map[dossier.ID]int{}, map[dossier.ID]int{}
	left := map[dossier.ID]bool{}
	for _, t := range ties {
		i, j := place(&h.Rows, rows, t.To, t.ToName), place(&h.Columns, columns, t.From, t.FromName)
		if i < 0 {
			left[t.To] = true
		}
		if j < 0 {
			left[t.From] = true
		}
		if i < 0 || j < 0 {
			continue
		}
		for len(h.Values) <= i {
			h.Values = append(h.Values, nil)
		}
		for len(h.Values[i]) <= j {
			h.Values[i] = append(h.Values[i], math.NaN())
		}
		h.Values[i][j] = float64(t.Count)
		h.Most = max(h.Most, float64(t.Count))
	}
	if len(left) > 0 {
		h.Title += fmt.Sprintf(" (%d with few statements left out)", len(left))
	}
	for len(h.Values) < len(h.Rows) {
		h.Values = append(h.Values, nil)
	}
	for i := range h.Values {
		h.Values[i] = slices.Grow(h.Values[i], len(h.Columns))
		for len(h.Values[i]) < len(h.Columns) {
			h.Values[i] = append(h.Values[i], math.NaN())
		}
	}
	h.Words = func(i, j int) string { return fmt.Sprintf("%.0f", h.Values[i][j]) }
	return h
}
