-- The diary. No words: they are sealed. `media` is the form of what is sealed; where it is empty, the words of a note
-- from before there was anything else, bound to their one reader.
ALTER TABLE sealed ADD COLUMN media TEXT;

CREATE TABLE diary (
    org KEYTEXT NOT NULL, entry KEYTEXT NOT NULL, patient KEYTEXT NOT NULL, begun_us BIGINT NOT NULL,
    changed_us BIGINT NOT NULL, prompt TEXT, kinds TEXT NOT NULL, n_texts BIGINT NOT NULL, n_readers BIGINT NOT NULL,
    deleted_us BIGINT, erase_due_us BIGINT, erased_us BIGINT,
    PRIMARY KEY (org, entry)
);
CREATE INDEX diary_by_patient ON diary (org, patient, begun_us);
CREATE INDEX diary_by_due ON diary (org, erase_due_us);

CREATE TABLE diary_shares (
    org KEYTEXT NOT NULL, entry KEYTEXT NOT NULL, n BIGINT NOT NULL, person KEYTEXT NOT NULL, patient KEYTEXT NOT NULL,
    from_us BIGINT NOT NULL, until_us BIGINT,
    PRIMARY KEY (org, entry, n)
);
CREATE INDEX diary_shares_by_person ON diary_shares (org, person, patient);
