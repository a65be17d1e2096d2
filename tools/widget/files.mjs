// Puts the hand-written files into dist/embed: draw.js with its style and the page's palette inside.
// node tools/widget/files.mjs FOLDER

import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { inlined } from "./inline.mjs";

const ROOT = new URL("../../", import.meta.url);
const read = (name) => readFileSync(new URL(name, ROOT), "utf8");
const folder = process.argv[2];
mkdirSync(folder, { recursive: true });

// Names that say what a colour is for, beside the page's own.
const ALSO = { ink: "fg", paper: "bg", hairline: "grid", expansion: "positive", churn: "negative" };
// Each colour of the page as one that a host page may set.
const palette = ["www/css/app.css", "www/css/charts.css"]
  .flatMap((name) => [...read(name).matchAll(/^ {2}(--[\w-]+): (light-dark\(.*\));$/gm)])
  .map(([, name, value]) => {
    const own = name.slice(2);
    const also = ALSO[own] ? `var(--ninefold-${ALSO[own]}, ${value})` : value;
    return `${name}: var(--ninefold-${own}, ${also});`;
  })
  .join("");
if (!palette.includes("--ink:") || !palette.includes("--heat-10:")) throw new Error("the palette is not where it was in www/css");

const style = read("www/embed/widget.css")
  .replace(/\/\*(?!PALETTE)[\s\S]*?\*\//g, "")
  .replace("/*PALETTE*/", palette)
  .replace(/\s+/g, " ")
  .replace(/ ?([{};]) ?/g, "$1");

// Comments are for readers of the source, in the scripts of wasm-bindgen too: they were a twelfth of what is loaded.
const bare = (text) => text.replace(/^\s*\/\*\*[\s\S]*?\*\/\n/gm, "").replace(/^\s*\/\/.*\n/gm, "").replace(/ \/\/ .*$/gm, "").replace(/^\/\* .* \*\/\n/gm, "").replace(/\n{2,}/g, "\n");
for (const name of ["ninefold-widget.js", "draw.js", "ninefold.js", "frame.js", "embed.js", "ssr.js"]) {
  writeFileSync(join(folder, name), bare(read(`www/embed/${name}`)).replace('"/*STYLE*/"', () => JSON.stringify(style)));
}
for (const name of ["view.js", "engine.js"]) {
  writeFileSync(join(folder, name), bare(readFileSync(join(folder, name), "utf8")).replace(/^ +/gm, ""));
}
writeFileSync(join(folder, "inline.js"), inlined((name) => readFileSync(join(folder, name))));
const published = /\.(html|d\.ts|json|md)$/;
for (const name of readdirSync(new URL("www/embed/", ROOT)).filter((name) => published.test(name))) {
  copyFileSync(new URL(`www/embed/${name}`, ROOT), join(folder, name));
}
for (const name of ["LICENSE-MIT", "LICENSE-APACHE"]) copyFileSync(new URL(name, ROOT), join(folder, name));

// The demo's figures: the sample as the package itself reads it.
const sample = readFileSync(new URL("www/samples/healthy.csv", ROOT));
const module = await WebAssembly.compile(readFileSync(join(folder, "revenue_bg.wasm")));
const { report } = await import(pathToFileURL(join(folder, "ninefold.js")).href);
const made = await report({ name: "healthy.csv", bytes: sample }, { only: "revenue", module, worker: false });
writeFileSync(join(folder, "healthy.json"), JSON.stringify(made));
writeFileSync(join(folder, "healthy.csv"), sample);
