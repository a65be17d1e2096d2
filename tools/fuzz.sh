#!/usr/bin/env bash
# Feeds the reader with whatever a fuzzer comes up with: every target of fuzz/ for MINUTES (10), or only those named.
# Needs cargo-fuzz and a nightly toolchain; installs nothing. What breaks the reader is kept in fuzz/artifacts.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$ROOT"

minutes=${MINUTES:-10}
[ "$minutes" -ge 1 ] 2>/dev/null || die "MINUTES must be a whole number from 1, not $minutes"
has cargo-fuzz || die "cargo-fuzz is missing" "cargo install cargo-fuzz"
rustup toolchain list 2>/dev/null | grep -q '^nightly' \
  || die "a nightly toolchain is missing" "rustup toolchain install nightly --profile minimal"
export RUSTUP_TOOLCHAIN=nightly

targets=("$@")
[ "${#targets[@]}" -gt 0 ] || read -ra targets <<<"$(cargo fuzz list | tr '\n' ' ')"

# The tests' files are the first inputs. Targets that begin with a byte of options get one before each.
seed() {
  local target=$1 lead=$2 folder="fuzz/corpus/$1" file
  mkdir -p "$folder"
  for file in tests/cases/*/*.csv; do
    [ "$(wc -c <"$file")" -le 4000 ] || continue
    { printf '%b' "$lead"; cat "$file"; } >"$folder/$(tr '/' '-' <<<"${file#tests/cases/}")"
  done
}

for target in "${targets[@]}"; do
  case $target in
    sniff) seed "$target" '' ;;
    chunks | records) seed "$target" '\x07' ;;
    decode) seed "$target" '\x00\x05' ;;
    *) mkdir -p "fuzz/corpus/$target" ;;
  esac
  say "fuzzing $target for $minutes minutes"
  # All of it is safe Rust: without the address sanitizer it tries twice as much.
  cargo fuzz run --sanitizer none "$target" -- -max_total_time=$((minutes * 60)) -timeout=5 -rss_limit_mb=2048 \
    -max_len="${MAX_LEN:-4096}" -dict=fuzz/ninefold.dict -print_final_stats=1
done
