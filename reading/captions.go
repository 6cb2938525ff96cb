package reading

import (
	"strings"
	"unicode"
)

// creditMarks stand in or before the name of a photographer or a picture agency.
var creditMarks = []string{"getty images", "(photo", "(ap photo", "ap photo/", "| reuters", "/reuters", "reuters/", "/afp", "afp/", "/ap)", "/ap ", "/epa", "epa/", "epa-efe", "/shutterstock", "/anadolu", "anadolu/", "/xinhua", "/tass", "/bloomberg", "/dpa", "dpa/", " image: ", " photo: ", " picture: ", " foto: ", "handout/", "/handout", "via reuters", "via ap", "via afp", "photo credit", "/ afp", "/ reuters", "/ тасс", "/тасс", "/риа"}

// creditLine: "Photo: Jane Roe/Reuters", "(AP Photo/Jane Roe)", "Image: Home Office.", also behind a caption.
func (pg *page) creditLine(l *line) bool {
	if len(l.p.toks) > 70 || l.reported && l.p.hasPair() && l.words > 12 || pg.rd.hasURL(l.p) {
		return false
	}
	if rest, ok := pg.starts("credit", l.low); ok {
		label := l.low[:len(l.low)-len(rest)]
		last := label[len(label)-1]
		if len(l.p.toks) <= 40 && (strings.IndexByte(":./)", last) >= 0 || strings.HasPrefix(rest, ":") || label[0] == '(') {
			return true
		}
		if first := pg.tokenAfter(l, label); l.words <= 16 && !(l.long && l.reported) && (strings.HasPrefix(rest, ",") || strings.HasPrefix(rest, " -") || first != nil && first.capital && (!l.ends || l.words <= 8)) {
			return true
		}
	}
	low := l.low
	if l.p.End-l.p.Start > beginning {
		return false
	}
	for _, m := range creditMarks {
		at := strings.LastIndex(low, m)
		if at < 0 || l.ends && l.words > 12 && !strings.HasSuffix(m, ": ") && m[0] != '(' && m != "photo credit" {
			continue // "… an AFP/Reuters count shows."
		}
		if behind := len(low) - at; behind <= 90 || at < 12 || l.words <= 16 {
			return true
		}
	}
	return pg.rd.creditBehind(l)
}

// creditBehind finds a photographer's name after the full stop of a caption: "… October 30, 2015. Petra Vance".
func (rd *reader) creditBehind(l *line) bool {
	toks := l.p.toks
	if l.p.hasPair() || len(toks) < 8 || len(toks) > 60 || l.ends && !l.photographer() {
		return false
	}
	if l.photographer() {
		return true
	}
	k := len(toks)
	agency := false // "PETRA VANCE (EFE)"
	if toks[k-1].text == ")" {
		for j := k - 2; j > k-6 && j > 0; j-- {
			if toks[j].text == "(" {
				_, agency = pageWordsOnce().wires[joinLow(toks[j+1:k-1])]
				k = j
				break
			}
		}
		if !agency {
			return false
		}
	}
	full := k
	for k > 0 && toks[k-1].word() && toks[k-1].capital && !toks[k-1].digit {
		k--
	}
	n := full - k
	if n < 1 || n > 4 || k < 2 || toks[k-1].text != "." {
		return false
	}
	if toks[k].start == toks[k-1].end || agency {
		return true // glued to the full stop
	}
	return n >= 2 && n <= 3 && toks[k-2].digit
}

// photographer says whether a caption ends in a name in brackets with whom it works for, or in "Illustration by" and a
// name: "… on Monday. (Petra Vance for The Valley Post)".
func (l *line) photographer() bool {
	toks := l.p.toks
	n := len(toks)
	if toks[n-1].text == ")" {
		for j := n - 2; j > n-12 && j > 1; j-- {
			if toks[j].text != "(" {
				continue
			}
			if !endsSentence(&toks[j-1]) || !toks[j+1].capital {
				return false
			}
			works := false
			for k := j + 1; k < n-1; k++ {
				t := &toks[k]
				works = works || t.is("for") || t.text == "/"
				if t.word() && !t.capital && !t.is("for") && !t.is("the") && !nameParticles[t.low] {
					return false
				}
			}
			return works
		}
		return false
	}
	if l.ends {
		return false
	}
	for k := n - 2; k > n-8 && k > 3; k-- {
		if toks[k].is("by") {
			switch toks[k-1].text {
			case "Photo", "Photograph", "Illustration", "Picture", "Image":
				return allCapital(toks[k+1:])
			}
			return false
		}
	}
	return false
}

// tokenAfter is the first word behind a label.
func (pg *page) tokenAfter(l *line, label string) *token {
	if k := tokensIn(l.p.toks, label); k < len(l.p.toks) {
		return &l.p.toks[k]
	}
	return nil
}

// tokensIn gives the index of the first word behind a label at the head of a line.
func tokensIn(toks []token, label string) int {
	n := len(strings.FieldsFunc(label, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '\'' }))
	k := 0
	for k < len(toks) && (n > 0 || !toks[k].word()) {
		if toks[k].word() {
			n--
		}
		k++
	}
	return k
}

// captionLabel: "Image caption, …", "Pictured: …".
func (pg *page) captionLabel(l *line) bool {
	rest, ok := pg.starts("caption", l.low)
	if !ok || l.reported && l.p.hasPair() || l.words > 60 {
		return false
	}
	return strings.HasPrefix(rest, ",") || strings.HasPrefix(rest, ":") || strings.HasSuffix(l.low[:len(l.low)-len(rest)], ":")
}

// describes says whether a line has a mark that only captions have.
func describes(l *line) bool {
	for _, m := range []string{"(left)", "(right)", "(l)", "(r)", "(c)", "(centre)", "(center)", "pictured", "file photo", ", left,", ", right,", " undated handout", "in this photo", "in this file"} {
		if strings.Contains(l.low, m) {
			return true
		}
	}
	return false
}

// gluedCaption finds "Ilse MaroPetra Vance, …": a caption with the credit glued to it. The word before the seam
// must stand elsewhere in the text.
func (rd *reader) gluedCaption() {
	known := rd.capitals()
	for i := range rd.paras {
		p := &rd.paras[i]
		if p.Role == RoleBody || p.Role == RoleTitle || p.Role == RoleByline || p.Role == RoleBoilerplate || i > 40 {
			continue
		}
		for k := range p.toks {
			t := &p.toks[k]
			if k > 8 {
				break
			}
			if x := seamAt(p.toks, k, known); x > 0 {
				p.Role = RoleCredit
				p.splitAt(t.start + x)
				break
			}
		}
	}
}

// capitals are the words that stand with a capital somewhere in the text.
func (rd *reader) capitals() wordSet {
	known := wordSet{}
	for i := range rd.paras {
		for k := range rd.paras[i].toks {
			if t := &rd.paras[i].toks[k]; t.capital {
				known[t.text] = true
			}
		}
	}
	return known
}

// seamAt is seam for the token k, which must stand inside a name.
func seamAt(toks []token, k int, known wordSet) int {
	t := &toks[k]
	if !t.capital || t.upper || k == 0 || !toks[k-1].capital || k+1 < len(toks) && toks[k+1].word() && !toks[k+1].capital {
		return 0
	}
	return seam(t.text, known)
}

// glued says whether a short line of the head is a caption with the credit glued to it.
func (l *line) glued(known wordSet) bool {
	if l.long || l.ends || l.p.hasPair() {
		return false
	}
	for k := 1; k < len(l.p.toks) && k <= 8; k++ {
		if seamAt(l.p.toks, k, known) > 0 {
			return true
		}
	}
	return false
}

// seam gives where a second name begins inside a word whose first part is known, in code points, or 0.
func seam(w string, known wordSet) int {
	r := []rune(w)
	for x := 3; x+2 < len(r); x++ {
		if unicode.IsLower(r[x-1]) && unicode.IsUpper(r[x]) && unicode.IsLower(r[x+1]) && known[string(r[:x])] {
			return x
		}
	}
	return 0
}

// splitAt cuts the token that runs over a place in two, so that the names on both sides can be read.
func (p *paragraph) splitAt(at int) {
	for i := range p.toks {
		t := p.toks[i]
		if t.start < at && at < t.end {
			r := []rune(t.text)
			a, b := t, t
			a.own()
			b.own()
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
