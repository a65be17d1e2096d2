// "Embed" on the page: beside every chart and figure, with what is shown to choose, and each file drawn on another site.

import { expect, type Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { settled, pageOf, test } from "./support/host";
import { NinefoldPage } from "./support/page";

/** The figures' file of the dialog that is open, and the attributes of the lines that show it. */
async function taken(page: Page) {
  const dialog = page.getByTestId("embed-dialog");
  await expect(page.getByTestId("embed-file")).toBeEnabled();
  const saving = page.waitForEvent("download");
  await page.getByTestId("embed-file").click();
  const download = await saving;
  const lines = await dialog.getByRole("textbox").inputValue();
  const name = download.suggestedFilename();
  expect(lines).toContain(`src="${name}"`);
  return { name, text: readFileSync(await download.path(), "utf8"), attributes: /<ninefold-widget src="[^"]*" (.*)><\//.exec(lines)![1]! };
}

async function company(page: Page) {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await page.locator('[data-testid="sample"][data-sample="company"]').click();
  await ninefold.reaches("done");
  return ninefold;
}

/** Those of the page's views that are there. */
const hashes = (page: Page) => page.locator("nav a[href^='#']").evaluateAll((all) => [...new Set(all.map((one) => one.getAttribute("href")!))]);

test("every chart of the page has a file that a widget on another site draws", async ({ page, context, site }) => {
  test.setTimeout(240_000);
  const ninefold = await company(page);
  const views = await hashes(page);
  expect(views.length).toBeGreaterThan(10);
  const files: { id: string; title: string; name: string; text: string; attributes: string }[] = [];
  const seen = new Set<string>();
  for (const view of views) {
    await page.evaluate((hash) => (location.hash = hash), view);
    if (view === "#definitions") await expect(page.locator("#chart-definitions-bridge")).toBeVisible();
    // Those of a choice are in the page and shown by it.
    const choices = await page.locator("main select[data-testid='survival-by']:visible option").count();
    for (let choice = 0; choice < Math.max(1, choices); choice++) {
      if (choices > 0) await page.getByTestId("survival-by").selectOption({ index: choice });
      const charts = page.locator("main figure.chart:visible").filter({ has: page.locator("svg[role=img], .heat table, .stage svg, svg") });
      for (const chart of await charts.all()) {
        const id = (await chart.getAttribute("id"))!.replace("chart-", "");
        if (seen.has(id) || (await chart.locator(".chart-none:visible").count()) > 0) continue;
        seen.add(id);
        await chart.getByRole("button", { name: /^Embed/ }).click();
        files.push({ id, title: (await chart.locator(".chart-title").textContent())!, ...(await taken(page)) });
        await page.getByTestId("embed-dialog").getByRole("button", { name: "Close" }).click();
      }
    }
  }
  const ids = files.map(({ id }) => id);
  for (const id of ["movements", "bridge", "trend", "cohorts", "nrr-bridge", "nrr-trend", "benchmarks-nrr", "groups", "quadrant", "survival", "survival-by-1", "concentration", "intervals", "spread-nrr", "definitions-bridge", "q4.seats", "q5.map"]) {
    expect(ids).toContain(id);
  }
  expect(ids.length).toBeGreaterThan(30);
  expect(ninefold.requestsSinceSeal).toEqual([]);

  for (const { id, text } of files) site.put(`/${id}.json`, text);
  site.put("/", pageOf(files.map(({ id, attributes }) => `<ninefold-widget loading="eager" src="/${id}.json" ${attributes}></ninefold-widget>`).join("\n")));
  const host = await context.newPage();
  await host.goto(site.address);
  await settled(host);
  const shown = await host.locator("ninefold-widget").evaluateAll((all) =>
    all.map((one) => {
      const inside = one.shadowRoot!;
      return { title: inside.querySelector(".title")?.textContent, marks: inside.querySelectorAll(".stage svg [part]").length };
    }),
  );
  for (const [place, { id, title }] of files.entries()) {
    expect(shown[place]!.title, id).toBe(title);
    expect(shown[place]!.marks, id).toBeGreaterThan(3);
  }
});

test("what is shown can be chosen: a view, and of a view that takes one its figure", async ({ page, context, site }) => {
  await company(page);
  const dialog = page.getByTestId("embed-dialog");
  // A figure's own way to another site.
  await page.locator('.tile[data-metric="grr"]').click();
  await page.getByTestId("embed-figure").click();
  await expect(dialog).toBeVisible();
  const select = page.getByTestId("embed-view");
  await expect(select).toHaveValue("number:grr");
  const first = await taken(page);
  expect([first.name, first.attributes]).toEqual(["ninefold-number-grr.json", 'view="number" metric="grr" lang="en"']);
  expect(Object.keys(JSON.parse(first.text).metrics)).toEqual(["grr"]);
  const offered = await select.locator("option").evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value));
  expect(offered.filter((value) => value.startsWith("number:")).length).toBeGreaterThan(15);
  expect(offered.filter((value) => value.startsWith("line:"))).toEqual(["nrr", "grr", "logo_retention", "mrr", "net_new_mrr", "customers"].map((id) => `line:${id}`));
  const files = [first];
  for (const value of ["number:arr", "line:mrr", "waterfall", "cohort:logo_retention", "table", "quadrant"]) {
    await select.focus();
    await select.selectOption(value);
    await expect(select).toBeFocused();
    files.push(await taken(page));
  }
  expect(files.map(({ attributes }) => attributes)).toContain('view="line" metric="mrr" lang="en"');
  for (const { name, text } of files) site.put(`/${name}`, text);
  site.put("/", pageOf(files.map(({ name, attributes }) => `<ninefold-widget loading="eager" src="/${name}" ${attributes}></ninefold-widget>`).join("\n")));
  const host = await context.newPage();
  await host.goto(site.address);
  await settled(host);
});

test("a chart of customers has codes, and names where they are asked for on both sites", async ({ page, context, site }) => {
  await company(page);
  await page.evaluate(() => (location.hash = "#advocates"));
  const chart = page.locator('[id="chart-q5.map"]');
  const dialog = page.getByTestId("embed-dialog");
  const names = page.getByTestId("embed-names");
  await chart.getByRole("button", { name: /^Embed/ }).click();
  const bare = await taken(page);
  await expect(names).toBeVisible();
  await names.click();
  await expect(names).toBeFocused();
  const named = await taken(page);
  expect(named.attributes).toContain('names="show"');
  const of = (text: string): string[] => JSON.parse(text).chart.en.sketch.scatter.bubbles.map(({ name }: { name: string }) => name);
  expect(of(bare.text).every((name) => /^Customer \d+$/.test(name))).toBe(true);
  const real = of(named.text);
  expect(real.length).toBe(of(bare.text).length);
  for (const name of real) expect(bare.text).not.toContain(name);
  await dialog.getByRole("button", { name: "Close" }).click();

  site.put("/named.json", named.text);
  const one = (more: string) => `<ninefold-widget loading="eager" src="/named.json" view="chart" ${more}></ninefold-widget>`;
  site.put("/", pageOf(one("") + one('names="show" lang="zh"')));
  const host = await context.newPage();
  await host.goto(site.address);
  const both = host.locator("ninefold-widget");
  await expect(both.first().locator("[part~=error]")).toContainText('names="show"');
  await both.nth(1).getByRole("button", { name: "表格" }).click();
  await expect(both.nth(1).locator("tbody")).toContainText(real[0]!);
});
