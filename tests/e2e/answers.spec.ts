// The report answers back: charts to keys, views to the address, a window too long to a shorter one.

import { expect, test } from "@playwright/test";
import { csv, NinefoldPage } from "./support/page";

const DATES = ["customer,date,mrr", "A,03/04/2024,100", "A,05/06/2024,120"].join("\n");
const SHORT = ["customer,month,mrr", "A,2025-01,100", "A,2025-02,120", "B,2025-02,50", "A,2025-03,120", "B,2025-03,40"].join("\n");
const MIXED = ["customer,month,mrr,currency", "A,2024-01,100,USD", "A,2025-01,120,USD", "B,2024-01,50,EUR", "B,2025-01,40,EUR"].join("\n");

test("every chart says its figures to the arrow keys, and is a table too", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await page.locator('[data-testid="sample"][data-sample="healthy"]').click();
  await ninefold.reaches("done");
  for (const id of ["movements", "bridge", "trend"]) {
    const chart = page.locator(`#chart-${id}`);
    const plot = chart.getByRole("application");
    await plot.focus();
    await plot.press("ArrowRight");
    await expect(chart.locator(".chart-tip")).toBeVisible();
    await expect(chart.locator("[aria-live]")).toContainText(/\d/);
    await plot.press("Escape");
    await expect(chart.locator(".chart-tip")).toHaveCount(0);
    await chart.getByRole("button", { name: "As a table" }).click();
    await expect(chart.getByRole("table").locator("tbody tr").first()).toBeVisible();
    for (const format of ["SVG", "CSV"]) {
      const download = page.waitForEvent("download");
      await chart.getByRole("button", { name: `as ${format}` }).click();
      expect((await download).suggestedFilename()).toBe(`ninefold-${id}.${format.toLowerCase()}`);
    }
  }
});

test("a cell of the heatmap opens to its customers, with all three figures, and Esc goes back to it", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await page.locator('[data-testid="sample"][data-sample="healthy"]').click();
  await ninefold.reaches("done");
  const cell = page.locator('#chart-cohorts td[tabindex="0"]');
  await cell.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  const formula = page.getByRole("dialog").locator(".formula");
  for (const name of ["NRR", "GRR", "Logo retention"]) await expect(formula).toContainText(`${name}: `);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.locator('#chart-cohorts td[data-row="0"][data-place="1"]')).toBeFocused();
});

test("back and forward go through the views", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await page.locator('[data-testid="sample"][data-sample="healthy"]').click();
  await ninefold.reaches("done");
  const heading = page.locator(".view:not([hidden]) h1");
  await page.getByRole("link", { name: "Nine questions" }).click();
  await page.getByRole("link", { name: "Definitions" }).click();
  await expect(heading).toHaveText("One word, several definitions");
  await page.goBack();
  await expect(heading).toHaveText("Nine questions");
  await page.goForward();
  await expect(heading).toHaveText("One word, several definitions");
});

test("too short for a year: a shorter window is on offer", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await ninefold.report(csv("short.csv", SHORT));
  expect((await ninefold.metric("nrr")).na).toBe("insufficient_history");
  await page.getByTestId("months").selectOption("1");
  await expect(ninefold.metricElement("nrr")).not.toHaveAttribute("data-value", "");
  expect((await ninefold.metric("nrr")).value).toBeCloseTo(160 / 170, 12);
});

test("several currencies are said to be the reason wherever nothing is drawn", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await ninefold.report(csv("mixed.csv", MIXED));
  expect((await ninefold.metric("mrr")).na).toBe("mixed_currency");
  for (const id of ["movements", "bridge", "trend", "cohorts"]) {
    await expect(page.locator(`#chart-${id} .chart-none`)).toContainText("more than one currency");
  }
  await expect(page.getByRole("banner")).toContainText("several currencies");
});

test("while a question is open, the bar names the file it is about", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await page.locator('[data-testid="sample"][data-sample="healthy"]').click();
  await ninefold.reaches("done");
  await ninefold.choose(csv("dates.csv", DATES));
  await ninefold.reaches("asking");
  await expect(page.getByRole("banner")).toContainText("dates.csv");
  await expect(page.getByRole("banner")).not.toContainText("sample-healthy.csv");
  await page.getByRole("button", { name: "Cancel" }).click();
  await ninefold.reaches("done");
  await expect(page.getByRole("banner")).toContainText("sample-healthy.csv");
});
