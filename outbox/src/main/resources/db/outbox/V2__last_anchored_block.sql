-- The highest block that anchored an operation (other than an ACCESS, which changes nothing that can be asked) signed by one of
-- these, or naming one as patient, record, participant, grantee or store; 0 if there is none. Ids and not an array of them: of how
-- many rows an array has Postgres makes a new plan each time.
CREATE FUNCTION last_anchored_block(first bytea, second bytea DEFAULT NULL, third bytea DEFAULT NULL) RETURNS bigint
    LANGUAGE sql STABLE AS $$
    SELECT coalesce(max(block_number), 0)
    FROM (VALUES (first), (second), (third)) AS concerned (id), LATERAL (
        SELECT max(block_number) AS block_number FROM outbox.operation
            WHERE signer = concerned.id AND state = 'ANCHORED' AND kind <> 6
        UNION ALL
        SELECT max(block_number) FROM outbox.operation
            WHERE patient = concerned.id AND state = 'ANCHORED' AND kind <> 6
        UNION ALL
        SELECT max(block_number) FROM outbox.operation
            WHERE record = concerned.id AND state = 'ANCHORED' AND kind <> 6
        UNION ALL
        SELECT max(block_number) FROM outbox.operation
            WHERE subject = concerned.id AND state = 'ANCHORED' AND kind <> 6
    ) AS anchored;
$$;

REVOKE ALL ON FUNCTION last_anchored_block(bytea, bytea, bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION last_anchored_block(bytea, bytea, bytea) TO "${recordRole}";
