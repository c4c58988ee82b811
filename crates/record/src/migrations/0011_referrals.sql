-- Referrals to somebody outside: whose, by when, until when one is open, and when the clock has to look. No words of what is
-- sent: a list never needs them.
CREATE TABLE referrals (
    org KEYTEXT NOT NULL, referral KEYTEXT NOT NULL, patient KEYTEXT NOT NULL, written_us BIGINT NOT NULL,
    by_when_us BIGINT NOT NULL, is_open BIGINT NOT NULL, ended_us BIGINT, look_us BIGINT,
    PRIMARY KEY (org, referral)
);
CREATE INDEX referrals_open ON referrals (org, is_open, by_when_us);
CREATE INDEX referrals_ended ON referrals (org, is_open, ended_us);
CREATE INDEX referrals_by_patient ON referrals (org, patient, written_us);
CREATE INDEX referrals_by_look ON referrals (org, look_us);
