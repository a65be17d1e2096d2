// How a file was read is said, and can be changed: the bar, the dialog with its first rows, undo, several files.

import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { join } from "node:path";
import { f1, SPOILT } from "./support/files";
import { csv, NinefoldPage, tell } from "./support/page";

const DATES = ["customer,Start,mrr", "A,03/04/2024,100", "A,05/06/2024,120", "B,01/02/2024,10"].join("\n");
const NOTES = csv("notes.csv", "colour,shape\nred,round\n");
/** Two columns could be the amount: the surer one is not the one that is meant. */
const TWO = ["customer,month,mrr,list_price", "A,2024-01,100,200", "A,2025-01,120,300"].join("\n");

const dialog = (page: Page) => page.getByTestId("read-dialog");
const line = (page: Page, file: string) => page.locator(`[data-testid="file-line"][data-file="${file}"]`);
const field = (page: Page, name: string) => dialog(page).locator(`[data-field="${name}"]`);

async function opened(page: Page): Promise<NinefoldPage> {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  return ninefold;
}

test("the bar says how a file was read, can be put away, and comes back from the data", async ({ page }) => {
  const ninefold = await opened(page);
  await ninefold.report(csv("spoilt.csv", SPOILT));
  const bar = page.getByTestId("read-bar");
  for (const words of ["spoilt.csv", "revenue, a row per customer and month", "UTF-8", "comma", "header on line 1", "2 rows used, 2 rejected, 1 ignored", "1 repair", "2 warnings"]) {
    await expect(bar).toContainText(words);
  }
  await page.getByTestId("hide-bar").click();
  await expect(bar).toHaveCount(0);
  await page.getByRole("link", { name: "Data" }).click();
  await page.getByTestId("show-bar").click();
  await page.getByRole("link", { name: "Overview" }).click();
  await expect(bar).toBeVisible();
  expect(ninefold.requestsSinceSeal).toEqual([]);
});

test("a role is changed with the first rows before the eyes, applied, undone and made again", async ({ page }) => {
  const ninefold = await opened(page);
  await ninefold.report(csv("two.csv", TWO));
  expect((await ninefold.metric("mrr")).value).toBe(120);
  await line(page, "two.csv").getByTestId("change").click();
  await expect(dialog(page).getByTestId("preview").locator('tr[data-fate="used"]')).toHaveCount(2);
  await expect(dialog(page).getByTestId("preview").locator('tr[data-fate="header"]')).toHaveCount(1);
  await dialog(page).locator('select[data-column="2"]').selectOption("ignored");
  await dialog(page).locator('select[data-column="3"]').selectOption("mrr");
  await expect(dialog(page).getByTestId("preview-counts")).toContainText("2 rows used");
  expect((await ninefold.metric("mrr")).value).toBe(120);
  await page.getByTestId("apply").click();
  await expect.poll(async () => (await ninefold.metric("mrr")).value).toBe(300);
  await ninefold.reaches("done");
  await expect(page.getByTestId("changed").first()).toContainText("Column “mrr”: MRR → not used");
  await page.getByTestId("undo").first().click();
  await expect.poll(async () => (await ninefold.metric("mrr")).value).toBe(120);
  await ninefold.reaches("done");
  await page.keyboard.press("Control+Shift+z");
  await expect.poll(async () => (await ninefold.metric("mrr")).value).toBe(300);
  await ninefold.reaches("done");
  await page.keyboard.press("Control+z");
  await expect.poll(async () => (await ninefold.metric("mrr")).value).toBe(120);
  expect(ninefold.requestsSinceSeal).toEqual([]);
});

test("what is tried in the dialog and given up changes nothing", async ({ page }) => {
  const ninefold = await opened(page);
  await ninefold.report(csv("two.csv", TWO));
  await line(page, "two.csv").getByTestId("change").click();
  await tell(page, "delimiter", "|");
  await expect(dialog(page).getByTestId("trouble")).toBeVisible();
  await page.getByTestId("reset").click();
  await expect(dialog(page).getByTestId("trouble")).toHaveCount(0);
  await expect(dialog(page).getByTestId("preview").locator('tr[data-fate="used"]')).toHaveCount(2);
  await tell(page, "delimiter", "|");
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toBeHidden();
  await expect(page.getByTestId("undo")).toHaveCount(0);
  expect((await ninefold.metric("mrr")).value).toBe(120);
  await expect(line(page, "two.csv").getByTestId("change")).toBeFocused();
});

test("a file that was cut at the wrong delimiter is mended in the dialog, with the reason on top", async ({ page }) => {
  const ninefold = await opened(page);
  await ninefold.report(csv("two.csv", TWO));
  await line(page, "two.csv").getByTestId("change").click();
  await tell(page, "delimiter", ";");
  await page.getByTestId("apply").click();
  await ninefold.reaches("failed");
  await expect(page.getByRole("heading", { name: "We could not use this file" })).toBeVisible();
  await page.getByTestId("change").first().click();
  await expect(dialog(page).getByTestId("trouble")).toBeVisible();
  await expect(dialog(page).getByTestId("preview")).toContainText("customer,month,mrr");
  await tell(page, "delimiter", "");
  await page.getByTestId("apply").click();
  await ninefold.reaches("done");
  await expect(page.getByTestId("changed").first()).toContainText("Delimiter: semicolon → comma");
  expect((await ninefold.metric("mrr")).value).toBe(120);
});

test("of two files the one that is of no use says so, and can be taken away", async ({ page }) => {
  const ninefold = await opened(page);
  await ninefold.report([f1(), NOTES]);
  await expect(line(page, "f1.csv")).toContainText("a row per customer, start and end");
  await expect(line(page, "notes.csv")).toContainText("not used");
  await expect(page.locator("main")).not.toContainText("command line:");
  await line(page, "notes.csv").getByTestId("remove").click();
  await expect(line(page, "notes.csv")).toHaveCount(0);
  await ninefold.reaches("done");
  await expect(page.getByTestId("changed").first()).toContainText("notes.csv removed");
  expect((await ninefold.metric("nrr")).value).toBe(1.07);
});

test("a file is added beside the one that is open, with a reading of its own", async ({ page }) => {
  const ninefold = await opened(page);
  await ninefold.report(f1());
  const chooser = page.waitForEvent("filechooser");
  await page.getByTestId("add-files").first().click();
  await (await chooser).setFiles(csv("more.csv", "customer_id,month,mrr\nZ,2024-01,1000\nZ,2025-01,1000\n"));
  await expect(line(page, "more.csv")).toBeVisible();
  await ninefold.reaches("done");
  expect((await ninefold.metric("nrr")).value).toBeCloseTo(11_700 / 11_000, 12);
  await page.getByTestId("undo").first().click();
  await expect(line(page, "more.csv")).toHaveCount(0);
  await ninefold.reaches("done");
  expect((await ninefold.metric("nrr")).value).toBe(1.07);
  // The next file chosen by the other button replaces what is open.
  await ninefold.report(csv("more.csv", "customer_id,month,mrr\nZ,2024-01,1000\nZ,2025-01,1000\n"));
  await expect(page.getByTestId("file-line")).toHaveCount(1);
});

test("a date that is two days is asked about by both, and the dialog answers too", async ({ page }) => {
  const ninefold = await opened(page);
  await ninefold.choose(csv("dates.csv", DATES));
  await ninefold.reaches("asking");
  const heading = page.getByRole("heading", { level: 1 }).first();
  await expect(heading).toHaveText("“03/04/2024”: is this 3 April or March 4?");
  await expect(page.locator("main")).toContainText("All 3 dates in “Start” fit both. Shown: lines 2, 3, 4.");
  await page.getByTestId("change").click();
  await expect(dialog(page).getByTestId("trouble")).toContainText("3 April or March 4");
  await tell(page, "date_order", "dmy");
  await expect(dialog(page).getByTestId("trouble")).toHaveCount(0);
  await page.getByTestId("apply").click();
  await ninefold.reaches("done");
  await expect(page.getByTestId("read-bar")).toContainText("day first");
  await expect(page.getByTestId("changed").first()).toContainText("Dates: day first");
  await page.getByTestId("undo").first().click();
  await ninefold.reaches("asking");
  await expect(heading).toContainText("3 April or March 4");
});

test("of several files, the one that is asked about can be taken away instead of answered", async ({ page }) => {
  const ninefold = await opened(page);
  await ninefold.choose([csv("dates.csv", DATES), f1()]);
  await ninefold.reaches("asking");
  await expect(line(page, "dates.csv")).toContainText("waits for an answer");
  await line(page, "dates.csv").getByTestId("remove").click();
  await ninefold.reaches("done");
  expect((await ninefold.metric("nrr")).value).toBe(1.07);
});

test("while a question is open, rows wait: none is said to be used", async ({ page }) => {
  const ninefold = await opened(page);
  await ninefold.choose([csv("dates.csv", `${DATES}\nC,,5`), f1()]);
  await ninefold.reaches("asking");
  await expect(line(page, "dates.csv")).toContainText("3 rows wait for the answer, 1 rejected, 0 ignored");
  await expect(line(page, "f1.csv")).toContainText("6 rows used, 0 rejected, 0 ignored");
  await line(page, "dates.csv").getByTestId("change").click();
  await expect(dialog(page).locator('tr[data-fate="waiting"]')).toHaveCount(3);
  await expect(dialog(page).locator('tr[data-fate="used"]')).toHaveCount(0);
  await expect(dialog(page).getByTestId("preview-counts")).toContainText("3 rows wait for the answer");
  // What is asked stands alone in front of the other settings.
  await expect(dialog(page).locator(".picks").first().locator("[data-field]")).toHaveCount(1);
  await tell(page, "date_order", "dmy");
  await expect(dialog(page).getByTestId("preview-counts")).toContainText("3 rows used, 1 rejected, 0 ignored");
});

test("of several files that can't be used, one is taken away, the others stay, and it comes back", async ({ page }) => {
  const ninefold = await opened(page);
  await ninefold.choose([NOTES, csv("empty.csv", ""), csv("more.csv", "size,weight\n1,2\n")]);
  await ninefold.reaches("failed");
  const files = page.locator("main .reading h2");
  await expect(files).toHaveText(["notes.csv", "empty.csv", "more.csv"]);
  // Of what is no text there is no delimiter to tell of.
  await expect(page.locator("main .reading").nth(1).locator(".facts")).not.toContainText("Delimiter");
  await page.getByRole("button", { name: "Remove empty.csv" }).click();
  await expect(files).toHaveText(["notes.csv", "more.csv"]);
  await ninefold.reaches("failed");
  await page.getByTestId("undo").click();
  await expect(files).toHaveText(["notes.csv", "empty.csv", "more.csv"]);
  for (let left = 3; left > 0; left--) {
    await expect(files).toHaveCount(left);
    await page.getByTestId("remove").first().click();
  }
  await ninefold.reaches("sealed");
  expect(ninefold.requestsSinceSeal).toEqual([]);
});

test("a table of rates says what it converts, and so does the file that it converts", async ({ page }) => {
  const ninefold = await opened(page);
  const ledger = csv("two.csv", "customer,month,mrr,currency\nA,2024-01,100,EUR\nA,2025-01,120,EUR\nB,2024-01,300,GBP\n");
  await ninefold.report([ledger, csv("rates.csv", "currency,rate\nEUR,1.1\nGBP,1.27\nUSD,1\n")]);
  for (const file of ["two.csv", "rates.csv"]) await expect(line(page, file)).toContainText("EUR, GBP → USD");
  await page.getByRole("link", { name: "Data", exact: true }).click();
  const facts = page.locator("main .reading .facts");
  await expect(facts).toHaveCount(2);
  for (const file of [0, 1]) await expect(facts.nth(file)).toContainText("CurrencyEUR, GBP → USD");
});

test("a repair is switched off, and the row meets its fate", async ({ page }) => {
  const ninefold = await opened(page);
  await ninefold.report(csv("spoilt.csv", SPOILT));
  await line(page, "spoilt.csv").getByTestId("change").click();
  await expect(dialog(page).locator('tr[data-fate="ignored"]')).toHaveCount(1);
  const box = dialog(page).getByTestId("repair");
  await expect(box).toHaveCount(1);
  await expect(box).toBeChecked();
  await box.uncheck();
  await page.getByTestId("apply").click();
  await ninefold.reaches("done");
  await expect(page.getByTestId("changed").first()).toContainText("no longer mended");
  await line(page, "spoilt.csv").getByTestId("change").click();
  await expect(dialog(page).getByTestId("repair")).not.toBeChecked();
});

test("a line's number makes it the header", async ({ page }) => {
  const ninefold = await opened(page);
  await ninefold.report(csv("two.csv", TWO));
  await line(page, "two.csv").getByTestId("change").click();
  await dialog(page).getByRole("button", { name: "The header is on line 2" }).click();
  await expect(field(page, "header_line")).toHaveValue("2");
  await expect(dialog(page).locator('tr[data-fate="header"] th')).toHaveText("2");
  await expect(dialog(page).locator('tr[data-fate="above"] th')).toHaveText("1");
  await page.getByTestId("reset").click();
  await expect(field(page, "header_line")).toHaveValue("");
});

test("by keyboard alone: from the bar into the dialog, a field changed, applied, taken back", async ({ page }) => {
  const ninefold = await opened(page);
  await ninefold.report(csv("two.csv", TWO));
  const on = (selector: string) => page.evaluate((s) => Boolean(document.activeElement?.matches(s)), selector);
  const tabTo = async (selector: string) => {
    for (let i = 0; i < 150 && !(await on(selector)); i++) await page.keyboard.press("Tab");
    expect(await on(selector), selector).toBe(true);
  };
  await tabTo('[data-testid="change"]');
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toBeVisible();
  // A file without decimals has their mark among the further settings.
  await tabTo('[data-testid="more-settings"] summary');
  await page.keyboard.press("Enter");
  await tabTo('[data-field="decimal"]');
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(field(page, "decimal")).toHaveValue(",");
  await expect(dialog(page).getByTestId("preview-counts")).toContainText("2 rows used");
  await tabTo('[data-testid="apply"]');
  await page.keyboard.press("Enter");
  await ninefold.reaches("done");
  await expect(page.getByTestId("changed").first()).toContainText("Decimal mark: decimal comma");
  await page.keyboard.press("Control+z");
  await expect(page.getByTestId("changed")).toContainText(["Decimal mark"]);
  await ninefold.reaches("done");
});

for (const locale of ["en-GB", "zh-CN"]) {
  for (const [colorScheme, width] of [["light", 1280], ["dark", 375], ["light", 375], ["dark", 1280]] as const) {
    test.describe(`${locale} ${colorScheme} ${width}`, () => {
      test.use({ locale, colorScheme, viewport: { width, height: width < 400 ? 740 : 900 } });

      test("bar, dialog and question look as they should", async ({ page }) => {
        const ninefold = await opened(page);
        const look = async (what: string, whole = true) => {
          const found = await new AxeBuilder({ page }).analyze();
          expect(found.violations.map((v) => `${what}: ${v.id} ${v.nodes.map((n) => n.target).join(" ")}`)).toEqual([]);
          const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          expect(over, `${what} is wider than the window`).toBeLessThanOrEqual(0);
          await page.screenshot({ path: join(import.meta.dirname, `looks/${locale}-${colorScheme}-${width}-${what}.png`), fullPage: whole });
        };
        await ninefold.report([csv("spoilt.csv", SPOILT), NOTES]);
        await look("bar");
        await line(page, "spoilt.csv").getByTestId("change").click();
        await expect(dialog(page).locator('tr[data-fate="rejected"]').first()).toBeVisible();
        // The first rows are in sight at once, on a phone too.
        const foot = await dialog(page).locator(".sheet-foot").boundingBox();
        const row = await dialog(page).locator('tr[data-fate="used"]').first().boundingBox();
        expect(row && foot && row.y + row.height < foot.y).toBe(true);
        await look("dialog", false);
        await dialog(page).getByTestId("more-settings").locator("summary").click();
        await look("dialog-more", false);
        await tell(page, "delimiter", "other");
        await page.getByTestId("delimiter-text").fill("||");
        await expect(dialog(page).getByTestId("trouble")).toBeVisible();
        await look("dialog-trouble", false);
        await page.keyboard.press("Escape");
        await ninefold.choose(csv("dates.csv", DATES));
        await ninefold.reaches("asking");
        await look("question");
      });
    });
  }
}
