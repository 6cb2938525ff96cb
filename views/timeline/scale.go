package timeline

import (
	"math"
	"time"
)

// scale places days on a line of some length. It is pure. Days count from the zero time.
type scale struct {
	first, last float64 // all that there is
	from, to    float64 // what is in sight; to is after from
	width       float32
}

// leastSpan is how many days are in sight at the closest.
const leastSpan = 3

// dayOf counts days from 1970; the day is the one that people read, in the time's own zone.
func dayOf(t time.Time) float64 {
	y, m, d := t.Date()
	return float64(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

func timeOf(day float64) time.Time { return time.Unix(int64(math.Floor(day))*86400, 0).UTC() }

// whole shows all that there is, with a margin at both ends.
func (s *scale) whole() {
	margin := max(1, (s.last-s.first)*0.03)
	s.from, s.to = s.first-margin, s.last+1+margin
}

func (s *scale) x(day float64) float32 {
	return float32((day - s.from) / (s.to - s.from) * float64(s.width))
}

func (s *scale) day(x float32) float64 {
	if s.width <= 0 {
		return s.from
	}
	return s.from + float64(x/s.width)*(s.to-s.from)
}

// zoom shows a part as large by a factor; the day at x stays where it is.
func (s *scale) zoom(factor float64, x float32) {
	at := s.day(x)
	all := s.last - s.first + 1
	span := min(max((s.to-s.from)*factor, leastSpan), all*1.06+2)
	share := float64(0.5)
	if s.width > 0 {
		share = float64(x / s.width)
	}
	s.from = at - share*span
	s.to = s.from + span
	s.keepIn()
}

// pan moves by a share of what is in sight.
func (s *scale) pan(share float64) {
	by := (s.to - s.from) * share
	s.from, s.to = s.from+by, s.to+by
	s.keepIn()
}

// keepIn keeps something of what there is in sight.
func (s *scale) keepIn() {
	span := s.to - s.from
	low, high := s.first-span/2, s.last+1+span/2
	if s.from < low {
		s.from, s.to = low, low+span
	}
	if s.to > high {
		s.from, s.to = high-span, high
	}
}

// reveal moves as little as is needed to bring a day into sight.
func (s *scale) reveal(day float64) {
	span := s.to - s.from
	margin := span * 0.04
	if day < s.from+margin {
		s.from = day - margin
		s.to = s.from + span
	}
	if day+1 > s.to-margin {
		s.to = day + 1 + margin
		s.from = s.to - span
	}
}

// tick is a day that is named on the axis.
type tick struct {
	day  float64
	word string
}

// ticks names days, months or years, none nearer than least to the next.
func (s *scale) ticks(least float32) (list []tick) {
	perDay := s.width / float32(s.to-s.from)
	start := timeOf(s.from)
	switch {
	case perDay <= 0:
	case perDay*7 >= least: // days or weeks
		step := 7
		for _, n := range []int{1, 2} {
			if perDay*float32(n) >= least {
				step = n
				break
			}
		}
		for t := start; dayOf(t) <= s.to; t = t.AddDate(0, 0, 1) {
			d := dayOf(t)
			if step == 7 && t.Weekday() != time.Monday || step == 2 && int(d)%2 != 0 || d < s.from {
				continue
			}
			list = append(list, tick{d, t.Format("2 Jan")})
		}
	default: // months, or years
		months := 1
		for _, n := range []int{1, 3, 6, 12, 24, 60, 120} {
			if months = n; perDay*30*float32(n) >= least {
				break
			}
		}
		t := time.Date(start.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
		if months > 12 {
			t = time.Date(start.Year()/10*10, 1, 1, 0, 0, 0, 0, time.UTC)
		}
		for ; dayOf(t) <= s.to; t = t.AddDate(0, months, 0) {
			if d := dayOf(t); d >= s.from {
				word := t.Format("Jan 2006")
				if months >= 12 {
					word = t.Format("2006")
				}
				list = append(list, tick{d, word})
			}
		}
	}
	return list
}
