-- The ledger: two accounts per team, holds on them, and an append-only history of entries.
--
-- "micros" is the smallest unit of either account: one micro-credit, or one nano-dollar. 1,000 credits are
-- worth one dollar, so the two are worth the same and no price is ever converted between accounts (D3).

CREATE TABLE account (
    id             bigint GENERATED ALWAYS AS IDENTITY,
    team_id        uuid   NOT NULL,
    kind           text   NOT NULL,
    balance_micros bigint NOT NULL DEFAULT 0,
    held_micros    bigint NOT NULL DEFAULT 0,
    limit_micros   bigint NOT NULL DEFAULT 0,
    debt_micros    bigint NOT NULL DEFAULT 0,
    sequence       bigint NOT NULL DEFAULT 0,
    last_hash      bytea  NOT NULL DEFAULT decode(repeat('00', 32), 'hex'),
    last_at        timestamptz NOT NULL DEFAULT '-infinity',
    CONSTRAINT account_pk PRIMARY KEY (id),
    CONSTRAINT account_team_kind_unique UNIQUE (team_id, kind),
    CONSTRAINT account_kind_known CHECK (kind IN ('CREDITS', 'CREATIVE')),
    CONSTRAINT account_held_not_negative CHECK (held_micros >= 0),
    CONSTRAINT account_limit_not_negative CHECK (limit_micros >= 0),
    CONSTRAINT account_debt_not_negative CHECK (debt_micros >= 0),
    CONSTRAINT account_sequence_not_negative CHECK (sequence >= 0),
    CONSTRAINT account_last_hash_length CHECK (octet_length(last_hash) = 32),
    CONSTRAINT account_credits_have_no_limit CHECK (kind <> 'CREDITS' OR limit_micros = 0),
    CONSTRAINT account_credits_not_overdrawn CHECK (kind <> 'CREDITS' OR (balance_micros >= 0 AND held_micros <= balance_micros))
) WITH (
    -- Hot rows: room for many versions on the page keeps every update heap-only; none of the changing columns is indexed.
    fillfactor = 20,
    autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_threshold = 1000,
    autovacuum_vacuum_cost_delay = 0
);
COMMENT ON TABLE account IS 'What a team has (CREDITS, prepaid) and owes (CREATIVE, postpaid): D1';
COMMENT ON COLUMN account.kind IS 'CREDITS: unit credit, a micro is 1e-6 credit. CREATIVE: unit USD, a micro is 1e-9 dollar';
COMMENT ON COLUMN account.balance_micros IS 'Micros; balance after the last entry. CREATIVE goes down from 0 as usage accrues';
COMMENT ON COLUMN account.held_micros IS 'Micros; sum of the open holds';
COMMENT ON COLUMN account.limit_micros IS 'Micros; spending limit of a CREATIVE account. available = limit + balance - held, never shown below 0';
COMMENT ON COLUMN account.debt_micros IS 'Micros; what a clawback could not take from the balance (D15)';
COMMENT ON COLUMN account.sequence IS 'Number of the last entry; entries are numbered from 1 without gaps';
COMMENT ON COLUMN account.last_at IS 'Time of the last operation; servers whose clocks differ never set it back';
COMMENT ON COLUMN account.last_hash IS 'Hash of the last entry, 32 zero bytes before the first';

CREATE TABLE system_account (
    account_kind text NOT NULL,
    entry_type   text NOT NULL,
    name         text NOT NULL,
    CONSTRAINT system_account_pk PRIMARY KEY (account_kind, entry_type),
    CONSTRAINT system_account_kind_known CHECK (account_kind IN ('CREDITS', 'CREATIVE'))
);
COMMENT ON TABLE system_account IS
    'The other side of every entry: an entry of this type on an account of this kind moves its amount from or to this system account. '
    'System accounts keep no running balance, they would be the hottest rows of all; see the view system_balance';

INSERT INTO system_account (account_kind, entry_type, name) VALUES
    ('CREDITS', 'PURCHASE', 'CREDITS_ISSUED'),
    ('CREDITS', 'USAGE', 'CREDITS_CONSUMED'),
    ('CREDITS', 'CLAWBACK', 'CREDITS_CLAWED_BACK'),
    ('CREDITS', 'REINSTATEMENT', 'CREDITS_CLAWED_BACK'),
    ('CREDITS', 'ADJUSTMENT', 'CREDITS_ADJUSTED'),
    ('CREATIVE', 'USAGE', 'CREATIVE_REVENUE'),
    ('CREATIVE', 'PAYMENT', 'CREATIVE_PAYMENTS'),
    ('CREATIVE', 'ADJUSTMENT', 'CREATIVE_ADJUSTED');

CREATE TABLE entry (
    account_id           bigint      NOT NULL,
    sequence             bigint      NOT NULL,
    operation_id         uuid        NOT NULL,
    at                   timestamptz NOT NULL,
    type                 text        NOT NULL,
    reference_kind       text        NOT NULL,
    amount_micros        bigint      NOT NULL,
    balance_after_micros bigint      NOT NULL,
    shortfall_micros     bigint      NOT NULL,
    user_id              uuid,
    service              text,
    engine               text,
    quantity             bigint,
    explanation          json        NOT NULL,
    hash                 bytea       NOT NULL,
    CONSTRAINT entry_pk PRIMARY KEY (account_id, sequence),
    CONSTRAINT entry_operation_unique UNIQUE (operation_id, account_id),
    CONSTRAINT entry_account_fk FOREIGN KEY (account_id) REFERENCES account (id),
    CONSTRAINT entry_sequence_positive CHECK (sequence >= 1),
    CONSTRAINT entry_type_known CHECK (type IN ('PURCHASE', 'USAGE', 'CLAWBACK', 'REINSTATEMENT', 'ADJUSTMENT', 'PAYMENT')),
    CONSTRAINT entry_amount_sign CHECK (CASE type
        WHEN 'USAGE' THEN amount_micros <= 0
        WHEN 'CLAWBACK' THEN amount_micros < 0
        WHEN 'ADJUSTMENT' THEN amount_micros <> 0
        ELSE amount_micros > 0 END),
    CONSTRAINT entry_shortfall_not_negative CHECK (shortfall_micros >= 0),
    CONSTRAINT entry_quantity_not_negative CHECK (quantity >= 0),
    CONSTRAINT entry_hash_length CHECK (octet_length(hash) = 32)
);
COMMENT ON TABLE entry IS 'The history, append-only: one row per purchase, charge, clawback, adjustment or payment (D16)';
COMMENT ON COLUMN entry.sequence IS 'Number within the account, from 1 without gaps';
COMMENT ON COLUMN entry.operation_id IS 'The chat message, job, purchase or adjustment that this entry is for; one entry for each';
COMMENT ON COLUMN entry.amount_micros IS 'Micros, signed: positive adds to the balance';
COMMENT ON COLUMN entry.balance_after_micros IS 'Micros; the running balance';
COMMENT ON COLUMN entry.shortfall_micros IS 'Micros that the work cost beyond its hold and what was available; not charged (D5)';
COMMENT ON COLUMN entry.user_id IS 'The person who caused it; null where no person did';
COMMENT ON COLUMN entry.quantity IS 'Charged quantity in the natural unit of the service: tokens, images, seconds, characters';
COMMENT ON COLUMN entry.explanation IS 'How the amount came about (D9)';
COMMENT ON COLUMN entry.hash IS 'SHA-256 over the hash of the entry before and this entry''s canonical bytes, see entry_canonical';

CREATE INDEX entry_user_index ON entry (account_id, user_id, sequence);
CREATE INDEX entry_at_index ON entry USING brin (at);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'table % is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE VIEW system_balance AS
    SELECT s.name, s.account_kind, -sum(e.amount_micros) AS balance_micros
      FROM entry e
      JOIN account a ON a.id = e.account_id
      JOIN system_account s ON s.account_kind = a.kind AND s.entry_type = e.type
     GROUP BY s.name, s.account_kind;
COMMENT ON VIEW system_balance IS 'Micros per system account: the other side of all entries';

CREATE TABLE hold (
    id                      uuid        NOT NULL,
    account_id              bigint      NOT NULL,
    team_id                 uuid        NOT NULL,
    kind                    text        NOT NULL,
    idempotency_key         text        NOT NULL,
    fingerprint             bytea       NOT NULL,
    user_id                 uuid        NOT NULL,
    amount_micros           bigint      NOT NULL,
    terms                   json        NOT NULL,
    available_after_micros  bigint      NOT NULL,
    created_at              timestamptz NOT NULL,
    expires_at              timestamptz NOT NULL,
    state                   text        NOT NULL DEFAULT 'OPEN',
    ended_at                timestamptz,
    completion              json,
    completion_fingerprint  bytea,
    charged_micros          bigint,
    shortfall_micros        bigint,
    balance_at_end_micros   bigint,
    available_at_end_micros bigint,
    CONSTRAINT hold_pk PRIMARY KEY (id),
    CONSTRAINT hold_key_unique UNIQUE (team_id, kind, idempotency_key),
    CONSTRAINT hold_account_fk FOREIGN KEY (account_id) REFERENCES account (id),
    CONSTRAINT hold_kind_known CHECK (kind IN ('CHAT_MESSAGE', 'JOB')),
    CONSTRAINT hold_key_length CHECK (length(idempotency_key) BETWEEN 1 AND 255),
    CONSTRAINT hold_amount_not_negative CHECK (amount_micros >= 0),
    CONSTRAINT hold_expires_after_creation CHECK (expires_at > created_at),
    CONSTRAINT hold_state_known CHECK (state IN ('OPEN', 'SETTLED', 'VOIDED', 'EXPIRED')),
    CONSTRAINT hold_end_is_whole CHECK (num_nulls(ended_at, charged_micros, shortfall_micros, balance_at_end_micros,
        available_at_end_micros) = CASE state WHEN 'OPEN' THEN 5 ELSE 0 END),
    CONSTRAINT hold_charged_only_when_settled CHECK (state = 'SETTLED' OR coalesce(charged_micros, 0) = 0)
) WITH (
    fillfactor = 80,
    autovacuum_vacuum_scale_factor = 0.02,
    autovacuum_vacuum_threshold = 5000,
    autovacuum_vacuum_cost_delay = 0
);
COMMENT ON TABLE hold IS 'The life of a piece of admitted work, a chat message or a job: amount set aside, then settled, voided or expired, once (D4)';
COMMENT ON COLUMN hold.id IS 'The id of the chat message or job';
COMMENT ON COLUMN hold.idempotency_key IS 'The caller''s Idempotency-Key, unique per team and kind for ever';
COMMENT ON COLUMN hold.fingerprint IS 'SHA-256 of the request, to tell a retry from another request with the same key';
COMMENT ON COLUMN hold.amount_micros IS 'Micros set aside';
COMMENT ON COLUMN hold.terms IS 'What was agreed at admission: price, catalogue version, requested quantity (D9)';
COMMENT ON COLUMN hold.available_after_micros IS 'Micros available right after admission, for the answer to a retry';
COMMENT ON COLUMN hold.expires_at IS 'When the hold is released by itself';
COMMENT ON COLUMN hold.completion IS 'What the completion reported';
COMMENT ON COLUMN hold.completion_fingerprint IS 'SHA-256 of the completion, to tell a repetition from a contradiction';
COMMENT ON COLUMN hold.charged_micros IS 'Micros charged when settled, 0 when voided or expired';
COMMENT ON COLUMN hold.shortfall_micros IS 'Micros that could not be charged (D5)';
COMMENT ON COLUMN hold.balance_at_end_micros IS 'Micros; the balance right after the end, for the answer to a retry';
COMMENT ON COLUMN hold.available_at_end_micros IS 'Micros available right after the end, for the answer to a retry';

CREATE INDEX hold_open_index ON hold (expires_at) WHERE state = 'OPEN';

CREATE TABLE member_use (
    account_id     bigint NOT NULL,
    user_id        uuid   NOT NULL,
    month          date   NOT NULL,
    charged_micros bigint NOT NULL,
    held_micros    bigint NOT NULL,
    CONSTRAINT member_use_pk PRIMARY KEY (account_id, user_id),
    CONSTRAINT member_use_account_fk FOREIGN KEY (account_id) REFERENCES account (id),
    CONSTRAINT member_use_month_is_first_day CHECK (extract(day FROM month) = 1),
    CONSTRAINT member_use_charged_not_negative CHECK (charged_micros >= 0),
    CONSTRAINT member_use_held_not_negative CHECK (held_micros >= 0)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
COMMENT ON TABLE member_use IS 'What a member used of an account, against the monthly cap (D13)';
COMMENT ON COLUMN member_use.month IS 'First day of the calendar month (UTC) that charged_micros counts';
COMMENT ON COLUMN member_use.charged_micros IS 'Micros charged in that month';
COMMENT ON COLUMN member_use.held_micros IS 'Micros in open holds';

CREATE TABLE anomaly (
    hold_id uuid        NOT NULL,
    kind    text        NOT NULL,
    details json        NOT NULL,
    digest  bytea       NOT NULL,
    at      timestamptz NOT NULL,
    CONSTRAINT anomaly_pk PRIMARY KEY (hold_id, kind, digest),
    CONSTRAINT anomaly_hold_fk FOREIGN KEY (hold_id) REFERENCES hold (id),
    CONSTRAINT anomaly_kind_known CHECK (kind IN ('LATE', 'CONTRADICTION', 'SURPLUS'))
);
COMMENT ON TABLE anomaly IS 'What was reported of a piece of work and not charged: late completions, contradictions, surplus (D7, D8)';
COMMENT ON COLUMN anomaly.digest IS 'SHA-256 of the details, so that a report that comes twice is kept once';
