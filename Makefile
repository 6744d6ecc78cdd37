# One command each; they work on a fresh Debian 12 with the Swift toolchain, git and make.
#
# What runs where, on 2 cores:
#
#   command         time once built     each change   by hand     what it needs beside the build
#   lint            10 s                .ci/run                   the toolchain's swift format
#   make test       1 min               .ci/run                   TEST_PACKAGES, GO_PACKAGES, packages of PyPI
#   make demo       10 s                              yes         GO_PACKAGES
#   make hostile    4.5 min                           yes         -
#   make soak       6 min                             yes         -
#   make chaos      10 min               2 min of it  yes         CHAOS_PACKAGES; root, to fill a disk
#   make bench      5 min                             yes         a quiet machine; with PEERS=1 PEER_PACKAGES too
#   make docs       20 s                .ci/run                   the toolchain's docc
#   make run        until Ctrl-C                      yes         -
#   sanitizers      5 min each                        yes         swift build --sanitize=address --build-tests
#
# A cold `make test` builds for about six minutes, mostly HTTP packages; a release build takes about four.

BUILD_PACKAGES := libprotobuf-c-dev libsqlite3-dev pkg-config tzdata zlib1g-dev
GO_PACKAGES := golang-go golang-github-containerd-ttrpc-dev
CHAOS_PACKAGES := strace
PEER_PACKAGES := $(GO_PACKAGES) golang-github-mattn-go-sqlite3-dev
TEST_PACKAGES := protobuf-c-compiler protobuf-compiler python3-protobuf python3-venv \
	cargo librust-ttrpc-dev librust-protobuf-codegen-pure-dev

DEBUG := .build/debug
# An optimised build for tests, beside the others.
SOAK := .build/soak
BENCH := .build/bench
DOCS := .build/docs
# What tests ask for a second opinion: scripts, and public clients of Meta's API.
PYTHON := .build/python

# Each step needs the ones before it.
.NOTPARALLEL:
.PHONY: demo run soak chaos bench hostile test docs build install-build install-go install-test \
	install-chaos clean

## Plays both plugins through all states against the sandbox, with a kill -9 in the middle.
demo: install-build install-go build $(DEBUG)/paynotify-go
	@$(DEBUG)/paynotify-demo play

## Starts sandbox and daemon in the foreground; Ctrl-C ends both.
run: install-build build
	@$(DEBUG)/paynotify-demo run

## Plays 20,000 payments twice with faults and kills, in about six minutes; SEED=n repeats a run.
soak: install-build
	PAYNOTIFY_TEST_BUILD=1 swift build -c release --scratch-path $(SOAK)
	@$(SOAK)/release/paynotify-demo soak $(if $(SEED),--seed $(SEED))

## Does harm of many kinds to a daemon under load, and plants defects that have to be found, in about ten
## minutes; SECONDS=n takes more or less, SEED=n draws the same harm, RIG=name does one kind.
chaos: install-build install-chaos build
	@$(DEBUG)/paynotify-demo chaos $(if $(SEED),--seed $(SEED)) $(if $(SECONDS),--seconds $(SECONDS)) \
		$(if $(RIG),--rig $(RIG))

## Measures the daemon beside its floors in under five minutes once built; QUICK=1 for a first look.
## PEERS=1 also beside the same statements in C and in Go, which takes five minutes more.
bench: install-build
	swift build -c release --scratch-path $(BENCH)
	$(if $(PEERS),@.ci/install $(PEER_PACKAGES))
	$(if $(PEERS),clients/load/peers/go/build $(BENCH)/release)
	@$(BENCH)/release/paynotify-load bench $(if $(QUICK),--quick) $(if $(PEERS),--peers)

## Attacks the daemon in nineteen ways beside 100 good connections, in four and a half minutes once built; SEED=n repeats.
hostile: install-build
	swift build -c release --scratch-path $(BENCH)
	@$(BENCH)/release/paynotify-load hostile $(if $(SEED),--seed $(SEED))

# Tests at once: all 2,300 would begin together, and wait for each other for longer than a minute, after
# which those that run on a clock of their own count as hanging.
TEST_WIDTH = 16

## Runs every test.
test: install-build install-go install-test $(PYTHON)
	swift build --build-tests
	$(MAKE) --no-print-directory $(DEBUG)/paynotify-go $(DEBUG)/paynotify-go-conformance \
		$(DEBUG)/paynotify-rust-conformance $(DEBUG)/promtool
	clients/go/test
	swift test --skip-build --experimental-maximum-parallelization-width $(TEST_WIDTH)

## Writes the documents as HTML, a folder each, into .build/docs; a link that leads nowhere is an error.
docs: install-build
	swift package dump-symbol-graph --minimum-access-level public --skip-synthesized-members
	rm -rf $(DOCS) && mkdir -p $(DOCS)/symbols
	cp .build/debug/../symbolgraph/RPCClient.symbols.json .build/debug/../symbolgraph/RPC.symbols.json \
		.build/debug/../symbolgraph/Messages.symbols.json $(DOCS)/symbols
	docc convert Sources/RPCClient/RPCClient.docc --additional-symbol-graph-dir $(DOCS)/symbols \
		--fallback-display-name RPCClient --fallback-bundle-identifier RPCClient \
		--output-path $(DOCS)/RPCClient --warnings-as-errors
	docc convert Sources/paynotifyd/paynotifyd.docc --fallback-display-name paynotifyd \
		--fallback-bundle-identifier paynotifyd --output-path $(DOCS)/paynotifyd --warnings-as-errors

build:
	swift build

# Made anew when what is in it changes; half of one is thrown away.
$(PYTHON): Tests/python/requirements.txt clients/sandbox/compatibility/requirements.txt
	rm -rf $@
	python3 -m venv $@
	$@/bin/pip install --quiet --disable-pip-version-check --only-binary :all: $(^:%=--requirement %) || \
		{ rm -rf $@; exit 1; }
	touch $@

# Prometheus' own check of what /metrics says, out of Debian's package, which is not installed.
$(DEBUG)/promtool:
	rm -rf .build/prometheus && mkdir -p .build/prometheus
	cd .build/prometheus && { apt-get download -qq prometheus || \
		{ apt-get update -qq && apt-get download -qq prometheus; }; } && dpkg-deb -x *.deb .
	cp .build/prometheus/usr/bin/promtool $@ && rm -rf .build/prometheus

# The Go client is built against Debian's packages, without modules.
$(DEBUG)/paynotify-go $(DEBUG)/paynotify-go-conformance: $(shell find clients/go -name '*.go')
	clients/go/build $(DEBUG)

# The Rust client is built against Debian's crates, without a network.
$(DEBUG)/paynotify-rust-conformance: $(shell find clients/rust -type f) $(shell find Protos -name '*.proto')
	clients/rust/build $(DEBUG)

install-build:
	@.ci/install $(BUILD_PACKAGES)
install-go:
	@.ci/install $(GO_PACKAGES)
install-test:
	@.ci/install $(TEST_PACKAGES)
install-chaos:
	@.ci/install $(CHAOS_PACKAGES)

clean:
	rm -rf .build
