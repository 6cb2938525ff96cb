package timeline

import (
	"cmp"
	"slices"

	"parley/dossier"
)

// mark is what is drawn at one place of a lane: the moments of one stance that fall together there.
type mark struct {
	lane    int
	stance  dossier.Stance
	moments []dossier.Moment
	x       float32 // of its middle
	level   int     // from the top of the lane
	count   int
	from    float64 // the time that it may lie in, as far as it is known; of a day one day
	to      float64
	exact   bool // by days
	undated bool
	said    bool // some day is that of saying, not of publication
}

// levels is how many marks stand over one another in a lane; one place has one of each stance at most.
const levels = 4

// apart is how far marks stand from one another at least.
const apart = 30

// placed puts moments together that would be drawn over one another. Only those in sight are given, and what nobody dated.
func placed(moments []dossier.Moment, lanes map[dossier.ID]int, s scale) []mark {
	type key struct {
		lane, bin int
		stance    dossier.Stance
		inexact   float64 // what is known by the week or month stands for itself, by its length
	}
	at := map[key]int{}
	var list []mark
	for _, m := range moments {
		lane, ok := lanes[m.PartyID]
		if !ok {
			continue
		}
		one := mark{lane: lane, stance: m.Stance, exact: true}
		k := key{lane: lane, stance: m.Stance}
		if first, last, known := m.Date.Bounds(); known {
			one.from, one.to = dayOf(first), dayOf(last)+1
			one.exact = one.to-one.from == 1
			if one.to < s.from || one.from > s.to {
				continue
			}
			one.x = s.x((one.from + one.to) / 2)
			k.bin = int(one.x / apart)
			if !one.exact {
				k.inexact = one.to - one.from
			} else if s.x(s.from+1) < apart { // days are narrower than marks: these stand in columns
				one.x = (float32(k.bin) + 0.5) * apart
			}
		} else {
			one.undated, k.bin = true, -1
		}
		i, known := at[k]
		if !known {
			i = len(list)
			at[k] = i
			list = append(list, one)
		}
		list[i].moments = append(list[i].moments, m)
		list[i].count += m.Count
		list[i].said = list[i].said || m.SaidKnown
		list[i].from, list[i].to = min(list[i].from, one.from), max(list[i].to, one.to)
	}
	slices.SortStableFunc(list, func(a, b mark) int {
		undated := func(m mark) int {
			if m.undated {
				return 1
			}
			return 0
		}
		return cmp.Or(cmp.Compare(a.lane, b.lane), cmp.Compare(undated(a), undated(b)), cmp.Compare(int(a.x/apart), int(b.x/apart)),
			cmp.Compare(slices.Index(dossier.Stances, a.stance), slices.Index(dossier.Stances, b.stance)))
	})
	for i := range list {
		if i > 0 && list[i].lane == list[i-1].lane && list[i].undated == list[i-1].undated && int(list[i].x/apart) == int(list[i-1].x/apart) {
			list[i].level = (list[i-1].level + 1) % levels
		}
	}
	return list
}

// same reports whether two marks hold a moment in common.
func (m mark) same(o mark) bool {
	if m.stance != o.stance || len(o.moments) == 0 {
		return false
	}
	one := o.moments[0]
	return slices.ContainsFunc(m.moments, func(n dossier.Moment) bool {
		return n.PartyID == one.PartyID && n.Date == one.Date && n.SaidKnown == one.SaidKnown
	})
}
