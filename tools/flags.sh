# How the browser's parts are compiled, whichever of them it is. Sourced, not run; needs lib.sh.

# No path of this machine may stand in what is published, and the same source gives the same bytes anywhere.
# The encoded form, with its own separator, because a path may hold spaces.
UNIT="$(printf '\037')"
FLAGS="--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=/cargo$UNIT--remap-path-prefix=$ROOT=/ninefold"
# A function is copied to where it is called only where that makes the code smaller, or where the source asks for it.
# Without this the engine's wasm is a twelfth larger for nothing that could be measured.
FLAGS="$FLAGS$UNIT-Cllvm-args=-inline-threshold=0"

# The passes left out make the files smaller but their compressed form larger (index.html names them for Trunk).
WASM_OPT_PASSES="--skip-pass=inlining-optimizing --skip-pass=dae-optimizing --skip-pass=code-folding --skip-pass=local-cse"
