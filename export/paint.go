package export

import (
	"bytes"
	"context"
	"fmt"
	"time"

	"github.com/jung-kurt/gofpdf"
)

// paint turns the pages into a PDF. gofpdf puts text, rectangles, lines and links where the layout says, nothing else:
// its own line breaking, right-to-left mode and attachments are wrong.
func (d *doc) paint(ctx context.Context) ([]byte, error) {
	w, h := d.paper()
	pdf := gofpdf.NewCustom(&gofpdf.InitType{OrientationStr: "P", UnitStr: "mm", Size: gofpdf.SizeType{Wd: w, Ht: h}})
	issued := d.p.Issued.UTC()
	if issued.IsZero() { // gofpdf would take the time of the clock
		issued = issued.Add(time.Second)
	}
	pdf.SetCatalogSort(true)
	pdf.SetCreationDate(issued)
	pdf.SetModificationDate(issued)
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetCompression(false) // of the pages; packPages does it
	pdf.SetProducer("Parley", true)
	pdf.SetCreator("Parley", true)
	pdf.SetTitle(plane0(flat(d.title())), true)
	pdf.SetSubject(plane0(flat(d.p.Recipe.Reference)), true)
	pdf.SetAuthor(plane0(flat(d.p.Recipe.Author)), true)
	pdf.SetDisplayMode("fullpage", "single")
	for _, f := range d.faces {
		if f != nil && f.used { // gofpdf embeds every font that it is given, and changes the bytes
			pdf.AddUTF8FontFromBytes(fontName(f.id), "", bytes.Clone(f.ttf))
		}
	}
	links := map[anchor]int{}
	for _, p := range d.pages {
		for _, l := range p.links {
			if at, ok := d.anchors[l.to]; ok && links[l.to] == 0 {
				n := pdf.AddLink()
				pdf.SetLink(n, max(0, at.y), at.page)
				links[l.to] = n
			}
		}
	}
	for i, p := range d.pages {
		if err := cancelled(ctx); err != nil {
			return nil, err
		}
		if d.o.Progress != nil {
			d.o.Progress(i+1, len(d.pages))
		}
		orientation := "P"
		if p.landscape {
			orientation = "L"
		}
		pdf.AddPageFormat(orientation, gofpdf.SizeType{Wd: w, Ht: h})
		paintPage(pdf, p)
		for _, l := range p.links {
			if n := links[l.to]; n != 0 {
				pdf.Link(l.x, l.y, l.w, l.h, n)
			}
		}
		if err := pdf.Error(); err != nil {
			return nil, fmt.Errorf("paint page %d: %w", p.number, err)
		}
	}
	var out bytes.Buffer
	if err := pdf.Output(&out); err != nil {
		return nil, fmt.Errorf("write the PDF: %w", err)
	}
	return packPages(out.Bytes(), len(d.pages))
}

func fontName(id faceID) string { return fmt.Sprintf("f%c", 'a'+rune(id)) }

// plane0 makes a string safe for gofpdf's document properties: it panics on anything above U+FFFF.
func plane0(s string) string {
	out := []rune(s)
	for i, r := range out {
		if r > 0xFFFF || r < ' ' {
			out[i] = '\uFFFD'
		}
	}
	return string(out)
}

func paintPage(pdf *gofpdf.Fpdf, p *page) {
	face, size := faceCount, float32(0)
	fill, draw, text := colour(1<<24), colour(1<<24), colour(1<<24)
	width := float32(-1)
	const none = -3
	stretch := int32(none)
	for _, o := range p.ops {
		if o.stretch != stretch {
			if stretch != none {
				pdf.RawWriteStr("EMC")
			}
			stretch = o.stretch
			switch stretch {
			case -1:
				pdf.RawWriteStr("/Artifact BMC")
			case -2:
				pdf.RawWriteStr("/Artifact <</Type /Pagination>> BDC")
			default:
				pdf.RawWriteStr("/" + roleNames[p.stretches[stretch].role] + " <</MCID " + itoa(int(stretch)) + ">> BDC")
			}
		}
		switch o.kind {
		case opText:
			if o.face != face || o.size != size {
				pdf.SetFont(fontName(o.face), "", float64(o.size))
				face, size = o.face, o.size
			}
			if o.colour != text {
				pdf.SetTextColor(o.colour.rgb())
				text = o.colour
			}
			pdf.Text(float64(o.x), float64(o.y), o.text)
		case opFill:
			if o.colour != fill {
				pdf.SetFillColor(o.colour.rgb())
				fill = o.colour
			}
			pdf.Rect(float64(o.x), float64(o.y), float64(o.w), float64(o.h), "F")
		case opLine, opFrame:
			if o.colour != draw {
				pdf.SetDrawColor(o.colour.rgb())
				draw = o.colour
			}
			if o.size != width {
				pdf.SetLineWidth(float64(o.size))
				width = o.size
			}
			if o.kind == opLine {
				pdf.Line(float64(o.x), float64(o.y), float64(o.x+o.w), float64(o.y+o.h))
				continue
			}
			pdf.SetDashPattern([]float64{dashOn, dashOff}, 0)
			pdf.Rect(float64(o.x), float64(o.y), float64(o.w), float64(o.h), "D")
			pdf.SetDashPattern([]float64{}, 0)
		}
	}
	if stretch != none {
		pdf.RawWriteStr("EMC")
	}
}
