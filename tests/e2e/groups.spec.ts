// The second question: which groups of customers stay, and which leave.

import { expect, test } from "@playwright/test";
import { readFile } from "node:fs/promises";
import { NinefoldPage, csv } from "./support/page";

const LEDGER = "customer,2024-01,2024-02\nA1,100,130\nA2,100,100\nB1,10,\nB2,10,9\nC1,50,50\n";

test("the sample shows groups at once, and each of their numbers opens its customers", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await page.locator('[data-testid="sample"][data-sample="leaking"]').click();
  await ninefold.reaches("done");
  await page.getByRole("link", { name: "2 Groups" }).click();
  await expect(page.getByTestId("grouping").locator("option").first()).toHaveText("Customer tier");
  const table = page.locator("#chart-groups-table table");
  await expect(table.locator("tbody tr")).toHaveCount(3);
  const customers = table.locator("tbody tr").first().locator("td").first();
  const n = Number(await customers.innerText());
  await customers.getByRole("button").click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.locator("table[aria-rowcount]")).toHaveAttribute("aria-rowcount", String(n + 1));
  await page.keyboard.press("Escape");
  await page.getByTestId("group-rate").selectOption({ label: "GRR" });
  await expect(page.locator("#chart-groups .chart-title")).toContainText("GRR by Customer tier");
  await page.getByTestId("grouping").selectOption({ label: "Industry" });
  await expect(table.locator("tbody tr")).toHaveCount(5);
  expect(ninefold.requestsSinceSeal).toEqual([]);
});

test("the scatter answers to the keyboard", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await page.locator('[data-testid="sample"][data-sample="healthy"]').click();
  await ninefold.reaches("done");
  await page.getByRole("link", { name: "2 Groups" }).click();
  const plot = page.locator("#chart-quadrant .chart-plot");
  // What is out of sight takes no focus.
  await expect(plot).toBeVisible();
  await plot.focus();
  await expect(plot).toBeFocused();
  await page.keyboard.press("ArrowRight");
  const spoken = page.locator("#chart-quadrant .chart-sr");
  await expect(spoken).toContainText("GRR");
  const first = await spoken.innerText();
  await page.keyboard.press("ArrowRight");
  await expect(spoken).not.toHaveText(first);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog").locator("h2")).toHaveText(/crossing of GRR and NDR · \S/);
  await page.keyboard.press("Escape");
  await page.locator("#chart-quadrant").getByRole("button", { name: "As a table" }).click();
  await expect(page.locator("#chart-quadrant tbody tr").first()).toContainText("%");
});

test("without attributes it says what to add; sizes are there, and their cuts can be moved", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await ninefold.report(csv("ledger.csv", LEDGER));
  await page.getByTestId("months").selectOption("1");
  await page.evaluate(() => (location.hash = "#groups"));
  const room = page.locator(".view:not([hidden])");
  await expect(room.getByTestId("add-tables")).toBeVisible();
  await expect(room.locator("[data-template=accounts]")).toHaveCount(2);
  const elephants = room.locator("#chart-groups-table tbody tr", { hasText: "Elephants" }).locator("td").first();
  await expect(elephants).toHaveText("2");
  await room.getByTestId("grouping").selectOption({ label: "Start year" });
  await room.getByTestId("grouping").selectOption({ label: "Size class (derived from revenue)" });
  await room.getByTestId("size-cut-0").selectOption("25");
  await expect(room.getByTestId("size-cut-0")).toHaveValue("25");
  await expect(room.getByTestId("grouping")).toHaveValue(/\d/);
});

test("the white space is saved as a table", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await page.locator('[data-testid="sample"][data-sample="healthy"]').click();
  await ninefold.reaches("done");
  await page.evaluate(() => (location.hash = "#groups"));
  await expect(page.locator("#chart-white-space")).toContainText("Ranked by free seats");
  const saving = page.waitForEvent("download");
  await page.locator("#chart-white-space").getByRole("button", { name: /CSV/ }).click();
  const saved = await readFile(await (await saving).path(), "utf8");
  expect(saved).toMatch(/^\uFEFFCustomer,Opening MRR,Closing MRR,Free seats would bring\r\n/);
});
