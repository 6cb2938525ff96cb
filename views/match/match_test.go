package match

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestFind(t *testing.T) {
	names := []string{"Transit fees", "Northern Council", "Ceasefire monitoring", "Monitors", "Élan Dorvath", "מועצת הצפון", "Fee for transit", "UN envoy’s office", "Council of Mesen", "وزارة الخارجية"}
	for _, c := range []struct{ typed, want string }{
		{"", strings.Join(names, "|")},
		{"monitors", "Monitors"},
		{"monit", "Monitors|Ceasefire monitoring"},
		{"transit fees", "Transit fees"},
		{"fee tr", "Fee for transit|Transit fees"},
		{"elan", "Élan Dorvath"},
		{"DORV", "Élan Dorvath"},
		{"council", "Council of Mesen|Northern Council"},
		{"nc", "Northern Council|Council of Mesen"},
		{"הצפון", "מועצת הצפון"},
		{"الخارجية", "وزارة الخارجية"},
		{"envoy's", "UN envoy’s office"},
		{"cfmon", "Ceasefire monitoring"},
		{"zzz", ""},
	} {
		var got []string
		for _, i := range New(names).Find(c.typed) {
			got = append(got, names[i])
		}
		if joined := strings.Join(got, "|"); joined != c.want {
			t.Errorf("%q finds %q, want %q", c.typed, joined, c.want)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("Northern Council", "nc")
	f.Add("ẞ ﬁ İ", "i s")
	f.Fuzz(func(t *testing.T, name, typed string) {
		got := New([]string{name, name + " more"}).Find(typed)
		if len(got) > 2 {
			t.Fatal(got)
		}
		if len(New([]string{name}).Find(name)) != 1 {
			t.Fatalf("%q does not find itself", name)
		}
	})
}

// BenchmarkFind is a key in a picker of 5,000 names, and in the palette of a dossier of 100,000; the floor is looking at
// every name once.
func BenchmarkFind(b *testing.B) {
	for _, n := range []int{5000, 100000} {
		names := make([]string, n)
		for i := range names {
			names[i] = fmt.Sprintf("Commission %d on the transit of goods and people", i)
		}
		list := New(names)
		for _, typed := range []string{"t", "transit 49", "cotg"} {
			b.Run(fmt.Sprintf("%d/%s", n, typed), func(b *testing.B) {
				start := time.Now()
				for range b.N {
					list.Find(typed)
				}
				b.ReportMetric(float64(time.Since(start).Microseconds())/float64(b.N)/1000, "ms/op")
				b.StopTimer()
				start = time.Now()
				hits := 0
				for range 10 {
					for _, name := range list.folded {
						if strings.Contains(name, typed) {
							hits++
						}
					}
				}
				b.ReportMetric(float64(time.Since(start).Microseconds())/10/1000, "ms/floor")
			})
		}
	}
}
