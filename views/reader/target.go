package reader

import (
	"context"
	"fmt"

	"parley/dossier"
)

// target is what an action is meant for: a statement, or selected words of which the action makes one first.
type target struct {
	pane      *Pane
	statement dossier.Statement // of a fresh target only the words are known
	fresh     bool
}

// withTarget runs fn with what an action is meant for. Nothing is made before the action is done, so that a picker that
// is left with Escape leaves nothing behind.
func (p *Pane) withTarget(fn func(t target)) {
	if p.shown == dossier.None || p.locked() {
		return
	}
	if sel := p.view.Selection(); !sel.Empty() {
		fn(target{p, dossier.Statement{DocumentID: p.shown, Passage: dossier.Passage{Span: sel, Exact: p.view.Words(sel)}}, true})
		return
	}
	if s := p.statementNow(); s != nil {
		fn(target{p, *s, false})
		return
	}
	p.Desk.Note("No statement is current. Press Tab for the next one, or select words.")
}

// title heads a sheet: "Party of statement 41".
func (t target) title(what string) string {
	if t.fresh {
		return what + " of the new statement"
	}
	return fmt.Sprintf("%s of statement %d", what, t.statement.Number)
}

// do does an action on the statement. Where it is made of selected words, both are one step of undo, which what names:
// "party" gives "New statement with its party".
func (t target) do(what string, action func(ctx context.Context, s dossier.Statement) error) {
	w := t.pane.Desk.Workbench
	if !t.fresh {
		t.pane.Desk.Act(func(ctx context.Context) error { return action(ctx, t.statement) }, nil)
		return
	}
	var made dossier.Statement
	t.pane.Desk.Act(func(ctx context.Context) error {
		return w.Together(ctx, "New statement with its "+what, func(ctx context.Context) (err error) {
			if made, err = w.AddStatement(ctx, t.statement.DocumentID, t.statement.Passage.Span); err != nil {
				return err
			}
			return action(ctx, made)
		})
	}, func() { t.pane.showMade(made) })
}

// showMade makes a new statement the current one.
func (p *Pane) showMade(made dossier.Statement) {
	p.view.SetCaret(made.Passage.Start)
	p.goToStatement(made.ID)
}
