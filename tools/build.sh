#!/usr/bin/env bash
# Builds the site into dist/: release, optimized, sealed by tools/post_build.mjs.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
"$ROOT/tools/setup.sh"
cd "$ROOT"

. "$ROOT/tools/flags.sh"
# Views are boxed rather than one type each, which takes a sixth off the page's wasm.
FLAGS="$FLAGS$UNIT--cfg${UNIT}erase_components"

# NO_COLOR=1 is a value this Trunk does not understand; a backtrace through Trunk would hide what the hook says.
env -u NO_COLOR -u RUSTFLAGS RUST_BACKTRACE=0 CARGO_ENCODED_RUSTFLAGS="$FLAGS" TRUNK_SKIP_VERSION_CHECK=true \
  trunk --quiet build --release
say "built dist/"
"$ROOT/tools/widget.sh"
