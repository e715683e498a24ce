-- Envelopes are added, never replaced; an author's does not keep out what a patient wraps for the same recipient.
ALTER TABLE envelope
    DROP CONSTRAINT envelope_pkey,
    ADD PRIMARY KEY (operation, recipient, key_sequence, wrapper);
