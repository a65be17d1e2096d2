// The page as a test sees it: the hooks that do not change when its looks do.

import { expect, type Locator, type Page, type Request } from "@playwright/test";
import type { Buffer } from "node:buffer";

/** What `<html data-state>` may say. */
export type State = "loading" | "sealed" | "reading" | "asking" | "done" | "failed";

/** A file that exists only in the test. */
export interface MadeFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** One headline number: the unrounded value, or why there is none. */
export interface Metric {
  value: number | null;
  na: string | null;
}

/** Files made of text. */
export function csv(name: string, text: string): MadeFile {
  return { name, mimeType: "text/csv", buffer: globalThis.Buffer.from(text, "utf8") };
}

/** The page, with a record of what it did that it should not have done. */
export class NinefoldPage {
  /** Every request of the page and its workers, in order. */
  readonly requests: string[] = [];
  /** Errors and warnings on the console, and errors nobody caught. */
  readonly complaints: string[] = [];
  private sealedAt: number | null = null;

  constructor(readonly page: Page) {
    page.on("request", (request: Request) => {
      // blob: and data: addresses never leave the tab.
      if (!/^(?:blob|data):/.test(request.url())) this.requests.push(`${request.method()} ${request.url()}`);
    });
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") this.complaints.push(`${message.type()}: ${message.text()}`);
    });
    page.on("pageerror", (error) => this.complaints.push(`uncaught: ${error.message}`));
  }

  /** Opens the page and waits until it is sealed: only then does it take files. */
  async open(address = "./"): Promise<void> {
    await this.page.goto(address);
    await this.reaches("sealed");
    this.sealedAt = this.requests.length;
  }

  async reaches(state: State, timeout?: number): Promise<void> {
    await expect(this.root).toHaveAttribute("data-state", state, { timeout });
  }

  /** The requests made since the page was sealed. */
  get requestsSinceSeal(): string[] {
    if (this.sealedAt === null) throw new Error("open() first");
    return this.requests.slice(this.sealedAt);
  }

  get root(): Locator {
    return this.page.locator("html");
  }
  get fileInput(): Locator {
    return this.page.getByTestId("file-input");
  }
  get paste(): Locator {
    return this.page.getByTestId("paste");
  }
  get sample(): Locator {
    return this.page.getByTestId("sample");
  }
  get cancel(): Locator {
    return this.page.getByTestId("cancel");
  }

  /** Chooses files, by path or made in the test. */
  async choose(files: string | string[] | MadeFile | MadeFile[]): Promise<void> {
    await this.fileInput.setInputFiles(files);
  }

  /** Chooses files and waits for their report. */
  async report(files: string | string[] | MadeFile | MadeFile[], timeout?: number): Promise<void> {
    await this.choose(files);
    await this.reaches("done", timeout);
  }

  /** From now on readings are cancelled by the button as soon as it shows: a test's own click may come too late. */
  async cancelAtOnce(): Promise<void> {
    await this.page.evaluate(() => {
      const cancel = () => document.querySelector<HTMLButtonElement>('[data-testid="cancel"]')?.click();
      new MutationObserver(cancel).observe(document.body, { subtree: true, childList: true });
    });
  }

  metricElement(id: string): Locator {
    return this.page.locator(`[data-metric="${id}"]`).first();
  }

  /** A headline number, once the report on screen is the one that was asked for last. */
  async metric(id: string): Promise<Metric> {
    await expect(this.page.locator(".report[aria-busy]")).toHaveCount(0);
    const element = this.metricElement(id);
    await expect(element).toHaveAttribute("data-value", /.*/);
    const text = (await element.getAttribute("data-value")) ?? "";
    return { value: text === "" ? null : Number(text), na: await element.getAttribute("data-na") };
  }

  /** A User Timing measure in milliseconds, the last of its name. */
  async timing(name: "read" | "compute" | "total"): Promise<number | null> {
    return this.page.evaluate((full) => performance.getEntriesByName(full, "measure").at(-1)?.duration ?? null, `ninefold:${name}`);
  }
}

/** Says something in a field of the reading dialog, wherever the field stands there. */
export async function tell(page: Page, name: string, value: string): Promise<void> {
  const dialog = page.getByTestId("read-dialog");
  const field = dialog.locator(`[data-field="${name}"]`);
  await expect(field).toHaveCount(1);
  if (!(await field.isVisible())) await dialog.getByTestId("more-settings").locator("summary").click();
  await field.selectOption(value);
}
