package app

import (
	"context"
	"io"

	"parley/dossier"
	"parley/export"
)

// Duplicates says how often the same stance of one party on one issue counts in a matrix.
type Duplicates string

// The ways of counting: every statement; once in each document; once.
const (
	CountAll         Duplicates = "all"
	CountPerDocument Duplicates = "document"
	CountOnce        Duplicates = "once"
)

// NetworkOptions say which matrix is wanted.
type NetworkOptions struct {
	TwoMode     bool // parties (speakers, outlets) by issues; else by one another
	Aggregation dossier.Aggregation
	Qualifier   dossier.Qualifier
	Duplicates  Duplicates
}

// Network makes the matrix of who took which stance on which issue, as Discourse Network Analyzer counts.

func (w *Workbench) Network(ctx context.Context, f dossier.PositionFilter, o NetworkOptions) (n export.Network, err error) {
	claims, err := w.Claims(ctx, f, o.Duplicates == CountPerDocument)
	if err != nil {
		return n, err
	}
	if o.Duplicates == CountOnce {
		claims = dossier.Once(claims)
	}
	grid, err := w.Grid(ctx, f)
	if err != nil {
		return n, err
	}
	n = export.Network{RowKind: string(grid.By), ColumnKind: string(grid.By), Names: map[dossier.ID]string{}, Aggregation: o.Aggregation}
	var actors, issues []dossier.ID
	for _, p := range grid.Parties {
		actors = append(actors, p.ID)
		n.Names[p.ID] = p.Name
	}
	for _, i := range grid.Issues {
		issues = append(issues, i.ID)
		n.Names[i.ID] = i.Name
	}
	if o.TwoMode {
		n.ColumnKind = "issue"
		n.Matrix = dossier.TwoMode(claims, actors, issues, o.Qualifier, o.Aggregation)
	} else {
		n.Matrix = dossier.OneMode(claims, actors, issues, o.Qualifier, o.Aggregation)
	}
	return n, nil
}

// WriteMatrix writes a matrix as CSV. It stands here, as WriteGraphML does, because commands reach export through app
// alone.
func (w *Workbench) WriteMatrix(out io.Writer, n export.Network) error {
	return export.MatrixCSV(out, n)
}

// WriteGraphML writes a matrix as a graph, in the form that programs for networks read.
func (w *Workbench) WriteGraphML(out io.Writer, n export.Network) error {
	return export.GraphML(out, n)
}
