// The page's HTML: what a release build writes into it, and what may not stand in it.

import { createHash } from "node:crypto";

// The first of the page's two policies; the second, stricter one is the seal that the page appends by itself once its
// WebAssembly is compiled. A worker may come from a blob only: it inherits these, one loaded from an address would not.
const POLICY = (scriptHash) =>
  [
    "default-src 'none'",
    `script-src 'self' '${scriptHash}' 'wasm-unsafe-eval'`,
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "worker-src blob:",
    "manifest-src 'self'",
    "media-src 'none'",
    "object-src 'none'",
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");

const CHARSET = /<meta charset="?utf-8"?\s*\/?>/i;
const SCRIPT = /<script\b([^>]*)>([\s\S]*?)<\/script\s*>/gi;
const COMMENT = /<!--[\s\S]*?-->/g;

const hash = (kind, bytes) => `${kind}-${createHash(kind).update(bytes).digest("base64")}`;

// The tags of a page with their attributes, names in lower case. Scripts' contents hold no tags.
export function tagsOf(html) {
  const tags = [];
  const bare = html.replace(COMMENT, "").replace(SCRIPT, "<script$1></script>");
  for (const [, name, rest] of bare.matchAll(/<([a-z][a-z0-9-]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/gi)) {
    const attributes = {};
    for (const [, key, , double, single, plain] of rest.matchAll(/([^\s=/"']+)(\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g)) {
      attributes[key.toLowerCase()] = double ?? single ?? plain ?? "";
    }
    tags.push({ name: name.toLowerCase(), attributes });
  }
  return tags;
}

// The file of the site that a relative address names.
const fileOf = (address) => address.replace(/^\.\//, "").replace(/[?#].*$/, "");

// The files that the page loads at its start.
export function linksOf(html) {
  const files = tagsOf(html)
    .filter(({ name, attributes }) => name === "link" && attributes.rel !== "icon" && attributes.href)
    .map(({ attributes }) => fileOf(attributes.href));
  return [...new Set(files)];
}

// Takes Trunk's page; gives the page to publish, or `fault`. `read` gives a file's bytes by its name.
export function finishPage(source, read) {
  // A nonce that never changes protects from nothing: the one inline script is named by its hash instead.
  let html = source.replace(COMMENT, "").replace(/\snonce="[^"]*"/g, "");

  if (!CHARSET.test(html)) return { fault: "no charset meta for the policy to follow" };

  // Browsers do not check the integrity of what is only preloaded for a fetch, and say so on the console. The fetch
  // itself is checked instead: the start script's here, the worker's by the page, which finds the hash in the link.
  const wasm = html.match(/<link\b[^>]*\bhref="(\.\/app-[^"]*_bg\.wasm)"[^>]*?(\s+integrity="([^"]*)")/);
  if (!wasm) return { fault: "no preload of the app's WebAssembly with its integrity" };
  if (html.split("fetch(source)").length !== 2) return { fault: "Trunk's start script does not fetch as it did: see tools/post_build/page.mjs" };
  html = html.replace(wasm[2], ` data-integrity="${wasm[3]}"`).replace("fetch(source)", `fetch(source, { integrity: "${wasm[3]}" })`);

  // The worker's files keep their names from build to build; the version keeps an old copy in a cache from being used.
  for (const id of ["worker-script", "worker-wasm"]) {
    const link = new RegExp(`(<link\\b[^>]*\\bid="${id}"[^>]*\\bhref=")([^"?]+)("[^>]*?)(\\s*/?>)`);
    const found = html.match(link);
    if (!found) return { fault: `no link with the id ${id}` };
    const bytes = read(fileOf(found[2]));
    const version = createHash("sha256").update(bytes).digest("hex").slice(0, 16);
    html = html.replace(link, `$1$2?v=${version}$3 data-integrity="${hash("sha384", bytes)}"$4`);
  }

  const inline = [...html.matchAll(SCRIPT)];
  if (inline.length !== 1) return { fault: `${inline.length} scripts in the page, expected Trunk's one` };

  // A policy binds only what the parser reads after it, so it comes first; the charset before it is no request.
  const policy = POLICY(hash("sha256", inline[0][2]));
  html = html.replace(CHARSET, (charset) => `${charset}\n<meta http-equiv="Content-Security-Policy" content="${policy}">`);
  return { html: html.replace(/\n{2,}/g, (lines, at) => (within(html, at) ? lines : "\n")) };
}

// Whether a place in the page is inside its script, where every byte counts for the hash.
function within(html, at) {
  return [...html.matchAll(SCRIPT)].some((script) => at >= script.index && at < script.index + script[0].length);
}

const LINKS = new Set(["icon", "stylesheet", "modulepreload", "preload"]);
const REFUSED_TAGS = new Set(["applet", "audio", "base", "embed", "form", "frame", "iframe", "img", "object", "source", "style", "video"]);

// What is wrong with a page that is to be published. `read` gives a file's bytes, or null.
export function faultsOfPage(html, read) {
  const faults = [];
  const say = (text) => faults.push(`index.html: ${text}`);

  const scripts = [...html.matchAll(SCRIPT)];
  const inline = scripts.filter(([, attributes]) => !/\bsrc\s*=/.test(attributes));
  if (scripts.length !== 1 || inline.length !== 1) say(`${scripts.length} scripts, ${inline.length} of them inline; expected Trunk's one`);

  const policies = tagsOf(html).filter(({ attributes }) => attributes["http-equiv"]);
  const expected = inline.length > 0 ? POLICY(hash("sha256", inline[0][2])) : "";
  if (policies.length !== 1 || policies[0].attributes.content !== expected) say("the policy is missing, doubled or not for this script");
  const head = html.match(/<head>\s*<meta charset="?utf-8"?\s*\/?>\s*<meta http-equiv="Content-Security-Policy"/i);
  if (!head) say("the policy does not follow right after the charset");

  for (const { name, attributes } of tagsOf(html)) {
    if (REFUSED_TAGS.has(name)) say(`a <${name}>`);
    for (const key of Object.keys(attributes)) {
      if (key === "style") say(`an inline style on <${name}>`);
      if (key.startsWith("on")) say(`an inline handler ${key} on <${name}>`);
      if (key === "nonce") say(`a nonce on <${name}>`);
    }
    const address = attributes.href ?? attributes.src;
    if (address === undefined) continue;
    if (name === "link" && attributes.rel === "icon" && address.startsWith("data:")) continue;
    if (name !== "link" || !LINKS.has(attributes.rel) || attributes.rel === "icon") {
      say(`a <${name}> with rel="${attributes.rel ?? ""}" to ${address}`);
      continue;
    }
    if (/^(?:[a-z][a-z0-9+.-]*:|\/)/i.test(address)) {
      say(`an address outside this folder: ${address}`);
      continue;
    }
    const bytes = read(fileOf(address));
    if (bytes === null) say(`${address} is missing`);
    else if ((attributes.integrity ?? attributes["data-integrity"]) !== hash("sha384", bytes)) say(`${address} does not match its integrity attribute`);
  }
  return faults;
}
