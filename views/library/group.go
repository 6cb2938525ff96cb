package library

import (
	"time"

	"parley/dossier"
	"parley/views/parts"
)

// line is a row of the library, with its words made ready: a document or the head of a group.
type line struct {
	head   bool
	id     dossier.ID
	title  string
	facts  string // "The Sarran Post · 16 Nov"
	count  int
	number string // of statements
	decide string // "4 to decide"
	state  dossier.DocumentState
}

// group puts documents into groups by the week in which they were published, in the order in which they come.
func group(docs []dossier.Document, now time.Time) []line {
	lines := make([]line, 0, len(docs)+8)
	last := ""
	for _, d := range docs {
		if name := week(day(d), now); name != last {
			lines = append(lines, line{head: true, title: name})
			last = name
		}
		ln := line{id: d.ID, title: d.Title, count: d.Statements, number: parts.Number(d.Statements), state: d.State}
		if d.Undecided > 0 {
			ln.decide = parts.Number(d.Undecided) + " to decide"
		}
		ln.facts = d.Outlet
		date := d.Published.Short(now.Year())
		if date == "" {
			date = "no date"
		}
		if ln.facts != "" {
			ln.facts += " · "
		}
		ln.facts += date
		lines = append(lines, ln)
	}
	return lines
}

// day is the day by which a document is put into a week.
func day(d dossier.Document) time.Time {
	if d.Published.Known() {
		return d.Published.Time
	}
	return d.Retrieved
}

func monday(t time.Time) time.Time {
	t = time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	return t.AddDate(0, 0, -(int(t.Weekday())+6)%7)
}

// week names the week of a day.
func week(t, now time.Time) string {
	start, this := monday(t), monday(now)
	switch {
	case start.Equal(this):
		return "This week"
	case start.Equal(this.AddDate(0, 0, -7)):
		return "Last week"
	case start.After(this):
		return "Dated ahead"
	case start.Year() == this.Year():
		return "Week of " + start.Format("2 Jan")
	}
	return "Week of " + start.Format("2 Jan 2006")
}
