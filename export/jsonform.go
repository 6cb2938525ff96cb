package export

import (
	"context"
	"encoding/json"
	"fmt"

	"parley/dossier"
)

// writeJSON writes what packet.json in the PDF holds, and the texts that are attached there.
func writeJSON(_ context.Context, p dossier.Packet) ([]byte, []Problem, error) {
	data := dataOf(p)
	for i := range data.Sources {
		data.Sources[i].Text, data.Sources[i].Raw = "", "" // nothing is attached
		data.Sources[i].Content = p.Sources[i].Revision.Text
	}
	b, err := json.MarshalIndent(data, "", " ")
	if err != nil {
		return nil, nil, fmt.Errorf("write %s: %w", dataName, err)
	}
	return append(b, '\n'), nil, nil
}

// partsData are the parts of a packet beyond positions, quotations and sources, in packet.json.
type partsData struct {
	Parts      []dossier.Part           `json:"parts"`
	Judgements []dossier.CitedJudgement `json:"judgements"`
	Since      string                   `json:"since"` // reference of the packet that changes compares with
	Changes    []ChangeData             `json:"changes"`
	Sentences  []SentenceData           `json:"sentences"`
	Timeline   []MomentData             `json:"timeline"`
	Shifts     []ShiftData              `json:"shifts"`
	Open       int                      `json:"open"` // contrasts that nobody has decided on
	Gaps       []GapData                `json:"gaps"`
	Drafts     []DraftData              `json:"drafts"`
	Clauses    []ClauseData             `json:"clauses"`
	Selected   int                      `json:"selected"`
	Closing    string                   `json:"closing"` // "41 of 41 statements, 0 left out"
}

// ChangeData is what is different from the last packet in a cell of the matrix.
type ChangeData struct {
	Issue    string                   `json:"issue"`
	Party    string                   `json:"party"`
	Kind     dossier.PacketChangeKind `json:"kind"`
	Movement dossier.Movement         `json:"movement"`
	Before   dossier.Stance           `json:"before"`
	After    dossier.Stance           `json:"after"`
	Quote    int                      `json:"quote"`
	More     int                      `json:"more"`
}

// SentenceData is a sentence of an analyst on positions.
type SentenceData struct {
	Issue      string               `json:"issue"`
	Party      string               `json:"party,omitempty"` // of a position
	Kind       dossier.SentenceKind `json:"kind"`
	Body       string               `json:"body"`
	Confidence dossier.Confidence   `json:"confidence"`
	Analyst    string               `json:"analyst"`
	Quotes     []int                `json:"quotes"`
	Stale      string               `json:"stale,omitempty"`
}

// MomentData is a line of the timeline.
type MomentData struct {
	Quote  int              `json:"quote"`
	Issue  string           `json:"issue"`
	Party  string           `json:"party"`
	Date   dossier.Date     `json:"date"`
	Stance dossier.Stance   `json:"stance"`
	Was    dossier.Stance   `json:"was"`
	Moved  dossier.Movement `json:"moved"`
}

// ShiftData is a contrast that an analyst has decided on.
type ShiftData struct {
	Issue    string               `json:"issue"`
	Party    string               `json:"party"`
	Word     string               `json:"word"` // shift, contradiction
	Rule     dossier.ContrastRule `json:"rule"`
	Earlier  int                  `json:"earlier"` // quotation
	Later    int                  `json:"later"`
	Days     int                  `json:"days"`
	Movement dossier.Movement     `json:"movement"`
	Strength dossier.Strength     `json:"strength"`
	Note     string               `json:"note"`
	Verdict  dossier.VerdictKind  `json:"verdict"`
	Reason   string               `json:"reason"`
	Analyst  string               `json:"analyst"`
}

// GapData is a party that has not spoken on an issue, or not for long.
type GapData struct {
	Issue    string       `json:"issue"`
	Party    string       `json:"party"`
	Last     int          `json:"last"` // quotation
	LastSaid dossier.Date `json:"last_said"`
	Days     int          `json:"days"`
}

// DraftData is a draft that is compared with others.
type DraftData struct {
	Source  int          `json:"source"`
	Title   string       `json:"title"`
	Outlet  string       `json:"outlet"`
	Date    dossier.Date `json:"date"`
	Clauses int          `json:"clauses"`
}

// ClauseData is a provision in each of the drafts.
type ClauseData struct {
	Number string               `json:"number"`
	Head   bool                 `json:"head,omitempty"` // it is none: what stands before the first one
	Status dossier.ClauseStatus `json:"status"`
	Texts  [][]PieceData        `json:"texts"` // by draft
}

// PieceData is a stretch of a provision.
type PieceData struct {
	Text string            `json:"text"`
	Kind dossier.PieceKind `json:"kind,omitempty"`
}

func partsOf(p dossier.Packet) partsData {
	d := partsData{Parts: p.Parts, Judgements: p.Judgements, Since: p.Since.Recipe.Reference, Open: p.Open, Selected: p.Selected, Closing: ClosingCount(p)}
	for _, c := range p.Changes {
		d.Changes = append(d.Changes, ChangeData(c))
	}
	for _, s := range p.Sections {
		add := func(party string, c dossier.CitedSentence) {
			if c.Body != "" {
				d.Sentences = append(d.Sentences, SentenceData{s.Issue.Name, party, c.Kind, c.Body, c.Confidence, c.Analyst, c.Quotes, c.Stale})
			}
		}
		for _, panel := range s.Panels {
			add(panel.Party.Name, panel.Summary)
		}
		for _, c := range s.Sentences {
			add("", c)
		}
	}
	for _, m := range p.Timeline {
		d.Timeline = append(d.Timeline, MomentData(m))
	}
	for _, s := range p.Shifts {
		d.Shifts = append(d.Shifts, ShiftData{s.Issue, s.Party, s.Word(), s.Rule, s.EarlierQuote, s.LaterQuote, s.Days, s.Movement, s.Strength, s.Note,
			s.Verdict.Kind, s.Verdict.Reason, s.Verdict.Analyst})
	}
	for _, g := range p.Gaps {
		d.Gaps = append(d.Gaps, GapData(g))
	}
	for _, t := range p.Drafts {
		d.Drafts = append(d.Drafts, DraftData(t))
	}
	for _, row := range p.Clauses {
		c := ClauseData{Number: row.Number, Head: row.Head, Status: row.Status, Texts: make([][]PieceData, len(row.Texts))}
		for i, text := range row.Texts {
			for _, q := range text {
				c.Texts[i] = append(c.Texts[i], PieceData(q))
			}
		}
		d.Clauses = append(d.Clauses, c)
	}
	return d
}
