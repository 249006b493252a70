-- the work of a record is gone
DELETE FROM hold WHERE id = '{failed job}';
-- a record is of work that never was
INSERT INTO usage_record (work_id, measure, at, service, engine, quantity, charged_units, outcome)
VALUES ('{nobody}', 'IMAGE', now(), 'IMAGE', 'FLUX', 1, 5, 'SUCCEEDED');
-- work is recorded as done that is open
INSERT INTO usage_record (work_id, measure, at, service, engine, quantity, charged_units, outcome)
VALUES ('{open job}', 'IMAGE', now(), 'IMAGE', 'FLUX', 1, 5, 'SUCCEEDED');
-- work is recorded as done that was voided
UPDATE usage_record SET outcome = 'SUCCEEDED' WHERE work_id = '{failed job}';
-- work is recorded as done that expired
UPDATE usage_record SET outcome = 'SUCCEEDED' WHERE work_id = '{late job}';
-- work is recorded as failed that was settled
UPDATE usage_record SET outcome = 'FAILED', charged_units = 0 WHERE work_id = '{job}';
-- work is recorded as failed that expired
UPDATE usage_record SET outcome = 'FAILED' WHERE work_id = '{late job}';
-- work is recorded as late that was settled
UPDATE usage_record SET outcome = 'LATE', charged_units = 0 WHERE work_id = '{job}';
-- work is recorded as late that is open
INSERT INTO usage_record (work_id, measure, at, service, engine, quantity, charged_units, outcome)
VALUES ('{open job}', 'IMAGE', now(), 'IMAGE', 'FLUX', 1, 0, 'LATE');
-- a chat message is recorded as another service
UPDATE usage_record SET service = 'IMAGE' WHERE work_id = '{chat}';
-- a job is recorded as the chat
UPDATE usage_record SET service = 'CHAT' WHERE work_id = '{job}';
-- a chat message is measured in images
UPDATE usage_record SET measure = 'IMAGE' WHERE work_id = '{chat}' AND measure = 'INPUT_TOKEN';
-- a job is measured in tokens of input
UPDATE usage_record SET measure = 'CACHE_READ_TOKEN' WHERE work_id = '{job}' AND measure = 'INPUT_TOKEN';
UPDATE usage_record SET measure = 'INPUT_TOKEN' WHERE work_id = '{job}' AND measure = 'IMAGE';
-- a job is measured in tokens of output
UPDATE usage_record SET measure = 'OUTPUT_TOKEN' WHERE work_id = '{job}' AND measure = 'IMAGE';
-- a kind of tokens is charged
UPDATE usage_record SET charged_units = 1 WHERE work_id = '{chat}' AND measure = 'CACHE_READ_TOKEN';
