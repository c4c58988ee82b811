-- People without an account who asked for a call. No names: they are sealed, and erased with their key.
CREATE TABLE contacts (
    org KEYTEXT NOT NULL, contact KEYTEXT NOT NULL, asked_us BIGINT NOT NULL, due_us BIGINT NOT NULL,
    is_open BIGINT NOT NULL, settled_us BIGINT, erase_due_us BIGINT,
    PRIMARY KEY (org, contact)
);
CREATE INDEX contacts_open ON contacts (org, is_open, due_us);
CREATE INDEX contacts_settled ON contacts (org, is_open, settled_us);
CREATE INDEX contacts_by_erase ON contacts (org, erase_due_us);
