// Each question from its own table alone, and the choices beside the answers they change.

import { expect, test } from "@playwright/test";
import { csv, NinefoldPage, type MadeFile } from "./support/page";

/** A table of its own header and rows. */
const table = (name: string, head: string, ...rows: string[]): MadeFile => csv(`${name}.csv`, [head, ...rows].join("\n"));

const MONTHS = ["2025-01", "2025-02", "2025-03", "2025-04", "2025-05", "2025-06", "2025-07", "2025-08", "2025-09", "2025-10", "2025-11", "2025-12", "2026-01"];
const paid = (name: string, from: number, to: number) => [name, ...MONTHS.map((_, at) => (at === MONTHS.length - 1 ? to : from))].join(",");
const REVENUE = table("ledger", `customer,${MONTHS.join(",")}`, paid("Ada", 100, 130), paid("Bo", 100, 0), paid("Cy", 100, 100));

/** A question, the view that answers it, its table alone, what the view then says, and where: an element's text. */
const ALONE: [string, string, MadeFile, string, string | RegExp][] = [
  ["q1", "nrr", REVENUE, '.view:not([hidden])', /76\.7\s?%/],
  ["q2", "groups", table("groups", `customer,tier,${MONTHS.join(",")}`, ...["Ada", "Bo", "Cy", "Di", "Ed"].map((name, at) => paid(name, 100, at ? 100 : 0).replace(",", ",KA,")), ...["Fa", "Go", "Hy", "Io", "Jo"].map((name) => paid(name, 100, 100).replace(",", ",SMB,"))), '.view:not([hidden])', /80(\.0)?\s?%/],
  ["q3", "warnings", table("usage", "customer_id,date,logins", "Quiet,2026-01-01,3", "Busy,2026-01-01,2", "Busy,2026-01-20,5"), '[id="chart-q3.customers"]', "Quiet"],
  ["q4", "health", table("sheet", "customer_id,seats,last_login,logins_30d,modules_used,modules_total,nps_score,tickets_30d,overdue_days", "Well,10,2026-01-20,20,8,10,10,0,0", "Ill,10,2026-01-20,2,1,10,2,5,45"), '[id="chart-q4.customers"]', "Ill"],
  ["q5", "advocates", table("advocacy", "customer_id,date,kind,count,converted,revenue", "Fan,2026-01-05,referral,3,2,9000", "Fan,2026-01-06,case_study,1,,", "Mild,2026-01-07,referral,1,0,"), ".view:not([hidden])", "Fan"],
  ["q6", "scaling", table("tickets", "customer_id,created_at,type,level,handled_by,resolved_at", "A,2026-01-02,question,basic,ai,2026-01-02", "A,2026-01-03,question,basic,kb,2026-01-03", "B,2026-01-04,question,basic,agent,2026-01-05", "B,2026-01-05,bug,complex,csm,2026-01-09"), ".view:not([hidden])", /50(\.0)?\s?%/],
  ["q7", "growth", table("trials", "signup_id,signup_date,trial_end,activated_at,paid_at,source", ...Array.from({ length: 10 }, (_, at) => `s${at},2025-06-0${(at % 9) + 1},2025-06-20,${at < 6 ? `2025-06-1${at % 9}` : ""},${at < 3 ? "2025-06-25" : ""},organic`), "late,2025-12-31,2026-01-14,,,viral"), ".view:not([hidden])", /30(\.0)?\s?%/],
  ["q8", "demand", table("requests", "request_id,customer_id,feature,date,status", ...Array.from({ length: 10 }, (_, at) => `r${at},C${at},Bulk import,2026-01-0${(at % 9) + 1},open`), "r10,C1,SSO,2026-01-05,open"), '[id="chart-q8.features"]', "Bulk import"],
  ["q9", "experience", table("tasks", "task,steps,completed,seq", ...Array.from({ length: 5 }, () => "Create a report,8,yes,4"), ...Array.from({ length: 5 }, () => "Invite,3,yes,6")), ".view:not([hidden])", "Create a report"],
  ["guide", "playbook", table("surveys", "respondent_id,customer_id,date,kind,score", "r1,A,2026-01-20,nps,9", "r2,B,2026-01-20,nps,10", "r3,C,2026-01-20,nps,3", "r4,D,2026-01-20,nps,8"), ".view:not([hidden])", "25"],
];

for (const [id, view, file, where, says] of ALONE) {
  test(`${id} is answered from its table alone`, async ({ page }) => {
    const ninefold = new NinefoldPage(page);
    await ninefold.open();
    await ninefold.report(file);
    if (id !== "guide") await expect(page.locator(`[data-question="${id}"]`).first()).toHaveAttribute("data-status", /answered|partly/);
    await page.locator(`a[href="#${view}"]`).first().click();
    await expect(page.locator(where).first()).toContainText(says);
    expect(ninefold.requestsSinceSeal).toEqual([]);
    expect(ninefold.complaints.filter((text) => !/\?probe/.test(text))).toEqual([]);
  });
}

const REQUESTS = ALONE.find(([id]) => id === "q8")![2];

test("a choice beside its answer changes it, stands in the address, and is taken back by going back", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await ninefold.report(REQUESTS);
  await page.locator('a[href="#demand"]').first().click();
  const gate = page.locator("#choice-gate");
  const row = page.locator('[id="chart-q8.features"] tbody tr').filter({ hasText: "SSO" });
  await expect(gate).toHaveValue("10");
  await expect(row).toContainText("not reached");
  await gate.fill("1");
  await gate.press("Tab");
  await expect(row).not.toContainText("not reached");
  await expect(page).toHaveURL(/#demand\?gate=1$/);
  await page.goBack();
  await expect(page.locator("#choice-gate")).toHaveValue("10");
  await expect(row).toContainText("not reached");
});

test("what a choice can't be is said at its field, and the answer stays", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await ninefold.report(REQUESTS);
  await page.locator('a[href="#demand"]').first().click();
  const gate = page.locator("#choice-gate");
  await gate.fill("0");
  await gate.press("Tab");
  await expect(page.locator("#choice-gate-told")).toHaveText("Expected: a whole number from 1 to 1000");
  await expect(page).toHaveURL(/#demand$/);
  await gate.fill("2");
  await gate.press("Tab");
  await expect(page.locator("#choice-gate-told")).toHaveText("");
  await expect(page).toHaveURL(/gate=2/);
});

test("names in choices never come into the address", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await ninefold.report(REQUESTS);
  await page.locator('a[href="#demand"]').first().click();
  await page.locator("#choice-alias").fill("SSO=Bulk import");
  await page.locator("#choice-alias").press("Tab");
  const rows = page.locator('[id="chart-q8.features"] tbody tr');
  await expect(rows).toHaveCount(1);
  await expect(page).toHaveURL(/#demand$/);
  expect(page.url()).not.toContain("SSO");
});

test("a link sets the choices it tells", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open("./#demand?gate=3&demand=2,1,0");
  await ninefold.report(REQUESTS);
  await expect(page.locator("#choice-gate")).toHaveValue("3");
  await expect(page.locator("#choice-demand")).toHaveValue("2,1,0");
});

test("holidays are chosen from a calendar, stand as what can be taken back, and are told in the address", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await ninefold.report(ALONE.find(([id]) => id === "q3")![2]);
  await page.locator('a[href="#warnings"]').first().click();
  const quiet = page.locator('[id="chart-q3.customers"]').filter({ hasText: "Quiet" });
  const field = page.locator(".choice-field").filter({ has: page.locator("#choice-holidays") });
  await expect(quiet).toHaveCount(1);
  // Nineteen days without a login, of which thirteen are holidays.
  await page.locator("#choice-holidays").fill("2026-01-02");
  await field.getByLabel("To; the same day where empty").fill("2026-01-14");
  await field.getByRole("button", { name: "Add" }).click();
  await expect(quiet).toHaveCount(0);
  await expect(page).toHaveURL(/holidays=2026-01-02\.\.2026-01-14/);
  await page.locator("#choice-holidays").fill("2026-01-16");
  await field.getByRole("button", { name: "Add" }).click();
  await expect(field.getByRole("listitem")).toHaveText([/^2026-01-02 – 2026-01-14/, /^2026-01-16/]);
  // Before its beginning nothing ends: what stands stays.
  await page.locator("#choice-holidays").fill("2026-01-18");
  await field.getByLabel("To; the same day where empty").fill("2026-01-17");
  await field.getByRole("button", { name: "Add" }).click();
  await expect(page.locator("#choice-holidays-told")).toContainText("Expected: days and stretches of days");
  await expect(field.getByRole("listitem")).toHaveCount(2);
  await field.getByRole("button", { name: "Remove 2026-01-02 – 2026-01-14" }).click();
  await expect(quiet).toHaveCount(1);
  await expect(field.getByRole("listitem")).toHaveText([/^2026-01-16/]);
  await expect(page.locator("#choice-holidays")).toBeFocused();
});

test("a question that can't be answered yet says what would, with a template of each table", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await ninefold.report(REQUESTS);
  const line = page.locator('[data-question="q7"]').first();
  await expect(line).toHaveAttribute("data-status", "needs");
  await line.getByRole("link").click();
  const room = page.locator(".view:not([hidden])");
  await expect(room).toContainText("To answer this, add");
  await expect(room.getByTestId("add-tables")).toBeVisible();
  await expect(room.locator("[data-template]")).toHaveCount(2);
  const saved = page.waitForEvent("download");
  await room.locator("[data-template=trials]").first().click();
  expect((await saved).suggestedFilename()).toMatch(/trials/);
});

test("a measure's cut-off is changed beside its score, the other gives way, and the source's come back", async ({ page }) => {
  const ninefold = new NinefoldPage(page);
  await ninefold.open();
  await ninefold.report(ALONE.find(([id]) => id === "q4")![2]);
  await page.locator('a[href="#health"]').first().click();
  const nps = page.locator('[id="chart-q4.measures"] tbody tr').filter({ hasText: "NPS" });
  await expect(nps).toContainText("≥ 9");
  await page.getByText("Cut-offs of the measures").click();
  const [green, yellow] = [0, 1].map((place) => page.getByTestId(`health-cut-nps-${place}`));
  await expect(yellow!).toHaveValue("7");
  await green!.fill("2");
  await green!.press("Tab");
  await expect(nps).toContainText("≥ 2");
  await expect(nps).toContainText("< 2");
  await expect(page.getByTestId("health-cut-nps-1")).toHaveValue("2");
  await page.getByTestId("health-reset").click();
  await expect(nps).toContainText("≥ 9");
  expect(ninefold.complaints.filter((text) => !/\?probe/.test(text))).toEqual([]);
});
