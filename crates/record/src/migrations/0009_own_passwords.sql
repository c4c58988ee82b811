-- A password that somebody was given is known to whoever gave it: it is good for one sign-in, which chooses another.

ALTER TABLE accounts ADD COLUMN given BIGINT NOT NULL DEFAULT 0;
