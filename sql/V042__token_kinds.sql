-- Work is told by kinds of tokens: records beside those of what was sold, for what the provider did and charges.

CREATE FUNCTION measure_side(p_measure text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN p_measure IN ('CACHE_READ_TOKEN', 'CACHE_WRITE_5M_TOKEN', 'CACHE_WRITE_1H_TOKEN', 'AUDIO_INPUT_TOKEN',
                                   'IMAGE_INPUT_TOKEN') THEN 'INPUT_TOKEN'
                WHEN p_measure IN ('REASONING_TOKEN', 'AUDIO_OUTPUT_TOKEN', 'IMAGE_OUTPUT_TOKEN') THEN 'OUTPUT_TOKEN'
                ELSE p_measure END
$$;
COMMENT ON FUNCTION measure_side IS 'The measure by which a chat message is sold that such a token is a part of; that measure itself if it is no part of another';

CREATE FUNCTION sold_measure(p_service text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN p_service IN ('IMAGE', 'BACKGROUND_REMOVAL', 'IMAGE_RESIZE') THEN 'IMAGE'
                WHEN p_service = 'TTS' THEN 'CHARACTER'
                WHEN p_service = 'CHAT' THEN 'INPUT_TOKEN'
                ELSE 'SECOND' END
$$;
COMMENT ON FUNCTION sold_measure IS 'What a service is sold by; the chat also by OUTPUT_TOKEN';

COMMENT ON TABLE usage_record IS
    'What a provider did for a chat message or job; written with its settlement, never changed. A job has one row for what was sold, a message one for its input and one for its output, and both one for each kind of tokens that was told beside that';
COMMENT ON COLUMN usage_record.quantity IS
    'Delivered, in the measure, without what another row of the work has; what failed has 0 or what was reported of it';
COMMENT ON COLUMN usage_record.cost_source IS
    'WORKER: as it was reported for it, or its share of what was reported for the whole. CATALOG: by the provider rate of its time';
COMMENT ON COLUMN usage_record.charged_units IS 'What the team was charged, for the margin; 0 of a kind of tokens that was told beside what was sold';

-- Older servers expect two rows of a message and one of a job.
UPDATE schema_compatibility SET oldest_server = 42;
