-- Links lines of the audit log to its chain, at most so many, and returns how many there were. One server at a time: while another one
-- does it, none.
CREATE OR REPLACE FUNCTION link_audit_lines(p_max int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
    v_sequence bigint;
    v_hash     bytea;
    v_line     record;
    v_linked   int := 0;
BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtextextended('audit_link', 0)) THEN
        RETURN 0;
    END IF;
    SELECT sequence, hash INTO v_sequence, v_hash FROM audit_link ORDER BY sequence DESC LIMIT 1;
    FOR v_line IN SELECT l.id, l.content::text AS content
                    FROM audit_unlinked u JOIN audit_line l ON l.id = u.line_id
                   ORDER BY u.line_id LIMIT p_max LOOP
        v_sequence := coalesce(v_sequence, 0) + 1;
        v_hash := audit_hash(coalesce(v_hash, decode(repeat('00', 32), 'hex')), v_sequence, v_line.content);
        INSERT INTO audit_link (sequence, line_id, hash) VALUES (v_sequence, v_line.id, v_hash);
        DELETE FROM audit_unlinked WHERE line_id = v_line.id;
        v_linked := v_linked + 1;
    END LOOP;
    RETURN v_linked;
END $$;

-- The hash of a line in the chain.
CREATE OR REPLACE FUNCTION audit_hash(hash_before bytea, sequence bigint, content text) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT sha256(hash_before || convert_to(concat(sequence, '|', content), 'UTF8'))
$$;

-- The first link after p_after, up to p_upto, that is not as it must be, or that is missing; null if there is none. The link p_after
-- itself is taken for good.
CREATE OR REPLACE FUNCTION first_bad_audit_link(p_after bigint, p_upto bigint) RETURNS bigint
LANGUAGE sql STABLE AS $$
    SELECT min(wanted.sequence)
      FROM generate_series(p_after + 1, p_upto) AS wanted (sequence)
      LEFT JOIN audit_link k ON k.sequence = wanted.sequence
      LEFT JOIN audit_link b ON b.sequence = wanted.sequence - 1
      LEFT JOIN audit_line l ON l.id = k.line_id
     WHERE k.hash IS DISTINCT FROM audit_hash(
               CASE WHEN wanted.sequence = 1 THEN decode(repeat('00', 32), 'hex') ELSE b.hash END, wanted.sequence, l.content::text)
        OR l.id IS NULL
$$;
