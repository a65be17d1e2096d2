# The commands of the project. They need make, Rust by rustup, a C compiler and Node.js; the rest is set up by itself,
# into a folder of its own (~/.cache/ninefold, or NINEFOLD_CACHE). See tools/.

PORT ?= 8080
export PORT

.PHONY: help serve build widget test test-warehouse bench setup check fuzz clean

help:
	@echo "make serve   set up what is missing, build, serve on http://127.0.0.1:$(PORT)"
	@echo "make test    the checks, the core's tests, the release build, the tests in a real Chromium"
	@echo "make test-warehouse   the scripts of 'ninefold sql' in DuckDB, PostgreSQL and Spark (ENGINES=duckdb: only there)"
	@echo "make build   the site, ready to publish, in dist/"
	@echo "make widget  only what other sites embed, in dist/embed/ (make build makes it too)"
	@echo "make bench   what files cost in time and memory, natively and in Chromium (FULL=1: up to ten million rows)"
	@echo "make check   formatting and lints only"
	@echo "make fuzz    let a fuzzer try to break the reader, MINUTES=10 a target (needs cargo-fuzz and nightly Rust)"
	@echo "make setup   only set up what is missing"
	@echo "make clean   remove what was built (what was set up stays in the cache)"

serve:
	@tools/serve.sh

build:
	@tools/build.sh

widget:
	@tools/widget.sh

test:
	@tools/test.sh

test-warehouse:
	@tools/warehouse.sh

bench:
	@tools/bench.sh

setup:
	@tools/setup.sh
	@tools/setup_e2e.sh

check:
	@tools/setup.sh
	@tools/check.sh

fuzz:
	@tools/fuzz.sh

clean:
	cargo clean
	rm -rf dist tests/e2e/results tests/e2e/looks
