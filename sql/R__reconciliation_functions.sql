-- The set-based part of the reconciliation job: what to compare (stage_run, stage_provider), and the comparison of one day
-- of one provider (match_slice). The rest, which is about exceptions, is Java: package reconciliation.

-- Providers that have usage records, one look into the index for each.
CREATE OR REPLACE FUNCTION usage_providers() RETURNS SETOF text LANGUAGE sql STABLE AS $$
    WITH RECURSIVE known AS (
        (SELECT provider FROM compared_work WHERE provider IS NOT NULL ORDER BY provider LIMIT 1)
        UNION ALL
        SELECT (SELECT u.provider FROM compared_work u WHERE u.provider > known.provider ORDER BY u.provider LIMIT 1)
          FROM known WHERE known.provider IS NOT NULL
    )
    SELECT provider FROM known WHERE provider IS NOT NULL
$$;

-- A provider's name as usage records and imports have it.
CREATE OR REPLACE FUNCTION provider_name(p_name text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT upper(regexp_replace(btrim(p_name), '\s+', '_', 'g'))
$$;

-- When a day of a time zone begins.
CREATE OR REPLACE FUNCTION day_start(p_day date, p_zone text) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$
    SELECT p_day::timestamp AT TIME ZONE p_zone
$$;

-- A time at midnight UTC is the provider's midnight: it comes from a file that counts in whole days.
CREATE OR REPLACE FUNCTION provider_time(p_at timestamptz, p_zone text) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN (p_at AT TIME ZONE 'UTC')::time = '00:00' THEN (p_at AT TIME ZONE 'UTC') AT TIME ZONE p_zone ELSE p_at END
$$;

-- The provider's day on which a charge begins.
CREATE OR REPLACE FUNCTION line_day(p_day date, p_starts_at timestamptz, p_zone text) RETURNS date LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN p_starts_at IS NULL THEN p_day ELSE (p_starts_at AT TIME ZONE p_zone)::date END
$$;

-- A charge that lasts about a day or longer is compared with its own time, a shorter one with its day. A day may have 23 hours.
CREATE OR REPLACE FUNCTION is_of_days(p_starts_at timestamptz, p_ends_at timestamptz) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT p_ends_at - p_starts_at >= interval '23 hours'
$$;

-- The thing that a measure counts: all kinds of tokens are tokens.
CREATE OR REPLACE FUNCTION measure_base(p_measure text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN p_measure LIKE '%TOKEN' THEN 'TOKEN' ELSE p_measure END
$$;

-- What a record is billed as if nothing that is counted so has a SKU.
CREATE OR REPLACE FUNCTION billed_measure(p_service text, p_measure text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN p_service = 'CHAT' THEN measure_side(p_measure) ELSE sold_measure(p_service) END
$$;

-- What the catalogue says that SKUs are, by their days: the rates that hold on a day in the latest version that has such ones, also
-- an earlier one, because invoices are about the past. On days for which no version has a price a SKU is what it was last, or is
-- first: its lines are compared all the same.
CREATE OR REPLACE FUNCTION sku_meanings(p_version int)
    RETURNS TABLE (provider text, sku text, line_measure text, from_day date, to_day date, measure text, service text, engine text)
    LANGUAGE sql STABLE AS $$
    WITH priced AS (
        SELECT provider_name(p.provider) AS provider, upper(coalesce(p.sku, p.engine)) AS sku, p.per, p.service, p.engine, p.version,
               p.position, (p.effective_from AT TIME ZONE 'UTC')::date AS from_day,
               coalesce((p.effective_to AT TIME ZONE 'UTC')::date, 'infinity') AS to_day
          FROM provider_rate p
         WHERE p.version <= p_version AND NOT EXISTS (SELECT FROM catalog_withdrawal w WHERE w.version = p.version)),
    edge AS (
        SELECT provider, sku, '-infinity'::date AS day FROM priced
        UNION SELECT provider, sku, from_day FROM priced
        UNION SELECT provider, sku, to_day FROM priced WHERE to_day < 'infinity'),
    span AS (
        SELECT provider, sku, day AS from_day, coalesce(lead(day) OVER (PARTITION BY provider, sku ORDER BY day), 'infinity') AS to_day
          FROM edge),
    near AS (
        SELECT s.provider, s.sku, s.from_day, s.to_day, r.per, r.service, r.engine, r.version, r.position, r.from_day AS since,
               CASE WHEN r.from_day > s.from_day THEN 'LATER' WHEN r.to_day > s.from_day THEN 'HOLDS' ELSE 'OVER' END AS state
          FROM span s JOIN priced r ON r.provider = s.provider AND r.sku = s.sku),
    placed AS (
        SELECT n.*, rank() OVER (PARTITION BY n.provider, n.sku, n.from_day
                   ORDER BY CASE n.state WHEN 'HOLDS' THEN 1 WHEN 'OVER' THEN 2 ELSE 3 END,
                            CASE n.state WHEN 'HOLDS' THEN 0 WHEN 'OVER' THEN date '2000-01-01' - n.since ELSE n.since - date '2000-01-01' END,
                            n.version DESC) AS place
          FROM near n),
    meaning AS (
        SELECT DISTINCT ON (provider, sku, from_day, per) provider, sku, from_day, to_day, per, service, engine
          FROM placed WHERE place = 1
         ORDER BY provider, sku, from_day, per, position),
    counted AS (
        SELECT m.*, count(*) OVER sku_on_day AS measures,
               count(*) FILTER (WHERE measure_base(per) = 'TOKEN') OVER sku_on_day AS kinds
          FROM meaning m WINDOW sku_on_day AS (PARTITION BY provider, sku, from_day))
    SELECT provider, sku, CASE measures WHEN 1 THEN '*' ELSE per END, from_day, to_day, per, service, engine FROM counted
    UNION ALL
    SELECT provider, sku, 'TOKEN', from_day, to_day, per, service, engine
      FROM counted WHERE measures > 1 AND kinds = 1 AND measure_base(per) = 'TOKEN'
$$;

-- What SKUs cost, by days, where several of the same work have different prices; nulls for the usual price, by which work is costed whose
-- cost nobody tells. That is the first in the list that was in force; a SKU costs what that list says, or else the latest, and on days for
-- which none has a price what it cost last, or costs first.
CREATE OR REPLACE FUNCTION sku_prices(p_version int)
    RETURNS TABLE (provider text, service text, engine text, measure text, sku text, from_day date, to_day date,
                   price_nanos numeric, usual_nanos numeric)
    LANGUAGE sql STABLE AS $$
    WITH priced AS (
        SELECT provider_name(p.provider) AS provider, p.service, p.engine, p.per, upper(coalesce(p.sku, p.engine)) AS sku, p.version,
               p.position, p.cost_nanos::numeric / p.unit_size AS price, v.effective_from AS in_force_at,
               (v.effective_from AT TIME ZONE 'UTC')::date AS in_force, (p.effective_from AT TIME ZONE 'UTC')::date AS since,
               coalesce((p.effective_to AT TIME ZONE 'UTC')::date, 'infinity') AS until
          FROM provider_rate p JOIN catalog_version v ON v.version = p.version
         WHERE p.version <= p_version AND NOT EXISTS (SELECT FROM catalog_withdrawal w WHERE w.version = p.version)),
    quoted AS (
        SELECT p.*
          FROM priced p
          JOIN (SELECT provider, service, engine, per FROM priced
                 GROUP BY provider, service, engine, per HAVING count(DISTINCT sku) > 1 AND count(DISTINCT price) > 1) several
            USING (provider, service, engine, per)),
    edge AS (
        SELECT provider, service, engine, per, '-infinity'::date AS day FROM quoted
        UNION SELECT provider, service, engine, per, since FROM quoted
        UNION SELECT provider, service, engine, per, in_force FROM quoted
        UNION SELECT provider, service, engine, per, until FROM quoted WHERE until < 'infinity'),
    span AS (
        SELECT provider, service, engine, per, day AS from_day FROM edge),
    usual AS (
        SELECT DISTINCT ON (provider, service, engine, per, s.from_day) provider, service, engine, per, s.from_day, r.price AS usual
          FROM span s JOIN quoted r USING (provider, service, engine, per)
         ORDER BY provider, service, engine, per, s.from_day, s.from_day >= r.since AND s.from_day < r.until DESC,
                  s.from_day >= r.in_force DESC, CASE WHEN s.from_day >= r.in_force THEN r.in_force_at END DESC NULLS LAST,
                  r.version DESC, r.position),
    near AS (
        SELECT DISTINCT ON (provider, service, engine, per, r.sku, u.from_day) provider, service, engine, per, r.sku, u.from_day,
               nullif(r.price, u.usual) AS price, CASE WHEN r.price <> u.usual THEN u.usual END AS usual
          FROM usual u JOIN quoted r USING (provider, service, engine, per)
         ORDER BY provider, service, engine, per, r.sku, u.from_day,
                  CASE WHEN r.since > u.from_day THEN 3 WHEN r.until > u.from_day THEN 1 ELSE 2 END,
                  CASE WHEN r.since > u.from_day THEN r.since - date '2000-01-01'
                       WHEN r.until > u.from_day THEN 0 ELSE date '2000-01-01' - r.since END,
                  u.from_day >= r.in_force DESC, CASE WHEN u.from_day >= r.in_force THEN r.in_force_at END DESC NULLS LAST,
                  r.version DESC, r.position),
    change AS (
        SELECT n.*, row_number() OVER days = 1 OR lag(price) OVER days IS DISTINCT FROM price
                    OR lag(usual) OVER days IS DISTINCT FROM usual AS is_one
          FROM near n WINDOW days AS (PARTITION BY provider, service, engine, per, sku ORDER BY from_day))
    SELECT provider, service, engine, per, sku, from_day,
           coalesce(lead(from_day) OVER (PARTITION BY provider, service, engine, per, sku ORDER BY from_day), 'infinity'), price, usual
      FROM change WHERE is_one
$$;

-- What work costs at another list price than the usual one by which it was costed.
CREATE OR REPLACE FUNCTION listed_nanos(p_nanos bigint, p_quantity numeric, p_price numeric, p_usual numeric) RETURNS bigint
    LANGUAGE sql IMMUTABLE AS $$
    SELECT round(CASE WHEN p_usual > 0 THEN p_nanos * p_price / p_usual ELSE p_quantity * p_price END)::bigint
$$;

-- The engine by whose rates work is costed: a model of the chat without any has the default ones.
CREATE OR REPLACE FUNCTION costed_engine(p_service text, p_engine text, p_models text[]) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN p_service = 'CHAT' AND p_engine <> ALL (p_models) THEN 'DEFAULT' ELSE p_engine END
$$;

-- The models of the chat that have rates of their own.
CREATE OR REPLACE FUNCTION costed_models(p_run uuid, p_provider text) RETURNS text[] LANGUAGE sql STABLE AS $$
    SELECT coalesce(array_agg(DISTINCT engine), '{}') FROM reconciliation_sku
     WHERE run_id = p_run AND provider = p_provider AND service = 'CHAT'
$$;

-- The first day of a provider's charges of several days that begin before the days that a run looks at, and reach into its window.
CREATE OR REPLACE FUNCTION long_charges_from(p_run uuid, p_provider text, p_from date, p_around int, p_longest int) RETURNS date
    LANGUAGE sql STABLE AS $$
    SELECT min(line_day(l.day, l.starts_at, p.zone))
      FROM reconciliation_provider p
      JOIN invoice_line l ON l.provider = p.provider AND l.day BETWEEN p_from - p_longest AND p_from - p_around - 1
      JOIN reconciliation_source s ON s.run_id = p.run_id AND s.import_id = l.import_id
     WHERE p.run_id = p_run AND p.provider = p_provider AND l.last_day >= p_from
$$;

-- The rate that holds for a provider's bills of a month: its own, or else the one for all.
CREATE OR REPLACE FUNCTION currency_rate(p_provider text, p_currency text, p_month date)
    RETURNS TABLE (usd_per_unit numeric, source text) LANGUAGE sql STABLE AS $$
    SELECT held.usd_per_unit, held.source
      FROM (SELECT DISTINCT ON (r.provider) r.provider, r.usd_per_unit, r.source
              FROM reconciliation_currency_rate r
             WHERE r.currency = p_currency AND r.month = p_month AND (r.provider IS NULL OR r.provider = p_provider)
             ORDER BY r.provider, r.id DESC) held
     WHERE held.usd_per_unit IS NOT NULL
     ORDER BY held.provider NULLS LAST LIMIT 1
$$;

-- The first day of a day's month.
CREATE OR REPLACE FUNCTION month_of(p_day date) RETURNS date LANGUAGE sql IMMUTABLE AS $$
    SELECT date_trunc('month', p_day::timestamp)::date
$$;

-- The lines of a provider that a run cannot compare: nobody has said what their currency was worth in their month.
CREATE OR REPLACE FUNCTION unrated_lines(p_run uuid, p_provider text, p_from date, p_to date) RETURNS SETOF invoice_line
    LANGUAGE sql STABLE AS $$
    SELECT l.*
      FROM reconciliation_provider p
      JOIN invoice_line l ON l.provider = p.provider AND l.currency <> 'USD' AND l.day BETWEEN p_from AND p_to
     WHERE p.run_id = p_run AND p.provider = p_provider
       AND EXISTS (SELECT FROM reconciliation_source s WHERE s.run_id = p_run AND s.import_id = l.import_id)
       AND NOT EXISTS (SELECT FROM reconciliation_rate x
                        WHERE x.run_id = p_run AND x.provider = l.provider AND x.currency = l.currency
                          AND x.month = month_of(line_day(l.day, l.starts_at, p.zone)))
       AND NOT EXISTS (SELECT FROM reconciliation_ignored g WHERE g.run_id = p_run AND g.provider = p_provider
                          AND g.name = CASE g.what WHEN 'SKU' THEN upper(l.sku) ELSE upper(l.account) END)
$$;

-- The invoices that something is on, by the first and the last of their ids: more than two are not told.
CREATE OR REPLACE FUNCTION invoice_names(p_first text, p_last text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN p_first = p_last THEN p_first ELSE p_first || ', ' || p_last END
$$;

-- A break opens again that was settled and is found again, or was accepted and is not the same amount any more.
CREATE OR REPLACE FUNCTION break_reopens(p_state text, p_known_nanos bigint, p_found_nanos bigint) RETURNS boolean
    LANGUAGE sql IMMUTABLE AS $$
    SELECT p_state = 'RESOLVED' OR (p_state = 'ACCEPTED' AND p_known_nanos <> p_found_nanos)
$$;

-- The breaks of the money that came in: no provider of work billed anything in them.
CREATE OR REPLACE FUNCTION is_money_in(p_provider text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT p_provider = 'STRIPE'
$$;

-- The amount that a break adds to the sums of what providers bill: nothing in another currency, nor for money that came in.
CREATE OR REPLACE FUNCTION billed_variance(p_provider text, p_currency text, p_nanos bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN p_currency = 'USD' AND NOT is_money_in(p_provider) THEN p_nanos ELSE 0 END
$$;

-- Fixes what a run is about: its files, its providers, and what SKUs mean. Of each there are few. All in the caller's transaction. Done
-- again, which it is if there is no provider, it changes nothing.
CREATE OR REPLACE FUNCTION stage_run(p_run uuid) RETURNS void
    LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    r reconciliation_run;
BEGIN
    SELECT * INTO STRICT r FROM reconciliation_run WHERE id = p_run;

    INSERT INTO reconciliation_ignored (run_id, provider, what, name, reason)
    SELECT p_run, i.provider, i.what, i.name, i.reason FROM reconciliation_ignore i WHERE r.provider IS NULL OR i.provider = r.provider
    ON CONFLICT DO NOTHING;

    INSERT INTO reconciliation_source (run_id, import_id)
    SELECT p_run, i.id FROM invoice_import i
     WHERE i.status = 'IMPORTED' AND (r.provider IS NULL OR i.provider = r.provider)
    ON CONFLICT DO NOTHING;

    INSERT INTO reconciliation_sku (run_id, provider, sku, line_measure, from_day, to_day, measure, service, engine, price_nanos, usual_nanos)
    SELECT p_run, m.provider, m.sku, m.line_measure, greatest(m.from_day, p.from_day), least(m.to_day, p.to_day), m.measure, m.service,
           m.engine, p.price_nanos, p.usual_nanos
      FROM sku_meanings(r.catalog_version) m
      LEFT JOIN sku_prices(r.catalog_version) p ON p.provider = m.provider AND p.service = m.service AND p.engine = m.engine
           AND p.measure = m.measure AND p.sku = m.sku AND p.from_day < m.to_day AND p.to_day > m.from_day
    ON CONFLICT DO NOTHING;

    INSERT INTO reconciliation_provider (run_id, provider, zone)
    SELECT p_run, provider, coalesce(r.terms -> 'byProvider' -> provider ->> 'zone', r.terms -> 'usual' ->> 'zone', 'UTC')
      FROM (SELECT i.provider FROM reconciliation_source s JOIN invoice_import i ON i.id = s.import_id WHERE s.run_id = p_run
            UNION
            SELECT provider FROM usage_providers() AS provider WHERE r.provider IS NULL OR provider = r.provider) known;
END $$;

-- Fixes what a run compares of a provider. In the caller's transaction, which must hold the provider's row.
CREATE OR REPLACE FUNCTION stage_provider(p_run uuid, p_provider text, p_around int, p_longest int, p_closing int, p_late int) RETURNS void
    LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan SET work_mem = '64MB' SET enable_sort = off AS $$
DECLARE
    c_imports CONSTANT uuid[] := ARRAY(SELECT import_id FROM reconciliation_source WHERE run_id = p_run);
    c_skus CONSTANT text[] := ARRAY(SELECT name FROM reconciliation_ignored
                                     WHERE run_id = p_run AND provider = p_provider AND what = 'SKU');
    c_accounts CONSTANT text[] := ARRAY(SELECT name FROM reconciliation_ignored
                                         WHERE run_id = p_run AND provider = p_provider AND what = 'ACCOUNT');
    c_zone CONSTANT text := (SELECT zone FROM reconciliation_provider WHERE run_id = p_run AND provider = p_provider);
    r reconciliation_run;
    v_correction record;
    v_from date;
    v_to date;
BEGIN
    SELECT * INTO STRICT r FROM reconciliation_run WHERE id = p_run;
    -- Fails if the database does not know the zone, whatever there is to compare: the report asks for it as well.
    PERFORM day_start(r.from_day, c_zone);

    -- A correction goes where the charge is that it names, also if that came in another file. One by one: they are few, and a join
    -- of the lines with themselves is quadratic as long as the statistics do not know a file that has just come.
    FOR v_correction IN
        SELECT l.import_id, l.line, l.correction_of, l.measure
          FROM invoice_line l
         WHERE l.import_id = ANY (c_imports) AND l.provider = p_provider AND l.correction_of IS NOT NULL
    LOOP
        INSERT INTO reconciliation_correction (run_id, import_id, line, provider, day, last_day, starts_at, ends_at, sku, measure,
                                               request_id)
        -- Found before it is put in order: else the planner goes through all lines in that order.
        WITH charge AS MATERIALIZED (
            SELECT * FROM invoice_line o
             WHERE o.provider = p_provider AND o.charge_key = v_correction.correction_of AND o.correction_of IS NULL)
        SELECT p_run, v_correction.import_id, v_correction.line, o.provider, o.day, o.last_day, o.starts_at, o.ends_at, o.sku,
               coalesce(o.measure, v_correction.measure), o.request_id
          FROM charge o
         WHERE o.import_id = ANY (c_imports)
         ORDER BY o.import_id DESC, o.line LIMIT 1;
    END LOOP;

    INSERT INTO reconciliation_covered (run_id, provider, starts_at, ends_at)
    SELECT p_run, p_provider, lower(c.times), upper(c.times)
      FROM (SELECT unnest(range_agg(tstzrange(provider_time(t.starts_at, c_zone), provider_time(t.ends_at, c_zone)))) AS times
              FROM invoice_import i
              CROSS JOIN LATERAL (
                   SELECT coalesce(c.covers_from, day_start(c.first_day, 'UTC')) AS starts_at,
                          coalesce(c.covers_to, day_start(c.last_day + 1, 'UTC')) AS ends_at
                     FROM invoice_scope c
                    WHERE c.import_id = i.id AND upper(c.account) <> ALL (c_accounts)
                   UNION ALL
                   -- Billing periods that are closed: nothing more is billed in them. The same file once more says the same of a later time.
                   SELECT b.starts_at, b.ends_at
                     FROM invoice_period b
                    WHERE b.import_id = i.id
                      AND EXISTS (SELECT FROM invoice_scope c WHERE c.import_id = i.id AND upper(c.account) <> ALL (c_accounts))
                      AND greatest(i.started_at, (SELECT max(d.started_at) FROM invoice_import d WHERE d.duplicate_of = i.id)) >= provider_time(b.ends_at, c_zone)
                          + CASE WHEN b.invoiced_lines = b.usage_lines THEN interval '0' ELSE make_interval(days => p_closing) END) t
             WHERE i.id = ANY (c_imports) AND i.provider = p_provider) c;

    v_from := least(r.from_day - p_around, long_charges_from(p_run, p_provider, r.from_day, p_around, p_longest));
    v_to := r.to_day + p_around;

    -- One look at the lines for both: what there is to compare, and how.
    CREATE TEMP TABLE staged_line ON COMMIT DROP AS
    SELECT day, last_day, starts_at, ends_at, kind, upper(sku) AS sku, coalesce(measure, '?') AS measure, rows, by_request, keyed
      FROM (SELECT line_day(l.day, l.starts_at, c_zone) AS day,
                   CASE WHEN cardinality(c_skus) + cardinality(c_accounts) > 0
                         AND coalesce(upper(l.sku) = ANY (c_skus) OR upper(l.account) = ANY (c_accounts), false)
                        THEN 'IGNORED' ELSE l.kind END AS kind,
                   l.sku, l.measure, count(*) AS rows,
                   count(l.request_id) > 0 AS by_request, max(l.last_day) AS last_day,
                   CASE WHEN is_of_days(l.starts_at, l.ends_at) THEN l.starts_at END AS starts_at,
                   CASE WHEN is_of_days(l.starts_at, l.ends_at) THEN l.ends_at END AS ends_at,
                   count(l.charge_key) > 0 AS keyed
              FROM invoice_line l
             WHERE l.provider = p_provider AND l.import_id = ANY (c_imports) AND l.day >= v_from - 1 AND l.day < v_to + 1
             GROUP BY 1, 2, l.sku, l.measure, 8, 9) one
     WHERE day >= v_from AND day < v_to;

    INSERT INTO reconciliation_boundary (run_id, provider, at)
    SELECT DISTINCT p_run, p_provider, b.at
      FROM (SELECT unnest(ARRAY[starts_at, ends_at]) AS at FROM staged_line WHERE kind = 'USAGE' AND starts_at IS NOT NULL
            UNION ALL
            SELECT unnest(ARRAY[starts_at, ends_at]) FROM reconciliation_covered WHERE run_id = p_run AND provider = p_provider) b
     WHERE (b.at AT TIME ZONE c_zone)::time <> '00:00';

    -- A charge that comes again under its key.
    IF EXISTS (SELECT FROM staged_line WHERE keyed AND kind = 'USAGE') THEN
        INSERT INTO reconciliation_repeat (run_id, import_id, line)
        SELECT p_run, import_id, line
          FROM (SELECT l.import_id, l.line,
                       row_number() OVER (PARTITION BY l.charge_key, l.sku, l.measure ORDER BY l.day, l.import_id, l.line) AS place
                  FROM invoice_line l
                 WHERE l.provider = p_provider AND l.day >= v_from - 1 AND l.day < v_to + 1 AND l.import_id = ANY (c_imports)
                   AND l.charge_key IS NOT NULL AND l.kind = 'USAGE' AND NOT l.correction) keyed
         WHERE place > 1;
    END IF;

    INSERT INTO reconciliation_group (run_id, provider, service, engine, measure, by_request)
    SELECT p_run, p_provider, k.service, k.engine, k.measure, bool_or(l.by_request)
      FROM staged_line l
      JOIN reconciliation_sku k ON k.run_id = p_run AND k.provider = p_provider AND k.sku = l.sku AND k.line_measure IN ('*', l.measure)
           AND l.day >= k.from_day AND l.day < k.to_day
     WHERE l.kind = 'USAGE'
     GROUP BY k.service, k.engine, k.measure;

    INSERT INTO reconciliation_rate (run_id, provider, currency, month, usd_per_unit, source)
    SELECT p_run, p_provider, f.currency, f.month, held.usd_per_unit, held.source
      FROM (SELECT DISTINCT l.currency, month_of(line_day(l.day, l.starts_at, c_zone)) AS month
              FROM invoice_line l
             WHERE l.provider = p_provider AND l.currency <> 'USD' AND l.day BETWEEN v_from - p_late AND v_to + p_late) f
     CROSS JOIN LATERAL currency_rate(p_provider, f.currency, f.month) held;

    -- Usage far from any invoice has nothing to be compared with yet.
    INSERT INTO reconciliation_slice (run_id, provider, day, usage_rows, line_rows)
    WITH invoiced AS (
        SELECT (starts_at AT TIME ZONE 'UTC')::date AS first_day, (ends_at AT TIME ZONE 'UTC')::date AS last_day
          FROM reconciliation_covered WHERE run_id = p_run AND provider = p_provider
        UNION ALL
        SELECT min(day), max(last_day) FROM staged_line WHERE kind = 'USAGE')
    SELECT p_run, p_provider, c.day, sum(c.usage_rows), sum(c.line_rows)
      FROM (SELECT day, 0 AS usage_rows, sum(rows) AS line_rows FROM staged_line GROUP BY day
            UNION ALL
            -- A day UTC is part of two days of another zone.
            SELECT s.day, CASE WHEN s.day = u.day THEN u.rows ELSE 0 END, 0
              FROM (SELECT u.day, count(*) AS rows
                      FROM compared_work u
                     WHERE u.provider = p_provider AND u.day >= v_from - 1 AND u.day < v_to + 1
                     GROUP BY u.day) u
             CROSS JOIN LATERAL (
                   SELECT DISTINCT (d.at AT TIME ZONE c_zone)::date AS day
                     FROM (VALUES (day_start(u.day, 'UTC')), (day_start(u.day + 1, 'UTC') - interval '1 microsecond')) AS d (at)) s
             WHERE s.day >= v_from AND s.day < v_to
               AND EXISTS (SELECT FROM invoiced i WHERE u.day BETWEEN i.first_day - p_around AND i.last_day + p_around)) c
     GROUP BY c.day;

    UPDATE reconciliation_provider
       SET staged = true, by_request = EXISTS (SELECT FROM staged_line l WHERE l.kind = 'USAGE' AND l.by_request)
     WHERE run_id = p_run AND provider = p_provider;
END $$;

-- What a provider charges in started blocks, as service, engine and measure: a bill tells blocks, the work what was used of them, so
-- that only amounts can be compared.
CREATE OR REPLACE FUNCTION charged_in_blocks(p_run uuid, p_provider text) RETURNS text[] LANGUAGE sql STABLE AS $$
    SELECT coalesce(array_agg(DISTINCT p.service || ' ' || p.engine || ' ' || p.per), '{}')
      FROM reconciliation_run r
      JOIN provider_rate p ON p.version <= r.catalog_version AND p.billing = 'STARTED' AND provider_name(p.provider) = p_provider
     WHERE r.id = p_run AND NOT EXISTS (SELECT FROM catalog_withdrawal w WHERE w.version = p.version)
$$;

-- True if the one line of a request and its work agree: their amounts by themselves, and their quantities, or what they are worth, as well.
-- Nulls for amounts that are not known and quantities that are not told.
CREATE OR REPLACE FUNCTION amounts_agree(p_billed bigint, p_expected bigint, p_allowance bigint, p_told numeric, p_done numeric,
    p_percent float8) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN p_expected IS NULL THEN p_told IS NULL OR abs(p_told - p_done) <= p_done * p_percent
                ELSE abs(p_billed - p_expected) <= p_expected * p_percent + p_allowance
                    AND (p_told IS NULL OR p_told = p_done
                         OR abs(p_told - p_done) * p_expected <= p_done * (p_expected * p_percent + p_allowance))
           END
$$;

-- Compares one day of one provider: what agrees is summed, what does not is kept for the classify step. In the caller's
-- transaction, which must hold the slice's row. One statement reads both sides once. A request with one line and one record, as nearly all
-- have, is compared as it is; the few others are summed first. Planned once for all days, and without nested loops: how many rows a day
-- has is not known to the planner, and a loop over them is quadratic.
CREATE OR REPLACE FUNCTION match_slice(p_run uuid, p_provider text, p_day date, p_around int, p_percent float8) RETURNS void
    LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan SET work_mem = '64MB' SET enable_seqscan = off SET enable_nestloop = off
    SET enable_mergejoin = off SET enable_sort = off AS $$
DECLARE
    c_skus CONSTANT text[] := ARRAY(SELECT name FROM reconciliation_ignored
                                     WHERE run_id = p_run AND provider = p_provider AND what = 'SKU');
    c_accounts CONSTANT text[] := ARRAY(SELECT name FROM reconciliation_ignored
                                         WHERE run_id = p_run AND provider = p_provider AND what = 'ACCOUNT');
    c_ignores CONSTANT boolean := cardinality(c_skus) + cardinality(c_accounts) > 0;
    c_repeats CONSTANT boolean := EXISTS (SELECT FROM reconciliation_repeat WHERE run_id = p_run);
    c_names_requests CONSTANT boolean := (SELECT by_request FROM reconciliation_provider
                                           WHERE run_id = p_run AND provider = p_provider);
    c_zone CONSTANT text := (SELECT zone FROM reconciliation_provider WHERE run_id = p_run AND provider = p_provider);
    c_start CONSTANT timestamptz := day_start(p_day, c_zone);
    c_end CONSTANT timestamptz := day_start(p_day + 1, c_zone);
    -- The days UTC in which it is, and those of the lines that may belong to it.
    c_first CONSTANT date := (c_start AT TIME ZONE 'UTC')::date;
    c_last CONSTANT date := ((c_end - interval '1 microsecond') AT TIME ZONE 'UTC')::date;
    c_apart CONSTANT int := (c_zone <> 'UTC')::int;
    -- Its parts, each by its beginning, and then the end of the last.
    c_times CONSTANT timestamptz[] := c_start || ARRAY(SELECT at FROM reconciliation_boundary
        WHERE run_id = p_run AND provider = p_provider AND at > c_start AND at < c_end ORDER BY at) || c_end;
    c_blocks CONSTANT text[] := charged_in_blocks(p_run, p_provider);
    c_in_blocks CONSTANT boolean := cardinality(c_blocks) > 0;
    c_models CONSTANT text[] := costed_models(p_run, p_provider);
    -- The requests of lines that nobody knows, where some work is without one.
    v_strays text[] := '{}';
BEGIN
    -- Work whose worker did not name the request may be in any of the lines that nobody knows: their sums are compared then.
    IF c_names_requests
       AND (EXISTS (SELECT FROM reconciliation_group WHERE run_id = p_run AND provider = p_provider AND NOT by_request)
            OR EXISTS (SELECT FROM compared_work WHERE provider = p_provider AND day BETWEEN c_first AND c_last AND request_id IS NULL)) THEN
        v_strays := ARRAY(
            SELECT DISTINCT i.request_id
              FROM invoice_line i
             WHERE i.provider = p_provider AND i.day BETWEEN p_day - c_apart AND p_day + c_apart AND i.request_id IS NOT NULL
               AND NOT EXISTS (SELECT FROM compared_work u WHERE u.provider = p_provider AND u.request_id = i.request_id
                                  AND u.day BETWEEN p_day - p_around AND p_day + p_around));
    END IF;

    WITH
    -- A kind of tokens that has no SKU of its own is billed with what it is a part of.
    work AS MATERIALIZED (
        SELECT CASE WHEN coalesce(g.by_request, c_names_requests) THEN u.request_id END AS request_id, b.measure, u.service, u.engine,
               u.outcome, width_bucket(u.at, c_times) AS part, u.measure AS counted,
               CASE WHEN u.service = 'CHAT' OR b.measure = u.measure THEN u.quantity ELSE 0 END AS quantity, u.cost_nanos AS nanos,
               coalesce(u.cost_source = 'CATALOG', false) AS estimated, u.gateway_import_id
          FROM compared_work u
          LEFT JOIN (SELECT DISTINCT service, engine, measure FROM reconciliation_sku WHERE run_id = p_run AND provider = p_provider) k
               ON k.service = u.service AND k.engine = u.engine AND k.measure = u.measure
         CROSS JOIN LATERAL (SELECT CASE WHEN k.measure IS NOT NULL THEN k.measure ELSE billed_measure(u.service, u.measure) END AS measure) b
          LEFT JOIN reconciliation_group g ON g.run_id = p_run AND g.provider = p_provider AND g.service = u.service
               AND g.engine = u.engine AND g.measure = b.measure
         WHERE u.provider = p_provider AND u.day BETWEEN c_first AND c_last AND u.at >= c_start AND u.at < c_end),
    unnamed AS MATERIALIZED (
        SELECT DISTINCT service, engine, measure FROM work WHERE request_id IS NULL),
    told AS (
        SELECT i.import_id, i.line, i.kind, i.request_id, i.measure, i.sku, upper(i.sku) AS sku_name, i.account, i.currency, i.correction,
               i.day, i.last_day, i.starts_at, i.ends_at, i.quantity, i.cost_nanos, i.invoice_id, i.prepaid, true AS is_own,
               (i.kind = 'USAGE' OR i.kind = 'CREDIT' AND i.request_id IS NOT NULL)
                   AND (i.correction_of IS NULL OR (i.import_id, i.line) NOT IN (SELECT c.import_id, c.line FROM reconciliation_correction c
                                                                                 WHERE c.run_id = p_run)) AS counts
          FROM invoice_line i
         WHERE i.provider = p_provider AND i.day BETWEEN p_day - c_apart AND p_day + c_apart
           AND (c_apart = 0 OR line_day(i.day, i.starts_at, c_zone) = p_day)
        UNION ALL
        SELECT c.import_id, c.line, 'USAGE', c.request_id, c.measure, c.sku, upper(c.sku), i.account, i.currency, true, c.day, c.last_day,
               c.starts_at, c.ends_at, i.quantity, i.cost_nanos, i.invoice_id, false, false, true
          FROM reconciliation_correction c
         CROSS JOIN LATERAL (SELECT * FROM invoice_line WHERE import_id = c.import_id AND line = c.line OFFSET 0) i
         WHERE c.run_id = p_run AND c.provider = p_provider AND c.day BETWEEN p_day - c_apart AND p_day + c_apart
           AND line_day(c.day, c.starts_at, c_zone) = p_day),
    -- The catalogue says what a line is about; its own words only choose among several measures of its SKU.
    meant AS (
        SELECT l.is_own, l.kind, l.prepaid, l.cost_nanos, l.currency AS told_currency, l.correction AS told_correction, l.invoice_id,
               CASE WHEN NOT c_ignores THEN NULL WHEN l.sku_name = ANY (c_skus) THEN l.sku_name
                    WHEN upper(l.account) = ANY (c_accounts) THEN upper(l.account) END AS ignored,
               CASE WHEN c_ignores AND l.sku_name = ANY (c_skus) THEN 'SKU' ELSE 'ACCOUNT' END AS ignored_as, l.counts,
               CASE WHEN l.kind <> 'CREDIT' AND cardinality(v_strays) > 0 AND l.request_id IN (SELECT unnest(v_strays))
                         AND (k.service, k.engine, coalesce(k.measure, nullif(l.measure, 'TOKEN'), '?')) IN (SELECT service, engine, measure FROM unnamed)
                    THEN NULL ELSE l.request_id END AS request_id,
               coalesce(k.measure, nullif(l.measure, 'TOKEN'), '?') AS measure, k.service, k.engine, l.sku,
               CASE WHEN x.usd_per_unit IS NULL THEN l.currency ELSE 'USD' END AS currency, l.correction OR l.kind = 'CREDIT' AS correction,
               CASE WHEN l.starts_at IS NULL THEN l.last_day
                    WHEN is_of_days(l.starts_at, l.ends_at) THEN ((l.ends_at - interval '1 microsecond') AT TIME ZONE c_zone)::date
                    ELSE p_day END AS last_day,
               CASE WHEN is_of_days(l.starts_at, l.ends_at) THEN l.starts_at ELSE c_start END AS starts_at,
               CASE WHEN l.starts_at IS NULL AND l.last_day > l.day THEN day_start(l.last_day + 1, c_zone)
                    WHEN is_of_days(l.starts_at, l.ends_at) THEN l.ends_at
                    ELSE c_end END AS ends_at,
               CASE WHEN measure_base(l.measure) = measure_base(coalesce(k.measure, l.measure))
                         AND NOT (c_in_blocks AND coalesce(k.service || ' ' || k.engine || ' ' || k.measure = ANY (c_blocks), false))
                    THEN CASE WHEN l.kind = 'CREDIT' THEN least(l.quantity, 0) ELSE l.quantity END END AS quantity,
               CASE WHEN x.usd_per_unit IS NULL THEN l.cost_nanos ELSE round(l.cost_nanos * x.usd_per_unit)::bigint END AS nanos,
               CASE WHEN x.usd_per_unit IS NULL THEN f.allowance_nanos ELSE ceil(f.allowance_nanos * x.usd_per_unit)::bigint END AS allowance,
               c_repeats AND (l.import_id, l.line) IN (SELECT r.import_id, r.line FROM reconciliation_repeat r WHERE r.run_id = p_run) AS repeats,
               l.kind = 'CREDIT' AS credit, k.price_nanos AS price, k.usual_nanos AS usual
          FROM told l
          JOIN (SELECT s.import_id, i.allowance_nanos FROM reconciliation_source s JOIN invoice_import i ON i.id = s.import_id
                 WHERE s.run_id = p_run) f ON f.import_id = l.import_id
          LEFT JOIN reconciliation_sku k ON k.run_id = p_run AND k.provider = p_provider AND k.sku = l.sku_name
               AND k.line_measure IN ('*', l.measure) AND p_day >= k.from_day AND p_day < k.to_day
          LEFT JOIN reconciliation_rate x ON x.run_id = p_run AND x.provider = p_provider AND x.currency = l.currency
               AND x.month = month_of(p_day)),
    -- What cannot be compared by its request is told once, of the whole invoice.
    line AS MATERIALIZED (
        SELECT m.*, CASE WHEN NOT counts OR ignored IS NOT NULL THEN 'ACCOUNTED'
                         WHEN request_id IS NULL THEN 'SUM'
                         WHEN currency = 'USD' THEN 'REQUEST'
                         ELSE 'ACCOUNTED' END AS role
          FROM meant m),
    once AS MATERIALIZED (
        SELECT p.*, coalesce(NOT p.correction AND p.outcome = 'SUCCEEDED'
                             AND amounts_agree(p.billed, p.expected, p.allowance, p.told, p.done, p_percent), false) AS agrees
          FROM (SELECT coalesce(l.request_id, w.request_id) AS request_id, coalesce(l.measure, w.measure) AS measure, w.service, w.engine,
                       l.sku, l.request_id IS NOT NULL AS is_billed, w.request_id IS NOT NULL AS is_recorded, l.correction, w.outcome,
                       l.nanos AS billed, l.allowance, l.quantity AS told, w.quantity::numeric AS done,
                       CASE WHEN l.price IS NULL OR NOT w.estimated OR l.service <> w.service
                                 OR l.engine <> costed_engine(w.service, w.engine, c_models) THEN w.nanos
                            ELSE listed_nanos(w.nanos, w.quantity, l.price, l.usual) END AS expected
                  FROM (SELECT * FROM line WHERE role = 'REQUEST') l
                  FULL JOIN (SELECT * FROM work WHERE request_id IS NOT NULL) w ON w.request_id = l.request_id AND w.measure = l.measure
                OFFSET 0) p),
    -- Searched only if some line met several records, or some record several lines.
    several AS MATERIALIZED (
        SELECT request_id, measure FROM once
         WHERE (SELECT (SELECT count(*) FROM line WHERE role = 'REQUEST') <> count(*) FILTER (WHERE o.is_billed)
                    OR (SELECT count(*) FROM work WHERE request_id IS NOT NULL) <> count(*) FILTER (WHERE o.is_recorded) FROM once o)
         GROUP BY request_id, measure HAVING count(*) > 1),
    further AS MATERIALIZED (
        SELECT request_id, measure FROM once WHERE NOT agrees UNION ALL SELECT request_id, measure FROM several),
    billed AS (
        SELECT request_id, measure, count(*) AS rows, count(*) FILTER (WHERE correction) AS corrections,
               min(service) AS service, min(engine) AS engine, min(sku) AS sku,
               sum(quantity) AS quantity, count(*) FILTER (WHERE quantity IS NULL AND NOT correction) AS unquantified,
               sum(nanos)::bigint AS nanos, sum(allowance)::bigint AS allowance, count(*) FILTER (WHERE repeats) AS repeats,
               coalesce(sum(nanos) FILTER (WHERE credit), 0)::bigint AS credit,
               min(invoice_id) AS first_invoice, max(invoice_id) AS last_invoice,
               -- Of lines of several SKUs the mean.
               CASE WHEN min(engine) = max(engine)
                    THEN coalesce((sum(quantity * price) FILTER (WHERE NOT correction) + max(usual)
                                   * coalesce(sum(quantity) FILTER (WHERE price IS NULL AND NOT correction), 0))
                                  / nullif(sum(quantity) FILTER (WHERE NOT correction), 0), avg(price)) END AS price,
               max(usual) AS usual
          FROM line WHERE role = 'REQUEST' AND ((request_id, measure) IN (SELECT request_id, measure FROM further)) IS TRUE
         GROUP BY request_id, measure),
    recorded AS (
        -- Of several attempts those that succeeded count; FAILED, LATE, SUCCEEDED are in the order of the alphabet.
        SELECT request_id, measure, max(outcome) AS outcome, min(service) AS service, min(engine) AS engine,
               coalesce(nullif(count(*) FILTER (WHERE outcome = 'SUCCEEDED'), 0), count(*)) AS rows,
               coalesce(sum(quantity) FILTER (WHERE outcome = 'SUCCEEDED'), sum(quantity)) AS quantity,
               count(*) FILTER (WHERE nanos IS NULL AND outcome = 'SUCCEEDED') AS uncosted,
               coalesce(sum(nanos) FILTER (WHERE outcome = 'SUCCEEDED'), sum(nanos))::bigint AS nanos,
               sum(quantity) FILTER (WHERE estimated AND outcome = 'SUCCEEDED') AS estimated_quantity,
               (sum(nanos) FILTER (WHERE estimated AND outcome = 'SUCCEEDED'))::bigint AS estimated
          FROM work WHERE request_id IS NOT NULL AND ((request_id, measure) IN (SELECT request_id, measure FROM further)) IS TRUE
         GROUP BY request_id, measure),
    pair AS MATERIALIZED (
        SELECT coalesce(b.request_id, r.request_id) AS request_id, coalesce(b.measure, r.measure) AS measure,
               r.rows AS r_rows, r.outcome, r.service AS r_service, r.engine AS r_engine, r.quantity AS r_quantity, r.nanos AS r_nanos,
               r.estimated_quantity, r.estimated, e.nanos AS expected, b.price, b.usual,
               r.uncosted, b.rows AS b_rows, b.corrections, b.service AS b_service, b.engine AS b_engine, b.sku,
               b.quantity AS b_quantity, b.unquantified, b.nanos AS b_nanos, b.allowance, b.repeats, b.credit,
               b.first_invoice, b.last_invoice,
               coalesce(b.rows - b.corrections = 1 AND r.outcome = 'SUCCEEDED'
                   AND amounts_agree(b.nanos, CASE WHEN r.uncosted = 0 THEN e.nanos END, b.allowance,
                                     CASE WHEN b.unquantified = 0 THEN b.quantity END, r.quantity, p_percent), false) AS agrees
          FROM billed b FULL JOIN recorded r ON r.request_id = b.request_id AND r.measure = b.measure
         CROSS JOIN LATERAL (
               SELECT CASE WHEN b.price IS NULL OR r.estimated IS NULL OR b.service <> r.service
                                OR b.engine <> costed_engine(r.service, r.engine, c_models) THEN r.nanos
                           ELSE r.nanos - r.estimated + listed_nanos(r.estimated, r.estimated_quantity, b.price, b.usual) END AS nanos) e),
    agreed AS (
        INSERT INTO reconciliation_matched (run_id, provider, day, service, engine, measure, sku, records, recorded_nanos, billed_nanos,
            allowance_nanos)
        SELECT p_run, p_provider, p_day, service, engine, measure, coalesce(sku, ''), sum(rows), coalesce(sum(coalesce(expected, billed)), 0),
               sum(billed), sum(allowance)
          FROM (SELECT service, engine, measure, sku, count(*) AS rows, sum(coalesce(expected, billed)) AS expected, sum(billed) AS billed,
                       sum(allowance) AS allowance
                  FROM once WHERE agrees AND (request_id, measure) NOT IN (SELECT request_id, measure FROM several)
                 GROUP BY service, engine, measure, sku
                UNION ALL
                SELECT r_service, r_engine, measure, sku, r_rows, coalesce(expected, b_nanos), b_nanos, allowance FROM pair WHERE agrees) both_ways
         GROUP BY service, engine, measure, coalesce(sku, '')),
    again AS (
        -- Where one line is for all of the work, the others of its SKU are that again; else those are that are like another one.
        SELECT request_id, measure, sum(rows - 1) AS rows, sum(quantity - first_quantity) AS quantity,
               sum(nanos - first_nanos)::bigint AS nanos
          FROM (SELECT request_id, measure, count(*) AS rows, sum(quantity) AS quantity, sum(nanos) AS nanos,
                       (array_agg(quantity ORDER BY is_whole DESC, repeats, nanos))[1] AS first_quantity,
                       (array_agg(nanos ORDER BY is_whole DESC, repeats, nanos))[1] AS first_nanos
                  FROM (SELECT l.*, coalesce(l.quantity = p.r_quantity, false) AS is_whole,
                               coalesce(bool_or(l.quantity = p.r_quantity) OVER (PARTITION BY l.request_id, l.measure, l.sku), false) AS has_whole
                          FROM line l
                          JOIN pair p ON p.request_id = l.request_id AND p.measure = l.measure AND p.b_rows - p.corrections > 1
                         WHERE l.role = 'REQUEST' AND NOT l.correction) line
                 GROUP BY request_id, measure, sku, CASE WHEN NOT has_whole THEN quantity END, CASE WHEN quantity IS NULL THEN nanos END) same
         WHERE rows > 1 GROUP BY request_id, measure),
    unmatched AS (
        INSERT INTO reconciliation_unmatched (run_id, provider, request_id, measure, day, recorded_rows, outcome, recorded_service,
            recorded_engine, recorded_quantity, recorded_nanos, uncosted_rows, billed_rows, corrections, billed_service, billed_engine, sku,
            billed_quantity, unquantified_rows, billed_nanos, again_rows, again_quantity, again_nanos, allowance_nanos, repeats,
            credit_nanos, invoice_id, estimated_quantity, estimated_nanos, price_nanos, usual_nanos)
        SELECT p_run, p_provider, p.request_id, p.measure, p_day, coalesce(p.r_rows, 0), p.outcome, p.r_service, p.r_engine,
               p.r_quantity, p.r_nanos, coalesce(p.uncosted, 0), coalesce(p.b_rows, 0), coalesce(p.corrections, 0), p.b_service, p.b_engine,
               p.sku, p.b_quantity, coalesce(p.unquantified, 0), p.b_nanos,
               coalesce(a.rows, 0), a.quantity, a.nanos, coalesce(p.allowance, 0), coalesce(p.repeats, 0), coalesce(p.credit, 0),
               invoice_names(p.first_invoice, p.last_invoice), p.estimated_quantity, p.estimated, p.price, CASE WHEN p.price IS NOT NULL THEN p.usual END
          FROM pair p LEFT JOIN again a ON a.request_id = p.request_id AND a.measure = p.measure
         WHERE NOT p.agrees),
    sold AS (
        INSERT INTO reconciliation_recorded (run_id, provider, day, starts_at, ends_at, service, engine, measure, records, nanos,
            of_gateways, gateway_nanos)
        SELECT p_run, p_provider, p_day, c_times[part], c_times[part + 1], service, engine, counted, count(*), coalesce(sum(nanos), 0),
               count(gateway_import_id), coalesce(sum(nanos) FILTER (WHERE gateway_import_id IS NOT NULL), 0)
          FROM work WHERE outcome = 'SUCCEEDED' GROUP BY service, engine, counted, part),
    -- Work that was told to cost the list price of a SKU is what that SKU bills.
    listed AS MATERIALIZED (
        SELECT service, engine, measure, upper(sku) AS sku, price FROM line WHERE role = 'SUM' AND usual IS NOT NULL
        UNION SELECT service, engine, measure, '', usual FROM line WHERE role = 'SUM' AND usual IS NOT NULL),
    done AS (
        INSERT INTO reconciliation_total (run_id, provider, day, last_day, starts_at, ends_at, service, engine, measure, side, label, rows,
            quantity, missing_rows, nanos, estimated, sku)
        SELECT p_run, p_provider, p_day, p_day, c_times[part], c_times[part + 1], service, engine, measure, 'RECORDED', outcome, count(*),
               sum(quantity), count(*) FILTER (WHERE nanos IS NULL), coalesce(sum(nanos), 0), estimated, told_as
          FROM (SELECT u.*, CASE WHEN u.estimated OR (u.service, u.engine, u.measure) NOT IN (SELECT service, engine, measure FROM listed) THEN ''
                                 ELSE coalesce((SELECT min(l.sku) FROM listed l
                                                 WHERE l.service = u.service AND l.engine = u.engine AND l.measure = u.measure
                                                   AND abs(u.nanos - u.quantity * l.price) <= u.quantity * l.price * p_percent + 1), '?')
                            END AS told_as
                  FROM work u WHERE u.request_id IS NULL) sums
         GROUP BY service, engine, measure, outcome, part, estimated, told_as),
    summed AS (
        INSERT INTO reconciliation_total (run_id, provider, day, last_day, starts_at, ends_at, service, engine, measure, side, label, rows,
            quantity, missing_rows, nanos, again_rows, again_quantity, again_nanos, allowance_nanos, repeats, repeats_quantity, repeats_nanos,
            invoice_id, sku, price_nanos, usual_nanos)
        SELECT p_run, p_provider, p_day, last_day, starts_at, ends_at, coalesce(service, ''), coalesce(engine, sku, ''), measure, 'BILLED', currency,
               sum(n), sum(n * quantity), coalesce(sum(n) FILTER (WHERE quantity IS NULL AND NOT correction), 0), sum(n * nanos),
               coalesce(sum(n - 1) FILTER (WHERE may_repeat), 0), sum((n - 1) * quantity) FILTER (WHERE may_repeat),
               coalesce(sum((n - 1) * nanos) FILTER (WHERE may_repeat), 0), sum(allowance),
               coalesce(sum(n) FILTER (WHERE repeats), 0), sum(n * quantity) FILTER (WHERE repeats),
               coalesce(sum(n * nanos) FILTER (WHERE repeats), 0), invoice_names(min(first_invoice), max(last_invoice)),
               listed, min(price), min(usual)
          FROM (SELECT last_day, starts_at, ends_at, service, engine, sku, measure, currency, correction, quantity, nanos, repeats, count(*) AS n,
                       NOT correction AND NOT repeats AS may_repeat, sum(allowance) AS allowance,
                       min(invoice_id) AS first_invoice, max(invoice_id) AS last_invoice,
                       CASE WHEN usual IS NOT NULL THEN upper(sku) ELSE '' END AS listed, min(price) AS price, min(usual) AS usual
                  FROM line WHERE role = 'SUM'
                 GROUP BY last_day, starts_at, ends_at, service, engine, sku, measure, currency, correction, quantity, nanos, repeats, listed) same
         GROUP BY last_day, starts_at, ends_at, coalesce(service, ''), coalesce(engine, sku, ''), measure, currency, listed),
    left_out AS (
        INSERT INTO reconciliation_ignored_sum (run_id, provider, day, what, name, currency, rows, nanos)
        SELECT p_run, p_provider, p_day, ignored_as, ignored, told_currency, count(*), sum(cost_nanos)
          FROM line WHERE is_own AND ignored IS NOT NULL GROUP BY ignored_as, ignored, told_currency)
    INSERT INTO reconciliation_accounted (run_id, provider, day, kind, invoice_id, currency, rows, nanos, usd_nanos,
        prepaid_nanos, returned_nanos)
    SELECT p_run, p_provider, p_day, l.kind, l.invoice_id, l.currency, l.rows, l.nanos,
           CASE WHEN l.currency = 'USD' THEN l.nanos ELSE round(l.nanos * x.usd_per_unit) END,
           CASE WHEN l.currency = 'USD' THEN l.prepaid ELSE round(l.prepaid * x.usd_per_unit) END,
           CASE WHEN l.currency = 'USD' THEN l.returned ELSE round(l.returned * x.usd_per_unit) END
      FROM (SELECT CASE WHEN ignored IS NULL THEN kind ELSE 'IGNORED' END AS kind,
                   coalesce(invoice_id, '') AS invoice_id, told_currency AS currency, count(*) AS rows, sum(cost_nanos) AS nanos,
                   coalesce(sum(cost_nanos) FILTER (WHERE prepaid), 0) AS prepaid,
                   coalesce(sum(cost_nanos) FILTER (WHERE kind = 'CREDIT' AND told_correction), 0) AS returned
              FROM line WHERE is_own GROUP BY 1, coalesce(invoice_id, ''), told_currency) l
      LEFT JOIN reconciliation_rate x ON x.run_id = p_run AND x.provider = p_provider AND x.currency = l.currency
           AND x.month = month_of(p_day);

    UPDATE reconciliation_slice SET done = true WHERE run_id = p_run AND provider = p_provider AND day = p_day;
END $$;

-- Sums up the work on the days of a run's window that were not compared: those far from any invoice, and those that were skipped.
CREATE OR REPLACE FUNCTION sum_uncompared_work(p_run uuid) RETURNS void
    LANGUAGE sql SET work_mem = '64MB' AS $$
    INSERT INTO reconciliation_recorded (run_id, provider, day, starts_at, ends_at, service, engine, measure, records, nanos,
        of_gateways, gateway_nanos)
    SELECT d.run_id, d.provider, d.day, d.times[w.part], d.times[w.part + 1], w.service, w.engine, w.measure, w.records, w.nanos,
           w.of_gateways, w.gateway_nanos
      FROM (SELECT p.run_id, p.provider, g.day::date AS day, day_start(g.day::date, p.zone) AS starts_at,
                   day_start(g.day::date + 1, p.zone) AS ends_at,
                   day_start(g.day::date, p.zone) || ARRAY(
                       SELECT b.at FROM reconciliation_boundary b
                        WHERE b.run_id = p.run_id AND b.provider = p.provider AND b.at > day_start(g.day::date, p.zone)
                          AND b.at < day_start(g.day::date + 1, p.zone) ORDER BY b.at) || day_start(g.day::date + 1, p.zone) AS times
              FROM reconciliation_run r
              JOIN reconciliation_provider p ON p.run_id = r.id AND p.problem IS NULL
             CROSS JOIN LATERAL generate_series(r.from_day, r.to_day - 1, interval '1 day') AS g (day)
             WHERE r.id = p_run
               AND NOT EXISTS (SELECT FROM reconciliation_recorded w
                                WHERE w.run_id = r.id AND w.provider = p.provider AND w.day = g.day::date)) d
     CROSS JOIN LATERAL (
           SELECT u.service, u.engine, u.measure, width_bucket(u.at, d.times) AS part, count(*) AS records,
                  coalesce(sum(u.cost_nanos), 0) AS nanos, count(u.gateway_import_id) AS of_gateways,
                  coalesce(sum(u.cost_nanos) FILTER (WHERE u.gateway_import_id IS NOT NULL), 0) AS gateway_nanos
             FROM compared_work u
            WHERE u.provider = d.provider AND u.outcome = 'SUCCEEDED'
              AND u.day BETWEEN (d.starts_at AT TIME ZONE 'UTC')::date AND ((d.ends_at - interval '1 microsecond') AT TIME ZONE 'UTC')::date
              AND u.at >= d.starts_at AND u.at < d.ends_at
            GROUP BY u.service, u.engine, u.measure, part) w
$$;

-- What is on one side only may have its other side before or after the days of the run: billed long after it was done.
CREATE OR REPLACE FUNCTION look_beyond(p_run uuid, p_provider text, p_first date, p_last date, p_late int) RETURNS void
    LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan SET work_mem = '64MB' AS $$
DECLARE
    c_zone CONSTANT text := (SELECT zone FROM reconciliation_provider WHERE run_id = p_run AND provider = p_provider);
    c_apart CONSTANT int := (c_zone <> 'UTC')::int;
    c_models CONSTANT text[] := costed_models(p_run, p_provider);
BEGIN
    IF EXISTS (SELECT FROM reconciliation_request q WHERE q.run_id = p_run AND q.provider = p_provider
                  AND q.recorded_rows = 0 AND q.matched_day IS NULL) THEN
        UPDATE reconciliation_request q
           SET recorded_day = u.day, recorded_rows = u.rows, outcome = u.outcome, service = u.service, engine = u.engine,
               recorded_quantity = u.quantity, recorded_nanos = u.nanos, estimated_quantity = u.estimated_quantity, estimated_nanos = u.estimated,
               price_nanos = CASE WHEN u.service = q.service AND costed_engine(u.service, u.engine, c_models) = q.engine THEN q.price_nanos END
          FROM (SELECT request_id, billed AS measure, max(outcome) AS outcome,
                       CASE WHEN c_apart = 0 THEN min(day) ELSE (min(at) AT TIME ZONE c_zone)::date END AS day, count(*) AS rows, min(service) AS service,
                       min(engine) AS engine, sum(CASE WHEN service = 'CHAT' OR billed = measure THEN quantity ELSE 0 END) AS quantity, CASE WHEN bool_and(cost_nanos IS NOT NULL) THEN sum(cost_nanos) END AS nanos,
                       sum(CASE WHEN service = 'CHAT' OR billed = measure THEN quantity ELSE 0 END) FILTER (WHERE cost_source = 'CATALOG') AS estimated_quantity,
                       sum(cost_nanos) FILTER (WHERE cost_source = 'CATALOG') AS estimated
                  FROM (SELECT r.*, coalesce(k.measure, billed_measure(r.service, r.measure)) AS billed
                          FROM compared_work r
                          LEFT JOIN (SELECT DISTINCT service, engine, measure FROM reconciliation_sku
                                      WHERE run_id = p_run AND provider = p_provider) k
                               ON k.service = r.service AND k.engine = r.engine AND k.measure = r.measure) w
                 WHERE provider = p_provider AND day BETWEEN p_first - p_late - c_apart AND p_first - 1 + c_apart
                   AND at < day_start(p_first, c_zone) AND request_id IS NOT NULL
                 GROUP BY request_id, billed) u
         WHERE q.run_id = p_run AND q.provider = p_provider AND q.recorded_rows = 0 AND q.matched_day IS NULL
           AND u.request_id = q.request_id AND u.measure = q.measure;
        -- If it had been billed before, this is once more.
        UPDATE reconciliation_request q SET matched_day = q.recorded_day, recorded_rows = 0
          FROM invoice_line l
          JOIN reconciliation_source s ON s.run_id = p_run AND s.import_id = l.import_id
         WHERE q.run_id = p_run AND q.provider = p_provider AND q.recorded_day < p_first
           AND l.provider = p_provider AND l.day BETWEEN p_first - p_late - c_apart AND p_first - 1 + c_apart
           AND line_day(l.day, l.starts_at, c_zone) < p_first AND l.request_id = q.request_id
           AND NOT l.correction
           AND NOT EXISTS (SELECT FROM reconciliation_ignored g WHERE g.run_id = p_run AND g.provider = p_provider
                              AND g.name = CASE g.what WHEN 'SKU' THEN upper(l.sku) ELSE upper(l.account) END);
    END IF;
    IF EXISTS (SELECT FROM reconciliation_request q WHERE q.run_id = p_run AND q.provider = p_provider AND q.billed_rows = 0) THEN
        UPDATE reconciliation_request q
           SET billed_day = l.day, billed_rows = l.rows, sku = l.sku, billed_quantity = l.quantity,
               billed_nanos = l.nanos, allowance_nanos = l.allowance, invoice_id = l.invoice_id, again_rows = 0, again_quantity = 0, again_nanos = 0,
               price_nanos = CASE WHEN l.service = q.service AND l.engine = costed_engine(q.service, q.engine, c_models) THEN l.price END, usual_nanos = l.usual
          FROM (SELECT i.request_id, min(line_day(i.day, i.starts_at, c_zone)) AS day, count(*) AS rows, min(i.sku) AS sku,
                       CASE WHEN bool_and(coalesce(measure_base(i.measure) = measure_base(coalesce(k.measure, i.measure)), false))
                            THEN sum(i.quantity) END AS quantity,
                       sum(CASE WHEN x.usd_per_unit IS NULL THEN i.cost_nanos ELSE round(i.cost_nanos * x.usd_per_unit) END) AS nanos, min(coalesce(k.measure, nullif(i.measure, 'TOKEN'))) AS measure,
                       sum(CASE WHEN x.usd_per_unit IS NULL THEN f.allowance_nanos ELSE ceil(f.allowance_nanos * x.usd_per_unit) END) AS allowance,
                       invoice_names(min(i.invoice_id), max(i.invoice_id)) AS invoice_id, min(k.service) AS service, min(k.engine) AS engine,
                       (array_agg(k.price_nanos ORDER BY i.day, i.line))[1] AS price, (array_agg(k.usual_nanos ORDER BY i.day, i.line))[1] AS usual
                  FROM invoice_line i
                  JOIN reconciliation_source s ON s.run_id = p_run AND s.import_id = i.import_id
                  JOIN invoice_import f ON f.id = i.import_id
                  LEFT JOIN reconciliation_sku k ON k.run_id = p_run AND k.provider = p_provider AND k.sku = upper(i.sku)
                       AND k.line_measure IN ('*', i.measure) AND line_day(i.day, i.starts_at, c_zone) >= k.from_day
                       AND line_day(i.day, i.starts_at, c_zone) < k.to_day
                  LEFT JOIN reconciliation_rate x ON x.run_id = p_run AND x.provider = i.provider AND x.currency = i.currency
                       AND x.month = month_of(line_day(i.day, i.starts_at, c_zone))
                 WHERE i.provider = p_provider AND i.day BETWEEN p_last + 1 - c_apart AND p_last + p_late + c_apart
                   AND line_day(i.day, i.starts_at, c_zone) > p_last AND i.request_id IS NOT NULL AND i.kind = 'USAGE'
                   AND (i.currency = 'USD' OR x.usd_per_unit IS NOT NULL)
                   AND NOT EXISTS (SELECT FROM reconciliation_ignored g WHERE g.run_id = p_run AND g.provider = p_provider
                                      AND g.name = CASE g.what WHEN 'SKU' THEN upper(i.sku) ELSE upper(i.account) END)
                 GROUP BY i.request_id, coalesce(k.measure, nullif(i.measure, 'TOKEN'), '?')) l
         WHERE q.run_id = p_run AND q.provider = p_provider AND q.billed_rows = 0
           AND l.request_id = q.request_id AND (l.measure IS NULL OR l.measure = q.measure);
    END IF;
END $$;

-- Puts the days of each request together that did not agree on one. In the caller's transaction.
CREATE OR REPLACE FUNCTION merge_requests(p_run uuid, p_provider text, p_late int) RETURNS bigint
    LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan SET work_mem = '64MB' AS $$
DECLARE
    c_blocks CONSTANT text[] := charged_in_blocks(p_run, p_provider);
    v_from date;
    v_to date;
    v_rows bigint;
    c_zone CONSTANT text := (SELECT zone FROM reconciliation_provider WHERE run_id = p_run AND provider = p_provider);
    c_models CONSTANT text[] := costed_models(p_run, p_provider);
BEGIN
    -- What has just been written is not in the statistics yet, and a plan without them can be quadratic.
    ANALYZE reconciliation_unmatched;
    INSERT INTO reconciliation_request (run_id, provider, request_id, measure, recorded_day, billed_day, recorded_rows, outcome, service,
        engine, recorded_quantity, recorded_nanos, billed_rows, corrections, known_sku, sku, billed_quantity, billed_nanos,
        again_rows, again_quantity, again_nanos, allowance_nanos, repeats, credit_nanos, invoice_id, estimated_quantity, estimated_nanos,
        price_nanos, usual_nanos)
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
           CASE WHEN sum(unquantified_rows) = 0 AND of_measure <> '*' THEN sum(billed_quantity) END, sum(billed_nanos),
           -- Lines of the first day that repeat another one of it, and all lines of later days.
           coalesce((array_agg(again_rows ORDER BY day) FILTER (WHERE bills))[1], 0) + coalesce(sum(billed_rows) FILTER (WHERE bills), 0)
               - coalesce((array_agg(billed_rows ORDER BY day) FILTER (WHERE bills))[1], 0),
           coalesce((array_agg(again_quantity ORDER BY day) FILTER (WHERE bills))[1], 0)
               + coalesce(sum(billed_quantity) FILTER (WHERE bills), 0)
               - coalesce((array_agg(billed_quantity ORDER BY day) FILTER (WHERE bills))[1], 0),
           coalesce((array_agg(again_nanos ORDER BY day) FILTER (WHERE bills))[1], 0) + coalesce(sum(billed_nanos) FILTER (WHERE bills), 0)
               - coalesce((array_agg(billed_nanos ORDER BY day) FILTER (WHERE bills))[1], 0),
           sum(allowance_nanos), sum(repeats), sum(credit_nanos), invoice_names(min(invoice_id), max(invoice_id)),
           sum(estimated_quantity) FILTER (WHERE counts), sum(estimated_nanos) FILTER (WHERE counts),
           CASE WHEN of_measure <> '*' AND coalesce(min(recorded_service), min(billed_service)) = min(billed_service)
                 AND coalesce(costed_engine(min(recorded_service), min(recorded_engine), c_models), min(billed_engine)) = min(billed_engine)
                THEN (array_agg(price_nanos ORDER BY day) FILTER (WHERE bills))[1] END,
           (array_agg(usual_nanos ORDER BY day) FILTER (WHERE bills))[1]
      FROM part GROUP BY request_id, of_measure;
    GET DIAGNOSTICS v_rows = ROW_COUNT;

    ANALYZE reconciliation_request;

    -- A charge of several days is not late for work on any of them.
    UPDATE reconciliation_request q SET billed_day = q.recorded_day
      FROM invoice_line l
     WHERE q.run_id = p_run AND q.provider = p_provider AND q.recorded_day > q.billed_day
       AND date_trunc('month', q.recorded_day) <> date_trunc('month', q.billed_day)
       AND l.provider = p_provider AND l.day BETWEEN q.billed_day - 1 AND q.billed_day + 1 AND l.request_id = q.request_id
       AND l.import_id IN (SELECT import_id FROM reconciliation_source WHERE run_id = p_run)
       AND q.recorded_day <= CASE WHEN l.starts_at IS NULL THEN l.last_day
                                  ELSE ((l.ends_at - interval '1 microsecond') AT TIME ZONE c_zone)::date END;

    SELECT min(day), max(day) INTO v_from, v_to FROM reconciliation_slice WHERE run_id = p_run AND provider = p_provider;
    -- What is billed in a currency without a rate is not missing on the invoices.
    DELETE FROM reconciliation_request q
     USING unrated_lines(p_run, p_provider, v_from - p_late, v_to + p_late) l
     WHERE q.run_id = p_run AND q.provider = p_provider AND q.billed_rows = 0 AND l.request_id = q.request_id;
    -- What was billed and not recorded may have been recorded after all, and have agreed with another line already.
    UPDATE reconciliation_request q
       SET matched_day = u.day, service = u.service, engine = u.engine, recorded_quantity = u.quantity, recorded_nanos = u.cost_nanos
      FROM compared_work u
     WHERE q.run_id = p_run AND q.provider = p_provider AND q.recorded_rows = 0
       AND u.provider = p_provider AND u.day BETWEEN v_from - 1 AND v_to + 1
       AND u.at >= day_start(v_from, c_zone) AND u.at < day_start(v_to + 1, c_zone)
       AND u.request_id = q.request_id AND (u.measure = q.measure OR q.measure IN ('*', '?'));

    PERFORM look_beyond(p_run, p_provider, v_from, v_to, p_late);

    UPDATE reconciliation_request
       SET recorded_nanos = recorded_nanos - estimated_nanos + listed_nanos(estimated_nanos, estimated_quantity, price_nanos, usual_nanos)
     WHERE run_id = p_run AND provider = p_provider AND recorded_rows > 0 AND estimated_nanos IS NOT NULL AND price_nanos IS NOT NULL;

    IF cardinality(c_blocks) > 0 THEN
        UPDATE reconciliation_request SET billed_quantity = NULL
         WHERE run_id = p_run AND provider = p_provider AND service || ' ' || engine || ' ' || measure = ANY (c_blocks);
    END IF;

    UPDATE reconciliation_provider SET merged = true WHERE run_id = p_run AND provider = p_provider;
    RETURN v_rows;
END $$;

-- What is billed in currencies without a rate, by invoice, or by month where the lines name no invoice, and what is recorded of the same
-- work. All of an invoice counts, also before and after the days of the run. Without nested loops: how many lines there are
-- is not known to the planner, and a loop over them is quadratic.
CREATE OR REPLACE FUNCTION foreign_invoices(p_run uuid, p_provider text, p_days int, p_late int)
    RETURNS TABLE (invoice_id text, month date, currency text, day date, lines bigint, billed_nanos bigint, recorded_nanos bigint)
    LANGUAGE plpgsql STABLE SET plan_cache_mode = force_custom_plan SET work_mem = '64MB' SET enable_nestloop = off AS $$
#variable_conflict use_column
DECLARE
    c_zone CONSTANT text := (SELECT p.zone FROM reconciliation_provider p WHERE p.run_id = p_run AND p.provider = p_provider);
    v_first date;
    v_last date;
BEGIN
    SELECT min(a.day), max(a.day) INTO v_first, v_last
      FROM reconciliation_accounted a JOIN reconciliation_run r ON r.id = a.run_id AND a.day >= r.from_day AND a.day < r.to_day
     WHERE a.run_id = p_run AND a.provider = p_provider AND a.usd_nanos IS NULL AND a.kind <> 'IGNORED';
    IF v_first IS NULL THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH line AS MATERIALIZED (
        SELECT coalesce(l.invoice_id, '') AS invoice, CASE WHEN l.invoice_id IS NULL THEN month_of(l.day_there) END AS month, l.currency,
               l.day_there AS day, l.kind, upper(l.sku) AS sku, coalesce(l.measure, '?') AS measure, l.request_id, l.cost_nanos,
               CASE WHEN l.of_days THEN l.starts_at ELSE day_start(l.day_there, c_zone) END AS starts_at,
               CASE WHEN l.starts_at IS NULL AND l.last_day > l.day THEN day_start(l.last_day + 1, c_zone)
                    WHEN l.of_days THEN l.ends_at
                    ELSE day_start(l.day_there + 1, c_zone) END AS ends_at
          FROM (SELECT u.*, line_day(u.day, u.starts_at, c_zone) AS day_there,
                       coalesce(is_of_days(u.starts_at, u.ends_at), false) AS of_days
                  FROM unrated_lines(p_run, p_provider, v_first - p_days, v_last + p_days) u) l),
    bill AS (
        SELECT n.invoice, n.month, n.currency, max(n.day) FILTER (WHERE n.day BETWEEN v_first AND v_last) AS day, count(*) AS lines,
               sum(n.cost_nanos) AS nanos
          FROM line n GROUP BY n.invoice, n.month, n.currency),
    work AS (
        SELECT n.invoice, n.month, n.currency, u.work_id, u.measure, u.cost_nanos
          FROM line n
          JOIN compared_work u ON u.request_id = n.request_id AND u.day BETWEEN n.day - p_late AND n.day + p_late
         WHERE n.kind = 'USAGE' AND n.request_id IS NOT NULL AND u.provider = p_provider AND u.outcome = 'SUCCEEDED'
           AND u.day BETWEEN v_first - p_days - p_late AND v_last + p_days + p_late
        UNION
        SELECT n.invoice, n.month, n.currency, u.work_id, u.measure, u.cost_nanos
          FROM (SELECT DISTINCT invoice, month, currency, day, starts_at, ends_at, sku, measure FROM line
                 WHERE kind = 'USAGE' AND request_id IS NULL) n
          JOIN reconciliation_sku k ON k.run_id = p_run AND k.provider = p_provider AND k.sku = n.sku AND k.line_measure IN ('*', n.measure)
               AND n.day >= k.from_day AND n.day < k.to_day
          JOIN compared_work u ON u.service = k.service AND u.engine = k.engine AND u.measure = k.measure
               AND u.day BETWEEN (n.starts_at AT TIME ZONE 'UTC')::date AND (n.ends_at AT TIME ZONE 'UTC')::date
               AND u.at >= n.starts_at AND u.at < n.ends_at
         WHERE u.provider = p_provider AND u.outcome = 'SUCCEEDED'),
    done AS (
        SELECT w.invoice, w.month, w.currency, CASE WHEN bool_and(w.cost_nanos IS NOT NULL) THEN sum(w.cost_nanos) END AS nanos
          FROM work w GROUP BY w.invoice, w.month, w.currency)
    SELECT b.invoice, b.month, b.currency, b.day, b.lines, b.nanos::bigint, d.nanos::bigint
      FROM bill b
      LEFT JOIN done d ON d.invoice = b.invoice AND d.month IS NOT DISTINCT FROM b.month AND d.currency = b.currency
     WHERE b.day IS NOT NULL
     ORDER BY b.invoice, b.month, b.currency;
END $$;
