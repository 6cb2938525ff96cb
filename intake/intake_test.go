package intake

import (
	"strings"
	"testing"
	"time"
)

// Ensures that a Word document reads as its pages do: paragraphs in order, tables as lines, notes at the end, changes
// accepted, nothing twice.
func TestDocx(t *testing.T) {
	p := func(s string) string { return `<w:p><w:r><w:t xml:space="preserve">` + s + `</w:t></w:r></w:p>` }
	cell := func(s string) string { return `<w:tc>` + p(s) + `</w:tc>` }
	body := `<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Envoy names a date</w:t></w:r></w:p>` +
		`<w:p><w:r><w:t xml:space="preserve">The guns </w:t></w:r><w:del><w:r><w:delText>stay</w:delText></w:r></w:del><w:ins><w:r><w:t>go</w:t></w:r></w:ins>` +
		`<w:r><w:t>,</w:t><w:tab/><w:t>he said.</w:t><w:footnoteReference w:id="7"/></w:r></w:p>` + p("") +
		`<w:tbl><w:tr>` + cell("Party") + cell("Says") + `</w:tr><w:tr>` + cell("Arvenia") + cell("No &amp; no") + `</w:tr></w:tbl>` +
		`<w:p><w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice><w:t>Once</w:t></mc:Choice><mc:Fallback><w:t>Twice</w:t></mc:Fallback></mc:AlternateContent><w:br/><w:t>שלום</w:t></w:r></w:p>`
	raw := docx(body,
		file{"word/footnotes.xml", `<w:footnotes ` + wordSpace + `><w:footnote w:id="-1"><w:p><w:r><w:t>no</w:t></w:r></w:p></w:footnote><w:footnote w:id="7">` + p(" By telephone.") + `</w:footnote></w:footnotes>`},
		file{"docProps/core.xml", `<cp:p xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Talks</dc:title><dc:creator>Mira Tollan</dc:creator></cp:p>`})
	text := read(t, "a.docx", raw)
	want := "Envoy names a date\n\nThe guns go,\the said.[1]\n\nParty\tSays\nArvenia\tNo & no\n\nOnce\nשלום\n\n[1] By telephone.\n"
	if text.Body != want || text.Title != "Talks" || text.Author != "Mira Tollan" || text.Format != "docx" || text.Stated {
		t.Errorf("%+v, want %q", text, want)
	}
	// A file that another program made uses another prefix for the same vocabulary.
	other := zipped(file{"word/document.xml", strings.NewReplacer("<w:", "<x:", "</w:", "</x:", "xmlns:w=", "xmlns:x=").Replace(`<w:document ` + wordSpace + `><w:body>` + p("Hello") + `</w:body></w:document>`)})
	if got := read(t, "no ending", other).Body; got != "Hello\n" {
		t.Errorf("with another prefix: %q", got)
	}
}

// Ensures that an OpenDocument text reads in the same form as a Word document.
func TestODT(t *testing.T) {
	body := `<text:sequence-decls><text:p>no</text:p></text:sequence-decls><text:tracked-changes><text:p>gone</text:p></text:tracked-changes>
		<text:h text:outline-level="1">Envoy names a date</text:h>
		<text:p>The <text:span>guns</text:span><text:s text:c="2"/>go,<text:tab/>he
said.<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>By telephone.</text:p></text:note-body></text:note> So be it.</text:p>
		<table:table><table:table-row><table:table-cell><text:p>Party</text:p></table:table-cell><table:table-cell><text:p>Says</text:p></table:table-cell></table:table-row></table:table>
		<text:p>End<text:line-break/>of it</text:p>`
	raw := odt(body, file{"meta.xml", `<m xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Untitled</dc:title><dc:creator>Mira Tollan</dc:creator></m>`})
	text := read(t, "a.odt", raw)
	want := "Envoy names a date\n\nThe guns  go,\the said.[1] So be it.\n\nParty\tSays\n\nEnd\nof it\n\n[1] By telephone.\n"
	if text.Body != want || text.Title != "" || text.Author != "Mira Tollan" {
		t.Errorf("%+v, want %q", text, want)
	}
}

// Ensures that the lines of a PDF become paragraphs and its pages one text.
func TestPDF(t *testing.T) {
	long := "The minister of Arvenia said on Thursday that the guns would leave the corridor before"
	raw := pdf([]string{"Envoy names a date", long, long, "the snow.", long, "the winter came, and"}, []string{"A new page \x93begins\x94 here (so to say)."})
	text := read(t, "a.pdf", raw)
	want := "Envoy names a date\n\n" + long + " " + long + " the snow.\n\n" + long + " the winter came, and\n\nA new page “begins” here (so to say).\n"
	if text.Body != want || text.Title != "A talk by the lake" || text.Author != "Mira Tollan" || text.Format != "pdf" {
		t.Errorf("%+v\nwant %q", text, want)
	}
}

// Ensures that divided words become whole, and that lines are joined only within a paragraph.
func TestParagraphs(t *testing.T) {
	wide := strings.Repeat("word ", 15) + "word"
	for _, c := range []struct {
		name  string
		lines []string
		want  string
	}{
		{"divided word", []string{wide + " reani\x02mation of it all"}, wide + " reanimation of it all\n"},
		{"hyphen of its own", []string{"Halmar\x02Arvenia and 3\x024"}, "Halmar-Arvenia and 3-4\n"},
		{"short line ends", []string{wide, "end.", wide}, wide + " end.\n\n" + wide + "\n"},
		{"sentence goes on over a blank line of the page", []string{wide, "", "more"}, wide + " more\n"},
		{"list", []string{wide, "• one"}, wide + "\n\n• one\n"},
		{"nothing", []string{"", " "}, "\n"},
	} {
		if got := paragraphs(c.lines); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// Ensures that a mail gives its text in the plain form where it has one, with its letters right, and its head as facts.
func TestMail(t *testing.T) {
	head := "From: =?utf-8?q?Mira_Toll=C3=A1n?= <mira@herald.example>\r\nTo: desk@herald.example\r\nSubject: =?windows-1255?B?+ezl7Q==?= from\r\n Halmar\r\nDate: Sat, 14 Nov 2026 18:05:00 +0200\r\nMessage-ID: <1@herald.example>\r\nMIME-Version: 1.0\r\n"
	alternative := head + "Content-Type: multipart/mixed; boundary=out\r\n\r\npreamble\r\n--out\r\nContent-Type: multipart/alternative; boundary=in\r\n\r\n" +
		"--in\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>HTML form</p>\r\n--in\r\nContent-Type: text/plain; charset=windows-1255\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=F9=EC=E5=ED, he said=\r\n.\r\n--in--\r\n" +
		"--out\r\nContent-Type: text/plain; name=secret.txt\r\nContent-Disposition: attachment\r\n\r\nattached\r\n--out--\r\n"
	text := read(t, "a.eml", []byte(alternative))
	if strings.TrimSpace(text.Body) != "שלום, he said." || text.Encoding != "windows-1255" || text.Title != "שלום from Halmar" || text.Author != "Mira Tollán" || !text.Stated ||
		!text.Published.Equal(time.Date(2026, 11, 14, 16, 5, 0, 0, time.UTC)) {
		t.Errorf("alternative: %+v", text)
	}
	page := read(t, "anything", []byte(head+"Content-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+Q2Fm\r\n6SA8L3A+\r\n"))
	if string(page.Raw) != "<p>Café </p>" || page.Body != "" {
		t.Errorf("HTML in base64: %q", page.Raw)
	}
	two := read(t, "a.eml", []byte(head+"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nFirst < one\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>Second</p>\r\n--x--"))
	if !strings.Contains(string(two.Raw), "First &lt; one") || !strings.Contains(string(two.Raw), "<p>Second</p>") {
		t.Errorf("two parts: %q", two.Raw)
	}
	forwarded := read(t, "a.eml", []byte(head+"Content-Type: message/rfc822\r\n\r\nFrom: b@x\r\n\r\nInner words\r\n"))
	if strings.TrimSpace(forwarded.Body) != "Inner words" {
		t.Errorf("forwarded: %q", forwarded.Body)
	}
	flow := read(t, "a.eml", []byte(head+"Content-Type: text/plain; format=flowed\r\n\r\nOne line \r\ngoes on.\r\nNext\r\n"))
	if flow.Body != "One line goes on.\nNext\n" {
		t.Errorf("flowed: %q", flow.Body)
	}
	unnamed := read(t, "a.eml", []byte(head+"\r\nCaf\xe9\r\n"))
	if string(unnamed.Raw) != "Caf\xe9\r\n" {
		t.Errorf("without an encoding: %q", unnamed.Raw)
	}
	saved := read(t, "a.mhtml", []byte("From: <Saved by Blink>\r\nSnapshot-Content-Location: https://herald.example/a?b=1\r\nSubject: Envoy\r\nDate: Sat, 14 Nov 2026 18:05:00 +0200\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>Page</p>\r\n--x\r\nContent-Type: text/css\r\n\r\np{}\r\n--x--\r\n"))
	if saved.URL != "https://herald.example/a?b=1" || saved.Author != "" || !saved.Published.IsZero() || strings.TrimSpace(string(saved.Raw)) != "<p>Page</p>" {
		t.Errorf("saved page: %+v", saved)
	}
}

// Ensures that text stays the bytes it is, in every encoding, and also where it looks like a mail that somebody pasted.
func TestPlain(t *testing.T) {
	hebrew := ""
	for range 30 {
		hebrew += "\xe9\x05\xea\x05 \x00\xd0\x05\n\x00"
	}
	for name, raw := range map[string]string{"a.txt": "Words.\n", "b.html": "<p>Words</p>", "c": "", "utf-16.txt": hebrew, "pasted.txt": "From: Mira\nSubject: Talks\n\nWords",
		"about.txt": "In the text %PDF-1.4 is named", "nul.txt": "Ana Bel said\x00 no."} {
		if got := read(t, name, []byte(raw)); string(got.Raw) != raw || got.Format != "" {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// Ensures that a title which a program gave by itself is none.
func TestTelling(t *testing.T) {
	for title, want := range map[string]string{"Microsoft Word - draft3.doc": "", "Untitled": "", "Document1": "", "document": "", " A  talk ": "A talk", "Document on the corridor": "Document on the corridor"} {
		if got := telling(title); got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
}
