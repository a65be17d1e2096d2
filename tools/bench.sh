#!/usr/bin/env bash
# Measures what files cost, natively and in Chromium, into target/bench/. FULL=1 goes to ten million rows. No part of
# the tests: its figures are of this machine at this moment.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$ROOT"

"$ROOT/tools/build.sh"
"$ROOT/tools/setup_e2e.sh"
NINEFOLD_CHROMIUM="$("$ROOT/tools/chromium.sh")"
export NINEFOLD_CHROMIUM
cargo build --locked --offline --quiet --profile cli --bin ninefold
exec node "$ROOT/tools/bench/main.mjs" "$ROOT" "${CARGO_TARGET_DIR:-$ROOT/target}/cli/ninefold"
