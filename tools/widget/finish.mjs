// Makes what was built into dist/embed/ publishable, or fails it: node tools/widget/finish.mjs FOLDER VERSION
//
// It holds the sizes to tools/budget.json, puts a copy of everything into a folder of the version's name, whose address
// never means anything else, and prints the hash of each file for `integrity` attributes.

import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { faultsOfScript, faultsOfWasm } from "../post_build/code.mjs";
import { faultsOfSizes, measure, table } from "../post_build/sizes.mjs";

const [folder, version] = process.argv.slice(2);
const read = (name) => readFileSync(join(folder, name));

// The package says which version it is, and nothing else of the source knows.
const about = join(folder, "package.json");
writeFileSync(about, readFileSync(about, "utf8").replace("0.0.0", version));

const names = readdirSync(folder).sort();
const PARTS = {
  embed_engine: (size) => size.name === "engine_bg.wasm",
  embed_revenue: (size) => size.name === "revenue_bg.wasm",
  // What a page loads; a server's part and the copy in one script are not among it.
  embed_js: (size) => size.name.endsWith(".js") && !/^(ssr|inline)\.js$/.test(size.name),
  embed_inline: (size) => size.name === "inline.js",
  embed_loader: (size) => size.name === "ninefold-widget.js",
  embed_host: (size) => size.name === "embed.js",
  embed_widget: (size) => size.name === "widget_bg.wasm",
};
const budget = JSON.parse(readFileSync(new URL("../budget.json", import.meta.url), "utf8"));
const sizes = names.filter((name) => /\.(html|js|wasm)$/.test(name)).map((name) => measure(name, read(name), false));
console.log(table(sizes, budget, PARTS));

const faults = faultsOfSizes(sizes, budget, PARTS);
for (const name of names) {
  if (name.endsWith(".js")) faults.push(...faultsOfScript(name, read(name).toString("utf8"), false));
  if (name.endsWith(".wasm")) faults.push(...(await faultsOfWasm(name, read(name), false)));
}
if (faults.length > 0) {
  for (const fault of faults) console.error(`widget: ${fault}`);
  process.exit(1);
}

mkdirSync(join(folder, version));
for (const name of names) copyFileSync(join(folder, name), join(folder, version, name));
console.log(`\nfor integrity attributes (embed/${version}/):`);
for (const name of names.filter((name) => /\.(js|wasm)$/.test(name))) {
  console.log(`  ${name}  sha384-${createHash("sha384").update(read(name)).digest("base64")}`);
}
