// Small files whose numbers are known by heart.

import { csv, type MadeFile } from "./page";

/** Fixture F1 of the domain: NRR 107 %, GRR 92 %, 4 of 5 customers kept, one new. */
export const F1 = [
  "customer_id,2024-01,2025-01",
  "C1,5000,6500",
  "C2,3000,3000",
  "C3,1000,700",
  "C4,500,0",
  "C5,500,500",
  "C6,0,800",
].join("\n");

export const f1 = (): MadeFile => csv("f1.csv", F1);

/** Two good rows, one bad amount, one row without a customer, one total. */
export const SPOILT = [
  "customer_id,month,mrr",
  "A,2024-01,100",
  "A,2025-01,120",
  "B,2024-01,n/a",
  ",2024-01,7",
  "Total,2024-01,100",
].join("\n");

/** A long ledger of a given size, for what takes time. */
export function ledger(customers: number, months: number): MadeFile {
  const lines = ["customer_id,month,mrr"];
  for (let c = 0; c < customers; c++) {
    for (let m = 0; m < months; m++) {
      const month = `${2022 + Math.floor(m / 12)}-${String((m % 12) + 1).padStart(2, "0")}`;
      lines.push(`customer-${c},${month},${100 + ((c * 7 + m) % 900)}.50`);
    }
  }
  return csv("large.csv", lines.join("\n"));
}
