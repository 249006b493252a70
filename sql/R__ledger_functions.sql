-- The one writer of balances: write_changes writes what was decided for a batch of operations, if it still holds.

-- The bytes of an entry that its hash covers, besides the hash before. Every field is written as text and ended by
-- a bar; the only free text comes last, so that no two different entries have the same bytes. In SQL, so that it is made part of
-- the statement that calls it.
CREATE OR REPLACE FUNCTION entry_canonical(
    account_id bigint, sequence bigint, operation_id uuid, at timestamptz, type text, reference_kind text,
    amount_units bigint, balance_after_units bigint, shortfall_units bigint,
    user_id uuid, service text, engine text, quantity bigint, explanation text) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT convert_to(concat(
        account_id, '|', sequence, '|', operation_id, '|', (extract(epoch FROM at) * 1000000)::bigint, '|',
        type, '|', reference_kind, '|', amount_units, '|', balance_after_units, '|', shortfall_units, '|',
        user_id, '|', service, '|', engine, '|', quantity, '|', explanation), 'UTF8')
$$;

-- Microseconds since 1970, as the server's code counts time.
CREATE OR REPLACE FUNCTION at_epoch_micros(epoch_micros bigint) RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT timestamptz '1970-01-01 00:00:00+00' + epoch_micros * interval '1 microsecond'
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

-- The rows that a batch of operations comes to, as the *_changes below name their columns; the server's code has the same names, in the
-- same order. They come as arrays of two dimensions, one for the columns of each type, since each parameter costs a call more than its
-- elements do: figures[row][column]; of one dimension where there is but one column. Null for no rows. Each of these functions becomes a
-- part of the statement that reads from it, and of its columns only those cost anything that the statement names.
--
-- A column that ends in _was is as it was when the decisions were made; null where there was nothing yet.
DROP FUNCTION IF EXISTS account_changes;
DROP FUNCTION IF EXISTS member_changes;
DROP FUNCTION IF EXISTS placed_changes;
DROP FUNCTION IF EXISTS ended_changes;
DROP FUNCTION IF EXISTS entry_changes;

-- Accounts that change, by id; reached is what this database's clock must show already, the same for all.
CREATE FUNCTION account_changes(figures bigint[], hashes bytea[])
RETURNS TABLE (
    id bigint, balance_was bigint, held_was bigint, limit_was bigint, at_was timestamptz,
    balance bigint, held bigint, sequence bigint, at timestamptz,
    debt_was bigint, frozen_was bigint, debt bigint, frozen bigint, reached timestamptz,
    hash_was bytea, hash bytea)
LANGUAGE sql STABLE AS $$
    SELECT figures[i][1], figures[i][2], figures[i][3], figures[i][4], at_epoch_micros(figures[i][5]),
           figures[i][6], figures[i][7], figures[i][8], at_epoch_micros(figures[i][9]),
           figures[i][10], figures[i][11], figures[i][12], figures[i][13], at_epoch_micros(figures[i][14]),
           hashes[i][1], hashes[i][2]
      FROM subscripts(figures) AS i
$$;

-- The same of the first row, as an expression, which costs a call less than a statement would.
CREATE OR REPLACE FUNCTION reached(account_figures bigint[]) RETURNS timestamptz
LANGUAGE sql STABLE AS $$
    SELECT at_epoch_micros(account_figures[1][14])
$$;

-- Members whose use changes; months are their first days.
CREATE FUNCTION member_changes(figures bigint[], users uuid[], months text[])
RETURNS TABLE (
    account_id bigint, charged_was bigint, held_was bigint, charged bigint, held bigint,
    user_id uuid, month_was text, month text)
LANGUAGE sql STABLE AS $$
    SELECT figures[i][1], figures[i][2], figures[i][3], figures[i][4], figures[i][5], users[i], months[i][1], months[i][2]
      FROM subscripts(figures) AS i
$$;

-- Holds that are placed.
CREATE FUNCTION placed_changes(figures bigint[], ids uuid[], texts text[], fingerprints bytea[])
RETURNS TABLE (
    account_id bigint, amount bigint, available bigint, created_at timestamptz, expires_at timestamptz,
    id uuid, team_id uuid, user_id uuid,
    kind text, idempotency_key text, terms text,
    fingerprint bytea)
LANGUAGE sql STABLE AS $$
    SELECT figures[i][1], figures[i][2], figures[i][3], at_epoch_micros(figures[i][4]), at_epoch_micros(figures[i][5]),
           ids[i][1], ids[i][2], ids[i][3],
           texts[i][1], texts[i][2], texts[i][3],
           fingerprints[i]
      FROM generate_series(1, array_length(figures, 1)) AS i
$$;

-- Holds that are settled, voided or expired.
CREATE FUNCTION ended_changes(figures bigint[], holds uuid[], texts text[], fingerprints bytea[])
RETURNS TABLE (
    account_id bigint, amount_was bigint, expires_at_was timestamptz, at timestamptz, charged bigint, shortfall bigint,
    balance bigint, available bigint,
    id uuid,
    state text, completion text,
    fingerprint bytea)
LANGUAGE sql STABLE AS $$
    SELECT figures[i][1], figures[i][2], at_epoch_micros(figures[i][3]), at_epoch_micros(figures[i][4]), figures[i][5], figures[i][6],
           figures[i][7], figures[i][8],
           holds[i],
           texts[i][1], texts[i][2],
           fingerprints[i]
      FROM subscripts(figures) AS i
$$;

-- Entries.
CREATE FUNCTION entry_changes(figures bigint[], ids uuid[], texts text[], hashes bytea[])
RETURNS TABLE (
    account_id bigint, sequence bigint, at timestamptz, amount bigint, balance bigint, shortfall bigint, quantity bigint,
    operation_id uuid, user_id uuid,
    type text, reference_kind text, service text, engine text, explanation text,
    hash bytea)
LANGUAGE sql STABLE AS $$
    SELECT figures[i][1], figures[i][2], at_epoch_micros(figures[i][3]), figures[i][4], figures[i][5], figures[i][6], figures[i][7],
           ids[i][1], ids[i][2],
           texts[i][1], texts[i][2], texts[i][3], texts[i][4], texts[i][5],
           hashes[i]
      FROM generate_series(1, array_length(figures, 1)) AS i
$$;

-- Writes the rows that a batch of operations comes to. The decisions were made outside, by what the caller knew of the accounts,
-- members and holds; each of these is compared here, under its lock, with what it was then. If anything differs the
-- whole is refused with SQLSTATE CR001, and the caller decides again. What was decided by a clock that is too far ahead of this
-- database's is refused with CR002. A key or an operation that is there already is refused by its
-- unique constraint (23505).
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
    IF reached(account_figures) > database_clock() THEN
        RAISE EXCEPTION 'the server''s clock is ahead of the database''s' USING ERRCODE = 'CR002';
    END IF;

    -- Accounts come in id order, and a nested loop locks them in that order: no two batches wait for each other.
    UPDATE account a
       SET balance_units = c.balance, held_units = c.held, sequence = c.sequence, last_at = c.at, last_hash = c.hash,
           debt_units = c.debt, frozen_units = c.frozen
      FROM account_changes(account_figures, account_hashes) AS c
     WHERE a.id = c.id AND a.balance_units = c.balance_was AND a.held_units = c.held_was AND a.limit_units = c.limit_was
       AND a.last_at = coalesce(c.at_was, '-infinity') AND a.last_hash = c.hash_was
       AND a.debt_units = c.debt_was AND a.frozen_units = c.frozen_was;
    GET DIAGNOSTICS v_rows = ROW_COUNT;
    IF v_rows <> array_length(account_figures, 1) THEN
        RAISE EXCEPTION 'an account is not what it was' USING ERRCODE = 'CR001';
    END IF;

    IF ended_figures IS NOT NULL THEN
        UPDATE hold h
           SET state = c.state, ended_at = c.at, charged_units = c.charged, shortfall_units = c.shortfall,
               balance_at_end_units = c.balance, available_at_end_units = c.available, completion = c.completion::json,
               completion_fingerprint = c.fingerprint
          FROM ended_changes(ended_figures, ended_holds, ended_texts, ended_fingerprints) AS c
           -- Said by the state, the planner might think of the index of the open holds and read all of them.
         WHERE h.id = c.id AND h.account_id = c.account_id AND h.ended_at IS NULL
           AND h.amount_units = c.amount_was AND h.expires_at = c.expires_at_was;
        GET DIAGNOSTICS v_rows = ROW_COUNT;
        IF v_rows <> array_length(ended_figures, 1) THEN
            RAISE EXCEPTION 'a hold is not what it was' USING ERRCODE = 'CR001';
        END IF;
    END IF;

    IF placed_figures IS NOT NULL THEN
        INSERT INTO hold (account_id, amount_units, available_after_units, created_at, expires_at,
                          id, team_id, user_id, kind, idempotency_key, terms, fingerprint)
        SELECT c.account_id, c.amount, c.available, c.created_at, c.expires_at,
               c.id, c.team_id, c.user_id, c.kind, c.idempotency_key, c.terms::json, c.fingerprint
          FROM placed_changes(placed_figures, placed_ids, placed_texts, placed_fingerprints) AS c;
        -- After they are written: whoever archives the hold of a key this moment has the unique constraint wait for it, and is seen here.
        -- One key at a time, so that it is looked up by its index.
        IF EXISTS (SELECT FROM placed_changes(placed_figures, placed_ids, placed_texts, placed_fingerprints) AS c
                    WHERE (SELECT true FROM archived_hold a
                            WHERE a.team_id = c.team_id AND a.kind = c.kind AND a.idempotency_key = c.idempotency_key)) THEN
            RAISE EXCEPTION 'the key is that of a hold that is archived' USING ERRCODE = 'unique_violation';
        END IF;
    END IF;

    IF entry_figures IS NOT NULL THEN
        INSERT INTO entry (account_id, sequence, at, amount_units, balance_after_units, shortfall_units, quantity,
                           operation_id, user_id, type, reference_kind, service, engine, explanation, hash)
        SELECT c.account_id, c.sequence, c.at, c.amount, c.balance, c.shortfall, c.quantity,
               c.operation_id, c.user_id, c.type, c.reference_kind, c.service, c.engine, c.explanation::json, c.hash
          FROM entry_changes(entry_figures, entry_ids, entry_texts, entry_hashes) AS c;
    END IF;

    IF member_figures IS NOT NULL THEN
        UPDATE member_use u
           SET month = c.month::date, charged_units = c.charged, held_units = c.held
          FROM member_changes(member_figures, member_users, member_months) AS c
         WHERE u.account_id = c.account_id AND u.user_id = c.user_id AND u.month = c.month_was::date
           AND u.charged_units = c.charged_was AND u.held_units = c.held_was;
        GET DIAGNOSTICS v_rows = ROW_COUNT;
        IF v_rows <> array_length(member_figures, 1) THEN
            INSERT INTO member_use (account_id, user_id, month, charged_units, held_units)
            SELECT c.account_id, c.user_id, c.month::date, c.charged, c.held
              FROM member_changes(member_figures, member_users, member_months) AS c
             WHERE c.month_was IS NULL;
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
