// What leaves the page by the user's hand: rejected rows to be mended, templates to be filled in.

import { expect, test, type Download } from "@playwright/test";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { printed, root } from "./support/cli";
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

test("a chart's figures are saved for another page, without names unless they are asked for", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  const ledger = join(root, "www/samples/leaking.csv");
  await page.getByTestId("file-input").setInputFiles(ledger);
  await ninefold.reaches("done");
  const dialog = page.getByTestId("embed-dialog");
  const saved = async () => {
    await expect(page.getByTestId("embed-file")).toBeEnabled();
    const saving = page.waitForEvent("download");
    await page.getByTestId("embed-file").click();
    const download = await saving;
    return [download.suggestedFilename(), await text(download)];
  };
  for (const [chart, view, metric] of [["trend", "line", "nrr"], ["bridge", "waterfall"], ["movements", "movements"], ["cohorts", "cohort", "nrr"]]) {
    const name = ["ninefold", view, metric].filter(Boolean).join("-");
    const attributes = `view="${view}"${metric ? ` metric="${metric}"` : ""}`;
    await page.locator(`#chart-${chart}`).getByRole("button", { name: /^Embed/ }).click();
    await expect(dialog.getByRole("textbox")).toHaveValue(new RegExp(`/embed/ninefold-widget\\.js"></script>\\n<ninefold-widget src="${name}\\.json" ${attributes} lang="en"></ninefold-widget>$`));
    expect(await saved()).toEqual([`${name}.json`, printed(ledger, "--embed", [view, metric].filter(Boolean).join(":"))]);
    await dialog.getByRole("button", { name: "Close" }).click();
    await expect(dialog).toBeHidden();
  }
  await page.evaluate(() => (location.hash = "#diligence"));
  await page.locator("#chart-survival").getByRole("button", { name: /^Embed/ }).click();
  expect(await saved()).toEqual(["ninefold-survival.json", printed(ledger, "--embed", "chart:survival")]);
  await expect(page.getByTestId("embed-names")).toBeHidden();
  await dialog.getByRole("button", { name: "Close" }).click();
  await page.evaluate(() => (location.hash = "#groups"));
  await page.locator("#chart-groups").getByRole("button", { name: /^Embed/ }).click();
  expect((await saved())[1]).toBe(printed(ledger, "--embed", "chart:groups"));
  await dialog.getByRole("button", { name: "Close" }).click();
  await page.locator("#chart-quadrant").getByRole("button", { name: /^Embed/ }).click();
  // As a chart it has its data; as a view of its own, what it is drawn from.
  await page.getByTestId("embed-view").selectOption("quadrant");
  expect((await saved())[1]).toBe(printed(ledger, "--embed", "quadrant"));
  const names = page.getByTestId("embed-names");
  await expect(names).not.toBeChecked();
  await names.click();
  await expect(names).toBeFocused();
  await expect(dialog.getByRole("textbox")).toHaveValue(/ names="show"></);
  expect((await saved())[1]).toBe(printed(ledger, "--embed", "quadrant", "--names"));
  expect(ninefold.requestsSinceSeal).toEqual([]);
});

test("a long list is saved with all its rows", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  const sheet = ["customer_id,last_login,tickets_30d,nps_score,overdue_days"];
  for (let n = 0; n < 1200; n++) sheet.push(`C${n},2024-05-31,${n % 5},${n % 11},${n % 7 === 6 ? 12 : 0}`);
  await ninefold.report(csv("accounts.csv", sheet.join("\n")));
  await page.evaluate(() => (location.hash = "#health"));
  const list = page.locator('[id="chart-q4.customers"]');
  await expect(list.locator("tbody tr")).toHaveCount(1000);
  const saving = page.waitForEvent("download");
  await list.getByRole("button", { name: /CSV/ }).click();
  const download = await saving;
  expect(download.suggestedFilename()).toBe("ninefold-q4.customers.csv");
  const lines = (await text(download)).trimEnd().split("\r\n");
  expect(new Set(lines.slice(1).map((line) => line.split(",")[0])).size).toBe(1200);
  expect(lines).toHaveLength(1201);
  // The first are those on the page.
  await expect(list.locator("tbody th").first()).toHaveText(lines[1]!.split(",")[0]!);
  expect(ninefold.requestsSinceSeal).toEqual([]);
});
