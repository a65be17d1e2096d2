// Makes the element one classic script with its WebAssembly inside: for pages that may not connect to where the files are,
// and for pages opened from a disk, which load no modules. It runs as a module too.
//
// The scripts become functions one within the other; wherever one of them is not as it was, the build stops.

import { deflateRawSync } from "node:zlib";

// Replaces what must stand in a text exactly once.
function once(text, from, to) {
  if (text.split(from).length !== 2) throw new Error(`inline: expected once: ${from}`);
  return text.replace(from, () => to);
}

// Packed before it is written as text, for text of packed bytes packs no further: a third smaller than the plain module's.
const UNPACK = `
const packed = "@";
const bytes = async () => {
  const stream = new Blob([Uint8Array.from(atob(packed), (sign) => sign.charCodeAt(0))]).stream();
  return new Response(stream.pipeThrough(new DecompressionStream("deflate-raw"))).arrayBuffer();
};`;

// `read` gives a built file's bytes by its name.
export function inlined(read) {
  const text = (name) => read(name).toString("utf8");
  const wasm = deflateRawSync(read("widget_bg.wasm"), { level: 9 }).toString("base64");

  let view = once(text("view.js"), "new URL('widget_bg.wasm', import.meta.url)", "bytes()");
  view = once(view, "export { initSync, __wbg_init as default };", "");
  view = view.replace(/^export /gm, "");

  let draw = once(text("draw.js"), 'import init, { Report, renew } from "./view.js";', "");
  draw = once(draw, "made(init())", "made(__wbg_init())");
  const names = [...draw.matchAll(/^export (?:async )?function (\w+)/gm)].map(([, name]) => name);
  draw = draw.replace(/^export /gm, "");

  let element = once(text("ninefold-widget.js"), "const HERE = import.meta.url;", "");
  element = once(element, 'await import("./draw.js")', "drawing");
  element = element.replace(/^export \{.*\};\n/m, "");

  const all = `(() => {
const drawing = (() => {${UNPACK.replace("@", () => wasm)}
${view}
${draw}
return { ${names.join(", ")} };
})();
${element}
})();
`;
  if (/\bimport\.meta\b|^(?:import|export)\b/m.test(all)) throw new Error("inline: a module's words are left");
  return all;
}
