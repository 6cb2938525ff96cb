package reading

import (
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

var englishDates = sync.OnceValue(func() *calendar { return calendarOf("en") })

// addEnglish adds the prefixes and what else can begin a date, so that one look tells whether a word can.
func (c *calendar) addEnglish() {
	for w, p := range prefixWords {
		c.add(w, classPrefix, int(p))
	}
	for _, w := range []string{"overnight", "around", "about", "shortly", "just", "noon", "midday", "midnight", "end", "beginning", "start", "q1", "q2", "q3", "q4"} {
		c.add(w, classOther, 0)
	}
}

// prefix gives the bits of a word that can stand in front of a date.
func (c *calendar) prefix(low string) datePrefix {
	for _, w := range c.entries(low) {
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
	c := englishDates()
	if t.kind != tokWord {
		return dateExpr{}
	}
	if !c.starts(t) {
		return dateExpr{}
	}
	if len(toks) > i+longestDate {
		toks = toks[:i+longestDate]
	}
	r := dateReader{c: c, toks: toks, i: i, k: i}
	if t.digit || clockWords[t.low] {
		if e := r.clockFirst(); e.kind != kindNone {
			return e
		}
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

// clockWords are what a time of day can begin with.
var clockWords = wordSet{"at": true, "around": true, "about": true, "shortly": true, "just": true, "by": true, "until": true, "since": true, "noon": true, "midday": true, "midnight": true}

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
	e := dateExpr{kind: kindClock, end: end, clock: c.kept(), weekday: -1}
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
				f.clock, f.since, f.until = e.clock, e.since, e.until
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
	if !e.ofDay() || e.clock != nil {
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
		e.clock, e.end = c.kept(), end
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
	for _, w := range r.c.entries(t.low) {
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
	switch r.low(r.k) {
	case "end", "beginning", "start": // "at the end of last month", known as the month
		if r.low(r.k+1) != "of" || !r.has(preThe) {
			return dateExpr{}
		}
		d := *r
		d.pre = 0
		for d.k += 2; d.k < len(d.toks) && d.k < r.k+4 && d.c.prefix(d.low(d.k))&(preThe|preThis|preLast|preNext) != 0; d.k++ {
			d.pre |= d.c.prefix(d.low(d.k))
		}
		if u, n := d.c.find(d.toks, d.k, classUnit); n > 0 && d.pre != 0 && u >= unitWeek && u <= unitYear && !strings.HasSuffix(d.low(d.k), "s") {
			return dateExpr{kind: kindShift, end: d.k + n, unit: int8(u), step: d.step(), weekday: -1, this: true}
		}
		if d.k < len(d.toks) && d.toks[d.k].word() && d.pre&preThe == 0 {
			d.pre |= preIn
			if e := d.month(); e.kind != kindNone {
				return e
			}
			return d.year()
		}
		return dateExpr{}
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
