-- The set-based part of the reconciliation job: what to compare (stage_reconciliation), and the comparison of one day of one
-- provider (match_slice). The rest, which is about exceptions, is Java: package reconciliation.

-- Providers that have usage records, one look into the index for each.
CREATE OR REPLACE FUNCTION usage_providers() RETURNS SETOF text LANGUAGE sql STABLE AS $$
    WITH RECURSIVE known AS (
        (SELECT provider FROM usage_record WHERE provider IS NOT NULL ORDER BY provider LIMIT 1)
        UNION ALL
        SELECT (SELECT u.provider FROM usage_record u WHERE u.provider > known.provider ORDER BY u.provider LIMIT 1)
          FROM known WHERE known.provider IS NOT NULL
    )
    SELECT provider FROM known WHERE provider IS NOT NULL
$$;

-- A provider's name as usage records and imports have it.
CREATE OR REPLACE FUNCTION provider_name(p_name text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT upper(regexp_replace(btrim(p_name), '\s+', '_', 'g'))
$$;

-- The beginning of the days that a run looks at: some days before its window, for what fell into them, or more if a charge of
-- several days began before them.
CREATE OR REPLACE FUNCTION reconciliation_context_from(p_run uuid, p_from date, p_around int, p_longest int) RETURNS date
    LANGUAGE sql STABLE AS $$
    SELECT least(p_from - p_around,
        (SELECT min(l.day)
           FROM reconciliation_provider p
           JOIN invoice_line l ON l.provider = p.provider AND l.day BETWEEN p_from - p_longest AND p_from - p_around - 1
           JOIN reconciliation_source s ON s.run_id = p.run_id AND s.import_id = l.import_id
          WHERE p.run_id = p_run AND l.last_day >= p_from))
$$;

-- Fixes what a run is about. All in the caller's transaction.
CREATE OR REPLACE FUNCTION stage_reconciliation(p_run uuid, p_around int, p_longest int) RETURNS void
    LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan SET work_mem = '64MB' SET enable_sort = off AS $$
DECLARE
    r reconciliation_run;
    v_correction record;
    v_from date;
    v_to date;
    v_imports uuid[];
BEGIN
    SELECT * INTO STRICT r FROM reconciliation_run WHERE id = p_run;

    INSERT INTO reconciliation_source (run_id, import_id)
    SELECT p_run, i.id FROM invoice_import i
     WHERE i.status = 'IMPORTED' AND (r.provider IS NULL OR i.provider = r.provider);

    -- A correction goes where the charge is that it names, also if that came in another file. One by one: they are few, and a join
    -- of the lines with themselves is quadratic as long as the statistics do not know a file that has just come.
    FOR v_correction IN
        SELECT l.import_id, l.line, l.provider, l.correction_of, l.measure
          FROM reconciliation_source s
          JOIN invoice_line l ON l.import_id = s.import_id
         WHERE s.run_id = p_run AND l.correction_of IS NOT NULL
    LOOP
        INSERT INTO reconciliation_correction (run_id, import_id, line, provider, day, last_day, sku, measure, request_id)
        SELECT p_run, v_correction.import_id, v_correction.line, o.provider, o.day, o.last_day, o.sku,
               coalesce(o.measure, v_correction.measure), o.request_id
          FROM invoice_line o
          JOIN reconciliation_source s ON s.run_id = p_run AND s.import_id = o.import_id
         WHERE o.provider = v_correction.provider AND o.charge_key = v_correction.correction_of AND o.correction_of IS NULL
         ORDER BY o.import_id DESC, o.line LIMIT 1;
    END LOOP;

    INSERT INTO reconciliation_covered (run_id, provider, first_day, last_day)
    SELECT p_run, c.provider, lower(c.days), upper(c.days) - 1
      FROM (SELECT i.provider, unnest(range_agg(daterange(c.first_day, c.last_day, '[]'))) AS days
              FROM reconciliation_source s
              JOIN invoice_import i ON i.id = s.import_id
              JOIN invoice_scope c ON c.import_id = s.import_id
             WHERE s.run_id = p_run
             GROUP BY i.provider) c;

    INSERT INTO reconciliation_provider (run_id, provider)
    SELECT p_run, provider FROM reconciliation_covered WHERE run_id = p_run
    UNION
    SELECT p_run, provider FROM usage_providers() AS provider WHERE r.provider IS NULL OR provider = r.provider;

    v_from := reconciliation_context_from(p_run, r.from_day, p_around, p_longest);
    v_to := r.to_day + p_around;
    v_imports := ARRAY(SELECT import_id FROM reconciliation_source WHERE run_id = p_run);

    INSERT INTO reconciliation_sku (run_id, provider, sku, line_measure, measure, service, engine)
    WITH rates AS (
        SELECT DISTINCT ON (provider_name(provider), upper(coalesce(sku, engine)), per)
               provider_name(provider) AS provider, upper(coalesce(sku, engine)) AS sku, per, service, engine
          -- Also what an earlier version knew: invoices are about the past.
          FROM provider_rate WHERE version <= r.catalog_version
         ORDER BY provider_name(provider), upper(coalesce(sku, engine)), per, version DESC, service, engine)
    SELECT p_run, provider, sku, per, per, service, engine FROM rates
    UNION ALL
    SELECT p_run, provider, sku, '?', min(per), min(service), min(engine) FROM rates GROUP BY provider, sku HAVING count(*) = 1;

    -- One look at the lines for both: what there is to compare, and how.
    CREATE TEMP TABLE staged_line ON COMMIT DROP AS
    SELECT provider, day, last_day, kind, upper(sku) AS sku, coalesce(measure, '?') AS measure, rows, by_request
      FROM (SELECT l.provider, l.day, l.kind, l.sku, l.measure, count(*) AS rows, count(l.request_id) > 0 AS by_request,
                   max(l.last_day) AS last_day
              FROM reconciliation_provider p
              JOIN invoice_line l ON l.provider = p.provider AND l.day >= v_from AND l.day < v_to AND l.import_id = ANY (v_imports)
             WHERE p.run_id = p_run
             GROUP BY l.provider, l.day, l.kind, l.sku, l.measure) one;

    UPDATE reconciliation_provider p SET by_request = true
     WHERE p.run_id = p_run AND EXISTS (SELECT FROM staged_line l WHERE l.provider = p.provider AND l.kind = 'USAGE' AND l.by_request);

    INSERT INTO reconciliation_group (run_id, provider, service, engine, measure, by_request)
    SELECT p_run, l.provider, k.service, k.engine, k.measure, bool_or(l.by_request)
      FROM staged_line l
      JOIN reconciliation_sku k ON k.run_id = p_run AND k.provider = l.provider AND k.sku = l.sku AND k.line_measure = l.measure
     WHERE l.kind = 'USAGE'
     GROUP BY l.provider, k.service, k.engine, k.measure;

    -- Usage far from any invoice has nothing to be compared with yet.
    INSERT INTO reconciliation_slice (run_id, provider, day, usage_rows, line_rows)
    WITH invoiced AS (
        SELECT provider, first_day, last_day FROM reconciliation_covered WHERE run_id = p_run
        UNION ALL
        SELECT provider, min(day), max(last_day) FROM staged_line WHERE kind = 'USAGE' GROUP BY provider)
    SELECT p_run, c.provider, c.day, sum(c.usage_rows), sum(c.line_rows)
      FROM (SELECT provider, day, 0 AS usage_rows, sum(rows) AS line_rows FROM staged_line GROUP BY provider, day
            UNION ALL
            SELECT p.provider, u.day, count(*), 0
              FROM reconciliation_provider p
              JOIN usage_record u ON u.provider = p.provider AND u.day >= v_from AND u.day < v_to
             WHERE p.run_id = p_run
               AND EXISTS (SELECT FROM invoiced i WHERE i.provider = u.provider
                              AND u.day BETWEEN i.first_day - p_around AND i.last_day + p_around)
             GROUP BY p.provider, u.day) c
     GROUP BY c.provider, c.day;
END $$;

-- Compares one day of one provider: what agrees is summed, what does not is kept for the classify step. In the caller's
-- transaction, which must hold the slice's row.
CREATE OR REPLACE FUNCTION match_slice(p_run uuid, p_provider text, p_day date, p_around int, p_percent float8, p_nanos bigint,
                                       p_currency text) RETURNS void
    LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan SET work_mem = '64MB' SET client_min_messages = warning AS $$
DECLARE
    c_imports CONSTANT uuid[] := ARRAY(SELECT import_id FROM reconciliation_source WHERE run_id = p_run);
    c_names_requests CONSTANT boolean := (SELECT by_request FROM reconciliation_provider
                                           WHERE run_id = p_run AND provider = p_provider);
BEGIN
    CREATE TEMP TABLE IF NOT EXISTS slice_line (
        request_id text, measure text, service text, engine text, sku text, currency text, correction boolean,
        last_day date, quantity numeric, nanos bigint) ON COMMIT DELETE ROWS;
    CREATE TEMP TABLE IF NOT EXISTS slice_usage (
        request_id text, measure text, service text, engine text, outcome text, quantity bigint, nanos bigint) ON COMMIT DELETE ROWS;

    INSERT INTO slice_line
    SELECT l.request_id, coalesce(k.measure, l.measure, '?'), k.service, k.engine, l.sku, l.currency, l.correction, l.last_day,
           CASE WHEN l.measure IS NOT NULL THEN l.quantity END, l.cost_nanos
      FROM (SELECT i.request_id, i.measure, i.sku, i.currency, i.correction, i.last_day, i.quantity, i.cost_nanos
              FROM invoice_line i
             WHERE i.provider = p_provider AND i.day = p_day AND i.kind = 'USAGE' AND i.import_id = ANY (c_imports)
               AND (i.correction_of IS NULL OR NOT EXISTS (SELECT FROM reconciliation_correction c
                     WHERE c.run_id = p_run AND c.import_id = i.import_id AND c.line = i.line))
            UNION ALL
            SELECT c.request_id, c.measure, c.sku, i.currency, true, c.last_day, i.quantity, i.cost_nanos
              FROM reconciliation_correction c
              JOIN invoice_line i ON i.import_id = c.import_id AND i.line = c.line
             WHERE c.run_id = p_run AND c.provider = p_provider AND c.day = p_day) l
      LEFT JOIN reconciliation_sku k ON k.run_id = p_run AND k.provider = p_provider AND k.sku = upper(l.sku)
           AND k.line_measure = coalesce(l.measure, '?');

    INSERT INTO slice_usage
    SELECT CASE WHEN coalesce(g.by_request, c_names_requests) THEN u.request_id END, u.measure, u.service, u.engine, u.outcome,
           u.quantity, u.cost_nanos
      FROM usage_record u
      LEFT JOIN reconciliation_group g ON g.run_id = p_run AND g.provider = u.provider AND g.service = u.service
           AND g.engine = u.engine AND g.measure = u.measure
     WHERE u.provider = p_provider AND u.day = p_day;

    -- Work whose worker did not name the request may be in any of the lines that nobody knows: their sums are compared then.
    IF EXISTS (SELECT FROM slice_usage u WHERE u.request_id IS NULL)
       AND EXISTS (SELECT FROM slice_line WHERE request_id IS NOT NULL) THEN
        UPDATE slice_line l SET request_id = NULL
         WHERE l.request_id IS NOT NULL
           AND NOT EXISTS (SELECT FROM usage_record u WHERE u.provider = p_provider AND u.request_id = l.request_id
                              AND u.day BETWEEN p_day - p_around AND p_day + p_around)
           AND (l.service, l.engine, l.measure) IN (SELECT u.service, u.engine, u.measure FROM slice_usage u WHERE u.request_id IS NULL);
    END IF;

    WITH billed AS (
        SELECT request_id, measure, count(*) AS rows, count(*) FILTER (WHERE correction) AS corrections,
               min(service) AS service, min(engine) AS engine, min(sku) AS sku,
               coalesce(min(currency) FILTER (WHERE currency <> p_currency), p_currency) AS currency,
               sum(quantity) AS quantity, count(*) FILTER (WHERE quantity IS NULL AND NOT correction) AS unquantified,
               sum(nanos)::bigint AS nanos
          FROM slice_line WHERE request_id IS NOT NULL
         GROUP BY request_id, measure),
    recorded AS (
        -- Of several attempts those that succeeded count; FAILED, LATE, SUCCEEDED are in the order of the alphabet.
        SELECT request_id, measure, max(outcome) AS outcome, min(service) AS service, min(engine) AS engine,
               coalesce(nullif(count(*) FILTER (WHERE outcome = 'SUCCEEDED'), 0), count(*)) AS rows,
               coalesce(sum(quantity) FILTER (WHERE outcome = 'SUCCEEDED'), sum(quantity)) AS quantity,
               count(*) FILTER (WHERE nanos IS NULL AND outcome = 'SUCCEEDED') AS uncosted,
               coalesce(sum(nanos) FILTER (WHERE outcome = 'SUCCEEDED'), sum(nanos))::bigint AS nanos
          FROM slice_usage WHERE request_id IS NOT NULL
         GROUP BY request_id, measure),
    pair AS MATERIALIZED (
        SELECT coalesce(b.request_id, r.request_id) AS request_id, coalesce(b.measure, r.measure) AS measure,
               r.rows AS r_rows, r.outcome, r.service AS r_service, r.engine AS r_engine, r.quantity AS r_quantity, r.nanos AS r_nanos,
               r.uncosted, b.rows AS b_rows, b.corrections, b.service AS b_service, b.engine AS b_engine, b.sku, b.currency,
               b.quantity AS b_quantity, b.unquantified, b.nanos AS b_nanos,
               coalesce(b.rows - b.corrections = 1 AND b.currency = p_currency AND r.outcome = 'SUCCEEDED'
                   AND CASE WHEN r.uncosted > 0 THEN b.unquantified > 0 OR abs(b.quantity - r.quantity) <= r.quantity * p_percent
                            ELSE abs(b.nanos - r.nanos) <= greatest(r.nanos * p_percent, p_nanos)
                                AND (b.unquantified > 0 OR b.quantity = r.quantity
                                     OR abs(b.quantity - r.quantity) * r.nanos <= r.quantity * greatest(r.nanos * p_percent, p_nanos))
                       END, false) AS agrees
          FROM billed b FULL JOIN recorded r ON r.request_id = b.request_id AND r.measure = b.measure),
    agreed AS (
        INSERT INTO reconciliation_matched (run_id, provider, day, service, engine, measure, records, recorded_nanos, billed_nanos)
        SELECT p_run, p_provider, p_day, r_service, r_engine, measure, sum(r_rows), coalesce(sum(coalesce(r_nanos, b_nanos)), 0), sum(b_nanos)
          FROM pair WHERE agrees GROUP BY r_service, r_engine, measure),
    again AS (
        SELECT request_id, measure, sum(n - 1) AS rows, sum((n - 1) * quantity) AS quantity, sum((n - 1) * nanos)::bigint AS nanos
          FROM (SELECT l.request_id, l.measure, l.sku, l.quantity, l.nanos, count(*) AS n
                  FROM slice_line l
                  JOIN pair p ON p.request_id = l.request_id AND p.measure = l.measure AND p.b_rows - p.corrections > 1
                 WHERE NOT l.correction
                 GROUP BY l.request_id, l.measure, l.sku, l.quantity, l.nanos) same
         WHERE n > 1 GROUP BY request_id, measure)
    INSERT INTO reconciliation_unmatched (run_id, provider, request_id, measure, day, recorded_rows, outcome, recorded_service,
        recorded_engine, recorded_quantity, recorded_nanos, uncosted_rows, billed_rows, corrections, billed_service, billed_engine, sku,
        currency, billed_quantity, unquantified_rows, billed_nanos, again_rows, again_quantity, again_nanos)
    SELECT p_run, p_provider, p.request_id, p.measure, p_day, coalesce(p.r_rows, 0), p.outcome, p.r_service, p.r_engine,
           p.r_quantity, p.r_nanos, coalesce(p.uncosted, 0), coalesce(p.b_rows, 0), coalesce(p.corrections, 0), p.b_service, p.b_engine,
           p.sku, p.currency, p.b_quantity, coalesce(p.unquantified, 0), p.b_nanos,
           coalesce(a.rows, 0), a.quantity, a.nanos
      FROM pair p LEFT JOIN again a ON a.request_id = p.request_id AND a.measure = p.measure
     WHERE NOT p.agrees AND (p.b_rows IS NOT NULL OR p.r_rows IS NOT NULL);

    INSERT INTO reconciliation_total (run_id, provider, day, last_day, service, engine, measure, side, label, rows, quantity,
        missing_rows, nanos)
    SELECT p_run, p_provider, p_day, p_day, service, engine, measure, 'RECORDED', outcome, count(*), sum(quantity),
           count(*) FILTER (WHERE nanos IS NULL), coalesce(sum(nanos), 0)
      FROM slice_usage WHERE request_id IS NULL GROUP BY service, engine, measure, outcome;

    INSERT INTO reconciliation_total (run_id, provider, day, last_day, service, engine, measure, side, label, rows, quantity,
        missing_rows, nanos, again_rows, again_quantity, again_nanos)
    SELECT p_run, p_provider, p_day, last_day, coalesce(service, ''), coalesce(engine, sku, ''), measure, 'BILLED', currency,
           sum(n), sum(n * quantity), coalesce(sum(n) FILTER (WHERE quantity IS NULL AND NOT correction), 0), sum(n * nanos),
           coalesce(sum(n - 1) FILTER (WHERE NOT correction), 0), sum((n - 1) * quantity) FILTER (WHERE NOT correction),
           coalesce(sum((n - 1) * nanos) FILTER (WHERE NOT correction), 0)
      FROM (SELECT last_day, service, engine, sku, measure, currency, correction, quantity, nanos, count(*) AS n
              FROM slice_line WHERE request_id IS NULL
             GROUP BY last_day, service, engine, sku, measure, currency, correction, quantity, nanos) same
     GROUP BY last_day, coalesce(service, ''), coalesce(engine, sku, ''), measure, currency;

    INSERT INTO reconciliation_accounted (run_id, provider, day, kind, invoice_id, currency, rows, nanos)
    SELECT p_run, p_provider, p_day, l.kind, coalesce(l.invoice_id, ''), l.currency, count(*), sum(l.cost_nanos)
      FROM invoice_line l
     WHERE l.provider = p_provider AND l.day = p_day AND l.import_id = ANY (c_imports)
     GROUP BY l.kind, coalesce(l.invoice_id, ''), l.currency;

    UPDATE reconciliation_slice SET done = true WHERE run_id = p_run AND provider = p_provider AND day = p_day;
END $$;

-- What is on one side only may have its other side before or after the days of the run: billed long after it was done.
CREATE OR REPLACE FUNCTION look_beyond(p_run uuid, p_provider text, p_first date, p_last date, p_late int) RETURNS void
    LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan SET work_mem = '64MB' AS $$
BEGIN
    IF EXISTS (SELECT FROM reconciliation_request q WHERE q.run_id = p_run AND q.provider = p_provider
                  AND q.recorded_rows = 0 AND q.matched_day IS NULL) THEN
        UPDATE reconciliation_request q
           SET recorded_day = u.day, recorded_rows = u.rows, outcome = u.outcome, service = u.service, engine = u.engine,
               recorded_quantity = u.quantity, recorded_nanos = u.nanos
          FROM (SELECT request_id, measure, max(outcome) AS outcome, min(day) AS day, count(*) AS rows, min(service) AS service,
                       min(engine) AS engine, sum(quantity) AS quantity, CASE WHEN bool_and(cost_nanos IS NOT NULL) THEN sum(cost_nanos) END AS nanos
                  FROM usage_record
                 WHERE provider = p_provider AND day BETWEEN p_first - p_late AND p_first - 1 AND request_id IS NOT NULL
                 GROUP BY request_id, measure) u
         WHERE q.run_id = p_run AND q.provider = p_provider AND q.recorded_rows = 0 AND q.matched_day IS NULL
           AND u.request_id = q.request_id AND u.measure = q.measure;
        -- If it had been billed before, this is once more.
        UPDATE reconciliation_request q SET matched_day = q.recorded_day, recorded_rows = 0
          FROM invoice_line l
          JOIN reconciliation_source s ON s.run_id = p_run AND s.import_id = l.import_id
         WHERE q.run_id = p_run AND q.provider = p_provider AND q.recorded_day < p_first
           AND l.provider = p_provider AND l.day BETWEEN p_first - p_late AND p_first - 1 AND l.request_id = q.request_id
           AND NOT l.correction;
    END IF;
    IF EXISTS (SELECT FROM reconciliation_request q WHERE q.run_id = p_run AND q.provider = p_provider AND q.billed_rows = 0) THEN
        UPDATE reconciliation_request q
           SET billed_day = l.day, billed_rows = l.rows, sku = l.sku, currency = l.currency, billed_quantity = l.quantity,
               billed_nanos = l.nanos, again_rows = 0, again_quantity = 0, again_nanos = 0
          FROM (SELECT i.request_id, min(i.day) AS day, count(*) AS rows, min(i.sku) AS sku, min(i.currency) AS currency,
                       CASE WHEN bool_and(i.measure IS NOT NULL) THEN sum(i.quantity) END AS quantity, sum(i.cost_nanos) AS nanos,
                       min(i.measure) AS measure
                  FROM invoice_line i
                  JOIN reconciliation_source s ON s.run_id = p_run AND s.import_id = i.import_id
                 WHERE i.provider = p_provider AND i.day BETWEEN p_last + 1 AND p_last + p_late AND i.request_id IS NOT NULL
                   AND i.kind = 'USAGE'
                 GROUP BY i.request_id, coalesce(i.measure, '?')) l
         WHERE q.run_id = p_run AND q.provider = p_provider AND q.billed_rows = 0
           AND l.request_id = q.request_id AND (l.measure IS NULL OR l.measure = q.measure);
    END IF;
END $$;

-- Puts the days of each request together that did not agree on one. In the caller's transaction.
CREATE OR REPLACE FUNCTION merge_requests(p_run uuid, p_provider text, p_late int, p_currency text) RETURNS bigint
    LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan SET work_mem = '64MB' AS $$
DECLARE
    v_from date;
    v_to date;
    v_rows bigint;
BEGIN
    -- What has just been written is not in the statistics yet, and a plan without them can be quadratic.
    ANALYZE reconciliation_unmatched;
    INSERT INTO reconciliation_request (run_id, provider, request_id, measure, recorded_day, billed_day, recorded_rows, outcome, service,
        engine, recorded_quantity, recorded_nanos, billed_rows, corrections, known_sku, sku, currency, billed_quantity, billed_nanos,
        again_rows, again_quantity, again_nanos)
    WITH measured AS (
        SELECT request_id, bool_or(measure = '?') AS unsaid,
               CASE WHEN count(DISTINCT measure) FILTER (WHERE recorded_rows > 0) = 1
                    THEN min(measure) FILTER (WHERE recorded_rows > 0) ELSE '*' END AS recorded_measure
          FROM reconciliation_unmatched WHERE run_id = p_run AND provider = p_provider GROUP BY request_id),
    part AS (
        SELECT u.*, CASE WHEN m.unsaid THEN m.recorded_measure ELSE u.measure END AS of_measure,
               u.billed_rows > u.corrections AS bills,
               u.recorded_rows > 0 AND u.outcome = max(u.outcome) OVER (PARTITION BY u.request_id) AS counts
          FROM reconciliation_unmatched u JOIN measured m ON m.request_id = u.request_id
         WHERE u.run_id = p_run AND u.provider = p_provider)
    SELECT p_run, p_provider, request_id, of_measure, min(day) FILTER (WHERE counts), min(day) FILTER (WHERE billed_rows > 0),
           coalesce(sum(recorded_rows) FILTER (WHERE counts), 0), max(outcome), coalesce(min(recorded_service), min(billed_service)),
           coalesce(min(recorded_engine), min(billed_engine)), sum(recorded_quantity) FILTER (WHERE counts),
           CASE WHEN coalesce(sum(uncosted_rows) FILTER (WHERE counts), 0) = 0 THEN sum(recorded_nanos) FILTER (WHERE counts) END,
           sum(billed_rows), sum(corrections), coalesce(bool_and(billed_service IS NOT NULL) FILTER (WHERE billed_rows > 0), true), min(sku),
           coalesce(min(currency) FILTER (WHERE currency <> p_currency), p_currency),
           CASE WHEN sum(unquantified_rows) = 0 AND of_measure <> '*' THEN sum(billed_quantity) END, sum(billed_nanos),
           -- Lines of the first day that repeat another one of it, and all lines of later days.
           coalesce((array_agg(again_rows ORDER BY day) FILTER (WHERE bills))[1], 0) + coalesce(sum(billed_rows) FILTER (WHERE bills), 0)
               - coalesce((array_agg(billed_rows ORDER BY day) FILTER (WHERE bills))[1], 0),
           coalesce((array_agg(again_quantity ORDER BY day) FILTER (WHERE bills))[1], 0)
               + coalesce(sum(billed_quantity) FILTER (WHERE bills), 0)
               - coalesce((array_agg(billed_quantity ORDER BY day) FILTER (WHERE bills))[1], 0),
           coalesce((array_agg(again_nanos ORDER BY day) FILTER (WHERE bills))[1], 0) + coalesce(sum(billed_nanos) FILTER (WHERE bills), 0)
               - coalesce((array_agg(billed_nanos ORDER BY day) FILTER (WHERE bills))[1], 0)
      FROM part GROUP BY request_id, of_measure;
    GET DIAGNOSTICS v_rows = ROW_COUNT;

    ANALYZE reconciliation_request;

    SELECT min(day), max(day) INTO v_from, v_to FROM reconciliation_slice WHERE run_id = p_run AND provider = p_provider;
    -- What was billed and not recorded may have been recorded after all, and have agreed with another line already.
    UPDATE reconciliation_request q
       SET matched_day = u.day, service = u.service, engine = u.engine, recorded_quantity = u.quantity, recorded_nanos = u.cost_nanos
      FROM usage_record u
     WHERE q.run_id = p_run AND q.provider = p_provider AND q.recorded_rows = 0
       AND u.provider = p_provider AND u.day BETWEEN v_from AND v_to
       AND u.request_id = q.request_id AND (u.measure = q.measure OR q.measure IN ('*', '?'));

    PERFORM look_beyond(p_run, p_provider, v_from, v_to, p_late);

    UPDATE reconciliation_provider SET merged = true WHERE run_id = p_run AND provider = p_provider;
    RETURN v_rows;
END $$;
