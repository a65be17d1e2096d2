// The page and the command line give the same bytes, and every number is the sum of its customers.

import { expect, test } from "@playwright/test";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { NinefoldPage } from "./support/page";
import { f1 } from "./support/files";

const root = join(import.meta.dirname, "../..");
const cli = process.env.NINEFOLD_CLI ?? join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "debug/ninefold");
const corpus = process.env.NINEFOLD_CORPUS;

/** Every CSV of the project's own cases, and the outside files where they are at hand. */
function inputs(): string[] {
  const cases = join(root, "tests/cases");
  const own = readdirSync(cases, { recursive: true, encoding: "utf8" }).filter((f) => f.endsWith(".csv")).map((f) => join(cases, f));
  const outside = ["meridian/subscription_monthly.csv", "meridian/wide_cube.csv", "meridian/subscription_periods.csv", "mrr-playbook/subscription_periods.csv", "maven/subscriptions.csv"];
  return [...own, ...(corpus ? outside.map((f) => join(corpus, f)) : []), join(root, "www/samples/healthy.csv"), join(root, "www/samples/leaking.csv")].sort();
}

test("wasm and native give the same report, byte for byte", async ({ page }) => {
  test.setTimeout(180_000);
  expect(existsSync(cli), `the command line is at ${cli}: run cargo build first`).toBe(true);
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  let compared = 0;
  for (const file of inputs()) {
    let native: string;
    try {
      native = execFileSync(cli, ["report", file], { encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "ignore"] });
    } catch {
      continue; // no report of this file: the core's own tests say why
    }
    await ninefold.report(file, 30_000);
    await expect(page.locator("body")).toContainText(basename(file));
    const download = page.waitForEvent("download");
    await page.getByTestId("export").click();
    await page.getByTestId("export-json").click();
    const path = await (await download).path();
    expect(readFileSync(path, "utf8"), file).toBe(native);
    compared++;
  }
  expect(compared).toBeGreaterThan(5);
});

test("the customers behind each number add up to it", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await ninefold.report(f1());
  const ids = await page.locator("[data-metric]").evaluateAll((all) => all.map((e) => (e as HTMLElement).dataset.metric ?? ""));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeGreaterThanOrEqual(20);
  for (const id of ["nrr", "grr", "logo_retention", "mrr", "quick_ratio"]) {
    const { value } = await ninefold.metric(id);
    await ninefold.metricElement(id).click();
    const dialog = page.getByRole("dialog");
    const totals = dialog.getByTestId("evidence-totals");
    await expect(totals).toBeVisible();
    const sums = await totals.evaluate((e) => ({ numerator: e.dataset.numerator ?? "", denominator: e.dataset.denominator ?? "" }));
    const above = Number(sums.numerator);
    const result = sums.denominator === "" ? above : above / Number(sums.denominator);
    expect(result, id).toBeCloseTo(value ?? Number.NaN, 12);
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
  }
});

test("another window gives other numbers without reading again", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await page.locator('[data-testid="sample"][data-sample="healthy"]').click();
  await ninefold.reaches("done");
  const twelve = (await ninefold.metric("nrr")).value;
  await page.getByTestId("months").selectOption("1");
  await expect.poll(async () => (await ninefold.metric("nrr")).value).not.toBe(twelve);
  await page.getByTestId("months").selectOption("12");
  await expect.poll(async () => (await ninefold.metric("nrr")).value).toBe(twelve);
});

test.describe("the outside ledger", () => {
  test.skip(!corpus, "NINEFOLD_CORPUS is not set");

  test("shows the numbers its author published", async ({ page }) => {
    const ninefold = new NinefoldPage(page);
    await ninefold.open();
    await ninefold.report(join(corpus ?? "", "meridian/subscription_monthly.csv"));
    expect((await ninefold.metric("nrr")).value).toBe(1.0225615827997006);
    expect((await ninefold.metric("grr")).value).toBe(0.7467200662891865);
    expect((await ninefold.metric("logo_retention")).value).toBe(0.7785016286644951);
    for (const measure of ["read", "compute", "total"] as const) expect(await ninefold.timing(measure)).not.toBeNull();
  });
});
