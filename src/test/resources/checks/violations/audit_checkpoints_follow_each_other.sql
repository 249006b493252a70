-- one goes on from another
UPDATE audit_checkpoint SET previous = sha256('other') WHERE day = '2026-01-31';
-- the first is gone
DELETE FROM audit_checkpoint WHERE day = '2026-01-30';
-- the chain has another hash
UPDATE audit_link SET hash = sha256('other') WHERE sequence = 2;
-- the chain has no such link
DELETE FROM audit_link WHERE sequence = 2;
-- the chain has become shorter
UPDATE audit_checkpoint SET sequence = 0, hash = decode(repeat('00', 32), 'hex') WHERE day = '2026-01-31';
