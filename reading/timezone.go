package reading

import (
	"strings"
	"time"
)

// zones are abbreviations as pages use them, in minutes east of Greenwich. IST is India's: Israel's pages give none.
var zones = map[string]int{"gmt": 0, "utc": 0, "z": 0, "bst": 60, "wet": 0, "west": 60, "cet": 60, "cest": 120, "mez": 60, "mesz": 120, "eet": 120, "eest": 180, "msk": 180, "мск": 180, "trt": 180, "ast": 180,
	"idt": 180, "gst": 240, "pkt": 300, "ist": 330, "wib": 420, "ict": 420, "hkt": 480, "sgt": 480, "cst": -360, "cdt": -300, "est": -300, "edt": -240, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
	"jst": 540, "kst": 540, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780, "sast": 120, "wat": 60, "eat": 180}

// summery are the zones without a season in their name: with the hour added in summer by the rule of the United States.
var summery = map[string]int{"et": -300, "ct": -360, "mt": -420, "pt": -480}

// zoneOf reads "GMT", "ET", "+0100", "GMT+2"; at is the day, since ET is not the same all year.
func zoneOf(s string, at time.Time) *time.Location {
	s = strings.TrimRight(s, ".")
	if off, ok := zones[s]; ok {
		return time.FixedZone(strings.ToUpper(s), off*60)
	}
	if off, ok := summery[s]; ok {
		if americanSummer(at) {
			off += 60
		}
		return time.FixedZone(strings.ToUpper(s), off*60)
	}
	num := strings.TrimPrefix(strings.TrimPrefix(s, "gmt"), "utc")
	if num == "" || num[0] != '+' && num[0] != '-' {
		if !strings.HasPrefix(num, "−") {
			return nil
		}
		num = "-" + strings.TrimPrefix(num, "−")
	}
	digits := strings.ReplaceAll(num[1:], ":", "")
	if digits == "" || len(digits) > 4 || strings.Trim(digits, "0123456789") != "" {
		return nil
	}
	var off int
	if len(digits) <= 2 {
		off = number(digits) * 60
	} else {
		off = number(digits[:len(digits)-2])*60 + number(digits[len(digits)-2:])
	}
	if off > 14*60 {
		return nil
	}
	if num[0] == '-' {
		off = -off
	}
	if off == 0 {
		return time.FixedZone("UTC", 0)
	}
	return time.FixedZone(strings.ToUpper(s), off*60)
}

// americanSummer: from the second Sunday of March to the first Sunday of November.
func americanSummer(at time.Time) bool {
	sunday := func(m time.Month, n int) time.Time {
		first := time.Date(at.Year(), m, 1, 0, 0, 0, 0, time.UTC)
		return first.AddDate(0, 0, (7-int(first.Weekday()))%7+7*(n-1))
	}
	return !at.Before(sunday(time.March, 2)) && at.Before(sunday(time.November, 1))
}

// isoTime gives the time in "2024-10-31T10:02:00Z".
func isoTime(s string) string {
	if len(s) < 16 || s[10] != 't' {
		return ""
	}
	return s[11:16]
}

// isoZone gives the zone at the end of "2024-10-31T10:02:00+02:00".
func isoZone(s string) *time.Location {
	if strings.HasSuffix(s, "z") {
		return time.FixedZone("UTC", 0)
	}
	if i := strings.LastIndexAny(s, "+-"); i > 15 {
		return zoneOf(s[i:], time.Time{})
	}
	return nil
}
