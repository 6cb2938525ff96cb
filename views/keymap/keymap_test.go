package keymap

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

func some() []Action {
	return []Action{{"Statement/Accept", "Accept", "Enter", true}, {"Statement/Next", "Next to decide", "Tab", true}, {"Statement/Supports", "Supports", "+", true},
		{"Edit/Find", "Find", "Ctrl F", false}, {"Edit/Find next", "Find the next", "F3", false}, {"Dossier/Sample", "Open the sample", "", false}}
}

func TestBinding(t *testing.T) {
	m := New(some(), "")
	if m.Translate("Enter") != "Enter" || m.Translate("G") != "G" || m.InForce("+") != "+" || m.Key("Edit/Find") != "Ctrl F" {
		t.Error("the usual keys are not in force")
	}
	if lost := m.Bind("Statement/Supports", "G"); len(lost) != 0 {
		t.Errorf("lost %v", lost)
	}
	if m.Translate("G") != "+" || m.Translate("+") != "" || m.InForce("+") != "G" || !m.Changed("Statement/Supports") {
		t.Errorf("G is %q, + is %q", m.Translate("G"), m.Translate("+"))
	}
	if lost := m.Bind("Statement/Next", "G"); len(lost) != 1 || lost[0].Name != "Supports" || m.Key("Statement/Supports") != "" || m.Translate("G") != "Tab" || m.Translate("Tab") != "" {
		t.Errorf("a key that was taken over: lost %v", lost)
	}
	again := New(some(), m.Settings())
	if again.Key("Statement/Next") != "G" || again.Key("Statement/Supports") != "" || again.Key("Statement/Accept") != "Enter" {
		t.Errorf("kept %s", m.Settings())
	}
	again.Bind("Statement/Supports", "+")
	if again.Changed("Statement/Supports") {
		t.Error("the usual key counts as changed")
	}
	again.Reset()
	if again.Key("Statement/Next") != "Tab" || again.Settings() != "{}" {
		t.Error("Reset does not bring the usual keys back")
	}
	if New(some(), "spoilt").Key("Edit/Find") != "Ctrl F" || New(some(), `{"Edit/Find":"5","Gone/Action":"Ctrl J"}`).Key("Edit/Find") != "Ctrl F" {
		t.Error("spoilt settings are taken")
	}
	var none *Map
	if none.Translate("A") != "A" || none.InForce("A") != "A" {
		t.Error("without a map keys are not themselves")
	}
}

func TestRefuse(t *testing.T) {
	m := New(some(), "")
	accept, find := m.actions[0], m.actions[3]
	for _, c := range []struct {
		a   Action
		key string
		ok  bool
	}{
		{accept, "G", true}, {accept, "*", true}, {accept, "F4", true}, {accept, "Ins", true}, {accept, "5", false}, {accept, "Shift G", false}, {accept, "Ctrl G", false},
		{accept, "Esc", false}, {accept, "←", false}, {accept, "", true}, {find, "Ctrl G", true}, {find, "Ctrl Shift G", true}, {find, "F4", true}, {find, "Shift F4", true},
		{find, "G", false}, {find, "Ctrl C", false},
	} {
		if err := m.Refuse(c.a, c.key); (err == nil) != c.ok {
			t.Errorf("%s for %s: %v", c.key, c.a.Name, err)
		}
	}
}

func TestShown(t *testing.T) {
	for _, c := range []struct {
		name  fyne.KeyName
		mod   fyne.KeyModifier
		shown string
	}{{fyne.KeyReturn, 0, "Enter"}, {fyne.KeyEnter, 0, "Enter"}, {fyne.KeyTab, fyne.KeyModifierShift, "Shift Tab"}, {fyne.KeyV, fyne.KeyModifierControl | fyne.KeyModifierShift, "Ctrl Shift V"},
		{fyne.KeyF3, 0, "F3"}, {fyne.KeyMinus, fyne.KeyModifierControl, "Ctrl −"}, {fyne.KeyLeftBracket, fyne.KeyModifierControl, "Ctrl ["}} {
		if got := Shown(c.name, c.mod); got != c.shown {
			t.Errorf("%s is shown as %q, want %q", c.name, got, c.shown)
		}
		s, _ := Shortcut(c.shown).(*desktop.CustomShortcut)
		if c.mod&fyne.KeyModifierControl == 0 {
			if s != nil {
				t.Errorf("%q is a shortcut of the menu", c.shown)
			}
		} else if s == nil || s.KeyName != c.name || s.Modifier != c.mod {
			t.Errorf("%q listens to %+v", c.shown, s)
		}
	}
}
