package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"parley/dossier"
)

// Occasion is why an automatic backup may be due. It decides how young the newest backup may be.
type Occasion int

// The occasions.
const (
	WhenIdle     Occasion = iota // nothing was changed for some seconds
	WhenClosing                  // the dossier is about to be closed
	BeforeImport                 // many texts are about to come in
)

// least is how old the newest backup must be. A small dossier is copied in a moment, so closing and importing take one
// of every state; a large one takes many seconds, so closing leaves it to the backups of the last hours, and an import,
// which one step of undo takes back, waits for none that is younger than the usual time between two.
func (o Occasion) least(size int64) time.Duration {
	large := size > largeDossierBytes
	switch {
	case o == WhenClosing && large:
		return 24 * time.Hour
	case o == WhenClosing:
		return time.Minute
	case o == BeforeImport && !large:
		return 0
	}
	return BackupEvery(size)
}

// AutomaticBackup makes a verified backup in the folder of backups where there were changes since the newest one and
// that one is old enough, and deletes the automatic ones that are no longer wanted (see Rotation). made is empty where
// none was due. Nothing is deleted while a text of the new backup is not the one that was stored: then the older ones
// are worth more than the new.
func (d *Dossier) AutomaticBackup(ctx context.Context, o Occasion) (made string, err error) {
	if d.locked != "" {
		return "", nil
	}
	if due, _, err := d.BackupDue(ctx, o); err != nil || !due {
		return "", err
	}
	size, now := d.size(), d.opts.now()
	if err := MakeBackupFolder(d.path); err != nil {
		return "", err
	}
	to := BackupPath(d.path, dossier.BackupAutomatic, now)
	removeStale(filepath.Dir(to), now) // they may be what fills the disk
	if free, ok := freeSpace(filepath.Dir(to)); ok && free < 2*size {
		return "", refuse(ErrDiskFull, "No automatic backup was made: the disk has %.1f MB free, and a copy of %.1f MB would leave too little. Free some space.",
			float64(free)/(1<<20), float64(size)/(1<<20))
	}
	if err := d.Backup(ctx, to); err != nil {
		return "", err
	}
	return to, d.thin(ctx, to, now, RotationFor(size))
}

// size is that of the dossier's file with what waits in its log.
func (d *Dossier) size() (bytes int64) {
	for _, suffix := range []string{"", "-wal"} {
		if info, err := os.Stat(d.path + suffix); err == nil {
			bytes += info.Size()
		}
	}
	return bytes
}

// BackupDue compares the newest backup with the dossier. later is that one will be due once the newest is old enough.
func (d *Dossier) BackupDue(ctx context.Context, o Occasion) (due, later bool, err error) {
	const op = "No backup was made"
	if d.locked != "" {
		return false, false, nil
	}
	now, err := endOfJournal(ctx, d.read)
	if err != nil {
		return false, false, border(op, err)
	}
	if now.action == 0 {
		return false, false, nil // there is nothing in it yet
	}
	list, err := FindBackups(d.path)
	if err != nil {
		return false, false, err
	}
	for _, b := range list {
		if b.Kind == dossier.BackupReplaced || b.Kind == dossier.BackupRepair {
			continue // kept for what was wrong with it
		}
		then, err := journalEndOf(ctx, b.Path)
		if ctx.Err() != nil {
			return false, false, ctx.Err()
		}
		if err != nil || then.uid != now.uid {
			continue // damaged, or of another dossier that had this name
		}
		changed := then != now
		age := d.opts.now().Sub(b.At)
		young := age >= 0 && age < o.least(d.size())
		return changed && !young, changed && young, nil
	}
	return true, false, nil
}

// journalEnd is by which two files are known to hold the same.
type journalEnd struct {
	uid           dossier.ID
	clock, action int64
}

func endOfJournal(ctx context.Context, db *sql.DB) (s journalEnd, err error) {
	err = db.QueryRowContext(ctx, "SELECT uid, hlc, (SELECT coalesce(max(id), 0) FROM action) FROM dossier").Scan(&s.uid, &s.clock, &s.action)
	return s, err
}

func journalEndOf(ctx context.Context, path string) (s journalEnd, err error) {
	if err := wholeLength(path); err != nil {
		return s, err
	}
	db, err := openToRead(ctx, path)
	if err != nil {
		return s, err
	}
	defer db.Close()
	return endOfJournal(ctx, db)
}

// thin deletes the automatic backups of this dossier that are no longer wanted, once the newest is known to be sound.
func (d *Dossier) thin(ctx context.Context, newest string, now time.Time, r Rotation) error {
	list, err := FindBackups(d.path)
	if err != nil {
		return err
	}
	var ours []dossier.Backup
	var made []time.Time
	for _, b := range list {
		if b.Kind != dossier.BackupAutomatic || filepath.Dir(b.Path) != BackupFolder(d.path) {
			continue
		}
		if uid, err := whose(ctx, b.Path); err == nil && uid == d.uid { // what cannot be read, or was made of another dossier, stays
			ours, made = append(ours, b), append(made, b.At)
		}
	}
	checked := false
	for i, spare := range r.Spare(made, now) {
		if !spare || ours[i].Path == newest {
			continue
		}
		if !checked {
			if err := sound(ctx, newest); err != nil {
				return err
			}
			checked = true
		}
		if err := os.Remove(ours[i].Path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return border("An old backup was not deleted", err)
		}
	}
	return nil
}

// sound reads every text and every passage of a copy again.
func sound(ctx context.Context, path string) error {
	db, err := openToRead(ctx, path)
	if err != nil {
		return err
	}
	defer db.Close()
	c := checker{db: db, ctx: ctx}
	if err := c.texts(); err != nil {
		return err
	}
	if len(c.findings) > 0 {
		f := c.findings[0]
		return refuse(ErrDamaged, "The newest backup holds damage that the dossier has too (%s: %s) Older backups are kept as long as that is so. Check the dossier.",
			f.Where, strings.TrimSuffix(f.Sentence, ".")+".")
	}
	return nil
}

// beforeMigration names the backup that is made before the schema is raised: in the folder of backups, or beside the
// dossier where that cannot be made.
func (d *Dossier) beforeMigration() string {
	to := BackupPath(d.path, dossier.BackupMigration, d.opts.now())
	if MakeBackupFolder(d.path) != nil {
		to = filepath.Join(filepath.Dir(d.path), filepath.Base(to))
	}
	name := strings.TrimSuffix(to, ".parley")
	for n := 2; ; n++ {
		if _, err := os.Lstat(to); err != nil {
			return to
		}
		to = fmt.Sprintf("%s-%d.parley", name, n)
	}
}
