# DuckDB's Go driver takes Arrow batches only with this tag.
TAGS := duckdb_arrow
GO   := go
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
FUZZTIME ?= 10s

# Packages whose tests do not link DuckDB.
FAST := ./schema/... ./smf/... ./nmsec/... ./ingest/container/... ./reports/...

# What generate writes.
GENERATED := schema/z_*.go schema/*/z_*.go schema/DICTIONARY.md queries/views/DICTIONARY.md cmd/zertify/template.zst \
	ingest/migrate/made.txt

.PHONY: build demo check test test-fast generate fresh vet lint fuzz bench dist help

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{ printf "  %-14s %s\n", $$1, $$2 }'

.DEFAULT_GOAL := build

build: ## the program, into ./zertify
	CGO_ENABLED=1 $(GO) build -tags $(TAGS) -trimpath -ldflags '-s -w -X main.version=$(VERSION)' -o zertify ./cmd/zertify

demo: build ## sample dump, main job, report
	mkdir -p demo
	./zertify demo --force -o demo/sample.smf
	./zertify run demo/sample.smf -o demo/report --db demo/sample.duckdb || [ $$? -eq 1 ]

generate: ## decoders, record types, data dictionary and template of a new database from the layout tables and views
	cd schema && $(GO) generate && $(GO) test -run TestGeneratedTextIsCurrent . -update
	$(GO) test -tags $(TAGS) -run 'TestTemplateIsCurrent|TestMadeListIsWhole|TestDictionaryOfViewsIsCurrent' ./cmd/zertify -update

check: fresh vet lint test race fuzz ## what CI runs

fresh: ## formatted, and generated files are what the tables give
	@test -z "$$(gofmt -l cmd ingest smf nmsec schema queries reports bench)" || { gofmt -l cmd ingest smf nmsec schema queries reports bench; echo "run gofmt -w on these"; exit 1; }
	@before=$$(cat $(GENERATED) | sha256sum); $(MAKE) -s generate; \
	after=$$(cat $(GENERATED) | sha256sum); \
	[ "$$before" = "$$after" ] || { echo "generated files were stale; make generate has renewed them"; exit 1; }

# Packages with files of their own for Windows that build without a C compiler for it; make windows-test has one.
WINDOWS := ./reports/outfile ./reports/filename ./ingest/inputs

vet: ## go vet, also for Windows
	$(GO) vet -tags $(TAGS) ./...
	CGO_ENABLED=0 GOOS=windows $(GO) vet $(WINDOWS)

lint: ## staticcheck, pinned
	$(GO) run $(STATICCHECK) -tags $(TAGS) ./...

test: ## every test
	$(GO) test -timeout 30m -tags $(TAGS) ./...

test-fast: ## the short tests of the packages that need no DuckDB; no browser
	$(GO) test -short $(FAST)

.PHONY: race
race: ## the concurrent parts under the race detector
	$(GO) test -timeout 30m -race ./schema/... ./smf ./nmsec/... ./ingest/container
	$(GO) test -timeout 30m -race -tags $(TAGS) ./ingest

# axe-core looks for accessibility faults in the report; only the browser test uses it.
AXE_VERSION := 4.14.1
AXE_SHA256  := e6b0ce02b84d892e2e33e403485e7f3d6c29e2be6df65daf44d89ba564139745
AXE         := .cache/axe-core-$(AXE_VERSION)/package/axe.min.js

.PHONY: browser-test
browser-test: $(AXE) ## the HTML report, its summary and the pages of serve in headless Chromium
	@command -v chromium >/dev/null || [ -n "$$ZERTIFY_BROWSER" ] || { echo "no chromium: install the package of that name, or name one with ZERTIFY_BROWSER"; exit 1; }
	ZERTIFY_AXE=$(CURDIR)/$(AXE) $(GO) test ./reports/page ./reports/summary -run Browser -count=1
	ZERTIFY_AXE=$(CURDIR)/$(AXE) $(GO) test -tags $(TAGS) ./cmd/zertify -run 'TestServe$$/in_a_browser' -count=1

$(AXE):
	@command -v npm >/dev/null || { echo "npm is needed to fetch axe-core $(AXE_VERSION)"; exit 1; }
	mkdir -p .cache/axe-core-$(AXE_VERSION)
	cd .cache/axe-core-$(AXE_VERSION) && npm pack --silent axe-core@$(AXE_VERSION) && \
		echo "$(AXE_SHA256)  axe-core-$(AXE_VERSION).tgz" | sha256sum --check --quiet && tar xzf axe-core-$(AXE_VERSION).tgz package/axe.min.js package/LICENSE
	touch $(AXE)

.PHONY: pictures
pictures: build ## the pictures of README and guide, of the sample company in headless Chromium
	rm -rf .cache/pictures && mkdir -p .cache/pictures
	cd .cache/pictures && ../../zertify demo --folder company && \
		../../zertify ingest company/2026-10-good.smf company/2026-11-bad.smf company/tunnels.nmi --db audit.duckdb --quiet && \
		{ ../../zertify audit --db audit.duckdb --profile baseline,nist --as-of 2026-12-01 -o report --quiet || [ $$? -eq 1 ]; }
	ZERTIFY_PICTURES=$(CURDIR)/.cache/pictures/report/report.html $(GO) test ./reports/page -run 'BrowserTakesPictures$$' -count=1
	rm -f .cache/pictures/address; ./zertify serve --db .cache/pictures/audit.duckdb --listen 127.0.0.1:0 --open=false \
		>.cache/pictures/address & server=$$!; trap "kill $$server" EXIT; \
		while [ ! -s .cache/pictures/address ]; do sleep 0.1; done; \
		ZERTIFY_SERVED=$$(head -n 1 .cache/pictures/address) $(GO) test ./reports/page -run BrowserTakesPicturesOfServe -count=1

fuzz: ## each fuzz target for FUZZTIME
	@for p in $$($(GO) list -tags $(TAGS) ./...); do \
		for t in $$($(GO) test -tags $(TAGS) -list '^Fuzz' $$p | grep '^Fuzz'); do \
			echo "fuzz $$p $$t"; \
			.ci/fuzz $$p $$t $(FUZZTIME) $(TAGS) || exit 1; \
		done; \
	done

bench: ## ratios measured in one run; takes minutes
	$(GO) run -tags $(TAGS) ./bench

.PHONY: bench-against bench-quick
bench-against: ## commands as typed, side by side with another revision: make bench-against REV=main
	@test -n "$(REV)" || { echo "name a revision: make bench-against REV=main"; exit 1; }
	$(GO) run -tags $(TAGS) ./bench -against $(REV) -records 400000 -runs 5

bench-quick: ## the ratios of bench over a small dump; two minutes
	$(GO) run -tags $(TAGS) ./bench -records 400000 -runs 3 -sessions 1000000

.PHONY: consumers
consumers: build ## each report format in the programs that others read it with; installs these from PyPI
	.ci/consumers/run all

.PHONY: findings
findings: ## runs what was found out about outside tools again; installs their packages, so never in CI
	@bad=0; for f in findings/*.sh; do echo "== $$f"; bash $$f || bad=1; done; exit $$bad

# Tools that make dist uses, pinned and run from their modules.
NFPM     := github.com/goreleaser/nfpm/v2/cmd/nfpm@v2.43.4
SBOM     := github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@v1.10.0
LICENSES := github.com/google/go-licenses@v1.6.0
EPOCH    := $(shell git log -1 --format=%ct 2>/dev/null || echo 0)
PACKAGE_VERSION := $(shell case '$(VERSION)' in (v[0-9]*.*|[0-9]*.*) echo '$(VERSION)' | sed 's/^v//';; (*) echo '0.0.0~$(VERSION)';; esac)
# What dist makes programs for; each takes a minute of computing.
PLATFORMS := linux-amd64 linux-arm64 windows-amd64
STAGE     := dist/stage

dist: ## archives for each platform, packages, SBOMs, notices and their checksums, into dist/; on Linux on x86-64
	rm -rf dist && mkdir -p $(STAGE)/man $(STAGE)/completion
	for p in $(PLATFORMS); do .ci/dist/platform $$p '$(VERSION)' $(STAGE)/$$p || exit 1; done
	SOURCE_DATE_EPOCH=$(EPOCH) $(STAGE)/linux-amd64/zertify man -o $(STAGE)/man && chmod 644 $(STAGE)/man/*
	for s in bash zsh fish; do $(STAGE)/linux-amd64/zertify completion $$s > $(STAGE)/completion/zertify.$$s || exit 1; done
	for p in $(PLATFORMS); do \
		.ci/dist/notices $$p $(LICENSES) > $(STAGE)/THIRD_PARTY_NOTICES-$$p && \
		.ci/dist/sbom $$p $(SBOM) '$(VERSION)' $(STAGE)/$$p/zertify* > dist/zertify-$$p.cdx.json && \
		SOURCE_DATE_EPOCH=$(EPOCH) .ci/dist/archive $$p || exit 1; done
	for a in $(patsubst linux-%,%,$(filter linux-%,$(PLATFORMS))); do for p in deb rpm; do \
		PACKAGE_ARCH=$$a PACKAGE_VERSION='$(PACKAGE_VERSION)' SOURCE_DATE_EPOCH=$(EPOCH) \
		$(GO) run $(NFPM) package --config .nfpm.yaml --packager $$p --target dist/ || exit 1; done; done
	rm -rf $(STAGE)
	cd dist && sha256sum * > SHA256SUMS

.PHONY: windows-test arm-test
windows-test: ## what make dist made for Windows, under Wine, against what it made for this machine
	.ci/dist/windows-test

arm-test: ## the same for Arm, under qemu-user
	.ci/dist/arm-test
