-- The dossier, version 3: notes, tags and links; saved searches; search by facts; near copies; who has it open.

CREATE TABLE note (                     -- a remark on one thing
  id           INTEGER PRIMARY KEY,
  uid          BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  document_id  INTEGER REFERENCES document(id),
  statement_id INTEGER REFERENCES statement(id),
  actor_id     INTEGER REFERENCES actor(id),
  issue_id     INTEGER REFERENCES issue(id),
  analyst_id   INTEGER NOT NULL REFERENCES analyst(id),
  body         TEXT NOT NULL CHECK (body <> ''),
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL,
  deleted_at   INTEGER,
  CHECK ((document_id IS NOT NULL) + (statement_id IS NOT NULL) + (actor_id IS NOT NULL) + (issue_id IS NOT NULL) = 1)
) STRICT;
CREATE INDEX note_document  ON note(document_id)  WHERE document_id IS NOT NULL;
CREATE INDEX note_statement ON note(statement_id) WHERE statement_id IS NOT NULL;
CREATE INDEX note_actor     ON note(actor_id)     WHERE actor_id IS NOT NULL;
CREATE INDEX note_issue     ON note(issue_id)     WHERE issue_id IS NOT NULL;

CREATE TABLE tag (
  id         INTEGER PRIMARY KEY,
  uid        BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  name       TEXT NOT NULL CHECK (name <> ''),
  folded     TEXT NOT NULL CHECK (folded <> ''),
  deleted_at INTEGER
) STRICT;
CREATE UNIQUE INDEX tag_folded ON tag(folded) WHERE deleted_at IS NULL;

CREATE TABLE tagging (                  -- a tag on a document or a statement
  id           INTEGER PRIMARY KEY,
  uid          BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  tag_id       INTEGER NOT NULL REFERENCES tag(id),
  document_id  INTEGER REFERENCES document(id),
  statement_id INTEGER REFERENCES statement(id),
  deleted_at   INTEGER,
  CHECK ((document_id IS NOT NULL) + (statement_id IS NOT NULL) = 1)
) STRICT;
CREATE UNIQUE INDEX tagging_document  ON tagging(document_id, tag_id)  WHERE document_id IS NOT NULL;
CREATE UNIQUE INDEX tagging_statement ON tagging(statement_id, tag_id) WHERE statement_id IS NOT NULL;
CREATE INDEX tagging_tag ON tagging(tag_id);

CREATE TABLE link (                     -- what one statement does to another, as an analyst sees it
  id         INTEGER PRIMARY KEY,
  uid        BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  from_id    INTEGER NOT NULL REFERENCES statement(id),
  to_id      INTEGER NOT NULL REFERENCES statement(id) CHECK (to_id <> from_id),
  kind       TEXT NOT NULL CHECK (kind IN ('contradicts','repeats','softens','hardens','retracts','answers')),
  reason     TEXT NOT NULL,
  analyst_id INTEGER NOT NULL REFERENCES analyst(id),
  created_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE UNIQUE INDEX link_from ON link(from_id, to_id, kind);
CREATE INDEX link_to ON link(to_id);

CREATE TABLE saved_search (
  id         INTEGER PRIMARY KEY,
  uid        BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  name       TEXT NOT NULL CHECK (name <> ''),
  folded     TEXT NOT NULL CHECK (folded <> ''),
  query      TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE UNIQUE INDEX saved_search_folded ON saved_search(folded) WHERE deleted_at IS NULL;

CREATE TABLE presence (                 -- who has the dossier open; not journaled, not a change to the dossier
  device  BLOB NOT NULL CHECK (length(device) = 16),
  process INTEGER NOT NULL,
  host    TEXT NOT NULL,
  analyst TEXT NOT NULL,
  since   INTEGER NOT NULL,
  seen    INTEGER NOT NULL,
  PRIMARY KEY (device, process)
) STRICT, WITHOUT ROWID;

-- Some of the runs of five words of each text, as hashes: texts that share many are near copies. Derived from the texts.
CREATE TABLE shingle (
  hash        INTEGER NOT NULL,
  revision_id INTEGER NOT NULL REFERENCES revision(id),
  PRIMARY KEY (hash, revision_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX shingle_revision ON shingle(revision_id);

-- A file that is here already is known by its bytes alone, before it is read.
CREATE INDEX revision_raw_sha256 ON revision_raw(sha256);

-- The search tables gain a column of keys, so that the filters are words of the index: party, issue, outlet, stance,
-- date, kind, status, language, tag, each as a letter and a number. bm25 gives them no weight. fold_version 0 makes
-- opening fill the tables anew.
DROP TABLE search_text;
DROP TABLE search_statement;
DROP TABLE search_actor;
CREATE VIRTUAL TABLE search_text      USING fts5(facts, body, keys, content='', contentless_delete=1, prefix='3 4', tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co Cn'");
CREATE VIRTUAL TABLE search_statement USING fts5(words, keys,       content='', contentless_delete=1, prefix='3 4', tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co Cn'");
CREATE VIRTUAL TABLE search_actor     USING fts5(names,             content='', contentless_delete=1, prefix='3 4', tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co Cn'");
CREATE VIRTUAL TABLE search_note      USING fts5(body,              content='', contentless_delete=1, prefix='3 4', tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co Cn'");
INSERT INTO search_text(search_text, rank)           VALUES ('rank', 'bm25(1.0, 1.0, 0.0)');
INSERT INTO search_statement(search_statement, rank) VALUES ('rank', 'bm25(1.0, 0.0)');
UPDATE dossier SET fold_version = 0;

-- What was deleted is found without reading every row: these indexes are almost empty.
CREATE INDEX document_deleted     ON document(deleted_at)     WHERE deleted_at IS NOT NULL;
CREATE INDEX statement_deleted    ON statement(deleted_at)    WHERE deleted_at IS NOT NULL;
CREATE INDEX actor_deleted        ON actor(deleted_at)        WHERE deleted_at IS NOT NULL;
CREATE INDEX party_deleted        ON party(deleted_at)        WHERE deleted_at IS NOT NULL;
CREATE INDEX issue_deleted        ON issue(deleted_at)        WHERE deleted_at IS NOT NULL;
CREATE INDEX note_deleted         ON note(deleted_at)         WHERE deleted_at IS NOT NULL;
CREATE INDEX tag_deleted          ON tag(deleted_at)          WHERE deleted_at IS NOT NULL;
CREATE INDEX recipe_deleted       ON recipe(deleted_at)       WHERE deleted_at IS NOT NULL;
CREATE INDEX saved_search_deleted ON saved_search(deleted_at) WHERE deleted_at IS NOT NULL;

-- A large import is several transactions and one step of undo: each but the first names the first.
ALTER TABLE action ADD COLUMN batch INTEGER REFERENCES action(id);
CREATE INDEX action_batch ON action(batch) WHERE batch IS NOT NULL;
