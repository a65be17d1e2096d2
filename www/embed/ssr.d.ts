// Figures, charts and tables as texts, in Node.

import type { Options, Report } from "./ninefold.js";
import type { Attributes, Explained } from "./ninefold-widget.js";

/** What is shown, as the element's attributes say it; its size in pixels; and what a CSV is read with. */
export interface Wish extends Omit<Attributes, "src" | "compact" | "static" | "show-source" | "upload" | "loading" | "theme" | "height"> {
  width?: number;
  height?: number;
  options?: Options & { name?: string };
}

/** A report's value or JSON, or a CSV as text or bytes. */
export type Input = Report | string | Uint8Array;

/** The view as an SVG file's text; throws an `Error` with `code` where the report has nothing for it. */
export function toSVG(input: Input, wish?: Wish): Promise<string>;
/** The view as HTML without scripts and styles: its drawing, where it has one, above its table. */
export function toHTML(input: Input, wish?: Wish): Promise<string>;
/** The numbers of the view as CSV. */
export function toCSV(input: Input, wish?: Wish): Promise<string>;
/** The figures of the view, values as exact texts. */
export function toFigures(input: Input, wish?: Wish): Promise<Explained[]>;
