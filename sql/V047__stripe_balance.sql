-- Money in, as Stripe has it: every movement of the account's balance, and the payouts to the bank.

CREATE TABLE stripe_movement (
    id             text        NOT NULL,
    type           text        NOT NULL,
    category       text        NOT NULL,
    at             timestamptz NOT NULL,
    amount_minor   bigint      NOT NULL,
    fee_minor      bigint      NOT NULL,
    net_minor      bigint      NOT NULL,
    currency       text        NOT NULL,
    source_id      text,
    payment        text,
    charge_id      text,
    customer       text,
    purchase_id    uuid,
    paid_minor     bigint,
    paid_currency  text,
    payout_id      text,
    CONSTRAINT stripe_movement_pk PRIMARY KEY (id),
    CONSTRAINT stripe_movement_paid_is_whole CHECK ((paid_minor IS NULL) = (paid_currency IS NULL))
);
COMMENT ON TABLE stripe_movement IS 'Stripe''s balance transactions: what came into the account''s balance, went back, was paid out or kept as a fee. Stripe never changes one';
COMMENT ON COLUMN stripe_movement.category IS 'Stripe''s reporting category, such as charge, refund, dispute, fee, payout';
COMMENT ON COLUMN stripe_movement.at IS 'When Stripe made it';
COMMENT ON COLUMN stripe_movement.amount_minor IS 'Gross, in the smallest unit of the currency; negative for what goes out';
COMMENT ON COLUMN stripe_movement.net_minor IS 'Gross less the fee';
COMMENT ON COLUMN stripe_movement.currency IS 'Of the account''s balance, ISO 4217 in upper case';
COMMENT ON COLUMN stripe_movement.source_id IS 'Stripe''s name of the charge, refund, dispute or payout';
COMMENT ON COLUMN stripe_movement.payment IS 'The payment intent, or the charge if there is none; null if it is of no payment';
COMMENT ON COLUMN stripe_movement.customer IS 'Of a charge: Stripe''s customer';
COMMENT ON COLUMN stripe_movement.purchase_id IS 'Of a charge: the purchase that it names';
COMMENT ON COLUMN stripe_movement.paid_minor IS 'What the customer paid, or got back (negative), in the smallest unit of paid_currency; null if it is of no payment';
COMMENT ON COLUMN stripe_movement.payout_id IS 'The payout that it was paid out with; null until that is known';

CREATE INDEX stripe_movement_at_index ON stripe_movement (at);
CREATE INDEX stripe_movement_payment_index ON stripe_movement (payment) WHERE payment IS NOT NULL;
CREATE INDEX stripe_movement_payout_index ON stripe_movement (payout_id) WHERE payout_id IS NOT NULL;

CREATE TABLE stripe_payout (
    id           text        NOT NULL,
    at           timestamptz NOT NULL,
    arrival_day  date        NOT NULL,
    amount_minor bigint      NOT NULL,
    currency     text        NOT NULL,
    status       text        NOT NULL,
    automatic    boolean     NOT NULL,
    itemized     boolean     NOT NULL DEFAULT false,
    CONSTRAINT stripe_payout_pk PRIMARY KEY (id)
);
COMMENT ON TABLE stripe_payout IS 'Stripe''s payouts to the bank';
COMMENT ON COLUMN stripe_payout.at IS 'When Stripe made it';
COMMENT ON COLUMN stripe_payout.arrival_day IS 'When it is expected at the bank';
COMMENT ON COLUMN stripe_payout.amount_minor IS 'In the smallest unit of the currency';
COMMENT ON COLUMN stripe_payout.status IS 'As Stripe says: pending, in_transit, paid, failed, canceled';
COMMENT ON COLUMN stripe_payout.automatic IS 'Whether Stripe made it by its schedule; of another one Stripe does not say what is in it';
COMMENT ON COLUMN stripe_payout.itemized IS 'Whether its movements are known here';

CREATE INDEX stripe_payout_at_index ON stripe_payout (at);

CREATE TABLE stripe_balance_days (
    one       boolean NOT NULL DEFAULT true,
    first_day date    NOT NULL,
    last_day  date    NOT NULL,
    CONSTRAINT stripe_balance_days_pk PRIMARY KEY (one),
    CONSTRAINT stripe_balance_days_is_one CHECK (one),
    CONSTRAINT stripe_balance_days_in_order CHECK (last_day >= first_day - 1)
);
COMMENT ON TABLE stripe_balance_days IS 'The days, UTC, whose movements have been read; one row';

-- Older servers: they do not know these tables.
