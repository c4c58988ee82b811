-- Every time somebody was asked how they have been since a dose, and when they answered: for the count "n of N", and no more.
CREATE TABLE follow_ups (
    org KEYTEXT NOT NULL, course KEYTEXT NOT NULL, number BIGINT NOT NULL, after_h BIGINT NOT NULL,
    asked_us BIGINT NOT NULL, answered_us BIGINT,
    PRIMARY KEY (org, course, number)
);
CREATE INDEX follow_ups_by_time ON follow_ups (org, asked_us);
