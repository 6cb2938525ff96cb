package commands

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"parley/app"
)

func (s *session) plotCommand() *cobra.Command {
	var p positionFlags
	var o plotFlags
	c := &cobra.Command{
		Use:   "plot DOSSIER stances|agreement|network|reporting|speaking",
		Short: "Draw positions as a plot (SVG, PNG), or print the table behind it",
		Long: `stances: a panel for each party and issue, the stance at each time. agreement: for each two parties how far their newest
stances agree, on the issues on which both have one: 100 % everywhere the same, 0 % everywhere supports against opposes;
network draws the same as lines, those who agree side by side, with the groups that they make. reporting: how many statements of each speaker each outlet reports. speaking: how many
statements each speaker made for each party. All of them are read in black and white.
With -o the plot goes into a file, and its ending says in which form.`,
		Example: `  parley plot talks.parley agreement > agreement.svg
  parley plot talks.parley network -o network.png
  parley plot talks.parley stances --issue "Transit fees" > fees.svg
  parley plot talks.parley reporting --csv`,
		Args: args(2, 2),
		ValidArgsFunction: func(c *cobra.Command, given []string, typed string) ([]string, cobra.ShellCompDirective) {
			if len(given) == 1 {
				var names []string
				for _, one := range app.Plots {
					names = append(names, string(one))
				}
				return names, cobra.ShellCompDirectiveNoFileComp
			}
			return completeDossier(c, given, typed)
		},
		RunE: func(c *cobra.Command, a []string) error {
			if !slices.Contains(app.Plots, app.Plot(a[1])) {
				return usageError{fmt.Errorf("a plot is stances, agreement, network, reporting or speaking, not %q", a[1])}
			}
			as, err := o.form(s.Out, app.PlotSVG)
			if err != nil {
				return err
			}
			return s.on(c.Context(), a[0], func(w *app.Workbench) error {
				f, err := p.filter(c, w)
				if err != nil {
					return err
				}
				if o.file != "" {
					return w.ExportPlot(c.Context(), f, app.Plot(a[1]), o.file)
				}
				return w.WritePlot(c.Context(), f, app.Plot(a[1]), s.Out, as)
			})
		},
	}
	p.register(c)
	p.byFlag(c)
	o.register(c)
	return c
}
