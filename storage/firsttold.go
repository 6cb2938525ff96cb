package storage

import (
	"context"

	"parley/dossier"
)

// cellKey is the statement of a cell on its issue.
type cellKey struct{ statement, issue int64 }

// newestCells gives the cells whose newest words several outlets have, by their issue and utterance.
func newestCells(newest map[cellKey]*dossier.Cell) map[[2]int64][]*dossier.Cell {
	of := map[[2]int64][]*dossier.Cell{}
	for key, cell := range newest {
		if u := cell.Newest.Utterance; u != 0 {
			of[[2]int64{key.issue, u}] = append(of[[2]int64{key.issue, u}], cell)
		}
	}
	return of
}

// firstTold puts in each cell, for words that several outlets have, those of the one that reported them first: later ones
// abridge. Of those reported on one day the statement that came first into the dossier counts.
func (d *Dossier) firstTold(ctx context.Context, f dossier.PositionFilter, cells map[[2]int64][]*dossier.Cell) error {
	if len(cells) == 0 {
		return nil
	}
	var told []int64
	for key := range cells {
		told = append(told, key[1])
	}
	where, args, err := taken(f)
	if err != nil {
		return err
	}
	best := map[*dossier.Cell]dossier.CodedStatement{}
	err = d.each(ctx, selectCoded+" AND c.utterance IN (SELECT value FROM json_each(?))"+where+" ORDER BY d.published_key, s.id", func(row scanner) error {
		issue, _, c, err := scanCoded(row)
		for _, cell := range cells[[2]int64{issue, c.Utterance}] {
			who := map[dossier.Dimension]dossier.ID{dossier.AcrossParties: c.PartyID, dossier.AcrossSpeakers: c.SpeakerID, dossier.AcrossOutlets: c.OutletID}[f.Dim()]
			if _, known := best[cell]; !known && who == cell.PartyID {
				best[cell] = c
			}
		}
		return err
	}, append([]any{jsonNumbers(told)}, args...)...)
	for cell, c := range best {
		cell.Newest = c
	}
	return err
}
