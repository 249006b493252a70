-- a team has no members
DELETE FROM member WHERE team_id = '{team}';
-- a team has no owner
UPDATE member SET role = 'MANAGER' WHERE team_id = '{team}' AND role = 'OWNER';
-- a team has two owners
DROP INDEX member_one_owner;
UPDATE member SET role = 'OWNER' WHERE team_id = '{team}';
-- the owner of a team has left
ALTER TABLE member DROP CONSTRAINT member_owner_stays;
UPDATE member SET removed_at = now() WHERE team_id = '{team}' AND role = 'OWNER';
