// The built page in dist/, served as `make serve` does, in the Chromium of NINEFOLD_CHROMIUM.

import { defineConfig } from "@playwright/test";
import { cpus } from "node:os";

// Playwright asks through the proxy of the environment whether the server answers; no proxy knows this machine's own.
for (const name of ["no_proxy", "NO_PROXY"]) process.env[name] = [process.env[name], "127.0.0.1", "localhost"].filter(Boolean).join(",");

const port = process.env.NINEFOLD_E2E_PORT || "8091";
const address = `http://127.0.0.1:${port}/`;

export default defineConfig({
  testDir: ".",
  outputDir: "results",
  reporter: "list",
  workers: Math.max(1, Math.floor(cpus().length / 2)),
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // A test that passes at the second try has found something.
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: address,
    browserName: "chromium",
    locale: "en-GB",
    timezoneId: "UTC",
    trace: "off",
    launchOptions: {
      executablePath: process.env.NINEFOLD_CHROMIUM || undefined,
      args: [
        // As root, Chromium runs only without its sandbox.
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  webServer: {
    command: "node ../../tools/serve.mjs ../../dist",
    env: { PORT: port },
    url: address,
    reuseExistingServer: false,
    timeout: 10_000,
  },
});
