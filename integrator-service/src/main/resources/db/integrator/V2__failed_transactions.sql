-- Transactions that are final and have applied nothing. Few, and asked for in every round: the batch of one waits to be signed
-- anew unless a later transaction carries it.
CREATE INDEX chain_tx_failed ON chain_tx (signer, batch) WHERE state IN ('REVERTED', 'REPLACED');
