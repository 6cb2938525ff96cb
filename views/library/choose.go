package library

import (
	"context"
	"fmt"

	"parley/dossier"
	"parley/views/parts"
	"parley/views/picker"
	"parley/views/remark"
)

// orderNames say what stands first, and what does the other way round.
var orderNames = map[dossier.DocumentSort][2]string{
	dossier.ByPublished: {"Newest first", "Oldest first"}, dossier.ByAdded: {"Last added first", "First added first"}, dossier.ByTitle: {"Title A to Z", "Title Z to A"},
	dossier.ByOutlet: {"Outlet A to Z", "Outlet Z to A"}, dossier.ByStatements: {"Most statements", "Fewest statements"}, dossier.ByToDecide: {"Most to decide", "Least to decide"},
}

func (o Order) words() string {
	if o.Ascending {
		return orderNames[o.By][1]
	}
	return orderNames[o.By][0]
}

// PickOrder asks how the list is sorted.
func (l *Library) PickOrder() {
	var items []picker.Item
	var orders []Order
	for _, by := range dossier.DocumentSorts {
		for _, up := range []bool{false, true} {
			o := Order{by, up, l.order.Unfolded}
			items, orders = append(items, picker.Item{Name: o.words()}), append(orders, o)
			if o == l.order {
				items[len(items)-1].Note = "now"
			}
		}
	}
	picker.Open(l.deps.Desk, picker.Options{Title: "Sort the documents", Placeholder: "newest, title, outlet …", Items: items, Picked: func(i int) { l.setOrder(orders[i]) }})
}

// FoldCopies shows near copies as one row each group, or all of them.
func (l *Library) FoldCopies() {
	o := l.order
	o.Unfolded = !o.Unfolded
	l.setOrder(o)
}

func (l *Library) setOrder(o Order) {
	l.order = o
	if l.deps.Ordered != nil {
		l.deps.Ordered(o)
	}
	l.dress()
	l.copied = l.copied.Add(-copiesAgain)
	l.restart()
}

// chip turns a chip on or off; of the states one can be on.
func (l *Library) chip(i int) {
	states := []dossier.DocumentState{dossier.DocumentNew, dossier.DocumentWork}
	switch {
	case i == len(states):
		l.only.toDecide = !l.only.toDecide
	case l.only.state == states[i]:
		l.only.state = ""
	default:
		l.only.state = states[i]
	}
	l.dress()
	l.restart()
}

// showAll takes every filter off.
func (l *Library) showAll() {
	l.only = wish{}
	l.dress()
	if l.filter.Entry.Text != "" {
		l.filter.Entry.SetText("")
		return // that loads
	}
	l.restart()
}

// dress shows which chips are on and how the list is sorted.
func (l *Library) dress() {
	l.by.Set(l.order.words())
	for i, on := range []bool{l.only.state == dossier.DocumentNew, l.only.state == dossier.DocumentWork, l.only.toDecide} {
		l.chips[i].Set(l.chips[i].Words(), on)
	}
	l.Refresh()
}

// PickTag puts a tag on the selected documents, or takes one off that the first of them has.
func (l *Library) PickTag() {
	ids := l.Selected()
	if len(ids) == 0 {
		return
	}
	d := l.deps.Desk
	act := func(do func(context.Context, string, []dossier.ID, []dossier.ID) error) func(string) {
		return func(name string) { d.Act(func(ctx context.Context) error { return do(ctx, name, ids, nil) }, l.reload) }
	}
	remark.Tags(d, "Tags of "+parts.Count(len(ids), "document"), nil, l.rows[ids[0]].Tags, act(d.Workbench.Tag), act(d.Workbench.Untag))
}

// AskNote puts a note on the current document.
func (l *Library) AskNote() {
	i := l.list.Current()
	if i < 0 || i >= len(l.lines) || l.lines[i].head {
		return
	}
	id, d := l.lines[i].id, l.deps.Desk
	var notes []dossier.Note
	d.Act(func(ctx context.Context) (err error) {
		notes, err = d.Workbench.Notes(ctx, id)
		return err
	}, func() {
		remark.Notes(d, fmt.Sprintf("Note on document %d", l.rows[id].Number), nil, notes, func(text string) {
			d.Act(func(ctx context.Context) error {
				_, err := d.Workbench.AddNote(ctx, dossier.Note{DocumentID: id, Body: text})
				return err
			}, nil)
		})
	})
}
