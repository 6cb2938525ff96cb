// Package palette is the one line from which everything can be done or opened: actions, parties, people, issues,
// statements and documents, by a few letters.
package palette

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"

	"parley/views/desk"
	"parley/views/match"
	"parley/views/panel"
	"parley/views/parts"
	"parley/views/sheet"
)

// Kind is what an entry is; entries stand in groups by it.
type Kind int

// The kinds, in the order of their groups.
const (
	Action Kind = iota
	Party
	Person
	Issue
	Statement
	Document
	kinds
)

var heads = [kinds]string{"Actions", "Parties", "People and bodies", "Issues", "Statements", "Documents"}

// perGroup is how many entries of a kind are shown while all kinds are.
var perGroup = [kinds]int{5, 3, 4, 4, 4, 6}

// Entry is a thing that can be done or opened.
type Entry struct {
	Kind   Kind
	Name   string
	Note   string // beside it, in soft letters
	Key    string // that does it without the palette
	Colour int    // of the party, drawn as a bar; -1: none
	Off    bool   // it cannot be done now
	Do     func()
	Beside func() // Ctrl Enter; nil: the same as Do
}

// Options say what a palette offers.
type Options struct {
	Desk    *desk.Desk
	Actions []Entry
	// Names loads parties, people and issues, beside the interface thread.
	Names func(context.Context) ([]Entry, error)
	// Find looks for documents and statements, beside the interface thread.
	Find func(ctx context.Context, typed string) ([]Entry, error)
	// Recent holds the names of the actions done last, the last one first.
	Recent []string
	// Done tells which action was chosen.
	Done func(name string)
	// Text stands in the line at first.
	Text string
}

// Palette is one that is open.
type Palette struct {
	o      Options
	panel  *panel.Panel
	sheet  *sheet.Sheet
	names  *desk.Loader[[]Entry]
	finder *desk.Loader[found]
	delay  *desk.Delay
	typed  atomic.Value // string, for the search beside the interface thread

	actions, known []Entry // known: parties, people, issues
	actionNames    match.Names
	knownNames     match.Names
	foundFor       string
	found          []Entry // documents and statements
	lines          []line
}

type found struct {
	typed   string
	entries []Entry
}

// line is an entry, or the head of a group.
type line struct {
	head  string
	entry Entry
}

// Open shows the palette with the keyboard in its line.
func Open(o Options) *Palette {
	p := &Palette{o: o, actions: recentFirst(o.Actions, o.Recent)}
	p.actionNames = match.New(namesOf(p.actions))
	p.panel = panel.New(o.Desk.Kit, p, "Go to or do anything",
		[][2]string{{"Enter", "do or open"}, {"Ctrl Enter", "open beside"}, {">", "actions only"}, {"@", "people"}, {"#", "issues"}}, func() bool { return len(p.lines) > 0 })
	p.panel.Entry.OnKey = p.key
	p.panel.Entry.OnChanged = func(string) { p.change() }
	p.panel.List.OnOpen = func(i int) { p.choose(i, false) }
	p.names = desk.NewLoader(o.Desk, o.Names, func(list []Entry) {
		p.known, p.knownNames = list, match.New(namesOf(list))
		p.show()
	}, nil)
	p.finder = desk.NewLoader(o.Desk, func(ctx context.Context) (found, error) {
		typed, _ := p.typed.Load().(string)
		list, err := o.Find(ctx, typed)
		return found{typed, list}, err
	}, func(f found) {
		p.foundFor, p.found = f.typed, f.entries
		p.show()
	}, nil)
	p.delay = desk.NewDelay(o.Desk, 120*time.Millisecond)
	p.sheet = o.Desk.Sheets.Open(sheet.Options{Width: panel.Width, Height: panel.Height, Top: panel.Top, Bare: true, Body: p.panel, Focus: p.panel.Entry,
		Confirm: func() { p.choose(p.panel.List.Current(), true) }, Closed: func() {
			p.delay.Stop()
			p.names.Drop()
			p.finder.Drop()
		}})
	if o.Names != nil {
		p.names.Reload()
	}
	p.panel.Entry.SetText(o.Text)
	p.show()
	return p
}

func namesOf(entries []Entry) []string {
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name
	}
	return names
}

// recentFirst puts the actions done last before the others, which keep their order.
func recentFirst(actions []Entry, recent []string) []Entry {
	var out []Entry
	taken := map[string]bool{}
	for _, name := range recent {
		for _, a := range actions {
			if a.Name == name && !taken[name] {
				taken[name] = true
				out = append(out, a)
			}
		}
	}
	for _, a := range actions {
		if !taken[a.Name] {
			out = append(out, a)
		}
	}
	return out
}

// query is what was typed, without the letter that names what is looked for.
func (p *Palette) query() (only string, typed string) {
	typed = strings.TrimLeft(p.panel.Entry.Text, " ")
	for _, sign := range []string{">", "@", "#"} {
		if rest, ok := strings.CutPrefix(typed, sign); ok {
			return sign, strings.TrimSpace(rest)
		}
	}
	return "", strings.TrimSpace(typed)
}

// change takes up what was typed: names at once, documents and statements as soon as they are found.
func (p *Palette) change() {
	only, typed := p.query()
	p.typed.Store(typed)
	if only == "" && typed != "" && p.o.Find != nil {
		p.delay.Run(p.finder.Restart)
	} else {
		p.delay.Stop()
		p.finder.Drop()
	}
	p.show()
}

// show lists what fits.
func (p *Palette) show() {
	only, typed := p.query()
	var groups [kinds][]Entry
	if only == "" || only == ">" {
		for _, i := range p.actionNames.Find(typed) {
			groups[Action] = append(groups[Action], p.actions[i])
		}
	}
	if only != ">" && (typed != "" || only != "") {
		for _, i := range p.knownNames.Find(typed) {
			e := p.known[i]
			if only == "@" && e.Kind == Issue || only == "#" && e.Kind != Issue {
				continue
			}
			groups[e.Kind] = append(groups[e.Kind], e)
		}
	}
	if only == "" && typed != "" && p.foundFor == typed {
		for _, e := range p.found {
			groups[e.Kind] = append(groups[e.Kind], e)
		}
	}
	p.lines = p.lines[:0]
	shown, all := 0, 0
	for kind, entries := range groups {
		most := len(entries)
		if only == "" && typed != "" {
			most = min(most, perGroup[kind])
		}
		all += len(entries)
		if most == 0 {
			continue
		}
		head := heads[kind]
		if Kind(kind) == Action && typed == "" && len(p.o.Recent) > 0 {
			head = "Actions, the last ones first"
		}
		p.lines = append(p.lines, line{head: head})
		for _, e := range entries[:most] {
			p.lines = append(p.lines, line{entry: e})
			shown++
		}
	}
	count, note := "", ""
	switch {
	case all == 0:
		note = "Nothing here has that in its name."
	case shown < all:
		count = fmt.Sprintf("%s of %s shown", parts.Number(shown), parts.Number(all))
	}
	p.panel.Count.Set(count)
	p.panel.Say(note)
	p.panel.List.Reload(-1)
	p.panel.List.First()
}

func (p *Palette) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyPageUp:
		p.panel.List.TypedKey(e)
	case fyne.KeyReturn, fyne.KeyEnter:
		p.choose(p.panel.List.Current(), false)
	default:
		return false
	}
	return true
}

// choose does or opens an entry.
func (p *Palette) choose(i int, beside bool) {
	if i < 0 || i >= len(p.lines) || p.lines[i].head != "" {
		return
	}
	e := p.lines[i].entry
	if e.Off {
		p.o.Desk.Note("“" + e.Name + "” cannot be done here now.")
		return
	}
	p.sheet.Close()
	if e.Kind == Action && p.o.Done != nil {
		p.o.Done(e.Name)
	}
	if beside && e.Beside != nil {
		e.Beside()
		return
	}
	e.Do()
}
