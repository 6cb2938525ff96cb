package reading

import (
	"fmt"
	"strings"
	"time"
)

// anchors are what dates are counted from.
type anchors struct {
	day         time.Time // of publication; zero where it is not known
	ground      string    // set where the day is not that of publication: "the day of the dateline"
	before      time.Time // the day before it in the text
	beforeAt    Span
	runes       []rune // of the text
	order       int    // of 3/4/2024: 1 day first, -1 month first, 0 not told
	orderGround string
	place       string // of the dateline: tells the zone of a time without one
}

const noAnchor = "no date of publication to count from"

// findAnchors gives what the dates of the text are counted from.
func (rd *reader) findAnchors(dates []when) anchors {
	an := anchors{day: rd.anchorDay(), runes: rd.runes, place: strings.ToLower(rd.art.Dateline.Value)}
	numeric := false
	for i := range dates {
		numeric = numeric || dates[i].kind == kindNumeric
	}
	if numeric {
		an.order, an.orderGround = rd.dateOrder(dates)
	}
	if !an.day.IsZero() || rd.art.Dateline.Span.Empty() {
		return an
	}
	for i := range dates {
		w := &dates[i]
		p := &rd.paras[w.para]
		if w.Span.Start < rd.art.Dateline.Span.End || p.Start > rd.art.Dateline.Span.Start {
			continue
		}
		if len(p.units) > 1 && w.b <= p.units[0].b && w.kind == kindDay && w.year > 0 {
			an.day, an.ground = time.Date(w.year, time.Month(w.month), w.day, 0, 0, 0, 0, time.UTC), "the day of the dateline"
		}
		break
	}
	return an
}

func (an *anchors) beforeText() string { return string(an.runes[an.beforeAt.Start:an.beforeAt.End]) }

// from says what a date is counted from.
func (an *anchors) from() string {
	if an.ground != "" {
		return written(an.day) + ", " + an.ground
	}
	return written(an.day)
}

// resolve finds the day, week, month or year of an expression; where it cannot, the reason says why.
func (an *anchors) resolve(e dateExpr) dateValue {
	w := an.dayOf(e)
	if w.Time.IsZero() {
		w.Precision = PrecisionNone
		w.first, w.last = time.Time{}, time.Time{}
	} else if w.first.IsZero() {
		w.first, w.last = w.Time, w.Time
	}
	if e.since && w.Reason != "" {
		w.Reason += "; the beginning of a time"
	}
	if e.clock == nil || w.Time.IsZero() || w.Precision != PrecisionDay {
		return w
	}
	z, ok := zones()[e.clock.zone]
	ground := ""
	if e.clock.zone == "" || e.clock.zone == "local" {
		z, ok = zones()[an.place]
		ground = ", the place of the dateline"
	}
	if !ok {
		w.Reason += "; the zone of “" + e.clock.words + "” is not told"
		return w
	}
	at, words, ok := z.utc(w.Time, *e.clock)
	if !ok {
		w.Reason += "; the summer time of that year is not known here"
		return w
	}
	if ground != "" {
		ground = " in " + titleCase(strings.ToUpper(an.place)) + ground
	}
	w.Time, w.Precision = at, PrecisionMinute
	w.Reason += fmt.Sprintf("; %s%s is %s, so %s UTC", e.clock.words, ground, words, at.Format("15:04"))
	return w
}

// dayOf leaves the time of day out.
func (an *anchors) dayOf(e dateExpr) dateValue {
	switch e.kind {
	case kindExact:
		return dateOn(e.clock.at.UTC(), PrecisionMinute, "date and time as written")
	case kindNumeric:
		return an.numeric(e)
	case kindDay:
		at, reason := an.dayOfMonth(e)
		if e.dayTo > 0 && !at.IsZero() {
			last := time.Date(at.Year(), at.Month(), min(e.dayTo, daysIn(at.Year(), e.month)), 0, 0, 0, 0, time.UTC)
			w := dateOn(at, PrecisionDay, reason+"; the first day of a range to "+written(last))
			w.first, w.last = at, last
			return w
		}
		return dateOn(at, PrecisionDay, reason)
	case kindYear:
		return dateOn(time.Date(e.year, 1, 1, 0, 0, 0, 0, time.UTC), PrecisionYear, "year as written")
	case kindDecade:
		return dateOn(time.Time{}, PrecisionNone, "ten years or more, not one of them")
	case kindVague:
		return dateOn(time.Time{}, PrecisionNone, "no day of them is named")
	case kindEvent:
		return dateOn(time.Time{}, PrecisionNone, "counted from an event whose day is not told")
	case kindSeason:
		return an.season(e)
	case kindQuarter:
		y, reason := e.year, "year as written"
		if y == 0 {
			if an.day.IsZero() {
				return dateOn(time.Time{}, PrecisionNone, noAnchor)
			}
			y, reason = an.day.Year(), "the latest such quarter on or before "+an.from()
			if e.month*3-2 > int(an.day.Month()) {
				y--
			}
		}
		from := time.Date(y, time.Month(e.month*3-2), 1, 0, 0, 0, 0, time.UTC)
		last := from.AddDate(0, 3, -1)
		w := dateOn(time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC), PrecisionYear, fmt.Sprintf("%s; a quarter, %s to %s of %d where the year begins in January", reason, from.Month(), last.Month(), y))
		w.first, w.last = from, last
		return w
	case kindClock:
		if an.before.IsZero() {
			return dateOn(time.Time{}, PrecisionNone, "a time without a day")
		}
		return dateOn(an.before, PrecisionDay, "the day of “"+an.beforeText()+"”, the date before it in the text")
	}
	if e.fromText {
		return an.fromText(e)
	}
	if e.kind == kindMonth && e.year > 0 {
		return dateOn(time.Date(e.year, time.Month(e.month), 1, 0, 0, 0, 0, time.UTC), PrecisionMonth, "month and year as written")
	}
	if an.day.IsZero() {
		return dateOn(time.Time{}, PrecisionNone, noAnchor)
	}
	switch e.kind {
	case kindWeekday:
		at, reason := an.weekdayNear(e)
		return dateOn(at, PrecisionDay, reason)
	case kindMonth:
		at, reason := an.monthNear(e)
		return dateOn(at, PrecisionMonth, reason)
	}
	return an.shift(e, an.day, an.from())
}

// dateOn is a date without a range; the zero time where it is not known.
func dateOn(at time.Time, p Precision, reason string) dateValue {
	return dateValue{Date: Date{Time: at, Precision: p, Reason: reason}}
}

// shift counts units from a day.
func (an *anchors) shift(e dateExpr, day time.Time, from string) dateValue {
	monday := day.AddDate(0, 0, -(int(day.Weekday())+6)%7)
	week := func(n int) time.Time { return monday.AddDate(0, 0, 7*n) }
	var w dateValue
	switch e.unit {
	case unitWeek:
		w = dateOn(week(e.step), PrecisionWeek, "week counted from "+from)
		w.first, w.last = w.Time, w.Time.AddDate(0, 0, 6)
	case unitWeekend:
		n := e.step
		switch wd := day.Weekday(); {
		case e.step != 0 && !(wd == time.Saturday || wd == time.Sunday), wd == time.Saturday, wd == time.Sunday:
			if e.step > 0 {
				n = e.step - 1 // "next weekend" on a Tuesday is that of the week
				if wd == time.Saturday || wd == time.Sunday {
					n = e.step
				}
			}
		case e.step == 0 && !(e.this && wd >= time.Thursday):
			n = -1
		}
		w = dateOn(week(n), PrecisionWeek, "")
		w.first, w.last = w.Time.AddDate(0, 0, 5), w.Time.AddDate(0, 0, 6)
		w.Reason = fmt.Sprintf("the weekend of %s and %s, counted from %s", w.first.Format("2 Jan"), written(w.last), from)
	case unitMonth:
		w = dateOn(time.Date(day.Year(), day.Month()+time.Month(e.step), 1, 0, 0, 0, 0, time.UTC), PrecisionMonth, "month counted from "+from)
	case unitYear:
		w = dateOn(time.Date(day.Year()+e.step, 1, 1, 0, 0, 0, 0, time.UTC), PrecisionYear, "year counted from "+from)
	case unitHour:
		if e.step%24 != 0 {
			return dateOn(time.Time{}, PrecisionNone, "hours, counted from a time that is not known")
		}
		w = dateOn(day.AddDate(0, 0, e.step/24), PrecisionDay, "counted from "+from)
	default:
		w = dateOn(day.AddDate(0, 0, e.step), PrecisionDay, "counted from "+from)
	}
	if w.Time.Year() < 1 {
		return dateOn(time.Time{}, PrecisionNone, "before all years")
	}
	return w
}

// fromText counts from the date before it in the text.
func (an *anchors) fromText(e dateExpr) dateValue {
	if an.before.IsZero() {
		return dateOn(time.Time{}, PrecisionNone, "no day before it in the text to count from")
	}
	from := fmt.Sprintf("“%s” (%s), the date before it in the text", an.beforeText(), written(an.before))
	if e.kind == kindWeekday {
		if e.step > 0 {
			n := (int(e.weekday)-int(an.before.Weekday())+6)%7 + 1
			return dateOn(an.before.AddDate(0, 0, n), PrecisionDay, fmt.Sprintf("the %s after %s", time.Weekday(e.weekday), from))
		}
		n := (int(an.before.Weekday())-int(e.weekday)+6)%7 + 1
		return dateOn(an.before.AddDate(0, 0, -n), PrecisionDay, fmt.Sprintf("the %s before %s", time.Weekday(e.weekday), from))
	}
	if e.step == 0 && e.unit == unitDay {
		return dateOn(an.before, PrecisionDay, "the day of "+from)
	}
	return an.shift(e, an.before, from)
}

func (an *anchors) numeric(e dateExpr) dateValue {
	a, b := time.Date(e.year, time.Month(e.month), e.day, 0, 0, 0, 0, time.UTC), time.Date(e.year, time.Month(e.day), e.month, 0, 0, 0, 0, time.UTC)
	order, ground := an.order, an.orderGround
	if e.weekday >= 0 && order == 0 { // the day of the week tells
		switch m, d := int(a.Weekday()) == int(e.weekday), int(b.Weekday()) == int(e.weekday); {
		case m && !d:
			order, ground = -1, "the day of the week"
		case d && !m:
			order, ground = 1, "the day of the week"
		}
	}
	if ground != "" {
		ground = " by " + ground
	}
	switch order {
	case -1:
		return dateOn(a, PrecisionDay, "month before day"+ground)
	case 1:
		return dateOn(b, PrecisionDay, "day before month"+ground)
	}
	return dateOn(time.Time{}, PrecisionNone, fmt.Sprintf("could be %s or %s", written(b), written(a)))
}

// dayOfMonth finds the year where none is written: the one in which the day lies nearest to publication, at most half a
// year ahead; and says where the day of the week does not fit.
func (an *anchors) dayOfMonth(e dateExpr) (time.Time, string) {
	on := func(y int) time.Time { return time.Date(y, time.Month(e.month), e.day, 0, 0, 0, 0, time.UTC) }
	if e.year > 0 {
		at := on(e.year)
		return at, "date as written" + an.mismatch(e, at)
	}
	if an.day.IsZero() {
		return time.Time{}, "no date of publication to tell the year"
	}
	y := an.day.Year()
	if e.weekday >= 0 { // the day of the week can tell
		for _, c := range []int{y, y - 1, y + 1} {
			if at := on(c); at.Day() == e.day && int(at.Weekday()) == int(e.weekday) && at.Before(an.day.AddDate(0, 6, 0)) {
				return at, fmt.Sprintf("the year in which it is a %s, near %s", at.Weekday(), an.from())
			}
		}
	}
	switch {
	case on(y).After(an.day.AddDate(0, 6, 0)):
		y--
	case on(y + 1).Before(an.day.AddDate(0, 1, 0)):
		y++
	}
	at := on(y)
	if at.Day() != e.day {
		return time.Time{}, fmt.Sprintf("no such day in %d", y)
	}
	return at, "year from the date of publication, " + an.from() + an.mismatch(e, at)
}

// mismatch says that a day of the week and a day of the month contradict each other; the latter counts.
func (an *anchors) mismatch(e dateExpr, at time.Time) string {
	if e.weekday < 0 || int(at.Weekday()) == int(e.weekday) {
		return ""
	}
	return fmt.Sprintf("; it was a %s, not a %s", at.Weekday(), time.Weekday(e.weekday))
}

// weekdayNear gives the weekday on or before a day; of "next", the one after it; of "last", the one before it.
func (an *anchors) weekdayNear(e dateExpr) (time.Time, string) {
	wd, day := time.Weekday(e.weekday), an.day
	back := (int(day.Weekday()) - int(e.weekday) + 7) % 7
	switch {
	case e.unit == unitWeek:
		monday := day.AddDate(0, 0, -(int(day.Weekday())+6)%7+7*e.step)
		return monday.AddDate(0, 0, (int(e.weekday)+6)%7), fmt.Sprintf("the %s of the week counted from %s", wd, an.from())
	case e.step > 0:
		return day.AddDate(0, 0, (7-back-1)%7+1), fmt.Sprintf("the %s after %s", wd, an.from())
	case e.this:
		return day.AddDate(0, 0, (7-back)%7), fmt.Sprintf("the %s on or after %s", wd, an.from())
	case e.step < 0:
		if back == 0 {
			back = 7
		}
		return day.AddDate(0, 0, -back), fmt.Sprintf("the %s before %s", wd, an.from())
	}
	return day.AddDate(0, 0, -back), fmt.Sprintf("the %s on or before %s", wd, an.from())
}

func (an *anchors) monthNear(e dateExpr) (time.Time, string) {
	y := an.day.Year()
	m := int(an.day.Month())
	reason := "the latest such month on or before " + an.from()
	switch {
	case e.unit == unitYear: // "October last year"
		y, reason = y+e.step, "the month of the year before "+an.from()
	case e.step > 0:
		reason = "the next such month after " + an.from()
		if e.month <= m {
			y++
		}
	case e.this:
		reason = "the month of the year of " + an.from()
	case e.month > m || e.step < 0 && e.month == m:
		y--
	}
	return time.Date(y, time.Month(e.month), 1, 0, 0, 0, 0, time.UTC), reason
}

var seasonNames = [...]string{"", "spring", "summer", "autumn", "winter"}

// season gives the year of a season. Its months differ by hemisphere, so that it is no finer than the year; first and
// last are those of the north, in which most articles are written.
func (an *anchors) season(e dateExpr) dateValue {
	y := e.year
	reason := "year as written"
	from := func(y int) time.Time { return time.Date(y, time.Month(e.month*3), 1, 0, 0, 0, 0, time.UTC) }
	if y == 0 {
		if an.day.IsZero() {
			return dateOn(time.Time{}, PrecisionNone, noAnchor)
		}
		y, reason = an.day.Year(), "the latest "+seasonNames[e.month]+" on or before "+an.from()
		running := !from(y).After(an.day)
		switch {
		case e.step > 0:
			reason = "the " + seasonNames[e.month] + " after " + an.from()
			if running {
				y++
			}
		case e.this:
			reason = "the " + seasonNames[e.month] + " of the year of " + an.from()
		case !running, e.step < 0 && an.day.Before(from(y).AddDate(0, 3, 0)):
			y--
		}
	}
	w := dateOn(time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC), PrecisionYear, reason+"; a season, known here by its year alone")
	w.first, w.last = from(y), from(y).AddDate(0, 3, -1)
	return w
}
