package main

import (
	"database/sql"
	"math/rand/v2"
	"strings"
	"testing"

	"parley/storage"
)

// The torture sees what it is there to see: each fault, made by hand, is found and named as what it is.
func TestVerifySeesFaults(t *testing.T) {
	for _, fault := range []struct {
		name, sql string
		claim     string // a line that a writer says in addition
		want      func(verdict) bool
		words     string
	}{
		{"nothing", "", "", verdict.good, ""},
		{"a change in flight is not kept", "", "1 try 1000 document", verdict.good, ""},
		{"an acknowledged change is not there", "", "1 did 1000", func(v verdict) bool { return v.lost > 0 }, "are not in the history"},
		{"an acknowledged undo is not there", "", "1 did 0 undo w1 n1 document", func(v verdict) bool { return v.lost > 0 }, "are not undone"},
		{"a document is gone", "UPDATE document SET deleted_at = 1 WHERE id = 1", "", func(v verdict) bool { return v.half > 0 }, "text of w1n1"},
		{"a statement is gone", "UPDATE statement SET deleted_at = 1 WHERE id = 1", "", func(v verdict) bool { return v.half > 0 }, "statements of w1n1"},
		{"half a change is there", "UPDATE actor SET deleted_at = 1 WHERE name LIKE 'Actor %'", "", func(v verdict) bool { return v.half > 0 }, "Actor w1"},
		{"rows of the journal are gone", "DROP TRIGGER IF EXISTS change_no_delete; DELETE FROM change WHERE action_id = 1", "", func(v verdict) bool { return v.half > 0 }, "do not have the rows"},
		{"the search does not know a text", "DELETE FROM search_text WHERE rowid = 1", "", func(v verdict) bool { return v.findings > 0 }, "search"},
	} {
		tt := &torture{folder: t.TempDir(), rand: rand.New(rand.NewPCG(7, 7)), table: &table{}}
		path, c, err := tt.filledDossier("talks.parley", 40)
		if err != nil {
			t.Fatal(err)
		}
		if fault.sql != "" {
			damageBySQL(t, path, fault.sql)
		}
		if fault.claim != "" {
			c.mustHear(fault.claim)
		}
		v, err := verify(path, storage.Options{Analyst: "Noa"}, c)
		if err != nil {
			t.Fatal(fault.name, ": ", err)
		}
		if !fault.want(v) || !strings.Contains(strings.Join(v.words, "\n"), fault.words) {
			t.Errorf("%s: %+v", fault.name, v)
		}
	}
}

// damageBySQL does something to a dossier behind storage's back; triggers that forbid it are dropped.
func damageBySQL(t *testing.T, path, statements string) {
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
	if err != nil {
		t.Fatal(err)
	}
	var drop strings.Builder
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		drop.WriteString("DROP TRIGGER " + name + ";")
	}
	rows.Close()
	if _, err := db.Exec(drop.String() + statements); err != nil {
		t.Fatal(statements, ": ", err)
	}
}
