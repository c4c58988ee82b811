-- Outside calendars of people who work here. Not part of the journal: who linked one and who let go of it is. Where it stands
-- is sealed under the key of the house; of what it says only spans are kept, until the next reading.
CREATE TABLE busy_places (
    org KEYTEXT NOT NULL, handle KEYTEXT NOT NULL, nonce BLOB NOT NULL, sealed BLOB NOT NULL, tried_us BIGINT,
    read_us BIGINT, fault TEXT,
    PRIMARY KEY (org, handle)
);
CREATE TABLE busy_spans (
    org KEYTEXT NOT NULL, handle KEYTEXT NOT NULL, from_us BIGINT NOT NULL, until_us BIGINT NOT NULL,
    PRIMARY KEY (org, handle, from_us)
);
