// Files as they come: old encodings, lines above the table, exports, cubes. The page reads them as the command line does.

import { expect, test, type Page, type TestInfo } from "@playwright/test";
import type { Buffer } from "node:buffer";
import { writeFileSync } from "node:fs";
import { printed, saved } from "./support/cli";
import { encode } from "./support/encode";
import { NinefoldPage, tell } from "./support/page";

const line = (page: Page, file: string) => page.locator(`[data-testid="file-line"][data-file="${file}"]`);
const dialog = (page: Page) => page.getByTestId("read-dialog");
const month = (m: number) => `${2023 + Math.floor(m / 12)}-${String((m % 12) + 1).padStart(2, "0")}`;
const months = Array.from({ length: 24 }, (_, m) => m);

async function opened(page: Page): Promise<NinefoldPage> {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  return ninefold;
}

/** A file on disk, where the page and the command line both find it. */
function stored(info: TestInfo, name: string, content: string | Buffer): string {
  const path = info.outputPath(name);
  writeFileSync(path, content);
  return path;
}

/** Reads files on the page, and holds its report against what the command line prints. */
async function same(ninefold: NinefoldPage, files: string[], flags: string[] = []): Promise<void> {
  const native = printed(...files, ...flags);
  await ninefold.reaches("done");
  expect(await saved(ninefold.page)).toBe(native);
}

/** A ledger with the names of a language, long enough to tell its encoding. */
function names(names: string[], header: string, customers = 40): string {
  const rows = [header];
  for (let c = 0; c < customers; c++) {
    for (const m of months) rows.push(`${names[c % names.length]}${c},${month(m)},${100 + ((c * 37 + m * 11) % 900)}.50`);
  }
  return `${rows.join("\r\n")}\r\n`;
}

const LANGUAGES: [label: string, text: string][] = [
  ["gb18030", names(["杭州云帆科技", "深圳星河数据", "北京智算中心", "成都锦里餐饮", "上海浦江物流"], "客户名称,月份,月经常性收入")],
  ["big5", names(["臺北資訊", "高雄貿易", "新竹電子", "臺中機械", "桃園航運"], "客戶名稱,月份,月經常性收入")],
  ["shift_jis", names(["東京電機", "ソフトウェア開発", "株式会社さくら", "大阪テック", "データサービス"], "顧客名,月,月次経常収益")],
  ["euc-kr", names(["서울전자", "부산물류", "한국데이터", "대전기술", "광주교육"], "고객,month,mrr")],
  ["windows-1252", names(["Bäckerei Größe", "Café Noël", "Señor Peña", "Françoise & Fils", "Übersee"], "customer,month,mrr")],
  ["utf-16le", names(["Bäckerei Größe", "杭州云帆科技", "Señor Peña"], "customer,month,mrr")],
];

for (const [label, text] of LANGUAGES) {
  test(`${label}: the browser's decoder and the command line's give one report`, async ({ page }, info) => {
    const ninefold = await opened(page);
    const path = stored(info, `${label}.csv`, encode(text, label));
    await ninefold.choose(path);
    await same(ninefold, [path]);
    await expect(line(page, `${label}.csv`)).toContainText({ gb18030: "GB18030 (GBK)", big5: "Big5", shift_jis: "Shift_JIS", "windows-1252": "Windows-1252" }[label] ?? label.toUpperCase());
    await expect(page.locator("main")).not.toContainText("\ufffd");
  });

  test(`${label}: broken bytes are the same findings on both sides`, async ({ page }, info) => {
    const ninefold = await opened(page);
    const good = encode(text, label);
    const broken = Buffer.from(good);
    // Bytes that begin nothing, half characters before a line end and at the end of the file.
    const lines = [...good.entries()].filter(([, byte]) => byte === 10).map(([at]) => at);
    for (const [nth, byte] of [[60, 0xff], [120, 0x81], [180, 0xfe], [240, 0xe0], [300, 0x8f]] as const) {
      const end = lines[nth] ?? 0;
      // The first letter of the name on the line below.
      broken[end + (label === "utf-16le" ? 3 : 1)] = label === "utf-16le" ? 0xdc : byte;
    }
    const path = stored(info, `${label}.csv`, Buffer.concat([broken, Buffer.from([label === "utf-16le" ? 0x41 : 0x81])]));
    const flags = ["--encoding", label];
    await ninefold.choose(path);
    await ninefold.reaches("done");
    await line(page, `${label}.csv`).getByTestId("change").click();
    await tell(page, "encoding", label);
    await page.getByTestId("apply").click();
    await same(ninefold, [path], flags);
  });
}

test("a large file in two-byte characters is cut anywhere and reads the same", async ({ page }, info) => {
  test.setTimeout(120_000);
  const ninefold = await opened(page);
  // Three chunks and more, lines of an odd length.
  const text = names(["杭州云帆科技有限公司", "深圳市星河数据服务", "a北京智算中心"], "客户名称,月份,月经常性收入", 10_000);
  const path = stored(info, "large.csv", encode(text, "gb18030"));
  await ninefold.choose(path);
  await ninefold.reaches("done", 60_000);
  await same(ninefold, [path]);
});

test("a large ledger read with helpers is the same, whatever stands between its plain rows", async ({ page }, info) => {
  test.setTimeout(120_000);
  const ninefold = await opened(page);
  // Six slices: helpers are asked from eight megabytes on.
  const odd: Record<number, string> = { 2_000: "", 9_001: '"C 9,001",2024-03,5.00', 20_000: "C20000,2024-03,oops", 20_001: "Total,2024-03,9.00" };
  for (let i = 0; i < 40; i++) odd[30_000 + i * 401] = `"a note${"\n".repeat(1 + (i % 3))}of lines ${i}",2024-02,${i}.25`;
  const rows = ["customer_id,month,mrr"];
  for (let c = 0; c < 50_000; c++) {
    if (c in odd) rows.push(odd[c]);
    for (const m of months) rows.push(`customer_${c},${month(m)},${100 + ((c * 37 + m * 11) % 900)}.50`);
  }
  const path = stored(info, "ledger.csv", rows.join("\r\n"));
  await ninefold.choose(path);
  await ninefold.reaches("done", 60_000);
  await same(ninefold, [path]);
});

test("a German report: lines above the table, semicolons, decimal commas, days first", async ({ page }, info) => {
  const ninefold = await opened(page);
  const rows = ["Auswertung: Wiederkehrende Umsätze;;", "Mandant: Müller & Söhne GmbH;;", "Stand: 31.12.2024;;", "", "Kunde;Stichtag;Monatlicher Umsatz (EUR)"];
  for (const [c, name] of ["Bäckerei Größe", "Österreich AG", "Weiß & Co", "Schäfer KG"].entries()) {
    for (const m of months) {
      if (c === 3 && m > 15) continue;
      const [year, mm] = month(m).split("-");
      rows.push(`${name};28.${mm}.${year};1.${234 + c * 17 + m},50 €`);
    }
  }
  rows.push("Fehlerhaft;28.03.2024;folgt", "Summe;;412.345,00 €");
  const path = stored(info, "umsatz.csv", encode(rows.join("\r\n"), "windows-1252"));
  await ninefold.choose(path);
  await same(ninefold, [path]);
  for (const words of ["Windows-1252", "semicolon", "header on line 5", "day first", "decimal comma", "EUR", "88 rows used, 1 rejected, 1 ignored"]) {
    await expect(line(page, "umsatz.csv")).toContainText(words);
  }
  // The preview marks the cell that can't be read, and says what stands in it.
  await line(page, "umsatz.csv").getByTestId("change").click();
  await expect(dialog(page).locator('tr[data-fate="above"]')).toHaveCount(3);
  await expect(dialog(page).locator('tr[data-fate="header"] th')).toHaveText("5");
});

test("a rejected row in the preview quotes the cell and marks it", async ({ page }, info) => {
  const ninefold = await opened(page);
  const path = stored(info, "few.csv", "customer,month,mrr\nA,2024-01,100\nB,2024-01,12%\nC,2024-01,1,2\n,2024-01,7\nA,2024-02,100\n");
  await ninefold.report(path);
  await line(page, "few.csv").getByTestId("change").click();
  const rejected = dialog(page).locator('tr[data-fate="rejected"]');
  await expect(rejected.locator(".fate")).toHaveText([
    "rejected: “12%” in column “mrr” is a percentage, not an amount",
    "rejected: More cells than the header has columns",
    "rejected: No customer in column “customer”",
  ]);
  await expect(rejected.locator("td.fault")).toHaveText(["12%", ""]);
});

test("what was found stays in sight beside what is told", async ({ page }, info) => {
  const ninefold = await opened(page);
  const path = stored(info, "few.csv", "customer,month,mrr\nA,2024-01,100\nA,2024-02,100\n");
  await ninefold.report(path);
  await line(page, "few.csv").getByTestId("change").click();
  const field = dialog(page).locator('[data-field="shape"]');
  const role = dialog(page).locator('select[data-column="2"]');
  await expect(field.locator("option").first()).toHaveText("Found: a row per customer and month");
  await field.selectOption("long");
  await role.selectOption("arr");
  await page.getByTestId("apply").click();
  await ninefold.reaches("done");
  await line(page, "few.csv").getByTestId("change").click();
  await expect(field).toHaveValue("long");
  await expect(field.locator("option").first()).toHaveText("Found: a row per customer and month");
  await expect(role).toHaveValue("arr");
  await expect(role.locator("option").first()).toContainText("Found: MRR");
});

test("a subscriptions export of Stripe is recognised", async ({ page }, info) => {
  const ninefold = await opened(page);
  const rows = ["id,Customer ID,Customer Description,Customer Email,Plan,Quantity,Currency,Interval,Amount,Status,Created (UTC),Start Date (UTC),Current Period Start (UTC),Current Period End (UTC),Trial Start (UTC),Trial End (UTC),Canceled At (UTC),Ended At (UTC)"];
  for (let i = 0; i < 24; i++) {
    const status = i === 23 ? "trialing" : i % 6 === 5 ? "canceled" : "active";
    const end = status === "canceled" ? `2024-${String(1 + (i % 9)).padStart(2, "0")}-20 09:12` : "";
    const start = `2023-${String(1 + (i % 12)).padStart(2, "0")}-03 10:00`;
    const [interval, amount] = i % 5 === 0 ? ["year", "1,200.00"] : ["month", `${49 + i}.00`];
    rows.push(`sub_${i},cus_${i},"Acme ${i}, Inc.",a${i}@acme.example,plan_pro,${1 + (i % 3)},usd,${interval},"${amount}",${status},${start},${start},${start},2025-01-03 10:00,,,${end},${end}`);
  }
  const path = stored(info, "subscriptions.csv", rows.join("\n"));
  await ninefold.choose(path);
  await same(ninefold, [path]);
  for (const words of ["Stripe", "USD", "23 rows used, 0 rejected, 1 ignored"]) await expect(line(page, "subscriptions.csv")).toContainText(words);
});

test("a wide cube with a title and two header rows, 24 months of it in the dialog", async ({ page }, info) => {
  const ninefold = await opened(page);
  const short = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const rows = [`Project Falcon: MRR by customer (USD)${",".repeat(26)}`];
  rows.push(`,,${months.map((m) => (m % 12 === 0 ? String(2023 + m / 12) : "")).join(",")},`);
  rows.push(`Customer,Segment,${months.map((m) => short[m % 12]).join(",")},Total`);
  for (let c = 0; c < 20; c++) {
    const cells = months.map((m) => (c % 7 === 3 && m > 14 ? "-" : `"${1 + (c % 3)},${500 + m}.25"`));
    rows.push(`Customer ${c},SMB,${cells.join(",")},"99,999"`);
  }
  const path = stored(info, "cube.csv", rows.join("\n"));
  await ninefold.choose(path);
  await same(ninefold, [path]);
  await expect(line(page, "cube.csv")).toContainText("a column per month");
  // All months are in the dialog, and it stays in the window.
  await line(page, "cube.csv").getByTestId("change").click();
  await expect(dialog(page).locator("select[data-column]")).toHaveCount(27);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
});

test("movements, and two points without months", async ({ page }, info) => {
  const ninefold = await opened(page);
  const moves = ["date,customer,type,mrr change", "2024-01-05,A,new,100", "2024-01-05,B,new,200", "2024-03-01,A,expansion,50", "2024-05-01,B,churn,-200", "2024-06-01,C,new,30"];
  const movements = stored(info, "movements.csv", moves.join("\n"));
  await ninefold.choose(movements);
  await same(ninefold, [movements]);
  const points = stored(info, "points.csv", "Account,Opening MRR,Closing MRR\nA,1000,1300\nB,3000,3000\nC,2000,0\nD,0,800\n");
  await ninefold.choose(points);
  await expect(line(page, "points.csv")).toBeVisible();
  await same(ninefold, [points]);
  await expect(page.locator("main")).toContainText("opening → closing");
  await expect(page.locator("main")).toContainText("from opening to closing. Gains above the line");
  await expect(page.locator("main")).toContainText("The first row is everyone who was a customer at the start");
});

test("two currencies are added up once a table of rates lies beside them", async ({ page }, info) => {
  const ninefold = await opened(page);
  const rows = ["customer_id,month,currency,mrr"];
  for (let c = 0; c < 6; c++) for (const m of months) rows.push(`K${c},${month(m)},${c % 2 ? "EUR" : "USD"},${500 + c}`);
  const ledger = stored(info, "two.csv", rows.join("\n"));
  const rates = stored(info, "rates.csv", "currency,rate\nUSD,1\nEUR,1.08\n");
  await ninefold.choose(ledger);
  await expect(page.locator("main")).toContainText("Add a table of exchange rates");
  const chooser = page.waitForEvent("filechooser");
  await page.getByTestId("add-files").first().click();
  await (await chooser).setFiles(rates);
  await expect(line(page, "rates.csv")).toContainText("exchange rates");
  await same(ninefold, [ledger, rates]);
  expect((await ninefold.metric("mrr")).value).toBeGreaterThan(0);
});

/** The processor time (ms) of the longest task of the page's main thread while something is done, by what the task was. */
async function longest(page: Page, act: () => Promise<void>): Promise<number> {
  const browser = page.context().browser();
  if (!browser) throw new Error("no browser");
  await browser.startTracing(page, { categories: ["disabled-by-default-devtools.timeline", "devtools.timeline", "__metadata"] });
  await act();
  interface Entry { name: string; ph: string; pid: number; tid: number; dur?: number; tdur?: number; args: { name?: string } }
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: Entry[] };
  const mains = new Set(traceEvents.filter((e) => e.name === "thread_name" && e.args.name === "CrRendererMain").map((e) => `${e.pid} ${e.tid}`));
  const tasks = traceEvents.filter((e) => e.ph === "X" && e.name === "RunTask" && mains.has(`${e.pid} ${e.tid}`));
  expect(tasks.length).toBeGreaterThan(10);
  // Other work on this machine lengthens the time on the wall, not the thread's own.
  return Math.max(...tasks.map((e) => (e.tdur ?? e.dur ?? 0) / 1000));
}

test("a file of 100 MB: the first rows come without stopping the page, and the reading can be cancelled", async ({ page }, info) => {
  test.setTimeout(120_000);
  const ninefold = await opened(page);
  const rows = ["customer_id,month,mrr"];
  for (let c = 0; c < 160_000; c++) for (const m of months) rows.push(`customer-${c},${month(m)},${100 + ((c * 7 + m) % 900)}.50`);
  const path = stored(info, "large.csv", rows.join("\n"));
  const small = stored(info, "small.csv", "customer,month,mrr\nA,2024-01,100\nA,2025-01,120\n");
  await ninefold.report(small);
  await ninefold.report(path, 60_000);
  const change = page.getByTestId("change").first();
  const most = await longest(page, async () => {
    await change.click();
    await expect(dialog(page).locator('tr[data-fate="used"]')).toHaveCount(11);
    await tell(page, "decimal", ",");
    await expect(dialog(page).getByTestId("preview-counts")).toContainText("In the first part of the file: 0 rows used");
    await tell(page, "decimal", ".");
    await expect(dialog(page).locator('tr[data-fate="used"]')).toHaveCount(11);
  });
  expect(most, "the longest task (ms)").toBeLessThan(50);
  // What was told is read in full, and given up at once: the report before it stays.
  await ninefold.cancelAtOnce();
  await page.getByTestId("apply").click();
  await ninefold.reaches("done");
  await expect(page.getByTestId("undo")).toHaveCount(0);
  expect((await ninefold.metric("customers")).value).toBe(160_000);
});
