package export

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"parley/dossier"
)

// dataFormat names the form of packet.json; a reader refuses what it does not know. In files of the first form the
// pages have no structure, and HeadSHA256 is missing.
const (
	dataFormat      = "parley-packet-2"
	firstDataFormat = "parley-packet-1"
)

const dataName = "packet.json"

// Data is packet.json, the attachment that a program reads: all that the pages say, and the hashes to check it with.
type Data struct {
	Format      string          `json:"format"`
	Dossier     dossier.ID      `json:"dossier"`
	DossierName string          `json:"dossier_name"`
	Title       string          `json:"title"` // as printed
	Issued      time.Time       `json:"issued"`
	CutOff      dossier.Date    `json:"cut_off"`
	Recipe      dossier.Recipe  `json:"recipe"`
	Positions   []Position      `json:"positions"`
	Quotes      []dossier.Quote `json:"quotes"`
	Sources     []SourceData    `json:"sources"`
	Pages       int             `json:"pages"`
	PageBytes   int             `json:"page_bytes"`  // length of the file without attachments: the pages themselves
	PageSHA256  string          `json:"page_sha256"` // of these bytes
	HeadBytes   int             `json:"head_bytes"`  // length of all that stands before this attachment: pages, structure, outline, other attachments
	HeadSHA256  string          `json:"head_sha256"` // of these bytes

	partsData
}

// Position is a party on an issue, as in the matrix. Count 0 is silence.
type Position struct {
	Issue     string         `json:"issue"`
	Party     string         `json:"party"`
	Stance    dossier.Stance `json:"stance"`
	Statement dossier.ID     `json:"statement"` // the newest
	Count     int            `json:"count"`
}

// SourceData is a cited document: its facts, and the hashes of its attached text and pasted bytes.
type SourceData struct {
	Number     int          `json:"number"`
	Document   dossier.ID   `json:"document"`
	Revision   dossier.ID   `json:"revision"`
	Title      string       `json:"title"`
	Outlet     string       `json:"outlet"`
	Author     string       `json:"author"`
	URL        string       `json:"url"`
	Lang       string       `json:"lang"`
	Published  dossier.Date `json:"published"`
	Retrieved  time.Time    `json:"retrieved"`
	Marking    string       `json:"marking"`
	Grade      string       `json:"grade"`
	Wire       string       `json:"wire"`
	Norm       string       `json:"norm"`
	Text       string       `json:"text"` // name of the attachment
	TextSHA256 string       `json:"text_sha256"`
	Raw        string       `json:"raw,omitempty"` // name of the attachment; empty: the pasted bytes are not in the packet
	RawSHA256  string       `json:"raw_sha256,omitempty"`
	Content    string       `json:"content,omitempty"` // the text itself, where nothing is attached
}

func textName(n int) string { return fmt.Sprintf("S%d.txt", n) }

// rawName is the name of the pasted bytes: .txt only where a text editor shows them.
func rawName(s *dossier.Source) string {
	if utf8.Valid(s.Revision.Raw) && bytes.IndexByte(s.Revision.Raw, 0) < 0 {
		return fmt.Sprintf("S%d-pasted.txt", s.Number)
	}
	return fmt.Sprintf("S%d-pasted.bin", s.Number)
}

// attachment is a file inside the PDF.
type attachment struct {
	name, mime, relation, description string
	content                           []byte
}

// dataOf gathers what the pages say, for programs.
func dataOf(p dossier.Packet) Data {
	data := Data{Format: dataFormat, Dossier: p.DossierID, DossierName: p.Dossier, Title: (&doc{p: p}).title(), Issued: p.Issued.UTC(), CutOff: p.CutOff,
		Recipe: p.Recipe, Quotes: p.Quotes, partsData: partsOf(p)}
	g := p.Grid
	for i := range g.Cells {
		for j, c := range g.Cells[i] {
			if i < len(g.Issues) && j < len(g.Parties) {
				data.Positions = append(data.Positions, Position{g.Issues[i].Name, g.Parties[j].Name, c.Stance, c.Newest.StatementID, max(c.Count, c.Reports)})
			}
		}
	}
	for i := range p.Sources {
		s := &p.Sources[i]
		doc, rev := s.Document, s.Revision
		sd := SourceData{Number: s.Number, Document: doc.ID, Revision: rev.ID, Title: doc.Title, Outlet: doc.Outlet, Author: doc.Author, URL: doc.URL,
			Lang: doc.Lang, Published: doc.Published, Retrieved: doc.Retrieved.UTC(), Marking: doc.Marking, Grade: doc.Grade, Wire: doc.Wire, Norm: rev.Norm,
			Text: textName(s.Number), TextSHA256: hex.EncodeToString(rev.SHA256[:])}
		if len(rev.Raw) > 0 {
			sd.Raw, sd.RawSHA256 = rawName(s), hex.EncodeToString(rev.RawSHA256[:])
		}
		data.Sources = append(data.Sources, sd)
	}
	return data
}

// texts returns the sources as files to attach, and what packet.json says of them.
func (d *doc) texts() (files []attachment, of []SourceData) {
	of = dataOf(d.p).Sources
	for i := range d.p.Sources {
		s := &d.p.Sources[i]
		files = append(files, attachment{of[i].Text, "text/plain", "Source", fmt.Sprintf("Text of source S%d", s.Number), []byte(s.Revision.Text)})
		if name := of[i].Raw; name != "" {
			mime := "application/octet-stream"
			if strings.HasSuffix(name, ".txt") {
				mime = "text/plain"
			}
			files = append(files, attachment{name, mime, "Source", fmt.Sprintf("Source S%d as it was pasted", s.Number), s.Revision.Raw})
		}
	}
	return files, of
}

// data makes packet.json. pageSum is the hash of the pages, head that of all that stands before in the file.
func (d *doc) data(of []SourceData, pageBytes int, pageSum [32]byte, headBytes int, head [32]byte) (attachment, error) {
	data := dataOf(d.p)
	data.Sources, data.Pages, data.PageBytes, data.PageSHA256 = of, len(d.pages), pageBytes, hex.EncodeToString(pageSum[:])
	data.HeadBytes, data.HeadSHA256 = headBytes, hex.EncodeToString(head[:])
	b, err := json.MarshalIndent(data, "", " ")
	if err != nil {
		return attachment{}, fmt.Errorf("write %s: %w", dataName, err)
	}
	if !usual.holds(b) { // Verify would not read it
		return attachment{}, errTooMuch
	}
	return dataFile(append(b, '\n')), nil
}

// dataFile is packet.json as an attachment.
func dataFile(content []byte) attachment {
	return attachment{dataName, "application/json", "Data", "What the pages say, for programs", content}
}
