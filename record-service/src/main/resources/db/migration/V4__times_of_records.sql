-- PROTOCOL.md section 5: no time of metadata is larger. One that was would keep a patient's whole list from being read.
ALTER TABLE sealed_version
    ADD CONSTRAINT sealed_version_time_check CHECK (time BETWEEN 0 AND 9007199254740991);
