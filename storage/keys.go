package storage

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"parley/dossier"
)

// The keys of a row in the search tables are its facts as words of the index, so that a filter costs what a word does.
// This is how they are written here and read back nowhere; compact makes of each what stands in the index:
//
//	=all          every text and statement
//	=p7 =w7 =o7   party, speaker, outlet: the row of the actor
//	=i7           issue; =ssupports stance; =i7ssupports stance on that issue
//	=kdirect =asays =taccepted  kind, act, status
//	=uwork        state of a document
//	=len          language, its first part
//	=g7           tag
//	=d2026 =d202611 =d20261114  date, as exactly as it is known; =d0 unknown
const (
	keyParty, keySpeaker, keyOutlet = "=p", "=w", "=o"
	keyIssue, keyStance             = "=i", "=s"
	keyKind, keyAct, keyStatus      = "=k", "=a", "=t"
	keyState, keyLang, keyTag       = "=u", "=l", "=g"
	keyDate                         = "=d"
)

// langKey gives the key of a language: of "pt-BR" that of "pt".
func langKey(lang string) string {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	var b strings.Builder
	for _, r := range base {
		if r >= 'a' && r <= 'z' {
			b.WriteRune(r)
		}
	}
	return keyLang + b.String()
}

// dateKeys gives the keys of a date: its year, its month and its days, as far as they are known.
func dateKeys(d dossier.Date) []string {
	if !d.Known() {
		return []string{keyDate + "0"}
	}
	t := time.Date(d.Time.Year(), d.Time.Month(), d.Time.Day(), 0, 0, 0, 0, time.UTC)
	year, month, day := t.Format("2006"), t.Format("200601"), t.Format("20060102")
	switch d.Precision {
	case dossier.PrecisionYear:
		return []string{keyDate + year}
	case dossier.PrecisionMonth:
		return []string{keyDate + year, keyDate + month}
	case dossier.PrecisionWeek:
		seen := map[string]bool{}
		var keys []string
		for n := range 7 {
			one := t.AddDate(0, 0, n)
			for _, k := range []string{one.Format("2006"), one.Format("200601"), one.Format("20060102")} {
				if !seen[k] {
					seen[k] = true
					keys = append(keys, keyDate+k)
				}
			}
		}
		return keys
	}
	return []string{keyDate + year, keyDate + month, keyDate + day}
}

// firstYear and lastYear bound a range of dates of which only one end is given.
const firstYear, lastYear = 1900, 2100

// rangeKeys gives the keys of all the days from one to the other: whole years and months where it can.
func rangeKeys(from, to time.Time) []string {
	var keys []string
	for at := from; !at.After(to) && len(keys) < 400; {
		endOfYear := time.Date(at.Year(), 12, 31, 0, 0, 0, 0, time.UTC)
		endOfMonth := time.Date(at.Year(), at.Month()+1, 0, 0, 0, 0, 0, time.UTC)
		switch {
		case at.YearDay() == 1 && !endOfYear.After(to):
			keys = append(keys, keyDate+at.Format("2006"))
			at = endOfYear.AddDate(0, 0, 1)
		case at.Day() == 1 && !endOfMonth.After(to):
			keys = append(keys, keyDate+at.Format("200601"))
			at = endOfMonth.AddDate(0, 0, 1)
		default:
			keys = append(keys, keyDate+at.Format("20060102"))
			at = at.AddDate(0, 0, 1)
		}
	}
	return keys
}

// keysOf writes the keys of a row: those that SQL has put together, and those of its date and language.
func keysOf(made, date, lang string) string {
	keys := append([]string{every, made, langKey(lang)}, dateKeys(readDate(date))...)
	var b strings.Builder
	for _, k := range strings.Fields(strings.Join(keys, " ")) {
		b.WriteString(compact(k))
		b.WriteByte(' ')
	}
	return b.String()
}

// rowKey gives the key of a row of another table.
func rowKey(kind string, id int64) string { return kind + strconv.FormatInt(id, 10) }

// SQL that puts the other keys together.
var (
	textKeys = fmt.Sprintf(`'%s' || d.state || coalesce(' %s' || d.outlet_id, '')
		|| coalesce((SELECT group_concat(' %s' || t.tag_id, '') FROM tagging t WHERE t.document_id = d.id AND t.deleted_at IS NULL), '')`, keyState, keyOutlet, keyTag)
	statementKeys = fmt.Sprintf(`'%s' || s.kind || ' %s' || s.act || ' %s' || s.status || coalesce(' %s' || s.party_id, '') || coalesce(' %s' || s.actor_id, '')
		|| coalesce(' %s' || d.outlet_id, '')
		|| coalesce((SELECT group_concat(' %s' || c.issue_id || CASE c.stance WHEN '' THEN '' ELSE ' %s' || c.stance || ' %s' || c.issue_id || 's' || c.stance END, '')
			FROM coding c WHERE c.statement_id = s.id AND c.deleted_at IS NULL), '')
		|| coalesce((SELECT group_concat(' %s' || t.tag_id, '') FROM tagging t WHERE t.statement_id = s.id AND t.deleted_at IS NULL), '')`,
		keyKind, keyAct, keyStatus, keyParty, keySpeaker, keyOutlet, keyIssue, keyStance, keyIssue, keyTag)
)
