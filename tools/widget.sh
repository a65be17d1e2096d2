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

# part NAME SCRIPT: the program NAME as SCRIPT.js and NAME_bg.wasm, for size: a page waits for it over a network.
part() {
  wasm-bindgen --target web --no-typescript --out-name "$2" --out-dir "$FRESH" \
    "$TARGET/wasm32-unknown-unknown/release/$1.wasm"
  # shellcheck disable=SC2086 # several arguments
  wasm-opt -Oz $WASM_OPT_PASSES "$FRESH/$2_bg.wasm" -o "$FRESH/part.wasm"
  rm "$FRESH/$2_bg.wasm"
  mv "$FRESH/part.wasm" "$FRESH/$1_bg.wasm"
  sed "s/$2_bg\\.wasm/$1_bg.wasm/g" "$FRESH/$2.js" >"$FRESH/part.js"
  mv "$FRESH/part.js" "$FRESH/$2.js"
}

env -u RUSTFLAGS CARGO_ENCODED_RUSTFLAGS="$FLAGS" cargo build --quiet --release --locked --offline \
  --target wasm32-unknown-unknown --no-default-features --features engine,widget \
  --bin engine --bin revenue --bin widget
part widget view
part engine engine
part revenue revenue
# Both engines have the same calls, so one script serves them; it is handed the module.
sed 's/revenue_bg/engine_bg/g' "$FRESH/revenue.js" | cmp -s - "$FRESH/engine.js" || die "the two engines have other calls"
rm "$FRESH/revenue.js"
cat www/embed/run.js >>"$FRESH/engine.js"

node "$ROOT/tools/widget/files.mjs" "$FRESH"
rm -rf "$OUT"
mkdir -p "$ROOT/dist"
cp -R "$FRESH" "$OUT"
chmod -R u+rwX,go+rX "$OUT"
node "$ROOT/tools/widget/finish.mjs" "$OUT" "$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)"
say "built dist/embed/"
