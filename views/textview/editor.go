package textview

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/dossier"
	"parley/views/look"
	"parley/views/parts"
)

// Editor is a view whose text can be changed. A key lays out one block of the text anew, however long it is.
type Editor struct {
	View
	// OnChanged is called after each change.
	OnChanged func()
	// OnFull is called instead where the text would become too long.
	OnFull func()

	history edits
	limit   int // bytes
	bytes   int
}

var (
	_ fyne.Focusable    = (*Editor)(nil)
	_ fyne.Shortcutable = (*Editor)(nil)
	_ fyne.Tabbable     = (*Editor)(nil)
	_ fyne.Draggable    = (*Editor)(nil)
	_ desktop.Mouseable = (*Editor)(nil)
)

// NewEditor returns an empty editor that takes texts of at most so many bytes.
func NewEditor(k *parts.Kit, limit int) *Editor {
	e := &Editor{View: View{kit: k, size: sizeUsual, measure: measureUsual, face: look.Serif, editing: true}, limit: limit}
	e.self = e
	e.ExtendBaseWidget(e)
	e.SetContent("")
	return e
}

// SetContent starts anew with a text; nothing can be taken back beyond it.
func (e *Editor) SetContent(text string) {
	runes := []rune(text)
	e.SetText(text, linesOf(runes, 0, len(runes)))
	e.history, e.bytes = edits{}, len(text)
}

// Content returns the text.
func (e *Editor) Content() string { return string(e.text) }

// Bytes returns the length of the text.
func (e *Editor) Bytes() int { return e.bytes }

// Edited reports whether anything was changed that is not taken back.
func (e *Editor) Edited() bool { return len(e.history.done) > 0 }

// put makes a change and tells of it. It is the one way in which the text is changed.
func (e *Editor) put(s dossier.Span, words []rune) {
	before := e.text[s.Start:s.End]
	e.bytes += utf8Len(words) - utf8Len(before)
	e.layout.replace(s, words)
	e.text = e.layout.text
	at := s.Start + len(words)
	e.anchor, e.caret = at, spot{offset: at}
	e.keepGoal = false
}

func utf8Len(words []rune) (n int) {
	for _, r := range words {
		n += utf8.RuneLen(r)
	}
	return n
}

func (e *Editor) changed() {
	e.reveal()
	e.moved()
	if e.OnChanged != nil {
		e.OnChanged()
	}
}

// write puts words in the place of a span, as a step that can be taken back.
func (e *Editor) write(s dossier.Span, words []rune) {
	if s.Empty() && len(words) == 0 {
		return
	}
	if more := utf8Len(words) - utf8Len(e.text[s.Start:s.End]); more > 0 && e.bytes+more > e.limit {
		if e.OnFull != nil {
			e.OnFull()
		}
		return
	}
	e.history.typed(edit{s.Start, append([]rune(nil), e.text[s.Start:s.End]...), words})
	e.put(s, words)
	e.changed()
}

// Insert puts words at the caret, in the place of what is selected.
func (e *Editor) Insert(text string) {
	text = strings.ReplaceAll(strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\r\n", "\n"), "\r", "\n")
	e.write(e.Selection(), []rune(text))
}

// Rewrite makes the text another one as one step that can be taken back; what both begin and end with stays as it is.
func (e *Editor) Rewrite(text string) {
	words := []rune(text)
	start, end := 0, 0
	for start < len(words) && start < len(e.text) && words[start] == e.text[start] {
		start++
	}
	for end < len(words)-start && end < len(e.text)-start && words[len(words)-1-end] == e.text[len(e.text)-1-end] {
		end++
	}
	e.history.close()
	e.write(dossier.Span{Start: start, End: len(e.text) - end}, words[start:len(words)-end])
	e.history.close()
}

// TypedRune types a letter.
func (e *Editor) TypedRune(r rune) { e.write(e.Selection(), []rune{r}) }

// TypedKey changes the text, or moves the caret.
func (e *Editor) TypedKey(k *fyne.KeyEvent) {
	s := e.Selection()
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		e.write(s, []rune{'\n'})
	case fyne.KeyBackspace, fyne.KeyDelete:
		if s.Empty() {
			if k.Name == fyne.KeyBackspace {
				s.Start = e.layout.previous(s.Start)
			} else {
				s.End = e.layout.next(s.End)
			}
		}
		e.write(s, nil)
	default:
		e.history.close()
		e.View.TypedKey(k)
	}
}

// TypedShortcut cuts, copies, pastes, takes back, and moves by words.
func (e *Editor) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutUndo:
		e.Undo()
	case *fyne.ShortcutRedo:
		e.Redo()
	case *fyne.ShortcutPaste:
		e.history.close()
		e.Insert(s.Clipboard.Content())
		e.history.close()
	case *fyne.ShortcutCopy:
		e.copy(s.Clipboard)
	case *fyne.ShortcutCut:
		if sel := e.Selection(); !sel.Empty() {
			e.copy(s.Clipboard)
			e.write(sel, nil)
		}
	case *desktop.CustomShortcut:
		sel := e.Selection()
		if s.Modifier == fyne.KeyModifierControl && (s.KeyName == fyne.KeyBackspace || s.KeyName == fyne.KeyDelete) {
			if sel.Empty() && s.KeyName == fyne.KeyBackspace {
				sel.Start = e.layout.wordBefore(sel.Start)
			} else if sel.Empty() {
				sel.End = e.layout.wordAfter(sel.End)
			}
			e.history.close()
			e.write(sel, nil)
			return
		}
		e.history.close()
		e.View.TypedShortcut(s)
	default:
		e.View.TypedShortcut(s)
	}
}

func (e *Editor) copy(to fyne.Clipboard) {
	if words := e.Words(e.Selection()); words != "" && to != nil {
		to.SetContent(words)
	}
}

// Undo takes back the last change; Redo makes it again.
func (e *Editor) Undo() {
	if c, ok := e.history.back(); ok {
		e.put(dossier.Span{Start: c.at, End: c.at + len(c.after)}, c.before)
		e.changed()
	}
}

// Redo makes the last change again that was taken back.
func (e *Editor) Redo() {
	if c, ok := e.history.forward(); ok {
		e.put(dossier.Span{Start: c.at, End: c.at + len(c.before)}, c.after)
		e.changed()
	}
}

// MouseDown moves the caret: what is typed then is a step of its own.
func (e *Editor) MouseDown(m *desktop.MouseEvent) {
	e.history.close()
	e.View.MouseDown(m)
}

// AcceptsTab lets Tab leave the editor.
func (e *Editor) AcceptsTab() bool { return false }
