// The package of dist/embed as others use it: packed, typed, bundled, imported on a server, and on a plain page.

import { expect, test as base, type Page } from "@playwright/test";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { printed, root } from "./support/cli";
import { serve } from "./support/folder";

const embed = join(root, "dist/embed");
const bin = join(import.meta.dirname, "node_modules/.bin");
const ledger = join(root, "www/samples/leaking.csv");
const npm = (cwd: string, ...args: string[]) => execFileSync("npm", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });

/** A folder that goes when the test ends, and one with the package installed as from a registry. */
const test = base.extend<{ folder: string; project: string }>({
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), "ninefold-library-"));
    await use(folder);
    rmSync(folder, { recursive: true });
  },
  project: async ({ folder }, use) => {
    const [{ filename }] = JSON.parse(npm(embed, "pack", "--json", "--pack-destination", folder));
    mkdirSync(join(folder, "node_modules/ninefold"), { recursive: true });
    execFileSync("tar", ["-xzf", join(folder, filename), "-C", join(folder, "node_modules/ninefold"), "--strip-components=1"]);
    cpSync(ledger, join(folder, "public/ledger.csv"));
    writeFileSync(join(folder, "package.json"), '{ "type": "module", "private": true }');
    await use(folder);
  },
});

const PAGE = '<!doctype html><meta charset="utf-8"><title>x</title><script type="module" src="./main.js"></script>';
const MAIN = (from: string) => `import { report } from "${from}";
const bytes = await (await fetch("./ledger.csv")).arrayBuffer();
const made = await report([{ name: "leaking.csv", bytes }], { months: 6 });
document.title = JSON.stringify(made);`;

/** What the page at an address made of the ledger is what the command line makes of it. */
async function agrees(page: Page, address: string) {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(address);
  await expect.poll(() => page.title()).toContain("ninefold.report/1");
  expect(JSON.parse(await page.title())).toEqual(JSON.parse(printed(ledger, "--months", "6")));
  expect(asked.filter((url) => !url.startsWith(address) && !url.startsWith("blob:"))).toEqual([]);
}

test("the package holds what it exports, and nothing of the site", ({ project }) => {
  const own = join(project, "node_modules/ninefold");
  const about = JSON.parse(readFileSync(join(own, "package.json"), "utf8"));
  expect(about.version).toBe(/^version = "(.*)"$/m.exec(readFileSync(join(root, "Cargo.toml"), "utf8"))?.[1]);
  const [{ files }] = JSON.parse(npm(embed, "pack", "--json", "--dry-run"));
  const names = files.map((file: { path: string }) => file.path);
  for (const name of [about.main, about.types, about.customElements]) expect(names).toContain(name.slice(2));
  for (const name of ["engine.js", "engine_bg.wasm", "revenue_bg.wasm", "embed.html", "embed.js", "frame.js"]) expect(names).toContain(name);
  expect(names.filter((name: string) => name.includes("/") || name === "index.html")).toEqual([]);
  const elements = JSON.parse(readFileSync(join(own, "custom-elements.json"), "utf8"));
  expect(elements.schemaVersion).toBe("2.1.0");
});

test("its versioned copies are its files", () => {
  const { version, files } = JSON.parse(readFileSync(join(embed, "package.json"), "utf8"));
  expect(files).not.toContain(version);
  for (const name of ["ninefold.js", "engine_bg.wasm"]) {
    expect(readFileSync(join(embed, version, name)).equals(readFileSync(join(embed, name)))).toBe(true);
  }
});

test("its types hold, and refuse what is wrong", ({ project }) => {
  const check = (text: string) => {
    writeFileSync(join(project, "check.ts"), `import { NinefoldError, report, type Report } from "ninefold";\n${text}\n`);
    const args = ["--noEmit", "--strict", "--target", "es2022", "--module", "esnext", "--moduleResolution", "bundler", "--lib", "es2022,dom,dom.iterable", "check.ts"];
    try {
      execFileSync(join(bin, "tsc"), args, { cwd: project, encoding: "utf8" });
      return "";
    } catch (error) {
      return String((error as { stdout: string }).stdout);
    }
  };
  expect(check(`const made: Report = await report(new File([], "a.csv"), { months: 6, policies: { gap: 1 }, only: "revenue", signal: new AbortController().signal, onProgress: ({ done }) => done.toFixed() });
const nrr = made.metrics.nrr; if (nrr?.na === undefined) { const value: number | string = nrr!.value; value; }
const opening: string = made.movements[0]!.opening; opening;
try { await report([{ name: "a.csv", text: "" }]); } catch (error) { if (error instanceof NinefoldError) { const fix: string = error.fix; fix; } }`)).toBe("");
  expect(check(`import "ninefold/ninefold-widget.js"; import { give } from "ninefold/embed.js";
const element = document.createElement("ninefold-widget"); element.data = await report([]); const svg: string = await element.toSVG(); svg;
element.addEventListener("ninefold-result", ({ detail }) => detail.value.length); give(document.createElement("iframe"), "{}");`)).toBe("");
  expect(check('await report([], { months: "6" });')).toContain("TS2322");
  expect(check("await report([5]);")).toContain("check.ts");
  expect(check("const made = await report([]); const wrong: number = made.movements[0]!.opening;")).toContain("TS2322");
});

test("Vite bundles it", async ({ page, project }) => {
  writeFileSync(join(project, "index.html"), PAGE);
  writeFileSync(join(project, "main.js"), MAIN("ninefold"));
  execFileSync(join(bin, "vite"), ["build", "--base", "./", "--logLevel", "warn"], { cwd: project, stdio: "pipe", env: { ...process.env, NODE_ENV: "production" } });
  const site = await serve(join(project, "dist"));
  await agrees(page, site.address);
  await site.close();
});

test("Vite's development server serves it, the element too", async ({ page, project }) => {
  writeFileSync(join(project, "index.html"), `${PAGE}<ninefold-widget loading="eager" src="/ledger.csv" metric="arr"></ninefold-widget>`);
  writeFileSync(join(project, "main.js"), `import "ninefold/ninefold-widget.js";\n${MAIN("ninefold")}`);
  writeFileSync(join(project, "vite.config.js"), 'export default { optimizeDeps: { exclude: ["ninefold"] } };');
  const vite = await import("vite");
  const server = await vite.createServer({ root: project, configFile: join(project, "vite.config.js"), logLevel: "warn", server: { host: "127.0.0.1", port: 0 } });
  await server.listen();
  const { port } = server.httpServer!.address() as AddressInfo;
  await agrees(page, `http://127.0.0.1:${port}/`);
  const arr = JSON.parse(printed(ledger)).metrics.arr.value;
  await expect.poll(() => page.locator("ninefold-widget").evaluate((one) => (one as HTMLElement & { result?: { value: string } }).result?.value)).toBe(arr);
  await server.close();
});

test("esbuild bundles it, with its files beside the bundle", async ({ page, project }) => {
  writeFileSync(join(project, "main.js"), MAIN("ninefold"));
  const out = join(project, "out");
  execFileSync(join(bin, "esbuild"), ["main.js", "--bundle", "--minify", "--format=esm", `--outfile=${join(out, "main.js")}`], { cwd: project, stdio: "pipe" });
  const own = join(project, "node_modules/ninefold");
  for (const name of ["engine.js", "engine_bg.wasm"]) cpSync(join(own, name), join(out, name));
  cpSync(ledger, join(out, "ledger.csv"));
  writeFileSync(join(out, "index.html"), PAGE);
  const site = await serve(out);
  await agrees(page, site.address);
  await site.close();
});

test("a server may import it, and nothing is loaded or defined", ({ project }) => {
  const script = 'const before = Object.keys(globalThis).join(); const own = await import("ninefold"); await import("ninefold/embed.js"); if (typeof own.report !== "function" || Object.keys(globalThis).join() !== before) process.exit(3);';
  execFileSync(process.execPath, ["--input-type=module", "-e", script], { cwd: project, stdio: "pipe" });
});

/** A page without a build step, its files beside it. */
function plain(folder: string, main = MAIN("./embed/ninefold.js")) {
  cpSync(embed, join(folder, "embed"), { recursive: true });
  cpSync(ledger, join(folder, "ledger.csv"));
  writeFileSync(join(folder, "index.html"), PAGE);
  writeFileSync(join(folder, "main.js"), main);
}

const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";
for (const [name, policy, workers] of [
  ["a plain page", undefined, 1],
  ["a page with a strict policy", `${STRICT}; worker-src blob:`, 1],
  ["a page that allows no worker", `${STRICT}; worker-src 'none'`, 0],
] as const) {
  test(`${name} has the command line's report`, async ({ page, folder }) => {
    plain(folder);
    let started = 0;
    page.on("worker", () => (started += 1));
    const site = await serve(folder, policy);
    await agrees(page, site.address);
    expect(started).toBe(workers);
    await site.close();
  });
}

test("a page that allows no WebAssembly is told so", async ({ page, folder }) => {
  plain(folder, `import { report } from "./embed/ninefold.js";
try { await report([{ name: "a.csv", text: "customer,month,mrr\\nA,2024-01,5\\n" }]); } catch (error) { document.title = [error.name, error.code, error.fix].join("|"); }`);
  const site = await serve(folder, "default-src 'none'; script-src 'self'; connect-src 'self'; worker-src blob:");
  await page.goto(site.address);
  await expect.poll(() => page.title()).toMatch(/^NinefoldError\|engine\|.*wasm-unsafe-eval/);
  await site.close();
});

test("it asks, tells how far it is, and can be given up", async ({ page, folder }) => {
  plain(folder, 'window.library = await import("./embed/ninefold.js");');
  const site = await serve(folder);
  await page.goto(site.address);
  await page.waitForFunction(() => "library" in window);
  const told = await page.evaluate(async () => {
    const { report, NinefoldError } = (window as never as { library: typeof import("../../www/embed/ninefold.js") }).library;
    const caught = async (work: Promise<unknown>) => work.then(() => "nothing", (error) => (error instanceof NinefoldError ? { ...error } : String(error)));
    const open = { name: "q.csv", text: "customer,date,amount,type\nA,03/04/2024,5,new\nB,05/06/2024,5,new\n" };
    const rows = Array.from({ length: 400_000 }, (_, i) => `c${i % 5000},2024-${String((i % 12) + 1).padStart(2, "0")},${i % 97}.50`);
    const large = new File([`customer,month,mrr\n${rows.join("\n")}\n`], "large.csv");
    const steps: number[] = [];
    await report(large, { only: "revenue", onProgress: ({ done, total }) => steps.push(done / total) });
    const control = new AbortController();
    const gone = caught(report([large], { only: "revenue", signal: control.signal, onProgress: () => control.abort() }));
    const here = new AbortController();
    const goneHere = caught(report([large], { only: "revenue", worker: false, signal: here.signal, onProgress: () => here.abort() }));
    return {
      question: await caught(report([open])),
      answered: (await report([open], { date_order: "mdy" })).span,
      option: await caught(report([open], { mnths: 3 } as never)),
      nothing: await caught(report([])),
      steps,
      gone: await gone,
      goneHere: await goneHere,
    };
  });
  expect(told.question).toMatchObject({ code: "question", option: "date_order", values: ["dmy", "mdy"] });
  expect(told.answered).toEqual(["2024-03", "2024-05"]);
  expect(told.option).toMatchObject({ code: "option", option: "mnths" });
  expect(told.nothing).toMatchObject({ code: "file" });
  expect(told.steps.at(-1)).toBe(1);
  expect([...told.steps].sort((a, b) => a - b)).toEqual(told.steps);
  expect([told.gone, told.goneHere]).toEqual(Array(2).fill(expect.stringContaining("AbortError")));
  await site.close();
});
