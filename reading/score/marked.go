package score

import (
	"fmt"
	"strings"
)

// Marked is a text of the test data with its marks taken out. In the files, ⟦1 …⟧ is the content of statement 1 and
// ⟨1 …⟩ its speaker; ids are single characters, ⟨12 …⟩ serves two statements, and what follows the last " | " says more:
// "1=Ann Roe" whom the speaker resolves to ("-" nobody), "1:act=denies", "1:nested".
type Marked struct {
	Text     string // the bare text
	Contents []MarkedSpan
	Speakers map[rune][]MarkedSpan
	Names    map[rune]string
	More     map[rune]map[string]string // "act", "nested" and the like
	Head     map[string]string          // the "# key: value" lines of an article
}

// MarkedSpan is a marked part of a text: code points, half-open.
type MarkedSpan struct {
	ID         rune
	Start, End int
}

// ParseLine reads one line of a file of sentences; " ¶ " stands for a blank line.
func ParseLine(line string) (Marked, error) {
	body, tail, _ := strings.Cut(line, " | ")
	return parse(strings.ReplaceAll(body, " ¶ ", "\n\n"), tail)
}

// ParseArticle reads a file with an article: lines "# key: value", a blank line, the text, and as the last line the tail
// after a bar.
func ParseArticle(file string) (Marked, error) {
	head := map[string]string{}
	rest := strings.ReplaceAll(file, "\r\n", "\n")
	for strings.HasPrefix(rest, "# ") {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		if k, v, ok := strings.Cut(line[2:], ":"); ok {
			head[strings.TrimSpace(k)] = strings.TrimSpace(v)
		}
	}
	rest = strings.TrimSpace(rest)
	tail := ""
	if i := strings.LastIndex(rest, "\n| "); i >= 0 && !strings.Contains(rest[i+1:], "\n") {
		rest, tail = strings.TrimSpace(rest[:i]), rest[i+3:]
	}
	m, err := parse(rest, tail)
	m.Head = head
	return m, err
}

func parse(body, tail string) (Marked, error) {
	m := Marked{Speakers: map[rune][]MarkedSpan{}, Names: map[rune]string{}, More: map[rune]map[string]string{}}
	m.tail(tail)
	type open struct {
		ids   []rune
		start int
		kind  rune
	}
	var stack []open
	var out []rune
	in := []rune(body)
	for i := 0; i < len(in); i++ {
		switch in[i] {
		case '⟦', '⟨':
			j := i + 1
			for j < len(in) && in[j] != ' ' {
				j++
			}
			if j >= len(in) || j == i+1 || j > i+6 {
				return m, fmt.Errorf("a mark without an id near %q", string(in[max(0, i-10):min(len(in), i+20)]))
			}
			stack = append(stack, open{in[i+1 : j], len(out), in[i]})
			i = j
		case '⟧', '⟩':
			if len(stack) == 0 || (stack[len(stack)-1].kind == '⟦') != (in[i] == '⟧') {
				return m, fmt.Errorf("a mark closes that was not opened near %q", string(in[max(0, i-20):min(len(in), i+10)]))
			}
			o := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			for _, id := range o.ids {
				s := MarkedSpan{id, o.start, len(out)}
				if o.kind == '⟦' {
					m.Contents = append(m.Contents, s)
				} else {
					m.Speakers[id] = append(m.Speakers[id], s)
				}
			}
		default:
			out = append(out, in[i])
		}
	}
	if len(stack) > 0 {
		return m, fmt.Errorf("the mark of %q is not closed", string(stack[len(stack)-1].ids))
	}
	m.Text = string(out)
	return m, nil
}

func (m *Marked) tail(tail string) {
	var id rune
	for w := range strings.FieldsSeq(tail) {
		r := []rune(w)
		switch {
		case len(r) > 1 && r[1] == '=':
			id = r[0]
			m.Names[id] = string(r[2:])
		case len(r) > 2 && r[1] == ':':
			k, v, _ := strings.Cut(string(r[2:]), "=")
			if m.More[r[0]] == nil {
				m.More[r[0]] = map[string]string{}
			}
			m.More[r[0]][k] = v
			id = 0
		case id != 0:
			m.Names[id] += " " + w
		}
	}
}

// Doc gives the marked statements as gold. A statement inside another is nested, and a speaker is the mention nearest in
// front of the content, else the nearest behind it.
func (m *Marked) Doc(id string) Doc {
	d := Doc{ID: id, Text: m.Text, Lang: m.Head["lang"]}
	text := []rune(m.Text)
	for _, c := range m.Contents {
		q := Quote{Start: c.Start, End: c.End}
		_, q.Nested = m.More[c.ID]["nested"]
		best := -1
		for i, s := range m.Speakers[c.ID] {
			if best < 0 || away(s, c) < away(m.Speakers[c.ID][best], c) {
				best = i
			}
		}
		if best >= 0 {
			s := m.Speakers[c.ID][best]
			q.Speaker, q.SpeakerStart, q.SpeakerEnd = string(text[s.Start:s.End]), &s.Start, &s.End
		}
		if n := m.Names[c.ID]; n != "-" {
			q.SpeakerName = n
		}
		d.Quotes = append(d.Quotes, q)
	}
	return d
}

func away(s, c MarkedSpan) int {
	if s.End <= c.Start {
		return c.Start - s.End
	}
	return max(0, s.Start-c.End)
}
