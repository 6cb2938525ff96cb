package reading

import (
	"reflect"
	"testing"
)

// Ensures that a text that is only laid out gets the same paragraphs, language and facts as one that is read.
func TestStructure(t *testing.T) {
	text := "Envoy names a date\nBy Mira Tollan, Lake Herald\n\nHALMAR — “We wait,” Ana Bel said.\n\nRead also: Five charts\n(c) Lake Herald 2026\n"
	a, b := Structure(text, Options{}), Read(text, Options{})
	if !reflect.DeepEqual(a.Paragraphs, b.Paragraphs) || a.Lang != b.Lang || a.Title != b.Title || a.Outlet != b.Outlet {
		t.Errorf("laid out:\n%+v\nread:\n%+v", a, b)
	}
	if len(a.Statements) != 0 {
		t.Error("statements were looked for")
	}
	want := []Role{RoleTitle, RoleByline, RoleBody, RoleBoilerplate, RoleBoilerplate}
	for i, p := range a.Paragraphs {
		if p.Role != want[i] {
			t.Errorf("paragraph %d is %s, want %s", i+1, p.Role, want[i])
		}
	}
}

// Ensures that the kind of a span follows from its quotation marks, also where it begins or ends inside one.
func TestKindOf(t *testing.T) {
	text := "She said “we wait” and left.\nמר כהן אמר “לא”."
	for _, c := range []struct {
		start, end int
		want       Kind
	}{{9, 18, Direct}, {10, 17, Direct}, {0, 28, Mixed}, {0, 8, Indirect}, {18, 28, Indirect}, {40, 44, Direct}, {3, 3, Indirect}} {
		if got := KindOf(text, Span{c.start, c.end}); got != c.want {
			t.Errorf("%q is %s, want %s", string([]rune(text)[c.start:c.end]), got, c.want)
		}
	}
}
