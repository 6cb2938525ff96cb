package views

import (
	"runtime"
	"strings"

	"fyne.io/fyne/v2"

	"parley/views/look"
	"parley/views/parts"
)

// group is one menu of the menu bar.
type group struct {
	name     string
	commands []parts.Command
	menu     *fyne.Menu
	items    []*fyne.MenuItem // of the commands, one each
}

// quiet is a shortcut that the menu acts on and does not draw: the toolkit draws keys at a fifth of the text's
// strength, which nobody can read, so the keys stand in the words of the item.
type quiet struct{ name string }

// ShortcutName implements fyne.Shortcut.
func (q quiet) ShortcutName() string { return q.name }

func (w *window) buildMenu() {
	w.commands = w.keyed(w.allCommands())
	var menus []*fyne.Menu
	for gi := range w.commands {
		g := &w.commands[gi]
		g.menu = fyne.NewMenu(g.name)
		within := map[string]*fyne.Menu{}
		for ci := range g.commands {
			c := &g.commands[ci]
			menu := g.menu
			if c.Under != "" {
				if within[c.Under] == nil {
					within[c.Under] = fyne.NewMenu(c.Under)
					divide(menu, c)
					parent := fyne.NewMenuItem(menuMargin+c.Under, nil)
					parent.ChildMenu = within[c.Under]
					menu.Items = append(menu.Items, parent)
				}
				menu = within[c.Under]
			}
			divide(menu, c)
			item := fyne.NewMenuItem(c.Name, func() { w.run(*c) })
			item.Shortcut = c.Shortcut
			if c.Shortcut != nil && runtime.GOOS != "darwin" {
				item.Shortcut = quiet{c.Shortcut.ShortcutName()}
			}
			item.IsQuit = c.Name == "Quit"
			menu.Items = append(menu.Items, item)
			g.items = append(g.items, item)
		}
		menus = append(menus, g.menu)
	}
	w.menu = fyne.NewMainMenu(menus...)
	w.refreshMenu()
	w.win.SetMainMenu(w.menu)
}

// divide puts a line into a menu before a command that wants one.
func divide(menu *fyne.Menu, c *parts.Command) {
	if c.Divided && len(menu.Items) > 0 {
		menu.Items = append(menu.Items, fyne.NewMenuItemSeparator())
	}
}

// run does a command where it can be done: the toolkit calls disabled items too, when their key is pressed.
func (w *window) run(c parts.Command) {
	if w.capture != nil && c.Key != "" { // it was pressed to be bound to something
		w.capture(c.Key)
		return
	}
	if w.can(c) {
		c.Run()
		w.changed()
	}
}

// can reports whether a command can be done now. Under an open sheet nothing is changed.
func (w *window) can(c parts.Command) bool {
	return (c.InSheet || w.desk.Sheets.Top() == nil) && c.On()
}

// titleWidth is the room for a name that says what would be done: the width of a menu must not change once it was drawn.
const titleWidth = 300

// refreshMenu brings the menu up to date. The toolkit reads names and states as a menu opens; setting the menu anew
// would close one that is open.
func (w *window) refreshMenu() {
	for gi := range w.commands {
		g := &w.commands[gi]
		type columns struct{ names, keys float32 }
		widths := map[string]columns{} // of the menu, and of each within it
		for _, c := range g.commands {
			x := widths[c.Under]
			x.names = max(x.names, w.look.Width(c.Name, look.Body))
			x.keys = max(x.keys, w.look.Width(c.Key, look.Body))
			if c.Title != nil {
				x.names = max(x.names, titleWidth)
			}
			widths[c.Under] = x
		}
		for i, c := range g.commands {
			x := widths[c.Under]
			g.items[i].Label, g.items[i].Disabled = w.menuWords(c, x.names, x.keys), !w.can(c)
		}
	}
}

// menuMargin keeps the words off the edge of the menu.
const menuMargin = "  "

// menuWords returns the name of a command and, at the right edge of the menu, its key. Spaces push it there: a menu
// item of the toolkit has one text only.
func (w *window) menuWords(c parts.Command, names, keys float32) string {
	words := w.look.Elide(c.Words(), look.Body, names)
	if runtime.GOOS == "darwin" {
		return words
	}
	if c.Key == "" {
		return menuMargin + words + menuMargin
	}
	const gap = 32
	free := names + gap + keys - w.look.Width(words, look.Body) - w.look.Width(c.Key, look.Body)
	n := max(2, int(free/w.look.Width(" ", look.Body)+0.5))
	return menuMargin + words + strings.Repeat(" ", n) + c.Key + menuMargin
}
