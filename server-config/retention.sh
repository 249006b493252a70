#!/bin/sh
# Retention: archives closed rows that are older than a recorded horizon, and deletes them from the database.
#
#   retention.sh unfinished DAY     what is older than DAY and not finished, one a line
#   retention.sh record DAY         records DAY as the horizon, unless something older is unfinished
#   retention.sh archive FOLDER     writes what is older than the horizon to files in FOLDER, and deletes it, batch by batch
#   retention.sh check FOLDER       compares the files in FOLDER with what the database says of them
#   retention.sh status             the horizons, and what was archived below each
#
# DAY is as in 2025-06-01, UTC, and at least 400 days ago. The person who calls it has to be the owner of the tables.
#
# PGHOST, PGUSER …              the database, as psql takes them; not through PgBouncer
# CREDITS_RETENTION_ROWS        rows, or pieces of work, in one file and one transaction; 2000 if not set
# CREDITS_RETENTION_PAUSE       seconds between two files; 0 if not set
# CREDITS_RETENTION_UNRECONCILED=accept
#                               lets record go on though usage below DAY was never reconciled
#
# Ends with
#   0  all is well
#   1  something is unfinished, or a file is not what the database says
#   2  something failed; the reason is on standard error
# It may be killed at any moment and called again: rows are deleted by the transaction that records their file, after the file was
# written, flushed to the disk and read again. The rows of a file that is not recorded are all still in the database.
# Needs a POSIX shell, psql, gzip, sync and sha256sum.

set -u

LC_ALL=C
export LC_ALL
# Times are written the same way each time.
PGTZ=UTC
PGOPTIONS="${PGOPTIONS:-} -c bytea_output=hex -c extra_float_digits=1"
PGAPPNAME=credits-retention
export PGTZ PGOPTIONS PGAPPNAME

rows_at_a_time=${CREDITS_RETENTION_ROWS:-2000}
pause=${CREDITS_RETENTION_PAUSE:-0}
schema_version=57
# One JSON object a line, as it is: JSON has neither of these characters.
plain="FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02'"

fail() {
    printf '%s\n' "$*" >&2
    exit 2
}

usage() {
    sed -n '4,8s/^# \{0,1\}//p' "$0" >&2
    exit 2
}

sql() {
    psql -X -q -A -t -v ON_ERROR_STOP=1 "$@"
}

day() {
    case $1 in
        [0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]) ;;
        *) fail "$1 is not a day, as in 2025-06-01." ;;
    esac
}

# What may be archived, in the order in which it is.
kinds='work stripe-events refused-rows dead-letters'

# lines KIND: the query for the lines of the next batch: each the row of a table. Columns of type json are texts, as they are.
lines() {
    case $1 in
        work)
            # Whole pieces of work, with all that was written of them, if nothing of it is later than the horizon.
            printf '%s\n' "WITH chosen AS MATERIALIZED (
                      SELECT w.id FROM hold w
                       WHERE w.state <> 'OPEN' AND w.ended_at < h.at AND w.id > '$after'
                         AND NOT EXISTS (SELECT FROM usage_record u WHERE u.work_id = w.id AND u.at >= h.at)
                         AND NOT EXISTS (SELECT FROM anomaly a WHERE a.hold_id = w.id AND a.at >= h.at)
                         AND NOT EXISTS (SELECT FROM outbox o WHERE o.job_id = w.id)
                       ORDER BY w.id LIMIT $rows_at_a_time)
                  SELECT json_line('hold', $hold_row) AS line FROM hold w JOIN chosen c ON c.id = w.id
                  UNION ALL SELECT json_line('job', $job_row) FROM job j JOIN chosen c ON c.id = j.id
                  UNION ALL SELECT json_line('job_cancellation', to_jsonb(k)) FROM job_cancellation k JOIN chosen c ON c.id = k.job_id
                  UNION ALL SELECT json_line('anomaly', $anomaly_row) FROM anomaly a JOIN chosen c ON c.id = a.hold_id
                  UNION ALL SELECT json_line('usage_record', to_jsonb(u)) FROM usage_record u JOIN chosen c ON c.id = u.work_id"
            ;;
        stripe-events)
            printf '%s\n' "SELECT json_line('stripe_event', to_jsonb(e)) AS line FROM stripe_event e
                   WHERE e.status = 'DONE' AND e.received_at < h.at AND e.ended_at < h.at
                   ORDER BY e.received_at, e.id LIMIT $rows_at_a_time"
            ;;
        refused-rows)
            printf '%s\n' "SELECT json_line('invoice_refusal', to_jsonb(r)) AS line FROM invoice_import i
                    JOIN invoice_refusal r ON r.import_id = i.id
                   WHERE i.status <> 'LOADING' AND i.ended_at < h.at
                     AND i.id NOT IN (SELECT id FROM unanswered_import)
                   ORDER BY r.import_id, r.line LIMIT $rows_at_a_time"
            ;;
        dead-letters)
            printf '%s\n' "SELECT json_line('dead_letter', to_jsonb(d)) AS line FROM dead_letter d
                   WHERE d.failed_at < h.at AND (d.replayed_at < h.at OR d.dismissed_at < h.at)
                   ORDER BY d.id LIMIT $rows_at_a_time"
            ;;
    esac
}

# The rows of tables with columns of type json.
hold_row="to_jsonb(w) || jsonb_build_object('terms', w.terms::text, 'completion', w.completion::text)"
job_row="to_jsonb(j) || jsonb_build_object('parameters', j.parameters::text)"
anomaly_row="to_jsonb(a) || jsonb_build_object('details', a.details::text)"

# deletion TABLE ALIAS ROW KEY: deletes the rows that are exactly what the file has.
deletion() {
    printf '%s\n' "WITH gone AS (
              DELETE FROM $1 $2 USING archived f WHERE f.line ->> 'table' = '$1' AND $4 AND $3 = f.line -> 'row' RETURNING 1)
          INSERT INTO deleted SELECT count(*) FROM gone;"
}

# removal KIND: deletes the rows that are in the table "archived", as far as they are exactly what is there, and may be archived.
# What has to be known of them for ever is kept.
removal() {
    case $1 in
        work)
            # The rows of a table can only be deleted once the hold is in archived_hold: their triggers see to that.
            printf '%s\n' "CREATE TEMP TABLE work ON COMMIT DROP AS
                      SELECT (line -> 'row' ->> 'id')::uuid AS id FROM archived WHERE line ->> 'table' = 'hold';
                  SELECT count(*) FROM (SELECT FROM hold w JOIN work USING (id) ORDER BY w.id FOR UPDATE OF w) locked \\g /dev/null
                  INSERT INTO archived_hold (id, account_id, team_id, kind, idempotency_key, fingerprint, user_id, amount_units, terms,
                                             available_after_units, created_at, expires_at, state, ended_at, completion_fingerprint,
                                             charged_units, shortfall_units, balance_at_end_units, available_at_end_units)
                  SELECT w.id, w.account_id, w.team_id, w.kind, w.idempotency_key, w.fingerprint, w.user_id, w.amount_units,
                         CASE w.kind WHEN 'JOB' THEN w.terms END, w.available_after_units, w.created_at, w.expires_at, w.state, w.ended_at,
                         w.completion_fingerprint, w.charged_units, w.shortfall_units, w.balance_at_end_units, w.available_at_end_units
                    FROM hold w JOIN work USING (id) CROSS JOIN horizon h
                   WHERE w.state <> 'OPEN' AND w.ended_at < h.at;"
            deletion job_cancellation k 'to_jsonb(k)' "k.job_id = (f.line -> 'row' ->> 'job_id')::uuid"
            deletion job j "$job_row" "j.id = (f.line -> 'row' ->> 'id')::uuid"
            deletion anomaly a "$anomaly_row" "a.hold_id = (f.line -> 'row' ->> 'hold_id')::uuid AND a.kind = f.line -> 'row' ->> 'kind'"
            deletion usage_record u 'to_jsonb(u)' "u.work_id = (f.line -> 'row' ->> 'work_id')::uuid AND u.measure = f.line -> 'row' ->> 'measure'"
            deletion hold w "$hold_row" "w.id = (f.line -> 'row' ->> 'id')::uuid"
            # Nothing refers to a hold from here.
            printf '%s\n' "DO \$\$
                  BEGIN
                      IF EXISTS (SELECT FROM usage_record u JOIN work w ON w.id = u.work_id) THEN
                          RAISE EXCEPTION 'usage was recorded meanwhile';
                      END IF;
                  END \$\$;"
            ;;
        stripe-events)
            # Events that come this moment wait, and then find the keys.
            printf '%s\n' "LOCK TABLE stripe_event IN SHARE ROW EXCLUSIVE MODE;
                  WITH gone AS (
                      DELETE FROM stripe_event e USING archived a, horizon h
                       WHERE e.id = a.line -> 'row' ->> 'id' AND to_jsonb(e) = a.line -> 'row'
                         AND e.status = 'DONE' AND e.received_at < h.at AND e.ended_at < h.at
                      RETURNING e.id
                  ), kept AS (INSERT INTO stripe_event_key (id) SELECT id FROM gone)
                  INSERT INTO deleted SELECT count(*) FROM gone;"
            ;;
        refused-rows)
            printf '%s\n' "WITH gone AS (
                      DELETE FROM invoice_refusal r USING archived a, invoice_import i, horizon h
                       WHERE r.import_id = (a.line -> 'row' ->> 'import_id')::uuid AND r.line = (a.line -> 'row' ->> 'line')::bigint
                         AND to_jsonb(r) = a.line -> 'row'
                         AND i.id = r.import_id AND i.status <> 'LOADING' AND i.ended_at < h.at
                      RETURNING 1
                  )
                  INSERT INTO deleted SELECT count(*) FROM gone;"
            ;;
        dead-letters)
            printf '%s\n' "WITH gone AS (
                      DELETE FROM dead_letter d USING archived a, horizon h
                       WHERE d.id = (a.line -> 'row' ->> 'id')::uuid AND to_jsonb(d) = a.line -> 'row'
                         AND d.failed_at < h.at AND (d.replayed_at < h.at OR d.dismissed_at < h.at)
                      RETURNING 1
                  )
                  INSERT INTO deleted SELECT count(*) FROM gone;"
            ;;
    esac
}

# What every session begins with.
prelude() {
    printf '%s\n' "SET statement_timeout = 0; SET lock_timeout = '5s';
          CREATE FUNCTION pg_temp.json_line(name text, content jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS
              'SELECT jsonb_build_object(''table'', name, ''row'', content)';
          CREATE TEMP TABLE horizon AS
              SELECT max(day) AS day, max(day)::timestamp AT TIME ZONE 'UTC' AS at FROM retention_horizon;"
}

flush() {
    sync "$@" 2>/dev/null || sync
}

# batch KIND: archives a batch. 0: done, there may be more; 1: there was nothing; 2: failed
batch() {
    number=1
    now=$(date -u +%Y%m%dT%H%M%SZ)
    while name=$1-before-$horizon-$now-$$-$number.ndjson.gz && [ -e "$folder/$name" ]; do
        number=$((number + 1))
    done
    part=$folder/$name.part
    query=$(lines "$1" | sed 's/json_line(/pg_temp.json_line(/g' | tr '\n' ' ')
    {
        prelude
        printf '%s\n' "COPY (SELECT b.line FROM horizon h CROSS JOIN LATERAL ($query) b) TO STDOUT ($plain);"
    } | sql > "$part" || return 2
    if [ ! -s "$part" ]; then
        rm -f "$part"
        return 1
    fi
    gzip -n "$part" && mv "$part.gz" "$folder/$name" && flush "$folder/$name" "$folder" || return 2

    # Read again from the file: what is deleted is what the file has.
    file=$folder/$name
    sum=$(sha256sum < "$file" | cut -d ' ' -f 1)
    count=$(gzip -dc "$file" | wc -l | tr -d ' ')
    bytes=$(wc -c < "$file" | tr -d ' ')
    gzip -t "$file" || return 2
    {
        prelude
        printf '%s\n' "BEGIN;
              CREATE TEMP TABLE archived (line jsonb NOT NULL) ON COMMIT DROP;
              CREATE TEMP TABLE deleted (rows bigint NOT NULL) ON COMMIT DROP;
              COPY archived FROM STDIN;"
        # As text, in which a backslash is written twice: the end of CSV is another one for psql before 18 than for PostgreSQL 18.
        gzip -dc "$file" | sed 's/\\/\\\\/g'
        printf '%s\n' '\.'
        # Rows are looked up by their keys, however large the tables are.
        printf '%s\n' "ANALYZE archived; SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off;"
        removal "$1"
        printf '%s\n' "DO \$\$
              BEGIN
                  IF (SELECT count(*) FROM archived) <> $count OR (SELECT sum(rows) FROM deleted) <> $count THEN
                      RAISE EXCEPTION 'of % rows in the file, % can be deleted', $count, (SELECT sum(rows) FROM deleted);
                  END IF;
              END \$\$;
              INSERT INTO retention_archive (file, horizon, row_count, bytes, sha256, archived_at)
              VALUES ('$name', '$horizon', $count, $bytes, decode('$sum', 'hex'), credits_now());
              SELECT max(line -> 'row' ->> 'id') FROM archived WHERE line ->> 'table' = 'hold';
              COMMIT;"
    } | sql > "$part.last" || return 2
    # The next batch of work is after this one: what is before was archived, or stays.
    last=$(cat "$part.last")
    rm -f "$part.last"
    after=${last:-$after}
    printf '%s  %s rows\n' "$name" "$count"
}

# The list of the files, for sha256sum -c, and with all that is known of each. Written from the database.
manifest() {
    sql -c "COPY (SELECT encode(sha256, 'hex') || '  ' || file FROM retention_archive ORDER BY file) TO STDOUT" \
        > "$folder/SHA256SUMS.part" \
        && sql -c "COPY (SELECT file, horizon, row_count AS rows, bytes, encode(sha256, 'hex') AS sha256, archived_at
                           FROM retention_archive ORDER BY file) TO STDOUT (FORMAT csv, HEADER)" > "$folder/MANIFEST.csv.part" \
        && mv "$folder/SHA256SUMS.part" "$folder/SHA256SUMS" && mv "$folder/MANIFEST.csv.part" "$folder/MANIFEST.csv" \
        && flush "$folder/SHA256SUMS" "$folder/MANIFEST.csv" "$folder"
}

archive() {
    folder=$1
    [ -d "$folder" ] && [ -w "$folder" ] || fail "$folder is not a folder that can be written to."
    horizon=$(sql -c 'SELECT max(day) FROM retention_horizon') || exit 2
    [ -n "$horizon" ] || fail 'No horizon is recorded: see retention.sh record.'
    for kind in $kinds; do
        failures=0
        after=00000000-0000-0000-0000-000000000000
        while :; do
            batch "$kind"
            case $? in
                0) failures=0 ;;
                1) break ;;
                *)
                    # A row was locked or has changed; what was written is of no use, its rows are all still there.
                    failures=$((failures + 1))
                    [ "$failures" -lt 5 ] || fail "The rows of $kind cannot be archived."
                    sleep 1
                    ;;
            esac
            [ "$pause" = 0 ] || sleep "$pause"
        done
    done
    manifest || fail 'The list of the files cannot be written.'
}

check() {
    folder=$1
    known=$(sql -F ' ' -c "SELECT encode(sha256, 'hex'), row_count, file FROM retention_archive ORDER BY file") || exit 2
    printf '%s\n' "$known" | {
        wrong=0
        while read -r sum count name; do
            [ -n "$name" ] || continue
            if [ ! -r "$folder/$name" ]; then
                printf '%s: missing\n' "$name"
                wrong=1
            elif [ "$(sha256sum < "$folder/$name" | cut -d ' ' -f 1)" != "$sum" ] \
                || [ "$(gzip -dc "$folder/$name" | wc -l | tr -d ' ')" != "$count" ]; then
                printf '%s: not what was archived\n' "$name"
                wrong=1
            fi
        done
        for file in "$folder"/*.ndjson.gz "$folder"/*.part*; do
            [ -e "$file" ] || continue
            name=${file##*/}
            case "$known " in
                *" $name"*) ;;
                *) printf '%s: not recorded; its rows are still in the database, the file may be removed\n' "$name" ;;
            esac
        done
        exit $wrong
    }
}

unfinished() {
    sql -v day="$1" << 'END'
WITH horizon AS (SELECT :'day'::date AS day, :'day'::timestamp AT TIME ZONE 'UTC' AS at)
SELECT format('%s open holds, the oldest %s', count(*), min(o.id::text)) FROM hold o, horizon h
 WHERE o.state = 'OPEN' AND o.created_at < h.at HAVING count(*) > 0
UNION ALL
SELECT format('%s messages in the outbox, the oldest of %s', count(*), min(o.created_at)) FROM outbox o, horizon h
 WHERE o.created_at < h.at HAVING count(*) > 0
UNION ALL
SELECT format('%s events of Stripe that are not done, the oldest %s', count(*), min(e.id)) FROM stripe_event e, horizon h
 WHERE e.status <> 'DONE' AND e.received_at < h.at HAVING count(*) > 0
UNION ALL
SELECT format('%s dead letters that wait, the oldest %s', count(*), min(d.id::text)) FROM dead_letter d, horizon h
 WHERE d.replayed_at IS NULL AND d.dismissed_at IS NULL AND d.failed_at < h.at HAVING count(*) > 0
UNION ALL
SELECT format('import %s of %s: %s', i.id, i.provider, CASE i.status WHEN 'LOADING' THEN 'is loading' ELSE 'was refused and needs an answer' END)
  FROM invoice_import i, horizon h
 WHERE i.started_at < h.at AND (i.status = 'LOADING' OR i.id IN (SELECT id FROM unanswered_import))
UNION ALL
SELECT format('%s open breaks of %s, the oldest of %s', count(*), b.provider, min(b.day)) FROM reconciliation_break b, horizon h
 WHERE b.state <> 'RESOLVED' AND b.state <> 'ACCEPTED' AND b.day < h.day GROUP BY b.provider
UNION ALL
SELECT format('reconciliation run %s is %s', r.id, r.status) FROM reconciliation_run r, horizon h
 WHERE r.from_day < h.day AND r.status IN ('RUNNING', 'STOPPING', 'STOPPED', 'FAILED')
UNION ALL
SELECT format('bill %s of team %s is %s', b.number, b.team_id, b.status) FROM creative_bill b, horizon h
 WHERE b.period_from < h.at AND b.status IN ('PENDING', 'OPEN', 'FAILED')
UNION ALL
SELECT format('%s disputed purchases, the oldest %s', count(*), min(p.id::text)) FROM purchase p, horizon h
 WHERE p.status = 'DISPUTED' AND p.created_at < h.at HAVING count(*) > 0
UNION ALL
SELECT format('creative work of team %s that is on no bill', a.team_id) FROM account a, horizon h
 WHERE a.kind = 'CREATIVE' AND EXISTS (
     SELECT FROM entry e WHERE e.account_id = a.id AND e.type = 'USAGE' AND e.amount_units <> 0 AND e.at < h.at
        AND e.sequence > coalesce((SELECT max(b.to_sequence) FROM creative_bill b WHERE b.account_id = a.id), 0));
END
}

unreconciled() {
    sql -v day="$1" << 'END'
SELECT format('%s usage of %s days, the first %s, the last %s, was never reconciled', u.provider, count(*), min(u.day), max(u.day))
  FROM (SELECT provider, day FROM usage_record WHERE provider IS NOT NULL AND day < :'day'::date GROUP BY 1, 2) u
 WHERE NOT EXISTS (
     SELECT FROM reconciliation_run r
       JOIN reconciliation_provider p ON p.run_id = r.id AND p.provider = u.provider AND p.problem IS NULL
      WHERE r.status IN ('COMPLETED', 'COMPLETED_WITH_FAILURES') AND r.from_day <= u.day AND r.to_day > u.day)
 GROUP BY u.provider;
END
}

all_unfinished() {
    unfinished "$1" || return 2
    [ "${CREDITS_RETENTION_UNRECONCILED:-}" = accept ] || unreconciled "$1"
}

record() {
    found=$(all_unfinished "$1") || exit 2
    if [ -n "$found" ]; then
        printf 'Older than %s and not finished:\n%s\n' "$1" "$found" >&2
        exit 1
    fi
    by="${SUDO_USER:-$(id -un)}"
    sql -v day="$1" -v by="$by" -v version="$schema_version" << 'END' || exit 2
BEGIN;
INSERT INTO retention_horizon (day, recorded_at, recorded_by) VALUES (:'day', credits_now(), :'by' || ' as ' || current_user);
-- Servers that know nothing of what is archived refuse to start, and report themselves as not ready.
UPDATE schema_compatibility SET oldest_server = greatest(oldest_server, :version);
COMMIT;
END
    printf 'The horizon is %s.\n' "$1"
}

status() {
    sql -F ' ' -c "SELECT h.day, 'recorded', to_char(h.recorded_at, 'YYYY-MM-DD HH24:MI:SS'), 'by', h.recorded_by || ':',
                          count(a.file), 'files,', coalesce(sum(a.row_count), 0), 'rows'
                     FROM retention_horizon h LEFT JOIN retention_archive a ON a.horizon = h.day GROUP BY h.day ORDER BY h.day" || exit 2
}

[ $# -ge 1 ] || usage
command=$1
shift
case $command.$# in
    unfinished.1)
        day "$1"
        found=$(all_unfinished "$1") || exit 2
        [ -z "$found" ] || { printf '%s\n' "$found"; exit 1; }
        ;;
    record.1) day "$1" && record "$1" ;;
    archive.1) archive "$1" ;;
    check.1) check "$1" ;;
    status.0) status ;;
    *) usage ;;
esac
