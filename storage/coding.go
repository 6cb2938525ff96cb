package storage

import (
	"slices"

	"parley/dossier"
)

// SetCoding records an analyst's reading of a statement on an issue, or changes the one that the analyst gave before.
// An empty Analyst is the one of the session; an empty CodedAt is now. The stance may be StanceNone.
func (tx *Tx) SetCoding(c dossier.Coding) error {
	if !slices.Contains([]dossier.Stance{dossier.Supports, dossier.Conditional, dossier.Opposes, dossier.Ambiguous, dossier.StanceNone}, c.Stance) {
		return refuse(ErrInvalid, "The reading was not kept: %q is no stance.", c.Stance)
	}
	statement, err := tx.find("statement", "statement", c.StatementID)
	if err != nil {
		return err
	}
	issue, err := tx.find("issue", "issue", c.IssueID)
	if err != nil {
		return err
	}
	analyst := tx.analyst
	if name := tidy(c.Analyst); name != "" {
		if analyst, err = tx.analystID(name); err != nil {
			return err
		}
	}
	var had []int64
	reading := [3]int64{statement, issue, analyst}
	if !tx.fresh[statement] || tx.read[reading] { // nobody can have read a statement that was made just now
		had, err = tx.ids("SELECT id FROM coding WHERE statement_id = ? AND issue_id = ? AND analyst_id = ?", statement, issue, analyst)
		if err != nil {
			return err
		}
	}
	tx.read[reading] = true
	f := fields{"stance": c.Stance, "reason": c.Reason}
	at := tx.now
	if !c.CodedAt.IsZero() {
		at = millis(c.CodedAt)
	}
	if len(had) == 0 {
		if c.ID == dossier.None {
			c.ID = dossier.NewID()
		}
		f["statement_id"], f["issue_id"], f["analyst_id"], f["coded_at"] = statement, issue, analyst, at
		_, err = tx.insert("coding", c.ID, f)
		return err
	}
	f["deleted_at"] = nil
	_, now, err := tx.row("coding", "id", had[0], f)
	if err != nil {
		return err
	}
	if now["stance"] == string(c.Stance) && now["reason"] == clean(c.Reason) && now["deleted_at"] == nil {
		return nil // the same reading again is no new one
	}
	f["coded_at"] = at
	return tx.update("coding", had[0], f)
}

// RemoveCoding takes an issue off a statement: the reading of every analyst, so that what is removed is gone from
// the card. Undo brings them back.
func (tx *Tx) RemoveCoding(statement, issue dossier.ID) error {
	s, err := tx.find("statement", "statement", statement)
	if err != nil {
		return err
	}
	i, err := tx.find("issue", "issue", issue)
	if err != nil {
		return err
	}
	codings, err := tx.ids("SELECT id FROM coding WHERE statement_id = ? AND issue_id = ? AND deleted_at IS NULL", s, i)
	if err != nil {
		return err
	}
	if len(codings) == 0 {
		return refuse(ErrNotFound, "Nothing was removed: the statement is not coded on this issue.")
	}
	for _, c := range codings {
		if err := tx.remove("coding", c); err != nil {
			return err
		}
	}
	return nil
}
