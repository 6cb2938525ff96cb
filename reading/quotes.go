package reading

import "strings"

// Quote is a statement in the exchange format: one contiguous piece, code points, half-open.
type Quote struct {
	Start       int     `json:"start"`
	End         int     `json:"end"`
	Text        string  `json:"quote"`
	Speaker     string  `json:"speaker,omitempty"`
	SpeakerFrom *int    `json:"speaker_start,omitempty"`
	SpeakerTo   *int    `json:"speaker_end,omitempty"`
	SpeakerName string  `json:"speaker_name,omitempty"`
	Party       string  `json:"party,omitempty"`
	Anonymous   bool    `json:"anonymous,omitempty"`
	Cue         string  `json:"cue,omitempty"`
	CueFrom     *int    `json:"cue_start,omitempty"`
	CueTo       *int    `json:"cue_end,omitempty"`
	Kind        Kind    `json:"kind"`
	Act         Act     `json:"act"`
	Frame       string  `json:"frame"`
	Confidence  float64 `json:"confidence"`
	Reason      string  `json:"reason"`
	Chain       []Link  `json:"chain,omitempty"`
	Said        string  `json:"said,omitempty"`
	SaidText    string  `json:"said_text,omitempty"`
	Precision   string  `json:"precision,omitempty"`
	Group       int     `json:"group"`
	Nested      bool    `json:"nested,omitempty"`
}

// Link is one hop of the chain of reporting in the exchange format.
type Link struct {
	Kind  HopKind `json:"kind"`
	Text  string  `json:"text"`
	Name  string  `json:"name,omitempty"`
	Start int     `json:"start"` // code points; 0 and 0 where it was given, not read
	End   int     `json:"end"`
}

// Person is a person, body, outlet or document of the article in the exchange format.
type Person struct {
	Name     string     `json:"name"`
	Kind     EntityKind `json:"kind,omitempty"`
	Role     string     `json:"role,omitempty"`
	Party    string     `json:"party,omitempty"` // a candidate: the state, movement or body spoken for
	Gender   string     `json:"gender,omitempty"`
	Aliases  []string   `json:"aliases,omitempty"`
	Speaks   bool       `json:"speaks"`   // at least one statement is theirs
	Mentions [][2]int   `json:"mentions"` // code points, half-open
}

// People gives the persons, bodies, outlets and documents of the article in the exchange format.
func (a Article) People() []Person {
	speaks := map[int]bool{}
	for i := range a.Statements {
		speaks[a.Statements[i].Speaker.Entity] = true
	}
	out := []Person{}
	for i, e := range a.Entities {
		if e.Kind == EntityUnknown && !speaks[i] && (len(e.Mentions) < 2 || !strings.Contains(e.Name, " ")) {
			continue // a capitalised word of which nothing is known
		}
		p := Person{Name: e.Name, Kind: e.Kind, Role: e.Role, Party: e.Party, Gender: e.Gender, Aliases: e.Aliases, Speaks: speaks[i], Mentions: make([][2]int, len(e.Mentions))}
		for k, m := range e.Mentions {
			p.Mentions[k] = [2]int{m.Start, m.End}
		}
		out = append(out, p)
	}
	return out
}

// Quotes gives the statements in the exchange format; who writes it adds the id and the text.
func (a Article) Quotes() []Quote {
	runes := []rune(a.Text)
	out := make([]Quote, 0, len(a.Statements))
	for i := range a.Statements {
		s := &a.Statements[i]
		q := Quote{Start: s.Start, End: s.End, Text: string(runes[s.Start:s.End]), Kind: s.Kind, Act: s.Act, Frame: s.Frame,
			Confidence: float64(int(s.Confidence.Overall*100+0.5)) / 100, Reason: s.Confidence.Reason, Group: s.Group, Nested: s.Outer >= 0}
		if !s.Speaker.Empty() {
			q.Speaker, q.SpeakerName, q.Anonymous = s.Speaker.Text, s.Speaker.Name, s.Speaker.Anon
			q.SpeakerFrom, q.SpeakerTo = &s.Speaker.Start, &s.Speaker.End
			if e := s.Speaker.Entity; e >= 0 && e < len(a.Entities) {
				q.Party = a.Entities[e].Party
			}
		}
		if !s.Cue.Empty() {
			q.Cue, q.CueFrom, q.CueTo = s.CueText, &s.Cue.Start, &s.Cue.End
		}
		for _, h := range s.Chain {
			q.Chain = append(q.Chain, Link{h.Kind, h.Text, h.Name, h.Start, h.End})
		}
		if s.Said.Text != "" {
			q.SaidText, q.Precision = s.Said.Text, string(s.Said.Precision)
			if !s.Said.Time.IsZero() {
				q.Said = s.Said.Time.Format("2006-01-02")
			}
		}
		out = append(out, q)
	}
	return out
}
