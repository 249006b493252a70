-- The rows of the ledger's callers for the entries and holds of BookOfEverything.

INSERT INTO team (id, name, plan, ai_chat, creative_hub, creative_funding, low_balance_threshold_micros, minimum_purchase_role, created_at)
VALUES ('{team}', 'Team', 'PRO', true, true, 'METERED', 0, 'MEDIA_BUYER', now()),
       ('{other team}', 'Other', 'PRO', true, true, 'METERED', 0, 'MEDIA_BUYER', now());
INSERT INTO member (team_id, user_id, role, display_name, joined_at)
VALUES ('{team}', '{alice}', 'OWNER', 'Alice', now()), ('{team}', '{bob}', 'VIEWER', 'Bob', now()),
       ('{other team}', '{bob}', 'OWNER', 'Bob', now());

-- Purchases and what went back of them.
INSERT INTO purchase (id, team_id, account_id, idempotency_key, fingerprint, bought_by, package, catalog_version, credits_micros,
                      price_cents, return_url, status, created_at, expires_at, payment_intent, paid_cents, paid_at)
SELECT id::uuid, '{team}', {wallet}, id, sha256(''), '{alice}', 'STARTER', 1, credits, 500, '', status, now(), now(), 'pi_' || id, 500, now()
  FROM (VALUES ('{purchase}', 5000, 'PAID'), ('{disputed purchase}', 2000, 'PAID'), ('{owed purchase}', 3000, 'CLAWED_BACK'),
               ('{paying purchase}', 3000, 'DISPUTED')) AS p (id, credits, status);
INSERT INTO purchase (id, team_id, account_id, idempotency_key, fingerprint, bought_by, package, catalog_version, credits_micros,
                      price_cents, return_url, status, created_at, expires_at)
VALUES ('{pending purchase}', '{team}', {wallet}, 'pending', sha256(''), '{alice}', 'STARTER', 1, 5000, 500, '', 'PENDING', now(), now());
INSERT INTO purchase_reversal (id, purchase_id, number, cause, source_id, step, credits_micros, decided_micros, disputed_micros,
                               frozen_micros, at)
VALUES ('{refund}', '{purchase}', 1, 'REFUND', 'ch_1', 'CLAWBACK', 1000, 1000, 0, 0, now()),
       ('{failed refund}', '{purchase}', 2, 'REFUND', 'ch_1', 'REINSTATEMENT', 200, 200, 0, 0, now()),
       ('{dispute}', '{disputed purchase}', 1, 'DISPUTE', 'dp_1', 'FREEZE', 2000, 2000, 2000, 2000, now()),
       ('{lost dispute}', '{disputed purchase}', 2, 'DISPUTE', 'dp_1', 'CLAWBACK', 2000, 2000, 0, 0, now()),
       ('{won dispute}', '{disputed purchase}', 3, 'DISPUTE', 'dp_1', 'REINSTATEMENT', 2000, 2000, 0, 0, now()),
       ('{owed refund}', '{owed purchase}', 1, 'REFUND', 'ch_2', 'CLAWBACK', 3000, 125, 0, 0, now()),
       ('{second refund}', '{purchase}', 3, 'REFUND', 'ch_1', 'CLAWBACK', 1500, 125, 0, 0, now()),
       ('{third refund}', '{paying purchase}', 1, 'REFUND', 'ch_3', 'CLAWBACK', 100, 0, 0, 0, now()),
       ('{open dispute}', '{paying purchase}', 2, 'DISPUTE', 'dp_2', 'FREEZE', 2900, 300, 2900, 300, now());

INSERT INTO adjustment (id, team_id, account_id, amount_units, reason, made_by, made_at, idempotency_key, fingerprint)
SELECT id::uuid, '{team}', account, units, 'test', '{alice}', now(), id, sha256('')
  FROM (VALUES ('{correction}', {wallet}, -9000), ('{gift}', {wallet}, 600), ('{second gift}', {wallet}, 400),
               ('{creative correction}', {creative}, -30000000)) AS a (id, account, units);

-- Jobs, and what providers did.
INSERT INTO job (id, team_id, user_id, service, requested_engine, engine, quantity, quoted_units, parameters, created_at, deadline)
SELECT id, team_id, user_id, 'IMAGE', 'FLUX', 'FLUX', 1, amount_units, '{}', created_at, expires_at FROM hold WHERE kind = 'JOB';
INSERT INTO usage_record (work_id, measure, at, service, engine, quantity, charged_units, outcome)
VALUES ('{chat}', 'INPUT_TOKEN', now(), 'CHAT', 'GPT', 10, 20, 'SUCCEEDED'),
       ('{chat}', 'OUTPUT_TOKEN', now(), 'CHAT', 'GPT', 10, 40, 'SUCCEEDED'),
       ('{chat}', 'CACHE_READ_TOKEN', now(), 'CHAT', 'GPT', 5, 0, 'SUCCEEDED'),
       ('{job}', 'IMAGE', now(), 'IMAGE', 'FLUX', 1, 25000000, 'SUCCEEDED'),
       ('{job}', 'INPUT_TOKEN', now(), 'IMAGE', 'FLUX', 90, 0, 'SUCCEEDED'),
       ('{large job}', 'IMAGE', now(), 'IMAGE', 'FLUX', 20, 600000000, 'SUCCEEDED'),
       ('{last job}', 'IMAGE', now(), 'IMAGE', 'FLUX', 2, 70000000, 'SUCCEEDED'),
       ('{failed job}', 'IMAGE', now(), 'IMAGE', 'FLUX', 0, 0, 'FAILED'),
       ('{late job}', 'IMAGE', now(), 'IMAGE', 'FLUX', 1, 0, 'LATE');

-- A bill that was paid and went back in part, one that is void, and one that asks for it again.
INSERT INTO creative_bill (id, team_id, account_id, number, reason, status, from_sequence, to_sequence, period_from, period_to,
                           amount_cents, due_days, created_at, stripe_invoice, stripe_payment, paid_at, returned_nanos)
VALUES ('{bill}', '{team}', {creative}, 1, 'LIMIT', 'PAID', 0, 2, now(), now(), 62, 14, now(), 'in_1', 'pi_b', now(), 100000000),
       ('{void bill}', '{team}', {creative}, 2, 'MONTH', 'VOID', 2, 7, now(), now(), 13, 14, now(), 'in_2', NULL, NULL, 0),
       ('{open bill}', '{team}', {creative}, 3, 'MONTH', 'OPEN', 7, 8, now(), now(), 20, 14, now(), 'in_3', NULL, NULL, 0);
UPDATE creative_bill SET billed_again_by = '{open bill}' WHERE id = '{void bill}';
INSERT INTO creative_bill_line (bill_id, number, type, service, engine, per, unit_size, unit_price_nanos, quantity, usage_nanos,
                                carried_in_nanos, billed_cents, carried_out_nanos)
VALUES ('{bill}', 1, 'USAGE', 'IMAGE', 'FLUX', 'IMAGE', 1, 25000000, 25, 625000000, 0, 62, 5000000),
       ('{void bill}', 1, 'USAGE', 'IMAGE', 'FLUX', 'IMAGE', 1, 25000000, 0, 0, 5000000, 0, 5000000),
       ('{void bill}', 2, 'RETURNED', '', '', '', 1, 0, 3, 100000000, 0, 10, 0),
       ('{void bill}', 3, 'ADJUSTMENT', '', '', '', 1, 0, 1, 30000000, 0, 3, 0),
       ('{open bill}', 1, 'USAGE', 'IMAGE', 'FLUX', 'IMAGE', 1, 25000000, 2, 70000000, 5000000, 7, 5000000),
       ('{open bill}', 2, 'RETURNED', '', '', '', 1, 0, 0, 0, 100000000, 10, 0),
       ('{open bill}', 3, 'ADJUSTMENT', '', '', '', 1, 0, 0, 0, 30000000, 3, 0);
INSERT INTO creative_bill_return (id, bill_id, number, cause, source_id, standing, cents, returned_nanos, at)
VALUES ('{bill refund}', '{bill}', 1, 'REFUND', 'ch_b', 'BACK', 10, 100000000, now()),
       ('{bill dispute}', '{bill}', 2, 'DISPUTE', 'dp_b', 'BACK', 2, 20000000, now()),
       ('{bill dispute won}', '{bill}', 3, 'DISPUTE', 'dp_b', 'KEPT', 2, -20000000, now()),
       ('{bill inquiry}', '{bill}', 4, 'DISPUTE', 'dp_c', 'OPEN', 2, 0, now());

-- Where the histories stood on two days.
INSERT INTO checkpoint_head (day, account_id, team_id, kind, previous_sequence, sequence, balance_units, hash)
SELECT c.day::date, e.account_id, a.team_id, a.kind, c.before, e.sequence, e.balance_after_units, e.hash
  FROM (VALUES ('2026-01-30', {wallet}, 0, 3), ('2026-01-30', {creative}, 0, 2), ('2026-01-31', {wallet}, 3, 7)) AS c (day, account, before, upto)
  JOIN entry e ON e.account_id = c.account AND e.sequence = c.upto
  JOIN account a ON a.id = c.account;
INSERT INTO checkpoint (day, taken_at, previous, accounts, entries, digest)
VALUES ('2026-01-30', now(), decode(repeat('00', 32), 'hex'), 2, 5, sha256('first')),
       ('2026-01-31', now(), sha256('first'), 1, 9, sha256('second'));

-- Imports: one that counts, one that still comes in.
INSERT INTO invoice_import (id, fingerprint, provider, format, source, status, sha256, accepted, started_at, lease_until, ended_at)
VALUES ('{import}', sha256(''), 'OPENAI', 'FOCUS', 'INBOX', 'IMPORTED', sha256('file'), 3, now(), now(), now()),
       ('{import under way}', sha256(''), 'OPENAI', 'FOCUS', 'INBOX', 'LOADING', NULL, 0, now(), now(), NULL);
INSERT INTO invoice_line (import_id, line, provider, kind, invoice_id, account, day, last_day, cost_nanos, currency)
VALUES ('{import}', 1, 'OPENAI', 'USAGE', 'INV-1', 'org', '2026-01-01', '2026-01-01', 7, 'USD'),
       ('{import}', 2, 'OPENAI', 'USAGE', 'INV-1', 'org', '2026-01-03', '2026-01-31', 7, 'USD'),
       ('{import}', 3, 'OPENAI', 'TAX', NULL, NULL, '2026-01-31', '2026-01-31', 7, 'USD'),
       ('{import under way}', 1, 'OPENAI', 'USAGE', 'INV-2', 'org', '2026-01-01', '2026-01-01', 7, 'USD');
INSERT INTO invoice_scope (import_id, account, invoice_id, first_day, last_day, lines)
VALUES ('{import}', 'org', 'INV-1', '2026-01-01', '2026-01-03', 2), ('{import}', '', '', '2026-01-31', '2026-01-31', 1);

-- Runs of the reconciliation: one that is done, one that is under way.
INSERT INTO reconciliation_run (id, idempotency_key, fingerprint, trigger, from_day, to_day, catalog_version, terms, status, started_at,
                                lease_until, ended_at, report)
VALUES ('{run}', 'run', sha256(''), 'NIGHTLY', '2026-01-01', '2026-01-02', 1, '{}', 'COMPLETED', now(), now(), now(), '{}'),
       ('{run under way}', 'under way', sha256(''), 'NIGHTLY', '2026-01-01', '2026-01-02', 1, '{}', 'RUNNING', now(), now(), NULL, NULL);
INSERT INTO reconciliation_finding (run_id, provider, cause, key, day, currency, variance_nanos, records)
VALUES ('{run}', 'OPENAI', 'TAX', 'INV-1', '2026-01-01', 'USD', 7, 1), ('{run}', 'OPENAI', 'MATCHED', 'INV-1', '2026-01-01', 'USD', 0, 1),
       ('{run under way}', 'OPENAI', 'TAX', 'INV-2', '2026-01-01', 'USD', 7, 1);
INSERT INTO reconciliation_break (id, provider, cause, key, day, variance_nanos, currency, first_seen_at, first_run, last_run)
VALUES ('{break}', 'OPENAI', 'TAX', 'INV-1', '2026-01-01', 7, 'USD', now(), '{run}', '{run}');

-- For the violations: whoever invents an entry does it so that balance, number, hash and the account's row fit.
CREATE FUNCTION invent(p_account bigint, p_type text, p_kind text, p_amount bigint, p_operation uuid, p_explanation json DEFAULT '{}')
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    a account;
    v_hash bytea;
BEGIN
    SELECT * INTO a FROM account WHERE id = p_account;
    a.last_at := greatest(a.last_at, now() - interval '1 hour');
    v_hash := sha256(a.last_hash || entry_canonical(a.id, a.sequence + 1, p_operation, a.last_at, p_type, p_kind, p_amount,
        a.balance_units + p_amount, 0, '{alice}', NULL, NULL, NULL, p_explanation::text));
    INSERT INTO entry VALUES (a.id, a.sequence + 1, p_operation, a.last_at, p_type, p_kind, p_amount, a.balance_units + p_amount, 0,
        '{alice}', NULL, NULL, NULL, p_explanation, v_hash);
    UPDATE account SET balance_units = balance_units + p_amount, sequence = sequence + 1, last_hash = v_hash, last_at = a.last_at
     WHERE id = p_account;
END $$;

-- Makes two entries of one, which come to the same together.
CREATE FUNCTION halve(p_operation uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    ALTER TABLE entry DROP CONSTRAINT entry_operation_unique;
    UPDATE entry SET amount_units = amount_units / 2 WHERE operation_id = p_operation;
    INSERT INTO entry SELECT account_id, sequence + 1000, operation_id, at, type, reference_kind, amount_units, balance_after_units,
                             shortfall_units, user_id, service, engine, quantity, explanation, hash
                        FROM entry WHERE operation_id = p_operation;
END $$;

-- Lets entries be of any kind.
CREATE FUNCTION any_kind() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    ALTER TABLE entry DROP CONSTRAINT entry_is_as_its_type;
END $$;

-- And whoever archives something does it as the script does.
CREATE FUNCTION archive(p_hold uuid) RETURNS void LANGUAGE sql AS $$
    INSERT INTO archived_hold
    SELECT id, account_id, team_id, kind, idempotency_key, fingerprint, user_id, amount_units, NULL, available_after_units, created_at,
           expires_at, state, ended_at, completion_fingerprint, charged_units, shortfall_units, balance_at_end_units, available_at_end_units
      FROM hold WHERE id = p_hold
$$;

-- The audit log: two lines in the chain, one that waits.
INSERT INTO audit_line (id, content)
SELECT id, json_build_object('id', id, 'atMicros', 0, 'action', action, 'outcome', 'DONE', 'teamId', '{team}',
                             'name', json_build_object('digest', encode(sha256('0123456789abcdefPaula'), 'hex')))
  FROM (VALUES ('{first audit line}'::uuid, 'TEAM_CREATED'), ('{second audit line}', 'TEAM_CHANGED')) AS line (id, action);
INSERT INTO audit_personal (line_id, digest, person_id, salt, value)
SELECT id, sha256('0123456789abcdefPaula'), '{nobody}', '0123456789abcdef', 'Paula' FROM audit_line;
SELECT link_audit_lines(2);
INSERT INTO audit_line (id, content)
VALUES ('{waiting audit line}', json_build_object('id', '{waiting audit line}', 'atMicros', 0, 'action', 'EXPORTED', 'outcome', 'DONE'));
INSERT INTO audit_checkpoint (day, previous, sequence, hash, digest)
SELECT date '2026-01-30', decode(repeat('00', 32), 'hex'), 1, hash, sha256('first') FROM audit_link WHERE sequence = 1
UNION ALL
SELECT date '2026-01-31', sha256('first'), 2, hash, sha256('second') FROM audit_link WHERE sequence = 2;
