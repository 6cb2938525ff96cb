package sides

import (
	"context"
	"fmt"

	"parley/dossier"
	"parley/views/parts"
	"parley/views/picker"
)

// addToPacket makes a key judgement of one of the analyst's sentences, with the statements that it rests on.
func (v *View) addToPacket() {
	var written []dossier.Sentence
	var items []picker.Item
	for _, kind := range append([]dossier.SentenceKind{dossier.PositionSummary}, compared[:]...) {
		if s := v.sentenceOf(kind, v.columnsOf(kind)); s.Body != "" {
			written = append(written, s)
			items = append(items, picker.Item{Name: v.headOf(kind) + ": " + oneLine(s.Body), Note: parts.Count(len(s.Rests), "statement")})
		}
	}
	switch len(written) {
	case 0:
		v.Desk.Note("Write a sentence first (G, D, U or S): P makes a key judgement of it.")
	case 1:
		v.judge(written[0])
	default:
		picker.Open(v.Desk, picker.Options{Title: "Which sentence becomes a key judgement?", Placeholder: "Sentence", Items: items, Closed: v.Focus, Picked: func(i int) {
			v.judge(written[i])
			v.Focus()
		}})
	}
}

// judge adds it to the recipe on which the packet pane works.
func (v *View) judge(s dossier.Sentence) {
	add := func(recipe string) {
		v.Desk.Act(func(ctx context.Context) (err error) {
			recipe, err = v.Desk.Workbench.AddJudgement(ctx, recipe, s)
			return err
		}, func() {
			v.Desk.Note(fmt.Sprintf("A key judgement of the packet “%s” now; its likelihood is set there (Ctrl 4).", recipe))
		})
	}
	if v.Recipe == nil {
		add("")
		return
	}
	v.Recipe(add)
}
