-- What is taken and frozen of a purchase follows from all refunds and disputes of its payment together, not from each by itself (D15).

ALTER TABLE purchase_reversal
    ADD COLUMN disputed_micros not_negative NOT NULL DEFAULT 0,
    ADD COLUMN frozen_micros not_negative NOT NULL DEFAULT 0;

-- Until now each dispute froze by itself, and whatever followed of the same dispute ended that.
UPDATE purchase_reversal r
   SET (disputed_micros, frozen_micros) =
       (SELECT coalesce(sum(f.credits_micros), 0), coalesce(sum(f.decided_micros), 0)
          FROM purchase_reversal f
         WHERE f.purchase_id = r.purchase_id AND f.number <= r.number AND f.step = 'FREEZE'
           AND NOT EXISTS (SELECT FROM purchase_reversal later
                            WHERE later.purchase_id = f.purchase_id AND later.source_id = f.source_id
                              AND later.number > f.number AND later.number <= r.number));

ALTER TABLE purchase_reversal
    ALTER COLUMN disputed_micros DROP DEFAULT,
    ALTER COLUMN frozen_micros DROP DEFAULT,
    ADD CONSTRAINT purchase_reversal_freezes_what_is_disputed CHECK (frozen_micros <= disputed_micros);
COMMENT ON COLUMN purchase_reversal.disputed_micros IS
    'Micro-credits of the purchase, beyond those taken, that open disputes cover after this step';
COMMENT ON COLUMN purchase_reversal.frozen_micros IS
    'Micro-credits that this purchase has frozen after this step; the rest of those disputed was not there to be frozen';
COMMENT ON COLUMN purchase_reversal.credits_micros IS
    'Micro-credits that the step takes, gives back, or freezes more or fewer of';
COMMENT ON COLUMN purchase_reversal.decided_micros IS
    'Micro-credits that were taken from the balance or given back to it, the rest being debt; or that were frozen or set free';
