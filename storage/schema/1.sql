-- The dossier, version 1. Runs in one transaction together with application_id and user_version.
--
-- Rows are never taken out of the file: deleted_at marks them, so that undoing an insert sets it, redoing clears it,
-- numbers are never reused and every reference in the journal can still be followed.
-- People's dates (published, said, since, until) are text as dossier.Date writes it, with a sortable key beside them
-- where they are sorted by (see dates.go). The machine's times are milliseconds UTC.

CREATE TABLE dossier (                  -- exactly one row
  id           INTEGER PRIMARY KEY CHECK (id = 1),
  uid          BLOB    NOT NULL CHECK (length(uid) = 16),
  title        TEXT    NOT NULL CHECK (title <> ''),
  created_at   INTEGER NOT NULL,
  hlc          INTEGER NOT NULL DEFAULT 0,   -- last hybrid logical clock given out: milliseconds << 16 | counter
  fold_version INTEGER NOT NULL,             -- of the folding that filled the search tables
  min_reader   INTEGER NOT NULL DEFAULT 1    -- the oldest schema version that may read this file
) STRICT;

CREATE TABLE analyst (                  -- who did it; never deleted, not part of the journal
  id   INTEGER PRIMARY KEY,
  uid  BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE actor (
  id         INTEGER PRIMARY KEY,
  uid        BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  name       TEXT NOT NULL CHECK (name <> ''),
  folded     TEXT NOT NULL CHECK (folded <> ''),
  kind       TEXT NOT NULL CHECK (kind IN ('person','body','outlet','document','other')),
  deleted_at INTEGER
) STRICT;
CREATE UNIQUE INDEX actor_folded ON actor(folded) WHERE deleted_at IS NULL;

CREATE TABLE actor_name (               -- further names, in any script
  id         INTEGER PRIMARY KEY,
  uid        BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  actor_id   INTEGER NOT NULL REFERENCES actor(id),
  name       TEXT NOT NULL CHECK (name <> ''),
  folded     TEXT NOT NULL CHECK (folded <> ''),
  deleted_at INTEGER
) STRICT;
CREATE INDEX actor_name_actor  ON actor_name(actor_id);
CREATE INDEX actor_name_folded ON actor_name(folded);

CREATE TABLE party (                    -- what makes an actor a party here; id and uid are the actor's
  id         INTEGER PRIMARY KEY REFERENCES actor(id),
  uid        BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  letter     TEXT NOT NULL CHECK (letter <> ''),
  colour     INTEGER NOT NULL CHECK (colour >= 0),
  place      INTEGER NOT NULL CHECK (place >= 1),
  deleted_at INTEGER
) STRICT;
CREATE UNIQUE INDEX party_letter ON party(letter) WHERE deleted_at IS NULL;

CREATE TABLE membership (
  id         INTEGER PRIMARY KEY,
  uid        BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  actor_id   INTEGER NOT NULL REFERENCES actor(id),
  party_id   INTEGER NOT NULL REFERENCES party(id),
  role       TEXT NOT NULL,
  since      TEXT NOT NULL,
  until      TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX membership_actor ON membership(actor_id);
CREATE INDEX membership_party ON membership(party_id);

CREATE TABLE issue (
  id         INTEGER PRIMARY KEY,
  uid        BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  parent_id  INTEGER REFERENCES issue(id) CHECK (parent_id <> id),
  name       TEXT NOT NULL CHECK (name <> ''),
  folded     TEXT NOT NULL CHECK (folded <> ''),
  definition TEXT NOT NULL,
  letter     TEXT NOT NULL CHECK (letter <> ''),
  place      INTEGER NOT NULL CHECK (place >= 1),
  deleted_at INTEGER
) STRICT;
CREATE UNIQUE INDEX issue_folded ON issue(folded) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX issue_letter ON issue(letter) WHERE deleted_at IS NULL;
CREATE INDEX issue_parent ON issue(parent_id);

CREATE TABLE document (
  id            INTEGER PRIMARY KEY,
  uid           BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  number        INTEGER NOT NULL UNIQUE CHECK (number >= 1),
  outlet_id     INTEGER REFERENCES actor(id),
  title         TEXT NOT NULL,
  author        TEXT NOT NULL,
  url           TEXT NOT NULL,
  lang          TEXT NOT NULL,
  published     TEXT NOT NULL,
  published_key INTEGER NOT NULL,
  retrieved_at  INTEGER NOT NULL,
  marking       TEXT NOT NULL,
  grade         TEXT NOT NULL,
  wire          TEXT NOT NULL,
  state         TEXT NOT NULL CHECK (state IN ('new','work','done')),
  deleted_at    INTEGER
) STRICT;
CREATE INDEX document_list   ON document(published_key DESC, id DESC, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX document_outlet ON document(outlet_id);

CREATE TABLE revision (                 -- one state of a document's text; the newest one that is not deleted is shown
  id          INTEGER PRIMARY KEY,
  uid         BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  document_id INTEGER NOT NULL REFERENCES document(id),
  number      INTEGER NOT NULL CHECK (number >= 1),
  text        TEXT NOT NULL CHECK (text <> '' AND instr(text, char(0)) = 0),
  sha256      BLOB NOT NULL CHECK (length(sha256) = 32),
  norm        TEXT NOT NULL,
  encoding    TEXT NOT NULL,
  flags       TEXT NOT NULL CHECK (json_valid(flags)),
  deleted_at  INTEGER,
  UNIQUE (document_id, number)
) STRICT;
CREATE INDEX revision_sha256 ON revision(sha256);

CREATE TABLE revision_raw (             -- the bytes as they came, off the pages that are read every day
  revision_id INTEGER PRIMARY KEY REFERENCES revision(id),
  deflated    BLOB NOT NULL,
  size        INTEGER NOT NULL CHECK (size >= 0),
  sha256      BLOB NOT NULL CHECK (length(sha256) = 32)
) STRICT;

CREATE TABLE statement (
  id            INTEGER PRIMARY KEY,
  uid           BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  number        INTEGER NOT NULL UNIQUE CHECK (number >= 1),
  document_id   INTEGER NOT NULL REFERENCES document(id),
  revision_id   INTEGER NOT NULL REFERENCES revision(id),
  start         INTEGER NOT NULL CHECK (start >= 0),   -- code points of the revision's text
  "end"         INTEGER NOT NULL,                      -- exclusive
  exact         TEXT NOT NULL,
  before        TEXT NOT NULL,
  after         TEXT NOT NULL,
  kind          TEXT NOT NULL CHECK (kind IN ('direct','indirect','mixed')),
  status        TEXT NOT NULL CHECK (status IN ('proposed','accepted','rejected')),
  speaker_text  TEXT NOT NULL,
  speaker_start INTEGER NOT NULL,
  speaker_end   INTEGER NOT NULL,
  actor_id      INTEGER REFERENCES actor(id),
  role          TEXT NOT NULL,
  party_id      INTEGER REFERENCES party(id),
  party_text    TEXT NOT NULL,                         -- who it is said to speak for, until there is such a party
  anonymous     INTEGER NOT NULL CHECK (anonymous IN (0, 1)),
  cue_text      TEXT NOT NULL,
  cue_start     INTEGER NOT NULL,
  cue_end       INTEGER NOT NULL,
  said          TEXT NOT NULL,
  said_key      INTEGER NOT NULL,
  said_text     TEXT NOT NULL,
  said_reason   TEXT NOT NULL,
  hops          TEXT NOT NULL CHECK (json_valid(hops)),-- always read whole, in order, with its statement
  "group"       INTEGER NOT NULL,
  outer_id      INTEGER REFERENCES statement(id) CHECK (outer_id <> id),
  confidence    REAL NOT NULL,
  reason        TEXT NOT NULL,
  by_hand       INTEGER NOT NULL CHECK (by_hand IN (0, 1)),
  decided_by    INTEGER REFERENCES analyst(id),
  decided_at    INTEGER,
  deleted_at    INTEGER,
  CHECK ("end" > start AND length(exact) = "end" - start)
) STRICT;
-- deleted_at stands in the partial index itself: otherwise it does not cover, and counting reads every row.
CREATE INDEX statement_document ON statement(document_id, status, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX statement_text     ON statement(document_id, start);
CREATE INDEX statement_revision ON statement(revision_id);
CREATE INDEX statement_actor    ON statement(actor_id) WHERE actor_id IS NOT NULL;
CREATE INDEX statement_party    ON statement(party_id) WHERE party_id IS NOT NULL;
CREATE INDEX statement_no_party ON statement(party_text) WHERE party_id IS NULL AND party_text <> '';
CREATE INDEX statement_outer    ON statement(outer_id) WHERE outer_id IS NOT NULL;

CREATE TABLE coding (                   -- one analyst's reading of one statement on one issue
  id           INTEGER PRIMARY KEY,
  uid          BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  statement_id INTEGER NOT NULL REFERENCES statement(id),
  issue_id     INTEGER NOT NULL REFERENCES issue(id),
  analyst_id   INTEGER NOT NULL REFERENCES analyst(id),
  stance       TEXT NOT NULL CHECK (stance IN ('supports','conditional','opposes','ambiguous','')),
  reason       TEXT NOT NULL,
  coded_at     INTEGER NOT NULL,
  deleted_at   INTEGER,
  -- The grid reads one covering index: these four are copies, kept by the triggers below and by nothing else.
  party_id     INTEGER,
  status       TEXT,                    -- '' where the statement is deleted
  date_key     INTEGER,                 -- said, else published
  shown        INTEGER NOT NULL DEFAULT 0, -- 1: the newest reading with a stance of a statement that is not deleted
  UNIQUE (statement_id, issue_id, analyst_id)
) STRICT;
CREATE INDEX coding_grid  ON coding(issue_id, party_id, date_key, statement_id, stance, status, shown) WHERE shown = 1;
CREATE INDEX coding_coded ON coding(statement_id, status, shown, party_id, date_key, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX coding_issue ON coding(issue_id);

CREATE TABLE recipe (
  id         INTEGER PRIMARY KEY,
  uid        BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  name       TEXT NOT NULL CHECK (name <> ''),
  folded     TEXT NOT NULL,
  body       TEXT NOT NULL CHECK (json_valid(body)),
  deleted_at INTEGER
) STRICT;
CREATE UNIQUE INDEX recipe_folded ON recipe(folded) WHERE deleted_at IS NULL;

CREATE TABLE issued (                   -- packets that were made
  id         INTEGER PRIMARY KEY,
  uid        BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  recipe     TEXT NOT NULL CHECK (json_valid(recipe)),
  path       TEXT NOT NULL,
  sha256     BLOB NOT NULL CHECK (length(sha256) = 32),
  issued_at  INTEGER NOT NULL,
  pages      INTEGER NOT NULL,
  quotes     INTEGER NOT NULL,
  sources    INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;

-- The journal: every change, as one named action with what stood before. Taking an action back and bringing it again
-- are actions too (kind), so that the journal only ever grows and another machine can replay it.
CREATE TABLE action (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  hlc        INTEGER NOT NULL,
  device     BLOB NOT NULL CHECK (length(device) = 16),
  analyst_id INTEGER NOT NULL REFERENCES analyst(id),
  kind       TEXT NOT NULL CHECK (kind IN ('do','undo','redo')),
  target     INTEGER REFERENCES action(id),           -- what an undo or redo is about
  name       TEXT NOT NULL CHECK (name <> ''),
  at         INTEGER NOT NULL,
  rows       INTEGER NOT NULL,
  undone     INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
  dropped    INTEGER NOT NULL DEFAULT 0 CHECK (dropped IN (0, 1)), -- undone, and something else was done since
  CHECK ((kind = 'do') = (target IS NULL))
) STRICT;
CREATE INDEX action_done ON action(id) WHERE kind = 'do' AND undone = 0;
CREATE INDEX action_redo ON action(id) WHERE kind = 'do' AND undone = 1 AND dropped = 0;
CREATE INDEX action_target ON action(target) WHERE target IS NOT NULL;

CREATE TABLE change (
  action_id INTEGER NOT NULL REFERENCES action(id),
  n         INTEGER NOT NULL,
  tbl       TEXT NOT NULL,
  uid       BLOB NOT NULL CHECK (length(uid) = 16),
  before    TEXT CHECK (json_valid(before)), -- the changed columns; NULL: the row is new, and stands in its table
  after     TEXT CHECK (json_valid(after)),
  PRIMARY KEY (action_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_row ON change(uid);

-- Search: only the index is kept, of text folded in Go to words with a space between. rowid is the row's id.
-- So the tokenizer has nothing to decide but the space.
CREATE VIRTUAL TABLE search_text      USING fts5(facts, body, content='', contentless_delete=1, prefix='3 4', tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co Cn'");
CREATE VIRTUAL TABLE search_statement USING fts5(words,       content='', contentless_delete=1, prefix='3 4', tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co Cn'");
CREATE VIRTUAL TABLE search_actor     USING fts5(names,       content='', contentless_delete=1, prefix='3 4', tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co Cn'");

-- The grid's copies.
CREATE TRIGGER coding_added AFTER INSERT ON coding BEGIN
  UPDATE coding SET (party_id, status, date_key) = (
      SELECT s.party_id, CASE WHEN s.deleted_at IS NULL THEN s.status ELSE '' END, CASE s.said_key WHEN 0 THEN d.published_key ELSE s.said_key END
      FROM statement s JOIN document d ON d.id = s.document_id WHERE s.id = NEW.statement_id)
    WHERE id = NEW.id;
  UPDATE coding SET shown = id IS (
      SELECT c.id FROM coding c JOIN statement s ON s.id = c.statement_id
      WHERE c.statement_id = NEW.statement_id AND c.issue_id = NEW.issue_id AND c.deleted_at IS NULL AND c.stance <> ''
        AND s.deleted_at IS NULL ORDER BY c.coded_at DESC, c.id DESC LIMIT 1)
    WHERE statement_id = NEW.statement_id AND issue_id = NEW.issue_id;
END;
CREATE TRIGGER coding_changed AFTER UPDATE OF stance, coded_at, deleted_at ON coding BEGIN
  UPDATE coding SET shown = id IS (
      SELECT c.id FROM coding c JOIN statement s ON s.id = c.statement_id
      WHERE c.statement_id = NEW.statement_id AND c.issue_id = NEW.issue_id AND c.deleted_at IS NULL AND c.stance <> ''
        AND s.deleted_at IS NULL ORDER BY c.coded_at DESC, c.id DESC LIMIT 1)
    WHERE statement_id = NEW.statement_id AND issue_id = NEW.issue_id;
END;
CREATE TRIGGER coding_follows_statement AFTER UPDATE OF party_id, status, said_key, deleted_at ON statement BEGIN
  UPDATE coding SET party_id = NEW.party_id, status = CASE WHEN NEW.deleted_at IS NULL THEN NEW.status ELSE '' END,
      date_key = CASE NEW.said_key WHEN 0 THEN (SELECT published_key FROM document WHERE id = NEW.document_id) ELSE NEW.said_key END,
      shown = NEW.deleted_at IS NULL AND id IS (
        SELECT c.id FROM coding c
        WHERE c.statement_id = NEW.id AND c.issue_id = coding.issue_id AND c.deleted_at IS NULL AND c.stance <> ''
        ORDER BY c.coded_at DESC, c.id DESC LIMIT 1)
    WHERE statement_id = NEW.id;
END;
CREATE TRIGGER coding_follows_document AFTER UPDATE OF published_key ON document BEGIN
  UPDATE coding SET date_key = NEW.published_key
    WHERE statement_id IN (SELECT id FROM statement WHERE document_id = NEW.id AND said_key = 0);
END;

-- Promises that no code path can break.
CREATE TRIGGER revision_immutable BEFORE UPDATE OF id, uid, document_id, number, text, sha256, norm, encoding, flags ON revision
BEGIN SELECT RAISE(ABORT, 'a stored text never changes'); END;
CREATE TRIGGER revision_kept BEFORE DELETE ON revision
BEGIN SELECT RAISE(ABORT, 'a stored text is never removed'); END;
CREATE TRIGGER revision_raw_immutable BEFORE UPDATE ON revision_raw
BEGIN SELECT RAISE(ABORT, 'pasted bytes never change'); END;
CREATE TRIGGER revision_raw_kept BEFORE DELETE ON revision_raw
BEGIN SELECT RAISE(ABORT, 'pasted bytes are never removed'); END;
CREATE TRIGGER statement_identity BEFORE UPDATE OF id, uid, number, document_id ON statement
BEGIN SELECT RAISE(ABORT, 'a statement keeps its number and its document'); END;
CREATE TRIGGER statement_kept BEFORE DELETE ON statement
BEGIN SELECT RAISE(ABORT, 'a statement is marked as deleted, never removed'); END;
CREATE TRIGGER document_identity BEFORE UPDATE OF id, uid, number ON document
BEGIN SELECT RAISE(ABORT, 'a document keeps its number'); END;
CREATE TRIGGER issued_immutable BEFORE UPDATE OF recipe, path, sha256, issued_at, pages, quotes, sources ON issued
BEGIN SELECT RAISE(ABORT, 'an issued packet never changes'); END;
CREATE TRIGGER action_kept BEFORE DELETE ON action
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER change_kept BEFORE DELETE ON change
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER change_immutable BEFORE UPDATE ON change
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
