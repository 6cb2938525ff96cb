package export

import (
	"crypto/sha256"
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
	Format      string         `json:"format"`
	Dossier     dossier.ID     `json:"dossier"`
	DossierName string         `json:"dossier_name"`
	Title       string         `json:"title"` // as printed
	Issued      time.Time      `json:"issued"`
	CutOff      dossier.Date   `json:"cut_off"`
	Recipe      dossier.Recipe `json:"recipe"`
	Positions   []Position     `json:"positions"`

	Judgements []dossier.CitedJudgement `json:"judgements,omitempty"` // with the quotations that they cite

	Quotes     []dossier.Quote `json:"quotes"`
	Sources    []SourceData    `json:"sources"`
	Pages      int             `json:"pages"`
	PageBytes  int             `json:"page_bytes"`  // length of the file without attachments: the pages themselves
	PageSHA256 string          `json:"page_sha256"` // of these bytes
	HeadBytes  int             `json:"head_bytes"`  // length of all that stands before this attachment: pages, structure, outline, other attachments
	HeadSHA256 string          `json:"head_sha256"` // of these bytes
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
}

func textName(n int) string { return fmt.Sprintf("S%d.txt", n) }

// rawName is the name of the pasted bytes: .txt only where a text editor shows them.
func rawName(s *dossier.Source) string {
	if utf8.Valid(s.Revision.Raw) && !strings.ContainsRune(string(s.Revision.Raw), 0) {
		return fmt.Sprintf("S%d-pasted.txt", s.Number)
	}
	return fmt.Sprintf("S%d-pasted.bin", s.Number)
}

// attachment is a file inside the PDF.
type attachment struct {
	name, mime, relation, description string
	content                           []byte
}

// texts returns the sources as files to attach, and what packet.json says of them.
func (d *doc) texts() (files []attachment, of []SourceData) {
	for i := range d.p.Sources {
		s := &d.p.Sources[i]
		doc, rev := s.Document, s.Revision
		sd := SourceData{Number: s.Number, Document: doc.ID, Revision: rev.ID, Title: doc.Title, Outlet: doc.Outlet, Author: doc.Author, URL: doc.URL,
			Lang: doc.Lang, Published: doc.Published, Retrieved: doc.Retrieved.UTC(), Marking: doc.Marking, Grade: doc.Grade, Wire: doc.Wire, Norm: rev.Norm,
			Text: textName(s.Number), TextSHA256: hex.EncodeToString(rev.SHA256[:])}
		files = append(files, attachment{sd.Text, "text/plain", "Source", fmt.Sprintf("Text of source S%d", s.Number), []byte(rev.Text)})
		if len(rev.Raw) > 0 {
			sd.Raw, sd.RawSHA256 = rawName(s), hex.EncodeToString(rev.RawSHA256[:])
			mime := "application/octet-stream"
			if strings.HasSuffix(sd.Raw, ".txt") {
				mime = "text/plain"
			}
			files = append(files, attachment{sd.Raw, mime, "Source", fmt.Sprintf("Source S%d as it was pasted", s.Number), rev.Raw})
		}
		of = append(of, sd)
	}
	return files, of
}

// data makes packet.json. pages is what gofpdf wrote, head the hash of all that stands before in the file.
func (d *doc) data(pages []byte, of []SourceData, headBytes int, head [32]byte) (attachment, error) {
	sum := sha256.Sum256(pages)
	data := Data{Format: dataFormat, Dossier: d.p.DossierID, DossierName: d.p.Dossier, Title: d.title(), Issued: d.p.Issued.UTC(), CutOff: d.p.CutOff,
		Recipe: d.p.Recipe, Judgements: d.p.Judgements, Quotes: d.p.Quotes, Sources: of, Pages: len(d.pages), PageBytes: len(pages), PageSHA256: hex.EncodeToString(sum[:]),
		HeadBytes: headBytes, HeadSHA256: hex.EncodeToString(head[:])}
	g := d.p.Grid
	for i := range g.Cells {
		for j, c := range g.Cells[i] {
			if i < len(g.Issues) && j < len(g.Parties) {
				data.Positions = append(data.Positions, Position{g.Issues[i].Name, g.Parties[j].Name, c.Stance, c.Newest.StatementID, max(c.Count, c.Reports)})
			}
		}
	}
	b, err := json.MarshalIndent(data, "", " ")
	if err != nil {
		return attachment{}, fmt.Errorf("write %s: %w", dataName, err)
	}
	return dataFile(append(b, '\n')), nil
}

// dataFile is packet.json as an attachment.
func dataFile(content []byte) attachment {
	return attachment{dataName, "application/json", "Data", "What the pages say, for programs", content}
}
