-- What the certificate of a professional says, so that a patient finds them by name. Never a patient's: theirs says nothing.
ALTER TABLE certificate
    ADD COLUMN name         text,
    ADD COLUMN profession   text,
    ADD COLUMN organisation text,
    ADD CONSTRAINT patients_have_no_name CHECK (role <> 1 OR (name IS NULL AND profession IS NULL AND organisation IS NULL));

CREATE INDEX certificate_by_name ON certificate USING gin (to_tsvector('simple', name)) WHERE name IS NOT NULL;
