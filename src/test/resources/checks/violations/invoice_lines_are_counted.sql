-- an import says more lines than it has
UPDATE invoice_import SET accepted = accepted + 1 WHERE id = '{import}';
-- a superseded import says more lines than it has
UPDATE invoice_import SET accepted = accepted + 1, status = 'SUPERSEDED', superseded_by = '{nobody}' WHERE id = '{import}';
-- a line is gone
DELETE FROM invoice_line WHERE import_id = '{import}' AND line = 2;
-- a line was added
INSERT INTO invoice_line (import_id, line, provider, kind, invoice_id, account, day, last_day, cost_nanos, currency)
VALUES ('{import}', 4, 'OPENAI', 'USAGE', 'INV-1', 'org', '2026-01-02', '2026-01-02', 7, 'USD');
-- a line of a scope took the place of another's
UPDATE invoice_line SET account = NULL, invoice_id = NULL, day = '2026-01-31' WHERE import_id = '{import}' AND line = 2;
-- all lines and scopes are gone
DELETE FROM invoice_line WHERE import_id = '{import}';
DELETE FROM invoice_scope WHERE import_id = '{import}';
-- a scope says more lines than it has
UPDATE invoice_scope SET lines = lines + 1 WHERE account = 'org';
-- a scope is missing
DELETE FROM invoice_scope WHERE account = 'org';
-- there is a scope without lines
INSERT INTO invoice_scope VALUES ('{import}', 'org', 'INV-7', '2026-01-01', '2026-01-01', 1);
-- a scope is of another account
UPDATE invoice_scope SET account = 'other' WHERE account = 'org';
-- a scope is of another invoice
UPDATE invoice_scope SET invoice_id = 'INV-7' WHERE account = 'org';
-- a scope begins on another day
UPDATE invoice_scope SET first_day = first_day - 1 WHERE account = 'org';
-- a scope ends on another day
UPDATE invoice_scope SET last_day = last_day + 1 WHERE account = 'org';
