-- What earlier imports of a provider have to do with a new one, whose lines and scopes are written and do not count yet: one row for
-- each account and invoice of an earlier import that may be about charges of the new one. Relations:
--   COVERED  the new one has these charges, under the same invoice, or under one where the earlier had none yet
--   UNNAMED  it has charges of all these days, but neither file names an account or invoice
--   LONGER   one charges for several days at once what the other charges for shorter times
--   SAME     it has the same charges under another invoice, or in another format
--   PART     it has some of these charges, or may have others of them as other rows of its file count
--   EMPTY    nothing that costs anything
-- A charge is an account's cost of a SKU from a day on. It is the same in both if its cost or its quantity is, or if the new one goes
-- on to a later day; not if it is for other requests.
CREATE OR REPLACE FUNCTION related_imports(p_import uuid) RETURNS TABLE (
    import_id uuid, file_name text, scopes bigint, account text, invoice_id text, new_invoice_id text, first_day date, last_day date,
    relation text, new_is_longer boolean)
    LANGUAGE sql STABLE SET work_mem = '64MB' AS $$
WITH near AS MATERIALIZED (
    SELECT e.import_id, x.file_name, coalesce(x.file_name = t.file_name, false) AS same_name, x.format = t.format AS same_format,
           x.row_filter IS NOT DISTINCT FROM t.row_filter AS same_rows,
           e.account, e.invoice_id, e.first_day, e.last_day,
           n.account = e.account AS same_account, n.invoice_id AS new_invoice_id,
           n.account = e.account AND n.invoice_id = e.invoice_id AND x.format = t.format AS same_scope,
           e.first_day >= n.first_day AND e.last_day <= n.last_day AS within,
           e.first_day <= n.last_day AND e.last_day >= n.first_day AS touching,
           greatest(e.longest_days, n.longest_days) > 2 AS long
      FROM invoice_import t
      JOIN invoice_scope n ON n.import_id = t.id
      JOIN invoice_import x ON x.provider = t.provider AND x.status = 'IMPORTED' AND x.id <> t.id
      JOIN invoice_scope e ON e.import_id = x.id
           AND e.first_day < n.last_day + n.longest_days AND n.first_day < e.last_day + e.longest_days
           -- Costs of an OpenAI organization are about those of its projects too.
           AND (n.account = e.account OR (t.format = 'OPENAI_COSTS' AND x.format = 'OPENAI_COSTS'
                    AND (starts_with(n.account, e.account || '/') OR starts_with(e.account, n.account || '/'))))
     WHERE t.id = p_import),
scope AS MATERIALIZED (
    SELECT import_id, account, invoice_id, file_name, same_name, same_format, same_rows, first_day, last_day,
           bool_or(same_scope AND within) AS covered,
           bool_or(same_scope AND touching) AS touched,
           bool_or(NOT same_account AND touching AND new_invoice_id = invoice_id) AS of_organization,
           bool_or(same_account AND new_invoice_id <> '') AS has_invoices,
           bool_or(same_account) AND (bool_or(long) OR (NOT bool_or(same_scope AND within)
               AND (invoice_id = '' OR NOT bool_or(same_scope AND touching)))
               OR (account = '' AND invoice_id = '' AND bool_or(new_invoice_id <> ''))) AS by_charges
      FROM near GROUP BY import_id, account, invoice_id, file_name, same_name, same_format, same_rows, first_day, last_day),
before AS MATERIALIZED (
    SELECT s.import_id, s.account, s.invoice_id, l.kind, upper(coalesce(l.sku, '')) AS sku, l.currency, l.day,
           l.last_day - l.day > 1 AS long, max(l.last_day) AS last_day, sum(l.cost_nanos) AS nanos, sum(l.quantity) AS quantity,
           min(l.request_id) AS first_request, max(l.request_id) AS last_request
      FROM scope s
      JOIN invoice_line l ON l.import_id = s.import_id AND coalesce(l.account, '') = s.account
           AND coalesce(l.invoice_id, '') = s.invoice_id
     WHERE s.by_charges
     GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING sum(l.cost_nanos) <> 0),
-- Under each invoice, and under any of them: what has no invoice yet may come to be on several.
now AS MATERIALIZED (
    SELECT l.account, l.invoice_id, l.kind, l.sku, l.currency, l.day, l.long, max(l.last_day) AS last_day, sum(l.nanos) AS nanos,
           sum(l.quantity) AS quantity, min(l.request_id) AS first_request, max(l.request_id) AS last_request
      FROM (SELECT coalesce(account, '') AS account, coalesce(invoice_id, '') AS invoice_id, kind, upper(coalesce(sku, '')) AS sku,
                   currency, day, last_day - day > 1 AS long, last_day, cost_nanos AS nanos, quantity, request_id
              FROM invoice_line
             WHERE import_id = p_import AND coalesce(account, '') IN (SELECT s.account FROM scope s WHERE s.by_charges)) l
     GROUP BY GROUPING SETS ((1, 3, 4, 5, 6, 7, 2), (1, 3, 4, 5, 6, 7)) HAVING sum(l.nanos) <> 0),
matched AS (
    SELECT o.import_id, o.account, o.invoice_id, n.invoice_id AS new_invoice_id, count(*) AS shared,
           count(*) FILTER (WHERE (n.nanos = o.nanos OR (n.quantity = o.quantity AND o.quantity <> 0)
                                   OR (o.long AND n.last_day > o.last_day))
                              AND (n.first_request IS NULL OR o.first_request IS NULL
                                   OR (n.first_request = o.first_request AND n.last_request = o.last_request))) AS equal
      FROM before o
      JOIN now n ON n.account = o.account AND n.kind = o.kind AND n.sku = o.sku AND n.currency = o.currency AND n.day = o.day
           AND n.long = o.long
           AND CASE WHEN o.invoice_id = '' THEN n.invoice_id IS NULL
                    ELSE n.invoice_id <> o.invoice_id AND o.kind IN ('USAGE', 'PURCHASE') END
     GROUP BY 1, 2, 3, 4),
longer AS (
    SELECT o.import_id, o.account, o.invoice_id, min(n.invoice_id) AS new_invoice_id, min(least(o.day, n.day)) AS first_day,
           max(greatest(o.last_day, n.last_day)) AS last_day, bool_or(n.last_day - n.day > o.last_day - o.day) AS new_is_longer
      FROM before o
      JOIN now n ON n.account = o.account AND n.kind = o.kind AND n.sku = o.sku AND n.currency = o.currency AND n.invoice_id IS NOT NULL
           AND ((n.day <= o.day AND n.last_day >= o.last_day) OR (o.day <= n.day AND o.last_day >= n.last_day))
           AND abs((n.last_day - n.day) - (o.last_day - o.day)) > 1 AND NOT (n.long AND o.long AND n.day = o.day)
     WHERE o.kind = 'USAGE'
       -- What both have is no other way to charge for it.
       AND NOT EXISTS (SELECT FROM now a WHERE a.account = o.account AND a.kind = o.kind AND a.sku = o.sku
                          AND a.currency = o.currency AND a.day = o.day AND a.long = o.long)
       AND NOT EXISTS (SELECT FROM before a WHERE a.import_id = o.import_id AND a.account = n.account AND a.kind = n.kind
                          AND a.sku = n.sku AND a.currency = n.currency AND a.day = n.day AND a.long = n.long)
     GROUP BY 1, 2, 3),
counted AS (
    SELECT s.*, (SELECT count(*) FROM before o WHERE o.import_id = s.import_id AND o.account = s.account
                    AND o.invoice_id = s.invoice_id) AS old_charges,
           (SELECT count(*) FROM now n WHERE n.account = s.account AND n.invoice_id IS NULL) AS new_charges,
           coalesce(m.shared, 0) AS shared, coalesce(m.equal, 0) AS equal
      FROM scope s
      LEFT JOIN matched m ON m.import_id = s.import_id AND m.account = s.account AND m.invoice_id = s.invoice_id
           AND s.invoice_id = '' AND m.new_invoice_id IS NULL)
SELECT c.import_id, c.file_name, (SELECT count(*) FROM invoice_scope a WHERE a.import_id = c.import_id), c.account, c.invoice_id,
       coalesce(l.new_invoice_id, other.new_invoice_id, ''), coalesce(l.first_day, c.first_day), coalesce(l.last_day, c.last_day),
       CASE WHEN l.import_id IS NOT NULL THEN 'LONGER'
            WHEN c.covered AND NOT c.same_rows THEN 'PART'
            WHEN c.covered AND (c.account <> '' OR c.invoice_id <> '' OR c.same_name) THEN 'COVERED'
            WHEN c.has_invoices AND c.invoice_id = '' AND c.old_charges = 0 AND c.by_charges AND NOT c.covered THEN 'EMPTY'
            WHEN c.has_invoices AND c.invoice_id = '' AND c.same_format AND c.shared = c.old_charges AND 2 * c.equal > c.old_charges
                THEN 'COVERED'
            WHEN c.covered THEN 'UNNAMED'
            WHEN c.touched OR c.of_organization THEN 'PART'
            WHEN c.invoice_id = '' AND 2 * c.equal > c.shared THEN 'SAME'
            WHEN other.new_invoice_id IS NOT NULL THEN 'SAME'
            WHEN c.has_invoices AND c.invoice_id = '' AND 2 * c.shared > least(c.old_charges, c.new_charges) THEN 'PART'
       END, coalesce(l.new_is_longer, false)
  FROM counted c
  LEFT JOIN longer l ON l.import_id = c.import_id AND l.account = c.account AND l.invoice_id = c.invoice_id
  LEFT JOIN LATERAL (SELECT m.new_invoice_id FROM matched m
                      WHERE m.import_id = c.import_id AND m.account = c.account AND m.invoice_id = c.invoice_id
                        AND c.invoice_id <> '' AND NOT c.covered AND 2 * m.equal > m.shared
                      ORDER BY m.equal DESC LIMIT 1) other ON true
 ORDER BY c.import_id, c.account, c.invoice_id
$$;
