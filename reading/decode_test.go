package reading

import (
	"slices"
	"testing"
)

// Whatever bytes come in, the body is NFC, has LF alone between lines, and loses nothing that could be evidence.
func TestDecode(t *testing.T) {
	for _, c := range []struct {
		name, in, body, encoding string
		flags                    []string
	}{
		{"plain", "a\nb", "a\nb", "utf-8", nil},
		{"byte order mark", "\xEF\xBB\xBFa", "a", "utf-8", []string{"bom"}},
		{"utf-16 little end", "\xFF\xFEa\x00\n\x00\xD0\x05", "a\nא", "utf-16le", []string{"bom"}},
		{"utf-16 big end", "\xFE\xFF\x00a\x05\xD0", "aא", "utf-16be", []string{"bom"}},
		{"windows", "caf\xE9 \x93yes\x94", "café “yes”", "windows-1252", nil},
		{"broken", "a\xC3\xA9 b\xFF", "aé b\uFFFD", "utf-8", []string{"badutf8"}},
		{"line ends", "a\r\nb\rc\u0085d\u2028e\u2029f", "a\nb\nc\nd\ne\nf", "utf-8", []string{"crlf"}},
		{"controls", "a\x00b\x07c\td", "abc\td", "utf-8", []string{"nul", "ctrl"}},
		{"composed", "e\u0301", "é", "utf-8", nil},
		{"direction and no width stay", "\u202Ea\u200Bb", "\u202Ea\u200Bb", "utf-8", []string{"bidi", "zw"}},
		{"white space stays", "  a  \n\n\n b ", "  a  \n\n\n b ", "utf-8", nil},
		{"page", "<html><head><title>x</title><style>p{}</style></head><body><h1>A &amp; B</h1><p>One<br>two</p><script>no()</script><p>Three</p></body></html>",
			"A & B\n\nOne\ntwo\n\nThree\n\n", "utf-8", []string{"html"}},
		{"clipboard", "Version:0.9\r\nStartHTML:1\r\n<html><body><!--StartFragment--><p>Yes &ldquo;no&rdquo;</p></body></html>", "Yes “no”\n\n", "utf-8", []string{"html"}},
		{"no page", "a < b and <c>", "a < b and <c>", "utf-8", nil},
	} {
		d := Decode([]byte(c.in))
		if d.Body != c.body || d.Encoding != c.encoding || !slices.Equal(d.Flags, c.flags) || d.Norm != NormVersion {
			t.Errorf("%s: %q %s %v, want %q %s %v", c.name, d.Body, d.Encoding, d.Flags, c.body, c.encoding, c.flags)
		}
	}
}

// Letters that are known already are kept as they are, also where they look like markup, and cleaned by the same rules.
func TestClean(t *testing.T) {
	for in, want := range map[string]string{"<html><p>no page</p>": "<html><p>no page</p>", "a\r\nb\x00": "a\nb", "e\u0301\xff": "é\uFFFD", "=20 soft=\n=E9=\n": "=20 soft=\n=E9=\n"} {
		if got := Clean(in); got.Body != want || got.Encoding != "utf-8" || got.Norm != NormVersion {
			t.Errorf("%q: %+v", in, got)
		}
	}
}
