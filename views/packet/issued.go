package packet

import (
	"fmt"
	"net/url"
	"path/filepath"

	"parley/dossier"
	"parley/views/parts"
	"parley/views/picker"
)

// openIssued offers what can be done with a packet that was written.
func (p *Pane) openIssued(x dossier.IssuedPacket) {
	items := []picker.Item{{Name: "Open the file", Note: filepath.Base(x.Path)}, {Name: "Verify it", Note: "every quotation, against the dossier"}}
	do := []func(){func() { p.open(x.Path) }, func() { p.deps.Verify(x.Path) }}
	if ref := x.Recipe.Reference; ref != "" {
		items = append(items, picker.Item{Name: "Compare with it", Note: "what changed since"})
		do = append(do, func() { p.edit("Compare with "+ref, func(r *dossier.Recipe) { r.Since = ref }) })
	}
	items = append(items, picker.Item{Name: "Use its recipe", Note: "in place of this one's; Undo brings it back"})
	do = append(do, func() { p.useRecipe(x) })
	picker.Open(p.desk, picker.Options{Title: issuedName(x), Subtitle: fmt.Sprintf("%s, %s", x.IssuedAt.Local().Format("2 Jan 2006"), parts.Count(x.Pages, "page")),
		Placeholder: "What to do", Items: items, Picked: func(i int) { do[i]() }})
}

// useRecipe takes what a packet was made from into the recipe, under the name that it has.
func (p *Pane) useRecipe(x dossier.IssuedPacket) {
	p.order = nil
	p.edit("Use the recipe of "+issuedName(x), func(r *dossier.Recipe) {
		name := r.Name
		*r = clone(x.Recipe)
		r.Name, r.Issued = name, dossier.Date{}
	})
}

// open shows a written packet in the system's own viewer.
func (p *Pane) open(path string) {
	u := &url.URL{Scheme: "file", Path: filepath.ToSlash(path)}
	p.desk.Go(func() {
		if err := p.deps.OpenURL(u); err != nil {
			p.desk.Do(func() {
				p.desk.Say(parts.Message{Words: fmt.Sprintf("%s was not opened: the system has no viewer for it (%v). The file is at %s.", filepath.Base(path), err, path)})
			})
		}
	})
}
