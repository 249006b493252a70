#!/bin/sh
# Reconciliation from the command line.
#
#   reconcile.sh import PROVIDER FORMAT FILE [SUPERSEDES]
#                                              sends an invoice file and waits until it is imported; SUPERSEDES is NONE, or ids of
#                                              imports, parted by commas, whose place it takes
#   reconcile.sh run FROM TO [PROVIDER]        reconciles the days from FROM until before TO (UTC) and waits
#   reconcile.sh wait RUN                      waits until a run has ended
#   reconcile.sh stop RUN REASON               has a run end after the piece of work in hand, and waits
#   reconcile.sh restart RUN REASON            goes on with a run that was stopped or has failed, and waits
#   reconcile.sh abandon RUN REASON            gives up a run that was stopped or has failed, for good
#   reconcile.sh status [RUN]                  a run and its steps, or the latest runs
#   reconcile.sh breaks RUN [CAUSE]            the breaks of a run, one a line, fields separated by tabs
#   reconcile.sh report RUN [json|csv]         the report of a run
#
# CREDITS_URL    address of the service; http://127.0.0.1:8080 if not set
# CREDITS_TOKEN  bearer token of a SUPER_ADMIN; curl gets it on its standard input, so that no list of processes shows it
#
# Ends with
#   0  all is well: of stop, that the run is STOPPED; of abandon, that it is ABANDONED; of status, that the service has answered
#   1  the run has found breaks, or rows of the file were refused
#   2  something failed: the service, the file, or the run. The reason is on standard error
#   3  the run was stopped or abandoned before its end; of stop, the run had ended before it could be stopped
#   4  the run is COMPLETED_WITH_FAILURES: some providers failed, which are named; the others are reconciled, with breaks or without
# It retries for a while if the service is unavailable; nothing is done twice by that.
# Needs a POSIX shell and curl (7.61 or newer).

set -u

url=${CREDITS_URL:-http://127.0.0.1:8080}/api/v1/reconciliation
seconds_between_looks=2

fail() {
    printf '%s\n' "$*" >&2
    exit 2
}

usage() {
    sed -n '3,14s/^# \{0,1\}//p' "$0" >&2
    exit 2
}

# request METHOD PATH [curl's options]: the answer's body; without an answer of success, the reason, and 2.
request() {
    method=$1
    path=$2
    shift 2
    answer=$(printf 'header = "Authorization: Bearer %s"\n' "$CREDITS_TOKEN" \
        | curl -K - --silent --show-error --request "$method" --connect-timeout 5 --retry 5 --retry-connrefused \
            --header 'Expect:' --write-out '\n%{http_code}' "$@" "$url$path") || return 2
    http=$(printf '%s\n' "$answer" | tail -n 1)
    body=$(printf '%s\n' "$answer" | sed '$d')
    case $http in
        2??) printf '%s\n' "$body" ;;
        *)
            reason=$(printf '%s' "$body" | string detail)
            printf 'The service answered %s: %s\n' "$http" "${reason:-$body}" >&2
            return 2
            ;;
    esac
}

# A field of the JSON on standard input: a text as it is written there, or a number, true or false. Nothing for null.
string() {
    tr -d '\n' | sed -n 's/.*"'"$1"'" *: *"\(\([^"\\]\|\\.\)*\)".*/\1/p'
}

bare() {
    tr -d '\n' | sed -n 's/.*"'"$1"'" *: *\([-0-9.a-z]*\)[^-0-9.a-z].*/\1/p' | sed 's/^null$//'
}

# The objects of a list, one a line; each begins with the field that is named. Quotes inside of texts are escaped, so no text
# looks like that.
objects() {
    tr -d '\n' | awk -v field="$1" '{ gsub("[{]\"" field "\" *:", "\n&"); print }' | sed '1d'
}

# The run itself, without its steps and all that follows: what it came to.
head_of() {
    tr -d '\n' | sed 's/"steps" *:.*//'
}

encoded() {
    case $1 in
        *[!A-Za-z0-9._-]*) printf '%s' "$1" | od -An -v -tx1 | tr -d ' \n' | sed 's/../%&/g' ;;
        *) printf '%s' "$1" ;;
    esac
}

new_key() {
    od -An -v -N 16 -tx1 /dev/urandom | tr -d ' \n'
}

steps() {
    printf '%s' "$1" | sed -n 's/.*"steps" *: *\[\([^]]*\)\].*/\1/p' | objects step | while read -r step; do
        expected=$(printf '%s' "$step" | bare rowsExpected)
        printf '%-10s %-10s %s%s rows\n' "$(printf '%s' "$step" | string step)" "$(printf '%s' "$step" | string status)" \
            "$(printf '%s' "$step" | bare rowsDone)" "${expected:+ of $expected}"
    done
}

summary() {
    run=$(printf '%s' "$1" | head_of)
    provider=$(printf '%s' "$run" | string provider)
    printf '%s  %s to %s  %s  %s  breaks %s  variance %s\n' "$(printf '%s' "$run" | string runId)" \
        "$(printf '%s' "$run" | string from)" "$(printf '%s' "$run" | string to)" \
        "${provider:-all providers}" "$(printf '%s' "$run" | string status)" \
        "$(printf '%s' "$1" | bare breaks)" "$(printf '%s' "$1" | string variance)"
    printf '%s' "$1" | sed 's/.*"failures" *: *\[//; s/"actions" *:.*//' | objects provider | while read -r failed; do
        printf '  %s failed: %s\n' "$(printf '%s' "$failed" | string provider)" "$(printf '%s' "$failed" | string problem)"
    done
}

import_file() {
    [ -r "$3" ] || fail "The file $3 cannot be read."
    case $3 in
        *.json) type=application/json ;;
        *.gz) type=application/gzip ;;
        *.zip) type=application/zip ;;
        *) type=text/csv ;;
    esac
    found=$(request POST "/invoices?provider=$(encoded "$1")&format=$(encoded "$2")&fileName=$(encoded "$(basename "$3")")${4:+&supersedes=$(encoded "$4")}" \
        --header "Content-Type: $type" --header "Idempotency-Key: $(new_key)" --upload-file "$3") || exit 2
    id=$(printf '%s' "$found" | string importId)
    while status=$(printf '%s' "$found" | sed 's/"refusedRows".*//' | string status) && [ "${status:-LOADING}" = LOADING ]; do
        sleep "$seconds_between_looks"
        found=$(request GET "/invoices/$id") || exit 2
    done
    refused=$(printf '%s' "$found" | bare refused)
    printf '%s  %s: %s rows imported, %s refused\n' "$id" "$status" "$(printf '%s' "$found" | bare accepted)" "$refused"
    printf '%s' "$found" | objects line | while read -r row; do
        printf 'line %s: %s\n' "$(printf '%s' "$row" | bare line)" "$(printf '%s' "$row" | string reason)"
    done
    case $status in
        IMPORTED | DUPLICATE | SUPERSEDED) [ "${refused:-0}" = 0 ] || exit 1 ;;
        *) fail "The file was not imported: $(printf '%s' "$found" | sed 's/"refusedRows".*//' | string reason)" ;;
    esac
}

run() {
    provider=${3:+,\"provider\":\"$3\"}
    case "$1$2${3-}" in *[!A-Z0-9_.-]*) fail 'Days are as in 2026-10-01, providers as in OPENAI.' ;; esac
    started=$(request POST /runs --header 'Content-Type: application/json' --header "Idempotency-Key: $(new_key)" \
        --data "{\"from\":\"$1\",\"to\":\"$2\"$provider}") || exit 2
    id=$(printf '%s' "$started" | head_of | string runId)
    printf 'Run %s\n' "$id"
    wait_for "$id"
}

# Shows the progress of a run until it has ended, and then what it came to.
await() {
    told=
    while :; do
        found=$(request GET "/runs/$(encoded "$1")") || exit 2
        now=$(steps "$found")
        [ "$now" = "$told" ] || printf '%s\n' "$now"
        told=$now
        [ -z "$(printf '%s' "$found" | head_of | string endedAt)" ] || break
        sleep "$seconds_between_looks"
    done
    summary "$found"
    status=$(printf '%s' "$found" | head_of | string status)
}

wait_for() {
    await "$1"
    case $status in
        COMPLETED) [ "$(printf '%s' "$found" | bare breaks)" = 0 ] || exit 1 ;;
        COMPLETED_WITH_FAILURES) exit 4 ;;
        STOPPED | ABANDONED) exit 3 ;;
        *) fail "The run is $status: $(printf '%s' "$found" | head_of | string problem)" ;;
    esac
}

# act VERB RUN REASON
act() {
    reason=$(printf '%s' "$3" | tr '\n\t' '  ' | sed 's/["\\]/\\&/g')
    acted=$(request POST "/runs/$(encoded "$2")/$1" --header 'Content-Type: application/json' --data "{\"reason\":\"$reason\"}") || exit 2
}

stop() {
    act stop "$@"
    await "$1"
    [ "$status" = STOPPED ] || exit 3
}

restart() {
    act restart "$@"
    wait_for "$1"
}

abandon() {
    act abandon "$@"
    summary "$acted"
}

status() {
    if [ $# -eq 1 ]; then
        found=$(request GET "/runs/$(encoded "$1")") || exit 2
        summary "$found"
        steps "$found"
    else
        found=$(request GET /runs) || exit 2
        printf '%s' "$found" | objects runId | while read -r each; do summary "$each"; done
    fi
}

breaks() {
    cursor=
    while :; do
        found=$(request GET "/runs/$(encoded "$1")/breaks?limit=100${2:+&cause=$(encoded "$2")}${cursor:+&cursor=$(encoded "$cursor")}") || exit 2
        printf '%s' "$found" | objects breakId | while read -r each; do
            line=$(printf '%s' "$each" | string breakId)
            for name in cause state provider day recordedCost billedCost variance unit owner; do
                line="$line	$(printf '%s' "$each" | string $name)"
            done
            printf '%s\n' "$line"
        done
        cursor=$(printf '%s' "$found" | string nextCursor)
        [ -n "$cursor" ] || break
    done
}

report() {
    case ${2:-json} in
        json) type=application/json ;;
        csv) type=text/csv ;;
        *) usage ;;
    esac
    request GET "/runs/$(encoded "$1")/report" --header "Accept: $type" || exit 2
}

[ $# -ge 1 ] || usage
command=$1
shift
case ${CREDITS_TOKEN:-} in
    '') fail 'CREDITS_TOKEN is not set.' ;;
    *[!A-Za-z0-9._~+/=-]*) fail 'CREDITS_TOKEN is not a bearer token.' ;;
esac
case $command.$# in
    import.3 | import.4) import_file "$@" ;;
    run.2 | run.3) run "$@" ;;
    wait.1) wait_for "$@" ;;
    stop.2) stop "$@" ;;
    restart.2) restart "$@" ;;
    abandon.2) abandon "$@" ;;
    status.0 | status.1) status "$@" ;;
    breaks.1 | breaks.2) breaks "$@" ;;
    report.1 | report.2) report "$@" ;;
    *) usage ;;
esac
