// Package keymap says which key does what: the usual one, or the one that a person has bound instead. It knows keys as
// people read them: "A", "+", "Tab", "Shift Tab", "F3", "Ctrl Shift V".
package keymap

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Action is something that a key does.
type Action struct {
	ID    string // for the settings: "Edit/Undo"
	Name  string
	Usual string // its key, as people read it
	Plain bool   // a key without Ctrl, which belongs to the reader
}

// Map holds the actions and what was bound anew. The zero Map has no actions.
type Map struct {
	actions []Action
	bound   map[string]string // by ID
}

// New returns a map of actions with what was bound before, as Settings wrote it; what cannot be read is left out, and
// what is no longer an action too.
func New(actions []Action, settings string) *Map {
	m := &Map{actions: actions, bound: map[string]string{}}
	kept := map[string]string{}
	_ = json.Unmarshal([]byte(settings), &kept) // settings that are spoilt are as good as none
	for _, a := range actions {
		if key, ok := kept[a.ID]; ok && key != a.Usual && m.Refuse(a, key) == nil {
			m.bound[a.ID] = key
		}
	}
	return m
}

// Settings writes what was bound, to be kept.
func (m *Map) Settings() string {
	b, err := json.Marshal(m.bound)
	if err != nil {
		return ""
	}
	return string(b)
}

// Actions lists the actions.
func (m *Map) Actions() []Action { return m.actions }

// Key gives the key in force for an action; empty: none.
func (m *Map) Key(id string) string {
	if key, ok := m.bound[id]; ok {
		return key
	}
	for _, a := range m.actions {
		if a.ID == id {
			return a.Usual
		}
	}
	return ""
}

// Changed reports whether an action has another key than the usual one.
func (m *Map) Changed(id string) bool { _, ok := m.bound[id]; return ok }

// Holder gives the action that a key does now, plain or with Ctrl.
func (m *Map) Holder(key string) (Action, bool) {
	for _, a := range m.actions {
		if m.Key(a.ID) == key && key != "" {
			return a, true
		}
	}
	return Action{}, false
}

// reserved are keys that stay what they are: they move, select, or leave.
var reserved = []string{"Esc", "Space", "Backspace", "←", "→", "↑", "↓", "Home", "End", "PgUp", "PgDn", "[", "]", "{", "}", "(", ")", "Ctrl X", "Ctrl C", "Ctrl V", "Ctrl A", "Ctrl Z", "Ctrl Y"}

// IsFunctionKey tells F1, Shift F3 and the like from other keys as they are shown.
func IsFunctionKey(shown string) bool {
	shown = strings.TrimPrefix(shown, "Shift ")
	return len(shown) > 1 && shown[0] == 'F' && strings.Trim(shown[1:], "0123456789") == ""
}

// Refuse says why a key cannot be bound to an action; nil: it can.
func (m *Map) Refuse(a Action, key string) error {
	modified := strings.HasPrefix(key, "Ctrl ")
	function := IsFunctionKey(key)
	switch {
	case key == "":
		return nil
	case slices.Contains(reserved, key) && key != a.Usual:
		return fmt.Errorf("%s stays what it is", key)
	case len(key) == 1 && key[0] >= '0' && key[0] <= '9':
		return fmt.Errorf("the digits are the parties: change a party's place instead")
	case strings.HasPrefix(key, "Shift ") && !function && key != "Shift Tab":
		return fmt.Errorf("a letter with Shift is an issue: change the issue's letter instead")
	case !a.Plain && !modified && !function:
		return fmt.Errorf("%s would be typed into entries: take it with Ctrl, or a function key", key)
	case a.Plain && modified:
		return fmt.Errorf("this key works in the article: take one without Ctrl")
	}
	return nil
}

// Bind gives an action a key; who had it loses it, and is returned. Empty takes the key away, the usual one brings it
// back.
func (m *Map) Bind(id, key string) (lost []Action) {
	for _, a := range m.actions {
		if a.ID != id && key != "" && m.Key(a.ID) == key {
			m.set(a, "")
			lost = append(lost, a)
		}
	}
	for _, a := range m.actions {
		if a.ID == id {
			m.set(a, key)
		}
	}
	return lost
}

func (m *Map) set(a Action, key string) {
	if key == a.Usual {
		delete(m.bound, a.ID)
	} else {
		m.bound[a.ID] = key
	}
}

// Reset brings all usual keys back.
func (m *Map) Reset() { clear(m.bound) }

// Translate gives the usual key of the plain action that a pressed key does now, so that a pane goes on to know the
// usual ones only; empty: the key does nothing any more.
func (m *Map) Translate(pressed string) string {
	if m == nil || len(m.bound) == 0 {
		return pressed
	}
	usual := false
	for _, a := range m.actions {
		if !a.Plain {
			continue
		}
		if m.Key(a.ID) == pressed {
			return a.Usual
		}
		usual = usual || a.Usual == pressed
	}
	if usual {
		return "" // of an action that has another key now
	}
	return pressed
}

// InForce gives the key in force for a usual plain key: what is drawn beside what it does.
func (m *Map) InForce(usual string) string {
	if m == nil {
		return usual
	}
	for _, a := range m.actions {
		if a.Plain && a.Usual == usual {
			return m.Key(a.ID)
		}
	}
	return usual
}

// named are keys whose names people read otherwise than the toolkit.
var named = map[string]fyne.KeyName{"Enter": fyne.KeyReturn, "Del": fyne.KeyDelete, "Esc": fyne.KeyEscape, "Space": fyne.KeySpace, "Tab": fyne.KeyTab,
	"−": fyne.KeyMinus, "+": fyne.KeyEqual, "Backspace": fyne.KeyBackspace, "Ins": fyne.KeyInsert, "←": fyne.KeyLeft, "→": fyne.KeyRight, "↑": fyne.KeyUp, "↓": fyne.KeyDown,
	"PgUp": fyne.KeyPageUp, "PgDn": fyne.KeyPageDown}

// Shown gives a key of the toolkit as people read it.
func Shown(name fyne.KeyName, mod fyne.KeyModifier) string {
	words := ""
	if mod&fyne.KeyModifierControl != 0 {
		words += "Ctrl "
	}
	if mod&fyne.KeyModifierShift != 0 {
		words += "Shift "
	}
	if name == fyne.KeyEnter {
		name = fyne.KeyReturn
	}
	for shown, n := range named {
		if n == name {
			return words + shown
		}
	}
	return words + string(name)
}

// Shortcut makes of a key with Ctrl what the menu listens to; nil for others.
func Shortcut(shown string) fyne.Shortcut {
	var mod fyne.KeyModifier
	rest := shown
	for {
		if r, ok := strings.CutPrefix(rest, "Ctrl "); ok {
			mod, rest = mod|fyne.KeyModifierControl, r
		} else if r, ok := strings.CutPrefix(rest, "Shift "); ok {
			mod, rest = mod|fyne.KeyModifierShift, r
		} else {
			break
		}
	}
	if mod&fyne.KeyModifierControl == 0 {
		return nil
	}
	name := fyne.KeyName(rest)
	if n, ok := named[rest]; ok {
		name = n
	}
	return &desktop.CustomShortcut{KeyName: name, Modifier: mod}
}
