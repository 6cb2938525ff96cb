package reading

import (
	"strconv"
	"strings"
	"time"
	"unicode"
)

// stamp is a date with what stands beside it in a line like "Published 31 October 2024 10:02 GMT".
type stamp struct {
	date    Date
	updated bool // "updated" stands before it
	labeled bool // "published" or "updated" stands before it
	zoned   bool
}

// field is a piece of a line between blanks and commas: its place in code points of the text.
type field struct {
	start, end int
	low        string
}

// longestStampLine, in code points: a longer line is no line of dates.
const longestStampLine = 240

// stampLine reads the dates of a line and counts the words that do not belong to dates of publication; relative says
// that a time like "2 hours ago" is among them.
func (rd *reader) stampLine(s Span, words []*pageWords) (stamps []stamp, labels, others int, relative bool) {
	if s.End-s.Start > longestStampLine {
		return nil, 0, 99, false
	}
	fs := stampFields(rd.runes, s)
	used := make([]bool, len(fs))
	labeled, updated := false, false
	for i := 0; i < len(fs); i++ {
		if used[i] {
			continue
		}
		if n, up := stampLabel(fs, i, words); n > 0 {
			labeled, updated = true, up
			labels++
			for k := range n {
				used[i+k] = true
			}
			continue
		}
		if d, n, ok := rd.stampAt(fs, i, words, used); ok {
			stamps = append(stamps, stamp{date: d.date, zoned: d.zoned, labeled: labeled, updated: labeled && updated})
			for k := range n {
				used[i+k] = true
			}
		}
	}
	ago := false // "3 min read" is no date, "2 hours ago, 3 min read" is one
	for i, f := range fs {
		if used[i] || f.low == "" {
			continue
		}
		switch {
		case f.low[0] >= '0' && f.low[0] <= '9':
			if _, _, ok := timeOf(f.low); !ok && len(f.low) > 2 {
				others++
			}
		case rd.lx.en.weekdays[f.low] != "" || weekdayWords[strings.TrimSuffix(f.low, ".")] || zoneOf(f.low, time.Time{}) != nil || stampFillers[f.low]:
		case inSection(words, "ago", f.low):
			ago = true
		case inSection(words, "relative", f.low):
		default:
			others++
		}
	}
	return stamps, labels, others, ago
}

var stampFillers = wordSet{"am": true, "pm": true, "a.m.": true, "p.m.": true, "uhr": true, "the": true, "of": true, "de": true, "del": true, "time": true, "local": true, "г": true, "г.": true, "/": true, "|": true,
	"-": true, "–": true, "—": true, "·": true, "•": true, ":": true, "*": true, "às": true, "a": true, "ás": true, "et": true, "y": true}

var weekdayWords = wordSet{"mon": true, "tue": true, "tues": true, "wed": true, "thu": true, "thur": true, "thurs": true, "fri": true, "sat": true, "sun": true,
	"montag": true, "dienstag": true, "mittwoch": true, "donnerstag": true, "freitag": true, "samstag": true, "sonntag": true, "mo": true, "di": true, "mi": true, "do": true, "fr": true, "sa": true, "so": true,
	"lundi": true, "mardi": true, "mercredi": true, "jeudi": true, "vendredi": true, "samedi": true, "dimanche": true,
	"lunes": true, "martes": true, "miércoles": true, "jueves": true, "viernes": true, "sábado": true, "domingo": true,
	"понедельник": true, "вторник": true, "среда": true, "четверг": true, "пятница": true, "суббота": true, "воскресенье": true}

func inSection(words []*pageWords, section, w string) bool {
	for _, pw := range words {
		if pw.whole[section][w] {
			return true
		}
	}
	return false
}

// stampFields cuts a line at blanks, commas, brackets and bars; a colon or dot stays inside a number.
func stampFields(r []rune, s Span) []field {
	var out []field
	start := -1
	flush := func(end int) {
		if start >= 0 {
			low := strings.ToLower(strings.Map(func(c rune) rune {
				switch {
				case passable(c):
					return -1
				case c == '’':
					return '\''
				}
				return c
			}, string(r[start:end])))
			if len(low) > 1 && strings.HasSuffix(low, ":") {
				low = low[:len(low)-1]
			}
			out = append(out, field{start, end, low})
		}
		start = -1
	}
	for i := s.Start; i < s.End; i++ {
		c := r[i]
		cut := isSpace(c) || c == ',' || c == '،' || c == '(' || c == ')' || c == '[' || c == ']' || c == '|' || c == '·' || c == '•' || c == ';'
		if c == ':' && start >= 0 && i+1 < s.End && unicode.IsLetter(r[i-1]) {
			cut = true // "Published:Oct 31"
		}
		if cut {
			flush(i)
			continue
		}
		if start < 0 {
			start = i
		}
	}
	flush(s.End)
	return out
}

// stampLabel reads "last updated on" at field i.
func stampLabel(fs []field, i int, words []*pageWords) (n int, updated bool) {
	joined := ""
	for k := i; k < len(fs) && k < i+4; k++ {
		if k > i {
			joined += " "
		}
		joined += fs[k].low
		if inSection(words, "updated", joined) {
			n, updated = k+1-i, true
		} else if inSection(words, "published", joined) && (joined != "on" && joined != "le" && joined != "el" && joined != "vom" || i == 0) {
			n, updated = k+1-i, false
		}
	}
	return n, updated
}

type dayStamp struct {
	date  Date
	zoned bool
}

// stampAt reads a day at field i, and the time and zone beside it, also before it; n is how many fields the day takes,
// the others are marked as used.
func (rd *reader) stampAt(fs []field, i int, words []*pageWords, used []bool) (out dayStamp, n int, ok bool) {
	y, m, d, n, reason := readDay(fs, i, words)
	if n == 0 {
		return out, 0, false
	}
	if at := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC); y < 1700 || y > 2200 || at.Day() != d {
		return out, 0, false
	}
	from, to := fs[i].start, fs[i+n-1].end
	hour, minute, place := -1, 0, -1
	if t := isoTime(fs[i].low); n == 1 && t != "" {
		hour, minute, _ = timeOf(t)
		place = i
	}
	for k := i + n; place < 0 && k < len(fs) && k < i+n+4; k++ {
		if h, mi, ok := timeOf(fs[k].low); ok && !used[k] {
			hour, minute, place = h, mi, k
		} else if _, _, _, n, _ := readDay(fs, k, words); n > 0 {
			break
		} else if l, _ := stampLabel(fs, k, words); l > 0 {
			break
		}
	}
	if place < 0 { // "2:26 PM EDT, October 31, 2026"
		for k := i - 1; k >= 0 && k >= i-4; k-- {
			if h, mi, ok := timeOf(fs[k].low); ok && !used[k] {
				hour, minute, place = h, mi, k
				break
			}
		}
	}
	at := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	precision := PrecisionDay
	if place >= 0 {
		precision = PrecisionMinute
		var zone *time.Location
		next := place + 1
		half := halfDay(fs[place].low)
		if half == "" && next < len(fs) {
			if half = halfDay(fs[next].low); half != "" {
				used[next] = true
				next++
			}
		}
		switch {
		case half == "p" && hour < 12:
			hour += 12
		case half == "a" && hour == 12:
			hour = 0
		}
		if place == i {
			zone = isoZone(fs[i].low)
		} else {
			used[place] = true
		}
		for k := next; zone == nil && k < len(fs) && k < next+2; k++ {
			if zone = zoneOf(fs[k].low, at); zone != nil {
				used[k] = true
				if k+1 < len(fs) && (fs[k].low == "gmt" || fs[k].low == "utc") && strings.IndexAny(fs[k+1].low, "+-−") == 0 {
					if z := zoneOf(fs[k+1].low, at); z != nil {
						zone = z
						used[k+1] = true
					}
				}
			}
		}
		if zone != nil {
			out.zoned = true
			reason += ", zone as written"
		} else {
			zone = time.UTC
			reason += ", no time zone given"
		}
		at = time.Date(y, time.Month(m), d, hour, minute, 0, 0, zone)
		from, to = min(from, fs[place].start), max(to, fs[place].end)
	}
	s := Span{from, to}
	out.date = Date{Time: at, Precision: precision, Text: rd.slice(s), Span: s, Reason: reason}
	return out, n, true
}

// readDay reads a day at field i: "31 October 2024", "Oct. 31, 2024", "31.10.24", "2024-10-31T10:02", "11/02/2024".
func readDay(fs []field, i int, words []*pageWords) (y, m, d, n int, reason string) {
	month := func(k int) int {
		if k >= len(fs) {
			return 0
		}
		for _, w := range words {
			if m := w.months[fs[k].low]; m > 0 {
				return m
			}
			if k+1 < len(fs) {
				if m := w.months[fs[k].low+" "+fs[k+1].low]; m > 0 {
					return m + 100 // two words
				}
			}
		}
		return 0
	}
	year := func(k int) int {
		if k < len(fs) && len(fs[k].low) >= 4 {
			if y := number(strings.TrimRight(fs[k].low, ".г")); y >= 1700 && y <= 2200 {
				return y
			}
		}
		return 0
	}
	if mo := month(i); mo > 0 { // month first
		k := i + 1 + mo/100
		if k < len(fs) {
			if day := dayOf(fs[k].low); day > 0 && year(k+1) > 0 {
				return year(k + 1), mo % 100, day, k + 2 - i, "date as written"
			}
		}
		return
	}
	if day := dayOf(fs[i].low); day > 0 {
		k := i + 1
		if k < len(fs) && (fs[k].low == "de" || fs[k].low == "of") {
			k++
		}
		if mo := month(k); mo > 0 {
			k += 1 + mo/100
			if k < len(fs) && (fs[k].low == "de" || fs[k].low == "del") {
				k++
			}
			if year(k) > 0 {
				return year(k), mo % 100, day, k + 1 - i, "date as written"
			}
		}
		return
	}
	return digitDay(fs[i].low)
}

// digitDay reads a day in digits.
func digitDay(s string) (y, m, d, n int, reason string) {
	if at := strings.IndexAny(s, "tT"); at == 10 {
		s = s[:at]
	}
	for _, sep := range []string{"-", "/", "."} {
		p := strings.Split(strings.TrimSuffix(s, "."), sep)
		if len(p) != 3 || len(p[0]) == 0 || len(p[1]) == 0 || len(p[1]) > 2 || len(p[2]) < 2 {
			continue
		}
		a, b, c := number(p[0]), number(p[1]), number(p[2])
		if len(p[0]) == 4 && len(p[2]) <= 2 {
			return a, b, c, 1, "date as written"
		}
		if len(p[0]) > 2 || len(p[2]) != 2 && len(p[2]) != 4 {
			continue
		}
		if len(p[2]) == 2 {
			c += 2000
		}
		switch {
		case a > 12:
			return c, b, a, 1, "date as written"
		case b > 12:
			return c, a, b, 1, "date as written, the month first"
		case sep == "." || a == b:
			return c, b, a, 1, "date as written"
		}
		return c, b, a, 1, "day taken to stand before the month"
	}
	return
}

func dayOf(s string) int {
	s = strings.TrimRight(s, ".")
	for _, x := range []string{"st", "nd", "rd", "th", "er"} {
		s = strings.TrimSuffix(s, x)
	}
	if len(s) > 2 {
		return 0
	}
	if d := number(s); d >= 1 && d <= 31 {
		return d
	}
	return 0
}

// timeOf reads "10:02", "17.26", "18h05", "9:40pm", "07:30:00".
func timeOf(s string) (hour, minute int, ok bool) {
	s = strings.TrimRight(s, ".")
	for _, x := range []string{"am", "pm", "a.m", "p.m", "uhr", "z", "h"} {
		s = strings.TrimSuffix(s, x)
	}
	at := strings.IndexAny(s, ":.h")
	if at < 1 || at > 2 || len(s) < at+3 {
		return 0, 0, false
	}
	rest := s[at+1:]
	if len(rest) != 2 && (len(rest) < 5 || rest[2] != ':' || s[at] != ':') {
		return 0, 0, false
	}
	h, err := strconv.Atoi(s[:at])
	m, err2 := strconv.Atoi(rest[:2])
	if err != nil || err2 != nil || h < 0 || h > 23 || m < 0 || m > 59 {
		return 0, 0, false
	}
	return h, m, true
}

func halfDay(s string) string {
	s = strings.TrimRight(s, ".")
	for _, x := range []string{"am", "a.m", "pm", "p.m"} {
		if strings.HasSuffix(s, x) && (len(s) == len(x) || s[0] >= '0' && s[0] <= '9') {
			return x[:1]
		}
	}
	return ""
}
