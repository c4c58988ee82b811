-- At which chair an emergency stands, since when: every screen of the staff asks for it.
ALTER TABLE sessions ADD COLUMN emergency_us BIGINT;
CREATE INDEX sessions_by_emergency ON sessions (org, emergency_us);
