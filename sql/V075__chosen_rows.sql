-- Imports of which only some rows count, as of the bill of a whole cloud.

ALTER TABLE invoice_import ADD COLUMN row_filter text, ADD COLUMN left_out not_negative NOT NULL DEFAULT 0;
COMMENT ON COLUMN invoice_import.row_filter IS 'The rows that count, as in SubAccountId=123;ServiceName=Amazon Bedrock; null for all';
COMMENT ON COLUMN invoice_import.left_out IS 'Rows that do not count because of row_filter';

DROP INDEX invoice_import_content_once;
CREATE UNIQUE INDEX invoice_import_content_once ON invoice_import (provider, sha256, coalesce(row_filter, '')) WHERE status = 'IMPORTED';

-- Older servers: import all rows; to them a file of which some rows count is imported already.
