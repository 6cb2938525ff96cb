package reading

import (
	"bytes"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// NormVersion names the rules by which Decode makes the body, so that stored texts can say how they were made.
const NormVersion = "nfc-lf-1"

// Text is pasted or imported bytes as text.
type Text struct {
	Body     string
	Encoding string   // "utf-8", "utf-16le", "utf-16be", "windows-1252"
	Norm     string   // NormVersion
	Flags    []string // what was found or changed: bom, nul, ctrl, badutf8, crlf, bidi, zw, html
	HTML     bool
}

// Decode makes text of bytes as they came from the clipboard or a file. Line ends become LF, control characters go,
// the rest is kept: white space is not trimmed, marks of direction and of no width stay, since they are evidence.
// The result is NFC and valid UTF-8.
func Decode(raw []byte) Text {
	t := Text{Norm: NormVersion}
	flags := map[string]bool{}
	s := decodeBytes(raw, &t, flags)
	if looksLikeHTML(s) {
		t.HTML = true
		flags["html"] = true
		var zw bool
		if s, zw = htmlText(s); zw {
			flags["zw"] = true
		}
	}
	t.Body = norm.NFC.String(cleanLines(s, flags))
	for _, f := range []string{"bom", "nul", "ctrl", "badutf8", "crlf", "bidi", "zw", "html"} {
		if flags[f] {
			t.Flags = append(t.Flags, f)
		}
	}
	return t
}

func decodeBytes(raw []byte, t *Text, flags map[string]bool) string {
	t.Encoding = "utf-8"
	switch {
	case bytes.HasPrefix(raw, []byte{0xEF, 0xBB, 0xBF}):
		flags["bom"] = true
		raw = raw[3:]
	case bytes.HasPrefix(raw, []byte{0xFF, 0xFE}):
		flags["bom"] = true
		t.Encoding = "utf-16le"
		return decode16(raw[2:], 0, 1, flags)
	case bytes.HasPrefix(raw, []byte{0xFE, 0xFF}):
		flags["bom"] = true
		t.Encoding = "utf-16be"
		return decode16(raw[2:], 1, 0, flags)
	}
	if utf8.Valid(raw) {
		return string(raw)
	}
	if western(raw) {
		if b, err := charmap.Windows1252.NewDecoder().Bytes(raw); err == nil {
			t.Encoding = "windows-1252"
			return string(b)
		}
	}
	flags["badutf8"] = true
	return strings.ToValidUTF8(string(raw), "\uFFFD")
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

// western says whether bytes that are not UTF-8 are clearly windows-1252: no valid sequence of UTF-8 beyond ASCII is
// among them, every byte has a meaning there, and nearly all stand as an accented letter or a mark in running text.
func western(raw []byte) bool {
	high, sound := 0, 0
	for i := 0; i < len(raw); i++ {
		c := raw[i]
		if c < 0x80 {
			if c == 0 {
				return false
			}
			continue
		}
		if r, n := utf8.DecodeRune(raw[i:]); r != utf8.RuneError && n > 1 {
			return false
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

// cleanLines makes LF of every kind of line end and drops control characters.
func cleanLines(s string, flags map[string]bool) string {
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		switch {
		case r == '\n' || r == '\t':
			b.WriteRune(r)
		case r == '\r':
			flags["crlf"] = true
			if i < len(s) && s[i] == '\n' {
				i++
			}
			b.WriteByte('\n')
		case r == 0x85 || r == 0x2028 || r == 0x2029:
			b.WriteByte('\n')
		case r == 0:
			flags["nul"] = true
		case r < 0x20 || r >= 0x7F && r < 0xA0:
			flags["ctrl"] = true
		case r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 || r == 0x200E || r == 0x200F || r == 0x61C:
			flags["bidi"] = true
			b.WriteRune(r)
		case r >= 0x200B && r <= 0x200D || r == 0x2060 || r == 0xFEFF:
			flags["zw"] = true
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
