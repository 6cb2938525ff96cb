package reading

import (
	"io/fs"
	"strconv"
	"strings"
	"sync"
)

// dateClass is what a word does in a date; the names are those of lexicon/<lang>/dates.tsv.
type dateClass uint8

const (
	classNone    dateClass = iota
	classWeekday           // 0 is Sunday
	classShort             // a short weekday, which counts only beside a day of a month
	classMonth
	classInMonth  // a month with its "in": "באוקטובר"
	classThisUnit // a unit with its "this": "השבוע"
	classDay      // "yesterday": days from today
	classUnit     // one of the units below
	classDual     // a unit that is two by itself: its number is the unit
	classPart     // "morning"
	classLast     // "last", before or behind its word
	classThis
	classNext
	classAgo  // before a number: "vor zwei Tagen"
	classBack // behind one: "назад"
	classNumber
	classFew
	classSmall // small words in front of and between the parts: "am", "de"
	classSince
	classUntil
	classYear // a word that makes four digits a year: "im Jahr"
	classSeason
	classOrdinal
	className
	classEvent
	classRelative // "who", "which"
	classPrefix   // of English, not in a file
	classOther
)

var dateClasses = map[string]dateClass{"weekday": classWeekday, "short": classShort, "month": classMonth, "inmonth": classInMonth, "thisunit": classThisUnit, "day": classDay, "unit": classUnit, "dual": classDual, "part": classPart,
	"last": classLast, "this": classThis, "next": classNext, "ago": classAgo, "back": classBack, "number": classNumber, "few": classFew, "small": classSmall, "since": classSince,
	"until": classUntil, "year": classYear, "season": classSeason, "ordinal": classOrdinal, "name": className, "event": classEvent, "relative": classRelative}

// The units, by the numbers they have in the tables.
const (
	unitDay = 1 + iota
	unitWeek
	unitMonth
	unitYear
	unitWeekend
	unitHour
	unitFortnight
	unitDecade
	unitMinute
)

// dateWord is an entry of a table: the words after the first one, what they are, and their number.
type dateWord struct {
	rest  []string
	class dateClass
	n     int
}

// calendar holds the words of dates of one language, by their first word.
type calendar struct {
	lang    string
	words   map[string][]dateWord
	lengths [256]uint64 // by first byte: the lengths that first words have, so that most words need no look-up
}

// entries gives what begins with a word in lower case.
func (c *calendar) entries(low string) []dateWord {
	if low == "" || c.lengths[low[0]]>>min(len(low), 63)&1 == 0 {
		return nil
	}
	return c.words[low]
}

// starts reports whether a word can begin a date.
func (c *calendar) starts(t *token) bool {
	if t.digit || c.entries(t.low) != nil {
		return true
	}
	if c.lang == "en" {
		return midWord(t)
	}
	return hasNumber(t)
}

// calendars gives the words of a language when they are first asked for; most texts need those of one.
var calendars = sync.OnceValue(func() map[string]func() *calendar {
	all := map[string]func() *calendar{}
	dirs, err := fs.ReadDir(lexiconFiles, "lexicon")
	if err != nil {
		return all
	}
	for _, d := range dirs {
		lang := d.Name()
		all[lang] = sync.OnceValue(func() *calendar { return loadCalendar(lang) })
	}
	return all
})

// calendarOf gives the words of a language, or nil where there are none.
func calendarOf(lang string) *calendar {
	if load := calendars()[lang]; load != nil {
		if c := load(); len(c.words) > 0 {
			return c
		}
	}
	return nil
}

func loadCalendar(lang string) *calendar {
	c := &calendar{lang: lang, words: map[string][]dateWord{}}
	for class, file := range map[dateClass]string{classMonth: "/months.tsv", classWeekday: "/weekdays.tsv"} {
		for w, v := range table(lang + file) {
			n, _ := strconv.Atoi(v)
			c.add(w, class, n)
		}
	}
	var weekdays, parts []string
	number := map[string]int{}
	for _, l := range lines(lang + "/dates.tsv") {
		f := strings.SplitN(l, "\t", 3)
		if len(f) < 3 {
			continue
		}
		class := dateClasses[f[0]]
		n, _ := strconv.Atoi(f[1])
		for w := range strings.SplitSeq(f[2], ",") {
			w = strings.ToLower(strings.TrimSpace(w))
			c.add(w, class, n)
			switch class {
			case classWeekday:
				weekdays = append(weekdays, w)
				number[w] = n
			case classPart:
				parts = append(parts, w)
			}
		}
	}
	if lang == "en" {
		c.addEnglish()
	}
	if lang == "de" { // "Dienstagabend" is one word
		for _, w := range weekdays {
			for _, p := range parts {
				c.add(w+p, classWeekday, number[w])
			}
		}
	}
	return c
}

func (c *calendar) add(words string, class dateClass, n int) {
	f := strings.Fields(words)
	if len(f) == 0 || class == classNone {
		return
	}
	c.lengths[f[0][0]] |= 1 << min(len(f[0]), 63)
	c.words[f[0]] = append(c.words[f[0]], dateWord{f[1:], class, n})
}

// find gives the number of the longest entry of a class that stands at token i, and how many tokens it takes; 0 where
// none does.
func (c *calendar) find(toks []token, i int, class dateClass) (n, length int) {
	if i >= len(toks) {
		return 0, 0
	}
	for _, w := range c.entries(toks[i].low) {
		if w.class != class || len(w.rest) < length || i+len(w.rest) >= len(toks) {
			continue
		}
		same := true
		for k, r := range w.rest {
			if toks[i+1+k].low != r {
				same = false
				break
			}
		}
		if same {
			n, length = w.n, 1+len(w.rest)
		}
	}
	return n, length
}

// skip goes over the words of a class and gives the token behind them.
func (c *calendar) skip(toks []token, i int, class dateClass) int {
	for guard := 0; guard < 4; guard++ {
		_, n := c.find(toks, i, class)
		if n == 0 {
			break
		}
		i += n
	}
	return i
}

// numberAt reads a number in digits of any script, with a prefix or an ending of its language ("ב-31", "1er", "31-го"),
// or in words.
func (c *calendar) numberAt(toks []token, i int) (n int, ok bool) {
	if i >= len(toks) {
		return 0, false
	}
	if v, l := c.find(toks, i, classNumber); l == 1 {
		return v, true
	}
	digits, after := 0, 0
	for _, r := range toks[i].low {
		d := -1
		switch {
		case r >= '0' && r <= '9':
			d = int(r - '0')
		case r >= 0x660 && r <= 0x669:
			d = int(r - 0x660)
		case r >= 0x6F0 && r <= 0x6F9:
			d = int(r - 0x6F0)
		}
		switch {
		case d >= 0 && after > 0, digits > 4:
			return 0, false
		case d >= 0:
			n, digits = n*10+d, digits+1
		case digits > 0:
			if after++; after > 3 {
				return 0, false
			}
		case !isHyphen(r) && !(r >= 0x5D0 && r <= 0x5EA):
			return 0, false
		}
	}
	return n, digits > 0
}
