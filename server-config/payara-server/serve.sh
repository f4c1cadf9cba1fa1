#!/bin/sh
# Runs Payara Server with Orra in the foreground: the start command of the image, and of a service manager.
#   PAYARA_HOME        the unpacked server, the folder that holds glassfish/
#   ORRA_EAR           the archive
#   JDBC_DRIVER        PostgreSQL's driver, a jar
#   DOMAIN_FOLDER      made at the first start; may be lost with the container
#   LISTEN_ADDRESS     where the API and the agents' health listen, 127.0.0.1 when not set
#   DATA_GRID_MEMBERS  host:port of all instances, with commas
#   DATA_GRID_ADDRESS  the interface of the data grid; 127.0.0.1, or the host's own when there are members
#   NAME_FILE          for a secret NAME: the file that holds its value
# and the settings of .env.example. TERM ends it in order.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
: "${PAYARA_HOME:?}" "${ORRA_EAR:?}" "${JDBC_DRIVER:?}" "${DOMAIN_FOLDER:?}"

# Settings whose value stands in a file. The value may not reach the process list or a log.
for name in MASTER_ENCRYPTION_KEY DATABASE_PASSWORD DATABASE_AGENT_PASSWORD DATABASE_OWNER_PASSWORD \
  MARKET_DATABASE_PASSWORD REDIS_URL ARTEMIS_PASSWORD PAYARA_ADMIN_PASSWORD CLERK_WEBHOOK_SECRET CLERK_SECRET_KEY \
  STRIPE_WEBHOOK_SECRET STRIPE_API_KEY N8N_WEBHOOK_AUTH_VALUE METRICS_TOKEN; do
  file=
  eval "file=\${${name}_FILE:-}"
  [ -n "$file" ] || continue
  [ -r "$file" ] || { echo "serve.sh: ${name}_FILE names no readable file" >&2; exit 1; }
  value=$(cat "$file")
  export "$name=$value"
  unset "${name}_FILE"
done
value=
unset value
: "${MASTER_ENCRYPTION_KEY:?is not set}" "${DATABASE_PASSWORD:?is not set}"

export API_PORT="${API_PORT:-8000}" AUTH_AGENT_PORT="${AUTH_AGENT_PORT:-8010}" TICKER_AGENT_PORT="${TICKER_AGENT_PORT:-8020}"
export NOTIFICATION_AGENT_PORT="${NOTIFICATION_AGENT_PORT:-8030}" ADMIN_PORT="${ADMIN_PORT:-4848}" DATA_GRID_PORT="${DATA_GRID_PORT:-4900}"

if [ -n "${DATA_GRID_MEMBERS:-}" ]; then
  # The others must reach it: the container's own address.
  grid=${DATA_GRID_ADDRESS:-$(hostname -i | cut -d' ' -f1)}
else
  grid=${DATA_GRID_ADDRESS:-127.0.0.1}
fi
export DATA_GRID_MEMBERS="${DATA_GRID_MEMBERS:-$grid:$DATA_GRID_PORT}"

asadmin() {
  java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar "$PAYARA_HOME/glassfish/lib/client/appserver-cli.jar" \
    --interactive=false --user admin "$@"
}

domain=$DOMAIN_FOLDER/orra
umask 077
if [ ! -d "$domain" ]; then
  rm -rf "$domain.new"
  mkdir -p "$DOMAIN_FOLDER"
  cp -R "$PAYARA_HOME/glassfish/domains/domain1" "$domain.new"
  cp "$JDBC_DRIVER" "$domain.new/lib/postgresql.jar"
  # A password that nobody knows unless PAYARA_ADMIN_PASSWORD is set: the console is for loopback alone anyway.
  password=${PAYARA_ADMIN_PASSWORD:-$(head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n')}
  printf 'AS_ADMIN_PASSWORD=\nAS_ADMIN_NEWPASSWORD=%s\n' "$password" >"$DOMAIN_FOLDER/password.change"
  asadmin --passwordfile "$DOMAIN_FOLDER/password.change" change-admin-password \
    --domaindir "$DOMAIN_FOLDER" --domain_name orra.new >/dev/null
  rm -f "$DOMAIN_FOLDER/password.change"
  mv "$domain.new" "$domain"
  first=true
else
  first=false
fi
unset PAYARA_ADMIN_PASSWORD password

preboot=$DOMAIN_FOLDER/preboot.asadmin
postboot=$DOMAIN_FOLDER/postboot.asadmin
listen=${LISTEN_ADDRESS:-127.0.0.1}
{
  if [ "$first" = true ]; then cat "$here/preboot.asadmin" "$here/pools.asadmin" "$here/server.asadmin"; fi
  for listener in http-listener-1 orra-auth-agent orra-ticker-agent orra-notification-agent; do
    echo "set configs.config.server-config.network-config.network-listeners.network-listener.$listener.address=$listen"
  done
  echo "set hazelcast-runtime-configuration.interface=$grid"
  echo "set hazelcast-runtime-configuration.das-bind-address=$grid"
  echo "set hazelcast-runtime-configuration.das-public-address=$grid"
} >"$preboot"
echo "deploy --force=true --name orra $ORRA_EAR" >"$postboot"

# The command that asadmin would run, run by itself: it gets the signals, and its end is the container's.
# The server's agent for request tracing stays out; options come before the main class.
asadmin start-domain --domaindir "$DOMAIN_FOLDER" --dry-run orra |
  sed -n '\#^/#,/^$/p' | sed -e '/^$/d' -e '/^-javaagent:/d' >"$DOMAIN_FOLDER/command"
[ -s "$DOMAIN_FOLDER/command" ] || { echo "serve.sh: asadmin does not tell the server's command line" >&2; exit 1; }
set --
read_stdin=false
while IFS= read -r argument; do
  if [ "$argument" = com.sun.enterprise.glassfish.bootstrap.ASMain ]; then
    while IFS= read -r option; do
      case $option in '' | '#'*) ;; *) set -- "$@" "$option" ;; esac
    done <"$here/jvm-options"
    for option in ${PAYARA_JVM_OPTIONS:--Xmx1g}; do set -- "$@" "$option"; done
  fi
  # There is no password to read: the server must not wait for one.
  if [ "$read_stdin" = true ]; then argument=false; fi
  if [ "$argument" = -read-stdin ]; then read_stdin=true; else read_stdin=false; fi
  set -- "$@" "$argument"
done <"$DOMAIN_FOLDER/command"
set -- "$@" -prebootcommandfile "$preboot" -postbootcommandfile "$postboot"
# Whatever it is told, the server reads a line of its input before it starts.
[ "${DRAIN_SECONDS:-0}" -gt 0 ] || exec "$@" </dev/null

# TERM: not ready from now on, and so long for the balancer to see it and for what is under way; then the server's end.
export DRAIN_FILE="${DRAIN_FILE:-$DOMAIN_FOLDER/draining}"
rm -f "$DRAIN_FILE"
"$@" </dev/null &
server=$!
trap ': >"$DRAIN_FILE"; sleep "$DRAIN_SECONDS"; kill -TERM "$server"' TERM INT
code=0
while kill -0 "$server" 2>/dev/null; do
  code=0
  wait "$server" || code=$?
done
exit "$code"
