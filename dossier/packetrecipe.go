package dossier

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/language"
)

// Papers are the sizes of paper that a packet is set on.
var Papers = []string{"A4", "Letter"}

// TrafficLights are the labels of the Traffic Light Protocol 2.0, the most open first.
var TrafficLights = []string{"TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"}

// RecipeMistake is something that a recipe asks for and no packet can have.
type RecipeMistake struct {
	Field    string // of the recipe, as in its file
	Sentence string // what it is, and what there is instead
}

// Mistakes are what can never be meant, whatever dossier the recipe is used on. A marking of the house may be any words,
// but one that begins as a label of the Traffic Light Protocol does has to be one, since it would be read as one.
func (r Recipe) Mistakes() (list []RecipeMistake) {
	wrong := func(field, format string, of ...any) {
		list = append(list, RecipeMistake{field, fmt.Sprintf(format, of...)})
	}
	for _, p := range r.Parts {
		if !slices.Contains(Parts, p) {
			wrong("parts", "there is no part “%s”; there are %s", p, listed(Parts))
		}
	}
	if label := strings.ToUpper(strings.Join(strings.Fields(r.Marking), "")); strings.HasPrefix(label, "TLP") && label != "TLP:WHITE" && !slices.Contains(TrafficLights, label) {
		wrong("marking", "there is no marking “%s” in the Traffic Light Protocol; there are %s", strings.TrimSpace(r.Marking), listed(TrafficLights))
	}
	if r.Paper != "" && !slices.ContainsFunc(Papers, func(p string) bool { return p == r.Paper || strings.ToLower(p) == r.Paper }) {
		wrong("paper", "there is no paper “%s”; there are %s", r.Paper, listed(Papers))
	}
	if r.Scale != "" && !slices.Contains(Scales, r.Scale) {
		wrong("scale", "there is no scale “%s”; there are %s", r.Scale, listed(Scales))
	}
	if r.Language != "" {
		if _, err := language.Parse(r.Language); err != nil {
			wrong("language", "there is no language “%s”; write its code, such as en, fr or pt-BR", r.Language)
		}
	}
	if After(r.From, r.CutOff) {
		wrong("from", "it begins on %s, after its cut-off on %s: nothing was said between the two; let it begin before", r.From.Label(), r.CutOff.Label())
	}
	if r.Since != "" && r.Since != SinceNone && r.Since == r.Reference {
		wrong("since", "it compares the packet “%s” with itself; name the one before it, or “%s”", r.Since, SinceNone)
	}
	for i, n := range r.Drafts {
		if slices.Contains(r.Drafts[:i], n) {
			wrong("drafts", "document %s is named twice as a draft: it would be compared with itself; name each once", strconv.Itoa(n))
			break
		}
	}
	return list
}

// After reports whether the first day that a date may mean comes after the last one that another may mean; with minutes on
// both sides, whether it comes later. Of an unknown date nobody can say so.
func After(a, b Date) bool {
	first, _, known := a.Bounds()
	_, last, other := b.Bounds()
	if !known || !other {
		return false
	}
	if a.Precision == PrecisionMinute && b.Precision == PrecisionMinute {
		return a.Time.After(b.Time)
	}
	return first.After(last)
}

// listed writes names with commas between them.
func listed[S ~string](list []S) string {
	names := make([]string, len(list))
	for i, s := range list {
		names[i] = string(s)
	}
	return strings.Join(names, ", ")
}
