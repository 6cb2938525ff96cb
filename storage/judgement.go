package storage

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"

	"parley/dossier"
)

// Judge remembers what the analyst made of a contrast: for its two statements, its rule and its issue. Undecided takes
// an earlier word back.
func (tx *Tx) Judge(c dossier.Contrast, v dossier.Verdict) error {
	from, err := tx.find("statement", "earlier statement", c.Earlier.StatementID)
	if err != nil {
		return err
	}
	to, err := tx.find("statement", "later statement", c.Later.StatementID)
	if err != nil {
		return err
	}
	issue, err := tx.find("issue", "issue", c.Later.IssueID)
	if err != nil {
		return err
	}
	had, err := tx.ids("SELECT id FROM verdict WHERE from_id = ? AND to_id = ? AND issue_id = ? AND rule = ? AND deleted_at IS NULL", from, to, issue, string(c.Rule))
	if err != nil {
		return err
	}
	switch v.Kind {
	case dossier.Undecided:
		if len(had) == 0 {
			return nil
		}
		return tx.remove("verdict", had[0])
	case dossier.Confirmed, dossier.Explained, dossier.Dismissed:
	default:
		return refuse(ErrInvalid, "The verdict was not kept: %q is none.", v.Kind)
	}
	if v.Reason = strings.TrimSpace(v.Reason); v.Reason == "" && v.Kind != dossier.Confirmed {
		return refuse(ErrInvalid, "The verdict was not kept: what is explained or dismissed needs a reason.")
	}
	f := fields{"verdict": v.Kind, "reason": v.Reason, "analyst_id": tx.analyst, "decided_at": tx.now}
	if len(had) > 0 {
		_, now, err := tx.row("verdict", "id", had[0], fields{"verdict": nil, "reason": nil})
		if err != nil || now["verdict"] == string(v.Kind) && now["reason"] == clean(v.Reason) {
			return err
		}
		return tx.update("verdict", had[0], f)
	}
	f["rule"], f["from_id"], f["to_id"], f["issue_id"] = c.Rule, from, to, issue
	_, err = tx.insert("verdict", dossier.NewID(), f)
	return err
}

// Judged is a verdict with what it is about.
type Judged struct {
	Rule     dossier.ContrastRule
	From, To dossier.ID // statements
	Issue    dossier.ID
	dossier.Verdict
}

// Verdicts lists what analysts made of contrasts.
func (d *Dossier) Verdicts(ctx context.Context) ([]Judged, error) {
	var list []Judged
	err := d.each(ctx, `SELECT v.rule, f.uid, t.uid, i.uid, v.verdict, v.reason, n.name, v.decided_at FROM verdict v JOIN statement f ON f.id = v.from_id
		JOIN statement t ON t.id = v.to_id JOIN issue i ON i.id = v.issue_id JOIN analyst n ON n.id = v.analyst_id WHERE v.deleted_at IS NULL ORDER BY v.id`, func(row scanner) error {
		var j Judged
		var at int64
		err := row.Scan(&j.Rule, &j.From, &j.To, &j.Issue, &j.Kind, &j.Reason, &j.Analyst, &at)
		j.At = fromMillis(at)
		list = append(list, j)
		return err
	})
	return list, border("The verdicts were not read", err)
}

// Write keeps an analyst's sentence. There is one of each kind for an issue and its parties: it is replaced. One without
// words is taken away.
func (tx *Tx) Write(s dossier.Sentence) error {
	issue, err := tx.find("issue", "issue", s.IssueID)
	if err != nil {
		return err
	}
	if !slices.Contains([]dossier.SentenceKind{dossier.PositionSummary, dossier.CommonGround, dossier.Difference, dossier.NotSaid}, s.Kind) {
		return refuse(ErrInvalid, "The sentence was not kept: %q is no kind of sentence.", s.Kind)
	}
	if !slices.Contains([]dossier.Confidence{dossier.ConfidenceNone, dossier.LowConfidence, dossier.MediumConfidence, dossier.HighConfidence}, s.Confidence) {
		return refuse(ErrInvalid, "The sentence was not kept: %q is no confidence.", s.Confidence)
	}
	if len(s.Parties) == 0 {
		return refuse(ErrInvalid, "The sentence was not kept: it is about nobody.")
	}
	parties, err := json.Marshal(hexSorted(s.Parties))
	if err != nil {
		return err
	}
	rests, err := json.Marshal(hexSorted(s.Rests))
	if err != nil {
		return err
	}
	had, err := tx.ids("SELECT id FROM sentence WHERE issue_id = ? AND kind = ? AND parties = ? AND deleted_at IS NULL ORDER BY id DESC", issue, string(s.Kind), string(parties))
	if err != nil {
		return err
	}
	s.Body = strings.TrimSpace(clean(s.Body))
	if s.Body == "" {
		if len(had) == 0 {
			return nil
		}
		return tx.remove("sentence", had[0])
	}
	f := fields{"body": s.Body, "confidence": s.Confidence, "rests": string(rests)}
	if len(had) > 0 {
		_, now, err := tx.row("sentence", "id", had[0], f)
		if err != nil || now["body"] == s.Body && now["confidence"] == string(s.Confidence) && now["rests"] == string(rests) {
			return err
		}
	}
	f["analyst_id"], f["written_at"] = tx.analyst, tx.now
	if len(had) > 0 {
		return tx.update("sentence", had[0], f)
	}
	if s.ID == dossier.None {
		s.ID = dossier.NewID()
	}
	f["issue_id"], f["kind"], f["parties"] = issue, s.Kind, string(parties)
	_, err = tx.insert("sentence", s.ID, f)
	return err
}

// Sentences lists the analysts' sentences on an issue, or with None on all, in the order of the issues.
func (d *Dossier) Sentences(ctx context.Context, issue dossier.ID) ([]dossier.Sentence, error) {
	var list []dossier.Sentence
	err := d.each(ctx, `SELECT s.uid, s.kind, i.uid, s.parties, s.body, s.confidence, s.rests, n.name, s.written_at FROM sentence s
		JOIN issue i ON i.id = s.issue_id JOIN analyst n ON n.id = s.analyst_id
		WHERE s.deleted_at IS NULL AND i.deleted_at IS NULL AND (?1 OR i.uid = ?2) ORDER BY i.place, s.id`, func(row scanner) error {
		var s dossier.Sentence
		var parties, rests string
		var at int64
		err := row.Scan(&s.ID, &s.Kind, &s.IssueID, &parties, &s.Body, &s.Confidence, &rests, &s.Analyst, &at)
		if err == nil {
			s.Parties, err = readUIDs(parties)
		}
		if err == nil {
			s.Rests, err = readUIDs(rests)
		}
		s.Written = fromMillis(at)
		list = append(list, s)
		return err
	}, issue == dossier.None, issue[:])
	return list, border("The sentences were not read", err)
}

// moveSentences makes what is said of one party said of another one.
func (tx *Tx) moveSentences(to, from int64) error {
	var uids [2]dossier.ID
	for i, id := range []int64{to, from} {
		if err := tx.tx.QueryRowContext(tx.ctx, "SELECT uid FROM actor WHERE id = ?", id).Scan(&uids[i]); err != nil {
			return err
		}
	}
	rows, err := tx.ids("SELECT id FROM sentence WHERE deleted_at IS NULL AND instr(parties, ?) > 0", hex.EncodeToString(uids[1][:]))
	if err != nil {
		return err
	}
	for _, id := range rows {
		_, now, err := tx.row("sentence", "id", id, fields{"parties": nil})
		if err != nil {
			return err
		}
		parties, err := readUIDs(now["parties"].(string))
		if err != nil {
			return err
		}
		parties = slices.DeleteFunc(parties, func(p dossier.ID) bool { return p == uids[1] || p == uids[0] })
		list, err := json.Marshal(hexSorted(append(parties, uids[0])))
		if err != nil {
			return err
		}
		if err := tx.update("sentence", id, fields{"parties": string(list)}); err != nil {
			return err
		}
	}
	return tx.onlyNewest()
}

// onlyNewest leaves, after a merge, the newest of sentences that have come to take one place, and of verdicts on one pair.
func (tx *Tx) onlyNewest() error {
	for table, same := range map[string]string{
		"sentence": "o.issue_id = t.issue_id AND o.kind = t.kind AND o.parties = t.parties AND (o.written_at > t.written_at OR o.written_at = t.written_at AND o.id > t.id)",
		"verdict":  "o.rule = t.rule AND o.from_id = t.from_id AND o.to_id = t.to_id AND o.issue_id = t.issue_id AND (o.decided_at > t.decided_at OR o.decided_at = t.decided_at AND o.id > t.id)"} {
		older, err := tx.ids("SELECT t.id FROM " + table + " t WHERE t.deleted_at IS NULL AND EXISTS (SELECT 1 FROM " + table + " o WHERE o.deleted_at IS NULL AND " + same + ") ORDER BY t.id")
		if err != nil {
			return err
		}
		for _, id := range older {
			if err := tx.remove(table, id); err != nil {
				return err
			}
		}
	}
	return nil
}

func hexSorted(ids []dossier.ID) []string {
	list := make([]string, 0, len(ids))
	for _, id := range ids {
		list = append(list, hex.EncodeToString(id[:]))
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func readUIDs(list string) (ids []dossier.ID, err error) {
	var words []string
	if err := json.Unmarshal([]byte(list), &words); err != nil {
		return nil, err
	}
	for _, w := range words {
		b, err := hex.DecodeString(w)
		if err != nil || len(b) != len(dossier.None) {
			continue // not written by this program: Check says so
		}
		ids = append(ids, dossier.ID(b))
	}
	return ids, nil
}

// SaveView keeps a view of the positions under its name; one of that name is replaced.
func (tx *Tx) SaveView(v dossier.View) error {
	if v.Name = tidy(v.Name); v.Name == "" {
		return refuse(ErrInvalid, "The view was not kept: it needs a name.")
	}
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	had, err := tx.ids("SELECT id FROM saved_view WHERE folded = ? AND deleted_at IS NULL", foldName(v.Name))
	if err != nil {
		return err
	}
	f := fields{"name": v.Name, "folded": foldName(v.Name), "body": string(body)}
	if len(had) > 0 {
		return tx.update("saved_view", had[0], f)
	}
	if v.ID == dossier.None {
		v.ID = dossier.NewID()
	}
	_, err = tx.insert("saved_view", v.ID, f)
	return err
}

// DeleteView forgets a view.
func (tx *Tx) DeleteView(id dossier.ID) error {
	row, err := tx.find("saved_view", "view", id)
	if err != nil {
		return err
	}
	return tx.remove("saved_view", row)
}

// Views lists the views by name.
func (d *Dossier) Views(ctx context.Context) ([]dossier.View, error) {
	var list []dossier.View
	err := d.each(ctx, "SELECT uid, name, body FROM saved_view WHERE deleted_at IS NULL ORDER BY folded", func(row scanner) error {
		var v dossier.View
		var id dossier.ID
		var name, body string
		if err := row.Scan(&id, &name, &body); err != nil {
			return err
		}
		err := json.Unmarshal([]byte(body), &v)
		v.ID, v.Name = id, name
		list = append(list, v)
		return err
	})
	return list, border("The saved views were not read", err)
}
