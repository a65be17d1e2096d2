// Inside the frame of embed.html: a <ninefold-widget> with the attributes that stand behind the address's #, written as
// in a query: embed.html#src=report.json&view=line. It tells the page around it how high it is, and what it shows.

import { NinefoldWidget } from "./ninefold-widget.js";

// A frame is loaded as its page says.
const ATTRIBUTES = NinefoldWidget.observedAttributes.filter((name) => name !== "loading");
let port;

const sheet = new CSSStyleSheet();
sheet.replaceSync("html, body { margin: 0; overflow: hidden; background: transparent; } ninefold-widget { min-block-size: 1px; }");
document.adoptedStyleSheets = [sheet];

const element = document.createElement("ninefold-widget");
element.setAttribute("loading", "eager");
for (const kind of ["result", "error"]) {
  element.addEventListener(`ninefold-${kind}`, ({ detail }) => {
    const said = { type: kind };
    for (const [key, value] of Object.entries(detail ?? {})) if (typeof value === "string" || typeof value === "boolean") said[key] = value;
    port?.postMessage(said);
  });
}

let config;
function configure() {
  config = new URLSearchParams(location.hash.slice(1));
  for (const name of ATTRIBUTES) {
    if (config.has(name)) element.setAttribute(name, config.get(name));
    else element.removeAttribute(name);
  }
  document.documentElement.lang = config.get("lang") || "en";
}
configure();
addEventListener("hashchange", configure);
document.body.append(element);

const size = () => port?.postMessage({ type: "size", height: Math.ceil(element.getBoundingClientRect().height) });
new ResizeObserver(size).observe(element);

// The page around it answers a greeting with a port. Only the parent can, and only with the greeting's number; data come
// through the port only from an origin that the address names.
const nonce = crypto.getRandomValues(new Uint32Array(4)).join("-");
const greet = () => parent.postMessage({ type: "ninefold-hello", nonce }, "*");
addEventListener("message", (event) => {
  if (port || event.source !== parent) return;
  if (event.data?.type === "ninefold-ask") return greet();
  if (event.data?.type !== "ninefold-port" || event.data.nonce !== nonce || !event.ports[0]) return;
  port = event.ports[0];
  const trusted = config.get("accept-data") === event.origin;
  port.onmessage = ({ data }) => {
    if (trusted && data?.type === "data" && typeof data.text === "string") element.data = data.text;
  };
  size();
});
if (parent !== window) greet();
