-- Older servers: send messages without it.
ALTER TABLE outbox ADD COLUMN traceparent text;
COMMENT ON COLUMN outbox.traceparent IS 'The place in the trace of the request that led to the message, as W3C''s Trace Context has it; null for none';
