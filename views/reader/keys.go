package reader

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"

	"parley/dossier"
	"parley/views/keymap"
	"parley/views/parts"
	"parley/views/textview"
)

// key takes the keys of the pane before the text moves its caret by them.
func (p *Pane) key(e *fyne.KeyEvent) bool {
	if p.ends != nil {
		switch e.Name {
		case fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown:
			p.moveEnd(e.Name, parts.Shifted())
		case fyne.KeyReturn, fyne.KeyEnter:
			p.stopEnds(true)
		case fyne.KeyEscape:
			p.stopEnds(false)
		default:
			return false
		}
		return true
	}
	if len(e.Name) == 1 {
		return false // a letter: it comes as one, too
	}
	mod := fyne.KeyModifier(0)
	if parts.Shifted() {
		mod = fyne.KeyModifierShift
	}
	return p.dispatch(keymap.Shown(e.Name, mod))
}

// letter takes the letters of the pane. Digits are parties and capitals are issues, whatever else was bound.
func (p *Pane) letter(r rune) bool {
	if p.ends != nil {
		return true
	}
	switch {
	case r >= '1' && r <= '9':
		p.setParty(int(r - '1'))
	case unicode.IsUpper(r):
		p.issueByLetter(string(r))
	case strings.ContainsRune("[]", r):
		p.view.MoveBy(textview.Sentence, r == '[', false)
	case strings.ContainsRune("()", r):
		p.view.MoveBy(textview.Sentence, r == '(', true)
	case strings.ContainsRune("{}", r):
		p.view.MoveBy(textview.Passage, r == '{', false)
	case r == '-':
		return p.dispatch("−")
	default:
		return p.dispatch(string(unicode.ToUpper(r)))
	}
	return true
}

// dispatch does what a key does, as the menu has it.
func (p *Pane) dispatch(pressed string) bool {
	usual := p.keymap().Translate(pressed)
	if usual == "" {
		return pressed != "" // it was bound to something that has another key now: it must not move the caret either
	}
	for _, c := range p.commands {
		if c.Key == usual {
			c.Run()
			return true
		}
	}
	return false
}

func (p *Pane) keymap() *keymap.Map {
	if p.Keys == nil {
		return nil
	}
	return p.Keys()
}

// KeysChanged draws the keys anew that were bound otherwise.
func (p *Pane) KeysChanged() {
	p.article.showKeys()
	p.card.showKeys()
	p.refresh()
}

func (p *Pane) shortcut(s fyne.Shortcut) {
	if _, ok := s.(*fyne.ShortcutCopy); ok {
		p.copyText()
	}
}

// Copy copies the selection or the current statement; SelectAll selects the text. The menu calls them.
func (p *Pane) Copy() { p.copyText() }

// SelectAll selects the whole text.
func (p *Pane) SelectAll() { p.view.SelectAll() }

// Shape is how the text is set; SetShape sets it anew.
func (p *Pane) Shape() textview.Shape { return p.view.Shape() }

// SetShape sets the text in another size, width or face.
func (p *Pane) SetShape(s textview.Shape) {
	p.view.SetShape(s)
	p.article.Refresh()
}

// Menu lists what can be done with statements, with their usual keys.
func (p *Pane) Menu() []parts.Command { return slices.Clone(p.commands) }

func (p *Pane) menu() []parts.Command {
	open := func() bool { return p.shown != dossier.None && p.ends == nil }
	current := func() bool { return open() && p.statementNow() != nil }
	able := func() bool { return current() || open() && !p.view.Selection().Empty() }
	list := []parts.Command{
		{Name: "Accept", Key: "Enter", Enabled: current, Run: func() { p.decide(true) }},
		{Name: "Reject or remove", Key: "Del", Enabled: current, Run: func() { p.decide(false) }},
		{Name: "Accept all of a high confidence", Key: "A", Enabled: open, Run: p.acceptAll,
			Title: func() string { return fmt.Sprintf("Accept all of %.2f and above", p.above) }},
		{Name: "How high for accepting all…", Run: p.AskAbove},
		{Name: "Next to decide", Key: "Tab", Enabled: open, Run: func() { p.step(false) }},
		{Name: "Previous to decide", Key: "Shift Tab", Enabled: open, Run: func() { p.step(true) }},
		{Name: "Next under the caret", Key: "C", Enabled: open, Run: p.cycle},
		{Name: "New statement from the selection", Key: "X", Enabled: open, Run: p.newStatement, Divided: true},
		{Name: "Move its ends", Key: "E", Enabled: current, Run: p.startEnds},
		{Name: "Set party…", Key: "1–9", Enabled: able, Run: p.pickParty, Divided: true},
		{Name: "Set issue…", Key: "I", Enabled: able, Run: p.issuePicker},
		{Name: "Supports", Under: "Stance", Key: "+", Enabled: able, Run: func() { p.setStance(dossier.Supports) }},
		{Name: "Conditional", Under: "Stance", Key: "~", Enabled: able, Run: func() { p.setStance(dossier.Conditional) }},
		{Name: "Opposes", Under: "Stance", Key: "−", Enabled: able, Run: func() { p.setStance(dossier.Opposes) }},
		{Name: "Ambiguous", Under: "Stance", Key: "?", Enabled: able, Run: func() { p.setStance(dossier.Ambiguous) }},
		{Name: "Set reason…", Key: "R", Enabled: able, Run: p.askReason},
		{Name: "Set speaker…", Under: "Who said it, and how", Key: "S", Enabled: able, Run: p.pickSpeaker, Divided: true},
		{Name: "Change kind", Under: "Who said it, and how", Key: "K", Enabled: able, Run: p.nextKind},
		{Name: "Change act", Under: "Who said it, and how", Key: "V", Enabled: able, Run: p.nextAct},
		{Name: "Set when it was said…", Under: "Who said it, and how", Key: "D", Enabled: able, Run: p.askSaid},
		{Name: "Set who reported it…", Under: "Who said it, and how", Key: "H", Enabled: able, Run: p.askChain},
		{Name: "Set role…", Under: "Who said it, and how", Key: "O", Enabled: able, Run: p.askRole},
		{Name: "Translate…", Under: "Who said it, and how", Key: "W", Enabled: able, Run: p.askTranslation},
		{Name: "Note…", Key: "N", Enabled: able, Run: p.askNote, Divided: true},
		{Name: "Tag…", Key: "T", Enabled: able, Run: p.pickTag},
		{Name: "Link to another statement…", Key: "L", Enabled: current, Run: p.pickLink},
	}
	return list
}
