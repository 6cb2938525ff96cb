package library

import (
	"strings"
	"time"

	"parley/dossier"
)

// line is a row of the library: a document, or the head of a group of a week.
type line struct {
	head  bool
	title string // of a head
	id    dossier.ID
	under []dossier.ID // near copies that are folded under it
	more  int          // near copies of it, folded or not
	inner bool         // it stands under the one it is a copy of
}

// group puts documents into lines, in the order in which they come: where weeks says so under the week in which they were
// published, and near copies under the first of them in the list, out of sight unless their group is open.
func group(keys []dossier.DocumentKey, copies map[dossier.ID]dossier.ID, open map[dossier.ID]bool, weeks bool, now time.Time) []line {
	members := map[dossier.ID][]dossier.ID{}
	for _, k := range keys {
		if lead, ok := copies[k.ID]; ok {
			members[lead] = append(members[lead], k.ID)
		}
	}
	lines := make([]line, 0, len(keys)+8)
	last := ""
	lastMonday := time.Time{}
	for _, k := range keys {
		lead, grouped := copies[k.ID]
		if grouped && members[lead][0] != k.ID {
			continue // it stands with the first one
		}
		if start := monday(k.Day); weeks && !start.Equal(lastMonday) {
			lastMonday = start
			if name := week(k.Day, now); name != last {
				lines = append(lines, line{head: true, title: name})
				last = name
			}
		}
		ln := line{id: k.ID}
		var rest []dossier.ID
		if grouped {
			rest = members[lead][1:]
			ln.more = len(rest)
		}
		if !open[lead] {
			ln.under = rest
			rest = nil
		}
		lines = append(lines, ln)
		for _, id := range rest {
			lines = append(lines, line{id: id, inner: true})
		}
	}
	return lines
}

// facts is the second line of a row: "The Sarran Post · 16 Nov · urgent".
func facts(d dossier.Document, now time.Time) string {
	date := d.Published.Short(now.Year())
	if date == "" {
		date = "no date"
	}
	words := []string{date}
	if d.Outlet != "" {
		words = []string{d.Outlet, date}
	}
	return strings.Join(append(words, d.Tags...), " · ")
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
