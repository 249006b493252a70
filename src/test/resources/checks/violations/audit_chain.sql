-- a line was changed
UPDATE audit_line SET content = json_build_object('id', id, 'atMicros', 0, 'action', 'MEMBER_ADDED', 'outcome', 'DONE') WHERE id = '{first audit line}';
-- a hash was changed
UPDATE audit_link SET hash = sha256('other') WHERE line_id = '{second audit line}';
-- a link is missing
DELETE FROM audit_link WHERE sequence = 1;
-- the chain begins with a later number
UPDATE audit_link SET sequence = sequence + 1000;
UPDATE audit_link SET sequence = sequence - 999;
-- a line is gone, and its link is there
DELETE FROM audit_line WHERE id = '{second audit line}';
