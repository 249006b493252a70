-- The bill for creative usage (S12, D1): what accrued on a CREATIVE account since the bill before, to be paid by an invoice of Stripe.

ALTER TABLE team ADD COLUMN auto_bill boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN team.auto_bill IS
    'Whether a bill is made, and paid by the saved payment method, when the spending limit is nearly used up';
CREATE INDEX team_auto_bill_index ON team (id) WHERE auto_bill;

CREATE DOMAIN bill_status AS text CONSTRAINT bill_status_known
    CHECK (VALUE IN ('PENDING', 'OPEN', 'PAID', 'FAILED', 'VOID'));

CREATE TABLE creative_bill (
    id              uuid         NOT NULL,
    team_id         uuid         NOT NULL,
    account_id      bigint       NOT NULL,
    number          int          NOT NULL,
    reason          text         NOT NULL,
    idempotency_key idempotency_key,
    status          bill_status  NOT NULL DEFAULT 'PENDING',
    from_sequence   not_negative NOT NULL,
    to_sequence     not_negative NOT NULL,
    period_from     timestamptz  NOT NULL,
    period_to       timestamptz  NOT NULL,
    amount_cents    not_negative NOT NULL,
    due_days        int          NOT NULL,
    created_at      timestamptz  NOT NULL,
    attempts        int          NOT NULL DEFAULT 0,
    ask_at          timestamptz,
    automatic       boolean,
    stripe_invoice  text,
    hosted_url      text,
    due_at          timestamptz,
    stripe_payment  text,
    paid_at         timestamptz,
    problem         text,
    billed_again_by uuid,
    CONSTRAINT creative_bill_pk PRIMARY KEY (id),
    CONSTRAINT creative_bill_number_unique UNIQUE (team_id, number),
    CONSTRAINT creative_bill_key_unique UNIQUE (team_id, idempotency_key),
    CONSTRAINT creative_bill_invoice_unique UNIQUE (stripe_invoice),
    CONSTRAINT creative_bill_team_fk FOREIGN KEY (team_id) REFERENCES team (id),
    CONSTRAINT creative_bill_account_fk FOREIGN KEY (account_id) REFERENCES account (id),
    CONSTRAINT creative_bill_again_fk FOREIGN KEY (billed_again_by) REFERENCES creative_bill (id),
    CONSTRAINT creative_bill_reason_known CHECK (reason IN ('MONTH', 'LIMIT', 'OPERATOR')),
    CONSTRAINT creative_bill_number_positive CHECK (number > 0),
    CONSTRAINT creative_bill_range_goes_on CHECK (from_sequence <= to_sequence),
    CONSTRAINT creative_bill_asks_for_something CHECK (amount_cents > 0),
    CONSTRAINT creative_bill_key_is_of_an_operator CHECK ((idempotency_key IS NOT NULL) = (reason = 'OPERATOR')),
    CONSTRAINT creative_bill_has_its_invoice CHECK (status = 'PENDING' OR stripe_invoice IS NOT NULL),
    CONSTRAINT creative_bill_paid_is_whole CHECK (num_nulls(stripe_payment, paid_at) = CASE status WHEN 'PAID' THEN 0 ELSE 2 END),
    CONSTRAINT creative_bill_again_only_if_void CHECK (billed_again_by IS NULL OR status = 'VOID')
);
COMMENT ON TABLE creative_bill IS 'What a team is asked to pay for creative usage: one bill is one invoice of Stripe, credited once';
COMMENT ON COLUMN creative_bill.id IS 'Also in the idempotency keys towards Stripe and the operation id of the PAYMENT entry';
COMMENT ON COLUMN creative_bill.account_id IS 'The team''s CREATIVE account';
COMMENT ON COLUMN creative_bill.number IS 'From 1 without gaps within the team: two nodes cannot both make the next bill';
COMMENT ON COLUMN creative_bill.reason IS 'MONTH: the month was over. LIMIT: the spending limit was nearly used up. OPERATOR: an operator asked for it';
COMMENT ON COLUMN creative_bill.idempotency_key IS 'The operator''s Idempotency-Key';
COMMENT ON COLUMN creative_bill.status IS
    'PENDING: recorded, not finished at Stripe. OPEN: to be paid. FAILED: a payment failed, still to be paid. VOID: not to be paid';
COMMENT ON COLUMN creative_bill.from_sequence IS 'Entries of the account after this one are billed';
COMMENT ON COLUMN creative_bill.to_sequence IS 'The last entry that is billed';
COMMENT ON COLUMN creative_bill.amount_cents IS 'US cents, without tax; the sum of the lines';
COMMENT ON COLUMN creative_bill.due_days IS 'Days for paying, when it was recorded';
COMMENT ON COLUMN creative_bill.attempts IS 'How often work on the invoice was taken up';
COMMENT ON COLUMN creative_bill.ask_at IS 'When the sweeper goes on with it, or asks Stripe, next; null: no more';
COMMENT ON COLUMN creative_bill.automatic IS 'Whether Stripe charges the saved payment method; null until that is decided';
COMMENT ON COLUMN creative_bill.stripe_invoice IS 'Stripe''s invoice; null until Stripe has answered';
COMMENT ON COLUMN creative_bill.stripe_payment IS 'Stripe''s payment reference, or the invoice if it was paid outside of Stripe; null until paid';
COMMENT ON COLUMN creative_bill.problem IS 'Why it does not go on: Stripe refuses it, or what was paid is not its amount';
COMMENT ON COLUMN creative_bill.billed_again_by IS 'Of a void bill: the bill that asks for its amount again';

CREATE INDEX creative_bill_ask_index ON creative_bill (ask_at) WHERE ask_at IS NOT NULL;

CREATE TABLE creative_bill_line (
    bill_id          uuid   NOT NULL,
    number           int    NOT NULL,
    type             text   NOT NULL,
    service          text   NOT NULL,
    engine           text   NOT NULL,
    per              text   NOT NULL,
    unit_size        bigint NOT NULL,
    unit_price_nanos bigint NOT NULL,
    quantity         bigint NOT NULL,
    usage_nanos      bigint NOT NULL,
    carried_in_nanos bigint NOT NULL,
    billed_cents     bigint NOT NULL,
    carried_out_nanos bigint NOT NULL,
    CONSTRAINT creative_bill_line_pk PRIMARY KEY (bill_id, number),
    CONSTRAINT creative_bill_line_unique UNIQUE (bill_id, type, service, engine, per, unit_size, unit_price_nanos),
    CONSTRAINT creative_bill_line_bill_fk FOREIGN KEY (bill_id) REFERENCES creative_bill (id),
    CONSTRAINT creative_bill_line_type_known CHECK (type IN ('USAGE', 'ADJUSTMENT')),
    CONSTRAINT creative_bill_line_loses_nothing
        CHECK (usage_nanos + carried_in_nanos = billed_cents * 10000000 + carried_out_nanos),
    CONSTRAINT creative_bill_line_carries_less_than_a_cent CHECK (carried_out_nanos BETWEEN 0 AND 9999999)
);
COMMENT ON TABLE creative_bill_line IS
    'What a bill asks for one engine at one price, or for the corrections that operators made; also what is too little to ask for yet';
COMMENT ON COLUMN creative_bill_line.service IS 'Empty for corrections, as are engine and per';
COMMENT ON COLUMN creative_bill_line.unit_price_nanos IS 'Nano-dollars for unit_size of per';
COMMENT ON COLUMN creative_bill_line.quantity IS 'Charged quantity; for corrections their number';
COMMENT ON COLUMN creative_bill_line.usage_nanos IS 'Nano-dollars that accrued; negative where an operator gave something back';
COMMENT ON COLUMN creative_bill_line.carried_in_nanos IS 'Nano-dollars that the bill before carried out, and what void bills asked for';
COMMENT ON COLUMN creative_bill_line.carried_out_nanos IS 'Nano-dollars less than a cent, left to the next bill';

-- How far the monthly bills are: a team without a row, or with that of an earlier month, is still to be looked at.
CREATE TABLE creative_month (
    team_id uuid NOT NULL,
    month   date NOT NULL,
    CONSTRAINT creative_month_pk PRIMARY KEY (team_id),
    CONSTRAINT creative_month_team_fk FOREIGN KEY (team_id) REFERENCES team (id),
    CONSTRAINT creative_month_is_first_day CHECK (extract(day FROM month) = 1)
);
COMMENT ON TABLE creative_month IS 'Up to which month the usage of a team has been looked at for a bill';
COMMENT ON COLUMN creative_month.month IS 'First day of the month (UTC) before which everything has been looked at';
