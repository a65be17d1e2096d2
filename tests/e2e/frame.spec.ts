// embed.html in a frame of another origin: it grows to its figures, and neither side takes what others say.

import { expect, test as base, type Page } from "@playwright/test";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { printed, root } from "./support/cli";
import { serve, type Folder } from "./support/folder";

const ledger = join(root, "www/samples/leaking.csv");

interface Sites {
  /** Where the frames come from. */
  inner: Folder;
  /** Writes the page around them, with these frames in it, and opens it. */
  open(page: Page, body: string): Promise<void>;
}

const test = base.extend<{ sites: Sites }>({
  sites: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), "ninefold-frame-"));
    cpSync(join(root, "dist/embed"), join(folder, "inner"), { recursive: true });
    writeFileSync(join(folder, "inner/report.json"), printed(ledger, "--embed", "number:nrr"));
    // A frame that says whatever the page's address tells it to. It greets again when it is asked, as a frame does whose
    // page has its script later.
    writeFileSync(
      join(folder, "inner/liar.html"),
      `<script>const greet = () => parent.postMessage({ type: "ninefold-hello", nonce: "1" }, "*");
addEventListener("message", ({ data, ports }) => { if (data?.type === "ninefold-ask") greet(); if (ports[0]) for (const said of JSON.parse(decodeURIComponent(location.hash.slice(1)))) ports[0].postMessage(said); });
greet(); parent.postMessage({ type: "size", height: 777 }, "*");</script>`,
    );
    cpSync(join(folder, "inner/embed.js"), join(folder, "outer/embed.js"));
    const [inner, outer] = [await serve(join(folder, "inner")), await serve(join(folder, "outer"))];
    await use({
      inner,
      async open(page, body) {
        const script = `window.heard = []; for (const kind of ["ready", "result", "error"]) addEventListener("ninefold-" + kind, (event) => heard.push([event.target.id, kind, event.detail]));`;
        writeFileSync(join(folder, "outer/index.html"), `<!doctype html><title>Somebody's page</title><script>${script}</script>${body}<script type="module" src="embed.js"></script>`);
        await page.goto(outer.address);
      },
    });
    await Promise.all([inner.close(), outer.close()]);
    rmSync(folder, { recursive: true });
  },
});

const heard = (page: Page) => page.evaluate(() => (window as never as { heard: [string, string, Record<string, unknown>][] }).heard);
const height = (page: Page, id: string) => page.evaluate((id) => document.getElementById(id)!.style.height, id);
const frame = (id: string, src: string, more = 'sandbox="allow-scripts"') => `<iframe id="${id}" data-ninefold title="${id}" src="${src}" ${more}></iframe>`;

for (const [name, sandbox] of [["in a sandbox", 'sandbox="allow-scripts"'], ["without one", ""]] as const) {
  test(`a frame ${name} grows to its figure and tells it`, async ({ page, sites }) => {
    await sites.open(page, frame("one", `${sites.inner.address}embed.html#src=report.json&view=number&metric=nrr`, sandbox));
    const nrr = JSON.parse(printed(ledger)).metrics.nrr.value;
    await expect.poll(async () => (await heard(page)).find(([, kind]) => kind === "result")?.[2]).toMatchObject({ metric: "nrr", value: String(nrr), unit: "ratio" });
    await expect.poll(() => height(page, "one")).toMatch(/^\d+px$/);
    const inside = page.frames()[1]!.locator("ninefold-widget");
    expect(await height(page, "one")).toBe(`${Math.ceil((await inside.boundingBox())!.height)}px`);
    await expect(inside.getByText("%").first()).toBeVisible();
  });
}

test("what a frame says is a height within bounds, or texts", async ({ page, sites }) => {
  const says = (...said: unknown[]) => `${sites.inner.address}liar.html#${encodeURIComponent(JSON.stringify(said))}`;
  await sites.open(
    page,
    frame("huge", says({ type: "size", height: 1e9 })) +
      frame("small", says({ type: "size", height: -5 })) +
      frame("odd", says({ type: "size", height: "90" }, { type: "size", height: null }, { type: "other" }, null, { type: "result", value: "<img src=x onerror=alert(1)>", deep: { a: 1 } })),
  );
  await expect.poll(() => height(page, "huge")).toBe("4000px");
  await expect.poll(() => height(page, "small")).toBe("40px");
  await expect.poll(async () => (await heard(page)).filter(([id, kind]) => id === "odd" && kind === "result")).toEqual([["odd", "result", { value: "<img src=x onerror=alert(1)>" }]]);
  expect(await height(page, "odd")).toBe("");
  expect(await page.locator("img").count()).toBe(0);
});

test("a frame that is none of ours, or of another origin than its address, gets no port", async ({ page, sites }) => {
  const said = encodeURIComponent(JSON.stringify([{ type: "size", height: 500 }]));
  await sites.open(page, frame("ours", `${sites.inner.address}liar.html#${said}`) + `<iframe id="stranger" title="s" src="${sites.inner.address}liar.html#${said}"></iframe><iframe id="moved" data-ninefold title="m" src="${sites.inner.address}liar.html#${said}"></iframe>`);
  await expect.poll(() => height(page, "ours")).toBe("500px");
  await expect.poll(() => height(page, "moved")).toBe("500px");
  // The address of the element stays while its window has gone elsewhere.
  await page.evaluate(() => { const frame = document.getElementById("moved") as HTMLIFrameElement; frame.style.height = ""; frame.contentWindow!.location.replace("about:blank"); });
  await page.evaluate(() => window.postMessage({ type: "ninefold-hello", nonce: "1" }, "*"));
  const before = (await heard(page)).length;
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
  expect(await height(page, "stranger")).toBe("");
  expect((await heard(page)).length).toBe(before);
});

test("a frame takes data only from the origin that its address names, and a port only for its greeting", async ({ page, sites }) => {
  const address = (more: string) => `${sites.inner.address}embed.html#view=number&metric=nrr${more}`;
  await sites.open(page, frame("closed", address("")));
  const outer = new URL(page.url()).origin;
  await sites.open(page, frame("open", address(`&accept-data=${encodeURIComponent(outer)}`)) + frame("closed", address("&accept-data=https://elsewhere.example")));
  await expect.poll(async () => (await heard(page)).filter(([, kind]) => kind === "ready").length).toBe(2);
  const text = printed(ledger, "--embed", "number:nrr");
  const results = async () => (await heard(page)).filter(([, kind]) => kind === "result").map(([id]) => id);
  await page.evaluate(async (text) => {
    const { give } = await import(new URL("embed.js", location.href).href);
    for (const id of ["open", "closed"]) {
      const frame = document.getElementById(id) as HTMLIFrameElement;
      give(frame, text);
      // A second port, and one for no greeting: whoever says so.
      const { port1, port2 } = new MessageChannel();
      port1.postMessage({ type: "data", text });
      frame.contentWindow!.postMessage({ type: "ninefold-port", nonce: "1-2-3-4" }, "*", [port2]);
      frame.contentWindow!.postMessage({ type: "data", text }, "*");
    }
  }, text);
  await expect.poll(results).toEqual(["open"]);
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
  expect(await results()).toEqual(["open"]);
});
