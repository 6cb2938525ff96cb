package reader

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"parley/dossier"
	"parley/views/look"
	"parley/views/parts"
	"parley/views/remark"
)

const (
	cardHead   = 44
	cardSide   = 16
	labelWidth = 80
	cardFoot   = 86
)

// card shows everything about the current statement; each row can be clicked, and has its key.
type card struct {
	widget.BaseWidget
	pane          *Pane
	ground, line  *parts.Ground
	number, state *parts.Label
	rows          *stack
	scroll        *container.Scroll
	foot          *parts.Ground
	footLine      *parts.Ground
	accept        *parts.Button
	reject        *parts.Button
	hints         []hint // of an accepted statement
	proposalHints []hint
	above         *parts.Label // says how many A would accept
	empty         *parts.Paragraph
	acceptable    int // how many
	proposal      bool
	none          bool
}

func newCard(p *Pane) *card {
	k := p.Desk.Kit
	c := &card{pane: p, ground: parts.NewGround(k, look.InkChrome), line: parts.NewDivider(k), number: parts.NewLabel(k, "", look.BodyBold, look.InkText),
		state: parts.NewElided(k, "", look.Second, look.InkSoft), rows: newStack(k), foot: parts.NewGround(k, look.InkChrome), footLine: parts.NewDivider(k)}
	c.scroll = container.NewVScroll(c.rows)
	c.accept = parts.NewButton(k, "Accept", "Enter", parts.Primary, func() { p.decide(true); p.Focus() })
	c.reject = parts.NewButton(k, "Reject", "Del", parts.Plain, func() { p.decide(false); p.Focus() })
	c.empty = parts.NewParagraph(k, "", look.Body, look.InkSoft, 320)
	for _, h := range [][2]string{{"N", "note"}, {"T", "tag"}, {"L", "link"}, {"O", "role"}, {"E", "move ends"}, {"R", "reason"}, {"Ctrl C", "cite"}, {"Del", "remove"}} {
		c.hints = append(c.hints, newHint(k, []string{h[0]}, h[1]))
	}
	c.proposalHints = []hint{newHint(k, []string{"E"}, "move ends"), newHint(k, []string{"A"}, "")}
	c.above = c.proposalHints[1].words
	c.showKeys()
	c.ExtendBaseWidget(c)
	return c
}

// showKeys draws the keys that are in force.
func (c *card) showKeys() {
	c.pane.showKeys(c.hints)
	c.pane.showKeys(c.proposalHints)
	c.accept.SetKey(c.pane.keymap().InForce("Enter"))
	c.reject.SetKey(c.pane.keymap().InForce("Del"))
}

// AcceptKey is the key that the card shows for accepting.
func (p *Pane) AcceptKey() string { return p.card.accept.Key() }

// show brings the card in step with the current statement.
func (c *card) show() {
	s := c.pane.statementNow()
	c.none = s == nil
	if s == nil {
		c.proposal = false
		c.empty.Set(c.noneWords())
		c.number.Set("")
		c.state.Set("")
		c.rows.set(c.pane.documentRows())
		c.Refresh()
		return
	}
	c.proposal = s.Status == dossier.Proposed
	n := 0
	for _, other := range c.pane.data.article.Statements {
		if other.Status == dossier.Proposed && other.Confidence >= c.pane.above {
			n++
		}
	}
	c.above.Set(fmt.Sprintf("accept the %s of %.2f and above", parts.Number(n), c.pane.above))
	c.acceptable = n
	c.number.Set(fmt.Sprintf("Statement %s of %s", parts.Number(c.pane.current+1), parts.Number(len(c.pane.data.article.Statements))))
	state := "Proposed"
	if !c.proposal {
		state = "Accepted"
		if s.DecidedBy != "" {
			state += " · " + s.DecidedBy + ", " + remark.Clock(c.pane.Desk, s.DecidedAt)
		}
	}
	c.state.Set(state)
	c.rows.set(c.pane.cardRows(*s))
	c.scroll.ScrollToTop()
	c.Refresh()
}

func (c *card) noneWords() string {
	switch {
	case c.pane.shown == dossier.None:
		return ""
	case len(c.pane.data.article.Statements) == 0:
		return "No statements found. Select words and press X to make one."
	}
	return "No statement is current. Press Tab for the next to decide, or click a marked passage."
}

// CreateRenderer implements fyne.Widget.
func (c *card) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: c, Lay: c.lay, Objs: c.objects, Min: func() fyne.Size { return fyne.NewSize(320, 200) }}
}

func (c *card) objects() []fyne.CanvasObject {
	if c.none {
		return []fyne.CanvasObject{c.ground, c.empty, c.scroll}
	}
	out := []fyne.CanvasObject{c.ground, c.scroll, c.number, c.state, c.line, c.foot, c.footLine}
	if c.proposal {
		out = append(out, c.accept, c.reject)
	}
	if c.pane.Desk.Kit.Look.KeyHints() {
		for _, h := range c.shownHints() {
			out = append(out, h.keys[0], h.words)
		}
	}
	return out
}

func (c *card) shownHints() []hint {
	switch {
	case !c.proposal:
		return c.hints
	case c.acceptable == 0:
		return c.proposalHints[:1]
	}
	return c.proposalHints
}

func (c *card) lay(s fyne.Size) {
	parts.Put(c.ground, 0, 0, s.Width, s.Height)
	parts.Put(c.empty, cardSide, cardSide, s.Width-2*cardSide, s.Height-2*cardSide)
	if c.none {
		top := cardSide + c.empty.HeightAt(s.Width-2*cardSide) + look.Space4
		parts.Put(c.scroll, 0, top, s.Width, max(0, s.Height-top))
		return
	}
	w := c.number.MinSize().Width
	parts.Put(c.number, cardSide, 0, w, cardHead)
	parts.Put(c.state, cardSide+w+look.Space2, 0, max(0, s.Width-2*cardSide-w-look.Space2), cardHead)
	parts.Put(c.line, 0, cardHead-1, s.Width, 1)
	foot := float32(2*hintLine + 2*look.Space2)
	if c.proposal {
		foot = cardFoot
	}
	if !c.proposal && !c.pane.Desk.Kit.Look.KeyHints() {
		foot = 0
	}
	bottom := s.Height - foot
	parts.Put(c.scroll, 0, cardHead, s.Width, max(0, bottom-cardHead))
	parts.Put(c.foot, 0, bottom, s.Width, foot)
	parts.Put(c.footLine, 0, bottom, s.Width, min(1, foot))
	y := bottom + look.Space3
	if c.proposal {
		a, r := c.accept.MinSize(), c.reject.MinSize()
		parts.Put(c.accept, cardSide, y, a.Width, a.Height)
		parts.Put(c.reject, cardSide+a.Width+look.Space2, y, r.Width, r.Height)
		y += a.Height
		layHints(c.shownHints(), cardSide, y, s.Width-look.Space2)
		return
	}
	const firstLine = 4 // hints of an accepted statement
	y = bottom + look.Space2 - (hintStrip-hintLine)/2
	layHints(c.hints[:firstLine], cardSide, y, s.Width-look.Space2)
	layHints(c.hints[firstLine:], cardSide, y+hintLine, s.Width-look.Space2)
}

// hintLine is how high one of two lines of hints is.
const hintLine = 26

// cardRows makes the rows of a statement.
func (p *Pane) cardRows(s dossier.Statement) []fyne.CanvasObject {
	k := p.Desk.Kit
	party := -1
	for _, known := range p.data.parties {
		if known.ID == s.PartyID {
			party = known.Colour
		}
	}
	rows := []fyne.CanvasObject{newQuotation(k, s, party)}
	speaker, under := s.Actor, p.roleWords(s)
	if speaker == "" {
		speaker = s.SpeakerText
		if s.Anonymous {
			under = "not named"
		} else if speaker != "" {
			under = "not resolved to a name"
		}
	} else if under == "" && s.SpeakerText != "" && s.SpeakerText != s.Actor {
		under = "here “" + s.SpeakerText + "”"
	}
	if speaker == "" {
		speaker = "Nobody named"
	}
	rows = append(rows, p.fact("Speaker", speaker, under, "S", -1, p.pickSpeaker))
	name, note := s.Party, ""
	switch {
	case s.PartyID == dossier.None && s.Party != "":
		name, note = "Not set", "perhaps "+s.Party
	case s.PartyID == dossier.None:
		name = "Not set"
	}
	if m := p.membership(s); m != nil && m.PartyID != s.PartyID && s.PartyID != s.ActorID {
		note = "the speaker was with " + m.Party + " then"
	}
	key := "1–9"
	for i, known := range p.data.parties {
		if known.ID == s.PartyID && i < 9 {
			key = fmt.Sprint(i + 1)
		}
	}
	rows = append(rows, p.fact("Party", name, note, key, party, p.pickParty))
	kind := map[dossier.Kind][2]string{dossier.Direct: {"Direct", "in quotation marks"}, dossier.Indirect: {"Indirect", "in the outlet's words"},
		dossier.Mixed: {"Mixed", "partly in quotation marks"}}[s.Kind]
	rows = append(rows, p.fact("Kind", kind[0], kind[1]+p.paragraphWords(s), "K", -1, p.nextKind))
	act := map[dossier.Act][2]string{dossier.Asks: {"Asks", "takes no side"}, dossier.Denies: {"Denies", "holds that it is not so"},
		dossier.Declines: {"Declines", "says nothing on it"}, dossier.Unsaid: {"Did not say", "these are not the speaker's words"}}[s.Act]
	if act[0] == "" {
		act = [2]string{"Says", "states it"}
	}
	rows = append(rows, p.fact("Act", act[0], act[1], "V", -1, p.nextAct))
	if t := s.Translation; t.Text != "" {
		rows = append(rows, p.fact("Translation", t.Text, t.Credit(p.data.article.Document.Lang), "W", -1, p.askTranslation))
	}
	said, why := "Not stated", "on or before "+p.data.article.Document.Published.Short(0)+", the text's date"
	if !p.data.article.Document.Published.Known() {
		why = "the text has no date either"
	}
	if s.Said.Known() {
		said, why = s.Said.Label(), s.SaidReason
		if s.Said.Precision == dossier.PrecisionDay {
			said = s.Said.Time.Format("Mon ") + said
		}
		if s.SaidText != "" {
			why = "“" + s.SaidText + "”: " + why
		}
	}
	rows = append(rows, p.fact("Said", said, why, "D", -1, p.askSaid), newRule(k), p.chain(s), newRule(k))
	rows = append(rows, p.issueRows(s)...)
	rows = append(rows, p.remarkRows(s)...)
	level := "Low"
	switch {
	case s.ByHand:
		level = "By hand"
	case s.Confidence >= 0.9:
		level = "High"
	case s.Confidence >= 0.7:
		level = "Moderate"
	}
	number := fmt.Sprintf(" %.2f", s.Confidence)
	if s.ByHand {
		number = ""
	}
	return append(rows, newRule(k), p.fact("Confidence", level+number, parts.SentenceCase(s.Reason), "", -1, nil))
}

func (p *Pane) paragraphWords(s dossier.Statement) string {
	for i, par := range p.data.article.Paragraphs {
		if par.Start <= s.Passage.Start && s.Passage.Start < par.End {
			return fmt.Sprintf(", ¶ %d", i+1)
		}
	}
	return ""
}
