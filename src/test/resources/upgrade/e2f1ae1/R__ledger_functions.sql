-- The one writer of balances: write_changes writes what was decided for a batch of operations, if it still holds.

-- The bytes of an entry that its hash covers, besides the hash before. Every field is written as text and ended by
-- a bar; the only free text comes last, so that no two different entries have the same bytes. In SQL, so that it is made part of
-- the statement that calls it.
CREATE OR REPLACE FUNCTION entry_canonical(
    account_id bigint, sequence bigint, operation_id uuid, at timestamptz, type text, reference_kind text,
    amount_micros bigint, balance_after_micros bigint, shortfall_micros bigint,
    user_id uuid, service text, engine text, quantity bigint, explanation text) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT convert_to(concat(
        account_id, '|', sequence, '|', operation_id, '|', (extract(epoch FROM at) * 1000000)::bigint, '|',
        type, '|', reference_kind, '|', amount_micros, '|', balance_after_micros, '|', shortfall_micros, '|',
        user_id, '|', service, '|', engine, '|', quantity, '|', explanation), 'UTF8')
$$;

-- Microseconds since 1970, as the server's code counts time.
CREATE OR REPLACE FUNCTION at_micros(micros bigint) RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT timestamptz '1970-01-01 00:00:00+00' + micros * interval '1 microsecond'
$$;

-- The subscripts of an array. The planner takes them to be one (ROWS), so that it looks the rows of a table up by them and never
-- the other way round, as it would for a table that was small when a plan was made.
CREATE OR REPLACE FUNCTION subscripts(elements anyarray) RETURNS SETOF int
LANGUAGE plpgsql STABLE ROWS 1 AS $$
BEGIN
    FOR i IN 1 .. coalesce(array_length(elements, 1), 0) LOOP
        RETURN NEXT i;
    END LOOP;
END $$;

-- Writes the rows that a batch of operations comes to. The decisions were made outside, by what the caller knew of the accounts,
-- members and holds; each of these is compared here, under its lock, with what it was then. If anything differs the
-- whole is refused with SQLSTATE CR001, and the caller decides again. A key or an operation that is there already is refused by its
-- unique constraint (23505).
--
-- The rows come as arrays of two dimensions, one for the columns of each type, since each parameter costs a call more than its
-- elements do: figures[row][column]; of one dimension where there is but one column. Null for no rows. Times are microseconds since 1970, months their first days.
--
-- account  accounts that change, by id
--   figures  1 id; as it was: 2 balance, 3 held, 4 limit, 5 time (null before the first operation); 6 balance, 7 held, 8 sequence, 9 time;
--            as it was: 10 debt, 11 frozen; 12 debt, 13 frozen
--   hashes   1 as it was, 2 hash
-- member   members whose use changes
--   figures  1 account; as it was: 2 charged, 3 held; 4 charged, 5 held
--   months   1 as it was (null if there is no row yet), 2 month
-- placed   holds that are placed
--   figures  1 account, 2 amount, 3 available after it, 4 created, 5 expires
--   ids      1 hold, 2 team, 3 user
--   texts    1 kind, 2 key, 3 terms
-- ended    holds that are settled, voided or expired
--   figures  1 account; as it was placed: 2 amount, 3 expires; 4 time, 5 charged, 6 shortfall, 7 balance, 8 available
--   texts    1 state, 2 completion
-- entry    entries
--   figures  1 account, 2 sequence, 3 time, 4 amount, 5 balance, 6 shortfall, 7 quantity
--   ids      1 operation, 2 user
--   texts    1 type, 2 kind of reference, 3 service, 4 engine, 5 explanation
DROP FUNCTION IF EXISTS post_operations;
DROP FUNCTION IF EXISTS write_changes;
CREATE FUNCTION write_changes(
    account_figures bigint[], account_hashes bytea[],
    member_figures bigint[], member_users uuid[], member_months text[],
    placed_figures bigint[], placed_ids uuid[], placed_texts text[], placed_fingerprints bytea[],
    ended_figures bigint[], ended_holds uuid[], ended_texts text[], ended_fingerprints bytea[],
    entry_figures bigint[], entry_ids uuid[], entry_texts text[], entry_hashes bytea[])
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v_rows    bigint;
    v_unknown bigint;
BEGIN
    -- Accounts come in id order, and a nested loop locks them in that order: no two batches wait for each other.
    UPDATE account a
       SET balance_micros = account_figures[i][6], held_micros = account_figures[i][7], sequence = account_figures[i][8],
           last_at = at_micros(account_figures[i][9]), last_hash = account_hashes[i][2],
           debt_micros = account_figures[i][12], frozen_micros = account_figures[i][13]
      FROM subscripts(account_figures) AS i
     WHERE a.id = account_figures[i][1] AND a.balance_micros = account_figures[i][2] AND a.held_micros = account_figures[i][3]
       AND a.limit_micros = account_figures[i][4] AND a.last_at = coalesce(at_micros(account_figures[i][5]), '-infinity')
       AND a.last_hash = account_hashes[i][1] AND a.debt_micros = account_figures[i][10]
       AND a.frozen_micros = account_figures[i][11];
    GET DIAGNOSTICS v_rows = ROW_COUNT;
    IF v_rows <> array_length(account_figures, 1) THEN
        RAISE EXCEPTION 'an account is not what it was' USING ERRCODE = 'CR001';
    END IF;

    IF ended_figures IS NOT NULL THEN
        UPDATE hold h
           SET state = ended_texts[i][1], ended_at = at_micros(ended_figures[i][4]), charged_micros = ended_figures[i][5],
               shortfall_micros = ended_figures[i][6], balance_at_end_micros = ended_figures[i][7],
               available_at_end_micros = ended_figures[i][8], completion = ended_texts[i][2]::json,
               completion_fingerprint = ended_fingerprints[i]
          FROM subscripts(ended_figures) AS i
           -- Said by the state, the planner might think of the index of the open holds and read all of them.
         WHERE h.id = ended_holds[i] AND h.account_id = ended_figures[i][1] AND h.ended_at IS NULL
           AND h.amount_micros = ended_figures[i][2] AND h.expires_at = at_micros(ended_figures[i][3]);
        GET DIAGNOSTICS v_rows = ROW_COUNT;
        IF v_rows <> array_length(ended_figures, 1) THEN
            RAISE EXCEPTION 'a hold is not what it was' USING ERRCODE = 'CR001';
        END IF;
    END IF;

    IF placed_figures IS NOT NULL THEN
        INSERT INTO hold (account_id, amount_micros, available_after_micros, created_at, expires_at,
                          id, team_id, user_id, kind, idempotency_key, terms, fingerprint)
        SELECT placed_figures[i][1], placed_figures[i][2], placed_figures[i][3], at_micros(placed_figures[i][4]),
               at_micros(placed_figures[i][5]), placed_ids[i][1], placed_ids[i][2], placed_ids[i][3],
               placed_texts[i][1], placed_texts[i][2], placed_texts[i][3]::json, placed_fingerprints[i]
          FROM generate_series(1, array_length(placed_figures, 1)) AS i;
    END IF;

    IF entry_figures IS NOT NULL THEN
        INSERT INTO entry (account_id, sequence, at, amount_micros, balance_after_micros, shortfall_micros, quantity,
                           operation_id, user_id, type, reference_kind, service, engine, explanation, hash)
        SELECT entry_figures[i][1], entry_figures[i][2], at_micros(entry_figures[i][3]), entry_figures[i][4],
               entry_figures[i][5], entry_figures[i][6], entry_figures[i][7], entry_ids[i][1], entry_ids[i][2],
               entry_texts[i][1], entry_texts[i][2], entry_texts[i][3], entry_texts[i][4], entry_texts[i][5]::json,
               entry_hashes[i]
          FROM generate_series(1, array_length(entry_figures, 1)) AS i;
    END IF;

    IF member_figures IS NOT NULL THEN
        UPDATE member_use u
           SET month = member_months[i][2]::date, charged_micros = member_figures[i][4], held_micros = member_figures[i][5]
          FROM subscripts(member_figures) AS i
         WHERE u.account_id = member_figures[i][1] AND u.user_id = member_users[i]
           AND u.month = member_months[i][1]::date
           AND u.charged_micros = member_figures[i][2] AND u.held_micros = member_figures[i][3];
        GET DIAGNOSTICS v_rows = ROW_COUNT;
        IF v_rows <> array_length(member_figures, 1) THEN
            INSERT INTO member_use (account_id, user_id, month, charged_micros, held_micros)
            SELECT member_figures[i][1], member_users[i], member_months[i][2]::date, member_figures[i][4], member_figures[i][5]
              FROM generate_series(1, array_length(member_figures, 1)) AS i
             WHERE member_months[i][1] IS NULL;
            GET DIAGNOSTICS v_unknown = ROW_COUNT;
            IF v_rows + v_unknown <> array_length(member_figures, 1) THEN
                RAISE EXCEPTION 'a member''s use is not what it was' USING ERRCODE = 'CR001';
            END IF;
        END IF;
    END IF;
END $$;

-- Plans are kept for as long as a connection lives. One that was made while a table was small would read the whole of it
-- for every operation, and go on doing so when it has grown; so rows are only ever looked up by their keys.
ALTER FUNCTION write_changes SET enable_seqscan = off;
ALTER FUNCTION write_changes SET enable_hashjoin = off;
ALTER FUNCTION write_changes SET enable_mergejoin = off;
-- Otherwise the statements would be planned anew for each call, since a plan for a known number of rows looks cheaper.
ALTER FUNCTION write_changes SET plan_cache_mode = force_generic_plan;
