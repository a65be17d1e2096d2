#!/usr/bin/env bash
# Builds the site into dist/: release, optimized, sealed by tools/post_build.mjs.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
"$ROOT/tools/setup.sh"
cd "$ROOT"

# No path of this machine may stand in what is published, and the same source gives the same bytes anywhere.
# The encoded form, with its own separator, because a path may hold spaces.
UNIT="$(printf '\037')"
FLAGS="--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=/cargo$UNIT--remap-path-prefix=$ROOT=/ninefold"
# Views are boxed rather than one type each, which takes a sixth off the page's wasm.
FLAGS="$FLAGS$UNIT--cfg${UNIT}erase_components"
# A function is copied to where it is called only where that makes the code smaller, or where the source asks for it.
# Without this the engine's wasm is a twelfth larger for nothing that could be measured.
FLAGS="$FLAGS$UNIT-Cllvm-args=-inline-threshold=0"

# NO_COLOR=1 is a value this Trunk does not understand; a backtrace through Trunk would hide what the hook says.
env -u NO_COLOR -u RUSTFLAGS RUST_BACKTRACE=0 CARGO_ENCODED_RUSTFLAGS="$FLAGS" TRUNK_SKIP_VERSION_CHECK=true \
  trunk --quiet build --release
say "built dist/"
