# DuckDB's Go driver takes Arrow batches only with this tag.
TAGS := duckdb_arrow
GO   := go
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
FUZZTIME ?= 10s

# Packages that do not link DuckDB: their tests take seconds.
FAST := ./schema/... ./smf/... ./nmsec/... ./ingest/container/... ./reports/...

.PHONY: build demo check test test-fast generate fresh vet lint fuzz bench dist

build: ## the program, into ./zertify
	CGO_ENABLED=1 $(GO) build -tags $(TAGS) -trimpath -ldflags '-s -w -X main.version=$(VERSION)' -o zertify ./cmd/zertify

demo: build ## sample dump, main job, report
	mkdir -p demo
	./zertify demo -o demo/sample.smf
	./zertify run demo/sample.smf -o demo/report --db demo/sample.duckdb || [ $$? -eq 1 ]

generate: ## decoders, DDL and data dictionary from the layout tables
	cd schema && $(GO) generate && $(GO) test -run TestGeneratedTextIsCurrent . -update

check: fresh vet lint test race fuzz ## what CI runs

fresh: ## formatted, and generated files are what the tables give
	@test -z "$$(gofmt -l cmd ingest smf nmsec schema queries reports bench)" || { gofmt -l cmd ingest smf nmsec schema queries reports bench; echo "run gofmt -w on these"; exit 1; }
	@before=$$(cat schema/z_*.go schema/ddl.sql schema/DICTIONARY.md | sha256sum); $(MAKE) -s generate; \
	after=$$(cat schema/z_*.go schema/ddl.sql schema/DICTIONARY.md | sha256sum); \
	[ "$$before" = "$$after" ] || { echo "generated files were stale; make generate has renewed them"; exit 1; }

vet:
	$(GO) vet -tags $(TAGS) ./...

lint:
	$(GO) run $(STATICCHECK) -tags $(TAGS) ./...

test: ## every test
	$(GO) test -tags $(TAGS) ./...

test-fast: ## the tests that need no DuckDB
	$(GO) test $(FAST)

.PHONY: race
race: ## the concurrent parts under the race detector
	$(GO) test -race ./schema ./smf ./ingest/container
	$(GO) test -race -short ./nmsec
	$(GO) test -race -tags $(TAGS) ./ingest

fuzz: ## each fuzz target for FUZZTIME
	@for p in $$($(GO) list -tags $(TAGS) ./...); do \
		for t in $$($(GO) test -tags $(TAGS) -list '^Fuzz' $$p | grep '^Fuzz'); do \
			echo "fuzz $$p $$t"; \
			$(GO) test -tags $(TAGS) -run '^$$' -fuzz "^$$t\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x $$p || exit 1; \
		done; \
	done

bench: ## ratios measured in one run; takes minutes
	$(GO) run -tags $(TAGS) ./bench

dist: build ## a binary with its checksum
	mkdir -p dist
	cp zertify dist/zertify-$$($(GO) env GOOS)-$$($(GO) env GOARCH)
	cd dist && sha256sum zertify-* > SHA256SUMS
