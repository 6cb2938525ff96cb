package packet

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"parley/app"
	"parley/dossier"
	"parley/views/parts"
)

// Characters that no font has are named in a sentence by their numbers: "[U+1F6A8]", and how many there are besides.
var (
	characters = regexp.MustCompile(`(?: \[U\+[0-9A-F]+\])+(?: and \d+ more)?$`)
	character  = regexp.MustCompile(`\[U\+[0-9A-F]+\]`)
)

// alike makes one point of those that say the same of several places, such as a character that no font has in each of
// fifteen quotations; it leads to the first of them. What stops the export is told one by one, and so is what is said of a
// judgement or a fact of the recipe, since each is mended by itself.
func alike(points []app.Point) []point {
	said := func(q app.Point) string { return characters.ReplaceAllString(q.Sentence, "") }
	groups := map[string][]app.Point{}
	var order []string
	for i, q := range points {
		key := said(q)
		if q.Stops || q.Judgement > 0 || q.Field != "" {
			key = fmt.Sprintf("%d", i) // alone
		}
		if groups[key] == nil {
			order = append(order, key)
		}
		groups[key] = append(groups[key], q)
	}
	var out []point
	for _, key := range order {
		group := groups[key]
		slices.SortStableFunc(group, func(a, b app.Point) int { return dossier.ComparePlaces(a.Where, b.Where) })
		q := group[0]
		pt := point{Point: q, stance: dossier.Ambiguous, word: wordLook, sentence: parts.SentenceCase(q.Sentence), action: actionOf(q)}
		where := placeWords(group)
		if len(group) > 1 {
			pt.sentence = fmt.Sprintf("%d places: %s%s", len(group), said(q), characterWords(group))
		}
		if pt.where = parts.SentenceCase(where); q.Page > 0 {
			pt.where = fmt.Sprintf("p. %d · %s", q.Page, where)
		}
		if q.Stops {
			pt.stance, pt.word = dossier.Opposes, wordStops
		}
		out = append(out, pt)
	}
	return out
}

// placeWords names the first places of a group.
func placeWords(group []app.Point) string {
	const most = 4
	var list []string
	for _, q := range group {
		if !slices.Contains(list, q.Where) {
			list = append(list, q.Where)
		}
	}
	if len(list) > most+1 {
		return fmt.Sprintf("%s and %d more", strings.Join(list[:most], ", "), len(list)-most)
	}
	return strings.Join(list, ", ")
}

// characterWords names the first characters of a group, each once.
func characterWords(group []app.Point) string {
	const most = 6
	var list []string
	more := false
	for _, q := range group {
		tail := characters.FindString(q.Sentence)
		more = more || strings.HasSuffix(tail, "more")
		list = append(list, character.FindAllString(tail, -1)...)
	}
	slices.SortFunc(list, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
	list = slices.Compact(list)
	switch n := len(list); {
	case n == 0:
		return ""
	case more:
		return " " + strings.Join(list[:min(n, most)], " ") + " and more"
	case n > most:
		return fmt.Sprintf(" %s and %d more", strings.Join(list[:most], " "), n-most)
	}
	return " " + strings.Join(list, " ")
}
