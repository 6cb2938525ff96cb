package export

import (
	"context"
	"crypto/sha256"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"parley/dossier"
)

// testFonts reads the fonts that the program is built with.
func testFonts(t testing.TB) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for _, name := range FontNames() {
		b, err := os.ReadFile(filepath.Join("..", "assets", "fonts", name+".ttf"))
		if err != nil {
			t.Fatal(err)
		}
		out[name] = b
	}
	return out
}

// builder makes packets: every quotation is found in its text.
type builder struct {
	t  testing.TB
	p  dossier.Packet
	id byte
}

func newBuilder(t testing.TB) *builder {
	b := &builder{t: t}
	b.p.Recipe = dossier.Recipe{Title: "Sarran corridor talks: where the parties stand before round 6", Reference: "NB-2026-041",
		Marking: "TLP:AMBER", PreparedFor: "Head of mission, Geneva", Author: "K. Olander, desk analyst",
		BottomLine: "Kesh and Arvenia now accept third-party monitoring of the ceasefire in principle; they disagree on who commands it and when Kesh artillery leaves the corridor. The Northern Council has said nothing on either point since 2 November. A text on monitoring alone is within reach in round 6; a package with transit fees is not."}
	b.p.DossierID, b.p.Dossier = b.newID(), "Sarran corridor"
	b.p.Issued = time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	b.p.CutOff = dossier.Date{Time: time.Date(2026, 11, 19, 18, 0, 0, 0, time.UTC), Precision: dossier.PrecisionMinute}
	b.p.Summary = dossier.SourceSummary{Documents: 41, Outlets: 9, Languages: 4, Statements: 63, Named: 58, From: dossier.Day(2026, 10, 1), To: dossier.Day(2026, 11, 19)}
	b.p.Grid.From, b.p.Grid.To, b.p.Grid.Outlets = dossier.Day(2026, 10, 1), dossier.Day(2026, 11, 19), 7
	return b
}

func (b *builder) newID() dossier.ID {
	b.id++
	return uuid.UUID{15: b.id, 0: 1}
}

func (b *builder) source(title, outlet, lang string, published dossier.Date, text string) int {
	raw := []byte("\ufeff" + strings.ReplaceAll(text, "\n", "\r\n"))
	n := len(b.p.Sources) + 1
	id := b.newID()
	b.p.Sources = append(b.p.Sources, dossier.Source{Number: n,
		Document: dossier.Document{ID: id, Number: n, Outlet: outlet, Title: title, Lang: lang, Author: "M. Castell", Published: published, Grade: "B2",
			Retrieved: published.Time.Add(32 * time.Hour), URL: "https://example.org/2026/11/corridor-talks-round-six-what-the-ministers-said-and-what-they-left-out"},
		Revision: dossier.Revision{ID: b.newID(), DocumentID: id, Number: 1, Text: text, Norm: "nfc-lf-1", SHA256: sha256.Sum256([]byte(text)),
			Raw: raw, RawSHA256: sha256.Sum256(raw), RawSize: len(raw), Encoding: "utf-8"}})
	return n
}

func (b *builder) quote(source int, exact string, kind dossier.Kind, speaker, role, party string, said dossier.Date, issue string, stance dossier.Stance, reason string) int {
	s := &b.p.Sources[source-1]
	at := strings.Index(s.Revision.Text, exact)
	if at < 0 {
		b.t.Fatalf("%q is not in S%d", exact, source)
	}
	start := len([]rune(s.Revision.Text[:at]))
	p, _ := dossier.NewPassage([]rune(s.Revision.Text), dossier.Span{Start: start, End: start + len([]rune(exact))})
	n := len(b.p.Quotes) + 1
	b.p.Quotes = append(b.p.Quotes, dossier.Quote{Number: n, Source: source, Statement: b.newID(), Passage: p, Kind: kind, Lang: s.Document.Lang, Speaker: speaker,
		Role: role, Party: party, Said: said, SaidKnown: true, Issues: []dossier.Reading{{Issue: issue, Stance: stance, Reason: reason}}})
	s.Quotes = append(s.Quotes, n)
	return n
}

func (b *builder) parties(names ...string) {
	for i, n := range names {
		b.p.Grid.Parties = append(b.p.Grid.Parties, dossier.Party{ID: b.newID(), Name: n, Order: i + 1})
	}
}

func (b *builder) issues(names ...string) {
	for i, n := range names {
		b.p.Grid.Issues = append(b.p.Grid.Issues, dossier.Issue{ID: b.newID(), Name: n, Order: i + 1})
	}
}

// grid fills cells, sections and panels from the quotations.
func (b *builder) grid() dossier.Packet {
	g := &b.p.Grid
	g.Cells = make([][]dossier.Cell, len(g.Issues))
	for i, issue := range g.Issues {
		g.Cells[i] = make([]dossier.Cell, len(g.Parties))
		s := dossier.Section{Issue: issue, Number: i + 1}
		for j, party := range g.Parties {
			panel := dossier.Panel{Party: party}
			c := &g.Cells[i][j]
			c.PartyID, c.IssueID = party.ID, issue.ID
			for _, q := range b.p.Quotes {
				if q.Party != party.Name || q.Issues[0].Issue != issue.Name {
					continue
				}
				panel.Quotes = append([]int{q.Number}, panel.Quotes...)
				panel.Dots = append(panel.Dots, dossier.Dot{Date: q.Said, Stance: q.Issues[0].Stance})
				panel.Stance, c.Stance = q.Issues[0].Stance, q.Issues[0].Stance
				c.Count++
				d := b.p.Sources[q.Source-1].Document
				c.Newest = dossier.CodedStatement{StatementID: q.Statement, DocumentID: d.ID, Stance: c.Stance, Exact: q.Passage.Exact, Kind: q.Kind,
					Speaker: q.Speaker, Date: q.Said, SaidKnown: true, Outlet: d.Outlet, Lang: q.Lang, Reason: q.Issues[0].Reason}
				g.Parties[j].Statements++
				g.Parties[j].Last = q.Said
			}
			s.Panels = append(s.Panels, panel)
		}
		b.p.Sections = append(b.p.Sections, s)
	}
	return b.p
}

func day(month time.Month, d int) dossier.Date { return dossier.Day(2026, month, d) }

// samplePacket is an invented negotiation in English, Hebrew and Arabic.
func samplePacket(t testing.TB) dossier.Packet {
	b := newBuilder(t)
	b.parties("Republic of Arvenia", "Kesh Federation", "Northern Council", "UN Special Envoy")
	b.issues("Ceasefire monitoring", "Prisoner exchange", "Transit fees", "Northern autonomy", "Sanctions relief")
	arv := b.source("“Twelve kilometres, not a metre less”: Tovar sets terms for round 6", "Arven Daily", "en", day(11, 15),
		"PORT ARVEN — Foreign Minister Lena Tovar said on Saturday that Arvenia was ready to accept an international monitoring mission in the Sarran corridor, but only if the heavy guns on the Kesh side were listed, unit by unit, in the text itself.\n\n"+
			"“We will sign the monitoring text the day the guns are named in it. Twelve kilometres, not a metre less,” Ms Tovar told reporters after a meeting of the cabinet. It was the first time that a member of the government had put a figure on the distance; in October the ministry had spoken of “a full withdrawal from artillery range”.\n\n"+
			"Asked whether Arvenia would pay a transit fee once the road reopens, the minister answered: “Not a cent on Arvenian freight.” She declined to say whether the question would be raised in round 6, which opens in Geneva on 24 November.\n\n"+
			"The Kesh mission in Geneva did not respond to a request for comment. A person familiar with the talks, who spoke on condition of anonymity, said the Envoy’s office expected “movement on the monitoring chapter, and nothing else”.\n\n"+
			"On the prisoners she was brief: all for all, through lists held by the Envoy, and autonomy was “not a subject for this table”.")
	kesh := b.source("Chief of Staff: “Nobody moves on a promise”", "Kesh State News Agency", "en", day(11, 14),
		"General Adan Rusk, Chief of Staff, told the agency that the Federation “has no objection of principle” to observers. “Monitors first, report second, movement third. Nobody moves on a promise.”\n\nThe fee would be set per tonne, by Kesh alone, the general said. Sanctions relief must start on signature, not on compliance, he added.")
	heb := b.source("סגן השר: מוכנים לקבל משקיפים", "קול הצפון", "he", day(11, 17),
		"סגן שר החוץ רועי מרון אמר ביום שלישי כי ארווניה מוכנה לפשרה.\n\n“אנחנו מוכנים לקבל 120 משקיפים (לא יותר) בפיקוד אחד,” אמר מרון לרשת NATO-TV. הוא הוסיף כי הסכם מלא ייחתם רק ב-24 בנובמבר 2026.")
	ara := b.source("حداد: لا جدول زمنياً قبل التقرير", "صوت كيش", "ar", day(10, 28),
		"قالت الناطقة باسم البعثة نادية حداد إن الوفد لن يقبل بمهلة.\n\n“لن نوافق على جدول زمني قبل صدور التقرير الأول.” وأضافت أن اللجنة ستجتمع في 24 نوفمبر ٢٠٢٦ (في جنيف).")
	council := b.source("Council communiqué no. 14", "Northern Gazette", "en", day(10, 2),
		"“Monitoring is for the armies to discuss. We talk about government.”\n\nThe council asked that detained council members count in any exchange and called autonomy its condition for any signature.")
	envoy := b.source("Envoy offers 120 monitors under a single commander", "Lake News", "en", day(11, 10),
		"GENEVA — The Envoy offers 120 monitors under a single commander, her office said. “We will hold both lists in escrow,” it added. Transit fees were “not ripe”, and sanctions outside the mandate.")
	a, k, n, e := "Republic of Arvenia", "Kesh Federation", "Northern Council", "UN Special Envoy"
	b.quote(council, "“Monitoring is for the armies to discuss. We talk about government.”", dossier.Direct, "Council communiqué", "", n, day(10, 2), "Northern autonomy", dossier.Supports, "Condition for any signature.")
	b.quote(ara, "“لن نوافق على جدول زمني قبل صدور التقرير الأول.”", dossier.Direct, "N. Haddad", "Spokesperson", k, day(10, 28), "Ceasefire monitoring", dossier.Opposes, "")
	b.quote(envoy, "The Envoy offers 120 monitors under a single commander", dossier.Indirect, "", "", e, day(11, 10), "Ceasefire monitoring", dossier.Supports, "")
	b.quote(envoy, "“We will hold both lists in escrow,”", dossier.Direct, "Envoy’s office", "", e, day(11, 10), "Prisoner exchange", dossier.Supports, "")
	b.quote(kesh, "“Monitors first, report second, movement third. Nobody moves on a promise.”", dossier.Direct, "Gen. A. Rusk", "Chief of Staff", k, day(11, 14), "Ceasefire monitoring", dossier.Conditional, "Accepts monitors; rejects a dated withdrawal before their first report.")
	b.quote(kesh, "The fee would be set per tonne, by Kesh alone", dossier.Indirect, "Gen. A. Rusk", "Chief of Staff", k, day(11, 14), "Transit fees", dossier.Opposes, "")
	b.quote(kesh, "Sanctions relief must start on signature, not on compliance", dossier.Indirect, "Gen. A. Rusk", "Chief of Staff", k, day(11, 14), "Sanctions relief", dossier.Conditional, "Relief to start on signature, not on compliance.")
	b.quote(arv, "“We will sign the monitoring text the day the guns are named in it. Twelve kilometres, not a metre less,”", dossier.Direct, "L. Tovar", "Foreign Minister", a, day(11, 15), "Ceasefire monitoring", dossier.Conditional, "Accepts an Envoy-led mission; wants Kesh artillery listed by unit and moved 12 km back.")
	b.quote(arv, "“Not a cent on Arvenian freight.”", dossier.Direct, "L. Tovar", "Foreign Minister", a, day(11, 15), "Transit fees", dossier.Opposes, "")
	b.quote(arv, "autonomy was “not a subject for this table”", dossier.Mixed, "L. Tovar", "Foreign Minister", a, day(11, 15), "Northern autonomy", dossier.Opposes, "")
	b.quote(heb, "“אנחנו מוכנים לקבל 120 משקיפים (לא יותר) בפיקוד אחד,”", dossier.Direct, "R. Maron", "Deputy Minister", a, day(11, 17), "Ceasefire monitoring", dossier.Conditional, "")
	b.p.Quotes[10].Hops = []dossier.Hop{{Kind: dossier.HopSpeaker, Name: "R. Maron", Named: true}, {Kind: dossier.HopVenue, Name: "NATO-TV", Named: true}}
	return b.complete()
}

// TestWriteSample writes the sample for the eye where PARLEY_SAMPLE names a folder.
func TestWriteSample(t *testing.T) {
	dir := os.Getenv("PARLEY_SAMPLE")
	if dir == "" {
		dir = t.TempDir()
	}
	r, err := WriteForm(context.Background(), samplePacket(t), FormPDF, filepath.Join(dir, "sample.pdf"), Options{Fonts: testFonts(t)})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%+v", r)
}
