package add

import (
	"fmt"
	"regexp"
	"strings"
)

// languages are those that negotiations are most reported in; any other is written as its code.
var languages = []struct{ code, name string }{
	{"en", "English"}, {"ar", "Arabic"}, {"he", "Hebrew"}, {"fa", "Persian"}, {"tr", "Turkish"}, {"ku", "Kurdish"}, {"ur", "Urdu"},
	{"fr", "French"}, {"de", "German"}, {"es", "Spanish"}, {"pt", "Portuguese"}, {"it", "Italian"}, {"nl", "Dutch"},
	{"sv", "Swedish"}, {"da", "Danish"}, {"nb", "Norwegian"}, {"no", "Norwegian"}, {"fi", "Finnish"}, {"pl", "Polish"}, {"cs", "Czech"},
	{"hu", "Hungarian"}, {"ro", "Romanian"}, {"el", "Greek"}, {"bg", "Bulgarian"}, {"sr", "Serbian"}, {"hr", "Croatian"},
	{"ru", "Russian"}, {"uk", "Ukrainian"}, {"hy", "Armenian"}, {"az", "Azerbaijani"}, {"ka", "Georgian"},
	{"zh", "Chinese"}, {"ja", "Japanese"}, {"ko", "Korean"}, {"hi", "Hindi"}, {"bn", "Bengali"}, {"id", "Indonesian"},
	{"vi", "Vietnamese"}, {"th", "Thai"}, {"sw", "Swahili"}, {"am", "Amharic"}, {"so", "Somali"}, {"und", ""},
}

var codeForm = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)

// languageName returns the name of a language by its code, or the code where there is none.
func languageName(code string) string {
	for _, l := range languages {
		if l.code == strings.ToLower(code) {
			return l.name
		}
	}
	return code
}

// languageCode returns the code of a language that is given by name or code; empty for none.
func languageCode(s string) (string, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return "", nil
	}
	for _, l := range languages {
		if strings.EqualFold(l.name, s) || strings.EqualFold(l.code, s) {
			return l.code, nil
		}
	}
	if codeForm.MatchString(s) && len(s) < 12 && (len(s) <= 3 || strings.Contains(s, "-")) {
		return s, nil
	}
	return "", fmt.Errorf("%q is not a language: write English, or a code such as en", s)
}

var gradeForm = regexp.MustCompile(`^[A-F][1-6]$`)

// checkGrade refuses what is no grade of the Admiralty code.
func checkGrade(s string) error {
	if s == "" || gradeForm.MatchString(s) {
		return nil
	}
	return fmt.Errorf("%q is not a grade: write a letter from A to F and a digit from 1 to 6, such as B2", s)
}
