package reading

import (
	"os"
	"testing"
	"time"
)

// An invented article with everything that made the first real one hard: a name as title and glued into a caption, a
// split content, an office behind a quotation, an outlet that governs two sentences, a draft that states, and an
// attribution inside a quotation.
func TestInventedArticle(t *testing.T) {
	raw, err := os.ReadFile("testdata/article.txt")
	if err != nil {
		t.Fatal(err)
	}
	text := Decode(raw).Body
	at := func(words string) (int, int) {
		r, w := []rune(text), []rune(words)
		for i := 0; i+len(w) <= len(r); i++ {
			if string(r[i:i+len(w)]) == words {
				return i, i + len(w)
			}
		}
		t.Fatalf("%q is not in the article", words)
		return 0, 0
	}
	g := goldArticle{Text: text}
	add := func(speaker, name, date, outlet string, nested bool, words string) {
		s, e := at(words)
		g.Quotes = append(g.Quotes, goldQuote{Start: s, End: e, Quote: words, Speaker: speaker, SpeakerName: name, DateText: date, ReportedBy: outlet, Nested: nested})
	}
	add("Tarnish Minister of Rivers Ilse Maro", "Ilse Maro", "on Thursday", "Reuters", false, "that there has been “steady movement” on the terms for putting the Lower Brenn Accord 12 into effect and reopening the locks, but “nobody should sell the fish before the net is out,”")
	add("Maro", "Ilse Maro", "on Thursday", "", false, "“On the locks, I can only say that both teams are working day and night on a shared reading of what the accord asks of each of us,”")
	add("Maro", "Ilse Maro", "", "", false, "that “this reading is the ground on which any treaty will stand.”")
	add("the Minister of Rivers", "Ilse Maro", "", "", false, "“What matters is that everybody knows, on our bank and on the other, what the accord demands: the gauges, the wardens, the hours at which the gates may be shut,”")
	add("she", "Ilse Maro", "", "", false, "“I was in the valley last week, and what I saw there gives me hope. There is a way to go, but it is a way we know,”")
	add("Channel 12", "Channel 12", "", "", false, "from the day of signing, the wardens of both banks would not shut the gates without notice.")
	add("Channel 12", "Channel 12", "", "", false, "The upper bank, for its part, will not raise the weir during the dry months.")
	add("The second clause of the draft", "the draft", "", "", false, "that both banks would recognize the gauges of the commission and that nobody but the wardens would carry keys.")
	add("Channel 12", "Channel 12", "", "Channel 12", false, "that the draft, written by the Norwegian mediator Anders Holm, had already been read in the cabinet of the upper bank.")
	add("The Prime Minister's Office", "Prime Minister's Office", "", "", false, "\"Belk made it clear that the treaty is worth no more than the willingness of the banks to keep it when the river is low and tempers are high.\"")
	add("Belk", "Goran Belk", "", "", true, "that the treaty is worth no more than the willingness of the banks to keep it when the river is low and tempers are high.")

	a := compare(t, g, Options{Published: time.Date(2031, 5, 2, 9, 0, 0, 0, time.UTC)}) // a Friday
	if len(a.Statements) == 0 {
		return
	}
	if want := time.Date(2031, 5, 1, 0, 0, 0, 0, time.UTC); !a.Statements[0].Said.Time.Equal(want) {
		t.Errorf("said %v, want %v", a.Statements[0].Said.Time, want)
	}
	if a.Title.Value != "Ilse Maro" || a.Paragraphs[1].Role != RoleCredit {
		t.Errorf("title %q, second line %s", a.Title.Value, a.Paragraphs[1].Role)
	}
	if a.Lang != "en" {
		t.Errorf("language %q", a.Lang)
	}
}
