package commands

import "testing"

// Ensures that names are listed, changed, merged and split by commands.
func TestNames(t *testing.T) {
	p := newPlace(t)
	p.want(0, "", "import @t.parley @a.txt")
	p.want(0, "", "names @t.parley actor", "actor  ", "statement")
	p.want(0, "", "names @t.parley issue --start-list", "Added")
	p.want(0, "", "names @t.parley issue", "Ceasefire (C)", "0 statements")
	p.want(0, "", "names @t.parley issue Ceasefire --rename Truce", "Renamed")
	p.want(0, "", "names @t.parley issue Truce --merge Aid --preview", "1 issue would go to the trash")
	p.want(0, "", "names @t.parley issue Truce --merge Aid", "Merged")
	p.want(1, "", "names @t.parley issue Truce --merge Nowhere", "Nowhere")
	p.want(1, "", "names @t.parley issue Truce --split opposes --as None", "no statement has that stance")
	p.want(2, "", "names @t.parley issue Truce --split later", "split by --split")
	p.want(2, "", "names @t.parley gadget", "none of actor")
	p.want(2, "", "names @t.parley actor --rename X", "say which one")
	p.want(2, "", "names @t.parley tag --start-list", "is for issues")
	p.want(0, "", "tag @t.parley urgent statement 1", "Tagged")
	p.want(0, "", "names @t.parley tag urgent --rename pressing", "Renamed")
	p.want(0, "", "names @t.parley --json", `"kind":"tag"`, `"name":"pressing"`)
	p.want(0, "", "undo @t.parley", "Rename")
	p.want(0, "", "check @t.parley", "All is well")
}
