// The element's types. Importing ninefold-widget.js defines it, where there is a browser.

import type { Options, Report } from "./ninefold.js";

/** What an element shows; values are exact texts. */
export interface Shown {
  readonly metric: string;
  readonly value: string;
  readonly unit: string;
  readonly period: { readonly from: string; readonly to: string };
  /** What the view shows, unrounded: a month, a figure or a group by name, and its numbers; of customers none. */
  readonly points: readonly { readonly at: string; readonly values: readonly string[] }[];
}

/** A row of a CSV: its columns by name. A day is a text (2025-12-31). */
export type Row = Record<string, string | number | bigint | boolean | null | undefined>;

/** A figure with what it rests on. */
export interface Explained {
  metric: string;
  value: string;
  unit: string;
  name: string;
  text: string;
  from: string;
  to: string;
  period: string;
  /** How much more or less it is than a month before, in words; empty where the report does not have both. */
  delta: string;
  note: string[];
  definition: string;
  na: string;
  /** The customers behind it at the window's ends, largest first, where the report lists them; names only by `names="show"`, codes of them by `names="hash"`. */
  customers?: { customer: string; opening: string; closing: string }[];
}

/** Where rows were rejected; `text` is what stands there, only by `names="show"`. */
export interface Rejected {
  code: string;
  line: number | null;
  column: string | null;
  text: string | null;
  count: number;
}

/** The attributes as they are written. */
export interface Attributes {
  src?: string;
  metric?: string;
  metrics?: string;
  view?: "number" | "line" | "bar" | "waterfall" | "movements" | "cohort" | "table" | "quadrant" | "chart";
  period?: "month" | "quarter" | "year";
  from?: string;
  to?: string;
  "as-of"?: string;
  segment?: string;
  currency?: string;
  map?: string;
  encoding?: string;
  delimiter?: string;
  decimal?: "." | ",";
  "date-order"?: "dmy" | "mdy" | "ymd";
  lang?: string;
  locale?: string;
  theme?: "auto" | "light" | "dark";
  loading?: "lazy" | "eager" | "manual";
  names?: "show" | "hash" | "hide";
  integrity?: string;
  height?: string | number;
  compact?: boolean;
  static?: boolean;
  "show-source"?: boolean;
  upload?: boolean;
}

/** What the element tells; every event bubbles and is composed, and `ninefold-select` can be cancelled. */
export interface NinefoldEvents {
  "ninefold-load": CustomEvent<{ rows: number; rejected: number }>;
  "ninefold-progress": CustomEvent<{ phase: string; done: number; total: number }>;
  "ninefold-result": CustomEvent<Shown>;
  "ninefold-reject": CustomEvent<{ count: number; sample: Rejected[] }>;
  /** `period` is a month (2025-12) where months are drawn, and empty elsewhere; `customers` only by `names="show"`. */
  "ninefold-select": CustomEvent<{ title: string; note: string; period: string; numbers: { label: string; value: string }[]; customers?: string[] }>;
  "ninefold-error": CustomEvent<{ code: string; message: string; recoverable: boolean }>;
}

export interface NinefoldWidget extends HTMLElement {
  /** A report's value or JSON text, or a CSV as text, bytes or rows; goes before `src`. */
  data: Report | string | Blob | ArrayBuffer | Row[] | undefined;
  /** Attributes, and what a CSV is read with; goes before the attributes. */
  config: Options & Record<string, unknown>;
  readonly result: Shown | null;
  readonly ready: Promise<Shown | null>;
  load(input?: NinefoldWidget["data"]): Promise<Shown | null>;
  compute(): Promise<Shown | null>;
  explain(metric?: string, period?: { from?: string; to?: string }): Promise<Explained>;
  toSVG(): Promise<string>;
  toPNG(options?: { scale?: number }): Promise<Blob>;
  toCSV(): Promise<string>;
  saveConfig(): Record<string, unknown>;
  restoreConfig(config: Record<string, unknown>): void;
  dispose(): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "ninefold-widget": NinefoldWidget;
  }
  interface HTMLElementEventMap extends NinefoldEvents {}
  interface DocumentEventMap extends NinefoldEvents {}
}
