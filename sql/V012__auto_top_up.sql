-- Automatic top-up: below a threshold a package is bought with the saved payment method, at most so many times and for so
-- many dollars a month, one at a time.

ALTER TABLE purchase
    ADD COLUMN origin text NOT NULL DEFAULT 'CHECKOUT',
    ADD COLUMN customer_id text,
    ADD COLUMN saves_card boolean NOT NULL DEFAULT false,
    ADD COLUMN payment_method text,
    ADD COLUMN intent_id text,
    ALTER COLUMN return_url DROP NOT NULL,
    ADD CONSTRAINT purchase_origin_known CHECK (origin IN ('CHECKOUT', 'AUTO_TOP_UP')),
    ADD CONSTRAINT purchase_intent_unique UNIQUE (intent_id),
    ADD CONSTRAINT purchase_card_has_a_customer
        CHECK (customer_id IS NOT NULL OR (NOT saves_card AND payment_method IS NULL)),
    ADD CONSTRAINT purchase_is_as_its_origin CHECK (CASE origin
        WHEN 'CHECKOUT' THEN return_url IS NOT NULL AND num_nonnulls(payment_method, intent_id) = 0
        ELSE payment_method IS NOT NULL AND num_nonnulls(return_url, session_id, checkout_url) = 0 AND NOT saves_card END);
COMMENT ON TABLE purchase IS 'A package that somebody set out to buy: one purchase is one Checkout Session, or one payment by the saved payment method, credited once (D14)';
COMMENT ON COLUMN purchase.origin IS 'CHECKOUT: a person pays. AUTO_TOP_UP: paid by the saved payment method while nobody is there';
COMMENT ON COLUMN purchase.customer_id IS 'Stripe''s customer that it is bought as, chosen once so that every repetition asks for the same; null for none';
COMMENT ON COLUMN purchase.saves_card IS 'Whether the payment method of the checkout is saved for automatic top-ups';
COMMENT ON COLUMN purchase.payment_method IS 'Stripe''s payment method of an automatic top-up, chosen once like the customer';
COMMENT ON COLUMN purchase.intent_id IS 'Stripe''s payment intent of an automatic top-up, paid or not; null until Stripe has answered';
COMMENT ON COLUMN purchase.expires_at IS 'When the Checkout Session ends by itself; of an automatic top-up, when no more is tried';

CREATE UNIQUE INDEX purchase_one_top_up_at_a_time ON purchase (team_id) WHERE origin = 'AUTO_TOP_UP' AND status = 'PENDING';
CREATE INDEX purchase_top_up_index ON purchase (team_id, created_at) WHERE origin = 'AUTO_TOP_UP';
CREATE INDEX purchase_saves_card_index ON purchase (team_id, paid_at) WHERE saves_card;

CREATE TABLE auto_top_up (
    team_id                 uuid         NOT NULL,
    enabled                 boolean      NOT NULL,
    threshold_micros        not_negative NOT NULL,
    package                 text         NOT NULL,
    maximum_per_month       int          NOT NULL,
    maximum_cents_per_month not_negative NOT NULL,
    saved_by                uuid         NOT NULL,
    saved_at                timestamptz  NOT NULL,
    obstacle                text,
    problem                 text,
    blocked_at              timestamptz,
    claimed_until           timestamptz  NOT NULL DEFAULT '-infinity',
    CONSTRAINT auto_top_up_pk PRIMARY KEY (team_id),
    CONSTRAINT auto_top_up_team_fk FOREIGN KEY (team_id) REFERENCES team (id),
    CONSTRAINT auto_top_up_threshold_positive CHECK (threshold_micros > 0),
    CONSTRAINT auto_top_up_maximum_per_month_range CHECK (maximum_per_month BETWEEN 1 AND 31),
    CONSTRAINT auto_top_up_obstacle_known
        CHECK (obstacle IN ('NO_PAYMENT_METHOD', 'AUTHENTICATION_REQUIRED', 'DECLINED')),
    CONSTRAINT auto_top_up_obstacle_is_whole CHECK (num_nulls(obstacle, blocked_at) IN (0, 2))
);
COMMENT ON TABLE auto_top_up IS 'How a team''s credits are topped up automatically; a team without a row has never asked for it, and nothing is bought for it';
COMMENT ON COLUMN auto_top_up.threshold_micros IS 'Micro-credits; a package is bought when less is available';
COMMENT ON COLUMN auto_top_up.package IS 'The package of the catalogue that is bought, at its price of then';
COMMENT ON COLUMN auto_top_up.maximum_per_month IS 'Top-ups that are begun in a calendar month, UTC, and paid or pending';
COMMENT ON COLUMN auto_top_up.maximum_cents_per_month IS 'US cents that these may cost together';
COMMENT ON COLUMN auto_top_up.saved_by IS 'The person who saved the settings last; what is bought by them is bought by this person';
COMMENT ON COLUMN auto_top_up.obstacle IS 'Why nothing more is tried; null for nothing. It counts until the settings are saved again or a checkout that saves its card is paid after blocked_at';
COMMENT ON COLUMN auto_top_up.problem IS 'Stripe''s code of the failure that is in the way';
COMMENT ON COLUMN auto_top_up.blocked_at IS 'When the attempt that met the obstacle was begun';
COMMENT ON COLUMN auto_top_up.claimed_until IS 'Until then one node attends to it; later any may, should that node have died';

CREATE INDEX auto_top_up_claim_index ON auto_top_up (claimed_until) WHERE enabled;
