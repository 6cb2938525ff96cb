package library

import (
	"context"
	"maps"
	"slices"
	"time"

	"parley/dossier"
	"parley/views/parts"
)

// wish is what is to be listed.
type wish struct {
	typed    string
	state    dossier.DocumentState
	toDecide bool
	order    Order
}

// filter is the wish as the dossier takes it.
func (w wish) filter() dossier.DocumentFilter {
	f := dossier.ParseDocumentFilter(w.typed)
	if w.state != "" {
		f.State = w.state
	}
	f.ToDecide = f.ToDecide || w.toDecide
	f.Sort, f.Ascending = w.order.By, w.order.Ascending
	return f
}

// errand is what the load is sent for: a list, and with it the rows that were in sight last.
type errand struct {
	wish
	seen []dossier.ID
}

type loaded struct {
	of   wish
	keys []dossier.DocumentKey
	rows map[dossier.ID]dossier.Document
}

type fetched struct {
	rows map[dossier.ID]dossier.Document
}

// copiesAgain is how long a look for near copies is good where there are many documents: it reads all traces of them.
const (
	copiesAgain = time.Minute
	fewCopies   = 5000
)

// window is how many rows are read at once.
const window = 100

// wished is what is to be listed: what was typed and the chips.
func (l *Library) wished() wish {
	w := l.only
	w.typed, w.order = l.filter.Entry.Text, l.order
	return w
}

func (l *Library) restart() { l.ask(l.loader.Restart) }

func (l *Library) reload() { l.ask(l.loader.Reload) }

func (l *Library) ask(run func()) {
	l.errand.Store(errand{l.wished(), slices.Clone(l.seen)})
	run()
}

// load runs beside the interface thread: the order of all documents, and the rows that are likely to be in sight.
func (l *Library) load(ctx context.Context) (loaded, error) {
	w, _ := l.errand.Load().(errand)
	work := l.deps.Desk.Workbench
	keys, err := work.DocumentIndex(ctx, w.filter())
	if err != nil {
		return loaded{}, err
	}
	ids := w.seen
	for _, k := range keys[:min(len(keys), window)] {
		ids = append(ids, k.ID)
	}
	rows, err := work.DocumentRows(ctx, ids)
	return loaded{w.wish, keys, rows}, err
}

func (l *Library) show(v loaded) {
	current := dossier.None
	if i := l.list.Current(); i >= 0 && i < len(l.lines) {
		current = l.lines[i].id
	}
	if current == dossier.None {
		current = l.shown
	}
	first := !l.filled && len(v.keys) > 0
	l.filled = l.filled || first
	l.fetcher.Drop() // what it brings may be older
	l.keys, l.loads = v.keys, true
	for id := range l.rows { // shown as they were until they come into sight again
		l.old[id] = true
	}
	for id, doc := range v.rows {
		l.rows[id] = doc
		delete(l.old, id)
	}
	if !l.narrowed() {
		l.filter.Entry.SetPlaceHolder("Filter " + parts.Count(len(v.keys), "document"))
	} else {
		l.none.Set(l.noneWords())
	}
	l.arrange(current)
	if v.of != l.listed { // another list: it is read from its beginning
		l.listed = v.of
		l.list.Top()
	}
	l.Refresh()
	l.deps.Changed()
	if l.awaited && len(l.lines) > 0 && l.Visible() && l.deps.Desk.Sheets.Top() == nil && l.deps.Desk.Kit.Canvas.Focused() == nil {
		l.Focus()
	}
	if first {
		l.deps.Loaded()
	}
	l.lookForCopies()
}

func (l *Library) lookForCopies() {
	now := l.deps.Desk.Now()
	if l.order.Unfolded || len(l.keys) > fewCopies && now.Sub(l.copied) < copiesAgain {
		return
	}
	l.copied = now
	l.copier.Reload()
}

func (l *Library) takeCopies(copies map[dossier.ID]dossier.ID) {
	if maps.Equal(copies, l.copies) {
		return
	}
	l.copies = copies
	current := dossier.None
	if i := l.list.Current(); i >= 0 && i < len(l.lines) {
		current = l.lines[i].id
	}
	l.arrange(current)
	l.Refresh()
}

// row gives a document for a line that comes into sight; what is not there yet is read, with those around it.
func (l *Library) row(i int) (dossier.Document, bool) {
	id := l.lines[i].id
	if !slices.Contains(l.seen, id) {
		const most = 60 // rows of a high window
		if l.seen = append(l.seen, id); len(l.seen) > most {
			l.seen = l.seen[1:]
		}
	}
	doc, known := l.rows[id]
	if known && !l.old[id] || l.fetcher.Busy() { // what is under way is shown when it comes, and what is missing then is asked for
		return doc, known
	}
	var ids []dossier.ID
	for j := max(0, i-window/2); j < min(len(l.lines), i+window/2); j++ {
		if ln := l.lines[j]; !ln.head {
			if _, known := l.rows[ln.id]; !known || l.old[ln.id] {
				ids = append(ids, ln.id)
			}
		}
	}
	l.missing.Store(ids)
	l.filling = true
	l.fetcher.Reload()
	l.filling = false
	now, there := l.rows[id] // where all is done at once, it is there
	return now, there
}

func (l *Library) fetch(ctx context.Context) (fetched, error) {
	ids, _ := l.missing.Load().([]dossier.ID)
	rows, err := l.deps.Desk.Workbench.DocumentRows(ctx, ids)
	return fetched{rows}, err
}

func (l *Library) take(f fetched) {
	const most = 5000 // rows that were in sight long ago are read again
	if len(l.rows) > most {
		clear(l.rows)
	}
	for id, doc := range f.rows {
		l.rows[id] = doc
		delete(l.old, id)
	}
	if !l.filling {
		l.list.Refresh()
	}
}
