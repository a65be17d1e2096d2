// Figures, charts and tables as texts, in Node: for posters, for pages without scripts, for mails. The same WebAssembly as the
// element's draws them, so that they are equal. Nothing is fetched: a file's content is handed over.

import { readFile } from "node:fs/promises";
import { report as read } from "./ninefold.js";
import { initSync, Report } from "./view.js";

const beside = (name) => readFile(new URL(name, import.meta.url));

let started;
let engine;
const ready = () => (started ??= beside("./widget_bg.wasm").then((module) => void initSync({ module })));
const reader = () => (engine ??= beside("./revenue_bg.wasm").then((bytes) => WebAssembly.compile(bytes)));

// A report's value, or what a text or bytes hold: its JSON, or a CSV.
async function valueOf(input, options) {
  if (typeof input !== "string" && !ArrayBuffer.isView(input)) return input;
  const text = typeof input === "string" ? input : new TextDecoder().decode(input);
  if (/^\ufeff?\s*\{/.test(text)) return JSON.parse(text.replace(/^\ufeff/, ""));
  const file = { name: options.name ?? "data.csv", bytes: typeof input === "string" ? new TextEncoder().encode(input) : input };
  const { name, ...told } = options;
  return read(file, { only: "revenue", customers: true, ...told, module: await reader(), worker: false });
}

// Asks a view; throws an Error with `code` where the report has nothing for it.
async function ask(input, { options = {}, ...wish }, call) {
  await ready();
  const report = new Report(await valueOf(input, options), wish.lang ?? "en");
  try {
    const full = { ...wish, metric: wish.metric ?? wish.metrics };
    const view = report.view(full, undefined);
    for (const warning of view.warnings) console.warn(`ninefold: ${warning}`);
    if (view.missing) throw Object.assign(new Error(view.missing.message), { code: view.missing.code });
    return call(report, full, view);
  } finally {
    report.free();
  }
}

/** The view as an SVG file's text, in the light theme. */
export const toSVG = (input, wish = {}) => ask(input, wish, (report, full) => report.svg(full));

/** The numbers of the view as CSV. */
export const toCSV = (input, wish = {}) => ask(input, wish, (report, full) => report.csv(full));

/** The figures of the view, values as exact texts. */
export const toFigures = (input, wish = {}) => ask(input, wish, (_, __, { figures }) => figures);

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text) => String(text).replace(/[&<>"']/g, (sign) => ENTITIES[sign]);

/** The view as HTML without scripts and styles: its drawing, where it has one, above its table. */
export const toHTML = (input, wish = {}) =>
  ask(input, wish, (report, full, view) => {
    const { head, rows } = report.table(full);
    const cell = ([text], place) => (place === 0 ? `<th scope="row">${escaped(text)}</th>` : `<td>${escaped(text)}</td>`);
    const line = (row) => `<tr>${row.map(cell).join("")}</tr>`;
    const heads = head.map((text) => `<th scope="col">${escaped(text)}</th>`).join("");
    const caption = [view.title, view.caption].filter(Boolean).map(escaped).join(" · ");
    const drawing = view.shape === "chart" ? report.svg(full).trim() : "";
    const table = `<table><caption>${caption}</caption><thead><tr>${heads}</tr></thead><tbody>${rows.map(line).join("")}</tbody></table>`;
    return `<figure lang="${view.lang}">${drawing}${table}</figure>\n`;
  });
