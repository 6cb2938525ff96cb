package assets

import (
	"embed"
	"encoding/json"
	"time"
)

//go:embed samples
var samples embed.FS

//go:embed icon.png
var icon []byte

// Icon returns the program's icon, a PNG.
func Icon() []byte { return icon }

// Sample is one of the articles of the sample dossier, about an invented negotiation.
type Sample struct {
	Name      string    `json:"file"`
	Outlet    string    `json:"outlet"`
	URL       string    `json:"url"`
	Lang      string    `json:"lang"`
	Published time.Time `json:"published"`
	Text      string    `json:"-"`
}

// Samples returns the sample articles with their facts, in the order of publication. It panics where a file that is
// built in is damaged.
func Samples() []Sample {
	var list []Sample
	if err := json.Unmarshal(read("samples.json"), &list); err != nil {
		panic(err)
	}
	for i := range list {
		list[i].Text = string(read(list[i].Name))
	}
	return list
}

// SampleCoding returns the parties, issues and codes of the sample dossier, as `parley code` reads them.
func SampleCoding() []byte { return read("coding.json") }

func read(name string) []byte {
	b, err := samples.ReadFile("samples/" + name)
	if err != nil {
		panic(err)
	}
	return b
}
