-- What workers tell and cannot be used (D22), anomalies as people read them, and dead letters that are over.

ALTER TABLE anomaly DROP CONSTRAINT anomaly_kind_known,
    ADD CONSTRAINT anomaly_kind_known CHECK (kind IN ('LATE', 'CONTRADICTION', 'SURPLUS', 'UNUSABLE'));
COMMENT ON TABLE anomaly IS 'What was reported of a piece of work and not taken as it is: late completions, contradictions, surplus (D7, D8), what was told about the provider and cannot be used (D22)';
-- The newest first.
CREATE INDEX anomaly_latest_index ON anomaly (at, hold_id, kind, digest);

ALTER TABLE dead_letter
    ADD COLUMN failures         integer NOT NULL DEFAULT 1,
    ADD COLUMN dismissed_at     timestamptz,
    ADD COLUMN dismissed_by     uuid,
    ADD COLUMN dismissal_reason text,
    ADD CONSTRAINT dead_letter_failed CHECK (failures > 0),
    ADD CONSTRAINT dead_letter_dismissal_is_whole CHECK (
        (dismissed_at IS NULL) = (dismissed_by IS NULL) AND (dismissed_at IS NULL) = (dismissal_reason IS NULL)),
    ADD CONSTRAINT dead_letter_is_over_in_one_way CHECK (replayed_at IS NULL OR dismissed_at IS NULL);
COMMENT ON COLUMN dead_letter.message_id IS 'The broker''s id of what failed last, so that a message that is delivered again is kept once';
COMMENT ON COLUMN dead_letter.failed_at IS 'For the last time';
COMMENT ON COLUMN dead_letter.failures IS 'How often it failed: once, and once more for each replay that came back';
COMMENT ON COLUMN dead_letter.replayed_at IS 'When it was sent again; null while it waits, also because it has failed again';
COMMENT ON COLUMN dead_letter.dismissed_at IS 'When somebody decided that it is not to be sent again';
COMMENT ON COLUMN dead_letter.dismissal_reason IS 'Why, for whoever asks later';

DROP INDEX dead_letter_waiting_index;
CREATE INDEX dead_letter_waiting_index ON dead_letter (failed_at) WHERE replayed_at IS NULL AND dismissed_at IS NULL;
-- What comes back is known by what it says.
CREATE INDEX dead_letter_replayed_index ON dead_letter USING hash (body) WHERE replayed_at IS NOT NULL;
