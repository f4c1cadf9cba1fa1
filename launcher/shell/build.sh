# shellcheck shell=bash
# Shell functions of ./orra: finding the JDK and building what is missing or older than its sources.

# say WORD...: a line for the reader, apart from what a command prints.
say() { printf '%s\n' "$*" >&2; }

# fail WHAT ADVICE: ends the script with one plain line and what to do.
fail() {
  say "FAILED: $1"
  say "        $2"
  exit 1
}

# java_major JAVA: the feature number of a java program (17 for 17.0.15, 8 for 1.8.0).
java_major() {
  "$1" -version 2>&1 | sed -n 's/.*version "\(1\.\)\{0,1\}\([0-9][0-9]*\).*/\2/p' | head -n 1
}

# find_java: sets JAVA and JAVA_HOME from JAVA_HOME or the PATH; a JDK that is too old ends the script.
find_java() {
  if [ -n "${JAVA_HOME:-}" ]; then
    JAVA=$JAVA_HOME/bin/java
    [ -x "$JAVA" ] || fail "JAVA_HOME is $JAVA_HOME, and there is no bin/java in it" "Correct or unset JAVA_HOME."
  else
    JAVA=$(command -v java) || fail "there is no java" "Install a JDK, 17 or newer: apt-get install openjdk-17-jdk-headless"
    JAVA_HOME=$(dirname "$(dirname "$(readlink -f "$JAVA")")")
    export JAVA_HOME
  fi
  local major
  major=$(java_major "$JAVA")
  [ "${major:-0}" -ge 17 ] || fail "the JDK is ${major:-unknown}, and Orra needs 17 or newer" \
    "Install one (apt-get install openjdk-17-jdk-headless) or point JAVA_HOME at it."
}

find_maven() {
  command -v mvn >/dev/null || fail "there is no mvn, and something has to be built" "Install Maven: apt-get install maven"
  [ -x "$JAVA_HOME/bin/javac" ] || fail "$JAVA_HOME has no compiler" \
    "Install a whole JDK: apt-get install openjdk-17-jdk-headless"
}

# stale STAMP PATH...: whether the stamp is missing or any of the files is newer.
stale() {
  local stamp=$1
  shift
  [ -e "$stamp" ] || return 0
  [ -n "$(find "$@" -name target -prune -o -type f -newer "$stamp" -print 2>/dev/null | head -n 1)" ]
}

# has_user_right: whether packages may be installed without asking for a password.
may_install() {
  [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# ensure_chromium: installs browser and driver where they are missing and the user may, else names the command.
ensure_chromium() {
  local browser=${CHROME_BINARY:-/usr/bin/chromium} driver=${CHROMEDRIVER:-/usr/bin/chromedriver}
  [ -x "$browser" ] && [ -x "$driver" ] && return 0
  local command="apt-get install -y chromium chromium-driver"
  if command -v apt-get >/dev/null && may_install; then
    say "Installing Chromium and its driver ..."
    if as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq >/dev/null &&
      as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium chromium-driver >/dev/null; then
      return 0
    fi
    say "That failed. Run it yourself and look at its output: $command"
    return 1
  fi
  say "Chromium or its driver is missing, and this user may not install it. Run: sudo $command"
  return 1
}

# ensure_npm: installs Node.js and npm, which the contract's linter and the providers' own libraries need, as ensure_chromium does the browser.
ensure_npm() {
  command -v npm >/dev/null && return 0
  if command -v apt-get >/dev/null && may_install; then
    say "Installing Node.js and npm ..."
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq >/dev/null &&
      as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nodejs npm >/dev/null &&
      return 0
  fi
  say "npm is missing, and this user may not install it. Run: sudo apt-get install -y nodejs npm"
  return 1
}

# ensure_checkers FOLDER: the programs that check scripts, alert rules, dashboard and docker-compose.yml. Prometheus' package
# would start a server, so that its programs alone are taken out of it, into the folder, which then belongs on the PATH.
ensure_checkers() {
  local folder=$1 missing=()
  command -v shellcheck >/dev/null || missing+=(shellcheck)
  command -v docker-compose >/dev/null || docker compose version >/dev/null 2>&1 || missing+=(docker-compose)
  have_prometheus "$folder" && [ "${#missing[@]}" = 0 ] && return 0
  if command -v apt-get >/dev/null && may_install; then
    say "Installing shellcheck, docker-compose, Prometheus' programs ..."
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq >/dev/null || return 1
    [ "${#missing[@]}" = 0 ] ||
      as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null ||
      return 1
    have_prometheus "$folder" && return 0
    mkdir -p "$folder/unpacked"
    (cd "$folder" && apt-get download -qq prometheus >/dev/null 2>&1 && dpkg -x prometheus_*.deb unpacked &&
      mv unpacked/usr/bin/promtool unpacked/usr/bin/prometheus . && rm -rf unpacked prometheus_*.deb) && return 0
  fi
  say "Some of shellcheck, docker-compose, promtool are missing. Run: sudo apt-get install -y shellcheck docker-compose prometheus"
  return 1
}

have_prometheus() {
  local PATH=$1:$PATH
  command -v promtool >/dev/null && command -v prometheus >/dev/null
}

N8N_VERSION=2.8.4

# ensure_n8n FOLDER: installs n8n there from npm, about 2.3 GB, for the test with a real one.
ensure_n8n() {
  local folder=$1
  [ "$(cat "$folder/installed" 2>/dev/null)" = "$N8N_VERSION" ] && return 0
  ensure_npm || return 1
  say "Installing n8n $N8N_VERSION from npm; that takes some minutes ..."
  mkdir -p "$folder"
  printf '{"name":"orra-n8n","private":true,"overrides":{"xlsx":"0.18.5"}}\n' >"$folder/package.json"
  (cd "$folder" && npm install --ignore-scripts --no-audit --no-fund "n8n@$N8N_VERSION" >npm.log 2>&1) || return 1
  printf '%s\n' "$N8N_VERSION" >"$folder/installed"
}
