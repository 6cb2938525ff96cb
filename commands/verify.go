package commands

import (
	"fmt"
	"strings"

	"parley/app"
	"parley/dossier"
)

// printVerification shows what was compared and what differs, and fails where anything does.
func (s *session) printVerification(v app.Verification, asJSON bool) error {
	if asJSON {
		findings := v.Dossier
		if findings == nil {
			findings = []dossier.Finding{}
		}
		printJSON(s.Out, map[string]any{"ok": v.OK(), "reference": v.Reference, "title": v.Title,
			"sha256": v.SHA256, "file": v.File, "pages": v.Pages,
			"quotations": v.Quotes, "sources": v.Sources, "compared_with_dossier": v.Compared, "dossier": findings})
	} else {
		s.printTable(v)
	}
	if !v.OK() {
		return errFailed
	}
	return nil
}

func (s *session) printTable(v app.Verification) {
	title := v.Title
	if v.Reference != "" {
		title = v.Reference + "  " + title
	}
	fmt.Fprintln(s.Out, title)
	line := func(name string, ok bool, sentence string) {
		mark := "✓"
		if !ok {
			mark = "✗"
		}
		fmt.Fprintf(s.Out, "  %s  %-5s %s\n", mark, name, sentence)
	}
	line("file", v.File.OK, v.File.Sentence)
	line("pages", v.Pages.OK, v.Pages.Sentence)
	for _, c := range v.Sources {
		line(fmt.Sprintf("S%d", c.Number), c.OK, shown(strings.TrimSpace(c.Title+". "+c.Sentence)))
	}
	for _, c := range v.Quotes {
		words := []rune(strings.Join(strings.Fields(c.Words), " "))
		if len(words) > 60 {
			words = append(words[:59], '…')
		}
		line(fmt.Sprintf("Q%d", c.Number), c.OK, shown(strings.TrimSpace(string(words)+"  "+c.Sentence)))
	}
	for _, f := range v.Dossier {
		line(f.Where, false, f.Sentence)
	}
	with := ""
	if v.Compared {
		with = " and with the dossier"
	}
	if v.OK() {
		fmt.Fprintf(s.Out, "%s and %s compared with the attached texts%s: all as they should be.\n",
			count(len(v.Quotes), "quotation"), count(len(v.Sources), "source"), with)
	} else {
		fmt.Fprintln(s.Out, "This packet is not as it was issued. Do not rely on it.")
	}
}
