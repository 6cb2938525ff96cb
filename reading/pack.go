package reading

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode"
)

// pack is what is known of a language that is read with word lists alone. Every list may be empty.
//
// Its folder holds function.txt (words that tell the language), cues.tsv (kinds, verbs of speech), according.tsv
// (before or after, phrase), roles.tsv (gender, titles and trades; "*" stands for the front of a compound), words.tsv
// (class, words) and dates.tsv (kind, number, words).
type pack struct {
	lang      string
	function  wordSet
	cues      map[string]cueKind
	cuePhrase map[string][]phrase
	according map[string][]packPhrase // by the first word
	postposed wordSet                 // stands behind its source: "zufolge"
	roles     map[string]string
	roleEnds  []roleEnd
	class     map[string]wordSet
	pronouns  map[string]string
	first     map[string]string // first name → m, f or ""
	prefixes  []string          // letters written onto the next word, conjunctions and prepositions
	joined    []string          // of these, the conjunctions that a verb may carry
	articles  []string          // the article written onto its noun
	thatJoint []string          // "that" written onto the next word
	clitics   []string
	elisions  wordSet
	dates     map[string]packDate
	inflected bool // a name behind "according to" does not stand in its first case
	nouns     bool // all nouns have capitals
	verbFirst bool // the verb stands before its subject
	dropped   bool // the subject can be left out
	late      bool // the participle closes the clause
	commaThat bool // a comma stands before "that"
	caseless  bool // a script without capitals
	endings   []string
}

// packPhrase is a phrase before its source; glued: its last word is written onto the next one.
type packPhrase struct {
	rest   []string
	glued  string
	self   string // it holds the pronoun of who said it, whose gender this is: "по его словам"
	person bool   // only before somebody, at the head of a sentence, with a comma: "Pour Paul Roche, …"
}

type roleEnd struct{ end, gender string }

// packDate is a word of dates: kind w (weekday), m (month), d (today, yesterday), i (what may lead in or stand between). The dates themselves are read by the language's calendar.
type packDate struct{ kind byte }

// dateLength gives how many tokens a date takes that begins at i, or 0.
func (pk *pack) dateLength(toks []token, i, end int) int {
	calendar := calendars()[pk.lang]
	if calendar == nil || i >= end || toks[i].pair >= 0 {
		return 0
	}
	e := calendar().parse(toks[:min(end, i+longestDate)], i)
	if e.kind == kindNone {
		return 0
	}
	for j := e.end; j < min(end, e.end+3) && toks[j].word() && toks[j].pair < 0; j++ { // "jeudi soir", "el jueves por la noche"
		if pk.class["daypart"][toks[j].low] {
			return j + 1 - i
		}
		if !pk.class["stop"][toks[j].low] && !pk.class["determiner"][toks[j].low] {
			break
		}
	}
	return e.end - i
}

// fold makes a word comparable: lower case, one apostrophe, no vowel signs, no stress marks, ё as е.
func fold(w string) string {
	plain := true
	for i := 0; i < len(w); i++ {
		if w[i] >= 0x80 {
			plain = false
			break
		}
	}
	if plain {
		return w
	}
	f := strings.Map(func(r rune) rune {
		switch {
		case r == '’':
			return '\''
		case r == 'ё':
			return 'е'
		case r == '״' || r == '″':
			return '"'
		case r == 'ـ' || passable(r), r >= 0x300 && r < 0x370, r >= 0x591 && r <= 0x5C7 && unicode.IsMark(r), r >= 0x64B && r <= 0x65F, r == 0x670:
			return -1
		}
		return r
	}, w)
	if f == "" {
		return w // nothing but signs: a word is never empty
	}
	return f
}

func loadPacks(lx *lexicon) {
	lx.tells = map[string]uint32{}
	dirs, err := fs.ReadDir(lexiconFiles, "lexicon")
	if err != nil {
		return
	}
	for _, d := range dirs {
		lang := path.Base(d.Name())
		pk := loadPack(lang)
		lx.packs[lang] = pk
		bit := uint32(1) << len(lx.langs) & (1<<31 - 1)
		lx.langs = append(lx.langs, lang)
		for w := range pk.function {
			lx.tells[w] |= bit
		}
		for w := range pk.cues {
			lx.tells[w] |= bit
		}
		if lang == "en" {
			lx.en.tell(lx.tells, bit)
		}
	}
}

// tell enters the common words of English, so that "a", "on" and "die" do not speak for other languages alone.
func (en *english) tell(tells map[string]uint32, bit uint32) {
	for _, set := range []wordSet{en.dets, en.preps, en.aux, en.modals, en.boundaries} {
		for w := range set {
			tells[w] |= bit
		}
	}
	for w := range en.pronouns {
		tells[w] |= bit
	}
	for w := range en.verbs {
		tells[w] |= bit
	}
}

func loadPack(lang string) *pack {
	pk := &pack{lang: lang, function: wordSet{}, cues: map[string]cueKind{}, cuePhrase: map[string][]phrase{}, according: map[string][]packPhrase{}, postposed: wordSet{},
		roles: map[string]string{}, class: map[string]wordSet{}, pronouns: map[string]string{}, first: map[string]string{}, elisions: wordSet{}, dates: map[string]packDate{}}
	for w := range words(lang + "/function.txt") {
		pk.function[fold(w)] = true
	}
	if lang == "en" {
		return pk
	}
	rows(lang+"/cues.tsv", func(kind string, forms []string) {
		for _, w := range forms {
			if first, rest, ok := strings.Cut(w, "_"); ok {
				pk.cuePhrase[first] = append(pk.cuePhrase[first], phrase{strings.Split(rest, "_"), cueKind(kind)})
				continue
			}
			k := cueKind(kind)
			if old, ok := pk.cues[w]; ok && old.has('p') != k.has('p') { // also a form that needs no auxiliary
				old, k = cueKind(strings.ReplaceAll(string(old), "p", "")), cueKind(strings.ReplaceAll(kind, "p", ""))
				k += old
			}
			pk.cues[w] = k
		}
	})
	rows(lang+"/according.tsv", func(side string, w []string) {
		if side == "after" {
			for _, x := range w {
				pk.postposed[x] = true
			}
			return
		}
		ph := packPhrase{rest: w[1:], person: side == "person"}
		if g, ok := strings.CutPrefix(side, "self-"); ok {
			ph.self = g
		}
		if n := len(ph.rest); n > 0 && strings.HasSuffix(ph.rest[n-1], "+") {
			ph.glued, ph.rest = strings.TrimSuffix(ph.rest[n-1], "+"), ph.rest[:n-1]
		}
		pk.according[w[0]] = append(pk.according[w[0]], ph)
	})
	for _, list := range pk.according { // the longest first
		slices.SortStableFunc(list, func(a, b packPhrase) int { return len(b.rest) + len(b.glued) - len(a.rest) - len(a.glued) })
	}
	rows(lang+"/roles.tsv", func(gender string, w []string) {
		gender = strings.Trim(gender, "-")
		for _, x := range w {
			if end, ok := strings.CutPrefix(x, "*"); ok {
				pk.roleEnds = append(pk.roleEnds, roleEnd{end, gender})
				x = end
			}
			pk.roles[x] = gender
		}
	})
	rows(lang+"/words.tsv", pk.takeClass)
	for _, l := range lines(lang + "/dates.tsv") {
		f := strings.Split(l, "\t")
		kind := map[string]byte{"weekday": 'w', "month": 'm', "day": 'd', "small": 'i'}[f[0]]
		if len(f) < 3 || kind == 0 {
			continue
		}
		for x := range strings.SplitSeq(f[2], ",") {
			x = strings.ToLower(strings.TrimSpace(x))
			if _, taken := pk.dates[x]; !taken && x != "" && !strings.Contains(x, " ") {
				pk.dates[x] = packDate{kind}
			}
		}
	}
	return pk
}

// rows gives the lines of a table: the first column, and the words of the second.
func rows(name string, take func(string, []string)) {
	for _, l := range lines(name) {
		if k, v, ok := strings.Cut(l, "\t"); ok {
			if w := strings.Fields(fold(strings.ToLower(v))); len(w) > 0 {
				take(k, w)
			}
		}
	}
}

func (pk *pack) takeClass(class string, w []string) {
	switch class {
	case "pronoun-m", "pronoun-f", "pronoun-n", "pronoun-p":
		for _, x := range w {
			pk.pronouns[x] = class[8:]
		}
	case "first-m", "first-f", "first":
		for _, x := range w {
			g := strings.TrimPrefix(strings.TrimPrefix(class, "first"), "-")
			if old, ok := pk.first[x]; ok && old != g {
				g = ""
			}
			pk.first[x] = g
		}
	case "prefix":
		pk.prefixes = append(pk.prefixes, w...)
	case "joined":
		pk.joined = append(pk.joined, w...)
	case "article":
		pk.articles = append(pk.articles, w...)
	case "that-joined":
		pk.thatJoint = append(pk.thatJoint, w...)
	case "clitic":
		pk.clitics = append(pk.clitics, w...)
	case "ending":
		pk.endings = append(pk.endings, w...)
	case "elision":
		for _, x := range w {
			pk.elisions[x] = true
		}
	case "trait":
		for _, x := range w {
			switch x {
			case "inflected":
				pk.inflected = true
			case "capital-nouns":
				pk.nouns = true
			case "verb-first":
				pk.verbFirst = true
			case "dropped-subject":
				pk.dropped = true
			case "late-participle":
				pk.late = true
			case "comma-that":
				pk.commaThat = true
			case "caseless":
				pk.caseless = true
			}
		}
	default:
		set := pk.class[class]
		if set == nil {
			set = wordSet{}
			pk.class[class] = set
		}
		for _, x := range w {
			set[x] = true
		}
	}
}

func (pk *pack) is(class string, t *token) bool { return t.word() && pk.class[class][t.low] }

// kindOf gives what kind of verb of speech a word is, and whether a conjunction is written onto it.
func (pk *pack) kindOf(w string) (kind cueKind, joined bool) {
	if k, ok := pk.cues[w]; ok {
		return k, false
	}
	for _, j := range pk.joined {
		if rest, ok := strings.CutPrefix(w, j); ok {
			if k, ok := pk.cues[rest]; ok {
				return k, true
			}
		}
	}
	return "", false
}

// role says whether a word is a title or a trade, whose gender it shows, and which word of the list it is.
func (pk *pack) role(w string) (gender, head string, ok bool) {
	for range 3 {
		if g, ok := pk.roles[w]; ok {
			return g, w, true
		}
		for _, e := range pk.roleEnds {
			if strings.HasSuffix(w, e.end) {
				return e.gender, e.end, true
			}
		}
		for e := range pk.class["plural"] {
			if one, ok := strings.CutSuffix(w, e); ok {
				if _, ok := pk.roles[one]; ok {
					return "p", one, true
				}
			}
		}
		rest := pk.strip(w)
		if rest == w {
			break
		}
		w = rest
	}
	return "", "", false
}

// strip takes one prefix or article off a word.
func (pk *pack) strip(w string) string {
	for _, list := range [][]string{pk.articles, pk.prefixes, pk.joined} {
		for _, x := range list {
			if rest, ok := strings.CutPrefix(w, x); ok && len(rest) >= 4 { // two letters of these scripts
				return rest
			}
		}
	}
	return w
}

// has says whether a class holds a word, its prefixes taken off.
func (pk *pack) has(class, w string) bool {
	set := pk.class[class]
	for range 3 {
		if set[w] {
			return true
		}
		rest := pk.strip(w)
		if rest == w {
			return false
		}
		w = rest
	}
	return false
}
