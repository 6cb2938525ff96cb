package reading

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

var hostileDates = []string{"", "on", "on on on the the", "10 10 10 / / /", "31/", "1/2/", "1/2/3", "99/99/9999", "00/00/00", "2024-13-45", "Feb. 29, 2023", "29 February", "at at at 10:99 p.m.", "at 25:61 GMT",
	"Q9 2024", "the 0th of May", "March 0", "a a a day after", "the day before yesterday before", "in the in the weekend", "9999 years ago", "400 years ago", "on Friday, on Friday, on Friday", "mid-", "mid-mid-May",
	"ב-", "ב-ב-31", "٣١", "٣١ ٣١ أكتوبر", "1er 1er", "(((today)))", "10:02 a.m. (10:02 a.m. (10:02 a.m.", "2024-10-31T10:02:03+99:99", "0001-01-01", "yesterday at 0000 GMT (0000", "Roe said on Thursday at 10 p.m. ET",
	"am 31. Oktober 2024 sagte Roe: „A b c.“", "в 2019 году", "il y a", "vor vor vor", "\u200eon Friday", "Roe said on\u00a0Friday that it was.", "TARN, Oct. 31, 2024 (AP) — Roe said on Monday that it was."}

// FuzzDates reads any text on any day of publication in any language: no panic, every date inside the text, and none that
// takes more words than it may, which is what keeps the work linear.
func FuzzDates(f *testing.F) {
	for i, s := range hostileDates {
		f.Add(s, int64(i)*86400*397, uint8(i))
	}
	for i, s := range hostile {
		f.Add(s, int64(-i)*86400*397, uint8(i))
	}
	langs := []string{"", "en", "en-GB", "en-US", "he", "ar", "fr", "de", "es", "ru"}
	f.Fuzz(func(t *testing.T, text string, published int64, lang uint8) {
		o := Options{Lang: langs[int(lang)%len(langs)]}
		if published%7 != 0 {
			o.Published = time.Unix(published, 0)
		}
		checkInvariants(t, text, Read(text, o))
		rd := layText(text, o)
		for i := range rd.paras {
			rd.splitUnits(&rd.paras[i])
		}
		dates, _, _ := rd.textDates(true)
		for i := range dates {
			w := &dates[i]
			if w.Span.Start < 0 || w.Span.End > len(rd.runes) || w.Span.Empty() {
				t.Fatalf("%+v is not inside %q", w.Span, text)
			}
			if w.b <= w.a || w.b-w.a > longestDate || i > 0 && w.Span.Start < dates[i-1].Span.End {
				t.Fatalf("%v takes %d words: %q", w.Span, w.b-w.a, text)
			}
			if w.Reason == "" || w.Time.IsZero() != (w.Precision == PrecisionNone) || w.last().Before(w.first()) {
				t.Fatalf("%+v: %q", w, text)
			}
			if !w.Time.IsZero() && w.Precision != PrecisionMinute && !w.Time.Equal(midnight(w.Time)) {
				t.Fatalf("%v is no midnight: %q", w.Time, text)
			}
		}
		for i := range rd.paras {
			for k := range rd.paras[i].toks {
				d, n := rd.dateAt(rd.paras[i].toks, k)
				if n < 0 || k+n > len(rd.paras[i].toks) || n > longestDate+1 || n > 0 && d.Text == "" || d.Precision == PrecisionMinute {
					t.Fatalf("%d words: %q", n, text)
				}
			}
		}
	})
}

// BenchmarkDates reads hostile texts of growing size that are full of dates: the time per byte must stay level.
func BenchmarkDates(b *testing.B) {
	for _, kind := range []string{"on Thursday at 10:02 a.m. EDT, ", "the the on in at ", "10/10/ 31 ", "Roe said on Monday that two days earlier, Poe said. ", "after Monday and before Friday Roe said ", "“A b c,” Roe added. "} {
		for _, kb := range []int{64, 256, 1024} {
			text := "“We are done here,” Ann Roe said on Monday. " + strings.Repeat(kind, kb*1024/len(kind))
			b.Run(fmt.Sprintf("%.12s/%dKB", kind, kb), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					Read(text, Options{Published: time.Date(2024, 11, 1, 0, 0, 0, 0, time.UTC), Lang: "en"})
				}
			})
		}
	}
}
