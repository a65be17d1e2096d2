# Shared by the scripts in tools/: where things are, how to say what is wrong. Sourced, not run.

set -euo pipefail

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
CACHE="${NINEFOLD_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/ninefold}"
case "$CACHE" in /*) ;; *) CACHE="$PWD/$CACHE" ;; esac
. "$ROOT/tools/versions.env"

TRUNK_DIR="$CACHE/trunk-$TRUNK_VERSION"
WASM_BINDGEN_DIR="$CACHE/wasm-bindgen-$WASM_BINDGEN_VERSION"
BINARYEN_DIR="$CACHE/binaryen-$BINARYEN_VERSION"

# Our tools before any others of the same name; cargo also where rustup puts it, if the shell does not know.
PATH="$TRUNK_DIR/bin:$WASM_BINDGEN_DIR/bin:$BINARYEN_DIR/node_modules/.bin:$PATH:${CARGO_HOME:-$HOME/.cargo}/bin"
export PATH

say() { printf '%s\n' "ninefold: $*" >&2; }

# die MESSAGE [WHAT TO DO]…: every further argument is a line of advice.
die() {
  say "cannot go on: $1"
  shift
  for line in "$@"; do printf '  %s\n' "$line" >&2; done
  exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

# Runs a command quietly; its output is shown only if it fails.
quietly() {
  local log status=0
  log="$(mktemp "${TMPDIR:-/tmp}/ninefold.XXXXXX")"
  "$@" >"$log" 2>&1 || status=$?
  [ "$status" = 0 ] || tail -n 60 "$log" >&2
  rm -f "$log"
  return "$status"
}

# install_into DIR COMMAND…: runs COMMAND with an empty folder as last argument and gives the folder its name only
# when that succeeded, so that a broken-off installation is never taken for a good one.
install_into() {
  local final="$1" fresh
  shift
  # Said here, because a caller that goes on with `||` has switched off bash's own stop at the first error.
  { mkdir -p "$CACHE" && fresh="$(mktemp -d "$CACHE/.new.XXXXXX")"; } 2>/dev/null ||
    die "the tools' folder $CACHE can't be written" "Name another one: NINEFOLD_CACHE=/path/to/folder make …"
  if ! "$@" "$fresh"; then
    rm -rf "$fresh"
    return 1
  fi
  # rename(2), not mv: where another run was quicker, mv would put ours inside the other's folder.
  node -e 'require("fs").renameSync(process.argv[1], process.argv[2])' "$fresh" "$final" 2>/dev/null || rm -rf "$fresh"
  [ -d "$final" ]
}

# The SHA-256 of a file, as hexadecimal digits.
digest() {
  node -e 'const f=require("fs"),c=require("crypto");console.log(c.createHash("sha256").update(f.readFileSync(process.argv[1])).digest("hex"))' "$1"
}
