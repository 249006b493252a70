-- The floor of one row: what PostgreSQL does with nothing but the change of a balance.
UPDATE account SET balance_units = balance_units - 1 WHERE id = ?;
