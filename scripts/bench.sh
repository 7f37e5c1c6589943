#!/usr/bin/env bash
# Speed: what was promised, beside the rival, as medians; then the benchmarks of the packages.
# bench.sh [flags of ./bench]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export LANG=C.UTF-8 LC_ALL=C.UTF-8
go=./scripts/go
status=0
$go build -o bin/bench ./bench
PATH="$($go env GOROOT)/bin:$PATH" bin/bench "$@" || status=$?
packages="$(git ls-files '*_test.go' | xargs grep -lE '^func Benchmark' | xargs -n1 dirname | sort -u | sed 's|^|./|')"
if [ -n "$packages" ]; then
  # shellcheck disable=SC2086
  $go test -run='^$' -bench=. -benchmem -benchtime=300ms $packages | grep -E '^(Benchmark|pkg:|ok|FAIL|---|panic)' || status=$?
fi
exit "$status"
