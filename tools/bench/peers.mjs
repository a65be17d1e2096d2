// The other ways to the same numbers, where their harness lies beside this repository (../shared/bench). It is run in a
// copy, because it installs packages and writes files where it stands.

import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";

// Milliseconds by way, ours among them; null where there is no harness or its packages could not be installed.
export function peers({ harness, folder, file, dist, runs }) {
  if (!existsSync(join(harness, "peers.mjs"))) return null;
  mkdirSync(folder, { recursive: true });
  cpSync(harness, folder, { recursive: true });
  if (!existsSync(join(folder, "node_modules"))) {
    const installed = spawnSync("npm", ["install", "--no-audit", "--no-fund", "--silent"], { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
    if (installed.status !== 0) return null;
  }
  const environment = { ...process.env, CHROMIUM: process.env.NINEFOLD_CHROMIUM };
  const said = execFileSync(process.execPath, ["peers.mjs", file, "--dist", dist, "--runs", String(runs)], { cwd: folder, env: environment, encoding: "utf8" });
  const { file: _, bytes: __, ...ways } = JSON.parse(said.trim().split("\n").at(-1));
  return ways;
}
