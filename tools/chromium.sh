#!/usr/bin/env bash
# Prints the path of a Chromium for the tests, installing one where there is none. In this order: NINEFOLD_CHROMIUM,
# one on PATH, the apps of macOS, one installed here before, Debian's package (as root), Playwright's download.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

export PLAYWRIGHT_BROWSERS_PATH="$CACHE/playwright"
E2E="$ROOT/tests/e2e"

# Prints its argument if that is a browser that starts: on Ubuntu, `chromium-browser` may be an empty shell.
works() { [ -x "$1" ] && "$1" --version >/dev/null 2>&1 && printf '%s\n' "$1"; }

on_path() {
  local name path
  for name in chromium google-chrome google-chrome-stable chromium-browser; do
    path="$(command -v "$name")" || continue
    # A snap may not read the profile that a test makes for it.
    case "$(readlink "$path" 2>/dev/null || true)$path" in *snap*) continue ;; esac
    works "$path" && return
  done
  return 1
}

of_macos() {
  local app
  for app in "Google Chrome" Chromium; do
    works "/Applications/$app.app/Contents/MacOS/$app" && return
    works "$HOME/Applications/$app.app/Contents/MacOS/$app" && return
  done
  return 1
}

of_playwright() {
  local path
  path="$(cd "$E2E" && node -p 'require("@playwright/test").chromium.executablePath()' 2>/dev/null)" && works "$path"
}

by_playwright() {
  local with=()
  [ "$(id -u)" = 0 ] && has apt-get && with=(--with-deps)
  say "downloading Chromium with Playwright"
  (cd "$E2E" && quietly npx --no-install playwright install ${with[@]+"${with[@]}"} chromium) && of_playwright
}

debian() { [ "$(id -u)" = 0 ] && has apt-get && grep -qx 'ID=debian' /etc/os-release 2>/dev/null; }

by_apt() {
  say "installing Debian's chromium"
  export DEBIAN_FRONTEND=noninteractive
  quietly apt-get update -q && quietly apt-get install -qy --no-install-recommends chromium fonts-noto-cjk && on_path
}

if [ -n "${NINEFOLD_CHROMIUM:-}" ]; then
  works "$NINEFOLD_CHROMIUM" || die "NINEFOLD_CHROMIUM=$NINEFOLD_CHROMIUM is no browser that starts"
  exit
fi
on_path || of_macos || of_playwright || { debian && by_apt; } || by_playwright ||
  die "there is no Chromium, and none could be installed" \
    "Install Chromium or Chrome, or name one: NINEFOLD_CHROMIUM=/path/to/chromium make test"
