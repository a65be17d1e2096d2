// The attributes, properties and parts of <ninefold-widget> one by one, against what custom-elements.json says of it.

import { expect, type Page } from "@playwright/test";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { printed, root } from "./support/cli";
import { healthy, pageOf, settled, test, VIEWS, widgets } from "./support/host";

type Widget = HTMLElement & {
  result: { metric: string; value: string; unit: string; period: object; points: { at: string; values: string[] }[] } | null;
  ready: Promise<unknown>;
  load(input?: unknown): Promise<unknown>;
  explain(metric?: string): Promise<{ customers?: { customer: string }[] }>;
};
interface Named {
  name: string;
  kind?: string;
  type?: { text: string };
}

const [declared] = JSON.parse(readFileSync(join(root, "www/embed/custom-elements.json"), "utf8")).modules[0].declarations as [Record<string, Named[]>];
const names = (of: string) => declared[of]!.map(({ name }) => name);

/** Hears every event of the page's elements, in order. */
async function hearing(page: Page) {
  await page.addInitScript((all) => {
    const heard: [string, unknown][] = [];
    Object.assign(window, { heard });
    for (const name of all) document.addEventListener(name, (event) => heard.push([name, (event as CustomEvent).detail]));
  }, names("events"));
  return () => page.evaluate(() => (window as unknown as { heard: [string, Record<string, unknown>][] }).heard);
}

/** Whether every text, number or nothing in it is one: no number of a business is a float. */
const shape = (value: unknown): unknown =>
  Array.isArray(value) ? (value.length > 0 ? [shape(value[0])] : []) : typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shape(one)])) : typeof value;

test("custom-elements.json says what the element has, and nothing else", async ({ page, site }) => {
  site.put("/", pageOf(widgets(["show-source upload"], "loading=eager")));
  await page.goto(site.address);
  await settled(page);
  const own = await page.locator("ninefold-widget").evaluate((one) => {
    const made = one.constructor as typeof HTMLElement & { observedAttributes: string[] };
    const inherited = ["constructor", "connectedCallback", "disconnectedCallback", "attributeChangedCallback", "lang"];
    return { attributes: made.observedAttributes, members: Object.getOwnPropertyNames(made.prototype).filter((name) => !inherited.includes(name)) };
  });
  expect(names("attributes").sort()).toEqual([...own.attributes].sort());
  expect(names("members").sort()).toEqual(own.members.sort());
  const types = readFileSync(join(root, "www/embed/ninefold-widget.d.ts"), "utf8");
  for (const name of [...names("attributes"), ...names("events")]) expect(types).toMatch(new RegExp(`(^|[\\s"])${name}"?\\??:`, "m"));
  for (const name of names("members")) expect(types).toMatch(new RegExp(`\\b${name}[(:]`));
});

test("every event it names comes with the fields it names, every part is there", async ({ page, site }) => {
  const heard = await hearing(page);
  site.put("/spoilt.csv", "customer_id,month,mrr\nA,2024-01,100\nB,2024-01,50\nA,2025-01,120\nB,2025-01,n/a\n");
  site.put("/", pageOf(`${widgets([...VIEWS, 'view="bar" metric="mrr"'], "loading=eager show-source upload")}<ninefold-widget loading=eager src="/spoilt.csv"></ninefold-widget><ninefold-widget loading=eager src="/none.json"></ninefold-widget>`));
  await page.goto(site.address);
  await expect.poll(async () => new Set((await heard()).map(([name]) => name)).size).toBe(names("events").length - 1);
  const bars = page.locator("ninefold-widget").nth(VIEWS.length);
  await bars.locator(".plot").focus();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await heard()).at(-1)![0]).toBe("ninefold-select");
  const first = Object.fromEntries((await heard()).reverse()) as Record<string, Record<string, unknown>>;
  for (const { name, type } of declared.events!) {
    const fields = /\{ (.*) \}/.exec(type!.text)![1]!.split(", ").filter((field) => !field.endsWith("?"));
    expect(Object.keys(first[name]!).sort(), name).toEqual(fields.sort());
  }
  const text = "string";
  const results = (await heard()).filter(([name]) => name === "ninefold-result").map(([, detail]) => detail);
  for (const result of results) expect({ ...(shape(result) as object), points: [] }).toEqual({ metric: text, value: text, unit: text, period: { from: text, to: text }, points: [] });
  expect(results.filter(({ points }) => (points as unknown[]).length > 0).map(({ points }) => shape((points as unknown[])[0]))).toContainEqual({ at: text, values: [text] });
  expect(shape(first["ninefold-select"])).toEqual({ title: text, note: text, period: text, numbers: [{ label: text, value: text }] });
  expect(first["ninefold-select"]!.period).toBe("2025-12");
  expect(shape(first["ninefold-reject"])).toEqual({ count: "number", sample: [{ code: text, line: "number", column: text, text: "object", count: "number" }] });
  expect(shape(first["ninefold-error"])).toEqual({ code: text, message: text, recoverable: "boolean" });

  // The unrounded numbers are the report's own texts.
  const closing = JSON.parse(healthy()).movements.map(({ month, closing }: { month: string; closing: string }) => ({ at: month, values: [closing] }));
  expect(await bars.evaluate((one) => (one as Widget).result!.points)).toEqual(closing);

  await page.locator("ninefold-widget").nth(1).locator(".plot").hover();
  await page.locator("ninefold-widget").nth(2).getByRole("button", { name: "As a table" }).click();
  const parts = await page.locator("ninefold-widget").evaluateAll((all) => all.flatMap((one) => [...one.shadowRoot!.querySelectorAll("[part]")].flatMap((inside) => inside.getAttribute("part")!.split(" "))));
  expect([...new Set(parts.filter((part) => !/^series-\d+$/.test(part)))].sort()).toEqual(names("cssParts").sort());
});

test("unknown values are told and their default is taken", async ({ page, site }) => {
  const warned: string[] = [];
  page.on("console", (message) => message.type() === "warning" && warned.push(message.text()));
  const wrong = { view: "pie", theme: "red", loading: "now", names: "all", period: "week", from: "January", height: "tall", metric: "nnr" };
  const right = 'view="number" theme="auto" loading="lazy"';
  const attributes = (of: object) => Object.entries(of).map(([name, value]) => `${name}="${value}"`).join(" ");
  site.put("/", pageOf(widgets([attributes(wrong), right])));
  await page.goto(site.address);
  await settled(page);
  for (const [name, value] of Object.entries(wrong)) expect(warned.filter((text) => text.includes(`${name}="${value}"`)), name).toHaveLength(1);
  const shown = await page.locator("ninefold-widget").evaluateAll((all) => all.map((one) => [(one as Widget).result, one.shadowRoot!.textContent, one.getBoundingClientRect().height]));
  expect(shown[0]).toEqual(shown[1]);
});

test("bars are drawn by month and by group, with the command line's numbers", async ({ page, site }) => {
  const report = JSON.parse(healthy());
  site.put("/", pageOf(widgets(['view="bar" metric="grr"', 'view="bar" metric="logo_retention" segment="size_class"'], "loading=eager")));
  site.put("/cut", pageOf('<ninefold-widget loading=eager src="/cut.json" view="bar" metric="nrr" segment="size_class"></ninefold-widget>'));
  const file = join(root, "www/samples/healthy.csv");
  site.put("/cut.json", printed(file, "--embed", "bar:nrr@size_class"));
  await page.goto(site.address);
  await settled(page);
  const [months, groups] = [0, 1].map((place) => page.locator("ninefold-widget").nth(place));
  expect(await months!.locator("rect[part~=series]").count()).toBe(report.trend.length);
  const { points } = (await groups!.evaluate((one) => (one as Widget).result))!;
  const sized = report.segments.filter((one: { by: string }) => one.by === "size_class");
  for (const one of sized) expect(points.flatMap(({ values }) => values.map(Number))).toContain(one.logo_retention);
  await page.goto(`${site.address}/cut`);
  await settled(page);
  expect(await page.locator("ninefold-widget rect[part~=series]").count()).toBe(sized.length);
});

test("static: nothing to press, to point at or to open", async ({ page, site }) => {
  site.put("/", pageOf(widgets(VIEWS, "loading=eager static")));
  await page.goto(site.address);
  await settled(page);
  await expect(page.locator("ninefold-widget").locator("button, summary, [role=application]")).toHaveCount(0);
  const plot = page.locator("ninefold-widget").nth(1).locator(".plot");
  await plot.hover();
  await plot.click();
  await expect(page.locator("ninefold-widget").nth(1).locator("[part=tip]")).toBeHidden();
});

test("show-source names the file and its rows; where the figures were handed over there is no file to name", async ({ page, site }) => {
  site.put("/", pageOf(widgets(["show-source", "show-source lang=zh view=line"], "loading=eager")));
  await page.goto(site.address);
  await settled(page);
  const source = page.locator("ninefold-widget").first().locator("[part=source]");
  await expect(source).toHaveText("report.json · 1,347 rows read, 0 rejected");
  await expect(source.locator("a")).toHaveAttribute("href", `${site.address}/report.json`);
  await expect(page.locator("ninefold-widget").nth(1).locator("[part=source]")).toHaveText("report.json · 读取 1,347 行，剔除 0 行");
  await page.locator("ninefold-widget").first().evaluate((one, text) => (one as Widget).load(text), healthy());
  await expect(source).toHaveText("1,347 rows read, 0 rejected");
  await page.locator("ninefold-widget").first().evaluate((one) => one.removeAttribute("show-source"));
  await expect(source).toHaveCount(0);
});

test("a sign of per cent in a file's name is only that", async ({ page, site }) => {
  site.put("/50%off.csv", "customer_id,month,mrr\nA,2024-01,100\nA,2024-02,120\n");
  site.put("/", pageOf('<ninefold-widget loading=eager src="50%off.csv" metric="mrr" show-source></ninefold-widget>'));
  await page.goto(site.address);
  await settled(page);
  await expect(page.locator("ninefold-widget [part=value]")).toHaveText("120");
  await expect(page.locator("ninefold-widget [part=source] a")).toHaveText("50%off.csv");
});

test("a file of the reader's own is read in the page and sent nowhere", async ({ page, site }, info) => {
  const sent: string[] = [];
  page.on("request", (request) => request.method() !== "GET" && sent.push(request.url()));
  site.put("/", pageOf('<ninefold-widget metric="mrr" upload><p slot="poster">Choose a file</p></ninefold-widget>'));
  await page.goto(site.address);
  const widget = page.locator("ninefold-widget");
  await expect(page.getByText("Choose a file")).toBeVisible();
  expect(site.asked.filter((path) => /wasm|draw/.test(path))).toEqual([]);
  const own = info.outputPath("own.csv");
  writeFileSync(own, "customer_id,month,mrr\nA,2024-01,100\nA,2025-01,123.45\n");
  const open = async (path: string) => {
    const chooser = page.waitForEvent("filechooser");
    await widget.getByRole("button", { name: "Open your own file" }).click();
    await (await chooser).setFiles(path);
  };
  await open(own);
  await expect(widget.locator("[part=value]")).toContainText("123");
  expect(await widget.evaluate((one) => (one as Widget).result!.value)).toBe("123.45");
  const json = info.outputPath("own.json");
  writeFileSync(json, healthy());
  await open(json);
  await expect.poll(() => widget.evaluate((one) => (one as Widget).result!.value)).toBe(JSON.parse(healthy()).metrics.mrr.value);
  // What can't be read is said, and another can be tried.
  writeFileSync(own, "nothing\n");
  await open(own);
  await expect(widget.locator("[part~=error]")).toBeVisible();
  await open(json);
  await expect(widget.locator("[part=value]")).toBeVisible();
  expect(sent).toEqual([]);
  expect(site.asked.filter((path) => !path.startsWith("/embed/") && path !== "/")).toEqual([]);
});

test("names: shown, by a code that every file has for them, or hidden", async ({ page, site }, info) => {
  const file = info.outputPath("names.csv");
  writeFileSync(file, "customer,month,mrr\nAcme,2024-01,100\nBolt,2024-01,50\nAcme,2025-01,120\nBolt,2025-01,40\n");
  site.put("/report.json", printed(file, "--customers"));
  site.put("/", pageOf(widgets(["names=show", "names=hash", "names=hide"].map((way) => `view=quadrant ${way}`), "loading=eager")));
  await page.goto(site.address);
  await settled(page);
  const shown = await page.locator("ninefold-widget").evaluateAll((all) => Promise.all(all.map(async (one) => ({ listed: (await (one as Widget).explain("nrr")).customers!.map(({ customer }) => customer), drawn: await (one as Widget & { toCSV(): Promise<string> }).toCSV() }))));
  // FNV-1a of "Acme", by its first twelve digits.
  const fnv = (text: string) => [...new TextEncoder().encode(text)].reduce((hash, byte) => BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n), 0xcbf29ce484222325n).toString(16).padStart(16, "0").slice(0, 12);
  const coded = ["Acme", "Bolt"].map((name) => `Customer ${fnv(name)}`);
  expect(shown.map(({ listed }) => listed)).toEqual([["Acme", "Bolt"], coded, ["Customer 001", "Customer 002"]]);
  expect(shown[0]!.drawn).toContain("Acme");
  expect(shown[1]!.drawn).toContain(coded[0]);
  for (const { drawn } of shown.slice(1)) expect(drawn).not.toMatch(/Acme|Bolt/);
});

test("who spares data is asked first, however the browser says so", async ({ browser, site }) => {
  site.put("/", pageOf('<ninefold-widget src="/report.json" loading="eager"><p slot="poster">A poster</p></ninefold-widget>'));
  for (const way of ["query", "connection"]) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.addInitScript((by) => {
      if (by === "connection") return void Object.defineProperty(navigator, "connection", { value: { saveData: true } });
      const own = window.matchMedia.bind(window);
      window.matchMedia = (query) => (query === "(prefers-reduced-data: reduce)" ? ({ matches: true } as MediaQueryList) : own(query));
    }, way);
    const before = site.asked.length;
    await page.goto(site.address);
    await expect(page.getByText("A poster")).toBeVisible();
    await page.waitForTimeout(200);
    expect(site.asked.slice(before).filter((path) => /wasm|draw|report/.test(path)), way).toEqual([]);
    await page.getByRole("button", { name: "Show the figures" }).click();
    await expect(page.locator("ninefold-widget").locator("[part=value]")).toHaveText("109.9%");
    await context.close();
  }
});

test("a page sets the colours of a drawing one by one", async ({ page, site }) => {
  site.put("/", pageOf(widgets(["view=movements", "view=line"], "loading=eager"), "<style>ninefold-widget { --ninefold-series-1: rgb(1, 2, 3); --ninefold-fg: rgb(4, 5, 6); --ninefold-bg: rgb(250, 251, 252) }</style>"));
  await page.goto(site.address);
  await settled(page);
  for (const place of [0, 1]) {
    const inside = page.locator("ninefold-widget").nth(place);
    const first = inside.locator("svg[role=img] [part~=series-1]").first();
    expect(await first.evaluate((one) => [getComputedStyle(one).fill, getComputedStyle(one).stroke])).toContain("rgb(1, 2, 3)");
    await expect(inside.locator("[part=root]")).toHaveCSS("background-color", "rgb(250, 251, 252)");
    await expect(inside.locator("[part=title]").first()).toHaveCSS("color", "rgb(4, 5, 6)");
    for (const part of ["axis", "legend"]) expect(await inside.locator(`svg [part~=${part}]`).count(), part).toBeGreaterThan(1);
  }
  // What is pointed at is told in the same colour.
  const plot = page.locator("ninefold-widget").first().locator(".plot");
  await plot.hover();
  expect(await page.locator("ninefold-widget").first().locator(".tip rect").evaluateAll((all) => all.map((one) => getComputedStyle(one).fill))).toContain("rgb(1, 2, 3)");
});

test("every colour and measure that it names can be set", async ({ page, site }) => {
  const set: Record<string, string> = { font: "monospace", fg: "rgb(1, 0, 0)", bg: "rgb(250, 250, 2)", muted: "rgb(3, 0, 0)", accent: "rgb(4, 0, 0)", positive: "rgb(5, 0, 0)", negative: "rgb(6, 0, 0)", grid: "rgb(7, 0, 0)", radius: "11px", gap: "13px", height: "432px" };
  const style = (of: Record<string, string>) => Object.entries(of).map(([name, value]) => `--ninefold-${name}: ${value}`).join(";");
  const { height: _, ...drawn } = set;
  site.put("/", pageOf(widgets([`style="${style(set)}"`, `view=waterfall style="${style({ ...drawn, "chart-height": "400px" })}"`, `view=line style="${style({ "series-2": "rgb(8, 0, 0)", grid: set.grid! })}"`], "loading=eager")));
  await page.goto(site.address);
  await settled(page);
  expect(names("cssProperties").filter((name) => !(name.replace("--ninefold-", "") in set) && !/series-1|chart-height/.test(name))).toEqual([]);
  const [number, bridge, line] = [0, 1, 2].map((place) => page.locator("ninefold-widget").nth(place));
  const own = number!.locator("[part=root]");
  for (const [property, name] of [["color", "fg"], ["background-color", "bg"], ["font-family", "font"], ["border-radius", "radius"], ["height", "height"]]) await expect(own, name).toHaveCSS(property!, set[name!]!);
  await expect(number!.locator("[part=period]")).toHaveCSS("color", set.muted!);
  await expect(number!.locator("summary")).toHaveCSS("color", set.accent!);
  await expect(number!.locator(".body")).toHaveCSS("row-gap", set.gap!);
  await expect(bridge!.locator("[part=root]")).toHaveCSS("height", "400px");
  const fills = await bridge!.locator("svg[role=img] *").evaluateAll((all) => all.map((one) => getComputedStyle(one).fill));
  for (const name of ["positive", "negative"]) expect(fills, name).toContain(set[name]);
  await expect(line!.locator("svg [part~=grid]").first()).toHaveCSS("stroke", set.grid!);
  await expect(line!.locator("svg path[part~=series-2]").first()).toHaveCSS("stroke", "rgb(8, 0, 0)");
});

test("language by another name, the hash of a file, and how a CSV is read", async ({ page, site }, info) => {
  const rows = "customer;month;mrr\nCafé;2024-01;100\nCafé;2025-01;120\nCafé;2025-02;130\n";
  const file = info.outputPath("cafe.csv");
  writeFileSync(file, rows, "latin1");
  const value = JSON.parse(printed(file, "--as-of", "2025-01-31")).metrics.mrr.value;
  expect(value).not.toBe(JSON.parse(printed(file)).metrics.mrr.value);
  await page.route("**/cafe.csv", (route) => route.fulfill({ body: readFileSync(file), contentType: "text/csv" }));
  const hash = `sha256-${createHash("sha256").update(healthy()).digest("base64")}`;
  const wrong = `sha256-${createHash("sha256").update("another").digest("base64")}`;
  const csv = '<ninefold-widget loading=eager src="/cafe.csv" metrics="mrr customers" as-of="2025-01-31" delimiter=";" encoding="windows-1252" names="show"></ninefold-widget>';
  site.put("/", pageOf(`${widgets(["locale=zh", "locale=zh lang=en", `integrity="${hash}"`, `integrity="${wrong}"`], "loading=eager")}${csv}`));
  await page.goto(site.address);
  const all = page.locator("ninefold-widget");
  await expect(all.nth(0).locator("[part=title]")).toHaveText("净收入留存率（NRR）");
  await expect(all.nth(1).locator("[part=title]")).toHaveText("Net revenue retention (NRR)");
  await expect(all.nth(2).locator("[part=value]")).toHaveText("109.9%");
  await expect(all.nth(3).locator("[part~=error]")).toBeVisible();
  await expect(all.nth(4).locator("[part=value]")).toHaveCount(2);
  expect(await all.nth(4).evaluate((one) => (one as Widget).result!.value)).toBe(value);
  expect((await all.nth(4).evaluate((one) => (one as Widget).explain("mrr"))).customers).toEqual([{ customer: "Café", opening: "100.00", closing: "120.00" }]);
});

test("from a distributor: by an import map or a script's address, each held to its hash", async ({ page, site }) => {
  const { version } = JSON.parse(readFileSync(join(root, "dist/embed/package.json"), "utf8"));
  const path = `/embed/${version}/ninefold-widget.js`;
  const hash = `sha384-${createHash("sha384").update(readFileSync(join(root, "dist", path))).digest("base64")}`;
  const map = (integrity: string) => `<script type="importmap">${JSON.stringify({ imports: { "ninefold/widget": path }, integrity: { [path]: integrity } })}</script><script type="module">import "ninefold/widget";</script>`;
  const tag = (integrity: string) => `<script type="module" src="${path}" integrity="${integrity}" crossorigin></script>`;
  for (const [way, put] of Object.entries({ map, tag })) {
    for (const right of [true, false]) {
      site.put("/", `<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title>${put(right ? hash : hash.replace(/.{8}$/, "AAAAAAA="))}${widgets(["loading=eager"])}</html>`);
      await page.goto(site.address);
      if (right) await expect(page.locator("ninefold-widget [part=value]"), way).toHaveText("109.9%");
      else expect(await page.evaluate(() => new Promise((done) => setTimeout(() => done(customElements.get("ninefold-widget")), 300))), way).toBe(undefined);
    }
  }
});

test("a page that reads from right to left has the figures as they are written, whole and in place", async ({ page, site }) => {
  site.put("/", pageOf(`<main style="width: 700px">${widgets(VIEWS, "loading=eager")}</main>`));
  site.put("/rtl", pageOf(`<main style="width: 700px">${widgets(VIEWS, "loading=eager")}</main>`, "", 'lang="en" dir="rtl"'));
  const places = () =>
    page.locator("ninefold-widget").evaluateAll((all) =>
      all.map((one) => {
        const around = one.getBoundingClientRect();
        const inside = [...one.shadowRoot!.querySelectorAll("p, button, th, td, svg, text, rect")].map((part) => part.getBoundingClientRect()).filter(({ width }) => width > 0);
        return inside.map(({ left, top, width }) => [left - around.left, top - around.top, width].map(Math.round));
      }),
    );
  await page.goto(site.address);
  await settled(page);
  const usual = await places();
  await page.goto(`${site.address}/rtl`);
  await settled(page);
  expect(await places()).toEqual(usual);
  expect(usual.flat().length).toBeGreaterThan(100);
});

test("a drawing leaves room for what stands below it", async ({ page, site }) => {
  site.put("/", pageOf(widgets(['view="bar" metric="mrr"', "view=line", "view=waterfall"], "loading=eager show-source upload")));
  await page.goto(site.address);
  await settled(page);
  const cut = await page.locator("ninefold-widget .plot").evaluateAll((all) => all.map((one) => one.scrollHeight - one.clientHeight));
  expect(cut).toEqual([0, 0, 0]);
});

test("a height that is said is kept; a drawing of few rows gives back what it doesn't need, out of sight", async ({ page, site }) => {
  await page.addInitScript(() => {
    Object.assign(window, { shifted: 0 });
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => Object.assign(window, { shifted: (window as unknown as { shifted: number }).shifted + (entry as unknown as { value: number }).value }))).observe({ type: "layout-shift", buffered: true });
  });
  site.put("/groups.json", printed(join(root, "www/samples/healthy.csv"), "--embed", "chart:groups@size_class"));
  const chart = (more = "") => `<ninefold-widget src="/groups.json" view="chart" ${more}></ninefold-widget><p>Between</p>`;
  site.put("/", pageOf(`${chart("loading=eager")}${chart('height="260" loading=eager')}<p style="height:1800px">…</p>${chart()}`, "<style>ninefold-widget:not(:defined) { display: block; min-height: 384px } ninefold-widget[height]:not(:defined) { min-height: 260px }</style>"));
  await page.goto(site.address);
  const heights = () => page.locator("ninefold-widget").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
  await expect.poll(heights).toEqual([384, 260, 384]);
  for (let y = 0; y < 30; y++) {
    await page.mouse.wheel(0, 100);
    await page.waitForTimeout(30);
  }
  await settled(page);
  const [first, second, third] = await heights();
  expect([first, second]).toEqual([384, 260]);
  expect(third!).toBeLessThan(320);
  const spare = await page.locator("ninefold-widget").nth(2).locator(".plot").evaluate((one) => one.clientHeight - one.querySelector("svg")!.height.baseVal.value);
  expect(Math.abs(spare)).toBeLessThan(2);
  expect(await page.evaluate(() => (window as unknown as { shifted: number }).shifted)).toBe(0);
  // A height that is said later goes before what was given back.
  await page.locator("ninefold-widget").nth(2).evaluate((one) => one.setAttribute("height", "500"));
  await expect.poll(async () => (await heights())[2]).toBe(500);
});
