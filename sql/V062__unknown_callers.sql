-- Finds the values that are erased after a time: those of callers who are not known.
-- Older servers: keep those values, and need nothing new.

CREATE INDEX audit_personal_unknown_index ON audit_personal (line_id) WHERE person_id IS NULL;
