-- Guarantee 1: a CREDITS account is never overdrawn, and never has more set aside or frozen than it has.
SELECT id AS account_id, balance_micros, held_micros, frozen_micros
  FROM account
 WHERE kind = 'CREDITS' AND (balance_micros < 0 OR held_micros + frozen_micros > balance_micros OR held_micros < 0 OR frozen_micros < 0);
