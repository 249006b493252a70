-- Entries are moved, however long it takes. See server-config/README.md about the driver's own time-out.
SET LOCAL statement_timeout = 0;

DROP VIEW system_balance;

-- What each column may hold is said by its type. A CHECK of a table is read and prepared anew for every statement that writes to
-- it, and for every partition; that of a type is prepared once. Only what concerns several columns is a CHECK.
CREATE DOMAIN account_kind AS text CONSTRAINT account_kind_known CHECK (VALUE IN ('CREDITS', 'CREATIVE'));
CREATE DOMAIN entry_type AS text CONSTRAINT entry_type_known
    CHECK (VALUE IN ('PURCHASE', 'USAGE', 'CLAWBACK', 'REINSTATEMENT', 'ADJUSTMENT', 'PAYMENT'));
CREATE DOMAIN hold_kind AS text CONSTRAINT hold_kind_known CHECK (VALUE IN ('CHAT_MESSAGE', 'JOB'));
CREATE DOMAIN hold_state AS text CONSTRAINT hold_state_known CHECK (VALUE IN ('OPEN', 'SETTLED', 'VOIDED', 'EXPIRED'));
CREATE DOMAIN idempotency_key AS text CONSTRAINT idempotency_key_length CHECK (length(VALUE) BETWEEN 1 AND 255);
CREATE DOMAIN not_negative AS bigint CONSTRAINT not_negative CHECK (VALUE >= 0);
CREATE DOMAIN entry_number AS bigint CONSTRAINT entry_number_positive CHECK (VALUE >= 1);
CREATE DOMAIN digest AS bytea CONSTRAINT digest_length CHECK (octet_length(VALUE) = 32);

ALTER TABLE account
    DROP CONSTRAINT account_kind_known,
    DROP CONSTRAINT account_held_not_negative,
    DROP CONSTRAINT account_limit_not_negative,
    DROP CONSTRAINT account_debt_not_negative,
    DROP CONSTRAINT account_sequence_not_negative,
    DROP CONSTRAINT account_last_hash_length,
    DROP CONSTRAINT account_credits_have_no_limit,
    DROP CONSTRAINT account_credits_not_overdrawn,
    ALTER COLUMN kind TYPE account_kind,
    ALTER COLUMN held_micros TYPE not_negative,
    ALTER COLUMN limit_micros TYPE not_negative,
    ALTER COLUMN debt_micros TYPE not_negative,
    ALTER COLUMN sequence TYPE not_negative,
    ALTER COLUMN last_hash TYPE digest,
    ADD CONSTRAINT account_credits_not_overdrawn
        CHECK (kind <> 'CREDITS' OR (balance_micros >= 0 AND held_micros <= balance_micros AND limit_micros = 0));

ALTER TABLE hold
    DROP CONSTRAINT hold_kind_known,
    DROP CONSTRAINT hold_key_length,
    DROP CONSTRAINT hold_amount_not_negative,
    DROP CONSTRAINT hold_state_known,
    ALTER COLUMN kind TYPE hold_kind,
    ALTER COLUMN idempotency_key TYPE idempotency_key,
    ALTER COLUMN amount_micros TYPE not_negative,
    ALTER COLUMN state TYPE hold_state;

ALTER TABLE member_use
    DROP CONSTRAINT member_use_charged_not_negative,
    DROP CONSTRAINT member_use_held_not_negative,
    ALTER COLUMN charged_micros TYPE not_negative,
    ALTER COLUMN held_micros TYPE not_negative;

-- Entries in partitions by account, so that each index, vacuum and backup of a part stays of a size that can be handled.
-- By account and not by month: every lookup names the account, and the uniqueness of an operation must not end with a month.

ALTER TABLE entry RENAME TO entry_whole;
ALTER TABLE entry_whole DROP CONSTRAINT entry_pk;
ALTER TABLE entry_whole DROP CONSTRAINT entry_operation_unique;
DROP INDEX entry_user_index;
DROP INDEX entry_at_index;

CREATE TABLE entry (
    account_id           bigint      NOT NULL,
    sequence             entry_number NOT NULL,
    operation_id         uuid        NOT NULL,
    at                   timestamptz NOT NULL,
    type                 entry_type  NOT NULL,
    reference_kind       text        NOT NULL,
    amount_micros        bigint      NOT NULL,
    balance_after_micros bigint      NOT NULL,
    shortfall_micros     not_negative NOT NULL,
    user_id              uuid,
    service              text,
    engine               text,
    quantity             not_negative,
    explanation          json        NOT NULL,
    hash                 digest      NOT NULL,
    CONSTRAINT entry_pk PRIMARY KEY (account_id, sequence),
    CONSTRAINT entry_operation_unique UNIQUE (operation_id, account_id),
    CONSTRAINT entry_amount_sign CHECK (CASE type
        WHEN 'USAGE' THEN amount_micros <= 0
        WHEN 'CLAWBACK' THEN amount_micros < 0
        WHEN 'ADJUSTMENT' THEN amount_micros <> 0
        ELSE amount_micros > 0 END)
) PARTITION BY HASH (account_id);
COMMENT ON TABLE entry IS 'The history, append-only: one row per purchase, charge, clawback, adjustment or payment (D16)';
COMMENT ON COLUMN entry.account_id IS
    'No foreign key: it would be looked up for every row, and whoever writes an entry has changed its account in the same statement';
COMMENT ON COLUMN entry.sequence IS 'Number within the account, from 1 without gaps';
COMMENT ON COLUMN entry.operation_id IS 'The chat message, job, purchase or adjustment that this entry is for; one entry for each';
COMMENT ON COLUMN entry.amount_micros IS 'Micros, signed: positive adds to the balance';
COMMENT ON COLUMN entry.balance_after_micros IS 'Micros; the running balance';
COMMENT ON COLUMN entry.shortfall_micros IS 'Micros that the work cost beyond its hold and what was available; not charged (D5)';
COMMENT ON COLUMN entry.user_id IS 'The person who caused it; null where no person did';
COMMENT ON COLUMN entry.quantity IS 'Charged quantity in the natural unit of the service: tokens, images, seconds, characters';
COMMENT ON COLUMN entry.explanation IS 'How the amount came about (D9)';
COMMENT ON COLUMN entry.hash IS 'SHA-256 over the hash of the entry before and this entry''s canonical bytes, see entry_canonical';

DO $$
DECLARE
    c_partitions CONSTANT int := 8;
BEGIN
    FOR i IN 0 .. c_partitions - 1 LOOP
        EXECUTE format('CREATE TABLE entry_%s PARTITION OF entry FOR VALUES WITH (MODULUS %s, REMAINDER %s)', i, c_partitions, i);
        -- A trigger for TRUNCATE is not handed down to partitions.
        EXECUTE format('CREATE TRIGGER entry_append_only_truncate BEFORE TRUNCATE ON entry_%s'
                       ' FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', i);
    END LOOP;
END $$;

INSERT INTO entry SELECT * FROM entry_whole ORDER BY account_id, sequence;
DROP TABLE entry_whole;

CREATE INDEX entry_user_index ON entry (account_id, user_id, sequence);
CREATE INDEX entry_at_index ON entry USING brin (at);

-- For each row, so that it is handed down to the partitions and holds for a statement on one of them as well.
CREATE TRIGGER entry_append_only BEFORE UPDATE OR DELETE ON entry
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER entry_append_only_truncate BEFORE TRUNCATE ON entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE VIEW system_balance AS
    SELECT s.name, s.account_kind, -sum(e.amount_micros) AS balance_micros
      FROM entry e
      JOIN account a ON a.id = e.account_id
      JOIN system_account s ON s.account_kind = a.kind AND s.entry_type = e.type
     GROUP BY s.name, s.account_kind;
COMMENT ON VIEW system_balance IS 'Micros per system account: the other side of all entries';
