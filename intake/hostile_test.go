package intake

import (
	"archive/zip"
	"bytes"
	"context"
	"strings"
	"testing"
	"time"
)

// locked sets the mark of a password on every part of a zip.
func locked(raw []byte) []byte {
	out := bytes.Clone(raw)
	for i := 0; i+10 < len(out); i++ {
		switch {
		case bytes.HasPrefix(out[i:], []byte("PK\x03\x04")):
			out[i+6] |= 1
		case bytes.HasPrefix(out[i:], []byte("PK\x01\x02")):
			out[i+8] |= 1
		}
	}
	return out
}

// Ensures that a file which cannot be read, or must not be, is refused in a sentence that says what it is and what helps.
func TestRefused(t *testing.T) {
	laughs := `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><w:document ` + wordSpace + `><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>`
	word := docx(`<w:p><w:r><w:t>Words</w:t></w:r></w:p>`)
	cut := pdf([]string{"A page of words."})
	encrypted := bytes.Replace(bytes.Clone(cut), []byte("/Root 1 0 R"), []byte("/Root 1 0 R/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<00000000000000000000000000000000000000000000000000000000000000aa>/U<00000000000000000000000000000000000000000000000000000000000000bb>>>/ID[<aa><aa>]"), 1)
	for _, c := range []struct{ name, raw, says string }{
		{"a.rtf", `{\rtf1 Words}`, "Save it as .docx"},
		{"a.doc", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 600), "old format of Word"},
		{"a.docx", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 600) + string(utf16("EncryptedPackage")), "password"},
		{"b.docx", string(locked(word)), "password"},
		{"cut.docx", string(word[:len(word)-30]), "archive"},
		{"laughs.docx", string(zipped(file{"word/document.xml", laughs})), "document type"},
		{"entity.docx", string(docx(`<w:p><w:r><w:t>&unknown;</w:t></w:r></w:p>`)), "damaged"},
		{"deep.docx", string(docx(strings.Repeat("<w:p>", 5000) + strings.Repeat("</w:p>", 5000))), "deeply"},
		{"unclosed.docx", string(docx(`<w:p>`)), "damaged"},
		{"twice.docx", string(docx("", file{"word/document.xml", "<w/>"})), "twice"},
		{"long.docx", string(docx(`<w:p><w:r><w:t>` + strings.Repeat("word ", 2<<20) + `</w:t></w:r></w:p>`)), "longer"},
		{"bomb.docx", string(docx(strings.Repeat(" ", partLimit+1))), "unpacks to more than"},
		{"no part.docx", string(zipped(file{"word/styles.xml", "<w/>"})), "damaged"},
		{"locked.odt", string(odt("", file{"META-INF/manifest.xml", "<m><encryption-data/></m>"})), "password"},
		{"a.xlsx", string(zipped(file{"xl/workbook.xml", ""})), "spreadsheet"},
		{"a.epub", string(zipped(file{"mimetype", "application/epub+zip"})), "book"},
		{"a.zip", string(zipped(file{"a.txt", "x"})), "archive"},
		{"a.tgz", string(gzipped(tarred(file{"a.txt", "x"}))), "archive"},
		{"a.png", "\x89PNG\r\n\x1a\n" + strings.Repeat("\x00\x01", 100), "picture"},
		{"a.mp4", "\x00\x00\x00\x18ftypmp42" + strings.Repeat("\x00", 60), "recording"},
		{"a.bin", strings.Repeat("\x00\x01\x02\x07\x1e\x99abc\x03", 50), "It is no text"},
		{"a.mbox", "From mira@x Sat Nov 14\nFrom: mira@x\nMessage-ID: <1>\nMIME-Version: 1.0\n\nWords\n", "mailbox"},
		{"a.eml", "no head at all", "no mail"},
		{"only.eml", "From: a@b\nMIME-Version: 1.0\nContent-Type: application/pdf\n\n%PDF", "no text of its own"},
		{"parts.eml", "From: a@b\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n" + strings.Repeat("--x\n\nw\n", mailParts+5), "more, than in any mail"},
		{"scan.pdf", string(pdf([]string{})), "no text layer"},
		{"cut.pdf", string(cut[:len(cut)/3]), "PDF"},
		{"locked.pdf", string(encrypted), "password"},
		{"only head.pdf", "%PDF-1.7\n", "damaged"},
		{"large.txt", strings.Repeat("a", FileLimit+1), "up to 32 MB"},
	} {
		began := time.Now()
		_, err := Read(context.Background(), c.name, []byte(c.raw))
		if err == nil || !strings.Contains(err.Error(), c.says) || !strings.HasSuffix(err.Error(), ".") {
			t.Errorf("%s: %v, want a sentence with %q", c.name, err, c.says)
		}
		if took := time.Since(began); took > 20*time.Second {
			t.Errorf("%s took %s", c.name, took)
		}
	}
}

// Ensures that a PDF whose pages go in a circle or inside each other without end does no harm, and that a cancel stops one.
func TestHostilePDF(t *testing.T) {
	good := pdf([]string{"A page of words."})
	for name, raw := range map[string][]byte{
		"circle of tables": bytes.Replace(good, []byte("/Root 1 0 R"), []byte("/Root 1 0 R/Prev 9"), 1),
		"brackets":         append([]byte("%PDF-1.4\n1 0 obj\n"), bytes.Repeat([]byte("["), 4<<20)...),
		"dictionaries":     append([]byte("%PDF-1.4\n1 0 obj\n"), bytes.Repeat([]byte("<</A"), 2<<20)...),
		"pages of itself":  bytes.Replace(good, []byte("/Kids[4 0 R ]"), []byte("/Kids[2 0 R ]"), 1),
		"a huge count":     bytes.Replace(good, []byte("/Count 1"), []byte("/Count 2147483647"), 1),
	} {
		began := time.Now()
		if text, err := Read(context.Background(), "a.pdf", raw); err == nil && len(text.Body) > 1000 {
			t.Errorf("%s gave %d bytes", name, len(text.Body))
		}
		if took := time.Since(began); took > 20*time.Second {
			t.Errorf("%s took %s", name, took)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Read(ctx, "a.pdf", good); err == nil {
		t.Error("a cancelled reading gave a text")
	}
	if text := read(t, "a.pdf", good); !strings.Contains(text.Body, "A page of words.") {
		t.Errorf("after that, a good one reads %q", text.Body)
	}
}

// entries lists what an archive gives: the names of what was read, of what was left, and why the others were not read.
func entries(raw []byte) (names, left []string, why map[string]string, err error) {
	why = map[string]string{}
	err = Entries(bytes.NewReader(raw), int64(len(raw)), func(e Entry) bool {
		switch {
		case e.Left:
			left = append(left, e.Name)
		case e.Err != nil:
			why[e.Name] = e.Err.Error()
		default:
			names = append(names, e.Name+"="+string(e.Raw))
		}
		return true
	})
	return names, left, why, err
}

// Ensures that the texts of an archive are given in order, one level of archives in it too, and nothing else.
func TestEntries(t *testing.T) {
	files := []file{{"b/two.txt", "2"}, {"a/one.txt", "1"}, {"photo.jpg", "x"}, {"__MACOSX/b/._two.txt", "x"},
		{"inner.zip", string(zipped(file{"three.txt", "3"}, file{"deep.zip", string(zipped(file{"four.txt", "4"}))}))}}
	for name, raw := range map[string][]byte{"zip": zipped(files...), "tar": tarred(files...), "tar.gz": gzipped(tarred(files...))} {
		names, left, why, err := entries(raw)
		if err != nil || strings.Join(names, " ") != "b/two.txt=2 a/one.txt=1 inner.zip/three.txt=3" || strings.Join(left, " ") != "photo.jpg" ||
			len(why) != 1 || !strings.Contains(why["inner.zip/deep.zip"], "archive in an archive") {
			t.Errorf("%s: %v, left %v, %v, %v", name, names, left, why, err)
		}
	}
}

// Ensures that no name leads out of an archive, on any system, and that a name counts once.
func TestEvilNames(t *testing.T) {
	for _, evil := range []string{"../evil.txt", "a/../../evil.txt", "/etc/evil.txt", `..\evil.txt`, `C:\evil.txt`, "C:/evil.txt", "a.txt:stream.txt", "nul\x00.txt"} {
		for kind, raw := range map[string][]byte{"zip": zipped(file{evil, "x"}, file{"good.txt", "1"}, file{"Good.txt", "2"}), "tar": tarred(file{evil, "x"}, file{"good.txt", "1"}, file{"Good.txt", "2"})} {
			if kind == "tar" && strings.Contains(evil, "\x00") {
				continue // a tar cannot say it
			}
			names, _, why, err := entries(raw)
			if err != nil || strings.Join(names, " ") != "good.txt=1" || len(why) != 2 || !strings.Contains(why["Good.txt"], "two files") {
				t.Errorf("%s %q: %v, %v, %v", kind, evil, names, why, err)
			}
		}
	}
}

// Ensures that an archive which unpacks to very much is stopped while it does, and that a damaged one gives what can be read.
func TestHostileArchives(t *testing.T) {
	zeros := strings.Repeat("\x00", FileLimit-1)
	_, _, _, err := entries(zipped(file{"a.txt", zeros}))
	if err == nil || !strings.Contains(err.Error(), "hundreds of times") {
		t.Errorf("zip: %v", err)
	}
	_, _, _, err = entries(gzipped(tarred(file{"a.txt", zeros}, file{"b.txt", zeros})))
	if err == nil || !strings.Contains(err.Error(), "hundreds of times") {
		t.Errorf("tar.gz: %v", err)
	}
	_, _, why, err := entries(zipped(file{"a.txt", zeros + "more"}))
	if err != nil || !strings.Contains(why["a.txt"], "more than 32 MB") {
		t.Errorf("a large file: %v, %v", why, err)
	}
	_, _, why, _ = entries(locked(zipped(file{"a.txt", "x"})))
	if !strings.Contains(why["a.txt"], "password") {
		t.Errorf("locked: %v", why)
	}
	whole := gzipped(tarred(file{"a.txt", "one"}, file{"b.txt", strings.Repeat("two words ", 3000)}))
	names, _, why, err := entries(whole[:len(whole)-40])
	if len(names) != 1 || len(why) != 1 && err == nil {
		t.Errorf("cut: %v, %v, %v", names, why, err)
	}
	if _, _, _, err := entries([]byte("no archive")); err == nil {
		t.Error("no archive was read as one")
	}
	var many bytes.Buffer
	z := zip.NewWriter(&many)
	for range 10 {
		_, _ = z.Create("a.txt")
	}
	_ = z.Close()
	if names, _, why, _ := entries(many.Bytes()); len(names) != 1 || len(why) != 1 {
		t.Errorf("ten files of one name: %v, %v", names, why)
	}
}
