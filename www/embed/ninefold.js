// Ninefold's API for a page of one's own: files in, the report out. Nothing is sent anywhere: the files are read in this
// browser, in a worker where the page allows one. Importing this loads nothing yet, so that it is safe on a server too.

// Why there is no report. `code`: option, question, unreadable, file, engine.
export class NinefoldError extends Error {
  constructor({ code, message, fix = "", option, values }) {
    super(message);
    this.name = "NinefoldError";
    Object.assign(this, { code, fix, option, values });
  }
}

// Each address is written out, because that is how bundlers find the files to take along.
const GLUE = () => new URL("./engine.js", import.meta.url).href;
const ENGINES = {
  all: () => new URL("./engine_bg.wasm", import.meta.url).href,
  revenue: () => new URL("./revenue_bg.wasm", import.meta.url).href,
};

// Options that are told to the engine under another name there, once for each of their entries.
const SINGULAR = { policies: "policy", tables: "table", roles: "role", rates: "rate", health_weights: "health_weight", health_cuts: "health_cut" };

const compiled = new Map();
let broken = 0;

// The report of some files: a File, a Blob, `{ name, text }` or `{ name, bytes }`, or an array of these.
// Throws a NinefoldError, or the signal's reason where it was given up.
export async function report(files, options = {}) {
  const { signal, onProgress = () => {}, only = "all", module, worker = true, ...wishes } = options;
  signal?.throwIfAborted();
  if (!(only in ENGINES)) throw new NinefoldError({ code: "option", message: `only: “${only}” can't be used`, fix: 'expected "revenue"', option: "only" });
  const task = [sources([files].flat()), told(wishes)];
  const job = { glue: GLUE(), only, task, onProgress, signal };
  job.module = await givenUp(signal, module ?? compile(ENGINES[only]()));
  const json = (worker && (await inWorker(job))) || (await here(job));
  return JSON.parse(json);
}

function sources(files) {
  if (files.length === 0) throw new NinefoldError({ code: "file", message: "no file was given", fix: "give at least one" });
  return files.map((file, place) => {
    const name = file?.name || `file-${place + 1}.csv`;
    if (file instanceof Blob) return { name, blob: file };
    const content = file?.bytes ?? file?.text;
    if (content === undefined) throw new NinefoldError({ code: "file", message: `${name}: this is no file`, fix: "expected a File, a Blob, { name, text } or { name, bytes }" });
    return { name, blob: new Blob([content]) };
  });
}

// Options as names and texts by turns: `{ policies: { gap: 1 } }` is `policy`, `gap=1`, as on the command line.
function told(options) {
  const texts = [];
  for (const [key, value] of Object.entries(options)) {
    if (value === undefined || value === null) continue;
    const name = SINGULAR[key] ?? key;
    for (const text of entries(value)) texts.push(name, text);
  }
  return texts;
}

function entries(value) {
  // Two numbers are one text: size_cuts, health_bands.
  if (Array.isArray(value)) return value.every((one) => typeof one === "number") ? [value.join(",")] : value.map(String);
  if (typeof value !== "object") return [String(value)];
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner) ? Object.entries(inner).map(([name, text]) => `${key}:${name}=${text}`) : [`${key}=${inner}`],
  );
}

// Fetched and compiled once a page, whoever asks.
function compile(address) {
  if (!compiled.has(address)) {
    const loading = load(address);
    loading.catch(() => compiled.delete(address));
    compiled.set(address, loading);
  }
  return compiled.get(address);
}

async function load(address) {
  try {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    // A server that calls WebAssembly by another type would make the streaming way fail.
    return await WebAssembly.compile(await answer.arrayBuffer());
  } catch (error) {
    throw new NinefoldError({ code: "engine", message: `the engine could not be loaded: ${error.message}`, fix: "the page's policy must allow 'wasm-unsafe-eval' and connections to where Ninefold's files are" });
  }
}

// A promise that is left as soon as the signal says so.
function givenUp(signal, promise) {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    signal.addEventListener("abort", leave, { once: true });
    Promise.resolve(promise).then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
  });
}

const WORKER = `onmessage = async ({ data: { glue, module, task } }) => {
  const engine = await import(glue);
  postMessage({});
  try {
    postMessage({ json: await engine.run(module, ...task, (done, total) => postMessage({ done, total })) });
  } catch (error) {
    postMessage({ error: typeof error === "string" ? error : { message: String(error?.message ?? error) } });
  }
};
onunhandledrejection = ({ reason }) => { throw reason; };`;

// The report's JSON; nothing, where the page allows no worker or the worker can't have the engine.
function inWorker({ glue, module, task, onProgress, signal }) {
  let worker, address;
  const running = new Promise((resolve, reject) => {
    let ready = false;
    const none = (event) => {
      event.preventDefault?.();
      if (ready) reject(stopped("the worker ended"));
      else resolve(undefined);
    };
    try {
      address = URL.createObjectURL(new Blob([WORKER], { type: "text/javascript" }));
      worker = new Worker(address, { type: "module" });
    } catch {
      return resolve(undefined);
    }
    worker.onerror = worker.onmessageerror = none;
    worker.onmessage = ({ data }) => {
      ready = true;
      if (data.json !== undefined) resolve(data.json);
      else if (data.error !== undefined) reject(failure(data.error));
      else if (data.total !== undefined) onProgress({ phase: "read", done: data.done, total: data.total });
    };
    worker.postMessage({ glue, module, task });
  });
  return givenUp(signal, running).finally(() => {
    worker?.terminate();
    if (address) URL.revokeObjectURL(address);
  });
}

// The same on the page's own thread, in pieces small enough that it stays alive.
async function here({ glue, only, module, task, onProgress, signal }) {
  // A script keeps the engine it was first given. Another fragment is another copy: for the other engine, and for a new
  // one where the last one stopped.
  const engine = await import(/* @vite-ignore */ /* webpackIgnore: true */ `${glue}#${only}-${broken}`);
  const between = async () => {
    await new Promise((resolve) => setTimeout(resolve));
    signal?.throwIfAborted();
  };
  try {
    return await engine.run(module, ...task, (done, total) => onProgress({ phase: "read", done, total }), between);
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    if (error instanceof WebAssembly.RuntimeError) broken += 1;
    throw failure(error);
  }
}

function failure(error) {
  if (typeof error === "string") return new NinefoldError(JSON.parse(error));
  if (error.message?.startsWith("file: ")) return new NinefoldError({ code: "file", message: error.message.slice(6), fix: "choose the file anew: it was moved or changed since" });
  return stopped(error.message);
}

const stopped = (why) => new NinefoldError({ code: "engine", message: `the engine stopped: ${why}`, fix: "a large file may need more memory than a browser gives: the command line has no such limit" });
