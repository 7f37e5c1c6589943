# 巡市 (Xunshi). Everything a fresh Debian/Ubuntu needs is installed by the targets themselves
# (scripts/setup.sh), and only when something is missing.
SHELL       := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

# A UTF-8 locale: the window system reads it for Chinese text, tests rely on it being fixed.
ifeq ($(filter %.UTF-8 %.utf8,$(LANG)),)
export LANG := C.UTF-8
endif

# A clone that belongs to somebody else (sudo, containers) builds too.
export GOFLAGS := $(filter-out -buildvcs=%,$(GOFLAGS)) -buildvcs=false

# The Go command: the newest suitable one on this machine (see scripts/go).
GO := ./scripts/go

STATICCHECK   := honnef.co/go/tools/cmd/staticcheck@v0.8.2
GOLANGCI_LINT := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
FUZZTIME      ?= 10s
ARGS          ?=

.PHONY: help setup run build test fmt vet lint staticcheck unit ui-test race fuzz e2e bench screens dist icon clean

help: ## this list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z0-9-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

setup: ## install what building needs (asks for sudo only when something is missing)
	@scripts/setup.sh run

run: setup ## build and open the program (ARGS="--data DIR …" is handed on)
	@$(GO) build -o bin/xunshi .
	@./bin/xunshi $(ARGS)

build: setup ## build bin/xunshi
	@$(GO) build -o bin/xunshi .

test: export LANG := C.UTF-8
test: export LC_ALL := C.UTF-8
test: ## all checks and tests: format, vet, staticcheck, fuzz, unit, UI, race, end to end
	@scripts/setup.sh test
	@scripts/test.sh

fmt: setup ## rewrite the Go files in gofmt's form
	@$(GO) fmt ./...

vet: setup ## go vet
	@$(GO) vet -tags e2e ./...

staticcheck: setup ## honnef.co's static analysis
	@$(GO) run $(STATICCHECK) -tags e2e ./...

lint: vet staticcheck ## vet, staticcheck and the linters of .golangci.yml
	@$(GO) run $(GOLANGCI_LINT) run ./...

unit: setup ## the tests of everything, without a window
	@$(GO) test ./...

race: setup ## the same under the race detector
	@$(GO) test -race ./...

fuzz: setup ## every fuzz target for FUZZTIME (10s)
	@scripts/fuzz.sh $(FUZZTIME)

e2e: export LC_ALL := C.UTF-8
e2e: ## the real program in a virtual screen; pictures of every step in tmp/e2e
	@scripts/setup.sh test
	@$(GO) test -tags e2e -count=1 -v ./e2e/...

bench: setup ## speed, medians, beside the rival
	@scripts/bench.sh

screens: setup ## draw every page with the demo data into docs/screens
	@$(GO) run . screens -o docs/screens

dist: setup ## release binary for this machine in dist/
	@scripts/dist.sh

icon: setup ## redraw Icon.png
	@$(GO) run ./scripts/icon Icon.png

clean: ## remove what was built here (never the data folder)
	rm -rf bin dist tmp
