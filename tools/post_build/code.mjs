// The scripts, styles and WebAssembly of the site: what may not stand in them.
//
// These are tripwires against accident, a dependency that starts to load something, say. The guarantee itself is the
// page's policy, which the browser enforces; tests/e2e holds it to that.

// Names by which a script reaches the network, besides fetch.
const NETWORK = ["XMLHttpRequest", "WebSocket", "WebTransport", "RTCPeerConnection", "sendBeacon", "EventSource", "importScripts"];

// wasm-bindgen's script can load its WebAssembly by address. Ours never does: the page hands over the compiled module.
const LOADER = "module_or_path = fetch(module_or_path);";
const LOADER_CUT = 'throw new TypeError("the module is handed over, never loaded by its address");';
const MESSAGE = /`failed to fetch Wasm: [^`]*`/;
const MESSAGE_CUT = '"failed to load Wasm"';

// Cuts the loader out of the worker's script, so that no exception has to be made when the script is checked.
export function cutLoader(text) {
  if (text.split(LOADER).length !== 2) return { fault: "wasm-bindgen's loader is not where it was: see tools/post_build/code.mjs" };
  return { text: text.replace(LOADER, LOADER_CUT).replace(MESSAGE, MESSAGE_CUT) };
}

// `sealed`: this part may not even fetch.
export function faultsOfScript(name, text, sealed) {
  const faults = [];
  for (const word of NETWORK) if (text.includes(word)) faults.push(`${name}: names ${word}`);
  if (sealed && /fetch/i.test(text)) faults.push(`${name}: names fetch`);
  if (/\bnew\s+Function\b|(?<![\w.`"'])(?:eval|Function)\s*\(/.test(text)) faults.push(`${name}: makes code from text`);
  for (const [address] of text.matchAll(/\b(?:https?|wss?):\/\/[^\s"'`)]+/g)) {
    if (!address.startsWith("http://www.w3.org/")) faults.push(`${name}: names the address ${address}`);
  }
  return faults;
}

export function faultsOfStyle(name, text) {
  const faults = [];
  if (/@import\b/.test(text)) faults.push(`${name}: an @import`);
  for (const [, address] of text.matchAll(/url\(\s*["']?([^"')]*)/g)) {
    if (!/^(?:data:|#)/.test(address)) faults.push(`${name}: loads ${address}; the page may load nothing once it is sealed`);
  }
  return faults;
}

export async function faultsOfWasm(name, bytes, sealed) {
  let module;
  try {
    module = await WebAssembly.compile(bytes);
  } catch (error) {
    return [`${name}: does not compile: ${error.message}`];
  }
  const faults = [];
  const imports = WebAssembly.Module.imports(module).map((one) => one.name);
  for (const word of sealed ? ["fetch", ...NETWORK] : NETWORK) {
    for (const one of imports.filter((one) => one.toLowerCase().includes(word.toLowerCase()))) faults.push(`${name}: imports ${one}`);
  }
  // A name looked up at run time would stand among the data. `fetch` is left out here: it is also an English word.
  const text = Buffer.from(bytes).toString("latin1");
  for (const word of NETWORK) if (text.includes(word)) faults.push(`${name}: holds the name ${word}`);
  for (const path of text.match(/\/(?:home|Users|root|build|work)\/[\w./-]+/g) ?? []) faults.push(`${name}: holds a path of the building machine: ${path}`);
  return faults;
}
