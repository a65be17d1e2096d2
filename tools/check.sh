#!/usr/bin/env bash
# Formatting and lints, of the core and of what runs in the browser. `check.sh format|core|browser` does one of them.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$ROOT"

format() { cargo fmt --check; }
core() { cargo clippy --locked --quiet --all-targets -- -D warnings; }
browser() {
  cargo clippy --locked --quiet --target wasm32-unknown-unknown --no-default-features --features ui,worker,engine,widget \
    --lib --bin app --bin worker --bin engine --bin revenue --bin widget -- -D warnings
}

case "${1:-all}" in
  format | core | browser) "$1" ;;
  all) format && core && browser ;;
  *) die "check.sh knows format, core and browser, not $1" ;;
esac
