"""Runs the scripts of `ninefold sql` in real engines and compares every number with `ninefold report`.

    run.py NINEFOLD [--engines duckdb,postgres,spark] [--seeds N] [--from SEED] [--outside FOLDER]
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from back import differences, write
from compare import compare
from engines import ENGINES
from ledgers import fixtures, outside, random_ledger


def ninefold(program, args):
    done = subprocess.run([program, *args], capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        raise RuntimeError(f"ninefold {' '.join(args)}\n{done.stderr or done.stdout}")
    return done.stdout


def check(program, dialect, engine, ledger):
    """The differences between the core and the engine on one ledger."""
    with tempfile.TemporaryDirectory(prefix="ninefold-ledger.") as folder:
        report = json.loads(ninefold(program, ledger.report_args(Path(folder))))
        engine.load(ledger.tables())
        columns, rows = engine.run(ninefold(program, ledger.sql_args(dialect)))
        result = Path(folder) / "result.csv"
        write(result, columns, rows)
        back = json.loads(ninefold(program, ["report", str(result)]))
    return compare(report, columns, rows) + differences(report, back), len(rows)


def run(program, dialect, ledgers, verbose):
    """Compares all ledgers in one engine; how many differ."""
    start = time.monotonic()
    engine = ENGINES[dialect]()
    failed = numbers = 0
    try:
        for ledger in ledgers:
            begun = time.monotonic()
            try:
                differences, rows = check(program, dialect, engine, ledger)
            except Exception as error:  # the engine's own words are the finding
                differences, rows = [str(error)], 0
            numbers += rows
            if verbose:
                print(f"    {ledger.name}: {rows} numbers, {time.monotonic() - begun:.1f} s", flush=True)
            if differences:
                failed += 1
                told = " ".join(ledger.common())
                print(f"FAILED {dialect}: {ledger.name} ({told}): {len(differences)} differences", flush=True)
                print("".join(f"    {words[:1500]}\n" for words in differences[:8]), end="", flush=True)
                if failed == 10:
                    print("    … no more of them are looked for")
                    break
        seconds = time.monotonic() - start
        print(f"{engine.version}: {len(ledgers)} ledgers, {numbers} numbers, {failed} ledgers differ, {seconds:.0f} s", flush=True)
    finally:
        engine.close()
    return failed


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("ninefold")
    parser.add_argument("--engines", default=",".join(ENGINES))
    parser.add_argument("--seeds", type=int, default=200)
    parser.add_argument("--from", dest="first", type=int, default=1)
    parser.add_argument("--outside", type=Path)
    parser.add_argument("--only", action="store_true", help="no fixtures, only the seeds")
    args = parser.parse_args()
    fixed = [] if args.only else fixtures()
    large = [] if args.only or not args.outside else outside(args.outside)
    failed = 0
    for dialect in args.engines.split(","):
        # A statement costs Spark a second, whatever is in it.
        few = dialect == "spark"
        seeds = range(args.first, args.first + (max(args.seeds // 20, 1) if few else args.seeds))
        chosen = [ledger for ledger in fixed if ledger.name in ("f2-lazy", "gap-bridged")] if few else fixed
        ledgers = chosen + (large[:2] if few else large) + [random_ledger(seed) for seed in seeds]
        failed += run(args.ninefold, dialect, ledgers, few)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
