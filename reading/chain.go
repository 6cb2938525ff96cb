package reading

import "strings"

// hopCited is whom a report leans on: "reported, citing an official". Such a one stands before who reports.
const hopCited HopKind = "cited"

// chain lists who passed the words on, from the speaker to the publisher.
func (rd *reader) chain(x *attribution, st *Statement, before []said) []Hop {
	var out []Hop
	if !st.Speaker.Empty() {
		kind := HopSpeaker
		if st.Speaker.Entity >= 0 && rd.people.list[st.Speaker.Entity].Kind == EntityOutlet {
			kind = HopOutlet
		}
		out = append(out, Hop{kind, st.Speaker})
	}
	if st.Addressee.Entity >= 0 && rd.people.list[st.Addressee.Entity].Kind == EntityOutlet {
		out = append(out, Hop{HopVenue, st.Addressee})
	} else if !st.Addressee.Empty() && rd.mentionsOutlet(st.Addressee) {
		out = append(out, Hop{HopVenue, st.Addressee})
	}
	for _, h := range append(x.hops, rd.carriers(x)...) {
		m, _, _ := rd.mention(&rd.paras[h.para], x, h.np, before)
		if holds(out, m) {
			continue
		}
		if h.kind == hopCited {
			out = append([]Hop{{HopSpokesman, m}}, out...)
			continue
		}
		out = append(out, Hop{h.kind, m})
	}
	publisher := rd.art.Outlet
	if rd.o.Outlet != "" {
		publisher = Fact{Value: rd.o.Outlet}
	}
	if publisher.Value != "" {
		out = append(out, Hop{HopPublisher, Mention{Span: publisher.Span, Text: publisher.Value, Name: publisher.Value, Entity: -1}})
	}
	return out
}

func (rd *reader) mentionsOutlet(m Mention) bool { return rd.lx.en.outlets[strings.ToLower(m.Text)] }

// holds says whether a chain has somebody already.
func holds(chain []Hop, m Mention) bool {
	for _, h := range chain {
		if h.Span == m.Span || m.Name != "" && h.Name == m.Name {
			return true
		}
	}
	return false
}

// carriers finds in the unit of a cue, outside what was said, who carried the words: "in remarks carried by the state
// agency", "in an interview with Radio Tarn", "citing two officials".
func (rd *reader) carriers(x *attribution) []hopFound {
	if !x.hasCue || len(rd.paras[x.cuePara].units) == 0 || rd.packFor(&rd.paras[x.cuePara]) != nil {
		return nil
	}
	p := &rd.paras[x.cuePara]
	u := p.units[p.unitOf(x.cue.a)]
	var out []hopFound
	for i := max(u.a, x.cue.a-40); i+1 < min(u.b, x.cue.a+60); i++ {
		t := &p.toks[i]
		if t.pair >= 0 || rd.inContent(x.cuePara, i) {
			continue
		}
		next := &p.toks[i+1]
		kind, from := HopKind(""), i+2
		switch {
		case t.is("citing") || t.is("quoting"):
			kind, from = hopCited, i+1
		case carried[t.low] && (next.is("by") || next.is("on") || next.is("in")):
			kind = HopOutlet
		case (t.is("interview") || t.is("interviews")) && (next.is("with") || next.is("on") || next.is("to")):
			kind = HopVenue
		default:
			continue
		}
		s := rd.phraseAfter(p, from, u.b)
		if !s.ok() || p.toks[s.a].pair >= 0 || rd.inContent(x.cuePara, s.a) {
			continue
		}
		if kind != hopCited && (rd.personal(p, s) || !rd.isOutlet(p, s) && p.toks[s.b-1].run < 0 && !rd.lx.en.bodyNouns[p.toks[s.b-1].low]) || kind == hopCited && !rd.canSpeak(p, s) {
			continue
		}
		out = append(out, hopFound{kind, p.index, s})
		i = s.b - 1
	}
	return out
}

var carried = wordSet{"carried": true, "aired": true, "published": true, "broadcast": true, "televised": true, "reported": true, "posted": true, "released": true, "printed": true, "relayed": true}

// quotedAs: "State television quoted the minister as saying that", "Roe was quoted by the daily as saying": the speaker
// is who is quoted, whoever quotes is a link of the chain.
func (rd *reader) quotedAs(p *paragraph, u unit, c *cue) (s np, via np) {
	toks := p.toks
	if !c.ing || c.a-2 <= u.a || !toks[c.a-1].is("as") {
		return np{}, np{}
	}
	for i := c.a - 2; i > u.a && c.a-i < 24 && toks[i].pair < 0 && !endsSentence(&toks[i]); i-- {
		switch toks[i].low {
		case "quoted", "quotes", "quoting", "cited", "cites", "citing":
		default:
			continue
		}
		if i-1 >= u.a && beForms[toks[i-1].low] {
			s = rd.subjectBefore(p, i, u.a)
			for k := i + 1; k < c.a-1; k++ {
				if toks[k].is("by") {
					via = rd.phraseAfter(p, k+1, c.a-1)
				}
			}
			return s, via
		}
		if s = rd.phraseAfter(p, i+1, c.a-1); s.ok() && strings.HasSuffix(toks[i].low, "ing") {
			return s, np{}
		}
		return s, rd.subjectBefore(p, i, u.a)
	}
	return np{}, np{}
}

func (rd *reader) addHop(a *attribution, p *paragraph, s np) {
	kind := HopSpokesman
	if rd.isOutlet(p, s) {
		kind = HopOutlet
	}
	a.hops = append(a.hops, hopFound{kind, p.index, s})
}

func (rd *reader) isOutlet(p *paragraph, s np) bool {
	for i := s.a; i < s.b; i++ {
		if r := p.toks[i].run; r >= 0 && p.runs[r].kind == EntityOutlet {
			return true
		}
	}
	last := p.toks[s.b-1].low
	return rd.lx.en.outletWords[last] || outletNoun[last]
}
