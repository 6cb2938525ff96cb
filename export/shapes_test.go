package export

import (
	"fmt"
	"strings"
	"testing"

	"parley/dossier"
)

// shape is a packet of some extreme.
type pdfShape struct {
	name  string
	make  func() dossier.Packet
	pages int // at least
}

// shapesOf is all that can be in a dossier: nothing, one party, forty, long titles, long quotations, hostile text.
func shapesOf(t testing.TB) []pdfShape {
	long := strings.Repeat("The delegation said that it would not leave the table before the text was agreed in all its parts. ", 60)
	return []pdfShape{
		{"empty", func() dossier.Packet {
			b := newBuilder(t)
			b.p.Recipe = dossier.Recipe{}
			b.p.Summary = dossier.SourceSummary{}
			return b.p
		}, 1},
		{"zero", func() dossier.Packet { return dossier.Packet{} }, 1},
		{"no quotes", func() dossier.Packet {
			b := newBuilder(t)
			b.parties("A", "B")
			b.issues("One", "Two")
			return b.grid()
		}, 3},
		{"no issue", func() dossier.Packet {
			b := newBuilder(t)
			s := b.source("T", "O", "en", day(11, 1), "He said: “No.” And left.")
			b.quote(s, "“No.”", dossier.Direct, "He", "", "A", day(11, 1), "", dossier.StanceNone, "")
			return b.p
		}, 3},
		{"one party", func() dossier.Packet {
			b := newBuilder(t)
			b.parties("Republic of Arvenia")
			b.issues("Ceasefire")
			s := b.source("T", "O", "en", day(11, 1), "He said: “No.” And left.")
			b.quote(s, "“No.”", dossier.Direct, "He", "Minister", "Republic of Arvenia", day(11, 1), "Ceasefire", dossier.Opposes, "")
			return b.grid()
		}, 4},
		{"forty parties", func() dossier.Packet {
			b := newBuilder(t)
			s := b.source("T", "O", "en", day(11, 1), "He said: “No.” And left.")
			for i := range 40 {
				b.parties(fmt.Sprintf("Party %d of the long negotiation", i+1))
			}
			for i := range 12 {
				b.issues(fmt.Sprintf("Issue %d", i+1))
			}
			for i := range 40 {
				b.quote(s, "“No.”", dossier.Direct, "He", "", fmt.Sprintf("Party %d of the long negotiation", i+1), day(11, 1+i%20), fmt.Sprintf("Issue %d", i%5+1), dossier.Opposes, "")
			}
			return b.grid()
		}, 20},
		{"long", func() dossier.Packet {
			b := newBuilder(t)
			b.p.Recipe.Title = strings.Repeat("A very long title of a negotiation that has many names ", 12)
			b.p.Recipe.PreparedFor = strings.Repeat("the head of the mission and ", 10)
			b.p.Recipe.Reference = strings.Repeat("NB-2026-", 30)
			b.p.Recipe.Marking = "For official use only, and not for anybody else: " + strings.Repeat("closed ", 20)
			b.parties(strings.Repeat("United ", 30), strings.Repeat("x", 300))
			b.issues(strings.Repeat("Withdrawal and ", 40), strings.Repeat("y", 500))
			b.p.Grid.Issues[0].Definition = long
			s := b.source(strings.Repeat("Headline ", 60), strings.Repeat("Outlet ", 30), "en", day(11, 1), "“"+long+"” "+strings.Repeat("z", 3000))
			b.p.Sources[0].Document.URL = "https://example.org/" + strings.Repeat("abc", 500)
			b.quote(s, "“"+long+"”", dossier.Direct, strings.Repeat("Anna ", 50), strings.Repeat("Minister ", 50), strings.Repeat("United ", 30), day(11, 1), strings.Repeat("Withdrawal and ", 40), dossier.Supports, long)
			return b.grid()
		}, 5},
		{"hostile", func() dossier.Packet {
			b := newBuilder(t)
			b.p.Recipe.Title = "Talks 🙂\x00\u202E\n(\\)"
			b.p.Recipe.Author = "\xff\xfe"
			b.p.Recipe.Marking = "TLP:RED"
			b.parties("A\u202Eb", "🙂🙂", "(", "")
			b.issues("\u2067x", "", "中文 हिन्दी ไทย")
			s := b.source("🙂\u202Eevil\\)", "\x01", "en", day(11, 1), "He “will \u202Eton\u202C sign”. 🙂 \u200B中文 हिन्दी\t\x07 ﷽ \u2067אב\u2069 (\\(\\ \u0301\u0301\u0301 e\u0301.\rx\x0cy\n\n\n \n🇩🇪")
			b.quote(s, "“will \u202Eton\u202C sign”. 🙂", dossier.Direct, "\u202Ex", strings.Repeat("🙂", 300), "A\u202Eb", day(11, 1), "\u2067x", dossier.Ambiguous, "")
			return b.grid()
		}, 4},
		{"no font", func() dossier.Packet {
			b := newBuilder(t)
			b.parties("A")
			b.issues("I")
			s := b.source("中文", "新闻", "zh", day(11, 1), "他说：“不。”\n"+strings.Repeat(strings.Repeat("代表们在长厅里开会，谈到走廊、费用和等待的船只。", 5)+"\n", 400))
			b.quote(s, "“不。”", dossier.Direct, "他", "", "A", day(11, 1), "I", dossier.Opposes, "")
			return b.grid()
		}, 4},
		{"Letter", func() dossier.Packet {
			p := samplePacket(t)
			p.Recipe.Paper = "Letter"
			p.Recipe.Marking = "tlp:amber+strict"
			return p
		}, 8},
	}
}

func shapes(t testing.TB) map[string]dossier.Packet {
	out := map[string]dossier.Packet{"sample": samplePacket(t)}
	for _, s := range shapesOf(t) {
		out[s.name] = s.make()
	}
	return out
}
