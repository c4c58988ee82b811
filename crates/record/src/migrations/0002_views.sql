-- Views: one row for each thing a list asks about, written in the transaction that wrote its facts, and made of
-- nothing but the state of its stream. `holdfast verify` rebuilds them in memory and compares.

CREATE TABLE patients (
    org KEYTEXT NOT NULL, patient KEYTEXT NOT NULL, name TEXT NOT NULL, name_key KEYTEXT NOT NULL,
    born KEYTEXT NOT NULL, contact TEXT NOT NULL, zone TEXT NOT NULL, locked_until_us BIGINT,
    PRIMARY KEY (org, patient)
);
CREATE INDEX patients_by_name ON patients (org, name_key);

CREATE TABLE team (
    org KEYTEXT NOT NULL, patient KEYTEXT NOT NULL, n BIGINT NOT NULL, person KEYTEXT NOT NULL, role KEYTEXT NOT NULL,
    from_us BIGINT NOT NULL, until_us BIGINT,
    PRIMARY KEY (org, patient, n)
);
CREATE INDEX team_by_person ON team (org, person, patient);

CREATE TABLE people (
    org KEYTEXT NOT NULL, person KEYTEXT NOT NULL, name TEXT NOT NULL, disclosure_version BIGINT,
    PRIMARY KEY (org, person)
);

CREATE TABLE affiliations (
    org KEYTEXT NOT NULL, person KEYTEXT NOT NULL, n BIGINT NOT NULL, role KEYTEXT NOT NULL,
    from_us BIGINT NOT NULL, until_us BIGINT,
    PRIMARY KEY (org, person, n)
);
CREATE INDEX affiliations_by_role ON affiliations (org, role);

CREATE TABLE credentials (
    org KEYTEXT NOT NULL, person KEYTEXT NOT NULL, n BIGINT NOT NULL, licence TEXT NOT NULL, number TEXT NOT NULL,
    jurisdiction TEXT NOT NULL, from_us BIGINT NOT NULL, until_us BIGINT, verified_us BIGINT NOT NULL,
    PRIMARY KEY (org, person, n)
);

CREATE TABLE protocols (
    org KEYTEXT NOT NULL, protocol KEYTEXT NOT NULL, slug KEYTEXT NOT NULL, title TEXT NOT NULL, model TEXT NOT NULL,
    ending TEXT NOT NULL, standing KEYTEXT NOT NULL, signed_us BIGINT, signed_by TEXT, review_us BIGINT, revises TEXT,
    PRIMARY KEY (org, protocol)
);
CREATE INDEX protocols_by_slug ON protocols (org, slug, standing);

CREATE TABLE courses (
    org KEYTEXT NOT NULL, course KEYTEXT NOT NULL, patient KEYTEXT NOT NULL, model TEXT NOT NULL,
    protocol TEXT NOT NULL, slug TEXT NOT NULL, phase KEYTEXT NOT NULL, planned BIGINT NOT NULL, doses BIGINT NOT NULL,
    PRIMARY KEY (org, course)
);
CREATE INDEX courses_by_patient ON courses (org, patient);

CREATE TABLE sessions (
    org KEYTEXT NOT NULL, session KEYTEXT NOT NULL, course KEYTEXT NOT NULL, patient KEYTEXT NOT NULL,
    kind TEXT NOT NULL, starts_us BIGINT NOT NULL, setting TEXT NOT NULL, room TEXT NOT NULL, phase KEYTEXT NOT NULL,
    active BIGINT NOT NULL, protocol TEXT, systolic BIGINT, diastolic BIGINT, pulse BIGINT, spo2 BIGINT,
    read_us BIGINT, alarm TEXT, alarm_sign TEXT, alarm_value BIGINT, alarm_limit BIGINT, alarm_us BIGINT,
    dose_us BIGINT, dose_over_min BIGINT, dose_ended_us BIGINT, missed_us BIGINT, planned BIGINT NOT NULL,
    signed BIGINT NOT NULL,
    PRIMARY KEY (org, session)
);
CREATE INDEX sessions_by_patient ON sessions (org, patient, starts_us);
CREATE INDEX sessions_active ON sessions (org, active, starts_us);

CREATE TABLE session_people (
    org KEYTEXT NOT NULL, session KEYTEXT NOT NULL, n BIGINT NOT NULL, person KEYTEXT NOT NULL, role KEYTEXT NOT NULL,
    PRIMARY KEY (org, session, n)
);
CREATE INDEX session_people_by_person ON session_people (org, person);

CREATE TABLE windows (
    org KEYTEXT NOT NULL, win KEYTEXT NOT NULL, course KEYTEXT NOT NULL, patient KEYTEXT NOT NULL,
    opened_us BIGINT NOT NULL, goal_us BIGINT NOT NULL, is_open BIGINT NOT NULL, talk_kind TEXT, talk_with KEYTEXT,
    talk_us BIGINT, offered BIGINT NOT NULL, referred TEXT, held_us BIGINT, held_kind TEXT, declined_us BIGINT,
    climbed_h BIGINT,
    PRIMARY KEY (org, win)
);
CREATE INDEX windows_open ON windows (org, is_open, goal_us);
CREATE INDEX windows_by_patient ON windows (org, patient, opened_us);
CREATE INDEX windows_by_talk ON windows (org, talk_with, talk_us);

CREATE TABLE tasks (
    org KEYTEXT NOT NULL, task KEYTEXT NOT NULL, patient KEYTEXT NOT NULL, matter TEXT NOT NULL, owed_by TEXT NOT NULL,
    due_us BIGINT NOT NULL, is_open BIGINT NOT NULL, taken_by TEXT, climbed BIGINT NOT NULL,
    PRIMARY KEY (org, task)
);
CREATE INDEX tasks_open ON tasks (org, is_open, due_us);
CREATE INDEX tasks_by_patient ON tasks (org, patient);

-- Sealed words: a key for each document, wrapped for each reader. The journal holds the hash of the ciphertext.
CREATE TABLE sealed (
    org KEYTEXT NOT NULL, document KEYTEXT NOT NULL, nonce BLOB NOT NULL, ciphertext BLOB NOT NULL,
    PRIMARY KEY (org, document)
);
CREATE TABLE sealed_keys (
    org KEYTEXT NOT NULL, document KEYTEXT NOT NULL, reader KEYTEXT NOT NULL, nonce BLOB NOT NULL, wrapped BLOB NOT NULL,
    PRIMARY KEY (org, document, reader)
);
