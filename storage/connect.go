package storage

import (
	"database/sql"
	"net/url"
	"path/filepath"

	"github.com/mattn/go-sqlite3"

	_ "parley/storage/defensive" // every connection refuses to damage itself
)

const driverName = "parley-sqlite3"

func init() {
	sql.Register(driverName, &sqlite3.SQLiteDriver{ConnectHook: settle})
}

// settle sets what must hold for every connection and has no name in the driver's DSN.
func settle(c *sqlite3.SQLiteConn) error {
	for _, pragma := range []string{
		"PRAGMA trusted_schema = OFF",          // a foreign file's views and triggers may not call functions with effects
		"PRAGMA cell_size_check = ON",          // damage is noticed where it lies
		"PRAGMA mmap_size = 0",                 // an I/O fault is an error, not a crash
		"PRAGMA temp_store = MEMORY",           // nothing of a dossier lies about in /tmp
		"PRAGMA journal_size_limit = 67108864", // a large import does not leave a large -wal
	} {
		if _, err := c.Exec(pragma, nil); err != nil {
			return err
		}
	}
	c.SetLimit(sqlite3.SQLITE_LIMIT_LENGTH, 64<<20)
	c.SetLimit(sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000)
	return nil
}

// dsn escapes the path, so that "50% #1.parley" opens, and sets the pragmas, so that they hold for every connection.
func dsn(path string, settings string) string {
	abs, err := filepath.Abs(path)
	if err != nil {
		abs = path
	}
	abs = filepath.ToSlash(abs)
	if abs[0] != '/' {
		abs = "/" + abs // C:/… on Windows
	}
	return (&url.URL{Scheme: "file", OmitHost: true, Path: abs, RawQuery: settings}).String()
}

// The settings of each kind of connection. synchronous is named because the driver sets NORMAL on every open, and
// NORMAL loses acknowledged commits in a power cut. The readers never take the write lock: the driver ignores
// BeginTx's ReadOnly, so query_only must hold on the connection.
//
// In a folder that other machines reach there is one connection for all (sharing): no write-ahead log, whose index
// lies in memory that machines do not share; and no second handle on a file whose locks such a system may keep badly
// (a check alone opens one, to read). There a change waits for whoever is reading, so it has more patience.
const (
	writing    = "mode=rw&_journal_mode=WAL&_synchronous=FULL&_txlock=immediate&_foreign_keys=1&_busy_timeout=5000&_cache_size=-65536&_secure_delete=FAST&_stmt_cache_size=128"
	sharing    = "mode=rw&_journal_mode=TRUNCATE&_synchronous=FULL&_txlock=immediate&_foreign_keys=1&_busy_timeout=60000&_cache_size=-65536&_secure_delete=FAST&_stmt_cache_size=128"
	reading    = "mode=rw&_query_only=1&_txlock=deferred&_busy_timeout=5000&_cache_size=-32768&_stmt_cache_size=128"
	recovering = "mode=rw&_query_only=1&_txlock=deferred&_busy_timeout=5000&_stmt_cache_size=128" // rolls back what a crash left
	looking    = "mode=ro&_query_only=1&_txlock=deferred&_busy_timeout=5000&_stmt_cache_size=128"
	unmoving   = "mode=ro&immutable=1&_query_only=1&_txlock=deferred&_stmt_cache_size=128" // no -shm can be made beside it
	founding   = "mode=rwc&_journal_mode=DELETE&_synchronous=EXTRA&_txlock=immediate&_foreign_keys=1"
	readConns  = 4 // one of them watches for changes made elsewhere
)

func pool(path, settings string, conns int) (*sql.DB, error) {
	db, err := sql.Open(driverName, dsn(path, settings))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(conns)
	db.SetMaxIdleConns(conns)
	return db, nil
}
