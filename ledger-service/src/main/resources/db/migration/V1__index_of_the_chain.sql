-- The index is a projection of the chain and nothing else. Every row hangs on the block that it came from, and rows are only
-- ever appended, so that
--   * what a block did is undone by deleting the block (a reorganisation is one DELETE on ledger.block), and
--   * what is current (a record's head, a participant's status, the consent in force) is the last row, never an updated one.

CREATE DOMAIN ledger.word AS bytea
  CONSTRAINT word_has_32_octets CHECK (octet_length(VALUE) = 32);

CREATE DOMAIN ledger.u64 AS numeric(20, 0)
  CONSTRAINT u64_fits CHECK (VALUE BETWEEN 0 AND 18446744073709551615);

-- The one network that this database follows.
CREATE TABLE ledger.network (
  one            boolean PRIMARY KEY DEFAULT true CHECK (one),
  chain_id       bigint NOT NULL,
  genesis_hash   ledger.word NOT NULL,
  registry       bytea NOT NULL CHECK (octet_length(registry) = 20),
  registry_block bigint NOT NULL CHECK (registry_block >= 0)
);

-- The blocks that were followed: all that have events, the last ones without. The highest is the checkpoint.
CREATE TABLE ledger.block (
  number      bigint PRIMARY KEY CHECK (number >= 0),
  hash        ledger.word NOT NULL UNIQUE,
  parent_hash ledger.word NOT NULL,
  time        bigint NOT NULL CHECK (time >= 0),
  events      integer NOT NULL CHECK (events >= 0)
);
CREATE INDEX block_without_events ON ledger.block (number) WHERE events = 0;
CREATE INDEX block_of_time ON ledger.block (time);

-- Operations that the contract applied, each once: its first occurrence. Message and signatures are null if the operation
-- came in a call to another contract, whose input does not show them.
CREATE TABLE ledger.operation (
  id          ledger.word PRIMARY KEY,
  kind        smallint NOT NULL CHECK (kind BETWEEN 1 AND 10),
  block       bigint NOT NULL REFERENCES ledger.block ON DELETE CASCADE,
  position    integer NOT NULL CHECK (position >= 0),
  transaction ledger.word NOT NULL,
  message     bytea CHECK (octet_length(message) % 32 = 0),
  signatures  bytea CHECK (octet_length(signatures) % 64 = 0),
  UNIQUE (block, position),
  CHECK ((message IS NULL) = (signatures IS NULL))
);

-- Reasons under 16 were given before a signature was verified: their operation id proves nothing.
CREATE TABLE ledger.rejection (
  block       bigint NOT NULL REFERENCES ledger.block ON DELETE CASCADE,
  position    integer NOT NULL CHECK (position >= 0),
  operation   ledger.word NOT NULL,
  reason      smallint NOT NULL CHECK (reason BETWEEN 0 AND 255),
  transaction ledger.word NOT NULL,
  PRIMARY KEY (block, position)
);
CREATE INDEX rejection_of_operation ON ledger.rejection (operation);

-- What should not have happened, and a person may want to look at.
CREATE TABLE ledger.finding (
  block       bigint NOT NULL REFERENCES ledger.block ON DELETE CASCADE,
  position    integer NOT NULL CHECK (position >= 0),
  operation   ledger.word NOT NULL,
  what        text NOT NULL CHECK (what IN ('REPEATED', 'REJECTED_AFTER_ANCHORED', 'MESSAGE_NOT_FOUND')),
  transaction ledger.word NOT NULL,
  PRIMARY KEY (block, position)
);

CREATE VIEW ledger.operation_state AS
  SELECT id AS operation, 'ANCHORED' AS state, NULL::smallint AS reason, block, position
    FROM ledger.operation
  UNION ALL
  (SELECT DISTINCT ON (r.operation) r.operation, 'REJECTED', r.reason, r.block, r.position
     FROM ledger.rejection r
    WHERE r.reason >= 16
      AND NOT EXISTS (SELECT FROM ledger.operation o WHERE o.id = r.operation)
    ORDER BY r.operation, r.block, r.position);

CREATE TABLE ledger.organisation (
  id    ledger.word PRIMARY KEY,
  block bigint NOT NULL REFERENCES ledger.block ON DELETE CASCADE
);
CREATE INDEX organisation_of_block ON ledger.organisation (block);

-- Everybody with keys: by an ENROL, or (operation is null) appointed as registrar by the consortium.
CREATE TABLE ledger.participant (
  id               ledger.word PRIMARY KEY,
  block            bigint NOT NULL REFERENCES ledger.block ON DELETE CASCADE,
  operation        ledger.word UNIQUE REFERENCES ledger.operation ON DELETE CASCADE,
  organisation     ledger.word NOT NULL,
  role             smallint NOT NULL CHECK (role BETWEEN 1 AND 16),
  signing_x        ledger.word NOT NULL,
  signing_y        ledger.word NOT NULL,
  encryption_x     ledger.word NOT NULL,
  encryption_y     ledger.word NOT NULL,
  certificate_hash ledger.word,
  CHECK ((operation IS NULL) = (role = 16))
);
CREATE INDEX participant_of_block ON ledger.participant (block);
CREATE INDEX participant_of_organisation ON ledger.participant (organisation, role);

CREATE TABLE ledger.registrar (
  participant  ledger.word NOT NULL,
  organisation ledger.word NOT NULL,
  block        bigint NOT NULL REFERENCES ledger.block ON DELETE CASCADE,
  PRIMARY KEY (participant, organisation)
);
CREATE INDEX registrar_of_block ON ledger.registrar (block);

CREATE TABLE ledger.status_change (
  operation   ledger.word PRIMARY KEY REFERENCES ledger.operation ON DELETE CASCADE,
  participant ledger.word NOT NULL,
  registrar   ledger.word NOT NULL,
  status      smallint NOT NULL CHECK (status BETWEEN 1 AND 3),
  sequence    ledger.u64 NOT NULL,
  reason_hash ledger.word NOT NULL,
  UNIQUE (participant, sequence)
);

CREATE TABLE ledger.store_change (
  operation    ledger.word PRIMARY KEY REFERENCES ledger.operation ON DELETE CASCADE,
  store        ledger.word NOT NULL,
  organisation ledger.word NOT NULL,
  registrar    ledger.word NOT NULL,
  signing_x    ledger.word NOT NULL,
  signing_y    ledger.word NOT NULL,
  status       smallint NOT NULL CHECK (status BETWEEN 1 AND 2),
  sequence     ledger.u64 NOT NULL,
  UNIQUE (store, sequence)
);

CREATE TABLE ledger.record_version (
  record                ledger.word NOT NULL,
  version               bigint NOT NULL CHECK (version BETWEEN 1 AND 4294967295),
  operation             ledger.word NOT NULL UNIQUE REFERENCES ledger.operation ON DELETE CASCADE,
  patient               ledger.word NOT NULL,
  author                ledger.word NOT NULL,
  store                 ledger.word NOT NULL,
  suite                 smallint NOT NULL,
  content_hash          ledger.word NOT NULL,
  sealed_length         ledger.u64 NOT NULL,
  previous_content_hash ledger.word NOT NULL,
  metadata_hash         ledger.word NOT NULL,
  key_commitment        ledger.word NOT NULL,
  PRIMARY KEY (record, version)
);

-- The entry in force for (patient, record, grantee) is the one of the highest sequence. Record is zero for all records.
CREATE TABLE ledger.consent (
  operation   ledger.word PRIMARY KEY REFERENCES ledger.operation ON DELETE CASCADE,
  patient     ledger.word NOT NULL,
  record      ledger.word NOT NULL,
  grantee     ledger.word NOT NULL,
  sequence    ledger.u64 NOT NULL,
  signer      ledger.word NOT NULL,
  roles       bigint NOT NULL,
  permissions smallint NOT NULL,
  purposes    bigint NOT NULL,
  effect      smallint NOT NULL CHECK (effect BETWEEN 0 AND 2),
  not_before  ledger.u64 NOT NULL,
  not_after   ledger.u64 NOT NULL,
  UNIQUE (patient, grantee, record, sequence)
);

-- Accesses, registrations and consents in the order of the chain, as auditors read them. The organisation is the store's,
-- which never changes (of an ACCESS that names an unknown store, that of the record). Time is that of the block: an actor cannot choose it.
CREATE TABLE ledger.trail (
  block         bigint NOT NULL REFERENCES ledger.block ON DELETE CASCADE,
  position      integer NOT NULL,
  operation     ledger.word NOT NULL UNIQUE REFERENCES ledger.operation ON DELETE CASCADE,
  kind          smallint NOT NULL CHECK (kind IN (4, 5, 6)),
  patient       ledger.word NOT NULL,
  record        ledger.word NOT NULL,
  version       bigint NOT NULL,
  actor         ledger.word NOT NULL,
  purpose       smallint,
  basis         smallint,
  store         ledger.word,
  organisation  ledger.word,
  time          bigint NOT NULL,
  permitted     boolean,
  decided_basis smallint,
  actor_role    smallint,
  actor_key     smallint,
  actor_status  smallint,
  PRIMARY KEY (block, position),
  CHECK ((kind = 6) = (permitted IS NOT NULL))
);
CREATE INDEX trail_of_patient ON ledger.trail (patient, block DESC, position DESC);
CREATE INDEX trail_of_record ON ledger.trail (record, block DESC, position DESC);
CREATE INDEX trail_of_actor ON ledger.trail (actor, block DESC, position DESC);
CREATE INDEX trail_of_organisation ON ledger.trail (organisation, block DESC, position DESC);
