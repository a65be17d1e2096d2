// Diligence: what a person can ask of the room, and cohorts by another start.

import { expect, test } from "@playwright/test";
import { csv, NinefoldPage } from "./support/page";

/** Forty customers over 24 months from January 2024: ten pay less from month 14 on, eight of them and six others leave. */
function ledger(): string {
  const rows = ["customer,month,mrr,plan"];
  for (let customer = 0; customer < 40; customer++) {
    for (let month = 0; month < 24; month++) {
      const gone = month >= 19 && (customer < 8 || (customer >= 10 && customer < 16));
      const hole = customer === 30 && month === 10;
      if (gone || hole) continue;
      const at = `${2024 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
      rows.push(`C${customer},${at},${customer < 10 && month >= 14 ? 80 : 100},${customer % 2 ? "Pro" : "Team"}`);
    }
  }
  return rows.join("\n");
}

test("the downgraded are counted, and open to the customers they are", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await ninefold.report(csv("ledger.csv", ledger()));
  await page.getByRole("link", { name: "Diligence" }).click();
  await expect(page.getByText("8 (80.0%) were lost in the six months after")).toBeVisible();
  const row = page.locator("#chart-downgrades tbody tr").first();
  await row.getByRole("button", { name: "10", exact: true }).click();
  const drawer = page.getByRole("dialog");
  await expect(drawer.getByRole("heading")).toHaveText("Downgraded in the six months before");
  await expect(drawer.locator("tbody tr")).toHaveCount(10);
});

test("curves by another column take the place of those before", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await ninefold.report(csv("ledger.csv", ledger()));
  await page.getByRole("link", { name: "Diligence" }).click();
  const all = page.locator("#chart-survival");
  const plot = all.getByRole("application");
  await plot.focus();
  await plot.press("End");
  await expect(all.locator("[aria-live]")).toContainText("All customers");
  const by = page.getByTestId("survival-by");
  await by.selectOption({ label: "plan" });
  const seen = page.locator(".chosen:not([hidden])");
  await expect(seen).toHaveCount(1);
  await expect(seen.getByRole("heading", { name: "Customers still there, by plan" })).toBeVisible();
  await expect(seen.locator('[id^="chart-stay-by"] tbody tr')).toHaveCount(2);
  await expect(seen.getByText(/log-rank χ²/)).toBeVisible();
});

test("a finding shows its effect and its customers", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await ninefold.report(csv("ledger.csv", ledger()));
  await page.getByRole("link", { name: "Diligence" }).click();
  const finding = page.locator(".view:not([hidden]) .finding").filter({ hasText: "holes of one or two months" });
  await expect(finding).toContainText("ledger.csv, line");
  await finding.getByRole("button", { name: "Show the customers behind it" }).click();
  await expect(page.getByRole("dialog").locator("tbody tr")).toHaveCount(1);
  await expect(page.getByRole("dialog").locator("tbody tr")).toContainText("C30");
});

test("cohorts by quarter and year, as ratios and amounts, each cell with its customers", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await page.locator('[data-testid="sample"][data-sample="healthy"]').click();
  await ninefold.reaches("done");
  const chart = page.locator("#chart-cohorts");
  await chart.getByRole("radio", { name: "Quarter", exact: true }).check();
  await expect(chart.locator("tbody th").first()).toHaveText(/^Q\d \d{4}$/);
  await expect(chart.locator("tbody tr").last().locator("th").first()).toHaveText("All");
  const cell = chart.locator('td[data-row="0"][data-place="3"]');
  const ratio = await cell.textContent();
  await cell.click();
  const formula = page.getByRole("dialog").locator(".formula");
  await expect(formula).toContainText(`= ${ratio}%`);
  await page.keyboard.press("Escape");
  await chart.getByRole("radio", { name: "MRR", exact: true }).check();
  await expect(cell).toContainText("$");
  await chart.getByRole("radio", { name: "Year", exact: true }).check();
  await expect(chart.locator("tbody th").first()).toHaveText(/^\d{4}$/);
});
