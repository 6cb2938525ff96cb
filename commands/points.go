package commands

import (
	"fmt"
	"slices"
	"strings"

	"parley/app"
	"parley/dossier"
)

// mostPlaces is how many places are named of points that say the same.
const mostPlaces = 8

// pointLines writes points of a preflight, each on a line of its own; those that say the same at several places share one,
// with their number. Q2 stands before Q10.
func pointLines(points []app.Point) []string {
	points = slices.Clone(points)
	slices.SortStableFunc(points, func(a, b app.Point) int { return dossier.ComparePlaces(a.Where, b.Where) })
	type alike struct {
		sentence       string
		places, glyphs []string
	}
	at := map[string]int{}
	var groups []alike
	for _, p := range points {
		sentence, glyphs := partGlyphs(oneLine(p.Sentence))
		i, known := at[sentence]
		if !known {
			i = len(groups)
			at[sentence] = i
			groups = append(groups, alike{sentence: sentence})
		}
		g := &groups[i]
		if !slices.Contains(g.places, p.Where) {
			g.places = append(g.places, p.Where)
		}
		for _, one := range glyphs {
			if !slices.Contains(g.glyphs, one) {
				g.glyphs = append(g.glyphs, one)
			}
		}
	}
	lines := make([]string, len(groups))
	for i, g := range groups {
		where := strings.Join(g.places, "; ")
		if n := len(g.places); n > 1 {
			where = fmt.Sprintf("%d places (%s)", n, where)
			if n > mostPlaces {
				where = fmt.Sprintf("%d places (%s and %d more)", n, strings.Join(g.places[:mostPlaces], "; "), n-mostPlaces)
			}
		}
		lines[i] = shown(strings.Join(append([]string{where + ": " + g.sentence}, g.glyphs...), " "))
	}
	return lines
}

// partGlyphs parts a sentence before the characters that it ends with, written as [U+1F600]: points that differ by them
// alone say the same.
func partGlyphs(sentence string) (head string, glyphs []string) {
	head, tail, found := strings.Cut(sentence, ": [U+")
	if !found {
		return sentence, nil
	}
	for _, one := range strings.SplitAfter("[U+"+tail, "]") {
		if one = strings.TrimSpace(one); one != "" {
			glyphs = append(glyphs, one)
		}
	}
	return head + ":", glyphs
}

// refused prints each point that stops a packet on a line of its own; any other error goes on as it is.
func (s *session) refused(err error) error {
	lines := pointLines(app.Refused(err))
	switch len(lines) {
	case 0:
		return err
	case 1:
		return fmt.Errorf("the packet is not written: %s", lines[0])
	}
	for _, line := range lines {
		fmt.Fprintln(s.Err, "parley: stops:", line)
	}
	return fmt.Errorf("the packet is not written before these %d points are mended", len(lines))
}
