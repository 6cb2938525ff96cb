package app

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"parley/dossier"
	"parley/storage"
)

// Batch is coding from a file: parties and issues to add, and what statements mean for them.
type Batch struct {
	Parties []BatchParty `json:"parties"`
	Issues  []BatchIssue `json:"issues"`
	Codes   []BatchCode  `json:"codes"`
}

// BatchParty is a party to add, with the names of those who speak for it.
type BatchParty struct {
	Name   string   `json:"name"`
	Abbrev string   `json:"abbrev"` // one or two letters; empty: chosen
	Actors []string `json:"actors"`
}

// BatchIssue is an issue to add.
type BatchIssue struct {
	Name       string `json:"name"`
	Definition string `json:"definition"`
}

// BatchCode codes one statement: found by its number, or by words of it (and the document's title, where the same
// words stand in several).
type BatchCode struct {
	Statement int    `json:"statement"`
	Document  string `json:"document"`
	Quote     string `json:"quote"`
	Party     string `json:"party"`
	Issue     string `json:"issue"`
	Stance    string `json:"stance"`
	Reason    string `json:"reason"`
}

// ReadBatch reads coding as JSON (an object of parties, issues and codes, or a list of codes) or as CSV with a head
// line that names the columns statement, document, quote, party, issue, stance, reason.
func ReadBatch(r io.Reader, format string) (Batch, error) {
	all, err := io.ReadAll(r)
	if err != nil {
		return Batch{}, err
	}
	text := strings.TrimPrefix(string(all), "\ufeff")
	if format == "csv" {
		return readCSV(text)
	}
	var b Batch
	if strings.HasPrefix(strings.TrimSpace(text), "[") {
		err = json.Unmarshal([]byte(text), &b.Codes)
	} else {
		err = json.Unmarshal([]byte(text), &b)
	}
	if err != nil {
		return b, fmt.Errorf("the coding file is not the JSON that is expected: %w", err)
	}
	return b, nil
}

func readCSV(text string) (Batch, error) {
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		return Batch{}, fmt.Errorf("the coding file is not CSV: %w", err)
	}
	if len(rows) == 0 {
		return Batch{}, errors.New("the coding file is empty")
	}
	column := map[string]int{}
	for i, name := range rows[0] {
		column[strings.ToLower(strings.TrimSpace(name))] = i
	}
	if _, ok := column["issue"]; !ok {
		return Batch{}, errors.New("the first line of the coding file must name its columns: statement or quote, issue, stance")
	}
	var b Batch
	for n, row := range rows[1:] {
		get := func(name string) string {
			if i, ok := column[name]; ok && i < len(row) {
				return strings.TrimSpace(row[i])
			}
			return ""
		}
		c := BatchCode{Document: get("document"), Quote: get("quote"), Party: get("party"), Issue: get("issue"),
			Stance: get("stance"), Reason: get("reason")}
		if s := get("statement"); s != "" {
			if _, err := fmt.Sscanf(s, "%d", &c.Statement); err != nil {
				return b, fmt.Errorf("line %d of the coding file: %q is not the number of a statement", n+2, s)
			}
		}
		b.Codes = append(b.Codes, c)
	}
	return b, nil
}

// CodeResult tells what a batch did.
type CodeResult struct {
	Parties, Issues, Coded int // parties that are new, issues that were coded on
	NewIssues              int
}

// Code does a batch as one action, all of it or, with the list of what does not fit, nothing.
func (w *Workbench) Code(ctx context.Context, b Batch) (r CodeResult, err error) {
	err = w.with(func(d *storage.Dossier) error {
		all, err := d.Statements(ctx, storage.StatementFilter{Statuses: []dossier.Status{dossier.Proposed, dossier.Accepted}})
		if err != nil {
			return err
		}
		known, err := d.Parties(ctx)
		if err != nil {
			return err
		}
		docs, _, err := d.Documents(ctx, dossier.DocumentFilter{})
		if err != nil {
			return err
		}
		found, err := locate(b.Codes, all, docs)
		if err != nil {
			return err
		}
		before, err := d.Issues(ctx)
		if err != nil {
			return err
		}
		name := fmt.Sprintf("Code %s from a file", names("statement", make([]int, len(b.Codes))))
		if err := w.changeIn(ctx, d, name, Event{Kind: Elsewhere}, func(tx *storage.Tx) error {
			return apply(tx, b, known, found, &r)
		}); err != nil {
			return err
		}
		after, err := d.Issues(ctx)
		r.NewIssues = len(after) - len(before)
		return err
	})
	return r, err
}

// mostProblems is how many codes that do not fit are named.
const mostProblems = 25

// locate finds the statement of each code, or says of all that cannot be found what is wrong.
func locate(codes []BatchCode, all []dossier.Statement, docs []dossier.Document) ([]dossier.Statement, error) {
	byNumber := map[int]dossier.Statement{}
	for _, s := range all {
		byNumber[s.Number] = s
	}
	titles := map[dossier.ID]string{}
	for _, d := range docs {
		titles[d.ID] = d.Title
	}
	var found []dossier.Statement
	var problems []error
	for i, c := range codes {
		if _, err := ParseStance(c.Stance); err != nil {
			problems = append(problems, fmt.Errorf("code %d: %w", i+1, err))
		}
		if strings.TrimSpace(c.Issue) == "" {
			problems = append(problems, fmt.Errorf("code %d names no issue", i+1))
		}
		if c.Statement > 0 {
			s, ok := byNumber[c.Statement]
			if !ok {
				problems = append(problems, fmt.Errorf("code %d: there is no statement %d", i+1, c.Statement))
			}
			found = append(found, s)
			continue
		}
		best, n := match(c, all, titles)
		switch {
		case n == 0:
			problems = append(problems, fmt.Errorf("code %d: no statement holds “%s”", i+1, shorten(c.Quote, 60)))
		case n > 1:
			problems = append(problems, fmt.Errorf("code %d: %d documents hold “%s”; name the document", i+1, n, shorten(c.Quote, 60)))
		}
		found = append(found, best)
	}
	if n := len(problems); n > 0 {
		if n > mostProblems {
			problems = append(problems[:mostProblems], fmt.Errorf("and %d more", n-mostProblems))
		}
		return nil, fmt.Errorf("nothing was coded:\n%w", errors.Join(problems...))
	}
	return found, nil
}

// match finds the shortest statement that holds the words of a code, and in how many documents there is one.
func match(c BatchCode, all []dossier.Statement, titles map[dossier.ID]string) (best dossier.Statement, documents int) {
	words := strings.Trim(strings.TrimSpace(c.Quote), "“”\"«»„")
	if words == "" {
		return best, 0
	}
	seen := map[dossier.ID]bool{}
	for _, s := range all {
		if c.Document != "" && titles[s.DocumentID] != c.Document {
			continue
		}
		if !strings.Contains(s.Passage.Exact, words) {
			continue
		}
		if !seen[s.DocumentID] {
			seen[s.DocumentID] = true
			documents++
		}
		if best.ID == dossier.None || len(s.Passage.Exact) < len(best.Passage.Exact) {
			best = s
		}
	}
	return best, documents
}

// ParseStance reads a stance by its word or its key; empty is "not yet set".
func ParseStance(s string) (dossier.Stance, error) {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "supports", "support", "+":
		return dossier.Supports, nil
	case "conditional", "~":
		return dossier.Conditional, nil
	case "opposes", "oppose", "-", "−":
		return dossier.Opposes, nil
	case "ambiguous", "?":
		return dossier.Ambiguous, nil
	case "":
		return dossier.StanceNone, nil
	}
	return "", fmt.Errorf("%q is not a stance: write supports, conditional, opposes or ambiguous", s)
}

func apply(tx *storage.Tx, b Batch, known []dossier.Party, found []dossier.Statement, r *CodeResult) error {
	parties := map[string]dossier.ID{}
	for _, p := range known {
		parties[strings.ToLower(p.Name)] = p.ID
	}
	addParty := func(p BatchParty) error {
		added, err := tx.AddParty(p.Name, p.Abbrev, p.Actors)
		if err == nil && parties[strings.ToLower(p.Name)] == dossier.None {
			parties[strings.ToLower(p.Name)] = added.ID
			r.Parties++
		}
		return err
	}
	for _, p := range b.Parties {
		if err := addParty(p); err != nil {
			return err
		}
	}
	issues := map[string]dossier.ID{}
	addIssue := func(name, definition string) (dossier.ID, error) {
		if id, ok := issues[strings.ToLower(name)]; ok {
			return id, nil
		}
		i, err := tx.AddIssue(dossier.Issue{Name: name, Definition: definition})
		issues[strings.ToLower(name)] = i.ID
		return i.ID, err
	}
	for _, i := range b.Issues {
		if _, err := addIssue(i.Name, i.Definition); err != nil {
			return err
		}
	}
	for i, c := range b.Codes {
		s := found[i]
		if s.Status != dossier.Accepted {
			if err := tx.SetStatus([]dossier.ID{s.ID}, dossier.Accepted); err != nil {
				return err
			}
		}
		if c.Party != "" {
			if parties[strings.ToLower(c.Party)] == dossier.None {
				if err := addParty(BatchParty{Name: c.Party}); err != nil {
					return err
				}
			}
			if err := tx.SetParty([]dossier.ID{s.ID}, parties[strings.ToLower(c.Party)]); err != nil {
				return err
			}
		}
		issue, err := addIssue(strings.TrimSpace(c.Issue), "")
		if err != nil {
			return err
		}
		stance, _ := ParseStance(c.Stance) // checked by locate
		if err := tx.SetCoding(dossier.Coding{StatementID: s.ID, IssueID: issue, Stance: stance, Reason: c.Reason}); err != nil {
			return err
		}
		r.Coded++
	}
	r.Issues = len(issues)
	return nil
}
