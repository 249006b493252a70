-- Imports that are refused wait until somebody answers, and charges of several days are told from charges of single days.

ALTER TABLE invoice_scope ADD COLUMN longest_days integer NOT NULL DEFAULT 1,
    ADD CONSTRAINT invoice_scope_longest_days CHECK (longest_days > 0);
COMMENT ON COLUMN invoice_scope.longest_days IS 'The days of its longest charge for usage';

UPDATE invoice_scope s SET longest_days = l.days
  FROM (SELECT import_id, coalesce(account, '') AS account, coalesce(invoice_id, '') AS invoice_id, max(last_day - day) + 1 AS days
          FROM invoice_line WHERE kind = 'USAGE' AND last_day > day GROUP BY 1, 2, 3) l
 WHERE s.import_id = l.import_id AND s.account = l.account AND s.invoice_id = l.invoice_id;

ALTER TABLE invoice_import
    ADD COLUMN asks_about       uuid[],
    ADD COLUMN dismissed_at     timestamptz,
    ADD COLUMN dismissed_by     uuid,
    ADD COLUMN dismissal_reason text,
    ADD CONSTRAINT invoice_import_asks_when_refused CHECK (asks_about IS NULL OR (status = 'REFUSED' AND cardinality(asks_about) > 0)),
    ADD CONSTRAINT invoice_import_dismissal_is_whole CHECK ((dismissed_at IS NULL) = (dismissal_reason IS NULL)),
    ADD CONSTRAINT invoice_import_dismissed_when_refused CHECK (dismissed_at IS NULL OR status = 'REFUSED');
COMMENT ON COLUMN invoice_import.asks_about IS
    'The imports that the question of a REFUSED one is about: does it take their place, or is it a further part? Null if it was refused for another reason';
COMMENT ON COLUMN invoice_import.dismissed_at IS 'When it was decided that a REFUSED file is not needed';
COMMENT ON COLUMN invoice_import.dismissed_by IS 'Null for those from before refused files were counted';

UPDATE invoice_import SET dismissed_at = ended_at, dismissal_reason = 'Refused before refused files were counted' WHERE status = 'REFUSED';

CREATE VIEW unanswered_import AS
SELECT r.id, r.provider, r.format, r.file_name, r.reason, r.asks_about, r.ended_at
  FROM invoice_import r
 WHERE r.status = 'REFUSED' AND r.dismissed_at IS NULL
   AND NOT EXISTS (SELECT FROM invoice_import l
                    WHERE l.provider = r.provider AND l.id > r.id AND l.status NOT IN ('LOADING', 'INTERRUPTED')
                      AND (l.sha256 = r.sha256
                           OR r.asks_about IS NULL AND l.format = r.format AND l.file_name = r.file_name));
COMMENT ON VIEW unanswered_import IS
    'Refused imports that still need an answer: nobody dismissed them, nor has the same file come again, nor, where the file could not be read, another one of its name';

CREATE INDEX invoice_import_unanswered_index ON invoice_import (provider) WHERE status = 'REFUSED' AND dismissed_at IS NULL;

-- Older servers: they write scopes without longest_days, which are taken for charges of one day, and refuse without asks_about.
