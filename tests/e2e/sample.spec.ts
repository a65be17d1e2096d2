// The sample company: thirteen tables from one link, and what the nine questions say of them.

import { expect, test } from "@playwright/test";
import { join } from "node:path";
import { csv, NinefoldPage } from "./support/page";

const QUESTIONS = ["q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8", "q9"];

for (const locale of ["en-GB", "zh-CN"]) {
  for (const [name, width, height] of [["desk", 1280, 900], ["phone", 375, 740]] as const) {
    test.describe(`${locale} ${name}`, () => {
      test.use({ locale, viewport: { width, height } });

      test("a whole company, in the language of the page", async ({ page }) => {
        const ninefold = new NinefoldPage(page);
        await ninefold.open();
        const look = async (what: string) => {
          const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          expect(over, `${what} is wider than the window`).toBeLessThanOrEqual(0);
          await page.screenshot({ path: join(import.meta.dirname, `looks/sample-${locale}-${name}-${what}.png`), fullPage: true });
        };
        await page.getByTestId("templates").locator("summary").click();
        await expect(page.getByTestId("templates").locator("li")).toHaveCount(20);
        await look("empty");
        await page.locator('[data-testid="sample"][data-sample="company"]').click();
        await ninefold.reaches("done");
        const chinese = locale === "zh-CN";
        await expect(page.locator(".ribbon")).toContainText(chinese ? "示例数据：一家完整的公司" : "Sample data: a whole company");
        await expect(page.getByTestId("file-line")).toHaveCount(13);
        const files = page.getByTestId("all-files");
        await files.locator("summary").click();
        await expect(files.getByTestId("file-line").first()).toContainText(chinese ? "company-revenue-zh.csv" : "company-revenue.csv");
        await files.locator("summary").click();
        const view = page.locator(".view:not([hidden])");
        await expect(view.locator(".guide").first()).toBeVisible();
        await expect(view.locator(".findings .finding").first()).toBeVisible();
        await look("overview");
        let answered = 0;
        for (const id of QUESTIONS) {
          const status = await view.locator(`[data-question="${id}"]`).first().getAttribute("data-status");
          if (status === "answered") answered += 1;
        }
        expect(answered).toBeGreaterThanOrEqual(8);
        expect(ninefold.requestsSinceSeal).toEqual([]);
        expect(ninefold.complaints.filter((text) => !/\?probe/.test(text))).toEqual([]);
      });
    });
  }
}

test("the template of an operating table is one of it", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await page.getByTestId("templates").locator("summary").click();
  const saving = page.waitForEvent("download");
  await page.locator('[data-template="usage"][lang="zh-CN"]').click();
  const path = await (await saving).path();
  await ninefold.report(path);
  await expect(page.locator('[data-question="q1"]').first()).toHaveAttribute("data-status", "needs");
});

test("a room that lacks its table shows the sample company's answer, and the own files come back", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await ninefold.report(csv("ledger.csv", "customer,2024-01,2025-01\nAda,100,130\nBo,100,0\n"));
  await page.evaluate(() => (location.hash = "#growth"));
  const view = page.locator(".view:not([hidden])");
  await view.getByTestId("try-sample").click();
  await expect(page.locator(".ribbon")).toContainText("These are not your figures");
  await expect(view.locator(".findings .finding").first()).toBeVisible();
  await expect(page.locator(".file-name").first()).toHaveText("company-revenue.csv");
  // Nothing of one's own stands among it, and in no room is the sample offered twice.
  await expect(view.getByText("ledger.csv")).toHaveCount(0);
  await expect(page.getByTestId("try-sample")).toHaveCount(0);
  await page.getByTestId("leave-sample").click();
  await expect(page.locator(".file-name").first()).toHaveText("ledger.csv");
  await expect(page.locator(".ribbon")).toHaveCount(0);
  await expect(view.getByTestId("try-sample")).toBeVisible();
  expect(ninefold.requestsSinceSeal).toEqual([]);
});
