package storage

import (
	"runtime"
	"strings"
	"testing"
)

// No connection, whatever its kind, lets a query damage the file behind SQLite's back.
func TestDefensive(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the linker of this system does not join the setting with the driver; TestEvidenceIsImmutable has what the schema refuses")
	}
	d := newDossier(t)
	for _, c := range []struct{ query, want string }{
		{"UPDATE search_text_data SET block = x'00'", "may not be modified"},
		{"PRAGMA writable_schema = 1; UPDATE sqlite_schema SET sql = ''", "may not be modified"},
		{`SELECT "misspelt" FROM document`, "no such column"},
	} {
		if _, err := d.write.Exec(c.query); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.query, err)
		}
	}
	mode := "wal"
	if d.shared != "" {
		mode = "truncate"
	}
	for query, want := range map[string]string{"PRAGMA journal_mode = OFF": mode, "PRAGMA trusted_schema": "0", "PRAGMA synchronous": "2", "PRAGMA foreign_keys": "1"} {
		var got string
		if must(t, d.write.QueryRow(query).Scan(&got)); got != want {
			t.Errorf("%s: %s, want %s", query, got, want)
		}
	}
}
