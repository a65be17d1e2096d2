// For a page with frames of embed.html: gives each `iframe[data-ninefold]` the height of what it shows, and fires
// `ninefold-result` and `ninefold-error` on it. A frame is heard only where the message comes from its very window and
// from the origin that its address has; what it says is taken as a number or a text, never as markup.

const LEAST = 40;
const MOST = 4000;
const ports = new WeakMap();

// A frame in a sandbox without allow-same-origin has no origin of its own.
const originOf = (frame) =>
  frame.sandbox.length > 0 && !frame.sandbox.contains("allow-same-origin") ? "null" : new URL(frame.src, document.baseURI).origin;

function hear(frame, said) {
  if (said?.type === "size" && Number.isFinite(said.height)) {
    frame.style.height = `${Math.min(MOST, Math.max(LEAST, Math.ceil(said.height)))}px`;
  } else if (said?.type === "result" || said?.type === "error") {
    const detail = Object.fromEntries(Object.entries(said).filter(([key, value]) => key !== "type" && typeof value !== "object"));
    frame.dispatchEvent(new CustomEvent(`ninefold-${said.type}`, { detail, bubbles: true }));
  }
}

// Hands a report's JSON or a CSV over; the frame takes it where its address has `accept-data` with this page's origin.
export function give(frame, text) {
  ports.get(frame)?.postMessage({ type: "data", text: String(text) });
}

if (globalThis.document) {
  // Frames that greeted before this was there.
  for (const frame of document.querySelectorAll("iframe[data-ninefold]")) frame.contentWindow?.postMessage({ type: "ninefold-ask" }, "*");
  addEventListener("message", ({ data, source, origin }) => {
    if (data?.type !== "ninefold-hello" || typeof data.nonce !== "string") return;
    const frame = [...document.querySelectorAll("iframe[data-ninefold]")].find((one) => one.contentWindow === source);
    if (!frame || origin !== originOf(frame)) return;
    ports.get(frame)?.close();
    const { port1, port2 } = new MessageChannel();
    ports.set(frame, port1);
    port1.onmessage = (event) => hear(frame, event.data);
    // To an origin that is none, only `*` reaches; the window is the frame's own.
    source.postMessage({ type: "ninefold-port", nonce: data.nonce }, origin === "null" ? "*" : origin, [port2]);
    frame.dispatchEvent(new CustomEvent("ninefold-ready", { bubbles: true }));
  });
}
