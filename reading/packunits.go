package reading

// packUnits cuts a paragraph into sentences seen from outside its quotations, by the rules of its language.
func (pk *pack) packUnits(p *paragraph) []unit {
	toks := p.toks
	var out []unit
	start := 0
	for i := 0; i+1 < len(toks); i++ {
		cut := i-start > longestUnit
		if toks[i].pair < 0 {
			cut = cut || endsSentence(&toks[i]) && pk.begins(toks, i+1) && !pk.abbreviated(toks, i)
		} else if q := p.pairs[toks[i].pair]; i == q.close {
			last := i
			for last > q.open && toks[last].kind == tokMark {
				last--
			}
			cut = cut || endsSentence(&toks[last]) && pk.begins(toks, i+1) && !isDash(toks[i+1].text) && !pk.verbFollows(toks, i+1)
		} else {
			cut = false
		}
		if cut {
			out = append(out, unit{start, i + 1})
			start = i + 1
		}
	}
	return append(out, unit{start, len(toks)})
}

func (pk *pack) begins(toks []token, i int) bool {
	t := &toks[i]
	if t.kind == tokMark {
		return t.text != "»" && t.text != "”" || toks[i-1].end < t.start
	}
	return beginsSentence(toks, i)
}

// abbreviated says whether a dot belongs to the word before it.
func (pk *pack) abbreviated(toks []token, i int) bool {
	if i == 0 || toks[i].text != "." || toks[i-1].end != toks[i].start {
		return false
	}
	t := &toks[i-1]
	return pk.class["abbreviation"][t.low] || t.digit && t.end-t.start <= 2 && pk.dates[toks[min(i+1, len(toks)-1)].low].kind == 'm'
}

// verbFollows says whether a verb of speech stands right behind a quotation, so that both are one unit.
func (pk *pack) verbFollows(toks []token, i int) bool {
	if toks[i].capital || !toks[i].word() {
		return false
	}
	k, joined := pk.kindOf(toks[i].low)
	if k != "" && !joined {
		return true
	}
	return !pk.caseless && (pk.is("auxiliary", &toks[i]) || pk.is("object", &toks[i]) || pk.accordingAt(toks[i].low) != nil)
}
