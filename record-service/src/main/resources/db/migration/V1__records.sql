-- What this store keeps about records. The state of an operation is in outbox.operation and nowhere else.

-- One row from the first request of an upload on; it is a version of a record once it is STORED.
CREATE TABLE sealed_version (
    operation      bytea       PRIMARY KEY CHECK (octet_length(operation) = 32),
    record         bytea       NOT NULL CHECK (octet_length(record) = 32),
    version        bigint      NOT NULL CHECK (version BETWEEN 1 AND 4294967295),
    patient        bytea       NOT NULL CHECK (octet_length(patient) = 32),
    author         bytea       NOT NULL CHECK (octet_length(author) = 32),
    -- the signed REGISTER, which the last octet's transaction puts into the outbox
    message        bytea       NOT NULL CHECK (octet_length(message) = 544),
    signature      bytea       NOT NULL CHECK (octet_length(signature) = 64),
    content_hash   bytea       NOT NULL CHECK (octet_length(content_hash) = 32),
    sealed_length  bigint      NOT NULL CHECK (sealed_length > 0),
    category       smallint    NOT NULL CHECK (category BETWEEN 1 AND 9),
    time           bigint      NOT NULL,
    metadata       bytea       NOT NULL,
    state          text        NOT NULL DEFAULT 'UPLOADING' CHECK (state IN ('UPLOADING', 'STORED', 'ABANDONED')),
    -- while uploading
    part_size      integer     NOT NULL CHECK (part_size > 0 AND part_size % 65536 = 0),
    multipart      text,
    expires_at     bigint      NOT NULL,
    lease          uuid,
    lease_until    bigint      NOT NULL DEFAULT 0,
    -- once stored: 32 octets for every 65,536 of the object
    segment_hashes bytea,
    seq            bigint      GENERATED ALWAYS AS IDENTITY UNIQUE,

    CHECK ((state = 'STORED') = (segment_hashes IS NOT NULL)),
    CHECK (segment_hashes IS NULL OR octet_length(segment_hashes) = 32 * ((sealed_length + 65535) / 65536))
);

CREATE INDEX sealed_version_by_record ON sealed_version (record, version) WHERE state = 'STORED';
CREATE INDEX sealed_version_by_patient ON sealed_version (patient, seq) WHERE state = 'STORED';
CREATE INDEX sealed_version_to_sweep ON sealed_version (expires_at) WHERE state <> 'STORED';

-- What the object store has of a multipart upload, in order and without gaps.
CREATE TABLE upload_part (
    operation      bytea   NOT NULL REFERENCES sealed_version ON DELETE CASCADE,
    part           integer NOT NULL CHECK (part BETWEEN 1 AND 10000),
    length         bigint  NOT NULL CHECK (length > 0),
    tag            text    NOT NULL,
    segment_hashes bytea   NOT NULL,
    PRIMARY KEY (operation, part)
);

-- A data key wrapped for one recipient (PROTOCOL.md section 6). Rows are added, never replaced.
CREATE TABLE envelope (
    operation    bytea    NOT NULL REFERENCES sealed_version ON DELETE CASCADE,
    recipient    bytea    NOT NULL CHECK (octet_length(recipient) = 32),
    key_sequence bigint   NOT NULL CHECK (key_sequence >= 0),
    envelope     bytea    NOT NULL CHECK (octet_length(envelope) = 113),
    wrapper      bytea    NOT NULL CHECK (octet_length(wrapper) = 32),
    signature    bytea    NOT NULL CHECK (octet_length(signature) = 64),
    PRIMARY KEY (operation, recipient, key_sequence)
);

-- The sequence numbers that accepted CONSENT, STATUS and STORE operations took, by what they count for.
CREATE TABLE sequence_taken (
    operation bytea       PRIMARY KEY CHECK (octet_length(operation) = 32),
    scope     bytea       NOT NULL CHECK (octet_length(scope) = 32),
    sequence  numeric(20) NOT NULL
);
CREATE INDEX sequence_taken_by_scope ON sequence_taken (scope, sequence);

-- CONSENTs with NONE or DENY: they bind here until the ledger answers from a block that holds them.
CREATE TABLE local_denial (
    operation bytea PRIMARY KEY CHECK (octet_length(operation) = 32),
    patient   bytea NOT NULL CHECK (octet_length(patient) = 32),
    record    bytea NOT NULL CHECK (octet_length(record) = 32),
    grantee   bytea NOT NULL CHECK (octet_length(grantee) = 32)
);
CREATE INDEX local_denial_by_patient ON local_denial (patient, grantee);

CREATE TABLE certificate (
    operation   bytea    PRIMARY KEY CHECK (octet_length(operation) = 32),
    participant bytea    NOT NULL CHECK (octet_length(participant) = 32),
    role        smallint NOT NULL,
    der         bytea    NOT NULL
);
CREATE INDEX certificate_by_participant ON certificate (participant);

-- Accepted ACCESSes of a version, with their tickets. The ticket itself is not kept: it is computed from nonce and the store's key.
CREATE TABLE ticket (
    operation    bytea    PRIMARY KEY CHECK (octet_length(operation) = 32),
    hash         bytea    NOT NULL UNIQUE CHECK (octet_length(hash) = 32),
    nonce        bytea    NOT NULL CHECK (octet_length(nonce) = 32),
    reader       bytea    NOT NULL CHECK (octet_length(reader) = 32),
    session      text     NOT NULL,
    sealed       bytea    NOT NULL REFERENCES sealed_version,
    purpose      smallint NOT NULL,
    expires_at   bigint   NOT NULL
);

-- Nonces of accepted ACCESSes, listings included.
CREATE TABLE access_nonce (
    actor     bytea NOT NULL,
    nonce     bytea NOT NULL CHECK (octet_length(nonce) = 32),
    operation bytea NOT NULL,
    PRIMARY KEY (actor, nonce)
);

-- What was refused (PROTOCOL.md section 8), chained by hash.
CREATE TABLE refusal (
    seq       bigint PRIMARY KEY,
    hash      bytea  NOT NULL UNIQUE CHECK (octet_length(hash) = 32),
    operation bytea  NOT NULL CHECK (octet_length(operation) = 32),
    actor     bytea  NOT NULL CHECK (octet_length(actor) = 32),
    record    bytea  NOT NULL CHECK (octet_length(record) = 32),
    time      bigint NOT NULL,
    problem   text   NOT NULL
);

-- Where the scrubber is, and what it found.
CREATE TABLE scrub_position (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    seq      bigint  NOT NULL
);
CREATE TABLE scrub_finding (
    operation bytea       NOT NULL REFERENCES sealed_version,
    found     text        NOT NULL CHECK (found IN ('MISSING', 'CHANGED')),
    found_at  timestamptz NOT NULL DEFAULT now()
);
