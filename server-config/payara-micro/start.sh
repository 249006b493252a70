#!/bin/sh
# Starts a server on Payara Micro, in a folder that has payara-micro.jar, credits.war, artemis.rar and lib. What it is told is in the
# environment, see settings.properties. Arguments are passed on to Payara Micro.
set -eu
umask 077
config=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
# shellcheck source=secrets.sh
. "$config/secrets.sh"
# What post-boot.txt puts into domain.xml instead of the password.
# shellcheck disable=SC2016
export CREDITS_BROKER_PASSWORD_REFERENCE='${ENV=CREDITS_BROKER_PASSWORD:}'
folder=${CREDITS_SERVER_FOLDER:-/var/lib/credits}
export CREDITS_RAR="${CREDITS_RAR:-artemis.rar}"
[ -n "${CREDITS_DB_LEDGER_URL:-}" ] || export CREDITS_DB_LEDGER_URL="$CREDITS_DB_URL"
[ -n "${CREDITS_DB_BATCH_URL:-}" ] || export CREDITS_DB_BATCH_URL="$CREDITS_DB_URL"

# What an earlier server deployed. It holds nothing else.
rm -rf "$folder/root" "$folder/tmp"
mkdir -p "$folder/tmp"

java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
# From JDK 24 on it otherwise writes eight lines about Netty into the log at each start, which are no JSON. Older ones refuse the options.
quiet='--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow'
# shellcheck disable=SC2086
"$java" $quiet -version > /dev/null 2>&1 || quiet=

# The options are several words.
# shellcheck disable=SC2086
exec "$java" $quiet ${CREDITS_SERVER_JAVA_OPTIONS:--Xmx1g -XX:+UseG1GC -XX:+ExitOnOutOfMemoryError} \
    -Djava.io.tmpdir="$folder/tmp" -jar payara-micro.jar --nocluster --disablephonehome \
    --rootdir "$folder/root" --addlibs lib \
    --systemproperties "$config/system.properties" --logproperties "$config/logging-${CREDITS_LOG_FORMAT:-text}.properties" \
    --prebootcommandfile "$config/pre-boot.txt" --postbootcommandfile "$config/post-boot.txt" \
    --postdeploycommandfile "$config/post-deploy.txt" \
    --deploy "${CREDITS_WAR:-credits.war}" --contextroot / "$@"
