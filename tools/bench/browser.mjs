// The built page in Chromium: how it starts, what a file costs it, and what only reading the file's bytes costs.

import { chromium } from "../../tests/e2e/node_modules/playwright-core/index.mjs";
import { readFileSync } from "node:fs";

const ARGS = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

async function launch() {
  // As root, Chromium runs only without its sandbox.
  const args = process.getuid?.() === 0 ? [...ARGS, "--no-sandbox"] : ARGS;
  return chromium.launch({ executablePath: process.env.NINEFOLD_CHROMIUM || undefined, args });
}

// Of several runs the quickest counts, whole: whatever else a machine does only ever adds to one.
export const quickest = (runs, by) => runs.reduce((best, run) => (run[by] < best[by] ? run : best));

// Notes when the steps of a start happen. It runs in the page before anything of the page does.
function notes() {
  const at = (globalThis.startNotes = {});
  const note = (name) => (at[name] ??= performance.now());
  for (const [name, step] of [["instantiateStreaming", "app"], ["compileStreaming", "engine"]]) {
    const plain = WebAssembly[name].bind(WebAssembly);
    WebAssembly[name] = (...given) => {
      note(`${step}Compiling`);
      const promise = plain(...given);
      promise.then(() => note(`${step}Compiled`), () => {});
      return promise;
    };
  }
  new MutationObserver(() => {
    if (document.body && at.appCompiled && !document.getElementById("boot")) note("drawn");
    if (document.documentElement?.dataset.state === "sealed") note("sealed");
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-state"] });
}

// Milliseconds from the navigation to each step of the quickest start.
export async function start(address, { slowdown, runs }) {
  const browser = await launch();
  const all = [];
  for (let run = 0; run < runs; run++) {
    const context = await browser.newContext();
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    await page.addInitScript(notes);
    await page.goto(address);
    await page.waitForSelector('html[data-state="sealed"]', { timeout: 60_000 });
    all.push(
      await page.evaluate(() => {
        const arrived = (part) => performance.getEntriesByType("resource").find((entry) => part.test(entry.name))?.responseEnd;
        const [paint] = performance.getEntriesByName("first-contentful-paint");
        return { ...globalThis.startNotes, paint: paint?.startTime, appArrived: arrived(/app-.*wasm/), engineArrived: arrived(/worker_bg/) };
      }),
    );
    await context.close();
  }
  await browser.close();
  return quickest(all, "sealed");
}

// The most memory a process has had, in bytes; NaN where the system does not say.
export function peakOf(pid) {
  try {
    return Number(readFileSync(`/proc/${pid}/status`, "utf8").match(/^VmHWM:\s*(\d+) kB/m)[1]) * 1024;
  } catch {
    return NaN;
  }
}

// The most memory that each process for pages has had. A page and its workers live in one of them.
async function peaks(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  return new Map(processInfo.filter(({ type }) => type === "renderer").map(({ id }) => [id, peakOf(id)]));
}

// What a file costs the page: milliseconds by stage, and by how much the process grew. A browser for each run, because
// a process never gives back what it once had.
export async function cost(address, file, runs) {
  const all = [];
  for (let run = 0; run < runs; run++) {
    const browser = await launch();
    const page = await browser.newPage();
    await page.goto(address);
    await page.waitForSelector('html[data-state="sealed"]', { timeout: 60_000 });
    const before = await peaks(browser);
    await page.setInputFiles('[data-testid="file-input"]', file);
    await page.waitForSelector('html[data-state="done"], html[data-state="asking"], html[data-state="failed"]', { timeout: 600_000 });
    const state = await page.evaluate(() => document.documentElement.dataset.state);
    if (state !== "done") throw new Error(`${file}: the page ended in the state ${state}`);
    const [total, read, compute] = await page.evaluate(() =>
      ["total", "read", "compute"].map((name) => performance.getEntriesByName(`ninefold:${name}`).at(-1).duration),
    );
    const grown = [...(await peaks(browser))].map(([id, peak]) => peak - (before.get(id) ?? peak));
    all.push({ total, read, compute, show: total - read - compute, memory: Math.max(...grown) });
    await browser.close();
  }
  return quickest(all, "total");
}

// Only asking a tab for a file's bytes, piece by piece, and copying each into a wasm memory: no reader can be quicker.
export async function limit(file, runs) {
  const browser = await launch();
  const page = await browser.newPage();
  await page.setContent('<input type="file">');
  await page.setInputFiles("input", file);
  const all = [];
  for (let run = 0; run < runs; run++) {
    all.push(
      await page.evaluate(async () => {
        const [chosen] = document.querySelector("input").files;
        const piece = 4 << 20;
        const memory = new Uint8Array(new WebAssembly.Memory({ initial: 64 }).buffer);
        const from = performance.now();
        for (let at = 0; at < chosen.size; at += piece) memory.set(new Uint8Array(await chosen.slice(at, at + piece).arrayBuffer()));
        return { ms: performance.now() - from };
      }),
    );
  }
  await browser.close();
  return quickest(all, "ms").ms;
}
