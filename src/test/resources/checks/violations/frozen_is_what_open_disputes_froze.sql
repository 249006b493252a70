-- more is frozen than disputes froze
UPDATE account SET frozen_units = frozen_units + 1 WHERE id = {wallet};
-- an open dispute keeps nothing frozen
UPDATE account SET frozen_units = 0 WHERE id = {wallet};
-- something is frozen without any dispute
ALTER TABLE account DROP CONSTRAINT account_credits_not_overdrawn;
UPDATE account SET frozen_units = 1 WHERE id = {other wallet};
-- what a dispute froze stays frozen after its end
INSERT INTO purchase_reversal (id, purchase_id, number, cause, source_id, step, credits_micros, decided_micros, disputed_micros,
                               frozen_micros, at)
VALUES ('{nobody}', '{paying purchase}', 3, 'DISPUTE', 'dp_2', 'UNFREEZE', 300, 300, 0, 0, now());
-- the end of a dispute is gone
DELETE FROM purchase_reversal WHERE id IN ('{lost dispute}', '{won dispute}');
-- the dispute that froze it is gone
DELETE FROM purchase_reversal WHERE id = '{open dispute}';
-- the dispute says that it froze something else
UPDATE purchase_reversal SET frozen_micros = frozen_micros - 1 WHERE id = '{open dispute}';
-- the dispute is of another account
UPDATE purchase SET account_id = {other wallet} WHERE id = '{paying purchase}';
