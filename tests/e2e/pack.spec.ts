// Evidence packs the page saves, as the command line sees them, and the report on paper.

import { expect, test, type Page } from "@playwright/test";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cli } from "./support/cli";
import { NinefoldPage } from "./support/page";

const LEDGER =
  "Kunde;Region;Monat;MRR\nÄcme <b>;Nord;2024-01;1.234,50\nÄcme <b>;Nord;2024-02;1.300,00\n=Bolt();Süd;2024-01;70,00\n" +
  "=Bolt();Süd;2024-02;70,00\nCord & Co;Nord;2024-01;20,00\nDune;Nord;2024-02;x\nElm;Süd;2024-02;5,00\n";

/** A file on disk, which page and command line both read. */
function onDisk(name: string, text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), "ninefold-")), name);
  writeFileSync(path, text);
  return path;
}

async function taken(page: Page, id: string): Promise<string> {
  const saving = page.waitForEvent("download");
  await page.getByTestId("export").click();
  await page.getByTestId(id).click();
  return await (await saving).path();
}

function verified(pack: string, file: string): string {
  return spawnSync(cli, ["verify", pack, file], { encoding: "utf8" }).stdout;
}

test("a pack of the page has the bytes of the command line's, and verifies", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  const file = onDisk("ledger.csv", LEDGER);
  await ninefold.choose(file);
  await ninefold.reaches("done");
  const pack = await taken(page, "export-pack");
  expect(verified(pack, file)).toMatch(/^equal: /);
  const native = onDisk("native.html", "");
  execFileSync(cli, ["pack", file, "-o", native], { stdio: "ignore" });
  expect(readFileSync(pack, "utf8") === readFileSync(native, "utf8")).toBe(true);

  // Another window, another language.
  await page.getByTestId("months").selectOption("1");
  await expect(page.locator("[data-metric=nrr]").first()).toHaveAttribute("data-value", /^1\./);
  await page.getByTestId("language").click();
  const other = await taken(page, "export-pack");
  expect(readFileSync(other, "utf8")).toContain('<html lang="zh-CN">');
  expect(verified(other, file)).toMatch(/^equal: /);
  writeFileSync(file, LEDGER.replace("70,00", "71,00"));
  expect(verified(other, file)).toMatch(/^not equal: [^]*other bytes/);
  expect(ninefold.requestsSinceSeal).toEqual([]);
});

test("a pack without names holds none, and its codes are saved apart", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  const file = onDisk("Dune & Elm.csv", LEDGER);
  await ninefold.choose(file);
  await ninefold.reaches("done");
  await page.getByTestId("months").selectOption("1");
  await expect(page.locator("[data-metric=nrr]").first()).toHaveAttribute("data-value", /^1\./);
  const pack = await taken(page, "export-masked");
  const html = readFileSync(pack, "utf8");
  for (const name of ["cme", "Bolt", "Cord", "Dune", "Elm"]) expect(html.includes(name), name).toBe(false);
  expect(html.includes("Customer 001")).toBe(true);
  expect(verified(pack, file)).toMatch(/^equal: /);
  const codes = readFileSync(await taken(page, "export-codes"), "utf8");
  expect(codes).toContain("Customer 001,Äcme <b>\r\n");
  expect(codes).toContain(",'=Bolt()\r\n");
});

test("a pack can be read offline, and runs nothing", async ({ page, context }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await ninefold.choose(onDisk("ledger.csv", LEDGER));
  await ninefold.reaches("done");
  const pack = await taken(page, "export-pack");
  await context.setOffline(true);
  const reader = await context.newPage();
  const asked: string[] = [];
  const complaints: string[] = [];
  reader.on("request", (request) => asked.push(request.url()));
  reader.on("console", (message) => complaints.push(message.text()));
  const named = onDisk("pack.html", readFileSync(pack, "utf8"));
  await reader.goto(`file://${named}`);
  await expect(reader.getByRole("heading", { level: 1 })).toHaveText("ledger.csv");
  await expect(reader.locator("svg").first()).toBeVisible();
  // The style is the one the policy names.
  expect(await reader.locator(".facts").first().evaluate((e) => getComputedStyle(e).display)).toBe("grid");
  const saving = reader.waitForEvent("download");
  await reader.getByRole("link", { name: "CSV" }).first().click();
  expect((await saving).suggestedFilename()).toMatch(/^ninefold-.*\.csv$/);
  expect(asked.filter((url) => !url.startsWith("file:") && !url.startsWith("data:"))).toEqual([]);
  expect(complaints).toEqual([]);
});

/** Twenty customers that stay as they are for a year: a list of white space longer than the short form takes. */
const MONTHS = Array.from({ length: 13 }, (_, i) => `${2024 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, "0")}`);
const TWENTY = ["customer,month,mrr", ...MONTHS.flatMap((month) => Array.from({ length: 20 }, (_, i) => `C${10 + i},${month},${100 + i}`))].join("\n");

/** A report laid out for a sheet of A4. */
async function onPaper(page: Page, text: string) {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await ninefold.choose(onDisk("ledger.csv", text));
  await ninefold.reaches("done");
  await page.evaluate(() => {
    window.print = () => dispatchEvent(new Event("beforeprint"));
  });
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await page.setViewportSize({ width: 688, height: 1000 });
}

/** Nothing wider than the sheet, no control, no table that scrolls and so lies under what follows. */
async function isPrintable(page: Page) {
  for (const gone of [".bar", ".rail", ".templates"]) await expect(page.locator(gone).first()).toBeHidden();
  await expect(page.locator(".print-head")).toContainText("ledger.csv");
  const widest = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(widest).toBeLessThanOrEqual(688);
  expect(await page.evaluate(() => getComputedStyle(document.body).colorScheme)).toBe("light");
  const cut = await page
    .locator(".chart-table")
    .evaluateAll((all) => all.filter((table) => table.scrollHeight > table.clientHeight + 1).map((table) => table.getAttribute("aria-label")));
  expect(cut).toEqual([]);
}

test("on paper stand the answers, as wide as the sheet, and no controls", async ({ page }) => {
  await onPaper(page, TWENTY);
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  for (const view of await page.locator(".view:not(.aside)").all()) await expect(view.locator("h1").first()).toBeVisible();
  for (const view of await page.locator(".view.aside").all()) await expect(view).toBeHidden();
  await isPrintable(page);
  const space = page.locator("#chart-white-space");
  await expect(space.locator("tbody tr:visible")).toHaveCount(12);
  await expect(space.locator(".rows-beyond")).toHaveText("8 more in the CSV");
  await expect(page.locator(".short-form")).toBeVisible();
  const pages = (await page.pdf({ format: "A4", preferCSSPageSize: true })).toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  expect(pages).toBeGreaterThan(3);
  expect(pages).toBeLessThan(16);
});

test("all views and rows stand on paper where they are asked for", async ({ page }) => {
  await onPaper(page, TWENTY);
  await page.emulateMedia({ media: "screen" });
  await page.getByTestId("export").click();
  await page.getByTestId("export-print-full").click();
  await expect(page.locator("html")).toHaveAttribute("data-paper", "full");
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  for (const view of await page.locator(".view").all()) await expect(view.locator("h1").first()).toBeVisible();
  await isPrintable(page);
  await expect(page.locator("#chart-white-space tbody tr:visible")).toHaveCount(20);
  await expect(page.locator(".short-form")).toBeHidden();
  // The next one is the short form again.
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await expect(page.locator("html")).not.toHaveAttribute("data-paper");
});
