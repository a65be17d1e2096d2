#!/usr/bin/env bash
# Makes ready what the tests in the browser need: the packages of tests/e2e/package-lock.json and a Chromium.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$ROOT/tests/e2e"

# The stamp is written last, so a broken-off installation is done again.
stamp="node_modules/.ninefold-lock"
want="$(digest package-lock.json)"
if [ "$(cat "$stamp" 2>/dev/null || true)" != "$want" ]; then
  say "installing the packages of tests/e2e"
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 quietly npm ci --include=dev --no-audit --no-fund --ignore-scripts ||
    die "npm could not install the packages of tests/e2e" "Is this machine on the network, and may it reach the npm registry?"
  printf '%s\n' "$want" >"$stamp"
fi
"$ROOT/tools/chromium.sh" >/dev/null
