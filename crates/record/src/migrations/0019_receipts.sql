-- Receipts, by whose they are and by when they were written. What stands on one is in the journal, not here.
CREATE TABLE receipts (
    org KEYTEXT NOT NULL, receipt KEYTEXT NOT NULL, patient KEYTEXT NOT NULL, number BIGINT NOT NULL,
    written_us BIGINT NOT NULL,
    PRIMARY KEY (org, receipt)
);
CREATE INDEX receipts_of ON receipts (org, patient, number);
CREATE INDEX receipts_written ON receipts (org, written_us);
