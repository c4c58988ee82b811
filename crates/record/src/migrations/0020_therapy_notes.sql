-- Which sealed notes somebody wrote: they open to nobody else, and their author takes them along.
CREATE TABLE therapy_notes (
    org KEYTEXT NOT NULL, document KEYTEXT NOT NULL, author KEYTEXT NOT NULL, win KEYTEXT NOT NULL,
    patient KEYTEXT NOT NULL, at_us BIGINT NOT NULL,
    PRIMARY KEY (org, document)
);
CREATE INDEX therapy_notes_by_author ON therapy_notes (org, author, at_us, document);
