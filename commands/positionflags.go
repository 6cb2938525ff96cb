package commands

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parley/app"
	"parley/dossier"
)

// positionFlags are the flags by which positions are chosen.
type positionFlags struct {
	f                                dossier.PositionFilter
	by, day                          string
	parties, issues, outlets, grades []string
	kinds, analysts                  []string
	view                             string
}

func (p *positionFlags) register(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&p.view, "view", "", "what the saved view of this `name` shows; the other flags change it")
	f.Var(dateFlag{&p.f.AsOf}, "as-of", "positions as they were on this day")
	f.Var(dateFlag{&p.f.From}, "from", "leave out what was said before this day")
	f.StringVar(&p.day, "day", "said", "what the days are about: `said or reported` (first published)")
	f.StringArrayVar(&p.parties, "only", nil, "only this `party` (speaker, outlet), in the order given; may be repeated")
	f.StringArrayVar(&p.issues, "issue", nil, "only this `issue`; may be repeated")
	f.StringArrayVar(&p.outlets, "outlet", nil, "only what this `outlet` reported; may be repeated")
	f.StringSliceVar(&p.kinds, "kind", nil, "only `direct, indirect or mixed` speech")
	f.StringSliceVar(&p.grades, "grade", nil, "only from documents whose `grade` begins so: A, B2")
	f.StringSliceVar(&p.analysts, "read-by", nil, "only readings of this `analyst`")
	f.Float64Var(&p.f.MinConfidence, "confidence", 0, "only statements proposed with at least this `confidence`, 0 to 1, or made by hand")
	f.BoolVar(&p.f.WithProposed, "proposed", false, "take statements that nobody has accepted yet, too")
}

// byFlag lets speakers or outlets stand across.
func (p *positionFlags) byFlag(c *cobra.Command) {
	c.Flags().StringVar(&p.by, "by", "party", "what stands across: `party, speaker or outlet`")
}

// filter checks what was given and finds the names in the dossier.
func (p *positionFlags) filter(c *cobra.Command, w *app.Workbench) (dossier.PositionFilter, error) {
	f, err := p.base(c, w)
	if err != nil {
		return f, err
	}
	switch {
	case f.By != dossier.AcrossParties && f.By != dossier.AcrossSpeakers && f.By != dossier.AcrossOutlets:
		return f, usageError{fmt.Errorf("--by is party, speaker or outlet, not %q", p.by)}
	case f.Day != dossier.DaySaid && f.Day != dossier.DayReported:
		return f, usageError{fmt.Errorf("--day is said or reported, not %q", p.day)}
	case f.MinConfidence < 0 || f.MinConfidence > 1:
		return f, usageError{fmt.Errorf("--confidence lies between 0 and 1")}
	}
	for _, k := range p.kinds {
		if !slices.Contains([]string{string(dossier.Direct), string(dossier.Indirect), string(dossier.Mixed)}, k) {
			return f, usageError{fmt.Errorf("--kind is direct, indirect or mixed, not %q", k)}
		}
	}
	if len(p.analysts) > 0 {
		known, err := w.Analysts(c.Context())
		if err != nil {
			return f, err
		}
		for _, name := range p.analysts {
			if !slices.Contains(known, name) {
				return f, fmt.Errorf("nobody called %q has read anything in this dossier; there is: %s", name, strings.Join(known, ", "))
			}
		}
	}
	across := dossier.ThingParty
	if f.By != dossier.AcrossParties {
		across = dossier.ThingActor
	}
	for _, of := range []struct {
		flag  string
		names []string
		thing dossier.Thing
		into  *[]dossier.ID
	}{{"only", p.parties, across, &f.Parties}, {"issue", p.issues, dossier.ThingIssue, &f.Issues}, {"outlet", p.outlets, dossier.ThingActor, &f.Outlets}} {
		for _, name := range of.names {
			id, _, err := w.FindThing(c.Context(), of.thing, name)
			if err != nil {
				return f, fmt.Errorf("--%s: %w", of.flag, err)
			}
			*of.into = append(*of.into, id)
		}
	}
	return f, nil
}

// base is what the saved view shows, where one is named, with the flags that are given in the place of its own.
func (p *positionFlags) base(c *cobra.Command, w *app.Workbench) (f dossier.PositionFilter, err error) {
	if p.view != "" {
		v, err := viewOf(c.Context(), w, p.view)
		if err != nil {
			return f, err
		}
		f = v.Filter
	}
	given := func(flag string) bool { return p.view == "" || c.Flags().Changed(flag) }
	if given("as-of") {
		f.AsOf = p.f.AsOf
	}
	if given("from") {
		f.From = p.f.From
	}
	if given("by") {
		f.By = dossier.Dimension(p.by)
	}
	if f.By == "" {
		f.By = dossier.AcrossParties
	}
	if given("day") || f.Day == "" {
		f.Day = dossier.DayKind(p.day)
	}
	if given("kind") {
		f.Kinds = nil
		for _, k := range p.kinds {
			f.Kinds = append(f.Kinds, dossier.Kind(k))
		}
	}
	if given("grade") {
		f.Grades = p.grades
	}
	if given("read-by") {
		f.Analysts = p.analysts
	}
	if given("confidence") {
		f.MinConfidence = p.f.MinConfidence
	}
	if given("proposed") {
		f.WithProposed = p.f.WithProposed
	}
	// Names are filled in by filter; parties are no speakers.
	if given("only") || len(p.parties) > 0 || given("by") {
		f.Parties = nil
	}
	if given("issue") {
		f.Issues = nil
	}
	if given("outlet") {
		f.Outlets = nil
	}
	return f, nil
}
