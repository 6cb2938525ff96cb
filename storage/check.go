package storage

import (
	"context"
	"crypto/sha256"
	"fmt"
	"strings"

	"parley/dossier"
)

// Check verifies the dossier: the database and its references, every text and paste against its hash, every passage
// against its text, the search index against the rows. It reads only; progress counts texts.
func (d *Dossier) Check(ctx context.Context, progress func(done, total int)) ([]dossier.Finding, error) {
	var out []dossier.Finding
	for _, step := range []func(context.Context) ([]dossier.Finding, error){d.checkDatabase, d.checkReferences, d.checkIndex} {
		found, err := step(ctx)
		if err != nil {
			return out, wrap("check", err)
		}
		out = append(out, found...)
	}
	found, err := d.checkTexts(ctx, progress)
	return append(out, found...), wrap("check", err)
}

const restoreHint = "Restore the newest backup; the file is kept."

func (d *Dossier) checkDatabase(ctx context.Context) ([]dossier.Finding, error) {
	rows, err := d.read.QueryContext(ctx, `PRAGMA integrity_check(20)`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []dossier.Finding
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			return nil, err
		}
		if line != "ok" {
			out = append(out, dossier.Finding{Where: "database", Sentence: line + ".", Mend: restoreHint})
		}
	}
	return out, rows.Err()
}

func (d *Dossier) checkReferences(ctx context.Context) ([]dossier.Finding, error) {
	rows, err := d.read.QueryContext(ctx, `SELECT "table", rowid, parent FROM pragma_foreign_key_check LIMIT 20`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []dossier.Finding
	for rows.Next() {
		var table, parent string
		var row int64
		if err := rows.Scan(&table, &row, &parent); err != nil {
			return nil, err
		}
		out = append(out, dossier.Finding{Where: table, Sentence: fmt.Sprintf("Row %d refers to a %s that is not there.", row, parent), Mend: restoreHint})
	}
	return out, rows.Err()
}

// checkIndex compares the rows that can be found with those that should be.
func (d *Dossier) checkIndex(ctx context.Context) ([]dossier.Finding, error) {
	var out []dossier.Finding
	for _, table := range []string{"document", "statement", "actor_name"} {
		x := indexes[table]
		var missing, extra int
		err := d.read.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM `+table+` WHERE deleted_at IS NULL AND id NOT IN (SELECT rowid FROM `+x.index+`)),
			(SELECT count(*) FROM `+x.index+` WHERE rowid NOT IN (SELECT id FROM `+table+` WHERE deleted_at IS NULL))`).Scan(&missing, &extra)
		if err != nil {
			return nil, err
		}
		if missing+extra > 0 {
			out = append(out, dossier.Finding{Where: "search", Sentence: fmt.Sprintf("The index of %ss lacks %d rows and has %d too many.", strings.ReplaceAll(table, "_", " "), missing, extra), Mend: restoreHint})
		}
	}
	return out, nil
}

func (d *Dossier) checkTexts(ctx context.Context, progress func(done, total int)) ([]dossier.Finding, error) {
	var total int
	if err := d.read.QueryRowContext(ctx, `SELECT count(*) FROM revision`).Scan(&total); err != nil {
		return nil, err
	}
	var out []dossier.Finding
	last := int64(0)
	for done := 0; ; done++ {
		if progress != nil {
			progress(done, total)
		}
		row, found, more, err := d.checkNextText(ctx, last)
		if err != nil || !more {
			return out, err
		}
		out, last = append(out, found...), row
	}
}

// checkNextText checks the text after a row; a transaction for each lets the writer's log be checkpointed meanwhile.
func (d *Dossier) checkNextText(ctx context.Context, after int64) (row int64, out []dossier.Finding, more bool, err error) {
	rows, err := d.read.QueryContext(ctx, `SELECT r.id, d.title, r.text, r.sha256, w.raw, w.raw_size, w.raw_sha256 FROM revision r
		JOIN document d ON d.id = r.document_id LEFT JOIN revision_raw w ON w.revision_id = r.id WHERE r.id > ? ORDER BY r.id LIMIT 1`, after)
	if err != nil {
		return 0, nil, false, err
	}
	defer rows.Close()
	if !rows.Next() {
		return 0, nil, false, rows.Err()
	}
	var title, text string
	var sha, packed, rawSHA []byte
	var size *int
	if err := rows.Scan(&row, &title, &text, &sha, &packed, &size, &rawSHA); err != nil {
		return 0, nil, false, err
	}
	rows.Close()
	where := "“" + title + "”"
	if got := sha256.Sum256([]byte(text)); string(got[:]) != string(sha) {
		out = append(out, dossier.Finding{Where: where, Sentence: "The text is not the one that was stored: its hash differs.", Mend: restoreHint})
	}
	if size == nil {
		out = append(out, dossier.Finding{Where: where, Sentence: "The bytes as pasted are missing.", Mend: restoreHint})
	} else if raw, err := unpack(packed, min(*size, TextLimit)); err != nil || len(raw) != *size {
		out = append(out, dossier.Finding{Where: where, Sentence: "The bytes as pasted cannot be read.", Mend: restoreHint})
	} else if got := sha256.Sum256(raw); string(got[:]) != string(rawSHA) {
		out = append(out, dossier.Finding{Where: where, Sentence: "The bytes as pasted are not those that were stored: their hash differs.", Mend: restoreHint})
	}
	found, err := d.checkPassages(ctx, row, where, []rune(text))
	return row, append(out, found...), true, err
}

func (d *Dossier) checkPassages(ctx context.Context, revision int64, where string, text []rune) ([]dossier.Finding, error) {
	rows, err := d.read.QueryContext(ctx, `SELECT id, start, end, exact FROM statement WHERE revision_id = ? AND deleted_at IS NULL ORDER BY id`, revision)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []dossier.Finding
	for rows.Next() {
		var n int
		var p dossier.Passage
		if err := rows.Scan(&n, &p.Start, &p.End, &p.Exact); err != nil {
			return nil, err
		}
		if !p.Holds(text) {
			out = append(out, dossier.Finding{Where: where, Sentence: fmt.Sprintf("The words of statement %d do not stand at its place in the text.", n), Mend: restoreHint})
		}
	}
	return out, rows.Err()
}
