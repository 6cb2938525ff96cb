package reading

import (
	"math/rand"
	"strings"
	"testing"
	"time"
)

// shards are what hostile texts in the languages of the packs are made of.
var shards = map[string]string{
	"he": "אמר|ואמר|כי|ש|שה|צה\"ל|\"|״|“|”|לדברי|לפי|ביום|שלישי|יורם|ברזל|הוא|,|.|:|—|שר|השר|ה\"|ד\"ר|(|)|?|ו\"|''",
	"ar": "قال|وقال|إن|أن|«|»|\"|،|.|:|وفقا|لوزارة|ل|بحسب|وزير|الوزير|سامي|منصور|هو|يوم|الثلاثاء|ً|ـ|؟|—|“|”",
	"fr": "a|dit|dit-il|a-t-il|déclaré|que|qu'|l'|d'après|selon|«|»|“|”|\"|,|.|:|—|–|-|Anne|Lebrun|la|ministre|le|de|des|et|il|mardi|12|mars|(|)|n'|pas|Pour|é́|'",
	"de": "sagte|,|dass|„|“|”|»|«|‚|‘|Anna|Brandt|die|Ministerin|zufolge|laut|nach|Angaben|von|des|hat|gesagt|sei|so|hieß|es|er|.|:|—|am|Dienstag|12|.|März|(|SPD|)|wie",
	"es": "dijo|que|según|de|acuerdo|con|—|«|»|“|”|Ana|Robles|el|la|ministra|ha|dicho|no|,|.|:|¿|?|se|quejó|él|y|añadió|el|martes|12|marzo|(|)",
	"ru": "сказал|сказала|что|—|«|»|„|“|,|.|:|Анна|Белова|министр|по|словам|Ивана|Речного|он|она|не|и|добавил|как|сообщил|во|вторник|12|марта|(|)|представитель|компании",
}

// Random texts out of the words and marks of every language never break what holds of any reading, and take no time.
func TestHostileLanguages(t *testing.T) {
	for lang, list := range shards {
		words := strings.Split(list, "|")
		rnd := rand.New(rand.NewSource(7))
		for range 1500 {
			var b strings.Builder
			for range 1 + rnd.Intn(60) {
				b.WriteString(words[rnd.Intn(len(words))])
				switch rnd.Intn(9) {
				case 0:
				case 1:
					b.WriteString("\n")
				default:
					b.WriteString(" ")
				}
			}
			text := b.String()
			start := time.Now()
			checkInvariants(t, text, Read(text, Options{Lang: lang}))
			if d := time.Since(start); d > 2*time.Second {
				t.Fatalf("%s: %v for %q", lang, d, text)
			}
		}
	}
}

// BenchmarkLinearLanguages reads hostile texts of growing size without a line break: the time per byte must stay level.
func BenchmarkLinearLanguages(b *testing.B) {
	kinds := map[string][2]string{
		"fr-said":  {"fr", "a dit "},
		"fr-open":  {"fr", "« a dit "},
		"fr-roles": {"fr", "la ministre Anne Lebrun, le maire Paul Roche a dit que "},
		"fr-lines": {"fr", "Anne Lebrun a dit :\n"},
		"de-so":    {"de", "„ “ so zufolge laut "},
		"ru-dash":  {"ru", "— сказал Речной, "},
		"ru-whole": {"ru", "«Мы ждём», — сказал Речной. "},
		"he-marks": {"he", "ה\"ל\" אמר כי "},
		"ar-he":    {"ar", "قال سامي منصور إن هو "},
		"es-dash":  {"es", "—Sí —dijo él—. "},
	}
	for name, k := range kinds {
		for _, kb := range []int{64, 256, 1024} {
			text := strings.Repeat(k[1], kb*1024/len(k[1]))
			b.Run(name+"/"+map[int]string{64: "64KB", 256: "256KB", 1024: "1024KB"}[kb], func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					Read(text, Options{Lang: k[0]})
				}
			})
		}
	}
}
