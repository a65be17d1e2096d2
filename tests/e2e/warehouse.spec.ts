// What no tab holds: the script for it, made from a sample, and its result read back.

import { expect, test } from "@playwright/test";
import { readFileSync } from "node:fs";
import { csv, NinefoldPage } from "./support/page";

const SAMPLE = "Konto,Monat,MRR\nA,2024-01-31,5.00\nB,2024-02-29,7.50\nA,2024-02-29,5.00\n";

test("a script is made from a sample, for the engine that is chosen", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await page.getByTestId("script-offer").locator("summary").click();
  await page.getByTestId("script-file").setInputFiles(csv("ledger.csv", SAMPLE));
  const script = page.getByTestId("script");
  await expect(script).toHaveValue(/SaaS metrics for DuckDB[\s\S]*"Konto"[\s\S]*"ledger"[\s\S]*ORDER BY place/);
  await page.getByTestId("script-dialect").selectOption("Apache Spark");
  await expect(script).toHaveValue(/SaaS metrics for Apache Spark[\s\S]*`Konto`/);
  const download = page.waitForEvent("download");
  await page.getByTestId("script-save").click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe("ninefold.sql");
  expect(readFileSync(await saved.path(), "utf8")).toBe(await script.inputValue());
  // Nothing was read: the page waits for a file as before.
  await ninefold.reaches("sealed");
  expect(ninefold.requestsSinceSeal).toEqual([]);
});

test("a sample of the accounts gives the script its segments, and the offer keeps its script while it is closed", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  const offer = page.getByTestId("script-offer");
  await offer.locator("summary").click();
  await page.getByTestId("script-file").setInputFiles(csv("cube.csv", "customer,2024-01,2024-02\nA,5,6\nB,7,8\n"));
  const script = page.getByTestId("script");
  await expect(script).toHaveValue(/24288, CAST\("2024-01"/);
  await page.getByTestId("script-accounts").setInputFiles(csv("crm.csv", "customer_id,region\nA,North\nB,South\n"));
  await expect(script).toHaveValue(/"region"[\s\S]*FROM "crm"/);
  await script.evaluate((field) => field.setAttribute("data-kept", ""));
  await offer.locator("summary").click();
  await expect(script).toBeHidden();
  await offer.locator("summary").click();
  await expect(script).toBeVisible();
  // A script that was asked for anew would stand in a new field.
  await page.waitForTimeout(300);
  await expect(script).toHaveAttribute("data-kept", "");
  await page.getByTestId("script-accounts").setInputFiles(csv("crm.csv", "customer_id\nA\nB\n"));
  await expect(page.getByTestId("script-none")).toContainText("none to group them by");
});

for (const [why, name, text, words] of [
  ["that is laid out otherwise", "month.csv", "month,new,churn,closing\n2024-01,5,0,5\n2024-02,6,1,10\n", "a customer in a month"],
  [
    "whose amounts hang on another column",
    "plans.csv",
    "customer,start_date,end_date,amount,interval\nA,2024-01-01,2025-01-01,60,year\nB,2024-01-01,,5,month\n",
    "“interval”",
  ],
] as const)
  test(`a sample ${why} gets no script, and the reason`, async ({ page }) => {
    const ninefold = new NinefoldPage(page);
    await ninefold.open();
    await page.getByTestId("script-offer").locator("summary").click();
    await page.getByTestId("script-file").setInputFiles(csv(name, text));
    await expect(page.getByTestId("script-none")).toContainText(words);
    await expect(page.getByTestId("script")).toHaveCount(0);
  });

test("a result of a script is drawn like any report, without its customers", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  const result = readFileSync("../cases/warehouse-result/input.csv", "utf8");
  await ninefold.choose(csv("result.csv", result));
  await ninefold.reaches("done");
  expect((await ninefold.metric("nrr")).value).toBe(0.57);
  expect((await ninefold.metric("logo_retention")).value).toBe(0.8);
  await page.getByRole("link", { name: "Diligence" }).click();
  await expect(page.locator("main")).toContainText("it needs single customers, who stayed in the warehouse");
});
