package commands

import (
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"parley/app"
)

// plotFlags say in which form a plot or the timeline is wanted, and where.
type plotFlags struct {
	png, svg, csv bool
	file          string
}

func (o *plotFlags) register(c *cobra.Command) {
	c.Flags().BoolVar(&o.png, "png", false, "print a picture (PNG)")
	c.Flags().BoolVar(&o.svg, "svg", false, "print a drawing (SVG)")
	c.Flags().BoolVar(&o.csv, "csv", false, "print the table (CSV)")
	c.Flags().StringVarP(&o.file, "output", "o", "", "write into `file`: .png, .svg or .csv")
}

// form is the one that is asked for, else the usual one. A picture is not printed on a terminal, which it would garble.
func (o *plotFlags) form(out io.Writer, usual app.PlotForm) (app.PlotForm, error) {
	var asked []app.PlotForm
	for _, one := range []struct {
		on   bool
		form app.PlotForm
	}{{o.png, app.PlotPNG}, {o.svg, app.PlotSVG}, {o.csv, app.PlotCSV}} {
		if one.on {
			asked = append(asked, one.form)
		}
	}
	switch {
	case len(asked) > 1:
		return "", usageError{errors.New("nothing was printed: choose one of --png, --svg and --csv")}
	case o.file != "":
		as, err := app.PlotFormOf(o.file)
		if err != nil {
			return "", usageError{err}
		}
		if len(asked) == 1 && asked[0] != as {
			return "", usageError{fmt.Errorf("nothing was written: --%s and the ending of %s do not agree; leave one of them out", asked[0], o.file)}
		}
		return as, nil
	case len(asked) == 0:
		return usual, nil
	case asked[0] == app.PlotPNG && terminal(out):
		return "", usageError{errors.New("the picture was not printed: a terminal cannot show it; write it into a file with -o FILE.png or > FILE.png")}
	}
	return asked[0], nil
}
