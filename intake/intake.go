// Package intake makes texts of the files of other programs: mails, Word and OpenDocument files, PDFs, and archives of
// them. It takes bytes and gives text; it opens no file, writes none and knows nothing of a dossier.
//
// Every file may be hostile. What unpacks is capped while it unpacks, no name of an archive is used as a path, XML is read
// without declarations, and PDFs are read inside a sandbox with limits of its own.
package intake

import (
	"context"
	"errors"
	"fmt"
	"path"
	"strings"
	"time"
)

// Limits in bytes, unless said otherwise.
const (
	FileLimit = 32 << 20 // the largest file that is read, and the largest in an archive
	bodyLimit = 8 << 20  // the longest text that is gathered; a document holds a quarter of that
)

// Text is the text of a file, and what the file says about it.
type Text struct {
	Format   string // "pdf", "docx", "odt", "eml", "mhtml"; empty: the file is text itself
	Body     string // the text, valid UTF-8; empty where Raw has it
	Raw      []byte // bytes that are still to be decoded: a text file as it is, a mail's HTML
	Encoding string // of the text inside, where the file names it: "windows-1255"

	Title, Author, URL string
	Published          time.Time // to the minute, with its zone
	// Stated says that those facts stand at the head of the text for all to see, as those of a mail do. Properties of a file
	// are less: often they name the template and whoever typed.
	Stated bool
}

// refusal is why a file was not read, as a sentence for people.
func refusal(format string, args ...any) error { return fmt.Errorf(format, args...) }

var errTooLong = errors.New("Its text is far longer than a document may be. Split it and add the parts.") //lint:ignore ST1005 a sentence for people

// kinds that are no text, with what to do about them. Each begins with "It is".
var refused = map[string]string{
	"zip":    "It is an archive of files. Import it under a name that ends in .zip, .tar or .tar.gz, and the texts in it are added one by one.",
	"doc":    "It is in the old format of Word. Save it as .docx there or in LibreOffice, then import it again.",
	"rtf":    "It is in Rich Text Format. Save it as .docx or .odt in Word or LibreOffice, then import it again.",
	"locked": "It is protected with a password. Open it in its own program, save it without one, then import it again.",
	"sheet":  "It is a spreadsheet. Save the texts in it as files, or the facts in it as CSV for --facts.",
	"slides": "It is a presentation. Export it as PDF, then import that.",
	"book":   "It is an electronic book. Convert it to .docx, .odt or .txt, then import it again.",
	"image":  "It is a picture, and no text is read from pictures. Run text recognition over it and import the text.",
	"media":  "It is a recording. Import its transcript.",
	"mbox":   "It is a mailbox of many mails. Save them as single .eml files, then import those.",
	"binary": "It is no text: its bytes belong to some other kind of file. Save it as .txt, .docx, .odt or .pdf in its own program.",
}

// Read gives the text of a file. What the file is, its bytes say; its name is asked only where they could be anything. An
// error is a sentence for people.
func Read(ctx context.Context, name string, raw []byte) (Text, error) {
	if len(raw) > FileLimit {
		return Text{}, TooLarge(int64(len(raw)))
	}
	switch kind := kindOf(name, raw); kind {
	case "text":
		return Text{Raw: raw}, nil
	case "pdf":
		return readPDF(ctx, raw)
	case "docx":
		return readDocx(raw)
	case "odt":
		return readODT(raw)
	case "eml", "mhtml":
		return readMail(kind, raw)
	case "tar", "gzip":
		return Text{}, errors.New(refused["zip"])
	default:
		return Text{}, errors.New(refused[kind])
	}
}

// TooLarge says that a file has more bytes than are read.
func TooLarge(size int64) error {
	return refusal("It has %d MB, and files up to %d MB are read. Split it and add the parts.", size>>20, FileLimit>>20)
}

// Wanted says whether a file of a folder or an archive is looked at: one whose name ends as those of texts do. Some of
// those are refused, in words; what is left out without a word is pictures, programs and the like.
func Wanted(name string) bool {
	switch ending(name) {
	case ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".eml", ".mht", ".mhtml", ".docx", ".docm", ".odt", ".pdf",
		".doc", ".rtf", ".epub", ".mbox":
		return true
	}
	return Archived(name)
}

// Archived says whether a file is an archive, by its name.
func Archived(name string) bool {
	switch ending(name) {
	case ".zip", ".tar", ".tgz", ".tar.gz":
		return true
	}
	return false
}

// ending is the ending of a file's name, in small letters: ".docx", ".tar.gz".
func ending(name string) string {
	low := strings.ToLower(path.Base(strings.ReplaceAll(name, `\`, "/")))
	if strings.HasSuffix(low, ".tar.gz") {
		return ".tar.gz"
	}
	return path.Ext(low)
}
