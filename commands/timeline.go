package commands

import (
	"fmt"

	"github.com/spf13/cobra"

	"parley/app"
)

func (s *session) timelineCommand() *cobra.Command {
	var p positionFlags
	var o plotFlags
	c := &cobra.Command{
		Use:   "timeline DOSSIER",
		Short: "Print who said how much with which stance at which time, as a table, a drawing or a picture",
		Long: `A line for each party, time and stance: the date as exactly as it is known, whether it is that of saying or of
publication, and how many statements there are. --svg and --png draw it,
with a lane for each party; with -o it goes into a file, and its ending says in which form.`,
		Example: `  parley timeline talks.parley > timeline.csv
  parley timeline talks.parley --issue "Transit fees" --svg > fees.svg
  parley timeline talks.parley -o timeline.png`,
		Args:              args(1, 1),
		ValidArgsFunction: completeDossier,
		RunE: func(c *cobra.Command, a []string) error {
			as, err := o.form(s.Out, app.PlotCSV)
			if err != nil {
				return err
			}
			return s.on(c.Context(), a[0], func(w *app.Workbench) error {
				f, err := p.filter(c, w)
				if err != nil {
					return err
				}
				if o.file != "" {
					return w.ExportTimeline(c.Context(), f, o.file)
				}
				if err := w.WriteTimeline(c.Context(), f, s.Out, as); err != nil {
					return fmt.Errorf("the timeline was not printed: %w", err)
				}
				return nil
			})
		},
	}
	p.register(c)
	p.byFlag(c)
	o.register(c)
	return c
}
