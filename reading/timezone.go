package reading

import (
	"strings"
	"time"
)

// stampZones are abbreviations that several zones share, as stamps of publication mean them: IST is India's, since
// Israel's pages give none. In running text they stay unread.
var stampZones = map[string]int{"ist": 330, "cst": -360, "mst": -420, "ast": 180, "ict": 420}

// zoneOf reads "GMT", "ET", "+0100", "GMT+2"; at is the day, since ET is not the same all year.
func zoneOf(s string, at time.Time) *time.Location {
	s = strings.TrimRight(s, ".")
	if z, ok := zones()[strings.ToUpper(s)]; ok {
		off, _ := z.offset(at)
		return time.FixedZone(strings.ToUpper(s), off*60)
	}
	if off, ok := stampZones[s]; ok {
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
