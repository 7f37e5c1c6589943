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

# bench and e2e have turns of their own. Under the race detector runs all that starts
# goroutines: the program without its window, the window's frame and widgets. The pages draw
# dozens of pictures each, which the detector slows twentyfold: they run without (make race
# takes them too).
packages="$($go list ./... | grep -v -e '/bench$' -e '/e2e$')"
plain="$(grep -E "^xunshi($|/ui$|/ui/pages/)" <<<"$packages")"
raced="$(grep -vxF "$plain" <<<"$packages")"

step "unit, store and widget tests, with the race detector"
# shellcheck disable=SC2086
$go test -race -timeout 20m $raced

step "pages, architecture, translations"
# shellcheck disable=SC2086
$go test -timeout 20m $plain

step "end to end in a virtual screen"
$go test -tags e2e -count=1 -timeout 10m ./e2e/...
