#!/usr/bin/env bash
# Makes ready what the build needs: the wasm32 target, Trunk, wasm-bindgen, wasm-opt, the crates. Installs only what
# is missing, into a folder of its own (NINEFOLD_CACHE, else ~/.cache/ninefold); quick when nothing is.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$ROOT"

NETWORK="Is this machine on the network, and may it reach the registry? Then run the same command again: it goes on where it stopped."

check_programs() {
  has cargo || die "no cargo on PATH" "Install Rust with rustup: https://rustup.rs"
  has cc || has gcc || has clang || die "no C compiler on PATH, which Rust needs to link" \
    "Debian, Ubuntu: apt-get install build-essential" "macOS: xcode-select --install"
  has node || die "no node on PATH" "Install Node.js $NODE_MAJOR or newer: https://nodejs.org"
  local major
  major="$(node -p 'process.versions.node.split(".")[0]')"
  [ "$major" -ge "$NODE_MAJOR" ] || die "node $major is too old" "Install Node.js $NODE_MAJOR or newer: https://nodejs.org"
  has npm || die "no npm on PATH" "It comes with Node.js; on Debian: apt-get install npm"
}

# Versions that stand in more than one file must agree.
check_versions() {
  local locked
  locked="$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/[^0-9.]/, ""); print }' Cargo.lock)"
  [ "$locked" = "$WASM_BINDGEN_VERSION" ] ||
    die "Cargo.lock has wasm-bindgen $locked, tools/versions.env $WASM_BINDGEN_VERSION" "They must be equal to the patch."
  grep -q "^wasm_bindgen = \"$WASM_BINDGEN_VERSION\"$" Trunk.toml ||
    die "Trunk.toml's wasm_bindgen is not tools/versions.env's $WASM_BINDGEN_VERSION"
  grep -q "^wasm_opt = \"version_${BINARYEN_VERSION%%.*}\"$" Trunk.toml ||
    die "Trunk.toml's wasm_opt is not version_${BINARYEN_VERSION%%.*}, as tools/versions.env says"
}

# The toolchain is installed by name, because rustup does not do it by itself where RUSTUP_AUTO_INSTALL is 0.
ensure_rust() {
  local toolchain sysroot
  toolchain="${RUSTUP_TOOLCHAIN:-$(sed -n 's/^channel = "\(.*\)"$/\1/p' rust-toolchain.toml)}"
  sysroot="$(RUSTUP_AUTO_INSTALL=0 rustc --print sysroot 2>/dev/null || true)"
  if [ -n "$sysroot" ] && [ -d "$sysroot/lib/rustlib/wasm32-unknown-unknown/lib" ] &&
    RUSTUP_AUTO_INSTALL=0 cargo fmt --version >/dev/null 2>&1 && RUSTUP_AUTO_INSTALL=0 cargo clippy --version >/dev/null 2>&1; then
    return
  fi
  has rustup || die "this Rust has no wasm32-unknown-unknown target (or no rustfmt, no clippy), and there is no rustup to add it" \
    "Install Rust with rustup: https://rustup.rs"
  say "installing Rust $toolchain with the wasm32 target"
  quietly rustup toolchain install "$toolchain" --profile minimal --no-self-update \
    --component rustfmt --component clippy --target wasm32-unknown-unknown ||
    die "rustup could not install Rust $toolchain" "$NETWORK"
}

# cargo_install CRATE VERSION OPT-LEVEL FLAGS… FOLDER. These programs run for seconds; optimizing them would take minutes.
cargo_install() {
  local crate="$1" version="$2" level="$3" folder="${*: -1}"
  shift 3
  set -- "${@:1:$#-1}"
  env -u RUSTFLAGS -u CARGO_ENCODED_RUSTFLAGS -u CARGO_BUILD_TARGET -u CARGO_BUILD_RUSTFLAGS \
    CARGO_PROFILE_RELEASE_OPT_LEVEL="$level" CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_DEBUG=0 \
    CARGO_TARGET_DIR="$folder/target" \
    cargo install --quiet --locked "$crate" --version "$version" --root "$folder" "$@" &&
    rm -rf "$folder/target"
}

npm_install_binaryen() {
  npm install --prefix "$1" --silent --no-audit --no-fund --no-save --ignore-scripts "binaryen@$BINARYEN_VERSION"
}

ensure_tools() {
  if [ ! -x "$TRUNK_DIR/bin/trunk" ]; then
    say "installing Trunk $TRUNK_VERSION (some minutes, once)"
    install_into "$TRUNK_DIR" quietly cargo_install trunk "$TRUNK_VERSION" 0 --no-default-features --features rustls ||
      die "Trunk could not be installed" "$NETWORK"
  fi
  if [ ! -x "$WASM_BINDGEN_DIR/bin/wasm-bindgen" ]; then
    say "installing wasm-bindgen $WASM_BINDGEN_VERSION (a minute or two, once)"
    install_into "$WASM_BINDGEN_DIR" quietly cargo_install wasm-bindgen-cli "$WASM_BINDGEN_VERSION" 1 ||
      die "wasm-bindgen could not be installed" "$NETWORK"
  fi
  if [ ! -e "$BINARYEN_DIR/node_modules/.bin/wasm-opt" ]; then
    say "installing wasm-opt (binaryen $BINARYEN_VERSION)"
    install_into "$BINARYEN_DIR" quietly npm_install_binaryen || die "binaryen could not be installed" "$NETWORK"
  fi
}

# The builds themselves are offline; this is the only step that fetches crates, and only those not yet here. All
# platforms' are wanted, though not all are built: `cargo metadata`, which Trunk asks, reads every one of them.
fetch_crates() {
  cargo fetch --locked --offline --quiet >/dev/null 2>&1 && return
  say "fetching the crates of Cargo.lock"
  quietly cargo fetch --locked || die "the crates of Cargo.lock could not be fetched" "$NETWORK"
}

check_programs
check_versions
ensure_rust
ensure_tools
fetch_crates
