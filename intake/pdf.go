package intake

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	pdferrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// Limits on a PDF.
const (
	pdfTime   = time.Minute
	pdfPages  = 10000
	pdfMemory = 6144 // pages of 64 KB that the reader may have, 384 MB: its file is one part of that, fonts are another
	pdfAtOnce = 2
)

// sandboxes is where PDFs are read: PDFium as WebAssembly, which sees the bytes of one file, has no files, no clock that
// counts and no network, and may be stopped at any instruction. It takes seconds to make ready, so it is made once, when
// the first PDF comes, and each PDF gets a fresh copy.
var sandboxes = sync.OnceValues(func() (pdfium.Pool, error) {
	return webassembly.Init(webassembly.Config{
		MaxIdle: 1, MaxTotal: pdfAtOnce, FSConfig: wazero.NewFSConfig(), Stdout: io.Discard, Stderr: io.Discard,
		RuntimeConfig: wazero.NewRuntimeConfig().WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
			WithCloseOnContextDone(true).WithMemoryLimitPages(pdfMemory),
	})
})

// Sentences about PDFs.
var (
	errPDFLocked  = errors.New("This PDF is protected with a password. Open it in a PDF program, save it without one, then import it again.")                                   //lint:ignore ST1005 a sentence for people
	errPDFDamaged = errors.New("This PDF is damaged or cut off: its pages cannot be read. Fetch or export it again.")                                                           //lint:ignore ST1005 a sentence for people
	errPDFNoText  = errors.New("This PDF has no text layer: its pages are pictures. Run text recognition over it, in a scanner's program for example, then import the result.") //lint:ignore ST1005 a sentence for people
	errPDFTime    = fmt.Errorf("This PDF was not read: reading it took more than %d seconds. Print it to a new PDF, or copy its text and add that.", int(pdfTime.Seconds()))    //lint:ignore ST1005 a sentence for people
)

// readPDF gives the text layer of a PDF: in the order of its pages, lines joined to paragraphs.
func readPDF(ctx context.Context, raw []byte) (Text, error) {
	pool, err := sandboxes()
	if err != nil {
		return Text{}, fmt.Errorf("This PDF was not read: the reader of PDFs did not start (%w).", err) //lint:ignore ST1005 a sentence for people
	}
	limited, cancel := context.WithTimeout(ctx, pdfTime)
	defer cancel()
	sandbox, err := pool.GetInstanceWithContext(ctx) // waiting for others takes none of the time
	if err != nil {
		return Text{}, errors.Join(ctx.Err(), errPDFTime)
	}
	type result struct {
		text Text
		err  error
	}
	done := make(chan result, 1)
	go func() {
		var r result
		defer func() {
			if recover() != nil { // the sandbox was shut, or what came out of it made no sense
				r = result{err: errPDFDamaged}
			}
			done <- r
		}()
		r.text, r.err = pdfText(limited, sandbox, raw)
	}()
	select {
	case r := <-done:
		_ = sandbox.Close() // it is thrown away: nothing in it is needed
		return r.text, r.err
	case <-limited.Done():
		_ = sandbox.Kill()
		if ctx.Err() != nil {
			return Text{}, ctx.Err()
		}
		return Text{}, errPDFTime
	}
}

func pdfText(ctx context.Context, in pdfium.Pdfium, raw []byte) (Text, error) {
	opened, err := in.OpenDocument(&requests.OpenDocument{File: &raw})
	switch {
	case errors.Is(err, pdferrors.ErrPassword), errors.Is(err, pdferrors.ErrSecurity):
		return Text{}, errPDFLocked
	case err != nil:
		return Text{}, errPDFDamaged
	}
	doc := opened.Document
	count, err := in.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc})
	if err != nil || count.PageCount < 1 {
		return Text{}, errPDFDamaged
	}
	if count.PageCount > pdfPages {
		return Text{}, refusal("This PDF has %d pages, and up to %d are read. Split it and add the parts.", count.PageCount, pdfPages)
	}
	var lines []string
	size, failed := 0, 0
	for i := range count.PageCount {
		if ctx.Err() != nil {
			return Text{}, ctx.Err()
		}
		page, err := in.GetPageText(&requests.GetPageText{Page: requests.Page{ByIndex: &requests.PageByIndex{Document: doc, Index: i}}})
		if err != nil {
			failed++
			continue
		}
		if size += len(page.Text); size > bodyLimit {
			return Text{}, errTooLong
		}
		lines = append(lines, strings.Split(strings.ReplaceAll(strings.ToValidUTF8(page.Text, "\uFFFD"), "\r\n", "\n"), "\n")...)
	}
	t := Text{Format: "pdf", Body: paragraphs(lines)}
	switch {
	case failed > 0: // a text with a hole in it must not pass for the whole
		return Text{}, refusal("%d of the %d pages of this PDF cannot be read. Print it to a new PDF, then import that.", failed, count.PageCount)
	case strings.TrimSpace(t.Body) == "":
		return Text{}, errPDFNoText
	}
	t.Title, t.Author = telling(pdfFact(in, &requests.FPDF_GetMetaText{Document: doc, Tag: "Title"})), pdfFact(in, &requests.FPDF_GetMetaText{Document: doc, Tag: "Author"})
	return t, nil
}

func pdfFact(in pdfium.Pdfium, of *requests.FPDF_GetMetaText) string {
	r, err := in.FPDF_GetMetaText(of)
	if err != nil {
		return ""
	}
	s := []rune(strings.Join(strings.Fields(strings.ToValidUTF8(r.Value, "\uFFFD")), " "))
	return string(s[:min(len(s), 1000)])
}
