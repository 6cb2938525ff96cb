package storage

import (
	"bytes"
	"compress/flate"
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"parley/dossier"
)

// AddDocument stores a document with its text, its bytes as they came and its proposals. Identities that are zero are
// made. Actors and outlet are found by name or alias, or made; each statement gets the party that its speaker is, is a
// member of, or is said to speak for, where that is a party of this dossier. It refuses a passage that does not stand
// in the text.
func (tx *Tx) AddDocument(doc dossier.Document, rev dossier.Revision, statements []dossier.Statement, actors []dossier.Actor) (dossier.Document, error) {
	if err := checkText(rev); err != nil {
		return doc, err
	}
	// The outlet first, under the name that the analyst gave: the text may name it otherwise.
	outlet, err := tx.outlet(doc.Outlet)
	if err != nil {
		return doc, err
	}
	for _, a := range actors {
		if _, err := tx.actor(a.Name, a.Kind, a.Aliases); err != nil {
			return doc, err
		}
	}
	if doc.ID == dossier.None {
		doc.ID = dossier.NewID()
	}
	if doc.Retrieved.IsZero() {
		doc.Retrieved = tx.now
	}
	if doc.State == "" {
		doc.State = dossier.DocumentNew
	}
	row, err := tx.insert("document", doc.ID, append(documentColumns(doc), column{"outlet_id", outlet}, column{"retrieved_at", doc.Retrieved.UnixMilli()})...)
	if err != nil {
		return doc, err
	}
	if rev.ID == dossier.None {
		rev.ID = dossier.NewID()
	}
	revision, err := tx.addRevision(row, rev)
	if err != nil {
		return doc, err
	}
	doc.Number, doc.Revision = int(row), rev.ID
	text := []rune(rev.Text)
	for i := range statements {
		s := &statements[i]
		s.DocumentID, s.RevisionID = doc.ID, rev.ID
		if err := tx.addStatement(s, row, revision, doc.Published, text); err != nil {
			return doc, err
		}
		if s.Status == dossier.Proposed {
			doc.Undecided++
		}
		if s.Status != dossier.Rejected {
			doc.Statements++
		}
	}
	return doc, nil
}

func checkText(rev dossier.Revision) error {
	switch {
	case len(rev.Text) > TextLimit:
		return say(ErrInvalid, "This text has %.1f MB; a document holds up to %d MB. Split it and add the parts.", float64(len(rev.Text))/(1<<20), TextLimit>>20)
	case strings.TrimSpace(rev.Text) == "":
		return say(ErrInvalid, "There is no text here.")
	case !utf8.ValidString(rev.Text) || strings.ContainsRune(rev.Text, 0):
		return say(ErrInvalid, "The text was not normalised: it holds bytes that are no letters.")
	case rev.SHA256 != [32]byte{} && rev.SHA256 != sha256.Sum256([]byte(rev.Text)):
		return say(ErrInvalid, "The text is not the one that was hashed.")
	case rev.RawSHA256 != [32]byte{} && rev.RawSHA256 != sha256.Sum256(rev.Raw):
		return say(ErrInvalid, "The bytes are not those that were hashed.")
	}
	return nil
}

// documentColumns are the facts that an analyst can change.
func documentColumns(doc dossier.Document) []column {
	return []column{{"title", doc.Title}, {"author", doc.Author}, {"url", doc.URL}, {"lang", doc.Lang},
		{"published", doc.Published.String()}, {"published_sort", sortKey(doc.Published)},
		{"marking", doc.Marking}, {"grade", doc.Grade}, {"wire", doc.Wire}, {"state", string(doc.State)}}
}

// sortKey orders dates: milliseconds UTC, 0 where unknown.
func sortKey(d dossier.Date) int64 {
	if !d.Known() {
		return 0
	}
	return d.Time.UnixMilli()
}

func (tx *Tx) addRevision(document int64, rev dossier.Revision) (int64, error) {
	sha, rawSHA := sha256.Sum256([]byte(rev.Text)), sha256.Sum256(rev.Raw)
	res, err := tx.tx.ExecContext(tx.ctx, `INSERT INTO revision (uid, document_id, number, text, norm, sha256, encoding, flags, created_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`, rev.ID[:], document, max(1, rev.Number), rev.Text, rev.Norm, sha[:], rev.Encoding,
		strings.Join(rev.Flags, ","), tx.now.UnixMilli())
	if err != nil {
		return 0, err
	}
	row, err := res.LastInsertId()
	if err != nil {
		return 0, err
	}
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, flate.DefaultCompression)
	if err != nil {
		return 0, err
	}
	if _, err := w.Write(rev.Raw); err != nil {
		return 0, err
	}
	if err := w.Close(); err != nil {
		return 0, err
	}
	_, err = tx.tx.ExecContext(tx.ctx, `INSERT INTO revision_raw (revision_id, raw, raw_size, raw_sha256) VALUES (?, ?, ?, ?)`,
		row, packed.Bytes(), len(rev.Raw), rawSHA[:])
	return row, err
}

// UpdateDocument changes the facts and the state of a document, never its text. Statements whose day is not known take
// their place in time from the new day of publication.
func (tx *Tx) UpdateDocument(doc dossier.Document) error {
	row, err := tx.rowOf("document", doc.ID)
	if err != nil {
		return err
	}
	if strings.TrimSpace(doc.Title) == "" {
		return say(ErrInvalid, "Not changed: a document needs a title.")
	}
	outlet, err := tx.outlet(doc.Outlet)
	if err != nil {
		return err
	}
	if err := tx.update("document", row, append(documentColumns(doc), column{"outlet_id", outlet})...); err != nil {
		return err
	}
	rows, err := tx.ids(`SELECT id FROM statement WHERE document_id = ? AND said = '' AND deleted_at IS NULL AND said_sort <> ?`, row, sortKey(doc.Published))
	if err != nil {
		return err
	}
	for _, s := range rows {
		if err := tx.updateStatement(s, column{"said_sort", sortKey(doc.Published)}); err != nil {
			return err
		}
	}
	return nil
}

// DeleteDocuments hides documents with their statements and codings.
func (tx *Tx) DeleteDocuments(ids []dossier.ID) error {
	for _, id := range ids {
		row, err := tx.rowOf("document", id)
		if err != nil {
			return err
		}
		statements, err := tx.ids(`SELECT id FROM statement WHERE document_id = ? AND deleted_at IS NULL`, row)
		if err != nil {
			return err
		}
		for _, s := range statements {
			if err := tx.hideStatement(s); err != nil {
				return err
			}
		}
		if err := tx.hide("document", row); err != nil {
			return err
		}
	}
	return nil
}

// ids runs a query of one integer column.
func (tx *Tx) ids(query string, args ...any) ([]int64, error) {
	rows, err := tx.tx.QueryContext(tx.ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []int64
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		out = append(out, id)
	}
	return out, rows.Err()
}

const documentSelect = `SELECT d.id, d.uid, coalesce(a.uid, zeroblob(16)), coalesce(a.name, ''), d.title, d.author, d.url, d.lang,
	d.published, d.retrieved_at, d.marking, d.grade, d.wire, d.state,
	(SELECT uid FROM revision WHERE document_id = d.id ORDER BY number DESC LIMIT 1),
	(SELECT count(*) FROM statement s WHERE s.document_id = d.id AND s.deleted_at IS NULL AND s.status <> 'rejected'),
	(SELECT count(*) FROM statement s WHERE s.document_id = d.id AND s.deleted_at IS NULL AND s.status = 'proposed')
	FROM document d LEFT JOIN actor a ON a.id = d.outlet_id `

func scanDocument(scan func(...any) error) (doc dossier.Document, err error) {
	var id, outlet, revision []byte
	var published string
	var retrieved int64
	err = scan(&doc.Number, &id, &outlet, &doc.Outlet, &doc.Title, &doc.Author, &doc.URL, &doc.Lang, &published, &retrieved,
		&doc.Marking, &doc.Grade, &doc.Wire, (*string)(&doc.State), &revision, &doc.Statements, &doc.Undecided)
	if err != nil {
		return doc, err
	}
	copy(doc.ID[:], id)
	copy(doc.OutletID[:], outlet)
	copy(doc.Revision[:], revision)
	doc.Retrieved = time.UnixMilli(retrieved).UTC()
	doc.Published, err = dossier.ParseDate(published)
	return doc, err
}

// Documents lists documents, the newest published first, and tells how many match in all.
func (d *Dossier) Documents(ctx context.Context, f dossier.DocumentFilter) (docs []dossier.Document, total int, err error) {
	where, args := "WHERE d.deleted_at IS NULL", []any{}
	for _, word := range strings.Fields(f.Text) {
		where += ` AND (d.title LIKE ? ESCAPE '\' OR d.author LIKE ? ESCAPE '\' OR coalesce(a.name, '') LIKE ? ESCAPE '\')`
		like := "%" + strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(word) + "%"
		args = append(args, like, like, like)
	}
	if f.State != "" {
		where += " AND d.state = ?"
		args = append(args, string(f.State))
	}
	if f.Outlet != dossier.None {
		where += " AND a.uid = ?"
		args = append(args, f.Outlet[:])
	}
	err = d.read.QueryRowContext(ctx, `SELECT count(*) FROM document d LEFT JOIN actor a ON a.id = d.outlet_id `+where, args...).Scan(&total)
	if err != nil {
		return nil, 0, wrap("list documents", err)
	}
	limit := f.Limit
	if limit <= 0 {
		limit = -1
	}
	rows, err := d.read.QueryContext(ctx, documentSelect+where+` ORDER BY d.published_sort DESC, d.id DESC LIMIT ? OFFSET ?`, append(args, limit, f.Offset)...)
	if err != nil {
		return nil, 0, wrap("list documents", err)
	}
	defer rows.Close()
	for rows.Next() {
		doc, err := scanDocument(rows.Scan)
		if err != nil {
			return nil, 0, wrap("list documents", err)
		}
		docs = append(docs, doc)
	}
	return docs, total, wrap("list documents", rows.Err())
}

// Document loads the facts of one document.
func (d *Dossier) Document(ctx context.Context, id dossier.ID) (dossier.Document, error) {
	doc, err := scanDocument(d.read.QueryRowContext(ctx, documentSelect+`WHERE d.uid = ? AND d.deleted_at IS NULL`, id[:]).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return doc, say(ErrNotFound, "This document is not in the dossier any more.")
	}
	return doc, wrap("load the document", err)
}

// DocumentByText finds the document whose text has this hash.
func (d *Dossier) DocumentByText(ctx context.Context, sha [32]byte) (doc dossier.Document, found bool, err error) {
	doc, err = scanDocument(d.read.QueryRowContext(ctx, documentSelect+`WHERE d.deleted_at IS NULL AND d.id IN
		(SELECT document_id FROM revision WHERE sha256 = ?) LIMIT 1`, sha[:]).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return doc, false, nil
	}
	return doc, err == nil, wrap("look for the text", err)
}

// Revision loads a text, and the bytes as they came where asked for.
func (d *Dossier) Revision(ctx context.Context, id dossier.ID, withRaw bool) (rev dossier.Revision, err error) {
	var document, sha, rawSHA, packed []byte
	var flags string
	err = d.read.QueryRowContext(ctx, `SELECT d.uid, r.number, r.text, r.norm, r.sha256, r.encoding, r.flags, w.raw_size, w.raw_sha256,
		CASE WHEN ? THEN w.raw END FROM revision r JOIN document d ON d.id = r.document_id JOIN revision_raw w ON w.revision_id = r.id
		WHERE r.uid = ?`, withRaw, id[:]).Scan(&document, &rev.Number, &rev.Text, &rev.Norm, &sha, &rev.Encoding, &flags, &rev.RawSize, &rawSHA, &packed)
	if errors.Is(err, sql.ErrNoRows) {
		return rev, say(ErrNotFound, "This text is not in the dossier.")
	}
	if err != nil {
		return rev, wrap("load the text", err)
	}
	rev.ID = id
	copy(rev.DocumentID[:], document)
	copy(rev.SHA256[:], sha)
	copy(rev.RawSHA256[:], rawSHA)
	if flags != "" {
		rev.Flags = strings.Split(flags, ",")
	}
	if withRaw {
		rev.Raw, err = unpack(packed, rev.RawSize)
	}
	return rev, wrap("load the paste", err)
}

func unpack(packed []byte, size int) ([]byte, error) {
	raw := make([]byte, 0, size)
	buffer := bytes.NewBuffer(raw)
	if _, err := io.Copy(buffer, flate.NewReader(bytes.NewReader(packed))); err != nil {
		return nil, err
	}
	return buffer.Bytes(), nil
}
