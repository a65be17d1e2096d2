// The months compared, as any two of the data, and the address: it carries them and what else is chosen, and no data.

import { expect, test, type Page } from "@playwright/test";
import { csv, NinefoldPage } from "./support/page";

/** Jan → Jun 200/250, Jan → May 190/250, Feb → May 190/260, Mar → Jun 200/270. */
const LEDGER = [
  "customer,2024-01,2024-02,2024-03,2024-04,2024-05,2024-06",
  "A,100,110,120,130,140,150",
  "B,100,100,100,,,",
  "C,50,50,50,50,50,50",
].join("\n");

/** Customers with a column of the file's own. */
const GROUPED = [
  "customer,month,mrr,Secret project,region",
  ...["A", "B", "C", "D", "E", "F"].flatMap((customer, i) =>
    ["2024-01", "2024-02", "2024-03"].map((month) => `${customer},${month},${100 + i},${i % 2 ? "Blue" : "Red"},${i < 3 ? "EU" : "US"}`),
  ),
].join("\n");

async function opened(page: Page, hash = "", text = LEDGER): Promise<NinefoldPage> {
  const ninefold = new NinefoldPage(page);
  await ninefold.open(`./${hash}`);
  await ninefold.report(csv("ledger.csv", text));
  return ninefold;
}

/** Length, first and last month as the bar shows them. */
async function bar(page: Page, months: string, from: string, to: string) {
  await expect(page.getByTestId("months")).toHaveValue(months);
  await expect(page.getByTestId("from")).toHaveValue(from);
  await expect(page.getByTestId("to")).toHaveValue(to);
}

const address = (page: Page, hash: string) => expect(page).toHaveURL((url) => url.hash === hash);

test("any two months of the data make a window", async ({ page }) => {
  const ninefold = await opened(page);
  const nrr = async (value: number) => {
    await expect.poll(async () => (await ninefold.metric("nrr")).value ?? 0).toBeCloseTo(value, 12);
  };
  // Too short for a year: no first month stands there as if it were chosen.
  await bar(page, "12", "", "2024-06");
  const from = page.getByTestId("from");
  await expect(from.locator("option:not([disabled])")).toHaveCount(5);
  await from.focus();
  await from.selectOption("2024-01");
  await nrr(200 / 250);
  await bar(page, "5", "2024-01", "2024-06");
  await expect(from).toBeFocused();
  await expect(page.getByTestId("months").locator("option")).toHaveText(["1 month", "3 months", "12 months", "5 months"]);

  // A window of its own length keeps its first month, a usual length goes along with the last one.
  await page.getByTestId("to").selectOption("2024-05");
  await nrr(190 / 250);
  await bar(page, "4", "2024-01", "2024-05");
  await expect(from.locator("option")).toHaveCount(4);
  await page.getByTestId("months").selectOption("3");
  await nrr(190 / 260);
  await bar(page, "3", "2024-02", "2024-05");
  await expect(page.getByTestId("months").locator("option")).toHaveCount(3);
  await page.getByTestId("to").selectOption("2024-06");
  await nrr(200 / 270);
  await bar(page, "3", "2024-03", "2024-06");
  expect(ninefold.requestsSinceSeal).toEqual([]);
});

test("a link opened before the files applies once they are read", async ({ page }) => {
  const hash = "#definitions?from=2024-01&to=2024-05&pair=nrr_open,grr_cohort";
  const ninefold = await opened(page, hash);
  await expect(page.locator(".view:not([hidden]) h1")).toHaveText("One word, several definitions");
  await bar(page, "4", "2024-01", "2024-05");
  expect((await ninefold.metric("nrr")).value).toBeCloseTo(190 / 250, 12);
  await expect(page.getByTestId("comparison")).toHaveAttribute("data-pair", "nrr_open grr_cohort");
  await expect(page.getByTestId("compare-from")).toHaveValue("nrr_open");
  await address(page, hash);

  // It is of those files: others come with their own last month.
  await ninefold.report(csv("other.csv", LEDGER.replaceAll("2024", "2025")));
  await bar(page, "4", "2025-02", "2025-06");
});

test("a file beside leaves the window where the data have it, and a link's grouping waits for it", async ({ page }) => {
  const ninefold = await opened(page, "#groups?by=tier");
  await page.getByTestId("to").selectOption("2024-05");
  await page.getByTestId("from").selectOption("2024-01");
  await expect(page.getByTestId("grouping")).not.toHaveValue("");
  await address(page, "#groups?from=2024-01&to=2024-05");
  await page.getByRole("link", { name: "Overview" }).click();
  const chooser = page.waitForEvent("filechooser");
  await page.getByTestId("add-files").first().click();
  await (await chooser).setFiles(csv("customers.csv", "customer,tier\nA,KA\nB,SMB\nC,SMB"));
  await expect(page.getByRole("banner")).toContainText("and 1 more");
  await ninefold.reaches("done");
  await bar(page, "4", "2024-01", "2024-05");
  await address(page, "#overview?from=2024-01&to=2024-05");
  await page.getByRole("link", { name: "2 Groups" }).click();
  await expect(page.getByTestId("grouping").locator("option:checked")).toContainText("tier");
  await address(page, "#groups?from=2024-01&to=2024-05&by=tier");
});

test("what is chosen comes into the address, and back and forward go through it", async ({ page }) => {
  await opened(page, "", GROUPED);
  await address(page, "#overview");
  await page.getByTestId("months").selectOption("1");
  await address(page, "#overview?months=1");
  await page.getByRole("link", { name: "2 Groups" }).click();
  await address(page, "#groups?months=1");
  const by = page.getByTestId("grouping");
  const first = await by.inputValue();
  await by.selectOption({ label: "Secret project" });
  // The file's own words stay out of the address.
  await address(page, "#groups?months=1&by=column");
  await page.getByTestId("group-rate").selectOption({ label: "GRR" });
  await address(page, "#groups?months=1&by=column&rate=grr");
  await page.getByTestId("from").selectOption("2024-01");
  await address(page, "#groups?from=2024-01&to=2024-03&by=column&rate=grr");

  await page.goBack();
  await bar(page, "1", "2024-02", "2024-03");
  await expect(by.locator("option:checked")).toHaveText("Secret project");
  await page.goBack();
  await expect(page.locator("#chart-groups .chart-title")).toContainText("Logo retention by Secret project");
  await page.goBack();
  await expect(by).toHaveValue(first);
  await page.goBack();
  await expect(page.locator('.rail-links a[href="#overview"]')).toHaveAttribute("aria-current", "page");
  await bar(page, "1", "2024-02", "2024-03");
  await page.goBack();
  await bar(page, "12", "", "2024-03");
  await address(page, "#overview");
  for (let step = 0; step < 5; step++) await page.goForward();
  await bar(page, "2", "2024-01", "2024-03");
  await expect(page.locator("#chart-groups .chart-title")).toContainText("GRR by Secret project");
  await address(page, "#groups?from=2024-01&to=2024-03&by=column&rate=grr");
});

test("an address without a choice leaves it as it is", async ({ page }) => {
  await opened(page);
  await page.getByTestId("from").selectOption("2024-01");
  await page.getByRole("link", { name: "Definitions" }).click();
  await page.getByTestId("compare-to").selectOption("nrr_open");
  await address(page, "#definitions?from=2024-01&to=2024-06&pair=nrr_cohort,nrr_open");
  await page.evaluate(() => (location.hash = "#nrr"));
  await address(page, "#nrr?from=2024-01&to=2024-06");
  await page.getByRole("link", { name: "Definitions" }).click();
  await address(page, "#definitions?from=2024-01&to=2024-06&pair=nrr_cohort,nrr_open");
  await expect(page.getByTestId("compare-to")).toHaveValue("nrr_open");
});

test("what can not be is ignored, and the address is put right", async ({ page }) => {
  // Months beyond the data, a definition that is none, a group and a rate that are none.
  const ninefold = await opened(page, "#groups?from=1999-01&to=2031-12&pair=nrr_open,x&by=nothing&rate=mrr&y=%E0%A4%A", GROUPED);
  await bar(page, "12", "", "2024-03");
  await address(page, "#groups");
  for (const hash of ["#groups?from=2024-03&to=2024-01&rate=", "#groups?months=0", "#groups?from=2023-12&to=2024-03"]) {
    await page.evaluate((hash) => (location.hash = hash), hash);
    await address(page, "#groups");
    await bar(page, "12", "", "2024-03");
  }
  await page.evaluate(() => (location.hash = "#groups?from=2024-01&to=2024-02&by=region"));
  await bar(page, "1", "2024-01", "2024-02");
  await expect(page.getByTestId("grouping").locator("option:checked")).toHaveText("Region");
  expect(ninefold.complaints.filter((text) => !/\?probe/.test(text))).toEqual([]);
  expect(ninefold.requestsSinceSeal).toEqual([]);
});

test("a link followed in the same moment as a choice is made leads where it says", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await page.locator('[data-testid="sample"][data-sample="healthy"]').click();
  await ninefold.reaches("done");
  // Both within one task: the event of the new address comes after the choice has been written.
  await page.evaluate(() => {
    document.querySelector<HTMLAnchorElement>('a[href="#definitions"]')?.click();
    const months = document.querySelector<HTMLSelectElement>('[data-testid="months"]');
    if (!months) throw new Error("no select");
    months.value = "3";
    months.dispatchEvent(new Event("change", { bubbles: true }));
  });
  await expect(page.locator(".view:not([hidden]) h1")).toHaveText("One word, several definitions");
  await expect(page).toHaveURL(/#definitions.*months=3/);
});
