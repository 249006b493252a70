-- An entry is only ever for the kinds of things that its type has (D16): whatever is of another kind has no record that the checks
-- could hold it against. And from when on every settlement has its usage records, so that their being gone is seen.

-- Every entry is read once for the new constraint.
SET LOCAL statement_timeout = 0;

-- Said by a function, which is prepared once for each session; a CHECK with all of it would be read and prepared anew for every
-- statement that writes entries, see V007. In plpgsql, since the text of a function in SQL would be made part of the CHECK again.
CREATE FUNCTION entry_is_as_its_type(type text, reference_kind text, amount_micros bigint) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    RETURN CASE type
        WHEN 'USAGE' THEN amount_micros <= 0 AND reference_kind IN ('CHAT_MESSAGE', 'JOB')
        WHEN 'PURCHASE' THEN amount_micros > 0 AND reference_kind = 'PURCHASE'
        WHEN 'CLAWBACK' THEN amount_micros < 0 AND reference_kind IN ('REFUND', 'DISPUTE', 'DEBT')
        WHEN 'REINSTATEMENT' THEN amount_micros > 0 AND reference_kind IN ('REFUND', 'DISPUTE')
        WHEN 'ADJUSTMENT' THEN amount_micros <> 0 AND reference_kind = 'ADJUSTMENT'
        WHEN 'PAYMENT' THEN CASE reference_kind
            WHEN 'CREATIVE_BILL' THEN amount_micros > 0
            ELSE amount_micros <> 0 AND reference_kind IN ('BILL_REFUND', 'BILL_DISPUTE') END
        ELSE false END;
END $$;

ALTER TABLE entry
    DROP CONSTRAINT entry_amount_sign,
    ADD CONSTRAINT entry_is_as_its_type CHECK (entry_is_as_its_type(type, reference_kind, amount_micros));
COMMENT ON COLUMN entry.reference_kind IS 'What kind of thing operation_id names; each type has its own';

CREATE TABLE usage_recording (
    one   boolean     NOT NULL DEFAULT true,
    since timestamptz NOT NULL,
    CONSTRAINT usage_recording_pk PRIMARY KEY (one),
    CONSTRAINT usage_recording_is_one CHECK (one)
);
COMMENT ON TABLE usage_recording IS 'From when on every settlement has its usage records, as this migration found it; never changed';
COMMENT ON COLUMN usage_recording.since IS 'Settlements that ended earlier have none; -infinity: there were none';

-- The first settlement that has any; without one, right after the last that has none.
INSERT INTO usage_recording (since)
SELECT coalesce(min(h.ended_at) FILTER (WHERE u.work_id IS NOT NULL), max(h.ended_at) + interval '1 microsecond', '-infinity')
  FROM hold h
  LEFT JOIN (SELECT DISTINCT work_id FROM usage_record WHERE outcome = 'SUCCEEDED') u ON u.work_id = h.id
 WHERE h.state = 'SETTLED';

CREATE TRIGGER usage_recording_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON usage_recording
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
