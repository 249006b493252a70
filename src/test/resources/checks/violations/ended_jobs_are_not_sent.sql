-- the request for a job that was settled waits to be sent
INSERT INTO outbox (queue, body, created_at, job_id) VALUES ('requests', '{}', now(), '{job}');
-- the request for a job that has failed waits to be sent
INSERT INTO outbox (queue, body, created_at, job_id) VALUES ('requests', '{}', now(), '{failed job}');
-- the request for a job that has expired waits to be sent
INSERT INTO outbox (queue, body, created_at, job_id) VALUES ('requests', '{}', now(), '{late job}');
