// What the site weighs, and whether that is within tools/budget.json.

import { brotliCompressSync, constants } from "node:zlib";

export function measure(name, bytes, firstLoad) {
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
  return { name, raw: bytes.length, brotli: brotli.length, firstLoad };
}

const sum = (sizes) => sizes.reduce((total, size) => total + size.brotli, 0);

// The weights that have a limit, each with the files it is of.
const SITE = {
  app_wasm: (size) => /^app-[^/]*\.wasm$/.test(size.name),
  worker_wasm: (size) => size.name === "worker/worker_bg.wasm",
  first_load: (size) => size.firstLoad,
};

const weights = (sizes, of) => Object.entries(of).map(([key, holds]) => [key, sum(sizes.filter(holds))]);

const digits = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ",");

export function table(sizes, budget, of = SITE) {
  const rows = [["file", "bytes", "brotli", "limit"], ...sizes.map((size) => [size.name, digits(size.raw), digits(size.brotli), ""])];
  for (const [key, value] of weights(sizes, of)) rows.push([key, "", digits(value), digits(budget[key])]);
  const width = (column) => Math.max(...rows.map((row) => row[column].length));
  const widths = [0, 1, 2, 3].map(width);
  return rows.map((row) => row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join("  ").trimEnd()).join("\n");
}

export function faultsOfSizes(sizes, budget, of = SITE) {
  const faults = [];
  for (const [key, value] of weights(sizes, of)) {
    if (!(value <= budget[key])) faults.push(`${key}: ${digits(value)} bytes after brotli, the limit is ${digits(budget[key])}`);
    if (value === 0) faults.push(`${key}: nothing of it was built`);
  }
  return faults;
}
