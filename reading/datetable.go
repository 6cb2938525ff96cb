package reading

import (
	"strconv"
	"strings"
)

// tableDate reads one expression of a language of which only a table of words is held.
type tableDate struct {
	c                 *calendar
	toks              []token
	i, k              int
	small, part, year bool
	step              int
	this              bool
	since, until      bool
}

// parseDate reads a date expression that begins at token i, by the words of the language's table.
func (c *calendar) parseDate(toks []token, i int) dateExpr {
	t := &toks[i]
	if t.kind != tokWord || !c.starts(t) {
		return dateExpr{}
	}
	if i > 0 {
		if _, n := c.find(toks, i-1, className); n > 0 { // "صلاة الجمعة"
			return dateExpr{}
		}
	}
	all := toks
	if len(toks) > i+longestDate {
		toks = toks[:i+longestDate]
	}
	r := tableDate{c: c, toks: toks, i: i, k: i}
	for n := 0; n < 5 && r.prefix(); n++ {
	}
	if r.k >= len(toks) || !toks[r.k].word() {
		return dateExpr{}
	}
	for _, read := range [...]func(*tableDate) dateExpr{(*tableDate).agoDate, (*tableDate).dayWord, (*tableDate).weekday, (*tableDate).dayOfMonth, (*tableDate).month, (*tableDate).unit, (*tableDate).yearAlone} {
		e := read(&r)
		if e.kind == kindNone {
			continue
		}
		if e.kind == kindShift && e.unit == unitDay && e.step > 0 && i > 0 { // "por la mañana", "am Morgen"
			if _, n := c.find(all, i-1, classSmall); n > 0 || r.small {
				return dateExpr{}
			}
		}
		e.since, e.until = r.since, r.until
		return e
	}
	return dateExpr{}
}

// hasNumber reports whether a short word holds a digit, after a letter as in "ב-31" or not.
func hasNumber(t *token) bool {
	if t.digit {
		return true
	}
	if len(t.low) > 12 || t.low[0] < 0x80 {
		return false
	}
	return strings.IndexFunc(t.low, func(r rune) bool { return isDigit(r) || r >= 0x660 && r <= 0x669 || r >= 0x6F0 && r <= 0x6F9 }) >= 0
}

// prefix goes over one word in front of a date.
func (r *tableDate) prefix() bool {
	if r.k+1 >= len(r.toks) {
		return false
	}
	is := func(class dateClass) (int, bool) {
		_, n := r.c.find(r.toks, r.k, class)
		return n, n > 0
	}
	if n, ok := is(classYear); ok && r.yearAt(r.k+n) > 0 {
		r.year = true
		r.k += n
		return true
	}
	if n, ok := is(classSmall); ok {
		r.small = true
		r.k += n
		return true
	}
	for _, p := range []struct {
		class dateClass
		set   func()
	}{
		{classSince, func() { r.since = true }}, {classUntil, func() { r.until = true }}, {classLast, func() { r.step = -1 }}, {classNext, func() { r.step = 1 }},
		{classThis, func() { r.this = true }}, {classPart, func() { r.part = true }},
	} {
		if n, ok := is(p.class); ok {
			if _, day := r.c.find(r.toks, r.k, classDay); day > 0 {
				return false // "morgen"
			}
			if _, ago := r.c.find(r.toks, r.k, classAgo); ago > 0 && r.counted(r.k+ago) {
				return false // "قبل" is "before" and "ago"
			}
			p.set()
			r.k += n
			return true
		}
	}
	return false
}

func (r *tableDate) low(i int) string {
	if i < 0 || i >= len(r.toks) {
		return ""
	}
	return r.toks[i].low
}

// yearAt gives the year at a token, or 0.
func (r *tableDate) yearAt(i int) int {
	if i >= len(r.toks) || !r.toks[i].word() {
		return 0
	}
	if y, ok := r.c.numberAt(r.toks, i); ok && y >= 1700 && y < 2100 {
		return y
	}
	return 0
}

// counted reports whether a number and a unit stand at a token.
func (r *tableDate) counted(i int) bool {
	if _, n := r.c.find(r.toks, i, classDual); n > 0 {
		return true
	}
	if _, n := r.c.find(r.toks, i, classUnit); n > 0 {
		return true
	}
	if _, ok := r.c.numberAt(r.toks, i); ok {
		_, n := r.c.find(r.toks, i+1, classUnit)
		return n > 0
	}
	if _, n := r.c.find(r.toks, i, classFew); n > 0 {
		_, u := r.c.find(r.toks, i+n, classUnit)
		return u > 0
	}
	return false
}

// agoDate reads "vor zwei Tagen", "il y a une semaine", "לפני יומיים", "два дня назад", "неделю назад".
func (r *tableDate) agoDate() dateExpr {
	_, ago := r.c.find(r.toks, r.k, classAgo)
	k := r.k + ago
	n, few := 1, false
	u, l := r.c.find(r.toks, k, classDual)
	switch {
	case l > 0:
		n = 2
	default:
		if _, f := r.c.find(r.toks, k, classFew); f > 0 {
			few = true
			k += f
		} else if v, ok := r.c.numberAt(r.toks, k); ok {
			n = v
			k++
		}
		u, l = r.c.find(r.toks, k, classUnit)
	}
	if l == 0 || n > 400 {
		return dateExpr{}
	}
	k += l
	if ago == 0 {
		_, back := r.c.find(r.toks, k, classBack)
		if back == 0 || r.step != 0 {
			return dateExpr{}
		}
		k += back
	}
	e := dateExpr{kind: kindShift, end: k, unit: int8(u), step: -n, weekday: -1}
	if few {
		e.kind = kindVague
	}
	return e
}

// dayWord reads "gestern Abend", "hier", "أمس الخميس", "היום (חמישי)".
func (r *tableDate) dayWord() dateExpr {
	shift, n := r.c.find(r.toks, r.k, classDay)
	if n == 0 {
		return dateExpr{}
	}
	end := r.c.skip(r.toks, r.k+n, classPart)
	if _, n := r.c.find(r.toks, end, classWeekday); n > 0 {
		end += n
	}
	if r.low(end) == "(" && r.low(end+2) == ")" && r.toks[end+1].word() {
		end += 3
	}
	return dateExpr{kind: kindShift, end: end, unit: unitDay, step: shift, weekday: -1}
}

// weekday reads "am Dienstag", "mardi dernier", "jeudi 31 octobre 2024", "ביום שלישי".
func (r *tableDate) weekday() dateExpr {
	wd, n := r.c.find(r.toks, r.k, classWeekday)
	if n == 0 {
		return dateExpr{}
	}
	end := r.c.skip(r.toks, r.k+n, classPart)
	if j := r.c.skip(r.toks, end, classSmall); j > end { // "por la noche"
		if _, p := r.c.find(r.toks, j, classPart); p > 0 {
			end = j + p
		}
	}
	j := r.c.skip(r.toks, skipComma(r.toks, end), classSmall)
	d := *r
	if d.k = j; j < len(r.toks) {
		if e := d.dayOfMonth(); e.kind != kindNone {
			e.weekday = int8(wd)
			return e
		}
	}
	e := dateExpr{kind: kindWeekday, end: end, weekday: int8(wd), step: r.step}
	if _, n := r.c.find(r.toks, end, classLast); n > 0 {
		e.end, e.step = end+n, -1
	} else if _, n := r.c.find(r.toks, end, classNext); n > 0 {
		e.end, e.step = end+n, 1
	} else if r.low(end) == "(" && r.low(end+2) == "/" && r.low(end+4) == ")" { // "الخميس (31/10)"
		return e
	}
	return e
}

// monthAt reads the name of a month, in both names where two are given: "تشرين الأول/أكتوبر". within tells that the word
// itself says "in".
func (r *tableDate) monthAt(i int) (m, n int, within bool) {
	if m, n = r.c.find(r.toks, i, classMonth); n == 0 {
		m, n = r.c.find(r.toks, i, classInMonth)
		return m, n, n > 0
	}
	if r.low(i+n) == "/" || r.low(i+n) == "(" {
		if m2, n2 := r.c.find(r.toks, i+n+1, classMonth); n2 > 0 && m2 == m {
			n += 1 + n2
			if r.low(i+n) == ")" {
				n++
			}
		}
	}
	return m, n, false
}

// yearBehind reads the year behind a month: "de 2024", "2024 года".
func (r *tableDate) yearBehind(i int) (year, end int) {
	j := r.c.skip(r.toks, skipComma(r.toks, i), classSmall)
	if _, n := r.c.find(r.toks, j, classYear); n > 0 {
		j += n
	}
	y := r.yearAt(j)
	if y == 0 {
		return 0, i
	}
	_, n := r.c.find(r.toks, j+1, classYear)
	return y, j + 1 + n
}

// dayOfMonth reads "31 octobre 2024", "31. Oktober", "ב-31 באוקטובר", and numbers alone.
func (r *tableDate) dayOfMonth() dateExpr {
	t := r.toks[r.k]
	if !hasNumber(&t) {
		return dateExpr{}
	}
	day, ok := r.c.numberAt(r.toks, r.k)
	if !ok {
		if _, rest, cut := strings.Cut(t.text, "-"); cut && !t.digit { // "ב-31.10.2024"
			t.own()
			t.text, t.digit = rest, len(rest) > 0 && isDigit(rune(rest[0]))
		}
		toks := append([]token{t}, r.toks[r.k+1:min(len(r.toks), r.k+6)]...)
		e := numericDate(toks, 0)
		e.end += r.k
		return e
	}
	end := r.k + 1
	if r.low(end) == "." && end < len(r.toks) && r.toks[end].start == r.toks[end-1].end {
		end++
	}
	end = r.c.skip(r.toks, end, classSmall)
	m, n, _ := r.monthAt(end)
	if n == 0 {
		e := numericDate(r.toks, r.k)
		return e
	}
	year, end := r.yearBehind(end + n)
	return dayExpr(year, m, day, end)
}

// month reads "im Oktober", "en octobre 2024", "באוקטובר".
func (r *tableDate) month() dateExpr {
	m, n, within := r.monthAt(r.k)
	if n == 0 {
		return dateExpr{}
	}
	e := dateExpr{kind: kindMonth, end: r.k + n, month: m, weekday: -1, step: r.step, this: r.this}
	if e.year, e.end = r.yearBehind(e.end); e.year > 0 {
		return e
	}
	if _, n := r.c.find(r.toks, e.end, classLast); n > 0 {
		e.end, e.step = e.end+n, -1
	} else if _, n := r.c.find(r.toks, e.end, classNext); n > 0 {
		e.end, e.step = e.end+n, 1
	}
	if !within && !r.small && !r.since && e.step == 0 && !e.this {
		return dateExpr{}
	}
	return e
}

// unit reads "letzte Woche", "la semaine dernière", "בשבוע שעבר", "на этой неделе", "השבוע", "am Wochenende".
func (r *tableDate) unit() dateExpr {
	e := dateExpr{kind: kindShift, weekday: -1, step: r.step, this: r.this}
	if u, n := r.c.find(r.toks, r.k, classThisUnit); n > 0 && r.step == 0 {
		e.unit, e.end, e.this = int8(u), r.k+n, true
		return e
	}
	u, n := r.c.find(r.toks, r.k, classUnit)
	if n == 0 || u > unitWeekend {
		return dateExpr{}
	}
	e.unit, e.end = int8(u), r.k+n
	if _, n := r.c.find(r.toks, e.end, classLast); n > 0 {
		e.end, e.step = e.end+n, -1
	} else if _, n := r.c.find(r.toks, e.end, classNext); n > 0 {
		e.end, e.step = e.end+n, 1
	} else if _, n := r.c.find(r.toks, e.end, classThis); n > 0 && !r.this {
		e.end, e.this = e.end+n, true
	}
	if e.step == 0 && !e.this && !(u == unitWeekend && r.small) || u == unitDay {
		return dateExpr{}
	}
	return e
}

// yearAlone reads "en 2019", "im Jahr 2019", "в 2019 году", "ב-2019".
func (r *tableDate) yearAlone() dateExpr {
	y := r.yearAt(r.k)
	if y == 0 {
		return dateExpr{}
	}
	end := r.k + 1
	_, n := r.c.find(r.toks, end, classYear)
	own := r.toks[r.k].low != strconv.Itoa(y) && !r.toks[r.k].digit && r.toks[r.k].low[0] >= 0xD0 && r.toks[r.k].low[0] < 0xD8 // Hebrew "ב-"
	if !r.year && !own && (n == 0 || !r.small) && !r.since {
		return dateExpr{}
	}
	return dateExpr{kind: kindYear, end: end + n, year: y, weekday: -1}
}
