#!/bin/sh
# Runs the small node for agents in the foreground: Payara Micro with the same modules in a WAR, in the data grid of the
# other instances.
#   PAYARA_MICRO       payara-micro.jar
#   ORRA_WAR           orra-micro.war
#   ORRA_ADAPTER       artemis-rar.rar of the same build
#   JDBC_DRIVER        PostgreSQL's driver, a jar
#   NODE_FOLDER        made at the start; may be lost
#   NODE_PORT          where it answers, 8080 when not set
#   NODE_ADDRESS       the interface that it listens on, 127.0.0.1 when not set
#   DATA_GRID_MEMBERS  host:port of the other instances, with commas; DATA_GRID_PORT its own, 4910 when not set
# and the settings of .env.example. What TICKER_AGENT_PORT, AUTH_AGENT_PORT or NOTIFICATION_AGENT_PORT say is NODE_PORT
# answers that agent's /health and /ready; else it answers as the API's port does.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
: "${PAYARA_MICRO:?}" "${ORRA_WAR:?}" "${ORRA_ADAPTER:?}" "${JDBC_DRIVER:?}" "${NODE_FOLDER:?}" "${DATA_GRID_MEMBERS:?}"
: "${MASTER_ENCRYPTION_KEY:?is not set}" "${DATABASE_PASSWORD:?is not set}"

export ORRA_ROLES="${ORRA_ROLES:-auth,ticker,notification}"
address=${NODE_ADDRESS:-127.0.0.1}
umask 077
mkdir -p "$NODE_FOLDER"
{
  sed "s/127\.0\.0\.1/$address/" "$here/preboot.asadmin"
  cat "$here/../payara-server/pools.asadmin"
} >"$NODE_FOLDER/preboot.asadmin"
# Before the application, which needs it.
echo "deploy --name artemis-rar $ORRA_ADAPTER" >"$NODE_FOLDER/postboot.asadmin"

set --
while IFS= read -r option; do
  case $option in '' | '#'*) ;; *) set -- "$@" "$option" ;; esac
done <"$here/../payara-server/jvm-options"
for option in ${PAYARA_JVM_OPTIONS:--Xmx512m}; do set -- "$@" "$option"; done
set -- "$@" -jar "$PAYARA_MICRO" --port "${NODE_PORT:-8080}" --startport "${DATA_GRID_PORT:-4910}" \
  --interfaces "$address" --clustermode "tcpip:$DATA_GRID_MEMBERS" --rootdir "$NODE_FOLDER/runtime" --contextroot / --addlibs "$JDBC_DRIVER" \
  --prebootcommandfile "$NODE_FOLDER/preboot.asadmin" --postbootcommandfile "$NODE_FOLDER/postboot.asadmin"
exec java "$@" --deploy "$ORRA_WAR"
