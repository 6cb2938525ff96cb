package storage

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"parley/dossier"
)

// foldVersion is kept in the dossier; a dossier of another one is indexed again when it is opened for writing.
const foldVersion = 1

// word is one token of a text as it is indexed, and where it stands, in code points of the text.
type word struct {
	folded     string
	start, end int
}

// words cuts a text into folded words. SQLite's own tokenizers know neither Hebrew points nor ß nor Chinese: so the
// index, the query and the marks in a snippet all come from here. visit returns false to stop.
//
// Runs of scripts that are written without spaces become overlapping pairs, and their last letter once more alone,
// so that every letter begins some word of the index.
func words(text string, visit func(word) bool) {
	var b strings.Builder // the word being gathered
	start, at := 0, 0
	var run []word // the run of letters being gathered, one each
	flush := func(end int) bool {
		if b.Len() > 0 {
			w := word{b.String(), start, end}
			b.Reset()
			return visit(w)
		}
		for i, r := range run {
			if i+1 < len(run) {
				r.folded, r.end = r.folded+run[i+1].folded, run[i+1].end
			}
			if !visit(r) {
				return false
			}
		}
		run = run[:0]
		return true
	}
	for _, r := range text {
		f := dossier.FoldRune(r)
		switch {
		case f == dossier.FoldDropped:
		case (r == 0xFF9E || r == 0xFF9F) && len(run) > 0: // the voicing of a half-width kana stands apart: ｶﾞ is ガ
			last := &run[len(run)-1]
			last.folded, last.end = norm.NFC.String(last.folded+f), at+1
		case f == "":
			if !flush(at) {
				return
			}
		case dossier.Unspaced(r):
			if b.Len() > 0 && !flush(at) {
				return
			}
			if unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Mc, r) { // a vowel sign belongs to its letter
				if n := len(run); n > 0 {
					run[n-1].folded, run[n-1].end = run[n-1].folded+f, at+1
					break
				}
			}
			run = append(run, word{f, at, at + 1})
		default:
			if len(run) > 0 && !flush(at) {
				return
			}
			if b.Len() == 0 {
				start = at
			}
			b.WriteString(f)
		}
		at++
	}
	flush(at)
}

// foldText gives a text as it is indexed: its words with a space between.
func foldText(texts ...string) string {
	var b strings.Builder
	for _, t := range texts {
		words(t, func(w word) bool {
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(w.folded)
			return true
		})
	}
	return b.String()
}

// foldName gives the form by which two spellings of a name are the same name. A name without a letter is itself.
func foldName(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFC.String(clean(name)) {
		switch f := dossier.FoldRune(r); f {
		case dossier.FoldDropped:
		case "":
			gap = b.Len() > 0
		default:
			if gap {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteString(f)
		}
	}
	if b.Len() == 0 {
		return strings.TrimSpace(clean(name))
	}
	return b.String()
}
