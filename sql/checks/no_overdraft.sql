-- Guarantee 1: a CREDITS account is never overdrawn, and never has more set aside or frozen than it has.
SELECT id AS account_id, balance_units, held_units, frozen_units
  FROM account
 WHERE kind = 'CREDITS' AND (balance_units < 0 OR held_units + frozen_units > balance_units OR held_units < 0 OR frozen_units < 0);
