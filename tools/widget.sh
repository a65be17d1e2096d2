#!/usr/bin/env bash
# Builds what other sites embed into dist/embed/: the engines of the JavaScript API and the scripts of www/embed. What
# is published is weighed and hashed by tools/widget/finish.mjs.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
"$ROOT/tools/setup.sh"
cd "$ROOT"
. "$ROOT/tools/flags.sh"

TARGET="${CARGO_TARGET_DIR:-$ROOT/target}"
OUT="$ROOT/dist/embed"
WORK="$(mktemp -d "${TMPDIR:-/tmp}/ninefold-embed.XXXXXX")"
FRESH="$WORK/embed"
mkdir "$FRESH"
trap 'rm -rf "$WORK"' EXIT

# part NAME SCRIPT: the program NAME as NAME_bg.wasm, for size (a page waits for it over a network), and its SCRIPT.js.
part() {
  wasm-bindgen --target web --no-typescript --out-name "$2" --out-dir "$WORK/$1" \
    "$TARGET/wasm32-unknown-unknown/release/$1.wasm"
  # shellcheck disable=SC2086 # several arguments
  wasm-opt -Oz $WASM_OPT_PASSES "$WORK/$1/$2_bg.wasm" -o "$FRESH/$1_bg.wasm"
}

env -u RUSTFLAGS CARGO_ENCODED_RUSTFLAGS="$FLAGS" cargo build --quiet --release --locked --offline \
  --target wasm32-unknown-unknown --no-default-features --features engine,widget \
  --bin engine --bin revenue --bin widget
part widget view
sed 's/view_bg\.wasm/widget_bg.wasm/' "$WORK/widget/view.js" | cat - www/embed/renew.js >"$FRESH/view.js"
part engine engine
part revenue engine
# Both engines have the same calls, so one script serves them; it is handed the module.
cmp -s "$WORK/revenue/engine.js" "$WORK/engine/engine.js" || die "the two engines have other calls"
cat "$WORK/engine/engine.js" www/embed/run.js >"$FRESH/engine.js"

node "$ROOT/tools/widget/files.mjs" "$FRESH"
rm -rf "$OUT"
mkdir -p "$ROOT/dist"
cp -R "$FRESH" "$OUT"
chmod -R u+rwX,go+rX "$OUT"
node "$ROOT/tools/widget/finish.mjs" "$OUT" "$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)"
say "built dist/embed/"
