package commands

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/spf13/cobra"

	"parley/app"
	"parley/dossier"
)

func (s *session) briefCommand() *cobra.Command {
	var r dossier.Recipe
	var out, recipe, passwordFile string
	var asJSON, save, short bool
	var parts []string
	c := &cobra.Command{
		Use:   "brief DOSSIER -o FILE.{pdf,docx,html,md,csv,xlsx,json}",
		Short: "Print the briefing packet as PDF, or write it as Word, a page, Markdown, a table or data",
		Long: `Prints the positions with every quotation cited and linked to the marked passage in a source appendix. Without a
recipe: all parties, issues, accepted statements and their sources. A recipe is one kept in the dossier, or a TOML
file; flags stand above it. Nothing is written where a quotation differs from its source.

The ending of the file chooses the form. PDF, DOCX, HTML (one file, no scripts) and Markdown hold the same parts. CSV and
XLSX hold the list of quotations: CSV has each value as it is stored, for programs; in XLSX no cell can be a formula. JSON
is all of it for programs. Only a PDF is listed as issued and can be verified.

With a password the PDF is encrypted (AES-256). Nobody reads it without the password, not even its title; who has the
password may do everything with it; and nobody can open it when the password is forgotten, because it is kept nowhere.`,
		Example: `  parley brief talks.parley -o brief.pdf --title "Where the parties stand" --reference NB-2026-041 --marking TLP:AMBER
  parley brief talks.parley -o brief.pdf --recipe weekly.toml
  parley brief talks.parley -o brief.docx
  parley brief talks.parley -o quotations.csv`,
		Args:              args(1, 1),
		ValidArgsFunction: completeDossier,
		RunE: func(c *cobra.Command, a []string) error {
			if out == "" {
				return usageError{fmt.Errorf("say where to write: parley brief %s -o FILE.pdf", a[0])}
			}
			if !app.Exports(out) {
				return usageError{fmt.Errorf("%s: %w", out, app.ErrForm)}
			}
			return s.on(c.Context(), a[0], func(w *app.Workbench) error {
				full, err := recipeOf(c.Context(), w, recipe)
				if err != nil {
					return err
				}
				if c.Flags().Changed("parts") || short {
					if r.Parts, err = partsOf(parts, short); err != nil {
						return err
					}
					full.Parts = r.Parts
				}
				overlay(c, &full, r)
				if err := usable("asked for", full); err != nil {
					return usageError{err}
				}
				if save {
					if err := keep(c.Context(), w, full); err != nil {
						return err
					}
				}
				password, err := s.passwordFrom(passwordFile)
				if err != nil {
					return err
				}
				report, err := w.ExportLocked(c.Context(), full, out, password, s.progress())
				if err != nil {
					return s.refused(err)
				}
				for _, line := range pointLines(report.Points) {
					fmt.Fprintln(s.Err, "parley: look:", line)
				}
				if report.NotRecorded != "" {
					fmt.Fprintf(s.Err, "parley: the packet is written, but the dossier does not list it: %s\n", oneLine(report.NotRecorded))
				}
				if asJSON {
					printJSON(s.Out, map[string]any{"path": report.Path, "pages": report.Pages, "quotations": report.Quotes,
						"sources": report.Sources, "bytes": report.Bytes, "sha256": report.SHA256,
						"data_sha256": report.DataSHA256, "encrypted": password != "", "form": report.Form, "closing": report.Closing})
					return nil
				}
				size := count(report.Pages, "page") + ", "
				if report.Pages == 0 { // only a PDF has pages of its own
					size = ""
				}
				quoted := "nothing is quoted"
				if report.Quotes > 0 {
					quoted = fmt.Sprintf("%s from %s, each compared with its source", count(report.Quotes, "quotation"), count(report.Sources, "source"))
				}
				fmt.Fprintf(s.Out, "%s: %s%s.\n%s.\nSHA-256 %s\n", report.Path, size, quoted, report.Closing, report.SHA256)
				return nil
			})
		},
	}
	f := c.Flags()
	f.StringVarP(&out, "output", "o", "", "`file` to write; its ending chooses the form")
	_ = c.MarkFlagFilename("output", "pdf", "docx", "html", "htm", "md", "csv", "xlsx", "json")
	f.StringVar(&recipe, "recipe", "", "`name` of a recipe in the dossier, or a TOML file")
	f.StringVar(&passwordFile, "password-file", "", "encrypt under the password in the first line of a `file` (-: standard input)")
	f.BoolVar(&save, "save-recipe", false, "keep the recipe in the dossier under its name")
	f.StringVar(&r.Name, "name", "", "name to keep the recipe under")
	f.StringVar(&r.Title, "title", "", "title (default: the dossier's)")
	f.StringVar(&r.Reference, "reference", "", "reference, such as NB-2026-041")
	f.StringVar(&r.Marking, "marking", "", "handling label on every page: TLP:RED, TLP:AMBER, …, or your own words")
	f.StringVar(&r.Handling, "handling", "", "handling sentence in the foot")
	f.StringVar(&r.PreparedFor, "prepared-for", "", "whom it is for")
	f.StringVar(&r.Author, "author", "", "author")
	f.StringVar(&r.BottomLine, "bottom-line", "", "the main message, at most 60 words")
	f.StringArrayVar(&r.Parties, "party", nil, "a party to show (repeat; default: all)")
	f.StringArrayVar(&r.Issues, "issue", nil, "an issue to show (repeat; default: all)")
	f.Var(dateFlag{&r.From}, "from", "leave out what was said before this day")
	f.Var(dateFlag{&r.CutOff}, "cut-off", "leave out what was said after this day")
	f.Var(dateFlag{&r.Issued}, "issued", "date on the packet (default: now)")
	f.StringVar(&r.Paper, "paper", "", "A4 or Letter")
	f.StringSliceVar(&parts, "parts", nil, "the `parts` to print, in their order, of "+partNames())
	f.BoolVar(&short, "two-pages", false, "front page and position matrix alone")
	f.StringVar((*string)(&r.Scale), "scale", "", "of likelihood: `\"ICD 203\" or PHIA`")
	f.StringVar(&r.Since, "since", "", "tell what changed since the packet of this `reference`, or none (default: the last one of this recipe)")
	f.BoolVar(&r.Excerpts, "excerpts", false, "print of each source only what stands around the quoted passages")
	f.IntSliceVar(&r.Drafts, "draft", nil, "the `number` of a document that holds a draft, the base first; up to three are compared")
	f.StringVar(&r.Language, "language", "", "`language` of the packet's own words, for screen readers (default: en)")
	f.BoolVar(&asJSON, "json", false, "print the report as JSON")
	return c
}

// overlay puts what was given by flags above the recipe.
func overlay(c *cobra.Command, r *dossier.Recipe, flags dossier.Recipe) {
	set := map[string]func(){
		"name": func() { r.Name = flags.Name }, "title": func() { r.Title = flags.Title },
		"reference": func() { r.Reference = flags.Reference }, "marking": func() { r.Marking = flags.Marking },
		"handling": func() { r.Handling = flags.Handling }, "prepared-for": func() { r.PreparedFor = flags.PreparedFor },
		"author": func() { r.Author = flags.Author }, "bottom-line": func() { r.BottomLine = flags.BottomLine },
		"party": func() { r.Parties = flags.Parties }, "issue": func() { r.Issues = flags.Issues },
		"from": func() { r.From = flags.From }, "cut-off": func() { r.CutOff = flags.CutOff },
		"issued": func() { r.Issued = flags.Issued }, "paper": func() { r.Paper = flags.Paper },
		"scale": func() { r.Scale = flags.Scale }, "since": func() { r.Since = flags.Since },
		"excerpts": func() { r.Excerpts = flags.Excerpts }, "draft": func() { r.Drafts = flags.Drafts },
		"language": func() { r.Language = flags.Language },
	}
	for name, fn := range set {
		if c.Flags().Changed(name) {
			fn()
		}
	}
}

// recipeOf finds a recipe by name in the dossier, or reads it from a TOML file.
func recipeOf(ctx context.Context, w *app.Workbench, name string) (r dossier.Recipe, err error) {
	if name == "" {
		return r, nil
	}
	if strings.HasSuffix(name, ".toml") {
		meta, err := toml.DecodeFile(name, &r)
		if err != nil {
			return r, fmt.Errorf("the recipe %s could not be read: %w", name, err)
		}
		if unknown := meta.Undecoded(); len(unknown) > 0 {
			return r, fmt.Errorf("the recipe %s was not used: %s", name, unknownKeys(unknown))
		}
		return r, usable(name, r)
	}
	recipes, err := w.Recipes(ctx)
	if err != nil {
		return r, err
	}
	var names []string
	for _, known := range recipes {
		if strings.EqualFold(known.Name, name) {
			return known, nil
		}
		names = append(names, known.Name)
	}
	if len(names) == 0 {
		return r, fmt.Errorf("the dossier keeps no recipe; give a TOML file, or keep one with --save-recipe")
	}
	return r, fmt.Errorf("there is no recipe %q; there is: %s", name, strings.Join(names, ", "))
}

// keep keeps a recipe in the dossier. One that nobody named takes no other one's place.
func keep(ctx context.Context, w *app.Workbench, r dossier.Recipe) error {
	if strings.TrimSpace(r.Name) == "" {
		kept, err := w.Recipes(ctx)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(kept, func(k dossier.Recipe) bool { return strings.EqualFold(k.Name, app.UsualRecipe) }) {
			return usageError{fmt.Errorf("nothing was kept or written: the dossier has a recipe “%s” already; say --name %s to replace it, or give another name", app.UsualRecipe, app.UsualRecipe)}
		}
	}
	return w.SaveRecipe(ctx, r)
}

// usable refuses a recipe that asks for what no packet can have, with all that is wrong with it.
func usable(name string, r dossier.Recipe) error {
	var wrong []string
	for _, m := range r.Mistakes() {
		wrong = append(wrong, m.Field+": "+m.Sentence)
	}
	if len(wrong) == 0 {
		return nil
	}
	return fmt.Errorf("the recipe %s was not used: %s", name, strings.Join(wrong, "\n"))
}

// unknownKeys says which keys of a file are none of a recipe, and which there are.
func unknownKeys(unknown []toml.Key) string {
	var names []string
	of := reflect.TypeFor[dossier.Recipe]()
	for _, key := range unknown {
		if name := key.String(); !slices.Contains(names, name) {
			names = append(names, name)
		}
		if len(key) > 1 && key[0] == "judgements" {
			of = reflect.TypeFor[dossier.Judgement]()
		}
	}
	var known []string
	for i := range of.NumField() {
		known = append(known, of.Field(i).Tag.Get("toml"))
	}
	return fmt.Sprintf("it has what no recipe has: %s; there are %s", strings.Join(names, ", "), strings.Join(known, ", "))
}
