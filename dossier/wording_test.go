package dossier

import (
	"strings"
	"testing"
)

// sameWording reports whether two wordings are of one utterance, in whatever words.
func sameWording(a, b Wording) bool { return CompareWordings(a, b) != NotTheSame }

// Ensures that words are recognised as of one utterance when an outlet shortens them or punctuates them otherwise, and
// not when they only sound alike.
func TestSameWording(t *testing.T) {
	whole := "“There will be no fee on Arvenian freight, now or later, and nobody at this table should wait for one.”"
	for _, c := range []struct {
		what, other string
		want        bool
	}{
		{"the same", whole, true},
		{"other quotation marks", "«There will be no fee on Arvenian freight, now or later, and nobody at this table should wait for one.»", true},
		{"other punctuation and case", "there will be NO fee on Arvenian freight — now, or later; and nobody at this table should wait for one", true},
		{"shortened at the end", "“There will be no fee on Arvenian freight,”", true},
		{"shortened in the middle", "“There will be no fee on Arvenian freight … and nobody at this table should wait for one.”", true},
		{"one word changed", "“There will be no fee on Arvenian goods, now or later, and nobody at this table should wait for one.”", true},
		{"the same words in another order", "“Nobody should wait at this table for a fee on freight, and no Arvenian later or now will be there.”", false},
		{"another sentence of the same subject", "“A fee on Arvenian freight would be the end of this table, and everybody knows it.”", false},
		{"too short to tell", "“No fee.”", false},
	} {
		if got := sameWording(NewWording(whole), NewWording(c.other)); got != c.want {
			t.Errorf("%s: %v", c.what, got)
		}
	}
	for _, words := range []string{"לא תהיה שום אגרה על המטען הארווני, לא עכשיו ולא אחר כך", "لن تكون هناك رسوم على البضائع الأرفينية الآن أو لاحقا", "阿尔韦尼亚的货物现在和以后都不会收费"} {
		if !sameWording(NewWording("“"+words+"”"), NewWording(strings.ToUpper(words)+".")) {
			t.Errorf("%q is not like itself", words)
		}
	}
	for _, c := range []struct {
		a, b string
		want bool
	}{{"“There will be no fee on Arvenian freight,”", "there will be no fee on any Arvenian freight", true}, // one word put in
		{"a symbolic fee is fine", "a symbolic fee is wrong", true}, // the words of most of it: that the stances differ tells them apart
		{"we want peace now", "we want peace later", false},
		{"“We will open the valve before the snow comes”", "“We will not open the valve before the snow comes”", false},
		{"“We will open the valve before the snow comes”", "“We don't open the valve before the snow comes”", false},
		{"“We will open the valve before the snow comes,”", "“We will open the valve before the snow comes, but never for nothing.”", true}, // what was left out denies
		{"“There will be no fee and no toll on this road”", "There will be no fee and no toll on this road, he said", true},
		{"we open the road, but not the bridge, and the mail goes through", "we open the road and the mail goes through", true}, // a clause left out
		{"We will send 120 monitors to the line at once", "We will send 150 monitors to the line at once", false},
		{"לא תהיה אגרה על המטען הזה בשנה הבאה", "תהיה אגרה על המטען הזה בשנה הבאה", false},
		{"لن نفتح الصمام قبل أن يأتي الثلج", "نفتح الصمام قبل أن يأتي الثلج", false}} {
		if sameWording(NewWording(c.a), NewWording(c.b)) != c.want {
			t.Errorf("%s / %s: want %v", c.a, c.b, c.want)
		}
	}
	for _, c := range []struct {
		a, b string
		want Sameness
	}{{"We will release ten hostages in the first phase of the deal", "We will release fifteen hostages in the first phase of the deal", OtherWords},
		{"We will open the northern corridor for lorries next week", "We will open the southern corridor for lorries next week", OtherWords},
		{"We refuse to sign the text of the Envoy this week", "We agree to sign the text of the Envoy this week", OtherWords},
		{"“There will be no fee on Arvenian freight,” he said", "There will be no fee on Arvenian freight", SameWords},
		{"There will be no fee on any Arvenian freight at all", "There will be no fee on Arvenian freight at all", SameWords}} {
		if got := CompareWordings(NewWording(c.a), NewWording(c.b)); got != c.want {
			t.Errorf("%s / %s: %d, want %d", c.a, c.b, got, c.want)
		}
	}
	if sameWording(nil, nil) {
		t.Error("nothing is like nothing")
	}
}

// Ensures that five outlets with one agency's text are told as such, and that each telling shows what differs.
func TestCorroborate(t *testing.T) {
	speakers := map[string]ID{}
	list := []CodedStatement{
		said(t, 1, "04 | Dorvath | Kesh Wire | opposes | “There will be no fee, now or later.”", speakers),
		said(t, 2, "03 | Dorvath | Sarran Post | opposes | “There will be no fee now or later”", speakers),
		said(t, 3, "05 | Dorvath | Lake Herald | opposes | “Something else.”", speakers),
		said(t, 4, "03 | Dorvath | Sarran Post | opposes | “There will be no fee”", speakers),
	}
	for i := range list {
		list[i].Published = list[i].Date
		if i != 2 {
			list[i].Utterance, list[i].Wire = 1, "AFP"
		}
	}
	groups := Corroborate(list)
	if len(groups) != 2 || groups[0].Words() != "2 outlets, one AFP text" || groups[1].Words() != "" || groups[0].Tellings[0].Number != 2 {
		t.Fatalf("%+v", groups)
	}
	if last := groups[0].Tellings[2]; len(last.Come) == 0 {
		t.Errorf("what differs is not shown: %+v", last)
	}
	list[0].Wire = ""
	if w := Corroborate(list)[0].Words(); w != "2 outlets" {
		t.Error(w)
	}
}

func FuzzSameWording(f *testing.F) {
	f.Add("There will be no fee", "there will be no fee.")
	f.Fuzz(func(t *testing.T, a, b string) {
		x, y := NewWording(a), NewWording(b)
		if sameWording(x, y) != sameWording(y, x) && len(x) != len(y) {
			t.Errorf("%q and %q: not the same both ways", a, b)
		}
	})
}
