#!/usr/bin/env bash
# Runs every fuzz target of the module for a short while: fuzz.sh [TIME], 10s unless told.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
time="${1:-10s}"
found=0
while IFS=: read -r file func; do
  found=$((found + 1))
  echo "fuzz ${file%/*} $func ($time)"
  ./scripts/go test "./${file%/*}" -run='^$' -fuzz="^$func\$" -fuzztime="$time" | tail -n 3
done < <(git ls-files '*_test.go' | xargs grep -HoE '^func Fuzz[A-Za-z0-9_]+' 2>/dev/null | sed 's/func //' | sort)
echo "fuzzed $found targets"
