// What draws, without the element: the WebAssembly's own exports.

import type { Attributes, Explained } from "./ninefold-widget.js";

/** Attributes as they are written, and the place there is, in pixels. */
export type Wish = Omit<Attributes, "height"> & { width?: number; height?: number };

/** What a view shows. */
export interface View {
  shape: "number" | "chart" | "table" | "none";
  title: string;
  caption: string;
  desc: string;
  figures: Explained[];
  /** The numbers shown, unrounded: rows, each with its name first. */
  exact: string[][];
  missing: { code: string; message: string } | null;
  warnings: string[];
  [part: string]: unknown;
}

/** A report that views are made of; it holds memory until `free()`. */
export class Report {
  /** Throws an `Error` whose name is `report` or `schema`. */
  constructor(value: unknown, lang: string);
  view(wish: Wish, ground?: SVGElement): View;
  table(wish: Wish): { head: string[]; rows: [text: string, figure: boolean, few: boolean][][] };
  csv(wish: Wish): string;
  svg(wish: Wish): string;
  behind(wish: Wish): Explained["customers"] | null;
  free(): void;
}

/** Starts it with the bytes of `ninefold/wasm`, or with its compiled module. */
export function initSync(source: { module: BufferSource | WebAssembly.Module }): unknown;
/** Fetches and starts it. */
export default function init(source?: { module_or_path: unknown }): Promise<unknown>;
