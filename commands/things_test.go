package commands

import (
	"strings"
	"testing"
)

// Ensures that what was deleted lies in the trash and comes back, and that a thing's history is told and can be
// returned to.
func TestTrashAndVersions(t *testing.T) {
	p := newPlace(t)
	p.want(1, "", "trash @t.parley", "no such file")
	p.want(0, "", "import @t.parley @a.txt")
	p.want(0, `[{"quote":"We have waited long enough","party":"Arvenia","issue":"Withdrawal","stance":"+"}]`, "code @t.parley -")
	p.want(0, "", "trash @t.parley", "The trash is empty")
	p.want(0, "", "delete @t.parley issue withdrawal", "Deleted: issue “withdrawal”")
	p.want(0, "", "delete @t.parley document 1")
	p.want(1, "", "delete @t.parley document 1", "not in this dossier")
	p.want(2, "", "delete @t.parley actor Arvenia", "cannot be deleted here")
	p.want(1, "", "delete @t.parley document seven", "is not the number")
	out := p.want(0, "", "trash @t.parley", "document 1  Envoy names a date", "issue  Withdrawal")
	if strings.Index(out, "document 1") > strings.Index(out, "issue") {
		t.Errorf("the newest is not first:\n%s", out)
	}
	p.want(0, "", "trash @t.parley --json", `"kind":"document"`, `"action":"Delete document 1"`)
	p.want(2, "", "trash @t.parley --restore 3", "there is no number")
	p.want(0, "", "trash @t.parley --restore all", "Brought back: 2 things")
	p.want(0, "", "positions @t.parley", "● Supports (1)")
	p.want(0, "", "check @t.parley", "All is well")
	out = p.want(0, "", "versions @t.parley statement 2", "stance on Withdrawal: – → supports", "Import")
	p.want(0, "", "versions @t.parley statement 2 --json", `"field":"stance on Withdrawal"`)
	p.want(0, "", "versions @t.parley statement 2 --restore 1", "Restored: statement 2")
	p.want(0, "", "positions @t.parley", "No statement found")
	p.want(0, "", "undo @t.parley", "Undone: Restore statement 2 as of action 1")
	p.want(1, "", "versions @t.parley statement 99", "no statement")
	p.want(1, "", "versions @t.parley gadget 1")
	p.want(2, "", "versions @t.parley statement 2 --as-of yesterday", "is not a time")
	p.want(1, "", "versions @t.parley statement 2 --as-of 2020-01-01", "did not exist then")
	if !strings.Contains(out, "status: proposed → accepted") {
		t.Errorf("the acceptance is not told:\n%s", out)
	}
}
