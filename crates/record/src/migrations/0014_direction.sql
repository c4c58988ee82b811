-- What the medical director looks at once a day: who is in a room, whose record nobody has signed, which alarm has no answer.
-- From when and until when a version doses, and since when one waits for a second person.
ALTER TABLE protocols ADD COLUMN from_us BIGINT;
ALTER TABLE protocols ADD COLUMN until_us BIGINT;
ALTER TABLE protocols ADD COLUMN proposed_us BIGINT;
CREATE INDEX sessions_unsigned ON sessions (org, signed, phase, starts_us);
-- Courses with a dose, the newest first, for what became of them.
CREATE INDEX courses_by_doses ON courses (org, doses, course);
CREATE INDEX sessions_by_alarm ON sessions (org, alarm, alarm_us);
