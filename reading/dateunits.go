package reading

import (
	"strconv"
	"strings"
)

// month reads "in October", "October 2024", "last March", "mid-October", "early in May 2023".
func (r *dateReader) month() dateExpr {
	k := r.k
	t := &r.toks[k]
	hinted := r.pre&(preIn|preLast|preThis|preNext|preSince|preEarly|preEarlier|preOver|preUntil) != 0 && !r.has(preThe|preOn|preAt)
	var m, n int
	if rest, ok := strings.CutPrefix(t.low, "mid-"); ok {
		for _, w := range r.c.words[rest] {
			if w.class == classMonth {
				m, n, hinted = w.n, 1, true
			}
		}
		if y, err := strconv.Atoi(rest); err == nil && len(rest) == 4 && y >= 1700 && y < 2100 {
			return dateExpr{kind: kindYear, end: k + 1, year: y, weekday: -1}
		}
	} else {
		if !t.capital {
			return dateExpr{}
		}
		m, n = r.c.find(r.toks, k, classMonth)
	}
	if n == 0 {
		return dateExpr{}
	}
	e := dateExpr{kind: kindMonth, end: k + n, month: m, weekday: -1}
	if r.takeYear(&e) {
		return e
	}
	if r.low(e.end) == "last" && r.low(e.end+1) == "year" {
		e.end, e.step, e.unit = e.end+2, -1, unitYear
		return e
	}
	personal := t.is("may") || t.is("april") || t.is("june") || t.is("august")
	next := r.low(e.end)
	switch {
	case !hinted, personal && (r.has(preUntil) || next == "'s" || next == "’s"):
		return dateExpr{}
	case r.has(preUntil) && !r.has(preNext) && r.i+1 != k:
		return dateExpr{}
	}
	e.step, e.this = r.step(), r.has(preThis)
	return e
}

// step is -1 for "last", 1 for "next".
func (r *dateReader) step() int {
	switch {
	case r.has(preLast), r.has(prePrevious):
		return -1
	case r.has(preNext), r.has(preFollowing):
		return 1
	}
	return 0
}

// dayWord reads "yesterday", "today", "tomorrow night", "the day before yesterday".
func (r *dateReader) dayWord() dateExpr {
	shift, n := r.c.find(r.toks, r.k, classDay)
	if n == 0 && r.has(preThe) && r.k == r.i+1 {
		shift, n = r.c.find(r.toks, r.i, classDay)
		n--
	}
	if n <= 0 || r.has(preOn|preIn|preAt|preLast|preThis|preNext) {
		return dateExpr{}
	}
	if r.has(preThe) && n == 1 {
		return dateExpr{}
	}
	end := r.k + n
	if _, p := r.c.find(r.toks, end, classPart); p > 0 {
		end += p
	}
	return dateExpr{kind: kindShift, end: end, unit: unitDay, step: shift, weekday: -1}
}

// takeYear adds the year behind a month or a season: "of 2015", ", 2015".
func (r *dateReader) takeYear(e *dateExpr) bool {
	j := e.end
	if r.low(j) == "of" || r.low(j) == "," {
		j++
	}
	if j >= len(r.toks) || !isYear(&r.toks[j]) {
		return false
	}
	e.year, _ = strconv.Atoi(r.toks[j].text)
	e.end = j + 1
	return true
}

// season reads "last summer", "in the spring of 2024", "in spring". They are years only: the months differ by place.
func (r *dateReader) season() dateExpr {
	s, n := r.c.find(r.toks, r.k, classSeason)
	if n == 0 || r.toks[r.k].capital && r.k == r.i && r.i > 0 {
		return dateExpr{}
	}
	e := dateExpr{kind: kindSeason, end: r.k + n, month: s, weekday: -1, step: r.step(), this: r.has(preThis)}
	if r.takeYear(&e) {
		return e
	}
	if r.pre&(preIn|preLast|preThis|preNext|preSince|preEarly|preEarlier|preOver) == 0 || r.low(e.end) == "of" {
		return dateExpr{}
	}
	if r.pre&(preLast|preThis|preNext) == 0 && e.end < len(r.toks) { // "in the spring offensive"
		next := &r.toks[e.end]
		if next.word() && !lexiconOnce().en.preps[next.low] && !next.is("that") && !next.capital && !next.is("and") {
			return dateExpr{}
		}
	}
	return e
}

// quarter reads "the fourth quarter of 2015", "Q4 2015", "in the third quarter".
func (r *dateReader) quarter() dateExpr {
	t := &r.toks[r.k]
	q, end := 0, 0
	if len(t.low) == 2 && t.low[0] == 'q' && t.low[1] >= '1' && t.low[1] <= '4' && t.capital {
		q, end = int(t.low[1]-'0'), r.k+1
	} else if o, n := r.c.find(r.toks, r.k, classOrdinal); n > 0 && r.low(r.k+n) == "quarter" {
		q, end = o, r.k+n+1
	}
	if q == 0 {
		return dateExpr{}
	}
	e := dateExpr{kind: kindQuarter, end: end, month: q, weekday: -1}
	j := end
	if r.low(j) == "of" || r.low(j) == "in" || r.low(j) == "," {
		j++
	}
	if j < len(r.toks) && isYear(&r.toks[j]) {
		e.year, _ = strconv.Atoi(r.toks[j].text)
		e.end = j + 1
		return e
	}
	if r.has(preThe) && r.has(preIn|preOver) {
		return e
	}
	return dateExpr{}
}

// year reads "in 2024", "since early 2024", "1990s", "the 1990s".
func (r *dateReader) year() dateExpr {
	t := &r.toks[r.k]
	if !t.digit {
		return dateExpr{}
	}
	if len(t.low) == 5 && (t.low[:2] == "19" || t.low[:2] == "20" || t.low[:2] == "18") && strings.HasSuffix(t.low, "0s") {
		return dateExpr{kind: kindDecade, end: r.k + 1, weekday: -1}
	}
	if !isYear(t) || r.pre&(preIn|preSince|preEarly|preEarlier|preOver|preUntil) == 0 || r.has(preThe|preThis|preOn) {
		return dateExpr{}
	}
	if r.k+1 < len(r.toks) { // "in 2000 villages"
		next := &r.toks[r.k+1]
		if next.word() && next.start == t.end+1 && !next.capital && strings.HasSuffix(next.low, "s") && len(next.low) > 4 || next.is("people") || next.is("km") || next.is("percent") || next.text == "%" {
			return dateExpr{}
		}
	}
	if r.has(preUntil) && !r.has(preEarly) && r.low(r.i) == "by" && r.i > 0 && r.toks[r.i-1].digit {
		return dateExpr{}
	}
	y, _ := strconv.Atoi(t.text)
	return dateExpr{kind: kindYear, end: r.k + 1, year: y, weekday: -1}
}

// unitWord reads "last week", "earlier this month", "over the weekend", "the previous day", "earlier in the day",
// "this morning", "that evening".
func (r *dateReader) unitWord() dateExpr {
	k := r.k
	u, n := r.c.find(r.toks, k, classUnit)
	part := false
	if n == 0 {
		if _, n = r.c.find(r.toks, k, classPart); n == 0 || r.low(k) == "lunchtime" {
			return dateExpr{}
		}
		u, part = unitDay, true
	}
	e := dateExpr{kind: kindShift, end: k + n, unit: int8(u), weekday: -1, step: r.step(), this: r.has(preThis)}
	if strings.HasSuffix(r.toks[k].low, "s") && !part { // "in the past days", "these weeks"
		if r.pre&(preLast|preThis) == 0 || u >= unitHour {
			return dateExpr{}
		}
		e.kind = kindVague
		return e
	}
	if u == unitHour || u == unitMinute || u == unitDecade || u == unitFortnight {
		return dateExpr{}
	}
	if u == unitDay && !part && r.low(e.end) == "after" && r.has(preThe) && !r.has(preSame) { // "the day after the vote"
		return dateExpr{}
	}
	the := r.has(preThe)
	switch {
	case r.has(preFollowing | prePrevious | preThat | preSame), the && r.has(preNext):
		if !the && !r.has(preThat) || r.has(preThat) && u != unitDay && !r.has(preSame) || u == unitYear && r.low(e.end) == "'s" {
			return dateExpr{}
		}
		if r.has(preThat) && r.i == k-1 && !part && u == unitDay && r.low(e.end) != "," && r.low(e.end) != "." {
			return dateExpr{} // "said that day one was over"
		}
		e.fromText = true
	case r.has(preLast | preThis | preNext):
		if the && r.has(preLast) { // "over the past week": no day of it
			if !r.has(preIn | preOver) {
				return dateExpr{}
			}
			e.kind = kindVague
			return e
		}
		if u == unitDay && !part {
			return dateExpr{} // "last day", "this day"
		}
	case the && r.i == k-1 && !part && r.low(e.end) == "before" && (e.end+1 >= len(r.toks) || !r.toks[e.end+1].word()):
		e.fromText, e.step = true, -1
		e.end++
	case u == unitWeekend && the && (r.has(preOver|preAt) || k == r.i+1):
		if next := r.low(e.end); k == r.i+1 && next != "" && r.toks[e.end].word() && !r.toks[e.end].capital && !lexiconOnce().en.preps[next] && next != "that" && next != "and" {
			return dateExpr{} // "the weekend paper"
		}
	case the && r.has(preEarlier|preEarly) && r.has(preIn) && (u == unitDay || u == unitWeek || u == unitMonth || u == unitYear):
		e.fromText = u == unitDay // "earlier in the day"
	default:
		return dateExpr{}
	}
	return e
}

// ago reads "two days ago", "three weeks earlier", "a day later", "24 hours ago", "a few days ago", "recent days".
func (r *dateReader) ago() dateExpr {
	k := r.k
	if r.pre&^(preIn|preOver|preThe|preLast|preEarlier|preAt|preSince|preNext) != 0 {
		return dateExpr{}
	}
	n, ok := r.c.numberAt(r.toks, k)
	few := false
	if _, l := r.c.find(r.toks, k, classFew); !ok && l > 0 {
		few = true
	}
	j := k + 1
	if ok && n == 1 && (r.low(j) == "few" || r.low(j) == "couple") {
		few = true
		j++
		if r.low(j) == "of" {
			j++
		}
	}
	if !ok && !few {
		return dateExpr{}
	}
	if few && r.low(j) == "few" {
		j++
	}
	u, l := r.c.find(r.toks, j, classUnit)
	if l == 0 || j >= len(r.toks) {
		return dateExpr{}
	}
	j += l
	vague := dateExpr{kind: kindVague, end: j, unit: int8(u), weekday: -1}
	if few && r.has(preIn|preOver) || ok && n > 1 && r.has(preLast) && r.has(preThe) {
		return vague
	}
	e := dateExpr{kind: kindShift, end: j + 1, unit: int8(u), weekday: -1}
	if r.pre&^(preSince|preThe) != 0 || n > 400 {
		return dateExpr{}
	}
	switch r.low(j) {
	case "ago":
		e.step = -n
	case "earlier", "before", "beforehand":
		e.step, e.fromText = -n, true
	case "later", "after", "afterwards", "afterward":
		e.step, e.fromText = n, true
	default:
		return dateExpr{}
	}
	if r.has(preThe) {
		return dateExpr{}
	}
	if w := r.low(j); w == "before" || w == "after" { // "a day after the vote" is counted from an event
		if j+1 < len(r.toks) && r.toks[j+1].word() && !r.toks[j+1].is("that") {
			return r.ofEvent(j+1, few || ok)
		}
	}
	if few {
		vague.end = j + 1
		return vague
	}
	switch u {
	case unitFortnight:
		e.unit, e.step = unitWeek, 2*e.step
	case unitDecade:
		e.unit, e.step = unitYear, 10*e.step
	case unitWeekend, unitMinute:
		return dateExpr{}
	case unitHour: // "five hours later" is counted from a time that is not known
		if n%24 != 0 {
			return dateExpr{}
		}
	}
	return e
}

// ofEvent takes the event that a day is counted from, where it is short and set off: "two days after the vote that",
// "a day after the vote,".
func (r *dateReader) ofEvent(i int, counted bool) dateExpr {
	en := &lexiconOnce().en
	if !counted || !en.dets[r.low(i)] && !r.toks[i].capital {
		return dateExpr{}
	}
	for j := i + 1; j < min(len(r.toks), i+7); j++ {
		t := &r.toks[j]
		switch {
		case t.is("that"), t.text == ",", endsSentence(t), t.kind == tokMark && t.text != "'":
			return dateExpr{kind: kindEvent, end: j, weekday: -1}
		case !t.word(), en.aux[t.low], en.finite[t.low], t.is("who"), t.is("which"), t.is("and"):
			return dateExpr{}
		}
	}
	return dateExpr{}
}
