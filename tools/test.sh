#!/usr/bin/env bash
# Everything a change must pass. The release build runs beside the checks and the core's tests: they use other folders
# of the target directory, and its linking keeps only one core busy. Every step runs, whatever an earlier one says;
# the last lines tell how each ended.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$ROOT"

"$ROOT/tools/setup.sh"
"$ROOT/tools/setup_e2e.sh"
NINEFOLD_CHROMIUM="$("$ROOT/tools/chromium.sh")"
export NINEFOLD_CHROMIUM

LOGS="$(mktemp -d "${TMPDIR:-/tmp}/ninefold-test.XXXXXX")"
BUILD=""
finish() {
  [ -z "$BUILD" ] || kill "$BUILD" 2>/dev/null || true
  rm -rf "$LOGS"
}
trap finish EXIT

SUMMARY=""
FAILED=0
note() {
  local name="$1" status="$2" seconds="$3" word=ok
  [ "$status" = 0 ] || { word=FAILED; FAILED=1; }
  SUMMARY="$SUMMARY$(printf '  %-28s %-6s %4ss' "$name" "$word" "$seconds")
"
}

step() {
  local name="$1" status=0 start=$SECONDS
  shift
  printf '\n== %s\n' "$name"
  "$@" 2>&1 || status=$?
  note "$name" "$status" $((SECONDS - start))
}

e2e() (
  cd tests/e2e
  NINEFOLD_E2E_PORT="$(node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')"
  export NINEFOLD_E2E_PORT
  # Playwright colours its list as it likes best: a forced colour and a forbidden one at once only make it complain.
  env -u FORCE_COLOR npx --no-install playwright test
)

build_start=$SECONDS
(
  status=0
  "$ROOT/tools/build.sh" >"$LOGS/build" 2>&1 </dev/null || status=$?
  echo "$((SECONDS - build_start))" >"$LOGS/seconds"
  exit "$status"
) &
BUILD=$!

step "formatting" tools/check.sh format
step "the tools' own tests" node --test --test-reporter=dot tools/post_build/
step "lints of the core" tools/check.sh core
step "tests of the core" cargo test --locked --quiet
step "lints of the browser parts" tools/check.sh browser

status=0
wait "$BUILD" || status=$?
BUILD=""
printf '\n== release build\n'
cat "$LOGS/build"
note "release build" "$status" "$(cat "$LOGS/seconds" 2>/dev/null || echo '?')"

if [ "$status" = 0 ]; then
  step "tests in Chromium" e2e
else
  note "tests in Chromium (not run)" 1 0
fi

printf '\n%s' "$SUMMARY"
exit "$FAILED"
