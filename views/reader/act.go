package reader

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"parley/dossier"
	"parley/views/ask"
	"parley/views/parts"
	"parley/views/picker"
	"parley/views/textview"
)

// UsualAbove is the confidence from which A accepts all, unless another one is chosen.
const UsualAbove = 0.90

// AskAbove asks from which confidence on A accepts all.
func (p *Pane) AskAbove() {
	read := func(text string) (float64, error) {
		v, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(text), ",", ".", 1), 64)
		if err != nil || v < 0.5 || v > 1 {
			return 0, errors.New("Write a number from 0.50 to 1.00") //lint:ignore ST1005 a sentence for people
		}
		return v, nil
	}
	ask.Open(p.Desk, ask.Question{Title: "A accepts all of this confidence and above", Hint: "0.90", Text: fmt.Sprintf("%.2f", p.above),
		Check: func(text string) error { _, err := read(text); return err },
		Answer: func(text string) {
			v, _ := read(text) // checked
			p.SetAbove(v)
			if p.AboveSet != nil {
				p.AboveSet(v)
			}
		}})
}

// SetAbove says from which confidence on A accepts all.
func (p *Pane) SetAbove(confidence float64) {
	if confidence >= 0.5 && confidence <= 1 {
		p.above = confidence
		p.card.show()
	}
}

// locked says why nothing can be changed.
func (p *Pane) locked() bool { return p.ends != nil }

// newStatement makes a statement of the selected words.
func (p *Pane) newStatement() {
	sel, document := p.view.Selection(), p.shown
	switch {
	case sel.Empty():
		p.Desk.Note("Select the words first, then press X.")
	case document != dossier.None && !p.locked():
		var made dossier.Statement
		p.Desk.Act(func(ctx context.Context) (err error) {
			made, err = p.Desk.Workbench.AddStatement(ctx, document, sel)
			return err
		}, func() { p.showMade(made) })
	}
}

// decide accepts or rejects the current statement and goes on to the next proposal.
func (p *Pane) decide(accept bool) {
	s := p.statementNow()
	if s == nil || p.locked() {
		return
	}
	id, n := s.ID, p.current
	next := p.nextAfter(n)
	then := func() { p.goToStatement(next) }
	switch {
	case accept && s.Status == dossier.Accepted:
		p.step(false)
	case accept:
		p.Desk.Act(func(ctx context.Context) error { return p.Desk.Workbench.Accept(ctx, id) }, then)
	case s.Status == dossier.Proposed:
		p.Desk.Act(func(ctx context.Context) error { return p.Desk.Workbench.Reject(ctx, id) }, then)
	default:
		p.Desk.Act(func(ctx context.Context) error { return p.Desk.Workbench.RemoveStatements(ctx, id) }, nil)
	}
}

// goToStatement makes a statement current: at once where it is loaded, else when the event of its making has brought it.
func (p *Pane) goToStatement(id dossier.ID) {
	if n := p.indexOf(id); n >= 0 {
		p.goTo(n)
		return
	}
	p.statement = id
}

// nextAfter returns the proposal that comes after a statement, as it will be when that one is decided.
func (p *Pane) nextAfter(n int) dossier.ID {
	all := p.data.article.Statements
	if i := p.nextUndecided((n+1)%len(all), false); i >= 0 && i != n {
		return all[i].ID
	}
	return dossier.None
}

func (p *Pane) acceptAll() {
	document := p.shown
	if document == dossier.None {
		return
	}
	n, above := 0, p.above
	p.Desk.Act(func(ctx context.Context) (err error) {
		n, err = p.Desk.Workbench.AcceptAbove(ctx, document, above)
		return err
	}, func() {
		if n == 0 {
			p.Desk.Note(fmt.Sprintf("No proposal here has a confidence of %.2f or more.", above))
		} else {
			p.Desk.Note("Accepted " + parts.Count(n, "statement") + ".")
		}
	})
}

// cycle goes to the next statement among those under the caret.
func (p *Pane) cycle() {
	var under []int
	at := p.view.Caret()
	for i, s := range p.data.article.Statements {
		if s.Passage.Start <= at && at < s.Passage.End {
			under = append(under, i)
		}
	}
	for k, i := range under {
		if i == p.current {
			p.current = under[(k+1)%len(under)]
			p.refresh()
			return
		}
	}
	if len(under) > 0 {
		p.current = under[0]
		p.refresh()
	}
}

func (p *Pane) pickSpeaker() {
	p.withTarget(func(t target) {
		var items []picker.Item
		here := map[string]bool{}
		for _, other := range p.data.article.Statements { // those of this article first
			if other.Actor != "" && !here[other.Actor] {
				here[other.Actor] = true
				items = append(items, picker.Item{Name: other.Actor, Note: "in this article"})
			}
		}
		for _, a := range p.data.actors {
			if !here[a.Name] && a.Kind != dossier.ActorOutlet {
				items = append(items, picker.Item{Name: a.Name})
			}
		}
		set := func(name string) {
			t.do("speaker", func(ctx context.Context, s dossier.Statement) error {
				return p.Desk.Workbench.SetSpeaker(ctx, s.ID, name)
			})
		}
		picker.Open(p.Desk, picker.Options{At: p.beside(t.statement), Title: t.title("Speaker"), Placeholder: "Name", Items: items,
			Make: "New speaker", Picked: func(i int) { set(items[i].Name) }, Made: set})
	})
}

// nextKind goes round the three kinds.
func (p *Pane) nextKind() {
	p.withTarget(func(t target) {
		t.do("kind", func(ctx context.Context, s dossier.Statement) error {
			next := map[dossier.Kind]dossier.Kind{dossier.Direct: dossier.Mixed, dossier.Mixed: dossier.Indirect, dossier.Indirect: dossier.Direct}[s.Kind]
			return p.Desk.Workbench.SetKind(ctx, s.ID, next)
		})
	})
}

// nextAct goes round what a speaker can do with words.
func (p *Pane) nextAct() {
	p.withTarget(func(t target) {
		t.do("act", func(ctx context.Context, s dossier.Statement) error {
			next := dossier.Acts[(slices.Index(dossier.Acts, s.Act)+1)%len(dossier.Acts)]
			return p.Desk.Workbench.SetAct(ctx, s.ID, next)
		})
	})
}

// askTranslation asks for the words in another language, then for who translated them.
func (p *Pane) askTranslation() {
	p.withTarget(func(t target) {
		had := t.statement.Translation
		ask.Open(p.Desk, ask.Question{Title: t.title("Translation"), Hint: "The words in your language; empty: takes it away", Text: had.Text, Lines: true, Answer: func(text string) {
			set := func(by string) {
				t.do("translation", func(ctx context.Context, s dossier.Statement) error {
					return p.Desk.Workbench.SetTranslation(ctx, s.ID, dossier.Translation{Text: text, By: by})
				})
			}
			if strings.TrimSpace(text) == "" {
				set("")
				return
			}
			by := cmp.Or(had.By, p.translator)
			ask.Open(p.Desk, ask.Question{Title: "Translated by", Hint: "A name, or the program that did it", Text: by, Answer: func(by string) {
				p.translator = strings.TrimSpace(by) // likely the next one's, too
				set(by)
			}})
		}})
	})
}

func (p *Pane) askSaid() {
	p.withTarget(func(t target) {
		ask.Open(p.Desk, ask.Question{Title: t.title("Date"), Hint: "2026-11-15, or 2026-11; empty: not known", Text: t.statement.Said.String(),
			Check: func(text string) error {
				_, err := dossier.ParseDate(strings.TrimSpace(text))
				return err
			},
			Answer: func(text string) {
				d, _ := dossier.ParseDate(strings.TrimSpace(text)) // checked
				t.do("date", func(ctx context.Context, s dossier.Statement) error { return p.Desk.Workbench.SetSaid(ctx, s.ID, d) })
			}})
	})
}

// askReason asks why the stance is what it is.
func (p *Pane) askReason() {
	p.withTarget(func(t target) {
		if len(t.statement.Codings) == 0 {
			p.Desk.Note("A reason goes with an issue. Press I for the issue first.")
			return
		}
		if len(t.statement.Codings) == 1 {
			p.reason(t, t.statement.Codings[0])
			return
		}
		var items []picker.Item
		for _, c := range t.statement.Codings {
			items = append(items, picker.Item{Name: c.Issue, Note: c.Reason})
		}
		picker.Open(p.Desk, picker.Options{At: p.beside(t.statement), Title: "Reason for which issue?", Placeholder: "Issue", Items: items,
			Picked: func(i int) { p.reason(t, t.statement.Codings[i]) }})
	})
}

func (p *Pane) reason(t target, c dossier.Coding) {
	ask.Open(p.Desk, ask.Question{Title: "Reason: " + c.Issue, Hint: "One short sentence", Text: c.Reason, Answer: func(text string) {
		t.do("reason", func(ctx context.Context, s dossier.Statement) error {
			return p.Desk.Workbench.SetStance(ctx, s.ID, c.IssueID, c.Stance, strings.TrimSpace(text))
		})
	}})
}

// askChain edits the chain of reporting, one name a line, from the speaker on.
func (p *Pane) askChain() {
	p.withTarget(func(t target) {
		var names []string
		for _, h := range t.statement.Hops {
			if h.Named {
				names = append(names, h.Name)
			} else {
				names = append(names, h.Text)
			}
		}
		ask.Open(p.Desk, ask.Question{Title: t.title("Chain of reporting"), Hint: "One name a line, the speaker first", Text: strings.Join(names, "\n"), Lines: true,
			Answer: func(text string) {
				t.do("chain of reporting", func(ctx context.Context, s dossier.Statement) error {
					return p.Desk.Workbench.SetChain(ctx, s.ID, editChain(s.Hops, strings.Split(text, "\n")))
				})
			}})
	})
}

// editChain makes a chain of names; one that was in the chain keeps what is known of it.
func editChain(old []dossier.Hop, names []string) []dossier.Hop {
	var out []dossier.Hop
	for _, name := range names {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		h := dossier.Hop{Kind: dossier.HopOutlet, Name: name, Text: name, Named: true}
		if len(out) == 0 {
			h.Kind = dossier.HopSpeaker
		}
		for _, known := range old {
			if known.Name == name || !known.Named && known.Text == name {
				h = known
			}
		}
		out = append(out, h)
	}
	return out
}

// startEnds begins to move the ends of the current statement.
func (p *Pane) startEnds() {
	s := p.statementNow()
	if s == nil {
		return
	}
	span := s.Passage.Span
	p.ends = &span
	p.view.ExtendTo(span, false)
	p.view.ShowHandles(true)
	p.article.show()
	p.Desk.Note("Arrows move the end, with Shift the beginning. Enter keeps, Esc leaves it as it was.")
}

// moveEnd moves an end by a letter or, across lines, by a word.
func (p *Pane) moveEnd(key fyne.KeyName, atStart bool) {
	at := p.ends.End
	if atStart {
		at = p.ends.Start
	}
	switch key {
	case fyne.KeyLeft:
		at = p.view.Step(at, textview.Letter, true)
	case fyne.KeyRight:
		at = p.view.Step(at, textview.Letter, false)
	case fyne.KeyUp:
		at = p.view.Step(at, textview.Word, true)
	case fyne.KeyDown:
		at = p.view.Step(at, textview.Word, false)
	}
	if atStart && at < p.ends.End {
		p.ends.Start = at
	} else if !atStart && at > p.ends.Start {
		p.ends.End = at
	}
	p.view.ExtendTo(*p.ends, atStart)
}

func (p *Pane) stopEnds(keep bool) {
	s, span := p.statementNow(), *p.ends
	p.ends = nil
	p.view.ShowHandles(false)
	p.view.SetCaret(span.Start)
	p.article.show()
	if keep && s != nil && span != s.Passage.Span {
		id := s.ID
		p.Desk.Act(func(ctx context.Context) error { return p.Desk.Workbench.MoveEnds(ctx, id, span) }, nil)
	}
}

// pulled takes up that an end was pulled by hand: while ends are moved by keys it is one more move, else it is kept at
// once.
func (p *Pane) pulled(span dossier.Span) {
	if p.ends != nil {
		*p.ends = span
		return
	}
	s := p.statementNow()
	if s == nil {
		return
	}
	p.ends = &span
	p.stopEnds(true)
}
