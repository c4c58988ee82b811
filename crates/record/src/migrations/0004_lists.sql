-- Two lists looked at every row of the house: a patient's courses, because their order was cheaper to have from the key
-- than from the index, and patients by birthday, because there was no index.
DROP INDEX courses_by_patient;
CREATE INDEX courses_by_patient ON courses (org, patient, course);
CREATE INDEX patients_by_birthday ON patients (org, born, name_key);
