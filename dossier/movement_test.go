package dossier

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// on reads a day of November 2026, or a whole date.
func on(t testing.TB, s string) Date {
	t.Helper()
	if len(s) <= 2 && s != "" {
		s = fmt.Sprintf("2026-11-%02s", s)
	}
	d, err := ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Ensures that a position softens when it moves towards agreement, hardens when it moves away, and is reversed from one
// end to the other.
func TestMove(t *testing.T) {
	for _, c := range []struct {
		from, to Stance
		want     Movement
	}{
		{Opposes, Supports, Reversed},
		{Supports, Opposes, Reversed},
		{Opposes, Conditional, Softened},
		{Opposes, Ambiguous, Softened},
		{Ambiguous, Conditional, Softened},
		{Conditional, Supports, Softened},
		{Supports, Conditional, Hardened},
		{Supports, Ambiguous, Hardened},
		{Conditional, Opposes, Hardened},
		{Ambiguous, Opposes, Hardened},
		{Opposes, Opposes, Unmoved},
		{StanceNone, Supports, Unmoved},
	} {
		if got := Move(c.from, c.to); got != c.want {
			t.Errorf("from %q to %q: %q, want %q", c.from, c.to, got, c.want)
		}
	}
}

// Ensures that the difference between two days says what is new, what moved, and who fell silent in between.
func TestGridChanges(t *testing.T) {
	party, issue := NewID(), NewID()
	grid := func(day string, stance Stance, said string) Grid {
		g := Grid{AsOf: on(t, day).Time, To: on(t, "30")}
		c := Cell{PartyID: party, IssueID: issue, Stance: stance}
		if said != "" {
			c.Count, c.Newest = 1, CodedStatement{Date: on(t, said), Stance: stance}
		}
		g.Cells = [][]Cell{{c}}
		return g
	}
	for _, c := range []struct {
		what          string
		before, after Grid
		want          Movement
		days          int
	}{
		{"nothing, then something", grid("06", "", ""), grid("20", Opposes, "15"), NewlyTaken, 0},
		{"against, then for under conditions", grid("06", Opposes, "02"), grid("20", Conditional, "15"), Softened, 0},
		{"said on the 2nd, silent 18 days on the 20th", grid("06", Opposes, "02"), grid("20", Opposes, "02"), GoneSilent, 18},
		{"said on the 6th, which is 14 days before the 20th", grid("07", Opposes, "06"), grid("20", Opposes, "06"), Unmoved, 0},
		{"silent on both days", grid("20", Opposes, "01"), grid("25", Opposes, "01"), Unmoved, 0},
		{"silence is counted to the newest document", grid("06", Opposes, "02"), func() Grid {
			g := grid("20", Opposes, "02")
			g.To = on(t, "10")
			return g
		}(), Unmoved, 0},
		{"nothing on either day", grid("06", "", ""), grid("20", "", ""), Unmoved, 0},
	} {
		list := GridChanges(c.before, c.after)
		got, days := Unmoved, 0
		if len(list) == 1 {
			got, days = list[0].Movement, list[0].Silent
		}
		if got != c.want || days != c.days {
			t.Errorf("%s: %q %d, want %q %d", c.what, got, days, c.want, c.days)
		}
	}
}

// said makes a statement of a table: day, speaker, outlet, stance, words.
func said(t testing.TB, n int, line string, speakers map[string]ID) CodedStatement {
	t.Helper()
	f := strings.SplitN(line, "|", 5)
	for i := range f {
		f[i] = strings.TrimSpace(f[i])
	}
	s := CodedStatement{StatementID: NewID(), Number: n, Date: on(t, f[0]), SaidKnown: true, Speaker: f[1], Outlet: f[2], Stance: Stance(f[3]), Exact: f[4], Kind: Indirect}
	if strings.HasPrefix(s.Exact, "“") {
		s.Kind = Direct
	}
	if s.Speaker != "" {
		if speakers[s.Speaker] == None {
			speakers[s.Speaker] = NewID()
		}
		s.SpeakerID = speakers[s.Speaker]
	}
	return s
}

// Ensures that of what a party said on one issue the rules find what does not go together: the day of the later one, the
// rule, the days between, how strong it is.
func TestContrasts(t *testing.T) {
	for _, c := range []struct {
		what  string
		lines []string
		want  []string
	}{
		{"the same thing twice", []string{
			"02 | Dorvath | Sarran Post | opposes | “No fee.”",
			"09 | Dorvath | Sarran Post | opposes | “Still no fee.”"}, nil},
		{"a minister against himself", []string{
			"02 | Dorvath | Sarran Post | opposes | “No fee.”",
			"17 | Dorvath | Kesh Wire | supports | “A fee is fair.”"}, []string{"17 speaker reversed, 15 days, strong"}},
		{"in five days that is a contradiction", []string{
			"02 | Dorvath | Sarran Post | opposes | “No fee.”",
			"07 | Dorvath | Kesh Wire | supports | “A fee is fair.”"}, []string{"07 speaker reversed, 5 days, strong, contradiction"}},
		{"a deputy against the minister, six days after", []string{
			"11 | Dorvath | Sarran Post | opposes | “No fee.”",
			"17 | Ollin | Kesh Wire | ambiguous | “A symbolic fee would not sink us.”"}, []string{"17 party softened, 6 days, moderate, contradiction"}},
		{"another speaker, weeks after: the party moved", []string{
			"01 | Dorvath | Sarran Post | opposes | No fee, the ministry wrote.",
			"20 | Ollin | Kesh Wire | conditional | A fee after the treaty."}, []string{"20 shift softened, 19 days, moderate"}},
		{"nobody named: a shift, and a weak one", []string{
			"01 | | Sarran Post | opposes | No fee, officials said.",
			"03 | | Kesh Wire | ambiguous | Perhaps a fee."}, []string{"03 shift softened, 2 days, weak"}},
		{"the first speaks again as before: against the second, not against himself", []string{
			"01 | Dorvath | Sarran Post | opposes | “No fee.”",
			"03 | Ollin | Kesh Wire | supports | “A fee.”",
			"05 | Dorvath | Sarran Post | opposes | “No fee.”"}, []string{"05 party reversed, 2 days, strong, contradiction", "03 party reversed, 2 days, strong, contradiction"}},
		{"two speakers of one party, a day apart, after one of them spoke otherwise before", []string{
			"01 | Tarn | Sarran Post | opposes | “No pipe.”",
			"10 | Aren | Sarran Post | opposes | “No pipe at all.”",
			"11 | Tarn | Kesh Wire | supports | “The pipe is good.”"}, []string{"11 speaker reversed, 10 days, strong", "11 party reversed, 1 days, strong, contradiction"}},
		{"a third speaker between them", []string{
			"10 | Aren | Sarran Post | opposes | “No pipe.”",
			"11 | Ossel | Sarran Post | supports | “The pipe.”",
			"12 | Aren | Kesh Wire | opposes | “I said no pipe.”",
			"13 | Ossel | Kesh Wire | supports | “I say pipe.”"}, []string{"13 party reversed, 1 days, strong, contradiction", "12 party reversed, 1 days, strong, contradiction", "11 party reversed, 1 days, strong, contradiction"}},
		{"two outlets tell other things of one evening with other numbers", []string{
			"03 | Dorvath | Sarran Post | opposes | Dorvath said 300 guards came.",
			"03 | Dorvath | Kesh Wire | opposes | Dorvath wants a rest every 12 days."}, nil},
		{"one pair is told once: by two outlets, with other stances", []string{
			"03 | Dorvath | Sarran Post | opposes | Dorvath ruled a fee out.",
			"03 | Dorvath | Kesh Wire | conditional | Dorvath left a door open."}, []string{"03 telling softened, 0 days, moderate, contradiction"}},
		{"without a date nobody knows what came first", []string{
			" | Dorvath | Sarran Post | opposes | “No fee.”",
			"03 | Dorvath | Kesh Wire | supports | “A fee.”"}, nil},
		{"two outlets tell one evening with other numbers", []string{
			"03 | Dorvath | Sarran Post | opposes | Dorvath said 12 lorries were stopped.",
			"03 | Dorvath | Kesh Wire | opposes | Dorvath spoke of 15 lorries."}, []string{"03 telling , 0 days, weak, contradiction (12 against 15)"}},
		{"two outlets tell one evening with the same number", []string{
			"03 | Dorvath | Sarran Post | opposes | Dorvath said 12 lorries were stopped.",
			"03 | Dorvath | Kesh Wire | opposes | Twelve (12) lorries, Dorvath said."}, nil},
	} {
		speakers := map[string]ID{}
		var list []CodedStatement
		for i, l := range c.lines {
			list = append(list, said(t, i+1, l, speakers))
		}
		var got []string
		for _, x := range Contrasts(list) {
			line := fmt.Sprintf("%s %s %s, %d days, %s", x.Later.Date.Time.Format("02"), x.Rule, x.Movement, x.Days, x.Strength)
			if x.Contradiction() {
				line += ", contradiction"
			}
			if x.Note != "" {
				line += " (" + x.Note + ")"
			}
			got = append(got, line)
		}
		if fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%s:\n got  %q\n want %q", c.what, got, c.want)
		}
	}
}

// Ensures that gaps are listed with those who never spoke first, then the longest silence.
func TestGaps(t *testing.T) {
	cell := func(count int, day string) Cell {
		return Cell{PartyID: NewID(), Count: count, Newest: CodedStatement{Date: on(t, day)}}
	}
	g := Grid{AsOf: on(t, "30").Time, To: on(t, "28"), Cells: [][]Cell{{cell(1, "20"), cell(2, "10"), cell(0, ""), cell(1, "01"), cell(1, "")}}}
	var got []int
	for _, gap := range Gaps(g) {
		got = append(got, gap.Days)
	}
	if fmt.Sprint(got) != "[-1 27 18]" {
		t.Errorf("%v", got)
	}
}

// Ensures that a sentence is out of date as soon as its parties said something newer than it rests on, and not when
// another outlet repeats what it rests on.
func TestOvertaken(t *testing.T) {
	a := CodedStatement{StatementID: NewID(), Date: on(t, "10"), Utterance: 7}
	earlier := CodedStatement{StatementID: NewID(), Date: on(t, "03")}
	repeated := CodedStatement{StatementID: NewID(), Date: on(t, "11"), Utterance: 7}
	newer := CodedStatement{StatementID: NewID(), Date: on(t, "17")}
	s := Sentence{Rests: []ID{a.StatementID}, Written: time.Now()}
	for _, c := range []struct {
		what string
		list []CodedStatement
		want ID
	}{
		{"nothing but what it rests on", []CodedStatement{a}, None},
		{"something earlier that it leaves out", []CodedStatement{a, earlier}, None},
		{"the same words in another outlet", []CodedStatement{a, repeated}, None},
		{"something newer", []CodedStatement{a, newer, repeated}, newer.StatementID},
	} {
		got, ok := s.Overtaken(c.list)
		if ok != (c.want != None) || got.StatementID != c.want {
			t.Errorf("%s: %v, %v", c.what, ok, got.Date)
		}
	}
}
