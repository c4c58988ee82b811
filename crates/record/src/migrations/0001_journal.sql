-- The journal and what belongs to it. Never edited after release: a later change is a later file.
--
-- One text for both engines. BIGINT, TEXT, BLOB as in PostgreSQL; KEYTEXT is text in a key (COLLATE "C"); SQLite
-- tables become STRICT; lines that start with an engine's name are for that engine only.

CREATE TABLE journal (
    org KEYTEXT NOT NULL,
    position BIGINT NOT NULL,
    stream KEYTEXT NOT NULL,
    version BIGINT NOT NULL,
    act TEXT NOT NULL,
    actor TEXT NOT NULL,
    acted_as TEXT NOT NULL,
    occurred_us BIGINT NOT NULL,
    recorded_us BIGINT NOT NULL,
    command_id KEYTEXT NOT NULL,
    fact TEXT NOT NULL,
    body TEXT NOT NULL,
    hash TEXT NOT NULL,
    CONSTRAINT journal_position PRIMARY KEY (org, position),
    CONSTRAINT journal_version UNIQUE (org, stream, version)
);

-- What each command was answered. position is its last fact in the journal; empty if it added none.
CREATE TABLE answered (
    org KEYTEXT NOT NULL,
    command_id KEYTEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    position BIGINT,
    answer TEXT NOT NULL,
    CONSTRAINT answered_command PRIMARY KEY (org, command_id)
);

-- Signed heads of the chain; the same line is printed and kept outside the server.
CREATE TABLE heads (
    org KEYTEXT NOT NULL,
    position BIGINT NOT NULL,
    hash TEXT NOT NULL,
    signed_us BIGINT NOT NULL,
    public_key KEYTEXT NOT NULL,
    signature TEXT NOT NULL,
    CONSTRAINT heads_signed PRIMARY KEY (org, position, public_key)
);

-- What is written stays written. On PostgreSQL the operator may also
-- REVOKE UPDATE, DELETE, TRUNCATE ON journal, answered, heads from the role the server uses.
-- sqlite: CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
-- sqlite: BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END;
-- sqlite: CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
-- sqlite: BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END;
-- sqlite: CREATE TRIGGER answered_no_update BEFORE UPDATE ON answered
-- sqlite: BEGIN SELECT RAISE(ABORT, 'answered is append-only'); END;
-- sqlite: CREATE TRIGGER answered_no_delete BEFORE DELETE ON answered
-- sqlite: BEGIN SELECT RAISE(ABORT, 'answered is append-only'); END;
-- sqlite: CREATE TRIGGER heads_no_update BEFORE UPDATE ON heads
-- sqlite: BEGIN SELECT RAISE(ABORT, 'heads is append-only'); END;
-- sqlite: CREATE TRIGGER heads_no_delete BEFORE DELETE ON heads
-- sqlite: BEGIN SELECT RAISE(ABORT, 'heads is append-only'); END;
-- postgres: CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
-- postgres: BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
-- postgres: CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal
-- postgres: FOR EACH STATEMENT EXECUTE FUNCTION append_only();
-- postgres: CREATE TRIGGER answered_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON answered
-- postgres: FOR EACH STATEMENT EXECUTE FUNCTION append_only();
-- postgres: CREATE TRIGGER heads_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON heads
-- postgres: FOR EACH STATEMENT EXECUTE FUNCTION append_only();
