package reading

import (
	"io/fs"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

// pageWords are the words of one language that stand around an article, by the sections of lexicon/LANG/boilerplate.txt.
type pageWords struct {
	whole  map[string]wordSet  // section → entries that are a whole line, or single words
	begins map[string]prefixes // section → entries that a line begins with
	holds  []string            // entries that a line holds
	months map[string]int
}

// prefixes finds beginnings by their first word.
type prefixes map[string][]string

// match gives what follows the longest entry that s begins with.
func (x prefixes) match(s string) (rest string, ok bool) {
	best := -1
	for _, p := range x[firstWord(s)] {
		if len(p) > best && strings.HasPrefix(s, p) && separate(p, s[len(p):]) {
			best = len(p)
		}
	}
	if best < 0 {
		return "", false
	}
	return s[best:], true
}

// separate says whether an entry ends where a word ends, so that "home" is not found in "homeland".
func separate(p, rest string) bool {
	if rest == "" {
		return true
	}
	last, next := rune(p[len(p)-1]), firstRune(rest)
	if last < 0x80 && !unicode.IsLetter(last) && !unicode.IsDigit(last) {
		return true
	}
	return !unicode.IsLetter(next) && !unicode.IsDigit(next)
}

// firstWord is what an entry and a line are compared by first: letters and digits, or a single mark.
func firstWord(s string) string {
	for i, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			if i == 0 {
				return string(r)
			}
			return s[:i]
		}
	}
	return s
}

var pageWordsOnce = sync.OnceValue(loadPageWords)

// pageLexicon holds the page words of every language, and the names of agencies in lower case.
type pageLexicon struct {
	langs map[string]*pageWords
	wires map[string]string
}

func loadPageWords() *pageLexicon {
	px := &pageLexicon{langs: map[string]*pageWords{}, wires: map[string]string{}}
	dirs, err := fs.ReadDir(lexiconFiles, "lexicon")
	if err != nil {
		return px
	}
	for _, d := range dirs {
		if ls := lines(d.Name() + "/boilerplate.txt"); len(ls) > 0 {
			px.langs[d.Name()] = readPageWords(ls)
		}
	}
	for _, l := range lines("en/wires.tsv") {
		if k, v, ok := strings.Cut(l, "\t"); ok {
			px.wires[strings.ToLower(k)] = v
		}
	}
	return px
}

func readPageWords(ls []string) *pageWords {
	w := &pageWords{whole: map[string]wordSet{}, begins: map[string]prefixes{}, months: map[string]int{}}
	section, month := "", 0
	for _, l := range ls {
		if strings.HasPrefix(l, "[") && strings.HasSuffix(l, "]") {
			section, month = l[1:len(l)-1], 0
			w.whole[section], w.begins[section] = wordSet{}, prefixes{}
			continue
		}
		l = strings.ToLower(strings.TrimSpace(l))
		switch section {
		case "":
		case "contain":
			w.holds = append(w.holds, l)
		case "months":
			month++
			for _, m := range strings.Fields(l) {
				w.months[strings.ReplaceAll(m, "_", " ")] = month
			}
		case "outlet", "post":
			for _, m := range strings.Fields(l) {
				w.whole[section][m] = true
			}
		default:
			w.whole[section][l], w.whole[section][bareKey(l)] = true, true
			w.begins[section][firstWord(l)] = append(w.begins[section][firstWord(l)], l)
		}
	}
	return w
}

// pageWords gives the word lists that a page is read with: English, the language of the text, and where that is not
// known all of them.
func (rd *reader) pageWords() []*pageWords {
	px := pageWordsOnce()
	out := []*pageWords{px.langs["en"]}
	lang := rd.language()
	if w := px.langs[lang]; w != nil {
		if lang != "en" {
			out = append(out, w)
		}
		return out
	}
	for _, l := range []string{"ar", "de", "es", "fr", "he", "ru"} {
		if w := px.langs[l]; w != nil && !rd.lx.known(lang) {
			out = append(out, w)
		}
	}
	return out
}

// known says whether there are words of a language at all.
func (lx *lexicon) known(lang string) bool { return lx.packs[lang] != nil }

// keyOf is a line as the lists have it: lower case, single blanks, straight apostrophes, without marks of direction
// and without bullets before it. With digits set, each number is a 0.
func keyOf(s string, digits bool) string {
	var b strings.Builder
	blank, number := false, false
	for _, r := range s {
		switch {
		case passable(r) || r == 0x2060 || r == 0xFE0F:
			continue
		case isSpace(r):
			blank, number = true, false
			continue
		case r == '’' || r == '‘' || r == '`':
			r = '\''
		}
		if b.Len() == 0 && (strings.ContainsRune("•·▪●◦‣∙*-–—>›»|#+→▶►■□★☆✓", r) || unicode.IsSymbol(r) && r != '©') {
			blank = false
			continue
		}
		if blank && b.Len() > 0 {
			b.WriteByte(' ')
		}
		blank = false
		if digits && unicode.IsDigit(r) {
			if !number {
				b.WriteByte('0')
			}
			number = true
			continue
		}
		if digits && number && (r == ',' || r == '.') {
			continue // 1,024
		}
		number = false
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// bareKey is keyOf without the marks at the end.
func bareKey(s string) string {
	return strings.TrimRight(keyOf(s, true), " .:!…»›>→|·•*-–—,")
}

// number is strconv.Atoi that gives 0 for what is none.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}
