package reading

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

var datePrefix = wordSet{"on": true, "in": true, "late": true, "early": true, "earlier": true, "last": true, "this": true, "next": true, "since": true, "by": true, "later": true, "past": true}

var dayParts = wordSet{"morning": true, "afternoon": true, "evening": true, "night": true}

var smallNumbers = map[string]int{"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}

// dateAt reads a date expression that begins at token i; n is how many tokens it takes, 0 if there is none.
func (rd *reader) dateAt(toks []token, i int) (d Date, n int) {
	en := &rd.lx.en
	k := i
	var prefix [3]string
	np := 0
	for k < len(toks) && np < 3 && datePrefix[toks[k].low] {
		prefix[np] = toks[k].low
		np++
		k++
	}
	if k >= len(toks) || !toks[k].word() {
		return d, 0
	}
	has := func(w string) bool { return prefix[0] == w || prefix[1] == w || prefix[2] == w }
	t := &toks[k]
	done := func(end int, at time.Time, pr Precision, reason string) (Date, int) {
		s := Span{toks[i].start, toks[end-1].end}
		if at.IsZero() {
			pr = PrecisionNone
		}
		return Date{Time: at, Precision: pr, Text: rd.slice(s), Span: s, Reason: reason}, end - i
	}
	day := rd.anchorDay()
	if wd, ok := en.weekdays[t.low]; ok && t.capital {
		end := k + 1
		if end < len(toks) && dayParts[toks[end].low] {
			end++
		}
		if j := skipComma(toks, end); j < len(toks) {
			if m, e, ok := rd.monthDay(toks, j); ok {
				return done(e, m, PrecisionDay, "day and month as written")
			}
		}
		w, _ := strconv.Atoi(wd)
		at, reason := weekdayNear(day, time.Weekday(w), has("next"), has("last"))
		return done(end, at, PrecisionDay, reason)
	}
	if m, e, ok := rd.monthDay(toks, k); ok && !has("last") && !has("this") {
		return done(e, m, PrecisionDay, rd.yearReason(toks, k, e))
	}
	if mo, ok := en.months[t.low]; ok && t.capital && (np > 0 || k+1 < len(toks) && isYear(&toks[k+1])) {
		m, _ := strconv.Atoi(mo)
		if k+1 < len(toks) && isYear(&toks[k+1]) {
			y, _ := strconv.Atoi(toks[k+1].text)
			return done(k+2, time.Date(y, time.Month(m), 1, 0, 0, 0, 0, time.UTC), PrecisionMonth, "month and year as written")
		}
		if !day.IsZero() && (has("in") || has("last") || has("since") || has("this") || has("early") || has("late")) {
			y := day.Year()
			if time.Month(m) > day.Month() {
				y--
			}
			return done(k+1, time.Date(y, time.Month(m), 1, 0, 0, 0, 0, time.UTC), PrecisionMonth, "the latest such month before "+written(day))
		}
		if has("in") || has("last") || has("since") {
			return done(k+1, time.Time{}, PrecisionNone, noAnchor)
		}
		return d, 0
	}
	switch t.low {
	case "yesterday", "today", "tonight", "tomorrow":
		if has("on") || has("in") {
			return d, 0
		}
		end := k + 1
		if end < len(toks) && dayParts[toks[end].low] {
			end++
		}
		shift := map[string]int{"yesterday": -1, "tomorrow": 1}[t.low]
		if day.IsZero() {
			return done(end, time.Time{}, PrecisionNone, noAnchor)
		}
		return done(end, day.AddDate(0, 0, shift), PrecisionDay, "counted from "+written(day))
	case "week", "month", "year", "weekend", "morning", "afternoon", "evening", "night", "day":
		if !has("last") && !has("this") && !has("next") && !has("past") {
			return d, 0
		}
		if day.IsZero() {
			return done(k+1, time.Time{}, PrecisionNone, noAnchor)
		}
		sign := 0
		if has("last") || has("past") {
			sign = -1
		} else if has("next") {
			sign = 1
		}
		monday := day.AddDate(0, 0, -(int(day.Weekday())+6)%7)
		switch t.low {
		case "week", "weekend":
			return done(k+1, monday.AddDate(0, 0, 7*sign), PrecisionWeek, "week counted from "+written(day))
		case "month":
			return done(k+1, time.Date(day.Year(), day.Month()+time.Month(sign), 1, 0, 0, 0, 0, time.UTC), PrecisionMonth, "month counted from "+written(day))
		case "year":
			return done(k+1, time.Date(day.Year()+sign, 1, 1, 0, 0, 0, 0, time.UTC), PrecisionYear, "year counted from "+written(day))
		case "day":
			return d, 0
		}
		return done(k+1, day.AddDate(0, 0, sign), PrecisionDay, "counted from "+written(day))
	}
	if t.digit && len(t.text) == 10 {
		if at, err := time.Parse("2006-01-02", t.text); err == nil {
			return done(k+1, at, PrecisionDay, "date as written")
		}
	}
	if isYear(t) && prefix[np2(np)] == "in" {
		y, _ := strconv.Atoi(t.text)
		return done(k+1, time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC), PrecisionYear, "year as written")
	}
	if c, ok := count(t); ok && k+2 < len(toks) && (toks[k+2].is("ago") || toks[k+2].is("earlier")) {
		unit := strings.TrimSuffix(toks[k+1].low, "s")
		if day.IsZero() && (unit == "day" || unit == "week" || unit == "month" || unit == "year") {
			return done(k+3, time.Time{}, PrecisionNone, noAnchor)
		}
		switch unit {
		case "day":
			return done(k+3, day.AddDate(0, 0, -c), PrecisionDay, "counted from "+written(day))
		case "week":
			return done(k+3, day.AddDate(0, 0, -7*c-(int(day.Weekday())+6)%7), PrecisionWeek, "week counted from "+written(day))
		case "month":
			return done(k+3, time.Date(day.Year(), day.Month()-time.Month(c), 1, 0, 0, 0, 0, time.UTC), PrecisionMonth, "month counted from "+written(day))
		case "year":
			return done(k+3, time.Date(day.Year()-c, 1, 1, 0, 0, 0, 0, time.UTC), PrecisionYear, "year counted from "+written(day))
		}
	}
	return d, 0
}

const noAnchor = "no date of publication to count from"

func np2(n int) int {
	if n > 0 {
		return n - 1
	}
	return 0
}

func count(t *token) (int, bool) {
	if c, ok := smallNumbers[t.low]; ok {
		return c, true
	}
	if t.digit && len(t.text) < 4 {
		c, err := strconv.Atoi(t.text)
		return c, err == nil
	}
	return 0, false
}

func skipComma(toks []token, i int) int {
	if i < len(toks) && toks[i].text == "," {
		return i + 1
	}
	return i
}

func isYear(t *token) bool {
	return t.digit && len(t.text) == 4 && (t.text[0] == '1' && t.text[1] >= '7' || t.text[0] == '2' && t.text[1] == '0')
}

// monthDay reads "October 31, 2024", "Oct. 31", "31 October 2024".
func (rd *reader) monthDay(toks []token, i int) (at time.Time, end int, ok bool) {
	en := &rd.lx.en
	var month, dayNo int
	if i+1 >= len(toks) {
		return
	}
	a, b := &toks[i], &toks[i+1]
	switch {
	case en.months[a.low] != "" && a.capital && dayNumber(b) > 0:
		month, _ = strconv.Atoi(en.months[a.low])
		dayNo = dayNumber(b)
	case dayNumber(a) > 0 && en.months[b.low] != "" && b.capital:
		month, _ = strconv.Atoi(en.months[b.low])
		dayNo = dayNumber(a)
	default:
		return
	}
	end = i + 2
	y := 0
	if j := skipComma(toks, end); j < len(toks) && isYear(&toks[j]) {
		y, _ = strconv.Atoi(toks[j].text)
		end = j + 1
	}
	if y == 0 {
		day := rd.anchorDay()
		if day.IsZero() {
			return time.Time{}, end, true
		}
		y = day.Year()
		if time.Date(y, time.Month(month), dayNo, 0, 0, 0, 0, time.UTC).After(day.AddDate(0, 2, 0)) {
			y--
		}
	}
	return time.Date(y, time.Month(month), dayNo, 0, 0, 0, 0, time.UTC), end, true
}

func (rd *reader) yearReason(toks []token, a, b int) string {
	if isYear(&toks[b-1]) {
		return "date as written"
	}
	if day := rd.anchorDay(); !day.IsZero() {
		return "year from the date of publication, " + written(day)
	}
	_ = a
	return noAnchor
}

func dayNumber(t *token) int {
	if !t.digit || len(t.text) > 4 {
		return 0
	}
	s := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(t.low, "st"), "nd"), "rd"), "th")
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > 31 {
		return 0
	}
	return n
}

func (rd *reader) anchorDay() time.Time {
	if rd.anchor.IsZero() {
		return rd.anchor
	}
	y, m, d := rd.anchor.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// weekdayNear gives the weekday on or before a day; of "next", the one after it; of "last", the one before it.
func weekdayNear(day time.Time, wd time.Weekday, next, last bool) (time.Time, string) {
	if day.IsZero() {
		return day, noAnchor
	}
	if next {
		n := (int(wd)-int(day.Weekday())+6)%7 + 1
		return day.AddDate(0, 0, n), fmt.Sprintf("the %s after %s", wd, written(day))
	}
	n := (int(day.Weekday()) - int(wd) + 7) % 7
	if last && n == 0 {
		n = 7
	}
	return day.AddDate(0, 0, -n), fmt.Sprintf("the %s on or before %s", wd, written(day))
}

func written(t time.Time) string { return t.Format("2 Jan 2006") }
