package intake

import (
	"bytes"
	"context"
	"testing"
	"unicode/utf8"
)

// fuzz ensures that whatever bytes come, reading ends, in a sentence or in a text that is bounded and valid.
func fuzz(f *testing.F, name string, seeds ...[]byte) {
	for _, s := range seeds {
		f.Add(s)
		f.Add(s[:len(s)/2])
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		text, err := Read(context.Background(), name, raw)
		if err != nil {
			return
		}
		if len(text.Body) > bodyLimit+1024 || len(text.Raw) > max(len(raw), 3*bodyLimit) {
			t.Errorf("%d bytes gave %d and %d", len(raw), len(text.Body), len(text.Raw))
		}
		if !utf8.ValidString(text.Body) || !utf8.ValidString(text.Title) || !utf8.ValidString(text.Author) {
			t.Error("the text is no UTF-8")
		}
	})
}

func FuzzEml(f *testing.F) {
	fuzz(f, "a.eml", []byte("From: =?utf-8?q?M=C3=A1?= <m@x>\nMIME-Version: 1.0\nSubject: a\nContent-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: text/html; charset=windows-1255\n\n<p>\xf9</p>\n--x\nContent-Type: text/plain; format=flowed\nContent-Transfer-Encoding: base64\n\n+ezl7Q==\n--x--\n"))
}

// fuzzXML fuzzes the XML of a document, since changed bytes of a zip seldom get past its checksums.
func fuzzXML(f *testing.F, name string, made func(body string) []byte, seeds ...string) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, body string) {
		text, err := Read(context.Background(), name, made(body))
		if err == nil && (len(text.Body) > bodyLimit+1024 || !utf8.ValidString(text.Body)) {
			t.Errorf("%d bytes of XML gave %d of text", len(body), len(text.Body))
		}
	})
}

func FuzzDocx(f *testing.F) {
	fuzzXML(f, "a.docx", func(b string) []byte {
		return docx(b, file{"word/footnotes.xml", "<w:footnotes " + wordSpace + ">" + b + "</w:footnotes>"})
	},
		`<w:p><w:r><w:t>Words</w:t><w:tab/><w:footnoteReference w:id="1"/></w:r></w:p><w:footnote w:id="1"><w:p><w:r><w:t>x</w:t></w:r></w:p></w:footnote>`,
		`<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:tbl><w:del>`)
}

func FuzzODT(f *testing.F) {
	fuzzXML(f, "a.odt", func(b string) []byte { return odt(b) },
		`<text:p>Words<text:s text:c="99"/><text:note><text:note-body><text:p>x</text:p></text:note-body></text:note></text:p>`,
		`<text:note-body/><table:table><table:table-cell/></table:table><text:tracked-changes>`)
}

func FuzzPDF(f *testing.F) {
	fuzz(f, "a.pdf", pdf([]string{"A page of words.", "And more"}, []string{"Two"}))
}

func FuzzArchive(f *testing.F) {
	f.Add(zipped(file{"a.txt", "1"}, file{"../b.txt", "2"}))
	f.Add(tarred(file{"a.txt", "1"}, file{"b/c.zip", string(zipped(file{"d.txt", "3"}))}))
	f.Add(gzipped(tarred(file{"a.txt", "1"})))
	f.Fuzz(func(t *testing.T, raw []byte) {
		_ = Entries(bytes.NewReader(raw), int64(len(raw)), func(e Entry) bool {
			if len(e.Raw) > FileLimit || e.Err != nil && e.Raw != nil || e.Err == nil && leadsOut(e.Name) {
				t.Errorf("entry %q with %d bytes, %v", e.Name, len(e.Raw), e.Err)
			}
			return true
		})
	})
}

func FuzzTable(f *testing.F) {
	f.Add("file;title\na.txt;\"two\nlines\"\n")
	f.Add("sep=,\nfile,title\na,b\n")
	f.Add(`[{"file":"a","n":1},{"title":null}]`)
	f.Fuzz(func(t *testing.T, text string) {
		table, err := ReadTable(text)
		if err != nil {
			return
		}
		for _, r := range table.Rows {
			if r.Line < 1 {
				t.Errorf("a row in line %d", r.Line)
			}
		}
	})
}
