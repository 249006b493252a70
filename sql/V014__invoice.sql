-- What providers bill: imported files and their lines.

CREATE TABLE invoice_import (
    id              uuid            NOT NULL,
    idempotency_key idempotency_key,
    fingerprint     digest          NOT NULL,
    provider        text            NOT NULL,
    format          text            NOT NULL,
    source          text            NOT NULL,
    file_name       text,
    requested_by    uuid,
    status          text            NOT NULL DEFAULT 'LOADING',
    reason          text,
    sha256          digest,
    bytes           not_negative    NOT NULL DEFAULT 0,
    accepted        not_negative    NOT NULL DEFAULT 0,
    refused         not_negative    NOT NULL DEFAULT 0,
    started_at      timestamptz     NOT NULL,
    alive_at        timestamptz     NOT NULL,
    ended_at        timestamptz,
    superseded_by   uuid,
    duplicate_of    uuid,
    has_lines       boolean         NOT NULL DEFAULT true,
    CONSTRAINT invoice_import_pk PRIMARY KEY (id),
    CONSTRAINT invoice_import_key_unique UNIQUE (idempotency_key),
    CONSTRAINT invoice_import_superseded_by_fk FOREIGN KEY (superseded_by) REFERENCES invoice_import (id),
    CONSTRAINT invoice_import_duplicate_of_fk FOREIGN KEY (duplicate_of) REFERENCES invoice_import (id),
    CONSTRAINT invoice_import_provider_is_canonical CHECK (provider ~ '^[A-Z0-9][A-Z0-9_.-]{0,59}$'),
    CONSTRAINT invoice_import_source_known CHECK (source IN ('REST', 'INBOX')),
    CONSTRAINT invoice_import_status_known CHECK (status IN ('LOADING', 'IMPORTED', 'SUPERSEDED', 'REFUSED', 'INTERRUPTED', 'DUPLICATE')),
    CONSTRAINT invoice_import_ends CHECK ((status = 'LOADING') = (ended_at IS NULL)),
    CONSTRAINT invoice_import_refused_has_a_reason CHECK ((status = 'REFUSED') = (reason IS NOT NULL)),
    CONSTRAINT invoice_import_superseded_by_another CHECK ((status = 'SUPERSEDED') = (superseded_by IS NOT NULL)),
    CONSTRAINT invoice_import_duplicate_of_another CHECK ((status = 'DUPLICATE') = (duplicate_of IS NOT NULL)),
    CONSTRAINT invoice_import_has_content CHECK (status NOT IN ('IMPORTED', 'SUPERSEDED', 'DUPLICATE') OR sha256 IS NOT NULL)
);
COMMENT ON TABLE invoice_import IS 'Files of providers; only the lines of those that are IMPORTED count';
COMMENT ON COLUMN invoice_import.idempotency_key IS 'Null for a file of the inbox, and once a later attempt has the key';
COMMENT ON COLUMN invoice_import.fingerprint IS 'Of what was asked besides the file';
COMMENT ON COLUMN invoice_import.provider IS 'Upper case, as in usage_record';
COMMENT ON COLUMN invoice_import.status IS 'LOADING: lines are coming in. SUPERSEDED: a corrected file took its place. INTERRUPTED: its server died or nothing came any more; the file is to be sent again. DUPLICATE: the same file had been imported and counts';
COMMENT ON COLUMN invoice_import.reason IS 'Why the whole file was refused';
COMMENT ON COLUMN invoice_import.alive_at IS 'The last sign of life while it is LOADING';
COMMENT ON COLUMN invoice_import.has_lines IS 'False once the lines of an import that does not count are deleted';
COMMENT ON COLUMN invoice_import.sha256 IS 'Of the file as it came';

CREATE UNIQUE INDEX invoice_import_content_once ON invoice_import (provider, sha256) WHERE status = 'IMPORTED';
CREATE INDEX invoice_import_leftover_index ON invoice_import (status) WHERE has_lines AND status NOT IN ('IMPORTED', 'SUPERSEDED');

CREATE TABLE invoice_line (
    import_id     uuid          NOT NULL,
    line          bigint        NOT NULL,
    provider      text          NOT NULL,
    kind          text          NOT NULL,
    correction    boolean       NOT NULL DEFAULT false,
    invoice_id    text,
    account       text,
    day           date          NOT NULL,
    last_day      date          NOT NULL,
    sku           text,
    measure       measure,
    quantity      numeric(30,9),
    cost_nanos    bigint        NOT NULL,
    currency      text          NOT NULL,
    request_id    text,
    charge_key    text,
    correction_of text,
    description   text,
    extras        json,
    CONSTRAINT invoice_line_pk PRIMARY KEY (import_id, line),
    CONSTRAINT invoice_line_kind_known CHECK (kind IN ('USAGE', 'PURCHASE', 'TAX', 'CREDIT', 'ADJUSTMENT', 'ROUNDING')),
    CONSTRAINT invoice_line_days CHECK (last_day >= day)
);
COMMENT ON TABLE invoice_line IS 'One charge of a provider. Tax, credits, adjustments and purchases are accounted for; usage is matched';
COMMENT ON COLUMN invoice_line.line IS 'Number of the line in the file where the row begins; of JSON, of the item from 1';
COMMENT ON COLUMN invoice_line.correction IS 'Whether it changes what was billed before; it is added to that';
COMMENT ON COLUMN invoice_line.account IS 'The provider''s billing account; of OpenAI organization/project';
COMMENT ON COLUMN invoice_line.day IS 'First day of the charge, UTC';
COMMENT ON COLUMN invoice_line.last_day IS 'Last day of the charge, inclusive';
COMMENT ON COLUMN invoice_line.sku IS 'What the provider calls it; the catalogue''s provider rates say what that is';
COMMENT ON COLUMN invoice_line.measure IS 'What quantity counts; null if the unit is none of ours or could be several';
COMMENT ON COLUMN invoice_line.quantity IS 'In the natural unit of the measure: tokens, not millions of tokens; null if not told';
COMMENT ON COLUMN invoice_line.cost_nanos IS '1e-9 of the currency';
COMMENT ON COLUMN invoice_line.currency IS 'ISO 4217';
COMMENT ON COLUMN invoice_line.request_id IS 'The provider''s name for the single piece of work that is charged';
COMMENT ON COLUMN invoice_line.charge_key IS 'The provider''s name for this charge';
COMMENT ON COLUMN invoice_line.correction_of IS 'The charge_key of the charge that it corrects';
COMMENT ON COLUMN invoice_line.extras IS 'The custom columns (x_…), as text';

CREATE INDEX invoice_line_slice_index ON invoice_line (provider, day);
CREATE INDEX invoice_line_charge_key_index ON invoice_line (provider, charge_key) WHERE charge_key IS NOT NULL;

CREATE TABLE invoice_refusal (
    import_id uuid   NOT NULL,
    line      bigint NOT NULL,
    reason    text   NOT NULL,
    excerpt   text   NOT NULL,
    CONSTRAINT invoice_refusal_pk PRIMARY KEY (import_id, line),
    CONSTRAINT invoice_refusal_import_fk FOREIGN KEY (import_id) REFERENCES invoice_import (id)
);
COMMENT ON TABLE invoice_refusal IS 'Rows that were refused, the first of them; all are counted in invoice_import';
COMMENT ON COLUMN invoice_refusal.excerpt IS 'The beginning of the row';

CREATE TABLE invoice_scope (
    import_id  uuid   NOT NULL,
    account    text   NOT NULL,
    invoice_id text   NOT NULL,
    first_day  date   NOT NULL,
    last_day   date   NOT NULL,
    lines      bigint NOT NULL,
    CONSTRAINT invoice_scope_pk PRIMARY KEY (import_id, account, invoice_id),
    CONSTRAINT invoice_scope_import_fk FOREIGN KEY (import_id) REFERENCES invoice_import (id)
);
COMMENT ON TABLE invoice_scope IS 'What a file is about, by which a corrected file is told from a further one; '''' where the file names no account or invoice';
COMMENT ON COLUMN invoice_scope.first_day IS 'The first day on which a charge begins';
COMMENT ON COLUMN invoice_scope.last_day IS 'The last day on which a charge begins: a charge for a year does not make the file about that year';
