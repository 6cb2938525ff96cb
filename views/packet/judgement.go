package packet

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"parley/dossier"
	"parley/views/look"
	"parley/views/parts"
	"parley/views/picker"
	"parley/views/sheet"
)

// confidences are those that an analyst can say, with their words.
var confidences = []struct {
	level dossier.Confidence
	words string
}{{dossier.LowConfidence, "Low"}, {dossier.MediumConfidence, "Moderate"}, {dossier.HighConfidence, "High"}, {dossier.ConfidenceNone, "Not said"}}

// AddJudgement begins a new judgement.
func (p *Pane) AddJudgement() {
	if p.recipe.Name == "" {
		return
	}
	p.editJudgement(len(p.recipe.Judgements))
}

// EditJudgement opens a judgement, counted from 0.
func (p *Pane) EditJudgement(i int) {
	if i >= 0 && i < len(p.recipe.Judgements) {
		p.editJudgement(i)
	}
}

// RemoveJudgement takes the chosen judgement out.
func (p *Pane) RemoveJudgement() {
	r, ok := p.currentRow()
	if !ok || !strings.HasPrefix(r.key, judgementKey) {
		return
	}
	p.edit(fmt.Sprintf("Remove judgement %d", r.number+1), func(t *dossier.Recipe) { t.Judgements = slices.Delete(t.Judgements, r.number, r.number+1) })
	p.desk.Note(fmt.Sprintf("Removed judgement %d. Undo Ctrl Z", r.number+1))
}

func (p *Pane) moveJudgement(from, to int) {
	n := len(p.recipe.Judgements)
	if to = max(0, min(to, n-1)); from < 0 || from >= n || from == to {
		return
	}
	way := " up"
	if to > from {
		way = " down"
	}
	p.edit(fmt.Sprintf("Move judgement %d%s", from+1, way), func(r *dossier.Recipe) {
		j := r.Judgements[from]
		r.Judgements = slices.Insert(slices.Delete(r.Judgements, from, from+1), to, j)
	})
	p.refill(judgementKey + strconv.Itoa(to))
}

// judgement is the sheet in which one is written.
type judgement struct {
	widget.BaseWidget
	pane          *Pane
	at            int // the place of it, from 0; past the last: a new one
	value, was    dossier.Judgement
	labels        []*parts.Label
	text, reason  *parts.Field
	numbers       *parts.Field
	likely, find  *parts.Button
	sure          []*parts.Chip
	cited         []*parts.Label
	sheet         *sheet.Sheet
	scale         dossier.Scale
	statementsNow []int // for which cited was filled
}

// mostCited is how many cited statements are shown under their numbers.
const mostCited = 5

func (p *Pane) editJudgement(at int) {
	p.entry.leave()
	k := p.desk.Kit
	j := &judgement{pane: p, at: at, scale: p.recipe.Scale}
	title := "New judgement"
	if at < len(p.recipe.Judgements) {
		j.value, j.was = clone(p.recipe).Judgements[at], clone(p.recipe).Judgements[at]
		title = fmt.Sprintf("Judgement %d", at+1)
	}
	for _, words := range []string{"Judgement", "Likelihood", "Confidence", "Reason", "Rests on"} {
		j.labels = append(j.labels, parts.NewLabel(k, words, look.Second, look.InkSoft))
	}
	j.text = parts.NewTextField(k, "What you conclude, in one sentence, without “probably”: the likelihood says it")
	j.text.Entry.SetText(j.value.Text)
	j.reason = parts.NewField(k, "Why so sure, or so little", "")
	j.reason.Entry.SetText(j.value.Reason)
	j.numbers = parts.NewField(k, "Numbers of statements: 12, 41", "")
	j.numbers.Entry.SetText(numberWords(j.value.Statements))
	j.numbers.Entry.OnChanged = func(string) { j.lookUp() }
	j.likely = parts.NewButton(k, "", "", parts.Plain, j.chooseLikelihood)
	j.find = parts.NewButton(k, "Find a statement…", "", parts.Plain, j.findStatement)
	for _, c := range confidences {
		j.sure = append(j.sure, parts.NewChip(k, c.words, func() {
			j.value.Confidence = c.level
			j.show()
		}))
	}
	for range mostCited {
		j.cited = append(j.cited, parts.NewElided(k, "", look.Second, look.InkSoft))
	}
	j.ExtendBaseWidget(j)
	j.show()
	buttons := []*parts.Button{parts.NewButton(k, "Cancel", "Esc", parts.Plain, func() { j.sheet.Close() }),
		parts.NewButton(k, "Keep", "Ctrl Enter", parts.Primary, func() { j.keep() })}
	j.sheet = p.desk.Sheets.Open(sheet.Options{Title: title, Subtitle: fmt.Sprintf("the front page holds %d", dossier.MostJudgements), Width: 640, Height: 48 + 56 + 32 + judgementHeight, Body: j,
		Buttons: buttons, Focus: j.text.Entry, Typed: j.typed, Confirm: func() { j.keep() }, ConfirmNext: func() {
			if j.keep() {
				p.editJudgement(min(j.at+1, len(p.recipe.Judgements)))
			}
		}})
	j.lookUp()
}

// show brings buttons and chips up to date.
func (j *judgement) show() {
	words := "Not said"
	if t, ok := j.scale.Term(j.value.Likelihood); ok {
		words = termWords(t)
	} else if j.value.Likelihood != "" {
		words = j.value.Likelihood + " (not on this scale)"
	}
	j.likely.Set(words)
	for i, c := range j.sure {
		c.Set(confidences[i].words, j.value.Confidence == confidences[i].level)
	}
	j.Refresh()
}

func termWords(t dossier.Term) string {
	return fmt.Sprintf("%s, %d–%d %%", parts.SentenceCase(t.Word), t.Low, t.High)
}

func (j *judgement) chooseLikelihood() {
	terms := j.scale.Terms()
	slices.Reverse(terms) // the likeliest first
	var items []picker.Item
	for _, t := range terms {
		items = append(items, picker.Item{Name: parts.SentenceCase(t.Word), Note: fmt.Sprintf("%d–%d %%", t.Low, t.High)})
	}
	items = append(items, picker.Item{Name: "Not said"})
	scale := j.scale
	if scale == "" {
		scale = dossier.ScaleICD203
	}
	picker.Open(j.pane.desk, picker.Options{Title: "Likelihood", Subtitle: string(scale), Placeholder: "Word", Items: items, Picked: func(i int) {
		j.value.Likelihood = ""
		if i < len(terms) {
			j.value.Likelihood = terms[i].Word
		}
		j.show()
	}})
}

// statementNumbers reads numbers, however they are parted; wrong is what is none.
func statementNumbers(text string) (list []int, wrong string) {
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' || r == ' ' }) {
		n, err := strconv.Atoi(word)
		if err != nil || n < 1 {
			return nil, word
		}
		if !slices.Contains(list, n) {
			list = append(list, n)
		}
	}
	return list, ""
}

func numberWords(list []int) string {
	var words []string
	for _, n := range list {
		words = append(words, strconv.Itoa(n))
	}
	return strings.Join(words, ", ")
}

// lookUp shows the words of the cited statements.
func (j *judgement) lookUp() {
	list, wrong := statementNumbers(j.numbers.Entry.Text)
	if wrong != "" {
		j.numbers.SetWrong(fmt.Sprintf("“%s” is not the number of a statement", wrong))
		j.Refresh()
		return
	}
	j.numbers.SetWrong("")
	j.value.Statements, j.statementsNow = list, list
	var found []dossier.Statement
	j.pane.desk.Act(func(ctx context.Context) (err error) {
		found, err = j.pane.desk.Workbench.StatementsByNumber(ctx, list)
		return err
	}, func() {
		if !slices.Equal(list, j.statementsNow) {
			return // other numbers were typed since
		}
		for i, l := range j.cited {
			words := ""
			if i < len(list) {
				words = citedWords(list[i], found)
			}
			if i == mostCited-1 && len(list) > mostCited {
				words = fmt.Sprintf("and %d more", len(list)-mostCited+1)
			}
			l.Set(words)
		}
		j.Refresh()
	})
}

// citedWords says which statement a number is, and what keeps it from being printed.
func citedWords(number int, found []dossier.Statement) string {
	i := slices.IndexFunc(found, func(s dossier.Statement) bool { return s.Number == number })
	if i < 0 {
		return fmt.Sprintf("%d is not in this dossier", number)
	}
	s := found[i]
	words := fmt.Sprintf("%d  %s: %s", number, speakerOf(s), s.Passage.Exact)
	switch s.Status {
	case dossier.Rejected:
		words = fmt.Sprintf("%d was rejected · %s", number, s.Passage.Exact)
	case dossier.Proposed:
		words = fmt.Sprintf("%d is not accepted yet · %s", number, s.Passage.Exact)
	}
	return words
}

func speakerOf(s dossier.Statement) string {
	for _, name := range []string{s.Actor, s.SpeakerText, s.Party} {
		if name != "" {
			return name
		}
	}
	return "nobody named"
}

// findStatement searches the accepted statements and cites the chosen one.
func (j *judgement) findStatement() {
	openFinder(j.pane.desk, func(s dossier.Statement) {
		list, wrong := statementNumbers(j.numbers.Entry.Text)
		if wrong != "" {
			list = j.value.Statements
		}
		if !slices.Contains(list, s.Number) {
			list = append(list, s.Number)
		}
		words := numberWords(list)
		j.numbers.Entry.SetText(words)
		j.numbers.Entry.CursorColumn = len([]rune(words)) // further numbers are typed after it
		j.pane.desk.Kit.Focus(j.numbers.Entry)
	})
}

// keep stores the judgement as one action; what cannot be kept is said and the sheet stays.
func (j *judgement) keep() bool {
	j.value.Text = strings.TrimSpace(j.text.Entry.Text)
	j.value.Reason = strings.TrimSpace(j.reason.Entry.Text)
	if j.value.Text == "" {
		j.text.SetWrong("A judgement needs words")
		j.Refresh()
		return false
	}
	if j.numbers.Wrong() != "" {
		return false
	}
	j.sheet.Close()
	p := j.pane
	what := fmt.Sprintf("Edit judgement %d", j.at+1)
	if j.at >= len(p.recipe.Judgements) {
		what = fmt.Sprintf("Add judgement %d", len(p.recipe.Judgements)+1)
	}
	p.edit(what, func(r *dossier.Recipe) {
		if j.at < len(r.Judgements) {
			r.Judgements[j.at] = j.value
		} else {
			r.Judgements = append(r.Judgements, j.value)
		}
	})
	p.refill(judgementKey + strconv.Itoa(min(j.at, len(p.recipe.Judgements)-1)))
	return true
}

// typed is what would be lost with the sheet: the first of what is no longer as it was.
func (j *judgement) typed() string {
	for _, x := range []struct{ was, now string }{{j.was.Text, j.text.Entry.Text}, {j.was.Reason, j.reason.Entry.Text}, {numberWords(j.was.Statements), j.numbers.Entry.Text},
		{j.was.Likelihood, j.value.Likelihood}, {string(j.was.Confidence), string(j.value.Confidence)}} {
		if x.now != x.was {
			return cmp.Or(strings.TrimSpace(j.text.Entry.Text), strings.TrimSpace(x.now), "emptied")
		}
	}
	return ""
}

const judgementHeight = 84 + 12 + 36 + 36 + 40 + 46 + mostCited*18

// CreateRenderer implements fyne.Widget.
func (j *judgement) CreateRenderer() fyne.WidgetRenderer {
	objects := []fyne.CanvasObject{j.text, j.likely, j.reason, j.numbers, j.find}
	for _, l := range slices.Concat(j.labels, j.cited) {
		objects = append(objects, l)
	}
	// the keyboard goes from one to the next in this order
	objects = slices.Insert(objects, 2, func() (out []fyne.CanvasObject) {
		for _, c := range j.sure {
			out = append(out, c)
		}
		return out
	}()...)
	return &parts.Drawing{Of: j, Objs: parts.Fixed(objects...), Min: func() fyne.Size { return fyne.NewSize(400, judgementHeight) },
		Lay: func(s fyne.Size) {
			const label = 88
			w := s.Width - label
			parts.Put(j.labels[0], 0, 0, label, 28)
			parts.Put(j.text, label, 0, w, 84)
			y := float32(84 + 12)
			parts.Put(j.labels[1], 0, y, label, 28)
			parts.Put(j.likely, label, y, j.likely.MinSize().Width, 28)
			y += 36
			parts.Put(j.labels[2], 0, y, label, 28)
			layChips(j.sure, label, y+2, w)
			y += 36
			parts.Put(j.labels[3], 0, y, label, 28)
			parts.Put(j.reason, label, y, w, 28)
			y += 40
			parts.Put(j.labels[4], 0, y, label, 28)
			find := j.find.MinSize().Width
			parts.Put(j.numbers, label, y, w-find-look.Space2, j.numbers.MinSize().Height)
			parts.Put(j.find, s.Width-find, y, find, 28)
			y += 50
			for _, l := range j.cited {
				parts.Put(l, label, y, w, 16)
				y += 18
			}
		}}
}
