// The command line on the same files: the same core, compiled for this machine.

import { spawn } from "node:child_process";
import { peakOf, quickest } from "./browser.mjs";

// Milliseconds and the most memory of one run. The memory is looked at every few milliseconds, as nothing tells it
// when the process has ended.
function run(program, args) {
  return new Promise((done, failed) => {
    const from = performance.now();
    const child = spawn(program, args, { stdio: ["ignore", "ignore", "pipe"] });
    let memory = NaN;
    let words = "";
    const look = setInterval(() => {
      const peak = peakOf(child.pid);
      if (peak > 0) memory = peak;
    }, 5);
    child.stderr.on("data", (text) => (words += text));
    child.on("error", failed);
    child.on("close", (status) => {
      clearInterval(look);
      if (status !== 0) failed(new Error(`${program} ${args.join(" ")} ended with ${status}: ${words.slice(0, 300)}`));
      else done({ ms: performance.now() - from, memory });
    });
  });
}

// What a file costs the command line. `read` is a run that only reads; `compute` is what a report takes beyond that.
export async function nativeCost(program, file, runs) {
  const all = { read: [], report: [] };
  for (let at = 0; at < runs; at++) for (const command of Object.keys(all)) all[command].push(await run(program, [command, file]));
  const [read, report] = [quickest(all.read, "ms"), quickest(all.report, "ms")];
  return { read: read.ms, compute: Math.max(0, report.ms - read.ms), total: report.ms, memory: report.memory };
}
