package textview

import (
	"runtime"
	"testing"
	"time"

	"fyne.io/fyne/v2/canvas"

	"parley/views/parts"
	"parley/views/stage"
)

// BenchmarkShow opens a window on a text of 5,000 paragraphs with 10,000 marks and paints its first picture; the floor is
// a window of the toolkit with nothing but a ground in it, of the same run. Memory is what is held when the picture is
// there, beside that of the empty window, as a multiple of the text.
func BenchmarkShow(b *testing.B) {
	text := long(5000)
	var ours, floor time.Duration
	var held, empty uint64
	for range b.N {
		before := heap()
		start := time.Now()
		s := stage.New(b, nil)
		s.Show(canvas.NewRectangle(s.Desk.Kit.Look.Palette().Paper), 1366, 768)
		s.Window.Canvas().Capture()
		floor += time.Since(start)
		empty += heap() - min(before, heap())
		runtime.KeepAlive(s)

		before = heap()
		start = time.Now()
		s = stage.New(b, nil)
		v := New(s.Desk.Kit)
		s.Show(parts.NewClip(v), 1366, 768)
		runes := []rune(text)
		v.SetText(text, lines(runes))
		v.SetMarks(marksOn(v, 10000))
		s.Window.Canvas().Capture()
		ours += time.Since(start)
		held += heap() - min(before, heap())
		runtime.KeepAlive(v)
	}
	n := float64(b.N)
	b.ReportMetric(float64(ours.Microseconds())/n/1000, "ms/shown")
	b.ReportMetric(float64(floor.Microseconds())/n/1000, "ms/empty")
	b.ReportMetric((float64(held)-float64(empty))/n/float64(len(text)), "×text")
	b.ReportMetric(float64(empty)/n/(1<<20), "MB/empty")
}

func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
