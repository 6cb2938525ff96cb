package export

import (
	"context"
	"encoding/hex"
	"fmt"
	"strconv"
	"unicode/utf8"
)

// checkSources unpacks the attachments one after the other, looks up the quotations of each source in its text and lets
// the text go.
func (v *Verification) checkSources(ctx context.Context, f *packetFile) {
	v.Quotes = make([]QuoteCheck, len(v.Data.Quotes))
	cited := map[int][]int{} // quotations by the number of their source
	for i, q := range v.Data.Quotes {
		of := "S" + strconv.Itoa(q.Source)
		v.Quotes[i] = QuoteCheck{Number: q.Number, Source: of, Words: q.Passage.Exact, Sentence: fmt.Sprintf("the text of %s is not in the file any more", of)}
		cited[q.Source] = append(cited[q.Source], i)
	}
	named := map[int]bool{}
	for _, s := range v.Data.Sources {
		if ctx.Err() != nil {
			return
		}
		if named[s.Number] {
			v.Sources = append(v.Sources, SourceCheck{Number: s.Number, Title: s.Title, Sentence: "another source has the same number"})
			continue
		}
		named[s.Number] = true
		check, text := f.checkSource(ctx, s)
		v.Sources = append(v.Sources, check)
		for _, i := range cited[s.Number] {
			switch c := &v.Quotes[i]; {
			case text == nil && f.opened[s.Text]:
				c.Sentence = fmt.Sprintf("the attached text of %s is not the one it was taken from", c.Source)
			case text == nil:
			case text.holds(v.Data.Quotes[i].Passage):
				c.OK, c.Sentence = true, fmt.Sprintf("stands letter for letter in %s", c.Source)
			default:
				c.Sentence = fmt.Sprintf("the words do not stand at their place in the attached text of %s", c.Source)
			}
		}
	}
}

// checkSource compares the attachments of a source with their hashes. The text is nil where it is not the one that was
// attached.
func (f *packetFile) checkSource(ctx context.Context, s SourceData) (c SourceCheck, text *codePoints) {
	c = SourceCheck{Number: s.Number, Title: s.Title}
	content, err := f.attached(ctx, s.Text, f.limits.text)
	switch {
	case err != nil:
		c.Sentence = err.Error()
		return c, nil
	case !utf8.Valid(content):
		c.Sentence = s.Text + " is not valid UTF-8 any more"
		return c, nil
	}
	if sum := sumOf(ctx, content); hex.EncodeToString(sum[:]) != s.TextSHA256 {
		c.Sentence = s.Text + " does not match its SHA-256"
		return c, nil
	}
	points := newCodePoints(content)
	if s.Raw != "" {
		switch sum, err := f.attachedHash(ctx, s.Raw); {
		case err != nil:
			c.Sentence = err.Error()
			return c, &points
		case hex.EncodeToString(sum[:]) != s.RawSHA256:
			c.Sentence = s.Raw + " does not match its SHA-256"
			return c, &points
		}
	}
	c.OK, c.Sentence = true, "the attachments match their SHA-256"
	return c, &points
}
