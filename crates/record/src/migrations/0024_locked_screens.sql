-- A screen at a chair that nobody touches is locked: the sign-in stays, and shows that one visit without names until the person
-- who is signed in types their PIN (docs/decisions/0030). A PIN opens a locked screen and nothing else.

ALTER TABLE accounts ADD COLUMN pin_hash TEXT;
ALTER TABLE sign_ins ADD COLUMN locked_us BIGINT;
ALTER TABLE sign_ins ADD COLUMN locked_on KEYTEXT;
