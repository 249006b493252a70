-- Which servers this schema serves, so that one that is too old refuses to start instead of working on what it does not know.
-- A migration that older servers cannot live with says so itself, see README.md, "Change it".

CREATE TABLE schema_compatibility (
    only_row        boolean  NOT NULL DEFAULT true,
    oldest_server   integer  NOT NULL,
    CONSTRAINT schema_compatibility_pk PRIMARY KEY (only_row),
    CONSTRAINT schema_compatibility_has_one_row CHECK (only_row),
    CONSTRAINT schema_compatibility_oldest_is_a_version CHECK (oldest_server > 0)
);
COMMENT ON TABLE schema_compatibility IS 'One row: which servers may work on this schema';
COMMENT ON COLUMN schema_compatibility.oldest_server IS
    'A server is as new as the newest migration that it brings (V030 is 30); one that is older than this refuses to start';

-- Servers before this one do not look here.
INSERT INTO schema_compatibility (oldest_server) VALUES (30);
