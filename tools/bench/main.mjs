// `make bench`: what a ledger costs in time and memory as it grows, natively and in Chromium; how long the page takes to
// start; how that compares with only reading the bytes and with other ways to the same numbers; and what the script of
// `ninefold sql` costs in DuckDB and Spark. Writes a table and a drawing into target/bench/. FULL=1 goes up to ten million
// rows, WAREHOUSE=1e8 as far in the engines, RUNS=n repeats each measurement.

import { cpus, loadavg } from "node:os";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { cost, limit, start } from "./browser.mjs";
import { draw } from "./draw.mjs";
import { ledger, whole } from "./ledger.mjs";
import { nativeCost } from "./native.mjs";
import { peers } from "./peers.mjs";
import { serve } from "./site.mjs";
import { warehouse } from "./warehouse.mjs";

const [root, program] = process.argv.slice(2);
const dist = join(root, "dist");
const folder = join(root, "target/bench");
const data = join(folder, "data");
const runs = Number(process.env.RUNS || 3);
const full = Boolean(process.env.FULL);

// What grows, and what else is held: `at` tells where a measured ledger stands on the axis.
const CURVES = [
  {
    title: "rows (24 months, 3 columns)",
    across: "rows",
    at: ({ shape }) => shape.rows,
    shapes: [1e4, 1e5, 1e6, ...(full ? [1e7] : [])].map((rows) => ({ rows })),
  },
  {
    title: "customers (10⁶ rows, 24 months, 4 columns)",
    across: "customers",
    at: ({ customers }) => customers,
    shapes: [64, 16, 4, 1].map((lines) => ({ rows: 1e6, lines, columns: 4 })),
  },
  {
    title: "months (10⁶ rows, 3 columns)",
    across: "months",
    at: ({ shape }) => shape.months,
    shapes: [6, 12, 24, 60, 120].map((months) => ({ rows: 1e6, months })),
  },
  {
    title: "columns (200,000 rows, 24 months)",
    across: "columns",
    at: ({ shape }) => shape.columns,
    shapes: [3, 6, 12, 24, 48].map((columns) => ({ rows: 2e5, columns })),
  },
];

const digits = (n, places = 0) => (Number.isFinite(n) ? n.toLocaleString("en", { minimumFractionDigits: places, maximumFractionDigits: places }) : "–");
const mib = (bytes) => bytes / (1 << 20);

function table(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, at) => (at === 0 ? "---" : "---:"))), ...rows.map(line), ""].join("\n");
}

// How many customers a ledger has: names stand in the first column, one after the other.
function customersOf(file) {
  const text = readFileSync(file, "latin1");
  const last = text.lastIndexOf("cus_");
  return Number(text.slice(last + 4, text.indexOf(",", last)));
}

const measured = new Map();

// All that is measured of one ledger; shapes that two curves share are measured once.
async function measure(part, address) {
  const shape = whole(part);
  const file = ledger(data, shape);
  if (!measured.has(file)) {
    const times = shape.rows > 2e6 ? 1 : runs;
    const native = await nativeCost(program, file, times);
    const page = await cost(address, file, times);
    measured.set(file, { shape, bytes: statSync(file).size, customers: customersOf(file), native, page, limit: await limit(file, times) });
    console.error(`bench: ${file.slice(data.length + 1)}: native ${digits(native.total)} ms, page ${digits(page.total)} ms`);
  }
  return measured.get(file);
}

async function curve({ title, across, at, shapes }, address) {
  const points = [];
  for (const shape of shapes) {
    const point = await measure(shape, address);
    points.push({ x: at(point), ...point });
  }
  const rows = points.map(({ x, bytes, customers, native, page, limit }) => [
    digits(x),
    digits(mib(bytes), 1),
    digits(customers),
    ...[native.read, native.compute, mib(native.memory), page.read, page.compute, page.show, page.total, mib(page.memory), limit].map((n) => digits(n)),
    digits(page.total / native.total, 2),
    digits(page.total / limit, 1),
  ]);
  const head = [across, "MiB", "customers", "native read", "compute", "MiB", "page read", "compute", "show", "total", "MiB", "bytes only", "page / native", "page / bytes only"];
  const line = (name, of) => ({ name, points: points.map((point) => [point.x, of(point)]) });
  return {
    text: `## ${title}\n\n${table(head, rows)}`,
    panels: [
      { title, across, up: "milliseconds", lines: [line("native", (p) => p.native.total), line("page", (p) => p.page.total), line("bytes only", (p) => p.limit)] },
      { title: `memory by ${across}`, across, up: "MiB", lines: [line("native", (p) => mib(p.native.memory)), line("page", (p) => mib(p.page.memory)), line("the file", (p) => mib(p.bytes))] },
    ],
  };
}

// Where the time of one ledger goes. What the page shows is what stands between its answer and the drawn report.
async function stages(shape, address) {
  const { page, native } = await measure(shape, address);
  const rows = ["read", "compute", "show", "total"].map((stage) => [
    stage,
    ...[native[stage], page[stage]].map((n) => digits(n)),
    digits((100 * page[stage]) / page.total),
    digits(page[stage] / native[stage], 2),
  ]);
  return `## Where the time goes (${digits(shape.rows)} rows)\n\n${table(["stage", "native", "page", "% of the page's", "page / native"], rows)}`;
}

// The stages of a start: what each is, in the order in which they end.
const STEPS = {
  paint: "first words on screen",
  appArrived: "the page's WebAssembly has arrived",
  engineArrived: "the engine's WebAssembly has arrived",
  appCompiling: "compiling of the page begins",
  appCompiled: "the page is compiled",
  engineCompiling: "compiling of the engine begins",
  engineCompiled: "the engine is compiled",
  drawn: "the page has drawn itself",
  sealed: "sealed: a file can be chosen",
};

async function starts(address) {
  const [plain, slow] = [await start(address, { slowdown: 1, runs: 5 }), await start(address, { slowdown: 4, runs: 5 })];
  const order = Object.keys(slow).sort((a, b) => slow[a] - slow[b]);
  return `## Start (ms after the navigation, from this machine, brotli)\n\n${table(
    ["step", "as it is", "main thread slowed 4×"],
    order.map((step) => [STEPS[step], digits(plain[step]), digits(slow[step])]),
  )}`;
}

function peerTable(ways, name) {
  const ours = ways.ninefold;
  const rows = Object.entries(ways).map(([way, ms]) => [way, digits(ms), digits(ms / ours, 2)]);
  return `## Other ways to the same numbers (${name})\n\n${table(["way", "ms", "times ours"], rows)}`;
}

// Once each: a script takes seconds where a page takes parts of one.
function warehouseTable(found) {
  const rows = found.map(({ count, way, why, seconds, processor, bytes, file, load }) =>
    why ? [digits(count), way, "–", "–", "–", "–", "–", why] : [digits(count), way, digits(seconds, 1), digits(processor, 1), digits(mib(bytes)), digits(mib(file)), digits(load, 1), ""],
  );
  return `## The same sums in a warehouse (60 months, one run each)\n\n${table(["rows", "engine", "seconds", "of processors", "MiB", "file MiB", "load before", ""], rows)}`;
}

mkdirSync(data, { recursive: true });
const parts = [`# Costs\n\nThe quickest of ${runs} runs, milliseconds unless said; ${cpus().length} × ${cpus()[0]?.model.trim()}, load ${loadavg()[0].toFixed(1)} at the start. Compare figures within one run only.\n`];
const site = await serve(dist);
parts.push(await starts(site.address));
const panels = [];
for (const one of CURVES) {
  const { text, panels: drawn } = await curve(one, site.address);
  parts.push(text);
  panels.push(...drawn);
}
parts.push(await stages({ rows: 1e6 }, site.address));
site.stop();
const sample = ledger(data, whole({ rows: 1e6 }));
const ways = peers({ harness: join(root, "../shared/bench"), folder: join(folder, "peers"), file: resolve(sample), dist, runs });
if (ways) parts.push(peerTable(ways, "10⁶ rows"));
const most = Number(process.env.WAREHOUSE || (full ? 1e7 : 1e6));
const rows = [1e6, 1e7, 1e8].filter((count) => count <= most);
parts.push(warehouseTable(warehouse({ root, program, folder: join(folder, "warehouse"), rows })));

writeFileSync(join(folder, "costs.md"), parts.join("\n"));
writeFileSync(join(folder, "costs.svg"), draw(panels));
console.log(parts.join("\n"));
console.error(`bench: written to ${folder}/costs.md and costs.svg`);
