-- Money that goes back for a paid creative bill, by a refund or a dispute, is posted: the team owes it again (S12, D15).

-- Every entry is read once for the new constraint.
SET LOCAL statement_timeout = 0;

ALTER TABLE entry DROP CONSTRAINT entry_amount_sign;
ALTER TABLE entry ADD CONSTRAINT entry_amount_sign CHECK (CASE type
    WHEN 'USAGE' THEN amount_micros <= 0
    WHEN 'CLAWBACK' THEN amount_micros < 0
    WHEN 'ADJUSTMENT' THEN amount_micros <> 0
    WHEN 'PAYMENT' THEN amount_micros > 0 OR (amount_micros < 0 AND reference_kind IN ('BILL_REFUND', 'BILL_DISPUTE'))
    ELSE amount_micros > 0 END);

ALTER TABLE creative_bill
    ADD COLUMN returned_nanos not_negative NOT NULL DEFAULT 0,
    ADD CONSTRAINT creative_bill_returns_what_was_paid
        CHECK (returned_nanos = 0 OR (status = 'PAID' AND returned_nanos <= amount_cents * 10000000));
COMMENT ON COLUMN creative_bill.returned_nanos IS
    'Nano-dollars of the amount, without tax, whose payment has gone back: owed again, and asked for by a later bill';
COMMENT ON COLUMN creative_bill.problem IS
    'Why it does not go on: Stripe refuses it, or what was paid is not its amount; of a paid one: that its payment is disputed or went back';

ALTER TABLE creative_bill_line
    DROP CONSTRAINT creative_bill_line_type_known,
    ADD CONSTRAINT creative_bill_line_type_known CHECK (type IN ('USAGE', 'ADJUSTMENT', 'RETURNED'));
COMMENT ON COLUMN creative_bill_line.service IS 'Empty for corrections and for payments that went back, as are engine and per';

CREATE TABLE creative_bill_return (
    id             uuid         NOT NULL,
    bill_id        uuid         NOT NULL,
    number         int          NOT NULL,
    cause          text         NOT NULL,
    source_id      text         NOT NULL,
    standing       text         NOT NULL,
    cents          not_negative NOT NULL,
    returned_nanos bigint       NOT NULL,
    at             timestamptz  NOT NULL,
    CONSTRAINT creative_bill_return_pk PRIMARY KEY (id),
    CONSTRAINT creative_bill_return_number_unique UNIQUE (bill_id, number),
    CONSTRAINT creative_bill_return_bill_fk FOREIGN KEY (bill_id) REFERENCES creative_bill (id),
    CONSTRAINT creative_bill_return_cause_known CHECK (cause IN ('REFUND', 'DISPUTE')),
    CONSTRAINT creative_bill_return_standing_known CHECK (standing IN ('OPEN', 'BACK', 'KEPT'))
);
COMMENT ON TABLE creative_bill_return IS 'What refunds and disputes did to the payment of a bill, in order';
COMMENT ON COLUMN creative_bill_return.id IS 'The operation id of the PAYMENT entry, where it made one';
COMMENT ON COLUMN creative_bill_return.number IS
    'From 1 within the bill: two steps that were decided at once cannot both be written';
COMMENT ON COLUMN creative_bill_return.source_id IS 'Stripe''s charge of a refund, or dispute';
COMMENT ON COLUMN creative_bill_return.standing IS
    'OPEN: the bank decides. BACK: the cents have gone back. KEPT: they have stayed, or come again';
COMMENT ON COLUMN creative_bill_return.cents IS 'US cents of the payment, with tax, that it is about';
COMMENT ON COLUMN creative_bill_return.returned_nanos IS
    'Nano-dollars of the bill, without tax, that went back by this step; negative: that came again. The entry has the opposite sign';

CREATE INDEX creative_bill_payment_index ON creative_bill (stripe_payment) WHERE stripe_payment IS NOT NULL;
