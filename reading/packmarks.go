package reading

// markSearch finds closing marks; each family's place only moves forward, so that the whole paragraph stays linear.
type markSearch struct {
	toks []token
	next [markFamilies]int
	mate []int // of guillemets that nest: the closing mark of each opening one
}

const (
	familyLow = iota
	familyHigh
	familyLast
	familyStraight
	familyReversed
	familySingle
	familyGuillemet
	familyAngle
	markFamilies
)

func (m *markSearch) find(family, i int, closes func(j int) bool) int {
	j := max(m.next[family], i+1)
	for j < len(m.toks) && !(m.toks[j].kind == tokMark && closes(j)) {
		j++
	}
	m.next[family] = j
	if j < len(m.toks) {
		return j
	}
	return -1
}

// closing gives the mark that closes the one at i, or -1.
func (m *markSearch) closing(i int, reversed bool) int {
	toks := m.toks
	text := func(want ...string) func(int) bool {
		return func(j int) bool {
			for _, w := range want {
				if toks[j].text == w {
					return true
				}
			}
			return false
		}
	}
	switch toks[i].text {
	case "«":
		if m.mate[i] > 0 {
			return m.mate[i]
		}
		return m.find(familyGuillemet, i, text("»"))
	case "»":
		return m.find(familyReversed, i, text("«"))
	case "„", "‟":
		return m.find(familyLow, i, text("“", "”", "\"", "‟"))
	case "“":
		return m.find(familyHigh, i, func(j int) bool {
			before, after := glued(toks, j)
			return toks[j].text == "”" || before && !(after && toks[j+1].word()) && (toks[j].text == "“" || toks[j].text == "\"")
		})
	case "”":
		return m.find(familyLast, i, text("”", "“"))
	case "\"", "״", "″", "''", "``":
		return m.find(familyStraight, i, func(j int) bool {
			switch toks[j].text {
			case "\"", "״", "″", "''", "”":
				before, after := glued(toks, j)
				return before || !after
			}
			return false
		})
	case "‚", "‘":
		return m.find(familySingle, i, func(j int) bool {
			before, after := glued(toks, j)
			return (toks[j].text == "‘" || toks[j].text == "’") && before && !(after && toks[j+1].word())
		})
	case "‹":
		return m.find(familyAngle, i, text("›"))
	}
	return -1
}

// opensQuote says whether the mark i can open a quotation by the customs of its paragraph.
func (pk *pack) opensQuote(toks []token, i int, reversed bool) bool {
	before, after := glued(toks, i)
	if i+1 >= len(toks) {
		return false
	}
	switch toks[i].text {
	case "«":
		return !reversed
	case "»":
		return reversed && after
	case "„", "‟":
		return true
	case "“":
		return after || !before
	case "‚", "‹", "‘":
		return after && !before && toks[i+1].word()
	case "”", "\"", "״", "″", "''", "``":
		if before && after && toks[i-1].word() && pk.caseless && pk.onlyPrefixes(toks[i-1].text) {
			return true
		}
		if before && toks[i-1].kind == tokPunct {
			switch toks[i-1].text {
			case "(", "[", "—", "–", "-", "--", ":", "/":
				before = false
			}
		}
		return after && !before
	}
	return false
}

// pairQuotes finds the quotations of a paragraph, in the customs of all languages: „…“, »…«, « … », nested ones within
// the outer one, and speech behind a dash. carried: the paragraph before ended inside a quotation.
func (pk *pack) pairQuotes(p *paragraph, carried bool) {
	toks := p.toks
	p.pairs, p.opened = nil, false
	for i := range toks {
		toks[i].pair = -1
	}
	m := markSearch{toks: toks, mate: make([]int, len(toks))}
	reversed := reversedGuillemets(toks)
	var stack []int
	for i := range toks {
		switch {
		case toks[i].text == "«" && !reversed:
			stack = append(stack, i)
		case toks[i].text == "»" && !reversed && len(stack) > 0:
			m.mate[stack[len(stack)-1]] = i
			stack = stack[:len(stack)-1]
		}
	}
	first := true
	for i := 0; i < len(toks); i++ {
		if toks[i].kind != tokMark {
			continue
		}
		opens := pk.opensQuote(toks, i, reversed)
		single := isSingle(toks[i].text)
		if first && carried && !single {
			first = false
			if !opens && i > 0 && closesSomething(toks[i].text) {
				p.pairs = append(p.pairs, pair{open: 0, close: i, closed: true})
				continue
			}
		}
		if !single {
			first = false
		}
		if !opens {
			continue
		}
		j := m.closing(i, reversed)
		switch {
		case j > i+1 && j-i < longestQuotation:
			p.pairs = append(p.pairs, pair{open: i, close: j, closed: true, opened: true, single: single})
			i = j
		case j < 0 && !single && (i == 0 || startsQuotation(toks, i)):
			p.pairs = append(p.pairs, pair{open: i, close: len(toks) - 1, opened: true})
			p.opened = true
			i = len(toks)
		}
	}
	if len(toks) > 2 && toks[0].text != "-" && isDash(toks[0].text) {
		pk.pairDialogue(p)
	}
	pk.openAttributions(p)
	for k := range p.pairs {
		for i := p.pairs[k].open; i <= p.pairs[k].close; i++ {
			toks[i].pair = k
		}
	}
}

// reversedGuillemets says whether a paragraph uses »…«: its first guillemet points right and touches the word behind it.
func reversedGuillemets(toks []token) bool {
	for i := range toks {
		switch toks[i].text {
		case "«":
			return false
		case "»":
			before, after := glued(toks, i)
			return after && !before
		}
	}
	return false
}

// pairDialogue takes what stands behind a dash at the head of a line as speech, up to the dash or comma before its verb
// of speech, and again after the next dash.
func (pk *pack) pairDialogue(p *paragraph) {
	toks := p.toks
	var out []pair
	speech, start, narrated := true, 1, false
	end := func(i int) {
		for i > start && toks[i-1].kind == tokPunct && (isComma(&toks[i-1]) || isDash(toks[i-1].text)) {
			i--
		}
		if i > start {
			out = append(out, pair{open: start, close: i - 1, closed: true, opened: true})
		}
	}
	for i := 1; i < len(toks); i++ {
		t := &toks[i]
		dash := isDash(t.text) && t.text != "-"
		switch {
		case speech && (dash || isComma(t) || endsSentence(&toks[i-1])) && pk.verbNear(toks, i+1, dash):
			end(i)
			speech, narrated = false, true
		case !speech && dash:
			speech, start = true, i+1
			for start < len(toks) && (isComma(&toks[start]) || toks[start].text == ".") {
				start++
			}
			i = start - 1
		}
	}
	if !narrated {
		return
	}
	if speech && start < len(toks) {
		end(len(toks))
	}
	kept := out[:0:0]
	for _, d := range out { // quotations in marks inside the speech belong to it
		for d.open <= d.close && toks[d.open].kind == tokPunct && toks[d.open].text != "¿" && toks[d.open].text != "¡" {
			d.open++
		}
		if d.open <= d.close {
			kept = append(kept, d)
		}
	}
	p.pairs = kept
}

// verbNear says whether a verb of speech stands at i, words that lean on it before it left out.
func (pk *pack) verbNear(toks []token, i int, dash bool) bool {
	for k := i; k < len(toks) && k-i < 4; k++ {
		t := &toks[k]
		if !t.word() || t.capital {
			return false
		}
		if kind, _ := pk.kindOf(t.low); kind.has('q') || kind.has('p') && k > i {
			return true
		}
		if !pk.is("auxiliary", t) && !pk.is("object", t) && !pk.is("adverb", t) && pk.pronouns[t.low] == "" && pk.dates[t.low].kind == 0 && !(dash && k == i) {
			return false
		}
	}
	return false
}

// openAttributions cuts a quotation in two around an attribution inside the marks: «Плотина, — сказал Речной, — безопасна».
func (pk *pack) openAttributions(p *paragraph) {
	toks := p.toks
	var out []pair
	for _, q := range p.pairs {
		if !q.closed || q.single {
			out = append(out, q)
			continue
		}
		start := q.open
		for i := q.open + 2; i < q.close; i++ {
			dash := isDash(toks[i].text) && toks[i].text != "-"
			if !dash && !isComma(&toks[i]) || !dash && !pk.cliticAt(toks, i+2) || !pk.verbNear(toks, i+1, false) {
				continue
			}
			j := i + 1
			for j < q.close && j-i < 16 && !(dash && isDash(toks[j].text) || !dash && isComma(&toks[j])) {
				j++
			}
			if j+1 >= q.close || j-i >= 16 {
				continue
			}
			last := i - 1
			for last > start && isComma(&toks[last]) {
				last--
			}
			out = append(out, pair{open: start, close: last, closed: true, opened: true})
			start = j + 1
			i = j
		}
		q.open = start
		out = append(out, q)
	}
	p.pairs = out
}

// cliticAt says whether the word at i leans on the one before it: "il" of "dit-il".
func (pk *pack) cliticAt(toks []token, i int) bool {
	return i > 0 && i < len(toks) && toks[i].word() && toks[i-1].end == toks[i].start && pk.pronouns[toks[i].low] != ""
}

func isComma(t *token) bool { return t.kind == tokPunct && (t.text == "," || t.text == "،") }

// opens says whether a quotation begins at token i, with a mark or without.
func (p *paragraph) opens(i int) bool {
	return i < len(p.toks) && p.toks[i].pair >= 0 && p.pairs[p.toks[i].pair].open == i
}
