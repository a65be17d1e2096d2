// Text as the bytes of an older encoding: the table is what the decoder of this machine makes of every byte and pair.

import type { Buffer } from "node:buffer";

const tables = new Map<string, Map<string, number[]>>();

function table(label: string): Map<string, number[]> {
  const known = tables.get(label);
  if (known) return known;
  const made = new Map<string, number[]>();
  const decoder = new TextDecoder(label, { fatal: true });
  const add = (...bytes: number[]) => {
    try {
      const text = decoder.decode(Uint8Array.from(bytes));
      if ([...text].length === 1 && !made.has(text)) made.set(text, bytes);
    } catch {
      // No character stands there.
    }
  };
  for (let a = 0; a < 256; a++) add(a);
  if (!label.startsWith("windows-")) for (let a = 0x81; a < 0xff; a++) for (let b = 0x40; b < 0xff; b++) add(a, b);
  tables.set(label, made);
  return made;
}

/** The bytes of a text in an encoding of the WHATWG standard. */
export function encode(text: string, label: string): Buffer {
  if (label === "utf-16le") return globalThis.Buffer.from(text, "utf16le");
  const bytes = table(label);
  return globalThis.Buffer.from(
    [...text].flatMap((c) => {
      const found = bytes.get(c);
      // Some versions of Node read the upper controls of windows-1252 as Latin 1.
      if (c === "€" && label === "windows-1252") return [0x80];
      if (!found) throw new Error(`${label} has no “${c}”`);
      return found;
    }),
  );
}
