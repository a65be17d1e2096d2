// The definitions: variants that open their customers, the bridge between two, presets and policies with a way back.

import { expect, test, type Page } from "@playwright/test";
import { csv, NinefoldPage } from "./support/page";

/** Of the last month: B comes back, C pays more, D leaves. */
const LEDGER = ["customer,2024-01,2024-02,2024-03", "A,100,120,120", "B,50,,50", "C,,30,40", "D,20,20,", "E,10,10,10"].join("\n");

async function room(page: Page, text = LEDGER): Promise<NinefoldPage> {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await ninefold.report(csv("ledger.csv", text));
  await page.getByTestId("months").selectOption("1");
  await page.getByRole("link", { name: "Definitions" }).click();
  await page.getByTestId("comparison").scrollIntoViewIfNeeded();
  return ninefold;
}

/** What the page complained of, but for its own proof of the seal. */
const faults = (ninefold: NinefoldPage) => ninefold.complaints.filter((text) => !/\?probe/.test(text));

/** The line of a policy's value. */
const line = (page: Page, policy: string, value: string) => page.locator(`[data-policy="${policy}"][data-value="${value}"]`);

test("a definition's value opens its customers", async ({ page }) => {
  const ninefold = await room(page);
  const row = page.locator("#chart-definitions tbody tr").filter({ hasText: "NRR, survivors only" });
  await expect(row).toContainText("⚠ misleading");
  await expect(row).toContainText("all of churn disappears");
  await row.getByRole("button").click();
  await expect(page.getByRole("dialog").getByRole("heading", { level: 2 })).toHaveText("NRR, survivors only");
  await expect(page.getByTestId("evidence-totals")).toHaveAttribute("data-numerator", "170.00");
  expect(faults(ninefold)).toEqual([]);
});

test("any two definitions are bridged, with the customers of each step", async ({ page }) => {
  await room(page);
  const answer = page.getByTestId("comparison");
  await page.getByTestId("compare-from").selectOption("nrr_cohort");
  await page.getByTestId("compare-to").selectOption("nrr_open");
  await expect(answer).toHaveAttribute("data-pair", "nrr_cohort nrr_open");
  await expect(answer).toContainText("NRR, closed cohort is 94.4%, NRR, all customers is 122.2%");
  await answer.locator("summary").filter({ hasText: "back inside it" }).click();
  const table = answer.locator("#chart-step-returned tbody tr");
  await expect(table).toHaveCount(1);
  await expect(table).toContainText("B");
  await expect(table).toContainText("Mar 2024 Reactivation");

  await page.locator("#compare-swap").click();
  await expect(answer).toHaveAttribute("data-pair", "nrr_open nrr_cohort");
});

test("what a policy would change is shown before it is chosen, and can be taken back", async ({ page }) => {
  const ninefold = await room(page);
  const before = (await ninefold.metric("nrr")).value;
  const filled = line(page, "gap", "1");
  await expect(filled.locator("td").first()).toContainText("pp");
  const said = await filled.locator("td").first().innerText();
  await expect(line(page, "snapshot", "start").getByRole("radio")).toBeDisabled();
  await expect(page.getByTestId("policies")).toContainText("the file has months, no days");

  await filled.getByRole("radio").check();
  await expect(filled).toContainText("in force");
  await expect(filled.getByRole("radio")).toBeFocused();
  const after = (await ninefold.metric("nrr")).value;
  const points = Math.round(((after ?? 0) - (before ?? 0)) * 1000) / 10;
  expect(said.replace("−", "-")).toContain(String(points));
  await expect(line(page, "gap", "0").locator("td").first()).toContainText("pp");

  await page.getByTestId("policy-undo").click();
  await expect(line(page, "gap", "0")).toContainText("in force");
  await expect(page.getByTestId("policy-undo")).toBeDisabled();
  expect((await ninefold.metric("nrr")).value).toBe(before);
  expect(faults(ninefold)).toEqual([]);
});

test("a preset sets window and policies, and gives them back", async ({ page }) => {
  await room(page, ["customer,2024-01,2024-02,2024-03,2024-04", "A,100,120,120,130", "B,50,,50,50"].join("\n"));
  await page.getByTestId("months").selectOption("3");
  await page.getByTestId("preset").selectOption({ label: "ChartMogul" });
  await page.getByTestId("preset-use").click();
  await expect(page.getByTestId("months")).toHaveValue("1");
  await expect(page.getByTestId("preset-use")).toBeDisabled();
  await page.getByTestId("preset-undo").click();
  await expect(page.getByTestId("preset-use")).toBeEnabled();
});
