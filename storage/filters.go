package storage

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"parley/dossier"
)

// resolve finds out what each filter of a query means. What nothing answers to is said in notes.
func (d *Dossier) resolve(ctx context.Context, filters []filter) (keys map[filter]meaning, notes []string, err error) {
	keys = map[filter]meaning{}
	for _, f := range filters {
		if _, done := keys[f]; done {
			continue
		}
		m, note, err := d.meaningOf(ctx, f)
		if err != nil {
			return nil, nil, err
		}
		if keys[f] = m; note != "" {
			notes = append(notes, note)
		}
	}
	return keys, notes, nil
}

var (
	onStatements = []string{"search_statement"}
	onBoth       = []string{"search_statement", "search_text"}
)

func (d *Dossier) meaningOf(ctx context.Context, f filter) (m meaning, note string, err error) {
	switch f.name {
	case "party":
		return d.namedKeys(ctx, f, keyParty, onStatements, "party", partyNames)
	case "speaker":
		return d.namedKeys(ctx, f, keySpeaker, onStatements, "speaker", actorNames)
	case "outlet":
		return d.namedKeys(ctx, f, keyOutlet, onBoth, "outlet", outletNames)
	case "tag":
		return d.namedKeys(ctx, f, keyTag, onBoth, "tag", "SELECT id, folded, '' FROM tag WHERE deleted_at IS NULL")
	case "issue":
		m, note, err = d.namedKeys(ctx, f, keyIssue, onStatements, "issue", "SELECT id, folded, letter FROM issue WHERE deleted_at IS NULL")
		if err == nil {
			err = d.withIssuesUnder(ctx, &m)
		}
		return m, note, err
	case "lang":
		return meaning{[]string{langKey(f.value)}, onBoth}, "", nil
	case "date":
		m.tables = onBoth
		m.keys, note = datesOf(f.value)
		return m, note, nil
	}
	m, note = wordKeys(f)
	return m, note, nil
}

// The names by which each kind of thing is found: its row, a folded name, and its letter.
const (
	partyNames = `SELECT p.id, a.folded, p.letter FROM party p JOIN actor a ON a.id = p.id WHERE p.deleted_at IS NULL
		UNION ALL SELECT p.id, n.folded, '' FROM party p JOIN actor_name n ON n.actor_id = p.id AND n.deleted_at IS NULL WHERE p.deleted_at IS NULL`
	actorNames = `SELECT id, folded, '' FROM actor WHERE deleted_at IS NULL
		UNION ALL SELECT actor_id, folded, '' FROM actor_name WHERE deleted_at IS NULL`
	outletNames = `SELECT id, folded, '' FROM actor WHERE deleted_at IS NULL AND kind = 'outlet'
		UNION ALL SELECT n.actor_id, n.folded, '' FROM actor_name n JOIN actor a ON a.id = n.actor_id WHERE n.deleted_at IS NULL AND a.deleted_at IS NULL AND a.kind = 'outlet'`
)

// namedKeys finds things by a name or a letter; where none is called so, by the beginning of a word in their names.
func (d *Dossier) namedKeys(ctx context.Context, f filter, kind string, tables []string, what, query string) (m meaning, note string, err error) {
	folded := foldName(f.value)
	var exact, begins []int64
	err = d.each(ctx, query, func(row scanner) error {
		var id int64
		var name, letter string
		if err := row.Scan(&id, &name, &letter); err != nil {
			return err
		}
		switch {
		case !f.prefix && (name == folded || letter != "" && strings.EqualFold(letter, f.value)):
			exact = append(exact, id)
		case strings.HasPrefix(name, folded) || strings.Contains(name, " "+folded):
			begins = append(begins, id)
		}
		return nil
	})
	if err != nil {
		return m, "", err
	}
	found := exact
	if len(exact) == 0 {
		found = begins
	}
	slices.Sort(found)
	m.tables = tables
	for _, id := range slices.Compact(found) {
		m.keys = append(m.keys, rowKey(kind, id))
	}
	if len(m.keys) == 0 {
		note = fmt.Sprintf("No %s is called “%s”.", what, f.value)
	}
	const most = 200 // a single letter with * may stand for thousands of names
	if len(m.keys) > most {
		m.keys = m.keys[:most]
		note = fmt.Sprintf("“%s” stands for more than %d names; %d of them were looked for. Write more of it.", f.value+"*", most, most)
	}
	return m, note, nil
}

// withIssuesUnder adds the issues that stand under those found.
func (d *Dossier) withIssuesUnder(ctx context.Context, m *meaning) error {
	if len(m.keys) == 0 {
		return nil
	}
	under := map[string][]string{}
	if err := d.each(ctx, "SELECT id, parent_id FROM issue WHERE deleted_at IS NULL AND parent_id IS NOT NULL", func(row scanner) error {
		var id, parent int64
		err := row.Scan(&id, &parent)
		under[rowKey(keyIssue, parent)] = append(under[rowKey(keyIssue, parent)], rowKey(keyIssue, id))
		return err
	}); err != nil {
		return err
	}
	for i := 0; i < len(m.keys); i++ {
		for _, k := range under[m.keys[i]] {
			if !slices.Contains(m.keys, k) {
				m.keys = append(m.keys, k)
			}
		}
	}
	return nil
}

// wordKeys are the facts that have a fixed set of words, of which the beginning is enough.
func wordKeys(f filter) (m meaning, note string) {
	type choice struct {
		word, key string
		tables    []string
	}
	var choices []choice
	add := func(kind string, tables []string, words ...string) {
		for _, w := range words {
			choices = append(choices, choice{w, kind + w, tables})
		}
	}
	switch f.name {
	case "stance":
		add(keyStance, onStatements, string(dossier.Supports), string(dossier.Conditional), string(dossier.Opposes), string(dossier.Ambiguous))
	case "kind":
		add(keyKind, onStatements, string(dossier.Direct), string(dossier.Indirect), string(dossier.Mixed))
	case "act":
		for _, a := range dossier.Acts {
			add(keyAct, onStatements, string(a))
		}
	case "status":
		add(keyStatus, onStatements, string(dossier.Proposed), string(dossier.Accepted), string(dossier.Rejected))
		add(keyState, []string{"search_text"}, string(dossier.DocumentNew), string(dossier.DocumentWork), string(dossier.DocumentDone))
	}
	value := strings.ToLower(strings.TrimSpace(f.value))
	if w, ok := map[string]string{"+": "supports", "~": "conditional", "-": "opposes", "−": "opposes", "?": "ambiguous"}[value]; ok && f.name == "stance" {
		value = w
	}
	var words []string
	for _, c := range choices {
		words = append(words, c.word)
		if strings.HasPrefix(c.word, value) {
			return meaning{[]string{c.key}, c.tables}, ""
		}
	}
	return m, fmt.Sprintf("“%s” is no %s: write %s or %s.", f.value, f.name, strings.Join(words[:len(words)-1], ", "), words[len(words)-1])
}

// datesOf reads a day, a month, a year, "unknown", or two of them with .. between; either end may be left out.
func datesOf(value string) (keys []string, note string) {
	if strings.EqualFold(value, "unknown") || value == "0" {
		return []string{keyDate + "0"}, ""
	}
	from, to, isRange := strings.Cut(strings.ReplaceAll(value, "…", ".."), "..")
	first := time.Date(firstYear, 1, 1, 0, 0, 0, 0, time.UTC)
	last := time.Date(lastYear, 12, 31, 0, 0, 0, 0, time.UTC)
	if !isRange {
		to = from
	}
	for _, end := range []struct {
		text string
		into *time.Time
		last bool
	}{{from, &first, false}, {to, &last, true}} {
		if strings.TrimSpace(end.text) == "" && isRange {
			continue
		}
		date, err := dossier.ParseDate(strings.TrimSpace(end.text))
		low, high, ok := days(date)
		if err != nil || !ok {
			return nil, fmt.Sprintf("“%s” is no date: write 2026, 2026-11, 2026-11-14, 2026-11-01..2026-11-14 or unknown.", value)
		}
		if end.last {
			low = high
		}
		*end.into = time.Unix((low-yearOne)*86400, 0).UTC()
	}
	if first.After(last) {
		first, last = last, first
	}
	return rangeKeys(first, last), ""
}
