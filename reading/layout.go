package reading

import (
	"strings"
	"unicode"
)

// layOut gives each paragraph its role and takes the facts of the article from the lines around the body.
func (rd *reader) layOut() {
	body := rd.firstBody()
	seenBody := false
	for i := range rd.paras {
		p := &rd.paras[i]
		low := strings.ToLower(rd.slice(p.Span))
		if rd.isBoilerplate(p, low) {
			p.Role = RoleBoilerplate
			continue
		}
		if p.isLong() {
			seenBody = true
			continue
		}
		switch {
		case rd.byline(p, low):
			p.Role = RoleByline
		case rd.publishedLine(p, low):
			p.Role = RolePublished
		case rd.creditLine(p, low):
			p.Role = RoleCredit
		case i < body && rd.art.Title.Value == "" && len(p.toks) <= 30 && len(p.toks) > 1:
			p.Role = RoleTitle
			ground := "first line, no full stop, text follows"
			rd.art.Title = Fact{strings.TrimSpace(rd.slice(p.Span)), ground, p.Span}
		case i < body && rd.isOutletLine(p):
			p.Role = RoleOutlet
			if rd.art.Outlet.Value == "" {
				rd.art.Outlet = Fact{strings.TrimSpace(rd.slice(p.Span)), "line of its own above the text", p.Span}
			}
		case i < body && rd.repeatsTitle(p):
			p.Role = RoleCaption
		case i < body && len(p.toks) > 3:
			p.Role = RoleSubtitle
		case seenBody && !p.endsLikeText() && len(p.toks) <= 14 && !rd.hasQuote(p):
			p.Role = RoleHeading
		}
	}
	rd.gluedCaption()
	if rd.art.Title.Value == "" && rd.o.Title != "" {
		rd.art.Title = Fact{Value: rd.o.Title, Ground: "given"}
	}
	if rd.art.Outlet.Value == "" && rd.o.Outlet != "" {
		rd.art.Outlet = Fact{Value: rd.o.Outlet, Ground: "given"}
	}
	rd.findURL()
	rd.findDateline()
	rd.findPublished()
}

func (rd *reader) slice(s Span) string {
	if s.Empty() || s.End > len(rd.runes) {
		return ""
	}
	return string(rd.runes[s.Start:s.End])
}

// firstBody is the index of the first paragraph that is running text.
func (rd *reader) firstBody() int {
	for i := range rd.paras {
		if p := &rd.paras[i]; p.isLong() {
			return i
		}
	}
	return 0 // nothing but short lines: none is taken for a title
}

func (p *paragraph) endsLikeText() bool {
	for i := len(p.toks) - 1; i >= 0; i-- {
		t := &p.toks[i]
		if t.kind == tokMark || t.text == ")" {
			continue
		}
		return endsSentence(t) || t.text == ":" || t.text == "," || strings.HasSuffix(t.text, ".")
	}
	return false
}

// isLong says whether a line is running text: it ends as a sentence and has some words, or is long anyway.
func (p *paragraph) isLong() bool {
	n := len(p.toks)
	if n > 40 {
		return true
	}
	if p.hasPair() && n > 6 && p.endsLikeText() {
		return true
	}
	return n >= 8 && p.endsLikeText()
}

func (p *paragraph) hasPair() bool { return len(p.pairs) > 0 }

func (rd *reader) hasQuote(p *paragraph) bool { return p.hasPair() }

func (rd *reader) isBoilerplate(p *paragraph, low string) bool {
	if len(p.toks) > 40 {
		return false
	}
	low = strings.TrimLeft(low, " \t\u00a0•·-–—*>|[(")
	if strings.Count(low, "|") >= 2 && len(p.toks) < 30 {
		return true
	}
	for _, b := range rd.lx.en.boilerplate {
		rest, ok := strings.CutPrefix(low, b)
		if !ok {
			continue
		}
		rest = strings.TrimSpace(rest)
		one := !strings.Contains(b, " ")
		switch {
		case rest == "":
			return true
		case b == "©":
			return true
		case unicode.IsLetter(firstRune(rest)) && !strings.HasPrefix(low, b+" "):
			continue // "home" of "homeland"
		case one && !strings.HasSuffix(b, ":") && !strings.HasPrefix(rest, ":") && (p.endsLikeText() || len(p.toks) > 6):
			continue // an ordinary sentence that begins with the word
		case p.hasPair() && p.isLong():
			continue
		}
		return true
	}
	return false
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

// byline: "By Jane Roe", "By Jane Roe and John Poe, Staff Writer", "Jane Roe in Beirut".
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
	if len(p.toks) > 12 || !hasDigit(low) {
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

var dateFiller = wordSet{"am": true, "pm": true, "a.m.": true, "p.m.": true, "gmt": true, "utc": true, "est": true, "edt": true, "et": true, "at": true, "bst": true, "cet": true, "pdt": true, "pst": true, "ist": true}

func hasDigit(s string) bool { return strings.IndexFunc(s, unicode.IsDigit) >= 0 }

// creditLine: "Photo: Jane Roe/Reuters", "(AP Photo/Jane Roe)", "Image: Home Office.", "Credit: …".
func (rd *reader) creditLine(p *paragraph, low string) bool {
	low = strings.Trim(strings.TrimSpace(low), "([")
	if len(p.toks) > 40 {
		return false
	}
	for _, w := range []string{"photo:", "photo by", "photograph:", "photograph by", "image:", "image credit", "credit:", "picture:", "photo credit", "ap photo", "getty images", "(ap photo", "file photo", "courtesy of", "video:"} {
		if strings.HasPrefix(low, w) {
			return true
		}
	}
	if strings.Contains(low, "getty images") || strings.Contains(low, " image: ") || strings.Contains(low, "(photo") || strings.Contains(low, "(ap photo") || strings.Contains(low, "| reuters") || strings.Contains(low, "/reuters") || strings.Contains(low, "/afp") {
		return true
	}
	return false
}

func (rd *reader) isOutletLine(p *paragraph) bool {
	return len(p.toks) <= 6 && rd.lx.en.outlets[strings.ToLower(strings.TrimSpace(rd.slice(p.Span)))]
}

func (rd *reader) repeatsTitle(p *paragraph) bool {
	return rd.art.Title.Value != "" && strings.HasPrefix(rd.slice(p.Span), rd.art.Title.Value)
}

// gluedCaption finds "Antony BlinkenDavid Azagury, …": a caption that repeats a line above with the credit glued to it.
func (rd *reader) gluedCaption() {
	title := rd.art.Title.Value
	if title == "" {
		return
	}
	for i := range rd.paras {
		p := &rd.paras[i]
		if p.Role == RoleBody || p.Start <= rd.art.Title.Span.Start || i > 6 {
			continue
		}
		text := rd.slice(p.Span)
		rest, ok := strings.CutPrefix(text, title)
		if !ok || rest == "" || !unicode.IsUpper(firstRune(rest)) {
			continue
		}
		p.Role = RoleCredit
		p.splitAt(p.Start + len([]rune(title)))
	}
}

// splitAt cuts the token that runs over a place in two, so that the names on both sides can be read.
func (p *paragraph) splitAt(at int) {
	for i := range p.toks {
		t := p.toks[i]
		if t.start < at && at < t.end {
			r := []rune(t.text)
			a, b := t, t
			a.end, a.text = at, string(r[:at-t.start])
			b.start, b.text = at, string(r[at-t.start:])
			a.low, b.low = strings.ToLower(a.text), strings.ToLower(b.text)
			b.capital = unicode.IsUpper(r[at-t.start])
			p.toks = append(p.toks[:i:i], append([]token{a, b}, p.toks[i+1:]...)...)
			for k := range p.pairs { // marks behind the cut moved by one
				if p.pairs[k].open > i {
					p.pairs[k].open++
				}
				if p.pairs[k].close >= i {
					p.pairs[k].close++
				}
			}
			return
		}
	}
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

// findDateline reads "BEIRUT, Oct 31 (AP) —" and "WASHINGTON (Reuters) -" at the beginning of the body.
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
			if agency, ok := rd.lx.en.wires[t.text]; ok && k > 0 && toks[k-1].text == "(" {
				wire = Fact{agency, "named in the dateline", Span{t.start, t.end}}
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

// findPublished dates the article: what the analyst gave goes before what stands in the text.
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
