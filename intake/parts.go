package intake

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// Limits on the parts of a document that is a zip of XML.
const (
	partLimit  = 48 << 20 // one part, unpacked: XML is many times its text
	partsLimit = 20000    // parts in a document, most of them pictures
	depthLimit = 256      // elements inside each other; Word and LibreOffice stay below 100
)

var errDamaged = errors.New("It is damaged: its parts cannot be read. Open it in its own program and save it again.") //lint:ignore ST1005 a sentence for people

// parts are the parts of a document by name.
type parts map[string]*zip.File

func openParts(raw []byte) (parts, error) {
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, errDamaged
	}
	if len(z.File) > partsLimit {
		return nil, refusal("It has %d parts, far more than a document has, and was not read.", len(z.File))
	}
	p := parts{}
	for _, f := range z.File {
		if p[f.Name] != nil {
			return nil, refusal("It has the part %q twice: which of them counts cannot be known, so it was not read.", f.Name)
		}
		p[f.Name] = f
	}
	return p, nil
}

// readPart unpacks one part, never more than limit bytes, whatever its head says of its size.
func readPart(f *zip.File, limit int64) ([]byte, error) {
	if f.Flags&1 != 0 {
		return nil, errors.New(refused["locked"])
	}
	if f.Method != zip.Store && f.Method != zip.Deflate {
		return nil, errors.New("It is packed in a way that is not known here. Pack it again as an ordinary zip.") //lint:ignore ST1005 a sentence for people
	}
	r, err := f.Open()
	if err != nil {
		return nil, errDamaged
	}
	defer r.Close()
	b, err := io.ReadAll(io.LimitReader(r, limit+1))
	if int64(len(b)) > limit {
		return nil, refusal("It unpacks to more than %d MB, and was not read.", limit>>20)
	}
	if err != nil {
		return nil, errDamaged
	}
	return b, nil
}

// prefixes are the vocabularies of which elements are read, by the short names that are customary for them.
var prefixes = map[string]string{
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
	"http://purl.oclc.org/ooxml/wordprocessingml/main":             "w",
	"http://purl.org/dc/elements/1.1/":                             "dc",
	"urn:oasis:names:tc:opendocument:xmlns:office:1.0":             "office",
	"urn:oasis:names:tc:opendocument:xmlns:text:1.0":               "text",
	"urn:oasis:names:tc:opendocument:xmlns:table:1.0":              "table",
	"urn:oasis:names:tc:opendocument:xmlns:meta:1.0":               "meta",
	"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0":     "svg",
}

// walk gives the XML of a part to visit, token by token: elements that begin, that end, and letters.
func (p parts) walk(name string, visit func(xml.Token) error) error {
	f := p[name]
	if f == nil {
		return errDamaged
	}
	raw, err := readPart(f, partLimit)
	if err != nil {
		return err
	}
	d := xml.NewDecoder(bytes.NewReader(raw)) // strict, and without entities of its own
	depth := 0
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return errDamaged
		}
		switch t := t.(type) {
		case xml.Directive:
			if bytes.HasPrefix(bytes.ToUpper(bytes.TrimSpace(t)), []byte("DOCTYPE")) {
				return errors.New("It declares a document type, as only files do that are built to do harm. It was not read.") //lint:ignore ST1005 a sentence for people
			}
			continue
		case xml.StartElement:
			if depth++; depth > depthLimit {
				return errors.New("Its elements stand inside each other more deeply than in any document. It was not read.") //lint:ignore ST1005 a sentence for people
			}
			t.Name.Space = prefixes[t.Name.Space]
			err = visit(t)
		case xml.EndElement:
			depth--
			t.Name.Space = prefixes[t.Name.Space]
			err = visit(t)
		case xml.CharData:
			err = visit(t)
		}
		if err != nil {
			return err
		}
	}
}

// properties gives the title and the author that a document names in a part, empty where the part is not there or says
// nothing.
func (p parts) properties(part string, titles, authors string) (title, author string) {
	if p[part] == nil {
		return "", ""
	}
	var into *string
	_ = p.walk(part, func(t xml.Token) error { // a damaged list of properties costs no text
		switch t := t.(type) {
		case xml.StartElement:
			switch name := t.Name.Space + ":" + t.Name.Local; {
			case name == titles:
				into = &title
			case strings.Contains(authors+" ", name+" ") && author == "":
				into = &author
			}
		case xml.EndElement:
			into = nil
		case xml.CharData:
			if into != nil && len(*into) < 1000 {
				*into += string(t)
			}
		}
		return nil
	})
	return telling(title), strings.TrimSpace(author)
}

// madeTitle matches a title that a program gave by itself.
var madeTitle = regexp.MustCompile(`(?i)^(microsoft word - .*|powerpoint presentation|untitled|unknown|document ?[0-9]*)$`)

// telling gives a title, unless it tells nothing of the text.
func telling(title string) string {
	title = strings.Join(strings.Fields(title), " ")
	if madeTitle.MatchString(title) {
		return ""
	}
	return title
}

// writer gathers the paragraphs of a document: one a line, a blank line between, rows of tables as lines with tabs.
type writer struct {
	out   strings.Builder
	line  strings.Builder
	cells int // tables that are open
}

func (w *writer) add(s string) error {
	w.line.WriteString(s)
	if w.out.Len()+w.line.Len() > bodyLimit {
		return errTooLong
	}
	return nil
}

// paragraph ends a paragraph; in a table it ends nothing but a line of its cell.
func (w *writer) paragraph() {
	if w.cells > 0 {
		w.line.WriteByte(' ')
		return
	}
	w.flush("\n\n")
}

func (w *writer) cell() {
	s := strings.TrimRight(w.line.String(), " ")
	w.line.Reset()
	w.line.WriteString(s + "\t")
}

func (w *writer) flush(end string) {
	s := strings.Trim(w.line.String(), " \t\n")
	w.line.Reset()
	if s != "" {
		w.out.WriteString(s + end)
	}
}

func (w *writer) text() string {
	w.flush("\n\n")
	return strings.TrimRight(w.out.String(), "\n") + "\n"
}

// note writes a foot- or endnote behind the text, under the number that stands where it belongs.
func (w *writer) note(number int, text string) error {
	w.flush("\n\n")
	if err := w.add(fmt.Sprintf("[%d] %s", number, strings.TrimSpace(text))); err != nil {
		return err
	}
	w.flush("\n\n")
	return nil
}
