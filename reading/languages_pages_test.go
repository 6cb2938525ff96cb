package reading

import (
	"os"
	"strings"
	"testing"

	"parley/reading/score"
	"time"
)

// The language is told from one sentence as well as from a page, and a script does not stand for one language.
func TestDetectLanguage(t *testing.T) {
	for _, c := range []struct{ lang, text string }{
		{"en", "The ministry said that the bridge would stay closed."},
		{"fr", "Le pont est fermé."},
		{"de", "Die Brücke ist gesperrt."},
		{"es", "El puente está cerrado."},
		{"ru", "Мост закрыт с понедельника."},
		{"ru", "Переговоры продолжаются."},
		{"he", "הגשר סגור."},
		{"ar", "الجسر مغلق."},
		{"uk", "Міст зачинено з понеділка, повідомила поліція."},
		{"uk", "«Ми чекаємо», — сказала Марія Лугова. Її сім'я живе біля річки."},
		{"fa", "پل از روز دوشنبه بسته است."},
		{"fa", "وزیر گفت که گفت\u200cوگوها ادامه دارد."},
		{"und", "12345 67890"},
		{"de", "Ob das stimmt, sagte er nicht."},
		{"fr", "« Nous verrons », dit-elle."},
		{"es", "«Ya veremos», dijo."},
	} {
		if got := Read(c.text, Options{}).Lang; got != c.lang {
			t.Errorf("%q: %s, want %s", c.text, got, c.lang)
		}
	}
}

// Each paragraph of a page is read in its own language where that is clear, and in the page's otherwise.
func TestMixedPages(t *testing.T) {
	for _, line := range []string{
		"⟨1 The minister⟩ said ⟦1 that the bridge would stay closed for the whole of the summer⟧. ¶ ⟦2 \"הגשר יישאר סגור\"⟧, אמר ⟨2 יורם ברזל⟩ ביום שלישי. | 2=יורם ברזל",
		"⟨1 The minister⟩ said ⟦1 that the bridge would stay closed for the whole of the summer⟧. ¶ ⟦2 « Le pont restera fermé pendant tout l'été »⟧, a déclaré ⟨2 Anne Lebrun⟩ à la presse. | 2=Anne Lebrun",
		"Die Gespräche sind am Donnerstag vertagt worden, und die Brücke bleibt für den Verkehr gesperrt. ¶ ⟦1 „C'est la vie“⟧, sagte ⟨1 Weber⟩ dazu.",
		"Die Gespräche sind am Donnerstag vertagt worden, und die Brücke bleibt für den Verkehr gesperrt. ¶ ⟦1 « Les discussions sont suspendues et nous ne savons pas pour combien de temps »⟧, a dit ⟨1 Paul Roche⟩. | 1=Paul Roche",
		"قال ⟨1 الوزير⟩ في مؤتمر صحفي ⟦1 إن الجسر سيبقى مغلقا طوال الصيف⟧. ¶ ⟦2 “The bridge will stay closed all summer,”⟧ ⟨2 Ann Roe⟩ said on Tuesday. | 2=Ann Roe",
		"⟦1 «Мост закрыт»⟧, — сказал ⟨1 Иван Речной⟩. ¶ Міст зачинено, і ніхто не знає, коли його відкриють.",
	} {
		if text, complaints := complaintsOf(line, Options{}); len(complaints) > 0 {
			t.Errorf("%s\n\t%s", text, strings.Join(complaints, "; "))
		}
	}
}

// Languages without lists of their own yield nothing false.
func TestUnknownLanguages(t *testing.T) {
	for _, text := range []string{
		"Міст зачинено з понеділка. Про це говорить і газета «Північний край», яку читають у селі.",
		"«Ми чекаємо», — сказала Марія Лугова. Її сім'я живе біля річки.",
		"پل از روز دوشنبه بسته است. گفتند که گفت\u200cوگوها ادامه دارد و «نامه» فرستاده شد.",
	} {
		for _, s := range Read(text, Options{}).Statements {
			if s.Speaker.Name != "" || s.Kind != Direct {
				t.Errorf("%q: %+v", text, s)
			}
		}
	}
}

// The day beside the verb dates a statement, also in the languages read with word lists.
func TestLanguageDates(t *testing.T) {
	published := time.Date(2031, 3, 14, 0, 0, 0, 0, time.UTC) // a Friday
	for _, c := range []struct{ text, words, want string }{
		{"« Le pont reste fermé », a déclaré Paul Roche mardi.", "mardi", "2031-03-11"},
		{"Paul Roche a déclaré le 12 mars que le pont était fermé.", "le 12 mars", "2031-03-12"},
		{"Paul Roche a déclaré que le pont serait fermé mardi.", "", ""},
		{"„Die Brücke bleibt zu“, sagte Karl Weber am Dienstag.", "am Dienstag", "2031-03-11"},
		{"Karl Weber sagte am 12. März, dass die Brücke zu sei.", "am 12. März", "2031-03-12"},
		{"«El puente sigue cerrado», dijo Ana Robles el martes.", "el martes", "2031-03-11"},
		{"Ana Robles dijo el 12 de marzo de 2030 que el puente seguía cerrado.", "el 12 de marzo de 2030", "2030-03-12"},
		{"«Мост закрыт», — сказал во вторник Иван Речной.", "во вторник", "2031-03-11"},
		{"Иван Речной заявил 12 марта, что мост закрыт.", "12 марта", "2031-03-12"},
		{"\"הגשר סגור\", אמר יורם ברזל ביום שלישי.", "ביום שלישי", "2031-03-11"},
		{"יורם ברזל אמר אתמול כי הגשר סגור.", "אתמול", "2031-03-13"},
		{"وقالت نادية حداد يوم الثلاثاء إن الجسر مغلق.", "يوم الثلاثاء", "2031-03-11"},
	} {
		a := Read(c.text, Options{Published: published})
		if len(a.Statements) != 1 {
			t.Errorf("%q: %d statements", c.text, len(a.Statements))
			continue
		}
		d := a.Statements[0].Said
		got := ""
		if !d.Time.IsZero() {
			got = d.Time.Format("2006-01-02")
		}
		if d.Text != c.words || got != c.want {
			t.Errorf("%q: %q %s, want %q %s", c.text, d.Text, got, c.words, c.want)
		}
	}
}

// No English sentence is taken for one of another language.
func TestEnglishStaysEnglish(t *testing.T) {
	raw, err := os.ReadFile("testdata/frames.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitSeq(string(raw), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		m, err := score.ParseLine(line)
		if err != nil {
			t.Fatal(err)
		}
		if got := Read(m.Text, Options{}).Lang; got != "en" {
			t.Errorf("%s: %q", got, m.Text)
		}
	}
}
