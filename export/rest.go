package export

import (
	"bytes"
	"context"
	"encoding/hex"
	"fmt"
	"regexp"
	"strconv"
)

var catalogForm = regexp.MustCompile(`/StructTreeRoot (\d{1,9}) 0 R(?: /Outlines (\d{1,9}) 0 R /PageMode /UseOutlines)? /Metadata (\d{1,9}) 0 R /Names <<`)

// checkRest compares what stands between the pages and packet.json with the hash in it. What comes after packet.json no
// hash in it can cover: that is written again from what is known, and has to be the same.
func (f *packetFile) checkRest(ctx context.Context, data Data, packet []byte) Check {
	if data.Format == firstDataFormat {
		return Check{true, "a packet of the first form: only its seal covers the outline and the properties"}
	}
	if data.HeadBytes < data.PageBytes || data.PageBytes <= 0 || data.HeadBytes > f.sealed {
		return Check{false, "the structure, the outline or the properties were changed after the packet was written"}
	}
	if sum := sumOf(ctx, f.b[:data.HeadBytes]); hex.EncodeToString(sum[:]) != data.HeadSHA256 || !f.inOrder(data.PageBytes) {
		return Check{false, "the structure, the outline or the properties were changed after the packet was written"}
	}
	if !f.endsAsWritten(data, packet) {
		return Check{false, "the tables of the file were changed after the packet was written"}
	}
	return Check{true, "structure, outline and properties are as they were written"}
}

func (f *packetFile) endsAsWritten(data Data, packet []byte) bool {
	is, err := f.object(f.root)
	m := catalogForm.FindSubmatch(is)
	if err != nil || m == nil {
		return false
	}
	c := catalog{lang: languageOf(data.Recipe), specs: f.specs}
	c.structure, _ = strconv.Atoi(string(m[1]))
	c.outline, _ = strconv.Atoi(string(m[2]))
	c.metadata, _ = strconv.Atoi(string(m[3]))
	if string(is) != c.String() || !f.begins(c.structure, "<</Type /StructTreeRoot ") || !f.begins(c.metadata, "<</Type /Metadata ") ||
		c.outline != 0 && !f.begins(c.outline, "<</Type /Outlines ") {
		return false
	}
	after := 0
	for _, n := range f.numbers {
		if f.offsets[n] >= data.HeadBytes {
			after++
		}
	}
	file := f.attachments[dataName]
	spec, err := f.object(c.specs[dataName])
	if err != nil || after != 3 || f.offsets[file] != data.HeadBytes || string(spec) != dataFile(packet).spec(file) { // packet.json, its description and the catalog
		return false
	}
	stream, err := f.object(file)
	if err != nil {
		return false
	}
	if m := lengthForm.FindSubmatch(stream[:min(len(stream), longestFacts)]); m == nil ||
		string(m[0]) != fmt.Sprintf("<<%s /Length %s>>\nstream\n", dataFile(packet).facts(data.Issued), m[1]) {
		return false
	}
	pages := f.b[:data.PageBytes]
	base := trailerForm.FindSubmatch(pages[max(0, len(pages)-400):])
	if base == nil {
		return false
	}
	u := &update{offsets: f.offsets}
	for _, n := range f.numbers {
		u.next = max(u.next, n+1)
	}
	u.crossReferences()
	table := u.out.String()
	end := f.table + len(table)
	return end < f.sealed && bytes.Equal(f.b[f.table:end], []byte(table)) &&
		string(f.b[end:f.sealed]) == u.trailer(f.root, string(base[3]), string(base[4]), identityOf(pages, f.b[data.PageBytes:end]))
}

func (f *packetFile) begins(n int, with string) bool {
	b, err := f.object(n)
	return err == nil && bytes.HasPrefix(b, []byte(with))
}
