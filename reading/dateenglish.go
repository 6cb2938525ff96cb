package reading

import (
	"strconv"
	"strings"
	"sync"
)

// datePrefix are the words in front of a date, as bits.
type datePrefix uint32

const (
	preOn datePrefix = 1 << iota
	preIn
	preAt
	preSince
	preUntil
	preLast
	preThis
	preNext
	preEarly // early, late, mid
	preEarlier
	preThe
	preFollowing
	prePrevious
	preOver
	preThat
	preSame
	preHalf // "first half of"
)

var prefixWords = map[string]datePrefix{"on": preOn, "in": preIn, "at": preAt, "since": preSince, "by": preUntil, "until": preUntil, "till": preUntil, "last": preLast, "past": preLast,
	"this": preThis, "next": preNext, "coming": preNext, "early": preEarly, "late": preEarly, "mid": preEarly, "earlier": preEarlier, "later": preEarlier, "the": preThe, "following": preFollowing,
	"previous": prePrevious, "preceding": prePrevious, "over": preOver, "during": preOver, "throughout": preOver, "that": preThat, "same": preSame}

// englishDates is the table of English with the prefixes, so that one look tells whether a word can begin a date.
var englishDates = sync.OnceValue(func() *calendar {
	c := loadCalendar("en")
	for w, p := range prefixWords {
		c.add(w, classPrefix, int(p))
	}
	for _, w := range []string{"overnight", "around", "about", "shortly", "just", "noon", "midday", "midnight", "q1", "q2", "q3", "q4"} {
		c.add(w, classOther, 0)
	}
	return c
})

// prefix gives the bits of a word that can stand in front of a date.
func (c *calendar) prefix(low string) datePrefix {
	for _, w := range c.words[low] {
		if w.class == classPrefix {
			return datePrefix(w.n)
		}
	}
	return 0
}

// dateReader reads one expression of an English text.
type dateReader struct {
	c    *calendar
	toks []token
	i, k int // where the expression begins, and its first word behind the prefixes
	pre  datePrefix
	part bool // a part of a day stands in front: "the morning of", "overnight on"
}

func (r *dateReader) has(p datePrefix) bool { return r.pre&p != 0 }

func (r *dateReader) low(i int) string {
	if i < 0 || i >= len(r.toks) {
		return ""
	}
	return r.toks[i].low
}

// parseEnglishDate reads a date expression that begins at token i.
func parseEnglishDate(toks []token, i int) dateExpr {
	t := &toks[i]
	if t.kind != tokWord {
		return dateExpr{}
	}
	c := englishDates()
	if !t.digit && c.words[t.low] == nil && !midWord(t) {
		return dateExpr{}
	}
	if len(toks) > i+longestDate {
		toks = toks[:i+longestDate]
	}
	r := dateReader{c: c, toks: toks, i: i, k: i}
	if e := r.clockFirst(); e.kind != kindNone {
		return e
	}
	for n := 0; n < 5 && r.k < len(toks); n++ {
		p := c.prefix(toks[r.k].low)
		if p == 0 {
			break
		}
		r.pre |= p
		r.k++
	}
	if r.k >= len(toks) || !toks[r.k].word() {
		return dateExpr{}
	}
	e := r.core()
	if e.kind == kindNone || e.end <= i {
		return dateExpr{}
	}
	e.since, e.until = r.has(preSince), r.has(preUntil)
	return r.clockBehind(e)
}

// clockFirst reads "at 10:02 a.m. on Thursday", and a time alone.
func (r *dateReader) clockFirst() dateExpr {
	j, led := r.i, false
	for n := 0; n < 3; n++ {
		switch r.low(j) {
		case "at", "around", "about", "shortly", "just", "by", "until", "since":
			led = led || r.low(j) != "just" && r.low(j) != "shortly"
			j++
			continue
		case "after", "before":
			if j > r.i && (r.low(j-1) == "shortly" || r.low(j-1) == "just") {
				led = true
				j++
				continue
			}
		}
		break
	}
	c, end := clockAt(r.toks, j, led)
	if end == 0 {
		return dateExpr{}
	}
	c.words = asWritten(r.toks[j:end])
	e := dateExpr{kind: kindClock, end: end, clock: c, weekday: -1}
	e.until = r.low(r.i) == "by" || r.low(r.i) == "until"
	e.since = r.low(r.i) == "since"
	k := end
	if k < len(r.toks) && (r.toks[k].text == "," || r.toks[k].is("of")) {
		k++
	}
	if k < len(r.toks) && r.toks[k].kind == tokWord {
		d := dateReader{c: r.c, toks: r.toks, i: k, k: k}
		for d.k < len(d.toks) && d.k < k+3 && d.c.prefix(d.low(d.k)) != 0 {
			d.pre |= d.c.prefix(d.low(d.k))
			d.k++
		}
		if d.k < len(d.toks) && d.toks[d.k].word() && !d.has(preSince|preUntil) {
			if f := d.core(); f.ofDay() {
				f.clock, f.since, f.until = c, e.since, e.until
				return f
			}
		}
	}
	return e
}

// ofDay says whether an expression names one day, so that a time can go with it.
func (e *dateExpr) ofDay() bool {
	return e.kind == kindDay || e.kind == kindNumeric || e.kind == kindWeekday || e.kind == kindShift && e.unit == unitDay
}

// clockBehind takes a time that follows a day: "Thursday at 10:02 a.m. EDT", "Oct. 31, 2024, 22:15 GMT".
func (r *dateReader) clockBehind(e dateExpr) dateExpr {
	if !e.ofDay() || e.clock.known {
		return e
	}
	j, led := e.end, false
	if j < len(r.toks) && (r.toks[j].text == "," || r.toks[j].text == "-" || r.toks[j].text == "–") {
		j++
	}
	for n := 0; n < 3; n++ {
		w := r.low(j)
		switch w {
		case "at", "around", "about":
			led = true
			j++
			continue
		case "shortly", "just", "after", "before":
			j++
			continue
		}
		break
	}
	if j > e.end && (r.low(j-1) == "after" || r.low(j-1) == "before") {
		led = true
		if w := r.low(j - 2); w != "shortly" && w != "just" {
			return e
		}
	}
	if c, end := clockAt(r.toks, j, led); end > 0 {
		c.words = asWritten(r.toks[j:end])
		e.clock, e.end = c, end
	}
	return e
}

func asWritten(toks []token) string {
	var b strings.Builder
	for i := range toks {
		if i > 0 && toks[i].start > toks[i-1].end {
			b.WriteByte(' ')
		}
		b.WriteString(toks[i].text)
	}
	return b.String()
}

// midWord: "mid-October".
func midWord(t *token) bool { return len(t.low) > 4 && t.low[:4] == "mid-" }

// core reads the expression behind its prefixes.
func (r *dateReader) core() dateExpr {
	t := &r.toks[r.k]
	if t.digit {
		for _, e := range [...]dateExpr{r.numeric(), r.monthDay(), r.year()} {
			if e.kind != kindNone {
				return e
			}
		}
		return r.ago()
	}
	if midWord(t) {
		return r.month()
	}
	var e dateExpr
	for _, w := range r.c.words[t.low] {
		switch w.class {
		case classOther, classPart:
			if e = r.partOfDay(); e.kind == kindNone {
				e = r.unitWord()
			}
		case classWeekday, classShort:
			e = r.weekday()
		case classMonth:
			if e = r.monthDay(); e.kind == kindNone {
				e = r.month()
			}
		case classDay:
			e = r.dayWord()
		case classSeason:
			e = r.season()
		case classUnit:
			if e = r.dayWord(); e.kind == kindNone {
				e = r.unitWord()
			}
		case classNumber, classFew:
			e = r.ago()
		}
		if e.kind != kindNone {
			return e
		}
	}
	if _, n := r.c.find(r.toks, r.k, classOrdinal); n > 0 || len(t.low) == 2 && t.low[0] == 'q' {
		return r.quarter()
	}
	return e
}

// partOfDay reads "overnight", "the morning of Oct. 31", "the night of Thursday".
func (r *dateReader) partOfDay() dateExpr {
	if r.low(r.k) == "overnight" && (r.pre == 0 || r.pre == preOver) {
		r.k++
		d := *r
		d.pre = 0
		if r.low(d.k) == "on" || r.low(d.k) == "into" {
			d.k++
		}
		if d.k < len(d.toks) && d.toks[d.k].word() {
			if e := d.weekday(); e.kind != kindNone {
				return e
			}
			if e := d.monthDay(); e.kind != kindNone {
				return e
			}
		}
		return dateExpr{kind: kindShift, end: r.k, unit: unitDay, weekday: -1, this: true}
	}
	if _, n := r.c.find(r.toks, r.k, classPart); n > 0 && r.low(r.k+n) == "of" && r.has(preThe) {
		d := *r
		d.k, d.pre = r.k+n+1, 0
		if d.k < len(d.toks) && d.toks[d.k].word() {
			if e := d.weekday(); e.kind != kindNone {
				return e
			}
			return d.monthDay()
		}
	}
	return dateExpr{}
}

func (r *dateReader) numeric() dateExpr {
	if r.has(preThe | preThis | preLast | preNext) {
		return dateExpr{}
	}
	if !r.toks[r.k].digit {
		return dateExpr{}
	}
	return numericDate(r.toks, r.k)
}

// weekday reads "Thursday", "Thursday night", "last Thursday", "Thursday, Oct. 31", "Tuesday of last week".
func (r *dateReader) weekday() dateExpr {
	t := &r.toks[r.k]
	if !t.capital {
		return dateExpr{}
	}
	wd, n := r.c.find(r.toks, r.k, classWeekday)
	if n == 0 {
		if wd, n = r.c.find(r.toks, r.k, classShort); n > 0 { // only with its day
			j := skipComma(r.toks, r.k+n)
			if r.low(j) == "." {
				j = skipComma(r.toks, j+1)
			}
			if e := r.monthDayAt(j); e.kind != kindNone {
				e.weekday = wd
				return e
			}
		}
		return dateExpr{}
	}
	if r.has(preThe) && !r.has(preFollowing|prePrevious|preSame|preNext) || r.pre == preIn || r.named() {
		return dateExpr{}
	}
	end := r.k + n
	j := end
	for {
		_, p := r.c.find(r.toks, j, classPart)
		if p == 0 {
			break
		}
		j += p
	}
	end = j
	j = skipComma(r.toks, end)
	if j < len(r.toks) && (r.toks[j].is("on") || r.toks[j].is("the")) {
		j++
	}
	if j < len(r.toks) && r.toks[j].word() {
		if e := r.monthDayAt(j); e.kind != kindNone {
			e.weekday = wd
			return e
		}
		if e := numericDate(r.toks, j); e.kind == kindDay || e.kind == kindNumeric {
			e.weekday = wd
			return e
		}
	}
	e := dateExpr{kind: kindWeekday, end: end, weekday: wd, this: r.has(preThis) && !r.has(preLast)}
	switch {
	case r.has(preFollowing), r.has(preThe) && r.has(preNext):
		e.fromText, e.step = true, 1
	case r.has(prePrevious):
		e.fromText, e.step = true, -1
	case r.has(preNext):
		e.step = 1
	case r.has(preLast):
		e.step = -1
	}
	j = end
	if r.low(j) == "of" {
		j++
	}
	if (r.low(j) == "last" || r.low(j) == "next") && e.step == 0 {
		if u, n := r.c.find(r.toks, j+1, classUnit); n > 0 && u == unitWeek {
			e.end, e.unit, e.step = j+1+n, unitWeek, 1
			if r.low(j) == "last" {
				e.step = -1
			}
		}
	}
	return e
}

// named says that a weekday is part of a name: "Sunday Times", "Black Friday", "Friday the 13th".
func (r *dateReader) named() bool {
	if r.k+1 < len(r.toks) {
		next := &r.toks[r.k+1]
		if next.capital && (lexiconOnce().en.outletWords[next.low] || next.is("express") || next.is("sun") || next.is("independent") || next.is("night") || next.is("club")) {
			return true
		}
		if next.is("the") && r.k+2 < len(r.toks) && r.toks[r.k+2].digit && r.low(r.k+3) != "of" {
			return true
		}
	}
	if r.k == r.i && r.i > 0 {
		if prev := &r.toks[r.i-1]; prev.capital {
			_, n := r.c.find(r.toks, r.i-1, className)
			return n > 0
		}
	}
	return false
}

// monthDay reads "October 31, 2024", "Oct. 31", "31 October 2024", "the 5th of March", "March 3-5".
func (r *dateReader) monthDay() dateExpr {
	if r.has(preThis|preLast|preNext|preFollowing|prePrevious|preSame|preThat) || r.pre == preThe && !r.ordinalAhead() {
		return dateExpr{}
	}
	if r.pre&(preOn|preIn) == preIn && !r.toks[r.k].digit { // "In March 30 people died"
		if j := r.k + 2; j < len(r.toks) && r.toks[j].word() && !r.toks[j].digit && !r.toks[j].capital && !lexiconOnce().en.preps[r.toks[j].low] {
			return dateExpr{}
		}
	}
	return r.monthDayAt(r.k)
}

func (r *dateReader) ordinalAhead() bool {
	t := &r.toks[r.k]
	return t.digit && !digitsOnly(t.text)
}

func (r *dateReader) monthDayAt(i int) dateExpr {
	if i+1 >= len(r.toks) || !r.toks[i].word() {
		return dateExpr{}
	}
	var month, day, dayTo, end, n int
	if m, l := r.c.find(r.toks, i, classMonth); l > 0 {
		if !r.toks[i].capital {
			return dateExpr{}
		}
		end = i + l
		if r.low(end) == "the" {
			end++
		}
		month = m
		if day, dayTo, end = r.days(end); day == 0 {
			return dateExpr{}
		}
	} else {
		if day, dayTo, end = r.days(i); day == 0 {
			return dateExpr{}
		}
		if r.low(end) == "of" || r.low(end) == "de" {
			end++
		}
		if month, n = r.c.find(r.toks, end, classMonth); n == 0 || !r.toks[end].capital {
			return dateExpr{}
		}
		end += n
	}
	year := 0
	j := skipComma(r.toks, end)
	if j < len(r.toks) && isYear(&r.toks[j]) {
		year, _ = strconv.Atoi(r.toks[j].text)
		end = j + 1
	}
	e := dayExpr(year, month, day, end)
	if dayTo > day && dayTo <= 31 {
		e.dayTo, e.monthTo = dayTo, month
	}
	if _, n := r.c.find(r.toks, end, classEvent); n > 0 && year == 0 {
		e.event = true
	}
	return e
}

// days reads a number of a day or a range of them: "31", "5th", "3-5", "3–5", "3 and 4", "3 to 5".
func (r *dateReader) days(i int) (day, dayTo, end int) {
	if i >= len(r.toks) {
		return 0, 0, i
	}
	a, b, both := strings.Cut(r.toks[i].low, "-")
	if both {
		day, dayTo = dayNumber(a), dayNumber(b)
		if dayTo <= day {
			return 0, 0, i
		}
		return day, dayTo, i + 1
	}
	if day = dayNumber(a); day == 0 {
		return 0, 0, i
	}
	end = i + 1
	if end+1 < len(r.toks) && (r.toks[end].text == "–" || r.toks[end].is("to") || r.toks[end].is("and")) {
		if to := dayNumber(r.toks[end+1].low); to > day {
			switch next := r.low(end + 2); {
			case r.toks[end].text == "–", next == "" || next == "," || next == "." || next == ")" || lexiconOnce().en.preps[next] || r.c.words[next] != nil && r.toks[end+2].capital:
				return day, to, end + 2
			}
		}
	}
	return day, 0, end
}

// dayNumber reads 1 to 31, "1st" to "31st".
func dayNumber(s string) int {
	if len(s) == 0 || len(s) > 4 || !isDigit(rune(s[0])) {
		return 0
	}
	if len(s) > 2 {
		switch s[len(s)-2:] {
		case "st", "nd", "rd", "th":
			s = s[:len(s)-2]
		}
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > 31 {
		return 0
	}
	return n
}
