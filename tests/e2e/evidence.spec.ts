// The drawer behind a number: its formula with the file's own figures, what it is put together from, who is not in it.

import { expect, test, type Page } from "@playwright/test";
import { csv, NinefoldPage } from "./support/page";

/** In March B comes back, C pays more, D leaves. */
const LEDGER = [
  "customer,2024-01,2024-02,2024-03,2024-04",
  "A,100,120,120,120",
  "B,50,,50,50",
  "C,,30,40,40",
  "D,20,20,,",
  "E,10,10,10,10",
].join("\n");

/** Twelve customers over twenty months on two plans, of whom four leave. */
function ledger(): string {
  const rows = ["customer,month,mrr,plan"];
  for (let customer = 0; customer < 12; customer++) {
    for (let month = 0; month < 20 && !(customer < 4 && month >= 9 + customer); month++) {
      const at = `${2024 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
      rows.push(`C${customer},${at},${100 + customer},${customer % 2 ? "Pro" : "Team"}`);
    }
  }
  return rows.join("\n");
}

async function report(page: Page, text: string, room: string): Promise<void> {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await ninefold.report(csv("ledger.csv", text));
  await page.getByRole("link", { name: room }).click();
}

test("a product of months shows the months, and each opens its own customers", async ({ page }) => {
  await report(page, LEDGER, "Definitions");
  await page.getByTestId("months").selectOption("3");
  const row = page.locator("#chart-definitions tbody tr").filter({ hasText: "monthly compounded" }).first();
  await row.getByRole("button").click();
  const drawer = page.getByRole("dialog");
  await expect(drawer).toContainText("These ratios multiply to the number.");
  await expect(drawer.locator(".formula")).toContainText("83.3% × 94.4% × 100.0% = 78.7%");
  await drawer.getByRole("row", { name: /Mar 2024/ }).getByRole("button").last().click();
  await expect(drawer.getByRole("heading", { level: 2 })).toContainText("Mar 2024 against the month before");
  await expect(page.getByTestId("evidence-totals")).toHaveAttribute("data-denominator", "180.00");
  await expect(drawer.locator(".not-in-it")).toContainText("1 customer without revenue in Feb 2024 who came back");
});

test("concentration opens every customer's square, and what they make", async ({ page }) => {
  await report(page, LEDGER, "Diligence");
  await page.getByRole("button", { name: /^Effective number/ }).first().click();
  const drawer = page.getByRole("dialog");
  await expect(drawer.locator(".formula")).toContainText("² × 10,000 =");
  await expect(page.getByTestId("evidence-totals")).toHaveAttribute("data-numerator", "18600.0000");
});

test("the curve of a group opens its steps and its customers", async ({ page }) => {
  await report(page, ledger(), "Diligence");
  await page.getByTestId("survival-by").selectOption({ label: "plan" });
  const table = page.locator('.chosen:not([hidden]) [id^="chart-stay-by"] tbody tr').filter({ hasText: "Team" });
  await table.getByRole("button").last().click();
  const drawer = page.getByRole("dialog");
  await expect(drawer.getByRole("heading", { level: 2 })).toHaveText(/Share that stays beyond 12 months · Team/);
  await expect(drawer.getByTestId("evidence-totals")).toContainText("6 customers");
  await expect(drawer.locator(".not-in-it")).toContainText("6 customers of other groups");
  await drawer.getByRole("row", { name: /^9 / }).getByRole("button").first().click();
  await expect(drawer.getByRole("heading", { level: 2 })).toHaveText(/Lost 9 months after the first revenue · Team/);
});

test("a figure of an answer opens its customers, their lines in every table, and what they make", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await page.getByTestId("templates").locator("summary").click();
  await page.locator('[data-testid="sample"][data-sample="company"]').click();
  await ninefold.reaches("done");
  await page.locator('[data-question="q3"]').first().getByRole("link").first().click();
  const view = page.locator(".view:not([hidden])");
  await view.getByRole("button", { name: /^Customers with a warning/ }).first().click();
  const drawer = page.getByRole("dialog");
  await expect(drawer.getByRole("heading", { level: 2 })).toHaveText("Customers with a warning");
  const totals = page.getByTestId("evidence-totals");
  const above = Number(await totals.getAttribute("data-numerator"));
  const below = Number(await totals.getAttribute("data-denominator"));
  expect(above).toBeGreaterThan(0);
  expect(below).toBeGreaterThan(above);
  await expect(drawer.locator(".formula")).toContainText(`Counted ${above} ÷ Out of ${below} = ${((100 * above) / below).toFixed(1)}%`);
  await expect(drawer.locator("td.source").first()).toContainText(/lines? [\d, ]+ of company-[a-z]+\.csv/);
  const more = drawer.locator("td.source").filter({ hasText: /and \d+ more/ }).first();
  const files = (await more.locator("bdi").textContent())!.match(/company-[a-z]+\.csv/g)!;
  await more.getByRole("button").click();
  for (const file of files) await expect(drawer.getByTestId("all-lines")).toContainText(file);
  expect((await drawer.getByTestId("all-lines").textContent())!.match(/\d+/g)!.length).toBeGreaterThan(6);
  await expect(drawer.locator(".not-in-it")).toContainText("who have left, or of whom the files don’t say it");
});
