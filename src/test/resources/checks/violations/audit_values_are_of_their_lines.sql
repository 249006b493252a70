-- a value was changed
UPDATE audit_personal SET value = 'Somebody else' WHERE line_id = '{first audit line}';
-- a value was given a digest of its own, which its line does not have
UPDATE audit_personal SET value = 'Other', digest = sha256(salt || 'Other'::bytea) WHERE line_id = '{first audit line}';
