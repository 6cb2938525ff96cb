package export

import (
	"strings"

	"parley/dossier"
)

const (
	ink       colour = 0x1A1D21
	grey      colour = 0x565C64
	navy      colour = 0x24384C
	rule      colour = 0xC8CDD3
	blue      colour = 0x1B4F91
	white     colour = 0xFFFFFF
	black     colour = 0x000000
	paleBlue  colour = 0xC9D3DD
	boxGrey   colour = 0xF3F5F7
	barTrack  colour = 0xE2E6EA
	highlight colour = 0xFFF1A8
	markBar   colour = 0xC99700
	markText  colour = 0x7A5600
)

// Looks of the packet: Sans for structure, Serif for what people said.
var (
	titleLook    = look{sansBold, 22, 27, ink}
	kindLook     = look{sansBold, 8.5, 11, navy}
	sectionLook  = look{sansBold, 17, 22, ink}
	headLook     = look{sansBold, 11, 15, ink}
	smallHead    = look{sansBold, 9, 12.5, ink}
	factLabel    = look{sans, 7, 11, grey}
	factValue    = look{sans, 8, 11, ink}
	frontValue   = look{sansSemi, 8.5, 11.5, ink}
	bottomLook   = look{serif, 12, 17, ink}
	bodyLook     = look{serif, 10, 14, ink}
	summaryLook  = look{sans, 8, 11.2, ink}
	quoteLook    = look{serif, 10, 14, ink}
	reportedLook = look{sans, 9, 12.8, ink}
	speakerLook  = look{sansBold, 7.5, 10, ink}
	roleLook     = look{sans, 7.5, 10, grey}
	citeLook     = look{sans, 7, 10, blue}
	cellLook     = look{serif, 9, 12, ink}
	cellMeta     = look{sans, 7, 9.5, grey}
	stanceLook   = look{sansSemi, 7.5, 10, ink}
	positionLook = look{sans, 8, 10.6, ink}
	tableHead    = look{sansBold, 9, 12, white}
	tableSub     = look{sans, 7, 9, white}
	sourceLook   = look{serif, 9.5, 13.6, ink}
	noteLook     = look{sansItalic, 7.5, 10.5, grey}
	hashLook     = look{mono, 7, 9.2, ink}
	runningLook  = look{sans, 7.5, 10, grey}
)

// stanceStyle is how a stance looks: always glyph and word, since the tints look alike in greyscale.
type stanceStyle struct {
	glyph, word string
	dark, tint  colour
}

func looksOf(s dossier.Stance) stanceStyle {
	switch s {
	case dossier.Supports:
		return stanceStyle{"●", "Supports", 0x0F6B62, 0xDCEFEC}
	case dossier.Conditional:
		return stanceStyle{"◐", "Conditional", 0x7A5600, 0xFAF0D2}
	case dossier.Opposes:
		return stanceStyle{"■", "Opposes", 0x98281F, 0xF8E0DD}
	case dossier.Ambiguous:
		return stanceStyle{"◇", "Ambiguous", 0x44546E, 0xE6EAF1}
	}
	return stanceStyle{"–", "No stance yet", 0x5B6169, 0xF3F5F7}
}

var silence = stanceStyle{"–", "No statement found", 0x5B6169, white}

// marking returns the label as it is spelled, its colour on black, and the sentence that belongs to it. The TLP labels
// and sentences are those of FIRST's Traffic Light Protocol 2.0.
func marking(r dossier.Recipe) (label string, c colour, handling string) {
	label = strings.Join(strings.Fields(r.Marking), " ")
	c, handling = white, r.Handling
	upper := strings.ToUpper(strings.ReplaceAll(label, " ", ""))
	sentence := ""
	switch upper {
	case "TLP:RED":
		label, c, sentence = upper, 0xFF2B2B, "For the eyes and ears of individual recipients only, no further disclosure."
	case "TLP:AMBER":
		label, c, sentence = upper, 0xFFC000, "Share inside your organisation and with its clients, with those who need to know."
	case "TLP:AMBER+STRICT":
		label, c, sentence = upper, 0xFFC000, "Share inside your organisation only, with those who need to know."
	case "TLP:GREEN":
		label, c, sentence = upper, 0x33FF00, "Share inside your community; not by publicly accessible channels."
	case "TLP:CLEAR":
		label, sentence = upper, "No limit on disclosure."
	}
	if handling == "" {
		handling = sentence
	}
	return label, c, handling
}
