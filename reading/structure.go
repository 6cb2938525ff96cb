package reading

// Structure finds what the lines of a text are, and its facts, without looking for statements or people: for showing
// a text whose statements are known.
func Structure(text string, o Options) Article {
	rd := layText(text, o)
	for i := range rd.paras {
		rd.art.Paragraphs = append(rd.art.Paragraphs, rd.paras[i].Paragraph)
	}
	return rd.art
}

// KindOf tells how the words of a span are given: direct where at least 95 of 100 letters and digits stand in
// quotation marks, indirect where none does, else mixed.
func KindOf(text string, s Span) Kind {
	rd := &reader{lx: lexiconOnce(), runes: []rune(text)}
	rd.splitParagraphs()
	rd.lang = rd.detectLanguage()
	all, quoted := 0, 0
	for i := range rd.paras {
		p := &rd.paras[i]
		if p.End <= s.Start || p.Start >= s.End {
			continue
		}
		if pk := rd.packFor(p); pk != nil { // dialogue dashes, and the marks inside Hebrew acronyms
			pk.retokenize(rd.runes, p, &rd.words)
			pk.pairQuotes(p, i > 0 && rd.paras[i-1].opened)
		}
		for _, t := range p.toks {
			n := min(t.end, s.End) - max(t.start, s.Start)
			if n <= 0 || !t.word() {
				continue
			}
			all += n
			if t.pair >= 0 {
				quoted += n
			}
		}
	}
	return kindOfShare(quoted, all)
}

// kindOfShare goes by how many of the letters and digits stand in quotation marks.
func kindOfShare(quoted, all int) Kind {
	switch {
	case quoted == 0:
		return Indirect
	case quoted*100 >= all*95:
		return Direct
	}
	return Mixed
}
