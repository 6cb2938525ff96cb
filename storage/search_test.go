package storage

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"parley/dossier"
)

func addText(t testing.TB, d *Dossier, title, text string) dossier.Document {
	t.Helper()
	doc := dossier.Document{Title: title, Outlet: "Daily " + title}
	_, err := d.Change(ctx, "Paste", func(tx *Tx) (err error) {
		doc, err = tx.AddDocument(doc, dossier.Revision{Text: text}, nil, nil)
		return err
	})
	must(t, err)
	return doc
}

// What people type finds what newspapers print: whatever the case, accents, points, vowel signs, hidden characters,
// and in scripts that put no space between words.
func TestSearchFolds(t *testing.T) {
	tests := []struct{ text, query string }{
		{"Die Straße ist frei", "strasse"},
		{"DIE STRASSE", "Straße"},
		{"Le café fermé", "cafe ferme"},
		{"cafe", "CAFÉ"},
		{"Recep Tayyip Erdoğan in İstanbul", "erdogan istanbul"},
		{"Isparta ve Iğdır, ısı", "isi igdir"},
		{"Søren Łukasz Đorđe Æsir", "soren lukasz dorde aesir"},
		{"הַמֶּמְשָׁלָה החליטה", "הממשלה"},
		{"הממשלה", "הַמֶּמְשָׁלָה"},
		{"צה״ל הודיע", `צה"ל`},
		{`צה"ל הודיע`, "צה״ל"},
		{"قالت الحُكُومَة اليوم", "الحكومة"},
		{"الحكومـــة", "الحكومة"},
		{"إيران أعلنت", "ايران اعلنت"},
		{"مستشفى", "مستشفي"},
		{"سنة ٢٠٢٦", "2026"},
		{"中国政府表示", "政府"},
		{"中国政府表示", "府"},
		{"中国政府表示", "示"},
		{"中国政府表示", "中国政府"},
		{"日本の投票率", "投票"},
		{"ｶﾞｽ料金", "ガス"},
		{"정부가 발표했다", "정부"},
		{"รัฐบาลไทยประกาศ", "ประกาศ"},
		{"min\u200bister and pre\u00adsident", "minister president"},
		{"\u202eminister\u202c", "minister"},
		{"ﬁnal oﬀer", "final offer"},
		{"ΟΔΟΣ οδός", "οδοσ"},
		{"don’t", "don't"},
		{"cease-fire", "cease-fire"},
		{"Ｆｕｌｌｗｉｄｔｈ", "fullwidth"},
		{"cafe\u0301", "café"},
	}
	for _, test := range tests {
		d := newDossier(t)
		addText(t, d, "x", test.text)
		res, err := d.Search(ctx, test.query, 10)
		must(t, err)
		if len(res.Hits) == 0 || res.Total == 0 {
			t.Errorf("%q does not find %q (%s in %q)", test.query, test.text, parseQuery(test.query).expressionFor("search_text", nil).text, foldText(test.text))
			continue
		}
		h := res.Hits[0]
		if len(h.Marks) == 0 || h.Place.Empty() {
			t.Errorf("%q marks nothing in %q: %+v", test.query, test.text, h)
		}
		for _, m := range h.Marks {
			if m.Start < 0 || m.End > utf8.RuneCountInString(h.Snippet) || m.Empty() {
				t.Errorf("%q: mark %v outside %q", test.query, m, h.Snippet)
			}
		}
		_ = d.Close()
	}
}

// Words, phrases, AND, OR, NOT and prefixes mean what they say.
func TestQueryWords(t *testing.T) {
	d := newDossier(t)
	addText(t, d, "one", "the red house stands by the sea")
	addText(t, d, "two", "a house, painted red, in the hills")
	addText(t, d, "three", "boats on the sea")
	tests := []struct {
		query string
		want  string
	}{
		{"red house", "one two"}, {`"red house"`, "one"}, {"“red house”", "one"}, {"house AND sea", "one"}, {"hills OR boats", "three two"},
		{"sea NOT house", "three"}, {"NOT house", "three"}, {"hou*", "one two"}, {`"red ho"*`, "one"}, {"house NOT sea OR boats", "three two"},
		{"AND OR NOT", ""}, {`"`, ""}, {"(house OR boats)", "one three two"}, {"and", ""}, {"*", ""}, {"body : red", ""}, {"-house", "three"},
		{"daily", "one three two"},
	}
	for _, test := range tests {
		res, err := d.Search(ctx, test.query, 0)
		must(t, err)
		titles := map[string]bool{}
		for _, h := range res.Hits {
			if h.Kind == "document" {
				titles[h.Title] = true
			}
		}
		var got []string
		for _, title := range []string{"one", "three", "two"} {
			if titles[title] {
				got = append(got, title)
			}
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s found %q, want %q", test.query, got, test.want)
		}
	}
}

// Statements and names are found too; the snippet's marks and place are those of the words; deleted things are gone
// and come back with undo; the list filters by words of the facts.
func TestSearchFollowsChanges(t *testing.T) {
	d := newDossier(t)
	s := furnish(t, d)
	res, err := d.Search(ctx, "crossing", 0)
	must(t, err)
	kinds := map[string]int{}
	for _, h := range res.Hits {
		kinds[h.Kind]++
		runes := []rune(h.Snippet)
		for _, m := range h.Marks {
			if got := string(runes[m.Start:m.End]); !strings.EqualFold(got, "crossing") {
				t.Errorf("marked %q in %q", got, h.Snippet)
			}
		}
		rev, err := d.Revision(ctx, s.docs[0].Revision, false)
		must(t, err)
		if got := string([]rune(rev.Text)[h.Place.Start:h.Place.End]); got != "crossing" {
			t.Errorf("%s leads to %q", h.Kind, got)
		}
	}
	if kinds["document"] != 3 || kinds["statement"] != 3 || res.Total != 6 || res.Ranked != 6 {
		t.Fatal(kinds, res.Total)
	}
	if res, err = d.Search(ctx, "דנה", 0); err != nil || len(res.Hits) != 1 || res.Hits[0].Kind != "actor" || res.Hits[0].Title != "Dana Levi" {
		t.Fatal(res, err)
	}
	count := func(query string) int {
		res, err := d.Search(ctx, query, 0)
		must(t, err)
		return res.Total
	}
	_, err = d.Change(ctx, "Delete", func(tx *Tx) error { return tx.DeleteDocuments([]dossier.ID{s.docs[0].ID}) })
	must(t, err)
	if n := count("crossing"); n != 4 {
		t.Fatal(n)
	}
	_, err = d.Undo(ctx)
	must(t, err)
	if n := count("crossing"); n != 6 {
		t.Fatal(n)
	}
	outlets, err := d.Outlets(ctx)
	must(t, err)
	outlets[0].Name = "Morning Post"
	_, err = d.Change(ctx, "Rename", func(tx *Tx) error { _, err := tx.SaveActor(outlets[0]); return err })
	must(t, err)
	for text, want := range map[string]int{"morn": 3, "herald": 0, "writer post": 3, "to open, 2": 1, "": 3, "-": 3, `"`: 3} {
		if rows, total, err := d.Documents(ctx, dossier.DocumentFilter{Text: text, Limit: 2}); err != nil || total != want || len(rows) != min(want, 2) {
			t.Errorf("%q: %d of %d, %v", text, len(rows), total, err)
		}
	}
}

// Only the newest 5,000 places are ranked, and the result says of how many.
func TestSearchRanksTheNewest(t *testing.T) {
	d := newDossier(t)
	text := strings.Repeat("word other. ", 5100)
	sts := make([]dossier.Statement, 5100)
	runes := []rune(text)
	for i := range sts {
		p, _ := dossier.NewPassage(runes, dossier.Span{Start: 12 * i, End: 12*i + 10})
		sts[i] = dossier.Statement{Passage: p, Kind: dossier.Indirect}
	}
	_, err := d.Change(ctx, "Paste", func(tx *Tx) error {
		_, err := tx.AddDocument(dossier.Document{Title: "many"}, dossier.Revision{Text: text}, sts, nil)
		return err
	})
	must(t, err)
	res, err := d.Search(ctx, "word", 50)
	if err != nil || res.Total != 5101 || res.Ranked != 5001 || len(res.Hits) != 50 {
		t.Fatal(res.Total, res.Ranked, len(res.Hits), err)
	}
}

// Nothing that can be typed makes a search fail, and every mark lies in its snippet.
func FuzzQuery(f *testing.F) {
	for _, s := range []string{"a", `"a b"`, "a OR", "NOT", "a* \"", "facts:x", "a NEAR b", "^a", "{a}", "政府", "\x00", "\xff", "((((", "a NOT b NOT c", "-x", `צה"ל`,
		strings.Repeat("a ", 500), strings.Repeat("a OR ", 300), strings.Repeat("NOT a ", 300), "e\u0301", "\u0e31", "a\u3099*", "NEAR(a b, 3)", "a NEAR/2 b NEAR/x c", "NEAR(", "NEAR()", "a NEAR/5", "NEAR/5 a", "party:a", `outlet:"Daily a" -b`, "date:2026..", "date:..",
		"date:2026-11-01..2020", "status:new OR NOT kind:d", "NOT NOT a", "-(a b)", "((a OR b) c) OR (d", "stance:+ issue:x*", "re:/a+/", "re:/(/", "re:/a", "re:/./i lang:en", "tag:", "=all", "=p1", "٣", "𐍈", "ß", "İ"} {
		f.Add(s, s)
	}
	d := newDossier(f)
	addText(f, d, "a", sampleText+"中国政府表示 รัฐบาล a b c e\u0301")
	f.Fuzz(func(t *testing.T, query, text string) {
		if _, err := d.Search(ctx, query, 5); err != nil {
			t.Fatalf("%q: %v", query, err)
		}
		if _, _, err := d.Documents(ctx, dossier.DocumentFilter{Text: query}); err != nil {
			t.Fatalf("list %q: %v", query, err)
		}
		text = clean(text)
		s, marks, place := snippet(text, parseQuery(query).wanted())
		n, all := utf8.RuneCountInString(s), utf8.RuneCountInString(text)
		for _, m := range marks {
			if m.Start < 0 || m.Empty() || m.End > n {
				t.Fatalf("mark %v in %q", m, s)
			}
		}
		if place.Start < 0 || place.End > all {
			t.Fatalf("place %v in %q", place, text)
		}
		words(text, func(w word) bool {
			if w.start < 0 || w.end > all || w.start >= w.end || w.folded == "" || strings.ContainsAny(w.folded, " \x00") {
				t.Fatalf("word %+v of %q", w, text)
			}
			return true
		})
		if foldName(query) == "" && strings.TrimSpace(clean(query)) != "" {
			t.Fatalf("the name %q folds to nothing", query)
		}
	})
}

// A text is found by its own words, whatever they are.
func TestFoundByItsOwnWords(t *testing.T) {
	d := newDossier(t)
	for i, text := range []string{"ｶﾞｽ", "ガス", "がす", "e\u0301\u0323x", "x\u0323\u0301", "नमस्ते", "ክርስቲያን", "ភាសាខ្មែរ", "မြန်မာ", "Ǆ ǆ ǅ", "½ ² ①", "ﷺ", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢", "🙂word"} {
		doc := addText(t, d, fmt.Sprint("t", i), text)
		res, err := d.Search(ctx, text, 0)
		must(t, err)
		found := false
		for _, h := range res.Hits {
			found = found || h.DocumentID == doc.ID
		}
		if !found {
			t.Errorf("%q is not found by itself: %s in %q", text, parseQuery(text).expressionFor("search_text", nil).text, foldText(text))
		}
	}
}
