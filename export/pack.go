package export

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
)

var streamForm = regexp.MustCompile(`^<</Length (\d{1,10})>>\nstream\n`)

// packPages compresses the pages in a file that gofpdf wrote without compression, in the form and to the very bytes that
// gofpdf gives them itself. It would begin with a new compressor of a megabyte for each page, one page after the other;
// here each core keeps its own. A page is compressed by itself, so that the bytes are the same on any number of cores.
func packPages(b []byte, pages int) ([]byte, error) {
	table, err := baseTable(b)
	if err != nil {
		return nil, err
	}
	end := trailerForm.FindSubmatchIndex(b[max(0, len(b)-400):])
	if end == nil {
		return nil, errBaseForm
	}
	trailer := b[max(0, len(b)-400):][end[0]:end[8]]
	objects, err := table.inFileOrder()
	if err != nil {
		return nil, err
	}
	packed := make([][]byte, pages)
	content := func(n int) bool { return n%2 == 0 && n > 2 && n <= pageObject(pages)+1 }
	for _, o := range objects {
		if !content(o.n) {
			continue
		}
		body := o.body[len(itoa(o.n)+" 0 obj\n"):]
		m := streamForm.FindSubmatch(body)
		if m == nil {
			return nil, errBaseForm
		}
		length, _ := strconv.Atoi(string(m[1]))
		if body = body[len(m[0]):]; length > len(body) || string(body[length:]) != "\nendstream\nendobj\n" {
			return nil, errBaseForm
		}
		packed[o.n/2-2] = body[:length]
	}
	if err := deflate(packed, zlib.BestSpeed); err != nil {
		return nil, err
	}
	size := len(b) + 32*len(packed)
	for _, o := range objects {
		if content(o.n) {
			size += len(packed[o.n/2-2]) - len(o.body)
		}
	}
	var out bytes.Buffer
	out.Grow(max(0, size)) // a little more than it takes
	out.Write(b[:objects[0].at])
	offsets := make([]int, len(table.table)/20)
	for _, o := range objects {
		offsets[o.n] = out.Len()
		if !content(o.n) {
			out.Write(o.body)
			continue
		}
		stream := packed[o.n/2-2]
		fmt.Fprintf(&out, "%d 0 obj\n<</Filter /FlateDecode /Length %d>>\nstream\n", o.n, len(stream))
		out.Write(stream)
		out.WriteString("\nendstream\nendobj\n")
	}
	start := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n%s", len(offsets), table.table[:20])
	for _, at := range offsets[1:] {
		out.Write(tableEntry(out.AvailableBuffer(), at))
	}
	out.Write(trailer)
	fmt.Fprintf(&out, "%d\n%%%%EOF\n", start)
	return out.Bytes(), nil
}

// deflate puts in the place of each stream what it is compressed, on all cores.
func deflate(streams [][]byte, level int) error {
	var (
		next   atomic.Int64
		group  sync.WaitGroup
		failed = make([]error, min(runtime.GOMAXPROCS(0), len(streams)))
	)
	for worker := range failed {
		group.Go(func() {
			var out bytes.Buffer
			z, err := zlib.NewWriterLevel(&out, level)
			for i := int(next.Add(1)) - 1; i < len(streams) && err == nil; i = int(next.Add(1)) - 1 {
				out.Reset()
				z.Reset(&out)
				if _, err = z.Write(streams[i]); err == nil {
					err = z.Close()
				}
				streams[i] = bytes.Clone(out.Bytes())
			}
			failed[worker] = err
		})
	}
	group.Wait()
	for _, err := range failed {
		if err != nil {
			return fmt.Errorf("compress: %w", err)
		}
	}
	return nil
}

// placed is an object with its head and its end as it stands in a file.
type placed struct {
	n, at int
	body  []byte
}

// inFileOrder gives all objects in the order in which they stand: each reaches to the next, the last to the table.
func (t base) inFileOrder() ([]placed, error) {
	var out []placed
	for n := 1; n < len(t.table)/20; n++ {
		at, err := strconv.Atoi(string(t.table[20*n : 20*n+10]))
		if err != nil || at >= len(t.b) || !bytes.HasPrefix(t.b[at:], []byte(itoa(n)+" 0 obj\n")) {
			return nil, errBaseForm
		}
		out = append(out, placed{n: n, at: at})
	}
	if len(out) == 0 {
		return nil, errBaseForm
	}
	slices.SortFunc(out, func(a, b placed) int { return a.at - b.at })
	for i := range out {
		end := t.start
		if i+1 < len(out) {
			end = out[i+1].at
		}
		if end < out[i].at {
			return nil, errBaseForm
		}
		out[i].body = t.b[out[i].at:end]
	}
	return out, nil
}
