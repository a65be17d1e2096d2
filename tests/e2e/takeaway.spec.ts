// What leaves the page by the user's hand: rejected rows to be mended, templates to be filled in.

import { expect, test, type Download } from "@playwright/test";
import { readFile } from "node:fs/promises";
import { NinefoldPage, csv } from "./support/page";

const LEDGER = "customer,month,mrr\nAcme,2024-01,100\n=Bolt(),2024-01,oops\nAcme,2024-02,120\nCord,2024-02,50,1\n";

async function text(download: Download): Promise<string> {
  return readFile(await download.path(), "utf8");
}

test("rejected rows are saved with their reasons and come back mended", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  const input = page.getByTestId("file-input");
  await input.setInputFiles([csv("ledger.csv", LEDGER)]);
  await ninefold.reaches("done");
  await page.evaluate(() => (location.hash = "#data"));
  const saving = page.waitForEvent("download");
  await page.getByTestId("rejects-csv").click();
  const download = await saving;
  expect(download.suggestedFilename()).toBe("ledger-rejected.csv");
  const saved = await text(download);
  expect(saved).toMatch(/^\uFEFFninefold_line,ninefold_code,/);
  expect(saved).toContain(",'=Bolt(),2024-01,oops\r\n");
  expect(saved).toContain(",Cord,2024-02,50,1\r\n");

  const mended = saved.replace(",oops", ",30").replace(",50,1\r\n", ",50\r\n");
  await input.setInputFiles([csv("ledger.csv", LEDGER), csv("ledger-rejected.csv", mended)]);
  await ninefold.reaches("done");
  await expect(page.getByTestId("rows").nth(1)).toHaveAttribute("data-used", "2");
  expect(ninefold.requestsSinceSeal).toEqual([]);
});

test("templates are saved in both languages, and are read", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await page.getByTestId("templates").locator("summary").click();
  const buttons = page.locator("[data-template=wide]");
  await expect(buttons).toHaveCount(2);
  const saving = page.waitForEvent("download");
  await buttons.nth(1).click();
  const download = await saving;
  expect(download.suggestedFilename()).toBe("ninefold-wide-zh-CN.csv");
  const saved = await text(download);
  expect(saved).toContain("客户编号");
  await page.getByTestId("file-input").setInputFiles([csv("wide.csv", saved)]);
  await ninefold.reaches("done");
});
