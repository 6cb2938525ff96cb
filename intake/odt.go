package intake

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

func bracketed(n int) string { return fmt.Sprintf("[%d]", n) }

// readODT gives the text of an OpenDocument text in the same form as that of a Word document.
func readODT(raw []byte) (Text, error) {
	p, err := openParts(raw)
	if err != nil {
		return Text{}, err
	}
	if f := p["META-INF/manifest.xml"]; f != nil {
		if manifest, err := readPart(f, 4<<20); err == nil && bytes.Contains(manifest, []byte("encryption-data")) {
			return Text{}, errors.New(refused["locked"])
		}
	}
	r := odtReader{w: &writer{}}
	if err := p.walk("content.xml", r.token); err != nil {
		return Text{}, err
	}
	for i, note := range r.notes {
		if err := r.w.note(i+1, note.String()); err != nil {
			return Text{}, err
		}
	}
	t := Text{Format: "odt", Body: r.w.text()}
	t.Title, t.Author = p.properties("meta.xml", "dc:title", "dc:creator meta:initial-creator")
	return t, nil
}

type odtReader struct {
	w     *writer
	body  bool
	skip  int // depth inside an element whose letters are not the text's
	lines int // paragraphs and headings that are open
	notes []*strings.Builder
	note  int // depth inside the body of a note
	total int
}

func (r *odtReader) add(s string) error {
	if r.note > 0 {
		if r.total += len(s); r.total > bodyLimit {
			return errTooLong
		}
		r.notes[len(r.notes)-1].WriteString(s)
		return nil
	}
	return r.w.add(s)
}

func (r *odtReader) token(t xml.Token) error {
	switch t := t.(type) {
	case xml.StartElement:
		return r.begin(t)
	case xml.EndElement:
		r.end(t)
	case xml.CharData:
		if r.body && r.skip == 0 && r.lines > 0 { // letters between paragraphs are the indentation of the file
			return r.add(oneLine.Replace(string(t)))
		}
	}
	return nil
}

// oneLine makes the line ends of the file spaces: those of the text are elements.
var oneLine = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ")

func (r *odtReader) begin(t xml.StartElement) error {
	name := t.Name.Space + ":" + t.Name.Local
	if r.skip > 0 {
		r.skip++
		return nil
	}
	if r.note > 0 {
		r.note++
	}
	switch name {
	case "office:body":
		r.body = true
	case "text:tracked-changes", "office:annotation", "text:note-citation", "text:table-of-content", "office:forms", "svg:title", "svg:desc", "text:sequence-decls":
		r.skip++
	case "text:p", "text:h":
		r.lines++
	case "table:table":
		r.w.cells++
	case "text:note":
		r.notes = append(r.notes, &strings.Builder{})
		return r.add(bracketed(len(r.notes)))
	case "text:note-body":
		if r.note == 0 && len(r.notes) > 0 {
			r.note = 1
		}
	case "text:s":
		n, err := strconv.Atoi(attr(t, "c"))
		if err != nil {
			n = 1
		}
		return r.add(strings.Repeat(" ", min(max(n, 1), 100)))
	case "text:tab":
		return r.add("\t")
	case "text:line-break":
		return r.add("\n")
	}
	return nil
}

func (r *odtReader) end(t xml.EndElement) {
	if r.skip > 0 {
		r.skip--
		return
	}
	name := t.Name.Space + ":" + t.Name.Local
	inNote := r.note > 0
	if inNote {
		r.note--
	}
	switch name {
	case "text:p", "text:h":
		r.lines--
		if inNote {
			r.notes[len(r.notes)-1].WriteByte(' ')
		} else {
			r.w.paragraph()
		}
	case "table:table-cell":
		r.w.cell()
	case "table:table-row":
		r.w.flush("\n")
	case "table:table":
		if r.w.cells--; r.w.cells == 0 {
			r.w.out.WriteByte('\n')
		}
	}
}
