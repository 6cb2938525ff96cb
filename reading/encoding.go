package reading

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// charmaps are the encodings of one byte a letter that pages name.
var charmaps = map[string]*charmap.Charmap{
	"windows-1250": charmap.Windows1250, "windows-1251": charmap.Windows1251, "windows-1252": charmap.Windows1252, "windows-1253": charmap.Windows1253,
	"windows-1254": charmap.Windows1254, "windows-1255": charmap.Windows1255, "windows-1256": charmap.Windows1256, "windows-1257": charmap.Windows1257, "windows-1258": charmap.Windows1258,
	"iso-8859-2": charmap.ISO8859_2, "iso-8859-3": charmap.ISO8859_3, "iso-8859-4": charmap.ISO8859_4, "iso-8859-5": charmap.ISO8859_5, "iso-8859-6": charmap.ISO8859_6,
	"iso-8859-7": charmap.ISO8859_7, "iso-8859-8": charmap.ISO8859_8, "iso-8859-10": charmap.ISO8859_10, "iso-8859-13": charmap.ISO8859_13, "iso-8859-14": charmap.ISO8859_14,
	"iso-8859-15": charmap.ISO8859_15, "iso-8859-16": charmap.ISO8859_16, "koi8-r": charmap.KOI8R, "koi8-u": charmap.KOI8U, "macintosh": charmap.Macintosh, "ibm866": charmap.CodePage866,
}

// otherNames of encodings. Latin-1 is read as windows-1252, as browsers do: the marks between are quotation marks there.
var otherNames = map[string]string{"iso-8859-1": "windows-1252", "latin1": "windows-1252", "latin-1": "windows-1252", "us-ascii": "windows-1252", "ascii": "windows-1252", "iso8859-1": "windows-1252", "cp1252": "windows-1252",
	"iso-8859-9": "windows-1254", "cp1250": "windows-1250", "cp1251": "windows-1251", "cp1255": "windows-1255", "cp1256": "windows-1256", "iso-8859-8-i": "iso-8859-8", "logical": "iso-8859-8", "win-1251": "windows-1251",
	"x-cp1251": "windows-1251", "koi8": "koi8-r", "cp866": "ibm866", "mac": "macintosh", "iso8859-15": "iso-8859-15", "latin2": "iso-8859-2", "latin9": "iso-8859-15"}

// decodeBytes gives the text of bytes: by their mark, as UTF-8 where they are, else as the page says or as fits best.
func decodeBytes(raw []byte, t *Text, flags map[string]bool) string {
	t.Encoding = "utf-8"
	switch {
	case bytes.HasPrefix(raw, []byte{0xEF, 0xBB, 0xBF}):
		flags["bom"] = true
		t.Ground = "byte order mark"
		raw = raw[3:]
	case bytes.HasPrefix(raw, []byte{0xFF, 0xFE}):
		flags["bom"] = true
		t.Encoding, t.Ground = "utf-16le", "byte order mark"
		return decode16(raw[2:], 0, 1, flags)
	case bytes.HasPrefix(raw, []byte{0xFE, 0xFF}):
		flags["bom"] = true
		t.Encoding, t.Ground = "utf-16be", "byte order mark"
		return decode16(raw[2:], 1, 0, flags)
	}
	switch bare16(raw) {
	case 'l':
		t.Encoding, t.Ground = "utf-16le", "assumed: every second byte fits letters of two bytes"
		return decode16(raw, 0, 1, flags)
	case 'b':
		t.Encoding, t.Ground = "utf-16be", "assumed: every second byte fits letters of two bytes"
		return decode16(raw, 1, 0, flags)
	}
	if utf8.Valid(raw) {
		if t.Ground == "" {
			t.Ground = "valid UTF-8"
		}
		return string(raw)
	}
	if !flags["bom"] && legacy(raw) {
		if name := namedCharset(raw); charmaps[name] != nil {
			t.Encoding, t.Ground = name, "named in the page"
			return decodeMap(raw, charmaps[name])
		}
		if name, ground := fitting(raw); name != "" {
			t.Encoding, t.Ground = name, ground
			return decodeMap(raw, charmaps[name])
		}
	}
	flags["badutf8"] = true
	t.Ground = "assumed: bytes that are not UTF-8 were replaced"
	return strings.ToValidUTF8(string(raw), "\uFFFD")
}

func decodeMap(raw []byte, m *charmap.Charmap) string {
	var b strings.Builder
	b.Grow(len(raw) + len(raw)/4)
	for _, c := range raw {
		b.WriteRune(m.DecodeByte(c))
	}
	return b.String()
}

func decode16(raw []byte, low, high int, flags map[string]bool) string {
	if len(raw)%2 != 0 {
		flags["badutf8"] = true
	}
	u := make([]uint16, len(raw)/2)
	for i := range u {
		u[i] = uint16(raw[2*i+low]) | uint16(raw[2*i+high])<<8
	}
	return string(utf16.Decode(u))
}

// bare16 says whether bytes without a mark are UTF-16, and in which order, 'l' or 'b': there are zero bytes, blanks and
// line ends of two bytes in one order only, and nearly all units are letters or marks of one or two blocks.
func bare16(raw []byte) byte {
	if len(raw) < 8 || len(raw)%2 != 0 {
		return 0
	}
	sample := raw
	if len(sample) > 4096 {
		sample = sample[:4096]
	}
	if bytes.IndexByte(sample, 0) < 0 {
		return 0
	}
	plausible := func(low, high int) bool {
		blanks, good, blocks := 0, 0, map[byte]int{}
		n := len(sample) / 2
		for i := 0; i < n; i++ {
			lo, hi := sample[2*i+low], sample[2*i+high]
			if hi == 0 && (lo == ' ' || lo == '\n') {
				blanks++
			}
			if lo == 0 && hi == 0 || hi >= 0xD8 && hi < 0xF9 {
				return false
			}
			switch {
			case hi == 0 && (lo >= 0x20 && lo < 0x7F || lo == '\n' || lo == '\r' || lo == '\t' || lo >= 0xA0), hi == 0x20, hi >= 1 && hi <= 0x1F:
				good++
				blocks[hi]++
			}
		}
		top := 0
		for hi, c := range blocks {
			if hi != 0 && c > top {
				top = c
			}
		}
		return good*100 >= n*98 && (blanks*40 >= n || n < 20) && (blocks[0]+top+blocks[0x20])*10 >= n*9
	}
	le, be := plausible(0, 1), plausible(1, 0)
	switch {
	case le && !be:
		return 'l'
	case be && !le:
		return 'b'
	}
	return 0
}

// namedCharset gives the encoding that the head of a page names.
func namedCharset(raw []byte) string {
	if len(raw) > 4096 {
		raw = raw[:4096]
	}
	low := strings.ToLower(string(raw))
	for {
		i := strings.Index(low, "charset")
		if i < 0 {
			i = strings.Index(low, "encoding=")
			if i < 0 || !strings.HasPrefix(strings.TrimSpace(low), "<?xml") {
				return ""
			}
			i++
		}
		low = strings.TrimLeft(low[i+7:], " ")
		if rest, ok := strings.CutPrefix(strings.TrimPrefix(low, "g"), "="); ok {
			rest = strings.TrimLeft(rest, " \"'")
			end := 0
			for end < len(rest) && (rest[end] >= 'a' && rest[end] <= 'z' || rest[end] >= '0' && rest[end] <= '9' || rest[end] == '-' || rest[end] == '_') {
				end++
			}
			name := strings.ReplaceAll(rest[:end], "_", "-")
			if other := otherNames[name]; other != "" {
				return other
			}
			return name
		}
	}
}

// legacy says whether bytes that are not UTF-8 are in an encoding of one byte a letter, and not broken UTF-8: hardly a
// valid sequence of UTF-8 beyond ASCII is among them, and no zero byte.
func legacy(raw []byte) bool {
	valid, broken := 0, 0
	for i := 0; i < len(raw); {
		c := raw[i]
		if c < 0x80 {
			if c == 0 {
				return false
			}
			i++
			continue
		}
		if r, n := utf8.DecodeRune(raw[i:]); r != utf8.RuneError && n > 1 {
			valid++
			i += n
			continue
		}
		broken++
		i++
	}
	return broken > 20*valid
}

// western says whether bytes are clearly windows-1252: every byte has a meaning there, and nearly all stand as an
// accented letter or a mark in running text.
func western(raw []byte) bool {
	high, sound := 0, 0
	for i, c := range raw {
		if c < 0x80 {
			continue
		}
		switch c {
		case 0x81, 0x8D, 0x8F, 0x90, 0x9D:
			return false
		}
		high++
		letterBefore := i > 0 && isASCIILetter(raw[i-1])
		letterAfter := i+1 < len(raw) && isASCIILetter(raw[i+1])
		if letterBefore || letterAfter || c >= 0x80 && c < 0xC0 {
			sound++
		}
	}
	return high > 0 && sound*10 >= high*9
}

func isASCIILetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// frequent are the letters that make up most of a text in a language.
var frequent = []struct {
	name, lang, letters string
	table               *unicode.RangeTable
}{
	{"windows-1255", "he", "יוהלאתרמבשנ", unicode.Hebrew},
	{"windows-1251", "ru", "оеаинтсрвлкмдпу", unicode.Cyrillic},
	{"windows-1256", "ar", "اليمنورتبةعدسفهك", unicode.Arabic},
	{"koi8-r", "ru", "оеаинтсрвлкмдпу", unicode.Cyrillic},
}

// fitting guesses the encoding by the letters: windows-1252 where the bytes beyond ASCII stand between ASCII letters,
// else the one whose letters make words of one script, with the frequent letters of its language.
func fitting(raw []byte) (name, ground string) {
	if western(raw) {
		return "windows-1252", "assumed: accented letters among others"
	}
	sample := raw
	if len(sample) > 1<<16 {
		sample = sample[:1<<16]
	}
	best := 0.0
	for _, f := range frequent {
		m := charmaps[f.name]
		letters, common, upper, bad, high := 0, 0, 0, 0, 0
		prev := rune(0)
		for _, c := range sample {
			r := m.DecodeByte(c)
			if c >= 0x80 {
				high++
				switch {
				case unicode.Is(f.table, r):
					if unicode.IsUpper(r) && unicode.IsLower(prev) {
						bad++ // a capital inside a word
					} else if unicode.IsUpper(r) {
						upper++
					}
					letters++
					if strings.ContainsRune(f.letters, unicode.ToLower(r)) {
						common++
					}
					if prev < 0x80 && unicode.IsLetter(prev) {
						bad++
					}
				case r == utf8.RuneError || unicode.IsControl(r):
					bad += 2
				case unicode.IsLetter(r):
					bad++
				}
			}
			prev = r
		}
		if letters < 4 || letters*10 < high*7 || bad*20 > letters || upper*3 > letters {
			continue
		}
		if score := float64(common)/float64(letters) - 2*float64(bad)/float64(letters); score > best {
			best, name = score, f.name
			ground = "assumed: the letters fit " + map[string]string{"he": "Hebrew", "ru": "Russian", "ar": "Arabic"}[f.lang] + " best"
		}
	}
	if best < 0.6 {
		return "", ""
	}
	return name, ground
}
