package app

import (
	"context"
	"errors"
	"fmt"

	"parley/storage"
)

// ImportPreview is what an import would do.
type ImportPreview struct {
	Files []FilePreview
	Left  []string // files of folders and archives whose names are not those of texts
}

// FilePreview is what an import would do with one file.
type FilePreview struct {
	File  string
	Draft Draft  // without its text
	Row   int    // line of the table of facts that is about it; 0: none
	Twin  string // an earlier file of the same import with the same text
	Err   error  // why it would not be added
}

// PreviewImport reads all that an import would read, tells what would become of each file, and changes nothing.
func (w *Workbench) PreviewImport(ctx context.Context, o ImportParams, p Progress) (v ImportPreview, err error) {
	m, err := w.startImport(ctx, o, p)
	if err != nil {
		return v, err
	}
	seen := map[[32]byte]string{}
	for it := range m.items(ctx, o) {
		m.done++
		m.report(false, it.Name)
		if it.left {
			v.Left = append(v.Left, it.Name)
			continue
		}
		f := FilePreview{File: it.Name, Err: it.err}
		if it.row > 0 {
			f.Row = o.Table.rows[it.row-1].line
		}
		switch {
		case it.err != nil:
		case it.here != nil:
			f.Draft.Same = it.here
		case seen[it.proposal.revision.SHA256] != "":
			f.Draft, f.Twin = it.proposal.draft(), seen[it.proposal.revision.SHA256]
		default:
			seen[it.proposal.revision.SHA256] = it.Name
			err = w.with(func(d *storage.Dossier) (err error) {
				if d != m.dossier {
					return errOtherDossier
				}
				f.Draft, err = draft(ctx, d, it.proposal)
				return err
			})
		}
		f.Draft.Text, f.Draft.Paragraphs = "", nil
		if err != nil {
			return v, err
		}
		v.Files = append(v.Files, f)
	}
	if err = ctx.Err(); errors.Is(err, context.Canceled) {
		return v, fmt.Errorf("The preview was stopped after %d files.", len(v.Files)) //lint:ignore ST1005 a sentence for people
	}
	m.report(true, "")
	return v, err
}
