// Every number of every view opens what is behind it, but for a short list of those that are no figures.

import { expect, test, type Page } from "@playwright/test";
import { NinefoldPage } from "./support/page";

const VIEWS = [
  "overview", "nrr", "groups", "warnings", "health", "advocates", "scaling", "growth", "demand", "experience", "playbook", "economics",
  "diligence", "definitions",
];

/** What opens nothing: the table or figure, the column where it is one of a table, and why. */
const NOTHING: [RegExp, string, string][] = [
  [/^(benchmarks-(nrr|grr)|concentration-rules)$/, "Figure", "published by others"],
  [/./, "95% interval", "an interval around the value beside it, which opens"],
  [/^intervals$/, "90% interval", "an interval around the value beside it, which opens"],
  [/^downgrades$/, "Share lost", "the last row: the ratio of the two shares above it, which open"],
  [/^survival/, "Months since start", "no figure: the number of months"],
  [/^q6.serving$/, "Months", "no figure: the number of months"],
  [/^definitions-bridge$/, "", "the customers of each step stand in a table of the same block"],
  [/^step-/, "", "is itself the list of customers behind a step"],
  [/^presets$/, "", "where it is of other months and policies than those in force: opens once the preset is used"],
  [/^table policies$/, "", "what another choice would change: opens once it is chosen"],
  [/^figure$/, "CSAT scale found", "no figure: the scale that all answers fit"],
  [/^figure$/, "Compared: from", "no figure: a month"],
  [/^figure$/, "Compared: to", "no figure: a month"],
  [/^figure$/, "Gate: companies that share a need", "no figure: a setting"],
  [/^figure$/, "Logins and core use judged as of", "no figure: a day"],
  [/^figure$/, "Time to pay after a trial's end", "no figure: a setting"],
];

async function company(page: Page): Promise<void> {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await page.locator('[data-testid="sample"][data-sample="company"]').click();
  await ninefold.reaches("done");
}

async function go(page: Page, view: string): Promise<void> {
  await page.evaluate((view) => (location.hash = `#${view}`), view);
  await expect(page.locator(".view:not([hidden]) h1").first()).toBeVisible();
  // Parts of a long view are made one behind the other.
  await page.waitForTimeout(400);
  await page.evaluate(() => {
    const view = document.querySelector(".view:not([hidden])")!;
    for (const tool of view.querySelectorAll<HTMLElement>('.chart-tool[aria-pressed="false"]')) tool.click();
    for (const fold of view.querySelectorAll<HTMLElement>("details.fold:not([open]) > summary")) fold.click();
  });
  await page.waitForTimeout(200);
}

/** The numbers of the view in sight that are no buttons: where each stands, and in which column. */
async function closed(page: Page): Promise<[string, string, string][]> {
  return page.evaluate(() => {
    const found: [string, string, string][] = [];
    const view = document.querySelector(".view:not([hidden])")!;
    const digits = (element: Element) => /\d/.test(element.textContent ?? "");
    for (const table of view.querySelectorAll("table")) {
      const id = table.closest("[id^=chart-]")?.id.slice(6) ?? table.className;
      const head = [...table.querySelectorAll("thead th")].map((cell) => cell.textContent ?? "");
      for (const row of table.querySelectorAll("tbody tr")) {
        [...row.children].forEach((cell, at) => {
          const words = cell.classList.contains("words") || (cell.tagName === "TH" && !cell.classList.contains("wide"));
          // A cell of the heatmap is a button by its role.
          const opens = cell.querySelector("button") || cell.getAttribute("role") === "gridcell";
          if (!words && digits(cell) && !opens) found.push([id, head[at] ?? "", cell.textContent ?? ""]);
        });
      }
    }
    for (const value of view.querySelectorAll(".figure-value, .tile-value, .hero-facts > *")) {
      if (digits(value) && !value.closest("button")) {
        found.push(["figure", value.closest(".figure-line")?.querySelector(".figure-name")?.textContent ?? "", value.textContent ?? ""]);
      }
    }
    for (const finding of view.querySelectorAll("li.finding")) {
      if (digits(finding) && !finding.querySelector("button, a")) found.push(["finding", "", finding.textContent ?? ""]);
    }
    return found;
  });
}

/** What is no button in a view: its place, its column, what it says; a walk through all of them. */
async function walk(page: Page): Promise<[string, string, string, string][]> {
  await company(page);
  const all: [string, string, string, string][] = [];
  for (const view of VIEWS) {
    await go(page, view);
    for (const [id, column, text] of await closed(page)) all.push([view, id.replace(/-\d+$/, "-"), column, text]);
  }
  return all;
}

test("what is no button in any view is no figure", async ({ page }) => {
  test.setTimeout(120_000);
  const wrong = new Map<string, string>();
  const unused = new Set(NOTHING);
  for (const [view, id, column, text] of await walk(page)) {
    const excuse = NOTHING.find(([of, head]) => of.test(id) && (head === "" || head === column));
    if (excuse) unused.delete(excuse);
    else wrong.set(`${id} · ${column}`, `${view}: ${text.slice(0, 40)}`);
  }
  expect(Object.fromEntries(wrong)).toEqual({});
  expect([...unused].map(([of, head]) => `${of} ${head}`), "every excuse is needed").toEqual([]);
});

test("in Chinese the same places are no buttons", async ({ browser }) => {
  test.setTimeout(240_000);
  const places = async (locale: string) => {
    const page = await browser.newPage({ locale });
    const all = (await walk(page)).map(([view, id]) => `${view} ${id}`);
    await page.close();
    return all.sort();
  };
  expect(await places("zh-CN")).toEqual(await places("en-GB"));
});

for (const view of VIEWS) {
  test(`each column and figure of ${view} opens its formula and its rows`, async ({ page }) => {
    test.setTimeout(120_000);
    await company(page);
    await go(page, view);
    // Of each column of each table the first number, and every figure.
    const marked = await page.evaluate(() => {
      const view = document.querySelector(".view:not([hidden])")!;
      const seen = new Set<string>();
      let marked = 0;
      for (const button of view.querySelectorAll("button.chart-figure, button.figure-line, button.tile, .hero-facts button, li.finding button")) {
        const cell = button.closest("td");
        const table = cell?.closest("table");
        const of = table ? `${table.closest("[id^=chart-]")?.id} ${cell!.cellIndex}` : null;
        if ((of && seen.has(of)) || (button as HTMLButtonElement).disabled || !(button as HTMLElement).checkVisibility()) continue;
        if (of) seen.add(of);
        button.setAttribute("data-opens", String(marked++));
      }
      return marked;
    });
    const drawer = page.getByRole("dialog");
    const empty: string[] = [];
    for (let at = 0; at < marked; at++) {
      const button = page.locator(`[data-opens="${at}"]`);
      const name = `${(await button.textContent())?.slice(0, 60)}`;
      const list = await button.evaluate((button) => /^Show the list|^Jump/.test(button.textContent ?? ""));
      if (list) continue;
      await button.click();
      await expect(drawer.getByRole("heading", { level: 2 })).not.toBeEmpty();
      await expect(drawer.locator('[role="status"].muted')).toHaveCount(0);
      const rows = await drawer.locator("tbody tr").count();
      const formula = await drawer.locator(".formula p.figures").count();
      if (rows === 0 && formula === 0) empty.push(`${name}: ${(await drawer.textContent())?.slice(0, 160)}`);
      await page.keyboard.press("Escape");
    }
    expect(empty).toEqual([]);
  });
}
