// The element's types. Importing ninefold-widget.js defines it, where there is a browser.

import type { Options, Report } from "./ninefold.js";

/** What an element shows; values are exact texts. */
export interface Shown {
  metric: string;
  value: string;
  unit: string;
  period: string;
  [part: string]: unknown;
}

/** A row of a CSV: its columns by name. A day is a text (2025-12-31). */
export type Row = Record<string, string | number | bigint | boolean | null | undefined>;

/** A figure with what it rests on. */
export interface Explained extends Omit<Shown, "period"> {
  name: string;
  text: string;
  from: string;
  to: string;
  period: string;
  note: string[];
  definition: string;
  na: string;
  /** The customers behind it at the window's ends, largest first, where the report lists them; names only by `names="show"`. */
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
  interface HTMLElementEventMap {
    "ninefold-result": CustomEvent<Shown>;
    "ninefold-reject": CustomEvent<{ count: number; sample: Rejected[] }>;
    "ninefold-error": CustomEvent<{ code: string; message: string; recoverable: boolean }>;
  }
}
