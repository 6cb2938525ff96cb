package storage

import (
	"errors"

	"parley/dossier"
)

// AddToRecipe adds a key judgement to a recipe as it is kept now, or to a new one of that name. ErrInvalid where it has as
// many as its front page holds.
func (tx *Tx) AddToRecipe(name string, j dossier.Judgement) error {
	_, r, err := tx.recipe(name)
	if errors.Is(err, ErrNotFound) {
		r, err = dossier.Recipe{Name: name}, nil
	}
	if err != nil {
		return err
	}
	if n := len(r.Judgements); n >= dossier.MostJudgements {
		return refuse(ErrInvalid, "Nothing was added: the packet “%s” has %d key judgements, as many as the front page holds. Take one out first.", r.Name, n)
	}
	r.Judgements = append(r.Judgements, j)
	return tx.SaveRecipe(r)
}
