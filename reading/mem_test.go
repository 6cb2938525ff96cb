package reading

import (
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"parley/reading/score"
)

// BenchmarkMemory prints the most memory that reading holds at once, as a multiple of the text. The collector runs
// often, so that what is counted is held and not just not yet collected.
func BenchmarkMemory(b *testing.B) {
	var news strings.Builder // articles as they are written, with a statement about every 200 letters
	files, _ := filepath.Glob("testdata/articles/en-*.txt")
	for news.Len() < 1<<20 && len(files) > 0 {
		for _, f := range files {
			raw, err := os.ReadFile(f)
			if err != nil {
				b.Fatal(err)
			}
			m, err := score.ParseArticle(string(raw))
			if err != nil {
				b.Fatal(err)
			}
			news.WriteString(m.Text)
			news.WriteString("\n\n")
		}
	}
	for name, text := range map[string]string{"news/1MB": news.String(), "statements/1MB": article(160_000), "hostile/1MB": strings.Repeat("“ « „ ‘a b' \" said Roe ", 46_000)} {
		b.Run(name, func(b *testing.B) {
			defer debug.SetGCPercent(debug.SetGCPercent(10))
			for b.Loop() {
				runtime.GC()
				var before, now runtime.MemStats
				runtime.ReadMemStats(&before)
				stop, done := make(chan bool), make(chan uint64)
				go func() {
					var most uint64
					for {
						select {
						case <-stop:
							done <- most
							return
						case <-time.After(500 * time.Microsecond):
							runtime.ReadMemStats(&now)
							most = max(most, now.HeapAlloc)
						}
					}
				}()
				a := Read(text, Options{})
				stop <- true
				most := <-done
				runtime.KeepAlive(a)
				b.ReportMetric(float64(most-before.HeapAlloc)/float64(len(text)), "×text")
			}
		})
	}
}
