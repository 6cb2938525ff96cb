package intake

import (
	"archive/zip"
	"bytes"
	"regexp"
	"strings"
)

// marks are the beginnings by which files of other kinds are known.
var marks = []struct{ begins, kind string }{
	{"{\\rtf", "rtf"}, {"\x1f\x8b", "gzip"}, {"\x89PNG", "image"}, {"\xff\xd8\xff", "image"}, {"GIF8", "image"}, {"II*\x00", "image"},
	{"MM\x00*", "image"}, {"\x00\x00\x01\x00", "image"}, {"ID3", "media"}, {"OggS", "media"}, {"fLaC", "media"}, {"\x1aE\xdf\xa3", "media"},
	{"SQLite format 3\x00", "binary"}, {"\x7fELF", "binary"}, {"MZ\x90", "binary"}, {"7z\xbc\xaf\x27\x1c", "binary"}, {"Rar!", "binary"},
	{"BZh", "binary"}, {"\xfd7zXZ\x00", "binary"}, {"%!PS", "binary"},
}

// kindOf says what bytes are: "text", one that Read reads, or one of refused.
func kindOf(name string, raw []byte) string {
	switch {
	case bytes.HasPrefix(raw, []byte("PK\x03\x04")), bytes.HasPrefix(raw, []byte("PK\x05\x06")):
		return kindOfZip(raw)
	case bytes.HasPrefix(raw, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")):
		if bytes.Contains(raw, utf16("EncryptedPackage")) {
			return "locked"
		}
		return "doc"
	case bytes.Contains(raw[:min(len(raw), 1024)], []byte("%PDF-")) && (bytes.HasPrefix(raw, []byte("%PDF-")) || ending(name) == ".pdf"):
		return "pdf"
	case len(raw) > 262 && string(raw[257:262]) == "ustar":
		return "tar"
	case len(raw) > 12 && string(raw[4:8]) == "ftyp", len(raw) > 12 && string(raw[:4]) == "RIFF" && string(raw[8:12]) != "WEBP":
		return "media"
	case len(raw) > 12 && string(raw[:4]) == "RIFF":
		return "image"
	}
	for _, m := range marks {
		if bytes.HasPrefix(raw, []byte(m.begins)) {
			return m.kind
		}
	}
	switch end := ending(name); {
	case end == ".mht" || end == ".mhtml":
		return "mhtml"
	case mailHead(raw):
		return "eml"
	case bytes.HasPrefix(raw, []byte("From ")) && mailHead(raw[bytes.IndexByte(raw, '\n')+1:]):
		return "mbox"
	case end == ".eml":
		return "eml"
	case binary(raw):
		return "binary"
	}
	return "text"
}

func utf16(s string) []byte {
	out := make([]byte, 0, 2*len(s))
	for i := range len(s) {
		out = append(out, s[i], 0)
	}
	return out
}

// kindOfZip tells documents, which are zips of their parts, from archives.
func kindOfZip(raw []byte) string {
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return "zip"
	}
	for _, f := range z.File {
		switch n := f.Name; {
		case n == "word/document.xml", strings.HasPrefix(n, "word/") && strings.HasSuffix(n, ".xml"):
			return "docx"
		case strings.HasPrefix(n, "xl/"):
			return "sheet"
		case strings.HasPrefix(n, "ppt/"):
			return "slides"
		case n == "mimetype":
			kind, err := readPart(f, 200)
			switch m := string(kind); {
			case err != nil:
			case strings.HasPrefix(m, "application/vnd.oasis.opendocument.text"):
				return "odt"
			case strings.HasPrefix(m, "application/vnd.oasis.opendocument.spreadsheet"):
				return "sheet"
			case strings.HasPrefix(m, "application/vnd.oasis.opendocument.presentation"):
				return "slides"
			case strings.HasPrefix(m, "application/epub"):
				return "book"
			}
		}
	}
	return "zip"
}

var headLine = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9-]*:`)

// mailHead says whether bytes begin with the head of a mail as programs save it. A pasted one, of "From:" and "Subject:"
// alone, is text as it stands: its head was shown to whoever copied it.
func mailHead(raw []byte) bool {
	from, technical := false, 0
	for n, line := range bytes.SplitN(raw[:min(len(raw), 16<<10)], []byte("\n"), 200) {
		line = bytes.TrimRight(line, "\r")
		if len(line) == 0 {
			break
		}
		if line[0] == ' ' || line[0] == '\t' {
			if n == 0 {
				return false
			}
			continue
		}
		if !headLine.Match(line) {
			return false
		}
		name, _, _ := bytes.Cut(bytes.ToLower(line), []byte(":"))
		switch string(name) {
		case "from":
			from = true
		case "mime-version", "message-id", "received", "return-path", "content-type", "delivered-to":
			technical++
		}
	}
	return from && technical >= 2
}

// binary says whether bytes hold so many control characters that they are no text in any encoding. Text in two bytes a
// letter is full of them, but there they stand in every second place and are nearly all the same few.
func binary(raw []byte) bool {
	sample := raw[:min(len(raw), 4096)&^1]
	if len(sample) < 32 {
		return false
	}
	controls := 0
	var places [2]map[byte]int
	places[0], places[1] = map[byte]int{}, map[byte]int{}
	for i, c := range sample {
		if c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1b {
			controls++
		}
		places[i%2][c]++
	}
	if controls*10 < len(sample) {
		return false
	}
	for _, p := range places {
		top, second := 0, 0
		for _, n := range p {
			if n > top {
				top, second = n, top
			} else if n > second {
				second = n
			}
		}
		if (top+second)*10 >= len(sample)/2*9 && len(p) < 40 {
			return false
		}
	}
	return true
}
