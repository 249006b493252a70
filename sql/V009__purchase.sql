-- Money in (S1, S2, S17, D14, D15): purchases, what of them went back, and the inbox of Stripe's events.

ALTER TABLE account
    ADD COLUMN frozen_micros not_negative NOT NULL DEFAULT 0,
    DROP CONSTRAINT account_credits_not_overdrawn,
    ADD CONSTRAINT account_credits_not_overdrawn CHECK (kind <> 'CREDITS'
        OR (balance_micros >= 0 AND held_micros + frozen_micros <= balance_micros AND limit_micros = 0)),
    ADD CONSTRAINT account_debt_is_of_credits CHECK (kind = 'CREDITS' OR (debt_micros = 0 AND frozen_micros = 0));
COMMENT ON COLUMN account.frozen_micros IS 'Micros; what open disputes keep from being spent (D15)';

CREATE DOMAIN purchase_status AS text CONSTRAINT purchase_status_known
    CHECK (VALUE IN ('PENDING', 'PAID', 'FAILED', 'EXPIRED', 'CLAWED_BACK', 'DISPUTED'));

CREATE TABLE purchase (
    id              uuid            NOT NULL,
    team_id         uuid            NOT NULL,
    account_id      bigint          NOT NULL,
    idempotency_key idempotency_key NOT NULL,
    fingerprint     digest          NOT NULL,
    bought_by       uuid            NOT NULL,
    package         text            NOT NULL,
    catalog_version int             NOT NULL,
    credits_micros  not_negative    NOT NULL,
    price_cents     not_negative    NOT NULL,
    return_url      text            NOT NULL,
    status          purchase_status NOT NULL DEFAULT 'PENDING',
    created_at      timestamptz     NOT NULL,
    expires_at      timestamptz     NOT NULL,
    session_id      text,
    checkout_url    text,
    payment_intent  text,
    paid_cents      not_negative,
    paid_at         timestamptz,
    receipt_url     text,
    mismatch        text,
    ask_at          timestamptz,
    CONSTRAINT purchase_pk PRIMARY KEY (id),
    CONSTRAINT purchase_key_unique UNIQUE (team_id, idempotency_key),
    CONSTRAINT purchase_session_unique UNIQUE (session_id),
    CONSTRAINT purchase_payment_unique UNIQUE (payment_intent),
    CONSTRAINT purchase_team_fk FOREIGN KEY (team_id) REFERENCES team (id),
    CONSTRAINT purchase_account_fk FOREIGN KEY (account_id) REFERENCES account (id),
    CONSTRAINT purchase_has_a_price CHECK (credits_micros > 0 AND price_cents > 0),
    CONSTRAINT purchase_paid_is_whole CHECK (num_nulls(payment_intent, paid_cents, paid_at) IN (0, 3)),
    CONSTRAINT purchase_status_is_of_payment
        CHECK ((paid_at IS NOT NULL) = (status IN ('PAID', 'CLAWED_BACK', 'DISPUTED')))
);
COMMENT ON TABLE purchase IS 'A package that somebody set out to buy: one purchase is one Checkout Session, credited once (D14)';
COMMENT ON COLUMN purchase.id IS 'Also the idempotency key towards Stripe and the operation id of the PURCHASE entry';
COMMENT ON COLUMN purchase.credits_micros IS 'Micro-credits of the package when it was chosen';
COMMENT ON COLUMN purchase.price_cents IS 'US cents of the package when it was chosen, without tax';
COMMENT ON COLUMN purchase.expires_at IS 'When the Checkout Session ends by itself';
COMMENT ON COLUMN purchase.session_id IS 'Stripe''s Checkout Session; null until Stripe has answered';
COMMENT ON COLUMN purchase.payment_intent IS 'Stripe''s payment reference; null until paid';
COMMENT ON COLUMN purchase.paid_cents IS 'US cents that were paid, with tax';
COMMENT ON COLUMN purchase.mismatch IS 'Why something that was paid is not credited: quarantined for an operator';
COMMENT ON COLUMN purchase.ask_at IS 'When the sweeper asks Stripe next; null: no more';

CREATE INDEX purchase_team_index ON purchase (team_id, id);
CREATE INDEX purchase_ask_index ON purchase (ask_at) WHERE ask_at IS NOT NULL;

CREATE TABLE purchase_reversal (
    id            uuid         NOT NULL,
    purchase_id   uuid         NOT NULL,
    number        int          NOT NULL,
    cause         text         NOT NULL,
    source_id     text         NOT NULL,
    step          text         NOT NULL,
    credits_micros not_negative NOT NULL,
    decided_micros not_negative NOT NULL,
    at            timestamptz  NOT NULL,
    CONSTRAINT purchase_reversal_pk PRIMARY KEY (id),
    CONSTRAINT purchase_reversal_number_unique UNIQUE (purchase_id, number),
    CONSTRAINT purchase_reversal_purchase_fk FOREIGN KEY (purchase_id) REFERENCES purchase (id),
    CONSTRAINT purchase_reversal_cause_known CHECK (cause IN ('REFUND', 'DISPUTE')),
    CONSTRAINT purchase_reversal_step_known CHECK (step IN ('FREEZE', 'UNFREEZE', 'CLAWBACK', 'REINSTATEMENT'))
);
COMMENT ON TABLE purchase_reversal IS 'What refunds and disputes did to the credits of a purchase, in order (D15)';
COMMENT ON COLUMN purchase_reversal.id IS 'The operation id of the entry, where it made one';
COMMENT ON COLUMN purchase_reversal.number IS 'From 1 within the purchase: two steps that were decided at once cannot both be written';
COMMENT ON COLUMN purchase_reversal.source_id IS 'Stripe''s charge of a refund, or dispute';
COMMENT ON COLUMN purchase_reversal.credits_micros IS 'Micro-credits that the step is about';
COMMENT ON COLUMN purchase_reversal.decided_micros IS 'Micro-credits that were frozen, taken from the balance, or given back to it; the rest is debt';

CREATE TABLE stripe_event (
    id              text        NOT NULL,
    type            text        NOT NULL,
    object_id       text,
    api_version     text,
    created_at      timestamptz NOT NULL,
    received_at     timestamptz NOT NULL,
    status          text        NOT NULL DEFAULT 'RECEIVED',
    attempts        int         NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL,
    ended_at        timestamptz,
    problem         text,
    CONSTRAINT stripe_event_pk PRIMARY KEY (id),
    CONSTRAINT stripe_event_status_known CHECK (status IN ('RECEIVED', 'DONE', 'DEAD')),
    CONSTRAINT stripe_event_ends CHECK ((status = 'RECEIVED') = (ended_at IS NULL))
);
COMMENT ON TABLE stripe_event IS 'Webhook inbox: what Stripe said, by whatever way it came. What it is about is asked of Stripe, so the event itself is not kept';
COMMENT ON COLUMN stripe_event.next_attempt_at IS 'When it is taken up next; a node that takes it up puts this off, so that it comes again if the node dies';
COMMENT ON COLUMN stripe_event.problem IS 'Why the last attempt failed';

CREATE INDEX stripe_event_due_index ON stripe_event (next_attempt_at) WHERE status = 'RECEIVED';
CREATE INDEX stripe_event_received_index ON stripe_event (received_at, id);
