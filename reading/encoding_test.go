package reading

import (
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// Ensures that bytes in the encodings of old pages and files become the text that was meant, and that it is said how
// the encoding was found.
func TestEncodings(t *testing.T) {
	he := "שרת הנהרות אמרה כי שערי הסכר יישארו סגורים עד שיסכימו שני הצדדים."
	ru := "Министр рек заявила, что шлюзы останутся закрытыми, пока обе стороны не подпишут договор."
	ar := "قالت وزيرة الأنهار إن بوابات السد ستبقى مغلقة حتى يتفق الطرفان على قراءة المقاييس."
	de := "Die Schleusen blieben geschlossen, sagte die Ministerin für Flüsse. „Später“, fügte sie hinzu."
	pl := "Minister powiedział, że śluzy pozostaną zamknięte."
	page := func(charset, body string) string {
		return `<html><head><meta http-equiv="Content-Type" content="text/html; charset=` + charset + `"></head><body><p>` + body + `</p></body></html>`
	}
	with := func(e encoding.Encoding, s string) []byte {
		b, err := e.NewEncoder().Bytes([]byte(s))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	sixteen := func(s string, big bool) []byte {
		var b []byte
		for _, u := range utf16.Encode([]rune(s)) {
			if big {
				b = append(b, byte(u>>8), byte(u))
			} else {
				b = append(b, byte(u), byte(u>>8))
			}
		}
		return b
	}
	for _, c := range []struct {
		name             string
		raw              []byte
		body, enc, words string
	}{
		{"Hebrew", with(charmap.Windows1255, he), he, "windows-1255", "Hebrew"},
		{"Russian", with(charmap.Windows1251, ru), ru, "windows-1251", "Russian"},
		{"Russian of Unix", with(charmap.KOI8R, ru), ru, "koi8-r", "Russian"},
		{"Arabic", with(charmap.Windows1256, ar), ar, "windows-1256", "Arabic"},
		{"German", with(charmap.Windows1252, de), de, "windows-1252", "accented"},
		{"page in Hebrew", with(charmap.Windows1255, page("windows-1255", he)), he + "\n\n", "windows-1255", "named"},
		{"page in logical Hebrew", with(charmap.ISO8859_8, page("iso-8859-8-i", he)), he + "\n\n", "iso-8859-8", "named"},
		{"page in Polish", with(charmap.ISO8859_2, page("ISO-8859-2", pl)), pl + "\n\n", "iso-8859-2", "named"},
		{"page that names Latin-1", with(charmap.Windows1252, page("iso-8859-1", de)), de + "\n\n", "windows-1252", "named"},
		{"page that names another encoding than its own", []byte(page("windows-1255", he)), he + "\n\n", "utf-8", "valid"},
		{"two bytes, little end", sixteen(de, false), de, "utf-16le", "assumed"},
		{"two bytes, big end", sixteen(he, true), he, "utf-16be", "assumed"},
		{"two bytes, Russian", sixteen(ru, false), ru, "utf-16le", "assumed"},
		{"plain", []byte(ru), ru, "utf-8", "valid"},
		{"mail", []byte("Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nThe gates stay shut =E2=80=93 for now, said=\r\n the minister.\r\n"), "The gates stay shut – for now, said the minister.\n", "utf-8", "valid"},
		{"mail without its head", []byte("The gates=\n stay shut =E2=80=93 for=\n now=2E\n"), "The gates stay shut – for now.\n", "utf-8", "valid"},
		{"sums are no mail", []byte("1+1=2\na =3D\n=\n b\n=\n"), "1+1=2\na =3D\n=\n b\n=\n", "utf-8", "valid"},
	} {
		d := Decode(c.raw)
		if d.Body != c.body || d.Encoding != c.enc || !strings.Contains(d.Ground, c.words) {
			t.Errorf("%s: %q %s (%s), want %q %s (%s)", c.name, d.Body, d.Encoding, d.Ground, c.body, c.enc, c.words)
		}
	}
}

// Ensures that markup of every kind that clipboards hold becomes the text that one saw.
func TestMarkup(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"breaks", "<div>One<br><br>Two<br>Three</div>", "One\n\nTwo\nThree\n"},
		{"nested blocks", "<div><div><div>One</div></div><div>Two</div></div>", "One\nTwo\n"},
		{"list", "<ul><li>One<li>Two</ul>After", "One\nTwo\nAfter"},
		{"table", "<table><tr><td>a<td>b<tr><td>c</td><td>d</td></tr></table>", "a\tb\nc\td\n"},
		{"layout by table", "<table><tr><td><p>One</p><p>Two</p></td><td>side</td></tr></table>", "One\n\nTwo\n\nside\n"},
		{"cells alone", "<td>a</td><td>b</td>", "a\tb"},
		{"quotation", "<p>He wrote:</p><blockquote>One<p>Two</blockquote>Three", "He wrote:\n\nOne\nTwo\n\nThree"},
		{"figure", "<figure><img src=x alt=no><figcaption>A gate</figcaption></figure><p>Text</p>", "A gate\n\nText\n\n"},
		{"hidden", "<div>a<span hidden>no</span><span style='display : none'>no<span>no</span></span><span aria-hidden=true>no</span>b</div>", "ab\n"},
		{"hidden paragraph without its end", "<div><p style=\"display:none\">no<p>Yes</div>", "Yes\n"},
		{"hidden and never closed", "<div hidden>Evidence<p>More", "Evidence\nMore"},
		{"title never closed", "<title>Evidence<p>More", "Evidence\nMore"},
		{"head without its end", "<html><head><meta charset=utf-8><body>Yes", "Yes"},
		{"script", "<p>a<script>if (a<b) { '</p>' }</script><style>p{}</style><noscript>no</noscript><template>no</template>b</p>", "ab\n\n"},
		{"comment and cdata", "<p>a<!-- <p>no</p> --><![CDATA[no]]>b</p>", "ab\n\n"},
		{"entities", "<p>A &amp B &ldquo;C&rdquo; &#8212; &#x2019; &nbsp;D &copy E&unknown;</p>", "A & B “C” — ’ \u00A0D © E&unknown;\n\n"},
		{"soft hyphen, no width", "<p>ware&shy;house a\u200Bb</p>", "warehouse ab\n\n"},
		{"preformatted", "<pre>a\n  b\n\nc</pre>", "a\n  b\n\nc\n"},
		{"right to left", "<p dir=rtl>שלום <b>\u200Fעולם</b></p>", "שלום \u200Fעולם\n\n"},
		{"fragment", "<html><body>menu<!--StartFragment--><p>Yes</p><!--EndFragment-->foot</body></html>", "Yes\n\n"},
		{"Safari", "<meta charset=\"UTF-8\"><span style=\"display: inline !important;\">Yes</span>", "Yes"},
		{"no markup", "a < b, <c> and <d>", "a < b, <c> and <d>"},
		{"no markup either", "<3 said the warden", "<3 said the warden"},
		{"broken tags", "<p>One</span><b><i>Two</b></p>Three</p><div", "OneTwo\n\nThree\n\n"},
	} {
		if d := Decode([]byte(c.in)); d.Body != c.want {
			t.Errorf("%s: %q, want %q", c.name, d.Body, c.want)
		}
	}
}
