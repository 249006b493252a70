-- Who is signed in to the pages, so that any server knows it and none need last.

CREATE TABLE browser_session (
    id                       uuid        NOT NULL,
    secret_hash              text        NOT NULL,
    issuer                   text        NOT NULL,
    subject                  text        NOT NULL,
    person_id                uuid        NOT NULL,
    name                     text,
    roles                    text        NOT NULL,
    identity_until           timestamptz NOT NULL,
    began_at                 timestamptz NOT NULL,
    seen_at                  timestamptz NOT NULL,
    ends_at                  timestamptz NOT NULL,
    provider_tokens          text,
    renewing_until           timestamptz NOT NULL DEFAULT '1970-01-01 00:00:00+00',
    page_token_hash          text,
    page_token_until         timestamptz NOT NULL DEFAULT '1970-01-01 00:00:00+00',
    former_page_token_hash   text,
    former_page_token_until  timestamptz NOT NULL DEFAULT '1970-01-01 00:00:00+00',
    CONSTRAINT browser_session_pk PRIMARY KEY (id),
    CONSTRAINT browser_session_secret_unique UNIQUE (secret_hash),
    CONSTRAINT browser_session_ends_after_it_began CHECK (ends_at > began_at)
);
COMMENT ON TABLE browser_session IS
    'People who are signed in with a browser. Nothing here opens anything: secrets are known by their hashes, and what the provider gave is encrypted by the secret, which only the browser has';
COMMENT ON COLUMN browser_session.secret_hash IS 'SHA-256 of what the cookie says, in hexadecimal; so of the tokens of pages';
COMMENT ON COLUMN browser_session.roles IS 'Roles above those in teams, between commas';
COMMENT ON COLUMN browser_session.identity_until IS 'When the provider has to be asked again whether the person is who it is';
COMMENT ON COLUMN browser_session.seen_at IS 'When a page last asked for the session, to the minute';
COMMENT ON COLUMN browser_session.ends_at IS 'When it ends, however much it is used';
COMMENT ON COLUMN browser_session.renewing_until IS 'Until then a server is asking the provider; after that another one may';
COMMENT ON COLUMN browser_session.former_page_token_hash IS 'The token before, which pages that are open have until they ask for the next one';

CREATE INDEX browser_session_person ON browser_session (person_id, began_at);
