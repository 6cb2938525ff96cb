package reading

// pair is a quotation inside one paragraph, from the opening mark to the closing one.
type pair struct {
	open, close int // tokens of the marks; where there is no mark, the first or last token
	closed      bool
	opened      bool // false where the text before the first closing mark goes on from the paragraph before
	single      bool
}

// paragraph is a line in work.
type paragraph struct {
	Paragraph
	index  int
	toks   []token
	pairs  []pair
	units  []unit
	runs   []nameRun
	blank  bool  // a blank line stands before it
	pack   *pack // what it is read with where it is not English, once told: see packFor
	told   bool
	opened bool // a quotation is still open at its end
}

// closers gives the marks that close what a mark opens.
func closers(open string) string {
	switch open {
	case "“", "‟":
		return "”\""
	case "\"", "″":
		return "\"”"
	case "„":
		return "“”\""
	case "«":
		return "»"
	case "»":
		return "«"
	case "”":
		return "”"
	case "‘", "‛":
		return "’"
	case "‚":
		return "‘’"
	case "'":
		return "'"
	case "``", "''":
		return "''"
	case "‹":
		return "›"
	case "「":
		return "」"
	case "『":
		return "』"
	}
	return ""
}

func isSingle(mark string) bool {
	switch mark {
	case "‘", "‛", "‚", "'", "’", "‹":
		return true
	}
	return false
}

// glued says how the mark i stands: does a word or mark touch it before, and after?
func glued(toks []token, i int) (before, after bool) {
	before = i > 0 && toks[i-1].end == toks[i].start
	after = i+1 < len(toks) && toks[i+1].start == toks[i].end
	return
}

// mayOpen says whether the mark i can open a quotation, by what touches it.
func mayOpen(toks []token, i int) bool {
	before, after := glued(toks, i)
	if before {
		p := toks[i-1]
		before = p.word() || p.kind == tokPunct && p.text != "(" && p.text != "[" && p.text != "—" && p.text != "–" && p.text != "--" && p.text != ":" && p.text != "/" && p.text != "-"
	}
	switch toks[i].text {
	case "“", "„", "«", "``", "‟", "「", "『":
		return i+1 < len(toks)
	case "\"", "″", "''":
		return after && !before
	case "‘", "'", "‚", "‛", "‹":
		return after && !before && i+1 < len(toks) && toks[i+1].word()
	case "”", "»":
		return after && !before
	}
	return false
}

// pairMarks finds the quotations of one paragraph. A stray mark never reaches beyond its paragraph: an opening mark
// without a closing one counts only where a quotation can begin and the rest of the line is taken, and otherwise
// not at all. carried: the paragraph before ended inside a quotation.
func pairMarks(p *paragraph, carried bool) {
	toks := p.toks
	firstMark := true
	for i := 0; i < len(toks); i++ {
		if toks[i].kind != tokMark {
			continue
		}
		t := &toks[i]
		if firstMark && carried && i > 0 && !isSingle(t.text) {
			firstMark = false
			if !mayOpen(toks, i) && closesSomething(t.text) {
				p.pairs = append(p.pairs, pair{open: 0, close: i, closed: true})
				continue
			}
		}
		if !isSingle(t.text) {
			firstMark = false
		}
		if !mayOpen(toks, i) {
			continue
		}
		if isSingle(t.text) {
			if j := closeSingle(toks, i); j > 0 {
				p.pairs = append(p.pairs, pair{open: i, close: j, closed: true, opened: true, single: true})
				i = j
			}
			continue
		}
		j, reopened := closeDouble(toks, i)
		switch {
		case j > 0:
			p.pairs = append(p.pairs, pair{open: i, close: j, closed: true, opened: true})
			i = j
		case reopened:
			// a second opening mark before any closing one: the first was stray
		case i == 0 || startsQuotation(toks, i):
			p.pairs = append(p.pairs, pair{open: i, close: len(toks) - 1, opened: true})
			p.opened = true
			i = len(toks)
		}
	}
	for k := range p.pairs {
		for i := p.pairs[k].open; i <= p.pairs[k].close; i++ {
			toks[i].pair = k
		}
	}
}

func closesSomething(mark string) bool {
	switch mark {
	case "”", "\"", "»", "''", "“", "」", "』":
		return true
	}
	return false
}

// startsQuotation says whether an unclosed mark at i follows a colon, a comma or a full stop.
func startsQuotation(toks []token, i int) bool {
	switch toks[i-1].text {
	case ":", ",", ".", "?", "!":
		return len(toks)-i > 4
	}
	return false
}

// longestQuotation, in tokens, keeps the search for a closing mark linear in hostile text.
const longestQuotation = 4000

// closeDouble looks for the mark that closes i. A mark that can only open ends the search.
func closeDouble(toks []token, i int) (int, bool) {
	close := closers(toks[i].text)
	for j := i + 1; j < len(toks) && j-i < longestQuotation; j++ {
		if toks[j].kind != tokMark || isSingle(toks[j].text) {
			continue
		}
		before, _ := glued(toks, j)
		t := toks[j].text
		ambiguous := t == "\"" || t == "''" || t == "″" || t == toks[i].text && closersHas(close, t)
		if closersHas(close, t) {
			if ambiguous && !before && mayOpen(toks, j) && j+1 < len(toks) {
				return 0, true
			}
			if j > i+1 {
				return j, false
			}
			return 0, false
		}
		if t == toks[i].text {
			return 0, true
		}
	}
	return 0, false
}

func closersHas(close, mark string) bool {
	for _, c := range close {
		if string(c) == mark {
			return true
		}
	}
	return close == mark
}

// closeSingle looks for the end of a quotation in single marks, which must not be an apostrophe and must hold a blank.
func closeSingle(toks []token, i int) int {
	close := closers(toks[i].text)
	n := 0
	for j := i + 1; j < len(toks) && n < 120; j++ {
		t := &toks[j]
		if t.word() {
			n++
			continue
		}
		if t.kind != tokMark {
			continue
		}
		before, after := glued(toks, j)
		if !isSingle(t.text) && t.text != "‘" && t.text != "’" {
			return 0
		}
		if closersHas(close, t.text) && before && !(after && toks[j+1].word()) {
			if n < 2 {
				return 0
			}
			return j
		}
	}
	return 0
}
