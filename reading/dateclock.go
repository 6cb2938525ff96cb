package reading

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"
)

// clock is a time of day as written.
type clock struct {
	hour, minute int
	at           time.Time // date and time, where one word has both
	zone         string    // "GMT", or a place in lower case: "eastern"; "" where none is named
	words        string    // "10:02 a.m."
}

// kept puts a time where it outlives the reading of it; most words that could be one are none.
func (c clock) kept() *clock { return &c }

// zone is how far a place is ahead of UTC, in minutes, and its rule of summer time.
type zone struct {
	minutes int
	summer  string
}

// zones holds the zones by abbreviation, or by town in lower case.
var zones = sync.OnceValue(func() map[string]zone {
	m := map[string]zone{}
	for _, l := range lines("en/zones.tsv") {
		f := strings.Split(l+"\t", "\t")
		if len(f) < 3 {
			continue
		}
		n, err := strconv.Atoi(strings.TrimSpace(f[1]))
		if err != nil {
			continue
		}
		for name := range strings.SplitSeq(f[0], ",") {
			m[strings.TrimSpace(name)] = zone{n, strings.TrimSpace(f[2])}
		}
	}
	return m
})

// offset is how far a zone is ahead of UTC, in minutes, at a local time; ok is false in years for which its rule of
// summer time is not held here.
func (z zone) offset(local time.Time) (minutes int, ok bool) {
	y := local.Year()
	last := func(m time.Month) time.Time { // last Sunday
		t := time.Date(y, m+1, 0, 0, 0, 0, 0, time.UTC)
		return t.AddDate(0, 0, -int(t.Weekday()))
	}
	nth := func(m time.Month, n int) time.Time { // nth Sunday
		t := time.Date(y, m, 1, 0, 0, 0, 0, time.UTC)
		return t.AddDate(0, 0, (7-int(t.Weekday()))%7+7*(n-1))
	}
	var from, to time.Time
	switch z.summer {
	case "":
		return z.minutes, true
	case "us": // since 2007: second Sunday of March to first of November, 2:00
		ok = y >= 2007
		from, to = nth(time.March, 2).Add(2*time.Hour), nth(time.November, 1).Add(2*time.Hour)
	case "eu": // since 1996: last Sundays of March and October, 1:00 UTC
		ok = y >= 1996
		std := time.Duration(z.minutes) * time.Minute
		from, to = last(time.March).Add(time.Hour+std), last(time.October).Add(2*time.Hour+std)
	case "il": // since 2013: the Friday before the last Sunday of March to the last Sunday of October, 2:00
		ok = y >= 2013
		from, to = last(time.March).AddDate(0, 0, -2).Add(2*time.Hour), last(time.October).Add(2*time.Hour)
	}
	if !local.Before(from) && local.Before(to) {
		return z.minutes + 60, ok
	}
	return z.minutes, ok
}

// utc gives a local time of a day in UTC and says the zone in words: "GMT+2".
func (z zone) utc(day time.Time, c clock) (time.Time, string, bool) {
	local := day.Add(time.Duration(c.hour*60+c.minute) * time.Minute)
	m, ok := z.offset(local)
	if !ok {
		return local, "", false
	}
	sign := "+"
	if m < 0 {
		sign = "−"
	}
	words := fmt.Sprintf("UTC%s%d", sign, max(m, -m)/60)
	if m == 0 {
		words = "UTC"
	} else if r := max(m, -m) % 60; r != 0 {
		words += fmt.Sprintf(":%02d", r)
	}
	return local.Add(-time.Duration(m) * time.Minute), words, true
}

// clockAt reads a time of day at token i: "10:02 a.m.", "10.30pm GMT (1030 EDT)", "0900 GMT", "noon". Digits without
// a.m. or a zone count only where led says that a word such as "at" stands in front.
func clockAt(toks []token, i int, led bool) (c clock, end int) {
	if i >= len(toks) || !toks[i].word() {
		return c, 0
	}
	t := &toks[i]
	end = i + 1
	sure := false
	switch {
	case t.is("noon"), t.is("midday"):
		c.hour = 12
	case t.is("midnight"):
		c.hour = 0
	case t.digit && len(t.low) <= 10:
		low := t.low
		half := ""
		for _, s := range []string{"a.m.", "p.m.", "a.m", "p.m", "am", "pm"} {
			if rest, ok := strings.CutSuffix(low, s); ok {
				low, half = rest, s[:1]
				break
			}
		}
		var ok bool
		var four bool
		c.hour, c.minute, four, ok = hourMinute(low)
		if !ok {
			return clock{}, 0
		}
		if half == "" && end < len(toks) {
			switch toks[end].low {
			case "a.m.", "a.m", "am":
				half, end = "a", end+1
			case "p.m.", "p.m", "pm":
				half, end = "p", end+1
			}
		}
		sure = half != ""
		if sure && (c.hour < 1 || c.hour > 12) {
			if c.hour > 12 && half == "p" && c.hour < 24 {
				half = "" // "22:30 pm"
			} else {
				return clock{}, 0
			}
		}
		if half == "p" && c.hour < 12 {
			c.hour += 12
		} else if half == "a" && c.hour == 12 {
			c.hour = 0
		}
		separated := strings.ContainsAny(low, ":.") && !four
		if !sure {
			z, n := zoneAt(toks, end)
			switch {
			case n > 0 && (separated || four):
				c.zone, end = z, end+n
			case !led || !strings.Contains(low, ":"):
				return clock{}, 0
			}
			sure = true
		}
	default:
		return c, 0
	}
	if z, n := zoneAt(toks, end); n > 0 && c.zone == "" {
		c.zone, end = z, end+n
		sure = true
	}
	if !sure && !led {
		return clock{}, 0
	}
	if end+3 < len(toks) && toks[end].text == "(" { // the same in another zone
		if _, e := clockAt(toks[:min(len(toks), end+6)], end+1, false); e > 0 && e < len(toks) && toks[e].text == ")" {
			end = e + 1
		}
	}
	return c, end
}

// hourMinute reads "10", "10:02", "10.30", "0900".
func hourMinute(s string) (h, m int, four, ok bool) {
	if len(s) == 4 && digitsOnly(s) {
		h, _ = strconv.Atoi(s[:2])
		m, _ = strconv.Atoi(s[2:])
		return h, m, true, h < 24 && m < 60
	}
	a, b, cut := strings.Cut(s, ":")
	if !cut {
		a, b, cut = strings.Cut(s, ".")
	}
	b, _, _ = strings.Cut(b, ":") // seconds
	h, err := strconv.Atoi(a)
	if err != nil || len(a) > 2 || h > 23 || cut && len(b) != 2 {
		return 0, 0, false, false
	}
	if cut {
		if m, err = strconv.Atoi(b); err != nil || m > 59 {
			return 0, 0, false, false
		}
	}
	return h, m, false, true
}

// zoneAt reads a zone: "GMT", "local time", "Eastern time", "Beirut time", "Eastern Standard Time".
func zoneAt(toks []token, i int) (name string, n int) {
	if i >= len(toks) || !toks[i].word() {
		return "", 0
	}
	if name = strings.TrimSuffix(toks[i].text, "."); toks[i].upper { // "EST." at the end of a sentence is one token
		if _, ok := zones()[name]; ok {
			if i+1 < len(toks) && toks[i+1].is("time") {
				return name, 2
			}
			return name, 1
		}
	}
	if toks[i].is("local") && i+1 < len(toks) && toks[i+1].is("time") {
		return "local", 2
	}
	if i+1 < len(toks) && (toks[i].is("in") || toks[i].is("the")) {
		return "", 0
	}
	name = toks[i].low
	for k := i + 1; k < len(toks) && k < i+4 && toks[k].word(); k++ {
		if _, ok := zones()[name]; ok && toks[i].capital {
			if toks[k].is("time") {
				return name, k - i + 1
			}
			if (toks[k].is("standard") || toks[k].is("daylight") || toks[k].is("summer")) && k+1 < len(toks) && toks[k+1].is("time") {
				return name, k - i + 2
			}
		}
		name += " " + toks[k].low
	}
	return "", 0
}
