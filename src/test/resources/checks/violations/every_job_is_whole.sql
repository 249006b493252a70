-- a job has no hold
DELETE FROM hold WHERE id = '{job}';
-- a hold has no job
DELETE FROM job WHERE id = '{open job}';
-- the hold of a job is that of a chat message
UPDATE hold SET kind = 'CHAT_MESSAGE' WHERE id = '{job}';
-- the hold of a chat message is that of a job
UPDATE hold SET kind = 'JOB' WHERE id = '{chat}';
-- a job is of another team than its hold
UPDATE job SET team_id = '{other team}' WHERE id = '{job}';
-- a job is of another person than its hold
UPDATE job SET user_id = '{bob}' WHERE id = '{job}';
