-- What the house owes to somebody outside it. `messages` is a view: what the journal says of each. `outbox` is the
-- sender's own: tries that failed for now and who is handing one over, which are no facts. Its rows are made and ended in
-- the transactions of those facts, so that none is forgotten and none is sent that is over.
CREATE TABLE messages (
    org KEYTEXT NOT NULL, message KEYTEXT NOT NULL, patient KEYTEXT NOT NULL, occasion TEXT NOT NULL,
    channel TEXT NOT NULL, asked BIGINT NOT NULL, win KEYTEXT, visit KEYTEXT, told_us BIGINT, earliest_us BIGINT NOT NULL,
    latest_us BIGINT NOT NULL, standing KEYTEXT NOT NULL, done_us BIGINT, why TEXT, reply BIGINT,
    PRIMARY KEY (org, message)
);
CREATE INDEX messages_by_standing ON messages (org, standing, earliest_us);
CREATE INDEX messages_by_patient ON messages (org, patient, earliest_us);
CREATE INDEX messages_by_window ON messages (org, win, earliest_us);

CREATE TABLE outbox (
    org KEYTEXT NOT NULL, message KEYTEXT NOT NULL, channel KEYTEXT NOT NULL, state KEYTEXT NOT NULL,
    next_us BIGINT NOT NULL, tries BIGINT NOT NULL, holder TEXT, said TEXT,
    PRIMARY KEY (org, message)
);
CREATE INDEX outbox_due ON outbox (org, channel, state, next_us);
