package reading

import (
	"strconv"
	"strings"
	"time"
)

// numericDate reads 2024-10-31, 2024-10-31T10:02Z, 31.10.2024, 31/10/2024 and 10/31/24 at token i.
func numericDate(toks []token, i int) dateExpr {
	t := &toks[i]
	if !t.digit || len(t.text) > 25 {
		return dateExpr{}
	}
	if len(t.text) >= 8 {
		for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00"} {
			if at, err := time.Parse(layout, t.text); err == nil && at.Year() > 0 {
				return dateExpr{kind: kindExact, end: i + 1, clock: &clock{at: at}, weekday: -1}
			}
		}
	}
	end := i + 1
	var f []string
	if t.text[len(t.text)-1] != '-' {
		f = strings.FieldsFunc(t.text, func(r rune) bool { return r == '.' || isHyphen(r) })
	}
	if len(f) == 1 && i+4 < len(toks) && toks[i+1].text == "/" && toks[i+3].text == "/" && toks[i+4].start-t.start == len(t.text)+2+len(toks[i+2].text) {
		f = []string{t.text, toks[i+2].text, toks[i+4].text}
		end = i + 5
	}
	if len(f) != 3 {
		return dateExpr{}
	}
	var n [3]int
	for k, s := range f {
		v, err := strconv.Atoi(s)
		if err != nil || len(s) > 4 || len(s) == 3 {
			return dateExpr{}
		}
		n[k] = v
	}
	if len(f[0]) == 4 {
		return dayExpr(n[0], n[1], n[2], end)
	}
	if len(f[0]) > 2 || len(f[1]) > 2 || len(f[2]) < 2 {
		return dateExpr{}
	}
	if len(f[2]) == 2 {
		if n[2] += 2000; n[2] >= 2070 {
			n[2] -= 100
		}
	}
	if end == i+1 && n[1] <= 12 { // with points or hyphens the day goes first
		return dayExpr(n[2], n[1], n[0], end)
	}
	switch {
	case n[0] > 12:
		return dayExpr(n[2], n[1], n[0], end)
	case n[1] > 12:
		return dayExpr(n[2], n[0], n[1], end)
	case n[0] == n[1]:
		return dayExpr(n[2], n[0], n[1], end)
	case n[0] < 1 || n[1] < 1 || n[2] < 1000:
		return dateExpr{}
	}
	return dateExpr{kind: kindNumeric, end: end, year: n[2], month: n[0], day: n[1], weekday: -1}
}

// dayExpr is a day of a month, or nothing where there is no such day.
func dayExpr(year, month, day, end int) dateExpr {
	if month < 1 || month > 12 || day < 1 || year < 0 || year > 0 && year < 1000 {
		return dateExpr{}
	}
	leap := year
	if year == 0 {
		leap = 2000
	}
	if day > daysIn(leap, month) {
		return dateExpr{}
	}
	return dateExpr{kind: kindDay, end: end, year: year, month: month, day: day, weekday: -1}
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// orderOfTag tells by a language tag whether the day (1) or the month (-1) goes first in 3/4/2024; 0: not told.
func orderOfTag(tag string) int {
	lang, region, _ := strings.Cut(strings.ToLower(tag), "-")
	switch {
	case lang == "en" && (region == "us" || region == "ph"):
		return -1
	case lang == "en" && region == "" || lang == "und" || lang == "":
		return 0
	}
	return 1
}

// British and American spellings, which tell the order of day and month where nothing else does.
var (
	britishWords  = wordSet{"colour": true, "honour": true, "labour": true, "favour": true, "neighbour": true, "neighbours": true, "centre": true, "defence": true, "organisation": true, "organised": true, "programme": true, "programmes": true, "metres": true, "kilometres": true, "travelled": true, "recognise": true, "recognised": true, "whilst": true, "licence": true, "behaviour": true, "harbour": true, "realise": true, "realised": true, "apologised": true, "criticised": true}
	americanWords = wordSet{"color": true, "honor": true, "labor": true, "favor": true, "neighbor": true, "neighbors": true, "center": true, "defense": true, "organization": true, "organized": true, "program": true, "programs": true, "meters": true, "kilometers": true, "traveled": true, "recognize": true, "recognized": true, "behavior": true, "harbor": true, "realize": true, "realized": true, "apologized": true, "criticized": true}
)

// dateOrder tells how the text writes 3/4/2024, and the ground for it.
func (rd *reader) dateOrder(dates []when) (order int, ground string) {
	if o := orderOfTag(rd.o.Lang); o != 0 {
		return o, "the language given, " + rd.o.Lang
	}
	if o := orderOfTag(rd.lang); o != 0 {
		return o, "the language of the text"
	}
	for i := range dates { // another date of the text with a number above 12
		w := &dates[i]
		if w.kind != kindDay || w.day <= 12 {
			continue
		}
		text := rd.slice(w.Span)
		_, digits, _ := strings.Cut(text, " ") // "on 25/4/2024"
		if digits == "" {
			digits = text
		}
		if !strings.Contains(digits, "/") || strings.HasPrefix(digits, strconv.Itoa(w.year)) {
			continue
		}
		if strings.HasPrefix(digits, strconv.Itoa(w.day)) {
			return 1, "“" + text + "” elsewhere in the text"
		}
		return -1, "“" + text + "” elsewhere in the text"
	}
	british, american := 0, 0
	for i := range rd.paras {
		for k := range rd.paras[i].toks {
			if t := &rd.paras[i].toks[k]; t.capital {
				continue // "the Labour Party", "Kennedy Center"
			} else if britishWords[t.low] {
				british++
			} else if americanWords[t.low] {
				american++
			}
		}
	}
	switch {
	case british > american:
		return 1, "the British spelling of the text"
	case american > british:
		return -1, "the American spelling of the text"
	}
	return 0, ""
}
