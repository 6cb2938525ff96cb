package reading

import (
	"slices"
	"strings"
	"time"
)

// dateKind is what an expression says about its day.
type dateKind uint8

const (
	kindNone    dateKind = iota
	kindDay              // a day of a month, with or without the year
	kindNumeric          // 3/4/2024: two numbers whose order is not told
	kindMonth
	kindYear
	kindDecade
	kindWeekday
	kindShift // so many units before or after today or the date before it in the text
	kindSeason
	kindQuarter
	kindVague // "in recent days"
	kindEvent // "a day after the vote"
	kindClock // a time without a day
	kindExact // with its zone: 2024-10-31T10:02Z
)

// dateExpr is a date as the words give it, before it is counted from anything.
type dateExpr struct {
	kind             dateKind
	this             bool
	fromText         bool // counted from the date before it in the text
	since, until     bool // the edge of a time, not a point
	event            bool // of no statement: part of a name, "the Oct. 7 attacks", or of the lines around the text
	weekday          int8 // or -1
	unit             int8 // of kindShift
	end              int  // token behind it
	year, month, day int
	dayTo            int    // last day of a range of days, or 0
	step             int    // of kindShift; also -1 for "last", 1 for "next" of weekdays, months and seasons
	clock            *clock // nil where there is no time
}

// when is a date of the text: where it stands, and what it was resolved to.
type when struct {
	Date
	dateExpr
	para         int
	a, b         int
	offset, days int16 // from the day of Time to the first day of a range, and from there to its last
}

// dateValue is what an expression was resolved to; last is first where it is one day, month or year.
type dateValue struct {
	Date
	first, last time.Time
}

func (w *when) first() time.Time { return midnight(w.Time).AddDate(0, 0, int(w.offset)) }

func (w *when) last() time.Time { return w.first().AddDate(0, 0, int(w.days)) }

// longestDate is how many tokens a date takes at most; it bounds the work at every token.
const longestDate = 32

// dateAt reads an English date expression that begins at token i; n is how many tokens it takes, 0 if there is none. It is
// counted from the date of publication alone, and no finer than a day.
func (rd *reader) dateAt(toks []token, i int) (d Date, n int) {
	return rd.dateOf(parseEnglishDate(toks, i), toks, i)
}

// dateIn is dateAt for a paragraph of any language that has a table of words.
func (rd *reader) dateIn(p *paragraph, end, i int) (d Date, n int) {
	c := rd.calendarFor(p)
	if c == nil {
		return d, 0
	}
	return rd.dateOf(c.parse(p.toks[:end], i), p.toks[:end], i)
}

func (rd *reader) dateOf(e dateExpr, toks []token, i int) (d Date, n int) {
	if e.kind == kindNone {
		return d, 0
	}
	an := anchors{day: rd.anchorDay(), order: orderOfTag(rd.lang)}
	w := an.resolve(e)
	if w.Precision == PrecisionMinute {
		w.Time, w.Precision = midnight(w.Time), PrecisionDay
	}
	w.Span = Span{toks[i].start, toks[e.end-1].end}
	w.Text = rd.slice(w.Span)
	if e.kind == kindDay && (e.year > 0 || e.weekday >= 0) && e.end+1 < len(toks) && toks[e.end].text == "," && toks[e.end+1].is("that") {
		e.end++ // the comma closes the year: "said on Oct. 31, 2024, that"
	}
	return w.Date, e.end - i
}

// calendarFor gives the words of dates that a paragraph is read with.
func (rd *reader) calendarFor(p *paragraph) *calendar {
	lang := "en"
	if pk := rd.packFor(p); pk != nil {
		lang = pk.lang
	}
	return calendarOf(lang)
}

// datesIn gives the date expressions of a paragraph, not yet resolved; those inside quotation marks only where quoted.
func (rd *reader) datesIn(c *calendar, p *paragraph, quoted bool, out []when) []when {
	for i := 0; i < len(p.toks); i++ {
		if t := &p.toks[i]; t.kind != tokWord || t.pair >= 0 && !quoted || !c.starts(t) {
			continue
		}
		e := c.parse(p.toks, i)
		if e.kind == kindNone {
			continue
		}
		w := when{dateExpr: e, para: p.index, a: i, b: e.end}
		w.Span = Span{p.toks[i].start, p.toks[e.end-1].end} // its words are taken only where they are shown
		if len(out) == cap(out) {
			out = slices.Grow(out, max(16, len(out))) // to twice as many
		}
		out = append(out, w)
		i = e.end - 1
	}
	return out
}

// textDates gives the dates of the text in order, each counted from the publication, the dateline, or the date before
// it; and the words that each paragraph is read with, nil where there are none for its language.
func (rd *reader) textDates(quoted bool) (out []when, an anchors, read []*calendar) {
	read = make([]*calendar, len(rd.paras))
	out = make([]when, 0, 16+len(rd.found)) // a statement seldom has more
	for i := range rd.paras {
		if read[i] = rd.calendarFor(&rd.paras[i]); read[i] != nil {
			out = rd.datesIn(read[i], &rd.paras[i], quoted, out)
		}
	}
	an = rd.findAnchors(out)
	for i := range out {
		p := &rd.paras[out[i].para]
		head := p.Role != RoleBody && p.Role != RoleCaption && p.Role != RoleSubtitle || !rd.art.Dateline.Span.Empty() && p.Start <= rd.art.Dateline.Span.Start && len(p.units) > 1 && out[i].b <= p.units[0].b
		out[i].event = out[i].event || head // it is that of the article
		w := an.resolve(out[i].dateExpr)
		d := &out[i]
		d.Time, d.Precision, d.Reason = w.Time, w.Precision, w.Reason
		if w.Time.IsZero() {
			continue
		}
		if !w.first.Equal(w.Time) || !w.last.Equal(w.first) {
			d.offset, d.days = daysFrom(midnight(w.Time), w.first), daysFrom(w.first, w.last)
		}
		if (w.Precision == PrecisionDay || w.Precision == PrecisionMinute) && !d.event {
			an.before, an.beforeAt = midnight(w.first), d.Span
		}
	}
	return out, an, read
}

func (c *calendar) parse(toks []token, i int) dateExpr {
	if c.lang == "en" {
		return parseEnglishDate(toks, i)
	}
	return c.parseDate(toks, i)
}

func daysFrom(a, b time.Time) int16 { return int16(midnight(b).Sub(midnight(a)) / (24 * time.Hour)) }

func midnight(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

func (rd *reader) anchorDay() time.Time {
	if rd.anchor.IsZero() {
		return rd.anchor
	}
	return midnight(rd.anchor)
}

func written(t time.Time) string { return t.Format("2 Jan 2006") }

func isYear(t *token) bool {
	return t.digit && len(t.text) == 4 && t.kind == tokWord && digitsOnly(t.text) && (t.text[0] == '1' && t.text[1] >= '7' || t.text[0] == '2' && t.text[1] == '0')
}

func digitsOnly(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return !isDigit(r) }) < 0
}

func skipComma(toks []token, i int) int {
	if i < len(toks) && toks[i].text == "," {
		return i + 1
	}
	return i
}
