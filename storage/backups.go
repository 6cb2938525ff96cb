package storage

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"parley/dossier"
)

// backupTime is how the time stands in the name of a backup, in UTC.
const backupTime = "20060102-150405"

// marks stand in the names of backups. Only files whose names bear the mark of an automatic one are ever deleted.
var marks = map[dossier.BackupKind]string{dossier.BackupByHand: "-", dossier.BackupAutomatic: ".auto-", dossier.BackupMigration: ".before-",
	dossier.BackupRepair: ".repair-", dossier.BackupReplaced: ".replaced-"}

var backupName = regexp.MustCompile(`^(-|\.auto-|\.before-|\.repair-|\.replaced-)(\d{8}-\d{6})(-\d+)?\.[A-Za-z]+$`)

// BackupFolder is where the backups of a dossier lie: beside it, so that they go where it goes.
func BackupFolder(path string) string { return filepath.Join(filepath.Dir(path), "backups") }

// BackupPath names a new backup of a dossier: backups/NAME.auto-20261114-180500.parley.
func BackupPath(path string, kind dossier.BackupKind, now time.Time) string {
	return filepath.Join(BackupFolder(path), stem(path)+marks[kind]+now.UTC().Format(backupTime)+".parley")
}

func stem(path string) string {
	return strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
}

// MakeBackupFolder makes the folder for the backups of a dossier.
func MakeBackupFolder(path string) error {
	if err := os.MkdirAll(BackupFolder(path), 0o700); err != nil {
		return &Error{fmt.Sprintf("No backup was made: the folder %s cannot be made. Make it yourself, or choose another place.", BackupFolder(path)), ErrReadOnly, err}
	}
	return nil
}

// FindBackups lists by their names the backups that lie in the folder of backups of a dossier or beside it, the newest
// first. The dossier itself need not be there, nor readable.
func FindBackups(path string) ([]dossier.Backup, error) {
	var list []dossier.Backup
	for _, folder := range []string{BackupFolder(path), filepath.Dir(path)} {
		if info, err := os.Stat(folder); err == nil && !info.IsDir() {
			continue // making one says what is in the way
		}
		entries, err := os.ReadDir(folder)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, border("The backups were not listed", err)
		}
		for _, e := range entries {
			rest, ok := strings.CutPrefix(e.Name(), stem(path))
			m := backupName.FindStringSubmatch(rest)
			if !ok || m == nil || !e.Type().IsRegular() {
				continue
			}
			b := dossier.Backup{Path: filepath.Join(folder, e.Name())}
			if b.At, err = time.Parse(backupTime, m[2]); err != nil {
				continue // 31 February: not one of ours
			}
			for kind, mark := range marks {
				if mark == m[1] {
					b.Kind = kind
				}
			}
			if info, err := e.Info(); err == nil {
				b.Bytes = info.Size()
			}
			list = append(list, b)
		}
	}
	slices.SortStableFunc(list, func(a, b dossier.Backup) int {
		if n := b.At.Compare(a.At); n != 0 {
			return n
		}
		return strings.Compare(b.Path, a.Path)
	})
	return list, nil
}

// DescribeBackup tells what a backup holds. A file that cannot be restored is no error: Problem says why. thorough reads
// every page and every text again, as restoring does.
func DescribeBackup(ctx context.Context, b dossier.Backup, thorough bool) (dossier.Backup, error) {
	b.Verified = b.Kind != dossier.BackupReplaced && b.Kind != dossier.BackupRepair
	err := describe(ctx, &b)
	if err == nil && thorough {
		if err = verify(ctx, b.Path, dossier.None, nil); err == nil {
			err = sound(ctx, b.Path)
		}
		b.Checked = err == nil
	}
	if ctx.Err() != nil {
		return b, ctx.Err()
	}
	if err != nil {
		b.Problem, b.Verified = border(filepath.Base(b.Path)+" cannot be restored", err).Error(), false
	}
	return b, nil
}

func describe(ctx context.Context, b *dossier.Backup) error {
	if err := wholeLength(b.Path); err != nil {
		return err
	}
	db, err := openToRead(ctx, b.Path)
	if err != nil {
		return err
	}
	defer db.Close()
	version, minReader, err := identity(ctx, db, filepath.Base(b.Path))
	if err != nil {
		return err
	}
	if minReader > len(migrations) || version == 0 {
		return refuse(ErrReadOnly, "%s is from a newer Parley that this one cannot read. Install the newer Parley to restore it.", filepath.Base(b.Path))
	}
	var at int64
	err = db.QueryRowContext(ctx, `SELECT title, hlc,
		(SELECT count(*) FROM document WHERE deleted_at IS NULL),
		(SELECT count(*) FROM statement WHERE deleted_at IS NULL AND status IN ('proposed', 'accepted')),
		coalesce((SELECT max(id) FROM action), 0),
		coalesce((SELECT CASE kind WHEN 'undo' THEN 'Undo: ' WHEN 'redo' THEN 'Redo: ' ELSE '' END || name FROM action ORDER BY id DESC LIMIT 1), ''),
		coalesce((SELECT at FROM action ORDER BY id DESC LIMIT 1), 0) FROM dossier`).
		Scan(&b.Title, &b.Clock, &b.Documents, &b.Statements, &b.LastAction, &b.LastChange, &at)
	b.LastAt = fromMillis(at)
	return err
}

// wholeLength compares the length of a file with the one that its head tells: half a copy opens, and fails later.
func wholeLength(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	var head [100]byte
	if _, err := io.ReadFull(f, head[:]); err != nil || string(head[:16]) != "SQLite format 3\x00" {
		return refuse(ErrNotDossier, "%s is not a Parley dossier.", filepath.Base(path))
	}
	size := int64(binary.BigEndian.Uint16(head[16:]))
	if size == 1 {
		size = 65536
	}
	// The count of pages in the head holds where the two counters of changes agree.
	pages := int64(binary.BigEndian.Uint32(head[28:]))
	if binary.BigEndian.Uint32(head[24:]) == binary.BigEndian.Uint32(head[92:]) && pages*size > info.Size() {
		return refuse(ErrDamaged, "%s is cut short: it has %d bytes of %d. Choose another backup.", filepath.Base(path), info.Size(), pages*size)
	}
	return nil
}
