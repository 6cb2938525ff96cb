package reading

import (
	"fmt"
	"os"
	"testing"
)

func TestDbg(t *testing.T) {
	b, err := os.ReadFile(os.Getenv("DBG"))
	if err != nil {
		t.Skip()
	}
	a := Read(string(b), Options{})
	r := []rune(a.Text)
	for _, p := range a.Paragraphs {
		e := min(p.End, p.Start+70)
		fmt.Printf("%-11s %s\n", p.Role, string(r[p.Start:e]))
	}
	fmt.Println("title:", a.Title.Value, "| outlet:", a.Outlet.Value, "| by:", a.Byline.Value, "| dateline:", a.Dateline.Value, "| wire:", a.Wire.Value, "| pub:", a.Published.Time.Format("2006-01-02"), "| url:", a.URL.Value, a.Lang)
	for _, e := range a.Entities {
		fmt.Printf("E %s [%s] role=%q party=%q %v x%d\n", e.Name, e.Kind, e.Role, e.Party, e.Aliases, len(e.Mentions))
	}
	for _, q := range a.Quotes() {
		n := ""
		if q.Nested {
			n = "  NESTED"
		}
		fmt.Printf("S%s %s [%s] %q -> %q | cue %q | said %q %s | %v | g%d %.2f %s\n    %s\n", n, q.Kind, q.Frame, q.Speaker, q.SpeakerName, q.Cue, q.SaidText, q.Said, q.Chain, q.Group, q.Confidence, q.Reason, q.Text)
	}
}
