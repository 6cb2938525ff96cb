package reader

import (
	"fmt"

	"parley/dossier"
	"parley/views/parts"
)

func (p *Pane) placeWords() string {
	if p.shown == dossier.None {
		return ""
	}
	all := len(p.data.article.Statements)
	if all == 0 {
		return "No statements"
	}
	return fmt.Sprintf("Decided %s of %s", parts.Number(all-p.undecided()), parts.Number(all))
}

// undecided counts the proposals of the article.
func (p *Pane) undecided() (n int) {
	for _, s := range p.data.article.Statements {
		if s.Status == dossier.Proposed {
			n++
		}
	}
	return n
}

// Statement is the one that is worked on; nil: none.
func (p *Pane) Statement() *dossier.Statement { return p.statementNow() }

func (p *Pane) statementNow() *dossier.Statement {
	if p.current < 0 || p.current >= len(p.data.article.Statements) {
		return nil
	}
	return &p.data.article.Statements[p.current]
}

func (p *Pane) indexOf(id dossier.ID) int {
	for i, s := range p.data.article.Statements {
		if s.ID == id && id != dossier.None {
			return i
		}
	}
	return -1
}

// at returns the innermost statement that holds an offset, or -1.
func (p *Pane) at(offset int) int {
	found := -1
	for i, s := range p.data.article.Statements {
		if s.Passage.Start <= offset && offset < s.Passage.End &&
			(found < 0 || s.Passage.End-s.Passage.Start < p.data.article.Statements[found].Passage.End-p.data.article.Statements[found].Passage.Start) {
			found = i
		}
	}
	return found
}

// caretMoved makes the statement under the caret the current one.
func (p *Pane) caretMoved() {
	if p.following || p.ends != nil {
		return
	}
	if p.view.Selection().Empty() {
		if n := p.at(p.view.Caret()); n != p.current {
			p.current = n
			p.refresh()
			return
		}
	}
	if p.Changed != nil {
		p.Changed()
	}
}

// goTo makes a statement current and brings it into sight.
func (p *Pane) goTo(n int) {
	if n < 0 || n >= len(p.data.article.Statements) {
		return
	}
	p.current = n
	s := p.data.article.Statements[n]
	p.view.SetCaret(s.Passage.Start)
	p.view.BringIntoSight(s.Passage.Span)
	p.refresh()
}

// nextUndecided returns the next proposal from an index on, round the end; -1 where all are decided.
func (p *Pane) nextUndecided(from int, back bool) int {
	all := p.data.article.Statements
	for i := range all {
		n := (from + i) % len(all)
		if back {
			n = ((from-i)%len(all) + len(all)) % len(all)
		}
		if all[n].Status == dossier.Proposed {
			return n
		}
	}
	return -1
}

// step goes to the next proposal before or after the caret.
func (p *Pane) step(back bool) {
	all := p.data.article.Statements
	if len(all) == 0 {
		return
	}
	from := 0
	if p.current >= 0 {
		from = p.current + 1
		if back {
			from = p.current - 1 + len(all)
		}
	} else {
		for from < len(all) && all[from].Passage.Start < p.view.Caret() {
			from++
		}
		if back {
			from += len(all) - 1
		}
	}
	n := p.nextUndecided(from%len(all), back)
	if n < 0 {
		p.Desk.Note("All statements here are decided.")
		return
	}
	p.goTo(n)
}
