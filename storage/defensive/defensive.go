//go:build cgo && !windows

// Package defensive makes every SQLite connection of the process refuse what only a hostile or mistaken file or query
// would ask for: to write the schema or the inner tables of an index directly, to turn the rollback journal off
// (SQLITE_DBCONFIG_DEFENSIVE), to call functions with effects from the schema (TRUSTED_SCHEMA off), and to take a
// misspelt column for a string (DQS off). Import it for that effect.
//
// The driver has no way to set these, so an automatic extension does, which SQLite calls for each new connection.
package defensive

/*
#cgo darwin LDFLAGS: -Wl,-undefined,dynamic_lookup

// The driver carries SQLite; its header is not at hand here. weak: this package is linked once without the driver,
// when cgo looks at it.
typedef struct sqlite3 sqlite3;
extern int sqlite3_auto_extension(void (*)(void)) __attribute__((weak));
extern int sqlite3_db_config(sqlite3 *, int, ...) __attribute__((weak));

// From sqlite3.h: numbers that never change.
enum { DQS_DML = 1013, DQS_DDL = 1014, DEFENSIVE = 1010, TRUSTED_SCHEMA = 1017 };

static int configure(sqlite3 *db, char **message, const void *api) {
	(void)message; (void)api;
	int failed = sqlite3_db_config(db, DEFENSIVE, 1, (int *)0);
	failed |= sqlite3_db_config(db, TRUSTED_SCHEMA, 0, (int *)0);
	failed |= sqlite3_db_config(db, DQS_DML, 0, (int *)0);
	failed |= sqlite3_db_config(db, DQS_DDL, 0, (int *)0);
	return failed;
}

static int install(void) { return sqlite3_auto_extension((void (*)(void))configure); }
*/
import "C"

import "fmt"

func init() {
	if code := C.install(); code != 0 {
		panic(fmt.Sprintf("defensive: SQLite refused an automatic extension (%d)", code)) // out of memory at start
	}
}
