package parts

import "fyne.io/fyne/v2"

// Command is a thing that can be done from the menu, with its key. Every pane lists its own.
type Command struct {
	Name     string
	Key      string        // as shown: "Ctrl Shift V", "Enter"; empty: none
	Shortcut fyne.Shortcut // what the menu listens to; nil for plain keys, which belong to the focused pane
	Enabled  func() bool   // nil: always
	Run      func()        // on the interface thread
	Title    func() string // nil: Name; for names that say what would be done, such as "Undo: …"
	Divided  bool          // a line stands before it
	Under    string        // the name of the menu within the menu that it stands in; empty: in none
	InSheet  bool          // stays while a sheet is open, because it changes nothing beneath
}

// Words returns the name as it reads now.
func (c Command) Words() string {
	if c.Title != nil {
		return c.Title()
	}
	return c.Name
}

// On reports whether the command can be done now.
func (c Command) On() bool { return c.Enabled == nil || c.Enabled() }
