// What every <ninefold-widget> of a page shares: one instance of the WebAssembly, the reports in use, and how a view is
// put on the page. All texts become text nodes; no markup is ever made from one.

import init, { Report, renew } from "./view.js";

const STYLE = "/*STYLE*/";
const SVG = "http://www.w3.org/2000/svg";
// A report that nobody shows is kept so long: elements that are moved or exchanged find it again.
const KEPT = 2_000;

let instance;
// A failure is not kept: the next element tries again.
const made = (loading) =>
  loading.catch((error) => {
    instance = undefined;
    const refused = /Content Security Policy|unsafe-eval/i.test(error.message);
    throw fault(refused ? "csp-wasm" : "wasm", error.message, { cause: error });
  });
const ready = () => (instance ??= made(init()));

// The reports that the instance holds, and how many instances there were before it.
const alive = new Set();
let age = 0;

// What the WebAssembly is asked. Where it stops, all that it holds is lost: a new instance takes its place, and whoever
// holds a report of the old one is told to begin again.
function ask(call, of = age) {
  try {
    if (of === age) return call();
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError || error instanceof RangeError)) throw error;
    age += 1;
    for (const entry of held.values()) clearTimeout(entry.timer);
    held.clear();
    instance = made(renew([...alive]));
    instance.catch(() => {});
    alive.clear();
    throw fault("wasm", `the WebAssembly stopped: ${error.message}`, { cause: error, again: true });
  }
  throw fault("wasm", "the WebAssembly stopped", { again: true });
}

// `shown`: the message is made for the reader of the page.
// `again`: it may be gone at the next try.
function fault(code, message, { cause, shown = false, again = false } = {}) {
  return Object.assign(new Error(message, { cause }), { ninefold: code, shown, again });
}

/* Reports */

const held = new Map();

// The report of an input, shared by all who name the same one.
export async function hold(input, { signal, onProgress }) {
  const key = keyOf(input);
  let entry = key && held.get(key);
  if (!entry) {
    const stop = new AbortController();
    entry = { users: 0, key, stop, promise: begun(input, stop.signal, onProgress) };
    entry.promise.catch(() => held.get(key) === entry && held.delete(key));
    if (key) held.set(key, entry);
  }
  entry.users += 1;
  clearTimeout(entry.timer);
  let given = false;
  const release = () => {
    if (given) return;
    given = true;
    if (--entry.users === 0) entry.timer = setTimeout(drop, key ? KEPT : 0, entry);
  };
  signal.addEventListener("abort", release, { once: true });
  try {
    const { report, read, of } = await entry.promise;
    if (given) throw fault("abort", "given up");
    signal.removeEventListener("abort", release);
    return { read, release, ask: (call) => ask(() => call(report), of) };
  } catch (error) {
    release();
    throw error;
  }
}

function drop(entry) {
  if (entry.users > 0) return;
  if (held.get(entry.key) === entry) held.delete(entry.key);
  entry.stop.abort();
  entry.promise.then(({ report }) => alive.delete(report) && report.free(), () => {});
}

// Attributes that are the reader's options as they are.
const TOLD = ["currency", "as-of", "encoding", "delimiter", "decimal", "date-order"];

// What a CSV is read with makes another report of it.
function keyOf({ data, src, wish, config }) {
  if (data !== undefined || !src) return undefined;
  return JSON.stringify([src, ...["integrity", "from", "to", ...TOLD, "map"].map((name) => wish[name]), config]);
}

async function begun(input, signal, onProgress) {
  const [source] = await Promise.all([sourceOf(input, signal), ready()]);
  const value = source.value ?? (await readFile(source, input, signal, onProgress));
  await ready();
  try {
    const report = ask(() => new Report(value, input.lang));
    alive.add(report);
    return { report, read: source.value === undefined, of: age };
  } catch (error) {
    throw error.again ? error : fault(error.name, error.message, { cause: error, shown: true });
  }
}

// A report's value, or the bytes of a file.
async function sourceOf({ data, src, wish }, signal) {
  let from = data;
  let name = "data.csv";
  if (from === undefined) {
    if (!src) throw fault("source", "neither src nor data is given");
    name = nameOf(src) || name;
    const answer = await fetch(src, { signal, ...(wish.integrity && { integrity: wish.integrity }) }).catch((error) => {
      throw fault("fetch", `${src}: ${error.message}`, { cause: error });
    });
    if (!answer.ok) throw fault("fetch", `${src}: ${answer.status}`);
    from = await answer.arrayBuffer();
  }
  if (from instanceof Blob) {
    name = from.name ?? name;
    from = await from.arrayBuffer();
  }
  if (Array.isArray(from)) from = csvOf(from);
  const bytes = typeof from === "string" ? new TextEncoder().encode(from) : from instanceof ArrayBuffer ? new Uint8Array(from) : from;
  if (!ArrayBuffer.isView(bytes)) return { value: bytes };
  // JSON begins with a brace, after a mark and blanks; a CSV with one would be a strange file.
  let at = bytes[0] === 0xef ? 3 : 0;
  while (bytes[at] <= 0x20) at += 1;
  if (bytes[at] !== 0x7b) return { name, bytes };
  try {
    return { value: JSON.parse(new TextDecoder().decode(bytes)) };
  } catch (error) {
    throw fault("json", `${name}: ${error.message}`, { cause: error });
  }
}

// Rows as objects, as the CSV they would stand in: a column for each key, in the order in which they are met.
function csvOf(rows) {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row ?? {})))];
  if (columns.length === 0) throw fault("data", "data holds no rows: each is an object, its columns by name");
  const cell = (value, place, name) => {
    // A moment is no day before one knows where: it could fall into the month before.
    if (typeof value === "object" && value !== null) throw fault("data", `data, row ${place + 1}, “${name}”: expected a text or a number; a day is written 2025-12-31`);
    return `"${String(value ?? "").replaceAll('"', '""')}"`;
  };
  const line = (row, place) => columns.map((name) => cell(row?.[name], place, name)).join(",");
  return [columns.map((name) => cell(name)).join(","), ...rows.map(line)].join("\n");
}

// A CSV is read by the same engine as the page's; it is loaded only now.
async function readFile({ name, bytes }, { wish, config, lang }, signal, onProgress) {
  const { report } = await import("./ninefold.js");
  const months = wish.from && wish.to && monthsBetween(wish.from, wish.to);
  // What is an attribute too says how the view is shown; the reader takes none of it.
  const told = Object.fromEntries(Object.entries(config).filter(([name]) => !(name in wish)));
  const options = {
    lang: lang.slice(0, 2),
    // No view shows the answers to the questions, and they are a third of the engine.
    only: "revenue",
    customers: true,
    ...Object.fromEntries(TOLD.filter((at) => wish[at]).map((at) => [at.replace("-", "_"), wish[at]])),
    ...(wish.to && { to: wish.to }),
    ...(months > 0 && { months }),
    ...(wish.map && { roles: { [name]: rolesOf(wish.map) } }),
    ...told,
  };
  try {
    return await report([{ name, bytes }], { ...options, signal, onProgress });
  } catch (error) {
    if (signal.aborted) throw error;
    throw fault(error.code ?? "csv", [error.message, error.fix].filter(Boolean).join(" "), { cause: error, shown: Boolean(error.code) });
  }
}

// `customer_id:Account;mrr:Amount`: which column is what, each by its header.
function rolesOf(map) {
  const pairs = map.split(";").map((pair) => /^\s*([^:]+?)\s*:\s*(.*?)\s*$/.exec(pair)).filter(Boolean);
  return Object.fromEntries(pairs.map(([, role, header]) => [header, role]));
}

function monthsBetween(from, to) {
  const [a, b] = [from, to].map((text) => /^(\d{4})-(\d{2})$/.exec(text)?.slice(1).map(Number));
  return a && b ? (b[0] - a[0]) * 12 + b[1] - a[1] : 0;
}

// A figure with what it rests on, and with the customers behind it where the report lists any.
export function explain(report, wish) {
  const { figures, missing } = report.view({ ...wish, view: "number" }, undefined);
  if (missing) throw fault(missing.code, missing.message, { shown: true });
  const customers = report.behind(wish);
  return customers ? { ...figures[0], customers } : figures[0];
}

/* Drawing */

let style;
function styled(shadow, place) {
  if (!style) {
    style = new CSSStyleSheet();
    style.replaceSync(STYLE);
  }
  if (shadow.adoptedStyleSheets.length < 2) shadow.adoptedStyleSheets = [place, style];
}

// An element with its attributes; a part is named as its class.
function element(name, { text, ...attributes } = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  made.append(...children.filter(Boolean));
  return made;
}

const part = (tag, name, text) => text && element(tag, { part: name, class: name, text });

// Draws a view and says what it is of; throws where something is missing for it.
export function draw({ ask }, wish, { shadow, root, body, foot, src, fits, tell, failed, place }) {
  styled(shadow, place);
  const fitted = fits && root.dataset.fit !== undefined;
  if (fitted) root.style.removeProperty("--fit");
  const width = Math.max(0, root.clientWidth - 2 * PAD);
  const view = ask((report) => report.view({ ...wish, width }, undefined));
  if (view.missing) throw fault(view.missing.code, view.missing.message, { shown: true });
  // Before the drawing, which takes the room that this leaves.
  origin(foot, src, wish["show-source"] && view);
  const focused = shadow.activeElement?.getAttribute("part");
  const tabled = body.dataset.tabled === "true" && view.shape === "chart";
  const shapes = { number, table: sheet, chart };
  body.replaceChildren(...shapes[view.shape]({ view, ask, wish, width, tell, failed, tabled, body }));
  if (focused) shadow.querySelector(`[part="${focused}"]`)?.focus({ preventScroll: true });
  body.querySelector(".stage")?.[FIT]?.();
  if (fits) fit(root, body, wish.view, fitted);
  return { warnings: view.warnings, result: resultOf(view) };
}

// Rows may need less than the place kept for them. It is given back where nobody sees the page move: while the element is
// still below what is in sight. Once given back it follows the drawing.
function fit(root, body, view, fitted) {
  const svg = body.querySelector(".plot > svg");
  const spare = svg ? svg.parentElement.clientHeight - svg.height.baseVal.value : 0;
  const unseen = root.getBoundingClientRect().top >= innerHeight;
  if (spare < 8 || !(fitted || (unseen && /^(chart|bar)$/.test(view)))) return;
  root.dataset.fit = "";
  const kept = getComputedStyle(root).getPropertyValue("--foot");
  root.style.setProperty("--fit", `calc(${root.offsetHeight - spare}px - ${kept})`);
}

// The name of the file at an address, as it is where its signs of per cent stand for no bytes of UTF-8.
function nameOf(address) {
  const name = new URL(address).pathname.split("/").pop();
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

// Where the figures come from: the file, and how many rows stand behind it.
function origin(foot, src, view) {
  foot.querySelector(".source")?.remove();
  if (!view) return;
  const name = src && nameOf(src);
  const link = name && element("a", { href: src, download: "", text: name });
  const rest = [link && view.rows ? " · " : "", view.rows].join("");
  foot.prepend(element("p", { class: "source", part: "source" }, link, rest));
}

const PAD = 16;
const FIT = Symbol("fit");

function resultOf({ figures: [figure], exact }) {
  if (!figure) return null;
  const { metric, value, unit, from, to } = figure;
  const points = exact.map(([at, ...values]) => Object.freeze({ at, values: Object.freeze(values) }));
  return Object.freeze({ metric, value, unit, period: Object.freeze({ from, to }), points: Object.freeze(points) });
}

function number({ view, wish }) {
  const one = (figure) => {
    const basis = !view.compact && part("p", "basis", figure.note.join(" · "));
    const how = !view.compact && !wish.static && element("details", { part: "explain" }, element("summary", { text: view.words.explain }), element("p", { text: figure.definition }));
    return element(
      "div",
      { class: "figure", part: "figure" },
      part("p", "title", figure.name),
      element("p", { part: "value", class: figure.na ? "value na" : "value", text: figure.text }),
      element("div", { class: "when" }, part("p", "period", figure.period), part("p", "delta", !view.compact && figure.delta)),
      basis,
      how,
    );
  };
  return [element("div", { class: "figures" }, ...view.figures.map(one))];
}

const caption = (view, ...beside) =>
  element(
    "div",
    { class: "head", part: "head" },
    element("div", { class: "top" }, part("p", "title", view.title), ...beside),
    !view.compact && part("p", "caption", view.caption),
  );

function grid({ ask, wish, view }) {
  const { head, rows } = ask((report) => report.table(wish));
  const kind = ([, figure, few]) => [figure && "figure", few && "few"].filter(Boolean).join(" ");
  const top = head.map((text, place) => element("th", { scope: "col", text, class: rows[0]?.[place]?.[1] ? "figure" : "" }));
  const line = ([first, ...rest]) =>
    element(
      "tr",
      { part: "row" },
      element("th", { scope: "row", part: "cell", text: first[0] }),
      ...rest.map((cell) => element("td", { part: "cell", class: kind(cell), text: cell[0] })),
    );
  const table = element("table", { part: "table" }, element("thead", {}, element("tr", {}, ...top)), element("tbody", {}, ...rows.map(line)));
  // What may scroll must be reached by keys.
  return element("div", { class: "grid", tabindex: "0", role: "region", "aria-label": view.title }, table);
}

const sheet = (setting) => [caption(setting.view), grid(setting)];

function chart(setting) {
  const { view, ask, wish, width, tell, failed, body } = setting;
  const { words } = view;
  const ground = document.createElementNS(SVG, "g");
  const band = document.createElementNS(SVG, "rect");
  band.setAttribute("class", "band");
  band.setAttribute("visibility", "hidden");
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("role", "img");
  svg.append(band, ground);
  const tip = element("div", { class: "tip", part: "tip", "aria-hidden": "true", hidden: "" });
  const said = element("p", { class: "unseen", "aria-live": "polite" });
  const asked = view.points.length > 0 && !wish.static;
  const label = [view.title, asked && words.keys].filter(Boolean).join(". ");
  const plot = element("div", { class: "plot", part: "chart", tabindex: "0", role: asked ? "application" : "region", "aria-label": label }, svg);
  const stage = element("div", { class: "stage" }, plot, tip, said);
  const tool = element("button", { class: "tool", part: "button", type: "button" });
  let points = view.points;
  let at = -1;
  let colours;

  const point = (next, aloud) => {
    if (next === at && !aloud) return;
    at = next;
    const shown = points[at];
    tip.hidden = !shown;
    band.setAttribute("visibility", shown ? "visible" : "hidden");
    if (!shown) return;
    const [x, y, wide, high] = shown.area;
    for (const [name, value] of Object.entries({ x, y, width: wide, height: high })) band.setAttribute(name, value);
    if (aloud) plot.scrollLeft = x - plot.clientWidth / 2;
    tip.replaceChildren(part("p", "tip-title", shown.title), shown.note && part("p", "tip-note", shown.note), ...shown.numbers.map((one) => told(one, colours)));
    const [left, room] = [x - plot.scrollLeft, stage.clientWidth - tip.offsetWidth];
    const beside = left + wide + 8 <= room ? left + wide + 8 : left - 8 - tip.offsetWidth;
    tip.style.insetInlineStart = `${Math.max(0, Math.min(beside, room))}px`;
    const numbers = shown.numbers.map(({ label: name, value }) => `${name} ${value}`).join(words.comma);
    if (aloud) said.textContent = [shown.title, shown.note, numbers].filter(Boolean).join(words.comma);
  };
  const choose = () => {
    const shown = points[at];
    if (!shown) return;
    const { title, note, period, numbers } = shown;
    const customers = wish.view === "quadrant" && wish.names === "show" ? { customers: [title] } : {};
    tell("select", { title, note, period, numbers: numbers.map(({ label: name, value }) => ({ label: name, value })), ...customers });
  };
  const find = (event) => {
    const box = svg.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    // The last is drawn on top.
    return points.findLastIndex(({ area: [left, top, wide, high] }) => x >= left && x <= left + wide && y >= top && y <= top + high);
  };
  if (asked) listen();
  function listen() {
    plot.addEventListener("pointermove", (event) => event.pointerType === "mouse" && point(find(event)));
    plot.addEventListener("pointerdown", (event) => point(find(event)));
    plot.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && point(-1));
    plot.addEventListener("click", choose);
    plot.addEventListener("blur", () => point(-1));
    plot.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const last = points.length - 1;
      const moves = { ArrowLeft: at - 1, ArrowUp: at - 1, ArrowRight: at + 1, ArrowDown: at + 1, Home: 0, End: last, Escape: -1 };
      if (event.key === "Enter" || event.key === " ") choose();
      // The first key lands on the latest month.
      else if (event.key in moves) point(event.key === "Escape" ? -1 : at < 0 ? last : Math.max(0, Math.min(moves[event.key], last)), true);
      else return;
      event.preventDefault();
    });
  }

  const paint = () => {
    const size = { width, height: Math.max(0, stage.clientHeight) };
    const drawn = ask((report) => report.view({ ...wish, ...size }, ground));
    points = drawn.points;
    svg.setAttribute("width", drawn.width);
    svg.setAttribute("height", drawn.height);
    colours = nameParts(ground);
    const id = ground.querySelector("title")?.id.replace(/-title$/, "");
    svg.setAttribute("aria-labelledby", `${id}-title ${id}-desc`);
    // The last month is the one people look for; a table's rows are named at its left.
    if (points.length > 0) plot.scrollLeft = drawn.width;
  };
  const rows = [caption(view, !wish.static && tool), stage];
  // As a table in the same place: the numbers come only when they are asked for.
  const turn = (tabled) => {
    body.dataset.tabled = String(tabled);
    tool.textContent = tabled ? words.as_chart : words.as_table;
    const [, now] = body.children;
    const next = tabled ? grid(setting) : stage;
    rows[1] = next;
    if (now) now.replaceWith(next);
    if (!tabled && now) paint();
  };
  tool.addEventListener("click", () => {
    try {
      turn(body.dataset.tabled !== "true");
    } catch (error) {
      failed(error);
    }
  });
  stage[FIT] = paint;
  turn(setting.tabled);
  return rows;
}

// What a page may style in a drawing: the marks of each colour and stroke as series-1 and so on, in the order in which they
// are drawn, cells, words (an axis's and a legend's are named so where they are drawn), and the lines between. A series'
// colour is a property of the page's too; gives the colours as they are then.
function nameParts(ground) {
  const order = [];
  const colours = {};
  for (const one of ground.querySelectorAll(":scope > :not(defs), :scope > :not(defs) *")) {
    const of = (name) => /(?:var\(--|url\(#.*-)([a-z]+)/.exec(one.getAttribute(name))?.[1];
    const paint = of("fill") ?? of("stroke");
    if (one.localName === "text") one.setAttribute("part", ["label", one.getAttribute("part")].filter(Boolean).join(" "));
    else if (/^(heat|div)$/.test(paint)) one.setAttribute("part", "cell");
    else if (one.localName === "line" && /^(hairline|muted)$/.test(paint)) one.setAttribute("part", "grid");
    else if (paint && !/^(paper|hairline)$/.test(paint)) {
      const key = `${paint} ${one.getAttribute("stroke-dasharray") ?? ""}`;
      if (!order.includes(key)) order.push(key);
      const series = `series-${order.indexOf(key) + 1}`;
      one.setAttribute("part", `series ${series}`);
      for (const name of ["fill", "stroke"]) {
        const colour = `var(--${paint})`;
        if (one.getAttribute(name) === colour) one.setAttribute(name, (colours[`--${paint}`] = `var(--ninefold-${series}, ${colour})`));
      }
    }
  }
  return colours;
}

const told = ({ label, value, paint }, colours) => {
  const swatch = document.createElementNS(SVG, "svg");
  swatch.setAttribute("width", "10");
  swatch.setAttribute("height", "10");
  const rect = document.createElementNS(SVG, "rect");
  for (const [name, given] of Object.entries({ width: 10, height: 10, rx: 2, fill: paint ? (colours[paint] ?? `var(${paint})`) : "none" })) rect.setAttribute(name, given);
  swatch.append(rect);
  return element("div", { class: "tip-row" }, swatch, element("span", { text: label }), element("span", { class: "tip-value", text: value }));
};

/* Pictures */

// An SVG file's text as PNG, by way of an image: a host page's policy must let img-src data: in.
export async function picture(svg, scale) {
  if (!svg) throw fault("empty", "this view has no drawing");
  const image = new Image();
  const url = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await new Promise((resolve, reject) => {
    image.onload = resolve;
    image.onerror = () => reject(fault("csp-image", "a picture needs img-src data: in the page's policy; toSVG() needs nothing"));
    image.src = url;
  });
  const canvas = document.createElement("canvas");
  const fine = Math.min(scale, 8_192 / Math.max(image.width, image.height, 1));
  canvas.width = Math.ceil(image.width * fine);
  canvas.height = Math.ceil(image.height * fine);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}
