-- Who may sign in. Not part of the journal: secrets are replaced, sessions end and are swept.

CREATE TABLE accounts (
    org KEYTEXT NOT NULL, login KEYTEXT NOT NULL, who KEYTEXT NOT NULL, password_hash TEXT NOT NULL,
    totp_secret BLOB, totp_last_step BIGINT NOT NULL, created_us BIGINT NOT NULL,
    PRIMARY KEY (org, login)
);
CREATE INDEX accounts_by_who ON accounts (org, who);

CREATE TABLE sign_ins (
    org KEYTEXT NOT NULL, token_hash KEYTEXT NOT NULL, login KEYTEXT NOT NULL, who KEYTEXT NOT NULL,
    created_us BIGINT NOT NULL, seen_us BIGINT NOT NULL, ended_us BIGINT,
    PRIMARY KEY (org, token_hash)
);
CREATE INDEX sign_ins_by_login ON sign_ins (org, login);

CREATE TABLE throttle (
    org KEYTEXT NOT NULL, subject KEYTEXT NOT NULL, failures BIGINT NOT NULL, last_us BIGINT NOT NULL,
    PRIMARY KEY (org, subject)
);
