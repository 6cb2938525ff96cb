package reading

import (
	"bytes"
	"io"
	"mime/quotedprintable"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// NormVersion names the rules by which Decode makes the body, so that stored texts can say how they were made.
const NormVersion = "nfc-lf-1"

// Text is pasted or imported bytes as text.
type Text struct {
	Body     string
	Encoding string   // "utf-8", "utf-16le", "utf-16be", "windows-1252", "windows-1251", "windows-1255", "windows-1256", "iso-8859-8", "koi8-r", …
	Ground   string   // why this encoding, in words that can be shown: "byte order mark", "named in the page"
	Norm     string   // NormVersion
	Flags    []string // what was found or changed: bom, nul, ctrl, badutf8, crlf, bidi, zw, html, qp
	HTML     bool
}

// Decode makes text of bytes as they came from the clipboard or a file. Line ends become LF, control characters go,
// the rest is kept: white space is not trimmed, marks of direction and of no width stay, since they are evidence.
// The result is NFC and valid UTF-8.
func Decode(raw []byte) Text {
	t := Text{Norm: NormVersion}
	flags := map[string]bool{}
	if body, ok := quotedPrintable(raw); ok {
		flags["qp"] = true
		raw = body
	}
	s := decodeBytes(raw, &t, flags)
	if bare := strings.TrimLeft(s, "\uFEFF"); len(bare) < len(s) { // a second mark, or one behind a change of encoding
		flags["bom"] = true
		s = bare
	}
	if looksLikeHTML(s) {
		t.HTML = true
		flags["html"] = true
		var zw bool
		if s, zw = htmlText(s); zw {
			flags["zw"] = true
		}
	}
	t.finish(s, flags)
	return t
}

// Clean makes text of letters that need no decoding and are no markup, such as those of a Word document, by the rules of
// Decode for line ends, control characters and normal form.
func Clean(s string) Text {
	t := Text{Encoding: "utf-8", Ground: "as the file has it", Norm: NormVersion}
	flags := map[string]bool{}
	if !utf8.ValidString(s) {
		flags["badutf8"] = true
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	t.finish(s, flags)
	return t
}

// finish makes the body of letters, and lists the flags in their order.
func (t *Text) finish(s string, flags map[string]bool) {
	t.Body = norm.NFC.String(cleanLines(s, flags))
	for _, f := range []string{"bom", "nul", "ctrl", "badutf8", "crlf", "bidi", "zw", "html", "qp"} {
		if flags[f] {
			t.Flags = append(t.Flags, f)
		}
	}
}

// quotedPrintable undoes the encoding of mail bodies. It needs proof: the head line that names it, or soft line ends
// and escaped bytes, with no sign of equality that is anything else.
func quotedPrintable(raw []byte) ([]byte, bool) {
	head := raw
	if len(head) > 8192 {
		head = head[:8192]
	}
	body := raw
	named := false
	low := bytes.ToLower(head)
	if i := bytes.Index(low, []byte("content-transfer-encoding: quoted-printable")); i >= 0 && (i == 0 || low[i-1] == '\n') {
		named = true
		for _, end := range []string{"\r\n\r\n", "\n\n"} {
			if j := bytes.Index(raw[i:], []byte(end)); j >= 0 {
				body = raw[i+j+len(end):]
				break
			}
		}
	}
	soft, escaped, high := 0, 0, 0
	for i := 0; i < len(body); i++ {
		if body[i] >= 0x80 {
			return nil, false
		}
		if body[i] != '=' {
			continue
		}
		switch rest := body[i+1:]; {
		case len(rest) > 0 && rest[0] == '\n' || len(rest) > 1 && rest[0] == '\r' && rest[1] == '\n':
			soft++
		case len(rest) > 1 && isHex(rest[0]) && isHex(rest[1]):
			escaped++
			if rest[0] >= '8' || rest[0] == '3' && rest[1] == 'D' || rest[0] == '2' && rest[1] == '0' {
				high++
			}
		case len(rest) == 0 && named:
		default:
			return nil, false
		}
	}
	if !named && (soft < 2 || high < 1) || soft+escaped == 0 {
		return nil, false
	}
	out, err := io.ReadAll(quotedprintable.NewReader(bytes.NewReader(body)))
	if err != nil {
		return nil, false
	}
	return out, true
}

// isHex says whether a byte is a digit as quoted-printable writes it, in capitals.
func isHex(c byte) bool { return c >= '0' && c <= '9' || c >= 'A' && c <= 'F' }

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
