// What goes wrong is told apart, and nothing is lost.

import { expect, test } from "@playwright/test";
import { appendFile, unlink, writeFile } from "node:fs/promises";
import { csv, NinefoldPage } from "./support/page";
import { f1, ledger, SPOILT } from "./support/files";

const unreadable: [string, string, Buffer, RegExp][] = [
  ["an empty file", "empty.csv", Buffer.from(""), /empty/i],
  ["a spreadsheet", "book.csv", Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0, 8, 0, 0, 0, 33, 0]), /xlsx|spreadsheet|Excel/i],
  ["a web page", "export.csv", Buffer.from("<!DOCTYPE html><html><body>Please log in</body></html>"), /web page/i],
  ["a file without a usable column", "notes.csv", Buffer.from("colour,shape\nred,round\nblue,square\n"), /column/i],
  ["a header and nothing below", "header.csv", Buffer.from("customer_id,month,mrr\n"), /no rows|nothing below|header/i],
];

for (const [what, name, buffer, says] of unreadable) {
  test(`${what} is told apart, and another file can be chosen`, async ({ page }) => {
    const ninefold = new NinefoldPage(page);
    await ninefold.open();
    await ninefold.choose({ name, mimeType: "text/csv", buffer });
    await ninefold.reaches("failed");
    await expect(page.locator("main")).toContainText(says);
    await expect(page.locator("main")).toContainText(name);
    await ninefold.report(f1());
    expect((await ninefold.metric("nrr")).value).toBe(1.07);
  });
}

test("bad rows are shown with their lines, and the counts add up", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await ninefold.report(csv("spoilt.csv", SPOILT));
  expect((await ninefold.metric("nrr")).value).toBe(1.2);
  const rows = page.getByTestId("rows");
  await expect(rows.first()).toHaveAttribute("data-in", "5");
  await expect(rows.first()).toHaveAttribute("data-used", "2");
  await expect(rows.first()).toHaveAttribute("data-rejected", "2");
  await expect(rows.first()).toHaveAttribute("data-ignored", "1");
  const rejects = page.getByTestId("rejects");
  await expect(rejects).toContainText("n/a");
});

test("a number that reads two ways is asked about, and the answer decides", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  const text = "customer_id;month;mrr\nA;2024-01;1.234\nA;2025-01;2.468\n";
  await ninefold.choose(csv("dots.csv", text));
  await ninefold.reaches("asking");
  await expect(page.locator("main")).toContainText("1.234");
  await page.locator('[data-answer="second"]').click();
  await ninefold.reaches("done");
  expect((await ninefold.metric("mrr")).value).toBe(2468);
  await ninefold.choose(csv("dots.csv", text));
  await ninefold.reaches("asking");
  await page.locator('[data-answer="first"]').click();
  await ninefold.reaches("done");
  expect((await ninefold.metric("mrr")).value).toBe(2.47);
});

test("a reading can be cancelled at once, and the report before it stays alive", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await ninefold.report(f1());
  await ninefold.cancelAtOnce();
  await ninefold.choose(ledger(60_000, 24));
  await ninefold.reaches("done");
  expect((await ninefold.metric("nrr")).value).toBe(1.07);
  await page.locator('[data-metric="nrr"]').first().click();
  await expect(page.getByRole("dialog")).toContainText("C1");
});

test("a worker that dies while reading is replaced, and the file is still there", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await ninefold.choose(ledger(40_000, 24));
  await ninefold.reaches("reading");
  for (const worker of page.workers()) {
    await worker.evaluate(() => void setTimeout(() => { throw new Error("killed by the test"); }, 0)).catch(() => undefined);
  }
  await ninefold.reaches("failed");
  await page.getByTestId("retry").click();
  await ninefold.reaches("done", 60_000);
  expect((await ninefold.metric("customers")).value).toBe(40_000);
});

test("a worker that dies under a report is replaced when it is needed", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await ninefold.report(f1());
  for (const worker of page.workers()) {
    await worker.evaluate(() => void setTimeout(() => { throw new Error("killed by the test"); }, 0)).catch(() => undefined);
  }
  await ninefold.reaches("failed");
  await page.getByTestId("retry").click();
  await ninefold.reaches("done");
  await page.locator('[data-metric="nrr"]').first().click();
  await expect(page.getByRole("dialog")).toContainText("C1");
});

test("an incomplete last month is said, and one press ends at the month before", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  const rows = ["customer_id,month,mrr"];
  for (const month of ["2024-11", "2024-12", "2025-11", "2025-12"]) {
    for (let c = 0; c < (month === "2025-12" ? 4 : 20); c++) rows.push(`C${c},${month},100`);
  }
  await ninefold.report(csv("partial.csv", rows.join("\n")));
  expect((await ninefold.metric("logo_retention")).value).toBe(0.2);
  await page.getByTestId("end-at").click();
  await expect.poll(async () => (await ninefold.metric("logo_retention")).value).toBe(1);
  await expect(page.getByTestId("end-at")).toHaveCount(0);
});

for (const [what, harm] of [["disappears", unlink], ["changes", (path: string) => appendFile(path, "B;2025-01;7\n")]] as const) {
  test(`a file that ${what} before it is read to the end is named, and another can be chosen`, async ({ page }, info) => {
    const path = info.outputPath("ledger-on-disk.csv");
    await writeFile(path, "customer_id;month;mrr\nA;2024-01;1.234\nA;2025-01;2.468\n");
    const ninefold = new NinefoldPage(page);
    await ninefold.open();
    await ninefold.choose(path);
    await ninefold.reaches("asking");
    await harm(path);
    await page.locator('[data-answer="second"]').click();
    await ninefold.reaches("failed");
    await expect(page.getByRole("alert")).toContainText("ledger-on-disk.csv");
    await ninefold.report(f1());
    expect((await ninefold.metric("nrr")).value).toBe(1.07);
  });
}

test("a worker that falls silent is given up after half a minute, and the file is still there", async ({ page }) => {
  await page.clock.install();
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await expect.poll(() => page.workers().length).toBe(1);
  for (const worker of page.workers()) await worker.evaluate(() => void setTimeout(() => self.close(), 0));
  await expect.poll(() => page.workers().length).toBe(0);
  await ninefold.choose(f1());
  await ninefold.reaches("reading");
  await page.clock.runFor(29_000);
  await ninefold.reaches("reading");
  await expect(ninefold.cancel).toBeVisible();
  await page.clock.runFor(5_000);
  await ninefold.reaches("failed");
  await expect(page.getByRole("alert")).toContainText("no answer for 30 s");
  await page.getByTestId("retry").click();
  await ninefold.reaches("done");
  expect((await ninefold.metric("nrr")).value).toBe(1.07);
});

test("a hundred files opened and given up leave nothing behind", async ({ page }, info) => {
  const path = info.outputPath("large.csv");
  await writeFile(path, ledger(240_000, 24).buffer);
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  const devtools = await page.context().newCDPSession(page);
  const held = async () => {
    await devtools.send("HeapProfiler.collectGarbage");
    const { metrics } = await devtools.send("Performance.getMetrics");
    const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? NaN;
    return { heap: of("JSHeapUsedSize") / 1e6, nodes: of("Nodes"), listeners: of("JSEventListeners") };
  };
  await devtools.send("Performance.enable");
  await ninefold.cancelAtOnce();
  let early = await held();
  for (let i = 0; i < 100; i++) {
    await ninefold.choose(path);
    // Most are given up for the next one, every tenth by the button.
    if (i % 10 === 9) await ninefold.reaches("sealed");
    await expect.poll(() => page.workers().length).toBeLessThanOrEqual(3);
    if (i === 19) early = await held();
  }
  await expect.poll(() => page.workers().length).toBeLessThanOrEqual(1);
  const late = await held();
  expect(late.heap).toBeLessThan(early.heap + 2);
  expect(late.nodes).toBeLessThan(early.nodes + 100);
  expect(late.listeners).toBeLessThan(early.listeners + 20);
  await ninefold.report(f1());
  expect((await ninefold.metric("nrr")).value).toBe(1.07);
});

test("of several files the one that can't be used is named beside the figures of the others", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await ninefold.report([f1(), csv("notes.csv", "colour,shape\nred,round\n")]);
  expect((await ninefold.metric("nrr")).value).toBe(1.07);
  await expect(page.locator("main").getByRole("heading", { name: "notes.csv" })).toBeVisible();
  await expect(page.locator("main")).toContainText("colour");
});
