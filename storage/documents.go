package storage

import (
	"bytes"
	"compress/flate"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"errors"
	"io"

	"parley/dossier"
)

// The counts of a document come in one number, so that one look into the covering index gives both.
const selectDocuments = `SELECT d.uid, d.number, o.uid, coalesce(o.name, ''), d.title, d.author, d.url, d.lang, d.published, d.retrieved_at,
	d.marking, d.grade, d.wire, d.state,
	(SELECT uid FROM revision r WHERE r.document_id = d.id AND r.deleted_at IS NULL ORDER BY r.number DESC LIMIT 1),
	(SELECT count(*) FILTER (WHERE s.status <> 'rejected') | (count(*) FILTER (WHERE s.status = 'proposed') << 32)
		FROM statement s WHERE s.document_id = d.id AND s.deleted_at IS NULL)
	FROM document d LEFT JOIN actor o ON o.id = d.outlet_id WHERE d.deleted_at IS NULL`

func scanDocument(row scanner) (d dossier.Document, err error) {
	var published string
	var retrieved, counts int64
	err = row.Scan(&d.ID, &d.Number, &d.OutletID, &d.Outlet, &d.Title, &d.Author, &d.URL, &d.Lang, &published, &retrieved,
		&d.Marking, &d.Grade, &d.Wire, &d.State, &d.Revision, &counts)
	d.Published, d.Retrieved = readDate(published), fromMillis(retrieved)
	d.Statements, d.Undecided = int(counts&0xFFFFFFFF), int(counts>>32)
	return d, err
}

// Documents lists documents with their counts, the newest published first, then the last added; total counts all
// that the filter takes.
func (d *Dossier) Documents(ctx context.Context, f dossier.DocumentFilter) (rows []dossier.Document, total int, err error) {
	const op = "The documents were not read"
	where, args := documentsWhere(f)
	limit := f.Limit
	if limit <= 0 {
		limit = -1
	}
	count := "SELECT count(*) FROM document d WHERE d.deleted_at IS NULL" + where
	if where == "" {
		// Numbers run from 1 without a gap and rows are never taken out, so the last number counts them all: reading a
		// whole index from the disk would take longer than everything else that opening does.
		count = "SELECT coalesce(max(number), 0) - (SELECT count(*) FROM document WHERE deleted_at IS NOT NULL) FROM document"
	}
	if err := d.read.QueryRowContext(ctx, count, args...).Scan(&total); err != nil {
		return nil, 0, border(op, err)
	}
	err = d.each(ctx, selectDocuments+where+" ORDER BY d.published_key DESC, d.id DESC LIMIT ? OFFSET ?", func(row scanner) error {
		doc, err := scanDocument(row)
		rows = append(rows, doc)
		return err
	}, append(args, limit, max(f.Offset, 0))...)
	return rows, total, border(op, err)
}

// Document reads one document with its counts.
func (d *Dossier) Document(ctx context.Context, id dossier.ID) (dossier.Document, error) {
	doc, err := scanDocument(d.read.QueryRowContext(ctx, selectDocuments+" AND d.uid = ?", id[:]))
	if errors.Is(err, sql.ErrNoRows) {
		return doc, refuse(ErrNotFound, "The document is not in this dossier, or was deleted.")
	}
	return doc, border("The document was not read", err)
}

// DocumentByText finds the document that holds the same normalised text, where there is one that is not deleted.
func (d *Dossier) DocumentByText(ctx context.Context, sha256 [32]byte) (dossier.Document, bool, error) {
	doc, err := scanDocument(d.read.QueryRowContext(ctx, selectDocuments+
		" AND d.id IN (SELECT document_id FROM revision WHERE sha256 = ? AND deleted_at IS NULL) ORDER BY d.id LIMIT 1", sha256[:]))
	if errors.Is(err, sql.ErrNoRows) {
		return dossier.Document{}, false, nil
	}
	return doc, err == nil, border("The document was not looked for", err)
}

// Revision reads one state of a document's text; with the bytes as they came where withRaw says so. It reads those
// of deleted documents too: evidence that was cited stays readable. Text and bytes are compared with their hashes, since
// a flipped bit need not break the database: ErrDamaged where they are not the ones that were stored. What was read comes
// along then, for a rescue.
func (d *Dossier) Revision(ctx context.Context, id dossier.ID, withRaw bool) (dossier.Revision, error) {
	const op = "The text was not read"
	r := dossier.Revision{ID: id}
	var textHash, rawHash, deflated []byte
	var flags string
	column := "NULL"
	if withRaw {
		column = "w.deflated"
	}
	err := d.read.QueryRowContext(ctx, `SELECT d.uid, r.number, r.text, r.norm, r.sha256, r.encoding, r.flags, w.size, w.sha256, `+column+`
		FROM revision r JOIN document d ON d.id = r.document_id JOIN revision_raw w ON w.revision_id = r.id WHERE r.uid = ?`, id[:]).
		Scan(&r.DocumentID, &r.Number, &r.Text, &r.Norm, &textHash, &r.Encoding, &flags, &r.RawSize, &rawHash, &deflated)
	if errors.Is(err, sql.ErrNoRows) {
		return r, refuse(ErrNotFound, "The text is not in this dossier.")
	}
	if err != nil {
		return r, border(op, err)
	}
	copy(r.SHA256[:], textHash)
	copy(r.RawSHA256[:], rawHash)
	if sum := sha256.Sum256([]byte(r.Text)); string(sum[:]) != string(textHash) {
		return r, refuse(ErrDamaged, "%s: the file is damaged, and this text is not the one that was stored. Keep the file, and restore the newest good backup beside it.", op)
	}
	if err := json.Unmarshal([]byte(flags), &r.Flags); err != nil {
		return r, border(op, err)
	}
	if withRaw {
		if r.Raw, err = inflate(deflated, r.RawSize); err != nil {
			return r, &Error{op + ": the pasted bytes are damaged. Restore the newest good backup.", ErrDamaged, err}
		}
		if sum := sha256.Sum256(r.Raw); string(sum[:]) != string(rawHash) {
			return r, refuse(ErrDamaged, "%s: the pasted bytes are damaged. Restore the newest good backup.", op)
		}
	}
	return r, nil
}

func inflate(deflated []byte, size int) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(deflated)), int64(size)+1))
	if err == nil && len(raw) != size {
		err = io.ErrUnexpectedEOF
	}
	return raw, err
}
