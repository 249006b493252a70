-- Recomputes stretches of chains. Each stretch is of one account, from the entry after p_after up to p_upto; the entry
-- p_after itself is taken for good, as the stretch before proves it. No row comes back for a stretch that is as it must
-- be; otherwise the number of its first bad entry and what is wrong with it:
--
-- GAP      there is no entry of this number; or, with a number below 1, there is one
-- BALANCE  its balance is not the balance before plus its amount
-- HASH     its hash is not that of the hash before and its own bytes
--
-- All accounts, up to the last entry they say they have:
--   SELECT v.* FROM account a, verify_chain(ARRAY[a.id], ARRAY[0::bigint], ARRAY[a.sequence]) v;
DROP FUNCTION IF EXISTS verify_chain;
CREATE FUNCTION verify_chain(p_account bigint[], p_after bigint[], p_upto bigint[])
RETURNS TABLE (account_id bigint, sequence bigint, difference text)
LANGUAGE sql STABLE PARALLEL SAFE
SET enable_seqscan = off SET enable_bitmapscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
    SELECT stretch.account,
           CASE WHEN bad.sequence IS NULL THEN greatest(last.sequence, stretch.after) + 1
                WHEN bad.sequence >= 1 AND bad.sequence <> bad.sequence_before + 1 THEN bad.sequence_before + 1
                ELSE bad.sequence END,
           CASE WHEN bad.sequence IS NULL OR bad.sequence <> bad.sequence_before + 1 THEN 'GAP'
                WHEN bad.balance_differs THEN 'BALANCE'
                ELSE 'HASH' END
      FROM unnest(p_account, p_after, p_upto) AS stretch (account, after, upto)
      LEFT JOIN LATERAL (
          SELECT chained.sequence, chained.sequence_before, chained.balance_differs
            FROM (SELECT e.sequence,
                         coalesce(lag(e.sequence) OVER chain, greatest(stretch.after - 1, 0)) AS sequence_before,
                         -- No balance is beyond these bounds, and within them no difference is too large to count.
                         CASE WHEN e.balance_after_micros BETWEEN -4000000000000000000 AND 4000000000000000000
                               AND coalesce(lag(e.balance_after_micros) OVER chain, 0) BETWEEN -4000000000000000000 AND 4000000000000000000
                              THEN e.balance_after_micros - coalesce(lag(e.balance_after_micros) OVER chain, 0) <> e.amount_micros
                              ELSE true END AS balance_differs,
                         e.hash <> sha256(coalesce(lag(e.hash) OVER chain, decode(repeat('00', 32), 'hex'))
                             || entry_canonical(e.account_id, e.sequence, e.operation_id, e.at, e.type, e.reference_kind,
                                    e.amount_micros, e.balance_after_micros, e.shortfall_micros, e.user_id, e.service,
                                    e.engine, e.quantity, e.explanation::text)) AS hash_differs
                    FROM entry e
                   WHERE e.account_id = stretch.account AND e.sequence BETWEEN CASE stretch.after WHEN 0 THEN -9223372036854775808 ELSE stretch.after END
                                                                              AND stretch.upto
                  WINDOW chain AS (ORDER BY e.sequence)) AS chained
           WHERE (chained.sequence > stretch.after OR chained.sequence < 1)
             AND (chained.sequence <> chained.sequence_before + 1 OR chained.balance_differs OR chained.hash_differs)
           ORDER BY chained.sequence
           LIMIT 1) AS bad ON true
      LEFT JOIN LATERAL (
          SELECT max(e.sequence) AS sequence FROM entry e
           WHERE e.account_id = stretch.account AND e.sequence <= stretch.upto) AS last ON true
     WHERE bad.sequence IS NOT NULL OR coalesce(last.sequence, 0) < stretch.upto
$$;
