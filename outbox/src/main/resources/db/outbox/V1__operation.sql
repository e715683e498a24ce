-- The seam between record- and integrator-service (docs/http-api.md, "The outbox").

CREATE TABLE operation (
    -- the order of acceptance, and of claims
    seq                  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id                   bytea       NOT NULL UNIQUE CHECK (octet_length(id) = 32),
    kind                 smallint    NOT NULL CHECK (kind BETWEEN 1 AND 10),
    -- what the operation concerns, for minBlock; "subject" is the participant or store named
    signer               bytea       NOT NULL CHECK (octet_length(signer) = 32),
    patient              bytea       CHECK (octet_length(patient) = 32),
    record               bytea       CHECK (octet_length(record) = 32),
    subject              bytea       CHECK (octet_length(subject) = 32),
    fields               bytea       NOT NULL CHECK (octet_length(fields) BETWEEN 32 AND 8192 AND octet_length(fields) % 32 = 0),
    signatures           bytea       NOT NULL CHECK (octet_length(signatures) IN (64, 128)),
    -- u64; 2^64-1 where the kind has none
    valid_until          numeric(20) NOT NULL CHECK (valid_until BETWEEN 0 AND 18446744073709551615),
    accepted_at          bigint      NOT NULL CHECK (accepted_at > 0),
    anchored_by          bigint      NOT NULL,
    acceptance_signature bytea       NOT NULL CHECK (octet_length(acceptance_signature) = 64),
    state                text        NOT NULL DEFAULT 'ACCEPTED'
        CHECK (state IN ('ACCEPTED', 'SUBMITTED', 'ANCHORED', 'REJECTED', 'EXPIRED')),
    reason               smallint,
    block_number         bigint      CHECK (block_number >= 0),
    transaction_hash     bytea       CHECK (octet_length(transaction_hash) = 32),
    updated_at           timestamptz NOT NULL DEFAULT now(),

    CHECK (anchored_by > accepted_at AND anchored_by - accepted_at <= 600),
    CHECK ((block_number IS NULL) = (transaction_hash IS NULL)),
    -- a reason under 16 was given before a signature was verified and sets no state (PROTOCOL.md section 3)
    CHECK (CASE state
               WHEN 'ACCEPTED' THEN reason IS NULL AND block_number IS NULL
               WHEN 'SUBMITTED' THEN reason IS NULL AND block_number IS NULL
               WHEN 'ANCHORED' THEN reason IS NULL AND block_number IS NOT NULL
               WHEN 'REJECTED' THEN reason IS NOT NULL AND reason BETWEEN 17 AND 255 AND block_number IS NOT NULL
               WHEN 'EXPIRED' THEN reason IS NOT NULL AND reason = 16
        END)
);

CREATE INDEX operation_to_claim ON operation (seq) WHERE state = 'ACCEPTED';
CREATE INDEX operation_not_final ON operation (kind, accepted_at) WHERE state IN ('ACCEPTED', 'SUBMITTED');
-- an ACCESS (6) changes neither who is who, nor who may, nor a head
CREATE INDEX operation_block_by_signer ON operation (signer, block_number) WHERE state = 'ANCHORED' AND kind <> 6;
CREATE INDEX operation_block_by_patient ON operation (patient, block_number) WHERE state = 'ANCHORED' AND kind <> 6 AND patient IS NOT NULL;
CREATE INDEX operation_block_by_record ON operation (record, block_number) WHERE state = 'ANCHORED' AND kind <> 6 AND record IS NOT NULL;
CREATE INDEX operation_block_by_subject ON operation (subject, block_number) WHERE state = 'ANCHORED' AND kind <> 6 AND subject IS NOT NULL;

CREATE FUNCTION operation_starts_accepted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> 'ACCEPTED' THEN
        RAISE EXCEPTION 'an operation starts ACCEPTED, not %', NEW.state USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER operation_starts_accepted BEFORE INSERT ON operation
    FOR EACH ROW EXECUTE FUNCTION operation_starts_accepted();

-- What was signed and accepted never changes. States move forward; back only where an operator submits once more, or where a
-- development chain lost a block. ANCHORED beats REJECTED and EXPIRED.
CREATE FUNCTION operation_moves_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF ROW (NEW.seq, NEW.id, NEW.kind, NEW.signer, NEW.patient, NEW.record, NEW.subject, NEW.fields, NEW.signatures, NEW.valid_until,
            NEW.accepted_at, NEW.anchored_by, NEW.acceptance_signature)
        IS DISTINCT FROM
       ROW (OLD.seq, OLD.id, OLD.kind, OLD.signer, OLD.patient, OLD.record, OLD.subject, OLD.fields, OLD.signatures, OLD.valid_until,
            OLD.accepted_at, OLD.anchored_by, OLD.acceptance_signature) THEN
        RAISE EXCEPTION 'what was accepted does not change (operation %)', encode(OLD.id, 'hex') USING ERRCODE = 'check_violation';
    END IF;
    IF (OLD.state, NEW.state) NOT IN (
            ('ACCEPTED', 'SUBMITTED'), ('ACCEPTED', 'ANCHORED'), ('ACCEPTED', 'EXPIRED'),
            ('SUBMITTED', 'ANCHORED'), ('SUBMITTED', 'REJECTED'), ('SUBMITTED', 'EXPIRED'), ('SUBMITTED', 'ACCEPTED'),
            ('REJECTED', 'ANCHORED'), ('EXPIRED', 'ANCHORED'),
            ('ANCHORED', 'SUBMITTED'), ('REJECTED', 'SUBMITTED'), ('EXPIRED', 'SUBMITTED')) THEN
        RAISE EXCEPTION 'operation % does not go from % to %', encode(OLD.id, 'hex'), OLD.state, NEW.state
            USING ERRCODE = 'check_violation';
    END IF;
    NEW.updated_at := clock_timestamp();
    RETURN NEW;
END $$;

CREATE TRIGGER operation_moves_on BEFORE UPDATE ON operation
    FOR EACH ROW EXECUTE FUNCTION operation_moves_on();

CREATE FUNCTION operation_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an accepted operation is never deleted' USING ERRCODE = 'check_violation';
END $$;

CREATE TRIGGER operation_stays BEFORE DELETE OR TRUNCATE ON operation
    FOR EACH STATEMENT EXECUTE FUNCTION operation_stays();

-- One row: the integrator's pulse and the newest block that it saw, so that the record service can refuse new work.
CREATE TABLE chain_head (
    only_row     boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
    block_number bigint      NOT NULL CHECK (block_number >= 0),
    block_time   bigint      NOT NULL CHECK (block_time >= 0),
    seen_at      timestamptz NOT NULL
);

REVOKE ALL ON operation, chain_head FROM PUBLIC;
GRANT USAGE ON SCHEMA outbox TO "${recordRole}", "${integratorRole}";
GRANT SELECT, INSERT ON operation TO "${recordRole}";
GRANT SELECT ON chain_head TO "${recordRole}";
GRANT SELECT, UPDATE (state, reason, block_number, transaction_hash) ON operation TO "${integratorRole}";
GRANT SELECT, INSERT, UPDATE ON chain_head TO "${integratorRole}";
-- the integrator checks the version at its start
GRANT SELECT ON ${flyway:table} TO "${integratorRole}";
