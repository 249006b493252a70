-- The end of an event that an operator had worked on again is in the audit log.
-- Older servers: end such events without a line there.

ALTER TABLE stripe_event ADD COLUMN replayed boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN stripe_event.replayed IS 'True once an operator had it worked on again';
