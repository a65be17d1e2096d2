// The package of dist/embed as others use it: packed, typed, bundled, imported on a server, and on a plain page.

import { expect, test as base, type Page } from "@playwright/test";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import webpack from "webpack";
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
  // Every way in leads to a file that is packed, and its types too.
  const targets = (of: unknown): string[] => (typeof of === "string" ? [of] : Object.values(of as object).flatMap(targets));
  for (const [way, of] of Object.entries(about.exports)) {
    if (way !== "./*") for (const target of targets(of)) expect(names, way).toContain(target.slice(2));
  }
  for (const way of ["./widget", "./inline", "./ssr", "./react", "./core", "./wasm"]) expect(Object.keys(about.exports)).toContain(way);
  const elements = JSON.parse(readFileSync(join(own, "custom-elements.json"), "utf8"));
  expect(elements.schemaVersion).toBe("2.1.0");
});

test("publint has nothing to say of it", async ({ project }) => {
  const own = join(project, "node_modules/ninefold");
  const { messages, pkg } = await publint({ pkgDir: own, level: "warning", strict: true, pack: false });
  expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
});

test("its versioned copies are its files", () => {
  const { version, files } = JSON.parse(readFileSync(join(embed, "package.json"), "utf8"));
  expect(files).not.toContain(version);
  for (const name of ["ninefold.js", "engine_bg.wasm"]) {
    expect(readFileSync(join(embed, version, name)).equals(readFileSync(join(embed, name)))).toBe(true);
  }
});

test("its types hold, and refuse what is wrong", ({ project }) => {
  cpSync(join(import.meta.dirname, "node_modules/@types/react"), join(project, "node_modules/@types/react"), { recursive: true });
  cpSync(join(import.meta.dirname, "node_modules/csstype"), join(project, "node_modules/csstype"), { recursive: true });
  const check = (text: string, name = "check.ts") => {
    writeFileSync(join(project, name), `import { NinefoldError, report, type Report } from "ninefold";\n${text}\n`);
    const args = ["--noEmit", "--strict", "--jsx", "preserve", "--types", "react", "--target", "es2022", "--module", "esnext", "--moduleResolution", "bundler", "--lib", "es2022,dom,dom.iterable", name];
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
  expect(check(`import { toFigures, toHTML, toSVG } from "ninefold/ssr"; import init, { Report as Drawn } from "ninefold/core"; import "ninefold/inline"; import "ninefold/widget";
const svg: string = await toSVG("a,b", { view: "bar", metric: "mrr", width: 400, options: { months: 6 } }); svg; const html: string = await toHTML(await report([]), { lang: "zh" }); html;
const value: string = (await toFigures("a,b"))[0]!.value; value; await init(); const drawn = new Drawn({}, "en"); drawn.view({ view: "line" }).figures.length; drawn.free();
document.addEventListener("ninefold-select", ({ detail }) => detail.period.length); document.addEventListener("ninefold-load", ({ detail }) => detail.rows.toFixed());`)).toBe("");
  const jsx = (attributes: string) => check(`import type {} from "ninefold/react"; export const shown = <ninefold-widget ${attributes} />;`, "check.tsx");
  expect(jsx('src="nrr.json" view="bar" show-source names="hash" className="x" onninefold-result={({ detail }) => detail.points[0]?.values.join()}')).toBe("");
  expect(jsx('view="pie"')).toContain("TS2322");
  expect(check('import { toSVG } from "ninefold/ssr"; await toSVG("", { view: "pie" });')).toContain("TS2322");
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

/** A bundle whose engine is copied beside it. */
async function bundled(page: Page, project: string, out: string) {
  const own = join(project, "node_modules/ninefold");
  for (const name of ["engine.js", "engine_bg.wasm"]) cpSync(join(own, name), join(out, name));
  cpSync(ledger, join(out, "ledger.csv"));
  writeFileSync(join(out, "index.html"), PAGE);
  const site = await serve(out);
  await agrees(page, site.address);
  await site.close();
}

test("esbuild bundles it, with its files beside the bundle", async ({ page, project }) => {
  writeFileSync(join(project, "main.js"), MAIN("ninefold"));
  const out = join(project, "out");
  execFileSync(join(bin, "esbuild"), ["main.js", "--bundle", "--minify", "--format=esm", `--outfile=${join(out, "main.js")}`], { cwd: project, stdio: "pipe" });
  await bundled(page, project, out);
});

const FRAMEWORKS = {
  React: `import { createElement as make, useState } from "react";
import { createRoot } from "react-dom/client";
function App() {
  const [metric, choose] = useState("arr");
  const [shown, show] = useState("");
  return make("main", null, make("button", { onClick: () => choose("grr") }, "GRR"), make("output", null, shown),
    make("ninefold-widget", { metric, data: report, loading: "eager", "onninefold-result": ({ detail }) => show(detail.value) }));
}
createRoot(document.body.appendChild(document.createElement("div"))).render(make(App));`,
  Vue: `import { createApp, h, ref } from "vue";
const [metric, shown] = [ref("arr"), ref("")];
const render = () => h("main", null, [h("button", { onClick: () => (metric.value = "grr") }, "GRR"), h("output", null, shown.value),
  h("ninefold-widget", { metric: metric.value, data: report, loading: "eager", "onNinefold-result": ({ detail }) => (shown.value = detail.value) })]);
createApp({ render }).mount(document.body.appendChild(document.createElement("div")));`,
};
for (const [name, main] of Object.entries(FRAMEWORKS)) {
  test(`${name} holds it: objects as properties, changes as attributes, events as handlers`, async ({ page, project }) => {
    const report = printed(ledger);
    writeFileSync(join(project, "report.json"), report);
    writeFileSync(join(project, "main.js"), `import "ninefold/widget";\nimport report from "./report.json";\n${main}`);
    const out = join(project, "out");
    execFileSync(join(bin, "esbuild"), ["main.js", "--bundle", "--format=esm", '--define:process.env.NODE_ENV="production"', `--outfile=${join(out, "main.js")}`], { cwd: project, stdio: "pipe", env: { ...process.env, NODE_PATH: join(import.meta.dirname, "node_modules") } });
    cpSync(join(project, "node_modules/ninefold/widget_bg.wasm"), join(out, "widget_bg.wasm"));
    writeFileSync(join(out, "index.html"), `${PAGE}<body>`);
    const site = await serve(out);
    await page.goto(site.address);
    const { metrics } = JSON.parse(report);
    await expect(page.locator("output")).toHaveText(metrics.arr.value);
    await page.getByRole("button", { name: "GRR" }).click();
    await expect(page.locator("output")).toHaveText(String(metrics.grr.value));
    await site.close();
  });
}

test("webpack bundles it and takes its files along", async ({ page, project }) => {
  writeFileSync(join(project, "main.js"), MAIN("ninefold"));
  const out = join(project, "out");
  const told = await new Promise<string>((resolve, reject) =>
    webpack({ context: project, mode: "production", entry: "./main.js", output: { path: out, filename: "main.js", publicPath: "auto" } }, (error, stats) => (error ? reject(error) : resolve(stats!.toString({ all: false, errors: true })))),
  );
  expect(told.trim()).toBe("");
  cpSync(ledger, join(out, "ledger.csv"));
  writeFileSync(join(out, "index.html"), PAGE);
  const site = await serve(out);
  await agrees(page, site.address);
  await site.close();
});

test("one script on a page opened from a disk: no server, no other file", async ({ page, folder }) => {
  cpSync(join(embed, "inline.js"), join(folder, "inline.js"));
  const report = printed(ledger);
  writeFileSync(join(folder, "index.html"), `<!doctype html><meta charset="utf-8"><title>x</title><script src="inline.js"></script>
<ninefold-widget loading="eager" metric="arr"></ninefold-widget><ninefold-widget loading="eager" view="bar" metric="mrr"></ninefold-widget>
<script>for (const one of document.querySelectorAll("ninefold-widget")) one.data = ${JSON.stringify(report).replaceAll("<", "\\u003c")};</script>`);
  const failed: string[] = [];
  page.on("console", (message) => message.type() === "error" && failed.push(message.text()));
  await page.goto(pathToFileURL(join(folder, "index.html")).href);
  const { metrics, movements } = JSON.parse(report);
  const result = (place: number) => page.locator("ninefold-widget").nth(place).evaluate(async (one) => (one as HTMLElement & { ready: Promise<{ value: string; points: { values: string[] }[] }> }).ready);
  expect((await result(0)).value).toBe(metrics.arr.value);
  expect((await result(1)).points.map(({ values }) => values[0])).toEqual(movements.map(({ closing }: { closing: string }) => closing));
  expect(failed).toEqual([]);
});

test("the same script as a module, on a page that may not connect to where it comes from", async ({ page, folder }) => {
  cpSync(join(embed, "inline.js"), join(folder, "inline.js"));
  writeFileSync(join(folder, "report.json"), printed(ledger));
  writeFileSync(join(folder, "main.js"), 'import "./inline.js";');
  writeFileSync(join(folder, "index.html"), `${PAGE}<ninefold-widget loading="eager" metric="arr" src="report.json"></ninefold-widget>`);
  const site = await serve(folder, "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'");
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(site.address);
  await expect(page.locator("ninefold-widget [part=value]")).toBeVisible();
  expect(asked.filter((path) => path !== "/favicon.ico").sort()).toEqual(["/", "/inline.js", "/main.js", "/report.json"]);
  await site.close();
});

test("Node writes a poster and a page without scripts, with the command line's numbers", async ({ page, project }) => {
  const report = printed(ledger);
  writeFileSync(join(project, "report.json"), report);
  const script = `import { readFileSync } from "node:fs";
import { toCSV, toFigures, toHTML, toSVG } from "ninefold/ssr";
const value = JSON.parse(readFileSync("report.json", "utf8"));
const csv = readFileSync("public/ledger.csv");
const none = await toSVG(value, { view: "bar", metric: "hhi" }).catch((error) => error.code);
const wish = { view: "waterfall", width: 500, height: 300 };
process.stdout.write(JSON.stringify({ svg: await toSVG(value, wish), same: await toSVG(csv, wish), html: await toHTML(value, { view: "line", lang: "zh" }),
  csv: await toCSV(value, wish), arr: (await toFigures(readFileSync("report.json", "utf8"), { metric: "arr" }))[0], none,
  number: await toSVG(value), read: (await toFigures(csv.toString(), { metric: "nrr", options: { months: 6 } }))[0].value }));`;
  writeFileSync(join(project, "poster.mjs"), script);
  const made = JSON.parse(execFileSync(process.execPath, ["poster.mjs"], { cwd: project, encoding: "utf8", maxBuffer: 1 << 26 }));
  expect(made.svg).toMatch(/^<svg xmlns=.*<\/svg>\n$/s);
  expect(made.same).toBe(made.svg);
  expect(made.arr.value).toBe(JSON.parse(report).metrics.arr.value);
  expect(Number(made.read)).toBe(JSON.parse(printed(ledger, "--months", "6")).metrics.nrr.value);
  expect(made.none).toBe("series");
  expect(made.number).toContain("<svg");
  // What Node wrote is what the element draws.
  plain(project, 'import "./embed/ninefold-widget.js";');
  writeFileSync(join(project, "index.html"), `${PAGE}<ninefold-widget loading="eager" src="report.json" view="waterfall"></ninefold-widget>`);
  const site = await serve(project);
  await page.goto(site.address);
  const own = await page.locator("ninefold-widget").evaluate(async (one) => {
    const element = one as HTMLElement & { ready: Promise<unknown>; toCSV(): Promise<string> };
    await element.ready;
    return element.toCSV();
  });
  expect(made.csv).toBe(own);
  await site.close();
  // No script, no style, nothing to load.
  await page.setContent(made.html);
  expect(await page.locator("script, style, link, img, iframe").count()).toBe(0);
  await expect(page.locator("figure[lang=zh-CN] svg")).toBeVisible();
  await expect(page.locator("figure table tbody tr")).toHaveCount(JSON.parse(report).trend.length);
});

test("names with markup stay text in what Node writes", ({ project }) => {
  writeFileSync(join(project, "own.mjs"), `import { toHTML } from "ninefold/ssr";
process.stdout.write(await toHTML('customer,plan,2024-01,2025-01\\nA,"<img src=x onerror=alert(1)>&amp;",10,12\\nB,"<img src=x onerror=alert(1)>&amp;",10,12\\n', { view: "table", segment: "plan" }));`);
  const html = execFileSync(process.execPath, ["own.mjs"], { cwd: project, encoding: "utf8" });
  expect(html).toContain("&lt;img src=x onerror=alert(1)&gt;&amp;amp;");
  expect(html).not.toContain("<img");
});

test("a server may import it, and nothing is loaded or defined", ({ project }) => {
  const script = 'const before = Object.keys(globalThis).join(); const own = await import("ninefold"); await import("ninefold/embed.js"); await import("ninefold/widget"); await import("ninefold/inline"); await import("ninefold/core"); if (typeof own.report !== "function" || Object.keys(globalThis).join() !== before) process.exit(3);';
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
