package commands

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"

	"parley/app"
	"parley/dossier"
)

// passwordFrom reads the first line of a file; a password on the command line could be read by everybody on the machine.
func (s *session) passwordFrom(file string) (string, error) {
	if file == "" {
		return "", nil
	}
	in := s.In
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return "", fmt.Errorf("the password was not read: %w", err)
		}
		defer f.Close()
		in = f
	}
	line, err := bufio.NewReader(io.LimitReader(in, 4096)).ReadString('\n')
	if err != nil && err != io.EOF {
		return "", fmt.Errorf("the password was not read: %w", err)
	}
	if line = strings.TrimRight(line, "\r\n"); line == "" {
		return "", fmt.Errorf("the first line of %s is empty: there is no password in it", file)
	}
	return line, nil
}

// The fields are described in the help of the command.
type checkJSON struct {
	OK       bool   `json:"ok"`
	Sentence string `json:"sentence"`
}

type quotationJSON struct {
	Number int    `json:"number"`
	Source string `json:"source"`
	Words  string `json:"words"`
	checkJSON
}

type sourceJSON struct {
	Number int    `json:"number"`
	Title  string `json:"title"`
	checkJSON
}

type findingJSON struct {
	Where    string `json:"where"`
	Sentence string `json:"sentence"`
	Note     bool   `json:"note"`
}

type verificationJSON struct {
	OK         bool            `json:"ok"`
	Reference  string          `json:"reference"`
	Title      string          `json:"title"`
	Issued     string          `json:"issued"`
	SHA256     string          `json:"sha256"`
	DataSHA256 string          `json:"data_sha256"`
	Encrypted  bool            `json:"encrypted"`
	File       checkJSON       `json:"file"`
	Pages      checkJSON       `json:"pages"`
	Rest       checkJSON       `json:"rest"`
	Positions  checkJSON       `json:"positions"`
	Quotations []quotationJSON `json:"quotations"`
	Sources    []sourceJSON    `json:"sources"`
	Compared   bool            `json:"compared_with_dossier"`
	Dossier    []findingJSON   `json:"dossier"`
}

// printVerification shows what was compared and what differs, and fails where anything does.
func (s *session) printVerification(v app.Verification, asJSON bool) error {
	if asJSON {
		out := verificationJSON{OK: v.OK(), Reference: v.Reference, Title: v.Title, Issued: v.Issued.UTC().Format("2006-01-02T15:04:05Z"), SHA256: v.SHA256,
			DataSHA256: v.DataSHA256, Encrypted: v.Encrypted, File: checkJSON(v.File), Pages: checkJSON(v.Pages), Rest: checkJSON(v.Rest), Positions: checkJSON(v.Positions),
			Quotations: []quotationJSON{}, Sources: []sourceJSON{}, Compared: v.Compared, Dossier: []findingJSON{}}
		for _, q := range v.Quotes {
			out.Quotations = append(out.Quotations, quotationJSON{q.Number, q.Source, q.Words, checkJSON{q.OK, q.Sentence}})
		}
		for _, c := range v.Sources {
			out.Sources = append(out.Sources, sourceJSON{c.Number, c.Title, checkJSON{c.OK, c.Sentence}})
		}
		for _, f := range v.Dossier {
			out.Dossier = append(out.Dossier, findingJSON{f.Where, f.Sentence, f.Note})
		}
		printJSON(s.Out, out)
	} else {
		s.printTable(v)
	}
	if !v.OK() {
		return errFailed
	}
	return nil
}

// printTable writes a row for each thing that was compared: what, whether it holds, in which words; the verdict stands
// first and last.
func (s *session) printTable(v app.Verification) {
	title := v.Title
	if v.Reference != "" {
		title = v.Reference + "  " + title
	}
	verdict := outcome(v)
	fmt.Fprintf(s.Out, "%s\nSHA-256 %s\n%s\n\n", shown(title), v.SHA256, verdict)
	width := len("positions")
	row := func(mark, name, sentence string) {
		fmt.Fprintf(s.Out, "  %s  %-*s  %s\n", mark, width, name, shown(strings.TrimSpace(sentence)))
	}
	line := func(name string, ok bool, sentence string) {
		mark := "✓"
		if !ok {
			mark = "✗"
		}
		row(mark, name, sentence)
	}
	line("file", v.File.OK, v.File.Sentence)
	line("pages", v.Pages.OK, v.Pages.Sentence)
	line("rest", v.Rest.OK, v.Rest.Sentence)
	line("positions", v.Positions.OK, v.Positions.Sentence)
	for _, c := range v.Sources {
		line(fmt.Sprintf("S%d", c.Number), c.OK, clipped(c.Title, 60)+": "+c.Sentence)
	}
	for _, c := range v.Quotes {
		line(fmt.Sprintf("Q%d", c.Number), c.OK, clipped(c.Words, 60)+": "+c.Sentence)
	}
	if v.Compared {
		fmt.Fprintln(s.Out, "\nAgainst the dossier:")
		if len(wrong(v.Dossier)) == 0 {
			row("✓", "dossier", "every text and every quotation is the same there")
		}
		for _, f := range v.Dossier {
			mark := "✗"
			if f.Note {
				mark = "·"
			}
			row(mark, f.Where, f.Sentence)
		}
	}
	fmt.Fprintf(s.Out, "\n%s\n", verdict)
}

func wrong(of []dossier.Finding) (out []dossier.Finding) {
	for _, f := range of {
		if !f.Note {
			out = append(out, f)
		}
	}
	return out
}

func outcome(v app.Verification) string {
	differ := len(wrong(v.Dossier))
	switch {
	case v.OK():
		with := ""
		if v.Compared {
			with = " and with the dossier"
		}
		return fmt.Sprintf("%s and %s compared with the attached texts%s: all as they should be.", count(len(v.Quotes), "quotation"), count(len(v.Sources), "source"), with)
	case v.Verification.OK() && differ == 1 && wrong(v.Dossier)[0].Where == "issued":
		return "The packet agrees with itself and with the dossier's texts, but it is not recorded as issued: whether it is the one that was is not known."
	case v.Verification.OK():
		return fmt.Sprintf("The packet agrees with itself, but not with the dossier: %s. Do not rely on it before you know why.", count(differ, "difference"))
	}
	return "This packet is not as it was issued. Do not rely on it."
}

// clipped is a text on one line of at most n characters.
func clipped(text string, n int) string {
	r := []rune(strings.Join(strings.Fields(text), " "))
	if len(r) > n {
		r = append(r[:n-1], '…')
	}
	return string(r)
}
