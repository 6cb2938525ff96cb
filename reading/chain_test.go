package reading

import (
	"strings"
	"testing"
)

// The chain of reporting names, in order, who said it, who passed it on, whom it was told, who reported it and who
// publishes it, each at its place in the text.
func TestChain(t *testing.T) {
	for text, want := range map[string]string{
		"Kesh Wire reported on Monday, citing two senior officials, that the plan was approved.": "spokesman two senior officials > outlet Kesh Wire > publisher Lake Herald",
		"Belk said the gates would stay shut, in remarks carried by the state news agency TASK.": "speaker Belk > outlet the state news agency TASK > publisher Lake Herald",
		"“We will not sign,” Belk said in an interview with Radio Tarn on Sunday.":               "speaker Belk > venue Radio Tarn > publisher Lake Herald",
		"The army had left the ridge, Channel 12 reported, citing a military source.":            "spokesman a military source > outlet Channel 12 > publisher Lake Herald",
		"Ann Roe told Reuters that the dam was safe.":                                            "speaker Ann Roe > venue Reuters > publisher Lake Herald",
		"State television quoted Ann Roe as saying that the dam was safe.":                       "speaker Ann Roe > outlet State television > publisher Lake Herald",
		"The dam is safe, Ann Roe said, according to a readout of the call.":                     "speaker Ann Roe > spokesman a readout of the call > publisher Lake Herald",
		"The council stated that Roe had made it clear that the dam was safe, Reuters reported.": "speaker The council > outlet Reuters > publisher Lake Herald",
		"Ann Roe was quoted by the daily Vesti as saying that the offer was “an insult.”":        "speaker Ann Roe > outlet the daily Vesti > publisher Lake Herald",
	} {
		a := Read(text, Options{Lang: "en", Outlet: "Lake Herald"})
		if len(a.Statements) == 0 {
			t.Errorf("%s: no statement", text)
			continue
		}
		var got []string
		for _, h := range a.Statements[0].Chain {
			got = append(got, string(h.Kind)+" "+h.Text)
			if r := []rune(text); h.Kind != HopPublisher && string(r[h.Start:h.End]) != h.Text {
				t.Errorf("%s: hop %q does not stand at %v", text, h.Text, h.Span)
			}
		}
		if s := strings.Join(got, " > "); s != want {
			t.Errorf("%s\n\tgot  %s\n\twant %s", text, s, want)
		}
	}
}
