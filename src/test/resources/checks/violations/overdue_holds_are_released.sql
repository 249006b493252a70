-- an open hold expired more than a minute ago
UPDATE hold SET created_at = created_at - interval '1 day', expires_at = now() - interval '61 seconds' WHERE id = '{open chat}';
-- an open hold expired by the clock of the service
UPDATE clock SET ahead_microseconds = 3600000000;
