# A shell session with a service started by `mvn -Prun`, for the handbook's commands. Needs bash and curl:
#
#   . docs/session.sh
#
# $CREDITS_URL is the service and $api its API. $SERVICE, $ADMIN and $OWNER are bearer tokens: the product itself, an operator
# (SUPER_ADMIN) and Olga, who owns the team $team. Tokens last 12 hours.
#
#   call TOKEN [curl's options] URL   sends a request and prints the answer
#   field NAME                        prints a text field of the latest answer
#
# $today and $tomorrow are days, $month and $next_month are months, all in UTC.

export CREDITS_URL=http://127.0.0.1:8080
api=$CREDITS_URL/api/v1
team=0190a000-0000-7000-8000-0000000000aa
owner=0190a000-0000-7000-8000-000000000001

token() {
    curl -s "$CREDITS_URL/dev/tokens" -H 'Content-Type: application/json' -d "$1" | sed 's/.*"token":"\([^"]*\)".*/\1/'
}

SERVICE=$(token '{"userId":"0190a000-0000-7000-8000-000000000009","name":"Host","roles":["SERVICE"]}')
ADMIN=$(token '{"userId":"0190a000-0000-7000-8000-000000000008","name":"Ada","roles":["SUPER_ADMIN"]}')
OWNER=$(token '{"userId":"'$owner'","name":"Olga"}')

call() {
    answer=$(curl -s -H "Authorization: Bearer $1" -H 'Content-Type: application/json' \
        -H "Idempotency-Key: $RANDOM$RANDOM$RANDOM" "${@:2}")
    printf '%s\n' "$answer"
}

field() {
    printf '%s\n' "$answer" | grep -o "\"$1\":\"[^\"]*\"" | head -n 1 | cut -d '"' -f 4
}

today=$(date -u +%Y-%m-%d)
tomorrow=$(date -u -d tomorrow +%Y-%m-%d 2> /dev/null || date -u -v+1d +%Y-%m-%d)
month=${today%-*}
next_month=$(date -u -d "$month-01 + 1 month" +%Y-%m 2> /dev/null || date -u -v1d -v+1m +%Y-%m)
