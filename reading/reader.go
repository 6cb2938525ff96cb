package reading

import "time"

// reader is one article in work. It is made anew for every text, so that reading is safe for concurrent use.
type reader struct {
	words  vocabulary
	lx     *lexicon
	o      Options
	runes  []rune
	paras  []paragraph
	lang   string
	art    Article
	people people
	found  []attribution
	anchor time.Time
	turns  int // lines that begin with a name and a colon

	interviewee int     // who answers to "A:" in an interview, or -1
	unnamed     []int   // bodies without a proper name, in the order they spoke
	local       wordSet // outlets that this text itself shows to be some: its publisher, the mark in its dateline
}

// Read finds in a text its title, people and statements. It is a pure function: the same text and options give the
// same article. Any bytes are allowed; what is not UTF-8 counts as one code point a byte.
func Read(text string, o Options) Article {
	rd := layText(text, o)
	for i := range rd.paras {
		p := &rd.paras[i]
		rd.splitUnits(p)
		rd.art.Sentences = append(rd.art.Sentences, sentencesOf(p)...)
		rd.art.Paragraphs = append(rd.art.Paragraphs, p.Paragraph)
	}
	rd.findPeople()
	rd.countTurns()
	rd.attribute()
	rd.finish()
	return rd.art
}

// layText cuts a text into paragraphs and finds its language and what each paragraph is.
func layText(text string, o Options) *reader {
	rd := &reader{lx: lexiconOnce(), o: o, runes: []rune(text)}
	rd.art.Text = text
	rd.splitParagraphs()
	rd.lang = o.Lang
	if rd.lang == "" {
		rd.lang = rd.detectLanguage()
	}
	rd.art.Lang = rd.lang
	rd.layOut()
	return rd
}

// language is the first part of the language tag: "en" of "en-GB".
func (rd *reader) language() string {
	for i := range len(rd.lang) {
		if rd.lang[i] == '-' {
			return rd.lang[:i]
		}
	}
	return rd.lang
}

func (rd *reader) splitParagraphs() {
	start, blank, carried := 0, false, false
	for i := 0; i <= len(rd.runes); i++ {
		if i < len(rd.runes) && !isLineBreak(rd.runes[i]) {
			continue
		}
		toks := tokenize(rd.runes, start, i, rd.lx.en.abbrevs, &rd.words)
		if len(toks) > 0 {
			p := paragraph{index: len(rd.paras), toks: toks, blank: blank}
			p.Paragraph = Paragraph{Span: Span{start, i}, Role: RoleBody}
			pairMarks(&p, carried)
			carried = p.opened
			rd.paras = append(rd.paras, p)
			blank = false
		} else {
			blank = true
		}
		start = i + 1
	}
}
