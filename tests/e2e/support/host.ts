// Somebody else's site: static pages made by a test, with the files of dist/embed beside them. No build step.

import { expect, type Page, test as base } from "@playwright/test";
import { existsSync, readFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import { join } from "node:path";
import { printed, root } from "./cli";
import { listening, typeOf } from "./folder";

export interface Site {
  /** Where it is. */
  address: string;
  /** What was asked of it, in order. */
  asked: string[];
  /** Adds a file; `policy` is its Content-Security-Policy. */
  put(path: string, body: string, policy?: string): void;
}

/** The page of a site: its markup within a plain document that loads the widget. */
export const pageOf = (body: string, head = "", attributes = 'lang="en"') =>
  `<!doctype html><html ${attributes}><head><meta charset="utf-8"><title>Somebody's page</title>${head}` +
  `<script type="module" src="/embed/ninefold-widget.js"></script></head><body>${body}</body></html>`;

export const test = base.extend<{ site: Site }>({
  site: async ({}, use) => {
    const files = new Map<string, { body: string; policy?: string }>();
    const site: Site = { address: "", asked: [], put: (path, body, policy) => void files.set(path, { body, policy }) };
    const answer = (response: ServerResponse, path: string) => {
      const type = typeOf(path) ?? typeOf("index.html")!;
      const made = files.get(path);
      const built = join(root, "dist", path);
      if (made) {
        response.writeHead(200, { "Content-Type": type, ...(made.policy && { "Content-Security-Policy": made.policy }) });
        response.end(made.body);
      } else if (path.startsWith("/embed/") && !path.includes("..") && existsSync(built)) {
        response.writeHead(200, { "Content-Type": type });
        response.end(readFileSync(built));
      } else {
        response.writeHead(404);
        response.end();
      }
    };
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? "/", "http://site");
      if (pathname !== "/favicon.ico") site.asked.push(pathname);
      answer(response, pathname);
    });
    const { origin, close } = await listening(server);
    site.address = origin;
    site.put("/report.json", healthy());
    await use(site);
    await close();
  },
});

let kept: string | undefined;

/** The report of the healthy sample as the command line prints it. */
export const healthy = () => (kept ??= printed(join(root, "www/samples/healthy.csv")));

/** Every view of it, each with its attributes. */
export const VIEWS = [
  'metric="nrr"',
  'view="line"',
  'view="bar" metric="mrr"',
  'view="waterfall"',
  'view="movements"',
  'view="cohort"',
  'view="table"',
  'view="table" segment="size_class"',
  'view="quadrant"',
];

export const widgets = (views: string[], more = "") =>
  views.map((attributes) => `<ninefold-widget src="/report.json" ${more} ${attributes}></ninefold-widget>`).join("\n");

/** Waits until every element shows something, or says what it can't. */
export async function settled(page: Page, state = "ready") {
  const states = () => page.locator("ninefold-widget").evaluateAll((all) => all.map((one) => (one.shadowRoot?.firstElementChild as HTMLElement)?.dataset.state));
  await expect.poll(async () => (await states()).every((one) => one === state), { message: JSON.stringify(await states()) }).toBe(true);
}

/** Counts the instances of WebAssembly and keeps the memory of the last, before any script of the page. */
export async function watchWasm(page: Page) {
  await page.addInitScript(() => {
    const seen = { instances: 0, memory: undefined as WebAssembly.Memory | undefined };
    Object.defineProperty(window, "seenWasm", { value: seen, enumerable: false });
    for (const name of ["instantiate", "instantiateStreaming"] as const) {
      const own = WebAssembly[name] as (...args: unknown[]) => Promise<WebAssembly.WebAssemblyInstantiatedSource>;
      Object.defineProperty(WebAssembly, name, {
        value: async (...args: unknown[]) => {
          const made = await own.apply(WebAssembly, args);
          seen.instances += 1;
          seen.memory = (made.instance ?? made).exports.memory as WebAssembly.Memory;
          return made;
        },
      });
    }
  });
}

/** Instances so far, and bytes of the last one's memory. */
export const wasm = (page: Page) =>
  page.evaluate(() => {
    const { instances, memory } = (window as unknown as { seenWasm: { instances: number; memory?: WebAssembly.Memory } }).seenWasm;
    return { instances, bytes: memory?.buffer.byteLength ?? 0 };
  });
