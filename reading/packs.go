package reading

import "sort"

// noPack reads languages that are told but have no lists: marks with a name and a colon, nothing else.
var noPack = &pack{class: map[string]wordSet{}, pronouns: map[string]string{}, dates: map[string]packDate{}}

// packFor gives the pack that a paragraph is read with: that of its own script or, where it clearly is in another
// language than the article, of that language; nil for English.
func (rd *reader) packFor(p *paragraph) *pack {
	if !p.told {
		p.pack, p.told = rd.tellPack(p), true
	}
	return p.pack
}

func (rd *reader) tellPack(p *paragraph) *pack {
	lang := rd.language()
	if own := rd.ownLanguage(p); own != "" {
		lang = own
	}
	switch lang {
	case "en":
		return nil
	case "uk", "fa", "ur":
		if rd.lx.packs[lang] == nil {
			return noPack
		}
	}
	return rd.lx.packs[lang]
}

// readPacks reads the paragraphs that are not in English; it leaves them without units, so that no English rule
// continues what was found in them.
func (rd *reader) readPacks() {
	w := packReader{rd: rd}
	for i := range rd.paras {
		q := &rd.paras[i]
		if q.Role == RoleBoilerplate {
			continue
		}
		pk := rd.packFor(q)
		if pk == nil {
			w.carried = false
			continue
		}
		w.lay(pk, q)
	}
	if len(w.paras) == 0 {
		return
	}
	for i := range w.paras {
		w.read(&w.paras[i])
	}
	w.names()
}

// packReader reads the paragraphs of an article that are not in English.
type packReader struct {
	rd      *reader
	paras   []packParagraph
	carried bool
	people  packPeople
}

type packParagraph struct {
	*paragraph
	pk     *pack
	units  []unit
	silent bool // a title or the like: names, but no statements
	found  []attribution
}

// lay makes the tokens, quotations and sentences of a paragraph anew.
func (w *packReader) lay(pk *pack, p *paragraph) {
	pk.retokenize(w.rd.runes, p, &w.rd.words)
	pk.pairQuotes(p, w.carried)
	w.carried = p.opened
	p.runs, p.units = nil, nil
	q := packParagraph{paragraph: p, pk: pk, units: pk.packUnits(p)}
	switch p.Role {
	case RoleTitle, RolePublished, RoleCredit, RoleByline, RoleOutlet, RoleHeading:
		q.silent = true
	}
	w.paras = append(w.paras, q)
}

// read finds the statements of a paragraph.
func (w *packReader) read(p *packParagraph) {
	if p.silent {
		return
	}
	for k := range p.units {
		n := len(p.found)
		w.readUnit(p, k)
		if len(p.found) == n {
			w.goOn(p, k)
		}
	}
	w.rd.found = append(w.rd.found, p.found...)
}

func (w *packReader) add(p *packParagraph, x attribution) {
	for x.b > x.a && p.toks[x.b-1].pair < 0 && p.toks[x.b-1].kind == tokPunct && (isComma(&p.toks[x.b-1]) || isDash(p.toks[x.b-1].text)) {
		x.b--
	}
	for x.a < x.b && p.toks[x.a].pair < 0 && p.toks[x.a].kind == tokPunct && !opensText(p.toks[x.a].text) {
		x.a++
	}
	words := 0
	for i := x.a; i < x.b && words < 1; i++ {
		if p.toks[i].word() {
			words++
		}
	}
	if words == 0 {
		return
	}
	x.outer, x.copied = -1, -1
	p.found = append(p.found, x)
}

// opensText says whether a mark belongs to what follows it.
func opensText(mark string) bool {
	switch mark {
	case "(", "[", "¿", "¡", "…", "...":
		return true
	}
	return false
}

// goOn gives a quotation without a verb to who spoke right before: a second quoted sentence, or a paragraph that is all
// quotation after one that ends with an attributed quotation.
func (w *packReader) goOn(p *packParagraph, k int) {
	a, b, ok := p.onlyQuote(p.units[k])
	if !ok {
		return
	}
	var prev *attribution
	frame := "continued"
	conf := 0.85
	switch {
	case k > 0:
		if n := len(p.found); n > 0 && p.found[n-1].unit == k-1 && w.rd.endsQuoted(&p.found[n-1]) {
			prev = &p.found[n-1]
		}
	case p.index > 0 && len(w.rd.found) > 0:
		last := &w.rd.found[len(w.rd.found)-1]
		before := &w.rd.paras[p.index-1]
		if last.para == p.index-1 && last.outer < 0 && (before.opened || last.frame == "next ¶" || w.lastUnit(last)) {
			prev, frame, conf = last, "continued ¶", 0.8
		}
	}
	if prev == nil || frame == "continued ¶" && b-a < 5 {
		return
	}
	x := *prev
	x.para, x.unit, x.a, x.b = p.index, k, a, b
	x.frame, x.reason = frame, "goes on after the attributed quotation before it"
	x.spanConf, x.speakConf = 0.88, conf
	w.add(p, x)
}

// lastUnit says whether a statement stands in the last unit of its paragraph and is a quotation.
func (w *packReader) lastUnit(x *attribution) bool {
	q := w.at(x.para)
	return q != nil && x.unit >= len(q.units)-1 && w.rd.endsQuoted(x)
}

// at gives the paragraph of an index, or nil where it is in English.
func (w *packReader) at(index int) *packParagraph {
	k := sort.Search(len(w.paras), func(k int) bool { return w.paras[k].index >= index })
	if k < len(w.paras) && w.paras[k].index == index {
		return &w.paras[k]
	}
	return nil
}
