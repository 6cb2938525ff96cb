package export

import (
	"fmt"
	"slices"
	"sort"

	"parley/dossier"
)

// uncovered is a character that no font of the packet has.
type uncovered struct {
	r     rune
	where string
	quote int
}

// problems tells of characters that are shown as tags, each once for each place.
func (d *doc) problems() []Problem {
	out := slices.Clone(d.found)
	for _, f := range d.faces[other0:] {
		if f != nil && f.used {
			out = append(out, Problem{Where: "fonts", Sentence: fmt.Sprintf("some letters are set in %s, a font of this machine: made elsewhere, the same packet may look otherwise", f.name)})
		}
	}
	out = append(out, gather(d.missing, "no font here has these characters; they are printed as tags, and stand unchanged in the attachments:")...)
	return append(out, gather(d.unjoined, "these Arabic letters are printed unjoined; they stand unchanged in the attachments:")...)
}

// gather makes a problem for each place of the characters.
func gather(of map[uncovered]struct{}, sentence string) []Problem {
	var out []Problem
	byPlace := map[string][]rune{}
	quotes := map[string]int{}
	for u := range of {
		byPlace[u.where] = append(byPlace[u.where], u.r)
		quotes[u.where] = u.quote
	}
	places := make([]string, 0, len(byPlace))
	for place := range byPlace {
		places = append(places, place)
	}
	slices.SortFunc(places, dossier.ComparePlaces)
	for _, place := range places {
		runes := byPlace[place]
		sort.Slice(runes, func(i, j int) bool { return runes[i] < runes[j] })
		list := ""
		for i, r := range runes {
			if i == 12 {
				list += fmt.Sprintf(" and %d more", len(runes)-i)
				break
			}
			list += " " + tagFor(r)
		}
		p := Problem{Quote: quotes[place], Where: place, Sentence: sentence + list}
		if _, err := fmt.Sscanf(place, "judgement %d", &p.Judgement); err == nil {
			p.Field = "judgements"
		}
		out = append(out, p)
	}
	return out
}

func tagFor(r rune) string { return fmt.Sprintf("[U+%04X]", r) }
