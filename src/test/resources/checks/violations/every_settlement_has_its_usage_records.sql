-- all records are gone
TRUNCATE usage_record;
-- all records are gone, and the time from which there are any
TRUNCATE usage_record;
DELETE FROM usage_recording;
-- the time from which there are records is later than the first
UPDATE usage_recording SET since = 'infinity';
-- the record of a job is gone
DELETE FROM usage_record WHERE work_id = '{job}';
-- the record of a message's input is gone
UPDATE usage_record SET charged_units = 60 WHERE work_id = '{chat}';
DELETE FROM usage_record WHERE work_id = '{chat}' AND measure = 'INPUT_TOKEN';
-- the record of a message's output is gone
UPDATE usage_record SET charged_units = 60 WHERE work_id = '{chat}';
DELETE FROM usage_record WHERE work_id = '{chat}' AND measure = 'OUTPUT_TOKEN';
-- a job has two records
INSERT INTO usage_record (work_id, measure, at, service, engine, quantity, charged_units, outcome)
VALUES ('{job}', 'SECOND', now(), 'IMAGE', 'FLUX', 1, 0, 'SUCCEEDED');
-- a message has three records
INSERT INTO usage_record (work_id, measure, at, service, engine, quantity, charged_units, outcome)
VALUES ('{chat}', 'IMAGE', now(), 'CHAT', 'GPT', 1, 0, 'SUCCEEDED');
-- the record of a job says another charge
UPDATE usage_record SET charged_units = charged_units + 1 WHERE work_id = '{job}';
-- the records of a message together say another charge
UPDATE usage_record SET charged_units = charged_units - 1 WHERE work_id = '{chat}' AND measure = 'INPUT_TOKEN';
-- the record of settled work says that it failed
UPDATE usage_record SET charged_units = 0, outcome = 'FAILED' WHERE work_id = '{job}';
