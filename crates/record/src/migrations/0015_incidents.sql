-- What went wrong, or nearly did, and whose review is owed. What was told is in the journal, not here.
CREATE TABLE incidents (
    org KEYTEXT NOT NULL, incident KEYTEXT NOT NULL, told_by KEYTEXT NOT NULL, told_us BIGINT NOT NULL,
    due_us BIGINT NOT NULL, is_open BIGINT NOT NULL, closed_us BIGINT,
    PRIMARY KEY (org, incident)
);
CREATE INDEX incidents_open ON incidents (org, is_open, due_us);
CREATE INDEX incidents_closed ON incidents (org, is_open, closed_us);
CREATE INDEX incidents_told ON incidents (org, told_by, told_us);
