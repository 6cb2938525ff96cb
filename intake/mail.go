package intake

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"html"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/url"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
)

// Limits on the parts of a mail.
const (
	mailDepth = 8
	mailParts = 500
)

// Sentences about mails.
var (
	errMail      = errors.New("It is no mail that can be read: its head is damaged. Save it again from the mail program.") //lint:ignore ST1005 a sentence for people
	errMailEmpty = errors.New("This mail has no text of its own, only attachments. Save those and import them.")           //lint:ignore ST1005 a sentence for people
)

// readMail gives the text of a mail, or of a page saved as one (MHTML). Of a part in several forms the plain text is taken,
// else the HTML; parts that follow each other are put together; attachments are left out.
func readMail(kind string, raw []byte) (Text, error) {
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return Text{}, errMail
	}
	b := &body{}
	if err := b.part(part{head: m.Header, body: m.Body}, 0); err != nil {
		return Text{}, err
	}
	t := Text{Format: kind, Encoding: b.charset, Stated: kind == "eml"}
	t.Title = decodedHead(m.Header.Get("Subject"))
	if kind == "mhtml" { // a browser wrote the head: it tells where the page was, not who wrote it or when
		for _, key := range []string{"Snapshot-Content-Location", "Content-Location"} {
			if u, err := url.Parse(m.Header.Get(key)); err == nil && u.Host != "" && t.URL == "" {
				t.URL = u.String()
			}
		}
	} else {
		t.Author = sender(m.Header.Get("From"))
		if at, err := m.Header.Date(); err == nil {
			t.Published = at
		}
	}
	switch {
	case len(b.texts) == 0:
		return Text{}, errMailEmpty
	case len(b.texts) == 1:
		t.Raw = b.texts[0].bytes
	default:
		t.Raw = b.joined()
	}
	if kind == "eml" && len(b.texts) == 1 && !b.texts[0].html && utf8.Valid(t.Raw) {
		t.Body, t.Raw = string(t.Raw), nil
	}
	return t, nil
}

// sender gives the name of whoever sent a mail, else the address.
func sender(from string) string {
	from = strings.ToValidUTF8(from, "\uFFFD")
	parser := mail.AddressParser{WordDecoder: &mime.WordDecoder{CharsetReader: charsetReader}}
	if list, err := parser.ParseList(from); err == nil && len(list) > 0 {
		if list[0].Name != "" {
			return strings.TrimSpace(strings.ToValidUTF8(list[0].Name, "\uFFFD"))
		}
		return list[0].Address
	}
	name, _, _ := strings.Cut(decodedHead(from), "<")
	return strings.Trim(strings.TrimSpace(name), `"`)
}

func decodedHead(s string) string {
	d := mime.WordDecoder{CharsetReader: charsetReader}
	out, err := d.DecodeHeader(s)
	if err != nil {
		out = s
	}
	return strings.Join(strings.Fields(strings.ToValidUTF8(out, "\uFFFD")), " ")
}

// charsetReader decodes an encoding by the name that mails and pages give it.
func charsetReader(charset string, r io.Reader) (io.Reader, error) {
	e, err := htmlindex.Get(charset)
	if err != nil {
		return nil, err
	}
	return e.NewDecoder().Reader(r), nil
}

// part is a part of a mail: what its head says, and its bytes as they were sent.
type part struct {
	head map[string][]string
	body io.Reader
}

func (p part) get(key string) string {
	if v := p.head[key]; len(v) > 0 {
		return v[0]
	}
	return ""
}

// found is a text of a mail.
type found struct {
	bytes []byte // in UTF-8 where the mail names an encoding that is known
	html  bool
}

// body gathers the texts of a mail.
type body struct {
	texts   []found
	charset string
	parts   int
	size    int
}

func (b *body) part(p part, depth int) error {
	if b.parts++; b.parts > mailParts || depth > mailDepth {
		return errors.New("Its parts stand inside each other more deeply, or are more, than in any mail. It was not read.") //lint:ignore ST1005 a sentence for people
	}
	kind, params, err := mime.ParseMediaType(p.get("Content-Type"))
	if err != nil {
		kind, params = "text/plain", map[string]string{}
	}
	if disposition, _, err := mime.ParseMediaType(p.get("Content-Disposition")); err == nil && disposition == "attachment" {
		return nil
	}
	content := decoded(p)
	switch {
	case kind == "multipart/alternative":
		return b.alternative(multipart.NewReader(content, params["boundary"]), depth)
	case strings.HasPrefix(kind, "multipart/"):
		return b.each(multipart.NewReader(content, params["boundary"]), kind == "multipart/related", depth)
	case kind == "message/rfc822":
		m, err := mail.ReadMessage(content)
		if err != nil {
			return nil // a forwarded mail that is damaged: the text before it counts
		}
		return b.part(part{head: m.Header, body: m.Body}, depth+1)
	case kind == "text/plain", kind == "text/html", kind == "application/xhtml+xml":
		return b.text(content, kind != "text/plain", params)
	}
	return nil
}

// each takes the parts one after the other; of related ones the first text, to which the others are pictures and style.
func (b *body) each(r *multipart.Reader, firstOnly bool, depth int) error {
	for {
		p, err := r.NextRawPart()
		if err != nil {
			return nil // the end, or a mail that was cut off: what was read counts
		}
		before := len(b.texts)
		if err := b.part(part{head: p.Header, body: p}, depth+1); err != nil {
			return err
		}
		if firstOnly && len(b.texts) > before {
			return nil
		}
	}
}

// alternative takes the plain form of a text, unless it is empty; else the HTML.
func (b *body) alternative(r *multipart.Reader, depth int) error {
	var best *body
	for {
		p, err := r.NextRawPart()
		if err != nil {
			break
		}
		form := &body{parts: b.parts, size: b.size}
		if err := form.part(part{head: p.Header, body: p}, depth+1); err != nil {
			return err
		}
		b.parts, b.size = form.parts, form.size
		if len(form.texts) > 0 && (best == nil || best.texts[0].html && !form.texts[0].html) {
			best = form
		}
	}
	if best != nil {
		b.texts = append(b.texts, best.texts...)
		b.charset = first(b.charset, best.charset)
	}
	return nil
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// decoded undoes how the bytes of a part were packed for the way.
func decoded(p part) io.Reader {
	switch strings.ToLower(strings.TrimSpace(p.get("Content-Transfer-Encoding"))) {
	case "quoted-printable":
		return quotedprintable.NewReader(p.body)
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, &noGaps{p.body})
	}
	return p.body
}

// noGaps drops what stands between the letters of base64 in damaged mails: spaces, and marks such as ">".
type noGaps struct{ r io.Reader }

func (g *noGaps) Read(b []byte) (int, error) {
	n, err := g.r.Read(b)
	kept := b[:0]
	for _, c := range b[:n] {
		if c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/' || c == '=' {
			kept = append(kept, c)
		}
	}
	return len(kept), err
}

// text adds a text. An encoding that is named and known is undone; bytes that claim to be ASCII or UTF-8 and are not, and
// those of no named encoding, are left for the reader to guess.
func (b *body) text(r io.Reader, isHTML bool, params map[string]string) error {
	raw, err := io.ReadAll(io.LimitReader(r, bodyLimit+1))
	if b.size += len(raw); len(raw) > bodyLimit || b.size > 2*bodyLimit {
		return errTooLong
	}
	if err != nil && len(raw) == 0 {
		return nil
	}
	if e, err := htmlindex.Get(strings.TrimSpace(params["charset"])); err == nil {
		name, err := htmlindex.Name(e)
		// What is UTF-8 in spite of its name stays so, save for encodings that are made of ASCII.
		if err == nil && name != "utf-8" && (!utf8.Valid(raw) || name == "iso-2022-jp" || strings.HasPrefix(name, "utf-16")) {
			if out, err := e.NewDecoder().Bytes(raw); err == nil {
				raw, b.charset = out, first(b.charset, name)
			}
		}
	}
	if strings.EqualFold(params["format"], "flowed") && !isHTML {
		raw = flowed(raw, strings.EqualFold(params["delsp"], "yes"))
	}
	if len(bytes.TrimSpace(raw)) > 0 {
		b.texts = append(b.texts, found{raw, isHTML})
	}
	return nil
}

// flowed joins the lines of a text that says of itself where its lines were broken for the way (RFC 3676).
func flowed(raw []byte, dropSpace bool) []byte {
	var out bytes.Buffer
	for line := range strings.Lines(string(raw)) {
		line = strings.TrimRight(line, "\r\n")
		line = strings.TrimPrefix(line, " ")
		if strings.HasSuffix(line, " ") && line != "-- " && !strings.HasPrefix(line, ">") {
			if dropSpace {
				line = line[:len(line)-1]
			}
			out.WriteString(line)
			continue
		}
		out.WriteString(line + "\n")
	}
	return out.Bytes()
}

// joined puts several texts together: as HTML where one of them is HTML, since what is not can be written so.
func (b *body) joined() []byte {
	isHTML := false
	for _, t := range b.texts {
		isHTML = isHTML || t.html
	}
	var out bytes.Buffer
	if isHTML {
		out.WriteString("<html><body>")
	}
	for _, t := range b.texts {
		switch {
		case isHTML && !t.html:
			for _, paragraph := range strings.Split(strings.ReplaceAll(string(t.bytes), "\r\n", "\n"), "\n\n") {
				fmt.Fprintf(&out, "<p>%s</p>\n", strings.ReplaceAll(html.EscapeString(paragraph), "\n", "<br>"))
			}
		default:
			out.Write(bytes.TrimRight(t.bytes, "\r\n"))
			out.WriteString("\n\n")
		}
	}
	return out.Bytes()
}
