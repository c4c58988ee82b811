-- Which vaults there are. What is in them is in the journal, not here.
CREATE TABLE vaults (
    org KEYTEXT NOT NULL, vault KEYTEXT NOT NULL, opened_us BIGINT NOT NULL, closed_us BIGINT,
    PRIMARY KEY (org, vault)
);
