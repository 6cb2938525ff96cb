package storage

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"testing"

	"parley/dossier"
)

// A dossier of every released version of the schema opens, is brought up to date with nothing lost, and is sound.
func TestGoldenVersions(t *testing.T) {
	for _, golden := range []struct {
		file                          string
		documents, statements, coding int
	}{{"v1.parley.gz", 1, 18, 2}} {
		path := filepath.Join(t.TempDir(), "golden.parley")
		in, err := os.Open(filepath.Join("testdata", golden.file))
		must(t, err)
		z, err := gzip.NewReader(in)
		must(t, err)
		raw, err := io.ReadAll(z)
		must(t, err)
		must(t, in.Close())
		must(t, os.WriteFile(path, raw, 0o600))
		d, err := Open(ctx, path, options())
		must(t, err)
		list, err := d.Statements(ctx, StatementFilter{})
		must(t, err)
		codings := 0
		for _, s := range list {
			codings += len(s.Codings)
			if s.Act != dossier.Says {
				t.Errorf("%s: statement %d: act %q", golden.file, s.Number, s.Act)
			}
		}
		_, docs, err := d.Documents(ctx, dossier.DocumentFilter{})
		must(t, err)
		if docs != golden.documents || len(list) != golden.statements || codings != golden.coding {
			t.Errorf("%s: %d documents, %d statements, %d codings", golden.file, docs, len(list), codings)
		}
		faults, err := d.Check(ctx, nil)
		must(t, err)
		if len(faults) > 0 {
			t.Errorf("%s: %v", golden.file, faults)
		}
		must(t, d.Close())
	}
}
