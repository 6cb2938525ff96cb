package reading

import (
	"strings"
	"unicode/utf8"
)

// longestPhrase, in tokens, bounds a noun phrase.
const longestPhrase = 14

// ends says whether a word ends the noun phrase before it.
func (pk *pack) ends(t *token) bool {
	if pk.class["stop"][t.low] || pk.class["that"][t.low] || pk.class["adverb"][t.low] || pk.class["and"][t.low] || pk.class["relative"][t.low] || pk.class["boundary"][t.low] || pk.class["negation"][t.low] || pk.class["auxiliary"][t.low] {
		return true
	}
	if d := pk.dates[t.low]; d.kind != 0 && d.kind != 'i' && (d.kind != 'm' || !t.capital || pk.nouns) {
		return true
	}
	if k, joined := pk.kindOf(t.low); k != "" && (!t.capital || joined) && !pk.class["link"][t.low] {
		return true
	}
	return false
}

// phrase reads the noun phrase that begins at i. Where nothing shows that it names somebody it is none.
func (pk *pack) phrase(p *paragraph, i, end int) np {
	toks := p.toks
	for i < end && (pk.is("adverb", &toks[i]) && !pk.is("determiner", &toks[i]) || pk.is("object", &toks[i]) && !toks[i].capital && pk.pronouns[toks[i].low] == "" && !pk.is("determiner", &toks[i])) {
		i++
	}
	if n := pk.dateLength(toks, i, end); n > 0 {
		i += n
	}
	if i >= end || !toks[i].word() || toks[i].pair >= 0 {
		return np{}
	}
	if pk.pronoun(toks[i].low) != "" && !(pk.is("determiner", &toks[i]) && i+1 < end && toks[i+1].word() && !pk.ends(&toks[i+1])) {
		return np{a: i, b: i + 1, clause: i}
	}
	if pk.caseless {
		return pk.caselessPhrase(p, i, end)
	}
	return pk.casedPhrase(p, i, end, false)
}

// anyPhrase reads a noun phrase where only somebody can stand: behind a verb that follows a quotation.
func (pk *pack) anyPhrase(p *paragraph, i, end int) np {
	for i < end && (pk.is("addressee", &p.toks[i]) || pk.is("adverb", &p.toks[i]) && !pk.is("determiner", &p.toks[i])) {
		i++
	}
	for k := i + 1; i < end && k < min(end, i+4) && (pk.is("stop", &p.toks[i]) || pk.is("link", &p.toks[i])); k++ {
		if pk.is("addressee", &p.toks[k]) { // dijo a los periodistas el entrenador
			i = k + 1
			break
		}
	}
	if s := pk.phrase(p, i, end); s.ok() || pk.caseless || i >= end || !p.toks[i].word() || p.toks[i].pair >= 0 || pk.ends(&p.toks[i]) {
		return s
	}
	return pk.casedPhrase(p, i, end, true)
}

// casedPhrase reads a noun phrase in a script with capitals; known: somebody is sure to stand here.
func (pk *pack) casedPhrase(p *paragraph, i, end int, known bool) np {
	toks := p.toks
	named := false // a name is complete
	j := i
	for j < end && j-i < longestPhrase {
		t := &toks[j]
		if t.pair >= 0 { // companies and papers stand in marks: представитель компании «Север»
			if j > i && p.opens(j) && (!toks[j-1].capital || j-1 == i && !pk.nouns) && toks[j-1].word() && !pk.ends(&toks[j-1]) && p.quoteWords(t.pair) <= 4 && j+1 < end && toks[j+1].capital && p.pairs[t.pair].close < end && !isComma(&toks[p.pairs[t.pair].close-1]) {
				j = p.pairs[t.pair].close + 1
				named = true
				continue
			}
			break
		}
		if !t.word() {
			if t.text == "." && j > i && toks[j-1].end == t.start && pk.class["abbreviation"][toks[j-1].low] {
				j++
				continue
			}
			break
		}
		_, _, role := pk.role(t.low)
		link, det := pk.class["link"][t.low], pk.class["determiner"][t.low]
		switch {
		case role || pk.class["body"][t.low]:
			known = true
			if named && !t.capital && !pk.nouns {
				return pk.trimmed(p, i, j, known)
			}
		case link && j > i && j+1 < end && toks[j+1].word():
			if named && !(nameParticles[t.low] && (toks[j+1].capital && !det || j+2 < end && nameParticles[toks[j+1].low] && toks[j+2].capital) || j > i && nameParticles[toks[j-1].low] && nameParticles[t.low] && toks[j+1].capital) || pk.class["outlet"][toks[j+1].low] {
				return pk.trimmed(p, i, j, known)
			}
			j++
			continue
		case det:
			if j > i && !pk.class["link"][toks[j-1].low] && !pk.class["determiner"][toks[j-1].low] {
				return pk.trimmed(p, i, j, known)
			}
			known = known || j == i
			j++
			continue
		case j > i && j+1 < end && pk.class["stop"][t.low] && pk.class["tail"][toks[j+1].low] && !named: // négociateur en chef
			j += 2
			continue
		case pk.ends(t) && !(t.capital && j > i && toks[j-1].capital && !pk.class["stop"][t.low]):
			if pk.class["and"][t.low] && named && j+1 < end && toks[j+1].capital && pk.dates[toks[j+1].low].kind == 0 {
				j++
				continue
			}
			return pk.trimmed(p, i, j, known)
		}
		if t.capital {
			known = true
			behind := j > i && (pk.class["link"][toks[j-1].low] || pk.class["determiner"][toks[j-1].low])
			if j == i && j+1 < end && !toks[j+1].capital && pk.somebodyWord(&toks[j+1]) { // Бывший премьер-министр
				j++
				continue
			}
			named = !role && (!behind || named) && (!pk.nouns || pk.nameLike(toks, i, j))
			j++
			continue
		}
		if named || pk.nouns && j > i && toks[j-1].capital && !pk.class["determiner"][toks[j-1].low] {
			break
		}
		j++
	}
	return pk.trimmed(p, i, j, known)
}

func (pk *pack) somebodyWord(t *token) bool {
	_, _, role := pk.role(t.low)
	return role || pk.class["body"][t.low]
}

// nameLike says, where all nouns have capitals, whether the one at j is rather a name: nothing or a title before it.
func (pk *pack) nameLike(toks []token, i, j int) bool {
	if pk.class["body"][toks[j].low] {
		return false
	}
	if j == i {
		return true
	}
	b := &toks[j-1]
	return b.capital && !pk.class["determiner"][b.low]
}

// trimmed gives the phrase without the links that lead nowhere; none if nothing is left that can speak.
func (pk *pack) trimmed(p *paragraph, i, j int, known bool) np {
	toks := p.toks
	for j > i && toks[j-1].pair < 0 && (pk.class["link"][toks[j-1].low] || pk.class["determiner"][toks[j-1].low] || pk.class["and"][toks[j-1].low] || toks[j-1].kind == tokPunct) {
		j--
	}
	if j <= i || !known || j == i+1 && toks[i].digit {
		return np{}
	}
	return np{a: i, b: j, clause: i}
}

func (pk *pack) pronoun(w string) string {
	if g := pk.pronouns[w]; g != "" {
		return g
	}
	for _, j := range pk.joined {
		if rest, ok := strings.CutPrefix(w, j); ok && pk.pronouns[rest] != "" {
			return pk.pronouns[rest]
		}
	}
	return ""
}

func (pk *pack) hasArticle(w string) bool {
	for _, x := range pk.articles {
		if strings.HasPrefix(w, x) && utf8.RuneCountInString(w) > utf8.RuneCountInString(x)+1 {
			return true
		}
	}
	for _, j := range pk.prefixes {
		if rest, ok := strings.CutPrefix(w, j); ok {
			for _, x := range pk.articles {
				if strings.HasPrefix(rest, x) && utf8.RuneCountInString(rest) > 3 {
					return true
				}
			}
		}
	}
	return false
}

// leansOn says whether a preposition is written onto a word that is no known name or title.
func (pk *pack) leansOn(w string) bool {
	if _, _, role := pk.role(w); role {
		return false
	}
	if _, ok := pk.first[w]; ok || pk.class["body"][w] || pk.class["surname"][w] {
		return false
	}
	for x := range pk.class["preposition-joined"] {
		if rest, ok := strings.CutPrefix(w, x); ok && utf8.RuneCountInString(rest) > 2 {
			return true
		}
	}
	return false
}

// leansBehind says whether a word right behind a verb is rather to whom or where: where the verb comes first, its
// subject may begin with the letters of most prepositions.
func (pk *pack) leansBehind(w string) bool {
	if !pk.caseless || !pk.leansOn(w) {
		return false
	}
	if !pk.verbFirst {
		return true
	}
	for x := range pk.class["addressee-joined"] {
		if strings.HasPrefix(w, x) {
			return true
		}
	}
	return false
}

// caselessPhrase reads a noun phrase in a script without capitals: a trade with what belongs to it and a name, a body,
// or a name of two words.
func (pk *pack) caselessPhrase(p *paragraph, i, end int) np {
	toks := p.toks
	j, plain := i, 0
	head := false // the words so far are a trade or a body, to which a name may be added
	for j < end && j-i < 10 {
		t := &toks[j]
		if !t.word() || t.pair >= 0 || pk.endsCaseless(toks, j, i) {
			break
		}
		_, _, role := pk.role(t.low)
		_, first := pk.first[t.low]
		switch {
		case role && plain == 1 && j == i+1 && !pk.knownName(toks[i].low): // דו"ח מבקר המדינה
			head, plain = true, 0
		case role && (plain == 0 || j == i):
			head = true
		case first:
			if plain > 1 {
				return np{a: i, b: j, clause: i}
			}
			plain = 1
		case pk.class["link"][t.low] && j > i:
			plain = 0
		case plain == 1 && j > i && pk.hasArticle(t.low) && !pk.knownName(toks[j-1].low):
			head, plain = true, 0 // דו"ח הוועדה
		case pk.class["tail"][t.low] && j > i:
		case plain == 1 && j > i && pk.knownName(toks[j-1].low):
			plain++
		case pk.has("body", t.low) || pk.class["common"][t.low]:
			if plain > 0 {
				return np{a: i, b: j, clause: i}
			}
			head = true
		case pk.hasArticle(t.low) && plain == 0:
			head = true
		case pk.class["particle"][t.low]:
		default:
			if j > i && (pk.leansOn(t.low) || pk.relativeJoined(t.low)) {
				return np{a: i, b: j, clause: i}
			}
			plain++
		}
		if plain > 2 || plain > 3 && head {
			return np{a: i, b: j, clause: i}
		}
		j++
	}
	if j == i || toks[i].digit {
		return np{}
	}
	return np{a: i, b: j, clause: i}
}

// relativeJoined says whether "who" is written onto a long word that is no known name: "תושב המקום שביקש".
func (pk *pack) relativeJoined(w string) bool {
	if pk.knownName(w) || pk.class["not-that"][w] || utf8.RuneCountInString(w) < 5 {
		return false
	}
	for _, x := range pk.thatJoint {
		if strings.HasPrefix(w, x) {
			return true
		}
	}
	return false
}

func (pk *pack) endsCaseless(toks []token, j, i int) bool {
	t := &toks[j]
	if t.digit || pk.class["link"][t.low] {
		return t.digit
	}
	if pk.ends(t) || pk.dateLength(toks, j, len(toks)) > 0 {
		return true
	}
	if j > i && pk.joinedThat(t, false) {
		return true
	}
	return false
}

// joinedThat says whether "that" is written onto a word: right behind the verb by its letter alone, elsewhere only
// where the article or a common opening of a clause follows.
func (pk *pack) joinedThat(t *token, behindVerb bool) bool {
	if len(pk.thatJoint) == 0 || pk.class["stop"][t.low] || pk.class["not-that"][t.low] {
		return false
	}
	if _, ok := pk.first[t.low]; ok {
		return false
	}
	if _, ok := pk.roles[t.low]; ok || pk.class["body"][t.low] {
		return false
	}
	for _, x := range pk.thatJoint {
		rest, ok := strings.CutPrefix(t.low, x)
		if !ok || utf8.RuneCountInString(rest) < 2 {
			continue
		}
		if behindVerb && utf8.RuneCountInString(rest) > 2 || pk.class["clause-opening"][rest] || pk.hasArticle(rest) {
			return true
		}
	}
	return false
}
