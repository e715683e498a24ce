-- Single-use numbers over which people sign in. A row is deleted by its use.
CREATE TABLE gateway.sign_in_nonce (
    nonce       bytea       PRIMARY KEY CHECK (octet_length(nonce) = 32),
    participant bytea       NOT NULL CHECK (octet_length(participant) = 32),
    expires_at  timestamptz NOT NULL
);
CREATE INDEX sign_in_nonce_expires_at ON gateway.sign_in_nonce (expires_at);

-- Sessions that were not signed out; one past its end is forgotten.
CREATE TABLE gateway.session (
    id          uuid        PRIMARY KEY,
    participant bytea       NOT NULL CHECK (octet_length(participant) = 32),
    started_at  timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL CHECK (expires_at > started_at)
);
CREATE INDEX session_expires_at ON gateway.session (expires_at);
