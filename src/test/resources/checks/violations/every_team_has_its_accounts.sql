-- a team has no account
INSERT INTO team VALUES ('{nobody}', 'Team', 'PRO', true, true, 'METERED', 0, 'MEDIA_BUYER', now());
-- a team has no CREATIVE account
DELETE FROM account WHERE id = {other creative};
-- a team has no CREDITS account
DELETE FROM account WHERE id = {other wallet};
-- a team has three accounts
ALTER TABLE account DROP CONSTRAINT account_team_kind_unique;
INSERT INTO account (team_id, kind) VALUES ('{other team}', 'CREDITS');
-- a team has two accounts of one kind
ALTER TABLE account DROP CONSTRAINT account_team_kind_unique;
UPDATE account SET kind = 'CREDITS' WHERE id = {other creative};
