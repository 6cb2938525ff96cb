package commands

import (
	"fmt"

	"github.com/spf13/cobra"

	"parley/app"
)

func (s *session) timelineCommand() *cobra.Command {
	var p positionFlags
	var drawing bool
	c := &cobra.Command{
		Use:   "timeline DOSSIER",
		Short: "Print who said how much with which stance at which time, as a table or a drawing",
		Long: `A line for each party, time and stance: the date as exactly as it is known, whether it is that of saying or of
publication, and how many statements there are. --svg prints a drawing with a lane for each party.`,
		Example: `  parley timeline talks.parley > timeline.csv
  parley timeline talks.parley --issue "Transit fees" --svg > fees.svg`,
		Args:              args(1, 1),
		ValidArgsFunction: completeDossier,
		RunE: func(c *cobra.Command, a []string) error {
			return s.on(c.Context(), a[0], func(w *app.Workbench) error {
				f, err := p.filter(c, w)
				if err != nil {
					return err
				}
				if err := w.WriteTimeline(c.Context(), f, s.Out, !drawing); err != nil {
					return fmt.Errorf("the timeline was not printed: %w", err)
				}
				return nil
			})
		},
	}
	p.register(c)
	p.byFlag(c)
	c.Flags().BoolVar(&drawing, "svg", false, "print a drawing (SVG)")
	return c
}
