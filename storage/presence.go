package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/google/uuid"
)

// presentEvery is how often a process says that it still has the dossier open, and presentFor how long it is believed.
// A machine that went to sleep, or crashed, is forgotten after that.
const (
	presentEvery = 2 * time.Minute
	presentFor   = 10 * time.Minute
)

// device identifies this machine: by its own identity where the system has one, since two laptops may have one name.
func device() uuid.UUID {
	host, _ := os.Hostname()
	machine, _ := os.ReadFile("/etc/machine-id")
	return uuid.NewSHA1(uuid.NameSpaceURL, []byte("parley:device:"+host+":"+strings.TrimSpace(string(machine))))
}

// leftovers reports whether a log or journal lies beside a dossier, as a crash leaves it; and so does a process that
// has it open.
func leftovers(path string) bool {
	for _, suffix := range []string{"-wal", "-journal"} {
		if info, err := os.Stat(path + suffix); err == nil && info.Size() > 0 {
			return true
		}
	}
	return false
}

// meetOthers reads who has the dossier open. From another machine: then it is only read here, since two machines that
// write to copies of one file would each undo what the other did; why says so in words. A process of this machine that
// is no longer there did not close the dossier; one that lives may well have left a log.
func (d *Dossier) meetOthers(ctx context.Context, version int) (why string, err error) {
	if version < 3 { // there is no such table yet
		return "", nil
	}
	rows, err := d.read.QueryContext(ctx, "SELECT device, process, host, analyst, seen FROM presence ORDER BY seen DESC")
	if err != nil {
		return "", err
	}
	defer rows.Close()
	living := false
	for rows.Next() {
		var machine []byte
		var process int
		var host, analyst string
		var seen int64
		if err := rows.Scan(&machine, &process, &host, &analyst, &seen); err != nil {
			return "", err
		}
		if string(machine) == string(d.device[:]) {
			if process == os.Getpid() || alive(process) {
				living = true
			} else {
				d.gone = append(d.gone, process)
			}
			continue
		}
		ago := d.opts.now().Sub(fromMillis(seen))
		if why == "" && ago.Abs() < presentFor {
			why = "This dossier is open on another computer (" + whom(host, analyst) + ", last seen " + agoWords(ago) +
				"). Close it there, or wait until " + fromMillis(seen).Add(presentFor).Local().Format("15:04") + ". It is open for reading only here."
		}
	}
	d.unclean = len(d.gone) > 0 || d.unclean && !living
	return why, rows.Err()
}

func whom(host, analyst string) string {
	if analyst == "" || analyst == host {
		return host
	}
	return host + ", " + analyst
}

func agoWords(ago time.Duration) string {
	switch minutes := int(ago.Minutes()); {
	case minutes < 1:
		return "just now"
	case minutes == 1:
		return "a minute ago"
	default:
		return fmt.Sprintf("%d minutes ago", minutes)
	}
}

// arrive says at once that the dossier is open where other machines may look, and goes on saying it. Elsewhere the
// first change says it, so that who only reads writes nothing. What a crash left is forgotten.
func (d *Dossier) arrive(ctx context.Context) error {
	d.writing.Lock()
	defer d.writing.Unlock()
	for _, process := range d.gone {
		if _, err := d.write.ExecContext(ctx, "DELETE FROM presence WHERE device = ? AND process = ?", d.device[:], process); err != nil {
			return err
		}
	}
	if d.shared == "" {
		if d.unclean {
			d.rest.after(d) // what the crash left in the log comes into the file
		}
		return nil
	}
	if err := d.writePresence(ctx); err != nil {
		return err
	}
	d.rest.every(presentEvery, d.stillHere)
	return nil
}

// stillHere repeats that the dossier is open. A failure is no reason to stop work: the next change says what is wrong.
func (d *Dossier) stillHere() {
	d.writing.Lock()
	defer d.writing.Unlock()
	if !d.rest.isStopped() && d.sameFile() == nil {
		_ = d.writePresence(context.Background())
	}
}

func (d *Dossier) writePresence(ctx context.Context) error {
	tx, err := d.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	now := millis(d.opts.now())
	if err := d.sayPresent(ctx, tx, now); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	d.present = now
	return nil
}

// presenceDue reports whether it is time to say again that the dossier is open.
func (d *Dossier) presenceDue(now int64) bool {
	age := now - d.present
	return d.present == 0 || age < 0 || age >= presentEvery.Milliseconds()
}

// sayPresent notes in an open transaction that this process has the dossier open, and forgets who has not said so for
// long.
func (d *Dossier) sayPresent(ctx context.Context, tx *sql.Tx, now int64) error {
	host, _ := os.Hostname()
	_, err := tx.ExecContext(ctx, `INSERT INTO presence (device, process, host, analyst, since, seen) VALUES (?, ?, ?, ?, ?5, ?5)
		ON CONFLICT (device, process) DO UPDATE SET analyst = excluded.analyst, seen = excluded.seen`,
		d.device[:], os.Getpid(), host, d.opts.analyst(), now)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "DELETE FROM presence WHERE seen < ? AND (device <> ? OR process <> ?)",
		now-presentFor.Milliseconds(), d.device[:], os.Getpid())
	return err
}

// leave takes back that this process has the dossier open.
func (d *Dossier) leave() {
	if d.present != 0 {
		_, _ = d.write.Exec("DELETE FROM presence WHERE device = ? AND process = ?", d.device[:], os.Getpid())
	}
}

// alive reports whether a process of this machine is running.
func alive(process int) bool {
	p, err := os.FindProcess(process)
	if err != nil {
		return false
	}
	err = signalZero(p)
	return err == nil || errors.Is(err, os.ErrPermission)
}
