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
  # The build is a process group of its own, so that cargo and the compilers end with it.
  [ -z "$BUILD" ] || kill -- "-$BUILD" 2>/dev/null || true
  rm -rf "$LOGS"
}
trap finish EXIT
trap 'exit 130' INT TERM

SUMMARY=""
FAILED=0

# note NAME STATUS SECONDS [WORDS]: a line of the summary.
note() {
  local word=ok
  [ "$2" = 0 ] || { word=FAILED; FAILED=1; }
  SUMMARY="$SUMMARY$(printf '  %-27s %-6s %4ss  %s' "$1" "$word" "$3" "${4:-}")
"
}

# step NAME COMMAND…: runs it in sight, and repeats the runner's own counts in the summary.
step() {
  local name="$1" status=0 start=$SECONDS
  shift
  printf '\n== %s\n' "$name"
  "$@" 2>&1 | tee "$LOGS/step" || status=$?
  note "$name" "$status" $((SECONDS - start)) "$(counts "$LOGS/step")"
}

# cargo test ends every binary with "test result: ok. 6 passed; 0 failed; …", Playwright the run with "  6 passed (3.1s)".
counts() {
  awk '
    /^test result:/ { for (i = 2; i <= NF; i++) { if ($i ~ /^passed/) p += $(i-1); if ($i ~ /^failed/) f += $(i-1); if ($i ~ /^ignored/) g += $(i-1) } seen = 1 }
    /^ +[0-9]+ (passed|failed|skipped|flaky|did not run)/ { line = $0; sub(/^ +/, "", line); sub(/ \([0-9.a-z]+\)$/, "", line); all = all (all == "" ? "" : ", ") line }
    END { if (seen) printf "%d passed, %d failed, %d ignored", p, f, g; else printf "%s", all }
  ' "$1"
}

e2e() (
  cd tests/e2e
  NINEFOLD_E2E_PORT="$(node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')"
  export NINEFOLD_E2E_PORT
  # A colour demanded and forbidden at once only makes node complain.
  env -u FORCE_COLOR node_modules/.bin/playwright test
)

set -m
(
  status=0 start=$SECONDS
  "$ROOT/tools/build.sh" >"$LOGS/build" 2>&1 || status=$?
  echo "$((SECONDS - start))" >"$LOGS/seconds"
  exit "$status"
) </dev/null &
BUILD=$!
set +m

step "formatting" tools/check.sh format
step "tests of the tools" node --test --test-reporter=dot tools/post_build/checks.test.mjs
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
  note "tests in Chromium" 1 0 "not run: there is no build"
fi

printf '\n%s' "$SUMMARY"
exit "$FAILED"
