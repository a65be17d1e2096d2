// The release build starts, seals itself, and then has no way to the network. A build that a browser has not opened
// is not known to be good: with a wrong wasm-opt it succeeds, and the page is dead.

import { expect, test } from "@playwright/test";
import { NinefoldPage } from "./support/page";

test("the page starts and seals itself without a complaint", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await expect(ninefold.fileInput).toBeAttached();
  await expect(page.locator("#boot")).toHaveCount(0);
  // The page's own probe of its seal is a refused fetch, which Chromium reports on the console.
  const probe = /Content Security Policy|violates the following/;
  expect(ninefold.complaints.filter((text) => !probe.test(text))).toEqual([]);
});

test("every file of the first load is asked for once, and from this site only", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  expect(ninefold.requests.filter((text, at, all) => all.indexOf(text) !== at)).toEqual([]);
  const origin = new URL(page.url()).origin;
  for (const text of ninefold.requests) expect(text).toContain(`GET ${origin}/`);
});

test("once sealed, nothing is asked for by itself", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await page.waitForTimeout(1_000);
  expect(ninefold.requestsSinceSeal).toEqual([]);
});

test("once sealed, the browser refuses even a request to the page's own server", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  const refusal = await page.evaluate(async () => {
    const violation = new Promise<string>((resolve) => {
      document.addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective), { once: true });
    });
    const outcome = await fetch("/").then(
      () => "answered",
      () => "refused",
    );
    return { outcome, directive: await violation };
  });
  expect(refusal).toEqual({ outcome: "refused", directive: "connect-src" });
});

test("where WebAssembly cannot be loaded, the page says so in both languages", async ({ page }) => {
  await page.route("**/app-*.wasm*", (route) => route.fulfill({ status: 404, body: "" }));
  await page.goto("./");
  await expect(page.locator("html")).toHaveAttribute("data-state", "failed");
  await expect(page.getByRole("alert")).toContainText("could not start in this browser");
  await expect(page.getByRole("alert")).toContainText("无法在此浏览器中启动");
  await expect(page.getByRole("alert")).toBeVisible();
});

test("where not even the start script can run, the page says so after a while", async ({ page }) => {
  await page.route("**/*.js*", (route) => route.abort());
  await page.goto("./");
  const words = page.locator("#boot-failed");
  await expect(words).toBeHidden();
  // The delay is an animation's: no script of the page could start it.
  await page.evaluate(() => document.getAnimations().forEach((animation) => animation.finish()));
  await expect(words).toBeVisible();
  await expect(words).toContainText("could not start in this browser");
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("the page says what it needs", async ({ page }) => {
    await page.goto("./");
    // By place: Playwright finds no text inside a noscript element.
    for (const lang of ["en", "zh-Hans"]) {
      const words = page.locator(`noscript p[lang="${lang}"]`);
      await expect(words).toBeVisible();
      await expect(words).toContainText("JavaScript");
    }
    await expect(page.locator(".boot-wait")).toBeHidden();
  });
});
