// Both languages, both themes, desk and phone: nothing overflows, and axe finds nothing.

import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { join } from "node:path";
import { csv, NinefoldPage } from "./support/page";
import { SPOILT } from "./support/files";

const sizes = [
  { name: "desk", width: 1280, height: 900 },
  { name: "phone", width: 375, height: 740 },
];

for (const locale of ["en-GB", "zh-CN"]) {
  for (const colorScheme of ["light", "dark"] as const) {
    for (const size of sizes) {
      test.describe(`${locale} ${colorScheme} ${size.name}`, () => {
        test.use({ locale, colorScheme, viewport: { width: size.width, height: size.height } });

        test("empty, report, customers and bad rows", async ({ page }) => {
          const ninefold = new NinefoldPage(page);
          await ninefold.open();
          const look = async (what: string) => {
            const found = await new AxeBuilder({ page }).analyze();
            expect(found.violations.map((v) => `${what}: ${v.id} ${v.nodes.map((n) => n.target).join(" ")}`)).toEqual([]);
            const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
            expect(over, `${what} is wider than the window`).toBeLessThanOrEqual(0);
            await page.screenshot({ path: join(import.meta.dirname, `looks/${locale}-${colorScheme}-${size.name}-${what}.png`), fullPage: true });
          };
          await expect(page.locator("html")).toHaveAttribute("lang", locale === "zh-CN" ? "zh-CN" : "en");
          await look("empty");
          await page.locator('[data-testid="sample"][data-sample="leaking"]').click();
          await ninefold.reaches("done");
          await look("report");
          await page.evaluate(() => (location.hash = "#groups"));
          await expect(page.locator(".view:not([hidden]) #chart-quadrant svg").first()).toBeVisible();
          await look("groups");
          await page.evaluate(() => (location.hash = "#diligence"));
          await expect(page.locator(".view:not([hidden]) #chart-intervals svg").first()).toBeVisible();
          await look("diligence");
          await page.evaluate(() => (location.hash = "#overview"));
          await page.locator('[data-metric="nrr"]').first().click();
          await expect(page.getByRole("dialog").locator("tbody tr").first()).toBeVisible();
          await look("customers");
          await page.keyboard.press("Escape");
          await ninefold.report(csv("spoilt.csv", SPOILT));
          await look("spoilt");
          await ninefold.choose(csv("notes.csv", "colour,shape\nred,round\n"));
          await ninefold.reaches("failed");
          await look("failed");
        });
      });
    }
  }
}

test("the language changes in place, with the report on screen", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await page.locator('[data-testid="sample"][data-sample="healthy"]').click();
  await ninefold.reaches("done");
  const before = await ninefold.metric("nrr");
  await page.getByTestId("language").click();
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await expect(page.locator("main")).toContainText("净收入留存率");
  expect(await ninefold.metric("nrr")).toEqual(before);
  await page.getByTestId("language").click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
});
