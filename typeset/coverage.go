package typeset

import (
	"bytes"
	"fmt"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/font/opentype/tables"
)

// Coverage says which characters a font has a glyph for.
type Coverage struct {
	low  [0x10000 / 64]uint64
	high map[rune]struct{}
}

// NewCoverage reads the character map of a TrueType or OpenType font.
func NewCoverage(ttf []byte) (*Coverage, error) {
	ld, err := opentype.NewLoader(bytes.NewReader(ttf))
	if err != nil {
		return nil, fmt.Errorf("read font: %w", err)
	}
	raw, err := ld.RawTable(opentype.MustNewTag("cmap"))
	if err != nil {
		return nil, fmt.Errorf("read the font's character map: %w", err)
	}
	table, _, err := tables.ParseCmap(raw)
	if err != nil {
		return nil, fmt.Errorf("read the font's character map: %w", err)
	}
	cmap, _, err := font.ProcessCmap(table, 0)
	if err != nil {
		return nil, fmt.Errorf("read the font's character map: %w", err)
	}
	c := &Coverage{high: map[rune]struct{}{}}
	for it := cmap.Iter(); it.Next(); {
		r, glyph := it.Char()
		switch {
		case glyph == 0 || r < 0:
		case r < 0x10000:
			c.low[r/64] |= 1 << (r % 64)
		default:
			c.high[r] = struct{}{}
		}
	}
	return c, nil
}

// Has reports whether the font has a glyph for r.
func (c *Coverage) Has(r rune) bool {
	if r >= 0 && r < 0x10000 {
		return c.low[r/64]&(1<<(r%64)) != 0
	}
	_, ok := c.high[r]
	return ok
}

// Missing returns the characters of text that the font has no glyph for, each once, in order. Characters without ink
// are not asked for.
func (c *Coverage) Missing(text string) []rune {
	var out []rune
	seen := map[rune]bool{}
	for _, r := range text {
		if r != ' ' && !IsInvisible(r) && !c.Has(r) && !seen[r] {
			seen[r] = true
			out = append(out, r)
		}
	}
	return out
}
