// Trunk's post_build hook: makes a release build publishable, or fails it.
//
// It writes the page's Content-Security-Policy, cuts the loader out of the worker's script, gives the worker's files a
// version and a hash, then checks what is to be published and what it weighs. Development builds are left alone.
// Files that Trunk has hashed are only read: a changed one would no longer match its integrity attribute.

import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { faultsOfPage, finishPage, linksOf } from "./post_build/page.mjs";
import { cutLoader, faultsOfScript, faultsOfStyle, faultsOfWasm } from "./post_build/code.mjs";
import { faultsOfSizes, measure, table } from "./post_build/sizes.mjs";

const WORKER_SCRIPT = "worker/worker.js";
const WORKER_WASM = "worker/worker_bg.wasm";

const { TRUNK_PROFILE: profile, TRUNK_STAGING_DIR: folder } = process.env;
if (!folder) {
  console.error("post_build: Trunk runs this; TRUNK_STAGING_DIR is not set");
  process.exit(1);
}
if (profile !== "release") process.exit(0);

const read = (name) => readFileSync(join(folder, name));
const faults = [];

for (const name of ["index.html", WORKER_SCRIPT, WORKER_WASM]) {
  if (!existsSync(join(folder, name))) faults.push(`${name}: missing`);
}
if (faults.length === 0) {
  const script = cutLoader(read(WORKER_SCRIPT).toString("utf8"));
  if (script.fault) faults.push(`${WORKER_SCRIPT}: ${script.fault}`);
  else writeFileSync(join(folder, WORKER_SCRIPT), script.text);

  const page = finishPage(read("index.html").toString("utf8"), read);
  if (page.fault) faults.push(`index.html: ${page.fault}`);
  else writeFileSync(join(folder, "index.html"), page.html);
}

if (faults.length === 0) {
  const html = read("index.html").toString("utf8");
  faults.push(...faultsOfPage(html, (name) => (existsSync(join(folder, name)) ? read(name) : null)));

  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length).replaceAll("\\", "/").replace(/^\//, ""))
    .sort();
  for (const name of names) {
    const inWorker = name.startsWith("worker/");
    if (name.endsWith(".js")) faults.push(...faultsOfScript(name, read(name).toString("utf8"), inWorker));
    if (name.endsWith(".css")) faults.push(...faultsOfStyle(name, read(name).toString("utf8")));
    if (name.endsWith(".wasm")) faults.push(...(await faultsOfWasm(name, read(name), inWorker)));
  }

  const budget = JSON.parse(readFileSync(new URL("./budget.json", import.meta.url), "utf8"));
  const firstLoad = ["index.html", ...linksOf(html)];
  const sizes = names.filter((name) => /\.(html|js|css|wasm)$/.test(name)).map((name) => measure(name, read(name), firstLoad.includes(name)));
  console.log(table(sizes, budget));
  faults.push(...faultsOfSizes(sizes, budget));
}

if (faults.length > 0) {
  for (const fault of faults) console.error(`post_build: ${fault}`);
  process.exit(1);
}
