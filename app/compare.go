package app

import (
	"context"
	"errors"
	"fmt"

	"parley/dossier"
	"parley/export"
	"parley/storage"
)

// compare looks up every quotation and source of a packet in the dossier.
func compare(ctx context.Context, d *storage.Dossier, v export.Verification) ([]dossier.Finding, error) {
	var out []dossier.Finding
	cited := map[int]dossier.ID{} // revisions by the number of the source
	for _, s := range v.Data.Sources {
		cited[s.Number] = s.Revision
		doc, err := d.Document(ctx, s.Document)
		where := fmt.Sprintf("S%d", s.Number)
		if errors.Is(err, storage.ErrNotFound) {
			out = append(out, dossier.Finding{Where: where, Sentence: fmt.Sprintf("“%s” is not in this dossier.", s.Title)})
			continue
		}
		if err != nil {
			return out, err
		}
		rev, err := d.Revision(ctx, s.Revision, false)
		if errors.Is(err, storage.ErrNotFound) {
			out = append(out, dossier.Finding{Where: where, Sentence: fmt.Sprintf("The cited revision of “%s” is not in this dossier.", doc.Title)})
			continue
		}
		if err != nil {
			return out, err
		}
		if fmt.Sprintf("%x", rev.SHA256) != s.TextSHA256 {
			out = append(out, dossier.Finding{Where: where, Sentence: fmt.Sprintf("The text of “%s” in the packet differs from the dossier's.", doc.Title)})
		}
	}
	ids := make([]dossier.ID, 0, len(v.Data.Quotes))
	for _, q := range v.Data.Quotes {
		ids = append(ids, q.Statement)
	}
	if len(ids) == 0 {
		return out, nil
	}
	found, err := d.Statements(ctx, storage.StatementFilter{IDs: ids})
	if err != nil {
		return out, err
	}
	byID := map[dossier.ID]dossier.Statement{}
	for _, s := range found {
		byID[s.ID] = s
	}
	for _, q := range v.Data.Quotes {
		where := fmt.Sprintf("Q%d", q.Number)
		s, ok := byID[q.Statement]
		switch {
		case !ok:
			out = append(out, dossier.Finding{Where: where, Sentence: "This statement is not in the dossier."})
		case s.Passage.Exact != q.Passage.Exact && s.RevisionID != cited[q.Source]:
			out = append(out, dossier.Finding{Where: where, Sentence: fmt.Sprintf("The text was corrected since the packet was made, and the words of statement %d with it.", s.Number)})
		case s.Passage.Exact != q.Passage.Exact:
			out = append(out, dossier.Finding{Where: where, Sentence: fmt.Sprintf("The packet's words differ from those of statement %d.", s.Number)})
		case s.Status != dossier.Accepted:
			out = append(out, dossier.Finding{Where: where, Sentence: fmt.Sprintf("Statement %d is %s now.", s.Number, s.Status)})
		}
	}
	return out, nil
}
