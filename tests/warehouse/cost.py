"""Time and memory of generated rows: `make bench` runs it, or a person, one engine at a time and best where nothing else
runs.

    cost.py NINEFOLD ROWS --engine duckdb|spark|cli [--workers N] [--data FOLDER] [--json]

A customer in sixty pays for five years on the average of 30 months; amounts change, a twentieth of the months are holes.
The rows are written to FOLDER once: Parquet for the engines, CSV for the command line, which reads the same rows.
A worker is a thread of DuckDB, and a process with one core of Spark. Memory is the peak of all processes together.
"""

import argparse
import json
import os
import subprocess
import tempfile
import threading
import time
from pathlib import Path

from engines import statements

ROWS = """
COPY (
  SELECT 'customer ' || customer AS customer_id,
    DATE '2019-01-01' + TO_MONTHS(CAST(month AS INT)) AS month,
    CAST((50 + HASH(customer) % 5000) * (1 + HASH(customer + 7 * (month // 5)) % 7) AS DECIMAL(18, 2)) AS mrr
  FROM RANGE({first}, {last}) AS c(customer), RANGE(60) AS m(month)
  WHERE month >= HASH(customer * 3) % 60 AND HASH(customer * 61 + month) % 20 <> 0
) TO '{path}' ({kind})
"""
# So many customers at once: what is generated must not fill the memory.
SLICE = 500_000


def data(folder, rows, engine):
    """The rows, in one file for each slice of customers; made where they are not there yet."""
    import duckdb

    end = "csv" if engine == "cli" else "parquet"
    customers = int(rows / 29)
    files = []
    for first in range(0, customers, SLICE):
        last = min(first + SLICE, customers)
        files.append(folder / f"rows-{customers}-{first}.{end}")
        if not files[-1].exists():
            kind = "FORMAT csv, HEADER" if end == "csv" else "FORMAT parquet"
            duckdb.connect().execute(ROWS.format(first=first, last=last, path=files[-1], kind=kind))
    return files


class Memory:
    """The most that this process and its children hold at once, looked at ten times a second."""

    def __init__(self):
        self.peak, self.over = 0, threading.Event()
        self.thread = threading.Thread(target=self.watch, daemon=True)
        self.thread.start()

    def watch(self):
        while not self.over.wait(0.1):
            self.peak = max(self.peak, held(os.getpid()))

    def stop(self):
        self.over.set()
        self.thread.join()
        return self.peak


def over_all(process, of):
    """The sum of a figure over a process and all below it."""
    try:
        own = of(Path(f"/proc/{process}"))
        tasks = Path(f"/proc/{process}/task").iterdir()
        children = [child for task in tasks for child in (task / "children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return own + sum(over_all(int(child), of) for child in children)


def held(process):
    """Resident bytes."""
    return over_all(process, lambda of: int((of / "statm").read_text().split()[1])) * os.sysconf("SC_PAGE_SIZE")


def worked(process):
    """Seconds of processor time, its ended children's among them: on a busy machine they say more than the clock's."""
    ticks = over_all(process, lambda of: sum(map(int, (of / "stat").read_text().rsplit(")", 1)[1].split()[11:15])))
    return ticks / os.sysconf("SC_CLK_TCK")


def duckdb_run(script, files, workers):
    import duckdb

    connection = duckdb.connect(config={"threads": workers, "memory_limit": "8GB", "temp_directory": str(files[0].parent / "duckdb"), "max_temp_directory_size": "15GB"})
    connection.execute(f"CREATE VIEW ledger AS SELECT * FROM read_parquet({[str(f) for f in files]})")
    return f"DuckDB {duckdb.__version__}", lambda: len(connection.execute(script).fetchall())


def spark_run(script, files, workers):
    import pyspark
    from pyspark.sql import SparkSession

    os.environ.setdefault("SPARK_HOME", str(Path(pyspark.__file__).parent))
    session = (
        SparkSession.builder.master(f"local-cluster[{workers},1,3072]")
        .config("spark.executor.memory", "3g")
        .config("spark.driver.memory", "2g")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.shuffle.partitions", str(max(16, 3 * workers)))
        .config("spark.local.dir", str(files[0].parent / "spark"))
        .config("spark.sql.warehouse.dir", tempfile.mkdtemp(dir=files[0].parent))
        .config("spark.log.level", "ERROR")
        .getOrCreate()
    )
    session.read.parquet(*[str(f) for f in files]).createOrReplaceTempView("ledger")

    def run():
        for statement in statements(script):
            done = session.sql(statement)
        return len(done.collect())

    return f"Spark {pyspark.__version__}", run


def cli_run(program, files):
    def run():
        done = subprocess.run([program, "report", *map(str, files)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
        return done.stdout.count(b"\n")

    return "command line", run


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("ninefold")
    parser.add_argument("rows", type=float)
    parser.add_argument("--engine", choices=["duckdb", "spark", "cli"], default="duckdb")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--data", type=Path, default=Path(tempfile.gettempdir()))
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    args.data.mkdir(parents=True, exist_ok=True)
    files = data(args.data, args.rows, args.engine)
    if args.engine == "cli":
        name, run = cli_run(args.ninefold, files)
    else:
        command = [args.ninefold, "sql", "--dialect", args.engine, "--revenue", "ledger"]
        script = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        name, run = {"duckdb": duckdb_run, "spark": spark_run}[args.engine](script, files, args.workers)
    memory, before, idle, start = Memory(), os.getloadavg()[0], worked(os.getpid()), time.monotonic()
    out = run()
    seconds, busy, peak = time.monotonic() - start, worked(os.getpid()) - idle, memory.stop()
    size = sum(file.stat().st_size for file in files)
    if args.json:
        print(json.dumps({"seconds": seconds, "processor": busy, "bytes": peak, "file": size, "rows_out": out, "load": before}))
        return
    print(f"{name}, {args.workers} workers, {args.rows:.0e} rows ({size / 1e6:.0f} MB): {seconds:.1f} s ({busy:.0f} s of processors), {peak / 1e9:.2f} GB, {out} rows out, load {before:.1f}", flush=True)


if __name__ == "__main__":
    main()
