#!/usr/bin/env bash
# Builds the site into dist/: release, optimized, sealed by tools/post_build.mjs.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
"$ROOT/tools/setup.sh"
cd "$ROOT"

# No path of this machine may stand in what is published, and the same source gives the same bytes anywhere.
FLAGS="${RUSTFLAGS:-} --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=/cargo --remap-path-prefix=$ROOT=/ninefold"

# NO_COLOR=1 is a value this Trunk does not understand.
env -u NO_COLOR RUST_BACKTRACE=0 RUSTFLAGS="$FLAGS" TRUNK_SKIP_VERSION_CHECK=true trunk --quiet build --release
say "built dist/"
