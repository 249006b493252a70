-- The seed's price list (S2, S6 to S11). Prices are nano-dollars, or micro-credits for the chat: $0.03 is 30,000,000.
INSERT INTO catalog_version (version, effective_from, chat_hold_ceiling_micros,
                             typical_input_tokens, typical_output_tokens, created_by, created_at)
VALUES (1, '2025-01-01T00:00:00Z', 500000000, 2000, 1000,
        '00000000-0000-0000-0000-000000000000', now());

INSERT INTO package (version, position, code, credits_micros, price_micros) VALUES
    (1, 0, 'STARTER',  5000000000,  5000000000),
    (1, 1, 'STANDARD', 20000000000, 20000000000),
    (1, 2, 'PRO',      50000000000, 50000000000);

INSERT INTO rate (version, position, service, engine, per, unit_size, price_micros, unit, billing,
                  minimum, maximum, enabled, hold_timeout_seconds) VALUES
    (1,  0, 'CHAT',               'DEFAULT',       'INPUT_TOKEN',  1000, 9000000,   'CREDITS', 'PRO_RATA', 0, 10000000, true,  900),
    (1,  1, 'CHAT',               'DEFAULT',       'OUTPUT_TOKEN', 1000, 45000000,  'CREDITS', 'PRO_RATA', 0, 10000000, true,  900),
    (1,  2, 'IMAGE',              'FLUX_2_PRO',    'IMAGE',        1,    30000000,  'USD',     'PRO_RATA', 1, 10,       true, 1800),
    (1,  3, 'IMAGE',              'GPT_IMAGE_1_5', 'IMAGE',        1,    40000000,  'USD',     'PRO_RATA', 1, 10,       true, 1800),
    (1,  4, 'IMAGE',              'SEEDREAM_4_5',  'IMAGE',        1,    30000000,  'USD',     'PRO_RATA', 1, 10,       true, 1800),
    (1,  5, 'BACKGROUND_REMOVAL', 'DEFAULT',       'IMAGE',        1,    20000000,  'USD',     'PRO_RATA', 1, 10,       true, 1800),
    (1,  6, 'IMAGE_RESIZE',       'DEFAULT',       'IMAGE',        1,    0,         'USD',     'PRO_RATA', 1, 10,       true, 1800),
    (1,  7, 'VIDEO',              'KLING_3_0',     'SECOND',       1,    170000000, 'USD',     'PRO_RATA', 1, 300,      true, 7200),
    (1,  8, 'VIDEO',              'LUMA_RAY_3',    'SECOND',       1,    100000000, 'USD',     'PRO_RATA', 1, 300,      true, 7200),
    (1,  9, 'VIDEO',              'VEO_3_1',       'SECOND',       1,    100000000, 'USD',     'PRO_RATA', 1, 300,      true, 7200),
    (1, 10, 'VIDEO',              'KLING_2_6',     'SECOND',       1,    70000000,  'USD',     'PRO_RATA', 1, 300,      true, 7200),
    (1, 11, 'VIDEO',              'RUNWAY_GEN_4',  'SECOND',       1,    50000000,  'USD',     'PRO_RATA', 1, 300,      true, 7200),
    (1, 12, 'AVATAR',             'DEFAULT',       'SECOND',       30,   500000000, 'USD',     'STARTED',  1, 90,       true, 7200),
    (1, 13, 'TTS',                'ELEVENLABS',    'CHARACTER',    1000, 300000000, 'USD',     'PRO_RATA', 1, 100000,   true, 1800),
    (1, 14, 'TTS',                'OPENAI_TTS',    'CHARACTER',    1000, 15000000,  'USD',     'PRO_RATA', 1, 100000,   true, 1800),
    -- S11 names no price: free until an operator publishes one (D11)
    (1, 15, 'VIDEO_COMPOSITING',  'DEFAULT',       'SECOND',       1,    0,         'USD',     'PRO_RATA', 1, 3600,     true, 7200);
