-- One call per operation, which commits by itself. The one UPDATE locks, decides and writes: what it reads of the row is
-- what it has locked, so no statement is needed for the lock alone. Two calls with one id at once meet the constraint
-- entry_operation_unique: one fails, and repeating it finds the entry of the other.
CREATE FUNCTION benchmark_debit(
    p_account bigint, p_operation uuid, p_amount bigint, p_at timestamptz, p_explanation text,
    OUT status text, OUT sequence bigint, OUT amount_units bigint, OUT balance_units bigint)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    v_hash bytea;
    v_at   timestamptz;
BEGIN
    SELECT 'REPLAYED', e.sequence, e.amount_units, e.balance_after_units
      INTO status, sequence, amount_units, balance_units
      FROM entry e WHERE e.operation_id = p_operation AND e.account_id + 0 = p_account;
    IF FOUND THEN
        RETURN;
    END IF;

    UPDATE account a
       SET balance_units = a.balance_units - p_amount, sequence = a.sequence + 1, last_at = greatest(p_at, a.last_at),
           last_hash = sha256(a.last_hash || convert_to(concat(
               p_account, '|', a.sequence + 1, '|', p_operation, '|',
               (extract(epoch FROM greatest(p_at, a.last_at)) * 1000000)::bigint, '|USAGE|JOB|', -p_amount, '|',
               a.balance_units - p_amount, '|0|||||', p_explanation), 'UTF8'))
     WHERE a.id = p_account AND a.limit_units + a.balance_units - a.held_units >= p_amount
     RETURNING 'APPLIED', a.sequence, -p_amount, a.balance_units, a.last_hash, a.last_at
      INTO status, sequence, amount_units, balance_units, v_hash, v_at;
    IF NOT FOUND THEN
        status := CASE WHEN EXISTS (SELECT FROM account a WHERE a.id = p_account) THEN 'INSUFFICIENT' ELSE 'NO_ACCOUNT' END;
        RETURN;
    END IF;

    INSERT INTO entry (account_id, sequence, operation_id, at, type, reference_kind, amount_units, balance_after_units,
                       shortfall_units, explanation, hash)
    VALUES (p_account, sequence, p_operation, v_at, 'USAGE', 'JOB', -p_amount, balance_units, 0, p_explanation::json, v_hash);
END $$;
