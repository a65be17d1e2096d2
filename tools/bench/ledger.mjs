// Writes revenue ledgers of any size for measuring: customers who join, expand, contract, leave and come back. The same
// question gives the same bytes on any machine.

import { closeSync, existsSync, openSync, renameSync, writeSync } from "node:fs";

// Numbers from 0 to 1, the same for the same seed (mulberry32).
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const monthOf = (at) => `${2015 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;

// `rows` of a long ledger over `months`. A customer has `lines` products, each a row a month, and a row has `columns`
// columns: customer, month, amount, product, then groups of twenty values each.
function writeLedger(path, { rows, months, lines, columns }) {
  const next = random(rows + 31 * months + 977 * lines + 7919 * columns);
  const named = ["customer_id", "month", "mrr", "product"].slice(0, Math.min(columns, 4));
  const groups = Array.from({ length: Math.max(0, columns - 4) }, (_, at) => `group_${at + 1}`);
  const labels = Array.from({ length: months }, (_, at) => monthOf(at));
  const unfinished = `${path}.part`;
  const file = openSync(unfinished, "w");
  let text = `${[...named, ...groups].join(",")}\n`;
  let written = 0;
  let customers = 0;
  while (written < rows) {
    const name = `cus_${String(++customers).padStart(7, "0")}`;
    const of = groups.map(() => `,value ${1 + Math.floor(next() * 20)}`).join("");
    const cents = Array.from({ length: lines }, () => Math.round(2_000 + 60_000 * next() ** 3));
    let away = 0;
    for (let month = next() < 0.55 ? 0 : Math.floor(next() * months); month < months && written < rows; month++) {
      if (away > 0) {
        away--;
        continue;
      }
      const chance = next();
      if (chance < 0.015) {
        away = next() < 0.75 ? months : 1 + Math.floor(next() * 5);
        continue;
      }
      const product = Math.floor(next() * lines);
      if (chance < 0.05) cents[product] = Math.round(cents[product] * (1.05 + 0.45 * next()));
      else if (chance < 0.07) cents[product] = Math.round(cents[product] * (0.5 + 0.45 * next()));
      for (let line = 0; line < lines && written < rows; line++, written++) {
        text += `${name},${labels[month]},${(cents[line] / 100).toFixed(2)}${columns > 3 ? `,product ${line + 1}${of}` : ""}\n`;
      }
    }
    if (text.length > 1 << 22) {
      writeSync(file, text);
      text = "";
    }
  }
  writeSync(file, text);
  closeSync(file);
  renameSync(unfinished, path);
}

// A shape with all that it leaves out.
export const whole = ({ rows, months = 24, lines = 1, columns = 3 }) => ({ rows, months, lines, columns });

// The ledger of a whole shape in `folder`, written if it is not there yet.
export function ledger(folder, shape) {
  const path = `${folder}/${Object.entries(shape).map(([key, count]) => `${count}-${key}`).join("_")}.csv`;
  if (!existsSync(path)) writeLedger(path, shape);
  return path;
}
