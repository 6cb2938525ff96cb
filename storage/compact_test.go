package storage

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// Every key has a form of its own in the index, of two characters as long as numbers are below 65,534, and no word of a
// text has the same.
func TestCompactKeys(t *testing.T) {
	seen := map[string]string{}
	keys := []string{every, "=d0", "=d2026", "=d1900", "=d202611", "=d202612", "=d202601", "=d20261114", "=d20261115", "=d19000101", "=d21001231", "=len", "=lhe", "=lzho", "=l"}
	for _, kind := range []string{keyParty, keySpeaker, keyOutlet, keyIssue, keyTag} {
		for _, n := range []int64{1, 2, 65533, 65534, 65535, 131068, 5_000_000_000} {
			keys = append(keys, rowKey(kind, n))
			if kind == keyIssue {
				for _, stance := range keyWords['s'] {
					keys = append(keys, rowKey(kind, n)+"s"+stance)
				}
			}
		}
	}
	for kind, words := range keyWords {
		for _, w := range words {
			keys = append(keys, "="+string(kind)+w)
		}
	}
	for _, k := range keys {
		c := compact(k)
		if other, taken := seen[c]; taken {
			t.Errorf("%s and %s are the same in the index", k, other)
		}
		seen[c] = k
		if n := utf8.RuneCountInString(c); n > 2 && !strings.ContainsAny(k, "0123456789") {
			t.Errorf("%s takes %d characters", k, n)
		}
		if folded := foldText(c); folded == c {
			t.Errorf("a text that holds %q would be found under %s", c, k)
		}
	}
}
