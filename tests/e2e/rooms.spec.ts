// The rooms of Q3–Q9, the guide and the files, with the whole sample company: nothing overflows, axe finds nothing, and a
// phone shows rows of words as cards.

import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { join } from "node:path";
import { NinefoldPage } from "./support/page";

const ROOMS = ["warnings", "health", "advocates", "scaling", "growth", "demand", "experience", "playbook", "economics", "data"];

async function company(page: Page): Promise<NinefoldPage> {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await page.locator('[data-testid="sample"][data-sample="company"]').click();
  await ninefold.reaches("done");
  return ninefold;
}

const go = async (page: Page, room: string) => {
  await page.evaluate((room) => (location.hash = `#${room}`), room);
  await expect(page.locator(".view:not([hidden]) h1")).toBeVisible();
};

for (const [locale, colorScheme, name, width, height] of [
  ["en-GB", "light", "desk", 1280, 900],
  ["zh-CN", "dark", "phone", 375, 740],
] as const) {
  test.describe(`${locale} ${colorScheme} ${name}`, () => {
    test.use({ locale, colorScheme, viewport: { width, height } });

    test("every room", async ({ page }) => {
      const ninefold = await company(page);
      for (const room of ROOMS) {
        await go(page, room);
        const found = await new AxeBuilder({ page }).include(".view:not([hidden])").analyze();
        expect(found.violations.map((v) => `${room}: ${v.id} ${v.nodes.map((n) => n.target).join(" ")}`)).toEqual([]);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(over, `${room} is wider than the window`).toBeLessThanOrEqual(0);
        await page.screenshot({ path: join(import.meta.dirname, `looks/room-${room}-${locale}-${name}.png`), fullPage: true });
      }
      expect(ninefold.complaints.filter((text) => !/\?probe/.test(text))).toEqual([]);
    });
  });
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 375, height: 740 } });

  test("a row of words is a card with the name of each column before its value; figures stay a table", async ({ page }) => {
    await company(page);
    await go(page, "warnings");
    const list = page.locator('.view:not([hidden]) [id="chart-q3.customers"] .chart-table');
    const aside = (of: typeof list) => of.evaluate((box) => box.scrollWidth - box.clientWidth);
    expect(await aside(list), "nothing has to be pushed aside").toBeLessThanOrEqual(0);
    const cell = list.locator("tbody tr").first().locator("td").first();
    const head = await list.locator("thead th").nth(1).textContent();
    const named = await cell.evaluate((cell) => getComputedStyle(cell, "::before").content);
    expect(named).toContain(`"${head}"`);
    const ends = page.locator('.view:not([hidden]) [id="chart-q3.renewals"] .chart-table');
    expect(await aside(ends), "figures are compared downwards").toBeGreaterThan(0);
    const month = ends.locator("tbody th").first();
    const before = await month.boundingBox();
    await ends.evaluate((box) => (box.scrollLeft = 200));
    expect((await month.boundingBox())?.x, "the names stay in sight").toBeCloseTo(before?.x ?? 0, 0);
  });
});

test("bars answer to the arrow keys, and are a table too", async ({ page }) => {
  await company(page);
  await go(page, "advocates");
  const chart = page.locator('[id="chart-q5.profiles"]');
  const plot = chart.getByRole("application");
  await plot.focus();
  await plot.press("ArrowRight");
  await expect(chart.locator("[aria-live]")).toContainText(/Dependence \d/);
  await chart.getByRole("button", { name: "As a table" }).click();
  await expect(chart.getByRole("table").locator("thead th")).toHaveText(["Customer", "Dependence", "Feedback"]);
});

test("who stands in one table and not in another is counted and named with the files", async ({ page }) => {
  await company(page);
  await go(page, "data");
  const joins = page.getByTestId("joins");
  const row = joins.locator("tbody tr").filter({ hasText: "tickets" }).first();
  await expect(row).toContainText("30");
  await expect(row).toContainText("Logistics");
  const saving = page.waitForEvent("download");
  await joins.getByTestId("unmatched").click();
  expect((await saving).suggestedFilename()).toBe("ninefold-unmatched.csv");
});

test("the time a trial has to pay is chosen with the policies, and says what it moves", async ({ page }) => {
  const ninefold = await company(page);
  await go(page, "definitions");
  const choice = (days: string) => page.locator(`[data-policy="trial_window"][data-value="${days}"]`);
  await expect(choice("30")).toContainText("in force");
  await expect(choice("0")).toContainText("trial to paid: −");
  await choice("0").getByRole("radio").check();
  await expect(choice("0")).toContainText("in force");
  await go(page, "growth");
  const figure = page.locator(".view:not([hidden]) .figure-line").filter({ hasText: "Time to pay" });
  await expect(figure).toContainText("0 days");
  expect(ninefold.complaints.filter((text) => !/\?probe/.test(text))).toEqual([]);
});
