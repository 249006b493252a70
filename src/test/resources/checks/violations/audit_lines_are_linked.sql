-- a line neither waits nor is in the chain
DELETE FROM audit_unlinked WHERE line_id = '{waiting audit line}';
-- a line waits though it is in the chain
INSERT INTO audit_unlinked (line_id) VALUES ('{first audit line}');
-- the last link is missing
DELETE FROM audit_link WHERE sequence = 2;
