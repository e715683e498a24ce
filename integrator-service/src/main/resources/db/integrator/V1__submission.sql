-- What the integrator must know to send nothing twice and to lose nothing, whatever line it crashes at.

-- The registry that everything here was signed for.
CREATE TABLE registry (
    only_row     boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    chain_id     bigint  NOT NULL CHECK (chain_id > 0),
    genesis_hash bytea   NOT NULL CHECK (octet_length(genesis_hash) = 32),
    address      bytea   NOT NULL CHECK (octet_length(address) = 20),
    code_hash    bytea   NOT NULL CHECK (octet_length(code_hash) = 32)
);

-- Who may sign with an account's key. Every transaction that writes below locks this row first.
CREATE TABLE lease (
    signer     bytea       PRIMARY KEY CHECK (octet_length(signer) = 20),
    holder     uuid        NOT NULL,
    expires_at timestamptz NOT NULL
);

-- While there is a row, nothing of this signer is sent. An operator deletes it.
CREATE TABLE stop (
    signer bytea       PRIMARY KEY CHECK (octet_length(signer) = 20),
    since  timestamptz NOT NULL,
    reason text        NOT NULL
);

-- The contract takes a relayer's batches by consecutive numbers, each once.
CREATE TABLE batch (
    signer        bytea       NOT NULL CHECK (octet_length(signer) = 20),
    number        bigint      NOT NULL CHECK (number > 0),
    operations    integer     NOT NULL CHECK (operations > 0),
    estimated_gas bigint      NOT NULL CHECK (estimated_gas > 0),
    closed_at     timestamptz NOT NULL,
    PRIMARY KEY (signer, number)
);

CREATE TABLE batch_operation (
    signer    bytea   NOT NULL,
    number    bigint  NOT NULL,
    position  integer NOT NULL CHECK (position >= 0),
    operation bytea   NOT NULL CHECK (octet_length(operation) = 32),
    PRIMARY KEY (signer, number, position),
    UNIQUE (operation, signer, number),
    FOREIGN KEY (signer, number) REFERENCES batch
);

-- Every octet string that was ever signed with the key, stored before it is sent. The primary key is the fence: no two
-- processes can both have signed one nonce.
CREATE TABLE chain_tx (
    signer       bytea       NOT NULL,
    nonce        bigint      NOT NULL CHECK (nonce >= 0),
    batch        bigint      NOT NULL,
    hash         bytea       NOT NULL UNIQUE CHECK (octet_length(hash) = 32),
    raw          bytea       NOT NULL,
    gas_limit    bigint      NOT NULL CHECK (gas_limit BETWEEN 21000 AND 16777216),
    -- SIGNED: perhaps sent; SENT: a node has taken it; APPLIED, REVERTED: mined; REPLACED: another's transaction has the nonce
    state        text        NOT NULL CHECK (state IN ('SIGNED', 'SENT', 'APPLIED', 'REVERTED', 'REPLACED')),
    signed_at    timestamptz NOT NULL,
    sent_at      timestamptz,
    refusal      text,
    block_number bigint      CHECK (block_number >= 0),
    gas_used     bigint,
    PRIMARY KEY (signer, nonce),
    FOREIGN KEY (signer, batch) REFERENCES batch,
    CHECK ((state IN ('APPLIED', 'REVERTED')) = (block_number IS NOT NULL)),
    CHECK ((block_number IS NULL) = (gas_used IS NULL))
);

-- At most one transaction carries a batch at any time, and so at most one has applied it.
CREATE UNIQUE INDEX chain_tx_carrying ON chain_tx (signer, batch) WHERE state IN ('SIGNED', 'SENT', 'APPLIED');
CREATE INDEX chain_tx_in_flight ON chain_tx (signer, nonce) WHERE state IN ('SIGNED', 'SENT');

-- Operations whose outcome the chain does not tell: the contract could not verify them, or said nothing. A person looks.
CREATE TABLE dead_letter (
    operation bytea       PRIMARY KEY CHECK (octet_length(operation) = 32),
    signer    bytea       NOT NULL,
    batch     bigint      NOT NULL,
    reason    text        NOT NULL,
    since     timestamptz NOT NULL
);
