#!/usr/bin/env bash
# Installs Orra on a Payara Server 6 that is there already. Can be run again: it changes what differs.
#   install.sh --payara FOLDER --domain NAME [--domaindir FOLDER] [--settings FILE] [--no-secure-admin]
#   --payara           the server's folder, the one that holds glassfish/
#   --domain           made when there is none
#   --domaindir        where the domain's folder stands; default: the server's own
#   --settings         lines NAME=value as in .env.example; default: .env. Secrets become password aliases, the rest system
#                      properties of the domain; on a command line neither is seen
#   --no-secure-admin  leaves administration without TLS
# PAYARA_ADMIN_PASSWORD of the settings is the administrator's password, of a domain that is there as of one that is made.
# ORRA_EAR and JDBC_DRIVER name the archive and PostgreSQL's driver; ./orra install sets both.
set -euo pipefail

here=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
payara='' domain='' domaindir='' settings=.env secure=true
fail() {
  echo "install.sh: $1" >&2
  exit 1
}
while [ $# -gt 0 ]; do
  case $1 in
    --payara | --domain | --domaindir | --settings)
      [ $# -gt 1 ] || fail "$1 needs a value"
      declare "${1#--}=$2"
      shift 2
      ;;
    --no-secure-admin) secure=false && shift ;;
    -h | --help) sed -n '2,11s/^# \{0,1\}//p' "$0" && exit 0 ;;
    *) echo "install.sh: unknown option $1; see --help" >&2 && exit 2 ;;
  esac
done
[ -n "$payara" ] && [ -n "$domain" ] || fail "--payara and --domain are needed; see --help"
client=$payara/glassfish/lib/client/appserver-cli.jar
[ -e "$client" ] || fail "$payara holds no Payara Server: there is no glassfish/ in it"
[ -r "$settings" ] || fail "the settings are not in $settings"
[ -r "${ORRA_EAR:-}" ] || fail "ORRA_EAR names no archive"
[ -r "${JDBC_DRIVER:-}" ] || fail "JDBC_DRIVER names no driver"
domaindir=${domaindir:-$payara/glassfish/domains}

umask 077
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The settings without comments; quotes around a value are not part of it.
sed -n -e 's/[[:space:]]*$//' -e "s/^\(export \)\{0,1\}\([A-Z][A-Z0-9_]*\)=\(..*\)\$/\2=\3/p" "$settings" |
  sed -e "s/^\([A-Z0-9_]*=\)'\(.*\)'\$/\1\2/" -e 's/^\([A-Z0-9_]*=\)"\(.*\)"$/\1\2/' >"$work/settings"
value() { sed -n "s/^$1=//p" "$work/settings" | tail -n 1; }
for needed in PAYARA_ADMIN_PASSWORD MASTER_ENCRYPTION_KEY DATABASE_URL DATABASE_PASSWORD DATABASE_AGENT_PASSWORD \
  DATABASE_OWNER_PASSWORD MARKET_DATABASE_URL MARKET_DATABASE_PASSWORD REDIS_URL ARTEMIS_URL ARTEMIS_PASSWORD \
  CLERK_JWKS_URL CLERK_ISSUER; do
  [ -n "$(value "$needed")" ] || fail "$needed is not among the settings"
done
# What the boot commands name and pools need has a value.
for standard in API_PORT=8000 AUTH_AGENT_PORT=8010 TICKER_AGENT_PORT=8020 NOTIFICATION_AGENT_PORT=8030 ADMIN_PORT=4848 \
  DATA_GRID_PORT=4900 DATABASE_USER=orra_user DATABASE_AGENT_USER=orra_agent DATABASE_OWNER_USER=orra_owner \
  MARKET_DATABASE_USER=orra_agent ARTEMIS_USER=orra; do
  [ -n "$(value "${standard%%=*}")" ] || echo "$standard" >>"$work/settings"
done

# password NAME VALUE: a password file of asadmin that holds this one too.
password() { printf 'AS_ADMIN_PASSWORD=%s\nAS_ADMIN_MASTERPASSWORD=changeit\n%s=%s\n' "$(value PAYARA_ADMIN_PASSWORD)" "$1" "$2"; }
password AS_ADMIN_NEWPASSWORD '' >"$work/admin"
port=$(value ADMIN_PORT)
cli() {
  # The server's own certificate is what there is to trust, on the same machine.
  java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Djavax.net.ssl.trustStore="$domaindir/$domain/config/cacerts.p12" \
    -Djavax.net.ssl.trustStorePassword=changeit -jar "$client" --interactive=false --user admin --port "$port" "$@"
}
asadmin() { cli --passwordfile "$work/admin" "$@"; }
# attempt COMMAND...: its output only when it fails.
attempt() {
  asadmin "$@" >"$work/output" 2>&1 || {
    sed '/^Command /d' "$work/output" >&2
    fail "$1 did not work"
  }
}
# escaped VALUE: colons separate values to the command, and its file takes away one layer of backslashes.
escaped() { printf '%s' "$1" | sed -e 's/[\\:]/\\&/g' -e 's/[\\"]/\\&/g'; }
state() { asadmin list-domains --long --header=false --domaindir "$domaindir" 2>/dev/null | awk -v name="$domain" '$1 == name'; }

if [ ! -d "$domaindir/$domain" ]; then
  echo "Make the domain $domain"
  mkdir -p "$domaindir"
  attempt create-domain --adminport "$port" --domaindir "$domaindir" --checkports=false --nopassword=false \
    --savelogin=false "$domain"
fi
port=$(state | awk '{print $3}')
cp "$JDBC_DRIVER" "$domaindir/$domain/lib/postgresql.jar"
# Without a file of passwords: the server remembers how it was started, and starts itself again in that way.
start() {
  cli start-domain --domaindir "$domaindir" "$domain" >"$work/output" 2>&1 || {
    sed '/^Command /d' "$work/output" >&2
    fail "the domain does not start"
  }
}
if ! state | grep -q ' true '; then
  # What the server ships listens on all addresses: nothing of that may be seen, not even at the first start.
  sed -i 's/address="0\.0\.0\.0"/address="127.0.0.1"/g' "$domaindir/$domain/config/domain.xml"
  echo "Start the domain"
  start
fi

echo "Secrets to password aliases"
asadmin list-password-aliases >"$work/aliases" 2>/dev/null || true
secret='PASSWORD$|SECRET$|_KEY$|^REDIS_URL$|_AUTH_VALUE$|_TOKEN$|_PASSWORD_MAP_JSON$'
: >"$work/commands"
while IFS='=' read -r name text; do
  case $name in
    PAYARA_* | POSTGRES_PASSWORD | REDIS_PASSWORD | ORRA_STATE_DIR | ORRA_RUNTIME_DIR | ORRA_EAR | DEMO_* | SIMULATORS_PORT | ARTEMIS_PORT | POSTGRES_PORT | REDIS_PORT) ;;
    *)
      if [[ $name =~ $secret && ! $name =~ PUBLISHABLE ]]; then
        verb=create-password-alias
        if grep -qixF "$name" "$work/aliases"; then verb=update-password-alias; fi
        password AS_ADMIN_ALIASPASSWORD "$text" >"$work/alias"
        cli --passwordfile "$work/alias" "$verb" "$name" >"$work/output" 2>&1 || {
          sed '/^Command /d' "$work/output" >&2
          fail "the alias $name was not taken"
        }
      else
        printf 'create-system-properties --target server-config "%s=%s"\n' "$name" "$(escaped "$text")" >>"$work/commands"
      fi
      ;;
  esac
done <"$work/settings"
rm -f "$work/alias"

echo "Settings, listeners, threads, pools, logs"
# Here the domain itself knows the values that a start of ours has in its environment.
sed 's/\${ENV=/${/g' "$here/preboot.asadmin" "$here/pools.asadmin" "$here/server.asadmin" | sed '/^#/d;/^$/d' >>"$work/commands"
asadmin list-jvm-options >"$work/options"
while IFS= read -r option; do
  case $option in
    '' | '#'*) ;;
    *) grep -qF -- "${option%%=*}" "$work/options" || printf 'create-jvm-options "%s"\n' "$(escaped "$option")" >>"$work/commands" ;;
  esac
done <"$here/jvm-options"
asadmin multimode --file "$work/commands" >"$work/output" 2>&1 || true
# What is there already is what the second run finds.
if grep -E '^remote failure|^Error|Invalid|Syntax|[Nn]o configuration found' "$work/output" | grep -v 'already exists' >&2; then
  fail "a command of the server did not work"
fi
if [ "$secure" = true ] && ! asadmin get secure-admin.enabled 2>/dev/null | grep -q 'true$'; then
  echo "TLS for administration"
  attempt enable-secure-admin
fi

stamp=$domaindir/$domain/config/orra.sha256
content=$(sha256sum <"$ORRA_EAR")
deployed=false
if asadmin list-applications 2>/dev/null | grep -q '^orra '; then deployed=true; fi
current=false
if [ "$deployed" = true ] && [ "$content" = "$(cat "$stamp" 2>/dev/null)" ]; then current=true; fi
# A restart loads what is deployed, and the new release would be unpacked into the folder that this reads.
if [ "$deployed" = true ] && [ "$current" = false ]; then
  rm -f "$stamp"
  attempt disable orra
fi

echo "Restart"
attempt stop-domain --domaindir "$domaindir" "$domain"
start
port=$(value ADMIN_PORT)
if [ "$current" = false ]; then
  echo "Deploy"
  # The start must be over, or it would load what is only half unpacked. Where the log does not tell it, it is tried all the same.
  log=$domaindir/$domain/logs/server.log
  for _ in $(seq 120); do
    if awk '/Running Payara Version/ {booted = 0} /JMXStartupService has/ {booted = 1} END {exit !booted}' "$log"; then break; fi
    sleep 1
  done
  rm -f "$stamp"
  attempt deploy --force=true --enabled=true --upload=false --name orra "$(readlink -f "$ORRA_EAR")"
  echo "$content" >"$stamp"
fi
echo "Installed: http://127.0.0.1:$(value API_PORT)/health, console at port $port"
