package intake

import (
	"encoding/xml"
	"path"
	"strings"
)

// readDocx gives the text of a Word document as it reads with all changes accepted: paragraphs in order, tables as lines,
// notes at the end. Headers and footers are left out: they stand on each page and belong to none of its sentences.
func readDocx(raw []byte) (Text, error) {
	p, err := openParts(raw)
	if err != nil {
		return Text{}, err
	}
	main := p.mainPart()
	var w writer
	notes := []string{} // ids of notes in the order of the text: "footnotes 3"
	if err := docxText(p, main, &w, func(list, id string) int {
		notes = append(notes, list+" "+id)
		return len(notes)
	}); err != nil {
		return Text{}, err
	}
	for _, list := range []string{"footnotes", "endnotes"} {
		texts, err := docxNotes(p, path.Dir(main)+"/"+list+".xml", list[:len(list)-1])
		if err != nil {
			return Text{}, err
		}
		for i, key := range notes {
			if text, found := texts[strings.TrimPrefix(key, list+" ")]; found && strings.HasPrefix(key, list+" ") {
				if err := w.note(i+1, text); err != nil {
					return Text{}, err
				}
			}
		}
	}
	t := Text{Format: "docx", Body: w.text()}
	t.Title, t.Author = p.properties("docProps/core.xml", "dc:title", "dc:creator")
	return t, nil
}

// mainPart names the part with the text; the list of relations names it, and nearly always it is word/document.xml.
func (p parts) mainPart() string {
	main := "word/document.xml"
	if p["_rels/.rels"] == nil || p[main] != nil {
		return main
	}
	_ = p.walk("_rels/.rels", func(t xml.Token) error {
		if e, ok := t.(xml.StartElement); ok && e.Name.Local == "Relationship" && strings.HasSuffix(attr(e, "Type"), "/officeDocument") {
			main = strings.TrimPrefix(attr(e, "Target"), "/")
		}
		return nil
	})
	return main
}

// attr gives an attribute by its local name.
func attr(e xml.StartElement, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

// word says whether an element is one of Word's text, and gives its name.
func word(n xml.Name) string {
	if n.Space == "w" {
		return n.Local
	}
	return ""
}

// docxText writes the text of a part. noted gives the number of a note that is met.
func docxText(p parts, part string, w *writer, noted func(list, id string) int) error {
	inText, skip := false, 0
	return p.walk(part, func(t xml.Token) error {
		switch t := t.(type) {
		case xml.StartElement:
			// What was moved away stands at its new place too, and a fallback repeats what stands before it.
			if skip > 0 || word(t.Name) == "moveFrom" || word(t.Name) == "del" || t.Name.Local == "Fallback" {
				skip++
				return nil
			}
			inText = word(t.Name) == "t"
			return w.docxElement(t, noted)
		case xml.EndElement:
			inText = false
			if skip > 0 {
				skip--
				return nil
			}
			switch word(t.Name) {
			case "p":
				w.paragraph()
			case "tc":
				w.cell()
			case "tr":
				w.flush("\n")
			case "tbl":
				if w.cells--; w.cells == 0 {
					w.out.WriteByte('\n')
				}
			}
		case xml.CharData:
			if inText && skip == 0 {
				return w.add(string(t))
			}
		}
		return nil
	})
}

func (w *writer) docxElement(t xml.StartElement, noted func(list, id string) int) error {
	switch word(t.Name) {
	case "tab", "ptab":
		return w.add("\t")
	case "br", "cr":
		return w.add("\n")
	case "noBreakHyphen":
		return w.add("\u2011")
	case "tbl":
		w.cells++
	case "footnoteReference":
		return w.add(bracketed(noted("footnotes", attr(t, "id"))))
	case "endnoteReference":
		return w.add(bracketed(noted("endnotes", attr(t, "id"))))
	}
	return nil
}

// docxNotes reads the notes of a part by their ids.
func docxNotes(p parts, part, element string) (map[string]string, error) {
	notes := map[string]string{}
	if p[part] == nil {
		return notes, nil
	}
	inText, id, total := false, "", 0
	err := p.walk(part, func(t xml.Token) error {
		switch t := t.(type) {
		case xml.StartElement:
			inText = word(t.Name) == "t"
			if word(t.Name) == element {
				id = attr(t, "id")
			}
		case xml.EndElement:
			inText = false
			if word(t.Name) == "p" {
				notes[id] += " "
			}
		case xml.CharData:
			if !inText {
				return nil
			}
			if total += len(t); total > bodyLimit {
				return errTooLong
			}
			notes[id] += string(t)
		}
		return nil
	})
	return notes, err
}
