// <ninefold-widget> as its author uses it: attributes, properties, methods, events, and that its numbers are the report's.

import AxeBuilder from "@axe-core/playwright";
import { expect } from "@playwright/test";
import { writeFileSync } from "node:fs";
import { printed } from "./support/cli";
import { healthy, pageOf, settled, test, VIEWS, wasm, watchWasm, widgets } from "./support/host";

type Widget = HTMLElement & {
  result: { metric: string; value: string; unit: string; period: { from: string; to: string } } | null;
  ready: Promise<unknown>;
  data: unknown;
  config: Record<string, unknown>;
  load(input?: unknown): Promise<unknown>;
  explain(metric?: string): Promise<Record<string, unknown>>;
  toSVG(): Promise<string>;
  toPNG(options?: { scale: number }): Promise<Blob>;
  toCSV(): Promise<string>;
  dispose(): void;
};

test("every metric's value is the one that the command line prints", async ({ page, site }) => {
  const report = JSON.parse(healthy());
  site.put("/", pageOf(widgets(["loading=eager"])));
  await page.goto(site.address);
  await settled(page);
  const shown = await page.locator("ninefold-widget").evaluate(async (one, ids) => {
    const found: Record<string, unknown> = {};
    for (const id of ids) {
      one.setAttribute("metric", id);
      found[id] = await (one as Widget & { compute(): Promise<unknown> }).compute();
    }
    return found as Record<string, Widget["result"]>;
  }, Object.keys(report.metrics));
  expect(Object.keys(shown).length).toBeGreaterThan(20);
  for (const [id, metric] of Object.entries<{ value?: number | string; na?: string }>(report.metrics)) {
    const result = shown[id]!;
    expect(result.metric).toBe(id);
    expect(typeof result.value).toBe("string");
    if (metric.na) expect(result.value, id).toBe("");
    else if (typeof metric.value === "number") expect(Number(result.value), id).toBe(metric.value);
    else expect(result.value, id).toBe(metric.value);
  }
  expect(shown.nrr!.period).toEqual({ from: report.window.from, to: report.window.to });
  expect([shown.nrr!.unit, shown.mrr!.unit, shown.customers!.unit, shown.quick_ratio!.unit]).toEqual(["ratio", "USD", "count", "times"]);
});

test("twenty on a page share one instance; attributes draw anew and load nothing", async ({ page, site }) => {
  await watchWasm(page);
  site.put("/", pageOf(widgets([...VIEWS, ...VIEWS, ...VIEWS].slice(0, 20), "loading=eager")));
  await page.goto(site.address);
  await settled(page);
  await expect(page.locator("ninefold-widget")).toHaveCount(20);
  expect((await wasm(page)).instances).toBe(1);
  const count = (path: string) => site.asked.filter((asked) => asked === path).length;
  expect([count("/embed/widget_bg.wasm"), count("/report.json"), count("/embed/ninefold.js")]).toEqual([1, 1, 0]);

  const before = site.asked.length;
  const first = page.locator("ninefold-widget").first();
  await first.evaluate((one) => one.setAttribute("view", "waterfall"));
  await expect(first.locator("svg[role=img]")).toHaveAttribute("aria-labelledby", "bridge-title bridge-desc");
  await first.evaluate((one) => { one.setAttribute("view", "line"); one.setAttribute("metric", "mrr"); one.setAttribute("lang", "zh"); });
  await expect(first.locator("[part=title]")).toHaveText("月经常性收入（MRR）");
  await first.evaluate((one) => { one.removeAttribute("view"); one.setAttribute("metric", "grr"); one.setAttribute("theme", "dark"); });
  await expect(first.locator("[part=value]")).toHaveText("93.3%");
  await expect(first.locator("[part=root]")).toHaveCSS("color-scheme", "dark");
  expect(site.asked.length).toBe(before);
  expect((await wasm(page)).instances).toBe(1);
});

test("nothing is loaded before the element is near, and its place is kept from the start", async ({ page, site }) => {
  await page.addInitScript(() => {
    Object.assign(window, { shifted: 0 });
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => Object.assign(window, { shifted: (window as unknown as { shifted: number }).shifted + (entry as unknown as { value: number }).value }))).observe({ type: "layout-shift", buffered: true });
  });
  const between = '<p style="height:2500px">…</p>';
  site.put("/", pageOf(`<h1>A page</h1>${between}${VIEWS.map((view) => `${widgets([view])}<p>Between</p>`).join("")}`));
  await page.goto(site.address);
  await page.waitForFunction(() => customElements.get("ninefold-widget"));
  await page.waitForTimeout(300);
  expect(site.asked.filter((path) => /wasm|report|draw/.test(path))).toEqual([]);
  const heights = () => page.locator("ninefold-widget").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
  const reserved = await heights();
  for (let y = 0; y < 12; y++) {
    await page.mouse.wheel(0, 600);
    await page.waitForTimeout(60);
  }
  await settled(page);
  expect(await heights()).toEqual(reserved);
  expect(await page.evaluate(() => (window as unknown as { shifted: number }).shifted)).toBe(0);
});

test("events bubble out of the element and say what happened in exact texts", async ({ page, site }) => {
  await page.addInitScript(() => {
    const heard: unknown[] = [];
    Object.assign(window, { heard });
    for (const name of ["load", "result", "select", "error"]) document.addEventListener(`ninefold-${name}`, (event) => heard.push([name, (event as CustomEvent).detail]));
  });
  site.put("/", pageOf(widgets(['view="movements" loading=eager'])));
  await page.goto(site.address);
  await settled(page);
  const widget = page.locator("ninefold-widget");
  await widget.locator(".plot").focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  await expect(widget.locator("[aria-live]")).toContainText("Dec 2025");
  const heard = (await page.evaluate(() => (window as unknown as { heard: unknown[] }).heard)) as [string, Record<string, unknown>][];
  const last = JSON.parse(healthy()).movements.at(-1);
  expect(heard.map(([name]) => name)).toEqual(["load", "result", "select"]);
  expect(heard[0][1]).toEqual({ rows: 1347, rejected: 0 });
  expect(heard[1][1]).toMatchObject({ metric: "nrr", unit: "ratio", period: { from: "2024-12", to: "2025-12" } });
  expect(last.month).toBe("2025-12");
  expect(heard[2][1]).toMatchObject({ title: "Dec 2025" });
  expect(heard[2][1]).not.toHaveProperty("customers");
});

test("data, config, methods", async ({ page, site }) => {
  site.put("/", pageOf("<ninefold-widget loading=manual></ninefold-widget>"));
  await page.goto(site.address);
  const widget = page.locator("ninefold-widget");
  await expect(widget.getByRole("button", { name: "Show the figures" })).toBeVisible();
  const got = await widget.evaluate(async (one, text) => {
    const element = one as Widget;
    element.config = { view: "waterfall" };
    const fromText = await element.load(text);
    const fromValue = await element.load(JSON.parse(text));
    const fromBlob = await element.load(new Blob([text]));
    const [svg, csv, png, made] = [await element.toSVG(), await element.toCSV(), await element.toPNG({ scale: 1 }), await element.explain("arr")];
    const first = [...new Uint8Array(await png.slice(0, 4).arrayBuffer())];
    element.dispose();
    return { same: [fromText, fromValue, fromBlob].map((one) => JSON.stringify(one)), svg, csv, first, made, frozen: Object.isFrozen(fromText) };
  }, healthy());
  expect(new Set(got.same).size).toBe(1);
  expect(got.frozen).toBe(true);
  expect(got.svg).toMatch(/^<svg xmlns=.*<\/svg>\n$/s);
  expect(got.svg).not.toContain("var(");
  expect(got.csv).toContain("48807.33");
  expect(got.first).toEqual([0x89, 0x50, 0x4e, 0x47]);
  expect(got.made).toMatchObject({ metric: "arr", unit: "USD", from: "2025-12", to: "2025-12" });
  await expect(widget.locator("[part=root]")).toHaveAttribute("data-state", "waiting");
});

test("rows as objects are the CSV that they would stand in", async ({ page, site }) => {
  site.put("/", pageOf("<ninefold-widget loading=manual></ninefold-widget>"));
  await page.goto(site.address);
  const got = await page.locator("ninefold-widget").evaluate(async (one) => {
    const element = one as Widget;
    const rows = [
      { customer: 'A "and" sons, ltd', month: "2024-01", mrr: 100 },
      { customer: "B\nC", month: "2024-01", mrr: "50.25" },
      { customer: 'A "and" sons, ltd', month: "2025-01", mrr: 120n },
      { month: "2025-01", customer: "B\nC", mrr: 40, note: null },
    ];
    const text = 'customer,month,mrr\n"A ""and"" sons, ltd",2024-01,100\n"B\nC",2024-01,50.25\n"A ""and"" sons, ltd",2025-01,120\n"B\nC",2025-01,40\n';
    const refused = async (data: unknown) => {
      const event = new Promise((heard) => one.addEventListener("ninefold-error", (event) => heard((event as CustomEvent).detail), { once: true }));
      await element.load(data);
      return event;
    };
    const of = async (data: unknown) => [await element.load(data), (await element.explain("nrr")).note];
    return { rows: await of(rows), text: await of(text), moment: await refused([{ customer: "A", month: new Date(0), mrr: 1 }]), none: await refused([]) };
  });
  expect(got.rows).toEqual(got.text);
  expect((got.rows[0] as { value: string }).value).toBe(String(160 / 150.25));
  expect(got.moment).toMatchObject({ code: "data", message: expect.stringContaining("row 1, “month”") });
  expect(got.none).toMatchObject({ code: "data" });
});

test("a page styles the marks of a drawing by their parts", async ({ page, site }) => {
  site.put("/", pageOf(widgets(["view=movements", "view=line"], "loading=eager"), "<style>ninefold-widget::part(series-2) { stroke: rgb(1, 2, 3) } ninefold-widget::part(label) { fill: rgb(4, 5, 6) }</style>"));
  await page.goto(site.address);
  await settled(page);
  for (const place of [0, 1]) {
    const inside = page.locator("ninefold-widget").nth(place).locator("svg[role=img]");
    for (const part of ["series", "series-1", "series-2", "series-3", "label", "grid"]) expect(await inside.locator(`[part~=${part}]`).count(), part).toBeGreaterThan(0);
    await expect(inside.locator("[part~=series-2]").first()).toHaveCSS("stroke", "rgb(1, 2, 3)");
    await expect(inside.locator("[part~=series-1]").first()).not.toHaveCSS("stroke", "rgb(1, 2, 3)");
    await expect(inside.locator("[part~=label]").first()).toHaveCSS("fill", "rgb(4, 5, 6)");
  }
});

test("where the WebAssembly stops, another instance takes its place; where that stops too, it is said", async ({ page, site }) => {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  await watchWasm(page);
  await page.addInitScript(() => addEventListener("ninefold-error", (event) => Object.assign(window, { failed: (event as CustomEvent).detail })));
  site.put("/", pageOf(widgets(["metric=nrr", "view=line", "view=table"], "loading=eager")));
  await page.goto(site.address);
  await settled(page);
  const ruin = () => page.evaluate(() => new Uint8Array((window as unknown as { seenWasm: { memory: WebAssembly.Memory } }).seenWasm.memory.buffer).fill(0xff) && undefined);
  await ruin();
  const [first, second, third] = [0, 1, 2].map((place) => page.locator("ninefold-widget").nth(place));
  await first!.evaluate((one) => one.setAttribute("metric", "grr"));
  await expect(first!.locator("[part=value]")).toHaveText("93.3%");
  // The others held reports of the instance that is gone.
  await second!.evaluate((one) => one.setAttribute("metric", "mrr"));
  await expect(second!.locator("[part=title]").first()).toContainText("MRR");
  expect(await third!.evaluate((one) => (one as Widget).toCSV())).toContain("nrr");
  expect((await wasm(page)).instances).toBe(2);
  await settled(page);
  expect(await page.evaluate(() => "failed" in window)).toBe(false);

  // What stops every time is told, and tried again at the next change.
  await page.evaluate(() => {
    const own = WebAssembly.instantiate as unknown as (...args: unknown[]) => Promise<WebAssembly.Instance & { instance?: WebAssembly.Instance }>;
    const stops = (made: WebAssembly.Instance) => ({ exports: { ...made.exports, report_view: () => { throw new WebAssembly.RuntimeError("unreachable"); } } });
    Object.defineProperty(WebAssembly, "instantiate", { value: async (...args: unknown[]) => { const made = await own.apply(WebAssembly, args); return { instance: stops(made.instance ?? made), module: args[0] }; } });
  });
  await ruin();
  await first!.evaluate((one) => one.setAttribute("metric", "arr"));
  await expect(first!.locator("[part~=error]")).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { failed: unknown }).failed)).toMatchObject({ code: "wasm", recoverable: true });
  expect(errors).toEqual([]);
});

test("language and theme follow the page and change with it", async ({ page, site }) => {
  site.put("/", pageOf(widgets(["loading=eager"]), "<style>.night { color: #eee; background: #111 }</style>"));
  await page.goto(site.address);
  await settled(page);
  const root = page.locator("ninefold-widget").locator("[part=root]");
  await expect(root).toHaveCSS("color-scheme", "light");
  await expect(root.locator("[part=title]")).toHaveText("Net revenue retention (NRR)");
  await page.evaluate(() => { document.documentElement.lang = "zh-CN"; document.body.className = "night"; });
  await expect(root.locator("[part=title]")).toHaveText("净收入留存率（NRR）");
  await expect(root).toHaveCSS("color-scheme", "dark");
  // However a colour is written: black, then white, in each way that browsers tell.
  for (const colors of [["oklch(0.2 0 0)", "oklch(0.95 0.02 250)"], ["lab(10 0 0)", "lab(95 2 3)"], ["color(display-p3 0.1 0.1 0.1)", "color(display-p3 0.9 0.9 0.9)"], ["rgb(20 20 20)", "rgba(230, 230, 230, 0.9)"]]) {
    for (const [place, color] of colors.entries()) {
      await page.evaluate((value) => { document.body.className = ""; document.body.style.color = value; }, color);
      await expect(root, color).toHaveCSS("color-scheme", ["light", "dark"][place]);
    }
  }
});

test("what is wrong is said by its code, shown in the author's words where there are any", async ({ page, site }) => {
  const warned: string[] = [];
  page.on("console", (message) => message.type() === "warning" && warned.push(message.text()));
  await page.addInitScript(() => {
    const heard: unknown[] = [];
    Object.assign(window, { heard });
    addEventListener("ninefold-error", (event) => heard.push((event as CustomEvent).detail));
  });
  site.put("/other.json", JSON.stringify({ schema: "ninefold.report/9" }));
  site.put("/text.json", "{ no json");
  site.put("/cut.json", JSON.stringify({ schema: "ninefold.report/1", metrics: {} }));
  const cases = [["/none.json", "", "fetch"], ["/other.json", "", "schema"], ["/text.json", "", "json"], ["/cut.json", "", "metric"], ["/cut.json", "view=line", "part"], ["/report.json", 'to="1999-01"', "period"]];
  const one = ([src, more]: string[]) => `<ninefold-widget loading=eager src="${src}" ${more}></ninefold-widget>`;
  const own = '<ninefold-widget loading=eager src="/none.json"><table slot="fallback"><tr><td>NRR 109.9 %</td></tr></table></ninefold-widget>';
  site.put("/", pageOf(`${cases.map(one).join("")}${own}<ninefold-widget loading=eager src="/report.json" view="pie" theme="red"></ninefold-widget>`));
  await page.goto(site.address);
  const all = page.locator("ninefold-widget");
  await expect(all.last().locator("[part=value]")).toHaveText("109.9%");
  await expect.poll(() => page.evaluate(() => (window as unknown as { heard: unknown[] }).heard.length)).toBe(cases.length + 1);
  const heard = (await page.evaluate(() => (window as unknown as { heard: unknown[] }).heard)) as { code: string; message: string; recoverable: boolean }[];
  expect(heard.map(({ code }) => code).sort()).toEqual([...cases.map(([, , code]) => code), "fetch"].sort());
  expect(heard.every(({ message, recoverable }) => message.length > 0 && recoverable)).toBe(true);
  await expect(all.nth(4).locator("[part~=error]")).toContainText("no “trend”");
  await expect(page.getByText("NRR 109.9 %")).toBeVisible();
  await expect(all.nth(6).locator("[part~=error]")).toHaveCount(0);
  expect(warned.join("\n")).toContain('view="pie"');
  expect(warned.join("\n")).toContain('theme="red"');
  // And on: what can be mended is.
  await all.nth(0).evaluate((element) => element.setAttribute("src", "/report.json"));
  await expect(all.nth(0).locator("[part=value]")).toHaveText("109.9%");
});

test("without scripts the author's own words are there", async ({ browser, site }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  site.put("/", pageOf('<ninefold-widget src="/report.json"><p slot="poster">NRR 109.9 %</p><p slot="fallback">As a table</p></ninefold-widget>'));
  await page.goto(site.address);
  await expect(page.getByText("NRR 109.9 %")).toBeVisible();
  await expect(page.getByText("As a table")).toBeVisible();
  await context.close();
});

for (const theme of ["light", "dark"]) {
  test(`every view passes axe, ${theme}`, async ({ page, site }) => {
    site.put("/", pageOf(`<main><h1>Figures</h1>${widgets(VIEWS, `loading=eager theme=${theme}`)}</main>`));
    await page.goto(site.address);
    await settled(page);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
    await page.locator("ninefold-widget").nth(1).getByRole("button", { name: "As a table" }).click();
    await expect(page.locator("ninefold-widget").nth(1).locator("table")).toContainText("Dec 2025");
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  });
}

test("a CSV is read by the lean engine, which nothing else loads; its numbers are the command line's", async ({ page, site }, info) => {
  await page.addInitScript(() => {
    const heard: unknown[] = [];
    Object.assign(window, { heard });
    for (const name of ["load", "reject", "error"]) addEventListener(`ninefold-${name}`, (event) => heard.push([name, (event as CustomEvent).detail]));
  });
  const heard = () => page.evaluate(() => (window as unknown as { heard: [string, Record<string, unknown>][] }).heard);
  const spoilt = "customer_id,month,mrr\nA,2024-01,100\nB,2024-01,50\nA,2025-01,120\nB,2025-01,n/a\n,2025-01,7\n";
  const file = info.outputPath("spoilt.csv");
  writeFileSync(file, spoilt);
  site.put("/spoilt.csv", spoilt);
  site.put("/open.csv", "customer,date,amount\nA,01/02/2024,1.234\nB,03/04/2024,2.345\n");
  const one = (src: string, more = "") => `<ninefold-widget loading=eager src="${src}" ${more}></ninefold-widget>`;
  site.put("/", pageOf(one("/spoilt.csv") + one("/spoilt.csv", "metric=mrr")));
  await page.goto(site.address);
  await settled(page);
  const { metrics } = JSON.parse(printed(file));
  const values = await page.locator("ninefold-widget").evaluateAll((all) => all.map((element) => (element as Widget).result!.value));
  expect(values.map(Number)).toEqual([metrics.nrr.value, Number(metrics.mrr.value)]);
  expect(values[1]).toBe(metrics.mrr.value);
  const sample = [["amount_missing", 5, "mrr"], ["customer_missing", 6, "customer_id"]].map(([code, line, column]) => ({ code, line, column, text: null, count: 1 }));
  const each = [["load", { rows: 5, rejected: 2 }], ["reject", { count: 2, sample }]];
  expect(await heard()).toEqual([...each, ...each]);
  // The customers behind a figure: codes, and names where they are asked for.
  const behind = () => page.locator("ninefold-widget").first().evaluate(async (element) => (await (element as Widget).explain("nrr")).customers);
  expect(await behind()).toEqual([{ customer: "Customer 001", opening: "100.00", closing: "120.00" }, { customer: "Customer 002", opening: "50.00", closing: "0.00" }]);
  await page.locator("ninefold-widget").first().evaluate((element) => element.setAttribute("names", "show"));
  expect(((await behind()) as { customer: string }[]).map(({ customer }) => customer)).toEqual(["A", "B"]);
  const count = (path: string) => site.asked.filter((asked) => asked === path).length;
  expect([count("/spoilt.csv"), count("/embed/revenue_bg.wasm"), count("/embed/engine_bg.wasm")]).toEqual([1, 1, 0]);

  // A question about the file is put to the author, with the option that answers it.
  site.put("/asking", pageOf(one("/open.csv")));
  await page.goto(`${site.address}/asking`);
  await settled(page, "error");
  expect((await heard())[0]).toMatchObject(["error", { code: "question", recoverable: true }]);
  // By attributes, and by the same as an object that one element hands to another.
  await page.locator("ninefold-widget").evaluate((element) => {
    element.setAttribute("decimal", ".");
    element.setAttribute("date-order", "dmy");
  });
  await settled(page);
  const same = await page.locator("ninefold-widget").evaluate(async (element) => {
    const other = document.createElement("ninefold-widget") as Widget & { restoreConfig(config: unknown): void };
    other.restoreConfig((element as Widget & { saveConfig(): unknown }).saveConfig());
    document.body.append(other);
    await other.ready;
    return [other.result, (element as Widget).result];
  });
  expect(same[0]).toEqual(same[1]);

  site.put("/mapped.csv", "Kto,Wann,X1,X2\nA,2024-01,7,100\nA,2025-01,7,120\n");
  site.put("/mapping", pageOf(one("/mapped.csv", 'metric=mrr map="customer_id:Kto; month:Wann; mrr:X2; ignored:X1"')));
  await page.goto(`${site.address}/mapping`);
  await settled(page);
  expect(await page.locator("ninefold-widget").evaluate((element) => (element as Widget).result!.value)).toBe("120.00");
});

test("the demo shows six widgets with their source, in both languages", async ({ page, site }) => {
  await page.goto(`${site.address}/embed/index.html`);
  const all = page.locator("ninefold-widget");
  await expect(all).toHaveCount(6);
  for (let i = 0; i < 6; i++) await all.nth(i).scrollIntoViewIfNeeded();
  await settled(page);
  for (let i = 0; i < 6; i++) expect(await page.locator("section pre").nth(i).textContent()).toContain("<ninefold-widget src=");
  await page.getByRole("button", { name: "中文" }).click();
  await expect(all.first().locator("[part=title]").first()).toHaveText("净收入留存率（NRR）");
  for (let i = 0; i < 6; i++) await all.nth(i).scrollIntoViewIfNeeded();
  await settled(page);
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
});
