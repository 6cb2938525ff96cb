package export

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"time"

	"parley/dossier"
)

// filePart is a file inside an Office file.
type filePart struct {
	name, mime, content string
}

const (
	xmlHead       = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	relationsMime = "application/vnd.openxmlformats-package.relationships+xml"
	coreMime      = "application/vnd.openxmlformats-package.core-properties+xml"
	relationBase  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
)

// escapeXML escapes a text that shownText has freed of what XML cannot hold.
var escapeXML = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace

// officeFile packs parts as ECMA-376 wants them: the list of kinds first, then the relation to the main part. Times are
// those of the oldest file that ZIP can tell, so that the same packet gives the same bytes.
func officeFile(p dossier.Packet, title, main string, parts []filePart) ([]byte, error) {
	date := p.Issued.UTC().Format(time.RFC3339)
	parts = append(parts, filePart{"docProps/core.xml", coreMime, xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
		`<dc:title>` + escapeXML(shownText(flat(title))) + `</dc:title><dc:creator>` + escapeXML(shownText(flat(p.Recipe.Author))) + `</dc:creator><cp:keywords>` +
		escapeXML(joinedText(", ", p.Recipe.Reference, p.Recipe.Marking)) + `</cp:keywords>` +
		`<dcterms:created xsi:type="dcterms:W3CDTF">` + date + `</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">` + date + `</dcterms:modified></cp:coreProperties>`})
	var types strings.Builder
	types.WriteString(xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="` + relationsMime + `"/><Default Extension="xml" ContentType="application/xml"/>`)
	for _, q := range parts {
		if q.mime != relationsMime {
			fmt.Fprintf(&types, `<Override PartName="/%s" ContentType="%s"/>`, q.name, q.mime)
		}
	}
	types.WriteString(`</Types>`)
	relations := relationList([3]string{"rId1", relationBase + "/officeDocument", main},
		[3]string{"rId2", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml"})
	parts = append([]filePart{{"[Content_Types].xml", "", types.String()}, {"_rels/.rels", relationsMime, relations}}, parts...)
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, q := range parts {
		w, err := z.CreateHeader(&zip.FileHeader{Name: q.name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return nil, err
		}
		if _, err := w.Write([]byte(q.content)); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// relationList writes relations: id, kind and target.
func relationList(list ...[3]string) string {
	var b strings.Builder
	b.WriteString(xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for _, r := range list {
		fmt.Fprintf(&b, `<Relationship Id="%s" Type="%s" Target="%s"/>`, r[0], r[1], r[2])
	}
	b.WriteString(`</Relationships>`)
	return b.String()
}
