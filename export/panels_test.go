package export

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"parley/dossier"
)

// crowdedPacket has many statements of all lengths by few parties, some of them silent.
func crowdedPacket(t testing.TB) dossier.Packet {
	b := newBuilder(t)
	b.parties("Republic of Arvenia", "Kesh Federation", "Northern Council", "UN Special Envoy", "Lake States", "Traders’ Guild")
	b.issues("Ceasefire monitoring", "Prisoner exchange")
	text := ""
	var quotes []string
	for i := range 40 {
		n := 3 + (i*7)%23
		if i == 7 {
			n = 90
		}
		q := "“" + strings.TrimSpace(strings.Repeat(fmt.Sprintf("Statement %d says what it says. ", i), n)) + "”"
		quotes = append(quotes, q)
		text += "The minister said: " + q + " Nobody replied.\n\n"
	}
	long := b.source("A long day", "Arven Daily", "en", day(11, 15), text)
	pointed := b.source("ניקוד", "קול הצפון", "he", day(11, 17), "הוא אמר: “שָׁלוֹם עֲלֵיכֶם, בְּרֵאשִׁית בָּרָא אֱלֹהִים”.\nשלום (ב-12:30, 50%) NATO+EU «כן» 3–5.")
	vowels := b.source("تشكيل", "صوت", "ar", day(11, 18), "قال: “السَّلَامُ عَلَيْكُمْ وَرَحْمَةُ اللهِ”.\nلا إله، الأول (١٢٣) 50% «نعم» 3–5. پژوهش گچ می\u200cخواهم ئێمە ۱۲۳")
	parties := b.p.Grid.Parties
	for i, q := range quotes {
		stance := []dossier.Stance{dossier.Supports, dossier.Opposes, dossier.Conditional, dossier.Ambiguous, dossier.StanceNone}[i%5]
		b.quote(long, q, dossier.Direct, "L. Tovar", "Foreign Minister", parties[(i*i)%5].Name, day(11, 1+i%17), b.p.Grid.Issues[i%2].Name, stance, "")
	}
	b.quote(pointed, "“שָׁלוֹם עֲלֵיכֶם, בְּרֵאשִׁית בָּרָא אֱלֹהִים”", dossier.Direct, "ר. מרון", "סגן שר", parties[0].Name, day(11, 17), "Ceasefire monitoring", dossier.Supports, "")
	b.quote(vowels, "“السَّلَامُ عَلَيْكُمْ وَرَحْمَةُ اللهِ”", dossier.Direct, "ن. حداد", "الناطقة باسم البعثة", parties[1].Name, day(11, 18), "Ceasefire monitoring", dossier.Supports, "")
	return b.grid()
}

// A quotation of eight lines or fewer stays on one page; a panel that goes on says so; silence is told.
func TestPanelsContinue(t *testing.T) {
	p := crowdedPacket(t)
	d, problems, err := prepare(context.Background(), p, Options{Fonts: testFonts(t)})
	if err != nil {
		t.Fatal(err)
	}
	var pages []string
	for _, page := range d.pages {
		columns := map[float32]string{} // a panel's lines stand below each other
		for _, o := range page.ops {
			if o.kind == opText {
				columns[o.x] += o.text + " "
			}
		}
		all := ""
		for _, c := range columns {
			all += c + "\n"
		}
		pages = append(pages, unspaced(all))
	}
	whole := strings.Join(pages, "\n")
	for _, q := range p.Quotes[:40] {
		b := d.set(plain(q.Passage.Exact, quoteLook), 54-3.6, 0)
		on := 0
		for _, page := range pages[2 : d.anchors[anchor{'s', 1}].page-1] {
			if strings.Contains(page, unspaced(q.Passage.Exact)) {
				on++
			}
		}
		if len(b.lines) <= wholeQuote && on != 1 {
			t.Errorf("Q%d of %d lines stands whole on %d pages", q.Number, len(b.lines), on)
		}
	}
	for _, want := range []string{"KeshFederation(continued)", "Q8infullbelow", "NorthernCouncil", "Infull:LakeStates"} {
		if !strings.Contains(strings.ReplaceAll(whole, "\u00a0", ""), want) {
			t.Errorf("%q is not on the pages", want)
		}
	}
	if len(problems) != 1 || !strings.Contains(problems[0].Sentence, "unjoined: [U+06CE]") && !strings.Contains(problems[0].Sentence, "[U+06CE]") {
		t.Errorf("problems: %+v", problems)
	}
	b, _ := write(t, p, "crowded")
	checkQPDF(t, b)
}

// Vowel points stand under or over their letter, where the font's table says, not beside it.
func TestPoints(t *testing.T) {
	faces, err := loadFaces(Options{Fonts: testFonts(t)})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		why     string
		face    faceID
		cluster []rune
	}{
		{"qamats under shin", hebrew, []rune("ש\u05b8")},
		{"fatha over an initial seen", arabic, []rune{0xFEB3, 0x64E}},
		{"shadda with fatha", arabic, []rune{0xFEB4, 0x64E, 0x651}},
	} {
		f := faces[tt.face]
		width := float64(f.width(tt.cluster[0]))
		for i, at := range f.pointsAt(tt.cluster) {
			if at.x < -width || at.x > width || at == (offset{}) {
				t.Errorf("%s: mark %d stands at %+v of a letter %v wide", tt.why, i, at, width)
			}
		}
	}
}

// Exports may run side by side on the same fonts.
func TestSideBySide(t *testing.T) {
	fonts, p := testFonts(t), samplePacket(t)
	var wg sync.WaitGroup
	out := make([][]byte, 4)
	for i := range out {
		wg.Add(1)
		go func() {
			defer wg.Done()
			out[i], _, _ = Bytes(context.Background(), p, Options{Fonts: fonts})
		}()
	}
	wg.Wait()
	for _, b := range out {
		if len(b) == 0 || !bytes.Equal(b, out[0]) {
			t.Fatal("the files differ")
		}
	}
}
