-- an account has been changed next year
UPDATE account SET last_at = now() + interval '400 days' WHERE id = {wallet};
-- an entry is dated next year
UPDATE entry SET at = now() + interval '400 days' WHERE operation_id = '{purchase}';
-- a hold was placed ten minutes from now
UPDATE hold SET created_at = now() + interval '10 minutes', expires_at = now() + interval '20 minutes' WHERE id = '{open chat}';
-- a hold has ended ten minutes from now
UPDATE hold SET ended_at = now() + interval '10 minutes' WHERE id = '{chat}';
-- a hold lasts for a year
UPDATE hold SET expires_at = now() + interval '400 days' WHERE id = '{open chat}';
