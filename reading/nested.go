package reading

import "sort"

// nestInQuotations finds attributions inside statements: "Belk made it clear that …" within what his office
// stated. Only a clause with "that" and a subject other than I and we counts.
func (rd *reader) nestInQuotations(before []said) {
	type nest struct {
		st    Statement
		outer int
	}
	var inner []nest
	for i := range rd.found {
		x := &rd.found[i]
		p := &rd.paras[x.para]
		u := unit{x.a, x.b}
		for _, level := range rd.levels(p, u) {
			for _, c := range rd.findCues(p, u, level) {
				if c.ing || c.according || !c.kind.has('t') || c.kind.has('m') || c.kind.has('e') {
					continue
				}
				from := u.a
				if level >= 0 {
					from = p.pairs[level].open + 1
				}
				s := rd.subjectBefore(p, c.a, from)
				if !s.ok() || rd.lx.en.pronouns[p.toks[s.a].low] == "1" || rd.lx.en.pronouns[p.toks[s.a].low] == "n" || !rd.canSpeak(p, s) {
					continue
				}
				f := rd.forward(p, u, &c, level)
				if !f.that || f.start >= u.b || f.start != c.b && !(f.addressee.ok() && f.start == f.addressee.b) {
					continue
				}
				end := f.start
				for end < u.b && p.toks[end].pair == level && !(endsSentence(&p.toks[end])) && p.toks[end].kind != tokMark || end < u.b && level < 0 && p.toks[end].pair >= 0 {
					end++
				}
				if end < u.b && level >= 0 && endsSentence(&p.toks[end]) {
					end++
				}
				if end-f.start < 3 {
					continue
				}
				y := attribution{para: x.para, unit: x.unit, a: f.start, b: end, speaker: s, speakerPara: x.para, cuePara: x.para, cue: c, hasCue: true,
					addressee: f.addressee, frame: "nested", spanConf: 0.75, speakConf: 0.8, reason: "attribution inside a statement"}
				st := rd.statement(&y, before[:i])
				if st.Said.Text == "" {
					st.Said = rd.art.Statements[i].Said
				}
				st.Chain = rd.nestedChain(st, &rd.art.Statements[i])
				inner = append(inner, nest{st, i})
				break
			}
		}
	}
	if len(inner) == 0 {
		return
	}
	// merge, outer before inner, and move the indices
	old := rd.art.Statements
	groups := 0
	for i := range old {
		groups = max(groups, old[i].Group+1)
	}
	type item struct {
		st  Statement
		old int
		in  int
	}
	var all []item
	for i := range old {
		all = append(all, item{old[i], i, -1})
	}
	for k := range inner {
		inner[k].st.Group = groups + k
		all = append(all, item{inner[k].st, -1, inner[k].outer})
	}
	sort.SliceStable(all, func(a, b int) bool {
		if all[a].st.Start != all[b].st.Start {
			return all[a].st.Start < all[b].st.Start
		}
		return all[a].st.End > all[b].st.End
	})
	place := make([]int, len(old))
	for i := range all {
		if all[i].old >= 0 {
			place[all[i].old] = i
		}
	}
	out := make([]Statement, len(all))
	for i := range all {
		out[i] = all[i].st
		if all[i].in >= 0 {
			out[i].Outer = place[all[i].in]
		}
	}
	rd.art.Statements = out
}

// levels gives the quotations inside a statement, and the level outside them where it is not all quotation.
func (rd *reader) levels(p *paragraph, u unit) []int {
	var out []int
	for i := u.a; i < u.b; i++ {
		l := p.toks[i].pair
		if n := len(out); n == 0 || out[n-1] != l && (n < 2 || out[n-2] != l) {
			out = append(out, l)
		}
	}
	return out
}

// nestedChain: the inner speaker, then whoever said it of them, then the rest of the outer chain.
func (rd *reader) nestedChain(st Statement, outer *Statement) []Hop {
	var out []Hop
	for _, h := range st.Chain {
		if h.Kind != HopPublisher {
			out = append(out, h)
		}
	}
	for _, h := range outer.Chain {
		if h.Kind == HopSpeaker {
			h.Kind = HopSpokesman
		}
		out = append(out, h)
	}
	return out
}
