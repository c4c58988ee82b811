-- First talks that are planned on a visit, by whoever gives them: nobody is booked twice. What was planned before is
-- read from the journal, the newest plan of each visit.
CREATE TABLE planned_talks (
    org KEYTEXT NOT NULL, session KEYTEXT NOT NULL, person KEYTEXT, kind TEXT, at_us BIGINT,
    PRIMARY KEY (org, session)
);
CREATE INDEX planned_talks_by_person ON planned_talks (org, person, at_us);
-- The calendar asks for every talk of a day.
CREATE INDEX windows_by_talk_time ON windows (org, is_open, talk_us);
CREATE INDEX planned_talks_by_time ON planned_talks (org, at_us);
INSERT INTO planned_talks (org, session, person, kind, at_us)
-- sqlite: SELECT j.org, j.stream, json_extract(j.body, '$.plan.with'), json_extract(j.body, '$.plan.kind'), json_extract(j.body, '$.plan.at_us')
-- postgres: SELECT j.org, j.stream, j.body::jsonb #>> '{plan,with}', j.body::jsonb #>> '{plan,kind}', (j.body::jsonb #>> '{plan,at_us}')::bigint
FROM journal j WHERE j.fact = 'session.window-planned/1' AND j.version = (
    SELECT max(k.version) FROM journal k WHERE k.org = j.org AND k.stream = j.stream AND k.fact = j.fact
);
