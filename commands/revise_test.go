package commands

import (
	"strings"
	"testing"
)

// Ensures that a text is corrected from the command line, that what lost its place is listed with its candidates and
// placed anew, and that a packet is refused as long as it would cite an earlier text.
func TestReviseAndRepair(t *testing.T) {
	p := newPlace(t)
	p.want(0, "", "import @t.parley @a.txt")
	p.want(0, `[{"quote":"We have waited long enough","party":"Arvenia","issue":"Withdrawal","stance":"+"}]`, "code @t.parley -")
	p.want(0, "", "repair @t.parley", "Every statement stands on the current text")
	p.write("b.txt", strings.Replace(text, "waited long enough", "waited quite long enough", 1))
	p.want(0, "", "revise @t.parley 1 @b.txt --dry-run", "Would correct “Envoy names a date” (document 1): 1 line changed, 1 word added, 0 words removed.", "1 doubtful")
	p.want(0, "", "repair @t.parley", "Every statement stands on the current text")
	p.want(0, "", "revise @t.parley 1 @b.txt", "Corrected", "1 doubtful, 0 lost", "To place anew: 1 statement")
	p.want(1, "", "revise @t.parley 1 @b.txt", "the same as the current one")
	p.want(1, "", "revise @t.parley 7 @b.txt", "no document")
	p.want(1, "", "revise @t.parley 1 @none.txt", "no such file")
	p.want(1, " ", "revise @t.parley 1 -", "no text")
	out := p.want(0, "", "repair @t.parley", "Statement 2 in “Envoy names a date” (document 1)", "1  ¶ ", "{+quite ", "To place anew: 1 statement.")
	if strings.Contains(out, "[-") {
		t.Errorf("nothing went, and something is shown as gone:\n%s", out)
	}
	p.want(0, "", "repair @t.parley --json", `"statement":2`, `"candidates":[{"n":1,"start":`, "waited quite long enough")
	p.want(0, "", "check @t.parley", "All is well", "To place anew in a corrected text: 1 statement.")
	p.want(0, "", "check @t.parley --json", `"to_place_anew":1`)
	p.want(1, "", "brief @t.parley -o @b.pdf", "statement 2 stands on an earlier text of document 1")
	p.want(2, "", "repair @t.parley --confirm", "name one statement")
	p.want(2, "", "repair @t.parley 2 --confirm 4", "there is no candidate 4")
	p.want(1, "", "repair @t.parley 1 --confirm", "is not to be placed anew")
	p.want(0, "", "repair @t.parley 2 --confirm", "Placed: statement 2.")
	p.want(0, "", "brief @t.parley -o @b.pdf")
	p.want(0, "", "verify @b.pdf @t.parley", "all as they should be")
	p.want(0, "", "undo @t.parley") // the packet
	p.want(0, "", "undo @t.parley", "Undone: Place statement 2 anew")
	p.want(0, "", "repair @t.parley 2 --confirm 1", "Placed: statement 2.")
	p.want(0, "", "undo @t.parley")
	p.want(1, "", "repair @t.parley 2 --words the", "in 3 places")
	p.want(0, "", "repair @t.parley 2 --words quite", "Placed: statement 2.")
	p.want(0, "Nothing of it stands here.", "revise @t.parley 1 - --json", `"lost":2`, `"stored":true`)
	p.want(0, "", "repair @t.parley", "Its words are lost", "To place anew: 2 statements.")
	p.want(0, "", "delete @t.parley statement 1")
	p.want(0, "", "repair @t.parley", "To place anew: 1 statement.")
}
