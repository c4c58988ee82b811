-- Who could come earlier to a visit that is booked, since when, and the chair that is held for them.
CREATE TABLE earlier (
    org KEYTEXT NOT NULL, session KEYTEXT NOT NULL, wished_us BIGINT NOT NULL, waits BIGINT NOT NULL,
    offer BIGINT, offer_us BIGINT, offer_until_us BIGINT,
    PRIMARY KEY (org, session)
);
CREATE INDEX earlier_waiting ON earlier (org, waits, wished_us, session);
CREATE INDEX earlier_held ON earlier (org, offer_us);
CREATE INDEX earlier_by_clock ON earlier (org, offer_until_us);
