package app

import "context"

// step is the work of one gesture: its actions are undone and done again together, under one name.
type step struct {
	name  string
	first int64 // the journal's action of the first change; 0 until there is one
}

type stepKey struct{}

// Together makes all changes of fn one step of undo, under one name: making a statement of selected words and coding
// it are one gesture to whom made them. Each change is still kept as it is made.
func (w *Workbench) Together(ctx context.Context, name string, fn func(context.Context) error) error {
	if stepOf(ctx) != nil {
		return fn(ctx) // a part of a larger gesture
	}
	return fn(context.WithValue(ctx, stepKey{}, &step{name: name}))
}

// stepOf gives the step that a change belongs to; nil: it stands alone.
func stepOf(ctx context.Context) *step {
	s, _ := ctx.Value(stepKey{}).(*step)
	return s
}
