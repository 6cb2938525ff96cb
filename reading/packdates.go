package reading

import (
	"strings"
	"time"
)

// date gives what kind of date word a token is, its prefixes taken off.
func (pk *pack) date(t *token) packDate {
	if !t.word() {
		return packDate{}
	}
	if d, ok := pk.dates[t.low]; ok || !pk.caseless {
		return d
	}
	if rest := pk.strip(t.low); rest != t.low {
		if d := pk.dates[rest]; d.kind == 'm' {
			return d
		}
	}
	return packDate{}
}

// dateLength gives how many tokens a date takes that begins at i, or 0.
func (pk *pack) dateLength(toks []token, i, end int) int {
	_, n := pk.dateAt(toks, i, end, time.Time{})
	return n
}

// dateAt reads "mardi", "am Dienstag", "le 12 mars", "во вторник", "ביום שלישי"; day is the date of publication.
func (pk *pack) dateAt(toks []token, i, end int, day time.Time) (Date, int) {
	k := i
	for k < end && k-i < 2 && pk.date(&toks[k]).kind == 'i' {
		k++
	}
	if k >= end || toks[k].pair >= 0 || !toks[k].word() {
		return Date{}, 0
	}
	d := pk.date(&toks[k])
	if d.kind == 'v' && k > i {
		d.kind = 'w'
	}
	at, n := time.Time{}, 0
	reason := "no date of publication to count from"
	if !day.IsZero() {
		reason = "counted from the date of publication"
	}
	switch {
	case d.kind == 'w':
		n = k + 1 - i
		last := false
		if k+1 < end {
			switch pk.date(&toks[k+1]).kind {
			case 'n':
				return Date{}, n + 1
			case 'l':
				n++
				last = true
			}
		}
		if !day.IsZero() {
			back := (int(day.Weekday()) - d.n + 7) % 7
			if last && back == 0 {
				back = 7
			}
			at = day.AddDate(0, 0, -back)
		}
		if j := k + 1; j < end && isComma(&toks[j]) {
			j++
			if m, more := pk.dayMonth(toks, j, end, day); more > 0 {
				at, n = m, j+more-i
			}
		} else if m, more := pk.dayMonth(toks, j, end, day); more > 0 {
			at, n = m, j+more-i
		}
	case d.kind == 'd':
		n = k + 1 - i
		if !day.IsZero() {
			at = day.AddDate(0, 0, d.n)
		}
	case toks[k].digit:
		if m, more := pk.dayMonth(toks, k, end, day); more > 0 {
			at, n = m, k+more-i
			reason = "day and month as written"
		}
	}
	if n == 0 {
		return Date{}, 0
	}
	s := Span{toks[i].start, toks[i+n-1].end}
	pr := PrecisionDay
	if at.IsZero() {
		pr = PrecisionNone
	}
	return Date{Time: at, Precision: pr, Span: s, Reason: reason}, n
}

// dayMonth reads "12 mars 2031", "12. März", "12 de marzo de 2031", "1er mai".
func (pk *pack) dayMonth(toks []token, i, end int, day time.Time) (time.Time, int) {
	k := i
	for k < end && k-i < 1 && pk.date(&toks[k]).kind == 'i' {
		k++
	}
	if k >= end || !toks[k].digit || len(toks[k].text) > 4 {
		return time.Time{}, 0
	}
	d := 0
	for _, r := range toks[k].text {
		if !isDigit(r) {
			break
		}
		d = d*10 + int(r-'0')
	}
	k++
	for k < end && (toks[k].text == "." && toks[k-1].end == toks[k].start || pk.date(&toks[k]).kind == 'j') {
		k++
	}
	if d < 1 || d > 31 || k >= end || pk.date(&toks[k]).kind != 'm' {
		return time.Time{}, 0
	}
	month := time.Month(pk.date(&toks[k]).n)
	k++
	y := 0
	j := k
	if j < end && pk.date(&toks[j]).kind == 'j' {
		j++
	}
	if j < end && len(toks[j].text) == 4 && toks[j].digit && strings.HasPrefix(toks[j].text, "2") {
		y = signedNumber(toks[j].text)
		k = j + 1
	}
	if y == 0 {
		if day.IsZero() {
			return time.Time{}, k - i
		}
		y = day.Year()
		if time.Date(y, month, d, 0, 0, 0, 0, time.UTC).After(day.AddDate(0, 2, 0)) {
			y--
		}
	}
	return time.Date(y, month, d, 0, 0, 0, 0, time.UTC), k - i
}

// saidAt is the date of a unit that stands nearest to the verb and outside what was said.
func (rd *reader) saidAt(pk *pack, x *attribution, u unit, taken func(int) bool) Date {
	p := &rd.paras[x.cuePara]
	var day time.Time
	if !rd.anchor.IsZero() {
		y, m, d := rd.anchor.Date()
		day = time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	}
	var best Date
	distance := 16
	for i := max(u.a, x.cue.a-distance); i < min(u.b, x.cue.b+distance); i++ {
		if p.toks[i].pair >= 0 || taken(i) {
			continue
		}
		d, n := pk.dateAt(p.toks, i, u.b, day)
		if n == 0 || d.Span.Empty() {
			continue
		}
		away := x.cue.a - i
		if away < 0 {
			away = i - x.cue.b
		}
		if away < distance {
			best, distance = d, away
		}
		i += n - 1
	}
	if !best.Span.Empty() {
		best.Text = rd.slice(best.Span)
	}
	return best
}
