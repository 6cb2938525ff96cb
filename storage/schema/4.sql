-- The dossier, version 4: verdicts on contrasts, analysts' sentences, saved views; the grid by the day of reporting, and
-- the same words told by several outlets counted once; translations; what a packet said.

CREATE TABLE verdict (                  -- what an analyst made of two statements that do not go together on an issue
  id         INTEGER PRIMARY KEY,
  uid        BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  rule       TEXT NOT NULL CHECK (rule IN ('shift','speaker','party','telling','marked')),
  from_id    INTEGER NOT NULL REFERENCES statement(id),
  to_id      INTEGER NOT NULL REFERENCES statement(id) CHECK (to_id <> from_id),
  issue_id   INTEGER NOT NULL REFERENCES issue(id),
  verdict    TEXT NOT NULL CHECK (verdict IN ('confirmed','explained','dismissed')),
  reason     TEXT NOT NULL,
  analyst_id INTEGER NOT NULL REFERENCES analyst(id),
  decided_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX verdict_of ON verdict(from_id, to_id, issue_id, rule);
CREATE INDEX verdict_issue ON verdict(issue_id);
CREATE INDEX verdict_to ON verdict(to_id);
CREATE INDEX verdict_analyst ON verdict(analyst_id);

CREATE TABLE sentence (                 -- what an analyst says of positions on an issue
  id         INTEGER PRIMARY KEY,
  uid        BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  issue_id   INTEGER NOT NULL REFERENCES issue(id),
  kind       TEXT NOT NULL CHECK (kind IN ('position','common','difference','unsaid')),
  parties    TEXT NOT NULL CHECK (json_valid(parties)), -- uids, sorted
  body       TEXT NOT NULL CHECK (body <> ''),
  confidence TEXT NOT NULL CHECK (confidence IN ('low','moderate','high','')),
  rests      TEXT NOT NULL CHECK (json_valid(rests)),   -- uids of the statements that it rests on
  analyst_id INTEGER NOT NULL REFERENCES analyst(id),
  written_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX sentence_issue ON sentence(issue_id);
CREATE INDEX sentence_analyst ON sentence(analyst_id);

CREATE TABLE saved_view (               -- a choice of positions under a name
  id         INTEGER PRIMARY KEY,
  uid        BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  name       TEXT NOT NULL CHECK (name <> ''),
  folded     TEXT NOT NULL CHECK (folded <> ''),
  body       TEXT NOT NULL CHECK (json_valid(body)),
  deleted_at INTEGER
) STRICT;
CREATE UNIQUE INDEX saved_view_folded ON saved_view(folded) WHERE deleted_at IS NULL;
CREATE INDEX saved_view_deleted ON saved_view(deleted_at) WHERE deleted_at IS NOT NULL;

-- reported_key: the day of publication. utterance: readings of one party on one issue whose statements hold the same words
-- share it, the first of the statements; NULL where the words stand alone. It is kept up by the program, not by triggers.
ALTER TABLE coding ADD COLUMN reported_key INTEGER;
ALTER TABLE coding ADD COLUMN utterance INTEGER;
UPDATE coding SET reported_key = (SELECT d.published_key FROM statement s JOIN document d ON d.id = s.document_id WHERE s.id = coding.statement_id);
DROP INDEX coding_grid;
DROP INDEX coding_coded;
CREATE INDEX coding_grid  ON coding(issue_id, party_id, date_key, statement_id, stance, status, shown, reported_key, utterance, analyst_id) WHERE shown = 1;
-- What the grid's filters ask of statements and documents, many to a page.
CREATE INDEX statement_facts ON statement(id, kind, by_hand, confidence, actor_id, document_id);
CREATE INDEX document_facts  ON document(id, outlet_id, grade);
CREATE INDEX coding_coded ON coding(statement_id, status, shown, party_id, date_key, deleted_at, reported_key) WHERE deleted_at IS NULL;
CREATE INDEX coding_told  ON coding(issue_id, party_id, utterance, date_key, status, shown, reported_key) WHERE shown = 1 AND utterance IS NOT NULL;
CREATE INDEX coding_utterance ON coding(utterance) WHERE utterance IS NOT NULL;

DROP TRIGGER coding_added;
CREATE TRIGGER coding_added AFTER INSERT ON coding BEGIN
  UPDATE coding SET (party_id, status, date_key, reported_key) = (
      SELECT s.party_id, CASE WHEN s.deleted_at IS NULL THEN s.status ELSE '' END,
        CASE s.said_key WHEN 0 THEN d.published_key ELSE s.said_key END, d.published_key
      FROM statement s JOIN document d ON d.id = s.document_id WHERE s.id = NEW.statement_id)
    WHERE id = NEW.id;
  UPDATE coding SET shown = id IS (
      SELECT c.id FROM coding c JOIN statement s ON s.id = c.statement_id
      WHERE c.statement_id = NEW.statement_id AND c.issue_id = NEW.issue_id AND c.deleted_at IS NULL AND c.stance <> ''
        AND s.deleted_at IS NULL ORDER BY c.coded_at DESC, c.id DESC LIMIT 1)
    WHERE statement_id = NEW.statement_id AND issue_id = NEW.issue_id;
END;
DROP TRIGGER coding_follows_document;
CREATE TRIGGER coding_follows_document AFTER UPDATE OF published_key ON document BEGIN
  UPDATE coding SET reported_key = NEW.published_key WHERE statement_id IN (SELECT id FROM statement WHERE document_id = NEW.id);
  UPDATE coding SET date_key = NEW.published_key
    WHERE statement_id IN (SELECT id FROM statement WHERE document_id = NEW.id AND said_key = 0);
END;

-- A statement's words in another language, beside the original.
ALTER TABLE statement ADD COLUMN translation      TEXT NOT NULL DEFAULT '';
ALTER TABLE statement ADD COLUMN translation_lang TEXT NOT NULL DEFAULT '';
ALTER TABLE statement ADD COLUMN translator       TEXT NOT NULL DEFAULT '';

-- What a packet said of each party on each issue, so that the next one can tell what changed; NULL in older ones.
ALTER TABLE issued ADD COLUMN data_sha256 BLOB CHECK (data_sha256 IS NULL OR length(data_sha256) = 32);
ALTER TABLE issued ADD COLUMN positions   TEXT CHECK (positions IS NULL OR json_valid(positions));
DROP TRIGGER issued_immutable;
CREATE TRIGGER issued_immutable BEFORE UPDATE OF recipe, path, sha256, issued_at, pages, quotes, sources, data_sha256, positions ON issued
BEGIN SELECT RAISE(ABORT, 'an issued packet never changes'); END;

-- fold_version 0 makes opening find the same words in what is there.
UPDATE dossier SET fold_version = 0;
