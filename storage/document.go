package storage

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/json"
	"io"
	"strings"
	"sync"
	"unicode/utf8"

	"parley/dossier"
)

// TextLimit is the longest text of one document, in bytes, and RawLimit the most bytes that one paste may bring with
// it: a marked-up page is many times its text.
const (
	TextLimit = 2 << 20
	RawLimit  = 32 << 20
)

// AddDocument adds a document with its first revision and the statements found in it. IDs that are None are filled,
// and so are the numbers, in the slice of statements too. The outlet is found by its name or made. A statement's
// actor is found by its name, else made as described in actors, else of no known kind; its party is the actor itself
// where it is one, else that of a membership valid on the day, else the one named; a named party that does not exist
// yet is kept as a candidate (Party with PartyID None). OuterID means a statement of the same slice. A passage whose
// words do not stand at their place is refused, and with it the whole.
func (tx *Tx) AddDocument(doc dossier.Document, rev dossier.Revision, statements []dossier.Statement, actors []dossier.Actor) (dossier.Document, error) {
	if err := checkText("The document was not added: ", &rev); err != nil {
		return doc, err
	}
	if doc.ID == dossier.None {
		doc.ID = dossier.NewID()
	}
	if doc.Retrieved.IsZero() {
		doc.Retrieved = fromMillis(tx.now)
	}
	f, err := tx.documentFields(&doc)
	if err != nil {
		return doc, err
	}
	if doc.Number, err = tx.nextNumber("document"); err != nil {
		return doc, err
	}
	f["number"], f["retrieved_at"] = doc.Number, millis(doc.Retrieved)
	id, err := tx.insert("document", doc.ID, f)
	if err != nil {
		return doc, err
	}
	revision, err := tx.addText(id, 1, rev)
	if err != nil {
		return doc, err
	}
	doc.Revision = rev.ID
	page := page{document: id, revision: revision, text: []rune(rev.Text), published: doc.Published, doc: doc.ID, rev: rev.ID}
	if err := tx.addStatements(page, statements, actors); err != nil {
		return doc, err
	}
	doc.Statements, doc.Undecided = 0, 0
	for i := range statements {
		if statements[i].Status != dossier.Rejected {
			doc.Statements++
		}
		if statements[i].Status == dossier.Proposed {
			doc.Undecided++
		}
	}
	return doc, nil
}

// addText adds a text that was checked to a document, as its revision of that number, with the bytes as they came.
func (tx *Tx) addText(document int64, number int, rev dossier.Revision) (int64, error) {
	deflated, err := deflate(rev.Raw)
	if err != nil {
		return 0, err
	}
	flags, err := json.Marshal(append([]string{}, rev.Flags...))
	if err != nil {
		return 0, err
	}
	id, err := tx.insert("revision", rev.ID, fields{"document_id": document, "number": number, "text": rev.Text, "sha256": rev.SHA256,
		"norm": rev.Norm, "encoding": rev.Encoding, "flags": string(flags)})
	if err != nil {
		return 0, err
	}
	// The pasted bytes have no life of their own: they are there when their revision is.
	if _, err := tx.tx.ExecContext(tx.ctx, "INSERT INTO revision_raw (revision_id, deflated, size, sha256) VALUES (?, ?, ?, ?)",
		id, deflated, len(rev.Raw), rev.RawSHA256[:]); err != nil {
		return 0, err
	}
	return id, tx.trace(id, rev.Text)
}

// checkText checks a text and its bytes, and fills its ID and the hashes; those given must be right. not begins the
// sentence that refuses it.
func checkText(not string, rev *dossier.Revision) error {
	if rev.ID == dossier.None {
		rev.ID = dossier.NewID()
	}
	switch {
	case strings.TrimSpace(rev.Text) == "":
		return refuse(ErrInvalid, "%sit has no text.", not)
	case len(rev.Text) > TextLimit:
		return refuse(ErrInvalid, "%sits text has %.1f MB, and a document may have 2 MB. Split it into parts, then add each.", not, float64(len(rev.Text))/(1<<20))
	case !utf8.ValidString(rev.Text) || strings.ContainsRune(rev.Text, 0):
		return refuse(ErrInvalid, "%sits text holds bytes that are no characters. Read it again with its right encoding.", not)
	case len(rev.Raw) > RawLimit:
		return refuse(ErrInvalid, "%swhat was pasted has %.1f MB, and at most 32 MB are kept. Paste the text alone.", not, float64(len(rev.Raw))/(1<<20))
	}
	if len(rev.Raw) == 0 {
		rev.Raw = []byte(rev.Text)
	}
	var none [32]byte
	for _, h := range []struct {
		given *[32]byte
		right [32]byte
	}{{&rev.SHA256, sha256.Sum256([]byte(rev.Text))}, {&rev.RawSHA256, sha256.Sum256(rev.Raw)}} {
		if *h.given != none && *h.given != h.right {
			return refuse(ErrInvalid, "%sits text is not the one that was hashed. Paste it again.", not)
		}
		*h.given = h.right
	}
	return nil
}

// deflaters are kept for use again: making one takes as long as a page of text does.
var deflaters = sync.Pool{New: func() any {
	w, err := flate.NewWriter(io.Discard, flate.DefaultCompression)
	if err != nil {
		panic(err) // only an unknown level is refused
	}
	return w
}}

func deflate(raw []byte) ([]byte, error) {
	var b bytes.Buffer
	w := deflaters.Get().(*flate.Writer)
	defer deflaters.Put(w)
	w.Reset(&b)
	if _, err := w.Write(raw); err != nil {
		return nil, err
	}
	err := w.Close()
	return b.Bytes(), err
}

// documentFields checks and gives the columns of the facts that may be changed.
func (tx *Tx) documentFields(doc *dossier.Document) (fields, error) {
	if doc.State == "" {
		doc.State = dossier.DocumentNew
	}
	if doc.State != dossier.DocumentNew && doc.State != dossier.DocumentWork && doc.State != dossier.DocumentDone {
		return nil, refuse(ErrInvalid, "The document was not kept: %q is no state of a document.", doc.State)
	}
	if err := checkDate("date of publication", doc.Published); err != nil {
		return nil, err
	}
	if doc.Lang == "" {
		doc.Lang = "und"
	}
	var outlet any
	doc.Outlet = tidy(doc.Outlet)
	if id, err := tx.named(doc.OutletID, doc.Outlet, "outlet"); err != nil {
		return nil, err
	} else if id != nil {
		outlet = id
	} else if doc.Outlet != "" {
		id, err := tx.actor(doc.Outlet, dossier.ActorOutlet, nil)
		if err != nil {
			return nil, err
		}
		outlet = id
		if err := tx.becomeOutlet(id); err != nil {
			return nil, err
		}
	}
	doc.OutletID, doc.Outlet = dossier.None, ""
	if outlet != nil {
		if err := tx.tx.QueryRowContext(tx.ctx, "SELECT uid, name FROM actor WHERE id = ?", outlet).Scan(&doc.OutletID, &doc.Outlet); err != nil {
			return nil, err
		}
	}
	return fields{"outlet_id": outlet, "title": doc.Title, "author": doc.Author, "url": doc.URL, "lang": doc.Lang,
		"published": doc.Published.String(), "published_key": dateKey(doc.Published), "marking": doc.Marking,
		"grade": doc.Grade, "wire": doc.Wire, "state": doc.State}, nil
}

// becomeOutlet says of an actor of which nothing is known that it is an outlet.
func (tx *Tx) becomeOutlet(id int64) error {
	_, now, err := tx.row("actor", "id", id, fields{"kind": nil})
	if err != nil || now["kind"] != string(dossier.ActorOther) {
		return err
	}
	return tx.update("actor", id, fields{"kind": dossier.ActorOutlet})
}

// named gives the row of an actor by its ID, as long as the name beside it is empty or one of its names; else nil:
// then the name was changed and it decides.
func (tx *Tx) named(uid dossier.ID, name, what string) (any, error) {
	if uid == dossier.None {
		return nil, nil
	}
	id, err := tx.find("actor", what, uid)
	if err != nil || name == "" {
		return id, err
	}
	folded := foldName(name)
	is, err := tx.ids(`SELECT 1 FROM actor WHERE id = ?1 AND folded = ?2
		UNION SELECT 1 FROM actor_name WHERE actor_id = ?1 AND folded = ?2 AND deleted_at IS NULL`, id, folded)
	if err != nil || len(is) == 0 {
		return nil, err
	}
	return id, nil
}

// UpdateDocument changes a document's facts and its state. Its text never changes. Where Outlet is not a name of
// OutletID, the name decides.
func (tx *Tx) UpdateDocument(doc dossier.Document) error {
	id, err := tx.find("document", "document", doc.ID)
	if err != nil {
		return err
	}
	f, err := tx.documentFields(&doc)
	if err != nil {
		return err
	}
	return tx.update("document", id, f)
}

// DeleteDocuments marks documents and their statements as deleted; undo brings them back.
func (tx *Tx) DeleteDocuments(ids []dossier.ID) error {
	for _, uid := range ids {
		id, err := tx.find("document", "document", uid)
		if err != nil {
			return err
		}
		statements, err := tx.ids("SELECT id FROM statement WHERE document_id = ? AND deleted_at IS NULL ORDER BY id", id)
		if err != nil {
			return err
		}
		for _, s := range statements {
			if err := tx.remove("statement", s); err != nil {
				return err
			}
		}
		if err := tx.remove("document", id); err != nil {
			return err
		}
	}
	return nil
}
