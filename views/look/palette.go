package look

import (
	"image/color"

	"parley/dossier"
)

// Palette holds the colour of every part of the window in one mode. Text on its ground keeps a contrast of at least
// 4.5, rings and frames of at least 3; a test measures both.
type Palette struct {
	Paper  color.NRGBA // ground of texts, entries and grids
	Chrome color.NRGBA // ground of bars, the library and the card
	Text   color.NRGBA
	Soft   color.NRGBA // second lines
	Faint  color.NRGBA // placeholder, boilerplate, disabled; never on Sel
	Line   color.NRGBA // dividers
	Edge   color.NRGBA // frames that are decoration only
	Field  color.NRGBA // frame of an entry, a checkbox
	Head   color.NRGBA // bar of the open tab, checked box, primary button
	OnHead color.NRGBA // text on Head
	Link   color.NRGBA
	Focus  color.NRGBA // ring, progress, caret
	Sel    color.NRGBA // chosen row, chip that is on
	TxSel  color.NRGBA // selected text
	Hl     color.NRGBA // one statement
	Hl2    color.NRGBA // two or more
	Cur    color.NRGBA // the current statement
	Scrim  color.NRGBA // laid over what a sheet covers
	Hover  color.NRGBA // Line at half strength

	stances [5]Tone
	parties [8]color.NRGBA
}

// Tone is the dark and the light colour of a stance.
type Tone struct{ Dark, Tint color.NRGBA }

// Stance returns the tone of a stance; StanceNone has the neutral tone of a silent party.
func (p *Palette) Stance(s dossier.Stance) Tone {
	switch s {
	case dossier.Supports:
		return p.stances[0]
	case dossier.Conditional:
		return p.stances[1]
	case dossier.Opposes:
		return p.stances[2]
	case dossier.Ambiguous:
		return p.stances[3]
	}
	return p.stances[4]
}

// Party returns the colour with the given index; from the ninth on the colours repeat.
func (p *Palette) Party(i int) color.NRGBA {
	if i < 0 {
		return p.Soft
	}
	return p.parties[i%len(p.parties)]
}

// Wrong returns the tone of an error, Warning that of something to look at.
func (p *Palette) Wrong() Tone   { return p.stances[2] }
func (p *Palette) Warning() Tone { return p.stances[1] }

// StanceGlyph returns the sign that stands before the name of a stance, so that no stance is told by colour alone.
func StanceGlyph(s dossier.Stance) string {
	switch s {
	case dossier.Supports:
		return "●"
	case dossier.Conditional:
		return "◐"
	case dossier.Opposes:
		return "■"
	case dossier.Ambiguous:
		return "◇"
	}
	return "–"
}

// StanceWord returns the name of a stance as the window writes it.
func StanceWord(s dossier.Stance) string {
	switch s {
	case dossier.Supports:
		return "Supports"
	case dossier.Conditional:
		return "Conditional"
	case dossier.Opposes:
		return "Opposes"
	case dossier.Ambiguous:
		return "Ambiguous"
	}
	return "stance not set"
}

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 0xFF}
}

func alpha(c color.NRGBA, percent int) color.NRGBA {
	c.A = uint8(0xFF * percent / 100)
	return c
}

// The two palettes; nothing changes them.
var light = Palette{
	Paper: rgb(0xFFFFFF), Chrome: rgb(0xF3F5F7), Text: rgb(0x1A1D21), Soft: rgb(0x565C64), Faint: rgb(0x666D76),
	Line: rgb(0xDDE1E6), Edge: rgb(0xC8CDD3), Field: rgb(0x7F8790), Head: rgb(0x24384C), OnHead: rgb(0xFFFFFF),
	Link: rgb(0x1B4F91), Focus: rgb(0x2F6FBF), Sel: rgb(0xE1EBF8), TxSel: rgb(0xBBD4F4),
	Hl: rgb(0xFFF6CC), Hl2: rgb(0xFFEA95), Cur: rgb(0xFFE27A), Scrim: alpha(rgb(0x1A1D21), 24), Hover: alpha(rgb(0xDDE1E6), 50),
	stances: [5]Tone{
		{rgb(0x0F6B62), rgb(0xDCEFEC)}, {rgb(0x7A5600), rgb(0xFAF0D2)}, {rgb(0x98281F), rgb(0xF8E0DD)},
		{rgb(0x44546E), rgb(0xE6EAF1)}, {rgb(0x5B6169), rgb(0xFFFFFF)},
	},
	parties: [8]color.NRGBA{rgb(0x2457A6), rgb(0x7B3FA0), rgb(0x66751A), rgb(0x16779E), rgb(0xB0417B), rgb(0x8A5A3C), rgb(0x4A4F57), rgb(0x35764A)},
}

var dark = Palette{
	Paper: rgb(0x17191C), Chrome: rgb(0x1E2125), Text: rgb(0xE3E5E8), Soft: rgb(0xA8AFB8), Faint: rgb(0x939BA5),
	Line: rgb(0x2D3238), Edge: rgb(0x414850), Field: rgb(0x6F7882), Head: rgb(0xC3D2E2), OnHead: rgb(0x17191C),
	Link: rgb(0x8DB8F0), Focus: rgb(0x6AA3EC), Sel: rgb(0x22344C), TxSel: rgb(0x2F4F7A),
	Hl: rgb(0x36300F), Hl2: rgb(0x4A4114), Cur: rgb(0x5C5018), Scrim: alpha(rgb(0x000000), 50), Hover: alpha(rgb(0x2D3238), 50),
	stances: [5]Tone{
		{rgb(0x73CFC2), rgb(0x15332F)}, {rgb(0xE0BC62), rgb(0x352C12)}, {rgb(0xF0A096), rgb(0x3F2220)},
		{rgb(0xB3C0D6), rgb(0x272E3A)}, {rgb(0xA3AAB3), rgb(0x17191C)},
	},
	parties: [8]color.NRGBA{rgb(0x7FAAF0), rgb(0xC49AE0), rgb(0xB5C46A), rgb(0x6FC0E0), rgb(0xE597C0), rgb(0xCFA285), rgb(0xAEB6C0), rgb(0x86C99A)},
}

// Ink picks a colour from whichever palette is in use, so that a widget follows the mode.
type Ink func(*Palette) color.NRGBA

// The inks of texts, grounds and lines.
var (
	InkText   Ink = func(p *Palette) color.NRGBA { return p.Text }
	InkSoft   Ink = func(p *Palette) color.NRGBA { return p.Soft }
	InkFaint  Ink = func(p *Palette) color.NRGBA { return p.Faint }
	InkLink   Ink = func(p *Palette) color.NRGBA { return p.Link }
	InkPaper  Ink = func(p *Palette) color.NRGBA { return p.Paper }
	InkChrome Ink = func(p *Palette) color.NRGBA { return p.Chrome }
	InkLine   Ink = func(p *Palette) color.NRGBA { return p.Line }
	InkEdge   Ink = func(p *Palette) color.NRGBA { return p.Edge }
	InkWrong  Ink = func(p *Palette) color.NRGBA { return p.Wrong().Dark }
)
