package sides

import (
	"fmt"
	"strings"

	"parley/dossier"
	"parley/views/ask"
)

// chooseDays asks up to which days what the party under the cursor said is to stand side by side.
func (v *View) chooseDays() {
	if v.cursor.col >= len(v.data.columns) {
		return
	}
	party, f := v.data.columns[v.cursor.col], v.filter
	name := party.Name
	days := v.data.days
	if days == nil {
		days = dossier.TurningDays(v.data.lists[v.cursor.col], MostColumns)
	} else {
		name = v.data.party
	}
	var words []string
	for _, d := range days {
		words = append(words, d.String())
	}
	ask.Open(v.Desk, ask.Question{Title: "Days of " + name, Hint: "Two to four days, such as 2026-10-31, 2026-11-15", Text: strings.Join(words, ", "),
		Check: func(text string) error { _, err := readDays(text); return err },
		Answer: func(text string) {
			days, _ := readDays(text) // checked
			v.OpenDays(v.issue, party.ID, days, f)
			v.Focus()
		}})
}

// readDays reads days between commas, and puts them in order.
func readDays(text string) ([]dossier.Date, error) {
	var days []dossier.Date
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' || r == '\n' }) {
		if strings.TrimSpace(word) == "" {
			continue
		}
		d, err := dossier.ParseDate(strings.TrimSpace(word))
		if err != nil {
			return nil, err
		}
		if d.Known() {
			days = append(days, d)
		}
	}
	if len(days) < 1 || len(days) > MostColumns {
		return nil, fmt.Errorf("Write one to %d days, with commas between them.", MostColumns) //lint:ignore ST1005 a sentence for people
	}
	return dossier.InOrder(days), nil
}

// turnTranslations shows translations under the words, or hides them.
func (v *View) turnTranslations() {
	v.original = !v.original
	shown := "Original and translation."
	if v.original {
		shown = "Original only."
	}
	v.show(v.data)
	v.Desk.Note(shown)
}

// headOf names a sentence at the foot: of days of one party it says what they do to one another.
func (v *View) headOf(kind dossier.SentenceKind) string {
	if v.data.days != nil {
		switch kind {
		case dossier.CommonGround:
			return "What stayed"
		case dossier.Difference:
			return "What changed"
		case dossier.NotSaid:
			return "No longer said"
		}
	}
	return headOf[kind]
}

// dated puts the day in front of a statement's source, where no column of days says it.
func (v *View) dated(s dossier.CodedStatement, source string) string {
	if v.data.days == nil {
		return source
	}
	day := "undated"
	if s.Date.Known() {
		day = s.Date.Short(v.data.year)
	}
	if source == "" {
		return day
	}
	return day + " · " + source
}

// emptyWords say that a column has nothing in a row.
func (v *View) emptyWords(row int) string {
	switch {
	case v.data.days == nil:
		return "No statement on this date"
	case row == 0:
		return "Nothing was said in this time"
	}
	return ""
}

// translated reports whether anything here has a translation.
func (l *loaded) translated() bool {
	for _, list := range l.lists {
		for _, s := range list {
			if s.Translation.Text != "" {
				return true
			}
		}
	}
	return false
}
