package reading

import (
	"embed"
	"strings"
	"sync"
)

// A language pack is a folder of word lists; one is added by adding the folder.
//
//go:embed lexicon
var lexiconFiles embed.FS

// cueKind says what may follow a reporting verb; the letters are those of lexicon/en/cues.tsv.
type cueKind string

func (k cueKind) has(letter byte) bool { return strings.IndexByte(string(k), letter) >= 0 }

type wordSet map[string]bool

// country is a party candidate: a state or movement with the words that point to it.
type country struct{ name, capital string }

// phrase is a reporting phrase after its first word: "out" of "pointed out".
type phrase struct {
	rest []string
	kind cueKind
}

type verbForm struct {
	kind  cueKind
	lemma string
	ing   bool
	base  bool
	part  bool // past participle that is not also the past: "written"
}

// english holds the word lists of the one language that is read in depth.
type english struct {
	verbs       map[string]verbForm
	phrases     map[string][]phrase
	nounCues    wordSet
	matters     wordSet // what is said, planned or agreed: "offer", "ruling"
	adverbs     wordSet
	modals      wordSet
	aux         wordSet
	finite      wordSet
	boundaries  wordSet
	preps       wordSet
	dets        wordSet
	pronouns    map[string]string
	abbrevs     wordSet
	roles       map[string]string
	titles      map[string]string
	bodies      wordSet
	bodyNouns   wordSet
	documents   wordSet
	outlets     wordSet // lower case, words joined by one blank
	outletWords wordSet
	wires       map[string]string
	venues      wordSet
	months      map[string]string
	weekdays    map[string]string
	countries   map[string]country // any of its words, lower case
	nationWords wordSet            // the single words of them
	places      wordSet
	named       wordSet // names of bodies
	offices     wordSet
	first       map[string]string // first name, lower case → m, f, or "" where both
}

type lexicon struct {
	en    english
	packs map[string]*pack
	tells map[string]uint32 // word → the languages, a bit each, that it tells
	langs []string          // the language of each bit
}

var lexiconOnce = sync.OnceValue(loadLexicon)

func readList(name string) string {
	b, err := lexiconFiles.ReadFile("lexicon/" + name)
	if err != nil {
		return ""
	}
	return string(b)
}

// lines gives the entries of a list, one a line, without remarks.
func lines(name string) []string {
	var out []string
	for l := range strings.SplitSeq(readList(name), "\n") {
		l = strings.TrimRight(l, "\r ")
		if l != "" && !strings.HasPrefix(l, "# ") {
			out = append(out, l)
		}
	}
	return out
}

func words(name string) wordSet {
	s := wordSet{}
	for _, l := range lines(name) {
		for _, w := range strings.Fields(l) {
			s[strings.ToLower(w)] = true
		}
	}
	return s
}

func entries(name string) wordSet {
	s := wordSet{}
	for _, l := range lines(name) {
		s[strings.ToLower(l)] = true
	}
	return s
}

func table(name string) map[string]string {
	m := map[string]string{}
	for _, l := range lines(name) {
		k, v, _ := strings.Cut(l, "\t")
		m[strings.ToLower(strings.TrimSpace(k))] = strings.TrimSpace(v)
	}
	return m
}

func loadLexicon() *lexicon {
	lx := &lexicon{packs: map[string]*pack{}}
	en := &lx.en
	en.verbs = loadVerbs()
	en.phrases = map[string][]phrase{}
	for _, l := range lines("en/phrases.tsv") {
		f := strings.Split(l, "\t")
		if len(f) < 3 {
			continue
		}
		for _, first := range strings.Fields(f[0]) {
			en.phrases[first] = append(en.phrases[first], phrase{strings.Fields(f[1]), cueKind(f[2])})
		}
	}
	en.nounCues = words("en/nouncues.txt")
	en.matters = words("en/matters.txt")
	en.adverbs = words("en/adverbs.txt")
	en.modals = words("en/modals.txt")
	en.aux = words("en/auxiliaries.txt")
	en.finite = words("en/verbs.txt")
	en.boundaries = words("en/boundaries.txt")
	en.preps = words("en/prepositions.txt")
	en.dets = words("en/determiners.txt")
	en.pronouns = table("en/pronouns.tsv")
	en.abbrevs = words("en/abbreviations.txt")
	en.roles = table("en/roles.tsv")
	en.titles = table("en/titles.tsv")
	en.bodies = words("en/bodies.txt")
	en.bodyNouns = words("en/bodynouns.txt")
	en.documents = words("en/documents.txt")
	en.outlets = entries("en/outlets.txt")
	en.outletWords = words("en/outletwords.txt")
	en.wires = map[string]string{}
	for _, l := range lines("en/wires.tsv") {
		if k, v, ok := strings.Cut(l, "\t"); ok {
			en.wires[k] = v
		}
	}
	en.venues = words("en/venues.txt")
	en.months = table("en/months.tsv")
	en.weekdays = table("en/weekdays.tsv")
	en.countries = map[string]country{}
	for _, l := range lines("en/countries.tsv") {
		f := strings.Split(l+"\t\t", "\t")
		c := country{f[0], f[2]}
		en.countries[strings.ToLower(f[0])] = c
		for _, w := range strings.Fields(f[1]) {
			en.countries[strings.ToLower(strings.ReplaceAll(w, "-", " "))] = c
		}
		if f[2] != "" {
			if _, taken := en.countries[strings.ToLower(f[2])]; !taken {
				en.countries[strings.ToLower(f[2])] = c
			}
		}
	}
	en.nationWords = wordSet{}
	for k := range en.countries {
		for _, w := range strings.Fields(k) {
			en.nationWords[w] = true
		}
	}
	en.places = entries("en/places.txt")
	en.named = entries("en/namedbodies.txt")
	en.offices = words("en/offices.txt")
	en.first = map[string]string{}
	for _, l := range lines("en/firstnames.tsv") {
		g, names, _ := strings.Cut(l, "\t")
		for _, n := range strings.Fields(names) {
			n = strings.ToLower(n)
			if old, ok := en.first[n]; ok && old != g {
				g := ""
				en.first[n] = g
				continue
			}
			en.first[n] = g
		}
	}
	loadPacks(lx)
	return lx
}

func loadVerbs() map[string]verbForm {
	m := map[string]verbForm{}
	for _, l := range lines("en/cues.tsv") {
		forms, kind, ok := strings.Cut(l, "\t")
		f := strings.Fields(forms)
		if !ok || len(f) != 5 {
			continue
		}
		for i, w := range f {
			if old, ok := m[w]; ok && i != 4 && len(old.kind) > len(kind) {
				continue
			}
			if _, ok := m[w]; ok && i == 3 {
				continue
			}
			if _, ok := m[w]; ok && i == 2 && w == f[0] { // "read": base and past
				v := m[w]
				v.base = false
				m[w] = v
				continue
			}
			m[w] = verbForm{cueKind(kind), f[0], i == 4, i == 0, i == 3}
		}
	}
	return m
}
