#!/usr/bin/env bash
# Builds what other sites embed into dist/embed/: the engines of the JavaScript API and the scripts of www/embed. What
# is published is weighed and hashed by tools/widget/finish.mjs.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
"$ROOT/tools/setup.sh"
cd "$ROOT"
. "$ROOT/tools/flags.sh"

TARGET="${CARGO_TARGET_DIR:-$ROOT/target}"
OUT="$ROOT/dist/embed"
FRESH="$(mktemp -d "${TMPDIR:-/tmp}/ninefold-embed.XXXXXX")"
trap 'rm -rf "$FRESH"' EXIT

# part NAME: the program NAME as NAME.js and NAME_bg.wasm, for size: a page waits for it over a network.
part() {
  wasm-bindgen --target web --no-typescript --out-dir "$FRESH" \
    "$TARGET/wasm32-unknown-unknown/release/$1.wasm"
  wasm-opt -Oz $WASM_OPT_PASSES "$FRESH/$1_bg.wasm" -o "$FRESH/$1_bg.wasm"
}

env -u RUSTFLAGS CARGO_ENCODED_RUSTFLAGS="$FLAGS" cargo build --quiet --release --locked --offline \
  --target wasm32-unknown-unknown --no-default-features --features engine --bin engine --bin revenue
for engine in engine revenue; do
  part "$engine"
  cat www/embed/run.js >>"$FRESH/$engine.js"
done

find www/embed -maxdepth 1 -type f ! -name run.js -exec cp {} "$FRESH/" \;
rm -rf "$OUT"
mkdir -p "$ROOT/dist"
cp -R "$FRESH" "$OUT"
chmod -R u+rwX,go+rX "$OUT"
node "$ROOT/tools/widget/finish.mjs" "$OUT" "$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)"
say "built dist/embed/"
