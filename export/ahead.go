package export

import (
	"context"
	"maps"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"unicode"

	"parley/dossier"
	"parley/typeset"
)

// preparedText is the text of a source with its paragraphs broken into lines, before it has a place on any page.
type preparedText struct {
	which      extent
	readable   bool
	paragraphs []dossier.Paragraph // those that are not empty
	passages   [][]*passage        // in each
	blocks     []*block            // of each, nil where it is not printed
	styles     []style             // that their runs count
	missing    map[uncovered]struct{}
	unjoined   map[uncovered]struct{}
	err        error
	panicked   any
}

// mostAhead is how many texts are at most on their way to the pages: enough to keep the cores busy, few in memory.
const mostAhead = 6

// ahead breaks the texts of the sources into lines on all cores, while those before them are put on pages. Each comes out
// as it would without that: lines depend on nothing that pages or other texts decide.
type ahead struct {
	texts []chan *preparedText // of each source
	room  chan struct{}
	group sync.WaitGroup
	quit  context.CancelFunc
}

// prepareTexts begins with it. The caller stops it at the end in any case.
func (d *doc) prepareTexts(ctx context.Context) *ahead {
	ctx, quit := context.WithCancel(ctx)
	a := &ahead{room: make(chan struct{}, mostAhead), quit: quit}
	for range d.p.Sources {
		a.texts = append(a.texts, make(chan *preparedText, 1))
	}
	var next atomic.Int64
	for range min(runtime.GOMAXPROCS(0), mostAhead, len(d.p.Sources)) {
		twin := d.twin()
		a.group.Go(func() {
			for {
				select {
				case a.room <- struct{}{}:
				case <-ctx.Done():
					return
				}
				i := int(next.Add(1)) - 1
				if i >= len(twin.p.Sources) {
					return
				}
				a.texts[i] <- twin.prepareText(ctx, &twin.p.Sources[i])
			}
		})
	}
	return a
}

// text waits for the text of a source; they are asked for in order.
func (a *ahead) text(ctx context.Context, i int) (*preparedText, error) {
	select {
	case t := <-a.texts[i]:
		<-a.room
		return t, t.err
	case <-ctx.Done():
		return nil, cancelled(ctx)
	}
}

// stop ends the work; after it nothing reads the packet any more.
func (a *ahead) stop() {
	a.quit()
	a.group.Wait()
}

// twin sets the same lines on another goroutine: it shares the packet and the fonts, and nothing that changes.
func (d *doc) twin() *doc {
	twin := &doc{p: d.p, styleIndex: map[style]typeset.Style{}}
	for i, f := range d.faces {
		if f != nil {
			twin.faces[i] = f.twin()
		}
	}
	twin.m = typeset.NewMeasurer(twin.measure)
	return twin
}

// prepareText breaks the paragraphs that are to be printed into lines.
func (d *doc) prepareText(ctx context.Context, s *dossier.Source) (t *preparedText) {
	t = &preparedText{missing: map[uncovered]struct{}{}, unjoined: map[uncovered]struct{}{}}
	defer func() { t.panicked = recover() }() // it is the caller's goroutine that has somebody who takes it
	d.where, d.quote, d.missing, d.unjoined = sourceName(s), 0, t.missing, t.unjoined
	text := []rune(s.Revision.Text)
	t.readable = d.readable(text)
	switch {
	case !t.readable:
		t.which = quotedParagraphs
	case d.p.Recipe.Excerpts:
		t.which = aroundQuoted
	}
	t.choose(d.passages(s), paragraphsOf(s, text), text)
	t.blocks = make([]*block, len(t.paragraphs))
	for i, p := range t.paragraphs {
		if i%200 == 199 {
			if t.err = cancelled(ctx); t.err != nil {
				return t
			}
		}
		if !t.prints(i) {
			continue
		}
		words := text[p.Start:p.End]
		t.blocks[i] = d.setParagraph(words, paragraphLook(p.Role), textColumn, direction(s.Document.Lang, string(words)))
		t.blocks[i].lang = s.Document.Lang
	}
	t.styles = d.styles // what is added to them later stands behind these
	return t
}

// choose keeps the paragraphs that hold anything, and finds the passages in each.
func (t *preparedText) choose(marks []*passage, all []dossier.Paragraph, text []rune) {
	for _, p := range all {
		if slices.ContainsFunc(text[p.Start:p.End], func(r rune) bool { return !unicode.IsSpace(r) }) {
			t.paragraphs = append(t.paragraphs, p)
		}
	}
	t.passages = make([][]*passage, len(t.paragraphs))
	for i, p := range t.paragraphs {
		for len(marks) > 0 && marks[0].End <= p.Start {
			marks = marks[1:]
		}
		for _, m := range marks {
			if m.Start >= p.End {
				break
			}
			if m.End > p.Start {
				t.passages[i] = append(t.passages[i], m)
			}
		}
	}
}

func (t *preparedText) quoted(i int) bool {
	return i >= 0 && i < len(t.passages) && len(t.passages[i]) > 0
}

// prints says whether a paragraph is one of those to be printed.
func (t *preparedText) prints(i int) bool {
	switch t.which {
	case quotedParagraphs:
		return t.quoted(i)
	case aroundQuoted:
		return t.quoted(i-1) || t.quoted(i) || t.quoted(i+1)
	}
	return true
}

// take makes a text that a twin has prepared the document's own.
func (d *doc) take(t *preparedText) {
	if t.panicked != nil {
		panic(t.panicked)
	}
	maps.Copy(d.missing, t.missing)
	maps.Copy(d.unjoined, t.unjoined)
	for _, b := range t.blocks {
		if b == nil {
			continue
		}
		for _, l := range b.lines {
			for i := range l.Runs {
				l.Runs[i].Style = d.style(t.styles[l.Runs[i].Style])
			}
		}
	}
}
