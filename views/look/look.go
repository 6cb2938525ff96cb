// Package look holds how the window looks: colours, type and space, in a light and a dark mode, as a theme for the
// toolkit's widgets and as values for our own.
//
// A widget keeps the *Look and asks for the Palette each time it refreshes; the toolkit refreshes every widget when
// the mode changes.
package look

import (
	"image/color"
	"sync/atomic"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Mode says which palette is used.
type Mode int32

// The modes. System follows the desktop.
const (
	System Mode = iota
	Light
	Dark
)

// Look is the look of one window. Its methods are safe from any goroutine, but Width and Measure.
type Look struct {
	faces  [fonts]fyne.Resource
	mode   atomic.Int32
	system atomic.Int32 // the desktop's variant, as last heard
	silent atomic.Bool  // the desktop says neither light nor dark
	noKeys atomic.Bool  // key hints are hidden
}

var _ fyne.Theme = (*Look)(nil)

// New returns a look with the given fonts, by the names of the bundled files. It follows the desktop.
func New(font func(name string) []byte) *Look {
	l := &Look{}
	for i, name := range fontNames {
		l.faces[i] = fyne.NewStaticResource(name+".ttf", font(name))
	}
	l.system.Store(int32(theme.VariantLight))
	return l
}

// Attach makes the look the theme of the app and keeps it in step with the desktop. Call it on the interface thread.
func (l *Look) Attach(a fyne.App) {
	l.system.Store(int32(a.Settings().ThemeVariant()))
	a.Settings().AddListener(func(s fyne.Settings) { l.system.Store(int32(s.ThemeVariant())) })
	a.Settings().SetTheme(l)
}

// SetMode chooses the palette and refreshes every widget of the app. Call it on the interface thread.
func (l *Look) SetMode(a fyne.App, m Mode) {
	l.mode.Store(int32(m))
	a.Settings().SetTheme(l)
}

// DesktopIsSilent says that nobody can be asked for the desktop's mode. The toolkit takes that for dark; print on
// paper is the better guess.
func (l *Look) DesktopIsSilent() { l.silent.Store(true) }

// Mode returns the chosen mode.
func (l *Look) Mode() Mode { return Mode(l.mode.Load()) }

// IsDark reports whether the dark palette is in use.
func (l *Look) IsDark() bool {
	switch Mode(l.mode.Load()) {
	case Light:
		return false
	case Dark:
		return true
	}
	return !l.silent.Load() && fyne.ThemeVariant(l.system.Load()) == theme.VariantDark
}

// KeyHints reports whether the keys are shown beside what they do.
func (l *Look) KeyHints() bool { return !l.noKeys.Load() }

// ShowKeyHints shows or hides the keys and refreshes every widget. Call it on the interface thread.
func (l *Look) ShowKeyHints(a fyne.App, on bool) {
	l.noKeys.Store(!on)
	a.Settings().SetTheme(l)
}

// Palette returns the colours in use.
func (l *Look) Palette() *Palette {
	if l.IsDark() {
		return &dark
	}
	return &light
}

// Color gives the toolkit's widgets our colours.
func (l *Look) Color(n fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	p := l.Palette()
	switch n {
	case theme.ColorNameBackground, theme.ColorNameButton, theme.ColorNameDisabledButton:
		return p.Chrome
	case theme.ColorNameHeaderBackground:
		return p.Chrome
	case theme.ColorNameInputBackground, theme.ColorNameMenuBackground, theme.ColorNameOverlayBackground:
		return p.Paper
	case theme.ColorNameForeground:
		return p.Text
	case theme.ColorNameForegroundOnPrimary:
		return p.OnHead
	case theme.ColorNameForegroundOnError, theme.ColorNameForegroundOnSuccess, theme.ColorNameForegroundOnWarning:
		return p.Paper
	case theme.ColorNameDisabled, theme.ColorNamePlaceHolder:
		return p.Faint
	case theme.ColorNameInputBorder:
		return p.Field
	case theme.ColorNamePrimary: // frame of a focused entry, caret, progress
		return p.Focus
	case theme.ColorNameFocus: // ground of the open menu and of the chosen item
		return p.Sel
	case theme.ColorNameHover:
		return p.Hover
	case theme.ColorNamePressed:
		return p.Line
	case theme.ColorNameSelection:
		return p.TxSel
	case theme.ColorNameHyperlink:
		return p.Link
	case theme.ColorNameSeparator:
		return p.Line
	case theme.ColorNameScrollBar:
		return p.Edge
	case theme.ColorNameScrollBarBackground:
		return color.Transparent
	case theme.ColorNameShadow: // the only edge that the toolkit gives to an open menu
		return alpha(p.Edge, 60)
	case theme.ColorNameError:
		return p.Wrong().Dark
	case theme.ColorNameWarning:
		return p.Warning().Dark
	case theme.ColorNameSuccess:
		return p.Stance("supports").Dark
	}
	return theme.DefaultTheme().Color(n, fyne.ThemeVariant(l.system.Load()))
}

// Font gives the toolkit's widgets the sans faces; semi-bold is the only bold.
func (l *Look) Font(s fyne.TextStyle) fyne.Resource {
	switch {
	case s.Monospace:
		return l.faces[Mono]
	case s.Bold:
		return l.faces[SansSemiBold]
	case s.Italic:
		return l.faces[SansItalic]
	case s.Symbol:
		return l.faces[Symbols]
	}
	return l.faces[Sans]
}

// Icon gives the toolkit's own icons.
func (l *Look) Icon(n fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(n) }

// Size gives the toolkit's widgets our sizes: an entry or a menu item of one line comes out 28 high.
func (l *Look) Size(n fyne.ThemeSizeName) float32 {
	switch n {
	case theme.SizeNameText:
		return Body.Size
	case theme.SizeNameCaptionText:
		return Small.Size
	case theme.SizeNameSubHeadingText, theme.SizeNameHeadingText:
		return Heading.Size
	case theme.SizeNameInnerPadding:
		return 5
	case theme.SizeNamePadding, theme.SizeNameScrollBar:
		return 8
	case theme.SizeNameScrollBarSmall:
		return 6
	case theme.SizeNameLineSpacing:
		return 2
	case theme.SizeNameInlineIcon:
		return 16
	case theme.SizeNameInputRadius, theme.SizeNameButtonRadius, theme.SizeNamePopupRadius, theme.SizeNameMenuRadius, theme.SizeNameCardRadius:
		return CornerField
	case theme.SizeNameDialogRadius:
		return CornerSheet
	case theme.SizeNameSelectionRadius, theme.SizeNameModalBlurRadius:
		return 0
	}
	return theme.DefaultTheme().Size(n)
}
