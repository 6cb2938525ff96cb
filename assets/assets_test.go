package assets

import (
	"bytes"
	"encoding/json"
	"image/png"
	"strings"
	"testing"
	"unicode/utf8"
)

// Ensures that the sample articles are what they are said to be: six, of 300 to 600 words, with facts, in order.
func TestSamples(t *testing.T) {
	list := Samples()
	if len(list) != 6 {
		t.Fatalf("%d samples, want 6", len(list))
	}
	outlets := map[string]bool{}
	for i, s := range list {
		if n := len(strings.Fields(s.Text)); n < 300 || n > 600 {
			t.Errorf("%s has %d words", s.Name, n)
		}
		if !utf8.ValidString(s.Text) || s.Outlet == "" || s.Lang == "" || !strings.Contains(s.URL, ".example/") {
			t.Errorf("%s lacks a fact: %q, %q, %q", s.Name, s.Outlet, s.Lang, s.URL)
		}
		if i > 0 && !s.Published.After(list[i-1].Published) {
			t.Errorf("%s is out of order", s.Name)
		}
		outlets[s.Outlet] = true
	}
	if len(outlets) != 4 {
		t.Errorf("%d outlets, want 4", len(outlets))
	}
}

// Ensures that the samples hold what is hard in pasted articles: both kinds of quotation marks, Hebrew and Arabic, a
// quotation that goes on in the next paragraph, credits, and the wire copy of an agency in another outlet.
func TestSamplesAreHard(t *testing.T) {
	list := Samples()
	all := ""
	for _, s := range list {
		all += s.Text
	}
	for _, part := range []string{"“", "\"", "לא נחתום", "لن نوافق", "are in the text.\n\n“", "(CNA)", "Photo: ", "Read also: ", "Share ", "Sign up", "According to ", "condition of anonymity"} {
		if !strings.Contains(all, part) {
			t.Errorf("no sample holds %q", part)
		}
	}
	shared := 0
	plain := strings.NewReplacer("“", `"`, "”", `"`).Replace(list[2].Text)
	for _, line := range strings.Split(strings.NewReplacer("“", `"`, "”", `"`).Replace(list[1].Text), "\n") {
		if len(line) > 60 && strings.Contains(plain, line) {
			shared++
		}
	}
	if shared < 5 {
		t.Errorf("%s repeats %d paragraphs of %s, want at least 5", list[2].Name, shared, list[1].Name)
	}
}

// Ensures that the fonts' licences are whole and that nothing of a distribution's packaging is in them.
func TestFontLicences(t *testing.T) {
	for name, part := range map[string]string{"Noto": "SIL OPEN FONT LICENSE Version 1.1", "DejaVu": "Arev Fonts Copyright"} {
		b, err := fonts.ReadFile("fonts/LICENSE-" + name + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		if text := string(b); !strings.Contains(text, part) || strings.Contains(text, "debian") {
			t.Errorf("the licence of %s lacks %q or speaks of packaging", name, part)
		}
	}
}

// Ensures that every code of the sample quotes words that stand exactly once in its article.
func TestSampleCoding(t *testing.T) {
	texts := map[string]string{}
	for _, s := range Samples() {
		title, _, _ := strings.Cut(s.Text, "\n")
		texts[title] = s.Text
	}
	var b struct {
		Codes []struct{ Document, Quote string }
	}
	if err := json.Unmarshal(SampleCoding(), &b); err != nil {
		t.Fatal(err)
	}
	if len(b.Codes) < 25 {
		t.Errorf("only %d codes", len(b.Codes))
	}
	for _, c := range b.Codes {
		if n := strings.Count(texts[c.Document], c.Quote); n != 1 {
			t.Errorf("%q stands %d times in %q", c.Quote, n, c.Document)
		}
	}
}

// Ensures that fonts and icon are built in, and that nobody can change the bytes for others.
func TestFontAndIcon(t *testing.T) {
	a := Font("NotoSerif-Regular")
	a[0] ^= 0xff
	if bytes.Equal(a, Font("NotoSerif-Regular")) {
		t.Error("a font that was changed by one caller is changed for the next")
	}
	if c, err := png.DecodeConfig(bytes.NewReader(Icon())); err != nil || c.Width != 512 || c.Height != 512 {
		t.Errorf("icon: %v, %v", c, err)
	}
}
