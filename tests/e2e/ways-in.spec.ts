// Each way a file comes in: chosen, dropped, pasted, or one of the samples. All lead to the same report.

import { expect, test } from "@playwright/test";
import { NinefoldPage } from "./support/page";
import { F1, f1 } from "./support/files";

async function showsF1(ninefold: NinefoldPage): Promise<void> {
  await ninefold.reaches("done");
  expect((await ninefold.metric("nrr")).value).toBe(1.07);
  expect((await ninefold.metric("grr")).value).toBe(0.92);
  expect((await ninefold.metric("logo_retention")).value).toBe(0.8);
}

test("a chosen file", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await ninefold.choose(f1());
  await showsF1(ninefold);
});

test("a dropped file", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  const data = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], "dropped.csv", { type: "text/csv" }));
    return transfer;
  }, F1);
  await page.dispatchEvent("body", "drop", { dataTransfer: data });
  await showsF1(ninefold);
});

test("text pasted into the field", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  if (!(await ninefold.paste.isVisible())) await page.getByTestId("paste-open").click();
  await ninefold.paste.fill(F1);
  await page.getByTestId("paste-read").click();
  await showsF1(ninefold);
});

test("text pasted anywhere", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, F1.replaceAll(",", "\t"));
  await showsF1(ninefold);
});

for (const name of ["healthy", "leaking"]) {
  test(`the ${name} sample, which says that it is one`, async ({ page }) => {
    const ninefold = new NinefoldPage(page);
    await ninefold.open();
    await page.locator(`[data-testid="sample"][data-sample="${name}"]`).click();
    await ninefold.reaches("done");
    const nrr = (await ninefold.metric("nrr")).value ?? 0;
    if (name === "healthy") expect(nrr).toBeGreaterThan(1);
    else expect(nrr).toBeLessThan(0.9);
    await expect(page.getByText(/sample data/i).first()).toBeVisible();
  });
}

test("by keyboard alone, from the address bar to the customers behind NRR", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  const onSample = () => page.evaluate(() => document.activeElement?.getAttribute("data-sample") ?? "");
  for (let i = 0; i < 40 && (await onSample()) !== "healthy"; i++) await page.keyboard.press("Tab");
  expect(await onSample()).toBe("healthy");
  await page.keyboard.press("Enter");
  await ninefold.reaches("done");
  const onNrr = () => page.evaluate(() => Boolean(document.activeElement?.closest('[data-metric="nrr"]')));
  for (let i = 0; i < 80 && !(await onNrr()); i++) await page.keyboard.press("Tab");
  expect(await onNrr()).toBe(true);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  expect(await onNrr()).toBe(true);
});
