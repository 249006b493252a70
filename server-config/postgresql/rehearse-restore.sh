#!/bin/sh
# Restores a backup into a copy, up to a point in time, and proves the books in it. Changes nothing but the copy, which it removes.
#
#   rehearse-restore.sh BACKUP ARCHIVE [TIME]
#
# BACKUP   folder that pg_basebackup made: with base.tar or base.tar.gz (--format=tar), or plain
# ARCHIVE  folder to which archive_command copies the WAL; - for none: with CREDITS_RESTORE_COMMAND, or with the WAL in the backup alone
# TIME     the point in time, with its zone, as in '2026-11-30 14:05:00+00'; without it, the end of the archive
#
# CREDITS_RESTORE_COMMAND  restore_command, if the archive is no folder of plain files
# CREDITS_RESTORE_FOLDER   where the copy goes; /var/tmp if not set. It needs room for the database and its WAL
# CREDITS_RESTORE_SECONDS  how long the replay of the WAL may take; 86400 if not set
# CREDITS_RESTORE_DATABASE name of the database; credits if not set
# CREDITS_RESTORE_USER     name of a superuser; postgres if not set
# CREDITS_RESTORE_KEEP     true: leaves the copy and its server, and says how to reach it
# CREDITS_CHECKS           folder of the checks; sql/checks of this project if not set
# CREDITS_CHECKPOINT_PUBLIC_KEY_FILE  public key of the checkpoints; without it their signature is not verified
# PG_BIN                   folder of PostgreSQL's programs, of the backup's major version; the one of pg_ctl if not set
#
# Ends with
#   0  the copy was restored and the books in it are right
#   1  the copy was restored and the books in it are wrong: the lines that begin with FAILED
#   2  the backup could not be restored: the reason is on standard error
# Needs a POSIX shell and PostgreSQL's server programs; for signatures OpenSSL. Not to be run as root, which PostgreSQL refuses.
# The times of the checks are those of the point to which was restored, not of the rehearsal.

set -u

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
checks=${CREDITS_CHECKS:-$here/../../sql/checks}
failures=0

say() {
    printf '%s\n' "$*"
}

fail() {
    printf '%s\n' "$*" >&2
    exit 2
}

failed() {
    failures=$((failures + 1))
    say "FAILED  $*"
}

case $# in
    2 | 3) ;;
    *)
        sed -n '2,8s/^# \{0,1\}//p' "$0" >&2
        exit 2
        ;;
esac
backup=$1
archive=$2
time=${3-}
[ "$(id -u)" != 0 ] || fail 'Run this as another user than root, as the one whom PostgreSQL runs as.'
bin=${PG_BIN:-$(dirname "$(command -v pg_ctl || echo /missing/pg_ctl)")}
for program in pg_ctl postgres psql pg_isready pg_verifybackup pg_controldata; do
    [ -x "$bin/$program" ] || fail "There is no $program in $bin: set PG_BIN to the folder of PostgreSQL's programs."
done
[ -n "$(find "$checks/" -name '*.sql' 2> /dev/null)" ] || fail "There are no checks in $checks: set CREDITS_CHECKS."
case $time in
    '' | *[+-][0-9][0-9] | *[+-][0-9][0-9]:[0-9][0-9] | *[+-][0-9][0-9][0-9][0-9] | *Z) ;;
    *) fail "The time needs a zone, as in '2026-11-30 14:05:00+00'." ;;
esac
case $time$archive in *\'* | *\\* | *\%*) fail 'Neither time nor archive may have a quote, a backslash or a per cent sign.' ;; esac
if [ "$archive" = - ]; then
    restore_command=${CREDITS_RESTORE_COMMAND:-false}
else
    [ -d "$archive" ] || fail "The archive $archive is no folder."
    restore_command="cp \"$(CDPATH='' cd -- "$archive" && pwd)/%f\" \"%p\""
fi

# What is left when this ends, in whatever way.
work=$(mktemp -d "${CREDITS_RESTORE_FOLDER:-/var/tmp}/credits-restore.XXXXXX") || fail 'No folder for the copy.'
socket=$(mktemp -d /tmp/credits.XXXXXX) || fail 'No folder for the socket.'
copy=$work/data
finish() {
    if [ "${CREDITS_RESTORE_KEEP:-false}" != true ]; then
        [ ! -f "$copy/postmaster.pid" ] || "$bin/pg_ctl" stop -s -w -m immediate -D "$copy" > /dev/null 2>&1
        rm -rf "$work" "$socket"
    fi
}
trap finish EXIT
trap 'exit 2' HUP INT TERM

# The copy

# unpack NAME FOLDER: NAME.tar or NAME.tar.gz of the backup, if there is one.
unpack() {
    if [ -f "$backup/$1.tar.gz" ]; then
        gzip -dc "$backup/$1.tar.gz" | tar -xof - -C "$2" || fail "$1.tar.gz could not be unpacked."
    elif [ -f "$backup/$1.tar" ]; then
        tar -xof "$backup/$1.tar" -C "$2" || fail "$1.tar could not be unpacked."
    fi
}

mkdir -m 700 "$copy"
if [ -f "$backup/PG_VERSION" ]; then
    cp -R "$backup/." "$copy" || fail 'The backup could not be copied.'
else
    [ -f "$backup/base.tar" ] || [ -f "$backup/base.tar.gz" ] || fail "$backup has neither PG_VERSION nor base.tar or base.tar.gz."
    [ "$(find "$backup/" -maxdepth 1 -name '[0-9]*.tar*')" = '' ] || fail 'The backup has tablespaces, which this does not restore.'
    unpack base "$copy"
    mkdir -p -m 700 "$copy/pg_wal"
    unpack pg_wal "$copy/pg_wal"
    [ ! -f "$backup/backup_manifest" ] || cp "$backup/backup_manifest" "$copy"
fi
chmod 700 "$copy"
[ "$(find "$copy" -type l)" = '' ] || fail 'The backup has symbolic links, so tablespaces or WAL elsewhere, which this does not restore.'
[ -f "$copy/backup_label" ] || fail 'The backup has no backup_label: it was not made by pg_basebackup.'
version=$(cat "$copy/PG_VERSION")
ours=$("$bin/postgres" --version | sed 's/^[^0-9]*\([0-9]*\).*/\1/')
[ "$version" = "$ours" ] || fail "The backup is PostgreSQL $version's, and the programs in $bin are $ours's: set PG_BIN."
rm -f "$copy/standby.signal" "$copy/recovery.signal"
"$bin/pg_verifybackup" -q -n "$copy" || fail 'The files of the backup are not those of its manifest.'
say "Backup of $(sed -n 's/^START TIME: //p' "$copy/backup_label"), PostgreSQL $version: its files are those of its manifest"

# Nothing of the configuration that came along may reach out: no archive, no replicas, no listener, no libraries.
: > "$copy/postgresql.auto.conf"
printf 'local all all trust\n' > "$work/hba.conf"
{
    printf "%s = '%s'\n" data_directory "$copy" hba_file "$work/hba.conf" unix_socket_directories "$socket" listen_addresses '' \
        restore_command "$(printf '%s' "$restore_command" | sed "s/'/''/g")" recovery_target_action promote \
        recovery_target_time "$time" log_timezone UTC timezone UTC
    printf '%s = %s\n' port 5432 archive_mode off hot_standby off fsync off logging_collector off log_checkpoints off
    "$bin/pg_controldata" "$copy" | sed -n 's/^\(max_[a-z_]*\) setting: *\([0-9]*\)$/\1 = \2/; s/_xact\(s\{0,1\}\) /_transaction\1 /; s/^max_.* = .*/&/p'
} > "$work/postgresql.conf"
: > "$copy/recovery.signal"

sql() {
    "$bin/psql" -X -qAt -v ON_ERROR_STOP=1 -h "$socket" -p 5432 -U "${CREDITS_RESTORE_USER:-postgres}" \
        -d "${CREDITS_RESTORE_DATABASE:-credits}" "$@"
}

not_restored() {
    grep -E 'LOG: +(unrecognized|invalid)|FATAL|ERROR|PANIC|HINT' "$work/postgresql.log" | grep -v 'not accepting connections' >&2
    if grep -q 'before configured recovery target' "$work/postgresql.log"; then
        fail 'The archive ends before that time: nothing that it has was committed later, so its end may be what is wanted (no TIME).'
    fi
    fail "$1"
}

# It is accepted as started when it reads its first WAL, and takes connections when it has read the last.
seconds=${CREDITS_RESTORE_SECONDS:-86400}
"$bin/pg_ctl" start -s -w -t "$seconds" -D "$copy" -l "$work/postgresql.log" -o "-c config_file=$work/postgresql.conf" > /dev/null 2>&1 \
    || not_restored 'PostgreSQL could not restore it.'
until "$bin/pg_isready" -q -h "$socket" -p 5432; do
    "$bin/pg_ctl" status -s -D "$copy" > /dev/null || not_restored 'PostgreSQL could not restore it.'
    [ "$seconds" -gt 0 ] || not_restored 'The replay of the WAL takes longer than CREDITS_RESTORE_SECONDS.'
    seconds=$((seconds - 1))
    sleep 1
done
if [ -z "$time" ] && [ "$archive" != - ]; then
    newest=$(find "$archive/" -name '????????????????????????' ! -name '*[!0-9A-F]*' | sed 's|.*/||' | sort | tail -n 1)
    [ -n "$newest" ] || fail "There is no WAL in the archive $archive."
    last=$(sed -n 's/.*restored log file "\([0-9A-F]\{24\}\)" from archive.*/\1/p' "$work/postgresql.log" | tail -n 1)
    [ "$newest" = "$last" ] || fail "The archive has a gap: after ${last:-the backup} comes $newest, and nothing between could be read."
fi
point=$(sql -c "SELECT coalesce(pg_last_xact_replay_timestamp(), (SELECT max(at) FROM entry), now())") \
    || fail "The database cannot be read: set CREDITS_RESTORE_DATABASE and CREDITS_RESTORE_USER."
say "Restored to ${time:-the end of the archive}; the last transaction is of $point"
sql -F ' ' -c "SELECT 'Schema V' || (SELECT max(version) FROM flyway_schema_history WHERE success) || ', '
    || (SELECT count(*) FROM account) || ' accounts, ' || (SELECT count(*) FROM entry) || ' entries, the last one of '
    || coalesce((SELECT max(at)::text FROM entry), 'no time') || ', ' || (SELECT count(*) FROM hold WHERE state = 'OPEN') || ' open holds, '
    || (SELECT count(*) FROM outbox) || ' messages in the outbox'" || fail 'This is no database of the service.'

# The checks

held=0
for check in "$checks"/*.sql; do
    name=$(basename "$check" .sql)
    # Rolled back: the copy stays as it was restored.
    if ! rows=$(sql -F ' ' -c BEGIN -c "CREATE OR REPLACE FUNCTION credits_now() RETURNS timestamptz LANGUAGE sql STABLE
            RETURN timestamptz '$point' + (SELECT ahead_microseconds FROM clock) * interval '1 microsecond'" \
        -f "$check" -c ROLLBACK 2>&1); then
        failed "check $name cannot be run: $(printf '%s' "$rows" | head -n 1)"
    elif [ -n "$rows" ]; then
        failed "check $name: $(printf '%s\n' "$rows" | wc -l) rows, such as $(printf '%s' "$rows" | head -n 1)"
    else
        held=$((held + 1))
    fi
done
say "$held checks hold"

# The verifier

broken=$(sql -F ' ' -c "SELECT v.account_id, v.sequence, v.difference
    FROM account a, verify_chain(ARRAY[a.id], ARRAY[0::bigint], ARRAY[a.sequence]) v") || failed 'the histories cannot be verified'
if [ -n "$broken" ]; then
    failed "verifier: $(printf '%s\n' "$broken" | wc -l) histories are broken, such as account, entry, difference: $(printf '%s' "$broken" | head -n 1)"
else
    say 'Every history was recomputed from its first entry: numbers, balances and hashes are right'
fi
days=$(sql -F ' ' -c "
    SELECT day FROM (
        SELECT c.day, c.digest, sha256(convert_to(
                   coalesce((SELECT string_agg(concat_ws('|', h.account_id, h.team_id, h.kind, h.previous_sequence, h.sequence,
                                                         h.balance_units, encode(h.hash, 'hex')) || E'\n', '' ORDER BY h.account_id)
                               FROM checkpoint_head h WHERE h.day = c.day), '')
                || concat_ws('|', 'checkpoint', c.day, (extract(epoch FROM c.taken_at) * 1000000)::bigint,
                             encode(c.previous, 'hex'), c.accounts, c.entries) || E'\n', 'UTF8')) AS computed
          FROM checkpoint c) AS c
     WHERE computed <> digest ORDER BY day") || failed 'the checkpoints cannot be verified'
[ -z "$days" ] || failed "verifier: the digest of the checkpoint of $(printf '%s' "$days" | head -n 1) is not that of its content"
last=$(sql -F ' ' -c "SELECT day, encode(digest, 'hex'), coalesce(encode(signature, 'base64'), '-') FROM checkpoint ORDER BY day DESC LIMIT 1" \
    | tr -d '\n')

signed() {
    awk -v file="$work/key" '/BEGIN PUBLIC KEY/ { n++ } n { print > (file n) }' "$CREDITS_CHECKPOINT_PUBLIC_KEY_FILE"
    printf '%s' "AI Credits checkpoint ${last%% *} $digest" > "$work/text"
    printf '%s' "$signature" | openssl base64 -d -A > "$work/signature"
    for key in "$work"/key*; do
        openssl pkeyutl -verify -rawin -pubin -inkey "$key" -sigfile "$work/signature" -in "$work/text" > /dev/null 2>&1 && return 0
    done
    return 1
}

if [ -z "$last" ]; then
    say 'There are no checkpoints'
else
    digest=$(printf '%s' "$last" | cut -d ' ' -f 2)
    signature=$(printf '%s' "$last" | cut -d ' ' -f 3)
    say "The last checkpoint is that of ${last%% *}, digest $digest: compare it with the one that you keep elsewhere"
    if [ -z "${CREDITS_CHECKPOINT_PUBLIC_KEY_FILE:-}" ]; then
        say 'Its signature was not verified: CREDITS_CHECKPOINT_PUBLIC_KEY_FILE is not set'
    elif [ "$signature" = - ]; then
        failed 'the last checkpoint is not signed'
    elif signed; then
        say 'Its signature is right'
    else
        failed 'the signature of the last checkpoint is wrong'
    fi
fi

if [ "${CREDITS_RESTORE_KEEP:-false}" = true ]; then
    say "The copy runs: psql -h $socket -U ${CREDITS_RESTORE_USER:-postgres} ${CREDITS_RESTORE_DATABASE:-credits}"
    say "This ends it: $bin/pg_ctl stop -D $copy; rm -r $work $socket"
fi
if [ "$failures" -gt 0 ]; then
    say "The books in this backup are WRONG: $failures failures"
    exit 1
fi
say 'The books in this backup are right'
