-- The design that most services have: the client locks the row, looks whether it has done this before, decides, writes,
-- commits. These four statements in this order, within one transaction.

SELECT balance_units, held_units, limit_units, sequence, last_hash,
       (extract(epoch FROM greatest(?, last_at)) * 1000000)::bigint AS at_epoch_micros
  FROM account WHERE id = ? FOR NO KEY UPDATE;

SELECT sequence, amount_units, balance_after_units FROM entry WHERE operation_id = ? AND account_id = ?;

UPDATE account SET balance_units = ?, sequence = ?, last_hash = ?, last_at = ? WHERE id = ?;

INSERT INTO entry (account_id, sequence, operation_id, at, type, reference_kind, amount_units, balance_after_units,
                   shortfall_units, user_id, service, engine, quantity, explanation, hash)
VALUES (?, ?, ?, ?, 'USAGE', 'JOB', ?, ?, 0, NULL, NULL, NULL, NULL, ?::json, ?);
