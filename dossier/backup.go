package dossier

import "time"

// BackupKind says how a backup came about. Only automatic ones are ever deleted by the program.
type BackupKind string

// The kinds of backups.
const (
	BackupByHand    BackupKind = "by hand"
	BackupAutomatic BackupKind = "automatic"
	BackupMigration BackupKind = "before a new version" // of Parley brought the dossier up to date
	BackupRepair    BackupKind = "before a repair"
	BackupReplaced  BackupKind = "replaced by a restore"
)

// Backup is a file from which a dossier can be restored, and what it holds.
type Backup struct {
	Path       string
	Kind       BackupKind
	At         time.Time // when it was made
	Bytes      int64
	Title      string
	Documents  int
	Statements int
	LastChange string    // name of the last action in it; empty: none
	LastAt     time.Time // of that action
	LastAction int64     // its number in the journal
	Clock      int64     // of the journal after it
	Verified   bool      // it was opened and checked before it got its name; replaced files were not
	Checked    bool      // every page and every text was read again just now
	Problem    string    // why it cannot be restored, in words; empty: it can
}
