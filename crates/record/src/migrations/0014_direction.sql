-- What the medical director looks at once a day: who is in a room, whose record nobody has signed, which alarm has no answer.
CREATE INDEX sessions_unsigned ON sessions (org, signed, phase, starts_us);
CREATE INDEX sessions_by_alarm ON sessions (org, alarm, alarm_us);
