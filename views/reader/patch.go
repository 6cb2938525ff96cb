package reader

import (
	"context"
	"slices"

	"parley/app"
	"parley/dossier"
)

// patch is what some statements of the article are now; those among asked that are not found are gone.
type patch struct {
	asked    []dossier.ID
	document dossier.Document
	found    []dossier.Statement
}

// mostPatched is how many statements are read one by one; more are read with the whole article.
const mostPatched = 100

// patch reads anew what an event names, and nothing else: a key in an article of ten thousand statements must not wait
// for all of them. It reports whether that is enough.
func (p *Pane) patch(e app.Event) bool {
	if e.Kind != app.StatementsChanged || len(e.Statements) == 0 || len(p.pending)+len(e.Statements) > mostPatched ||
		p.shown != p.wanted || p.loader.Busy() {
		return false
	}
	for _, id := range e.Statements {
		p.pending[id] = true
	}
	asked := make([]dossier.ID, 0, len(p.pending))
	for id := range p.pending {
		asked = append(asked, id)
	}
	p.asked.Store(asked)
	p.patcher.Reload()
	return true
}

func (p *Pane) loadPatch(ctx context.Context) (patch, error) {
	document, _ := p.wish.Load().(dossier.ID)
	asked, _ := p.asked.Load().([]dossier.ID)
	doc, found, err := p.Desk.Workbench.Statements(ctx, document, asked)
	return patch{asked, doc, found}, err
}

// showPatch puts what was read into the article.
func (p *Pane) showPatch(x patch) {
	if x.document.ID != p.shown || x.document.Revision != p.data.article.Revision.ID || len(x.found) < len(x.asked) {
		p.reload() // another text; or one was removed, and the links to it with it
		return
	}
	if len(x.asked) == len(p.pending) {
		clear(p.pending) // else more were named since, and are being read
	}
	l := p.data
	l.article.Document = x.document
	now := dossier.None
	if s := p.statementNow(); s != nil {
		now = s.ID
	}
	l.article.Statements = patched(l.article.Statements, x.asked, x.found, l.article.Revision.ID)
	l.article.Earlier = slices.DeleteFunc(slices.Clone(l.article.Earlier), func(s dossier.Statement) bool {
		return slices.Contains(x.asked, s.ID) && !slices.ContainsFunc(x.found, func(f dossier.Statement) bool {
			return f.ID == s.ID && f.RevisionID == s.RevisionID && f.Status != dossier.Rejected
		})
	})
	p.data = l
	p.current = p.indexOf(now) // the list was changed in its place
	p.show(l)
}

// patched puts statements into a list in their places, in the place of what they were; those that are gone, rejected or on
// an earlier text are taken out.
func patched(list []dossier.Statement, asked []dossier.ID, found []dossier.Statement, revision dossier.ID) []dossier.Statement {
	list = slices.DeleteFunc(list, func(s dossier.Statement) bool { return slices.Contains(asked, s.ID) })
	for _, s := range found {
		if s.Status == dossier.Rejected || s.RevisionID != revision {
			continue
		}
		at, _ := slices.BinarySearchFunc(list, s, inOrder)
		list = slices.Insert(list, at, s)
	}
	return list
}

// inOrder is the order of an article: by place, the outer before the inner, then by number.
func inOrder(a, b dossier.Statement) int {
	if c := a.Passage.Start - b.Passage.Start; c != 0 {
		return c
	}
	if c := b.Passage.End - a.Passage.End; c != 0 {
		return c
	}
	return a.Number - b.Number
}
