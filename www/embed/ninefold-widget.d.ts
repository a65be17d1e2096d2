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

export interface NinefoldWidget extends HTMLElement {
  /** A report's value or JSON text, or a CSV; goes before `src`. */
  data: Report | string | Blob | ArrayBuffer | undefined;
  /** Attributes, and what a CSV is read with; goes before the attributes. */
  config: Options & Record<string, unknown>;
  readonly result: Shown | null;
  readonly ready: Promise<Shown | null>;
  load(input?: NinefoldWidget["data"]): Promise<Shown | null>;
  compute(): Promise<Shown | null>;
  explain(metric?: string, period?: { from?: string; to?: string }): Promise<unknown>;
  toSVG(): Promise<string>;
  toPNG(options?: { scale?: number }): Promise<Blob>;
  toCSV(): Promise<string>;
  dispose(): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "ninefold-widget": NinefoldWidget;
  }
  interface HTMLElementEventMap {
    "ninefold-result": CustomEvent<Shown>;
    "ninefold-error": CustomEvent<{ code: string; message: string; recoverable: boolean }>;
  }
}
