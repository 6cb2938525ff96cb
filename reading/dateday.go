package reading

import (
	"strconv"
	"strings"
)

// weekday reads "Thursday", "Thursday night", "last Thursday", "Thursday, Oct. 31", "Tuesday of last week".
func (r *dateReader) weekday() dateExpr {
	t := &r.toks[r.k]
	if !t.capital {
		return dateExpr{}
	}
	wd, n := r.c.find(r.toks, r.k, classWeekday)
	if n == 0 {
		if r.k == r.i && r.i > 0 && (r.toks[r.i-1].capital || r.toks[r.i-1].is("the")) {
			return dateExpr{} // "the Tarn Sun, Oct. 31"
		}
		if wd, n = r.c.find(r.toks, r.k, classShort); n > 0 { // only with its day
			j := skipComma(r.toks, r.k+n)
			if r.low(j) == "." {
				j = skipComma(r.toks, j+1)
			}
			if e := r.monthDayAt(j); e.kind != kindNone {
				e.weekday = int8(wd)
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
			e.weekday = int8(wd)
			return e
		}
		if e := numericDate(r.toks, j); e.kind == kindDay || e.kind == kindNumeric {
			e.weekday = int8(wd)
			return e
		}
	}
	e := dateExpr{kind: kindWeekday, end: end, weekday: int8(wd), this: r.has(preThis) && !r.has(preLast)}
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

// named says that a weekday is no day of its own or part of a name: "Sunday Times", "Black Friday", "Friday the 13th",
// "every Monday".
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
		prev := &r.toks[r.i-1]
		if _, n := r.c.find(r.toks, r.i-1, className); n > 0 && prev.capital {
			return true
		}
		if _, n := r.c.find(r.toks, r.i-1, classOrdinal); n > 0 || prev.is("every") || prev.is("each") || prev.is("any") {
			return true // no one Monday
		}
	}
	if r.low(r.k+1) == "of" || r.low(r.k+1) == "in" { // "the last Monday of October"
		if _, n := r.c.find(r.toks, r.k+2, classMonth); n > 0 && r.toks[r.k+2].capital && (r.pre&(preLast|preThe) != 0 || r.i > 0 && r.toks[r.i-1].is("last")) {
			return true
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
		e.dayTo = dayTo
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
