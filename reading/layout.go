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
		case i < body && rd.art.Title.Value == "" && len(p.toks) <= 30 && len(p.toks) > 1 && !p.introduces():
			p.Role = RoleTitle
			ground := "first line, no full stop, text follows"
			rd.art.Title = Fact{strings.TrimSpace(rd.slice(p.Span)), ground, p.Span}
		case i < body && rd.isOutletLine(p, low):
			p.Role = RoleOutlet
			if rd.art.Outlet.Value == "" {
				rd.art.Outlet = Fact{strings.TrimSpace(rd.slice(p.Span)), "line of its own above the text", p.Span}
			}
		case i < body && rd.repeatsTitle(p):
			p.Role = RoleCaption
		case i < body && len(p.toks) <= 4 && rd.art.Title.Value != "" && allCapital(p.toks):
			p.Role = RoleCaption
		case i < body && len(p.toks) > 3 && !p.introduces():
			p.Role = RoleSubtitle
		case seenBody && !p.introduces() && !p.endsLikeText() && len(p.toks) <= 14 && !p.hasPair():
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
	rd.local = wordSet{}
	for _, s := range []string{rd.art.Outlet.Value, rd.o.Outlet, rd.art.Wire.Value} {
		if s != "" {
			rd.local[strings.ToLower(s)] = true
			rd.local[strings.TrimPrefix(strings.ToLower(s), "the ")] = true
		}
	}
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

// introduces says whether a line ends in a colon or a comma, so that the next line is what it introduces.
func (p *paragraph) introduces() bool {
	last := p.toks[len(p.toks)-1].text
	return last == ":" || last == ","
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
		case b == "©", b == "c)": // "(c)", whose bracket was trimmed
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
	if strings.Contains(low, "getty images") || strings.Contains(low, " image: ") || strings.Contains(low, " photo: ") || strings.Contains(low, "(photo") || strings.Contains(low, "(ap photo") || strings.Contains(low, "| reuters") || strings.Contains(low, "/reuters") || strings.Contains(low, "/afp") {
		return true
	}
	return false
}

// isOutletLine: a line that is a known outlet, the one that was given, or a capitalised name ending in a word like
// "Post" or "News Agency".
func allCapital(toks []token) bool {
	for i := range toks {
		if !toks[i].capital {
			return false
		}
	}
	return true
}

func (rd *reader) repeatsTitle(p *paragraph) bool {
	return rd.art.Title.Value != "" && strings.HasPrefix(rd.slice(p.Span), rd.art.Title.Value)
}

// gluedCaption finds "Ilse MaroPetra Vance, …": a caption with the credit glued to it. The word before the seam
// must stand elsewhere in the text.
func (rd *reader) gluedCaption() {
	known := wordSet{}
	for i := range rd.paras {
		for k := range rd.paras[i].toks {
			if t := &rd.paras[i].toks[k]; t.capital {
				known[t.text] = true
			}
		}
	}
	for i := range rd.paras {
		p := &rd.paras[i]
		if p.Role == RoleBody || p.Role == RoleTitle || p.Role == RoleByline || i > 12 {
			continue
		}
		for k := range p.toks {
			t := &p.toks[k]
			if !t.capital || t.upper || k > 8 {
				continue
			}
			r := []rune(t.text)
			for x := 3; x+2 < len(r); x++ {
				if unicode.IsLower(r[x-1]) && unicode.IsUpper(r[x]) && unicode.IsLower(r[x+1]) && known[string(r[:x])] {
					p.Role = RoleCredit
					p.splitAt(t.start + x)
					break
				}
			}
			if p.Role == RoleCredit {
				break
			}
		}
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

// findDateline reads "BEIRUT, Oct 31 (AP) —" and "WASHINGTON (Reuters) -" at the beginning of the body.
// findPublished dates the article: what the analyst gave goes before what stands in the text.
