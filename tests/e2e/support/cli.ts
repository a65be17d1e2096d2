// The command line beside the page: what it says of the same files.

import type { Page } from "@playwright/test";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

export const root = join(import.meta.dirname, "../../..");
export const cli = process.env.NINEFOLD_CLI ?? join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "debug/ninefold");

/** The report of files as the command line prints it. */
export function printed(...args: string[]): string {
  return execFileSync(cli, ["report", ...args], { encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "ignore"] });
}

/** The report on screen as the page saves it. */
export async function saved(page: Page): Promise<string> {
  const download = page.waitForEvent("download");
  await page.getByTestId("export").click();
  await page.getByTestId("export-json").click();
  return readFileSync(await (await download).path(), "utf8");
}
