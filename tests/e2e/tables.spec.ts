// Tables beside revenue: what they answer alone, and where.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { csv, NinefoldPage } from "./support/page";

const CASES = join(import.meta.dirname, "../cases");
const TABLES = readdirSync(CASES).filter((name) => name.startsWith("table-")).map((name) => join(CASES, name, "input.csv"));

test("tables without revenue are answered for what they hold, and nothing is said of money", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await ninefold.report(TABLES);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("No revenue among these files");
  // Eleven files are one line until asked.
  const files = page.getByTestId("all-files");
  await expect(files.getByTestId("file-line").first()).toBeHidden();
  await files.locator("summary").click();
  await expect(files.getByTestId("file-line")).toHaveCount(TABLES.length);

  const question = (id: string) => page.locator(`.view:not([hidden]) [data-question="${id}"]`);
  await expect(question("q1")).toHaveAttribute("data-status", "needs");
  await expect(question("q9")).toHaveAttribute("data-status", "answered");
  await question("q9").getByRole("link").click();
  await expect(page).toHaveURL(/#experience/);
  const room = page.locator(".view:not([hidden])");
  await expect(room).toContainText("1 core task takes more than 5 steps in the median");
  const contacts = room.locator('[id="chart-q9.contacts"]');
  await expect(contacts).toContainText("Acme");
  // A finding leads to the list of whom it concerns, a figure to the rows behind it.
  await room.locator(".finding").filter({ hasText: "rated low" }).getByRole("button", { name: "Show the list" }).click();
  await expect(contacts).toBeFocused();
  await room.getByRole("button", { name: /^Completion/ }).click();
  await expect(page.getByRole("dialog").getByRole("heading", { level: 2 })).toHaveText("Completion");
  await expect(page.getByRole("dialog").locator("tbody tr").first()).toBeVisible();
});

test("a table that is not what it seems can be told apart by hand", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  // An amount from a day to a day is a subscription's, whatever stands beside it.
  await ninefold.report(csv("deals.csv", "customer,start date,end date,amount,auto renew\nA,2024-01-01,2024-12-31,1200,yes\nB,2024-02-01,2025-01-31,2400,no\n"));
  await expect(page.getByTestId("file-line")).toContainText("revenue");
});
