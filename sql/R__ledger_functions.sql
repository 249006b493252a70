-- The one writer of balances: post_operations applies a batch of operations in one round trip and one transaction.

-- The bytes of an entry that its hash covers, besides the hash before. Every field is written as text and ended by
-- a bar; the only free text comes last, so that no two different entries have the same bytes.
CREATE OR REPLACE FUNCTION entry_canonical(
    account_id bigint, sequence bigint, operation_id uuid, at timestamptz, type text, reference_kind text,
    amount_micros bigint, balance_after_micros bigint, shortfall_micros bigint,
    user_id uuid, service text, engine text, quantity bigint, explanation text) RETURNS bytea
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
    RETURN convert_to(concat(
        account_id, '|', sequence, '|', operation_id, '|', (extract(epoch FROM at) * 1000000)::bigint, '|',
        type, '|', reference_kind, '|', amount_micros, '|', balance_after_micros, '|', shortfall_micros, '|',
        user_id, '|', service, '|', engine, '|', quantity, '|', explanation), 'UTF8');
END $$;

-- Applies operations in the order given, each accepted or refused by itself. The caller sees to it that no id and no
-- (team, kind, key) comes twice in one batch.
--
-- p_at        the caller's clock; the time of an account is never set back by it
-- kind        HOLD, SETTLE, VOID, EXPIRE (id is the hold's), CREDIT, DEBIT (id is the operation's)
-- amount      micros, not negative: to hold, to charge, to credit or to debit
-- partial     HOLD: take what there is (D6, chat) instead of all or nothing (D7)
-- cap         HOLD: the member's monthly cap in micros, null for none (D13)
-- label       HOLD: the kind of hold; CREDIT, DEBIT: the type of entry
-- key         HOLD: the idempotency key; CREDIT, DEBIT: the kind of reference
-- fingerprint HOLD: of the request; SETTLE, VOID: of the completion
-- document    HOLD: terms; SETTLE, VOID: completion
--
-- status      APPLIED, REPLAYED (done before; the figures are the first answer's), INSUFFICIENT, CAP_EXCEEDED (amount is
--             what is used), KEY_REUSED, ENDED (the hold had ended otherwise, as hold_state), NO_HOLD, NO_ACCOUNT
DROP FUNCTION IF EXISTS post_operations;
CREATE FUNCTION post_operations(
    p_at timestamptz,
    p_kind text[], p_account bigint[], p_team uuid[], p_id uuid[], p_amount bigint[], p_partial boolean[], p_cap bigint[],
    p_user uuid[], p_label text[], p_key text[], p_fingerprint bytea[], p_expires timestamptz[], p_document text[],
    p_service text[], p_engine text[], p_quantity bigint[], p_explanation text[])
RETURNS TABLE (
    status text, id uuid, hold_state text, sequence bigint, amount_micros bigint, shortfall_micros bigint,
    balance_micros bigint, available_micros bigint, at timestamptz, expires_at timestamptz)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    -- Leaves room to add a spending limit to it.
    c_most       CONSTANT bigint := 4000000000000000000;
    n            int   := cardinality(p_kind);
    nulls        bigint[] := array_fill(NULL::bigint, ARRAY[n]);
    x            record;
    v_account    bigint;     -- the account that the next figures belong to
    v_balance    bigint;
    v_held       bigint;
    v_sequence   bigint;
    v_hash       bytea;
    v_at         timestamptz;
    v_dirty      boolean := false;
    v_available  bigint;
    v_used       bigint;
    v_status     text;
    v_type       text;       -- of the entry that this operation makes, null for none
    v_amount     bigint;     -- held, or added to the balance
    v_end        text;       -- the state in which this operation ends its hold, null for not
    v_shortfall  bigint;
    -- per operation
    r_status     text[]   := array_fill(NULL::text, ARRAY[n]);
    r_id         uuid[]   := p_id;
    r_state      text[]   := r_status;
    r_end        text[]   := r_status;
    r_type       text[]   := r_status;
    r_reference  text[]   := r_status;
    r_user       uuid[]   := p_user;
    r_hash       bytea[]  := array_fill(NULL::bytea, ARRAY[n]);
    r_sequence   bigint[] := nulls;
    r_amount     bigint[] := nulls;
    r_shortfall  bigint[] := nulls;
    r_balance    bigint[] := nulls;
    r_available  bigint[] := nulls;
    r_at         timestamptz[] := array_fill(NULL::timestamptz, ARRAY[n]);
    r_expires    timestamptz[] := p_expires;
    -- per member: what is charged and held, loaded when first met
    m_account    bigint[] := nulls;
    m_user       uuid[]   := array_fill(NULL::uuid, ARRAY[n]);
    m_charged    bigint[] := nulls;
    m_held       bigint[] := nulls;
    m_month      date[]   := array_fill(NULL::date, ARRAY[n]);
    -- per changed account
    a_account    bigint[] := '{}';
    a_balance    bigint[] := '{}';
    a_held       bigint[] := '{}';
    a_sequence   bigint[] := '{}';
    a_hash       bytea[]  := '{}';
    a_at         timestamptz[] := '{}';
BEGIN
    -- Accounts are always locked in id order: no two batches wait for each other.
    PERFORM 1 FROM account WHERE account.id = ANY (p_account) ORDER BY account.id FOR NO KEY UPDATE;

    -- A new statement, so a snapshot taken under the locks: everything it reads of these accounts is final.
    FOR x IN
        SELECT o.*, a.balance_micros AS balance, a.held_micros AS held, a.limit_micros AS credit_limit,
               a.sequence AS last_sequence, a.last_hash, t.at AS account_at, t.month,
               h.state, h.amount_micros AS hold_amount, h.expires_at AS hold_expires,
               h.kind AS hold_kind, h.completion_fingerprint, h.charged_micros, h.shortfall_micros, h.ended_at,
               h.balance_at_end_micros, h.available_at_end_micros,
               k.id AS known_id, k.fingerprint AS known_fingerprint, k.amount_micros AS known_amount,
               k.available_after_micros AS known_available, k.created_at AS known_at, k.expires_at AS known_expires,
               e.sequence AS known_sequence, e.amount_micros AS entry_amount, e.type AS entry_type,
               e.balance_after_micros AS entry_balance, e.at AS entry_at,
               CASE WHEN u.month = t.month THEN u.charged_micros ELSE 0 END AS member_charged,
               u.held_micros AS member_held,
               CASE WHEN coalesce(h.user_id, o.user_id) IS NOT NULL THEN
                   dense_rank() OVER (ORDER BY o.account_id, coalesce(h.user_id, o.user_id)) END AS member,
               coalesce(h.user_id, o.user_id) AS person
          FROM unnest(p_kind, p_account, p_team, p_id, p_amount, p_partial, p_cap, p_user, p_label, p_key, p_fingerprint,
                      p_expires, p_service, p_engine, p_quantity, p_explanation) WITH ORDINALITY
               AS o (kind, account_id, team_id, id, amount, partial, cap, user_id, label, key, fingerprint, expires,
                     service, engine, quantity, explanation, ord)
          LEFT JOIN account a ON a.id = o.account_id
          -- The clocks of servers differ; the time of an account never goes back.
         CROSS JOIN LATERAL (SELECT greatest(p_at, a.last_at) AS at,
                                    date_trunc('month', greatest(p_at, a.last_at) AT TIME ZONE 'UTC')::date AS month) t
          LEFT JOIN hold h ON h.id = o.id AND h.account_id = o.account_id AND o.kind IN ('SETTLE', 'VOID', 'EXPIRE')
          LEFT JOIN hold k ON k.team_id = o.team_id AND k.kind = o.label AND k.idempotency_key = o.key AND o.kind = 'HOLD'
          -- Adding 0 keeps the planner from the indexes that begin with the account: on a small table they look as good.
          LEFT JOIN entry e ON e.operation_id = o.id AND e.account_id + 0 = o.account_id AND o.kind IN ('CREDIT', 'DEBIT')
          LEFT JOIN member_use u ON u.account_id = o.account_id AND u.user_id = coalesce(h.user_id, o.user_id)
         ORDER BY o.account_id, o.ord
    LOOP
        IF v_account IS DISTINCT FROM x.account_id THEN
            IF v_dirty THEN
                a_account := a_account || v_account; a_balance := a_balance || v_balance; a_held := a_held || v_held;
                a_sequence := a_sequence || v_sequence; a_hash := a_hash || v_hash; a_at := a_at || v_at;
            END IF;
            v_account := x.account_id; v_balance := x.balance; v_held := x.held;
            v_sequence := x.last_sequence; v_hash := x.last_hash; v_at := x.account_at; v_dirty := false;
        END IF;
        r_at[x.ord] := v_at;
        IF x.member IS NOT NULL AND m_user[x.member] IS NULL THEN
            m_account[x.member] := x.account_id; m_user[x.member] := x.person;
            m_charged[x.member] := coalesce(x.member_charged, 0); m_held[x.member] := coalesce(x.member_held, 0);
            m_month[x.member] := x.month;
        END IF;
        IF x.amount < 0 THEN
            RAISE EXCEPTION 'negative amount of operation %', x.id USING ERRCODE = 'check_violation';
        END IF;

        v_status := 'APPLIED'; v_type := NULL; v_end := NULL; v_amount := 0; v_shortfall := 0;
        v_available := greatest(0, x.credit_limit + v_balance - v_held);

        IF x.balance IS NULL THEN
            v_status := 'NO_ACCOUNT';

        ELSIF x.kind = 'HOLD' THEN
            IF x.known_id IS NOT NULL THEN
                IF x.known_fingerprint = x.fingerprint THEN
                    v_status := 'REPLAYED'; v_amount := x.known_amount; v_available := x.known_available;
                    r_id[x.ord] := x.known_id; r_at[x.ord] := x.known_at; r_expires[x.ord] := x.known_expires;
                ELSE
                    v_status := 'KEY_REUSED';
                END IF;
            ELSE
                v_used := m_charged[x.member] + m_held[x.member];
                v_amount := CASE WHEN x.partial THEN least(x.amount, v_available, x.cap - v_used) ELSE x.amount END;
                -- A message needs any room at all, a job room for its price, and what is free needs none.
                IF x.cap < v_used + (CASE WHEN x.partial THEN 1 ELSE x.amount END) AND (x.partial OR x.amount > 0) THEN
                    v_status := 'CAP_EXCEEDED'; v_amount := v_used;
                ELSIF v_amount > v_available OR x.partial AND v_available = 0 THEN
                    v_status := 'INSUFFICIENT'; v_amount := x.amount;
                ELSE
                    v_held := v_held + v_amount; v_available := v_available - v_amount;
                    -- It may have waited in the queue for longer than it is to last.
                    r_expires[x.ord] := greatest(x.expires, v_at + interval '1 second');
                    m_held[x.member] := m_held[x.member] + v_amount;
                    v_dirty := true;
                END IF;
            END IF;

        ELSIF x.kind IN ('CREDIT', 'DEBIT') THEN
            v_amount := CASE x.kind WHEN 'CREDIT' THEN x.amount ELSE -x.amount END;
            IF x.known_sequence IS NOT NULL THEN
                IF x.entry_type = x.label AND x.entry_amount = v_amount THEN
                    v_status := 'REPLAYED'; r_at[x.ord] := x.entry_at;
                    r_sequence[x.ord] := x.known_sequence; r_balance[x.ord] := x.entry_balance;
                ELSE
                    v_status := 'KEY_REUSED';
                END IF;
            ELSIF x.kind = 'DEBIT' AND x.amount > v_available THEN
                v_status := 'INSUFFICIENT'; v_amount := x.amount;
            ELSE
                v_type := x.label;
            END IF;

        ELSIF x.state IS NULL THEN
            v_status := 'NO_HOLD';

        ELSIF x.state <> 'OPEN' THEN
            IF x.completion_fingerprint = x.fingerprint
               AND x.state = (CASE x.kind WHEN 'SETTLE' THEN 'SETTLED' WHEN 'VOID' THEN 'VOIDED' END) THEN
                v_status := 'REPLAYED'; v_amount := -x.charged_micros; v_shortfall := x.shortfall_micros;
                r_balance[x.ord] := x.balance_at_end_micros; v_available := x.available_at_end_micros;
                r_at[x.ord] := x.ended_at;
            ELSE
                v_status := 'ENDED';
            END IF;
            r_state[x.ord] := x.state;

        ELSIF x.hold_expires <= v_at THEN
            -- Whatever came, it came too late: the hold is released now (D4, D8).
            v_end := 'EXPIRED'; v_status := CASE x.kind WHEN 'EXPIRE' THEN 'APPLIED' ELSE 'ENDED' END;

        ELSIF x.kind = 'SETTLE' THEN
            v_end := 'SETTLED'; v_type := 'USAGE';
            -- What the hold set aside, and beyond it only what is available (D5).
            v_amount := -least(x.amount, x.hold_amount + v_available);
            v_shortfall := x.amount + v_amount;

        ELSIF x.kind = 'VOID' THEN
            v_end := 'VOIDED';

        ELSE
            v_status := 'ENDED'; r_state[x.ord] := 'OPEN';
        END IF;

        IF v_end IS NOT NULL THEN
            v_held := v_held - x.hold_amount; m_held[x.member] := m_held[x.member] - x.hold_amount;
            r_state[x.ord] := v_end; r_end[x.ord] := v_end; v_dirty := true;
        END IF;
        IF v_type IS NOT NULL THEN
            IF v_balance + v_amount > c_most THEN
                RAISE EXCEPTION 'balance beyond %', c_most USING ERRCODE = 'numeric_value_out_of_range';
            END IF;
            v_balance := v_balance + v_amount; v_sequence := v_sequence + 1; v_dirty := true;
            r_type[x.ord] := v_type; r_sequence[x.ord] := v_sequence;
            r_reference[x.ord] := coalesce(x.hold_kind, x.key);
            v_hash := sha256(v_hash || entry_canonical(x.account_id, v_sequence, x.id, v_at, v_type, coalesce(x.hold_kind, x.key),
                v_amount, v_balance, v_shortfall, x.person, x.service, x.engine, x.quantity, x.explanation));
            r_hash[x.ord] := v_hash; r_user[x.ord] := x.person;
            IF v_type = 'USAGE' AND x.member IS NOT NULL THEN
                m_charged[x.member] := m_charged[x.member] - v_amount;
            END IF;
        END IF;
        IF v_end IS NOT NULL OR v_type IS NOT NULL THEN
            v_available := greatest(0, x.credit_limit + v_balance - v_held);
        END IF;
        r_status[x.ord] := v_status; r_amount[x.ord] := v_amount; r_shortfall[x.ord] := v_shortfall;
        r_balance[x.ord] := coalesce(r_balance[x.ord], v_balance); r_available[x.ord] := v_available;
    END LOOP;
    IF v_dirty THEN
        a_account := a_account || v_account; a_balance := a_balance || v_balance; a_held := a_held || v_held;
        a_sequence := a_sequence || v_sequence; a_hash := a_hash || v_hash; a_at := a_at || v_at;
    END IF;

    -- The rows, each table in one statement.
    INSERT INTO entry (account_id, sequence, operation_id, at, type, reference_kind, amount_micros, balance_after_micros,
                       shortfall_micros, user_id, service, engine, quantity, explanation, hash)
    SELECT o.account_id, o.sequence, o.id, o.at, o.type, o.reference, o.amount, o.balance, o.shortfall, o.user_id,
           o.service, o.engine, o.quantity, o.explanation::json, o.hash
      FROM unnest(p_account, r_sequence, p_id, r_type, r_reference, r_amount, r_balance, r_shortfall, r_user, p_service, p_engine,
                  p_quantity, p_explanation, r_hash, r_at)
           AS o (account_id, sequence, id, type, reference, amount, balance, shortfall, user_id, service, engine,
                 quantity, explanation, hash, at)
     WHERE o.type IS NOT NULL;

    INSERT INTO hold (id, account_id, team_id, kind, idempotency_key, fingerprint, user_id, amount_micros, terms,
                      available_after_micros, created_at, expires_at)
    SELECT o.id, o.account_id, o.team_id, o.label, o.key, o.fingerprint, o.user_id, o.amount, o.document::json, o.available, o.at, o.expires
      FROM unnest(p_kind, r_status, p_id, p_account, p_team, p_label, p_key, p_fingerprint, p_user, r_amount, p_document,
                  r_available, r_at, r_expires)
           AS o (kind, status, id, account_id, team_id, label, key, fingerprint, user_id, amount, document, available, at,
                 expires)
     WHERE o.kind = 'HOLD' AND o.status = 'APPLIED';

    UPDATE hold
       SET state = o.ended, ended_at = o.at, charged_micros = -o.amount, shortfall_micros = o.shortfall,
           balance_at_end_micros = o.balance, available_at_end_micros = o.available,
           completion = CASE WHEN o.status = 'APPLIED' THEN o.document::json END,
           completion_fingerprint = CASE WHEN o.status = 'APPLIED' THEN o.fingerprint END
      FROM unnest(p_id, r_status, r_end, r_amount, r_shortfall, r_balance, r_available, p_document, p_fingerprint, r_at)
           AS o (id, status, ended, amount, shortfall, balance, available, document, fingerprint, at)
     WHERE hold.id = o.id AND o.ended IS NOT NULL;

    UPDATE account
       SET balance_micros = o.balance, held_micros = o.held, sequence = o.sequence, last_hash = o.hash,
           last_at = o.at
      FROM unnest(a_account, a_balance, a_held, a_sequence, a_hash, a_at) AS o (id, balance, held, sequence, hash, at)
     WHERE account.id = o.id;

    INSERT INTO member_use (account_id, user_id, month, charged_micros, held_micros)
    SELECT o.account_id, o.user_id, o.month, o.charged, o.held
      FROM unnest(m_account, m_user, m_month, m_charged, m_held) AS o (account_id, user_id, month, charged, held)
     WHERE o.account_id = ANY (a_account)
    ON CONFLICT ON CONSTRAINT member_use_pk DO UPDATE
       SET month = excluded.month, charged_micros = excluded.charged_micros, held_micros = excluded.held_micros;

    RETURN QUERY SELECT * FROM unnest(r_status, r_id, r_state, r_sequence, r_amount, r_shortfall, r_balance, r_available, r_at, r_expires);
END $$;

-- Plans are kept for as long as a connection lives. One that was made while a table was small would read the whole of it
-- for every operation, and go on doing so when it has grown; so rows are only ever looked up by their keys.
ALTER FUNCTION post_operations SET enable_seqscan = off;
ALTER FUNCTION post_operations SET enable_hashjoin = off;
ALTER FUNCTION post_operations SET enable_mergejoin = off;
ALTER FUNCTION post_operations SET enable_material = off;
ALTER FUNCTION post_operations SET enable_memoize = off;
