package export

import (
	"encoding/binary"
	"errors"
	"fmt"
	"sort"

	"parley/dossier"
	"parley/typeset"
)

// OtherFont is a font that is not bundled, for writings that the bundled ones do not have.
type OtherFont struct {
	Name string // as it is told to people
	TTF  []byte // as TrueType gives it; never changed
}

// mostOthers is how many fonts that are not bundled a packet takes.
const mostOthers = int(faceCount - other0)

// ErrOutlines is returned for a font that the PDF painter cannot embed: one with PostScript outlines.
var ErrOutlines = errors.New("the font has PostScript outlines; only TrueType outlines can be embedded")

// TrueType gives the font of a file as a TrueType font of its own: of a collection its first one. The tables are those of
// the file, unchanged.
func TrueType(b []byte) ([]byte, error) {
	const collection, openType = "ttcf", "OTTO"
	if len(b) < 12 {
		return nil, errors.New("this is no font")
	}
	at := 0
	if string(b[:4]) == collection {
		if len(b) < 16 || binary.BigEndian.Uint32(b[8:]) == 0 {
			return nil, errors.New("the collection holds no font")
		}
		if at = int(binary.BigEndian.Uint32(b[12:])); at < 0 || at+12 > len(b) {
			return nil, errors.New("the collection is cut off")
		}
	}
	switch tag := string(b[at : at+4]); tag {
	case openType:
		return nil, ErrOutlines
	case "\x00\x01\x00\x00", "true":
	default:
		return nil, errors.New("this is no font")
	}
	if at == 0 {
		return b, nil
	}
	n := int(binary.BigEndian.Uint16(b[at+4:]))
	head := 12 + 16*n
	if at+head > len(b) {
		return nil, errors.New("the collection is cut off")
	}
	out := append([]byte(nil), b[at:at+head]...)
	for i := range n {
		entry := out[12+16*i : 12+16*i+16]
		from, length := int(binary.BigEndian.Uint32(entry[8:])), int(binary.BigEndian.Uint32(entry[12:]))
		if from < 0 || length < 0 || from+length > len(b) || from+length < from {
			return nil, errors.New("a table of the font lies outside the file")
		}
		binary.BigEndian.PutUint32(entry[8:], uint32(len(out)))
		out = append(out, b[from:from+length]...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	return out, nil
}

// Uncovered gives the characters of a packet that no bundled font has, the most frequent first: what another font is wanted
// for. Characters that are shaped (Indic scripts) are not among them: they would be printed wrongly.
func Uncovered(p dossier.Packet, fonts map[string][]byte) ([]rune, error) {
	faces, err := loadFaces(Options{Fonts: fonts})
	if err != nil {
		return nil, err
	}
	counts := map[rune]int{}
	have := map[rune]bool{}
	look := func(text string) {
		for _, r := range text {
			if r < 0x590 || typeset.IsInvisible(r) || !unshaped(r) {
				continue
			}
			known, asked := have[r]
			if !asked {
				for _, f := range faces {
					known = known || f != nil && f.has(r)
				}
				have[r] = known
			}
			if !known {
				counts[r]++
			}
		}
	}
	for _, s := range p.Sources {
		look(s.Revision.Text)
		look(s.Document.Title)
		look(s.Document.Outlet)
		look(s.Document.Author)
	}
	for _, q := range p.Quotes {
		look(q.Speaker)
		look(q.Role)
		look(q.Translation.Text)
	}
	for _, x := range p.Grid.Parties {
		look(x.Name)
	}
	for _, x := range p.Grid.Issues {
		look(x.Name)
		look(x.Definition)
	}
	look(p.Recipe.Title + p.Recipe.BottomLine + p.Recipe.PreparedFor + p.Recipe.Author)
	for _, j := range p.Recipe.Judgements {
		look(j.Text + j.Reason)
	}
	out := make([]rune, 0, len(counts))
	for r := range counts {
		out = append(out, r)
	}
	sort.Slice(out, func(i, j int) bool {
		if counts[out[i]] != counts[out[j]] {
			return counts[out[i]] > counts[out[j]]
		}
		return out[i] < out[j]
	})
	return out, nil
}

// unshaped reports whether a character is of a writing whose letters stand side by side as they are: Chinese, Japanese and
// Korean, Georgian, Armenian, Ethiopic and their like. What is above U+FFFF the painter cannot write.
func unshaped(r rune) bool {
	switch {
	case r > 0xFFFF:
		return false
	case r >= 0x0900 && r < 0x10A0: // Indic scripts, Thai, Lao, Tibetan, Burmese
		return false
	case r >= 0x1700 && r < 0x1C80, r >= 0xA800 && r < 0xAB00 && !(r >= 0xA960 && r < 0xA980):
		return false
	case r >= 0x1100 && r < 0x1200: // Korean letters that form syllables
		return false
	}
	return true
}

// others loads the fonts that are not bundled into the places kept for them; one that cannot be used is passed over and
// told.
func (d *doc) others() {
	for i, o := range d.o.Others {
		if i == mostOthers {
			break
		}
		f, err := newFace(other0+faceID(i), o.TTF)
		if err != nil {
			d.found = append(d.found, Problem{Where: "fonts", Sentence: fmt.Sprintf("%s is not used: %s", o.Name, err)})
			continue
		}
		f.name = o.Name
		d.faces[f.id] = f
	}
}
