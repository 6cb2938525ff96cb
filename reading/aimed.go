package reading

// aimedContent: accused the army OF shelling, criticised the deal FOR …: from whom it is aimed at to the end.
func (rd *reader) aimedContent(p *paragraph, u unit, c *cue, to np, f forwardContent) forwardContent {
	far := 14
	if c.lemma == "accuse" {
		far = 28
	}
	for k := to.b; k < u.b && k-to.b < far; k++ {
		t := &p.toks[k]
		if t.text == "," && k+1 < u.b && p.toks[k+1].run >= 0 && p.runs[p.toks[k+1].run].nameB-p.runs[p.toks[k+1].run].nameA > 1 {
			k = p.runs[p.toks[k+1].run].b // "his rival, Hilda Marsh, of"
			continue
		}
		if t.text == "," && c.lemma == "accuse" {
			continue // several are accused
		}
		if t.is("and") && k+1 < u.b && rd.lx.en.verbs[p.toks[k+1].low].lemma != "" && !rd.lx.en.verbs[p.toks[k+1].low].base {
			break // "applauded the ruling and stressed …"
		}
		if p.quoteOpens(k) || t.is("of") || t.is("for") || t.is("as") || t.is("over") || t.is("on") && k+1 < u.b && (p.toks[k+1].is("its") || p.toks[k+1].is("his") || p.toks[k+1].is("her") || p.toks[k+1].is("their")) {
			f.start, f.aimed = to.a, k+1
			f.addressee = np{}
			return f
		}
		if t.text == "," || endsSentence(t) {
			break
		}
	}
	return f
}

// namingContent: called the plan “a betrayal”, described it as …; only with marks or "as", since "called a meeting"
// is no statement.
func (rd *reader) namingContent(p *paragraph, u unit, c *cue, f forwardContent) forwardContent {
	i := c.b
	if i >= u.b {
		return f
	}
	if p.toks[i].is("to") && c.lemma == "refer" || p.toks[i].is("as") && i+1 < u.b && p.quoteOpens(i+1) && rd.gap(p, u, c) {
		i++ // "a threat which Stone described as “theatre”"
	}
	as := false
	for k := i; k < u.b && k-i < 22; k++ {
		t := &p.toks[k]
		if p.quoteOpens(k) {
			f.start, f.naming = i, k+1
			if k == i && c.lemma != "refer" && !rd.gap(p, u, c) {
				f.start = -1 // "a user labelled “Anonymous”": nobody labels
			}
			return f
		}
		if t.is("as") && (k > i || haveForm(&p.toks[c.a-1])) && c.lemma != "call" {
			as = true
		}
		if t.text == "," || endsSentence(t) || t.is("that") {
			break
		}
	}
	if as && c.lemma != "portray" && c.lemma != "refer" {
		f.start = i
		return f
	}
	if c.lemma == "call" { // "called him a liar"
		to := rd.phraseAfter(p, i, u.b)
		if to.ok() && to.b+1 < u.b && (p.toks[to.b].is("a") || p.toks[to.b].is("an")) {
			f.start = i
		}
	}
	return f
}
