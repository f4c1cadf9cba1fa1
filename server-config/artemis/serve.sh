#!/bin/sh
# Runs the broker with Orra's queues in the foreground: the start command of its image. TERM ends it in order.
#   ARTEMIS_USER, ARTEMIS_PASSWORD or ARTEMIS_PASSWORD_FILE
#   ARTEMIS_HA         primary or backup, the two sharing one data folder; not set: alone
#   ARTEMIS_NODE       in a pair: host:port under which the other one reaches this one
#   ARTEMIS_PEER       in a pair: host:port of the other one
set -eu
if [ -n "${ARTEMIS_PASSWORD_FILE:-}" ]; then
  ARTEMIS_PASSWORD=$(cat "$ARTEMIS_PASSWORD_FILE")
  export ARTEMIS_PASSWORD
  unset ARTEMIS_PASSWORD_FILE
fi
: "${ARTEMIS_PASSWORD:?is not set}"
export ARTEMIS_USER="${ARTEMIS_USER:-orra}"
# shellcheck disable=SC2086 # several options
exec java -XX:+UseSerialGC ${ARTEMIS_JVM_OPTIONS:--Xmx512m} \
  -Dorra.artemis.host="${LISTEN_ADDRESS:-0.0.0.0}" -Dorra.artemis.port=61616 -Dorra.artemis.data=/var/lib/artemis \
  -cp "/opt/orra/orra-launcher.jar:/opt/orra/lib/*" io.orra.launcher.artemis.ArtemisMain
