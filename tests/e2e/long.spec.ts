// What takes long or is long: tables of many rows, reports wished faster than they are made, files that may not fit.

import { expect, test, type Locator } from "@playwright/test";
import { csv, NinefoldPage } from "./support/page";
import { f1, ledger } from "./support/files";

/** Scrolls a long table to its end, however tall it is. */
const toTheEnd = (table: Locator) => table.evaluate((element) => { element.scrollTop = element.scrollHeight; });

test("fifty thousand customers are scrolled to the last one, and few rows stand in the page", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await ninefold.report(ledger(50_000, 2), 60_000);
  await page.locator('[data-metric="customers"]').first().click();
  const drawer = page.getByRole("dialog");
  const table = drawer.getByRole("region");
  await expect(table.locator("table")).toHaveAttribute("aria-rowcount", "50001");
  await drawer.getByRole("combobox").selectOption("customer");
  await expect(table.locator('[aria-rowindex="2"]')).toContainText("customer-0");
  await toTheEnd(table);
  const last = table.locator('[aria-rowindex="50001"]');
  await expect(last).toContainText("customer-9999");
  await expect(last).toBeInViewport();
  await expect(drawer.getByTestId("rows-in-sight")).toContainText(/[–-]50,000 of 50,000$/);
  expect(await table.locator("tbody tr").count()).toBeLessThan(100);
  // Anywhere between the ends, and by the keys.
  await table.evaluate((element) => { element.scrollTop = element.scrollHeight / 2; });
  await expect(table.locator("tbody tr", { hasText: "…" })).toHaveCount(0);
  expect(await table.locator("tbody tr").count()).toBeGreaterThan(10);
  await table.focus();
  await page.keyboard.press("Home");
  await expect(table.locator('[aria-rowindex="2"]')).toBeInViewport();
  // Another order begins at the start.
  await toTheEnd(table);
  await drawer.getByRole("combobox").selectOption("size");
  await expect.poll(() => table.evaluate((element) => element.scrollTop)).toBe(0);
});

test("five thousand rejected rows are scrolled to the last one", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  const rows = ["customer_id,month,mrr", "A,2024-01,100", "A,2024-02,100"];
  for (let i = 0; i < 5_000; i++) rows.push(`B${i},2024-01,${"x".repeat(1 + (i % 7))}`);
  await ninefold.report(csv("spoilt.csv", rows.join("\n")));
  await page.getByRole("link", { name: "Data", exact: true }).click();
  const rejects = page.getByTestId("rejects");
  if ((await rejects.getAttribute("open")) === null) await rejects.locator("summary").click();
  const table = rejects.getByRole("region");
  await expect(table.locator('[aria-rowindex="2"]')).toContainText("B0");
  await toTheEnd(table);
  await expect(table.locator('[aria-rowindex="5001"]')).toContainText("B4999");
  expect(await table.locator("tbody tr").count()).toBeLessThan(100);
});

test("of windows chosen faster than they are made the last one is made, and those between are not", async ({ page }) => {
  await page.addInitScript(() => {
    const asked: number[] = [];
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (this: Worker, ...told: [unknown]) {
      const message = (told[0] as { message?: { recompute?: { settings: { months: number } } } }).message;
      if (message?.recompute) asked.push(message.recompute.settings.months);
      return post.apply(this, told as unknown as Parameters<typeof post>);
    } as typeof post;
    Object.assign(globalThis, { asked });
  });
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await ninefold.report(ledger(40_000, 24), 60_000);
  await page.getByTestId("months").evaluate((select: HTMLSelectElement) => {
    for (const months of ["3", "1", "12", "3", "1"]) {
      select.value = months;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
  await expect(page.locator(".report[aria-busy]")).toHaveCount(0);
  await expect(page.getByTestId("months")).toHaveValue("1");
  await expect(page.getByTestId("from").locator("option:checked")).toHaveText("Nov 2023");
  expect(await page.evaluate(() => (globalThis as unknown as { asked: number[] }).asked)).toEqual([3, 1]);
});

test("files that may not fit the tab are told before they are read, and can be tried", async ({ page }) => {
  // A device with an eighth of a gigabyte, half of it for the tab.
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, "deviceMemory", { get: () => 0.125 }));
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await ninefold.choose(ledger(60_000, 24));
  await ninefold.reaches("failed");
  const alert = page.getByRole("alert");
  await expect(alert).toContainText(/takes about [\d.]+ MB of memory; a tab has about 67.1 MB here/);
  await expect(alert).toContainText("ninefold report large.csv");
  await page.getByTestId("retry").click();
  await ninefold.reaches("done", 60_000);
  expect((await ninefold.metric("customers")).value).toBe(60_000);
  await ninefold.report(f1());
  expect((await ninefold.metric("nrr")).value).toBe(1.07);
});

test("an engine that runs out of memory says how much it held, and reading goes on with a fresh one", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  // The first worker grows warm until it is asked for something; the one that waits then does nothing.
  await ninefold.report(f1());
  await expect.poll(() => page.workers().length).toBe(2);
  // Nearly all that wasm can address is taken; nothing is written to it, so it costs the machine nothing.
  const takes = page.workers().map((worker) => worker.evaluate<number>(`(async () => {
    while (!engine) await new Promise((resolve) => setTimeout(resolve, 10));
    const memory = engine.memory;
    memory.grow(65_536 - memory.buffer.byteLength / 65_536 - 64);
    return memory.buffer.byteLength;
  })()`));
  const taken = Math.min(...(await Promise.all(takes)));
  expect(taken).toBeGreaterThan(4e9);
  await ninefold.choose(ledger(60_000, 24));
  await ninefold.reaches("failed", 60_000);
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("held 4.3 GB of memory when it stopped");
  await expect(alert).toContainText("ninefold report large.csv");
  await page.getByTestId("retry").click();
  await ninefold.reaches("done", 60_000);
  expect((await ninefold.metric("customers")).value).toBe(60_000);
});
