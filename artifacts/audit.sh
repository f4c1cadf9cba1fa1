#!/usr/bin/env bash
# Runs the checks of Orra and writes what they showed.
#   artifacts/audit.sh [--sandbox|--host] [--no-tests]
#   --sandbox   (default) what needs this folder alone; checks of running services are skipped, with the reason
#   --host      also the services of the running Orra that ./orra status shows
#   --no-tests  leaves the tests out (they take minutes); the report says so
# artifacts/logs/NAME.log holds command, time, output and exit code of each check; artifacts/reports/*.md say no more than
# these logs show. Each check is pass, fail, skipped (not asked for) or env-restricted (this machine lacks what it needs).
# The exit code is 1 when a check failed.
set -uo pipefail

ROOT=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
cd "$ROOT" || exit 1
LOGS=$ROOT/artifacts/logs
REPORTS=$ROOT/artifacts/reports
mode=sandbox
tests=true
for argument in "$@"; do
  case $argument in
    --sandbox) mode=sandbox ;;
    --host) mode=host ;;
    --no-tests) tests=false ;;
    -h | --help) sed -n '2,9s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) echo "audit.sh: unknown option $argument; see --help" >&2; exit 2 ;;
  esac
done
mkdir -p "$LOGS" "$REPORTS"
rm -f "$LOGS"/*.log
# Where ./orra test puts the checkers that this machine lacks.
export PATH=$PATH:$ROOT/.orra/checkers
RESULTS=$LOGS/results.tsv
: >"$RESULTS"

# result REPORT NAME CLASS REMARK
result() {
  printf '%s\t%s\t%s\t%s\n' "$1" "$2" "$3" "$4" >>"$RESULTS"
  printf '%-15s %-24s %s\n' "$3" "$2" "$4"
}

# check REPORT NAME COMMAND...: pass or fail by its exit code; 77 says that the machine lacks something.
check() {
  local report=$1 name=$2 code=0 class remark begun=$SECONDS
  shift 2
  local log=$LOGS/$name.log
  {
    printf 'command: %s\n' "$*"
    # What the name stands for.
    declare -f "$1" | sed 's/^/    /'
    printf 'begun:   %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)"
    printf -- '--- output ---\n'
  } >"$log"
  # Colours are for terminals.
  "$@" 2>&1 | sed 's/\x1b\[[0-9;]*m//g' >>"$log"
  code=${PIPESTATUS[0]}
  printf -- '\n--- end ---\nexit code: %s\ntook: %s s\n' "$code" "$((SECONDS - begun))" >>"$log"
  remark=$(sed -n '/^--- output ---$/,/^--- end ---$/p' "$log" | sed '1d;$d' | sed '/^ *$/d' | tail -n 1 | tr '\t|' '  ' | cut -c 1-160)
  case $code in
    0) class=pass ;;
    77) class=env-restricted ;;
    *) class=fail ;;
  esac
  result "$report" "$name" "$class" "$remark"
}

# host_check REPORT NAME COMMAND...: only with --host.
host_check() {
  if [ "$mode" = host ]; then check "$@"; else
    printf 'command: %s\n---\nskipped: needs --host\n---\n' "${*:3}" >"$LOGS/$2.log"
    result "$1" "$2" skipped "needs --host: a running Orra"
  fi
}

needs() { command -v "$1" >/dev/null || { echo "$1 is not installed${2:+ ($2)}"; return 77; }; }

build() { mvn -B -q -DskipTests -Dcontract.lint.skip package && ls -l ear/target/orra.ear; }

all_tests() { ./orra test -B; }

rls() {
  mvn -B -q -pl persistence -am test -Dsurefire.failIfNoSpecifiedTests=false \
    -Dtest='TenantTablesTest,GrantsTest,RowLevelSecurityTest' && echo "row-level security and grants are as they must be"
}

tenant_scope() {
  # To "package", as the EAR is made there.
  mvn -B -q -pl integration-tests -am package -Dcontract.lint.skip -Dtest=ArchitectureTest -Dsurefire.failIfNoSpecifiedTests=false &&
    echo "every resource method states who may call it; services are bound to their tenant"
}

routes() {
  needs python3 || return
  python3 - docs/contract.json docs/roles.md docs/curl.md <<'P'
import json, sys
contract, roles, guide = json.load(open(sys.argv[1])), open(sys.argv[2]).read(), open(sys.argv[3]).read()
count, faults = 0, []
for path, methods in sorted(contract["paths"].items()):
    for method, operation in sorted(methods.items()):
        if method not in ("get", "put", "post", "patch", "delete"):
            continue
        count += 1
        secured = operation.get("security", contract.get("security", []))
        print(f"{method.upper():6} {path:60} {operation.get('operationId', '?'):32} {'token' if secured else 'open'}")
        if not operation.get("operationId"):
            faults.append(f"{method} {path} has no operationId")
        # Webhooks prove themselves by signature, the broker's callback by its sealed state.
        if not secured and "/webhooks/" not in path and not path.endswith(("/health", "/kite/callback")):
            faults.append(f"{method} {path} is open")
        if path.replace("/api/v1", "", 1) not in roles and path not in roles:
            faults.append(f"{path} is not in docs/roles.md")
        if f"### {method.upper()} {path}\n" not in guide:
            faults.append(f"{method} {path} is not in docs/curl.md: run docs/curl-guide.py")
for fault in faults:
    print("FAULT:", fault)
print(f"{count} routes, {len(faults)} faults")
sys.exit(1 if faults else 0)
P
}

# Own rules, fewer than gitleaks has: forms of keys that are seldom anything else. Tests plant words, not such forms.
secrets() {
  if command -v gitleaks >/dev/null; then
    gitleaks detect --no-banner --redact --source .
    return
  fi
  echo "gitleaks is not installed; own rules, over all files of this commit and the history's additions"
  local rules='-----BEGIN [A-Z ]*PRIVATE KEY-----|sk_live_[0-9a-zA-Z]{16,}|rk_live_[0-9a-zA-Z]{16,}|AKIA[0-9A-Z]{16}|ghp_[0-9A-Za-z]{36}|github_pat_[0-9A-Za-z_]{40,}|xox[baprs]-[0-9A-Za-z-]{10,}|AIza[0-9A-Za-z_-]{35}|glpat-[0-9A-Za-z_-]{20}|npm_[0-9A-Za-z]{36}|eyJ[A-Za-z0-9_-]{20,}\.eyJ[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}'
  local found=0
  git grep -nIE -e "$rules" -- . ':!artifacts/audit.sh' | cut -d: -f1,2 && found=1
  local lines
  lines=$(git log --all -p --no-color --unified=0 -- . ':!artifacts/audit.sh' | grep -aE '^\+' | grep -acE -e "$rules")
  echo "lines in the history: $lines"
  [ "$lines" = 0 ] || found=1
  git ls-files | grep -E '(^|/)(\.env|secrets\.env|.*\.(pem|p12|jks|key))$' && found=1
  git ls-files -s | awk '$1 == "120000" {print "a link: " $4}'
  [ "$found" = 0 ] && echo "no secret's form was found"
}

vulnerabilities() {
  if command -v osv-scanner >/dev/null; then
    osv-scanner scan source -r .
    return
  fi
  echo "no vulnerability database is at hand (osv-scanner is not installed); GitHub's dependency review does it"
  return 77
}

bill_of_materials() {
  mvn -B -q -Psbom -DskipTests -Dcontract.lint.skip -pl ear -am package || return
  needs python3 || return
  python3 - ear/target/orra-ear-bom.json artemis-rar/target/orra-artemis-rar-bom.json <<'P'
import json, os, sys
refused = ("AGPL", "SSPL", "BUSL", "CC-BY-NC")
seen, unknown, bad = {}, [], []
for name in sys.argv[1:]:
    if not os.path.exists(name):
        continue
    for part in json.load(open(name)).get("components", []):
        key = f"{part.get('group', '')}:{part['name']}:{part.get('version', '')}"
        names = [l.get("license", {}).get("id") or l.get("license", {}).get("name") or l.get("expression", "?") for l in part.get("licenses", [])]
        seen[key] = names
for key, names in sorted(seen.items()):
    print(f"{key:80} {', '.join(names) or 'NOT STATED'}")
    if not names and not key.startswith("io.orra:"):
        unknown.append(key)
    if names and all(any(r in n for r in refused) for n in names):
        bad.append(key)
print(f"{len(seen)} components, {len(unknown)} without a stated licence, {len(bad)} with one that is refused")
if not seen:
    print("the bill of materials is empty or missing")
sys.exit(1 if bad or not seen else 0)
P
}

# Swallowed exceptions, and exceptions' texts that go out.
exceptions() {
  local found=0
  grep -rnE --include='*.java' 'printStackTrace|System\.(out|err)\.' ejb/src/main web/src/main persistence/src/main jms-consumers/src/main && found=1
  grep -rnE --include='*.java' 'catch \([^)]*\) \{ *\}' ejb/src/main web/src/main persistence/src/main jms-consumers/src/main && found=1
  grep -rnE --include='*.java' 'catch \((Throwable|Error) ' ejb/src/main web/src/main persistence/src/main jms-consumers/src/main && found=1
  [ "$found" = 0 ] && echo "no exception is swallowed without a word, printed or caught with the errors of the machine"
}

markers() {
  if git grep -nE '\b(TODO|FIXME|XXX)\b|@Disabled' -- '*.java' '*.sql' '*.xml' '*.sh' ':!artifacts/audit.sh'; then return 1; fi
  echo "nothing is marked as unfinished, no test is switched off"
}

migrations() {
  local folder=persistence/src/main/resources/db/migration twice
  find "$folder" -name '*.sql' -printf '%f\n' | sort -V
  twice=$(find "$folder" -name 'V*.sql' -printf '%f\n' | sed -n 's/^V\([0-9]*\)__.*/\1/p' | sort -n | uniq -d)
  [ -z "$twice" ] || { echo "two migrations have the number $twice"; return 1; }
  echo "$(find "$folder" -name 'V*.sql' | wc -l) migrations, no number twice"
}

compose() {
  needs docker-compose "Debian: docker-compose" || return
  CLERK_JWKS_URL=https://clerk.example.com/jwks CLERK_ISSUER=https://clerk.example.com docker-compose config --quiet &&
    CLERK_JWKS_URL=https://clerk.example.com/jwks CLERK_ISSUER=https://clerk.example.com docker-compose --profile ha config --quiet &&
    echo "docker-compose.yml is sound with and without the profile ha"
}

alerts() {
  needs promtool "Debian: prometheus" || return
  promtool check rules server-config/prometheus/orra-alerts.yml && promtool test rules server-config/prometheus/orra-alerts-test.yml
}

scripts() {
  needs shellcheck "Debian: shellcheck" || return
  shellcheck --severity=warning orra .ci/run artifacts/audit.sh launcher/shell/*.sh server-config/*/*.sh && echo "scripts are sound"
}


services() { ./orra status; }

log_scan() {
  local state=${ORRA_STATE_DIR:-.orra} errors
  [ -d "$state/logs" ] || { echo "$state/logs is not there"; return 1; }
  errors=$(grep -ahcE '\[SEVERE\]|^SEVERE' "$state"/logs/payara.log || true)
  echo "$errors lines of level SEVERE in payara.log; the newest:"
  grep -ahE -A1 '\[SEVERE\]|^SEVERE' "$state"/logs/payara.log | tail -n 6
  [ "${errors:-0}" = 0 ]
}

keys() { ./orra keys status; }
audit_chains() { ./orra audit verify; }

health() {
  needs curl || return
  local port=${API_PORT:-8000} address
  for address in /health /health/live /health/ready /health/started; do
    printf '%s %s\n' "$address" "$(curl -s -o /dev/null -m 5 -w '%{http_code} in %{time_total} s' "http://127.0.0.1:$port$address")"
    curl -fs -o /dev/null -m 5 "http://127.0.0.1:$port$address" || return 1
  done
}

ports() {
  needs ss "Debian: iproute2" || return
  local state=${ORRA_STATE_DIR:-.orra} pid wide=0
  for pid in "$state"/run/*.pid; do
    ss -Htlnp | grep "pid=$(awk 'NR == 1 {print $1}' "$pid")," | awk '{print $4}' | while read -r address; do
      printf '%s %s\n' "$(basename "$pid" .pid)" "$address"
    done
  done | tee "$LOGS/.ports"
  [ -s "$LOGS/.ports" ] || { echo "nothing of Orra listens"; rm -f "$LOGS/.ports"; return 1; }
  grep -vE ' (127\.0\.0\.1|\[::1\]|\[::ffff:127\.0\.0\.1\]):' "$LOGS/.ports" && wide=1
  rm -f "$LOGS/.ports"
  [ "$wide" = 0 ] && echo "everything listens on loopback alone"
}

echo "Audit of $(git rev-parse --short HEAD 2>/dev/null || echo 'a tree without git'), mode $mode"
check build build build
if [ "$tests" = true ]; then check build tests all_tests; else
  printf 'command: ./orra test\n---\nskipped: --no-tests\n---\n' >"$LOGS/tests.log"
  result build tests skipped "--no-tests"
fi
check build routes routes
check build migrations migrations
check build compose compose
check build alerts alerts
check build scripts scripts
check build unfinished markers
check security tenant-scope tenant_scope
check security row-level-security rls
check security secrets secrets
check security vulnerabilities vulnerabilities
check security licences bill_of_materials
check security exceptions exceptions
host_check runtime services services
host_check runtime health health
host_check runtime ports ports
host_check runtime log-scan log_scan
host_check runtime keys keys
host_check runtime audit-chains audit_chains

# report NAME TITLE
report() {
  {
    printf '# %s\n\n' "$2"
    printf 'Commit %s, %s, mode %s. Each line is what the log beside it shows.\n\n' \
      "$(git rev-parse HEAD 2>/dev/null || echo unknown)" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$mode"
    printf '| check | result | last line of its output | log |\n|---|---|---|---|\n'
    awk -F '\t' -v report="$1" '$1 == report {printf "| %s | %s | %s | [log](../logs/%s.log) |\n", $2, $3, $4, $2}' "$RESULTS"
    printf '\n'
    awk -F '\t' -v report="$1" '$1 == report {n[$3]++} END {printf "%d pass, %d fail, %d skipped, %d env-restricted\n", n["pass"], n["fail"], n["skipped"], n["env-restricted"]}' "$RESULTS"
  } >"$REPORTS/$3"
}
report build "Build and contract" build.md
report security "Security" security.md
report runtime "Running services" runtime.md
failed=$(awk -F '\t' '$3 == "fail"' "$RESULTS" | wc -l)
echo "$failed checks failed; reports: artifacts/reports, logs: artifacts/logs"
[ "$failed" = 0 ]
