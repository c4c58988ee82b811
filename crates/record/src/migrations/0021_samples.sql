-- What monitors send, beside the journal: every message in the order it came, and what each channel said in each minute.
-- The hash of all of them goes into the journal with the fact that ends the visit. docs/decisions/0024.

-- How far each visit has come. head: SHA-256 over the head before it and the line. controls: the newest messages, so
-- that one that is sent again is acknowledged and not kept twice.
CREATE TABLE sample_heads (
    org KEYTEXT NOT NULL,
    session KEYTEXT NOT NULL,
    messages BIGINT NOT NULL,
    chunked BIGINT NOT NULL,
    head TEXT NOT NULL,
    controls TEXT NOT NULL,
    CONSTRAINT sample_heads_session PRIMARY KEY (org, session)
);

-- The newest messages, one row each, until there are enough for a chunk.
CREATE TABLE samples_open (
    org KEYTEXT NOT NULL,
    session KEYTEXT NOT NULL,
    n BIGINT NOT NULL,
    line TEXT NOT NULL,
    CONSTRAINT samples_open_n PRIMARY KEY (org, session, n)
);

-- All before them: lines first to last, one under the other.
CREATE TABLE samples (
    org KEYTEXT NOT NULL,
    session KEYTEXT NOT NULL,
    first BIGINT NOT NULL,
    last BIGINT NOT NULL,
    lines TEXT NOT NULL,
    CONSTRAINT samples_first PRIMARY KEY (org, session, first)
);

-- What each channel of each monitor said last in each minute. No thousandths: it said that it has no signal.
CREATE TABLE sample_minutes (
    org KEYTEXT NOT NULL,
    session KEYTEXT NOT NULL,
    minute BIGINT NOT NULL,
    device BIGINT NOT NULL,
    channel KEYTEXT NOT NULL,
    taken_us BIGINT NOT NULL,
    received_us BIGINT NOT NULL,
    thousandths BIGINT,
    CONSTRAINT sample_minutes_channel PRIMARY KEY (org, session, minute, device, channel)
);

-- Which monitor is taken on for which visit. A view: made of the state of the visit and nothing else.
CREATE TABLE monitors (
    org KEYTEXT NOT NULL,
    session KEYTEXT NOT NULL,
    n BIGINT NOT NULL,
    device BIGINT NOT NULL,
    attached BIGINT NOT NULL,
    CONSTRAINT monitors_n PRIMARY KEY (org, session, n)
);
CREATE INDEX monitors_attached ON monitors (org, attached, device);

-- sqlite: CREATE TRIGGER samples_no_update BEFORE UPDATE ON samples
-- sqlite: BEGIN SELECT RAISE(ABORT, 'samples is append-only'); END;
-- sqlite: CREATE TRIGGER samples_no_delete BEFORE DELETE ON samples
-- sqlite: BEGIN SELECT RAISE(ABORT, 'samples is append-only'); END;
-- postgres: CREATE TRIGGER samples_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON samples
-- postgres: FOR EACH STATEMENT EXECUTE FUNCTION append_only();
