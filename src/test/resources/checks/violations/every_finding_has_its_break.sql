-- a finding has no break
DELETE FROM reconciliation_break;
-- the break is of another provider
UPDATE reconciliation_break SET provider = 'RUNWAY';
-- the break is of another cause
UPDATE reconciliation_break SET cause = 'PRICE';
-- the break is about something else
UPDATE reconciliation_break SET key = 'INV-9';
-- the break says that it was first seen by a later run
UPDATE reconciliation_break SET first_run = 'ffffffff-ffff-7fff-bfff-ffffffffffff';
