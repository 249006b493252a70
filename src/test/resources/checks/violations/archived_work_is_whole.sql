-- work of after the horizon is archived
INSERT INTO retention_horizon VALUES ('2020-01-01', now(), 'test');
SELECT archive('{chat}');
DELETE FROM usage_record WHERE work_id = '{chat}';
DELETE FROM hold WHERE id = '{chat}';
-- archived work is still there
INSERT INTO retention_horizon VALUES ('2100-01-01', now(), 'test');
INSERT INTO retention_archive VALUES ('f', '2100-01-01', 5, 1, sha256(''), now());
SELECT archive('{chat}');
DELETE FROM usage_record WHERE work_id = '{chat}';
-- usage of archived work is still there
INSERT INTO retention_horizon VALUES ('2100-01-01', now(), 'test');
INSERT INTO retention_archive VALUES ('f', '2100-01-01', 5, 1, sha256(''), now());
SELECT archive('{chat}');
DELETE FROM hold WHERE id = '{chat}';
-- work left without a file
INSERT INTO retention_horizon VALUES ('2100-01-01', now(), 'test');
SELECT archive('{chat}');
DELETE FROM usage_record WHERE work_id = '{chat}';
DELETE FROM hold WHERE id = '{chat}';
-- no horizon is recorded
SELECT archive('{chat}');
