// The types of Ninefold's API. The report's are those of the command line's JSON: `ninefold report`.

/** Money, as a decimal text with the currency's digits: nothing is lost to floating point. */
export type Money = string;
/** `YYYY-MM`. */
export type Month = string;
/** `YYYY-MM-DD`. */
export type Day = string;

/** A CSV file: the browser's own, or its content with a name. */
export type Source = File | Blob | { name?: string; text: string } | { name?: string; bytes: ArrayBuffer | Uint8Array<ArrayBuffer> };

/** Where the reading is. */
export interface Progress {
  phase: "read";
  /** Bytes read, of all files. */
  done: number;
  /** Bytes of all files. */
  total: number;
}

/** What a report is made with: the names and values of the command line. */
export interface Options {
  /** Last day of the data, or its month; default: the latest date in the data. */
  as_of?: Day | Month;
  /** Length of the retention window, 1 to 120; default 12. */
  months?: number;
  /** Last month of the window; default: the data's last. */
  to?: Month;
  /** Policies by their names, such as `{ gap: 1, snapshot: "start" }`. */
  policies?: Record<string, string | number>;
  /** Which file is which table: `{ usage: "logins.csv" }`. */
  tables?: Record<string, string>;
  /** What columns are for: `{ "ledger.csv": { Account: "customer_id" } }`. */
  roles?: Record<string, Record<string, string>>;
  /** What one unit of a currency is worth: `{ EUR: "1.08" }`. */
  rates?: Record<string, string | number>;
  /** The amounts' currency where the files don't say it; with rates, the report's. */
  currency?: string;
  /** Where size classes are cut, in percent. */
  size_cuts?: [number, number];
  /** Lists every customer's opening and closing MRR. */
  customers?: boolean;
  date_order?: "dmy" | "mdy" | "ymd";
  fiscal_start?: number;
  day_numbers?: "1900" | "1904";
  decimal?: "." | ",";
  encoding?: string;
  delimiter?: string;
  quote?: '"' | "'" | "none";
  escape?: "doubled" | "backslash";
  header_line?: number;
  shape?: "long" | "wide" | "periods" | "two_point" | "movements" | "aggregate" | "invoices";
  /** Repairs that must not be made, by their codes. */
  without?: string[];
  health?: "a" | "b";
  health_weights?: Record<string, number>;
  health_bands?: [number, number];
  /** By measure: green and yellow from; of tickets and billing yellow and red from. */
  health_cuts?: Record<string, [number, number]>;
  health_tickets?: [number, number];
  health_key_accounts?: "a" | "b";
  health_rules?: "on" | "off";
  /** Language of the findings' sentences; default `en`. */
  lang?: "en" | "zh";
  /** `revenue` leaves out the answers to the nine questions; its engine is half as large. */
  only?: "all" | "revenue";
  /** `false` computes on the page's own thread; so does a page whose policy allows no worker. */
  worker?: boolean;
  /** The engine, where it was compiled already (or where there is no `fetch` for it). */
  module?: WebAssembly.Module;
  /** Gives the work up. */
  signal?: AbortSignal;
  /** Hears how far the reading is, ten times a second at most. */
  onProgress?: (progress: Progress) => void;
}

/** Why there is no report. */
export class NinefoldError extends Error {
  constructor(about: { code: NinefoldError["code"]; message: string; fix?: string; option?: string; values?: string[] });
  /** An option can't be used; a question is open; no file is a table; a file can't be had; the engine can't run. */
  code: "option" | "question" | "unreadable" | "file" | "engine";
  /** What was expected, and how to mend it. */
  fix: string;
  /** The option that it is about, or that answers the question. */
  option?: string;
  /** The values that answer the question. */
  values?: string[];
}

/** A figure with what stands behind it, or the reason why there is none. */
export type Metric =
  | { value: number | Money; numerator?: number | Money; denominator?: number | Money; n: number; interval: [number, number] | null; na?: undefined }
  | { na: string; text: string; value?: undefined };

/** MRR movements of one month. */
export interface Movement {
  month: Month;
  opening: Money;
  new: Money;
  expansion: Money;
  contraction: Money;
  churn: Money;
  reactivation: Money;
  closing: Money;
  customers: Record<"opening" | "new" | "expanded" | "contracted" | "churned" | "reactivated" | "closing", number>;
  partial?: true;
}

/** Trailing retention that ends in a month. */
export interface TrendPoint {
  month: Month;
  from: Month;
  n: number;
  nrr: number;
  grr: number;
  logo_retention: number;
}

/** The customers whose first revenue fell in one month. */
export interface Cohort {
  start: Month;
  customers: number;
  revenue: Money;
  age: { months: number; n: number; small?: true; customers: number; revenue: Money; nrr: number; grr: number; logo: number }[];
}

/** What was found in a file, or in the data as a whole. */
export interface Diagnostic {
  severity: "info" | "warning" | "error";
  code: string;
  line?: number | null;
  column?: string | null;
  text?: string | null;
  count: number;
  hint: string;
}

/** How a file was read. */
export interface Reading {
  name: string;
  bytes: number;
  sha256: string;
  table: string | null;
  shape: string | null;
  rows: { in: number; used: number; rejected: number; ignored: number };
  diagnostics: Diagnostic[];
  [part: string]: unknown;
}

/** The report: what the command line prints as JSON. Parts that are not listed here are there all the same. */
export interface Report {
  schema: "ninefold.report/1";
  version: string;
  as_of: Day | null;
  window: { from: Month; to: Month; months: number } | null;
  currency: string | null;
  span: [Month, Month] | null;
  policies: Record<string, string | number | null>;
  inputs: Reading[];
  diagnostics: Diagnostic[];
  metrics: Record<string, Metric>;
  movements: Movement[];
  bridge: { steps: { part: string; amount: Money; customers: number }[] };
  trend: TrendPoint[];
  cohorts: Cohort[];
  questions: { id: string; status: string; findings: { code: string; text: string; [part: string]: unknown }[]; [part: string]: unknown }[];
  [part: string]: unknown;
}

/** The report of some files. */
export function report(files: Source | Source[], options?: Options): Promise<Report>;
