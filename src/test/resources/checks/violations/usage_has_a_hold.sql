-- the hold of a chat message's entry is gone
DELETE FROM hold WHERE id = '{chat}';
-- the hold of a job's entry is gone
DELETE FROM hold WHERE id = '{job}';
-- the hold was voided
UPDATE hold SET state = 'VOIDED', charged_units = 0 WHERE id = '{chat}';
-- the hold expired
UPDATE hold SET state = 'EXPIRED', charged_units = 0 WHERE id = '{chat}';
-- the hold is open
SELECT invent({wallet}, 'USAGE', 'CHAT_MESSAGE', -5, '{open chat}');
-- the hold is of the other kind
UPDATE entry SET reference_kind = 'JOB' WHERE operation_id = '{chat}';
-- the hold is of another account
UPDATE hold SET account_id = {creative} WHERE id = '{chat}';
-- usage of a chat message was invented
SELECT invent({wallet}, 'USAGE', 'CHAT_MESSAGE', -5, '{nobody}');
-- usage of a job was invented
SELECT invent({creative}, 'USAGE', 'JOB', -5, '{nobody}');
-- usage of no kind that there is was invented
SELECT any_kind();
SELECT invent({wallet}, 'USAGE', 'TEST', -5, '{nobody}');
-- the archived hold was voided
SELECT archive('{chat}');
DELETE FROM hold WHERE id = '{chat}';
UPDATE archived_hold SET state = 'VOIDED';
