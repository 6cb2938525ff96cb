package storage

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// In the index a key is two characters: a sign that no folded word begins with, and a character of private use that
// holds a number. Words of three characters and more would stand in the indexes of beginnings too, which nobody asks of
// a key; there they took a third of the file.
const (
	keyZero = 0xF0000 // the first character of private use that is used
	keySpan = 65534   // how many there are in its plane
)

// keySigns give the sign of each kind of key, by its letter.
var keySigns = map[byte]string{'p': "$", 'w': "@", 'o': "%", 'i': "#", 's': "+", 'k': ";", 'a': "!", 't': "&", 'u': "/", 'l': "~", 'g': "*"}

// keyWords are the facts that have a fixed set of words; a word's place is its number, so new ones go to the end.
var keyWords = map[byte][]string{
	's': {"supports", "conditional", "opposes", "ambiguous"},
	'k': {"direct", "indirect", "mixed"},
	'a': {"says", "asks", "denies", "declines", "unsaid"},
	't': {"proposed", "accepted", "rejected"},
	'u': {"new", "work", "done"},
}

// stanceSigns are those of a stance on an issue; the number is the issue's.
var stanceSigns = []string{"<", ">", "^", "|"}

// compact writes a key as it stands in the index.
func compact(key string) string {
	if key == every {
		return "=" + keyNumber(1)
	}
	kind, value := key[1], key[2:]
	switch kind {
	case 'd':
		return compactDate(value)
	case 'l':
		n := 0
		for _, letter := range value {
			n = n*27 + int(letter-'a') + 1
		}
		return keySigns[kind] + keyNumber(n)
	case 'i':
		if issue, stance, found := strings.Cut(value, "s"); found {
			n, _ := strconv.Atoi(issue) // written by rowKey
			return stanceSigns[slices.Index(keyWords['s'], stance)] + keyNumber(n)
		}
	}
	if words, fixed := keyWords[kind]; fixed {
		return keySigns[kind] + keyNumber(slices.Index(words, value))
	}
	n, _ := strconv.Atoi(value)
	return keySigns[kind] + keyNumber(n)
}

// compactDate has a sign each for years, months and days; an unknown date is the year 0.
func compactDate(digits string) string {
	n, _ := strconv.Atoi(digits) // written by dateKeys
	switch len(digits) {
	case 8:
		day := time.Date(n/10000, time.Month(n/100%100), n%100, 0, 0, 0, 0, time.UTC)
		return "]" + keyNumber(int(dayNumber(day)))
	case 6:
		return "}" + keyNumber(n/100*12+n%100)
	}
	return "{" + keyNumber(n)
}

// keyNumber writes a number in as few characters as it takes: one, for nearly all.
func keyNumber(n int) string {
	if n < 0 {
		n = keySpan - 1 // a word that is not known: nothing is looked for under it
	}
	if n < keySpan {
		return string(rune(keyZero + n))
	}
	return keyNumber(n/keySpan) + string(rune(keyZero+n%keySpan))
}
