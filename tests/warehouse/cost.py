"""Time and memory of a script on generated rows: run by hand, where nothing else runs.

    cost.py NINEFOLD ROWS [--threads N] [--memory 8GB]

A customer in sixty pays for five years on the average of 30 months; amounts change, a twentieth of the months are holes.
"""

import argparse
import resource
import subprocess
import time

import duckdb

ROWS = """
CREATE TABLE ledger AS
SELECT 'customer ' || customer AS customer_id,
  DATE '2019-01-01' + TO_MONTHS(CAST(month AS INT)) AS month,
  CAST((50 + HASH(customer) % 5000) * (1 + HASH(customer + 7 * (month // 5)) % 7) AS DECIMAL(18, 2)) AS mrr
FROM RANGE({customers}) AS c(customer), RANGE(60) AS m(month)
WHERE month >= HASH(customer * 3) % 60 AND HASH(customer * 61 + month) % 20 <> 0
"""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("ninefold")
    parser.add_argument("rows", type=float)
    parser.add_argument("--threads", type=int, default=4)
    parser.add_argument("--memory", default="8GB")
    args = parser.parse_args()
    connection = duckdb.connect(config={"threads": args.threads, "memory_limit": args.memory})
    connection.execute(ROWS.format(customers=int(args.rows / 29)))
    (rows, customers) = connection.execute("SELECT COUNT(*), COUNT(DISTINCT customer_id) FROM ledger").fetchone()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    script = subprocess.run([args.ninefold, "sql", "--dialect", "duckdb", "--revenue", "ledger"], capture_output=True, text=True, check=True)
    start = time.monotonic()
    cpu = time.process_time()
    result = connection.execute(script.stdout).fetchall()
    seconds = time.monotonic() - start
    cpu = time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"DuckDB {duckdb.__version__}, {args.threads} threads, limit {args.memory}: {rows:,} rows of {customers:,} customers: "
          f"{seconds:.1f} s, {cpu:.1f} s of processor time, {len(result)} rows out, peak {peak / 1e6:.1f} GB (with the rows alone {before / 1e6:.1f} GB)")


if __name__ == "__main__":
    main()
