// <ninefold-widget> among strangers: pages whose styles, policies, names and copies are not ours, and which it must leave alone.

import { expect, type Page } from "@playwright/test";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { printed, root } from "./support/cli";
import { pageOf, settled, test, VIEWS, wasm, watchWasm, widgets } from "./support/host";
import { writeFileSync } from "node:fs";

/** How the insides of the elements are laid out. */
const looks = (page: Page) =>
  page.locator("ninefold-widget").evaluateAll((all) =>
    all.map((one) => {
      const box = (element: Element) => {
        const { width, height } = element.getBoundingClientRect();
        const { display, fontSize, fontWeight, textTransform, letterSpacing, visibility, lineHeight, textAlign, whiteSpace } = getComputedStyle(element);
        return [element.tagName, Math.round(width), Math.round(height), display, fontSize, fontWeight, textTransform, letterSpacing, visibility, lineHeight, textAlign, whiteSpace].join(" ");
      };
      const { width, height } = one.getBoundingClientRect();
      return [`${width} ${height} ${getComputedStyle(one).display}`, ...[...one.shadowRoot!.querySelectorAll("div, p, button, svg, table, th")].map(box)];
    }),
  );

test("no style of the page breaks it, and it changes nothing of the page", async ({ page, site }) => {
  const body = `<main id="light"><h1>Title</h1>${widgets(VIEWS, "loading=eager")}<p class="n body figure title">Text</p><table class="grid"><tr><td class="value">1</td></tr></table></main>`;
  const width = "<style>main { width: 900px; display: block; font: 16px/24px serif }</style>";
  site.put("/", pageOf(body, width));
  site.put("/hostile", pageOf(body, `<style>
    :not(html, body, main, head, style, script, title, meta) { all: unset !important; display: none !important; opacity: 0 !important; visibility: hidden !important }
    main, html, body, ninefold-widget { display: block !important; visibility: visible !important }
    ninefold-widget { height: 1px !important; overflow: hidden !important; font: 3px/0 fantasy !important; text-transform: uppercase !important; letter-spacing: 9px !important;
      text-align: right !important; white-space: pre !important; text-indent: 50px !important; word-spacing: 1em !important; color: red !important; position: fixed !important }
    .n, .figure, .title, .plot, svg, text, table, td, p, button { display: none !important; color: red !important }
    :root { --ink: red; --paper: red; --muted: red; --new: red; --hairline: red }
    </style>${width}`));
  await page.goto(site.address);
  await settled(page);
  const peaceful = await looks(page);
  await page.goto(`${site.address}/hostile`);
  await settled(page);
  expect(await looks(page)).toEqual(peaceful);
  await expect(page.locator("ninefold-widget").first().locator("[part=root]")).toHaveCSS("background-color", "rgb(251, 250, 247)");

  // The page without the script and with it: the same elements, styles and names.
  const state = () =>
    page.evaluate(() => {
      const main = document.querySelector("#light")!;
      const styles = [...main.querySelectorAll("h1, p, td, table")].map((one) => {
        const all = getComputedStyle(one);
        return [...all].map((name) => `${name}:${all.getPropertyValue(name)}`).join(";");
      });
      return { html: main.innerHTML, head: document.head.innerHTML, sheets: document.adoptedStyleSheets.length, styles, names: Object.getOwnPropertyNames(window).sort() };
    });
  await page.goto(site.address);
  await settled(page);
  const withIt = await state();
  await page.route("**/ninefold-widget.js", (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
  await page.goto(site.address);
  await page.addStyleTag({ content: "ninefold-widget { display: block }" }).then((tag) => tag.evaluate((one) => (one as Element).remove()));
  const without = await state();
  expect({ ...withIt, styles: [] }).toEqual({ ...without, styles: [] });
  const paint = (all: string[]) => all.map((one) => one.replace(/(?:^|;)(?:perspective-origin|transform-origin|(?:block|inline)-size|width|height):[^;]*/g, ""));
  expect(paint(withIt.styles)).toEqual(paint(without.styles));
});

const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src blob:; require-trusted-types-for 'script'; trusted-types 'none'";

test("a strict policy lets it work; one that refuses WebAssembly shows what the author wrote", async ({ page, site }) => {
  const refused: string[] = [];
  await page.exposeFunction("refused", (what: string) => refused.push(what));
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => (window as unknown as { refused(what: string): void }).refused(`${event.violatedDirective} ${event.blockedURI}`));
    addEventListener("ninefold-error", (event) => Object.assign(window, { failed: (event as CustomEvent).detail }));
  });
  site.put("/", pageOf(widgets(VIEWS, "loading=eager")), STRICT);
  await page.goto(site.address);
  await settled(page);
  await page.locator("ninefold-widget").nth(3).locator(".plot").hover();
  await expect(page.locator("ninefold-widget").nth(3).locator("[part=tip]")).toBeVisible();
  expect(refused).toEqual([]);
  // A picture goes by way of an image, which the page must allow; a drawing needs nothing.
  const png = () => page.locator("ninefold-widget").nth(3).evaluate((one) => (one as HTMLElement & { toPNG(): Promise<Blob> }).toPNG().then(({ type }) => type, (error) => error.message));
  expect(await png()).toContain("img-src data:");
  refused.length = 0;
  site.put("/pictured", pageOf(widgets(VIEWS, "loading=eager")), `${STRICT}; img-src data:`);
  await page.goto(`${site.address}/pictured`);
  await settled(page);
  expect(await png()).toBe("image/png");
  expect(refused).toEqual([]);

  const fallback = '<p slot="fallback">NRR 109.9 %</p>';
  site.put("/stricter", pageOf(`<ninefold-widget loading=eager src="/report.json">${fallback}</ninefold-widget>`), STRICT.replace(" 'wasm-unsafe-eval'", ""));
  await page.goto(`${site.address}/stricter`);
  await expect(page.getByText("NRR 109.9 %")).toBeVisible();
  await settled(page, "error");
  const failed = await page.evaluate(() => (window as unknown as { failed: { code: string; recoverable: boolean } }).failed);
  expect(failed).toMatchObject({ code: "csp-wasm", recoverable: false });
});

const MARK = "zq9x";
const run = `parent.harmed='${MARK}'`;

/** Two hundred names that would do something if they were taken for anything but text. */
function payloads(): string[] {
  const markup = [
    `<img src=x onerror="${run}">`,
    `<svg onload="${run}"><script>${run}</script></svg>`,
    `<iframe srcdoc="<script>${run}</script>"></iframe>`,
    `<a href="javascript:${run}" autofocus onfocus="${run}">a</a>`,
    `<math><mi xlink:href="javascript:${run}">m</mi></math>`,
    `<style>@import "//${MARK}.invalid"; * { display: none }</style>`,
    `<foreignObject><body onload="${run}"></foreignObject>`,
    `<animate attributeName="href" values="javascript:${run}" onbegin="${run}"/>`,
  ];
  const before = ["", '"', "'", '">', "'>", "</text>", "</title>", "</td></table>", "]]>", "-->", "<!--", "&lt;", "\\\"", "\u2028", "\u202e", "{{", "${", "`", "\u0000", "url(#x)", "var(--x)", "<![CDATA[", "</desc>", "</style>", "\ufeff"];
  return before.flatMap((lead) => markup.map((tag, place) => `${lead}${tag}${MARK}${place}`));
}

test("names with markup are text: two hundred of them", async ({ page, site }, info) => {
  const names = payloads();
  expect(new Set(names).size).toBe(200);
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const rows = names.map((name, place) => [name, names[(place * 7) % 40], String(1_000 + place), String(900 + place)].map(cell).join(","));
  const file = info.outputPath("names.csv");
  writeFileSync(file, ["customer,plan,2024-01,2025-01", ...rows].join("\n"));
  const report = JSON.parse(printed(file));
  report.currency = '<img src=x onerror="parent.harmed=1">';
  site.put("/report.json", JSON.stringify(report));
  // Two months make no trend.
  const views = VIEWS.filter((view) => view !== 'view="line"');
  // A chart with data of its own, its rows and its table named by what the file calls plans.
  site.put("/groups.json", printed(file, "--embed", "chart:groups@plan", "--names"));
  const chart = '<ninefold-widget src="/groups.json" view="chart" names="show" loading="eager"></ninefold-widget>';
  site.put("/", pageOf(widgets([...views, "view=quadrant names=show", "view=table segment=plan"], "loading=eager") + chart));
  const said: string[] = [];
  page.on("dialog", (dialog) => said.push(dialog.message()));
  await page.goto(site.address);
  await settled(page);
  const crossing = page.locator("ninefold-widget").nth(views.length);
  await crossing.getByRole("button", { name: "As a table" }).click();
  const shown = await crossing.locator("tbody th").allTextContents();
  expect(shown.filter((text) => text.includes(MARK)).length).toBeGreaterThan(100);
  const groups = page.locator("ninefold-widget").last();
  expect(await groups.locator("svg[role=img]").textContent()).toContain(MARK);
  await groups.getByRole("button", { name: "As a table" }).click();
  await expect(groups.locator("tbody")).toContainText(MARK);
  const found = await page.evaluate(([mark, bare]) => {
    const roots = [...document.querySelectorAll("ninefold-widget")].map((one) => one.shadowRoot!);
    const tags = "img, iframe, script, math, style, a, animate, foreignObject, [onload], [onerror], [onfocus], [onbegin]";
    const hidden = roots.slice(0, bare).some((inside) => inside.textContent!.includes(mark));
    return { made: roots.flatMap((inside) => [...inside.querySelectorAll(tags)].map((one) => one.tagName)), hidden, ran: (window as unknown as { harmed?: string }).harmed };
  }, [MARK, views.length] as const);
  expect(found).toEqual({ made: [], hidden: false, ran: undefined });
  expect(said).toEqual([]);
  const svg = await crossing.evaluate((one) => (one as HTMLElement & { toSVG(): Promise<string> }).toSVG());
  expect(await page.evaluate((text) => new DOMParser().parseFromString(text, "image/svg+xml").querySelectorAll("parsererror, script, img, iframe").length, svg)).toBe(0);
  expect(site.asked.filter((path) => path.includes(MARK))).toEqual([]);
});

test("put in and taken out two hundred times, it leaves nothing behind", async ({ page, site }) => {
  await watchWasm(page);
  site.put("/", pageOf(`<div id="here"></div>${widgets(["loading=eager"])}`));
  await page.goto(site.address);
  await settled(page);
  const client = await page.context().newCDPSession(page);
  await client.send("Performance.enable");
  const round = (times: number) =>
    page.evaluate(async (many) => {
      const here = document.querySelector("#here")!;
      const views = ["number", "line", "movements", "cohort", "table", "quadrant"];
      const kept = document.createElement("ninefold-widget");
      kept.setAttribute("src", "/report.json");
      kept.setAttribute("loading", "eager");
      for (let i = 0; i < many; i++) {
        kept.setAttribute("view", views[i % views.length]);
        const made = kept.cloneNode() as HTMLElement;
        here.append(kept, made);
        await Promise.all([kept, made].map((one) => (one as HTMLElement & { ready: Promise<unknown> }).ready));
        here.replaceChildren();
        await new Promise((resolve) => setTimeout(resolve));
      }
    }, times);
  const counted = async () => {
    // What nobody shows is kept for two seconds.
    await page.waitForTimeout(2_500);
    for (let i = 0; i < 3; i++) await client.send("HeapProfiler.collectGarbage");
    const { metrics } = await client.send("Performance.getMetrics");
    const of = (name: string) => metrics.find((one) => one.name === name)!.value;
    return { heap: of("JSHeapUsedSize"), nodes: of("Nodes"), listeners: of("JSEventListeners"), wasm: (await wasm(page)).bytes };
  };
  await round(20);
  const before = await counted();
  await round(200);
  const after = await counted();
  expect(after.nodes).toBeLessThanOrEqual(before.nodes + 20);
  expect(after.listeners).toBeLessThanOrEqual(before.listeners + 2);
  expect(after.wasm).toBe(before.wasm);
  expect(after.heap).toBeLessThan(before.heap * 1.1 + 200_000);
  expect((await wasm(page)).instances).toBe(1);
});

test("a second copy is no error, within another shadow root it works, and a server may import it", async ({ page, site }) => {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  const twice = '<script type="module" src="/embed/ninefold-widget.js?again"></script>';
  site.put("/", pageOf('<section id="around"></section>', twice));
  await page.goto(site.address);
  await page.evaluate(() => {
    const inside = document.querySelector("#around")!.attachShadow({ mode: "open" });
    const widget = document.createElement("ninefold-widget");
    widget.setAttribute("src", "/report.json");
    inside.append(widget);
  });
  await expect(page.locator("ninefold-widget").locator("[part=value]")).toHaveText("109.9%");
  expect(errors).toEqual([]);
  const script = `import(${JSON.stringify(join(root, "dist/embed/ninefold-widget.js"))}).then((m) => process.stdout.write(typeof m.NinefoldWidget))`;
  expect(execFileSync(process.execPath, ["-e", script], { encoding: "utf8" })).toBe("function");
});
