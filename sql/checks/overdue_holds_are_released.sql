-- D4: no hold stays open for more than a minute after it expired.
SELECT id AS hold_id, account_id, expires_at FROM hold WHERE state = 'OPEN' AND expires_at < credits_now() - interval '1 minute';
