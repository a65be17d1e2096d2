// The checks of a build must fail where there is something to find. Run with `node --test tools/post_build/checks.test.mjs`.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import test from "node:test";
import { cutLoader, faultsOfScript, faultsOfStyle, faultsOfWasm } from "./code.mjs";
import { faultsOfPage, finishPage, linksOf } from "./page.mjs";
import { faultsOfSizes, measure } from "./sizes.mjs";

const FILES = {
  "app-1.css": "p{color:red}",
  "app-1_bg.wasm": "wasm",
  "worker/worker.js": "worker",
  "worker/worker_bg.wasm": "worker wasm",
};
const read = (name) => (name in FILES ? Buffer.from(FILES[name]) : null);
const sri = (name) => `sha384-${createHash("sha384").update(FILES[name]).digest("base64")}`;

// A page as Trunk leaves it.
const SOURCE = `<!doctype html>
<html lang="en"><head>
<meta charset="utf-8">
<!-- a note -->
<link rel="stylesheet" href="./app-1.css" integrity="${sri("app-1.css")}"/>
<link rel="preload" id="worker-script" href="./worker/worker.js" as="fetch" crossorigin="anonymous">
<link rel="preload" id="worker-wasm" href="./worker/worker_bg.wasm" as="fetch" crossorigin="anonymous">
<script type="module" nonce="x">
const r = fetch(source);


run(r, "<style>");
</script>
<link rel="preload" href="./app-1_bg.wasm" crossorigin="anonymous" integrity="${sri("app-1_bg.wasm")}" as="fetch">
</head><body><p>text</p></body></html>`;

const finished = () => {
  const { html, fault } = finishPage(SOURCE, read);
  assert.equal(fault, undefined);
  return html;
};

test("a finished page passes its own checks", () => {
  assert.deepEqual(faultsOfPage(finished(), read), []);
});

test("the policy names the script by the hash of its very bytes, right after the charset", () => {
  const html = finished();
  const script = html.match(/<script type="module">([\s\S]*?)<\/script>/)[1];
  const hash = createHash("sha256").update(script).digest("base64");
  assert.match(html, /<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy"/);
  assert.ok(html.includes(`script-src 'self' 'sha256-${hash}' 'wasm-unsafe-eval'`));
  assert.ok(!html.includes("nonce"));
  assert.ok(!html.includes("a note"));
});

test("the worker's addresses carry a version that follows their contents", () => {
  const version = (html) => html.match(/worker_bg\.wasm\?v=([0-9a-f]{16})/)[1];
  const other = finishPage(SOURCE, (name) => (name === "worker/worker_bg.wasm" ? Buffer.from("newer") : read(name)));
  assert.notEqual(version(finished()), version(other.html));
  assert.ok(linksOf(finished()).includes("worker/worker_bg.wasm"));
});

const spoil = {
  "an inline script": (html) => html.replace("<body>", "<body><script>run()</script>"),
  "a script from elsewhere": (html) => html.replace("<body>", '<body><script src="https://cdn.example/x.js"></script>'),
  "a changed script": (html) => html.replace("run(r", "run(s"),
  "an inline style": (html) => html.replace("<p>", '<p style="color:red">'),
  "a style element": (html) => html.replace("<body>", "<body><style>p{}</style>"),
  "an inline handler": (html) => html.replace("<p>", '<p onclick="run()">'),
  "a preconnect": (html) => html.replace("<body>", '<body><link rel="preconnect" href="https://cdn.example">'),
  "a prefetch": (html) => html.replace("<body>", '<body><link rel="prefetch" href="./app-1.css">'),
  "a style sheet from elsewhere": (html) => html.replace("./app-1.css", "//cdn.example/app.css"),
  "an icon that must be fetched": (html) => html.replace("<body>", '<body><link rel="icon" href="./icon.png">'),
  "a picture": (html) => html.replace("<p>", '<p><img src="./x.png">'),
  "a frame": (html) => html.replace("<p>", '<p><iframe src="./x.html"></iframe>'),
  "a link out": (html) => html.replace("<p>", '<p><a href="https://example.com">x</a>'),
  "a base": (html) => html.replace("<body>", '<base href="https://example.com/"><body>'),
  "a missing file": (html) => html.replace("./app-1.css", "./app-2.css"),
  "a wrong hash": (html) => html.replace(sri("app-1.css"), sri("worker/worker.js")),
  "no policy": (html) => html.replace(/<meta http-equiv[^>]*>\n/, ""),
  "a wider policy": (html) => html.replace("worker-src blob:", "worker-src 'self' blob:"),
  "a policy too late": (html) => html.replace('<meta charset="utf-8">', '<meta charset="utf-8"><meta name="a" content="b">'),
};
for (const [name, change] of Object.entries(spoil)) {
  test(`the page's checks find ${name}`, () => {
    const html = change(finished());
    assert.notEqual(html, finished(), "the change changed nothing");
    assert.notDeepEqual(faultsOfPage(html, read), []);
  });
}

test("a page that Trunk wrote in another way is refused, not guessed at", () => {
  assert.ok(finishPage(SOURCE.replace("fetch(source)", "load(source)"), read).fault);
  assert.ok(finishPage(SOURCE.replace("worker-wasm", "worker-code"), read).fault);
  assert.ok(finishPage(SOURCE.replace('<meta charset="utf-8">', ""), read).fault);
});

test("the worker's loader is cut, and a worker that fetches is found", () => {
  const glue = "if (x) throw new Error(`failed to fetch Wasm: ${s} fetching '${u}'`);\nmodule_or_path = fetch(module_or_path);\n";
  assert.deepEqual(faultsOfScript("w.js", cutLoader(glue).text, true), []);
  assert.notDeepEqual(faultsOfScript("w.js", cutLoader(`${glue}self["fetch"]("/x");`).text, true), []);
  assert.ok(cutLoader("another loader").fault);
});

test("scripts: names of the network, code from text, foreign addresses", () => {
  for (const text of ["new XMLHttpRequest()", "new WebSocket(u)", "navigator.sendBeacon(u)", "importScripts(u)", "new Function(t)", "eval(t)", 'go("https://example.com/")']) {
    assert.notDeepEqual(faultsOfScript("a.js", text, false), [], text);
  }
  assert.deepEqual(faultsOfScript("a.js", 'fetch(source); ns("http://www.w3.org/2000/svg"); `Function(${name})`', false), []);
});

test("styles may load nothing", () => {
  assert.notDeepEqual(faultsOfStyle("a.css", "@import 'b.css';"), []);
  assert.notDeepEqual(faultsOfStyle("a.css", "p{background:url(x.png)}"), []);
  assert.notDeepEqual(faultsOfStyle("a.css", "p{background:url('https://example.com/x.png')}"), []);
  assert.deepEqual(faultsOfStyle("a.css", "p{background:url(data:image/png;base64,AA)}"), []);
});

// The smallest module with one import: "m" NAME, a function without parameters.
function moduleThatImports(name) {
  const text = Buffer.from(name);
  const section = [1, 1, 0x6d, text.length, ...text, 0, 0];
  return Buffer.from([0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 2, section.length, ...section]);
}

test("WebAssembly: what does not compile, and what imports the network", async () => {
  assert.notDeepEqual(await faultsOfWasm("a.wasm", Buffer.from("no wasm"), false), []);
  assert.deepEqual(await faultsOfWasm("a.wasm", moduleThatImports("__wbg_fetch_1"), false), []);
  assert.notDeepEqual(await faultsOfWasm("w.wasm", moduleThatImports("__wbg_fetch_1"), true), []);
  assert.notDeepEqual(await faultsOfWasm("a.wasm", moduleThatImports("__wbg_newWebSocket_1"), false), []);
});

test("a build over its limit fails, and so does one that lacks a part", () => {
  const limit = { app_wasm: 100, worker_wasm: 100, first_load: 150 };
  const noise = (n) => Buffer.from(Array.from({ length: n }, (_, i) => (i * i * 31 + (i >> 3) * 17) & 255));
  const app = measure("app-1_bg.wasm", noise(40), true);
  const worker = measure("worker/worker_bg.wasm", noise(40), true);
  assert.deepEqual(faultsOfSizes([app, worker], limit), []);
  assert.equal(faultsOfSizes([measure("app-1_bg.wasm", noise(5000), true), worker], limit).length, 2);
  assert.equal(faultsOfSizes([app], limit).length, 1);
});
