package views

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Every menu fits on a screen 768 high, so that nobody has to scroll in it, and each command stands in one, or in a menu
// within it.
func TestMenusFit(t *testing.T) {
	w, _ := opened(t)
	const bar, high = 28, 768
	for _, g := range w.commands {
		if h := widget.NewMenu(g.menu).MinSize().Height; h > high-bar {
			t.Errorf("%s is %.0f high, and %d is there", g.name, h, high-bar)
		}
		found := map[*fyne.MenuItem]bool{}
		var walk func(m *fyne.Menu)
		walk = func(m *fyne.Menu) {
			for _, item := range m.Items {
				found[item] = true
				if item.ChildMenu != nil {
					walk(item.ChildMenu)
				}
			}
		}
		walk(g.menu)
		for i, c := range g.commands {
			if !found[g.items[i]] {
				t.Errorf("%s is not in the menu %s", c.Name, g.name)
			}
		}
	}
}
