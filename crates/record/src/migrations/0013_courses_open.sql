-- Who is in a course now: the desk's chase list reads these and no others.
CREATE INDEX courses_open ON courses (org, patient) WHERE phase <> 'closed';
