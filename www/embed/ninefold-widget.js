// <ninefold-widget>: a figure, a chart or a table of a report on any page. This file only registers the element, keeps
// its place and waits until it comes into view; what draws is loaded then, once for all elements (draw.js).
//
// It changes nothing of the host page, loads nothing but its own files and `src`, and may be imported where there is no
// browser. Everything an element does is said in the documentation by attribute, property, method and event.

const HERE = import.meta.url;
// What is only drawn anew, and what another report is needed for.
const DRAWN = ["metric", "metrics", "view", "period", "segment", "names", "compact", "static", "show-source", "lang", "locale", "theme"];
const READ = ["src", "integrity", "as-of", "from", "to", "currency", "map", "encoding", "delimiter", "decimal", "date-order"];
const OWN = [...DRAWN, ...READ, "loading", "upload", "height"];
// Given or not; what is not is "false" too.
const SWITCHES = ["compact", "static", "show-source", "upload"];
const LOADING = ["lazy", "eager", "manual"];
const THEMES = ["auto", "light", "dark"];
const VIEWS = ["number", "line", "bar", "waterfall", "movements", "cohort", "table", "quadrant", "chart"];

// Said where what draws, and with it all other words, is not there.
const WORDS = {
  en: { show: "Show the figures", open: "Open your own file", failed: "The figures can’t be shown here." },
  zh: { show: "显示数据", open: "打开自己的文件", failed: "此处无法显示数据。" },
};

// The place an element takes before anything is drawn is the one it takes afterwards. `!important` within a shadow root
// goes before any rule of the host page.
const PLACE = `
:host { display: block !important; position: relative !important; contain: layout style !important;
  inline-size: auto !important; min-inline-size: 0 !important; overflow: visible !important; clip-path: none !important;
  opacity: 1 !important; visibility: inherit !important; float: none !important;
  block-size: auto !important; min-block-size: 0 !important; max-block-size: none !important; }
:host([hidden]) { display: none !important; }
.n { box-sizing: border-box; --own: 384px; --foot: 0px; --fit: initial;
  block-size: calc(var(--fit, var(--ninefold-chart-height, var(--ninefold-height, var(--own)))) + var(--foot)); }
.n[data-view=number] { --own: 176px; block-size: auto; min-block-size: calc(var(--fit, var(--ninefold-height, var(--own))) + var(--foot)); }
.n[data-view=waterfall] { --own: 440px; }
.n[data-view=quadrant] { --own: 496px; }
.n[data-foot] { --foot: 40px; }
.n[data-foot="2"] { --foot: 68px; }
@media (max-width: 480px) {
  .n { --own: 480px; }
  .n[data-view=number] { --own: 216px; }
  .n[data-view=quadrant] { --own: 560px; }
}
.n[data-state=ready] slot, .n:not([data-state=error]) slot[name=fallback], .n[data-state=error] slot[name=poster] { display: none; }
.n:is([data-state=ready], [data-state=error]) .ask { display: none; }
.ask, .open { font: inherit; }
`;

const Base = globalThis.HTMLElement ?? class {};
let place;
const sheet = () => {
  if (!place) {
    place = new CSSStyleSheet();
    place.replaceSync(PLACE);
  }
  return place;
};

// One observer of each kind for all elements, none while there is no element.
const shown = new Set();
let nearing, sizing, hosts, dark;
const each = (change) => shown.forEach((element) => element[change]());

function watch(element) {
  if (shown.size === 0) {
    nearing = new IntersectionObserver(
      (entries) => entries.forEach((entry) => entry.isIntersecting && entry.target[NEAR]()),
      { rootMargin: "200px" },
    );
    sizing = new ResizeObserver((entries) => entries.forEach((entry) => entry.target[SIZED]()));
    // The host page's language and theme are mostly said by an attribute of its root.
    hosts = new MutationObserver(() => each(HOST));
    for (const root of [document.documentElement, document.body]) {
      if (root) hosts.observe(root, { attributes: true, attributeFilter: ["lang", "class", "style", "data-theme", "data-color-scheme"] });
    }
    dark = matchMedia("(prefers-color-scheme: dark)");
    dark.addEventListener("change", onDark);
  }
  shown.add(element);
  sizing.observe(element);
}

function unwatch(element) {
  shown.delete(element);
  nearing?.unobserve(element);
  sizing?.unobserve(element);
  if (shown.size > 0 || !nearing) return;
  for (const one of [nearing, sizing, hosts]) one.disconnect();
  dark.removeEventListener("change", onDark);
  nearing = sizing = hosts = dark = undefined;
}

const onDark = () => each(HOST);
const NEAR = Symbol("near");
const SIZED = Symbol("sized");
const HOST = Symbol("host");

// The first ancestor's attribute, out of shadow roots too.
function inherited(element, name) {
  for (let at = element; at; at = at.parentElement ?? at.getRootNode().host) {
    const value = at.getAttribute?.(name);
    if (value) return value;
  }
  return "";
}

class NinefoldWidget extends Base {
  static observedAttributes = OWN;

  #root;
  #body;
  #foot;
  #drawer; // what draws, once it is loaded
  #held; // the report that is drawn, with how to give it back
  #data;
  #config = {};
  #result = null;
  #started = false;
  #turn = 0; // counts reports asked for: a late answer to an earlier one is dropped
  #abort;
  #pending = 0;
  #again = false; // begun again after the WebAssembly stopped
  #size = "";
  #height = null;
  #ready = Promise.withResolvers?.() ?? resolvers();
  #warned = new Set();

  constructor() {
    super();
    const shadow = this.attachShadow({ mode: "open" });
    shadow.adoptedStyleSheets = [sheet()];
    this.#root = document.createElement("div");
    this.#root.className = "n";
    this.#root.part = "root";
    this.#body = document.createElement("div");
    this.#body.className = "body";
    const slots = ["poster", "fallback"].map((name) => {
      const slot = document.createElement("slot");
      slot.name = name;
      return slot;
    });
    this.#foot = document.createElement("div");
    this.#foot.className = "foot";
    this.#root.append(this.#body, ...slots, this.#foot);
    shadow.append(this.#root);
    this.#ready.promise.catch(() => {});
  }

  connectedCallback() {
    // Properties that were set before the element was defined.
    for (const name of ["data", "config"]) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    watch(this);
    this[HOST]();
    if (this.#held || this.#started) return this.#start();
    const loading = this.#one("loading", LOADING);
    // Who wants to spare data is asked first, however the browser says it.
    const sparing = navigator.connection?.saveData || matchMedia("(prefers-reduced-data: reduce)").matches;
    const given = this.#data !== undefined || this.#attribute("src");
    this.#state("waiting");
    if (!given && this.#on("upload")) return;
    if (loading === "manual" || sparing) this.#offer();
    else if (loading === "eager") this.#start();
    else nearing.observe(this);
  }

  disconnectedCallback() {
    unwatch(this);
    // A move within the page is a removal and an insertion.
    setTimeout(() => this.isConnected || this.#free());
  }

  attributeChangedCallback(name, before, now) {
    if (before === now || !this.isConnected) return;
    if (["lang", "locale", "theme", "view", "upload", "show-source", "height"].includes(name)) this[HOST]();
    if (!this.#started) return;
    // A report that is given holds all its months; only a reading can be asked for others.
    const another = name === "src" || name === "integrity" || !this.#held || this.#held.read;
    if (READ.includes(name) && another) this.#start(true);
    else this.#redraw();
  }

  [NEAR]() {
    nearing?.unobserve(this);
    this.#start();
  }

  [SIZED]() {
    const size = `${this.clientWidth} ${this.clientHeight}`;
    if (size === this.#size) return;
    this.#size = size;
    this.#redraw();
  }

  [HOST]() {
    const theme = this.#one("theme", THEMES);
    this.#root.dataset.theme = theme === "auto" ? (this.#onDark() ? "dark" : "light") : theme;
    this.#root.dataset.view = this.#one("view", VIEWS);
    const height = this.#attribute("height");
    if (height !== this.#height) {
      this.#height = height;
      const high = /^\d{2,4}$/.test(height) ? `${height}px` : "";
      if (height !== null && !high) this.#warn(`height="${height}" is no number of pixels; the usual height is used`);
      this.#root.style.setProperty("--fit", high);
    }
    const feet = this.#on("upload") + this.#on("show-source");
    if (feet) this.#root.dataset.foot = feet;
    else delete this.#root.dataset.foot;
    const { lang } = this;
    const other = this.#root.lang !== lang;
    this.#root.lang = lang;
    if (other || this.#on("upload") !== Boolean(this.#foot.querySelector(".open"))) this.#opener();
    if (other) this.#redraw();
  }

  // A file of the reader's own is read in the page and goes nowhere.
  #opener() {
    this.#foot.querySelector(".open")?.remove();
    if (!this.#on("upload")) return;
    const button = this.#button("open", this.#words().open, () => {
      const input = document.createElement("input");
      input.type = "file";
      input.accept = ".csv,.tsv,.txt,.json";
      input.addEventListener("change", () => input.files[0] && this.load(input.files[0]));
      input.click();
    });
    this.#foot.append(button);
  }

  #button(name, text, click) {
    const button = document.createElement("button");
    button.className = name;
    button.part = "button";
    button.type = "button";
    button.textContent = text;
    button.addEventListener("click", click);
    return button;
  }

  // Light text around the element means a dark page, however the page says so.
  #onDark() {
    const around = this.parentElement ?? this.getRootNode().host;
    const color = around ? getComputedStyle(around).color : "";
    const [r, g, b] = color.match(/(?<=[ (,])[\d.]+/g)?.map(Number) ?? [0, 0, 0];
    // rgb() counts to 255, lab() and lch() have their lightness in percent, all others to 1.
    if (/^(ok)?l/.test(color)) return r > (color.startsWith("ok") ? 0.6 : 60);
    return (0.2126 * r + 0.7152 * g + 0.0722 * b) / (color.startsWith("rgb") ? 255 : 1) > 0.55;
  }

  get lang() {
    const own = this.#config.lang ?? this.#config.locale ?? (this.getAttribute("lang") || this.getAttribute("locale"));
    const said = own || inherited(this, "lang") || navigator.language;
    return /^zh\b/i.test(said) ? "zh-CN" : "en";
  }
  set lang(value) {
    this.setAttribute("lang", value);
  }

  /** A report's value or JSON text, or a CSV as text, Blob, ArrayBuffer or rows (objects); goes before `src`. */
  get data() {
    return this.#data;
  }
  set data(value) {
    this.#data = value ?? undefined;
    if (this.isConnected && this.#started) this.#start(true);
  }

  /** The attributes as an object, and what a CSV is read with; goes before the attributes. */
  get config() {
    return this.#config;
  }
  set config(value) {
    this.#config = { ...value };
    this[HOST]();
    if (this.isConnected && this.#started) this.#start(true);
  }

  /** The attributes and `config` as one object, which `restoreConfig` takes, on another element too. */
  saveConfig() {
    const own = OWN.map((name) => [name, this.getAttribute(name)]).filter(([, value]) => value !== null);
    return { ...Object.fromEntries(own), ...this.#config };
  }
  restoreConfig(config) {
    this.config = config;
  }

  /** The figure shown: `metric`, `value`, `unit`, `period`; null where there is none. */
  get result() {
    return this.#result;
  }

  /** Resolves with the first result. */
  get ready() {
    return this.#ready.promise;
  }

  /** Shows a report or a CSV; without one, what `data` or `src` names. Resolves with the result. */
  async load(input) {
    if (input !== undefined) this.#data = input;
    return this.#start(true);
  }

  /** Draws anew, and reads anew where something changed that a CSV is read with. Resolves with the result. */
  compute() {
    return this.#started ? this.#start(Boolean(this.#held?.read)) : this.#start();
  }

  /** What a figure is made of, with its period, its definition and, where the report lists them, its customers. */
  explain(metric, period) {
    return this.#ask((report) => this.#drawer.explain(report, { ...this.#wish(), ...(metric && { metric }), ...period }));
  }

  /** The view as an SVG file's text. */
  toSVG() {
    return this.#ask((report) => report.svg(this.#wish()));
  }

  /** The view as a picture. */
  async toPNG({ scale = 2 } = {}) {
    const svg = await this.toSVG();
    return this.#drawer.picture(svg, scale);
  }

  /** The numbers of the view as CSV. */
  toCSV() {
    return this.#ask((report) => report.csv(this.#wish()));
  }

  /** Gives back what the element holds; `load()` begins anew. */
  dispose() {
    this.#free();
    this.#body.replaceChildren();
    this.#state("waiting");
  }

  // A value of a few, or the first of them; what is none is told once.
  #one(name, of) {
    const value = this.#attribute(name);
    if (value === null || of.includes(value)) return value ?? of[0];
    this.#warn(`${name}="${value}" is none of ${of.join(", ")}; ${of[0]} is used`);
    return of[0];
  }

  #attribute(name) {
    return this.#config[name] ?? this.getAttribute(name);
  }

  #on(name) {
    const value = this.#attribute(name);
    return value !== null && value !== false && value !== "false";
  }

  #warn(text) {
    if (this.#warned.has(text)) return;
    this.#warned.add(text);
    console.warn(`ninefold-widget: ${text}`);
  }

  #wish() {
    const wish = { lang: this.lang };
    for (const name of OWN) {
      const value = this.#attribute(name);
      if (SWITCHES.includes(name)) wish[name] = this.#on(name);
      else if (value !== null && name !== "lang" && name !== "height") wish[name] = String(value);
    }
    wish.metric ??= wish.metrics;
    wish.view = this.#root.dataset.view;
    return wish;
  }

  #state(state) {
    this.#root.dataset.state = state;
    this.#root.ariaBusy = String(state === "loading");
  }

  #offer() {
    this.#body.replaceChildren(this.#button("ask", this.#words().show, () => this.#start()));
  }

  #words() {
    return this.lang === "en" ? WORDS.en : WORDS.zh;
  }

  async #ask(call, again = true) {
    if (!this.#held) await this.#start();
    if (!this.#held) throw new Error("there is no report");
    try {
      return this.#held.ask(call);
    } catch (error) {
      if (!error.again || !again) throw error;
      this.#let();
      return this.#ask(call, false);
    }
  }

  #let() {
    this.#held?.release();
    this.#held = undefined;
  }

  // What stopped by itself is begun again once; a second time in a row it is told.
  #caught(error) {
    const again = error?.again && !this.#again;
    this.#again = again;
    if (!again) return this.#fail(error);
    this.#let();
    return this.#start(true);
  }

  // Loads what draws and the report, whatever of them is not there yet, and draws.
  async #start(anew = false) {
    this.#started = true;
    if (this.#held && !anew) return this.#draw();
    const turn = ++this.#turn;
    this.#abort?.abort();
    const { signal } = (this.#abort = new AbortController());
    if (!this.#held) this.#state("loading");
    try {
      this.#drawer ??= await import("./draw.js");
      const held = await this.#drawer.hold(this.#input(), {
        signal,
        onProgress: (detail) => turn === this.#turn && this.#tell("progress", detail),
      });
      if (turn !== this.#turn) return held.release();
      this.#let();
      this.#held = held;
      const [[rows, rejected], sample] = held.ask((report) => [report.rows(), report.rejects(this.#wish())]);
      this.#tell("load", { rows, rejected });
      if (rejected > 0) this.#tell("reject", { count: rejected, sample });
      return this.#draw();
    } catch (error) {
      return turn === this.#turn && !signal.aborted ? this.#caught(error) : null;
    }
  }

  #input() {
    const wish = this.#wish();
    const src = wish.src && new URL(wish.src, document.baseURI).href;
    return { data: this.#data, src, wish, config: this.#config, lang: this.lang };
  }

  #redraw() {
    if (!this.#held || this.#pending) return;
    this.#pending = requestAnimationFrame(() => {
      this.#pending = 0;
      if (this.#held && this.isConnected) this.#draw();
    });
  }

  #draw() {
    try {
      const drawn = this.#drawer.draw(this.#held, this.#wish(), {
        shadow: this.shadowRoot,
        root: this.#root,
        body: this.#body,
        fits: this.#height === null,
        foot: this.#foot,
        src: this.#data === undefined ? this.#input().src : undefined,
        tell: (name, detail) => this.#tell(name, detail),
        failed: (error) => this.#caught(error),
        place: sheet(),
      });
      drawn.warnings.forEach((text) => this.#warn(text));
      this.#state("ready");
      this.#again = false;
      if (JSON.stringify(drawn.result) !== JSON.stringify(this.#result)) {
        this.#result = drawn.result;
        if (drawn.result) this.#tell("result", drawn.result);
      }
      this.#ready.resolve(this.#result);
      return this.#result;
    } catch (error) {
      return this.#caught(error);
    }
  }

  #fail(error) {
    const known = error?.ninefold;
    const detail = { code: known ?? "load", message: String(error?.message ?? error), recoverable: known !== "csp-wasm" && known !== undefined };
    this.#result = null;
    this.#state("error");
    const message = document.createElement("p");
    message.part = "status error";
    message.className = "status";
    message.textContent = error?.shown ? detail.message : this.#words().failed;
    // The author's own words go before ours.
    this.#body.replaceChildren(...(this.querySelector(':scope > [slot="fallback"]') ? [] : [message]));
    this.#tell("error", detail);
    this.#ready.reject(error);
    this.#ready = resolvers();
    this.#ready.promise.catch(() => {});
    return null;
  }

  #tell(name, detail) {
    const cancelable = name === "select";
    return this.dispatchEvent(new CustomEvent(`ninefold-${name}`, { detail, bubbles: true, composed: true, cancelable }));
  }

  #free() {
    this.#turn += 1;
    this.#abort?.abort();
    cancelAnimationFrame(this.#pending);
    this.#pending = 0;
    this.#let();
  }
}

function resolvers() {
  const all = {};
  all.promise = new Promise((resolve, reject) => Object.assign(all, { resolve, reject }));
  return all;
}

// Whoever came first keeps the name: a second copy on a page is no error.
if (globalThis.customElements && !customElements.get("ninefold-widget")) customElements.define("ninefold-widget", NinefoldWidget);

export { NinefoldWidget, HERE as url };
