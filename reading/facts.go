package reading

import (
	"strings"
	"unicode"
)

func (rd *reader) byline(p *paragraph, low string) bool {
	rest, ok := strings.CutPrefix(strings.TrimSpace(low), "by ")
	if !ok {
		rest, ok = strings.CutPrefix(strings.TrimSpace(low), "written by ")
	}
	if !ok || len(p.toks) > 24 || rest == "" || endsSentence(&p.toks[len(p.toks)-1]) {
		return false
	}
	i := 1
	if p.toks[0].is("written") {
		i = 2
	}
	if i >= len(p.toks) || !p.toks[i].capital {
		return false
	}
	if rd.art.Byline.Value == "" {
		j := i
		for j < len(p.toks) && (p.toks[j].capital || p.toks[j].is("and") || p.toks[j].is("de") || p.toks[j].is("van")) {
			j++
		}
		s := Span{p.toks[i].start, p.toks[j-1].end}
		rd.art.Byline = Fact{rd.slice(s), "line that begins with “By”", s}
		if j+1 < len(p.toks) && p.toks[j].text == "," && rd.outletName(p.toks[j+1:]) && rd.art.Outlet.Value == "" {
			o := p.span(j+1, len(p.toks))
			rd.art.Outlet = Fact{rd.slice(o), "beside the author’s name", o}
		}
	}
	return true
}

var publishedWords = []string{"published", "updated", "posted", "last updated", "last modified", "date:", "first published"}

func (rd *reader) publishedLine(p *paragraph, low string) bool {
	if len(p.toks) > 24 {
		return false
	}
	low = strings.TrimSpace(low)
	for _, w := range publishedWords {
		if strings.HasPrefix(low, w) && hasDigit(low) {
			return true
		}
	}
	// A line that is nothing but a date.
	if len(p.toks) > 20 || !hasDigit(low) {
		return false
	}
	d, n := rd.dateAt(p.toks, 0)
	if n == 0 || d.Precision == PrecisionNone {
		return false
	}
	for _, t := range p.toks[n:] {
		if t.word() && !t.digit && !dateFiller[t.low] {
			return false
		}
	}
	return true
}

var dateFiller = wordSet{"am": true, "pm": true, "a.m.": true, "p.m.": true, "gmt": true, "utc": true, "est": true, "edt": true, "et": true, "at": true, "bst": true, "cet": true, "pdt": true, "pst": true, "ist": true,
	"updated": true, "last": true, "edited": true, "ago": true, "hour": true, "hours": true, "minute": true, "minutes": true, "min": true, "mins": true, "read": true}

func hasDigit(s string) bool { return strings.IndexFunc(s, unicode.IsDigit) >= 0 }

func (rd *reader) isOutletLine(p *paragraph, low string) bool {
	low = strings.TrimSpace(low)
	if len(p.toks) > 6 || rd.art.Title.Value == "" {
		return false
	}
	if rd.lx.en.outlets[low] || rd.o.Outlet != "" && low == strings.ToLower(rd.o.Outlet) {
		return true
	}
	for i := range p.toks {
		if !p.toks[i].capital {
			return false
		}
	}
	return rd.outletName(p.toks)
}

func (rd *reader) outletName(toks []token) bool {
	if len(toks) < 2 {
		return false
	}
	last := toks[len(toks)-1].low
	return rd.lx.en.outletWords[last] || last == "agency" && toks[len(toks)-2].is("news")
}

func (rd *reader) findURL() {
	for i := range rd.paras {
		text := rd.slice(rd.paras[i].Span)
		at := strings.Index(text, "https://")
		if at < 0 {
			at = strings.Index(text, "http://")
		}
		if at < 0 {
			continue
		}
		end := at
		for end < len(text) && text[end] > ' ' && text[end] != '"' && text[end] != '<' && text[end] != '>' && text[end] != ')' {
			end++
		}
		start := rd.paras[i].Start + len([]rune(text[:at]))
		s := Span{start, start + len([]rune(text[at:end]))}
		rd.art.URL = Fact{text[at:end], "first address in the text", s}
		if strings.TrimSpace(text) == text[at:end] {
			rd.paras[i].Role = RoleBoilerplate
		}
		return
	}
}

func (rd *reader) findDateline() {
	for i := range rd.paras {
		p := &rd.paras[i]
		if p.Role != RoleBody {
			continue
		}
		toks := p.toks
		j := 0
		for j < len(toks) && j < 4 && toks[j].word() && toks[j].capital {
			j++
		}
		if j == 0 {
			return
		}
		place := Span{toks[0].start, toks[j-1].end}
		upper := toks[0].upper
		var wire Fact
		for k := j; k < len(toks) && k < j+14; k++ {
			t := &toks[k]
			if k > 0 && toks[k-1].text == "(" && k+1 < len(toks) && toks[k+1].text == ")" {
				agency, ok := rd.lx.en.wires[t.text]
				if !ok && t.upper {
					agency, ok = t.text, true
				}
				if ok {
					wire = Fact{agency, "named in the dateline", Span{t.start, t.end}}
				}
			}
			if t.text == "—" || t.text == "–" || t.text == "--" || t.text == "-" {
				if wire.Value == "" && !upper {
					return
				}
				rd.art.Dateline = Fact{titleCase(rd.slice(place)), "before the dash at the head of the text", place}
				rd.art.Wire = wire
				p.units = append(p.units, unit{0, k + 1}) // splitUnits goes on from here
				return
			}
		}
		return
	}
}

func titleCase(s string) string {
	if s != strings.ToUpper(s) {
		return s
	}
	up := true
	return strings.Map(func(r rune) rune {
		if up {
			up = false
			return r
		}
		if r == ' ' || r == '-' {
			up = true
			return r
		}
		return unicode.ToLower(r)
	}, s)
}

func (rd *reader) findPublished() {
	if !rd.o.Published.IsZero() {
		rd.anchor = rd.o.Published
		rd.art.Published = Date{Time: rd.o.Published, Precision: PrecisionDay, Reason: "given"}
		return
	}
	for i := range rd.paras {
		p := &rd.paras[i]
		if p.Role != RolePublished {
			continue
		}
		for k := range p.toks {
			d, n := rd.dateAt(p.toks, k)
			if n > 0 && d.Precision == PrecisionDay {
				rd.art.Published = d
				rd.art.Published.Reason = "line of its own with a date"
				rd.anchor = d.Time
				return
			}
		}
	}
}
