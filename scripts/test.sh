#!/usr/bin/env bash
# All checks, cheapest first; stops at the first that fails. Called by make test.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export LANG=C.UTF-8 LC_ALL=C.UTF-8
go=./scripts/go
staticcheck="$(sed -n 's/^STATICCHECK *:= *//p' Makefile)"

step() { printf '\n== %s (%ds)\n' "$1" "$SECONDS"; }

step "gofmt"
goroot="$($go env GOROOT)"
unformatted="$(git ls-files -co --exclude-standard '*.go' | xargs "$goroot/bin/gofmt" -l)"
if [ -n "$unformatted" ]; then
  echo "not in gofmt's form (make fmt):"
  echo "$unformatted"
  exit 1
fi

step "go vet"
$go vet -tags e2e ./...

step "staticcheck"
$go run "$staticcheck" -tags e2e ./...

step "fuzz"
scripts/fuzz.sh "${FUZZTIME:-10s}"

# Everything without a window runs under the race detector; so do the pages, which are
# drawn by Fyne's test driver. bench and e2e have turns of their own.
step "unit, store and page tests, with the race detector"
packages="$($go list ./... | grep -v -e '/bench$' -e '/e2e$')"
# shellcheck disable=SC2086
$go test -race -timeout 20m $packages

step "end to end in a virtual screen"
$go test -tags e2e -count=1 -timeout 10m ./e2e/...
echo
