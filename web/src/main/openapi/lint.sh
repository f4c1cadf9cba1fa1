#!/usr/bin/env bash
# Lints the generated contract with Spectral, which npm installs into the build folder once.
#   lint.sh BUILD_FOLDER CONTRACT
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
tools=$1/npm

if ! command -v npm >/dev/null; then
  echo "There is no npm, and the contract has to be linted. Install it: apt-get install nodejs npm (or skip it: -Dcontract.lint.skip)" >&2
  exit 1
fi
if ! cmp -s "$here/package.json" "$tools/package.json" || [ ! -e "$tools/node_modules/.bin/spectral" ]; then
  rm -rf "$tools"
  mkdir -p "$tools"
  # A change of the versions alone makes it install again; scripts of packages are not run.
  (cd "$tools" && npm install --ignore-scripts --no-audit --no-fund --no-package-lock --silent \
    $(sed -n 's/^ *"\(@stoplight[^"]*\)": "\([^"]*\)".*/\1@\2/p' "$here/package.json"))
  cp "$here/package.json" "$tools/package.json"
fi
exec "$tools/node_modules/.bin/spectral" lint --quiet --fail-severity=warn -r "$here/spectral.yaml" "$2"
