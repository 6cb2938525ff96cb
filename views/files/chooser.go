// Package files is the sheet that chooses a file: a list of a folder, and a line in which a name or a whole path is
// typed. It is worked by the keyboard, which the toolkit's own dialog is not.
package files

import (
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"parley/views/desk"
	view "parley/views/list"
	words "parley/views/look"
	"parley/views/parts"
	"parley/views/sheet"
)

// Options say what is chosen.
type Options struct {
	Title   string
	Action  string   // words of the primary button: "Open", "Make"
	Endings []string // ".parley"; empty: all files
	Dir     string   // where to begin
	Name    string   // for a new file: the name that is offered
	New     bool     // the file is made: it may be new
	Replace bool     // a file of that name may be replaced, when confirmed a second time
	Folder  bool     // a folder may be chosen too
	Done    func(path string)
}

type chooser struct {
	desk  *desk.Desk
	o     Options
	dir   string
	all   []item
	shown []item
	asked string // the path for which "replace" was asked

	path  *parts.Label
	field *parts.Field
	list  *view.List
	empty *parts.Label
	sheet *sheet.Sheet
}

// Choose opens the sheet. Done is called on the interface thread with an absolute path, after the sheet is gone.
func Choose(d *desk.Desk, o Options) {
	c := &chooser{desk: d, o: o}
	k := d.Kit
	c.path = parts.NewElided(k, "", words.Second, words.InkSoft)
	placeholder := "Type to narrow, or a path"
	if o.New {
		placeholder = "Name of the file"
	}
	c.field = parts.NewField(k, placeholder, "")
	c.field.Entry.SetText(o.Name)
	c.list = view.New(k, c)
	c.list.Patient = true
	c.empty = parts.NewElided(k, "", words.Second, words.InkSoft)
	c.list.OnOpen = c.openRow
	c.list.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyBackspace {
			c.enter(filepath.Dir(c.dir))
			return true
		}
		return false
	}
	c.field.Entry.OnChanged = func(string) { c.narrow() }
	c.field.Entry.OnKey = c.key
	frame := parts.NewFrame(k, words.InkPaper, words.InkEdge, words.CornerField)
	listed := container.NewStack(frame, container.New(layout.NewCustomPaddedLayout(1, 1, 1, 1), parts.NewClip(c.list)))
	top := container.New(layout.NewCustomPaddedVBoxLayout(words.Space2), c.field, c.path)
	body := container.New(layout.NewBorderLayout(top, c.empty, nil, nil), top, c.empty, listed)
	c.sheet = d.Sheets.Open(sheet.Options{
		Title: o.Title, Width: 640, Height: 480, Body: body, Focus: c.field.Entry,
		Confirm: c.confirm,
		Buttons: []*parts.Button{
			parts.NewButton(k, "Cancel", "Esc", parts.Plain, func() { c.sheet.Close() }),
			parts.NewButton(k, o.Action, "Enter", parts.Primary, c.confirm),
		},
	})
	dir := o.Dir
	if dir == "" {
		dir = d.Home
	}
	c.enter(dir)
	c.field.Entry.TypedShortcut(&fyne.ShortcutSelectAll{}) // typing replaces the name that is offered
}

// enter shows another folder. Reading one is slow on a network drive, so it is done beside the interface thread.
func (c *chooser) enter(dir string) {
	c.desk.Go(func() {
		items, err := look(dir, c.o.Endings)
		c.desk.Do(func() {
			if err != nil && c.dir == "" && dir != c.desk.Home {
				c.enter(c.desk.Home) // where it was to begin is gone
				return
			}
			if err != nil {
				c.field.SetWrong("This folder cannot be read: " + reason(err))
				return
			}
			c.dir, c.all = dir, items
			c.desk.Home = dir
			c.path.Set(dir)
			c.field.SetWrong("")
			c.narrow()
		})
	})
}

func reason(err error) string {
	switch {
	case os.IsNotExist(err):
		return "it is not there."
	case os.IsPermission(err):
		return "the system does not allow it."
	}
	return err.Error()
}

func (c *chooser) narrow() {
	typed := c.field.Entry.Text
	if c.o.New || filepath.IsAbs(typed) || len(typed) > 0 && typed[0] == '~' {
		typed = ""
	}
	c.shown = nil
	if up := filepath.Dir(c.dir); up != c.dir && typed == "" {
		c.shown = append(c.shown, item{name: "..", path: up, folder: true})
	}
	c.shown = append(c.shown, matching(c.all, typed)...)
	note := ""
	switch {
	case c.o.New || len(matching(c.all, typed)) > 0:
	case typed != "":
		note = "Nothing here is called so"
	case len(c.o.Endings) == 0:
		note = "This folder is empty"
	default:
		note = "Nothing here ends in " + strings.Join(c.o.Endings, ", ")
	}
	c.empty.Set(note)
	c.list.Reload(-1)
}

// key moves in the list while the line has the keyboard.
func (c *chooser) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyPageUp:
		c.list.TypedKey(e)
	case fyne.KeyReturn, fyne.KeyEnter:
		c.confirm()
	case fyne.KeyBackspace:
		if c.field.Entry.Text != "" {
			return false
		}
		c.enter(filepath.Dir(c.dir))
	default:
		return false
	}
	return true
}

func (c *chooser) openRow(i int) {
	if i < 0 || i >= len(c.shown) {
		return
	}
	it := c.shown[i]
	if it.folder {
		if !c.o.New {
			c.field.Entry.SetText("")
		}
		c.enter(it.path)
		return
	}
	c.take(it.path)
}

// confirm takes what was typed, else the current row.
func (c *chooser) confirm() {
	typed := c.field.Entry.Text
	row := c.list.Current()
	if row >= 0 && row < len(c.shown) && (typed == "" || !c.o.New || c.shown[row].folder) {
		it := c.shown[row]
		if c.o.Folder && it.folder && typed == "" && it.name != ".." {
			c.take(it.path)
			return
		}
		c.openRow(row)
		return
	}
	if typed == "" {
		if c.o.Folder {
			c.take(c.dir)
			return
		}
		c.field.SetWrong("Type a name, or choose a row")
		return
	}
	path := resolve(typed, c.dir)
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		if !c.o.New {
			c.field.Entry.SetText("")
		}
		c.enter(path)
		return
	}
	if !c.o.New && len(c.shown) == 1 && !filepath.IsAbs(typed) {
		c.openRow(0)
		return
	}
	c.take(path)
}

func (c *chooser) take(path string) {
	if c.o.New {
		path = withEnding(path, c.o.Endings)
	}
	_, err := os.Stat(path)
	switch {
	case c.o.New && err == nil && !c.o.Replace:
		c.field.SetWrong("A file of this name is already here. Choose another name")
		return
	case c.o.New && err == nil && c.asked != path:
		c.asked = path
		c.field.SetWrong("A file of this name is already here. Enter again to replace it")
		return
	case c.o.New && err != nil:
		if _, err := os.Stat(filepath.Dir(path)); err != nil {
			c.field.SetWrong("The folder " + filepath.Dir(path) + " is not there")
			return
		}
	case !c.o.New && err != nil:
		c.field.SetWrong("There is no such file: " + filepath.Base(path))
		return
	}
	c.desk.Home = filepath.Dir(path)
	c.sheet.Close()
	c.o.Done(path)
}
