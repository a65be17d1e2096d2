#!/usr/bin/env bash
# Builds the site and serves it on http://127.0.0.1:8080 (another PORT by that variable).
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
"$ROOT/tools/build.sh"
exec node "$ROOT/tools/serve.mjs" "$ROOT/dist"
