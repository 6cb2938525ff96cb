-- Schema 1. It is run in one transaction together with application_id and user_version.
--
-- Every row has an integer for the database and a uid for ever. Times of the machine are milliseconds UTC. Dates of the
-- world are text as dossier.Date writes it, with a *_sort column in milliseconds UTC for order. Offsets are code points.
-- Nothing is deleted: deleted_at hides a row, so that undo and redo need no copy of it.

CREATE TABLE dossier (
  id           INTEGER PRIMARY KEY CHECK (id = 1),
  uid          BLOB    NOT NULL CHECK (length(uid) = 16),
  title        TEXT    NOT NULL CHECK (title <> ''),
  created_at   INTEGER NOT NULL,
  device       BLOB    NOT NULL CHECK (length(device) = 16),
  clock        INTEGER NOT NULL DEFAULT 0,   -- last hybrid logical clock issued
  fold_version INTEGER NOT NULL DEFAULT 1    -- version of the folding that the search index was filled with
) STRICT;

CREATE TABLE actor (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  name TEXT NOT NULL CHECK (name <> ''),
  kind TEXT NOT NULL DEFAULT 'other' CHECK (kind IN ('person','body','outlet','document','other')),
  deleted_at INTEGER
) STRICT;

-- Every name of an actor, its own among them, folded: the way from a mention to the actor.
CREATE TABLE actor_name (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  actor_id INTEGER NOT NULL REFERENCES actor(id),
  name TEXT NOT NULL CHECK (name <> ''), folded TEXT NOT NULL,
  main INTEGER NOT NULL CHECK (main IN (0,1)),  -- 1: the actor's name, 0: an alias
  deleted_at INTEGER
) STRICT;
CREATE INDEX actor_name_actor ON actor_name(actor_id);
CREATE INDEX actor_name_folded ON actor_name(folded) WHERE deleted_at IS NULL;

CREATE TABLE party (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  actor_id INTEGER NOT NULL REFERENCES actor(id),
  letter TEXT NOT NULL, colour INTEGER NOT NULL, rank INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE UNIQUE INDEX party_actor ON party(actor_id) WHERE deleted_at IS NULL;

CREATE TABLE membership (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  actor_id INTEGER NOT NULL REFERENCES actor(id),
  party_id INTEGER NOT NULL REFERENCES actor(id),  -- the party's actor
  role TEXT NOT NULL DEFAULT '', from_on TEXT NOT NULL DEFAULT '', to_on TEXT NOT NULL DEFAULT '',
  deleted_at INTEGER
) STRICT;
CREATE INDEX membership_actor ON membership(actor_id);
CREATE INDEX membership_party ON membership(party_id);

CREATE TABLE issue (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  parent_id INTEGER REFERENCES issue(id) CHECK (parent_id <> id),
  name TEXT NOT NULL CHECK (name <> ''), folded TEXT NOT NULL, definition TEXT NOT NULL DEFAULT '',
  letter TEXT NOT NULL, rank INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE UNIQUE INDEX issue_folded ON issue(folded) WHERE deleted_at IS NULL;
CREATE INDEX issue_parent ON issue(parent_id);

CREATE TABLE document (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  outlet_id INTEGER REFERENCES actor(id),
  title TEXT NOT NULL, author TEXT NOT NULL, url TEXT NOT NULL, lang TEXT NOT NULL,
  published TEXT NOT NULL, published_sort INTEGER NOT NULL,
  retrieved_at INTEGER NOT NULL,
  marking TEXT NOT NULL, grade TEXT NOT NULL, wire TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('new','work','done')),
  deleted_at INTEGER
) STRICT;
CREATE INDEX document_newest ON document(published_sort DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX document_outlet ON document(outlet_id);

CREATE TABLE revision (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  document_id INTEGER NOT NULL REFERENCES document(id),
  number INTEGER NOT NULL CHECK (number >= 1),
  text TEXT NOT NULL CHECK (instr(text, char(0)) = 0),
  norm TEXT NOT NULL, sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
  encoding TEXT NOT NULL, flags TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (document_id, number)
) STRICT;
CREATE INDEX revision_sha ON revision(sha256);

CREATE TABLE revision_raw (             -- the bytes as they came, off the pages that are read often
  revision_id INTEGER PRIMARY KEY REFERENCES revision(id),
  raw BLOB NOT NULL,                    -- deflated
  raw_size INTEGER NOT NULL,
  raw_sha256 BLOB NOT NULL CHECK (length(raw_sha256) = 32)
) STRICT;

CREATE TABLE statement (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  document_id INTEGER NOT NULL REFERENCES document(id),
  revision_id INTEGER NOT NULL REFERENCES revision(id),
  start INTEGER NOT NULL CHECK (start >= 0), end INTEGER NOT NULL CHECK (end > start),
  exact TEXT NOT NULL CHECK (length(exact) = end - start),
  before TEXT NOT NULL, after TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('direct','indirect','mixed')),
  status TEXT NOT NULL CHECK (status IN ('proposed','accepted','rejected')),
  speaker TEXT NOT NULL, speaker_start INTEGER NOT NULL, speaker_end INTEGER NOT NULL,
  actor_id INTEGER REFERENCES actor(id), role TEXT NOT NULL,
  party_id INTEGER REFERENCES actor(id), party_text TEXT NOT NULL,   -- party_text: a candidate that is no party here
  anonymous INTEGER NOT NULL,
  cue TEXT NOT NULL, cue_start INTEGER NOT NULL, cue_end INTEGER NOT NULL,
  said TEXT NOT NULL, said_sort INTEGER NOT NULL,                    -- said_sort: of said, else of publication
  said_text TEXT NOT NULL, said_reason TEXT NOT NULL,
  hops TEXT NOT NULL CHECK (json_valid(hops)),                       -- short, always read whole, never searched
  grp INTEGER NOT NULL, outer_uid BLOB,
  confidence REAL NOT NULL, reason TEXT NOT NULL, by_hand INTEGER NOT NULL,
  decided_by TEXT NOT NULL, decided_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX statement_document ON statement(document_id, start);
CREATE INDEX statement_revision ON statement(revision_id);
CREATE INDEX statement_actor ON statement(actor_id);
CREATE INDEX statement_party ON statement(party_id);
CREATE INDEX statement_undecided ON statement(document_id) WHERE status = 'proposed' AND deleted_at IS NULL;

CREATE TABLE coding (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  statement_id INTEGER NOT NULL REFERENCES statement(id),
  issue_id INTEGER NOT NULL REFERENCES issue(id),
  stance TEXT NOT NULL CHECK (stance IN ('','supports','conditional','opposes','ambiguous')),
  reason TEXT NOT NULL, analyst TEXT NOT NULL, coded_at INTEGER NOT NULL,
  -- Copies of the statement's, kept with it: they make the grid one index.
  party_id INTEGER REFERENCES actor(id), said_sort INTEGER NOT NULL, status TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX coding_statement ON coding(statement_id);
CREATE INDEX coding_issue ON coding(issue_id);
-- deleted_at is a column of the partial index, or the index would not cover the query.
CREATE INDEX coding_grid ON coding(party_id, issue_id, said_sort, id, stance, status, statement_id, deleted_at) WHERE deleted_at IS NULL;

CREATE TABLE recipe (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  name TEXT NOT NULL CHECK (name <> ''), folded TEXT NOT NULL,
  recipe TEXT NOT NULL CHECK (json_valid(recipe)),
  deleted_at INTEGER
) STRICT;
CREATE UNIQUE INDEX recipe_folded ON recipe(folded) WHERE deleted_at IS NULL;

CREATE TABLE issued (
  id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  recipe TEXT NOT NULL CHECK (json_valid(recipe)), path TEXT NOT NULL,
  file_sha256 BLOB NOT NULL CHECK (length(file_sha256) = 32),
  issued_at INTEGER NOT NULL, pages INTEGER NOT NULL, quotes INTEGER NOT NULL, sources INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;

-- The journal: one action for each thing that a person did, one change for each row that it changed, with what stood
-- before and after. Undo, history and exchange between machines read nothing else.
CREATE TABLE action (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL, at INTEGER NOT NULL, analyst TEXT NOT NULL, device BLOB NOT NULL, clock INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('done','undone','dropped'))  -- dropped: undone, then something else was done
) STRICT;
CREATE INDEX action_state ON action(state, id);
CREATE TABLE change (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  action_id INTEGER NOT NULL REFERENCES action(id),
  tbl TEXT NOT NULL, row INTEGER NOT NULL, uid BLOB NOT NULL,
  before TEXT CHECK (before IS NULL OR json_valid(before)),   -- NULL: the row was made; else the columns that were changed
  after TEXT CHECK (after IS NULL OR json_valid(after))
) STRICT;
CREATE INDEX change_action ON change(action_id, id);
CREATE INDEX change_uid ON change(uid, id);

-- Search: filled from Go with folded text, last in each transaction; the row's id is the rowid.
CREATE VIRTUAL TABLE document_fts USING fts5(title, text, content='', contentless_delete=1, prefix='3 4', tokenize='unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE statement_fts USING fts5(exact, content='', contentless_delete=1, prefix='3 4', tokenize='unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE actor_fts USING fts5(name, content='', contentless_delete=1, prefix='3 4', tokenize='unicode61 remove_diacritics 0');

-- What the program cannot talk its way around.
CREATE TRIGGER revision_is_immutable BEFORE UPDATE ON revision BEGIN SELECT RAISE(ABORT, 'the text of a revision never changes'); END;
CREATE TRIGGER raw_is_immutable BEFORE UPDATE ON revision_raw BEGIN SELECT RAISE(ABORT, 'a paste never changes'); END;
CREATE TRIGGER revision_stays BEFORE DELETE ON revision BEGIN SELECT RAISE(ABORT, 'a text is never deleted'); END;
CREATE TRIGGER journal_stays BEFORE DELETE ON change BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
