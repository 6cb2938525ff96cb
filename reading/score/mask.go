package score

import "unicode"

// mask tells for each code point of a text whether it stands in double quotation marks, or in single ones that hold a
// blank; the marks are included. A quotation that is not closed ends with its line, unless it is closed within 3,000 code
// points of the line's end with no new one in between.
func mask(text []rune) []bool {
	m := make([]bool, len(text))
	for i := 0; i < len(text); {
		if closing, width := closers(text, i); closing != "" {
			end := closeAt(text, i+width, closing)
			for k := i; k < end; k++ {
				m[k] = true
			}
			i = max(end, i+width)
			continue
		}
		if end := singleEnd(text, i); end > 0 {
			for k := i; k <= end; k++ {
				m[k] = true
			}
			i = end + 1
			continue
		}
		i++
	}
	return m
}

// twice says whether the code point c stands at i and i+1.
func twice(text []rune, i int, c rune) bool {
	return i+1 < len(text) && text[i] == c && text[i+1] == c
}

// closers gives the marks that close the one which opens at i, and how wide that one is; empty where none opens.
func closers(text []rune, i int) (closing string, width int) {
	onLine := func(from int, c rune) bool {
		for k := from; k < len(text) && text[k] != '\n'; k++ {
			if text[k] == c {
				return true
			}
		}
		return false
	}
	switch c := text[i]; {
	case c == '"':
		return "\"", 1
	case c == '“':
		return "”\"", 1
	case c == '„':
		return "“”\"", 1
	case c == '«':
		return "»", 1
	case c == '»':
		if onLine(i+1, '«') && (i == 0 || !alnum(text[i-1])) {
			return "«", 1
		}
	case c == '”':
		if onLine(i+1, '”') && (i == 0 || unicode.IsSpace(text[i-1])) {
			return "”", 1
		}
	case twice(text, i, '`'), twice(text, i, '\''):
		return "''", 2
	}
	return "", 1
}

func has(set string, c rune) bool {
	for _, x := range set {
		if x == c {
			return true
		}
	}
	return false
}

func lineStart(text []rune, i int) bool {
	k := i - 1
	for k >= 0 && (text[k] == ' ' || text[k] == '\t' || text[k] == '\u00a0') {
		k--
	}
	return k < 0 || text[k] == '\n'
}

func closeAt(text []rune, i int, closing string) int {
	j := i
	for ; j < len(text) && text[j] != '\n'; j++ {
		if closing == "''" {
			if twice(text, j, '\'') {
				return j + 2
			}
		} else if has(closing, text[j]) {
			return j + 1
		}
	}
	line := j
	for k := line; k < len(text) && k < line+3000; k++ {
		if closing == "''" {
			if twice(text, k, '\'') || twice(text, k, '`') {
				if twice(text, k, '\'') && !lineStart(text, k) && !unicode.IsSpace(text[k-1]) {
					return k + 2
				}
				return line
			}
			continue
		}
		if has(closing, text[k]) && !lineStart(text, k) && !unicode.IsSpace(text[k-1]) {
			return k + 1
		}
		if has("\"“”„«»", text[k]) {
			return line
		}
	}
	return line
}

// singleEnd gives the closing mark of a quotation in single marks that opens at i, or 0.
func singleEnd(text []rune, i int) int {
	c := text[i]
	if !has("‘‚'", c) || i > 0 && alnum(text[i-1]) || i+1 >= len(text) || unicode.IsSpace(text[i+1]) {
		return 0
	}
	closing := map[rune]string{'‚': "’‘", '‘': "’", '\'': "'"}[c]
	blank := false
	for j := i + 1; j < len(text) && text[j] != '\n'; j++ {
		if has(closing, text[j]) && (j+1 >= len(text) || !alnum(text[j+1])) && !unicode.IsSpace(text[j-1]) {
			plural := c == '\'' && text[j-1] == 's' && j+2 < len(text) && text[j+1] == ' ' && unicode.IsLower(text[j+2])
			if blank && !plural {
				return j
			}
			return 0
		}
		if has("\"“”„«»", text[j]) {
			return 0
		}
		blank = blank || text[j] == ' '
	}
	return 0
}

func alnum(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }
